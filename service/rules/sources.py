"""Where a body's revenue comes from: the sources that state an amount, one by one."""

from __future__ import annotations

import re

from ingest import terms
from service import evidence
from service.holding import Known
from service.query import Asked
from service.rules import breakdown
from service.rules.magnitude import base_value, says_all
from service.rules.scene import Scene

REVENUE = frozenset({"revenue_total", "revenue_this_year"})


def of_revenue(scene: Scene, asked: Asked, year: int) -> list[Known]:
    """The sources of a revenue that state an amount, where they add up to it; none otherwise, for then some are missing."""
    if not REVENUE & set(asked.keys[:1]):
        return []
    if rows := _rows_of_side(scene, asked, year):
        return rows
    whole = scene.level(asked, year)
    found = [known for key in breakdown.FUNDS if (known := scene.level(Asked(terms.name(key), (key,), 0, 0), year))]
    found = [known for known in found if known.fact.value and whole and known.fact.basis == whole.fact.basis]
    for some in (found, [known for known in found if known.item.own != "carried_in"]):  # 本年收入 is without it
        if whole is not None and sum(base_value(known.fact) for known in some) == base_value(whole.fact):
            return some
    return []


# Rows that tell money of earlier years, which 本年收入 is without.
_OF_EARLIER = re.compile("结转|结余|弥补收支差额")


def _rows_of_side(scene: Scene, asked: Asked, year: int) -> list[Known]:
    """The rows above a total of revenue in the table that sets revenue beside expenditure, where they come to it."""
    for whole in evidence.candidates(evidence.Want(asked, year, scene.basis), scene.holdings):
        fact = whole.fact
        table = terms.table_class(fact.table) if fact.table and fact.source == "table" else None
        if table is None or table.id not in _TWO_SIDED or not fact.value or not any("收入" in c for c in fact.column):
            continue  # 收入总表 breaks the same total down by what it is spent on
        rows = [
            known
            for known in scene.holding(fact).known
            if (known.fact.table_number, known.fact.column, known.fact.year) == (fact.table_number, fact.column, fact.year)
            and known.fact.value and len(known.fact.row) == 1 and not known.fact.row[0].lstrip().startswith("其中")
            and not {known.item.own, terms.key(known.fact.row[0])} & _SUMS
        ]  # fmt: skip
        for found in (rows, [known for known in rows if not _OF_EARLIER.search(known.fact.row[0])]):
            if len(found) > 1 and says_all(found, whole):
                return found
    return []


_TWO_SIDED = frozenset({"balance", "fiscal_balance"})
_SUMS = terms.TOTALS | {"revenue_this_year"}
