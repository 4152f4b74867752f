"""A sheet of a workbook becomes lines and grids: what stands in a row by itself is text, the rest are tables.

What is read is what a person who opens the workbook sees: hidden sheets, rows and columns are left out (as are rows
that a filter hides), numbers are as their format shows them. Each place is the cell: 收支总表!B7.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest import captions
from ingest.blocks import Block, Grid, Line
from ingest.model import Place
from ingest.readers.rectangle import Piece, rectangle

_LONG = 60
_NUMBER_IN_FRONT = re.compile(r"^(?:附?表)?\d{1,3}(?:[-－.]\d{1,2})*\s*[-_、.．\s]*(?!\d*年)(?=[^\d\s])")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The filled cells of a sheet by row and column from 0; merged ranges (top, left, bottom, right), inclusive."""

    name: str
    texts: dict[tuple[int, int], str]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    doubtful: frozenset[tuple[int, int]] = frozenset()
    told: bool = field(default=False)  # whether the format tells the span of every cell


@dataclass(frozen=True, slots=True)
class _Row:
    """A visible row: its filled cells from the left."""

    number: int
    pieces: tuple[Piece, ...]
    covered: bool  # a merged cell reaches down into it

    @property
    def filled(self) -> tuple[Piece, ...]:
        return tuple(piece for piece in self.pieces if piece.text)


def blocks(sheet: Sheet, name: str) -> Iterator[Block]:
    """The lines and grids of a sheet, from the top."""
    rows = _rows(sheet)
    found: list[Block] = []
    before: range | None = None
    for part in _parts(rows, sheet.hidden_rows):
        found += _part(part, before, name)
        if isinstance(found[-1], Grid):
            before = _columns(part)
    titled = any(captions.is_title(segment) for line in _heading_texts(found) for segment in captions.segments(line))
    title = _NUMBER_IN_FRONT.sub("", sheet.name).strip()
    if found and not titled and captions.is_title(title):
        yield Line(title, place=Place(cell=f"{sheet.name}!A1"))
    yield from found


def reference(sheet: str, row: int, column: int) -> str:
    """The name of a cell, rows and columns counted from 0: 收支总表!B7."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{sheet}!{letters}{row + 1}"


def _heading_texts(found: Sequence[Block]) -> Iterator[str]:
    for block in found:
        if isinstance(block, Line):
            yield block.text
        else:
            for row in block.rows[:3]:
                yield from (cell.text for cell in row if cell.text)


def _rows(sheet: Sheet) -> list[_Row]:
    """The visible rows; a merged cell stands at the first visible cell of its range."""
    anchors: dict[tuple[int, int], tuple[int, int, int, int]] = {}
    covered_rows: set[int] = set()
    covered: set[tuple[int, int]] = set()
    # Only what lies within the filled part matters: a range may reach to the last row that a sheet can have.
    bottom_most = max((r for r, _ in sheet.texts), default=-1)
    right_most = max((c for _, c in sheet.texts), default=-1)
    for top, left, bottom, right in sheet.merged:
        rows = [r for r in range(top, min(bottom, bottom_most) + 1) if r not in sheet.hidden_rows]
        columns = [c for c in range(left, min(right, max(right_most, left)) + 1) if c not in sheet.hidden_columns]
        if not rows or not columns:
            continue
        # Counted with the hidden ones between, so that the end of a merged cell is where it is.
        anchors[rows[0], columns[0]] = (top, left, rows[-1] - rows[0] + 1, columns[-1] - columns[0] + 1)
        covered_rows.update(rows[1:])
        if len(rows) * len(columns) <= 100_000:
            covered.update((r, c) for r in rows for c in columns if (r, c) != (rows[0], columns[0]))
    by_row: dict[int, set[int]] = {}
    for r, c in (*sheet.texts, *sheet.doubtful, *anchors):
        if r not in sheet.hidden_rows and c not in sheet.hidden_columns and (r, c) not in covered:
            by_row.setdefault(r, set()).add(c)
    out: list[_Row] = []
    for r in sorted(by_row):
        pieces = []
        for c in sorted(by_row[r]):
            top, left, down, across = anchors.get((r, c), (r, c, 1, 1))
            text = sheet.texts.get((top, left), "")
            pieces.append(
                Piece(
                    r,
                    c,
                    text,
                    down,
                    across,
                    Place(cell=reference(sheet.name, r, c)),
                    certain=(top, left) not in sheet.doubtful,
                    told=sheet.told or (r, c) in anchors,
                )
            )
        out.append(_Row(r, tuple(pieces), r in covered_rows))
    return out


def _parts(rows: Sequence[_Row], hidden: frozenset[int]) -> Iterator[list[_Row]]:
    """Runs of rows without a blank row between; a hidden row leaves no gap."""
    part: list[_Row] = []
    for row in rows:
        if not row.filled and not row.covered:
            continue
        if part and not row.covered and any(r not in hidden for r in range(part[-1].number + 1, row.number)):
            yield part
            part = []
        part.append(row)
    if part:
        yield part


def _columns(part: Sequence[_Row]) -> range:
    ends = [(p.column, p.column + p.columns) for row in part if len(row.filled) > 1 for p in row.pieces]
    return range(min(a for a, _ in ends), max(b for _, b in ends)) if ends else range(0)


def _part(part: Sequence[_Row], before: range | None, name: str) -> list[Block]:
    columns = _columns(part)
    if before and columns and before.start <= columns.start and columns.stop <= before.stop:
        columns = before  # goes on below a blank row: its first column may be blank here
    many = [k for k, row in enumerate(part) if len(row.filled) > 1]
    out: list[Block] = []
    table: list[_Row] = []

    def close() -> None:
        if table:
            out.extend(_table(table, columns, name))
            table.clear()

    for k, row in enumerate(part):
        if len(row.filled) == 1 and not row.covered and _is_text(row.filled[0], columns, k, many):
            close()
            out += _lines(row.filled[0])
        else:
            table.append(row)
    close()
    return out


def _is_text(piece: Piece, columns: range, index: int, many: Sequence[int]) -> bool:
    """Whether a row's only cell is a line of text and no row of a table."""
    if not many:
        return True
    outside = index < many[0] or index > many[-1]
    words = re.sub(r"\s", "", piece.text)
    sentence = len(words) >= _LONG or words.endswith("。")
    wide = piece.column <= columns.start and piece.column + piece.columns >= columns.stop
    if captions.is_note(piece.text) and index > many[0]:
        return True
    if outside and (captions.is_caption(piece.text) or sentence or wide):
        return True
    if index < many[0]:
        return piece.column <= columns.start and piece.columns == 1
    return wide and (captions.is_title(piece.text) or sentence)


def _lines(piece: Piece) -> Iterator[Line]:
    for text in piece.text.split("\n"):
        if text.strip():
            yield Line(text.strip(), place=piece.place)


def _table(rows: Sequence[_Row], columns: range, name: str) -> Iterator[Block]:
    if len(rows) == 1 and len(rows[0].filled) <= 2:
        # “联系人：…│电话：…”: a line of text that was laid out in two cells
        yield Line("　".join(piece.text.strip() for piece in rows[0].filled), place=rows[0].filled[0].place)
        return
    worded = {piece.column for row in rows for piece in row.pieces if piece.text}
    # A column without a word is a spacer, unless merged cells of its own stand in it (a form's blank fields).
    kept = [c for c in columns if c in worded or any(p.column == c and p.columns > 1 for r in rows for p in r.pieces)]
    kept = kept or sorted(worded)
    sheet = rows[0].pieces[0].place.cell or ""
    sheet = sheet.rpartition("!")[0]
    pieces: list[Piece] = []
    for index, row in enumerate(rows):
        at = {piece.column: piece for piece in row.pieces}
        for c in kept:
            piece = at.get(c) or Piece(row.number, c, "", place=Place(cell=reference(sheet, row.number, c)), told=False)
            pieces.append(
                Piece(
                    index,
                    c,
                    piece.text,
                    _down(rows, index, piece),
                    piece.columns,
                    piece.place,
                    piece.certain,
                    piece.told,
                )
            )
    yield Grid(rectangle(pieces, name), place=Place(cell=reference(sheet, rows[0].number, columns.start)))


def _down(rows: Sequence[_Row], index: int, piece: Piece) -> int:
    """How many of the rows at hand a cell reaches down: blank and hidden ones between are not among them."""
    if piece.rows == 1:
        return 1
    return max(1, sum(1 for row in rows[index : index + piece.rows] if row.number < piece.row + piece.rows))
