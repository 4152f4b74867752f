"""The narrative: what it states twice is equal, and what it states of an item is what a table prints of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from ingest import terms
from ingest.items import FUNDS_AND_THEIR_USE
from ingest.model import Fact
from service.calculator.tieout import phrase
from service.calculator.tieout.book import TOTALS, Book, stage
from service.calculator.tieout.finding import Finding
from service.calculator.tieout.prints import ALIKE
from service.calculator.tieout.three_public import ITEMS
from service.calculator.tieout.weighing import same

_CHECKED = TOTALS | {
    "fund", "capital", "basic_expenditure", "project_expenditure", "personnel_expenses", "operating_expenses",
    "institutional_revenue", "business_revenue", "superior_subsidy", "affiliated_turnover", "other_revenue",
    "special_account_funds", "agency_operating_costs",
}  # fmt: skip
_FUNDS = frozenset({"general", "fund", "capital"})


def _of_one_item(fact: Fact) -> bool:
    """Whether a fund is only what pays of another item: “三公”经费支出（其中：政府性基金预算支出0万元）."""
    if len(fact.row) < 2:
        return False
    above = terms.key(fact.row[-2])
    return ALIKE.get(above, above) not in TOTALS | _FUNDS | FUNDS_AND_THEIR_USE


def _checkable(book: Book, fact: Fact) -> str | None:
    """The key of a statement that a table may print, None for any other."""
    key = book.item(fact)
    if book.of_a_unit(fact):
        return None
    if key == "agency_operating_costs":
        return key
    if book.accounted_apart(fact) or key in ITEMS or (key in _FUNDS and _of_one_item(fact)):
        return None
    if key in _CHECKED:
        return key
    return key if key.isdigit() else None


def twice(book: Book) -> Iterator[Finding]:
    """R46: one figure that the text states twice is equal."""
    for measure in ("level", "change"):
        groups: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
        for fact in book.money_told(measure):
            if fact.column or (measure == "change" and fact.base_year == fact.year):
                continue
            key = _checkable(book, fact)
            if key is None and book.item(fact) == "performance_amount" and book.single_fund:
                key = "project_expenditure" if "项目支出" in fact.quote and fact.year == book.year else None
            if key is None:
                continue
            scopes = book.scopes(fact)
            whose: object = "all" if book.single_fund and scopes != ("fund",) else scopes
            if whose is None and key not in TOTALS | {"fund", "capital"}:
                whose = fact.section  # without a word of whose money: the same only under the same heading
            if key in ("general", "fund", "capital", "fiscal_total"):
                whose = key
            if whose == "all" and key in ("general", "fiscal_total"):
                key = "expenditure"
            base = measure == "change" and book.against_other_base(fact)
            groups[key, whose, fact.year, stage(fact.basis), base].append(fact)
        for own in groups.values():
            first = own[0]
            for other in own[1:]:
                if (found := phrase.repeated(other, first)) and (
                    found.outcome != "mismatch" or not (_explained(book, first, other) or _apart(book, first, other))
                ):
                    yield found


# 总计 of final accounts, also where its name is left off (收、支与上年相比): with what is brought and carried over.
_WITH_CARRIED = re.compile("总计|收(?:入)?、支")


def _apart(book: Book, one: Fact, other: Fact) -> bool:
    """Whether two statements are of two totals, by their names (支出总计, 支出合计 of a final account) or by their levels."""
    labels = (one.row[-1], other.row[-1])
    whole = [_WITH_CARRIED.search(label) is not None for label in labels]
    if _carries(book) and not book.final:
        of_year = [terms.key(label) in ("revenue_this_year", "expenditure_this_year") for label in labels]
        sides = {"收入" in label for label in labels if ("收入" in label) != ("支出" in label)}
        if len(sides) > 1 or (of_year[0] != of_year[1] and any(whole)):
            return True  # what came in this year, and what is spent of it and of last year's money
    if book.final and book.item(one) in TOTALS and whole[0] != whole[1]:
        return True  # 总计 has in it what was carried over
    if one.measure != "change":
        return False
    levels = [book.near(fact, "level", (stage(fact.basis),)) for fact in (one, other)]
    first, second = levels
    return first is not None and second is not None and same(first, second).outcome == "mismatch"


def _carries(book: Book) -> bool:
    """Whether a budget has money of the year before in it."""
    return any(book.item(fact) == "carried_in" and fact.value and fact.year == book.year for fact in book.facts)


def _explained(book: Book, one: Fact, other: Fact) -> bool:
    """Whether a table prints each of two figures of the item: with and without what is carried over, of two scopes."""
    return _agreeing(book, one) is not None and _agreeing(book, other) is not None


def _agreeing(book: Book, fact: Fact) -> Fact | None:
    for one in book.print_of(book.item(fact), fact.year, stage(fact.basis)):
        if same(fact, one.fact).outcome in ("exact", "rounding"):
            return one.fact
    return None


def text_and_tables(book: Book) -> Iterator[Finding]:
    """R51: a statement agrees with one of the tables that print its item, of the money that it speaks of."""
    for fact in book.money_told():
        if fact.column or fact.status != "exact" or not fact.value:
            continue
        key = _checkable(book, fact)
        if key is None:
            continue
        prints = book.print_of(key, fact.year, stage(fact.basis), book.scopes(fact))
        prints = tuple(one for one in prints if one.fact.status == "exact")
        if not prints:
            continue
        found = [f for one in prints if (f := phrase.repeated(fact, one.fact, _name(fact)))]
        agreed = next((f for f in found if f.outcome in ("exact", "rounding")), None)
        if agreed or found:
            yield agreed or found[0]


def _name(fact: Fact) -> str:
    return fact.row[-1] if fact.row else terms.name("")
