"""A mean that the text prints (人均接待费, 车均维护费), worked out again from the amount and the number it is of."""

from __future__ import annotations

import re
from decimal import Decimal

from ingest import quantity
from ingest.model import Fact
from ingest.terms import strip_number
from service.asked_check import RECKONED_AGAIN
from service.draft import Draft, Piece, computed, per_one, scaled
from service.holding import Known
from service.query import Asked
from service.rules import guests
from service.rules.magnitude import is_money
from service.rules.scene import Scene, phrase, state
from service.rules.verdicts import verdict

# A mean by its name: what it is of, and how what it is taken over is printed.
_MEANS = (
    (re.compile(r"(?:人均|每人次?)(?:的)?(?:公务)?接待费"), "official_reception", None),
    (re.compile(r"(?:车均|每辆?车)(?:的)?(?:运行)?(?:维护|运维)费"), "vehicle_running", re.compile("保有量?")),
    (re.compile(r"(?:车均|每辆?车)(?:的)?购置费"), "vehicle_purchase", re.compile("购置")),
)
_CHECKED = re.compile(r"对吗|对不对|对得上|吻合|一致|相符|相等|是否|准不准|没错|能不能对")


def asks(scene: Scene) -> bool:
    """Whether a mean that is named is to be worked out again."""
    text = scene.query.text
    again = RECKONED_AGAIN.search(text) or _CHECKED.search(text)
    return bool(again) and any(name.search(text) for name, _, _ in _MEANS)


def checked(scene: Scene) -> Draft | None:
    """Whether a printed mean is what its amount and its number give; None where the question names none, or one is not told."""
    if not asks(scene):
        return None
    for name, key, counted in _MEANS:
        if name.search(scene.query.text) and (mean := _printed(scene, name)) is not None:
            return _again(scene, mean, key, counted)
    return None


def _printed(scene: Scene, name: re.Pattern[str]) -> Fact | None:
    found = {
        fact.value: fact
        for holding in scene.holdings
        for fact in holding.facts
        if fact.row and name.fullmatch(strip_number(fact.row[-1])) and fact.year == scene.target()
        and fact.value is not None and fact.basis == "actual" and fact.measure == "level"
    }  # fmt: skip
    return next(iter(found.values())) if len(found) == 1 else None


def _again(scene: Scene, mean: Fact, key: str, counted: re.Pattern[str] | None) -> Draft | None:
    known = scene.level(Asked(key, (key,), 0, 0), mean.year, basis="actual")
    if known is None or not is_money(known) or known.fact.value is None:
        return None
    count = _cars(scene, mean, counted) if counted else guests.received(scene, known, "人次")
    if count is None or not count.fact.value:
        return None
    figure = computed(
        per_one(scaled("a", known.fact.unit, mean.unit), count.fact.unit),
        {"a": known.fact, "n": count.fact},
        mean.unit,
        places=2,
    )
    pieces: list[Piece] = [
        f"{scene.prefix}{mean.year}年文件写明{strip_number(mean.row[-1])}", *state(mean, bold=True), "；按",
        phrase(scene.bare, known), *state(known.fact), f"和{strip_number(count.fact.row[-1])}", *state(count.fact),
        f"计算，平均每{'辆' if counted else '人次'}", figure, "。",
    ]  # fmt: skip
    printed = mean.value or Decimal(0)
    places = quantity.decimals(printed)
    apart = abs(quantity.rounded(figure.value, places) - printed)
    return verdict(*pieces, same=apart == 0, nearly=apart <= Decimal(1).scaleb(-places))


def _cars(scene: Scene, mean: Fact, name: re.Pattern[str]) -> Known | None:
    """The only number of cars that goes by such a name."""
    found = {
        known.fact.value: known
        for holding in scene.holdings
        for known in holding.known
        if known.fact.measure == "count" and known.fact.year == mean.year and known.fact.basis == mean.basis
        and known.fact.row and "车" in known.fact.row[-1] and name.search(known.fact.row[-1]) and known.fact.value is not None
    }  # fmt: skip
    return next(iter(found.values())) if len(found) == 1 else None
