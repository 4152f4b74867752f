"""A disclosure as the rules see it: its sheets by class, its statements in order, what its tables print of an item.

Made once for a disclosure; every rule reads from it and nothing changes it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from ingest import items, terms, units
from ingest.model import Basis, Document, Fact
from service.calculator.tieout.prints import ALIKE, Printed, Scope, prints
from service.calculator.tieout.sheet import FUNCTIONAL, Sheet, category_code, is_total

TOTALS = frozenset({"revenue", "expenditure", "budget_total", "fiscal_total", "general"})
# What units are called; a heading or a subject that ends so speaks of one of them.
_UNIT = re.compile(
    r"[一-鿿]{2,}(?:中心|学校|小学|中学|幼儿园|支队|大队|总队|管理站|管理所|研究院|图书馆|博物馆|医院)"
    r"(?=$|[（(]|本级|部门|单位|预算|决算|支出|收入|情况|(?:19|20)\d\d年)"
)
_OTHER_BASE = re.compile(r"[比较与同][^，。；]{0,12}(?:执行|决算|调整预算|实际)")
# Sections that account for something of their own, by whose words amounts of items are parts of that.
_OWN_ACCOUNT = ("采购", "绩效", "资产", "机关运行", "名词", "项目经费", "重点项目", "委托业务")


def stage(basis: Basis | None) -> str:
    """Budgeted and initially budgeted are one; adjusted and actual are others."""
    return "budget" if basis in (None, "budget", "initial_budget") else basis


class Book:
    """One disclosure, read and arranged."""

    def __init__(self, document: Document, facts: Sequence[Fact]) -> None:
        """Take a document and all facts read off it, blank cells included."""
        self.document = document
        self.facts = tuple(facts)
        by_table: dict[int, list[Fact]] = defaultdict(list)
        for fact in self.facts:
            if fact.source == "table" and fact.table_number is not None:
                by_table[fact.table_number].append(fact)
        self.sheets = tuple(Sheet(table, tuple(by_table.get(table.number, ()))) for table in document.tables)
        self.told = tuple(fact for fact in self.facts if fact.source == "narrative" and fact.project is None)

    @property
    def final(self) -> bool:
        """Whether it is a final account."""
        return self.document.kind == "final_accounts"

    @property
    def basis(self) -> str:
        """What its own year's figures are."""
        return "actual" if self.final else "budget"

    @property
    def year(self) -> int | None:
        """Its year."""
        return self.document.year

    def of(self, *kinds: str) -> tuple[Sheet, ...]:
        """The sheets of these classes, in order."""
        return tuple(sheet for sheet in self.sheets if sheet.kind in kinds)

    @cached_property
    def words(self) -> str:
        """The narrative, folded, for asking whether words occur."""
        return terms.normalise("\n".join(p.text for p in self.document.paragraphs))

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """Where each statement stands among the statements, by fact id."""
        return {fact.id: at for at, fact in enumerate(self.told)}

    @cached_property
    def paths(self) -> Mapping[tuple[str, ...], str]:
        """Functional codes by the keys of the names that lead to them, as this disclosure's tables print them."""
        found: dict[tuple[str, ...], str] = {}
        for sheet in self.sheets:
            if sheet.kind not in FUNCTIONAL:
                continue
            for fact in sheet.money:
                code = sheet.codes.get(fact.id)
                if code:
                    found[tuple(map(terms.key, fact.row))] = code
        return found

    @cached_property
    def single_fund(self) -> bool:
        """Whether all money is 一般公共预算: no table of revenue prints an amount of another source."""
        seen = False
        for sheet in self.of("balance", "revenue"):
            lane = sheet.lane("revenue")
            sources = [row.facts for row in lane.rows if row.role in ("source", "carried", "other")] if lane else []
            if sheet.kind == "revenue":
                totals = [row for row in sheet.rows if is_total(row[0])]
                sources = [(fact,) for row in totals for fact in row if fact.column and _fund_key(fact) is not None]
            for facts in sources:
                seen = True
                key = terms.key(facts[0].row[-1]) if lane else _fund_key(facts[0])
                if ALIKE.get(key or "", key) in ("general", "fiscal_total", "revenue"):
                    continue
                if any(fact.value for fact in facts):
                    return False
        if not seen:
            return False
        return not any(sheet.filled for sheet in self.of("government_fund", "state_capital"))

    # What tables print.

    @cached_property
    def printed(self) -> Mapping[tuple[str, int | None, str], tuple[Printed, ...]]:
        """What tables print of an item, by its key (or functional code), year and stage."""
        found: dict[tuple[str, int | None, str], list[Printed]] = defaultdict(list)
        for sheet in self.sheets:
            for key, scope, fact in prints(sheet):
                if is_money(fact):
                    found[ALIKE.get(key, key), fact.year, stage(fact.basis)].append(Printed(scope, fact))
        return {key: tuple(prints) for key, prints in found.items()}

    def print_of(
        self, key: str, year: int | None, of: str, scopes: Sequence[Scope] | None = None
    ) -> tuple[Printed, ...]:
        """What tables print of an item of these scopes, or of any."""
        keys = ("revenue", "expenditure") if key == "budget_total" else (key,)
        found = (one for key in keys for one in self.printed.get((key, year, of), ()))
        return tuple(one for one in found if scopes is None or one.scope in scopes)

    # What sentences say.

    def item(self, fact: Fact) -> str:
        """The key, or functional code, of what a statement is about."""
        path = tuple(map(terms.key, fact.row))
        for names in (path, path[1:], path[2:]):
            if len(names) >= 2 and names in self.paths:
                return self.paths[names]
        if fact.row and (code := category_code(fact.row[-1])):
            return code
        own = items.item(fact).own
        return ALIKE.get(own, own)

    def scopes(self, fact: Fact) -> tuple[Scope, ...] | None:
        """Whose money a statement counts, by its own words and its heading; None where they do not tell."""
        said = terms.normalise("".join((*fact.row, *fact.section)))
        if "三公" in said:
            return ("three_public",)
        if "政府性基金" in said:
            return ("fund",)
        if "国有资本经营" in said:
            return ("capital",)
        if "一般公共预算" in said:
            return ("general", "fiscal") if self.single_fund else ("general",)
        if "财政拨款" in said:
            return ("fiscal", "general")
        return None

    def accounted_apart(self, fact: Fact) -> bool:
        """Whether a statement belongs to an account of its own (采购, 绩效, 机关运行经费 …)."""
        heading = "".join(fact.section)
        return any(word in heading for word in _OWN_ACCOUNT) or any(
            word in label for label in fact.row[:-1] for word in _OWN_ACCOUNT
        )

    def of_a_unit(self, fact: Fact) -> bool:
        """Whether a statement is of one unit of the department, by its heading or by who stands before its figure."""
        own = self.document.organisation or ""
        before = fact.quote[: fact.span[0]] if fact.span else ""
        named = (*fact.section[-1:], before, *(label for label in fact.row[:-1] if terms.concept(label) is None))
        return any((hit := _UNIT.search(label)) and hit[0] not in own for label in named)

    def against_other_base(self, fact: Fact) -> bool:
        """Whether a budget's change is against what was spent, while its tables print what had been planned."""
        return not self.final and bool(_OTHER_BASE.search(fact.quote))

    def money_told(self, measure: str = "level") -> Iterator[Fact]:
        """The statements of amounts of money."""
        for fact in self.told:
            if fact.measure == measure and fact.comparator is None and is_money(fact):
                yield fact

    def near(
        self, fact: Fact, measure: str, stages: Sequence[str] | None = None, year: int | None = None
    ) -> Fact | None:
        """The statement about the same subject, in the same section, that stands nearest before (or just after).

        It is of the year given, of the statement's own where none is.
        """
        year = fact.year if year is None else year
        at = self.numbers[fact.id]
        order: list[int] = [*range(at - 1, max(-1, at - 8), -1), *range(at + 1, min(len(self.told), at + 4))]
        for number in order:
            other = self.told[number]
            if other.section != fact.section or other.row != fact.row or other.measure != measure:
                continue
            if other.year != year or other.column:
                continue
            if stages is None or stage(other.basis) in stages:
                return other
        return None


def one_sentence(fact: Fact, other: Fact) -> bool:
    """Whether two statements are of one sentence; one of them may be quoted with the reason that follows."""
    return fact.quote.startswith(other.quote) or other.quote.startswith(fact.quote)


def is_money(fact: Fact) -> bool:
    """Whether a fact is an amount of money."""
    return fact.value is not None and units.is_money(fact.unit)


def _fund_key(fact: Fact) -> str | None:
    key = terms.key(fact.column[-1]) if fact.column else ""
    return key if key in items.FUNDS else None
