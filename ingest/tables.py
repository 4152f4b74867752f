"""Every number of a table, with the row and column that it belongs to."""

from __future__ import annotations

from collections.abc import Iterator

from ingest import aspects, forms
from ingest.grid import Layout, clean, is_blank, is_column_numbers, layout
from ingest.model import Document, Kind, Table
from ingest.quantity import number
from ingest.reading import Reading, TextCell
from ingest.rows import Item, items


def readings(table: Table, year: int | None, kind: Kind | None) -> list[Reading]:
    """The readings of a table, row by row; `year` and `kind` are the document's, for headings that name none.

    A blank cell is read too, with value None, where its row has a label and its column a heading.
    """
    if forms.is_form(table):
        return list(forms.readings(table, year))
    return list(_grid(table, year, kind))


def text_cells(document: Document) -> list[TextCell]:
    """The words in the forms of a document that may hold figures of their own (项目概述, 立项依据, 当年绩效目标)."""
    return [cell for table in document.tables if forms.is_form(table) for cell in forms.text_cells(table)]


def _grid(table: Table, year: int | None, kind: Kind | None) -> Iterator[Reading]:
    shape = layout(table)
    year = aspects.year((table.heading,), year)
    header = [list(row) for row in shape.texts[: shape.depth]]
    names: dict[str, tuple[str, ...]] = {}
    lanes = [(lane, items(shape, lane, names)) for lane in shape.lanes]
    for r in range(shape.depth, len(shape.texts)):
        texts = shape.texts[r]
        if is_column_numbers(texts) or list(texts) in header:
            continue
        for lane, named in lanes:
            item = named.get(r)
            unnamed = bool(lane.labels)
            for c in lane.values:
                if reading := _cell(table, shape, r, c, item, unnamed, year, kind):
                    yield reading


def _cell(
    table: Table,
    shape: Layout,
    r: int,
    c: int,
    item: Item | None,
    has_labels: bool,
    year: int | None,
    kind: Kind | None,
) -> Reading | None:
    text = clean(table.rows[r][c].text)
    value = number(text)
    row = tuple(aspects.without_unit(label) for label in item.path) if item else ()
    path = shape.columns[c].path
    named = bool(row) or not has_labels
    if value is None and not (is_blank(text) and named and path):
        return None
    said = aspects.measure(path, item.path if item else ())
    return Reading(
        row=row,
        column=tuple(aspects.without_unit(heading) for heading in path),
        value=value,
        quote=text,
        unit=aspects.unit(path, item.path if item else (), said, table.unit),
        year=aspects.year(path, year),
        basis=aspects.basis(path, kind),
        measure=said,
        place=table.rows[r][c].place,
        at=(r, c),
        code=item.code if item else None,
        # A number whose row or column nobody names may be shown, never answered with.
        status="exact" if named and path else "uncertain",
    )
