"""Whether the digits that a text writes stand for an exact value.

A figure in a text is judged strictly. Cited, it equals the printed value, or is that value rounded 四舍五入 where it is
written, with at least three significant digits left: 34.5% for 34.48% and 812万元 for 812.35万元 pass, 4万元 for 3.80万元
does not. Derived, it equals the computed value at the precision written. 约 allows a tenth, 近 and 不足 lie above the
value, 超过 lies below it.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from ingest.quantity import Approx, Figure, Quantity
from service.calculator.formula import rounded

LEAST_DIGITS = 3  # by which an amount may be cited
_TENTH = Fraction(1, 10)
_WIDE = Fraction(3, 2)  # 超过3万元 may be said of 3.8万元; of 380万元 it says nothing


def significant(number: Decimal) -> int:
    """Digits of a number from its first one that is not zero."""
    return len(number.as_tuple().digits) if number else 1


def _loosely(approx: Approx, written: Fraction, value: Fraction, *, at_least: bool) -> bool:
    written, value = abs(written), abs(value)
    if approx == "about":
        return abs(written - value) <= value * _TENTH and bool(written) == bool(value)
    if approx == "near":
        return value < written <= value * (1 + _TENTH)
    if approx == "over":
        return (written <= value if at_least else written < value) and value <= written * _WIDE
    return (value <= written if at_least else value < written) and written <= value * _WIDE


def _scale(quantity: Quantity) -> Fraction:
    return Fraction(quantity.unit.scale) if quantity.unit else Fraction(1)


def written_as(figure: Figure, value: Fraction, *, at_least: bool = False) -> bool:
    """Whether a computed value (in the base unit) is written by the figure's digits; signs are the caller's."""
    quantity = figure.quantity
    if figure.approx:
        return _loosely(figure.approx, Fraction(quantity.base), value, at_least=at_least)
    own = abs(value) / _scale(quantity)
    return Fraction(rounded(own, quantity.decimals)) == abs(Fraction(quantity.number))


def cites(figure: Figure, value: Fraction, *, at_least: bool = False) -> bool:
    """Whether a printed value (in the base unit) is cited by the figure's digits; signs are the caller's."""
    quantity = figure.quantity
    if abs(Fraction(quantity.base)) == abs(value) and not figure.approx:
        return True
    if not written_as(figure, value, at_least=at_least):
        return False
    if figure.approx:
        return True
    return significant(quantity.number) >= LEAST_DIGITS and value != 0
