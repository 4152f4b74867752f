"""How far two numbers lie apart that an answer tells side by side, where it is asked which of the two is more."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest import quantity
from ingest.terms import strip_number
from service.draft import Draft, Stated, computed, scaled
from service.rules.magnitude import base_value
from service.rules.scene import Scene

_ASKS = re.compile(r"谁|孰|哪一?[个项边头样类种]|相?差(?:了)?(?:多少|几)|[多少高低]出?(?:了)?(?:多少|几)")
_TWO = 2


def with_gap(scene: Scene, draft: Draft) -> Draft:
    """An answer with what lies between its only two numbers; itself where it has others, or tells that already."""
    told = [piece for piece in draft.pieces if isinstance(piece, Stated)]
    if scene.query.kind not in ("compare", "difference") or draft.status != "answered" or len(told) != _TWO:
        return draft
    if any(one.formula or len(one.facts) != 1 or not one.certain for one in told) or not _ASKS.search(scene.query.text):
        return draft
    more, less = sorted((one.facts[0] for one in told), key=base_value, reverse=True)
    if not more.row or not less.row or more.unit is None or (more.year, more.measure) != (less.year, less.measure):
        return draft
    units = [quantity.unit(fact.unit) for fact in (more, less)]
    if units[0] is None or units[1] is None or units[0].base != units[1].base or base_value(more) == base_value(less):
        return draft
    gap = computed(f"a - {scaled('b', less.unit, more.unit)}", {"a": more, "b": less}, more.unit, bold=True)
    names = [strip_number(fact.row[-1]) for fact in (more, less)]
    when = f"{more.year}年" if more.year else ""
    said = f"{when}{names[0]}更多，比{names[1]}多"
    return replace(draft, pieces=(*draft.pieces, said, gap, "。"), result=gap if gap.certain else draft.result)
