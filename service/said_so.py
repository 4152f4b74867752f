"""Whether the figure that a question puts forward to be confirmed is the disclosed one: 接待费是190万元，对吗. Pure."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from ingest import quantity
from ingest.quantity import Figure
from service import asked_agreement
from service.calculator.precision import cites
from service.draft import Draft
from service.query import QueryKind
from service.rules.magnitude import base_value
from service.rules.scene import Scene

_KINDS: frozenset[QueryKind] = frozenset({"lookup", "share", "sum"})


def confirmed(scene: Scene, draft: Draft) -> Draft:
    """An answer of one figure with whether it is the one that was put forward; itself where none was, or it may be another's.

    A figure that is disclosed of something else is not said to be wrong: the question may have meant that.
    """
    result, query = draft.result, scene.query
    said = asked_agreement.figure(query.text, query.items) if query.kind in _KINDS else None
    if draft.status != "answered" or said is None or result is None or result.value < 0:
        return draft
    own, unit = said.quantity.unit, quantity.unit(result.unit) if result.unit else None
    if own is None or unit is None or own.base != unit.base:
        return draft
    value = Fraction(result.value) * Fraction(unit.scale)
    if cites(said, value):
        exact = Fraction(said.quantity.base) == value
        word = "与所说的数一致：" if exact else "约数与所说的一致："
    elif _printed(scene, said):
        return draft
    else:
        word = "文件中的数与所说的不同："
    return replace(draft, pieces=(word, *draft.pieces))


def _printed(scene: Scene, said: Figure) -> bool:
    """Whether some figure of these disclosures is the one that was said."""
    base = said.quantity.unit.base if said.quantity.unit else None
    for holding in scene.holdings:
        for known in holding.known:
            unit = quantity.unit(known.fact.unit) if known.fact.unit else None
            if known.fact.value is None or unit is None or unit.base != base:
                continue
            if cites(said, Fraction(base_value(known.fact))):
                return True
    return False
