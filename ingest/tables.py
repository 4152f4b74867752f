"""Every number of a table, with the row and column that it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest import aspects, forms, terms
from ingest.grid import TOTAL, Lane, Layout, amount, clean, is_blank, is_column_numbers, layout, percentage
from ingest.model import Cell, Document, Kind, Table
from ingest.quantity import number
from ingest.rates import in_percent
from ingest.reading import Reading, TextCell
from ingest.rows import Item, items

_CODES = re.compile(r"(?:编码|代码)$")  # no column of amounts, whatever badly read codes make of it


def readings(table: Table, year: int | None, kind: Kind | None) -> list[Reading]:
    """The readings of a table, row by row; `year` and `kind` are the document's, for headings that name none.

    A blank cell is read too, with value None, where its row has a label and its column a heading.
    """
    if not forms.is_form(table):
        return in_percent(_grid(table, year, kind))
    found = in_percent(forms.readings(table, year))
    return found if _is_sure(table) else [_doubted(table, reading) for reading in found]


def _is_sure(table: Table) -> bool:
    return all(cell.certain for row in table.rows for cell in row)


def _doubted(table: Table, reading: Reading) -> Reading:
    """A form's reading, uncertain where its cell, what else stands in its row, or its heading is in doubt."""
    sure = all(cell.certain for cell in table.rows[reading.at[0]]) and all(
        cell.certain or clean(cell.text) not in (*reading.column, *reading.row) for row in table.rows for cell in row
    )
    return reading if sure else replace(reading, status="uncertain")


def text_cells(document: Document) -> list[TextCell]:
    """The words in the forms of a document that may hold figures of their own (项目概述, 立项依据, 当年绩效目标)."""
    forms_of_it = [table for table in document.tables if forms.is_form(table)]
    numbers = {table.number for table in forms_of_it}
    bought = [
        table
        for table in document.tables
        if (kind := terms.table_class(table.title)) is not None
        and kind.id == "procurement"
        and table.number not in numbers
    ]
    told = [cell for table in forms_of_it for cell in forms.text_cells(table)]
    places = {cell.place for cell in told}
    lists = [
        table
        for table in document.tables
        if _tells_in_words(table) and (table.number not in numbers or forms.project(table) is None)
    ]
    return [
        *told,
        *(cell for table in bought for cell in _counting_labels(table)),
        *(cell for table in lists for cell in _told_of_projects(table) if cell.place not in places),
    ]


# What a list of projects says of each in words: what it did, what it is for. 备注 and the names of units tell no figures.
_IN_WORDS = re.compile("完成情况|绩效情况|实施情况|主要绩效|主要产出|成效|效果|(?:主要|工作|建设|实施)内容|^内容$")
_COUNTS = re.compile(r"[一-鿿]\s*[\d,.]+\s*[一-鿿%]")


def _tells_in_words(table: Table) -> bool:
    """Whether a heading of a table announces words: looked at first, as laying a table out is dear."""
    return any(_IN_WORDS.search(cell.text) for row in table.rows[:2] for cell in row)


def _told_of_projects(table: Table) -> Iterator[TextCell]:
    """The words of a list of projects that count something, each of the project that its row is of."""
    shape = layout(table)
    for lane in shape.lanes:
        heads = "".join(shape.texts[r][c] for r in range(shape.depth) for c in lane.labels)
        if "项目" not in heads:
            continue
        for r, item in items(shape, lane, {}).items():
            path = item.path if item is not None else ()
            for c in range(lane.labels[-1] + 1, len(shape.texts[r])):
                head = shape.columns[c].path[-1:]
                if path and head and _IN_WORDS.search(head[0]) and _COUNTS.search(shape.texts[r][c]):
                    yield TextCell(
                        table=table.title,
                        table_number=table.number,
                        path=path[-1:],
                        label=head[0],
                        text=table.rows[r][c].text.strip(),
                        place=table.rows[r][c].place,
                        project=("", path[-1]),
                        certain=table.rows[r][c].certain,
                    )


def projects(document: Document) -> dict[str, tuple[str, str]]:
    """The projects that have forms of their own, by their names in one spelling."""
    found = (forms.project(table) for table in document.tables if forms.is_form(table))
    return {terms.normalise(project[1]): project for project in found if project is not None}


# A thing with how many of it are bought: 投影仪12台.
_WITH_COUNT = re.compile(
    r"[一-鿿）)]\s*\d+(?:台|套|辆|部|件|个|张|把|组|架|艘|批|册|本|份|块|支|顶|双|盏|座|间|吨|米|公里|平方米|人次|人|期|场)[（(]?"
)


def _counting_labels(table: Table) -> Iterator[TextCell]:
    """The names of things bought that tell how many they are, to be read as what they say."""
    shape = layout(table)
    for lane in shape.lanes:
        for r in range(shape.depth, len(shape.texts)):
            for c in lane.labels:
                cell, text = table.rows[r][c], shape.texts[r][c]
                if _WITH_COUNT.search(text):
                    yield TextCell(
                        table=table.title,
                        table_number=table.number,
                        path=(),
                        label=text,
                        text=cell.text.strip(),
                        place=cell.place,
                        certain=cell.certain,
                    )


def _grid(table: Table, year: int | None, kind: Kind | None) -> Iterator[Reading]:
    shape = layout(table)
    year = aspects.year((table.heading,), year)
    header = [list(row) for row in shape.texts[: shape.depth]]
    names: dict[str, tuple[str, ...]] = {}
    lanes = [(lane, items(shape, lane, names)) for lane in shape.lanes]
    covered = _covered(table)
    sure = _is_sure(table)
    for r in range(shape.depth, len(shape.texts)):
        if is_column_numbers(shape.texts[r]) or list(shape.texts[r]) in header:
            continue
        here: list[tuple[Lane, Item]] = []
        for lane, named in lanes:
            item = named.get(r) or Item((), None)
            before = here[-1] if here else None
            if (
                before
                and not item.path
                and lane.labels
                and TOTAL.search("".join(before[1].path[-1:]))
                and all(is_blank(shape.texts[r][c]) for c in before[0].values)
            ):
                # The last row's total of several lanes stands in the last of them (公用经费合计).
                here[-1], item = (Lane(before[0].labels, ()), before[1]), before[1]
            here.append((lane, item))
        for lane, item in here:
            for c in lane.values:
                if (r, c) in covered:
                    continue
                path = shape.columns[c].path
                unit = None if path and _CODES.search(path[-1]) else table.unit
                # A table without label columns (“三公”) has numbers that the columns alone name.
                labelled = bool(item.path or not lane.labels) and bool(path) and not _CODES.search(path[-1])
                known = labelled and (sure or not _in_doubt(table, shape, lane, (r, c)))
                if reading := _cell(unit, table.rows[r][c], path, item, labelled=labelled, known=known):
                    yield replace(
                        reading,
                        year=aspects.year_of(path, item.path, year),
                        basis=aspects.basis_of(path, item.path, kind),
                        at=(r, c),
                    )


def _in_doubt(table: Table, shape: Layout, lane: Lane, at: tuple[int, int]) -> bool:
    """Whether a number is in doubt, or the code or label of its row, or a heading over it."""
    r, c = at
    path = shape.columns[c].path
    return any(not table.rows[r][k].certain for k in (c, *lane.labels)) or any(
        not cell.certain and clean(cell.text) in path for row in table.rows[: shape.depth] for cell in row
    )


def _covered(table: Table) -> set[tuple[int, int]]:
    """What merged cells cover: no blank cells, for nothing could be printed there."""
    return {
        (r + down, c + across)
        for r, row in enumerate(table.rows)
        for c, cell in enumerate(row)
        for down in range(cell.row_span or 1)
        for across in range(cell.column_span or 1)
        if down or across
    }


def _cell(
    unit: str | None, cell: Cell, path: tuple[str, ...], item: Item, *, labelled: bool, known: bool
) -> Reading | None:
    text = clean(cell.text)
    share = percentage(text)
    value = number(text) if share is None else share
    printed = amount(text)  # a cell that prints its own unit needs no unit line
    if printed is not None:
        value, unit = printed
    if value is None and not (is_blank(text) and labelled):
        return None
    said = aspects.measure(path, item.path)
    if share is not None and said not in ("rate", "share"):
        said = "rate"
    return Reading(
        row=tuple(map(aspects.without_unit, item.path)),
        column=tuple(map(aspects.without_unit, path)),
        value=value,
        quote=text,
        unit="%" if share is not None else unit if printed is not None else aspects.unit(path, item.path, said, unit),
        year=None,
        basis=None,
        measure=said,
        place=cell.place,
        at=(0, 0),
        code=item.code,
        # A number whose row or column nobody names may be shown, never answered with.
        status="exact" if known else "uncertain",
    )
