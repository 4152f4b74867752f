"""Between documents: a final account and its budget, this year's 上年数 and last year's own, a department and its units.

Two published documents that print one figure differently disagree as two places of one document do; here too a rule
says that they do, not which is right (a restated 上年数 may well be meant).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.model import Fact, Kind
from service.calculator.tieout import phrase
from service.calculator.tieout.book import Book, stage
from service.calculator.tieout.finding import Finding, Rule
from service.calculator.tieout.prints import Printed, Scope
from service.calculator.tieout.three_public import ITEMS
from service.calculator.tieout.weighing import printed, same, total

_UNITS = ("expenditure", "general", "basic_expenditure", "project_expenditure")
_LISTED = re.compile(r"(?:单位|部门).{0,12}?共?(?:有|计)?\s*(\d+)\s*[家个]")


@dataclass(frozen=True)
class Shelf:
    """A disclosure and those that it is held against: of the same body, and of what belongs to it."""

    book: Book
    others: tuple[Book, ...]

    def of(self, kind: Kind, year: int | None) -> Iterator[Book]:
        """The disclosures of the same body and scope, of a kind and year."""
        own = self.book.document
        for other in self.others:
            one = other.document
            if (
                one.kind == kind
                and one.year == year
                and one.organisation == own.organisation
                and one.scope == own.scope
            ):
                yield other


def _held_against(fact: Fact, other: Book, scopes: Sequence[Scope] | None, key: str) -> Iterator[Finding]:
    """A figure against what another disclosure's tables print of its item and year; one table that agrees is enough."""
    prints = other.print_of(key, fact.year, stage(fact.basis), scopes)
    prints = tuple(one for one in prints if one.fact.status == "exact")
    found = [f for one in prints if (f := phrase.repeated(fact, one.fact, _name(fact, other)))]
    agreed = next((f for f in found if f.outcome in ("exact", "rounding")), None)
    if agreed or found:
        yield agreed or found[0]


def _name(fact: Fact, other: Book) -> str:
    return f"{phrase.called(fact)}（与《{other.document.title}》相比）"


def planned(shelf: Shelf) -> Iterator[Finding]:
    """R61: the 年初预算 that a final account repeats is what the year's budget says."""
    book = shelf.book
    if not book.final:
        return
    for other in shelf.of("budget", book.year):
        for fact in book.facts:
            if fact.measure != "level" or fact.value is None or fact.status != "exact" or fact.year != book.year:
                continue
            if stage(fact.basis) != "budget" or fact.basis is None or fact.project or fact.indicator:
                continue
            key = book.item(fact)
            if fact.source == "narrative" and not book.accounted_apart(fact):
                yield from _held_against(fact, other, ("three_public",) if key in ITEMS else book.scopes(fact), key)
            elif fact.source == "table" and key in ITEMS:
                yield from _held_against(fact, other, ("three_public",), key)


def last_year(shelf: Shelf) -> Iterator[Finding]:
    """R62: last year's figures in a disclosure's tables are what last year's own disclosure prints."""
    book = shelf.book
    year, kind = book.year, book.document.kind
    if year is None or kind is None:
        return
    for other in shelf.of(kind, year - 1):
        for (key, of_year, of), prints in book.printed.items():
            if of_year != year - 1 or of != book.basis:
                continue
            for one in prints:
                if one.fact.status == "exact":
                    yield from _held_against(one.fact, other, (one.scope,), key)


def implied(shelf: Shelf) -> Iterator[Finding]:
    """R63: this year's figure less its change is what last year's own disclosure prints."""
    book = shelf.book
    year, kind = book.year, book.document.kind
    if year is None or kind is None:
        return
    for other in shelf.of(kind, year - 1):
        for fact in book.money_told("change"):
            if fact.column or fact.base_year != year - 1 or fact.year != year or fact.status != "exact":
                continue
            if book.item(fact) == "budget_total":
                continue
            yield from _implied(book, other, fact)


def _implied(book: Book, other: Book, fact: Fact) -> Iterator[Finding]:
    key, scopes = book.item(fact), book.scopes(fact)
    level = book.near(fact, "level", (book.basis,))
    now = (
        level
        if level is not None and level.value is not None
        else _one(book.print_of(key, fact.year, book.basis, scopes))
    )
    if scopes is None and not (book.single_fund and other.single_fund) and key in _UNITS[2:]:
        return  # whose 基本支出 is meant is not said
    last = _several(other.print_of(key, fact.base_year, book.basis, scopes))
    if now is None or not last or now.status != "exact":
        return
    if any(total(fact, [(now, 1), (one, -1)]).outcome in ("exact", "rounding") for one in last):
        best = next(one for one in last if total(fact, [(now, 1), (one, -1)]).outcome in ("exact", "rounding"))
    else:
        best = last[0]
    if found := phrase.total_of(fact, [(now, 1), (best, -1)], f"今年减《{other.document.title}》的数"):
        yield found


def _one(prints: Sequence[Printed]) -> Fact | None:
    facts = _several(prints)
    return facts[0] if len({printed(fact).value for fact in facts}) == 1 else None


def _several(prints: Sequence[Printed]) -> list[Fact]:
    return [one.fact for one in prints if one.fact.status == "exact"]


def units(shelf: Shelf) -> Iterator[Finding]:
    """R64: a unit's figures are never more than its department's; all units together make them up."""
    book = shelf.book
    own = book.document
    if own.scope != "department":
        return
    members = [
        other
        for other in shelf.others
        if other.document.kind == own.kind and other.document.year == own.year and _belongs(book, other)
    ]
    for key in _UNITS:
        whole = _own(book, key)
        parts = [(other, fact) for other in members if (fact := _own(other, key)) is not None]
        if whole is None:
            continue
        for other, fact in parts:
            if found := phrase.less(fact, whole, f"《{other.document.title}》的单位属于这个部门"):
                yield found
        if len(parts) == len(members) == _count(book) and len(parts) > 1:
            found = phrase.summed(whole, [fact for _, fact in parts], "所属各单位之和")
            if found:
                yield found


def _own(book: Book, key: str) -> Fact | None:
    prints = [one for one in book.print_of(key, book.year, book.basis) if one.fact.status == "exact" and one.fact.table]
    whole = [one for one in prints if one.scope == ("general" if key == "general" else "whole")]
    facts = [one.fact for one in whole]
    agreed = facts and all(same(facts[0], fact).outcome in ("exact", "rounding") for fact in facts)
    return facts[0] if agreed else None


def _belongs(book: Book, other: Book) -> bool:
    """Whether another disclosure is of the department's own level, or of a unit that it names as its own."""
    one, name = other.document, book.document.organisation
    if one.scope != "unit" or one.organisation is None or name is None:
        return False
    if one.organisation == name:
        return True
    return any(one.organisation in p.text and "单位" in p.text for p in book.document.paragraphs)


def _count(book: Book) -> int | None:
    """How many units the department says that it has."""
    for paragraph in book.document.paragraphs:
        if "范围" in paragraph.text and (hit := _LISTED.search(paragraph.text)):
            return int(hit[1])
    return None


RULES: tuple[Rule[Shelf], ...] = (
    Rule("R61", "决算的年初预算与当年预算", "决算里的年初预算就是当年公开的预算。", planned, ("final_accounts",)),
    Rule("R62", "上年数与上年的材料", "今年材料里的上年数就是上年材料公开的数。", last_year),
    Rule("R63", "增减与上年的材料", "今年的数减去增减额，就是上年材料公开的数。", implied),
    Rule("R64", "部门与所属单位", "部门的数包括所属各单位，不小于其中任何一个。", units),
)


def check(book: Book, others: Sequence[Book]) -> tuple[Finding, ...]:
    """What a disclosure and others, of the same body or of its units, say of each other."""
    shelf = Shelf(book, tuple(others))
    found: list[Finding] = []
    for rule in RULES:
        if book.document.kind is None or book.document.kind in rule.kinds:
            found += rule.findings(shelf)
    return tuple(found)
