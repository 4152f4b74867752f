"""All facts of a document: from the cells of its tables and from the sentences of its narrative."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.model import Document, Fact, Table, digest
from ingest.narrative import narrative_facts
from ingest.reading import Reading
from ingest.tables import readings


def facts(document: Document) -> list[Fact]:
    """Every number that a document prints, once each, in reading order, tables first."""
    return [*table_facts(document), *narrative_facts(document)]


def table_facts(document: Document) -> Iterator[Fact]:
    """The facts of the tables; blank cells among them, with value None."""
    for table in document.tables:
        for reading in readings(table, document.year, document.kind):
            yield _fact(document, table, reading)


def _fact(document: Document, table: Table, reading: Reading) -> Fact:
    return Fact(
        id=digest(document.id, "table", table.number, *reading.at, *((reading.part,) if reading.part else ())),
        document=document.id,
        source="table",
        row=reading.row,
        column=reading.column,
        value=reading.value,
        unit=reading.unit,
        year=reading.year,
        basis=reading.basis,
        measure=reading.measure,
        quote=reading.quote,
        place=reading.place,
        table=table.title,
        table_number=table.number,
        section=table.section,
        code=reading.code,
        comparator=reading.comparator,
        status=reading.status,
        indicator=reading.indicator,
        project=reading.project,
    )
