"""What the tables print of an item, and whose money it counts: the side on which statements are looked up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from ingest import items, terms
from ingest.model import Fact
from service.calculator.tieout.sheet import FUNCTIONAL, Sheet, category_code, is_total, leaf

Scope = Literal["whole", "fiscal", "general", "fund", "capital", "three_public"]

_OF_CLASS: Mapping[str, Scope] = {
    "general_public": "general", "fiscal_expenditure": "fiscal", "government_fund": "fund", "state_capital": "capital",
    "expenditure": "whole", "revenue": "whole", "balance": "whole", "fiscal_balance": "fiscal",
    "three_public": "three_public",
}  # fmt: skip
_OF_FUND: Mapping[str, Scope] = {
    "general_public_budget": "general", "government_fund_budget": "fund", "state_capital_budget": "capital",
}  # fmt: skip
# Totals that a disclosure calls by several names: a statement of one agrees with a table that prints any.
ALIKE: Mapping[str, str] = {
    "revenue_total": "revenue", "revenue_this_year": "revenue",
    "expenditure_total": "expenditure", "expenditure_this_year": "expenditure",
    "fiscal_appropriation": "fiscal_total", "fiscal_expenditure": "fiscal_total", "fiscal_total": "fiscal_total",
    "general_public_budget": "general", "general_public_expenditure": "general",
    "government_fund_budget": "fund", "government_fund_expenditure": "fund",
    "state_capital_budget": "capital", "state_capital_expenditure": "capital",
}  # fmt: skip
_AXES = frozenset({"basic_expenditure", "project_expenditure"})


@dataclass(frozen=True, slots=True)
class Printed:
    """What a table prints of an item, and whose money it counts."""

    scope: Scope
    fact: Fact


def prints(sheet: Sheet) -> Iterator[tuple[str, Scope, Fact]]:
    """What a sheet prints: key or functional code, scope, fact."""
    if sheet.kind in ("balance", "fiscal_balance"):
        yield from _balance_prints(sheet)
    elif sheet.kind in FUNCTIONAL:
        yield from _coded_prints(sheet, _OF_CLASS[sheet.kind])
    elif sheet.kind == "basic":
        scope: Scope = "fiscal" if "财政拨款" in sheet.title and "一般公共" not in sheet.title else "general"
        for fact in sheet.money:
            code = sheet.codes.get(fact.id)
            if code is None and is_total(fact):
                label = terms.key(fact.row[-1]) if fact.row and fact.row[-1] else ""
                own = label if label in ("personnel_expenses", "operating_expenses") else items.item(fact).own
                yield own, scope, fact
    elif sheet.kind == "three_public":
        for fact in sheet.money:
            yield items.item(fact).own, "three_public", fact
    elif sheet.kind in ("procurement", "agency_costs"):
        for fact in sheet.money:
            if not fact.column or terms.is_neutral(fact.column[-1]) or sheet.kind == "agency_costs":
                yield items.item(fact).own, "whole", fact
    elif sheet.kind == "overall_performance":
        for fact in sheet.money:
            if fact.indicator is None and fact.row and terms.key(fact.row[-1]) == "expenditure_total":
                yield "expenditure_total", "whole", fact


def _balance_prints(sheet: Sheet) -> Iterator[tuple[str, Scope, Fact]]:
    whole: Scope = "whole" if sheet.kind == "balance" else "fiscal"
    for lane in sheet.lanes:
        for row in lane.rows:
            for column in lane.columns:
                fact = row.of(column)
                if fact is None or (column and column not in _OF_FUND):
                    continue  # 人员经费 beside the total counts a part of it
                scope = whole if not column else _OF_FUND[column]
                if row.role in ("grand", "year"):
                    key = lane.side if whole == "whole" else "fiscal_total"
                    yield (key if not column else ALIKE.get(column, column)), scope, fact
                elif row.role == "category":
                    yield category_code(row.label) or row.key, scope, fact
                elif row.role == "source" and not column:
                    yield row.key, _OF_FUND.get(row.key, whole), fact
                elif row.role in ("use", "carried"):
                    yield row.key, scope, fact


_REVENUE = frozenset({"revenue_this_year", "revenue_total"})
_WHOLES = frozenset({"revenue_this_year", "expenditure_this_year", "expenditure_total", "revenue_total"})


def _coded_prints(sheet: Sheet, scope: Scope) -> Iterator[tuple[str, Scope, Fact]]:
    table = terms.table_class(sheet.title)
    total = table.total if table and table.total else "expenditure_total"
    for fact in sheet.money:
        label = leaf(fact)
        column = terms.key(label) if label and not terms.is_neutral(label) else ""
        if column in _REVENUE and sheet.kind != "revenue":
            continue  # 本年收入 beside 本年支出 of a fund: what comes in for a 类 is not what is spent on it
        column = "" if column in _WHOLES or column == total else column
        code = sheet.codes.get(fact.id)
        if column and column not in items.FUNDS | _AXES:
            continue  # 经营支出, 结转下年: columns of their own, which nothing else prints alike
        if code is not None:
            if not column and sheet.kind != "revenue":
                yield code, scope, fact
        elif is_total(fact):
            yield column or total, _OF_FUND.get(column, scope), fact
