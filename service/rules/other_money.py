"""What of an amount is not paid by the budget: 项目支出里不是财政拨款的, all money less fiscal money, each from its own table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest import terms
from ingest.items import FUNDS_AND_THEIR_USE
from service import evidence
from service.asked_fund import NOT_FISCAL, OUTSIDE_FISCAL
from service.draft import Draft, Stated, computed, scaled
from service.evidence import Want
from service.holding import Known
from service.query import Asked
from service.rules.magnitude import alike, base_value
from service.rules.scene import Scene, answered, phrase, state

_INCOME = re.compile("收入|结转|结余|占|比重|比例|百分之|几成|哪些|哪几")
_ALL = "expenditure"  # the table of spending whoever pays, and those of one fund's by what is spent of it
_OF_BUDGET = {
    "公共预算": (("general_public",), "general_public_expenditure", "一般公共预算"),
    "政府性基金": (("government_fund",), "government_fund_expenditure", "政府性基金"),
    "国有资本经营": (("state_capital",), "state_capital_expenditure", "国有资本经营预算"),
    # 基本支出 and 项目支出 of fiscal money may stand in the table of both sides alone.
    "财政": (("fiscal_expenditure", "fiscal_balance"), "fiscal_expenditure", "财政拨款"),
}
_WHOLE = ("expenditure_this_year", "expenditure_total")


def told_instead(scene: Scene, found: Draft) -> bool:
    """Whether an answer tells a plain figure where what fiscal money does not pay is asked for."""
    query = scene.query
    if query.kind not in ("lookup", "sum", "difference") or _INCOME.search(query.text):
        return False  # 除了财政拨款还有哪些收入 asks for printed ones
    figures = [piece for piece in found.pieces if isinstance(piece, Stated)]
    return bool(OUTSIDE_FISCAL.search(query.text) and figures) and not any(piece.formula for piece in figures)


def besides(scene: Scene) -> Draft | None:
    """The amount of an item less what fiscal money pays of it; None unless a table of each says so."""
    query = scene.query
    hit = NOT_FISCAL.search(query.text)
    if hit is None or _INCOME.search(query.text) or query.counted or query.per:
        return None
    tables, spent, money = next(names for word, names in _OF_BUDGET.items() if word in hit[0])
    items = [asked for asked in query.items if not FUNDS_AND_THEIR_USE & set(asked.keys[:1])]
    if len(items) > 1:
        return None
    asked = items[0] if items else Asked(terms.name("expenditure_this_year"), _WHOLE, 0, 0)
    if asked.keys[:1] == ("expenditure_total",):
        asked = replace(asked, keys=_WHOLE)
    of_all = set(asked.keys) & set(_WHOLE)
    paid = Asked(terms.name(spent), (spent,), 0, 0) if of_all else asked
    whole, part = _in(scene, asked, (_ALL,)), _in(scene, paid, tables)
    if whole is None or part is None or not alike((whole, part)) or base_value(whole.fact) < base_value(part.fact):
        return None
    unit = query.unit or whole.fact.unit
    left = computed(
        f"{scaled('a', whole.fact.unit, unit)} - {scaled('b', part.fact.unit, unit)}",
        {"a": whole.fact, "b": part.fact},
        unit,
        bold=True,
    )
    return answered(
        f"按“{whole.fact.table}”，{phrase(scene, whole)}", *state(whole.fact),
        f"；按“{part.fact.table}”，其中{money}", *state(part.fact), f"，不是{money}的为", left, "。",
        result=left if left.certain else None,
    )  # fmt: skip


def _in(scene: Scene, asked: Asked, tables: Sequence[str]) -> Known | None:
    """The item in a table of the first of the classes that states it, of the year."""
    want = Want(asked, scene.target(), scene.basis)
    stated = [
        (found.id, known)
        for known in evidence.candidates(want, scene.holdings)
        if known.fact.source == "table"
        and known.fact.value is not None
        and known.fact.status == "exact"
        and (found := terms.table_class(known.fact.table or "")) is not None
    ]
    return next((known for table in tables for own, known in stated if own == table), None)
