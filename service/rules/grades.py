"""Which projects got a grade (哪几个项目评了优), out of the column of grades that a list of evaluated projects has.

And how many of them did, which a sentence tells: 绩效评级为“优”的项目几个.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest import terms
from ingest.model import Fact, Table
from ingest.terms import strip_number
from service.draft import Draft, Piece, Quoted, cited, computed
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
_NOT = re.compile(
    r"[没未不](?:有|能|曾)?(?:是|为|被)?[拿得评获定打达]|(?:不是|并非|非)(?=[“\"「]?(?:优|良|中|差))|除(?:了|去|开)?[“\"「]?(?:优|良|中|差)"
)
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


# A grade right before a number of projects, or right behind it: 评级为“优”的项目5个, 5个项目评为优.
_HOW_MANY = re.compile(r"(?:几|多少)(?:个|项)")
_OF_GRADE = re.compile(rf"[“\"「]?(?P<grade>{_GRADE})[”\"」]?的(?:项目)?(?:一?共|总共)?有?(?:几|多少)[个项]")
_GRADED_BEFORE = re.compile(
    rf"(?:评级|等级|等次|评定|评价|评为|结果|结论|为)(?:结果|等级|是|为|达到?)*[“\"「]?(?P<grade>{_GRADE})[”\"」]?(?:级|等级|等次|等|档)?的?(?:项目|有|共)*$"
)
_GRADED_BEHIND = re.compile(
    rf"^[个项]?(?:项目)?的?(?:绩效|自评|评价)*(?:评级|等级|等次|评定|结果|结论|评|为)+(?:是|为|达到?)*[“\"「]?(?P<grade>{_GRADE})(?![一-鿿]*分)"
)


def counted(scene: Scene) -> Draft | None:
    """How many projects got the grade asked for, as the one sentence of the year tells it."""
    grade = number_asked(scene.query.text)
    if grade is None or _NOT.search(scene.query.text):
        return None
    fact = _number(scene, grade)
    if fact is None:
        return None
    figure = cited(fact, bold=True)
    lead = f"{scene.prefix}{fact.year}年绩效评级为“{grade}”的项目"
    return answered(lead, figure, "。", result=figure if figure.certain else None)


def without(scene: Scene) -> Draft | None:
    """How many of the projects that were evaluated did not get a grade: all of them less those that did, told in one sentence."""
    text = scene.query.text
    hit = _WITHOUT.search(text)
    if hit is None or not _HOW_MANY.search(text) or not _EVALUATED.search(text):
        return None
    got = _number(scene, hit["grade"] or hit["besides"])
    if got is None or got.span is None:
        return None
    number_of = [
        fact
        for holding in scene.holdings
        for fact in holding.facts
        if fact.document == got.document and fact.quote == got.quote and fact.unit == got.unit and fact.value is not None
        and fact.measure == "count" and fact.row and _OF_ALL.search(fact.row[-1]) and len(fact.row) == 1
    ]  # fmt: skip
    before = [fact for fact in number_of if fact.span is not None and fact.span[0] < got.span[0]]
    whole = max(before, key=lambda fact: fact.span or (0, 0), default=None)
    if whole is None or (whole.value or 0) < (got.value or 0):
        return None
    rest = computed("a - b", {"a": whole, "b": got}, whole.unit, bold=True)
    lead = f"{scene.prefix}{got.year}年{whole.row[-1]}"
    return replace(
        answered(
            lead, cited(whole), f"，其中{got.row[-1] if got.row else ''}", cited(got), "，其余", rest, "。", result=rest if rest.certain else None,
        ),
        by_words=True,
    )  # fmt: skip


_WITHOUT = re.compile(
    rf"[没未不](?:有|能|是|曾)?(?:被)?(?:拿|得|评|获|定|打|达|为|到)*(?:到|上|为|成|得)?[“\"「]?(?P<grade>{_GRADE})[”\"」]?(?:级|等级|等次|等|档)?(?=的|有|项目|[，。？?]|$)"
    rf"|(?:除(?:了|去|开)?)[“\"「]?(?P<besides>{_GRADE})[”\"」]?(?:级|等级|等次|等|档)?(?:的|项目)*(?:之外|以外|外|，)"
)
_OF_ALL = re.compile("自评|自我评价|评价")


def _number(scene: Scene, grade: str) -> Fact | None:
    """The one number of projects that got a grade in the year, as a sentence tells it."""
    found = [
        fact
        for holding in scene.holdings
        if holding.record.year == scene.target()
        for fact in holding.facts
        if fact.source == "narrative" and fact.measure == "count" and fact.span is not None and fact.value is not None
        and _grade_told(fact.quote[: fact.span[0]], fact.quote[fact.span[1] :]) == _full(grade)
    ]  # fmt: skip
    return found[0] if len({fact.value for fact in found}) == 1 else None


def number_asked(text: str) -> str | None:
    """The grade of which it is asked how many projects have it; None where no number is asked for."""
    got = _GOT.search(text) or _OF_GRADE.search(text)
    return got["grade"] if got and _HOW_MANY.search(text) and _EVALUATED.search(text) else None


def _grade_told(before: str, behind: str) -> str | None:
    """The grade, in full, of what is counted between two pieces of a sentence; None without one."""
    hit = _GRADED_BEFORE.search(before) or _GRADED_BEHIND.search(behind)
    return _full(hit["grade"]) if hit else None


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
