"""Excel workbooks (.xlsx, .xlsm), by openpyxl: values as shown, formulas by their stored results, macros never."""

from __future__ import annotations

import datetime as dt
import io
import warnings
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from openpyxl import load_workbook
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.worksheet._reader import WorkSheetParser

from ingest.blocks import Block
from ingest.errors import IngestError
from ingest.readers import number_format, package, sheet
from ingest.readers.rectangle import MOST_CELLS

_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384


class _Parser(WorkSheetParser):
    """openpyxl's own streaming parser; it also notes formulas whose result the file does not hold.

    openpyxl shows such a cell as empty. Empty would say “no amount”, which nobody knows.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.unknown: set[tuple[int, int]] = set()

    def parse_cell(self, element: Any) -> dict[str, Any]:
        cell: dict[str, Any] = super().parse_cell(element)
        if cell["value"] is None and any(child.tag.endswith("}f") for child in element):
            self.unknown.add((cell["row"] - 1, cell["column"] - 1))
        return cell


def read(data: bytes, name: str) -> list[Block]:
    """The blocks of all visible sheets, in the workbook's order."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # extensions that openpyxl leaves out are no part of a table
            return [block for found in _sheets(data, name) for block in sheet.blocks(found, name)]
    except IngestError:
        raise
    except (MemoryError, KeyboardInterrupt):
        raise
    except Exception as error:  # openpyxl names no family of errors: a damaged part raises whatever it meets
        raise package.damaged(name) from error


def _sheets(data: bytes, name: str) -> Iterator[sheet.Sheet]:
    book: Any = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False, keep_vba=False)
    try:
        total = 0
        for page in book.worksheets:
            if page.sheet_state != "visible":
                continue
            found, count = _sheet(book, page, name, total)
            total += count
            yield found
    finally:
        book.close()


def _sheet(book: Any, page: Any, name: str, before: int) -> tuple[sheet.Sheet, int]:
    texts: dict[tuple[int, int], str] = {}
    centred: dict[tuple[int, int], bool] = {}
    count = 0
    with page._get_source() as source:
        parser = _Parser(
            source,
            page._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        for _, row in parser.parse():
            count += len(row)
            if before + count > 2 * MOST_CELLS:
                raise IngestError(name, f"表格超过{2 * MOST_CELLS}格的上限", "请只保留公开的表格")
            for cell in row:
                at = (cell["row"] - 1, cell["column"] - 1)
                if cell["row"] > _LAST_ROW or cell["column"] > _LAST_COLUMN:
                    raise package.damaged(name)
                style = book._cell_styles[cell["style_id"]]
                if text := _text(cell["value"], cell["data_type"], book, style):
                    texts[at] = text
                alignment = book._alignments[style.alignmentId] if style.alignmentId else None
                if alignment is not None and alignment.horizontal == "centerContinuous":
                    centred[at] = bool(texts.get(at))
    merges = [] if not parser.merged_cells else [cell.bounds for cell in parser.merged_cells.mergeCell]
    ranges = [(top - 1, left - 1, bottom - 1, right - 1) for left, top, right, bottom in merges]
    return sheet.Sheet(
        name=page.title,
        texts=texts,
        merged=(*ranges, *_centred(centred)),
        hidden_rows=frozenset(
            int(r) - 1
            for r, said in parser.row_dimensions.items()
            if _is_true(said.get("hidden")) or said.get("ht") == "0"
        ),
        hidden_columns=frozenset(_hidden_columns(parser.column_dimensions)),
        doubtful=frozenset(parser.unknown),
    ), count


def _is_true(said: str | None) -> bool:
    return said in ("1", "true")


def _hidden_columns(dimensions: dict[str, dict[str, str]]) -> Iterator[int]:
    for said in dimensions.values():
        if _is_true(said.get("hidden")) or said.get("width") == "0":
            yield from range(int(said["min"]) - 1, min(int(said["max"]), _LAST_COLUMN))


def _centred(cells: dict[tuple[int, int], bool]) -> Iterator[tuple[int, int, int, int]]:
    """Text centred across the blank cells at its right looks merged, and is meant so."""
    for (r, c), filled in cells.items():
        end = c
        while filled and cells.get((r, end + 1)) is False:
            end += 1
        if end > c:
            yield r, c, r, end


def _text(value: object, kind: str, book: Any, style: Any) -> str:
    """A cell as it is shown."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        code = _format(book, style)
        return number_format.shown(Decimal(value) if isinstance(value, int) else number_format.stored(value), code)
    if isinstance(value, dt.datetime | dt.date | dt.time | dt.timedelta):
        return number_format.date(value, _format(book, style))
    text = str(value).replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")
    return "" if kind == "n" else text.rstrip()


def _format(book: Any, style: Any) -> str:
    number = style.numFmtId
    if number < BUILTIN_FORMATS_MAX_SIZE:
        return str(BUILTIN_FORMATS.get(number, "General"))
    formats = book._number_formats
    index = number - BUILTIN_FORMATS_MAX_SIZE
    return str(formats[index]) if index < len(formats) else "General"
