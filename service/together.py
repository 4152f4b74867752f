"""One question put to several organisations: each one's answer on a line, and which is more."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest import quantity
from service import rules
from service.coverage import accounted
from service.draft import Draft, Piece, Stated, computed, scaled
from service.rules.scene import Scene, phrase

_WHICH = re.compile(r"谁|哪个|哪家|哪一家|哪一个|相差|差多少")
_PAST = re.compile(r"去年|上年|同比|往年|前年")
_ITEM_BY_ITEM = ("list", "compare", "difference")
_MOVED = ("change", "rate")


def together(scenes: Sequence[Scene]) -> Draft | None:
    """The answers of the organisations named; None where none of them has one."""
    query = scenes[0].query
    between_bodies = _WHICH.search(query.text) or (
        not query.offsets and len(query.years) <= 1 and not _PAST.search(query.text)
    )
    kinds = (*_ITEM_BY_ITEM, *(_MOVED if between_bodies else ()))
    asked = [scene.with_query(kind="lookup") if scene.query.kind in kinds else scene for scene in scenes]
    found: list[tuple[Scene, Draft]] = []
    absent: list[str] = []
    for scene in asked:
        draft = accounted(scene, rules.draft(scene))
        if draft and draft.status == "answered":
            found.append((scene, draft))
        else:
            absent.append(scene.organisation)
    if not found:
        return None
    pieces: list[Piece] = [piece for _, draft in found for piece in ("- ", *draft.pieces, "\n")]
    if absent:
        pieces.append(f"没有找到{'、'.join(absent)}的这一数额。")
    results = [(scene, draft.result) for scene, draft in found if draft.result is not None]
    if len(results) == len(found) == 2 and all(scene.query.kind == "lookup" for scene, _ in results):
        pieces += _larger(*results)
    return Draft("answered", tuple(pieces))


def _larger(one: tuple[Scene, Stated], two: tuple[Scene, Stated]) -> list[Piece]:
    """Which of two organisations' figures is larger, and by how much where both are printed on one basis."""
    (scene, first), (other, second) = one, two
    a = quantity.Quantity(first.value, quantity.unit(first.unit))
    b = quantity.Quantity(second.value, quantity.unit(second.unit))
    if a.unit is None or b.unit is None or a.unit.base != b.unit.base:
        return []
    mixed = len({fact.basis for fact in (*first.facts, *second.facts)}) > 1
    apart = ["注意：两个数一为预算、一为决算，口径不同。"] if mixed else []
    if a.base == b.base:
        return ["两者相同。", *apart]
    if b.base > a.base:
        scene, other, first, second = other, scene, second, first
    if first.formula or second.formula or mixed:
        return [f"{scene.organisation}更多。", *apart]
    expression = f"a - {scaled('b', second.unit, first.unit)}"
    gap = computed(expression, {"a": first.facts[0], "b": second.facts[0]}, first.unit)
    known = next(k for holding in scene.holdings for k in holding.known if k.fact.id == first.facts[0].id)
    what = phrase(scene, known)
    return [f"{scene.organisation}更多，{what}比{other.organisation}多", gap, "。"]
