"""The values that a reading of a sentence gives: cells bound by its words, and the formula that they call for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product

from ingest.quantity import Unit
from service.calculator import formula as arithmetic
from service.calculator.english.amounts import PERCENT
from service.calculator.english.binding import Vocabulary, named
from service.calculator.english.claim import Reading
from service.calculator.english.table import Cell, Series
from service.calculator.english.words import MONTHS, WEAK, asides

_LOSSES = frozenset({"loss", "decrease", "deficit", "outflow"})


@dataclass(frozen=True, slots=True)
class Value:
    """A value in the base of `unit`; `pure` where it is one amount by another, whose units cancel out.

    It is `unsigned` where the sentence only tells how far apart two amounts are. Its sign is doubtful where words (a loss
    of, used in) may carry it in the figure's place. It is `sure` where the words name its cells and nothing else.
    """

    value: Fraction
    unit: Unit | None
    formula: str | None
    operands: tuple[tuple[str, Cell], ...]
    sure: bool
    unsigned: bool = False
    doubtful_sign: bool = False
    pure: bool = False


@dataclass(frozen=True, slots=True)
class _Bound:
    series: Series
    cells: tuple[Cell, ...]
    sure: bool


def values(reading: Reading, table: Sequence[Series]) -> Iterator[Value]:
    """Every value that a reading may mean: several where its words fit several cells equally well."""
    words = Vocabulary.of(table, reading.phrase)
    make = {
        "level": _level, "change": _change, "growth": _growth, "difference": _difference, "sum": _sum,
        "average": _average, "share": _share, "ratio": _share,
    }[reading.kind]  # fmt: skip
    yield from (value for value in make(reading, table, words) if value)


def _bound(
    item: frozenset[str], table: Sequence[Series], words: Vocabulary, years: Sequence[tuple[int, ...]]
) -> Iterator[_Bound]:  # fmt: skip
    """Every series that the item names as well as any other, with its cells of the years."""
    months = item & MONTHS
    able = [one for one in table if all(_dated(one.at(year), months) for year in years)]
    for fit in named(item, able, words):
        cells = tuple(cell for year in years if (cell := fit.series.at(year)))
        yield _Bound(fit.series, cells, fit.sure)


def _dated(cell: Cell | None, months: frozenset[str]) -> bool:
    """Whether there is a cell, and of no other month than the sentence names."""
    return cell is not None and (not months or not cell.months or bool(months & cell.months))


def _calculated(text: str, cells: Sequence[Cell], *, sure: bool, pure: bool = False) -> Value | None:
    """A formula over the cells, named a, b, c …, in their common unit."""
    unit = cells[0].measured
    if any(cell.measured != unit for cell in cells):
        return None
    names = tuple((_name(at), cell) for at, cell in enumerate(cells))
    try:
        value = arithmetic.exact(text, {name: cell.value for name, cell in names})
    except arithmetic.FormulaError:
        return None  # a division by nothing
    scale = Fraction(unit.scale) if unit and not pure else Fraction(1)
    return Value(value * scale, None if pure else unit, text, names, sure, pure=pure)


def _name(at: int) -> str:
    return chr(97 + at) if at < 26 else f"x{at}"


def _only(years: Sequence[int]) -> tuple[int, ...]:
    return tuple(sorted(set(years)))


def _level(reading: Reading, table: Sequence[Series], words: Vocabulary) -> Iterator[Value | None]:
    (item,) = reading.items
    year = _only(reading.years.named)
    for bound in _bound(item, table, words, [year]):
        (cell,), one = bound.cells, bound.series
        if len(year) > 1 and one.telling - item - WEAK:
            continue  # a column of a change between the years, which is not what was said
        losing = item & _LOSSES
        turned = losing & (one.asides | asides(cell.column))  # "net loss" of a row "Net income (loss)"
        value = -cell.amount if turned else cell.amount
        yield Value(value, cell.measured, None, (("a", cell),), bound.sure, doubtful_sign=bool(losing))


def _pairs(reading: Reading, table: Sequence[Series], words: Vocabulary) -> Iterator[_Bound]:
    """The earlier and the later cell of a change."""
    if len(reading.items) == 2:
        yield from _columns(reading, table, words)
        return
    (item,) = reading.items
    when = _only(reading.years.named)
    if len(when) == 1:
        when = (when[0] - 1, when[0])
    if len(when) == 2:
        yield from _bound(item, table, words, [(year,) for year in when])
    elif not when:
        yield from _all_years(item, [one for one in table if len(one.years) == 2], words)


def _all_years(item: frozenset[str], able: Sequence[Series], words: Vocabulary) -> Iterator[_Bound]:
    """The series that an item names, with the cells of every year that the table has of it."""
    for fit in named(item, able, words):
        cells = tuple(cell for year in fit.series.years if (cell := fit.series.at((year,))))
        if len(cells) == len(fit.series.years):
            yield _Bound(fit.series, cells, fit.sure)


def _columns(reading: Reading, table: Sequence[Series], words: Vocabulary) -> Iterator[_Bound]:
    """The cells of two columns of one row."""
    year = _only(reading.years.named)
    first, last = (list(_bound(item, table, words, [year])) for item in reading.items)
    for one, other in product(first, last):
        if (one.series.row, one.series.section) == (other.series.row, other.series.section):
            yield _Bound(one.series, (*one.cells, *other.cells), one.sure and other.sure)


def _grown(pair: _Bound) -> Value | None:
    before, after = pair.cells
    if before.value <= 0 <= after.value:
        return None  # from a loss to a gain there is no rate
    return _calculated("(b - a) / a", pair.cells, sure=pair.sure, pure=True)


def _change(reading: Reading, table: Sequence[Series], words: Vocabulary) -> Iterator[Value | None]:
    if reading.years.backwards and reading.direction:
        return  # an increase "from 2019 to 2018" may be meant either way
    for pair in _pairs(reading, table, words):
        if any(cell.value >= 0 for cell in pair.cells):  # of what is taken away, a change may be said either way
            yield _calculated("b - a", pair.cells, sure=pair.sure)
        if pair.cells[0].measured != PERCENT:
            yield _grown(pair)


def _growth(reading: Reading, table: Sequence[Series], words: Vocabulary) -> Iterator[Value | None]:
    yield from map(_grown, _pairs(reading, table, words))


def _difference(reading: Reading, table: Sequence[Series], words: Vocabulary) -> Iterator[Value | None]:
    found = _pairs(reading, table, words) if len(reading.items) == 1 else _several(reading, table, words)
    for pair in found:
        value = _calculated("b - a", pair.cells, sure=pair.sure)
        yield replace(value, unsigned=True) if value else None


def _several(reading: Reading, table: Sequence[Series], words: Vocabulary) -> Iterator[_Bound]:
    """The cells of several items of one year: rows of one column, or columns of one row; nothing else compares."""
    year = _only(reading.years.named)
    found = [list(_bound(item, table, words, [year])) for item in reading.items]
    for chosen in product(*found):
        rows = {(bound.series.row, bound.series.section) for bound in chosen}
        columns = {bound.series.telling for bound in chosen}
        if sorted((len(rows), len(columns))) == [1, len(chosen)]:
            cells = tuple(bound.cells[0] for bound in chosen)
            yield _Bound(chosen[0].series, cells, all(bound.sure for bound in chosen))


def _collected(reading: Reading, table: Sequence[Series], words: Vocabulary) -> Iterator[_Bound]:
    """The cells that a sum or an average is of: several items of one year, or one item of several years."""
    when = reading.years.all
    if len(reading.items) > 1:
        yield from _several(reading, table, words)
    elif len(when) > 1:
        yield from _bound(reading.items[0], table, words, [(year,) for year in when])
    elif not when and reading.kind == "average":
        yield from _all_years(reading.items[0], [one for one in table if len(one.years) > 1], words)


def _added(cells: Sequence[Cell]) -> str:
    return " + ".join(map(_name, range(len(cells))))


def _sum(reading: Reading, table: Sequence[Series], words: Vocabulary) -> Iterator[Value | None]:
    for bound in _collected(reading, table, words):
        yield _calculated(_added(bound.cells), bound.cells, sure=bound.sure)


def _average(reading: Reading, table: Sequence[Series], words: Vocabulary) -> Iterator[Value | None]:
    for bound in _collected(reading, table, words):
        yield _calculated(f"({_added(bound.cells)}) / {len(bound.cells)}", bound.cells, sure=bound.sure)


def _share(reading: Reading, table: Sequence[Series], words: Vocabulary) -> Iterator[Value | None]:
    part, whole = reading.items
    mine, its = (_only(years.named) for years in reading.own_years)
    year = _only(reading.years.named)
    left = list(_bound(part, table, words, [mine or its or year]))
    right = list(_bound(whole if whole - WEAK else part, table, words, [its or mine or year]))
    for one, other in product(left, right):
        if one.cells != other.cells and (
            one.series.telling == other.series.telling or one.series.row == other.series.row
        ):
            value = _calculated("a / b", (*one.cells, *other.cells), sure=one.sure and other.sure, pure=True)
            yield replace(value, doubtful_sign=True) if value else None
