"""How a figure is written in the sentences of the mutation benchmark, and whether what is written says a value.

Independent of the verifier: the writer and the judge of truth are simpler, and where they are in doubt a twin is left out.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Literal

from ingest.quantity import decimals, render

Script = Literal["plain", "grouped", "wide", "characters", "financial"]
SCALES = {"元": 1, "万元": 10_000, "亿元": 100_000_000}
_WIDE = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
_DIGITS = "零一二三四五六七八九"
_FINANCIAL = "零壹贰叁肆伍陆柒捌玖"
_APPROX = {
    "about": ("约", "大约", "约为"),
    "near": ("近", "将近"),
    "under": ("不到", "不足"),
    "over": ("超过", "逾", "超"),
}


@dataclass(frozen=True, slots=True)
class Written:
    """A number as a sentence writes it; `approx` tells whether it is meant loosely, `word` how that is said."""

    number: Decimal
    unit: str
    script: Script = "plain"
    approx: str | None = None
    word: str = ""

    @property
    def base(self) -> Fraction:
        """The number in 元, percent or pieces."""
        return Fraction(self.number) * SCALES.get(self.unit, 1)

    @property
    def text(self) -> str:
        """The figure with the word before it."""
        return self.word + self.figure

    @property
    def figure(self) -> str:
        """The figure alone."""
        digits = render(self.number)
        if self.script == "grouped":
            return f"{self.number:,}{self.unit}"
        if self.script == "wide":
            return (digits + self.unit).translate(_WIDE)
        if self.script == "characters":
            return in_characters(self.number) + self.unit
        if self.script == "financial":
            return in_characters(self.number, financial=True) + self.unit + "整"
        return digits + self.unit


def in_characters(number: Decimal, *, financial: bool = False) -> str:
    """汉字 for a number below ten thousand 万: 三点八, 叁万捌仟."""
    names = _FINANCIAL if financial else _DIGITS
    tens = "拾佰仟" if financial else "十百千"
    whole, _, rest = render(abs(number)).partition(".")

    def four(digits: str) -> str:
        said, gap = "", False
        for at, digit in enumerate(digits):
            place = len(digits) - at - 1
            if digit == "0":
                gap = bool(said)
                continue
            said += ("零" if gap else "") + names[int(digit)] + (tens[place - 1] if place else "")
            gap = False
        return said

    high, low = whole[:-4], whole[-4:]
    said = (four(high) + "万" if high else "") + ("零" if high and low[0] == "0" and low.strip("0") else "") + four(low)
    said = said or "零"
    if not financial and said.startswith("一十"):
        said = said[1:]
    return said + ("点" + "".join(names[int(d)] for d in rest) if rest else "")


def rounded(value: Fraction, places: int) -> Decimal:
    """四舍五入; places below zero round to tens."""
    step = Fraction(10) ** -places
    units = abs(value) / step
    whole = (2 * units.numerator + units.denominator) // (2 * units.denominator)
    number = Decimal(whole).scaleb(-places)
    if places < 0:
        number = Decimal(int(number))
    return -number if value < 0 else number


def digits_of(number: Decimal) -> int:
    """Significant digits."""
    return len(number.as_tuple().digits) if number else 1


def exact(value: Fraction, unit: str) -> Decimal | None:
    """The value in a unit where it needs no more than six decimals, None where it needs more."""
    own = value / SCALES.get(unit, 1)
    for places in range(7):
        number = rounded(own, places)
        if Fraction(number) == own:
            return number
    return None


def says(written: Written, value: Fraction) -> bool:
    """Whether a figure may be held to say a value: generous, so that a twin which is not held so is surely false."""
    here = abs(written.base)
    there = abs(value)
    if written.number and value and (written.number < 0) != (value < 0):
        return False
    if written.approx == "about":
        return abs(here - there) <= there * Fraction(12, 100)
    if written.approx == "near":
        return there <= here <= there * Fraction(112, 100)
    if written.approx == "under":
        return there <= here <= there * Fraction(16, 10)
    if written.approx == "over":
        return here <= there <= here * Fraction(16, 10)
    own = there / SCALES.get(written.unit, 1)
    places = decimals(written.number)
    return abs(Fraction(rounded(own, places))) == abs(Fraction(written.number))


def write_amount(choice: random.Random, value: Fraction, unit: str, places: int) -> Written:
    """A printed amount as people write it; the value is in 元 and not negative."""
    printed = Written(rounded(value / SCALES[unit], places), unit)
    if not value:
        return printed
    how = choice.random()
    if how < 0.44:
        return replace(printed, script="grouped" if choice.random() < 0.2 else "plain")
    if how < 0.60:
        other = "元" if unit == "万元" else "万元"
        number = exact(value, other)
        if number is None:
            return printed
        return Written(number, other, "grouped" if other == "元" and choice.random() < 0.4 else "plain")
    if how < 0.68 and value >= 10**7:
        number = rounded(value / 10**8, 4)
        return Written(number, "亿元") if digits_of(number) >= 3 else printed
    if how < 0.78:
        number = rounded(value / 10_000, choice.choice((0, 1, 1)))
        return Written(number, "万元") if digits_of(number) >= 3 else printed
    if how < 0.88:
        return _loosely(choice, value) or printed
    if how < 0.94:
        return replace(printed, script="wide")
    number = exact(value, "万元")
    if number is not None and number < 10_000 and number >= 1 and choice.random() < 0.7:
        return Written(number, "万元", "characters")
    yuan = exact(value, "元")
    if yuan is not None and yuan == int(yuan) and 100 <= yuan < 10**8:
        return Written(Decimal(int(yuan)), "元", "financial")
    return printed


def _loosely(choice: random.Random, value: Fraction) -> Written | None:
    own = value / 10_000
    if own < 3:
        return None
    size = len(str(int(own)))
    approx = choice.choice(("about", "near", "over", "under"))
    places = (1 if size == 1 else 0) if size <= 2 else 2 - size
    near = rounded(own, places)
    step = Decimal(1).scaleb(-places) if places >= 0 else Decimal(10) ** -places
    if approx in ("near", "under"):
        near = near if Fraction(near) > own else near + step
    elif approx == "over":
        near = near if Fraction(near) < own else near - step
    near = Decimal(render(near))
    if not near or abs(Fraction(near) - own) > own * Fraction(8, 100):
        return None
    return Written(near, "万元", "plain", approx, choice.choice(_APPROX[approx]))


def write_change(choice: random.Random, value: Fraction, unit: str) -> Written:
    """A computed amount, exact to the fen of 万元 or 元, or rounded to a decimal."""
    if unit == "元" and choice.random() < 0.6:
        number = exact(abs(value), "元")
        if number is not None:
            return Written(number, "元", "grouped" if choice.random() < 0.3 else "plain")
    places = 2 if choice.random() < 0.75 else 1
    return Written(rounded(abs(value) / 10_000, places), "万元")


def write_percent(choice: random.Random, value: Fraction, unit: str = "%") -> Written:
    """A computed percentage of one or two decimals."""
    number = rounded(abs(value), choice.choice((1, 2, 2)))
    return Written(number, unit, "wide" if unit == "%" and choice.random() < 0.06 else "plain")


def half_up(number: Decimal, places: int) -> Decimal:
    """四舍五入 of a decimal."""
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
