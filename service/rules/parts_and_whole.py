"""Whether items that a question adds up come to the one it holds them against: 甲和乙相加，跟丙一致吗."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from ingest import quantity, terms
from ingest.items import FISCAL
from service.draft import Draft, Marked, Piece, added
from service.holding import Known
from service.query import Asked, BasisAsked, Query
from service.rules import breakdown, said_whole, sums
from service.rules.everywhere import everywhere
from service.rules.magnitude import alike, base_value
from service.rules.scene import Scene, called, phrase, state
from service.rules.verdicts import verdict, within

# 甲和乙相加，跟丙一致吗: what stands before is added up, what stands behind is the whole; or the other way round.
_IS_ADDED = re.compile(
    "相加|加起来|加在一起|加到?一[起块]|合起来|之和|总和|加总|加一起|合计(?=[，,]?(?:起来)?[，,]?[和与跟同是等])"
)


def added_up(scene: Scene, year: int) -> Draft | None:
    """Items that are said to be added up, against the one that they are set against; funds by what is spent of them."""
    query = scene.query
    added_word = _IS_ADDED.search(query.text)
    if added_word is None:
        return None
    items = [_of_side(asked, query.text) for asked in query.items]
    before, behind = (
        [a for a in items if a.end <= added_word.start()],
        [a for a in items if a.start >= added_word.end()],
    )
    if not behind and _are_listed(query.text, before):
        return _of_unnamed(scene, before, year)
    if not behind:  # 丙等于甲和乙之和
        before, behind = before[1:], before[:1]
    wholes = [a for a in behind if not (set(a.keys) & _OF_ALL and any(set(b.keys) & FISCAL for b in behind))]
    if len(before) < _PARTS or len(wholes) != 1:
        return None
    levels = _of_one_stage(scene, (*before, wholes[0]), year)
    parts = [known for known in levels[:-1] if known.fact.value is not None]
    if len(parts) < _PARTS or levels[-1].fact.value is None:
        return None
    return _with_blanks(sums.against_total(scene, parts, levels[-1], "合计"), levels)


def _of_one_stage(scene: Scene, items: Sequence[Asked], year: int) -> list[Known]:
    """What all the items came to, planned or spent alike, also where they are best told apart; none where one is missing.

    A blank cell beside a number in one table is what its item came to.
    """
    bases: tuple[BasisAsked | None, ...] = (scene.basis,) if scene.basis else (None, "actual", "budget")
    for basis in bases:
        levels = [scene.level(asked, year, basis=basis) for asked in items]
        found = [known for known in levels if known is not None]
        tables = {known.fact.table_number for known in found if known.fact.value is not None}
        printed = all(known.fact.value is not None or known.fact.table_number in tables for known in found)
        if printed and len(found) == len(items) and len({known.fact.basis == "actual" for known in found}) == 1:
            return found
    return []


def _with_blanks(draft: Draft | None, found: Sequence[Known]) -> Draft | None:
    """The same, with the items whose cells are blank said to be added as nothing."""
    blank = [known for known in found if known.fact.value is None]
    if draft is None or not blank:
        return draft
    pieces: list[Piece] = ["\n"]
    for at, known in enumerate(blank):
        pieces += ["、" if at else "", called(known), Marked(known.fact)]
    return replace(draft, pieces=(*draft.pieces, *pieces, f"在“{blank[0].fact.table}”中为空（未列金额），没有计入。"))


_PARTS = 2
_BETWEEN = re.compile(r"(?:的钱|经费|支出|预算|决算)?(?:[、，,和与及跟同]|以及|加上?|还有)+")


def _are_listed(text: str, items: Sequence[Asked]) -> bool:
    """Whether items stand side by side, none of them set against the others."""
    return all(_BETWEEN.fullmatch(text[one.end : other.start].strip()) for one, other in pairwise(items))


# Between a whole and the parts that are listed behind it by commas of their own: 甲和乙、丙的合计是否一致.
_SET_AGAINST = re.compile(r"(?:的钱|经费|支出|预算|决算)?(?:数|额)?(?:[和与跟同]|是否|是不是)(?:它|其)?的?")
_PART_AFTER_PART = re.compile(r"(?:的钱|经费|支出|预算|决算)?、")


def _whole_first(text: str, items: Sequence[Asked]) -> bool:
    """Whether the first of the items named may be what the others, listed behind it and added up, are held against."""
    first, *others = items
    if len(others) < _PARTS or not _SET_AGAINST.fullmatch(text[first.end : others[0].start].strip()):
        return False
    return all(_PART_AFTER_PART.fullmatch(text[a.end : b.start].strip()) for a, b in pairwise(others))


def are_added(query: Query) -> bool:
    """Whether all that is named stands side by side and is to be added up: what it is held against is not named."""
    added_word = _IS_ADDED.search(query.text)
    items = query.items
    return (
        len(items) >= _PARTS
        and added_word is not None
        and all(a.end <= added_word.start() for a in items)
        and _are_listed(query.text, items)
    )


def _of_unnamed(scene: Scene, items: Sequence[Asked], year: int) -> Draft | None:
    """Parts against the whole that the question only tells by its amount, or by what they are."""
    listed = _of_one_stage(scene, items, year)
    found = [known for known in listed if known.fact.value is not None]
    if len(found) < _PARTS:
        return None
    return _with_blanks(_against_unnamed(scene, items, found), listed)


def _against_unnamed(scene: Scene, items: Sequence[Asked], found: Sequence[Known]) -> Draft | None:
    whole = said_whole.by_amount(scene, found)
    if whole is None and len(found) == len(items) and _whole_first(scene.query.text, items) and _is_above(found):
        return sums.against_total(scene, found[1:], found[0], "合计")  # the first is no part of itself
    whole = whole or said_whole.by_kind(scene, found)
    if whole is not None:
        return sums.against_total(scene, found, whole, "合计")
    said = said_whole.amounts(scene, found[0].fact.unit)
    if not said and _whole_first(scene.query.text, items) and _is_above(found):
        return sums.against_total(scene, found[1:], found[0], "合计")
    return _against_said(scene, found, said[0]) if len(said) == 1 and alike(found) else None


def _is_above(found: Sequence[Known]) -> bool:
    """Whether the first of several amounts is no less than any other, as a whole must be."""
    return alike(found) and base_value(found[0].fact) == max(base_value(known.fact) for known in found)


def _against_said(scene: Scene, found: Sequence[Known], said: quantity.Quantity) -> Draft:
    """Parts added up against an amount that only the question says."""
    unit = found[0].fact.unit
    figure = added([known.fact for known in found], unit)
    pieces: list[Piece] = []
    for at, known in enumerate(found):
        pieces += ["、" if at else "", called(known) if at else phrase(scene, known), *state(known.fact)]
    apart = abs(sum((base_value(known.fact) for known in found), Decimal(0)) - said.base)
    return verdict(
        *pieces, "，合计", figure, "。",
        same=apart == 0, nearly=apart <= within(found) + said.half_step,
    )  # fmt: skip


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


# All three kinds, in whatever order, of what is bought.
PROCURED = re.compile(r"(?=.*采购)(?=.*货物)(?=.*工程)(?=.*服务)")


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
