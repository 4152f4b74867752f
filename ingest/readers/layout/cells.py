"""Glyphs go into the cells of a table; what its lines do not divide is divided by the figures that stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from ingest.model import Cell, Place
from ingest.readers.layout.lattice import Field, Lattice
from ingest.readers.layout.sheet import Box, Glyph, Sheet, around, union
from ingest.readers.layout.words import Run, TextLine, joined, line, rows_of, spelt

_FIGURE_CHARS = frozenset("0123456789.,-()%，．－（）％０１２３４５６７８９")
_FIGURE = re.compile(r"[-－(（]?\d[\d,，]*(?:[.．]\d+)?[)）]?[%％]?$")
# A figure whose digits are grouped as they should be: two figures run together are not.
_GROUPED = re.compile(r"[-－(（]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:[.．]\d{1,4})?[)）]?[%％]?$")
_BEGINS = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d|其中|合计|总计|小计")
_CLOSE = 0.3  # of the size: no wider gap parts the characters of one word
_UPON = 0.5  # of a digit's width
_STICKS_OUT = 0.2  # of a character's width


@dataclass(frozen=True, slots=True)
class Printed:
    """A cell with what is printed in it."""

    field: Field
    text: str
    box: Box
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it lies on its page."""

    page: int
    xs: tuple[float, ...]
    heights: int
    cells: tuple[Printed, ...]
    box: Box
    shown: Box


_Lines = dict[int, list[list[Glyph]]]


def table(sheet: Sheet, lattice: Lattice, glyphs: Sequence[Glyph]) -> Table:
    """The table that a lattice of lines makes with the glyphs within it."""
    lines = _lines(lattice, glyphs)
    lattice, doubtful = _refined(lattice, lines)
    lines = _lines(lattice, glyphs)
    moved = _rejoined(lattice, lines)
    cells = []
    for number, field in enumerate(lattice.fields):
        rows = [row for row in lines.get(number, []) if row]
        outer = lattice.box_of(field)
        text, sure = _text(rows, outer)
        certain = sure and number not in moved and not (number in doubtful and _FIGURE.match(text))
        cells.append(Printed(field, text, sheet.shown(union([outer, *map(around, rows)])), certain))
    return _table(sheet, lattice, cells)


def loose_table(sheet: Sheet, lattice: Lattice, placed: Sequence[tuple[Run, int, bool]]) -> Table:
    """The table of runs that stand in columns without lines, each with its field and whether that is sure."""
    held: dict[int, list[Run]] = {}
    doubtful = {number for _, number, sure in placed if not sure}
    for run, number, _ in placed:
        held.setdefault(number, []).append(run)
    cells = []
    for number, field in enumerate(lattice.fields):
        runs = held.get(number, [])
        rows = rows_of([glyph for run in runs for glyph in run.glyphs])
        outer = lattice.box_of(field)
        text, sure = _text(rows, outer)
        box = union([run.box for run in runs]) if runs else outer
        cells.append(Printed(field, text, sheet.shown(box), sure and number not in doubtful))
    return _table(sheet, lattice, cells)


def _table(sheet: Sheet, lattice: Lattice, cells: Sequence[Printed]) -> Table:
    return Table(sheet.number, lattice.xs, len(lattice.ys) - 1, tuple(cells), lattice.box, sheet.shown(lattice.box))


def grid_rows(table: Table, xs: Sequence[float]) -> tuple[tuple[Cell, ...], ...]:
    """The rows of a table over the given column edges, which hold its own; a cell covered by a merged one is empty."""
    at = [min(range(len(xs)), key=lambda k: abs(xs[k] - x)) for x in table.xs]
    rows: list[list[Cell | None]] = [[None] * (len(xs) - 1) for _ in range(table.heights)]
    for cell in table.cells:
        field = cell.field
        first, last = at[field.column], at[field.column + field.columns]
        for r in range(field.row, field.row + field.rows):
            for k in range(first, max(last, first + 1)):
                rows[r][k] = Cell("", Place(table.page, _part(cell.box, r - field.row, k - first)))
        rows[field.row][first] = Cell(
            cell.text,
            Place(table.page, cell.box),
            field.rows,
            last - first,
            cell.certain,
        )
    blank = Place(table.page, table.shown)
    return tuple(tuple(cell or Cell("", blank) for cell in row) for row in rows)


def rest_of_row(last: Sequence[Cell], following: Sequence[Sequence[Cell]]) -> tuple[Cell, ...] | None:
    """The last row of a page with what the next page carries on of it; None where a new row begins there.

    A row goes on where the next page begins with words alone, in cells that the row has filled, its first cell blank.
    """
    if not following or len(following[0]) != len(last):
        return None
    first = following[0]
    filled = [k for k, cell in enumerate(first) if cell.text]
    if not filled or len(filled) > 2 or first[0].text or not last[0].text:
        return None
    for k in filled:
        text = first[k].text
        if not last[k].text or _FIGURE.match(text) or _FIGURE.match(last[k].text) or _BEGINS.match(text):
            return None
    return tuple(
        replace(cell, text=joined([cell.text, first[k].text])) if k in filled else cell for k, cell in enumerate(last)
    )


def _part(box: Box, row: int, column: int) -> Box:
    """The box of a covered cell: that of the cell over it, told apart by its corner, for places name cells."""
    return (round(box[0] + column * 0.01, 2), round(box[1] + row * 0.01, 2), box[2], box[3])


def _lines(lattice: Lattice, glyphs: Iterable[Glyph]) -> _Lines:
    owner = {
        (r, k): number
        for number, field in enumerate(lattice.fields)
        for r in range(field.row, field.row + field.rows)
        for k in range(field.column, field.column + field.columns)
    }
    inside: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        inside.setdefault(owner[lattice.raster(glyph.x, glyph.y)], []).append(glyph)
    return {number: rows_of(held) for number, held in inside.items()}


# --- words that stick out of their cell ---------------------------------------------------------------------------


def _rejoined(lattice: Lattice, lines: _Lines) -> set[int]:
    """Put words that run over a line back together; the cells where a figure's own cell stays in doubt.

    A figure belongs to the cell that holds most of it, words to the cell where they begin.
    """
    doubtful: set[int] = set()
    beginning: dict[int, list[int]] = {}  # by column, the filled cells that begin there
    for number, field in enumerate(lattice.fields):
        if number in lines:
            beginning.setdefault(field.column, []).append(number)
    for number, field in enumerate(lattice.fields):
        edge = lattice.box_of(field)[2]
        beside = beginning.get(field.column + field.columns, [])
        for row in lines.get(number, []):
            other = _beside(lines, row, edge, beside)
            if other is None:
                continue
            right, following = other
            last, first = row[-1], following[0]
            if _is_figure(last) != _is_figure(first):
                continue
            tail, head = _same(row, backwards=True), _same(following, backwards=False)
            whole = spelt([*tail, *head])
            if _is_figure(first) and not _GROUPED.match(whole):
                continue  # two figures that touch
            if _is_figure(first) and len(head) >= len(tail):
                del row[len(row) - len(tail) :]
                following[:0] = tail
            else:
                del following[: len(head)]
                row.extend(head)
            unclear = min(len(head), len(tail)) * 3 > len(head) + len(tail) or not re.search(r"[.．,，]", whole)
            if _is_figure(first) and unclear:
                doubtful |= {number, right}
    return doubtful


def _beside(lines: _Lines, row: Sequence[Glyph], edge: float, beside: Sequence[int]) -> tuple[int, list[Glyph]] | None:
    """The line right of a cell's edge that goes on with a line of the cell, some glyph lying over the edge."""
    if not row:
        return None
    last = row[-1]
    for right in beside:
        for following in lines[right]:
            if not following:
                continue
            first = following[0]
            size = min(first.size, last.size)
            if (
                abs(first.baseline - last.baseline) <= _CLOSE * size
                and abs(first.x0 - last.x1) <= _CLOSE * size
                and (
                    last.x1 - edge > _STICKS_OUT * (last.x1 - last.x0)
                    or edge - first.x0 > _STICKS_OUT * (first.x1 - first.x0)
                )
            ):
                return right, following
    return None


def _is_figure(glyph: Glyph) -> bool:
    return glyph.char in _FIGURE_CHARS


def _same(row: Sequence[Glyph], *, backwards: bool) -> list[Glyph]:
    """The glyphs at one end of a line that belong together: all figure or all words, without a gap."""
    order = list(reversed(row)) if backwards else list(row)
    out = [order[0]]
    for glyph in order[1:]:
        gap = (out[-1].x0 - glyph.x1) if backwards else (glyph.x0 - out[-1].x1)
        if _is_figure(glyph) != _is_figure(order[0]) or gap > _CLOSE * glyph.size:
            break
        out.append(glyph)
    return list(reversed(out)) if backwards else out


# --- the words of a cell ------------------------------------------------------------------------------------------


def _text(rows: Sequence[Sequence[Glyph]], box: Box) -> tuple[str, bool]:
    """The words of a cell's lines, and whether they read only one way.

    A figure broken over two lines of a narrow cell is one figure only where its first line fills the cell.
    """
    texts = [line(row).text if row else "" for row in rows]
    texts = [re.sub(r"　{2}", " ", text) for text in texts]
    if len(texts) > 1 and all(re.fullmatch(r"[\d.,，．\-－%％]+", text) for text in texts):
        first = around(rows[0])
        size = median(glyph.size for glyph in rows[0])
        whole = "".join(texts)
        if _FIGURE.match(whole) and (box[2] - box[0]) - (first[2] - first[0]) <= 1.5 * size:
            return whole, bool(re.search(r"[,，.．]", whole)) and not all(map(_FIGURE.match, texts))
        return "\n".join(texts), False
    text = joined(texts)
    if _FIGURE.match(text) and rows:
        return text, bool(_GROUPED.match(text)) and not any(map(_overlap, rows))
    return text, True


def _overlap(row: Sequence[Glyph]) -> bool:
    """Whether digits lie upon each other, so that their order is a guess."""
    return any(b.x0 < a.x1 - _UPON * min(a.x1 - a.x0, b.x1 - b.x0) for a, b in pairwise(row))


# --- tables whose lines are not all drawn -------------------------------------------------------------------------


def _refined(lattice: Lattice, lines: _Lines) -> tuple[Lattice, set[int]]:
    """The lattice with the rows and columns that its figures show and its lines do not."""
    breaks_down = {r: ys for r in range(len(lattice.ys) - 1) if (ys := _row_breaks(lattice, lines, r))}
    breaks_across = {k: xs for k in range(len(lattice.xs) - 1) if (xs := _column_breaks(lattice, lines, k))}
    if not breaks_down and not breaks_across:
        return lattice, set()
    ys = sorted([*lattice.ys, *(y for found in breaks_down.values() for y in found)])
    xs = sorted([*lattice.xs, *(x for found in breaks_across.values() for x in found)])
    fields: list[Field] = []
    doubtful: list[Field] = []
    for number, field in enumerate(lattice.fields):
        x0, y0, x1, y1 = lattice.box_of(field)
        row, column = ys.index(y0), xs.index(x0)
        whole = Field(row, column, ys.index(y1) - row, xs.index(x1) - column)
        held = lines.get(number, [])
        down = field.rows == 1 and field.row in breaks_down and len(held) > 1
        across = field.columns == 1 and field.column in breaks_across and any(len(line(r).runs) > 1 for r in held)
        parts = [whole]
        if down:
            parts = [replace(part, row=part.row + n, rows=1) for part in parts for n in range(part.rows)]
        if across:
            parts = [replace(part, column=part.column + n, columns=1) for part in parts for n in range(part.columns)]
        fields += parts
        if field.rows == 1 and field.row in breaks_down:
            count = len(breaks_down[field.row]) + 1
            labels = [
                lines[other]
                for other, beside in enumerate(lattice.fields)
                if beside.row == field.row and beside.rows == 1 and other in lines and not _is_stack(lines[other])
            ]
            if any(len(label) not in (1, count) for label in labels):
                doubtful += parts
    fields.sort(key=lambda field: (field.row, field.column))
    return Lattice(tuple(xs), tuple(ys), tuple(fields)), {fields.index(field) for field in doubtful}


def _is_stack(rows: Sequence[Sequence[Glyph]]) -> bool:
    """Whether a cell holds whole figures one above the other."""
    texts = [spelt(row) for row in rows if row]
    return len(texts) > 1 and all(map(_FIGURE.match, texts)) and any(re.search("[.．,，]", text) for text in texts)


def _row_breaks(lattice: Lattice, lines: _Lines, row: int) -> list[float]:
    """Where lines are missing between the figures of a row that are stacked in two or more of its cells."""
    stacks = [
        lines[number]
        for number, field in enumerate(lattice.fields)
        if field.row == row and field.rows == 1 and number in lines and _is_stack(lines[number])
    ]
    # One stack alone can be a figure too long for its cell; two cannot.
    if len(stacks) < 2:
        return []
    rows = rows_of([glyph for stack in stacks for held in stack for glyph in held])
    return [(around(above)[3] + around(below)[1]) / 2 for above, below in pairwise(rows)]


def _column_breaks(lattice: Lattice, lines: _Lines, column: int) -> list[float]:
    """Where lines are missing between figures that stand side by side in two or more rows of a column."""
    found: list[TextLine] = []
    for number, field in enumerate(lattice.fields):
        if field.column == column and field.columns == 1 and number in lines:
            found += [
                words
                for row in lines[number]
                if len((words := line(row)).runs) > 1 and sum(bool(_FIGURE.match(run.text)) for run in words.runs) > 1
            ]
    if len(found) < 2:
        return []
    spans: list[list[float]] = []
    for x0, _, x1, _ in sorted(run.box for words in found for run in words.runs):
        if spans and x0 <= spans[-1][1]:
            spans[-1][1] = max(spans[-1][1], x1)
        else:
            spans.append([x0, x1])
    return [(a[1] + b[0]) / 2 for a, b in pairwise(spans)]
