"""What a share is of: the whole that a question names, or the one that the item is printed below.

A part and its whole must count the same money: what one fund pays for is a part of that fund's total only as far as that
fund pays for it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest import terms
from service import evidence
from service.holding import Known
from service.query import Asked
from service.rules.scene import Scene
from service.rules.totals import RECEIVED, REVENUE, SPENT, TOTAL

_EACH = re.compile(r"分别占|各占|各自占|占比分别|分别.{0,4}比例|各.{0,4}比例")
_WITHIN = re.compile(r"[里中内]|其中|当中")
_OF_WHOLE = re.compile(r"占(?!了?多少|多大|几|百分)")
_PAIR = 2
# 甲的百分之几用在乙上, 甲有几成是乙: the first one is the whole.
_ASKED_OF_FIRST = re.compile(
    r"(?:百分之(?:几|多少)|[几多]少?成|多少|几分之几)[^占]{0,4}(?:是|用|花|给|归|属|投|为)[在于到]?"
)
LISTED = re.compile(r"[、和与及跟]|以及|还有")
# Behind several items, of each of which a share is asked for.
_ALL_LISTED = re.compile(r"占比|比例|比重|(?:各|每|分别)[^，。？?]{0,8}占|占(?:了)?(?:多[少大]|几|百分)")
FUNDS = frozenset(
    {
        "general_public_budget",
        "general_public_expenditure",
        "government_fund_budget",
        "government_fund_expenditure",
        "fiscal_appropriation",
        "fiscal_expenditure",
        "fiscal_total",
    }
)
# Tables that count all of a body's money, whoever pays.
_ALL_FUNDS = frozenset({"expenditure", "balance", "revenue"})
PROCURED = frozenset({"procurement_goods", "procurement_works", "procurement_services"})

_AWARDED = frozenset({"contracts_of_small_and_medium", "contracts_of_small_and_micro"})


def total(scene: Scene) -> Asked:
    """All that is spent, which a share is of where no whole is named."""
    kinds = {holding.record.kind for holding in scene.holdings if holding.record.year == scene.target()}
    return SPENT if scene.basis == "actual" or (scene.basis is None and kinds == {"final_accounts"}) else TOTAL


def part_and_whole(scene: Scene) -> tuple[list[Asked], Asked]:
    """The parts and the whole: A占B, 在B中A占, B里A的占比; without a named whole, total expenditure."""
    text = scene.query.text
    items = _without_its_kind(scene.query.items, text)
    if _of_basic(items, text):
        return items, _BASIC
    if len(items) < 2:
        items = _spent_of(scene, items)
        return items, _family(items) or _side_of(scene, items) or total(scene)
    if all(asked.within and asked.keys == items[0].keys for asked in items[1:]) and not items[0].within:
        return items[1:], items[0]  # 某某科目的基本支出、项目支出占比分别多少
    if _bought(items[0]) and all(_AWARDED & set(asked.keys[:1]) for asked in items[1:]):
        if len(items) > _PAIR and "占" in text[items[-2].end : items[-1].start]:
            return [items[-2]], items[-1]
        return items[1:], items[0]  # 政府采购，给到小微企业的合同占采购总额多少
    if _in_the_last(text, items):
        return items[:-1], items[-1]
    if len(items) > _PAIR and _of_all_others(items) is items[0]:
        return items[1:], items[0]  # 基本支出由人员经费和公用经费构成，各占多少
    if _EACH.search(text) and "占" not in text[items[-2].end : items[-1].start]:
        holds = re.match(r"(?:预算|支出|总额)?(?:当中|里面|里头|里|中|内)", text[items[0].end :])
        return (items[1:], items[0]) if holds else (items, total(scene))
    if len(items) > _PAIR and (whole := _of_all_others(items)):
        return [asked for asked in items if asked is not whole], whole
    first, last = items[0], items[-1]
    between = text[first.end : items[1].start]
    before_last = text[items[-2].end : last.start]
    if len(items) > 2 and not _OF_WHOLE.search(text[: last.start]) and _WITHIN.search(before_last):
        return [last], _printed_above(scene, last, items[:-1]) or items[-2]
    if len(items) == _PAIR and (_holds(first, last) or _ASKED_OF_FIRST.search(between)) and not _holds(last, first):
        return [last], first
    if first.keys == ("current_budget",) and len(items) == _PAIR and "占" not in between:
        return [last], first  # 两个项目的当年预算合起来，其中一个占多少
    if len(items) == _PAIR and _BESIDE.fullmatch(between) and _TAKES_UP.match(text, last.end):
        return [last], first  # 商品和服务支出，办公费占多大一块
    if len(items) == _PAIR and _is_all(first) and not _is_all(last) and _ADJOINS.fullmatch(between):
        return [last], first  # 2020年总支出决算，项目支出占多少
    contains = re.match(r"^(?:预算|支出|经费|总额|采购)?(?:当中|里面|里头|里|中|内)", between)
    if contains and "占" not in between:
        return items[1:], first
    if "占" not in before_last and _WITHIN.search(before_last) and not LISTED.search(before_last):
        return [last], items[-2]
    if (
        last.keys[:1]
        and last.keys[0] in PROCURED
        and first.keys[:1] == ("government_procurement",)
        and "占" not in before_last
    ):
        return items[1:], first
    if len(items) > _PAIR and _ALL_LISTED.search(text[last.end :]) and not _OF_WHOLE.search(text[first.start :]):
        gaps = (text[one.end : other.start] for one, other in pairwise(items))
        if all(LISTED.search(gap) for gap in gaps):
            return items, total(scene)  # 甲、乙、丙的金额及占比
    if "占" in before_last or len(items) == 2:
        return items[:-1], last
    return items, total(scene)


# A part behind what it is of, and nothing named behind 占.
_BESIDE = re.compile('(?:总额|合计|决算|预算)?数?[，,](?:其中|里面|里头|当中)?的?[“"]?')
_TAKES_UP = re.compile(
    '[”"]?(?:支出|费用|预算|决算)?数?(?:大概|大约|又|只|能|要)*占(?:了|到|据|去)*(?:其中|它)?的?(?:多[少大]|几|百分|什么比|比例是|比重是)'
)
_RESERVED = frozenset({"reserved_for_small_and_micro", "reserved_for_small_and_medium"})


def _without_its_kind(items: Sequence[Asked], text: str) -> list[Asked]:
    """The items without 政府采购 right behind what is reserved or awarded of it: 预留给小微企业的采购金额."""
    said_again = [
        asked
        for before, asked in pairwise(items)
        if _bought(asked)
        and asked is not items[-1]
        and set(before.keys[:1]) & (_RESERVED | _AWARDED)
        and text[before.end : asked.start] in ("", "的")
    ]
    return [asked for asked in items if asked not in said_again]


_BASIC = Asked("基本支出", ("basic_expenditure",), 0, 0)
_IN_BASIC = re.compile(
    r"基本支出(?:决算|预算)?(?:(?:里面?|里头|里边|之?中|当中|之?内)(?:的|，|,)?|是?(?:由|包括|分[为成]?|拆成?))$"
)
_OF_BASIC = frozenset({"personnel_expenses", "operating_expenses"})


def _of_basic(items: Sequence[Asked], text: str) -> bool:
    """Whether both halves of 基本支出 are asked about within it, which their names alone leave unsaid: 基本支出里人员经费、公用经费各占多少."""
    halves = len(items) > 1 and all(asked.keys[:1] and asked.keys[0] in _OF_BASIC for asked in items)
    return halves and _IN_BASIC.search(text[: items[0].start]) is not None


# 甲加乙，在丙这个类里占几成.
_BEFORE_WHOLE = re.compile('在[“"]?$')
_TAKES_OF_IT = re.compile(
    r"[”\"]?(?:[那这]一?个?(?:大)?[类款项块])?(?:里面?|里头|之?中|当中|之?内)(?:又|各自?|分别|一共|能|要|会|大概|大约)*(?:的|所)*(?:占|比重|比例|份额|分量)"
)


def _in_the_last(text: str, items: Sequence[Asked]) -> bool:
    """Whether it is asked what the items before the last take up in that one."""
    last = items[-1]
    return bool(_BEFORE_WHOLE.search(text[: last.start]) and _TAKES_OF_IT.match(text[last.end :]))


_ADJOINS = re.compile("(?:[预决]算)?(?:数)?[，,]?")


def _is_all(asked: Asked) -> bool:
    """Whether an item is all that is spent, or all that came in."""
    return bool(set(asked.keys[:1]) & terms.WHOLES)


def _holds(whole: Asked, part: Asked) -> bool:
    """Whether the field's own words say that one item is a part of another: 公务接待费 of “三公”经费."""
    return bool(whole.keys) and bool(terms.parts_below(whole.keys[0]) & set(part.keys[:1]))


def _of_all_others(items: Sequence[Asked]) -> Asked | None:
    """The one of several items that all the others are parts of, by the field's own words."""
    found = [whole for whole in items if all(other is whole or _holds(whole, other) for other in items)]
    return found[0] if len(found) == 1 else None


def _bought(asked: Asked) -> bool:
    return asked.keys[:1] == ("government_procurement",)


def _family(items: Sequence[Asked]) -> Asked | None:
    """货物, 工程, 服务 and what firms were awarded are parts of 政府采购 before they are parts of all that is spent."""
    if items and items[0].keys[:1] and items[0].keys[0] in PROCURED | _AWARDED:
        return Asked("政府采购", ("government_procurement",), 0, 0)
    return None


_SPENDS = re.compile("支出|开支|花|用")


def _spent_of(scene: Scene, items: Sequence[Asked]) -> list[Asked]:
    """财政拨款 among what was spent is what was spent of it: 支出里财政拨款占多少."""
    if not items or "fiscal_expenditure" not in items[0].keys or not _SPENDS.search(scene.query.text):
        return list(items)
    spent = replace(items[0], keys=("fiscal_expenditure",))
    known = scene.level(spent, scene.target())
    return [spent, *items[1:]] if known is not None and known.fact.value is not None else list(items)


def _side_of(scene: Scene, items: Sequence[Asked]) -> Asked | None:
    """All that came in, of which what came in is a part: 收入里财政给的占多少 is no share of what was spent."""
    level = scene.level(items[0], scene.target()) if items else None
    if level is None or level.item.side != "revenue" or _SPENDS.search(scene.query.text):
        return None
    whole = RECEIVED if total(scene) is SPENT else REVENUE
    known = scene.level(whole, scene.target())
    return whole if known is not None and known.fact.value is not None else None


def _printed_above(scene: Scene, part: Asked, named: Sequence[Asked]) -> Asked | None:
    """Of the wholes that are named, the one that the part's rows are printed below; the nearest to the part first."""
    level = scene.level(part, scene.target())
    if level is None:
        return None
    above = {terms.key(label) for label in level.fact.row[:-1]}
    return next((asked for asked in reversed(named) if above & set(asked.keys)), None)


def row_above(scene: Scene, part: Known, whole: Asked) -> Known | None:
    """The row that a part is printed below, in its own table and column, where the whole's name heads it."""
    fact = part.fact
    depths = [depth for depth, label in enumerate(fact.row[:-1], 1) if terms.key(label) in whole.keys]
    if not depths:
        return None
    for depth in dict.fromkeys((*reversed(depths), *range(len(fact.row) - 1, depths[0] - 1, -1))):
        for known in scene.holding(fact).known:
            other = known.fact
            same = (other.table_number, other.column, other.basis) == (fact.table_number, fact.column, fact.basis)
            if same and other.row == fact.row[:depth] and other.value is not None and other.source == fact.source:
                of_a_part = set(whole.keys) & terms.TOTALS and known.item.own not in {*whole.keys, *terms.TOTALS}
                return None if of_a_part else known  # 支出合计 of “三公”经费 is not all that is spent
    return None


def of_same_funds(scene: Scene, part: Asked, whole: Asked, bottom: Known, year: int) -> Known | None:
    """The part as far as the fund that the whole is pays for it; None where it is only stated with other funds' money in it."""
    level = scene.level(part, year)
    fund = next((key for key in whole.keys if key in FUNDS), None)
    if fund is None or level is None:
        return level
    for key in (fund, *(other for other in _same(fund) if other != fund)):
        narrowed = scene.level(part, year, (key,))
        if narrowed is not None and narrowed.fact.value is not None:
            return narrowed
    table = terms.table_class(level.fact.table) if level.fact.table else None
    everything = scene.level(total(scene), year)
    if table is not None and table.id in _ALL_FUNDS and everything is not None:
        return level if everything.fact.value == bottom.fact.value else None
    return level


def _same(fund: str) -> Sequence[str]:
    """Under which keys the tables of one fund's money may be narrowed."""
    found = [key for key in sorted(FUNDS) if evidence.same_funds(fund, key)]
    return [*found, "general_public_budget"] if fund.startswith("fiscal") else found
