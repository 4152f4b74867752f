"""Workbooks of the older and the open format, made of an .xlsx: the same cells, formats and merged ranges."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

import openpyxl
import xlwt

_ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
)


def xls_from_xlsx(book: bytes) -> bytes:
    """The same workbook as old Excel would store it."""
    source = openpyxl.load_workbook(io.BytesIO(book))
    target = xlwt.Workbook()
    styles: dict[str, xlwt.XFStyle] = {}
    for page in source.worksheets:
        sheet = target.add_sheet(page.title)
        ranges = {str(found).split(":")[0]: found for found in page.merged_cells.ranges}
        for row in page.iter_rows():
            for cell in row:
                style = styles.setdefault(cell.number_format, xlwt.easyxf(num_format_str=cell.number_format))
                if found := ranges.get(cell.coordinate):
                    sheet.write_merge(
                        found.min_row - 1, found.max_row - 1, found.min_col - 1, found.max_col - 1, cell.value, style
                    )
                elif cell.value is not None:
                    sheet.write(cell.row - 1, cell.column - 1, cell.value, style)
    out = io.BytesIO()
    target.save(out)
    return out.getvalue()


def ods(book: bytes) -> bytes:
    """The same workbook as OpenDocument stores it: each cell with its text as shown."""
    source = openpyxl.load_workbook(io.BytesIO(book))
    tables = []
    for page in source.worksheets:
        ranges = {str(found).split(":")[0]: found for found in page.merged_cells.ranges}
        covered = {
            (r, c)
            for found in page.merged_cells.ranges
            for r in range(found.min_row, found.max_row + 1)
            for c in range(found.min_col, found.max_col + 1)
        } - {(found.min_row, found.min_col) for found in page.merged_cells.ranges}
        rows = []
        for row in page.iter_rows():
            cells = []
            for cell in row:
                if (cell.row, cell.column) in covered:
                    cells.append("<table:covered-table-cell/>")
                    continue
                span = ""
                if found := ranges.get(cell.coordinate):
                    span = (
                        f' table:number-columns-spanned="{found.max_col - found.min_col + 1}"'
                        f' table:number-rows-spanned="{found.max_row - found.min_row + 1}"'
                    )
                cells.append(ods_cell(cell.value, cell.number_format, span))
            rows.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
        rows.append(
            '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
        )
        tables.append(f"<table:table table:name={quoteattr(page.title)}>{''.join(rows)}</table:table>")
    return packed_ods("".join(tables))


def ods_cell(value: object, number_format: str = "General", attributes: str = "") -> str:
    if value is None:
        return f"<table:table-cell{attributes}/>"
    if isinstance(value, int | float):
        shown = f"{value:,.2f}" if number_format == "#,##0.00" else str(value)
        return (
            f'<table:table-cell{attributes} office:value-type="float" office:value="{value!r}">'
            f"<text:p>{shown}</text:p></table:table-cell>"
        )
    paragraphs = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(value).split("\n"))
    return f'<table:table-cell{attributes} office:value-type="string">{paragraphs}</table:table-cell>'


def packed_ods(tables: str, styles: str = "") -> bytes:
    content = (
        f"{_ODS_HEAD}<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
    return out.getvalue()
