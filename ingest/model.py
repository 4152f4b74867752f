"""What a disclosure is made of, once read: values without identity in any store.

A reader turns a file into a `Document` (paragraphs and tables, each with its place); `ingest.facts` turns a
`Document` into `Fact`s. Everything here is frozen and pure, so that the same file read twice gives equal values
and equal ids.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Kind = Literal["budget", "final_accounts"]
Scope = Literal["department", "unit"]
Basis = Literal["budget", "initial_budget", "adjusted_budget", "actual", "target"]
BUDGETS: frozenset[Basis] = frozenset({"budget", "initial_budget", "adjusted_budget"})  # planned, at whatever stage
Measure = Literal["level", "change", "rate", "share", "count"]
Direction = Literal["up", "down", "flat"]
Status = Literal["exact", "uncertain"]
PassageKind = Literal["text", "row", "form", "cell", "note"]


def digest(*parts: object) -> str:
    """A stable id of 16 hexadecimal digits for the given parts."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: page and box (points, origin top left), spreadsheet cell, or anchor.

    Anchors are `p7` for the seventh paragraph of a document and `t3r5c2` for a table cell, counted from 1. Where a
    document was published in several files, `file` is the one that page and cell are of, counted from 1.
    """

    page: int | None = None
    bbox: tuple[float, float, float, float] | None = None
    cell: str | None = None
    anchor: str | None = None
    file: int | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of narrative, its words made whole again after page breaks; `section` is its heading path.

    `parts` tells, where the format knows it, at which character each printed line begins, and where that line stands.
    `doubts` are the places of digits in the text whose reading is in doubt: a figure with one of them is uncertain.
    """

    text: str
    section: tuple[str, ...]
    place: Place
    parts: tuple[tuple[int, Place], ...] = ()
    doubts: tuple[int, ...] = ()

    def place_of(self, start: int, end: int, at: int | None = None) -> Place:
        """Where `text[start:end]` stands: its lines on the page of character `at` (of its first one, where not given)."""
        if not self.parts:
            return self.place
        at = start if at is None else at
        page = next((place.page for begin, place in reversed(self.parts) if begin <= at), None)
        boxes = [
            place.bbox
            for (begin, place), (stop, _) in zip(
                self.parts, [*self.parts[1:], (len(self.text), self.place)], strict=True
            )
            if begin < end and stop > start and place.page == page and place.bbox is not None
        ]
        if not boxes:
            return self.place
        x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
        return Place(page, (min(x0s), min(tops), max(x1s), max(bottoms)), file=self.place.file)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as printed. A span is None where the format does not tell it (flattened text).

    A cell is not `certain` where its reading is in doubt (a scan's blurred digit, a text layer out of order): its number
    may be shown, never answered with, unless an identity confirms it. `others` are further readings that its picture
    allows. What was `recognised` in a picture is doubted, too, where a sum that it belongs to fails.
    """

    text: str
    place: Place
    row_span: int | None = None
    column_span: int | None = None
    certain: bool = True
    others: tuple[str, ...] = ()
    recognised: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table as printed: a rectangular grid, `rows[i][j]`; a cell covered by a merged one is empty.

    `title` is the heading without the organisation's name; `unit` the unit line's, None where none was found;
    `notes` the lines printed with it (备注, 编制单位), never numbers. `unit_by` is who said the unit of a table that
    prints none. `form` is the number of the form (公开03表), where one is printed.
    """

    number: int
    title: str
    heading: str
    unit: str | None
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    place: Place = field(default_factory=Place)
    unit_by: str | None = None
    form: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One of the files that a disclosure was published in."""

    name: str
    sha256: str
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One disclosure: who, which year, budget or final account, its narrative and its tables.

    `from_name` lists the fields (organisation, year, kind, scope) that nothing but the file's name tells. `sha256` is
    of the file; where there are several, `joined` tells them in order, and it is of their digests.
    """

    id: str
    sha256: str
    files: tuple[str, ...]
    title: str
    organisation: str | None
    year: int | None
    kind: Kind | None
    scope: Scope | None
    paragraphs: tuple[Paragraph, ...]
    tables: tuple[Table, ...]
    pages: int | None = None
    from_name: tuple[str, ...] = ()
    joined: tuple[Source, ...] = ()

    @property
    def sources(self) -> tuple[Source, ...]:
        """The files that it was published in."""
        return self.joined or (Source(self.files[0], self.sha256, self.pages),)


@dataclass(frozen=True, slots=True)
class Indicator:
    """What a performance indicator's row says beside its number: 一级/二级 path, nature (≤ ≥ = 定性), weight, core."""

    path: tuple[str, ...]
    nature: str | None = None
    weight: Decimal | None = None
    core: bool | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A number that a disclosure prints, with everything that says what it is (contract.md, "A fact").

    `value` is None for a blank cell of a table: it is kept so that an answer can say that the cell is blank, and it
    is no number, so `mingzhang facts` leaves it out. `quote` is the printed cell, or the sentence the number stands
    in; there `span` marks the figure. `row` ends with the item's own label as printed; `column` is the header path.
    """

    id: str
    document: str
    source: Literal["table", "narrative"]
    row: tuple[str, ...]
    column: tuple[str, ...]
    value: Decimal | None
    unit: str | None
    year: int | None
    basis: Basis | None
    measure: Measure
    quote: str
    place: Place
    table: str | None = None
    table_number: int | None = None
    section: tuple[str, ...] = ()
    code: str | None = None
    comparator: str | None = None
    status: Status = "exact"
    span: tuple[int, int] | None = None
    direction: Direction | None = None
    base_year: int | None = None
    reason: str | None = None
    purpose: str | None = None
    indicator: Indicator | None = None
    project: tuple[str, str] | None = None  # (code, name)

    def __hash__(self) -> int:
        """By the id, which tells facts apart: facts are looked up by the hundred thousand."""
        return hash(self.id)


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text worth finding: a paragraph's sentence group, a table row as words, a table's note.

    `kind` tells where it is from: the narrative (`text`), a row of figures (`row`), a row of words as forms have them
    (`form`), the words in a cell of a form (`cell`), a table's note (`note`).
    """

    id: str
    document: str
    heading: str
    text: str
    place: Place
    facts: tuple[str, ...] = ()
    kind: PassageKind = "text"
