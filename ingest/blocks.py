"""What every reader hands over: the lines and grids of a file in reading order, before anything is understood.

A reader knows its format and nothing of disclosures; `ingest.assemble` knows disclosures and no format.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.model import Cell, Place


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or heading, whole again; `marked` says that the file itself marks it as a heading."""

    text: str
    marked: bool = False
    place: Place = field(default_factory=Place)


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of one table, or of a part of it, not yet of equal length. Spans are None where the file has none."""

    rows: tuple[tuple[Cell, ...], ...]
    place: Place = field(default_factory=Place)


Block = Line | Grid
