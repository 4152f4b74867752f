"""Whether items that a question adds up come to the one it holds them against: 甲和乙相加，跟丙一致吗."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest import terms
from ingest.items import FISCAL
from service.draft import Draft
from service.query import Asked
from service.rules import breakdown, sums
from service.rules.everywhere import everywhere
from service.rules.scene import Scene

# 甲和乙相加，跟丙一致吗: what stands before is added up, what stands behind is the whole; or the other way round.
_IS_ADDED = re.compile(
    "相加|加起来|加在一起|加到?一[起块]|合起来|之和|总和|加总|加一起|合计(?=[，,]?(?:起来)?[，,]?[和与跟同是等])"
)


def added_up(scene: Scene, year: int) -> Draft | None:
    """Items that are said to be added up, against the one that they are set against; funds by what is spent of them."""
    query = scene.query
    added = _IS_ADDED.search(query.text)
    if added is None:
        return None
    items = [_of_side(asked, query.text) for asked in query.items]
    before, behind = [a for a in items if a.end <= added.start()], [a for a in items if a.start >= added.end()]
    if not behind:  # 丙等于甲和乙之和
        before, behind = before[1:], before[:1]
    wholes = [a for a in behind if not (set(a.keys) & _OF_ALL and any(set(b.keys) & FISCAL for b in behind))]
    if len(before) < _PARTS or len(wholes) != 1:
        return None
    whole = scene.level(wholes[0], year)
    found = [
        known for known in (scene.level(a, year) for a in before) if known is not None and known.fact.value is not None
    ]
    if whole is None or whole.fact.value is None or len(found) != len(before):
        return None
    return sums.against_total(scene, found, whole, "合计")


_PARTS = 2


_OF_ALL = frozenset(
    {"expenditure_this_year", "expenditure_total", "revenue_this_year", "revenue_total", "budget_total"}
)


def _of_side(asked: Asked, text: str) -> Asked:
    """A fund, called by its name alone, as what is spent of it, where it is spending that is spoken of."""
    spent = tuple(breakdown.SPENT_OF[key] for key in asked.keys if key in breakdown.SPENT_OF)
    if not spent or "收入" in text or not re.search("支出|花", text):
        return asked
    return replace(
        asked, keys=(*spent, *(key for key in asked.keys if key not in spent and key not in breakdown.SPENT_OF))
    )


PROCURED = re.compile(r"采购.*货物.{1,8}工程.{1,8}服务")


def procurement(scene: Scene, year: int) -> Draft | None:
    """Goods, works and services against the whole of 政府采购, which must be one amount wherever it is printed."""
    asked = Asked("政府采购", ("government_procurement",), 0, 0)
    stated = everywhere(scene, asked, year)
    if stated is not None and str(stated.pieces[0]).startswith("不一致"):
        return stated
    parent = scene.level(asked, year)
    kinds = ("procurement_goods", "procurement_works", "procurement_services")
    levels = [scene.level(Asked(terms.name(kind), (kind,), 0, 0), year) for kind in kinds]
    found = [known for known in levels if known is not None and known.fact.value is not None]
    if parent is None or parent.fact.value is None or not found:
        return stated
    return sums.against_total(scene, found, parent)
