"""What is left of an amount, or of several added up, when others are taken away."""

from __future__ import annotations

from collections.abc import Sequence

from ingest import terms as names
from ingest.items import FISCAL
from service.asked_remainder import taken_away
from service.draft import Draft, Piece, computed, scaled
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
    whole, away = _levels(scene, asked[0] or [wholes.total(scene)]), _levels(scene, asked[1])
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
    if left.value <= 0:
        return None  # no part is more than what it is taken of
    pieces: list[Piece] = []
    for number, one in enumerate(known):
        lead = "" if not number else "，减去" if number == len(whole) else "、"
        pieces += [lead, phrase(scene.bare if number else scene, one, year=not number), *state(one.fact)]
    rest = f"{called(whole[0])}" if len(whole) == 1 else "这几项"
    pieces += [f"，{rest}还剩", left, "。"]
    return answered(*pieces, result=left if left.certain else None)


def _levels(scene: Scene, items: Sequence[Asked]) -> list[Known]:
    """Each item's amount; nothing where one of them has none."""
    found = [scene.level(asked, scene.target()) for asked in items]
    known = [k for k in found if k is not None and k.fact.value is not None]
    return known if len(known) == len(items) else []
