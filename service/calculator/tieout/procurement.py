"""政府采购: total = 货物 + 工程 + 服务, the text = the table; services bought while nothing is to be procured."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ingest import items, terms
from ingest.model import Fact
from service.calculator.tieout import phrase
from service.calculator.tieout.book import Book, stage
from service.calculator.tieout.finding import Finding

_WHOLE = "government_procurement"
_PARTS = ("procurement_goods", "procurement_works", "procurement_services")


def procurement(book: Book) -> Iterator[Finding]:
    """R34."""
    yield from _tables(book)
    told = [fact for fact in book.money_told() if items.item(fact).own in (_WHOLE, *_PARTS)]
    yield from _sentences(told)
    table = {
        (key, fact.year, stage(fact.basis)): fact
        for key in (_WHOLE, *_PARTS)
        for year, of in {(f.year, stage(f.basis)) for f in told}
        for one in book.print_of(key, year, of)
        if (fact := one.fact).table and len(fact.row) == 1
    }
    for fact in told:
        own = items.item(fact).own
        plain = len(fact.row) == 1 or (len(fact.row) == 2 and items.item(fact).own in _PARTS and _is_whole(fact.row[0]))
        other = table.get((own, fact.year, stage(fact.basis)))
        if plain and other is not None and (found := phrase.repeated(fact, other, terms.name(own))):
            yield found
    yield from _bought_without(book, told)


def _is_whole(label: str) -> bool:
    return terms.key(label) == _WHOLE


def _tables(book: Book) -> Iterator[Finding]:
    for sheet in book.of("procurement"):
        if not sheet.filled and sheet.table.notes:
            yield phrase.note(
                "exact", f"《{sheet.title}》没有数据，并有说明：{sheet.table.notes[0]}", (sheet.spot(book.document.id),)
            )
            continue
        for facts in sheet.columns.values():
            rows: dict[str, Fact] = {}
            for fact in facts:
                if len(fact.row) == 1:
                    label = terms.key(fact.row[0])
                    rows.setdefault(_WHOLE if terms.is_neutral(fact.row[0]) else label, fact)
            parts = [rows[key] for key in _PARTS if key in rows]
            if _WHOLE in rows and len(parts) > 1:
                found = phrase.summed(rows[_WHOLE], parts, "货物、工程、服务三项之和")
                if found:
                    yield found


def _sentences(told: list[Fact]) -> Iterator[Finding]:
    groups: dict[tuple[object, ...], dict[str, Fact]] = defaultdict(dict)
    wholes: dict[tuple[object, ...], Fact] = {}
    for fact in told:
        own = items.item(fact).own
        if own == _WHOLE:
            wholes.setdefault((fact.row, fact.quote), fact)
        else:
            groups[fact.row[:-1], fact.quote].setdefault(own, fact)
    for mark, parts in groups.items():
        whole = wholes.get(mark) or next(
            (f for (row, quote), f in wholes.items() if quote == mark[1] and not mark[0]), None
        )
        if whole is not None and len(parts) == 3:
            found = phrase.summed(whole, list(parts.values()), "货物、工程、服务三项之和")
            if found:
                yield found


def _bought_without(book: Book, told: list[Fact]) -> Iterator[Finding]:
    """政府购买服务 in a project while 政府采购 is 0."""
    bought = [
        f
        for f in book.facts
        if f.source == "narrative" and f.project and f.measure == "count" and f.value and "购买服务" in "".join(f.row)
    ]
    planned = [
        fact for fact in told if items.item(fact).own == _WHOLE and len(fact.row) == 1 and fact.year == book.year
    ]
    if any(fact.status != "exact" for fact in (*bought, *planned)):
        return
    if bought and planned and all(not fact.value for fact in planned):
        project = bought[0].project
        yield phrase.note(
            "warning",
            f"项目“{project[1] if project else ''}”写有政府购买服务{phrase.figure(bought[0])}，而政府采购预算为{phrase.figure(planned[0])}。",
            (planned[0], bought[0]),
            "购买服务的费用列在哪里，为何不在政府采购预算之内？",
        )
