"""`/v1/documents`: what is held, and each document's structure, tables, numbers and paragraphs as published."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from index.library import Library
from ingest.forms import is_form
from ingest.grid import layout
from ingest.model import Document, Fact, Place, Table
from service import fact_row
from service.errors import RequestError, UnknownTableError
from service.fact_row import FactRow
from service.routes import Opened, problems
from service.routes.access import Asking, seen, visible
from service.routes.freshness import UNCHANGED, fresh
from service.routes.paging import Cursor, Limit, page_of
from service.schemas import (
    CellBody,
    DocumentBody,
    DocumentsPage,
    FactsPage,
    ParagraphBody,
    ParagraphsPage,
    Structure,
    TableBody,
    TablesPage,
    TableSummary,
)

router = APIRouter(
    prefix="/v1/documents",
    tags=["材料"],
    dependencies=[Depends(fresh)],
    responses=problems(401, 403, 422, 429, 503) | UNCHANGED,
)


@router.get("", summary="已收录的材料")
def documents(house: Opened, caller: Asking, limit: Limit = 100, cursor: Cursor = None) -> DocumentsPage:
    """The held documents in the order of their arrival."""
    records = visible(house.library, caller)
    page, following = page_of(records, [record.id for record in records], cursor, limit)
    return DocumentsPage(items=page, next=following)


@router.get("/{document_id}", summary="一份材料及其结构", responses=problems(404))
def document(document_id: str, house: Opened, caller: Asking) -> DocumentBody:
    """A document's record, its headings and its tables."""
    record = seen(house.library, caller, document_id)
    held = house.library.document(document_id)
    sections = dict.fromkeys(paragraph.section for paragraph in held.paragraphs if paragraph.section)
    structure = Structure(
        paragraphs=len(held.paragraphs), sections=list(sections), tables=[_summary(table) for table in held.tables]
    )
    return DocumentBody(**asdict(record), structure=structure)


@router.get("/{document_id}/tables", summary="一份材料的全部表格", responses=problems(404))
def tables(document_id: str, house: Opened, caller: Asking, limit: Limit = 1000, cursor: Cursor = None) -> TablesPage:
    """The tables without their cells."""
    seen(house.library, caller, document_id)
    held = house.library.document(document_id).tables
    page, following = page_of(held, [str(table.number) for table in held], cursor, limit)
    return TablesPage(items=[_summary(table) for table in page], next=following)


@router.get("/{document_id}/tables/{number}", summary="一张表", responses=problems(404))
def table(document_id: str, number: int, house: Opened, caller: Asking) -> TableBody:
    """A table as printed, cell by cell, each number with the id of its fact."""
    seen(house.library, caller, document_id)
    held = _table(house.library.document(document_id), number)
    return _whole(held, _facts_of(house.library, document_id, number))


@router.get("/{document_id}/facts", summary="一份材料的全部数字", responses=problems(404))
def facts(
    document_id: str,
    house: Opened,
    caller: Asking,
    limit: Limit = 1000,
    cursor: Cursor = None,
    table: Annotated[int | None, Query(description="只要这张表的")] = None,
) -> FactsPage:
    """The exact numbers with their labels, years, bases and places."""
    seen(house.library, caller, document_id)
    found: list[FactRow] = [
        row for row in fact_row.rows(house.library.facts([document_id])) if table is None or row.table_number == table
    ]
    page, following = page_of(found, [row.id for row in found], cursor, limit)
    return FactsPage(items=page, next=following)


@router.get("/{document_id}/paragraphs", summary="一份材料的正文", responses=problems(404))
def paragraphs(
    document_id: str,
    house: Opened,
    caller: Asking,
    limit: Limit = 200,
    cursor: Cursor = None,
    around: Annotated[str | None, Query(description="只要这一段（anchor）和它前后各一段")] = None,
) -> ParagraphsPage:
    """The paragraphs of the narrative, in order; `around` shows one in its place."""
    seen(house.library, caller, document_id)
    held = house.library.document(document_id).paragraphs
    anchors = [paragraph.place.anchor or str(number) for number, paragraph in enumerate(held)]
    following: str | None = None
    if around is not None:
        if around not in anchors:
            raise RequestError("around", f"这份材料没有位置为“{around}”的段落。")
        middle = anchors.index(around)
        held = held[max(0, middle - 1) : middle + 2]
    else:
        shown, following = page_of(held, anchors, cursor, limit)
        held = tuple(shown)
    items = [ParagraphBody(text=one.text, section=one.section, **_place(one.place)) for one in held]
    return ParagraphsPage(items=items, next=following)


def _table(held: Document, number: int) -> Table:
    found = next((table for table in held.tables if table.number == number), None)
    if found is None:
        raise UnknownTableError(held.id, number)
    return found


def _facts_of(library: Library, document_id: str, number: int) -> dict[Place, Fact]:
    facts = library.facts([document_id])
    return {fact.place: fact for fact in facts if fact.source == "table" and fact.table_number == number}


def _place(place: Place) -> dict[str, Any]:
    return asdict(place)


def _summary(table: Table) -> TableSummary:
    return TableSummary(
        number=table.number,
        title=table.title,
        heading=table.heading,
        unit=table.unit,
        unit_by=table.unit_by,
        section=table.section,
        rows=len(table.rows),
        columns=len(table.rows[0]) if table.rows else 0,
        **_place(table.place),
    )


def _whole(table: Table, facts: dict[Place, Fact]) -> TableBody:
    cells = [
        [
            CellBody(
                text=cell.text,
                row_span=cell.row_span,
                column_span=cell.column_span,
                fact=facts[cell.place].id if cell.place in facts else None,
                **_place(cell.place),
            )
            for cell in row
        ]
        for row in table.rows
    ]
    header = 0 if is_form(table) else layout(table).depth
    return TableBody(**_summary(table).model_dump(), notes=table.notes, header=header, cells=cells)
