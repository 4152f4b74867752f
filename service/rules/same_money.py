"""The fund that all of an item's money is: what is told of the one, why or what for, is told of the other's amount too."""

from __future__ import annotations

from service.holding import Known
from service.rules.magnitude import base_value
from service.rules.scene import Scene
from service.rules.wholes import FUNDS


def told_of_fund(scene: Scene, known: Known) -> list[Known]:
    """What the disclosure of an amount tells of the funds that have the very same amount: the only 项 a fund is spent on."""
    fact = known.fact
    if not fact.value:
        return []
    held = scene.holding(fact).known
    equal = {
        other.item.own
        for other in held
        if other.fact.value and (other.fact.year, other.fact.basis, other.fact.measure) == (fact.year, fact.basis, "level")
        and other.item.own in FUNDS and not other.item.within and base_value(other.fact) == base_value(fact)
    }  # fmt: skip
    return [
        other
        for other in held
        if other.item.own in equal and other.fact.year == fact.year and other.fact.basis == fact.basis
    ]
