"""Scanned pages and pictures: made straight, their ruled tables found, their print recognised, as lines and grids.

A digit that is not certain makes its fact uncertain. How sure is sure depends on the page: on a sharp one the right
digits are all but certain, and one that is not stands out; on a blurred one wrong digits come with confidence, too.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise

import cv2
import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from ingest import pace
from ingest.blocks import Block, Grid
from ingest.errors import IngestError
from ingest.flow import rejoin
from ingest.model import Cell, Place
from ingest.readers import ocr, recognised, ruled
from ingest.readers.cut import Page, Piece
from ingest.readers.layout import paragraphs
from ingest.readers.layout.paragraphs import Printed
from ingest.readers.layout.words import joined
from ingest.readers.ocr import Reading
from ingest.readers.recognised import Said
from ingest.readers.ruled import Ruled
from ingest.readers.straighten import Box, Picture, Upright, straightened, turned

SCALE = 150 / 72  # pixels a point: more makes no digit surer, less does
MOST_PAGES = 300
_MOST_PIXELS = 120_000_000
_MOST_DRAWN = 25_000_000  # pixels of a page that is shown
_A4_WIDTH = 595.0
_TALL = 1.5
_SAMPLE = 8
_SHARP, _SURE_IF_SHARP, _SURE = 0.97, 0.9, 0.99
_LOOK_AGAIN = 0.95
_SHORT = 14
_CLEAR_WORD = 0.85
_LONGEST_LABEL = 40
_GAP = 2.0  # of a line's height: farther apart, two pieces of a row are two lines of text


def read(data: bytes, name: str) -> tuple[list[Block], int]:
    """The blocks of a picture file (PNG, JPEG, TIFF of several pages), and how many pages it has."""
    Image.MAX_IMAGE_PIXELS = _MOST_PIXELS
    blocks: list[Block] = []
    try:
        with Image.open(io.BytesIO(data)) as image:
            pages = int(getattr(image, "n_frames", 1))
            if pages > MOST_PAGES:
                raise IngestError(name, f"图片有{pages}页，超过{MOST_PAGES}页的上限", "请拆分文件")
            for number in range(1, pages + 1):
                pace.tell(number - 1, pages)
                image.seek(number - 1)
                page = ImageOps.exif_transpose(image)
                blocks += read_page(page, number, _scale(image, page))
    except Image.DecompressionBombError as error:
        raise IngestError(name, "图片的尺寸过大", "请缩小后再提供") from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise IngestError(name, "图片已损坏或不完整", "请重新扫描或下载") from error
    return rejoin(blocks), pages


def picture(data: bytes, name: str, number: int, scale: float) -> tuple[Image.Image, float]:
    """A page of a picture file at `scale` pixels a point of its places, smaller where it would be too large; which."""
    Image.MAX_IMAGE_PIXELS = _MOST_PIXELS
    try:
        with Image.open(io.BytesIO(data)) as image:
            pages = int(getattr(image, "n_frames", 1))
            if not 1 <= number <= pages:
                raise IngestError(name, f"没有第{number}页，文件共有{pages}页", "请改用文件里有的页码")
            image.seek(number - 1)
            page = ImageOps.exif_transpose(image)
            own = _scale(image, page)
            wanted = min(scale, (_MOST_DRAWN / (page.width * page.height)) ** 0.5 * own)
            size = max(1, round(page.width * wanted / own)), max(1, round(page.height * wanted / own))
            plain = page if page.mode in ("1", "L", "RGB") else Image.fromarray(_grey(page))
            return plain.convert("L" if plain.mode == "1" else plain.mode).resize(size), wanted
    except Image.DecompressionBombError as error:
        raise IngestError(name, "图片的尺寸过大", "请缩小后再提供") from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise IngestError(name, "图片已损坏或不完整", "请重新扫描或下载") from error


def _scale(image: Image.Image, page: Image.Image) -> float:
    """Pixels a point: as the file says, else as if the page were as wide as A4."""
    resolution = image.info.get("dpi", (0, 0))[0]
    if 60 <= resolution <= 1200:
        return float(resolution) / 72
    return min(page.size) / _A4_WIDTH


def read_page(image: Image.Image, page_number: int, scale: float) -> list[Block]:
    """The lines and grids of a page that is a picture; `scale` is pixels a point, places are points of the page."""
    upright, boxes = _upright(_grey(image), scale)
    tables, lines = ruled.tables(upright.picture, scale, boxes)
    page = Page(upright.picture, lines, scale)
    pieces = page.pieces(boxes, tables)
    readings = _read(pieces)
    sure = _sure(readings)
    said = [_said(reading, sure) for reading in readings]
    on_page = _Geometry(upright, page_number, scale)
    placed: list[tuple[float, Block | Printed, tuple[int, ...]]] = []
    for number, table in enumerate(tables):
        own = [(piece, words) for piece, words in zip(pieces, said, strict=True) if piece.table == number]
        if own:
            placed.append((table.box[1] / scale, _grid(table, own, on_page), ()))
    loose = [(piece, words) for piece, words in zip(pieces, said, strict=True) if piece.table is None]
    for printed, doubts in _printed(loose, on_page):
        placed.append((printed.box[1], printed, doubts))
    placed.sort(key=lambda item: item[0])
    return list(_blocks(placed))


# --- the page upright ---------------------------------------------------------------------------------------------


def _grey(image: Image.Image) -> Picture:
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        paper = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(paper, image.convert("RGBA"))
    if image.mode.startswith(("I", "F")):  # 16 bits a pixel
        values = np.asarray(image, dtype=np.float64)
        most = max(float(values.max()), 1.0)
        return np.asarray(values * (255 / most), dtype=np.uint8)
    return np.asarray(image.convert("L"), dtype=np.uint8)


def _upright(grey: Picture, scale: float) -> tuple[Upright, list[Box]]:
    """The page straight and the right way up, and where its text is."""
    page = straightened(grey)
    boxes = _find(page.picture, scale)
    long = [box for box in boxes if max(_size(box)) >= 2 * min(_size(box))]
    tall = sum(_size(box)[1] > _TALL * _size(box)[0] for box in long)
    if tall * 2 > len(long):
        page = turned(page, 1)
        boxes = _find(page.picture, scale)
    widest = sorted(boxes, key=lambda box: -_size(box)[0])[:_SAMPLE]
    if ocr.upside_down([_crop(page.picture, box) for box in widest]):
        page = turned(page, 2)
        height, width = page.picture.shape
        boxes = [(width - x1, height - y1, width - x0, height - y0) for x0, y0, x1, y1 in boxes]
    return page, boxes


def _find(picture: Picture, scale: float) -> list[Box]:
    """Where text is: found as well on a picture no finer than needed."""
    factor = min(1.0, SCALE / scale)
    if factor > 0.95:
        return ocr.find(picture)
    small = np.asarray(cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    return [(a / factor, b / factor, c / factor, d / factor) for a, b, c, d in ocr.find(small)]


def _size(box: Box) -> tuple[float, float]:
    return box[2] - box[0], box[3] - box[1]


def _crop(picture: Picture, box: Box) -> Picture:
    return picture[int(box[1]) : int(box[3]) + 1, int(box[0]) : int(box[2]) + 1]


@dataclass(frozen=True)
class _Geometry:
    """From pixels of the straight picture to points of the page."""

    upright: Upright
    page: int
    scale: float

    def box(self, box: Box) -> Box:
        """A box in points of the page as it was scanned."""
        x0, y0, x1, y1 = (round(value / self.scale, 2) for value in self.upright.on_page(box))
        return x0, y0, x1, y1

    def place(self, box: Box) -> Place:
        """The place of a box."""
        return Place(self.page, self.box(box))

    def straight(self, box: Box) -> Box:
        """A box in points of the straight picture."""
        x0, y0, x1, y1 = (value / self.scale for value in box)
        return x0, y0, x1, y1


# --- what the pieces say ------------------------------------------------------------------------------------------


def _read(pieces: Sequence[Piece]) -> list[Reading]:
    """The readings of the pieces; short ones in doubt are looked at once more, a little wider and smaller."""
    readings = ocr.read([piece.picture for piece in pieces])
    again = [
        k
        for k, (piece, reading) in enumerate(zip(pieces, readings, strict=True))
        if len(reading.text) <= _SHORT and (reading.least < _LOOK_AGAIN or _lacks_marks(piece, reading))
    ]
    for k, second in zip(again, ocr.read([_wider(pieces[k].picture) for k in again]), strict=True):
        readings[k] = _agreed(readings[k], second)
    return readings


def _lacks_marks(piece: Piece, reading: Reading) -> bool:
    """Whether a figure has more separate marks of ink than characters: one of two equal digits was lost."""
    return reading.least < _SURE and recognised.is_figure(reading.text) and piece.marks > len(reading.text)


def _wider(picture: Picture) -> Picture:
    margin = max(2, picture.shape[0] // 8)
    framed = cv2.copyMakeBorder(picture, margin, margin, margin, margin, cv2.BORDER_CONSTANT, value=255)
    return np.asarray(cv2.resize(framed, None, fx=1.2, fy=1.0, interpolation=cv2.INTER_CUBIC), dtype=np.uint8)


def _agreed(first: Reading, second: Reading) -> Reading:
    """Two looks at one line: as sure as the surer one where they agree, the surer one in doubt where they do not.

    Of a figure every digit is in doubt then: one of two equal ones may be lost.
    """
    if _bare(first.text) == _bare(second.text):
        if len(first.sure) != len(second.sure):
            return max(first, second, key=lambda reading: reading.least)
        return replace(first, sure=tuple(map(max, first.sure, second.sure)))
    for plain, other in ((first, second), (second, first)):
        if recognised.barred(plain.text) == other.text:
            return replace(other, sure=(1.0,))
    better, worse = (first, second) if first.mean >= second.mean else (second, first)
    alike: set[int] = set()
    if not (recognised.is_figure(first.text) or recognised.is_figure(second.text)):
        for block in SequenceMatcher(None, better.text, worse.text, autojunk=False).get_matching_blocks():
            alike.update(range(block.a, block.a + block.size))
    doubted = tuple(value if k in alike else min(value, 0.5) for k, value in enumerate(better.sure))
    return replace(better, sure=doubted, others=(worse.text, *better.others, *worse.others))


def _bare(text: str) -> str:
    return "".join(text.split())


def _sure(readings: Sequence[Reading]) -> float:
    """From which confidence on a digit of this page is certain, by how sure its figures are on the whole."""
    figures = sorted(reading.least for reading in readings if recognised.is_figure(reading.text))
    sharp = bool(figures) and figures[len(figures) // 10] >= _SHARP
    return _SURE_IF_SHARP if sharp or len(figures) < 10 else _SURE


def _said(reading: Reading, sure: float) -> Said:
    text = reading.text
    bordered = recognised.bordered(text)
    if recognised.is_figure(text) or bordered:
        bare = recognised.repaired(text)
        digits = [value for char, value in zip(text, reading.sure, strict=True) if char.isdigit()]
        doubted = bordered or min(digits) < sure or (not recognised.is_plain(bare) and " " not in bare)
        others = tuple(recognised.repaired(other) for other in reading.others)
        return Said(bare, tuple(range(len(bare))) if doubted else (), others if doubted else ())
    if (sign := recognised.barred(text)) and sign in reading.others:
        return Said(sign, (), (text,), blurred=True)
    if digit := recognised.zero(text):
        return Said(digit, (0,), (text,))
    return _words(reading, sure)


def _words(reading: Reading, sure: float) -> Said:
    """A line of words: each doubtful digit of it, found again after its brackets and blanks are put right."""
    text = recognised.typeset(reading.text)
    doubtful = [value < sure for char, value in zip(reading.text, reading.sure, strict=True) if char.isdigit()]
    places = [k for k, char in enumerate(text) if char.isdigit()]
    doubts = tuple(place for place, doubt in zip(places, doubtful, strict=True) if doubt)
    blurred = any(
        value < _CLEAR_WORD and recognised.is_word(char) for char, value in zip(reading.text, reading.sure, strict=True)
    )
    others = tuple(map(recognised.typeset, reading.others)) if doubts or blurred else ()
    return Said(text, doubts, others, blurred)


# --- tables -------------------------------------------------------------------------------------------------------


def _grid(table: Ruled, pieces: Sequence[tuple[Piece, Said]], on_page: _Geometry) -> Grid:
    held: dict[int, list[tuple[Piece, Said]]] = {}
    for piece, words in pieces:
        held.setdefault(piece.field or 0, []).append((piece, words))
    said = {field: _cell_text(own) for field, own in held.items()}
    _doubt_odd_decimals(table, said)
    rows: list[list[Cell]] = [[Cell("", Place())] * table.columns for _ in range(table.rows)]
    for number, field in enumerate(table.fields):
        x0, y0, x1, y1 = on_page.box(field.box)
        for r in range(field.rows):
            for c in range(field.columns):
                # Covered cells are told apart by the corner of their box, for places name cells.
                corner = (round(x0 + c * 0.01, 2), round(y0 + r * 0.01, 2), x1, y1)
                rows[field.row + r][field.column + c] = Cell("", Place(on_page.page, corner))
        words = said.get(number, Said(""))
        rows[field.row][field.column] = Cell(
            words.text,
            Place(on_page.page, (x0, y0, x1, y1)),
            field.rows,
            field.columns,
            certain=words.certain,
            others=words.others,
            recognised=bool(words.text),
        )
    return Grid(tuple(map(tuple, rows)), on_page.place(table.box))


def _cell_text(pieces: Sequence[tuple[Piece, Said]]) -> Said:
    """The lines of a cell as one text."""
    rows = _rows(pieces)
    if len(pieces) == 1:
        only = pieces[0][1]
        return replace(only, blurred=only.blurred and len(only.text) <= _LONGEST_LABEL)
    # Two figures in one cell, or a figure far from the words beside it, are two cells whose line was not found.
    figures = [words.text for _, words in pieces if recognised.is_figure(words.text)]
    parted = any(
        right.box[0] - left.box[2] > _GAP * (left.box[3] - left.box[1])
        for row in rows
        for (left, _), (right, _) in pairwise(row)
    )
    doubted = len(figures) > 1 or (bool(figures) and parted) or any(words.doubts for _, words in pieces)
    texts = ["".join(words.text for _, words in row) for row in rows]
    text = " ".join(figures) if len(figures) == len(pieces) else recognised.typeset(joined(texts))
    # In a long text a blurred word names no number.
    blurred = len(text) <= _LONGEST_LABEL and any(words.blurred for _, words in pieces)
    return Said(text, tuple(range(len(text))) if doubted else (), blurred=blurred)


def _doubt_odd_decimals(table: Ruled, said: dict[int, Said]) -> None:
    figures = [number for number, words in said.items() if recognised.is_plain(words.text)]
    # Whole numbers in other columns are codes, years, heads; in a column of amounts one may have lost its point.
    groups = [[number for number in figures if "." in said[number].text]]
    groups += [[number for number in figures if table.fields[number].column == c] for c in range(table.columns)]
    for group in groups:
        for k in recognised.odd_decimals([said[number].text for number in group]):
            words = said[group[k]]
            said[group[k]] = Said(words.text, tuple(range(len(words.text))), words.others)


def _rows(pieces: Sequence[tuple[Piece, Said]]) -> list[list[tuple[Piece, Said]]]:
    """Pieces that stand beside each other, row by row from the top, each from the left."""
    rows: list[list[tuple[Piece, Said]]] = []
    for item in sorted(pieces, key=lambda item: item[0].box[1] + item[0].box[3]):
        top, bottom = item[0].box[1], item[0].box[3]
        if rows:
            _, above, _, below = rows[-1][-1][0].box
            if min(bottom, below) - max(top, above) > 0.5 * min(bottom - top, below - above):
                rows[-1].append(item)
                continue
        rows.append([item])
    return [sorted(row, key=lambda item: item[0].box[0]) for row in rows]


# --- lines of text ------------------------------------------------------------------------------------------------


def _printed(pieces: Sequence[tuple[Piece, Said]], on_page: _Geometry) -> Iterator[tuple[Printed, tuple[int, ...]]]:
    """Lines of text outside of tables, with the places of their doubtful digits."""
    height, width = on_page.upright.picture.shape
    for row in _rows([(piece, words) for piece, words in pieces if words.text]):
        parts: list[list[tuple[Piece, Said]]] = []
        for item in row:
            box = item[0].box
            if parts and box[0] - parts[-1][-1][0].box[2] <= _GAP * (box[3] - box[1]):
                parts[-1].append(item)
            else:
                parts.append([item])
        for part in parts:
            text, doubts = "", []
            for _, words in part:
                doubts += [at + len(text) for at in words.doubts]
                text += words.text
            box = (
                min(piece.box[0] for piece, _ in part),
                min(piece.box[1] for piece, _ in part),
                max(piece.box[2] for piece, _ in part),
                max(piece.box[3] for piece, _ in part),
            )
            yield (
                Printed(
                    text,
                    on_page.page,
                    on_page.straight(box),
                    on_page.box(box),
                    _type_size(text, on_page.straight(box)),
                    width / on_page.scale,
                    height / on_page.scale,
                ),
                tuple(doubts),
            )


def _type_size(text: str, box: Box) -> float:
    """How large a line is set, by its width: Chinese characters are as wide as high, others half as wide."""
    ems = sum(0.5 if char.isascii() else 1.0 for char in text)
    return (box[2] - box[0]) / ems if ems >= 4 else (box[3] - box[1]) * 1.05


def _blocks(placed: Sequence[tuple[float, Block | Printed, tuple[int, ...]]]) -> Iterator[Block]:
    """Lines as paragraphs, between the grids, without page numbers."""
    furniture = paragraphs.furniture([item for _, item, _ in placed if isinstance(item, Printed)])
    placed = [entry for entry in placed if not (isinstance(entry[1], Printed) and entry[1] in furniture)]
    sides = paragraphs.margins([item for _, item, _ in placed if isinstance(item, Printed)])
    at = 0
    while at < len(placed):
        _, item, _ = placed[at]
        end = at + 1
        if isinstance(item, Printed):
            held = [item]
            while end < len(placed):
                following = placed[end][1]
                if not isinstance(following, Printed) or not paragraphs.goes_on(held[-1], following, sides):
                    break
                held.append(following)
                end += 1
            line = paragraphs.paragraph(held, sides.body)
            begins = [begin for begin, _ in line.parts]
            doubts = [begin + k for begin, (_, _, own) in zip(begins, placed[at:end], strict=True) for k in own]
            yield replace(line, doubts=tuple(doubts))
        else:
            yield item
        at = end
