"""A bound that a question sets for several things: 超过500万的, 低于95分的, 一百万以上的科目, 增长100%的. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from ingest import quantity

ADDED_UP = re.compile(
    "(?:加(?:起来|在一起|一起|总|一块)|合计|一共(?!有?几|有?多少[个项])|总共(?!有?几|有?多少[个项])|共计|之和|总和|合起来|汇总|相加|总额(?=[是为有]|多少|几|$|[？?]))"
)
_THING = r"(?:(?:重点|专项|预算|支出|绩效)?项目(?!支出)|(?:支出|预算|功能)?科目|大?类|[款项]级|支出|开支|开销|事项|用途|费用)"
HOW_MANY = re.compile(r"几(?:个|项|类|款|笔|种)|多少(?:个|项|类|款|笔|种)")
# Which of them it is, or how many: a bound in any other question belongs to what is counted (单价100万元以上的设备).
_WHICH = re.compile(
    rf"哪(?:些|[几两三四五]?[个项类款笔样]?){_THING}?|{_THING}[^，。？?]{{0,12}}(?:有|是|叫)(?:哪|谁|什么|啥|几|多少)|(?:有|是)(?:几|多少)(?:个|项|类|笔){_THING}"
    rf"|(?:列|找|挑|筛|数|报)(?:一?下|出来?|个)[^。？?]{{0,24}}{_THING}|{_THING}(?:名单|清单|一览)"
    rf"|的(?:[项款类]级)?{_THING}[，,]?(?:请|给我|帮我|都|全)*(?:列|找|挑|报)(?:一?下|出来?|个|全)"
    # They may be named ahead of their bound: 这些项目当中，不到50万的有几个.
    rf"|{_THING}(?:当中|之?中|里面?|里头)?[，,][^，。？?]{{0,16}}?的(?:一共|总共|共)?有(?:几|多少|哪)[个项笔些]"
    # Or what they come to: 超过500万的科目加起来多少.
    rf"|的(?:各|所有|全部|那些?|这些?|几)*(?:个|项)?{_THING}[^。？?]{{0,8}}?{ADDED_UP.pattern}"
)
OF_THINGS = re.compile(_THING)
# How things moved, what part they are and what one of them costs is told by other rules.
_ELSEWISE = re.compile(
    r"[增升涨][加长幅]?|减[少幅]?|下降|[降涨]幅|占|比重|比例|单价|单笔|单台|每[个人台]|人均|平均|预算[^，。？?]{0,3}的\d|设备|指标|目标值"
    r"|比(?:上|去|前|20|19)|较|同比|年(?:以上|以下)"
)
_OVER = re.compile(
    r"(?P<not>不|没有?|未|未能)?(?P<word>低于|少于|小于|高于|大于|多于|超过|超出|超|突破|达到|达|到|足|满|过)了?(?:有|为|是)?$"
)
_DOWNWARD = frozenset({"低于", "少于", "小于"})
_REACHED = frozenset({"达到", "达", "到", "足", "满"})
_BEHIND = re.compile(r"^(?:元|块)?(?:钱)?(?:[（(]?含[）)]?|及)?(?P<end>以上|往上|开外|之上|以下|以内|往下|之下|之内)")
_POINTS = re.compile(r"(?P<n>\d+(?:\.\d+)?)分(?![钟之])")


@dataclass(frozen=True, slots=True)
class Bound:
    """What the figures are held against, in their base unit, and which of them are meant."""

    value: Decimal
    base: str
    under: bool
    inclusive: bool
    exact: bool = False  # that very amount and no other

    def holds(self, value: Decimal) -> bool:
        """Whether a figure is on the side that is asked for."""
        if value == self.value or self.exact:
            return self.inclusive and value == self.value
        return (value < self.value) == self.under


def sets(text: str) -> bool:
    """Whether a text asks which things lie beyond a bound."""
    which = of(text) is not None and bool(_WHICH.search(text)) and not _ELSEWISE.search(text)
    return which and rate_moved(text) is None


def of(text: str) -> Bound | None:
    """The one bound of a text; None where it has none, or more than one."""
    found = [one for one in _bounds(text) if one is not None]
    return found[0] if len(found) == 1 else None


def _bounds(text: str) -> list[Bound | None]:
    spans = [(hit.start(), hit.end(), Decimal(hit["n"]), "分") for hit in _POINTS.finditer(text)]
    for figure in quantity.find(text):
        unit = figure.quantity.unit
        if unit is None or any(start <= figure.start < end for start, end, *_ in spans):
            continue
        if unit.base in ("元", "%"):
            spans.append((figure.start, figure.end, figure.quantity.base, unit.base))
    return [_of(text, *span) for span in spans]


def _of(text: str, start: int, end: int, value: Decimal, base: str) -> Bound | None:
    before, behind = _OVER.search(text[:start]), _BEHIND.match(text[end:])
    if before is None:
        return Bound(value, base, under=behind["end"][-1] in "下内", inclusive=True) if behind is not None else None
    word, negated = before["word"], before["not"] is not None
    if word in _DOWNWARD:
        return Bound(value, base, under=not negated, inclusive=negated)
    return Bound(value, base, under=negated, inclusive=(word in _REACHED) != negated)


_MOVED = (
    r"(?:增长|增加|提高|上升|上涨|上浮|增|涨|升|减少|下降|降低|下调|压减|削减|减|降|跌|[增涨升降跌]幅|幅度|变动|变化"
    r"|(?<=[年算数额])的?(?:要|还|都)?(?:多|少|高|低|超)出?|(?:超(?:出|过)?|[低高少多]于)[^，。？?\d]{0,6}预算(?:数|额)?)"
)
# 增加100.00%的, 涨了100%的科目: that very rate.
_MOVED_BY = re.compile(rf"{_MOVED}(?:幅度?|率)?(?:了|有|是|为|达|达到|刚好|正好|恰好|都|均|在|的|等于|:|：)*$")
_RATE_BEHIND = re.compile(rf"^(?:以[上下内]|往上|开外)?的?{_MOVED}")
# 翻番, 翻了一倍, 翻倍以上: by a hundred percent.
_DOUBLED = re.compile(
    rf"(?:翻了?(?:一)?[番倍]|{_MOVED}了?(?:一|1)倍|成倍增[长加]?)(?P<more>(?:还|也)?(?:以上|多|有余|不止|都不止))?"
)
_HUNDRED = Decimal(100)


def rate_moved(text: str) -> Bound | None:
    """By what rate the things that a question asks for moved, whichever way: 增长100%, 降幅超过20%, 翻倍以上; None where it sets none."""
    found: list[Bound] = []
    if doubled := _DOUBLED.search(text):
        found.append(Bound(_HUNDRED, "%", under=False, inclusive=True, exact=doubled["more"] is None))
    for figure in quantity.find(text):
        unit = figure.quantity.unit
        if unit is None or unit.base != "%":
            continue
        before, behind = text[: figure.start], text[figure.end :]
        over = _OVER.search(before)
        moves = _MOVED_BY.search(before[: over.start()] if over else before) or _RATE_BEHIND.match(behind)
        if not moves:
            continue
        beyond = _of(text, figure.start, figure.end, figure.quantity.base, "%")
        found.append(beyond or Bound(figure.quantity.base, "%", under=False, inclusive=True, exact=True))
    return found[0] if len(found) == 1 and (_rates(text) == 1) != bool(doubled) else None


def names_rate(text: str) -> bool:
    """Whether a text names a percentage, of whatever."""
    return _rates(text) > 0


def _rates(text: str) -> int:
    units = [figure.quantity.unit for figure in quantity.find(text)]
    return sum(unit is not None and unit.base == "%" for unit in units)
