"""The whole that a question holds several parts against without naming it: by its amount, or as what all of them are parts of."""

from __future__ import annotations

from collections.abc import Sequence

from ingest import quantity, terms
from service.holding import Known
from service.query import Asked
from service.rules.magnitude import base_value
from service.rules.scene import Scene
from service.rules.verdicts import claimed


def by_amount(scene: Scene, parts: Sequence[Known]) -> Known | None:
    """The figure of the parts' year that has the one amount which the question says; None where it says none, or nobody prints it."""
    if not parts:
        return None
    first = parts[0].fact
    said = amounts(scene, first.unit)
    if len(said) != 1:
        return None
    own = {known.fact.id for known in parts}
    return next(
        (
            known
            for holding in scene.holdings
            for known in holding.known
            if known.fact.measure in ("level", "count") and known.fact.value is not None and known.fact.id not in own
            and (known.fact.year, known.fact.basis, known.fact.document) == (first.year, first.basis, first.document)
            and base_value(known.fact) == said[0].base
        ),
        None,
    )  # fmt: skip


def amounts(scene: Scene, unit: str | None) -> list[quantity.Quantity]:
    """The amounts that a question says; a bare decimal is in the unit of what it is held against."""
    own = quantity.unit(unit) if unit else None
    if own is None:
        return []
    found = [figure.quantity for figure in claimed(scene, own.base)]
    bare = (f.quantity for f in quantity.find(scene.query.text) if f.quantity.unit is None)
    return [*found, *(quantity.Quantity(one.number, own) for one in bare if quantity.decimals(one.number))]


def by_kind(scene: Scene, parts: Sequence[Known]) -> Known | None:
    """What all of the parts are parts of by the field's own words: “三公”经费 of its three."""
    named = {known.item.own for known in parts}
    own = frozenset(below for key in named for below in terms.parts_below(key) or (key,))
    for key in terms.concepts():
        if own <= terms.parts_below(key) and not any(
            own <= terms.parts_below(other) for other in terms.parts_below(key)
        ):
            known = scene.level(Asked(terms.name(key), (key,), 0, 0), parts[0].fact.year)
            return known if known is not None and known.fact.value is not None else None
    return None
