"""The 科目 that 基本支出, 项目支出 or what is spent of a fund lies in."""

from __future__ import annotations

from collections.abc import Sequence

from service import evidence
from service.holding import Known
from service.query import Asked
from service.rules.magnitude import base_value, says_all
from service.rules.scene import Scene


def by_code(scene: Scene, asked: Asked, year: int, *, least: int = 2, whole: Known | None = None) -> list[Known]:
    """The lowest codes that have an amount in the column of 基本支出 or 项目支出, largest first; none if fewer than `least`.

    Of several tables that one in which they come to `whole`, else the first.
    """
    axis = next((key for key in asked.keys if key in ("basic_expenditure", "project_expenditure")), None)
    if axis is None:
        return []
    for holding in scene.holdings:
        rows = [
            k
            for k in holding.known
            if axis in k.item.within and k.fact.code and k.fact.value and k.fact.year == year
            and evidence.basis_fits(k.fact, scene.basis)
        ]  # fmt: skip
        tables = [_lowest(rows, number) for number in dict.fromkeys(k.fact.table_number for k in rows)]
        fitting = [found for found in tables if whole is not None and found and says_all(found, whole)]
        found = next(iter(fitting or tables), [])
        if len(found) >= least:
            return sorted(found, key=lambda k: base_value(k.fact), reverse=True)
    return []


def booked(scene: Scene, asked: Asked, year: int) -> list[Known]:
    """The 项 that a total is booked on, in the column of the table that states it; none where they do not come to it."""
    for whole in evidence.candidates(evidence.Want(asked, year, scene.basis), scene.holdings):
        at = whole.fact.table_number, whole.fact.column
        rows = [
            k
            for k in scene.holding(whole.fact).known
            if (k.fact.table_number, k.fact.column) == at and len(k.fact.code or "") == _ITEM_DIGITS and k.fact.value
            and (k.fact.year, k.fact.basis) == (whole.fact.year, whole.fact.basis)
        ]  # fmt: skip
        if whole.fact.table_number is not None and rows and says_all(rows, whole):
            return rows
    return []


_ITEM_DIGITS = 7  # of a 项


def _lowest(rows: Sequence[Known], number: int | None) -> list[Known]:
    """The rows of a table whose codes have none below them there."""
    rows = [k for k in rows if k.fact.table_number == number]
    codes = {k.fact.code or "" for k in rows}
    return [k for k in rows if not any(c != k.fact.code and c.startswith(k.fact.code or "-") for c in codes)]
