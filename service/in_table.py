"""Whether a figure stands in the table that a question names: what another one states is no answer for it."""

from __future__ import annotations

import re

from ingest import terms
from service.draft import Draft
from service.rules.scene import Scene, is_named

_TELLING = 4  # characters of a table's name, so that it is the one meant
_STAGE = re.compile("(?:预算|决算)?(?:总|明细)?表$")


def elsewhere(scene: Scene, draft: Draft) -> bool:
    """Whether the one figure of an answer stands outside the one table that is named, and that table is held."""
    result, query = draft.result, scene.query
    if len(query.places) != 1 or query.kind != "lookup" or not query.items or result is None or len(result.facts) != 1:
        return False
    place = query.places[0][1]
    name = _STAGE.sub("", place)
    if all(asked.text.endswith("表") for asked in query.items):
        return False  # the table is asked about as the whole that it tells
    if len(name) < _TELLING or is_named(place, result.facts[0].table or ""):
        return False
    return any(
        name in terms.normalise(title)
        for holding in scene.holdings
        if holding.record.year == scene.target()
        for title in {fact.table for fact in holding.facts if fact.table}
    )
