"""How large a figure is in the base of its unit, whatever unit it is printed in."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ingest import quantity, units
from ingest.model import Fact
from service.holding import Known


def base_value(fact: Fact) -> Decimal:
    """A fact's number in the base of its unit, for comparing; never shown."""
    return quantity.Quantity(fact.value, quantity.unit(fact.unit)).base if fact.value is not None else Decimal(0)


def unit_of_each(money: Fact, number: Decimal) -> str:
    """元 or 万元, by the size of the part of an amount that each of so many gets; `number` in the base of its unit, not 0."""
    return "万元" if abs(base_value(money) / number) >= _TEN_THOUSAND else "元"


_TEN_THOUSAND = 10000  # 元, from which an amount is told in 万元


def half_steps(facts: Sequence[Fact]) -> Decimal:
    """How far what is reckoned from printed figures may lie from a printed one by rounding alone, in the base unit."""
    amounts = (quantity.Quantity(fact.value, quantity.unit(fact.unit)) for fact in facts if fact.value is not None)
    return sum((amount.half_step for amount in amounts), Decimal(0))


def largest_unit(found: Sequence[Known]) -> str | None:
    """The largest of the units that facts are printed in; None where none of them has one."""
    units = {known.fact.unit for known in found if known.fact.unit}
    return max(units, key=lambda name: (u.scale if (u := quantity.unit(name)) else Decimal(0), name), default=None)


def alike(found: Sequence[Known]) -> bool:
    """Whether facts count in the same base, so that they compare."""
    return len({u.base if (u := quantity.unit(k.fact.unit)) else k.fact.unit for k in found if k.fact.unit}) <= 1


def says_all(found: Sequence[Known], parent: Known) -> bool:
    """Whether parts come to their whole, but for rounding."""
    if parent.fact.value is None or any(k.fact.value is None for k in found) or not alike((*found, parent)):
        return True
    amounts = [quantity.Quantity(k.fact.value or Decimal(0), quantity.unit(k.fact.unit)) for k in (*found, parent)]
    slack = sum((amount.half_step for amount in amounts), Decimal(0))
    return abs(sum((a.base for a in amounts[:-1]), Decimal(0)) - amounts[-1].base) <= slack


def is_money(known: Known | None) -> bool:
    """Whether a fact is an amount of money, and not one by each of something (元/人)."""
    return known is not None and units.is_money(known.fact.unit)


def of_one_number(found: Sequence[Known]) -> Known | None:
    """The first of facts that all state the same number; None where they differ, or there is none."""
    return found[0] if len({known.fact.value for known in found}) == 1 else None
