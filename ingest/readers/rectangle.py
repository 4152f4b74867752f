"""Cells with spans, as HTML, Word and spreadsheets have them, on a rectangular grid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.errors import IngestError
from ingest.model import Cell, Place

MOST_COLUMNS = 1_000
MOST_CELLS = 500_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A printed cell: where it begins, how far it reaches, what it says. `told` is false where no span is known."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1
    place: Place = field(default_factory=Place)
    certain: bool = True
    told: bool = True


def rectangle(pieces: Sequence[Piece], name: str) -> tuple[tuple[Cell, ...], ...]:
    """The rows of a table; what a merged cell covers is empty.

    Columns in which no cell begins are an artefact of how the file cuts its widths: they are left out.
    """
    height = max((piece.row for piece in pieces), default=-1) + 1
    columns = sorted({piece.column for piece in pieces})
    check_size(height, len(columns), name)
    at = {column: index for index, column in enumerate(columns)}
    rows: list[list[Cell]] = [[Cell("", Place()) for _ in columns] for _ in range(height)]
    # A table in which nothing is merged tells nothing: flattened tables leave blank cells beside a wide heading.
    merged = any(piece.rows > 1 or piece.columns > 1 for piece in pieces)
    for piece in pieces:
        left = at[piece.column]
        right = sum(1 for column in columns[left:] if column < piece.column + piece.columns) + left
        told = (piece.told and merged) or piece.rows > 1 or right - left > 1
        rows[piece.row][left] = Cell(
            piece.text,
            piece.place,
            row_span=min(piece.rows, height - piece.row) if told else None,
            column_span=right - left if told else None,
            certain=piece.certain,
        )
    return tuple(map(tuple, rows))


def check_size(height: int, width: int, name: str) -> None:
    """Raise for a table that nobody prints."""
    if width > MOST_COLUMNS or height * width > MOST_CELLS:
        raise IngestError(
            name, f"表格过大（{height}行{width}列），超过{MOST_COLUMNS}列或{MOST_CELLS}格的上限", "请只保留公开的表格"
        )


def flow(rows: Iterable[Sequence[tuple[str, int, int]]], name: str) -> list[Piece]:
    """Cells in reading order (text, rows, columns) where HTML puts them: beside what reaches down from above."""
    out: list[Piece] = []
    taken: dict[int, int] = {}  # column -> the row up to which it is covered
    total = 0
    for r, row in enumerate(rows):
        column = 0
        for text, down, said in row:
            while taken.get(column, 0) > r:
                column += 1
            across = min(said, MOST_COLUMNS)
            total += across
            if total > MOST_CELLS or column > MOST_COLUMNS:
                check_size(r + 1, max(column, MOST_COLUMNS) + 1, name)
            out.append(Piece(r, column, text, down, across))
            for covered in range(column, column + across):
                taken[covered] = r + down
            column += across
    return out
