"""Follow-ups that count another thing in with what was told, or tell how far the two ends of a year are apart. Pure."""

from __future__ import annotations

import re

from ingest import items
from service import asked_years
from service.going_on.common import NUMBERS, SEVERAL, taken, told_in_a_row
from service.query import QueryKind
from service.turn import Said, Span, Turn, Whole, items_of, of_whom_and_when, stage_beside

# By how much one end of a year has more than the other, both just told: 年末结转, 年初呢, 多结了多少.
_MORE_AT_ONE_END = re.compile(
    r"[那，,、\s]*(?:前后|一年)?(?:又)?(?:多|少|增加?|减少?|差)(?:结转?|剩|留|出|余)?(?:下来|下|出|了|掉)*(?:多少|几)(?:钱|[万亿]?元)?[呢啊呀？?。\s]*"
)


def _between_the_ends(text: str, said: Said, turn: Turn) -> Whole | None:
    """How far the two ends of a year just told are apart."""
    ends = {items.item(fact).own for fact in turn.trail[-SEVERAL:]}
    if not _MORE_AT_ONE_END.fullmatch(text) or said.query.items or ends != {"carried_in", "carried_out"}:
        return None
    return Whole(turn.text, recall="difference", facts=turn.trail[-SEVERAL:])


# Another thing that is counted in: 把便携式的也算进去, 连购房补贴一起算.
_INTO_IT = "(?:[进入]去?来?|上去?|在内|在一[起块]|到一[起块]|里[头面]?|总)"
_THEN_MUCH = (
    r"(?:[两俩三仨四五六](?:个|项|样|笔|块|者)(?:数|钱|费用|支出)?(?=一共|合计|总|拢共|共|加))?(?:以后|之后|的话|后)?[，,]?(?:呢|那|就|又|一共|总共|合计|总计|拢共|共|该|会|得)*(?:是|有|要|花)?"
    r"(?:多少|几何)?(?:钱|[万亿]?元)?[了呢啊呀吗？?。\s]*"
)
_COUNTED_IN = re.compile(
    r"[那再，,、\s]*(?:如果|要是|假如|假设)?(?:再|还)?(?:把|将|连同|连带|连|算上|加上|带上|加进|计入|包括)?(?P<what>[^，。？?不没除扣刨别甭勿]{2,24}?)(?:的|那一?[块份笔]|那部分|这一?块)?(?:钱|支出|费用)?"
    rf"(?:(?:也|都|就|再|给|全|统统)+(?:一起|一块儿?|一并)?[算加计放并归包带纳统]+{_INTO_IT}+|(?:一起|一块儿?|一并|一道)(?:来)?[算加计并统]+{_INTO_IT}*|(?:一起|一块儿?|一并|一道)(?=合计|总|一共|拢共|共)|[算加计并归包纳]+(?:[进入][来去]|在内)|加(?:起来|在?一[起块]))"
    rf"{_THEN_MUCH}"
    r"|[那再，,、\s]*(?:如果|要是|假如)?(?:再)?(?:算上|加上|连上|连同|连(?![续年着])|带上|加进|计入|(?<=再)加)(?P<added>[^，。？?不没除扣刨别甭勿]{2,24}?)"
    rf"{_THEN_MUCH}"
)
# What is told apart by its first characters alone, of a sort that the thing before it is of too: 便携式 beside 台式计算机.
_SORT_OF = re.compile("[式型类级种]$")
# What was told itself is pointed at, and nothing else is named: 这两样加起来.
_POINTS = re.compile("[这那它两二三四五六俩仨几各都]|上面|前面|前后|所有|全部|大家")


_BUYING = re.compile("(?:政府)?采购(?:预算|支出|金额)?")


_SO_MANY_TOGETHER = re.compile(
    "(?P<n>[两俩三仨四五六])(?:个|项|样|笔|块|者)(?:数|钱|费用|支出)?(?=一共|合计|总|拢共|共|加)"
)
_OF_SEVERAL: frozenset[QueryKind] = frozenset({"difference", "compare", "multiple", "list"})


def _counted_in(text: str, said: Said, turn: Turn) -> Whole | None:
    """What was told and another thing that is to be counted in, together; and in the same way another year of it."""
    hit = _COUNTED_IN.fullmatch(text)
    if hit is None or turn.kind not in ("lookup", "sum", *_OF_SEVERAL) or not turn.item_spans:
        return None
    if turn.kind == "list" and len(turn.item_spans) < SEVERAL:
        return None
    what = (hit["what"] or hit["added"]).removesuffix("的")
    if _POINTS.match(what):
        return None
    # 台式计算机的采购: what is bought, and not all that is.
    named = [one for one in items_of(turn) if not _BUYING.fullmatch(one)] or [*items_of(turn)]
    if so_many := _SO_MANY_TOGETHER.search(
        text
    ):  # 加上甲三项一共多少: the last two things that were told, and this one
        before = NUMBERS[so_many["n"]] - 1
        if before > len(told := told_in_a_row(turn)):
            return None
        named = [*told[-before:]]
    things = "、".join(named)
    lead, year = of_whom_and_when(said, turn)
    spans = asked_years.years(what)[2]
    if spans:
        alone = len(spans) == 1 and not _without(what, spans[0]).strip("度的年") and len(said.query.years) == 1
        if not alone or turn.year is None or turn.kind == "sum":
            return None
        when = "、".join(f"{one}年" for one in sorted({*said.query.years, turn.year}))
        return Whole(f"{lead}{when}{things}{stage_beside(turn, things)}合计多少", taken(lead, when, things))
    last = named[-1]
    if _SORT_OF.search(what) and not said.query.items and what[-1] in last[:-1]:
        what = f"{what}{last[last.index(what[-1]) + 1 :]}"
    return Whole(
        f"{lead}{year}{stage_beside(turn, things)}{things}和{what}合计多少", taken(lead, year, turn.basis, things)
    )


def _without(text: str, span: Span) -> str:
    return f"{text[: span[0]]}{text[span[1] :]}"


WAYS = (_between_the_ends, _counted_in)
