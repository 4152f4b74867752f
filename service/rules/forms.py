"""Fields of words in a form, found by their printed label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest import quantity, terms
from service import asked_office
from service.draft import Draft
from service.query import Asked
from service.rules.scene import Scene, answered
from service.rules.sentences import Line, cells, narrative, newest_first, overlap


def field(scene: Scene) -> Draft | None:
    """A field of a form that the question names by its label: 归口管理科室, 业务主管部门."""
    if scene.query.items:
        return None
    asked = terms.normalise(scene.query.text)
    body = terms.normalise(scene.organisation)
    for holding in newest_first(scene):
        for line in cells(holding, least=2):
            label = terms.normalise(line.section[-1])
            if len(label) >= 4 and label not in body and label in asked and quantity.number(line.text) is None:
                return answered(f"{scene.prefix}{line.section[-1]}：", line.quoted())
    return None


# What an office of a body does: 外事科是管什么的, 人事处的职责.
_OFFICE = re.compile(r"[一-鿿]{1,10}?(?:科|室|处|股|办|组|中心)$")
_DUTIES = re.compile(
    r"管(?:的)?(?:是)?(?:什么|啥|哪)|负责(?:的)?(?:是)?(?:什么|啥|哪)|职责|职能|(?:干|做)(?:什么|啥|哪|些)|分工"
)


def office(scene: Scene) -> Draft | None:
    """The paragraph under the heading of an office within a body, where what it does is asked."""
    offices = [terms.normalise(word) for word in scene.query.rest if _OFFICE.search(word)]
    if len(offices) != 1 or not _DUTIES.search(scene.query.text):
        return None
    for holding in newest_first(scene):
        for paragraph in holding.paragraphs:
            heading = terms.normalise(paragraph.section[-1]) if paragraph.section else ""
            if heading.endswith(offices[0]) and len(paragraph.text) > len(paragraph.section[-1]) + 1:
                line = Line(paragraph.text.strip(), holding.record.id, paragraph.section, paragraph.place)
                return answered(line.quoted())
    return None


_HEADED = re.compile(r"(?:科|室|处|股|办|组|部)(?:[（(][^（）()]*[）)])?$")


def which_office(scene: Scene) -> Draft | None:
    """The paragraph of the one office that does what is asked, by its heading or by its duties; None where several may.

    Also the office that a project's form names, and the list of offices in which one is called after what is asked.
    """
    asked = asked_office.what(terms.normalise(scene.query.plain or scene.query.text))
    if not asked:
        return None
    for item in scene.query.items:
        if (in_charge := field_of_project(scene, item, _IN_CHARGE)) is not None:
            return replace(in_charge, by_words=True)
    for holding in newest_first(scene):
        scored: list[tuple[float, Line]] = []
        for paragraph in holding.paragraphs:
            heading = paragraph.section[-1].strip() if paragraph.section else ""
            if not _HEADED.search(heading) or not paragraph.text.strip().startswith(heading):
                continue
            told = terms.normalise(paragraph.text)
            if len(told) <= len(terms.normalise(heading)):
                continue
            name = terms.normalise(heading)
            score = sum(max(overlap(part, told), 2 * overlap(part, name)) for part in asked) / len(asked)
            scored.append((score, Line(paragraph.text.strip(), holding.record.id, paragraph.section, paragraph.place)))
        scored.sort(key=lambda entry: entry[0], reverse=True)
        if scored and scored[0][0] >= _TOLD_THERE and (len(scored) == 1 or scored[0][0] - scored[1][0] >= _AHEAD):
            return replace(answered(scored[0][1].quoted()), by_words=True)
        named = re.compile(f"(?:{'|'.join(map(re.escape, asked))})[一-鿿]{{0,4}}?[科室处股]")
        listed = [line for line in narrative(holding) if _OFFICES.search(line.text) and named.search(line.text)]
        if len(listed) == 1:
            return replace(answered(listed[0].quoted()), by_words=True)
    return None


_IN_CHARGE = ("主管科室", "主管处室", "归口管理科室", "归口科室", "责任科室", "实施科室", "业务科室")
_OFFICES = re.compile("内设|[科处]室|[科处][、，；][^。]{2,16}[科处][、，；。和]")
_TOLD_THERE = 0.6  # of what is asked for, in characters side by side
_AHEAD = 0.15  # by how much one office must lead the next


def field_of_project(scene: Scene, asked: Asked, labels: Sequence[str]) -> Draft | None:
    """A field of a project's form, in words."""
    for holding in newest_first(scene):
        for fact in holding.facts:
            if not fact.project or terms.key(fact.project[1]) not in asked.keys:
                continue
            for label in labels:
                for line in cells(holding):
                    if line.table_number == fact.table_number and terms.normalise(line.section[-1]).startswith(label):
                        return answered(f"{fact.project[1]}的{label}：", line.quoted())
    return None
