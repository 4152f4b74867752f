"""What a question counts in 个 because one may, where its disclosure counts the same in a measure word of its own: 几个公园, 9座."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ingest import quantity
from service.holding import Holding
from service.query import Query

_ANY = "个"
# Measure words of things that 个 may stand for; people, times and amounts have words that it is not said for.
_OF_THINGS = frozenset(
    {"座", "家", "所", "处", "条", "间", "套", "台", "栋", "幢", "块", "支", "只", "棵", "部", "种", "项"}
)


def resolved(query: Query, holdings: Iterable[Holding], year: int) -> Query:
    """The query, counting in the one measure that the items' own numbers of that year have; the same where 个 is told, or several are."""
    if _ANY not in (query.counted, query.per) or not query.items:
        return query
    units = {
        known.fact.unit
        for holding in holdings
        for asked in query.items
        for key in asked.keys
        for known in holding.by_own.get(key, ())
        if known.fact.unit and known.fact.year == year and known.fact.value is not None
    }
    bases = {unit.base for name in units if (unit := quantity.unit(name))} - {"元", "%"}
    own = bases & _OF_THINGS
    if not len(bases) == len(own) == 1:
        return query
    (measure,) = own
    counted, per = (measure if said == _ANY else said for said in (query.counted, query.per))
    return replace(query, counted=counted, per=per)
