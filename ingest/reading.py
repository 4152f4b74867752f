"""What is read off one cell of a table: the number with everything that the table's geometry says of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ingest.model import Basis, Indicator, Measure, Place, Status


@dataclass(frozen=True, slots=True)
class Reading:
    """One cell of a table; `value` is None where the cell is blank or says “—”. `at` is its row and column, from 0."""

    row: tuple[str, ...]
    column: tuple[str, ...]
    value: Decimal | None
    quote: str
    unit: str | None
    year: int | None
    basis: Basis | None
    measure: Measure
    place: Place
    at: tuple[int, int]
    code: str | None = None
    comparator: str | None = None
    status: Status = "exact"
    indicator: Indicator | None = None
    project: tuple[str, str] | None = None
    part: int = 0  # which of several numbers that one cell prints


@dataclass(frozen=True, slots=True)
class TextCell:
    """Words in a form: a project's description, legal ground, goal. `path` is whose: () or (project,)."""

    table: str
    table_number: int
    path: tuple[str, ...]
    label: str
    text: str
    place: Place
    project: tuple[str, str] | None = None
    certain: bool = True
