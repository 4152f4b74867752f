"""Query and evidence become a draft without a language model: one small module for each way of asking."""

from __future__ import annotations

from collections.abc import Callable

from service.draft import Draft
from service.query import QueryKind
from service.rules import (
    change,
    comparison,
    completion,
    consistency,
    contacts,
    forms,
    glossary,
    listing,
    lookup,
    notes,
    prices,
    projects,
    ranking,
    reason,
    share,
    topics,
    totals,
    words,
)
from service.rules.scene import Scene

_RULES: dict[QueryKind, tuple[Callable[[Scene], Draft | None], ...]] = {
    "lookup": (
        prices.cost_by_head,
        prices.per_head,
        projects.field,
        words.counted,
        lookup.average,
        lookup.lookup,
        topics.topic,
    ),
    "change": (change.change,),
    "rate": (change.rate, lookup.percentage),
    "share": (share.share,),
    "sum": (totals.sum_of,),
    "completion": (completion.completion,),
    "difference": (comparison.difference, comparison.compare, change.change),
    "compare": (comparison.compare,),
    "multiple": (comparison.multiple, change.rate),
    "projects": (totals.project_list, listing.listing),
    "blank_tables": (notes.blank_tables,),
    "weights": (totals.weights,),
    "rank": (ranking.rank,),
    "list": (projects.field, listing.listing),
    "reason": (reason.reason,),
    "purpose": (reason.purpose, topics.topic),
    "consistency": (consistency.consistency,),
    "definition": (projects.field, glossary.definition, topics.topic),
    "contact": (contacts.contact,),
    "text": (topics.topic,),
    "held": (listing.listing,),
}
_LAST: tuple[Callable[[Scene], Draft | None], ...] = (topics.topic, forms.field, words.figure_in_words, words.told)


def draft(scene: Scene) -> Draft | None:
    """The first rule that has an answer; None where the disclosures do not say."""
    if scene.query.between_bases and scene.query.kind != "reason":
        return comparison.difference(scene)
    if scene.query.per_head:
        return prices.cost_by_head(scene) or prices.per_head(scene)
    for rule in (*_RULES[scene.query.kind], *(_LAST if _may_search(scene) else ())):
        found = rule(scene)
        if found is not None:
            return found
    return None


def by_words(scene: Scene) -> Draft | None:
    """What the question's own words find in sentences and labels, whatever item it names."""
    return words.figure_in_words(scene)


def _may_search(scene: Scene) -> bool:
    """Whether the question's own words may be searched for: an item that is named has already been looked up."""
    return scene.query.kind in ("lookup", "list", "text", "purpose") and (
        not scene.query.items or bool(scene.query.rest)
    )
