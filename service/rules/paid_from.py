"""From which funds an item's money comes: the columns of its own row, where a table sets the funds side by side."""

from __future__ import annotations

import re

from ingest import items, terms
from ingest.terms import strip_number
from service import evidence
from service.asked_fund import FUND_WORDS, FUNDS_TOGETHER, PAID_FROM
from service.draft import Draft, Piece, Quoted, added, sentence_of
from service.holding import Known
from service.rules.magnitude import alike, says_all
from service.rules.scene import Scene, answered, phrase, state, unit_for


def funds(scene: Scene) -> Draft | None:
    """What each fund pays of an item; None unless the columns of one row come to its whole amount."""
    if not PAID_FROM.search(scene.query.text) or len(scene.query.items) != 1:
        return None
    asked, year = scene.query.items[0], scene.target()
    if set(asked.keys) & (terms.TOTALS | items.FUNDS_AND_THEIR_USE):
        return None  # where all the money comes from is told by the table of revenue
    for whole in evidence.candidates(evidence.Want(asked, year, scene.basis), scene.holdings):
        if told := _told(whole):
            return answered(phrase(scene, whole), *state(whole.fact, unit_for(scene, whole.fact)), "，文件写明：", told)
        if found := _columns(scene, whole):
            pieces: list[Piece] = [
                phrase(scene, whole),
                *state(whole.fact, unit_for(scene, whole.fact)),
                "，资金来源是：\n",
            ]
            for known in found:
                name = strip_number(known.fact.column[-1])
                pieces += [f"- {name}：", *state(known.fact, unit_for(scene, known.fact), bold=True), "\n"]
            return answered(*pieces)
    return None


_BY = re.compile(
    rf"^[^。；\d]{{0,4}}?(?:全部|均|都|全额)?由(?:{FUND_WORDS.pattern})(?:资金)?(?:安排|保障|负担|列支|解决|支付|承担)"
)


def _told(whole: Known) -> Quoted | None:
    """The sentence of an amount that names, right behind it, the one fund that pays it; None where it names none."""
    fact = whole.fact
    if fact.source != "narrative" or not fact.value or fact.span is None:
        return None
    hit = _BY.match(fact.quote[fact.span[1] :])
    if hit is None:
        return None
    return sentence_of(fact)


def together(scene: Scene) -> Draft | None:
    """An item as far as several funds pay for it, added up: 财政拨款、事业收入和其他收入全算上."""
    hit = FUNDS_TOGETHER.search(scene.query.text)
    if hit is None or len(scene.query.items) != 1:
        return None
    asked, year = scene.query.items[0], scene.target()
    named = [terms.key(fund[0]) for fund in FUND_WORDS.finditer(hit["funds"])]
    for whole in evidence.candidates(evidence.Want(asked, year, scene.basis), scene.holdings):
        beside = _columns(scene, whole)
        of_each = [[known for known in beside if _is_of(terms.key(known.fact.column[-1]), fund)] for fund in named]
        found = [known for one in of_each for known in one]
        if not all(of_each) or len({known.fact.id for known in found}) != len(found):
            continue
        sum_of_them = added([known.fact for known in found], unit_for(scene, whole.fact) or whole.fact.unit)
        pieces: list[Piece] = [f"{phrase(scene, whole)}里，上述资金合计", sum_of_them, "，其中"]
        for at, known in enumerate(found):
            pieces += ["、" if at else "", strip_number(known.fact.column[-1]), *state(known.fact)]
        return answered(*pieces, "。", result=sum_of_them if sum_of_them.certain else None)
    return None


_FISCAL = frozenset({"general_public_budget", "government_fund_budget", "state_capital_budget"})


def _is_of(column: str, fund: str) -> bool:
    """Whether a column is of a fund; 财政拨款 is the three that the treasury gives."""
    return column == fund or (fund == "fiscal_appropriation" and column in _FISCAL)


def _columns(scene: Scene, whole: Known) -> list[Known]:
    """The funds in the row of an amount, where they come to it but for rounding."""
    fact = whole.fact
    if fact.source != "table" or not fact.value:
        return []
    beside = [
        known
        for known in scene.holding(fact).known
        if (known.fact.table_number, known.fact.row, known.fact.code) == (fact.table_number, fact.row, fact.code)
        and (known.fact.year, known.fact.basis, known.fact.project) == (fact.year, fact.basis, fact.project)
        and known.fact.value
        and known.fact.column
        and terms.key(known.fact.column[-1]) in items.FUNDS
    ]
    return beside if beside and alike((*beside, whole)) and says_all(beside, whole) else []
