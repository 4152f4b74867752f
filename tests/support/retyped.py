"""A document that was read, typed again in another format: its tables with their merged cells, its captions and notes."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable, Iterator

import docx
import openpyxl

from ingest.model import Cell, Document, Table

_AMOUNT = re.compile(r"-?\d{1,3}(?:,\d{3})*(\.\d{1,6})|-?\d+(\.\d{1,6})")


def _cells(table: Table) -> Iterator[tuple[int, int, Cell]]:
    """The cells of a table that are not covered by a merged one."""
    covered: set[tuple[int, int]] = set()
    for r, row in enumerate(table.rows):
        for c, cell in enumerate(row):
            if (r, c) in covered:
                continue
            covered |= {(r + i, c + j) for i in range(cell.row_span or 1) for j in range(cell.column_span or 1)}
            yield r, c, cell


def _captions(table: Table) -> list[str]:
    return [table.heading, *([f"单位：{table.unit}"] if table.unit else [])]


def as_html(document: Document) -> bytes:
    out = [f"<h1>{html.escape(document.title)}</h1>"]
    for table in document.tables:
        out += [f"<p>{html.escape(line)}</p>" for line in _captions(table)]
        rows: list[list[str]] = [[] for _ in table.rows]
        for r, _, cell in _cells(table):
            spans = "".join(
                f' {name}="{span}"'
                for name, span in (("rowspan", cell.row_span), ("colspan", cell.column_span))
                if (span or 1) > 1
            )
            rows[r].append(f"<td{spans}>{html.escape(cell.text)}</td>")
        lines = ["".join(row) for row in rows]
        out.append(f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>")
        out += [f"<p>{html.escape(note)}</p>" for note in table.notes]
    return f"<html><body>{''.join(out)}</body></html>".encode("gb18030")


def as_docx(document: Document) -> bytes:
    made = docx.Document()
    made.add_heading(document.title, 1)
    for table in document.tables:
        for line in _captions(table):
            made.add_paragraph(line)
        grid = made.add_table(rows=len(table.rows), cols=len(table.rows[0]))
        cells = [list(row.cells) for row in grid.rows]
        for r, c, cell in _cells(table):
            cells[r][c].text = cell.text
            last = cells[r + (cell.row_span or 1) - 1][c + (cell.column_span or 1) - 1]
            if last is not cells[r][c]:
                cells[r][c].merge(last)
        for note in table.notes:
            made.add_paragraph(note)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def as_xlsx(document: Document) -> bytes:
    """Amounts are stored as binary floats and shown by a number format, as people type them."""
    book = openpyxl.Workbook()
    book.active.title = "封面"
    book.active.append([document.title])
    for table in document.tables:
        sheet = book.create_sheet(f"表{table.number}")
        for line in _captions(table):
            sheet.append([line])
        top = len(_captions(table)) + 1
        for r, c, cell in _cells(table):
            place = sheet.cell(top + r, c + 1, cell.text or None)
            if hit := _AMOUNT.fullmatch(cell.text):
                decimals = len(hit[1] or hit[2]) - 1
                place.value = float(cell.text.replace(",", ""))
                place.number_format = ("#,##0." if "," in cell.text else "0.") + "0" * decimals
            if (cell.row_span or 1) * (cell.column_span or 1) > 1:
                sheet.merge_cells(
                    start_row=top + r,
                    start_column=c + 1,
                    end_row=top + r + (cell.row_span or 1) - 1,
                    end_column=c + (cell.column_span or 1),
                )
        for note in table.notes:
            sheet.append([note])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


RETYPED: dict[str, Callable[[Document], bytes]] = {"html": as_html, "docx": as_docx, "xlsx": as_xlsx}
