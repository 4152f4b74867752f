"""One item of all money and of one fund's alone, told side by side: 项目支出，全部资金口径比财政拨款口径高出多少."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest import terms
from service.blanking import blanked
from service.draft import Draft, Piece
from service.evidence import FUND_NAMES
from service.holding import Known
from service.query import Asked
from service.rules.completion import gap_between
from service.rules.magnitude import alike, base_value
from service.rules.scene import Scene, answered, phrase, state

_COUNTED = r"(?:的?口径|范围|的?数|的?金额|那张表|那一栏)?"
_ALL = re.compile(
    rf"(?:全部|所有|各类|全口径|不分)(?:的)?(?:资金|来源|财源)?(?:来源)?{_COUNTED}|部门(?:整体|总的?|支出总表){_COUNTED}"
    rf"|(?<!拨款)(?<!公共预算)(?<!基金预算)(?<!收)(?:部门)?支出(?:预算|决算)?总?表{_COUNTED}"
    r"|的(?:总数|总额|总量|总金额)(?=[和与及跟、，,比])"
)
_FUND = re.compile(
    rf"(?:只[看算]|单[看算]|其中的?|光)?(?P<fund>(?:一般)?公共预算|政府性基金|国有资本经营|财政拨款)(?:预算)?(?:财政)?(?:拨款|资金)?(?:支出(?:预算|决算)?表?|安排|负担)?{_COUNTED}"
)
# What says that two are held beside each other.
_APART = re.compile("比|差(?!旅)|减|其中|多[出于]|高[出于]|低于|少于|和|与|跟|及|分别|各|又是|两个?口径")
_BY_HOW_MUCH = re.compile("差(?!旅)|减|比|多出|高出|超出")


def asks(text: str) -> bool:
    """Whether a text sets an amount of all money beside one of a fund's."""
    whole = _ALL.search(text)
    return whole is not None and _FUND.search(blanked(text, [whole.span()])) is not None and bool(_APART.search(text))


def told(scene: Scene) -> Draft | None:
    """Both amounts of the one item that is named, and by how much they differ where that is asked; None where a question has no such pair."""
    text = scene.query.text
    whole = _ALL.search(text)
    if whole is None or (part := _FUND.search(blanked(text, [whole.span()]))) is None or not _APART.search(text):
        return None
    item = _the_item(scene, whole.span(), part.span())
    if item is None or _in_one_table(scene, *whole.span(), *part.span()):
        return None
    fund = next((key for key, name in FUND_NAMES.items() if part["fund"] in name), "fiscal_appropriation")
    of_all = scene.with_query(fund=None).level(item, scene.target())
    of_fund = scene.with_query(fund=fund).level(item, scene.target())
    if of_all is None or of_fund is None or not _set_apart(of_all, of_fund):
        return None
    pieces: list[Piece] = [phrase(scene, of_all), _where(of_all), *state(of_all.fact)]
    pieces += ["，", phrase(scene.bare, of_fund, year=False), _where(of_fund), *state(of_fund.fact)]
    if not _BY_HOW_MUCH.search(text):
        return answered(*pieces, "。")
    more, less = sorted((of_all, of_fund), key=lambda k: base_value(k.fact), reverse=True)
    gap = gap_between(more, less)
    return answered(*pieces, "，两者相差", gap, "。", result=gap if gap.certain else None)


def _in_one_table(scene: Scene, *ends: int) -> bool:
    """Whether both stand in the name of one table, which sets nothing apart: 一般公共预算机关运行经费支出预算表."""
    text = scene.query.text
    return any(at <= min(ends) and max(ends) <= text.find("表", at) + 1 for at, _ in scene.query.places)


def _the_item(scene: Scene, *funds: tuple[int, int]) -> Asked | None:
    """The one item that is named beside the two funds."""
    items = [a for a in scene.query.items if all(a.end <= start or a.start >= end for start, end in funds)]
    if len(items) != 1 or set(items[0].keys) & terms.TOTALS:
        return None
    return replace(items[0], within=())


def _where(known: Known) -> str:
    """The table that an amount stands in, which tells whose money it is of."""
    return f"（{known.fact.table or '正文'}）"


def _set_apart(one: Known, two: Known) -> bool:
    """Whether two figures are of two funds: different cells, both with a number, in one unit of measure."""
    return None not in (one.fact.value, two.fact.value) and one.fact.id != two.fact.id and alike((one, two))
