"""What every reader hands over: the lines and grids of a file in reading order, before anything is understood.

A reader knows its format and nothing of disclosures; `ingest.assemble` knows disclosures and no format.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.model import Cell, Place


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or heading, whole again; `marked` says that the file itself marks it as a heading.

    `parts` tells where each printed line of it begins in the text, and where that line stands; `doubts` are the places
    of digits in the text whose reading is in doubt.
    """

    text: str
    marked: bool = False
    place: Place = field(default_factory=Place)
    parts: tuple[tuple[int, Place], ...] = ()
    doubts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of one table, or of a part of it, not yet of equal length. Spans are None where the file has none."""

    rows: tuple[tuple[Cell, ...], ...]
    place: Place = field(default_factory=Place)


Block = Line | Grid
