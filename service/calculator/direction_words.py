"""The ways of saying a direction without a figure, as patterns over the folded line, and how each is read with one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ingest.line import FIGURE, TITLE

Way = Literal["up", "down", "flat", "not up", "not down"]

_UP = "增加|增长|上升|上涨|提高|提升|扩大|攀升|上调|增多"
_DOWN = "减少|下降|降低|压减|压缩|下滑|回落|缩减|缩小|下调"
_END = r"(?=[，。；！？\n）]|$|的?主要|的?原因|系因|是因|是由)"
_TIME = r"(?:(?:19|20)?\d\d年度?|上一?年度?|去年度?|前一?年度?|同期)?(?:同期)?"
_BUDGET = r"(?:年初|全年|调整后?|年度|当年)?(?:部门)?(?:预算|决算|执行|实际支出)(?:安排)?数?|"
_BASE = rf"(?P<base>{_TIME}(?:{_BUDGET}))(?:水平|规模|总额|额)?"
_CUES = re.compile(
    rf"(?P<only>只减不增|只降不增|不增反降)|(?P<within>(?:严格)?控制在(?:年初)?预算(?:安排)?(?:数|额|总额|范围)?(?:以内|之内|内))"
    rf"|(?P<not>未|没有|没|并未|不)?(?:突破|超出|超过?|超支)(?P<over>了?(?:年初|全年|年度)?预算)(?:安排)?(?:数|额|总额|规模|指标)?{_END}"
    rf"|(?P<compare>不?(?:高于|低于|多于|少于|大于|小于|超过)){_BASE}{_END}"
    rf"|(?P<first>首次|第一次)?(?:已经?|明显|远远?|大幅|仍然?|均|都|也|略)*(?P<beside>不?(?:高于|低于|多于|少于|大于|小于|超过|等于))(?P<other>[^，。；：！？\n（）{FIGURE}]{{2,24}}?){_END}"
    rf"|(?P<no>并?未|并?没有|没|不再)?(?P<degree>(?:有所|明显|大幅度?|小幅度?|较大幅度|略有?|稍有|显著|持续|逐年|连年|连续|进一步|再次|同步|相应|再|均|都|也|总体|整体|呈现?|出现|实现了?|保持)*)"
    rf"(?P<verb>{_UP}|{_DOWN})(?P<tail>了|的?(?:趋势|态势|势头))?{_END}"
    r"|(?P<about>基本|大致|总体)?(?P<flat>持平|保持(?:不变|一致|稳定)|没有变化|无变化|(?<=[年数算])(?:相同|一致|相等|不变))"
)
_UPWARD = re.compile(rf"(?:{_UP})$")
_TITLED = re.compile("应|《|" + TITLE)
_TREND = re.compile("逐年|连年|连续|持续")
_CLAUSE = re.compile("[，。；：！？\n]")
_NEAR = 40  # characters before the words that may change what they say
AMOUNT = "1万元"  # any will do: what stands behind the words is not read


@dataclass(frozen=True, slots=True)
class DirectionCue:
    """Words that say a direction, by their place in the folded line; `instead` is how they are read: with a verb before `AMOUNT`.

    `against_budget` compares with the item's own budget, `about` is 基本持平, `first` is 首次, which figures do not tell,
    `trend` is 逐年, which more than two years tell.
    """

    start: int
    end: int
    way: Way
    instead: str
    against_budget: bool = False
    about: bool = False
    first: bool = False
    trend: bool = False


def find(chars: str) -> Iterator[DirectionCue]:
    """Every direction that a folded line states, in its order."""
    for match in _CUES.finditer(chars):
        before = chars[max(0, match.start() - _NEAR) : match.start()]
        if re.search(rf"(?:{_UP}|{_DOWN}|增|减)（?$", before) or FIGURE in match.group():
            continue  # 增加（减少）: a template's slip says neither
        start, end = match.span()
        if match["flat"] and _TITLED.search(_CLAUSE.split(before)[-1]):
            continue  # 填列数应与《收支预算总表》一致: how to fill a form in
        if match["only"]:
            way: Way = "down" if match["only"].endswith("反降") else "not up"
            yield DirectionCue(start, end, way, f"增加{AMOUNT}")
        elif match["within"] or match["over"]:
            way = "not up" if match["within"] or match["not"] else "up"
            yield DirectionCue(start, end, way, f"比预算增加{AMOUNT}", against_budget=True)
        elif match["compare"]:
            way, verb = _compared(match["compare"])
            base = match["base"] or "上年"
            budget = "预算" in base and not re.search("年(?!初|度)|去年|上年|同期", base)
            yield DirectionCue(start, end, way, f"比{base}{verb}{AMOUNT}", against_budget=budget)
        elif match["beside"]:
            way, _ = _compared(match["beside"])
            how = match["beside"].removeprefix("不").replace("等于", "高于")
            yield DirectionCue(start, end, way, f"{how}{match['other']}{AMOUNT}", first=bool(match["first"]))
        elif match["verb"]:
            up = bool(_UPWARD.match(match["verb"]))
            way = ("not up" if up else "not down") if match["no"] else ("up" if up else "down")
            trend = bool(_TREND.search(match["degree"] or ""))
            yield DirectionCue(start, end, way, match["verb"] + AMOUNT, trend=trend)
        else:
            yield DirectionCue(start, end, "flat", f"增加{AMOUNT}", about=bool(match["about"]))


def _compared(how: str) -> tuple[Way, str]:
    if how.endswith("等于"):
        return "flat", "增加"
    up = how.removeprefix("不") in ("高于", "多于", "大于", "超过")
    if how.startswith("不"):
        return ("not up", "增加") if up else ("not down", "减少")
    return ("up", "增加") if up else ("down", "减少")
