"""Tables as an Excel workbook: what anybody wrote stays text there, an amount keeps its digits. The only writer of it.

A text that begins with = is no formula: it is written as text (OWASP, "CSV injection"). An amount is written with the
digits that it has and a format that shows as many decimals.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

_LONGEST = 32_767  # characters that a cell holds


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads somewhere: a web address, or a place of this workbook (`#sheet!A1`)."""

    text: str
    target: str


Value = str | int | Decimal | Link | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its head; `widths` are of its columns, in characters."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[Value]]
    widths: Sequence[int] = ()


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """The sheets as the bytes of an .xlsx file."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _fill(book.create_sheet(sheet.title), sheet)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _fill(page: Worksheet, sheet: Sheet) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    top = Alignment(vertical="top", wrap_text=True)
    for at, row in enumerate([sheet.head, *sheet.rows], start=1):
        for column, value in enumerate(row, start=1):
            cell = page.cell(at, column)
            _put(cell, value)
            cell.alignment = top
            if at == 1:
                cell.font = Font(bold=True)
    for column, width in enumerate(sheet.widths, start=1):
        page.column_dimensions[get_column_letter(column)].width = width
    page.freeze_panes = "A2"


def _put(cell: Cell | MergedCell, value: Value) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, MergedCell
    from openpyxl.styles import Font

    if value is None or isinstance(cell, MergedCell):
        return
    if isinstance(value, int | Decimal):
        cell.value = value
        decimals = -int(value.as_tuple().exponent) if isinstance(value, Decimal) else 0
        cell.number_format = f"#,##0.{'0' * decimals}" if decimals > 0 else "#,##0"
        return
    text = value.text if isinstance(value, Link) else value
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)[:_LONGEST]
    cell.data_type = "s"
    if isinstance(value, Link):
        cell.hyperlink = value.target
        cell.font = Font(color="0563C1", underline="single")
