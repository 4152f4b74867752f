"""Two sides of a rule held against each other: sums, figures printed twice, parts of a whole, quotients.

Printed digits are the precision (`service.calculator.interval`). A blank cell counts as 0 in a sum, and is nothing by
itself; an uncertain figure or one of an unknown unit is not weighed at all, and the finding says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from ingest import quantity
from ingest.model import Fact
from ingest.quantity import Unit
from service.calculator.interval import Interval, Item, Printed, tie_out
from service.calculator.tieout.finding import Outcome

# A disclosure has hundreds of sums, a library hundreds of thousands: what one in a thousand true totals exceeds would
# accuse many, what one in a million does still tells a slip within the interval.
FAR = Fraction(5)


@dataclass(frozen=True, slots=True)
class Weighed:
    """How two sides compare; `why` says why they could not be weighed. Amounts are in `unit`."""

    outcome: Outcome
    expected: Decimal | None = None
    found: Decimal | None = None
    difference: Decimal | None = None
    allowed: Decimal | None = None
    unit: str | None = None
    why: str | None = None
    cut: bool = False  # cut off rather than rounded


def doubt(facts: Sequence[Fact]) -> str | None:
    """Why these figures cannot be weighed against each other; None where they can."""
    if any(fact.status != "exact" for fact in facts):
        return "有的数字读取时存疑"
    units = [quantity.unit(fact.unit) for fact in facts if fact.value is not None]
    if any(unit is None for unit in units):
        return "有的数字没有写明单位"
    if len({unit.base for unit in units if unit}) > 1:
        return "单位不同，不能相加减"
    return None


def _unit(fact: Fact) -> Unit:
    unit = quantity.unit(fact.unit)
    assert unit is not None
    return unit


def printed(fact: Fact) -> Printed:
    """A fact's number with the scale of its unit."""
    assert fact.value is not None
    return Printed(signed(fact), _unit(fact).scale)


def signed(fact: Fact) -> Decimal:
    """The number; a change that is said to go down is negative."""
    value = fact.value if fact.value is not None else Decimal(0)
    return -abs(value) if fact.direction == "down" and fact.measure in ("change", "rate") else value


@lru_cache(maxsize=16384)
def plain(number: Fraction, least: int = 0, most: int = 6) -> Decimal:
    """A fraction as a decimal: exact where a few digits show it, else rounded; at least so many digits."""
    exact = quantity.EXACT
    shown = exact.divide(Decimal(number.numerator), Decimal(number.denominator))
    shown = quantity.rounded(shown, most).normalize(exact)
    return quantity.rounded(shown, max(least, quantity.decimals(shown)))


def none_at_all(fact: Fact) -> bool:
    """Whether a figure is a plain 0, which says that there is none rather than less than a half."""
    return fact.value == 0 and not quantity.decimals(fact.value)


def as_fine(fact: Fact, others: Sequence[Fact]) -> Printed:
    """A figure's print; a plain 0 is as fine as what it is held against."""
    own = printed(fact)
    if not none_at_all(fact) or not others:
        return own
    finest = min((printed(other) for other in others), key=lambda one: one.step)
    return Printed(Decimal(0).quantize(finest.number), finest.scale)


def total(whole: Fact, parts: Sequence[tuple[Fact, int]]) -> Weighed:
    """A printed total against its parts, each with its sign."""
    used = [(fact, sign) for fact, sign in parts if fact.value is not None and not none_at_all(fact)]
    if why := doubt([whole, *(fact for fact, _ in parts)]):
        return Weighed("not_checked", why=why)
    own = as_fine(whole, [fact for fact, _ in used])
    terms = [(printed(fact), sign) for fact, sign in used]
    made = sum((one.value if sign > 0 else -one.value for one, sign in terms), Fraction(0))
    steps = sum((one.step for one, _ in terms), own.step)
    # Most sums add up to the digit, and need no intervals.
    exact = made == own.value
    items = [] if exact else [Item((one,), Fraction(sign)) for one, sign in terms]
    outcome: Outcome = "exact" if exact else tie_out(Item((own,)), items, far=FAR)
    return _weighed(outcome, made, own.value, steps / 2, whole)


def same(one: Fact, other: Fact) -> Weighed:
    """One figure printed in two places: equal digits, or digits that stand for a common value where one has fewer."""
    if why := doubt([one, other]):
        return Weighed("not_checked", why=why)
    first, second = as_fine(one, [other]), as_fine(other, [one])
    gap = abs(first.value - second.value)
    allowed = Fraction(0) if first.step == second.step else (first.step + second.step) / 2
    outcome: Outcome = "exact" if not gap else "rounding" if gap <= allowed else "mismatch"
    cut = False
    if outcome == "mismatch" and first.step != second.step:
        coarse, fine = sorted((first, second), key=lambda p: -p.step)
        cut = coarse.interval(truncated=True).common(fine.interval()) is not None
        outcome = "rounding" if cut else "mismatch"
    found = _weighed(outcome, second.value, first.value, allowed, one)
    return Weighed(
        found.outcome, found.expected, found.found, found.difference, found.allowed, found.unit, found.why, cut
    )


def at_most(part: Fact, whole: Fact) -> Weighed:
    """A part that cannot exceed its whole; `exact` where it does not."""
    if why := doubt([part, whole]):
        return Weighed("not_checked", why=why)
    own, most = as_fine(part, [whole]), as_fine(whole, [part])
    allowed = (own.step + most.step) / 2
    over = own.value - most.value
    outcome: Outcome = "exact" if over <= 0 else "rounding" if over <= allowed else "mismatch"
    return _weighed(outcome, most.value, own.value, allowed, part)


def _weighed(outcome: Outcome, expected: Fraction, found: Fraction, allowed: Fraction, like: Fact) -> Weighed:
    scale = Fraction(_unit(like).scale)
    least = quantity.decimals(like.value) if like.value is not None else 0
    return Weighed(
        outcome,
        plain(expected / scale, least),
        plain(found / scale, least),
        plain((found - expected) / scale, least),
        plain(allowed / scale),
        like.unit,
    )


# --- quotients ----------------------------------------------------------------------------------------------------


def quotient(above: Interval, below: Interval) -> Interval | None:
    """All values of one interval over those of another that lies on one side of 0; None where it does not."""
    if below.low <= 0 <= below.high:
        return None
    ends = [a / b for a in (above.low, above.high) for b in (below.low, below.high)]
    return Interval(min(ends), max(ends))


def percent(stated: Fact, exact: Fraction, within: Interval | None) -> Weighed:
    """A stated percentage against the computed one: `exact` as a ratio from the prints, `within` what their digits allow."""
    assert stated.value is not None
    if stated.status != "exact":
        return Weighed("not_checked", why="有的数字读取时存疑")
    places = quantity.decimals(stated.value)
    value = Fraction(signed(stated))
    half = Fraction(1, 10**places) / 2
    computed = exact * 100
    expected = plain(computed, places, places)
    outcome: Outcome
    if expected == signed(stated):
        outcome = "exact"
    elif within is not None and within.low * 100 - half <= value <= within.high * 100 + half:
        outcome = "rounding"
    else:
        outcome = "mismatch"
    spread = half + (max(abs(within.high - exact), abs(exact - within.low)) * 100 if within else 0)
    return Weighed(
        outcome, expected, signed(stated), signed(stated) - expected, plain(spread, places, places + 3), stated.unit
    )
