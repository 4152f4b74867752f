"""How many and what they cost, asked in one breath: 买了几辆车花了多少, 出国几趟用掉多少钱."""

from __future__ import annotations

import re

from ingest import quantity, terms
from service import counting, evidence
from service.asked_items import COUNTED
from service.draft import Draft, Piece
from service.holding import Known
from service.query import Asked
from service.rules.magnitude import of_one_number
from service.rules.scene import Scene, answered, phrase, state

_COST = re.compile(r"(?:花|用|付|费|要)(?:了|掉|去|费)*(?:多少|几[万千百])|多少(?:钱|万?元)")
# What is counted beside what is paid for it.
_COUNTED_BESIDE = {"vehicle_purchase": "vehicle_purchases_count"}
_PAID = {count: paid for paid, count in _COUNTED_BESIDE.items()}
_TRAVEL = frozenset({"overseas_travel", "official_reception", "training", "meeting"})
# What is paid for, called by what is done: 培训了多少人、花了多少.
_BY_ITS_VERB = {"培训": "training", "会议": "meeting", "开会": "meeting", "接待": "official_reception"}


def both(scene: Scene) -> Draft | None:
    """The number and the amount of one item; None where not both are asked for, or either is not stated."""
    query = scene.query
    counted = COUNTED.search(query.text)
    if counted is None or query.per or len(scene.years()) > 1:
        return None
    called = [_BY_ITS_VERB[word] for word in query.rest if word in _BY_ITS_VERB] if not query.items else []
    if (len(query.items) != 1 or query.rest) and (len(called) != 1 or len(query.rest) != 1):
        return None
    if not _COST.search(query.text[: counted.start()] + "，" + query.text[counted.end() :]):
        return None
    own = query.items[0] if query.items else Asked(query.rest[0], (called[0],), 0, 0)
    key = next(
        (_PAID.get(key, key) for key in own.keys if key in _PAID or key in _COUNTED_BESIDE or key in _TRAVEL), None
    )
    paid = Asked(own.text, (key,), own.start, own.end) if key else None
    amount = scene.with_query(counted=None).level(paid, scene.target()) if paid else None
    if amount is None or amount.fact.value is None or key is None:
        return None
    unit = quantity.unit(amount.fact.unit)
    if unit is None or unit.base != "元":
        return None
    told: tuple[Piece, ...] = ()
    if key in _COUNTED_BESIDE:
        number = _number(scene, key)
        if number is None:
            return None
        told = (phrase(scene, number), *state(number.fact, bold=True), "。\n")
    elif (found := counting.told(scene)) is not None and found.status == "answered":
        told = (*found.pieces, "\n")
    return answered(*told, phrase(scene, amount), *state(amount.fact, bold=True), "。") if told else None


def _number(scene: Scene, key: str) -> Known | None:
    """How many were bought: by the name of the number, or counted under the name of the money (公务用车购置1辆)."""
    count = Asked(terms.name(_COUNTED_BESIDE[key]), (_COUNTED_BESIDE[key],), 0, 0)
    number = scene.level(count, scene.target())
    if number is not None and number.fact.value is not None and number.fact.measure == "count":
        return number
    found = [
        known
        for holding in scene.holdings
        for known in holding.by_own.get(key, ())
        if known.fact.measure == "count" and known.fact.value is not None and known.fact.year == scene.target()
        and known.fact.unit == terms.concepts()[_COUNTED_BESIDE[key]].unit and evidence.basis_fits(known.fact, scene.basis)
    ]  # fmt: skip
    return of_one_number(found)
