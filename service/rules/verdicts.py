"""The verdict on whether figures agree, and how far rounding alone may part them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ingest import quantity
from service.draft import Draft, Piece
from service.holding import Known
from service.rules.scene import Scene, answered


def verdict(*pieces: Piece, same: bool, nearly: bool = False) -> Draft:
    """An answer that says whether something agrees, exactly or but for rounding."""
    words = "一致。" if same else "基本一致，差额在四舍五入的范围内。" if nearly else "不一致。"
    return answered(words, *pieces)


def half(known: Known) -> Decimal:
    """Half of the last digit that a figure prints, in the base unit."""
    return quantity.Quantity(known.fact.value or Decimal(0), quantity.unit(known.fact.unit)).half_step


def within(found: Sequence[Known]) -> Decimal:
    """How far what is reckoned from printed figures may lie from a printed one by rounding alone."""
    return sum((half(known) for known in found), Decimal(0))


def claimed(scene: Scene, base: str) -> list[quantity.Figure]:
    """The figures of a unit that the question itself puts forward."""
    return [f for f in quantity.find(scene.query.text) if f.quantity.unit and f.quantity.unit.base == base]
