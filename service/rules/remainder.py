"""What is left of an amount, or of several added up, when others are taken away."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest import terms as names
from ingest.items import AXES, FISCAL
from service import evidence
from service.asked_remainder import taken_away
from service.draft import Draft, Piece, computed, scaled
from service.evidence import Want
from service.holding import Known
from service.query import Asked
from service.rules import wholes
from service.rules.magnitude import alike
from service.rules.scene import Scene, answered, called, phrase, state
from service.rules.totals import NAMES


def remainder(scene: Scene) -> Draft | None:
    """The amount left, with what it is worked out of; None where none is asked for, or where nothing would be left."""
    asked = taken_away(scene.query.text, scene.query.items)
    if asked is None or scene.query.rest:
        return None  # of items that were not understood something may be a part of the whole
    same = _its_part_elsewhere(scene, *asked)
    whole, away = same or (_levels(scene, asked[0] or [wholes.total(scene)]), _levels(scene, asked[1]))
    known = [*whole, *away]
    if any(FISCAL & set(one.keys[:1]) for one in asked[1]) and not all(k.item.own in names.TOTALS for k in whole):
        return None  # all fiscal money is no part of 基本支出
    if not whole or not away or len(known) > len(NAMES) or not alike(known):
        return None
    if {k.fact.id for k in whole} >= {k.fact.id for k in away} and len(whole) == len(away):
        return None
    unit = scene.query.unit or whole[0].fact.unit
    terms = [scaled(name, k.fact.unit, unit) for name, k in zip(NAMES, known, strict=False)]
    expression = " + ".join(terms[: len(whole)]) + "".join(f" - {term}" for term in terms[len(whole) :])
    left = computed(expression, dict(zip(NAMES, (k.fact for k in known), strict=False)), unit, bold=True)
    if left.value < 0 or (not left.value and same is None):
        return None  # no part is more than what it is taken of
    inside = f"其中列在{names.name(asked[1][0].keys[0])}的" if same else ""
    pieces: list[Piece] = []
    for number, one in enumerate(known):
        lead = "" if not number else f"，减去{inside}" if number == len(whole) else "、"
        pieces += [lead, phrase(scene.bare if number else scene, one, year=not number), *state(one.fact)]
    rest = f"{called(whole[0])}" if len(whole) == 1 else "这几项"
    pieces += [f"，{rest}还剩", left, "。"]
    return answered(*pieces, result=left if left.certain else None)


# 接待费，扣掉基本支出里列的那一份: what is taken away is the same item, as far as it stands in another table.
_SAME_IN = re.compile(
    r"[”\"]?(?:表|预算)?(?:里面?|里头|之?中|当中|内)(?:头)?(?:已经?|另外?|单独)*(?:列支?|安排|开支|支出|含|算|报|出)?(?:了|的|着|进去)*"
    r"(?:[那这](?:一?[份块笔些]|一?部分|个)|部分|数)(?:钱|费用)?(?=[，,。？?还之以后剩]|$)"
)


def _its_part_elsewhere(
    scene: Scene, left: Sequence[Asked], away: Sequence[Asked]
) -> tuple[list[Known], list[Known]] | None:
    """An item's amount, and what of it stands under 基本支出 or 项目支出; None where no such part is to be taken away."""
    if len(away) != 1 or not AXES & set(away[0].keys[:1]) or not _SAME_IN.match(scene.query.text, away[0].end):
        return None
    of_it = [a for a in left if not any(a is not b and names.parts_below(a.keys[0]) & set(b.keys[:1]) for b in left)]
    if len(of_it) != 1:
        return [], []
    whole, axis = scene.level(of_it[0], scene.target()), away[0].keys[0]
    inside = [
        known
        for known in evidence.candidates(Want(of_it[0], scene.target(), scene.basis), scene.holdings)
        if known.fact.value is not None and known.fact.source == "table"
        and (axis in known.item.within or names.name(axis) in (known.fact.table or ""))
    ]  # fmt: skip
    apart = whole is not None and whole.fact.value is not None and inside and inside[0].fact.id != whole.fact.id
    return ([whole], [inside[0]]) if whole is not None and apart else ([], [])


def _levels(scene: Scene, items: Sequence[Asked]) -> list[Known]:
    """Each item's amount; nothing where one of them has none."""
    found = [scene.level(asked, scene.target()) for asked in items]
    known = [k for k in found if k is not None and k.fact.value is not None]
    return known if len(known) == len(items) else []
