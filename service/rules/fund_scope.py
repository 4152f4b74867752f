"""A fund that is named beside lines of the budget, and pays for them: 一般公共预算，投给甲的多还是投给乙的多.

The fund is then no item to be told or set against the lines: they are meant as far as it goes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from ingest import terms
from ingest.items import AXES, FUND_OF, FUNDS_AND_THEIR_USE
from service.asked_fund import NOT_FISCAL
from service.draft import Draft, Stated
from service.evidence import FUND_NAMES
from service.query import Asked
from service.rules import funds_apart
from service.rules.magnitude import is_money
from service.rules.narrowed import between, joined_item
from service.rules.scene import Scene, may_be_of_fund

_FISCAL = frozenset({"fiscal_appropriation", "fiscal_expenditure"})
# What makes of two that stand together two things that are asked about.
_BESIDE = re.compile(
    r"[和与及跟同、；。？?]|以及|还有|还是|比|占|减|扣|除|加|相当|等于|[各另再其]|分别|(?<!总)共|多少|几|又|都|结转|结余|收入"
)
# Two lines may be told to be compared before the fund is named: 甲与乙相比，一般公共预算安排哪个更多.
_COMPARED = re.compile(r"(?:相比|比起来|比较|两[项个者块]|二者)(?:之间)?[，,]?")
# Kinds of questions that set amounts against each other: one line and its fund are two of them.
_OF_TWO = frozenset({"sum", "difference", "compare", "multiple", "share"})
_ASKED_OF = _OF_TWO | {"lookup", "list", "change", "rate", "completion", "reason"}
_PAIR = 2


def under_fund(scene: Scene) -> Scene:
    """The scene with its lines confined to the one fund that is named beside them; as it is where the fund itself is asked about."""
    query = scene.query
    if query.fund:
        return _of_the_part(scene, query.fund)
    if query.kind not in _ASKED_OF:
        return scene
    if (fund := _of_the_table(scene)) is not None:
        return scene.with_query(fund=fund)
    funds = [asked for asked in query.items if _fund(asked) is not None]
    lines = [asked for asked in query.items if asked not in funds]
    rows = [asked for asked in lines if not AXES & set(asked.keys[:1])]
    if len(funds) != 1 or not rows or any(set(asked.keys) & _NO_PART for asked in rows):
        return scene
    if query.kind in _OF_TWO and len(lines) < _PAIR:
        return scene
    if query.kind == "share" and not _one_of_the_other(scene, lines):
        return scene  # 一般公共预算里甲和乙各占多少: of the fund
    if not _pays(scene, funds[0], lines):
        return scene
    if query.kind == "lookup" and len(query.items) == _PAIR and joined_item(scene) is not None:
        return scene  # one amount, which is told as narrowed
    return scene.with_query(items=tuple(lines), fund=_fund(funds[0]))


def _of_the_part(scene: Scene, fund: str) -> Scene:
    """The scene with a part confined to the fund behind it, and not its whole: 总支出里城乡社区支出（政府性基金）占几成."""
    query = scene.query
    hit = _BEHIND_A_PART.search(query.text) if query.kind == "share" else None
    part = next((a for a in reversed(query.items) if hit and a.end <= hit.start()), None)
    if hit is None or part is None or _BESIDE.search(query.text[part.end : hit.start()]):
        return scene
    confined = tuple(replace(a, within=(*a.within, fund)) if a is part else a for a in query.items)
    return scene.with_query(items=confined, fund=None)


# The fund, by any name that `asked_fund` takes for one, in brackets between a part and what asks for its share.
_BEHIND_A_PART = re.compile(
    "[（(](?:(?:一般)?公共预算|政府性基金|国有资本经营)[^（）()]*[）)](?=[^，。；？?]{0,6}(?:占|相当))"
)


def of_other_money(scene: Scene, found: Draft) -> bool:
    """Whether an answer to what one fund pays tells an amount that is not of that fund."""
    fund = scene.query.fund
    if (
        fund is None
        or scene.query.kind == "consistency"
        or funds_apart.asks(scene.query.text)
        or NOT_FISCAL.search(scene.query.text)
    ):
        return False
    told = {fact.id for piece in found.pieces if isinstance(piece, Stated) for fact in piece.facts}
    return any(
        known.fact.id in told and is_money(known) and not may_be_of_fund(known, fund)
        for holding in scene.holdings
        for known in holding.known
    )


def _of_the_table(scene: Scene) -> str | None:
    """The fund whose table several lines are read from: 一般公共预算支出表中，甲和乙加在一起."""
    query = scene.query
    if query.kind not in _OF_TWO or len(query.items) < _PAIR or len(query.places) != 1:
        return None
    place = query.places[0][1]
    named = [key for key, name in FUND_NAMES.items() if name in place]
    if any(set(asked.keys) & _NO_PART for asked in query.items) or len(named) > 1:
        return None
    return named[0] if named else "fiscal_appropriation" if "财政拨款" in place else None


def under_basic(scene: Scene) -> Scene:
    """The scene of one line of the economic classes without the 基本支出 that it is said to stand in.

    一般公共预算基本支出里的会议费，比年初预算省了多少: whatever is asked is asked of the line.
    """
    query = scene.query
    if len(query.items) != _PAIR or not (query.between_bases or query.kind in _OF_ONE):
        return scene
    if query.kind == "lookup" and joined_item(scene) is not None:
        return scene  # one amount, which is told as narrowed
    basic, line = query.items
    holds = set(basic.keys[:1]) & _GATHER and _HOLDS.fullmatch(between(scene, basic, line))
    spent_on = line.code is None and bool(set(line.keys) & _economic_names())
    return scene.with_query(items=(line,)) if holds and spent_on else scene


_OF_ONE = frozenset({"lookup", "change", "rate", "completion", "reason"})
_GATHER = frozenset({"basic_expenditure", "personnel_expenses", "operating_expenses"})
_HOLDS = re.compile(
    r"(?:的)?(?:预算|决算)?(?:这一?块)?(?:里面?|里头|里边|之?中|当中|之?内|列支)?的?[，,]?(?:其中)?的?[“\"]?"
)


@cache
def _economic_names() -> frozenset[str]:
    """What money is spent on by the economic classes, as keys."""
    return frozenset(
        terms.key(name) for code in terms.codes().values() if code.system == "economic" for name in code.names
    )


def _fund(asked: Asked) -> str | None:
    """The fund that an item is, by what comes in of it or by what is spent of it."""
    for key in asked.keys:
        fund = FUND_OF.get(key, key)
        if fund in FUND_NAMES or fund in _FISCAL:
            return "fiscal_appropriation" if fund in _FISCAL else fund
    return None


_NO_PART = FUNDS_AND_THEIR_USE | terms.WHOLES


def _pays(scene: Scene, fund: Asked, lines: Sequence[Asked]) -> bool:
    """Whether nothing between a fund and the line next to it sets them beside each other."""
    before = [asked for asked in lines if asked.end <= fund.start]
    behind = [asked for asked in lines if asked.start >= fund.end]
    if behind and not before:
        return not _BESIDE.search(between(scene, fund, behind[0]))
    if before and not behind:
        return not _BESIDE.search(_COMPARED.sub("", between(scene, before[-1], fund))) and not _ASKS_EACH.match(
            scene.query.text, fund.end
        )
    # 甲的一般公共预算支出是乙的几倍: as far as it pays for either.
    return bool(before) and _OF_THE_LINE.fullmatch(between(scene, before[-1], fund)) is not None


_OF_THE_LINE = re.compile('[”"]?(?:这一?项|科目)?的')
# Both the line and the fund are asked for.
_ASKS_EACH = re.compile(r"[^，。；？?]{0,4}(?:各|分别|都)")


def _one_of_the_other(scene: Scene, lines: Sequence[Asked]) -> bool:
    """Whether what part one line is of another is asked: 甲占乙多少, 乙里甲占多少."""
    return any(_PART_OF.search(between(scene, one, two)) for one, two in pairwise(lines))


_PART_OF = re.compile("占|相当|里|中|内|其中")
