"""OpenDocument spreadsheets (.ods), by lxml: the file holds every cell's text as shown, with its spans."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from lxml import etree

from ingest.blocks import Block
from ingest.errors import IngestError
from ingest.readers import package, sheet
from ingest.readers.rectangle import MOST_CELLS

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_CELL, _COVERED = f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"
_MOST_BLANKS = 1_000


def read(data: bytes, name: str) -> list[Block]:
    """The blocks of all visible sheets, in the workbook's order."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(package.member(data, "content.xml", name), parser)
        hidden = _hidden_styles(root)
        return [
            block
            for table in root.iterfind(f".//{_OFFICE}spreadsheet/{_TABLE}table")
            if table.get(f"{_TABLE}style-name") not in hidden
            for block in sheet.blocks(_sheet(table, name), name)
        ]
    except (etree.XMLSyntaxError, ValueError, RecursionError) as error:
        raise package.damaged(name) from error


def _hidden_styles(root: etree._Element) -> frozenset[str]:
    return frozenset(
        style.get(f"{_STYLE}name", "")
        for style in root.iter(f"{_STYLE}style")
        if any(said.get(f"{_TABLE}display") == "false" for said in style.iterfind(f"{_STYLE}table-properties"))
    )


def _sheet(table: etree._Element, name: str) -> sheet.Sheet:
    texts: dict[tuple[int, int], str] = {}
    merged: list[tuple[int, int, int, int]] = []
    hidden_rows: set[int] = set()
    hidden_columns = frozenset(_hidden_columns(table))
    r = 0
    for row in _within(table, f"{_TABLE}table-row"):
        repeated = _count(row, "number-rows-repeated")
        cells = list(_cells(row))
        if not cells:
            r += repeated  # blank rows to the end of the sheet are one element
            continue
        for _ in range(repeated):
            if row.get(f"{_TABLE}visibility", "visible") != "visible":
                hidden_rows.add(r)
            for c, text, down, across in cells:
                if text:
                    texts[r, c] = text
                if down > 1 or across > 1:
                    merged.append((r, c, r + down - 1, c + across - 1))
            if len(texts) + len(merged) > MOST_CELLS:
                raise IngestError(name, f"表格超过{MOST_CELLS}格的上限", "请只保留公开的表格")
            r += 1
    return sheet.Sheet(
        name=table.get(f"{_TABLE}name", ""),
        texts=texts,
        merged=tuple(merged),
        hidden_rows=frozenset(hidden_rows),
        hidden_columns=hidden_columns,
    )


def _within(table: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Rows or columns of a table, those in groups and header groups too, those of tables inside its cells not."""
    for child in table:
        if child.tag == tag:
            yield child
        elif child.tag.startswith(_TABLE) and child.tag.endswith(("-rows", "-row-group", "-columns", "-column-group")):
            yield from _within(child, tag)


def _hidden_columns(table: etree._Element) -> Iterator[int]:
    c = 0
    for column in _within(table, f"{_TABLE}table-column"):
        repeated = _count(column, "number-columns-repeated")
        if column.get(f"{_TABLE}visibility", "visible") != "visible":
            yield from range(c, c + min(repeated, 20_000))
        c += repeated


def _cells(row: etree._Element) -> Iterator[tuple[int, str, int, int]]:
    """Column, text and span of the cells of a row that say something or reach somewhere."""
    c = 0
    for cell in row:
        if cell.tag not in (_CELL, _COVERED):
            continue
        repeated = _count(cell, "number-columns-repeated")
        text = _text(cell) if cell.tag == _CELL else ""
        down, across = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
        if text or down > 1 or across > 1:
            for k in range(min(repeated, _MOST_BLANKS)):
                yield c + k, text, down, across
        c += repeated


def _count(element: etree._Element, name: str) -> int:
    return max(1, min(int(element.get(f"{_TABLE}{name}", "1")), 2**24))


def _text(cell: etree._Element) -> str:
    """A cell's paragraphs as shown; its stored value where the file holds no text for it."""
    paragraphs = ["".join(_words(paragraph)) for paragraph in cell.iterfind(f"{_TEXT}p")]
    if any(paragraphs):
        return "\n".join(paragraphs).rstrip()
    value = cell.get(f"{_OFFICE}value")
    if value is None:
        return cell.get(f"{_OFFICE}string-value", "")
    try:
        if cell.get(f"{_OFFICE}value-type") == "percentage":
            return f"{format(Decimal(value).scaleb(2), 'f')}%"
        return format(Decimal(value), "f")
    except InvalidOperation:
        return value


def _words(element: etree._Element) -> Iterator[str]:
    """The words of a paragraph with its blanks and breaks; remarks pinned to a cell are no part of it."""
    yield element.text or ""
    for child in element:
        if child.tag == f"{_TEXT}s":
            yield " " * min(int(child.get(f"{_TEXT}c", "1")), 200)
        elif child.tag == f"{_TEXT}tab":
            yield " "
        elif child.tag == f"{_TEXT}line-break":
            yield "\n"
        elif not child.tag.startswith(_OFFICE):
            yield from _words(child)
        yield child.tail or ""
