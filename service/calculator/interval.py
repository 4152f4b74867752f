"""What printed figures stand for, and whether a sum of them agrees with its printed total.

A figure printed as v with d decimals stands for every value within v ± ½·10⁻ᵈ, its ends included: what is printed says no
more (XBRL Calculations 1.1). A figure that was cut off instead of rounded stands for [v, v + 10⁻ᵈ), away from zero. A sum
agrees with its total where the intervals share a point, without a tolerance of anybody's choice. This judges what a
disclosure prints; a figure in a text is judged strictly (`service.calculator.precision`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Literal

Outcome = Literal["exact", "rounding", "unlikely", "mismatch"]

_FAR = Fraction(33, 10)  # standard deviations of the sum of roundings that hardly one true total in a thousand exceeds


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from `low` to `high`; an open end is not itself one of them."""

    low: Fraction
    high: Fraction
    low_open: bool = False
    high_open: bool = False

    def __add__(self, other: Interval) -> Interval:
        """The sums of a value of each."""
        return Interval(
            self.low + other.low,
            self.high + other.high,
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def times(self, weight: Fraction) -> Interval:
        """The values times a weight; a negative one turns the ends round."""
        if weight < 0:
            return Interval(self.high * weight, self.low * weight, self.high_open, self.low_open)
        if not weight:
            return Interval(Fraction(0), Fraction(0))
        return Interval(self.low * weight, self.high * weight, self.low_open, self.high_open)

    def common(self, other: Interval) -> Interval | None:
        """The values that are in both, None where there are none."""
        low, low_open = max((self.low, self.low_open), (other.low, other.low_open))
        high, not_open = min((self.high, not self.high_open), (other.high, not other.high_open))
        if low > high or (low == high and (low_open or not not_open)):
            return None
        return Interval(low, high, low_open, not not_open)


@lru_cache(maxsize=16384)
def _value(number: Decimal, scale: Decimal) -> Fraction:
    return Fraction(number) * Fraction(scale)


@lru_cache(maxsize=256)
def _step(exponent: int, scale: Decimal) -> Fraction:
    return Fraction(10) ** exponent * Fraction(scale)


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed number and the scale of its unit (10000 for 万元): its digits are its precision, so it is no plain value."""

    number: Decimal
    scale: Decimal = Decimal(1)

    @property
    def value(self) -> Fraction:
        """The number in the base unit."""
        return _value(self.number, self.scale)

    @property
    def step(self) -> Fraction:
        """What one more in the last printed digit is, in the base unit."""
        exponent = self.number.as_tuple().exponent
        if not isinstance(exponent, int):
            raise TypeError(f"no number: {self.number}")
        return _step(exponent, self.scale)

    def interval(self, *, truncated: bool = False) -> Interval:
        """What the print stands for: rounded, or cut off."""
        value, step = self.value, self.step
        if not truncated:
            return Interval(value - step / 2, value + step / 2)
        if not value:
            return Interval(-step, step, low_open=True, high_open=True)
        if value > 0:
            return Interval(value, value + step, high_open=True)
        return Interval(value - step, value, low_open=True)


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a sum with its weight (-1 where it is taken away), and every place's print of it."""

    prints: tuple[Printed, ...]
    weight: Fraction = Fraction(1)


def once(prints: Sequence[Printed], *, truncated: bool = False) -> Interval | None:
    """What a figure that is printed in several places stands for, None where the places contradict each other.

    Printed twice at one precision it must be equal; at several, the intervals must share a point.
    """
    values: dict[Fraction, Fraction] = {}
    for one in prints:
        if values.setdefault(one.step, one.value) != one.value:
            return None
    found: Interval | None = prints[0].interval(truncated=truncated)
    for one in prints[1:]:
        found = found and found.common(one.interval(truncated=truncated))
    return found


def summed(items: Iterable[Item], *, truncated: bool = False) -> Interval | None:
    """What the sum of printed items stands for, None where an item's places contradict each other."""
    total = Interval(Fraction(0), Fraction(0))
    for item in items:
        own = once(item.prints, truncated=truncated)
        if own is None:
            return None
        total += own.times(item.weight)
    return total


def finest(prints: Sequence[Printed]) -> Printed:
    """The print with the most decimals."""
    return min(prints, key=lambda one: one.step)


def tie_out(total: Item, items: Sequence[Item], *, truncated: bool = False, far: Fraction = _FAR) -> Outcome:
    """How a printed total agrees with the sum of its items.

    `exact`: the printed digits add up; `rounding`: the intervals meet; `unlikely`: they meet, but with a difference that
    items rounded independently of each other hardly ever make (more than `far` standard deviations); `mismatch`: they do
    not meet, or a figure contradicts itself.
    """
    own, rest = once(total.prints, truncated=truncated), summed(items, truncated=truncated)
    if own is None or rest is None or own.times(total.weight).common(rest) is None:
        return "mismatch"
    gap = finest(total.prints).value * total.weight - sum(
        (finest(item.prints).value * item.weight for item in items), Fraction(0)
    )
    if not gap:
        return "exact"
    # A rounding is off by up to half a step, evenly: its variance is a twelfth of the step's square.
    variance = sum(((finest(i.prints).step * i.weight) ** 2 / 12 for i in (total, *items)), Fraction(0))
    return "unlikely" if gap**2 > far**2 * variance else "rounding"
