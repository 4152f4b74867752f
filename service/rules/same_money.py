"""The fund that all of an item's money is, or the only line that a fund is spent on: what is told of the one, why or
what for, is told of the other's amount too.
"""

from __future__ import annotations

from ingest import terms
from service.holding import Known
from service.rules.magnitude import base_value
from service.rules.scene import Scene
from service.rules.wholes import FUNDS


def told_of_fund(scene: Scene, known: Known) -> list[Known]:
    """What the disclosure of an amount tells of the funds that have the very same amount, or of a fund's only 科目."""
    fact = known.fact
    if not fact.value:
        return []
    held = scene.holding(fact).known
    equal = {
        (other.item.own, other.item.within)
        for other in held
        if other.fact.value and (other.fact.year, other.fact.basis, other.fact.measure) == (fact.year, fact.basis, "level")
        and (whole := _all_of(other)) is not None and _may_be_all(whole, known.item.own)
        and base_value(other.fact) == base_value(fact)
    }  # fmt: skip
    return [
        other
        for other in held
        if (other.item.own, other.item.within) in equal
        and other.fact.year == fact.year
        and other.fact.basis == fact.basis
    ]


def _all_of(known: Known) -> str | None:
    """What a figure is all of: an item, or the fund of which it is all that was spent in the year (本年支出); None of a part."""
    if not known.item.within:
        return known.item.own
    spent = known.item.own == "expenditure_this_year" and len(known.item.within) == 1
    fund = next(iter(known.item.within))
    return fund if spent and fund in FUNDS else None


def _may_be_all(one: str, other: str) -> bool:
    """Whether one item may be all that another is: a fund of any line, a line of the classification of a fund."""
    return one in FUNDS or (other in FUNDS and one in terms.code_names())
