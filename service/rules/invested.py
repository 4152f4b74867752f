"""How much of a project's total investment no budget has set aside yet: 总投资 less what was set aside up to now."""

from __future__ import annotations

import re

from ingest import terms
from service.draft import Draft, Piece, computed, scaled
from service.holding import Known
from service.rules.magnitude import alike
from service.rules.scene import Scene, answered, state

_ASKS = re.compile(
    r"(?:还|尚|仍)(?:有|差|缺|剩|欠|需)(?:下|着|要)?(?:多少|几)[^，。？?]{0,4}?(?:(?:没有?|未|尚待|待)(?:再)?(?:安排|投|落实|下达|到位|拨)|资金缺口)"
    r"|(?:没有?|未)(?:安排|投|落实|下达|到位|拨)(?:上|到|完|下来|进去)?的?(?:还|尚)?(?:有|是|剩)(?:多少|几)"
)
_WHOLE = "总投资"
_UNTIL = re.compile("累计(?:已|共)?(?:安排|投入|下达|拨付|到位|落实)")


def left(scene: Scene) -> Draft | None:
    """Total investment less what was set aside until the year before and what this year's budget sets aside."""
    text = scene.query.text
    if _WHOLE not in text or not _ASKS.search(text):
        return None
    keys = {key for asked in scene.query.items for key in asked.keys}
    year = scene.target()
    for holding in scene.holdings:
        own = [
            known
            for known in holding.known
            if known.fact.project is not None
            and terms.key(known.fact.project[1]) in keys
            and known.fact.value is not None
            and known.fact.measure == "level"
        ]
        parts = (
            _one([k for k in own if k.fact.row[-1:] == (_WHOLE,)]),
            _one([k for k in own if k.fact.year == year - 1 and k.fact.row and _UNTIL.search(k.fact.row[-1])]),
            _one([k for k in own if k.fact.year == year and k.fact.row == (k.fact.project or ("", ""))[1:]]),
        )
        known = [part for part in parts if part is not None]
        if len(known) < len(parts) or not alike(known):
            continue
        whole, before, now = (k.fact for k in known)
        unit = whole.unit
        gap = computed(
            f"a - {scaled('b', before.unit, unit)} - {scaled('c', now.unit, unit)}",
            {"a": whole, "b": before, "c": now},
            unit,
            bold=True,
        )
        if gap.value < 0:
            continue
        pieces: list[Piece] = [f"{scene.prefix}{whole.project[1] if whole.project else ''}{_WHOLE}", *state(whole)]
        pieces += [f"，截至{before.year}年底{before.row[-1]}", *state(before), f"，{year}年预算安排", *state(now)]
        return answered(*pieces, "，还未安排", gap, "。", result=gap if gap.certain else None)
    return None


def _one(found: list[Known]) -> Known | None:
    """The one amount that facts state; None where there are several, or none."""
    return found[0] if len({(known.fact.value, known.fact.unit) for known in found}) == 1 else None
