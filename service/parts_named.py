"""The parts of a project by the words that tell one from the other: 某补贴里民事、刑事、值班各多少. Pure.

What a project is split into is printed below its name (民事案件补贴, 刑事案件补贴, 值班律师补贴); a question says as much of each part
as no other part has. Where a word fits none of the parts, or several, the question is left as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest import terms
from service.holding import Holding
from service.query import Asked, Query

_SHORTEST = 2  # characters that tell a part


def resolved(query: Query, holdings: Sequence[Holding], year: int) -> Query:
    """The query with the parts of its one project that its other words name."""
    one_project = len(query.items) == 1 and query.rest and query.counted is None and not query.items[0].code
    if not one_project or query.kind not in ("lookup", "list"):
        return query
    parts = _parts(query.items[0], holdings, year)
    found = [[name for name in parts if word in name] for word in query.rest]
    if not parts or any(
        len(names) != 1 or len(word) < _SHORTEST for names, word in zip(found, query.rest, strict=True)
    ):
        return query
    if len({names[0] for names in found}) != len(found):
        return query
    items = []
    for names, word in zip(found, query.rest, strict=True):
        at = query.text.find(word, query.items[0].end)
        if at < 0:
            return query
        items.append(Asked(word, (parts[names[0]],), at, at + len(word)))
    return replace(query, items=tuple(items), rest=())


def _parts(whole: Asked, holdings: Sequence[Holding], year: int) -> dict[str, str]:
    """The printed names of a project's parts that state an amount, each with the key of its item."""
    found: dict[str, str] = {}
    for holding in holdings:
        for known in holding.known:
            fact = known.fact
            if (
                fact.project is not None
                and terms.key(fact.project[1]) in whole.keys
                and len(fact.row) > 1
                and fact.indicator is None
                and fact.value is not None
                and fact.year == year
                and (fact.unit or "").endswith("元")
            ):
                found.setdefault(terms.normalise(fact.row[-1]), known.item.own)
    # 第三季度 is a part of every project: by its name alone it is none of this one's.
    owners = [
        (own, known.fact.project)
        for holding in holdings
        for own in found.values()
        for known in holding.by_own.get(own, ())
    ]
    shared = {own for own, project in owners if project is None or terms.key(project[1]) not in whole.keys}
    return {name: own for name, own in found.items() if own not in shared}
