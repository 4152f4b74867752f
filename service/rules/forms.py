"""Fields of words in a form, found by their printed label."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest import quantity, terms
from service.draft import Draft
from service.query import Asked
from service.rules.scene import Scene, answered
from service.rules.sentences import Line, cells, newest_first


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
