"""What is counted of the whole body, where its short name is printed of one project alone: 学生 of a school is 在校学生. Pure.

A word that nothing else explains may tell the project, or a part of the body: then the name stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest import terms
from service.holding import Holding
from service.query import Asked, Query
from service.rules.sentences import overlap

_NAMED = 0.5  # of a project's name, in a question about it


def resolved(query: Query, holdings: Sequence[Holding], year: int) -> Query:
    """The query with each count that only a project prints, and no project is named, as the one that the body prints."""
    if (
        query.rest
        or query.kind not in ("lookup", "list", "change")
        or not any(len(asked.keys) == 1 for asked in query.items)
    ):
        return query
    return replace(query, items=tuple(_of_the_whole(asked, query, holdings, year) for asked in query.items))


def _of_the_whole(asked: Asked, query: Query, holdings: Sequence[Holding], year: int) -> Asked:
    if asked.code or len(asked.keys) != 1 or asked.keys[0] in terms.concepts():
        return asked
    told = [k for h in holdings for k in h.known if k.fact.year == year and k.fact.value is not None and k.fact.row]
    own = [known for known in told if known.item.own == asked.keys[0]]
    projects = {known.fact.project[1] for known in own if known.fact.project}
    if not own or len(projects) != 1 or any(k.fact.project is None or k.fact.measure != "count" for k in own):
        return asked
    text = terms.normalise(query.text)
    if any(overlap(terms.normalise(name), text) >= _NAMED for name in projects):
        return asked
    word, unit = terms.normalise(asked.text), own[0].fact.unit
    wholes = {
        known.item.own
        for known in told
        if known.fact.project is None and known.fact.measure == "count" and known.fact.unit == unit
        and terms.normalise(known.fact.row[-1]).endswith(word)
    }  # fmt: skip
    return replace(asked, keys=tuple(wholes)) if len(wholes) == 1 else asked
