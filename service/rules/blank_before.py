"""What stands in one year's cell, where the cell of the other year beside it is blank: it came anew, or it is gone.

A blank cell is no number, so that nothing is reckoned: both cells are told, and the amount that alone is printed.
"""

from __future__ import annotations

from dataclasses import dataclass

from service import evidence
from service.draft import Draft, Marked, Piece, Stated, cited
from service.evidence import Want
from service.holding import Known
from service.query import Asked
from service.rules.scene import Scene, answered, phrase


@dataclass(frozen=True, slots=True)
class OneBlank:
    """The same item of one table in two years, one of them printed and the other blank."""

    printed: Known
    blank: Known
    grew: bool  # the later one is printed


def of(scene: Scene, asked: Asked, year: int, base: int) -> OneBlank | None:
    """The two cells of an item in a table that prints one of two years; None where both or none are printed, or other places tell."""
    late, early = (evidence.candidates(Want(asked, when, scene.basis), scene.holdings) for when in (year, base))
    late_told, early_told = ([k for k in found if k.fact.value is not None] for found in (late, early))
    if bool(late_told) == bool(early_told):
        return None
    printed, blank = (late_told, early) if late_told else (early_told, late)
    for known in printed:
        for other in blank:
            if _beside(known, other) and known.fact.value and other.fact.value is None:
                return OneBlank(known, other, bool(late_told))
    return None


def _beside(one: Known, other: Known) -> bool:
    """Whether two cells stand in one table, of one item, one basis."""
    return (one.fact.document, one.fact.table_number, one.item, one.fact.row, one.fact.basis) == (
        other.fact.document,
        other.fact.table_number,
        other.item,
        other.fact.row,
        other.fact.basis,
    ) and one.fact.table_number is not None


def sentence(scene: Scene, found: OneBlank) -> tuple[list[Piece], Stated]:
    """Both cells, and the amount that came or went with a blank counted as none; and that amount, signed."""
    printed, blank = found.printed, found.blank
    figure = cited(printed.fact, bold=True)
    told: list[Piece] = [phrase(scene, printed), figure]
    told += [f"，{blank.fact.year}年在“{blank.fact.table}”中为空（未列金额）", Marked(blank.fact)]
    told += ["，空格按未安排计，", "增加" if found.grew else "减少", cited(printed.fact)]
    signed = Stated(figure.text, figure.value if found.grew else -figure.value, figure.unit, figure.facts)
    return told, signed


def change(scene: Scene) -> Draft | None:
    """By how much one item moved from, or to, a blank cell."""
    if len(scene.query.items) != 1:
        return None
    found = of(scene, scene.query.items[0], *scene.pair())
    if found is None:
        return None
    pieces, amount = sentence(scene, found)
    return answered(*pieces, "。", result=amount if amount.certain else None)
