"""A table's cells as series: one item over its years.

An item is what a row's and a column's words name together once the years are taken out, so that "2019" and "Years ended
December 31, 2018" above the same row are one series.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from ingest.quantity import Unit
from service.calculator.english.amounts import PERCENT, SCALES
from service.calculator.english.periods import without_years, years
from service.calculator.english.words import MONTHS, WEAK, asides, content, phrase

_RATES = frozenset({"percent", "rate", "margin", "yield"})
_COLUMN_WEAK = (WEAK - MONTHS) | frozenset({"consolidated", "note", "restated", "audited"})
_TOTAL = frozenset({"total"})
_UNNAMED = frozenset({""})  # no sentence says it
# A column of such a name holds what has changed, not a level of the year that it names.
_MOVES = frozenset({
    "change", "variance", "variation", "difference", "increase", "decrease", "growth", "inc", "dec", "over", "versus", "vs",
})  # fmt: skip
_COUPON = re.compile(r"\d(?:\.\d+)? ?(?:%|percent\b)")  # of 6% bonds, which are no rate themselves
_PREFIX = re.compile(r"^ *(?:less|add|plus|including|of which|memo)\b[: ]*")
_MONEY = r"(?:[$£€¥]|\b(?:usd|us|eur|gbp|rmb|aud|cad|hkd|nzd|a|c|nt))[ '’]?"
_PRINTED = (
    (re.compile(rf"['’]000|\b(?:in)?thousands?\b|{_MONEY}000\b|\b000s\b", re.IGNORECASE), SCALES["thousand"]),
    (re.compile(rf"\b(?:in)?millions?\b|{_MONEY}mn?m?\b", re.IGNORECASE), SCALES["million"]),
    (re.compile(rf"\b(?:in)?billions?\b|{_MONEY}bn\b", re.IGNORECASE), SCALES["billion"]),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of a table: its row's labels from the section down, its column's label, its unit as printed."""

    id: str
    row: tuple[str, ...]
    column: str
    value: Decimal
    unit: Unit | None = None
    year: int | None = None

    @property
    def years(self) -> tuple[int, ...]:
        """The years that its labels name: its column's, or several where a section above is of another, so that none is sure.

        A row's own label may name the year that a note falls due, so it counts only where no other label names one. Where
        none does, `year` is the one that the rest of its table is of.
        """
        *sections, item = self.row or ("",)
        named = {year for label in (self.column, *sections) for year in years(label).named} or set(years(item).named)
        return tuple(sorted(named)) or ((self.year,) if self.year else ())

    @property
    def months(self) -> frozenset[str]:
        """The months that its labels name."""
        return content(" ".join((self.column, *self.row))) & MONTHS

    @property
    def per_share(self) -> bool:
        """Whether it is an amount for one: a table's thousands and millions are not meant for such rows."""
        words = content(" ".join(self.row))
        return bool(words & {"eps"}) or any(
            phrase in " ".join(self.row).lower()
            for phrase in ("per share", "per common share", "per diluted", "per unit")
        )

    @property
    def measured(self) -> Unit | None:
        """Its unit: percent where its label says so, none for an amount per share, else as printed."""
        item = _COUPON.sub(" ", self.row[-1]) if self.row else ""
        if self.unit == PERCENT or "%" in item + self.column:
            return PERCENT
        if self.unit is None and (_RATES & content(item) or "percent" in content(self.column)):
            return PERCENT
        if self.per_share:
            return None
        labels = (self.column, *reversed(self.row))
        return self.unit or next((unit for label in labels if (unit := _scale(label))), None)

    @property
    def amount(self) -> Fraction:
        """Its value in the base of its unit."""
        unit = self.measured
        return Fraction(self.value) * (Fraction(unit.scale) if unit else 1)


def _scale(label: str) -> Unit | None:
    return next((unit for pattern, unit in _PRINTED if pattern.search(label)), None)


@dataclass(frozen=True, slots=True)
class Series:
    """One item: the words of its row, of the sections above it and of its column, and its cells by their years.

    `telling` are the column's words that tell it from other columns of the same years; a `whole` adds up the rows above it.
    `label` is what the row's own label says, word by word.
    """

    row: frozenset[str]
    section: frozenset[str]
    column: frozenset[str]
    telling: frozenset[str]
    asides: frozenset[str]
    whole: bool
    label: str
    cells: tuple[tuple[tuple[int, ...], Cell], ...]

    @property
    def words(self) -> frozenset[str]:
        """Every word that names it."""
        return self.row | self.section | self.column | (_TOTAL if self.whole else frozenset())

    @property
    def percent(self) -> bool:
        """Whether its cells are percentages."""
        return all(cell.measured == PERCENT for _, cell in self.cells)

    @property
    def years(self) -> tuple[int, ...]:
        """The single years that it has a cell of."""
        return tuple(sorted({y[0] for y, _ in self.cells if len(y) == 1}))

    def at(self, year: tuple[int, ...]) -> Cell | None:
        """Its cell of a year, None where it has none or several that differ; of no year: its only cell."""
        found = [cell for years, cell in self.cells if years == year]
        if not year and len({years for years, _ in self.cells}) == 1:
            found = [cell for _, cell in self.cells]
        return found[0] if found and len({(c.value, c.measured) for c in found}) == 1 else None


def _words(label: str) -> frozenset[str]:
    return content(_PREFIX.sub("", without_years(label)))


def _column(cell: Cell) -> frozenset[str]:
    return frozenset(w for w in _words(cell.column) if w not in _COLUMN_WEAK)


def _columns(cells: Sequence[Cell]) -> Iterator[tuple[frozenset[str], frozenset[str], list[Cell]]]:
    """The cells of one row by column: its words, those of them that tell, its cells.

    Columns of different years and one unit are one: what else their heads say tells nothing.
    """
    plain: dict[Unit | None, list[Cell]] = {}
    others: dict[frozenset[str], list[Cell]] = {}
    for cell in cells:
        if len(cell.years) == 1 and not _MOVES & _words(cell.column):
            plain.setdefault(cell.measured, []).append(cell)
        else:
            others.setdefault(_column(cell), []).append(cell)
    for members in plain.values():
        if len({cell.years for cell in members}) == len(members):
            words = frozenset(word for cell in members for word in _column(cell))
            yield words, frozenset(), members
        else:
            for cell in members:
                others.setdefault(_column(cell), []).append(cell)
    years_of = [cell.years for members in others.values() for cell in members]
    crowded = len(set(years_of)) < len(years_of)
    for words, members in others.items():
        # Beside columns of the same years that have a name, one without is not meant before them.
        yield words, words or (_UNNAMED if crowded else words), members


def _wholes(cells: Sequence[Cell]) -> frozenset[str]:
    """The cells that add up those above them, subtotals for their parts."""
    columns: dict[tuple[str, Unit | None], list[Fraction]] = {}
    found = set()
    for cell in cells:
        above = columns.setdefault((cell.column, cell.measured), [])
        value, total = Fraction(cell.value), Fraction(0)
        for count in range(1, len(above) + 1):
            total += above[-count]
            if count > 1 and total == value:
                found.add(cell.id)
                del above[-count:]
                break
        above.append(value)
    return frozenset(found)


def series(cells: Iterable[Cell]) -> tuple[Series, ...]:
    """The series of a table, in its order."""
    table = list(cells)
    wholes = _wholes(table)
    dates = {cell.years for cell in table} - {()}
    if len(dates) == 1 and dates == {years(cell.column).named for cell in table} - {()}:
        only = dates.pop()
        table = [replace(cell, year=only[0] if len(only) == 1 else None) for cell in table]
    rows: dict[tuple[frozenset[str], ...], list[Cell]] = {}
    for cell in table:
        rows.setdefault(tuple(map(_words, cell.row)) or (frozenset(),), []).append(cell)
    found = []
    for row, members in rows.items():
        labels = members[0].row
        amounts = {cell.id for cell in members if cell.measured != PERCENT}
        whole = bool(amounts) and amounts <= wholes
        if not any(labels) and not whole:
            continue  # a row without a name names nothing, unless it is a total
        section = frozenset(word for part in row[:-1] for word in part)
        aside = asides(without_years(labels[-1])) if labels else frozenset()
        for words, telling, group in _columns(members):
            dated = tuple((cell.years, cell) for cell in group)
            found.append(
                Series(
                    row[-1] if any(labels) else _TOTAL,
                    section,
                    words,
                    telling,
                    aside,
                    whole,
                    phrase(labels[-1]) if labels else "",
                    dated,
                )
            )
    return tuple(found)
