"""A service that says what a test has written, over a library that holds one small disclosure of tests/data."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from index.errors import UnknownDocumentError
from index.library import Library
from ingest.model import Fact
from service import intake
from service.reply import Answer, Citation, FigureReport, Operand, Result

DISCLOSURE = Path(__file__).resolve().parent.parent / "data" / "two_tables_with_reasons.md"
_MARKED = re.compile(r"\{(\w+)\}")


def held(data: Path) -> str:
    """A data folder with the disclosure; its id."""
    library = Library.open(data, None)
    try:
        outcome = intake.take_file(library, DISCLOSURE, intake.Origin(), 10**6)
        assert outcome.record is not None, outcome.message
        return outcome.record.id
    finally:
        library.close()


def fact(library: Library, label: str, column: str) -> Fact:
    """The one number of a row and a column."""
    facts = library.facts([record.id for record in library.records()])
    found = [
        one for one in facts if one.row and one.row[-1] == label and column in one.column and one.value is not None
    ]
    assert len(found) == 1, [(one.row, one.column, one.quote) for one in found]
    return found[0]


class Scripted:
    """Answers any question with the same change of one item, a table, a sentence, and markup that must stay text.

    The document's own sentence about its tasks is cited, as a rule about reasons would.
    """

    def __init__(self, library: Library) -> None:
        self.library = library
        self.asked: list[tuple[str, tuple[str, ...] | None, str | None]] = []

    def ask(
        self,
        text: str,
        documents: Sequence[str] | None = None,
        conversation: str | None = None,
        *,
        staff: bool = False,
    ) -> Answer:
        held_ids = [one.id for one in self.library.records() if staff or one.visibility == "public"]
        for id_ in documents or ():
            if id_ not in held_ids:
                raise UnknownDocumentError(id_)
        self.asked.append((text, tuple(documents) if documents else None, conversation))
        if "炸" in text:
            raise RuntimeError("a secret of the inside")
        if "慢" in text:
            time.sleep(1)
        return change(self.library, text, conversation or "c1")

    def growing(
        self,
        text: str,
        documents: Sequence[str] | None = None,
        conversation: str | None = None,
        *,
        staff: bool = False,
    ) -> Iterator[Answer]:
        whole = self.ask(text, documents, conversation, staff=staff)
        return _by_and_by(whole) if "逐句" in text else iter([whole])

    def resumed(self, earlier: Sequence[str], documents: Sequence[str] | None = None, *, staff: bool = False) -> str:
        return "，".join(("resumed", *earlier))


def _by_and_by(whole: Answer) -> Iterator[Answer]:
    """The first line of an answer, and after a while the whole."""
    end = whole.answer.index("\n")
    figures = tuple(one for one in whole.figures if one.end <= end)
    yield replace(whole, answer=whole.answer[:end], figures=figures)
    time.sleep(2.5)
    yield whole


def change(library: Library, question: str, conversation: str) -> Answer:
    now, before = (fact(library, "公务接待费", column) for column in ("2026年预算数", "2025年预算数"))
    record = library.records()[0]
    paragraph = next(one for one in library.document(record.id).paragraphs if "负责全县水资源" in one.text)
    template = (
        "2026年公务接待费预算{a}[1]，比2025年减少**{c}**[1][2]。\n\n"
        "职责是“负责全县水资源管理”[3]<img src=x onerror=alert(1)>\n\n"
        "| 项目 | 2026年 |\n|---|---|\n| 公务接待费 | {b} |\n\n- 一\n- 二"
    )
    figures, text, at = [], "", 0
    words = {"a": ("1.50万元", (1,), False), "b": ("1.50万元", (1,), False), "c": ("0.50万元", (1, 2), True)}
    for hit in _MARKED.finditer(template):
        text += template[at : hit.start()]
        shown, citations, derived = words[hit[1]]
        figures.append(
            FigureReport(
                text=shown,
                start=len(text),
                end=len(text) + len(shown),
                value=shown.removesuffix("万元"),
                unit="万元",
                verdict="derived" if derived else "cited",
                certain=True,
                citations=citations,
                formula="a - b" if derived else None,
                operands=(Operand("a", "1.50", "万元", 1, now.id), Operand("b", "2.00", "万元", 2, before.id))
                if derived
                else (),
            )
        )
        text += shown
        at = hit.end()
    text += template[at:]
    return Answer(
        id="a1",
        conversation=conversation,
        question=question,
        status="answered",
        answer=text,
        result=Result("-0.50", "万元"),
        figures=tuple(figures),
        citations=(
            *(
                Citation(
                    id=number,
                    document=record.id,
                    title=record.title,
                    organisation=record.organisation,
                    year=record.year,
                    kind="cell",
                    quote=one.quote,
                    fact=one.id,
                    table=one.table,
                    table_number=one.table_number,
                    row=one.row,
                    column=one.column,
                    anchor=one.place.anchor,
                )
                for number, one in enumerate((now, before), start=1)
            ),
            Citation(
                id=3,
                document=record.id,
                title=record.title,
                organisation=record.organisation,
                year=record.year,
                kind="sentence",
                quote="负责全县水资源管理、防汛抗旱和农村饮水安全工作",
                section=paragraph.section,
                anchor=paragraph.place.anchor,
            ),
        ),
        notices=("按2026年预算作答。",),
        follow_ups=("为什么减少？",),
        elapsed_ms=3,
    )
