"""A table as the rules see it: rows and columns of facts, the lanes of a two-sided table, the tree of its codes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from ingest import terms
from ingest.grid import TOTAL
from ingest.model import Fact, Table
from service.calculator.tieout.finding import Spot

Role = Literal["grand", "year", "carried", "category", "use", "source", "other"]
Side = Literal["revenue", "expenditure"]

FUNCTIONAL = frozenset({
    "general_public", "fiscal_expenditure", "expenditure", "revenue", "government_fund", "state_capital",
})  # fmt: skip
ECONOMIC = frozenset({"basic", "agency_costs"})
BALANCES = frozenset({"balance", "fiscal_balance"})
_GRAND = frozenset({"合计", "总计", "收入合计", "支出合计", "收入总计", "支出总计", "收支总计"})
# 用事业基金弥补收支差额 is what was 使用非财政拨款结余 before 2019: money of earlier years.
_CARRIED_WORDS = ("结转", "结余", "弥补收支差额")
_USES = frozenset({"basic_expenditure", "project_expenditure", "reserve"})
_NOT_MONEY = frozenset({"count", "rate", "share"})


@lru_cache(maxsize=4096)
def category_code(label: str) -> str | None:
    """The code of a 类 of the functional classification by its printed name, None for any other label."""
    return _categories().get(terms.key(label))


@lru_cache(maxsize=1)
def _categories() -> Mapping[str, str]:
    codes = [code for code in terms.codes().values() if len(code.code) == 3 and code.system == "functional"]
    named = {concept.id: concept.code for concept in terms.concepts().values() if concept.code}
    return {terms.key(name): code.code for code in codes for name in code.names} | {
        key: code for key, code in named.items() if code
    }


@lru_cache(maxsize=1)
def _economic_names() -> Mapping[str, str]:
    found: dict[str, list[str]] = defaultdict(list)
    for code in terms.codes().values():
        if code.system == "economic" and code.code.startswith("3"):
            found[terms.key(code.name)].append(code.code)
    return {key: codes[0] for key, codes in found.items() if len(codes) == 1}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a lane: what it is, its label as printed, its facts by column."""

    role: Role
    label: str
    facts: tuple[Fact, ...]
    top: bool
    key: str

    def of(self, column: str) -> Fact | None:
        """The fact of a column of the lane, which `Lane.columns` names."""
        return next((fact for fact in self.facts if fund(fact) == column), None)


@dataclass(frozen=True, slots=True)
class Lane:
    """One side of a two-sided table, its rows in printed order."""

    side: Side
    rows: tuple[Row, ...]

    def first(self, *roles: Role) -> Row | None:
        """The first row of one of these roles."""
        return next((row for row in self.rows if row.role in roles), None)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of money: '' for the total, else the key of a fund."""
        return tuple(dict.fromkeys(fund(fact) for row in self.rows for fact in row.facts))


def fund(fact: Fact) -> str:
    """Which fund (or part) a column of a two-sided table is of, by its last heading; '' for the total of all."""
    label = fact.column[-1] if fact.column else ""
    return "" if not label or terms.is_neutral(label) else terms.key(label)


def leaf(fact: Fact) -> str:
    """What a column is of, by its last heading; 小计 under 基本支出 is of 基本支出, not of all."""
    labels = [label for label in fact.column if label]
    if len(labels) > 1 and terms.is_neutral(labels[-1]) and terms.key(labels[-2]) in _USES:
        return labels[-2]
    return labels[-1] if labels else ""


@dataclass(frozen=True)
class Sheet:
    """A table with its facts; `kind` is its class by title (`terms.toml`), '' where none fits."""

    table: Table
    facts: tuple[Fact, ...]

    @cached_property
    def kind(self) -> str:
        """The class of the table; one that stands in a chapter of the narrative and has no title of its own is of none."""
        if self.title.endswith("说明"):
            return ""
        found = terms.table_class(self.table.title)
        return found.id if found else ""

    @property
    def number(self) -> int:
        """Which table of the document it is."""
        return self.table.number

    @property
    def title(self) -> str:
        """The title without the organisation's name."""
        return self.table.title

    @cached_property
    def filled(self) -> bool:
        """Whether it prints any amount other than 0."""
        return any(fact.value for fact in self.facts)

    @cached_property
    def money(self) -> tuple[Fact, ...]:
        """The amounts, blank cells among them."""
        return tuple(fact for fact in self.facts if fact.measure not in _NOT_MONEY and fact.project is None)

    def spot(self, document: str) -> Spot:
        """The title, to point to."""
        return Spot(document, self.table.heading or self.title, self.table.place, self.title, self.number)

    @cached_property
    def rows(self) -> tuple[tuple[Fact, ...], ...]:
        """Facts of one printed row each (of one lane, where there are two)."""
        found: list[dict[tuple[object, ...], Fact]] = []
        latest: dict[tuple[object, ...], dict[tuple[object, ...], Fact]] = {}
        for fact in self.money:
            mark = (fact.code, fact.row, side_of(fact) if self.kind in BALANCES else None)
            column = (fact.column, fact.year, fact.basis)
            own = latest.get(mark)
            if own is None or column in own:  # a label that is printed again begins another row
                own = latest[mark] = {}
                found.append(own)
            own[column] = fact
        return tuple(tuple(row.values()) for row in found)

    @cached_property
    def columns(self) -> Mapping[tuple[object, ...], tuple[Fact, ...]]:
        """The facts of a column, in printed order, by its labels, year and basis."""
        found: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
        for fact in self.money:
            found[fact.column, fact.year, fact.basis].append(fact)
        return {key: tuple(facts) for key, facts in found.items()}

    @cached_property
    def codes(self) -> Mapping[str, str]:
        """The codes that rows bear, or that their names alone tell, by the id of the fact."""
        found: dict[str, str] = {}
        economic = self.kind in ECONOMIC
        for fact in self.money:
            code = fact.code
            if code is None and economic and fact.row and not is_total(fact):
                code = _economic_names().get(terms.key(fact.row[-1]))
            if code is not None and code.isdigit() and fact.row and fact.row[-1]:
                found[fact.id] = code
        return found

    @cached_property
    def coded(self) -> bool:
        """Whether rows are told by codes of the functional or economic classification."""
        return bool(self.codes) and self.kind in FUNCTIONAL | ECONOMIC

    @cached_property
    def uncoded(self) -> bool:
        """Whether some row has a name, and no code that could be read: its sums cannot be told."""
        return any(
            fact.row and fact.id not in self.codes and not is_total(fact) and fact.value is not None
            for fact in self.money
        )

    @cached_property
    def lanes(self) -> tuple[Lane, ...]:
        """The sides of a table that sets revenue against expenditure."""
        if self.kind not in BALANCES:
            return ()
        sides: dict[Side, list[tuple[Fact, ...]]] = {"revenue": [], "expenditure": []}
        for row in self.rows:
            side = side_of(row[0])
            if side is not None and row[0].row:
                sides[side].append(row)
        return tuple(Lane(side, _roles(side, rows)) for side, rows in sides.items() if rows)

    def lane(self, side: Side) -> Lane | None:
        """One of the lanes."""
        return next((lane for lane in self.lanes if lane.side == side), None)


@lru_cache(maxsize=65536)
def _side(column: tuple[str, ...], row: tuple[str, ...]) -> Side | None:
    for label in (*column, *row):
        revenue, expenditure = "收入" in label, "支出" in label
        if revenue != expenditure:
            return "revenue" if revenue else "expenditure"
    return None


def side_of(fact: Fact) -> Side | None:
    """Which side of a two-sided table a fact stands on."""
    return _side(fact.column, fact.row)


def is_total(fact: Fact) -> bool:
    """Whether the fact stands in a row of totals: 合计, 总计, or one without a label."""
    return not fact.row or not fact.row[-1] or bool(TOTAL.search(terms.normalise(fact.row[-1])))


def _role(side: Side, row: Sequence[Fact]) -> Role:
    label = terms.normalise(row[0].row[-1])
    if label in _GRAND:
        return "grand"
    key = terms.key(label)
    if key in ("revenue_this_year", "expenditure_this_year") or label in ("本年收入", "本年支出"):
        return "year"
    if any(word in label for word in _CARRIED_WORDS):
        return "carried"
    if side == "expenditure":
        if key in _USES:
            return "use"
        return "category" if category_code(row[0].row[-1]) else "other"
    return "source"


def _roles(side: Side, rows: Sequence[Sequence[Fact]]) -> tuple[Row, ...]:
    """The rows with their roles; what follows 年初结转和结余 tells what was carried over, no source of the year."""
    found: list[Row] = []
    carried = False
    for row in rows:
        role = _role(side, row)
        path = row[0].row
        above = terms.normalise(path[-2]) if len(path) > 1 else ""
        nested = bool(above) and terms.key(above) not in ("revenue_this_year", "expenditure_this_year")
        if path[-1].lstrip().startswith("其中"):
            role, nested = "other", True  # a part of the row above it
        if role == "source" and (carried or any(word in above for word in _CARRIED_WORDS)):
            role = "other"
        carried = carried or role == "carried"
        found.append(Row(role, path[-1], tuple(row), not nested, terms.key(path[-1])))
    return tuple(found)
