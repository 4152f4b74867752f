"""The lines that the tables of a body print for a year, as plainly as anybody can ask for them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from index.library import Library
from ingest.model import Fact

_NUMBERED = re.compile(r"^(?:[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]+[）)]|\d+[、.．]|其中[：:]?)")
_BRACKET = re.compile(r"[（(][^（）()]*[）)]$")
# Of nothing, of several things at once, or of a stage that every table has in another sense: 本年支出 of all money, of a fund.
_NO_NAME = re.compile(r"合计|总计|总数|小计|其中|^[0-9A-Za-z.%]+$|[,，。；]|^本年(?:收入|支出)$|^(?:预算|决算)数$")
_IN_YUAN = {"元": Decimal(1), "万元": Decimal(10_000)}


@dataclass(frozen=True, slots=True)
class Line:
    """An item of a body's year with every amount, in 元, that its tables print for it, and the lines `above` it."""

    organisation: str
    year: int
    item: str
    amounts: frozenset[Decimal]
    above: tuple[str, ...]
    kinds: frozenset[str | None]  # of the body's disclosures of the year, whose figures can be compared with their like

    @property
    def amount(self) -> Decimal | None:
        """What it comes to, where the tables agree on it."""
        return next(iter(self.amounts)) if len(self.amounts) == 1 else None


def lines(library: Library) -> list[Line]:
    """Every named line of every body and year of which there is a disclosure, in the order of their names."""
    records = {record.id: record for record in library.records() if record.organisation and record.year}
    held: dict[tuple[str | None, int | None], set[str | None]] = defaultdict(set)
    for record in records.values():
        held[record.organisation, record.year].add(record.kind)
    amounts: dict[tuple[str, int, str], set[Decimal]] = defaultdict(set)
    beside: dict[tuple[str, int, str], set[Decimal]] = defaultdict(set)
    above: dict[tuple[str, int, str], tuple[str, ...]] = {}
    bodies = {record.organisation for record in records.values()}
    for fact in library.facts(list(records)):
        body = records[fact.document].organisation
        if body is None or fact.year is None or (body, fact.year) not in held or not _counts(fact):
            continue
        assert fact.value is not None
        amount, name = fact.value * _IN_YUAN[fact.unit or ""], _name(fact.row[-1])
        for column in fact.column:
            beside[body, fact.year, _name(column)].add(amount)  # 公务接待费 heads a column of the “三公” table
        if 3 <= len(name) <= 24 and not _NO_NAME.search(name) and name not in bodies:
            key = body, fact.year, name
            amounts[key].add(amount)
            above[key] = max(above.get(key, ()), tuple(map(_name, fact.row[:-1])), key=len)
    return [
        Line(*key, frozenset(amounts[key] | beside[key]), above[key], frozenset(held[key[:2]]))
        for key in sorted(amounts)
    ]


def by_key(those: Iterable[Line]) -> dict[tuple[str, int, str], Line]:
    """The lines by body, year and item."""
    return {(one.organisation, one.year, one.item): one for one in those}


def _counts(fact: Fact) -> bool:
    return (
        fact.source == "table"
        and fact.value is not None
        and fact.unit in _IN_YUAN
        and fact.measure == "level"
        and bool(fact.row)
    )


def _name(label: str) -> str:
    return _BRACKET.sub("", _NUMBERED.sub("", label.strip())).strip()
