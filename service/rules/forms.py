"""Fields of words in a form, found by their printed label."""

from __future__ import annotations

from collections.abc import Sequence

from ingest import quantity, terms
from service.draft import Draft
from service.query import Asked
from service.rules.scene import Scene, answered
from service.rules.sentences import cells, newest_first


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
