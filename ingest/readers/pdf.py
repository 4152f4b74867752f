"""PDF with a text layer: its pages, one at a time, as paragraphs and tables; pages that are pictures go to the scan reader.

Everything is read from where it is printed. The order of a text layer is its program's own: figures may come digit by
digit, sentences in halves, a table's figures after all its labels.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, cast

from PIL import Image

from ingest import pace
from ingest.blocks import Block, Grid, Line
from ingest.errors import IngestError
from ingest.flow import rejoin
from ingest.model import Place
from ingest.readers.layout import paragraphs
from ingest.readers.layout.aligned import aligned
from ingest.readers.layout.cells import Table, grid_rows, loose_table, rest_of_row, table
from ingest.readers.layout.lattice import lattices
from ingest.readers.layout.paragraphs import Printed
from ingest.readers.layout.sheet import Sheet
from ingest.readers.layout.words import level, rows_of
from ingest.readers.pdfium import Pdf

_SCAN_SCALE = 200 / 72
_COARSEST_SCAN, _FINEST_SCAN = 150 / 72, 300 / 72
_TITLE_PAGES = 2
_SAME_EDGE = 4.0


class ScanReader(Protocol):
    """What reads a page that is a picture: `scale` is how many of its dots make a point."""

    def read_page(self, image: Image.Image, page_number: int, scale: float) -> list[Block]:
        """The blocks of the page, their places in points."""
        ...


@dataclass(frozen=True, slots=True)
class Read:
    """The blocks of a file in reading order, and how many pages it has."""

    blocks: list[Block]
    pages: int


_Item = Printed | Table | Line | Grid


def read(data: bytes, name: str) -> Read:
    """The blocks of a PDF; `name` serves messages only."""
    items: list[_Item] = []
    with Pdf(data, name) as pdf:
        for number in range(1, pdf.pages + 1):
            pace.tell(number - 1, pdf.pages)
            sheet = pdf.sheet(number)
            scanned = _scanned(pdf, sheet, name)
            if scanned is not None:
                items += scanned
            else:
                items += page_items(sheet)
        return Read(blocks(items), pdf.pages)


def _scanned(pdf: Pdf, sheet: Sheet, name: str) -> list[Block] | None:
    """A page that is a picture, by the scan reader; None for one that is text.

    A title page with hardly a character may have its title as a picture: that, too, is looked at, where it can be.
    """
    titled = sheet.illustrated and sheet.number <= _TITLE_PAGES
    if not (sheet.pictured or titled):
        return None
    try:
        scan = cast("ScanReader", importlib.import_module("ingest.readers.scan"))
    except ModuleNotFoundError as error:
        if not sheet.pictured:
            return None
        raise IngestError(
            name, "这一页是扫描图片，没有文字层，尚不支持", "请提供带文字层的PDF", where=f"第{sheet.number}页"
        ) from error
    # Drawn dot by dot as it was scanned, nothing is blurred by drawing it.
    own = pdf.resolution(sheet.number)
    wanted = min(max(own, _COARSEST_SCAN), _FINEST_SCAN) if own >= 1 else _SCAN_SCALE
    scale = pdf.scale(sheet.number, wanted)
    return scan.read_page(pdf.picture(sheet.number, scale), sheet.number, scale)


def page_items(sheet: Sheet) -> list[_Item]:
    """The lines and tables of a page, from top to bottom."""
    rest = list(sheet.glyphs)
    placed: list[tuple[float, _Item]] = []
    # The inner one of two tables comes first: what stands in it stands in no cell of the outer one.
    for lattice in sorted(lattices(sheet.across, sheet.down), key=lambda found: _area(found.box)):
        x0, y0, x1, y1 = lattice.box
        inside = [
            glyph for glyph in rest if y0 <= glyph.y <= y1 and x0 - glyph.size / 2 <= glyph.x <= x1 + glyph.size / 2
        ]
        if not inside:
            continue
        taken = set(map(id, inside))
        rest = [glyph for glyph in rest if id(glyph) not in taken]
        placed.append((y0, table(sheet, lattice, inside)))
    lines = level(rows_of(rest))
    loose: set[int] = set()
    for found in aligned(sheet, lines):
        placed.append((lines[found.first].box[1], loose_table(sheet, found.lattice, found.placed)))
        loose.update(range(found.first, found.last + 1))
    for at, words in enumerate(lines):
        if at not in loose:
            box = words.box
            printed = Printed(words.text, sheet.number, box, sheet.shown(box), words.size, sheet.width, sheet.height)
            placed.append((box[1], printed))
    placed.sort(key=lambda item: item[0])
    return [item for _, item in placed]


def _area(box: tuple[float, float, float, float]) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def blocks(items: Sequence[_Item]) -> list[Block]:
    """Lines as paragraphs, and tables over the same columns on all the pages that they take."""
    dropped = paragraphs.furniture([item for item in items if isinstance(item, Printed)])
    kept = [item for item in items if not (isinstance(item, Printed) and item in dropped)]
    sides = paragraphs.margins([item for item in kept if isinstance(item, Printed)])
    out: list[Block] = []
    at = 0
    while at < len(kept):
        item = kept[at]
        end = at + 1
        if isinstance(item, Printed):
            held = [item]
            while end < len(kept):
                following = kept[end]
                if not isinstance(following, Printed) or not paragraphs.goes_on(held[-1], following, sides):
                    break
                held.append(following)
                end += 1
            out.append(paragraphs.paragraph(held, sides.body))
        elif isinstance(item, Table):
            parts = [item]
            while end < len(kept):
                part = kept[end]
                if not isinstance(part, Table) or not _same_columns(parts[-1], part):
                    break
                parts.append(part)
                end += 1
            out += _grids(parts)
        else:
            run: list[Block] = [item]
            while end < len(kept):
                following = kept[end]
                if not isinstance(following, Line | Grid):
                    break
                run.append(following)
                end += 1
            out += rejoin(run)  # of scanned pages: a paragraph may go on from one to the next
        at = end
    return out


def _same_columns(first: Table, second: Table) -> bool:
    """Whether a table may go on as another one on the next page: the outer borders are the same."""
    return (
        second.page == first.page + 1
        and abs(first.xs[0] - second.xs[0]) <= _SAME_EDGE
        and abs(first.xs[-1] - second.xs[-1]) <= _SAME_EDGE
    )


def _grids(parts: Sequence[Table]) -> Iterator[Grid]:
    """Each part over the columns of all: a last page may hold nothing but a total, its other lines undrawn."""
    xs: list[float] = []
    for x in sorted(x for part in parts for x in part.xs):
        if not xs or x - xs[-1] > _SAME_EDGE:
            xs.append(x)
    grids = [grid_rows(part, xs) for part in parts]
    for n, part in enumerate(parts):
        rows = grids[n]
        if n + 1 < len(parts) and rows and (cut := rest_of_row(rows[-1], grids[n + 1])):
            rows = (*rows[:-1], cut)
            grids[n + 1] = grids[n + 1][1:]
        yield Grid(rows, Place(part.page, part.shown))
