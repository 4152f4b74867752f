"""What is no contradiction and yet worth a question: 机关运行经费 beside 公用经费."""

from __future__ import annotations

from collections.abc import Iterator

from ingest import items, terms
from ingest.model import Fact
from service.calculator.tieout import phrase
from service.calculator.tieout.book import Book, stage
from service.calculator.tieout.finding import Finding
from service.calculator.tieout.sheet import FUNCTIONAL
from service.calculator.tieout.weighing import same

_UNIT_RUNNING = "事业运行"  # the item of 事业单位, whose 公用经费 is not 机关运行经费


def agency_costs(book: Book) -> Iterator[Finding]:
    """R25: 机关运行经费 is the 公用经费 of 行政 and 参公 units, at most all 公用经费."""
    prints = book.print_of("operating_expenses", book.year, book.basis)
    told = [
        fact
        for fact in book.money_told()
        if items.item(fact).own == "agency_operating_costs"
        and fact.year == book.year
        and stage(fact.basis) == book.basis
    ]
    if not prints or not told:
        return
    office, fact = prints[0].fact, told[0]
    if fact.status != "exact" or office.status != "exact" or not fact.value:
        return
    found = phrase.less(fact, office, "机关运行经费是行政单位和参公单位的公用经费")
    if found is None:
        return
    if found.outcome == "mismatch":
        told_of = f"{phrase.where(fact)}机关运行经费{phrase.figure(fact)}，多于{phrase.where(office)}全部公用经费{phrase.figure(office)}。"
        yield phrase.note("warning", told_of, (fact, office), "机关运行经费为何多于公用经费，两者各按什么口径？")
        return
    yield found
    unit = _unit_running(book)
    if unit is not None and same(fact, office).outcome in ("exact", "rounding"):
        yield phrase.note(
            "warning",
            f"机关运行经费{phrase.figure(fact)}等于全部公用经费{phrase.figure(office)}，而部门还有事业单位（事业运行{phrase.figure(unit)}），其公用经费按定义不在其中。",
            (fact, office, unit),
            "机关运行经费是否包括了事业单位的公用经费？",
        )


def _unit_running(book: Book) -> Fact | None:
    for sheet in book.of("general_public"):
        if sheet.kind not in FUNCTIONAL:
            continue
        for fact in sheet.money:
            named = fact.row[-1:] == (_UNIT_RUNNING,) and fact.year == book.year
            if named and fact.value and fact.column and terms.key(fact.column[-1]) == "basic_expenditure":
                return fact
    return None
