"""Which figures of tables are in doubt, because sums that the table itself prints do not come out. Pure.

Official tables hold slips: a digit too few, or rows that slid against their names half way down. Such a figure is told
behind what another table, or a sentence, prints of the same item. Told by the codes alone (类 = Σ 款, 款 = Σ 项,
合计 = Σ 类), so that the structure need not be read; which statements disagree in all is what the tie-out tells.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from ingest import quantity, terms
from ingest.grid import TOTAL
from ingest.model import Fact

_FUNCTIONAL = re.compile(r"2\d\d(?:\d\d){0,2}")
_LENGTHS = (5, 3)  # of codes that others stand below, the longer first
_Sum = tuple[Fact, list[Fact]]  # a whole, and what is to come to it
_SLID = 3  # sums of one table that fail: no slip of one cell makes so many


def doubted(facts: Iterable[Fact]) -> frozenset[str]:
    """The ids of the figures that take part in a failing sum of their table; all of a table's where its rows slid.

    None that a sum of several others confirms: above the row from which they slid, figures go with their names.
    """
    found: set[str] = set()
    for columns in _tables(facts).values():
        broken = _broken(columns)
        if _is_slid(broken):
            found.update(fact.id for column in columns for fact in column)
        found.update(fact.id for whole, parts in broken for fact in (whole, *parts))
        if broken:
            found -= {fact.id for column in columns for fact in _confirmed(column)}
    return frozenset(found)


def _confirmed(column: Sequence[Fact]) -> Iterator[Fact]:
    for whole, parts in _sums(column):
        if sum(bool(part.value) for part in parts) > 1 and _comes_out(whole, parts):
            yield from (whole, *parts)


def slid(facts: Iterable[Fact]) -> frozenset[int]:
    """The numbers of the tables of which so many sums fail that no figure goes with its name for sure."""
    return frozenset(number for number, columns in _tables(facts).items() if _is_slid(_broken(columns)))


def _tables(facts: Iterable[Fact]) -> dict[int, list[list[Fact]]]:
    """The columns of each table."""
    found: dict[int, dict[tuple[object, ...], list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact in facts:
        if fact.source == "table" and fact.table_number is not None and fact.project is None:
            found[fact.table_number][fact.column, fact.year, fact.basis, fact.unit].append(fact)
    return {number: list(columns.values()) for number, columns in found.items()}


def _broken(columns: Sequence[Sequence[Fact]]) -> list[_Sum]:
    return [one for column in columns for one in failing(column)]


def _is_slid(broken: Sequence[_Sum]) -> bool:
    return len({whole.row for whole, _ in broken}) >= _SLID


def failing(column: Sequence[Fact]) -> list[_Sum]:
    """The rows of one column that do not come to the sum of those below them, with these."""
    return [(whole, parts) for whole, parts in _sums(column) if not _comes_out(whole, parts)]


def _sums(column: Sequence[Fact]) -> Iterator[_Sum]:
    """The rows of one column that are the sum of others, with those."""
    coded = {fact.code: fact for fact in column if fact.code and _FUNCTIONAL.fullmatch(fact.code)}
    others = [fact for fact in column if fact.code not in coded and fact.value is not None]
    totals = [fact for fact in others if _is_total(fact)]
    if not coded or len(coded) + len(others) < len([f for f in column if f.code or f.value is not None]):
        return  # a code that stands twice
    if len(totals) < len(others):
        return  # a row whose code could not be read may be missing from any sum
    below: dict[str, list[Fact]] = defaultdict(list)
    for code, fact in coded.items():
        below[next((code[:n] for n in _LENGTHS if n < len(code) and code[:n] in coded), "")].append(fact)
    for code, parts in below.items():
        whole = coded.get(code) or (totals[0] if len(totals) == 1 else None)
        if whole is not None and whole.value is not None:
            yield whole, parts


def _is_total(fact: Fact) -> bool:
    return not fact.row or bool(TOTAL.search(terms.normalise(fact.row[-1])))


def _comes_out(whole: Fact, parts: Sequence[Fact]) -> bool:
    """Whether a sum comes to its whole but for rounding; blank cells count nothing."""
    unit = quantity.unit(whole.unit)
    told = [quantity.Quantity(part.value, unit) for part in (whole, *parts) if part.value is not None]
    apart = told[0].base - sum((one.base for one in told[1:]), Decimal(0))
    return abs(apart) <= sum((one.half_step for one in told), Decimal(0))
