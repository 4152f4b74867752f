"""A file of questions, one a row: CSV or Excel as people have them, read whole, so that nothing of it is lost."""

from __future__ import annotations

import csv
import datetime as dt
import io
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from ingest.errors import IngestError
from ingest.readers import package

Cell = str | None
_NAMES = frozenset({"问题", "question"})
_ENCODINGS = ("utf-8-sig", "gb18030")
_MOST_ROWS = 20_000
_MOST_COLUMNS = 200


class ListError(Exception):
    """A file of questions that cannot be used, in one sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class QuestionList:
    """The rows below the head, all as wide as it; `column` is where the questions stand.

    Where no column is named 问题 or question, they are the first, and the first row is a question too: `headed` is false.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    column: int
    headed: bool

    def question(self, row: Sequence[Cell]) -> str:
        """The question of a row, empty where none stands there."""
        return (row[self.column] or "").strip()

    def line(self, number: int) -> int:
        """The row of the file, from 1, that the numbered one (from 0) is."""
        return number + (2 if self.headed else 1)


def read(path: Path, most_bytes: int) -> QuestionList:
    """The questions of a .csv or .xlsx file. ListError where it is none, too large, damaged or empty."""
    try:
        if path.stat().st_size > most_bytes:
            raise ListError(f"“{path}”超过{most_bytes // 2**20}MB的上限；请拆成几个文件。")
        data = path.read_bytes()
    except OSError as error:
        raise ListError(f"无法读取“{path}”（{error.strerror}）；请检查文件名和权限。") from error
    match path.suffix.lower():
        case ".csv":
            rows = _csv(data, path)
        case ".xlsx":
            rows = _xlsx(data, path)
        case _:
            raise ListError(f"“{path}”不是 .csv 或 .xlsx；请另存为其中一种。")
    while rows and not any(_filled(value) for value in rows[-1]):
        rows.pop()
    if not rows:
        raise ListError(f"“{path}”是空的；请把问题写在名为“问题”的一列里，一行一个。")
    return _list(rows, path)


def _list(rows: list[list[Cell]], path: Path) -> QuestionList:
    width = max(at for row in rows for at, value in enumerate(row, start=1) if _filled(value))
    if len(rows) > _MOST_ROWS + 1 or width > _MOST_COLUMNS:
        raise ListError(f"“{path}”超过{_MOST_ROWS}行或{_MOST_COLUMNS}列的上限；请拆成几个文件。")
    even = [(*row[:width], *[None] * (width - len(row))) for row in rows]
    named = [at for at, value in enumerate(even[0]) if (value or "").strip().lower() in _NAMES]
    if not named:
        head = ("问题", *(f"第{at}列" for at in range(2, width + 1)))
        return QuestionList(head, tuple(even), 0, headed=False)
    head = tuple(value if value and _filled(value) else f"第{at}列" for at, value in enumerate(even[0], start=1))
    return QuestionList(head, tuple(even[1:]), named[0], headed=True)


def _filled(value: Cell) -> bool:
    return value is not None and value.strip() != ""


def _csv(data: bytes, path: Path) -> list[list[Cell]]:
    if b"\0" not in data:
        for encoding in _ENCODINGS:
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            try:
                return [list[Cell](row) for row in csv.reader(io.StringIO(text, newline=""), strict=True)]
            except csv.Error as error:
                raise ListError(f"“{path}”不是完整的 CSV（{error}）；请检查引号，或重新另存一份。") from error
    raise ListError(f"“{path}”不是文字；请另存为 UTF-8 的 .csv，或 .xlsx。")


def _xlsx(data: bytes, path: Path) -> list[list[Cell]]:
    """The first sheet that is shown; formulas by their stored results."""
    from openpyxl import load_workbook

    try:
        package.inspect(data, path.name)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # extensions that openpyxl leaves out are no part of a table
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False, keep_vba=False)
            shown = [page for page in book.worksheets if page.sheet_state == "visible"]
            rows = shown[0].iter_rows(max_row=_MOST_ROWS + 2, max_col=_MOST_COLUMNS + 1, values_only=True)
            found = [[_value(value) for value in row] for row in rows] if shown else []
            book.close()
    except IngestError as error:
        raise ListError(str(error)) from error
    except MemoryError:
        raise
    except Exception as error:  # openpyxl names no family of errors: a damaged part raises whatever it meets
        raise ListError(f"“{path}”不完整或已损坏；请重新另存一份。") from error
    return found


def _value(value: Any) -> str | None:
    """A cell's value as it is kept, as text: a year is not to come out as 2,024, nor a long number rounded."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f")
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)
