"""Scanned tables without lines between their columns: by the PDF reader's way of telling columns, from recognised lines.

A recognised line tells where it begins and ends, not where each character stands; they are taken to be spread evenly,
which is near enough to tell columns apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.blocks import Grid
from ingest.model import Cell, Place
from ingest.readers.layout.aligned import aligned
from ingest.readers.layout.cells import grid_rows, loose_table
from ingest.readers.layout.sheet import Glyph, Sheet
from ingest.readers.layout.words import level, rows_of
from ingest.readers.recognised import Said
from ingest.readers.straighten import Box


@dataclass(frozen=True, slots=True)
class Found:
    """A table, where it begins, and which of the given lines it is made of."""

    top: float
    grid: Grid
    lines: frozenset[int]


def tables(
    lines: Sequence[tuple[Box, Said]], page: int, size: tuple[float, float], shown: Callable[[Box], Box]
) -> list[Found]:
    """The tables among the lines of a page, boxes in points of the straight page; `shown` says where a box is on paper."""
    glyphs = {glyph: number for number, (box, said) in enumerate(lines) for glyph in _glyphs(said.text, box)}
    rows = level(rows_of(glyphs))
    sheet = Sheet(page, *size)
    out: list[Found] = []
    for found in aligned(sheet, rows):
        table = loose_table(sheet, found.lattice, found.placed)
        own = frozenset(
            glyphs[glyph]
            for row in rows[found.first : found.last + 1]
            for run in row.runs
            for glyph in run.glyphs
            if glyph in glyphs
        )
        doubtful = [lines[k][0] for k in own if not lines[k][1].certain]
        cells = tuple(tuple(_cell(cell, doubtful, page, shown) for cell in row) for row in grid_rows(table, table.xs))
        out.append(Found(table.box[1], Grid(cells, Place(page, shown(table.box))), own))
    return out


def _glyphs(text: str, box: Box) -> Iterator[Glyph]:
    x0, top, x1, bottom = box
    width = (x1 - x0) / max(sum(map(_width, text)), 0.5)
    for char in text:
        if not char.isspace():
            yield Glyph(char, x0, top, x0 + _width(char) * width, bottom, bottom)
        x0 += _width(char) * width


def _width(char: str) -> float:
    return 0.5 if char.isascii() else 1.0


def _cell(cell: Cell, doubtful: Sequence[Box], page: int, shown: Callable[[Box], Box]) -> Cell:
    box = cell.place.bbox
    if box is None:
        return cell
    sure = not any(
        x0 < box[2] and box[0] < x1 and y0 < box[3] and box[1] < y1 for x0, y0, x1, y1 in doubtful if cell.text
    )
    certain = cell.certain and sure
    return replace(cell, place=Place(page, shown(box)), certain=certain, recognised=bool(cell.text))
