"""Workbooks of old Excel (.xls), by xlrd: it tells number formats and merged cells, so a 3.80 stays a 3.80."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Literal

import xlrd
from xlrd.biffh import XLRDError, error_text_from_code
from xlrd.xldate import xldate_as_datetime

from ingest.blocks import Block
from ingest.errors import IngestError
from ingest.readers import number_format, package, sheet

_VISIBLE = 0


def read(data: bytes, name: str) -> list[Block]:
    """The blocks of all visible sheets, in the workbook's order."""
    try:
        return [block for found in _sheets(data, name) for block in sheet.blocks(found, name)]
    except IngestError:
        raise
    except (MemoryError, KeyboardInterrupt):
        raise
    except Exception as error:  # xlrd asserts and indexes its way through a damaged file
        raise package.damaged(name) from error


def _sheets(data: bytes, name: str) -> Iterator[sheet.Sheet]:
    try:
        book: Any = xlrd.open_workbook(file_contents=data, formatting_info=True, on_demand=True, logfile=io.StringIO())
    except XLRDError as error:
        if "encrypt" in str(error).lower():
            raise package.locked(name) from error
        raise
    for index in range(book.nsheets):
        page = book.sheet_by_index(index)
        if page.visibility == _VISIBLE:
            yield _sheet(book, page)
        book.unload_sheet(index)


def _sheet(book: Any, page: Any) -> sheet.Sheet:
    texts: dict[tuple[int, int], str] = {}
    for r in range(page.nrows):
        for c, cell in enumerate(page.row(r)):
            if text := _text(book, cell):
                texts[r, c] = text
    return sheet.Sheet(
        name=page.name,
        texts=texts,
        merged=tuple((top, left, bottom - 1, right - 1) for top, bottom, left, right in page.merged_cells),
        hidden_rows=frozenset(r for r, info in page.rowinfo_map.items() if info.hidden),
        hidden_columns=frozenset(c for c, info in page.colinfo_map.items() if info.hidden),
    )


def _text(book: Any, cell: Any) -> str:
    """A cell as it is shown."""
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return str(cell.value).replace("\r\n", "\n").replace("\r", "\n").rstrip()
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(error_text_from_code.get(cell.value, "#N/A"))
    if cell.ctype not in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return ""
    code = book.format_map[book.xf_list[cell.xf_index].format_key].format_str
    if cell.ctype == xlrd.XL_CELL_DATE:
        moment = _moment(cell.value, book.datemode)
        if moment is not None:
            return number_format.date(moment, code)
    value = float(cell.value)
    return number_format.shown(Decimal(int(value)) if value.is_integer() else number_format.stored(value), code)


def _moment(value: float, mode: Literal[0, 1]) -> dt.datetime | None:
    try:
        found: dt.datetime = xldate_as_datetime(value, mode)
    except (ValueError, OverflowError):
        return None
    return found
