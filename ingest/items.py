"""What a fact counts: the item its labels name, told from the columns that narrow it.

A number of a form has a row and a column, and either may name the item: in 支出总表 the row 住房保障支出 does, in the
row 合计 the column 基本支出 does, in the 三公 table the column alone. `item` says it in keys of `ingest.terms`, so
that figures of different tables, and of sentences, can be compared.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ingest import terms
from ingest.model import Fact

Side = Literal["revenue", "expenditure"]

FUNDS = frozenset({
    "general_public_budget", "government_fund_budget", "state_capital_budget", "special_account_funds",
    "fiscal_appropriation", "institutional_revenue", "business_revenue", "superior_subsidy",
    "affiliated_turnover", "other_revenue", "carried_in",
})  # fmt: skip
FUNDS_AND_THEIR_USE = FUNDS | {
    "general_public_expenditure", "government_fund_expenditure", "state_capital_expenditure", "fiscal_expenditure",
}  # fmt: skip
# A fund, and what is spent of it.
SPENT_OF = {
    "general_public_budget": "general_public_expenditure",
    "government_fund_budget": "government_fund_expenditure",
    "state_capital_budget": "state_capital_expenditure",
}
FISCAL = frozenset({"fiscal_appropriation", "fiscal_expenditure"})
CARRIED = frozenset({"carried_in", "carried_out"})
# What every fund has, and the whole too: which of them is meant, something beside must tell.
OF_A_FUND = frozenset({"revenue_this_year", "expenditure_this_year", "carried_in", "carried_out"})
_GRAND = {"revenue": "revenue_total", "expenditure": "expenditure_total"}
_TOTALS = frozenset({"revenue_total", "expenditure_total", "fiscal_total", "budget_total"})
# What a total is called without what was carried over, and the other way round.
OF_THE_YEAR = {"revenue_total": "revenue_this_year", "expenditure_total": "expenditure_this_year"}
TOTAL_OF = {year: total for total, year in OF_THE_YEAR.items()}
_WHOLE_YEAR = frozenset({"expenditure_this_year", "revenue_this_year"})
FUND_OF = {spent: fund for fund, spent in SPENT_OF.items()}
_BESIDES = re.compile("会议费|培训费|机关运行经费")
_FORM_COLUMNS = frozenset({"current_budget", "指标值", "目标值", "年度指标值"})


# What a project's form calls all the money of its project, where the name itself stands in another field.
_ALL_ITS_MONEY = re.compile("(?:项目|年度|预算|本项目)*(?:总资金|资金总额|总金额|资金|经费)(?:情况|使用情况)?")

# Counted on whenever `item` tells a fact's item otherwise than before: what was indexed by it is then told anew.
_EDITION = 15


def edition() -> str:
    """What `item` goes by: changes when the field's words or the way of telling do."""
    return f"{_EDITION}-{terms.edition()}"


@dataclass(frozen=True, slots=True)
class Item:
    """`own` is what the number counts; `within` narrows it (a fund, 基本支出 of a row, a project); `path` leads to it."""

    own: str
    within: frozenset[str]
    side: Side | None
    path: tuple[str, ...] = ()


@lru_cache(maxsize=65536)
def _side(labels: tuple[str, ...], title: str) -> Side | None:
    for label in (*labels, title):
        bare = terms.normalise(label)
        revenue, expenditure = "收入" in bare, "支出" in bare
        if revenue != expenditure:
            return "revenue" if revenue else "expenditure"
    return None


def item(fact: Fact) -> Item:
    """The item of a fact, by its own labels and its table's class."""
    if fact.source == "narrative" and fact.measure in ("change", "rate") and _is_reception(fact.row):
        return _narrative((*fact.row[:-1], _AT_HOME), fact.basis == "actual")
    if fact.source == "narrative":
        return _narrative(fact.row, fact.basis == "actual")
    of_form = fact.indicator is not None or fact.project is not None or fact.comparator is not None
    return _cell(fact.row, fact.column, fact.table or "", of_form)


# 国内公务接待支出2.18万元，接待21批次，…，比上年决算减少2.89万元: the money moved, not the guests.
_AT_HOME = "国内公务接待支出"


def _is_reception(row: tuple[str, ...]) -> bool:
    """Whether a move is told behind the guests of a sentence about the money for them."""
    return len(row) > 1 and row[-1] == "接待" and terms.key(row[-2]) == "official_reception"


@lru_cache(maxsize=65536)  # all bodies fill in the same forms, so that the same labels come again and again
def _cell(row: tuple[str, ...], column: tuple[str, ...], title: str, of_form: bool) -> Item:  # noqa: FBT001 (cached)
    """The item of a cell of a table; `of_form` where the table is a project's or of indicators."""
    table = terms.table_class(title)
    keys = (terms.key(label) for label in column if not terms.is_neutral(label))
    columns = [key for key in keys if not table or key != table.total or table.id == "three_public"]
    path = tuple(terms.key(label) for label in row[:-1])
    side = _side(column, title)
    leaf = row[-1] if row else ""
    if of_form and path and _ALL_ITS_MONEY.fullmatch(terms.normalise(leaf)):
        return _cell(row[:-1], column, title, of_form)  # 项目资金 of a project is what the project costs
    if of_form:
        return Item(terms.key(leaf), frozenset((*path, *columns)) - _FORM_COLUMNS, None, path)
    if leaf and terms.normalise(leaf) == "小计" and path:
        return Item(path[-1], frozenset(columns), side, path[:-1])
    if leaf and path and terms.key(leaf) in _TOTALS and path[-1] in terms.concepts() and path[-1] not in _TOTALS:
        return Item(path[-1], frozenset(columns), side, path[:-1])  # 支出合计 below “三公”经费 is theirs
    if leaf and (not terms.is_neutral(leaf) or terms.key(leaf) in _WHOLE_YEAR):
        own = terms.key(leaf)
        if own in _WHOLE_YEAR and table and table.id == "fiscal_balance":
            own = "fiscal_total"
        return Item(own, frozenset(columns), _side((leaf,), "") or side, path)
    total = _total(leaf, side, table, title, grouped=any("三公" in label for label in column))
    if not columns:
        return Item(total, frozenset(), side, path)
    if table and table.id in ("procurement", "government_fund", "state_capital", "agency_costs"):
        return Item(total, frozenset(columns), side, path)
    if columns[-1] in FUNDS and side == "expenditure":
        return Item(total, frozenset(columns), side, path)
    own = columns[-1]
    if own in _WHOLE_YEAR and table and table.total in FUNDS_AND_THEIR_USE:
        if side == "revenue" and (fund := FUND_OF.get(table.total)):
            return Item(fund, frozenset(), side, path)  # what came in of a fund is not what was spent of it
        return Item(total, frozenset(), side, path)  # 合计 under 本年支出 of one fund's table is that fund's
    groups = [key for key in columns[:-1] if own not in _parts(key)]
    return Item(own, frozenset(groups), side, path)


def _parts(key: str) -> tuple[str, ...]:
    """The parts of a concept, so that a column's group that only gathers them narrows nothing."""
    concept = terms.concepts().get(key)
    return concept.parts if concept else ()


def _total(leaf: str, side: Side | None, table: terms.TableClass | None, title: str, *, grouped: bool) -> str:
    """What the total row of a table counts."""
    named = terms.key(leaf) if leaf else ""
    if table and table.id == "fiscal_balance":
        return "fiscal_total"
    if named in _TOTALS:
        return named
    if table and table.id == "project_performance":
        return terms.normalise(title)  # the 合计 of a list of evaluated projects counts these alone
    if table and table.id == "three_public" and not grouped and _BESIDES.search(title):
        return terms.normalise(title)  # the 合计 of a table of 三公, 会议费 and 培训费 counts them all
    if table and table.total in OF_THE_YEAR and "决算" in title:
        return OF_THE_YEAR[table.total]  # 支出决算表 counts the year alone, without what was carried over
    if table and table.total:
        return table.total
    return _GRAND[side] if side else "budget_total"


AXES = frozenset({"basic_expenditure", "project_expenditure", "personnel_expenses", "operating_expenses"})


_EACH_SIDE = re.compile("收(?:入)?、支")


@lru_cache(maxsize=65536)
def _narrative(row: tuple[str, ...], spent: bool) -> Item:  # noqa: FBT001 (cached)
    """A sentence's subject: its path leads to the item, and narrows it where the item is but a side of the whole."""
    path = tuple(terms.key(label) for label in row)
    own = path[-1] if path else ""
    if spent and own in OF_THE_YEAR and terms.normalise(row[-1]).endswith("合计"):
        own = OF_THE_YEAR[own]  # final accounts print 本年支出合计 and 支出总计, with what is carried over
    if own == "budget_total" and _EACH_SIDE.search(row[-1]):
        own = "revenue_total"  # 收、支总计均为: as the tables print it, each side by itself
    above = (key for key in path[:-1] if key != own and key not in _TOTALS and own not in _parts(key))
    narrowing = frozenset(
        key
        for key in above
        if own in AXES
        or (own in OF_A_FUND and key in FUNDS_AND_THEIR_USE)
        or (key not in terms.code_names() and key not in terms.concepts())
    )
    if own in FUNDS_AND_THEIR_USE and len(path) > 1 and _has_funds(path[-2], own):
        return Item(path[-2], frozenset((own,)), _side(row[-2::-1], ""), path[:-2])
    return Item(own, narrowing, _side(row[::-1], ""), path[:-1])


def _has_funds(key: str, fund: str) -> bool:
    """Whether what a fund is named below is an item of its own (年末结转和结余, “三公”经费): then it is the item of that fund."""
    concept = terms.concepts().get(key)
    apart = key in _TOTALS | _WHOLE_YEAR | FUNDS_AND_THEIR_USE
    return concept is not None and not apart and fund not in concept.parts
