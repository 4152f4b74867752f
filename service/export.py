"""Answers to take along, as Word or Excel, with every figure's source: what was said, what it rests on, how it was computed."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from service import references
from service.reply import Answer
from service.workbook import Link, Sheet, Value, workbook

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
_RULE = re.compile(r"\|?[\s:|-]*-{3,}[\s:|-]*\|?\s*")
_FOOT = "由明账生成。每个数字都有出处或算式；请以原文为准。"
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")


def word(title: str, answers: Sequence[Answer]) -> bytes:
    """The answers as a .docx file."""
    import docx

    document = docx.Document()
    document.core_properties.title = _clean(title)
    document.core_properties.author = "明账"
    document.add_heading(_clean(title), level=1)
    for answer in answers:
        document.add_heading(_clean(answer.question), level=2)
        for block in _blocks(answer.answer):
            if isinstance(block, str):
                listed = block.startswith("- ")
                paragraph = document.add_paragraph(style="List Bullet" if listed else None)
                _runs(paragraph, block.removeprefix("- "))
            else:
                _table(document, block)
        for notice in answer.notices:
            document.add_paragraph(_clean(f"注意：{notice}"))
        if answer.handoff:
            document.add_paragraph(_clean(f"可以联系：{answer.handoff}"))
        sums = [said for figure in answer.figures if (said := references.calculation(figure))]
        _section(document, "算式", sums)
        _section(document, "出处", [_source(answer, at) for at in range(len(answer.citations))])
    document.add_paragraph(_FOOT)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def excel(answers: Sequence[Answer]) -> bytes:
    """The answers as an .xlsx file: a sheet of answers, one of their figures, one of what these rest on."""
    told: list[list[Value]] = []
    figures: list[list[Value]] = []
    sources: list[list[Value]] = []
    for number, answer in enumerate(answers, start=1):
        result = answer.result
        told.append(
            [
                number,
                answer.question,
                _BOLD.sub(r"\1", answer.answer),
                references.STATUSES[answer.status],
                Decimal(result.value) if result else None,
                result.unit if result else None,
                "\n".join(answer.notices),
            ]
        )
        figures += [
            [
                number,
                figure.text,
                Decimal(figure.value),
                figure.unit,
                references.VERDICTS[figure.verdict] + ("" if figure.certain else "（依据的数不确定）"),
                references.calculation(figure),
                "、".join(f"[{one}]" for one in figure.citations),
            ]
            for figure in answer.figures
        ]
        sources += [
            [
                number,
                f"[{one.id}]",
                one.organisation,
                one.year,
                references.place(one),
                one.quote,
                _address(one.source_url),
            ]
            for one in answer.citations
        ]
    return workbook(
        [
            Sheet("答案", ("序号", "问题", "答案", "状态", "数值", "单位", "提示"), told, (6, 32, 70, 14, 14, 8, 40)),
            Sheet(
                "数字",
                ("序号", "文中写法", "数值", "单位", "核对", "算式", "出处"),
                figures,
                (6, 16, 14, 8, 14, 60, 14),
            ),
            Sheet("出处", ("序号", "编号", "单位", "年份", "位置", "原文", "网址"), sources, (6, 8, 24, 8, 60, 40, 40)),
        ]
    )


def _address(address: str | None) -> Value:
    """A web address leads there; any other stays text, whatever it might start."""
    return Link(address, address) if address and re.match("https?://", address) else address


def _source(answer: Answer, at: int) -> str:
    citation = answer.citations[at]
    address = f" {citation.source_url}" if citation.source_url else ""
    return f"[{citation.id}] {references.place(citation)}：“{citation.quote}”{address}"


def _blocks(text: str) -> Iterator[str | list[list[str]]]:
    """An answer's paragraphs, list lines, and tables as rows of cells."""
    rows: list[list[str]] = []
    for line in text.split("\n"):
        if line.lstrip().startswith("|"):
            if not _RULE.fullmatch(line):
                rows.append([cell.strip() for cell in line.strip().strip("|").split("|")])
            continue
        if rows:
            yield rows
            rows = []
        if line.strip():
            yield line
    if rows:
        yield rows


def _table(document: Document, rows: list[list[str]]) -> None:
    width = max(map(len, rows))
    table = document.add_table(rows=0, cols=width, style="Table Grid")
    for row in rows:
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=False):
            _runs(cell.paragraphs[0], text)


def _section(document: Document, heading: str, lines: Sequence[str]) -> None:
    if lines:
        document.add_heading(heading, level=3)
        for line in lines:
            document.add_paragraph(_clean(line))


def _runs(paragraph: Paragraph, text: str) -> None:
    """The text with its bold parts."""
    at = 0
    for bold in _BOLD.finditer(text):
        paragraph.add_run(_clean(text[at : bold.start()]))
        paragraph.add_run(_clean(bold[1])).bold = True
        at = bold.end()
    paragraph.add_run(_clean(text[at:]))


def _clean(text: str) -> str:
    """The text without characters that XML cannot carry."""
    return _NO_XML.sub("", text)
