"""A narrative file and a tables file that together are one disclosure become one Document of two files.

Both tell the same organisation, year and kind; one speaks and has no tables of its own, the other has the tables and
says nothing. Each place keeps telling which of the two files its page is of.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from ingest import quantity
from ingest.model import Cell, Document, Paragraph, Place, Table

Half = Literal["narrative", "tables"]
_FEW_TABLES, _FEW_NUMBERS = 2, 20  # a narrative may list the body's units or its projects
_FEW_WORDS = 200
_FEW_FIGURES = 3  # a tables file may say how it was made up
_ANCHOR = re.compile(r"^(?P<kind>[pt])(?P<number>\d+)(?P<rest>.*)$")


def half(document: Document) -> Half | None:
    """Which half of a disclosure a file is; None for a whole one, and for one already joined."""
    if document.joined:
        return None
    tables = [table for table in document.tables if len(table.rows) > 1]
    words = sum(len(paragraph.text) for paragraph in document.paragraphs)
    figures = sum(len(quantity.find(paragraph.text)) for paragraph in document.paragraphs)
    cells = [cell.text for table in tables for row in table.rows for cell in row]
    few = len(tables) <= _FEW_TABLES and sum(quantity.number(text) is not None for text in cells) <= _FEW_NUMBERS
    if few and figures >= _FEW_FIGURES and words > _FEW_WORDS:
        return "narrative"
    if tables and figures < _FEW_FIGURES:
        return "tables"
    return None


def partner(document: Document, others: Iterable[Document]) -> Document | None:
    """The one among others, the newest last, that is the other half of a document's disclosure; None where none is.

    A department's disclosure and its own unit's are two, however equal their figures: their scopes differ. Where one of
    two halves does not tell its scope, it is the other half's if nothing else comes in question.
    """
    own = half(document)
    if own is None or document.organisation is None or document.year is None or document.kind is None:
        return None
    fitting = [other for other in others if half(other) not in {None, own} and _same(document, other)]
    exact = [other for other in fitting if other.scope == document.scope]
    if exact:
        return exact[-1]
    return fitting[0] if len(fitting) == 1 else None


def _same(one: Document, other: Document) -> bool:
    scopes = {one.scope, other.scope} - {None}
    titles = {table.title for table in one.tables} & {table.title for table in other.tables}
    return (
        (one.organisation, one.year, one.kind) == (other.organisation, other.year, other.kind)
        and len(scopes) <= 1
        and not titles  # a file that has some of the tables itself is another edition, not the other half
    )


def join(one: Document, other: Document) -> Document:
    """The disclosure that two halves make, the same whichever comes first: the narrative before the tables."""
    first, second = (one, other) if half(one) == "narrative" else (other, one)
    sources = (*first.sources, *second.sources)
    digest = hashlib.sha256("\n".join(source.sha256 for source in sources).encode()).hexdigest()
    counted = [source.pages for source in sources if source.pages is not None]
    return replace(
        first,
        id=digest[:16],
        sha256=digest,
        files=tuple(source.name for source in sources),
        scope=first.scope or second.scope,
        paragraphs=(*_paragraphs(first, 1, 0), *_paragraphs(second, 2, len(first.paragraphs))),
        tables=(*_tables(first, 1, 0), *_tables(second, 2, max((table.number for table in first.tables), default=0))),
        pages=sum(counted) if counted else None,
        from_name=tuple(field for field in first.from_name if field in second.from_name),
        joined=sources,
    )


def halves(document: Document) -> tuple[Document, ...]:
    """The halves that a joined document was made of, so that one of them can meet a corrected other one."""
    found = []
    for file, source in enumerate(document.joined, start=1):
        paragraphs = [paragraph for paragraph in document.paragraphs if paragraph.place.file == file]
        tables = [table for table in document.tables if table.place.file == file]
        alone = replace(
            document,
            id=source.sha256[:16],
            sha256=source.sha256,
            files=(source.name,),
            paragraphs=tuple(paragraphs),
            tables=tuple(tables),
            pages=source.pages,
            joined=(),
        )
        words = document.paragraphs.index(paragraphs[0]) if paragraphs else 0
        grids = tables[0].number - 1 if tables else 0
        found.append(
            replace(alone, paragraphs=(*_paragraphs(alone, None, -words),), tables=(*_tables(alone, None, -grids),))
        )
    return tuple(found)


def _paragraphs(document: Document, file: int | None, before: int) -> list[Paragraph]:
    return [
        replace(
            paragraph,
            place=_moved(paragraph.place, file, before, "p"),
            parts=tuple((at, _moved(place, file, before, "p")) for at, place in paragraph.parts),
        )
        for paragraph in document.paragraphs
    ]


def _tables(document: Document, file: int | None, before: int) -> list[Table]:
    def cell(printed: Cell) -> Cell:
        return replace(printed, place=_moved(printed.place, file, before, "t"))

    return [
        replace(
            table,
            number=table.number + before,
            rows=tuple(tuple(map(cell, row)) for row in table.rows),
            place=_moved(table.place, file, before, "t"),
        )
        for table in document.tables
    ]


def _moved(place: Place, file: int | None, before: int, kind: str) -> Place:
    """A place in one of several files; anchors count on through the whole document."""
    anchor = place.anchor
    if anchor is not None and (hit := _ANCHOR.match(anchor)) and hit["kind"] == kind:
        anchor = f"{kind}{int(hit['number']) + before}{hit['rest']}"
    return replace(place, anchor=anchor, file=file)
