"""Several items that the question names one by one, put in their order: 货物、工程、服务，哪块最多."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest import terms
from service.draft import Draft, Piece, Stated
from service.holding import Known
from service.query import Asked
from service.rules.inside import counts_in
from service.rules.magnitude import alike, base_value
from service.rules.scene import Scene, answered, called, phrase, state, unit_for
from service.rules.wholes import LISTED

_BOTH_ENDS = re.compile("最[多大高][^。？?]*最[少小低]|最[少小低][^。？?]*最[多大高]")
_SEVERAL = 2
_AMONG_MORE = 3  # items that are named; of two the larger is asked for in other words


def ranked(scene: Scene) -> Draft | None:
    """Each of them, the extreme asked for first; None where they are not listed side by side, or not all are told."""
    query = scene.query
    if query.by_change or query.place is not None or len(scene.years()) > 1:
        return None
    items = [asked for asked in query.items if asked.keys]
    if len(items) > _AMONG_MORE and not _side_by_side(query.text, items[:2]):
        items = items[1:]  # 三公里面的甲、乙、丙: the first only says where they stand
    if len(items) < _AMONG_MORE or not _side_by_side(query.text, items) or any(a.near for a in items):
        return None
    levels = [scene.level(asked, scene.target()) for asked in items]
    found = [known for known in levels if known is not None and known.fact.value is not None]
    apart = len({known.fact.id for known in found}) == len(found) == len(items)
    if not apart or not alike(found) or len({known.fact.basis for known in found}) > 1:
        return None
    if any(counts_in(one, other) for one in found for other in found if one is not other):
        return None  # a whole is never less than its part
    return _told(scene, found)


def _side_by_side(text: str, items: Sequence[Asked]) -> bool:
    def listed(one: Asked, other: Asked) -> bool:
        gap = text[one.end : other.start]
        return other.start < one.end or (
            len(gap) <= _SEVERAL and bool(LISTED.search(gap))
        )  # 小学、初中教育: one stretch

    return all(listed(one, other) for one, other in pairwise(items))


def _told(scene: Scene, found: Sequence[Known]) -> Draft:
    ordered = sorted(found, key=lambda known: base_value(known.fact), reverse=not scene.query.ascending)
    pieces: list[Piece] = []
    for known in ordered:
        lead = phrase(scene.bare if pieces else scene, known, year=not pieces)
        pieces += [f"- {lead}：", *state(known.fact, unit_for(scene, known.fact)), "\n"]
    if _BOTH_ENDS.search(scene.query.text) and base_value(ordered[0].fact) != base_value(ordered[-1].fact):
        most, least = (ordered[-1], ordered[0]) if scene.query.ascending else (ordered[0], ordered[-1])
        return answered(*pieces, f"最多的是{_name(most)}，最少的是{_name(least)}。")
    if scene.query.top and 1 < scene.query.top < len(ordered):
        return answered(*pieces[: 3 * scene.query.top])
    value = base_value(ordered[0].fact)
    first = [known for known in ordered if base_value(known.fact) == value]
    word = "最少" if scene.query.ascending else "最多"
    pieces.append(f"{word}的是{'、'.join(_name(known) for known in first)}。")
    result = next((p for p in pieces if isinstance(p, Stated)), None) if len(first) == 1 else None
    return answered(*pieces, result=result if result is not None and result.certain else None)


def _name(known: Known) -> str:
    return terms.name(known.item.own) if known.item.own in terms.concepts() else called(known)
