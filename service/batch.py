"""Many questions at once: a file of them answered into a file, row by row; what was in it stays as it was.

A row that cannot be asked, or whose answer fails, is told and stays in its place. In a CSV, what a spreadsheet would
take for a formula is written as text (OWASP, "CSV injection"); a workbook has text as text by itself.
"""

from __future__ import annotations

import csv
import io
import logging
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Protocol

from service import printing, references
from service.given_question import QuestionError, checked
from service.plain import plain
from service.question_list import Cell, QuestionList
from service.reply import Answer
from service.workbook import Sheet, Value, workbook

_LOG = logging.getLogger(__name__)
_ADDED = ("答案", "状态", "数值", "单位", "出处", "算式", "提示", "可联系")
_WIDTHS = (70, 14, 14, 8, 60, 40, 40, 30)
_NOT_ASKED, _FAILED, _STOPPED = "未提问", "出错", "未提问（已停止）"
SUFFIXES = (".csv", ".xlsx")
# What Excel, WPS and LibreOffice read as the beginning of a formula, also in full width, also behind blanks.
_FORMULA = re.compile(r"^[\s\ufeff\u200b]*[=+\-@＝＋－＠|%]|^[\t\r\n]")
_NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?%?")


class Stop(Protocol):
    """Whether to end."""

    def is_set(self) -> bool:
        """It is so."""


@dataclass(slots=True)
class Answered:
    """The rows with what was answered, how many were, and a sentence about each that was not."""

    rows: list[tuple[Value, ...]] = field(default_factory=list)
    asked: int = 0
    faults: list[str] = field(default_factory=list)


def answered(
    listed: QuestionList, ask: Callable[[str], Answer], most: int, step: Callable[[int, int], None], stop: Stop
) -> Answered:
    """Every row with its answer; `most` characters may a question have, `step` is told how far it is."""
    done = Answered()
    for number, row in enumerate(listed.rows):
        step(number, len(listed.rows))
        added, fault = _added(listed.question(row), row, ask, most, stop)
        done.rows.append((*row, *added))
        done.asked += fault is None and added[0] is not None
        if fault:
            done.faults.append(f"第{listed.line(number)}行：{fault}")
    step(len(listed.rows), len(listed.rows))
    return done


def _added(
    question: str, row: Sequence[Cell], ask: Callable[[str], Answer], most: int, stop: Stop
) -> tuple[tuple[Value, ...], str | None]:
    """What stands behind a row, and what is amiss with it."""
    if not any(value and value.strip() for value in row):
        return _nothing(None), None
    if stop.is_set():
        return _nothing(_STOPPED), "已停止，没有提问。"
    try:
        return _told(ask(checked(question, most))), None
    except QuestionError as error:
        return _nothing(_NOT_ASKED, str(error)), str(error)
    except Exception as error:  # noqa: BLE001 (whatever it is, it is this row's failure; the others are answered)
        _LOG.warning("a question of a file failed: %s", type(error).__name__)
        _LOG.debug("where it failed", exc_info=True)
        said = "作答时出错；请单独再问这一题，或以 MINGZHANG_LOG_LEVEL=debug 查看日志。"
        return _nothing(_FAILED, said), said


def _nothing(status: str | None, notice: str | None = None) -> tuple[Value, ...]:
    return (None, status, None, None, None, None, notice, None)


def _told(answer: Answer) -> tuple[Value, ...]:
    shown = plain(answer)
    result = answer.result
    return (
        shown.answer,
        references.STATUSES[answer.status],
        Decimal(result.value) if result else None,
        result.unit if result else None,
        "\n".join(f"[{one.id}] {printing.place(one)}" for one in answer.citations),
        "\n".join(f"{one.text} = {printing.formula(one)}" for one in shown.figures if one.formula),
        "\n".join(answer.notices),
        answer.handoff,
    )


def written(listed: QuestionList, done: Answered, out: Path) -> bytes:
    """The file's bytes, by the suffix of its name."""
    head = (*listed.head, *_names(listed.head))
    if out.suffix.lower() == ".xlsx":
        widths = [*(32 if at == listed.column else 14 for at in range(len(listed.head))), *_WIDTHS]
        return workbook([Sheet("答案", head, done.rows, widths)])
    text = io.StringIO(newline="")
    lines = csv.writer(text)
    lines.writerow([_harmless(value) for value in head])
    lines.writerows([_harmless(value) for value in row] for row in done.rows)
    return text.getvalue().encode("utf-8-sig", "replace")  # with its mark, or Excel reads it as another encoding


def _names(head: Sequence[str]) -> Iterator[str]:
    for name in _ADDED:
        yield f"{name}（明账）" if name in head else name


def _harmless(value: Value) -> str:
    """A cell of a CSV that no spreadsheet computes; a number stays one."""
    if value is None:
        return ""
    text = format(value, "f") if isinstance(value, Decimal) else str(value)
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text
