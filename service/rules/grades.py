"""Which projects got a grade (哪几个项目评了优), out of the column of grades that a list of evaluated projects has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest import terms
from ingest.model import Table
from ingest.terms import strip_number
from service.draft import Draft, Piece, Quoted
from service.holding import Holding
from service.rules.scene import Scene, answered

# A grade as it is called in full and in short.
_FULL = {"优": "优秀", "良": "良好", "中": "中等", "及格": "合格", "不及格": "不合格"}
_GRADE = "不合格|基本合格|合格|不及格|及格|优秀?|良好?|中等?|较差|差|一般"
_WHICH = re.compile(r"哪|什么项目|名单|列出|列一下|有谁")
_GOT = re.compile(
    r"(?:拿|得|评|获|定|打|是|为|属于|等级|评级|等次|结果)(?:了|到|上|成|为|的是|出|个|在)*"
    rf"[“\"「]?(?P<grade>{_GRADE})[”\"」]?(?:级|等级|等次|等|档)?(?=$|[，。？?!、的项有呢吗啊])"
)
_EVALUATED = re.compile(r"评|等级|等次|绩效")
_NOT = re.compile(r"[没未不](?:有|能|是|曾)?[拿得评获定打达]")
_GRADES = re.compile(r"等级|评级|等次|档次|(?:自评|评价|考核|评定)(?:结果|结论)$")
_NAMES = re.compile(r"(?:项目|单位|部门|对象|政策)(?:（[^（）]*）)?名?称?$|^名称$")
_HEADS = 3  # rows that may be a table's header


def graded(scene: Scene) -> Draft | None:
    """The projects whose grade is the one asked for, as the one list of the year with a column of grades has them."""
    text = scene.query.text
    got = _GOT.search(text)
    if got is None or not _WHICH.search(text) or not _EVALUATED.search(text) or _NOT.search(text):
        return None
    found = [
        (holding, table, head, names)
        for holding in scene.holdings
        if holding.record.year == scene.target()
        for table in holding.document.tables
        for head, names in _of_grade(holding, table, got["grade"])
    ]
    if len(found) != 1:
        return None
    _, table, head, names = found[0]
    lead = f"{scene.prefix}{scene.target()}年“{strip_number(table.title)}”中，{head}为“{got['grade']}”的有：\n"
    pieces: list[Piece] = [lead]
    for name in names:
        pieces += ["- ", name, "\n"]
    return answered(*pieces)


def _of_grade(holding: Holding, table: Table, grade: str) -> Iterator[tuple[str, list[Quoted]]]:
    """What the column of grades is called, and the names of the rows that have the grade; nothing where no row has it."""
    for row in table.rows[:_HEADS]:
        labels = [terms.normalise(cell.text) for cell in row]
        at = next((n for n, label in enumerate(labels) if _GRADES.search(label)), None)
        named = next((n for n, label in enumerate(labels) if _NAMES.search(label)), None)
        if at is None or named is None:
            continue
        names = [
            Quoted(one[named].text.strip(), holding.record.id, one[named].text, one[named].place, (table.title,), table.title, table.number)
            for one in table.rows
            if one is not row and _full(one[at].text) == _full(grade) and one[named].text.strip()
        ]  # fmt: skip
        if names:
            yield labels[at], names
        return


def _full(grade: str) -> str:
    """A grade as it is called in full, without quotation marks and what it is called a grade by."""
    bare = re.sub(r"[“”\"「」\s]|(?:等级|等次|[级档])$", "", grade)
    return _FULL.get(bare, bare)
