"""Query and evidence become a draft without a language model: one small module for each way of asking."""

from __future__ import annotations

from collections.abc import Callable

from service.draft import Draft
from service.query import QueryKind
from service.rules import change, consistency, lookup, projects, reason, several, texts
from service.rules.scene import Scene

_RULES: dict[QueryKind, tuple[Callable[[Scene], Draft | None], ...]] = {
    "lookup": (
        texts.cost_by_head,
        texts.per_head,
        projects.field,
        texts.counted,
        lookup.average,
        lookup.lookup,
        texts.topic,
    ),
    "change": (change.change,),
    "rate": (change.rate, lookup.percentage),
    "share": (several.share,),
    "sum": (several.sum_of,),
    "completion": (several.completion,),
    "difference": (several.difference, several.compare, change.change),
    "compare": (several.compare,),
    "multiple": (several.multiple, change.rate),
    "projects": (several.project_list, several.listing),
    "blank_tables": (texts.blank_tables,),
    "weights": (several.weights,),
    "rank": (several.rank,),
    "list": (projects.field, several.listing),
    "reason": (reason.reason,),
    "purpose": (reason.purpose, texts.topic),
    "consistency": (consistency.consistency,),
    "definition": (projects.field, texts.definition, texts.topic),
    "contact": (texts.contact,),
    "text": (texts.topic,),
    "held": (several.listing,),
}
_LAST: tuple[Callable[[Scene], Draft | None], ...] = (texts.topic, texts.field, texts.figure_in_words, texts.told)


def draft(scene: Scene) -> Draft | None:
    """The first rule that has an answer; None where the disclosures do not say."""
    if scene.query.between_bases and scene.query.kind != "reason":
        return several.difference(scene)
    if scene.query.per_head:
        return texts.cost_by_head(scene) or texts.per_head(scene)
    for rule in (*_RULES[scene.query.kind], *(_LAST if _may_search(scene) else ())):
        found = rule(scene)
        if found is not None:
            return found
    return None


def by_words(scene: Scene) -> Draft | None:
    """What the question's own words find in sentences and labels, whatever item it names."""
    return texts.figure_in_words(scene)


def _may_search(scene: Scene) -> bool:
    """Whether the question's own words may be searched for: an item that is named has already been looked up."""
    return scene.query.kind in ("lookup", "list", "text", "purpose") and (
        not scene.query.items or bool(scene.query.rest)
    )
