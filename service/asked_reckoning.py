"""Plain arithmetic that a question asks of items and of figures that it gives itself, whatever the items are called. Pure.

One place reads the operands: each item that is named, by name, by code or once more, and each amount that is given
become one character, and what is understood already (bodies, years, tables) goes. One place reads the operator, out of
what is left, which must be nothing but the words of the arithmetic: so every operator works with every form of operand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from ingest import quantity
from service.blanking import MASK
from service.query import Asked

Operator = Literal["part_of_sum", "part_of_given", "over_given", "over_number", "moved", "before"]


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What is to be worked out: `parts` and `wholes` are places in the query's items, `given` is a figure of the question.

    A `given` in percent has no unit that counts money; `sign` is which way an amount is said to move.
    """

    operator: Operator
    parts: tuple[int, ...]
    wholes: tuple[int, ...] = ()
    given: Decimal | None = None
    unit: str | None = None
    sign: int = 1


_ITEMS, _GIVEN = 0xE000, 0xF000
_I, _N = "[\ue000-\uefff]", "[\uf000-\uf8ff]"
_ITS = "(?:的?(?:钱|经费|支出|费用|开支|花销|[预决]算)?(?:数|额|金额)?)"
_ONE = rf"(?:[预决]算的?)?{_I}(?:[（(]{_I}[）)]|{_I})?{_ITS}"
_AND = "(?:[、，和与及跟同加+]|以及|还有|加上|再加上?|外加|连同)"
_LIST = rf"{_ONE}(?:{_AND}{_ONE})+"
_KINDS = "(?:[这那]?[两二三四五六七八九几2-9](?:个?(?:项|类|块|笔|样|种|科目|编码|方面)|者)(?:的?(?:经费|支出|费用|缴费|开支|花销|科目|资金|钱|数))?|它们|他们)"
_SUM = (
    "(?:加起来|加在一[起块]儿?|加到?一[起块]儿?|相加|之和|总和|合计|总计|小计|加总|共计|合起来|合在一[起块]儿?|合到一[起块]儿?|合并|"
    "凑(?:在|到)?一[起块]儿?|凑起来|算(?:在|到)?一[起块]儿?|放(?:在|到)?一[起块]儿?|汇总|总额|总数|总量|总盘子|的和)(?:起来|后|之后|以后)?(?:的?(?:金额|数额?|额|总额|总数|钱|盘子|经费|支出))?"
)
_IN = "(?:里面?|里头|里边|当中|之?中|之?内)(?:头)?"
_ASK = (
    "(?:又|各自?|分别|要|能|只|该|应|大概|大约|到底|究竟|所|约|得|才|会|就|应该|是)*"
    "(?:占(?:了|到|据|去|得|它|其)*(?:其中)?的?(?:比[例重]?(?:是|为|有)?|份额|百分比)?|的?(?:占比|份额|比重|比例|分量|百分比)|(?:是|为|相当于|等于)(?:它|其中?)?的?)"
    "(?:又|各自?|分别|大概|大约|到底|究竟|约|是|为|有|能|达到?)*"
    "(?:多[少大](?:的?(?:比[例重]|份额?|分量|一?[块份]))?|[几多]少?成|百分之(?:几|多少)|什么(?:比例|水平)|几个(?:百分)?点|多少个百分点|几分之几|几)?"
)
_END = "[呢啊呀吗？?。！!]*$"
_LEADS = (
    "请问|请|想(?:知道|问)(?:一下)?|麻烦|帮我?|帮忙|在|按照?|把|将|就|看看?|单|只|计算|算(?:一?下|一?算)?|核(?:对|算)?一?下|如果|假如|假设|要是|若是?|倘若|比如|"
    "的|年度?|度|部门|单位|[预决]算|里面?|[，,：:]|支出|明细表?|用"
)
_LEAD = f"^(?:{_LEADS})*"
_BASE = "(?:当|作|做|为|算|当作|当做|作为|看作|当成|算作)(?:成|为)?(?:分母|基数|总数|底数|总盘子|总额|基准|100%)"
_RECKON = "(?:来)?(?:算|计算|测算|折算|推算|看|计)(?:的话|起来|下来)?"
# A share: of several added up, of which it is one; of an amount that is given.
_IN_SUM = re.compile(
    rf"{_LEAD}(?P<whole>{_LIST})(?:的?{_KINDS})?的?(?:{_SUM}的?(?:{_IN})?|{_IN})[，,：:]?"
    rf"(?:单是|仅|光|其中|单|单独|只|的)*(?P<part>{_ONE}(?:{_AND}{_ONE})*){_ASK}{_END}"
)
_OF_SUM = re.compile(
    rf"{_LEAD}(?P<part>{_ONE})(?:要|能|又|只|会|大概|大约)*占(?:了|到|据|去)*(?P<whole>{_LIST})(?:的?{_KINDS})?的?{_SUM}的?"
    rf"(?:占比|比[例重]|份额|百分比)?(?:是|为|有|大概|大约)*(?:多[少大](?:比[例重]|份额)?|[几多]少?成|百分之(?:几|多少)|什么比例)?{_END}"
)
_INSIDE_SUM = re.compile(
    rf"{_LEAD}(?P<part>{_ONE})在(?P<whole>{_LIST})(?:的?{_KINDS})?的?(?:{_SUM}的?)?{_IN}{_ASK}{_END}"
)
_BY_SUM = re.compile(
    rf"{_LEAD}(?:以|用|拿|按|把|将|依)?(?P<whole>{_LIST})(?:的?{_KINDS})?的?{_SUM}{_BASE}[，,]?(?:其中|单是)?(?P<part>{_ONE}){_ASK}{_END}"
)
_BY_GIVEN = re.compile(
    rf"{_LEAD}(?:以|用|拿|按照?|把|将|依)?(?P<whole>{_ONE})?(?:总额|合计|总数)?(?:是|为|共|[（(])?(?P<given>{_N})[）)]?(?:"
    rf"(?:{_BASE}|{_RECKON}|{_IN})[，,]?|(?<=[是为共（(][\uf000-\uf8ff])[，,；;]|[，,]其中)(?:其中|单是|那么?|里面?)?"
    rf"(?P<part>{_ONE}){_ASK}{_END}"
)
_OF_GIVEN = re.compile(
    rf"{_LEAD}(?P<part>{_ONE})(?:要|能|又|只|会)*占(?:了|到|据)*(?:总数|总额)?(?P<given>{_N})的?(?:占比|比[例重]|份额|百分比)?"
    rf"(?:是|为|有|大概|大约)*(?:多[少大](?:比[例重]|份额)?|[几多]少?成|百分之(?:几|多少)|什么比例){_END}"
)
_OVER_GIVEN = re.compile(
    rf"{_LEAD}(?P<part>{_ONE})(?:除以|÷|/)(?P<given>{_N})(?:[，,]|的?(?:结果|得数|商|比值))*(?:算(?:出来|下来)|是|得|等于|为|得出|约)*"
    rf"(?:多[少大]|几|(?P<percent>百分之(?:几|多少)|几成)|(?P<times>[几多]少?倍))?{_END}"
)
# An amount over a number that is given: so many months, people, parts.
_NUMBER = r"(?P<number>\d+(?:\.\d+)?)(?:个)?"
_COUNTED = "(?:个?月|人次?|名|位|职工|员工|在职|编制|辆|台|户|家|次|批|天|季度?|份|所|场|处|套|件|期)(?:人|职工|员工|车|工作日|编制|客人|人员)?"
_EACH = rf"(?:平均)?(?:到)?(?:(?:每|一)个?{_COUNTED}|人均|月均|户均|车均|次均|平均)(?:下来|是|要|能|得|合|有|摊|分|花|用|约|大概|大约)*"
_BY_NUMBER = re.compile(
    rf"{_LEAD}(?P<part>{_ONE})[，,]?(?:(?:按照?|平摊到?|分摊到?|平均到?|摊到?|均摊到?|分给|平分给)(?:全部|所有|全年)?{_NUMBER}{_COUNTED}(?:的)?"
    rf"(?:身上|头上)?(?:平摊|分摊|平均|均摊|摊|分|{_RECKON})*(?:下来)?[，,]?{_EACH}(?:多少|几)(?:钱|万?元)?)"
    rf"{_END}"
)
_GIVEN_NUMBER = re.compile(
    rf"{_LEAD}(?:按照?|以|有|共有?|就|是)*{_NUMBER}{_COUNTED}(?:的话|{_RECKON})?(?:[，,]|的)*(?P<part>{_ONE})[，,]?{_EACH}(?:多少|几)(?:钱|万?元)?{_END}"
)
_OVER_NUMBER = re.compile(
    rf"{_LEAD}(?P<part>{_ONE})(?:除以|÷|/){_NUMBER}(?:{_COUNTED})?(?:[，,]|的?(?:结果|得数|商))*(?:算(?:出来|下来)|每[一-鿿]|是|得|等于|为|得出|约)*(?:多少|几)?(?:钱|万?元)?{_END}"
)
# A move that is only supposed: 要是再增加8万元, 再砍掉一成.
_UP = "(?:上调|上浮|调增|调高|提升|增加|增长|追加|上涨|提高|上升|涨|增|加|多)"
_DOWN = "(?:下调|下浮|调减|调低|核减|减少|砍掉?|削减|压减|压缩|下降|降低|缩减|减去?|压|降|少|削)"
_BY = "(?:了|去|掉|出|到)?"
_SUPPOSED = re.compile(
    rf"^(?P<lead>(?:{_LEADS})*)(?P<part>{_ONE})[，,]?(?P<if>(?:要是|如果|假如|假设|若是?|再|又|继续|还|能|在此基础上|基础上|这个?|上|的)*)(?:"
    rf"(?P<up>{_UP})|(?P<down>{_DOWN})){_BY}(?P<given>{_N})(?:的话|后|以后|之后)?[，,]?"
    rf"(?:那么?|则|就|便|一共|总共|会|应|能|该|变成|变为|达到?|到|合计|共|还|剩下?|有|是|为|等于|得|余下?|要|花)*(?:多少|几)(?:钱|万?元)?{_END}"
)
_IF = re.compile("要是|如果|假如|假设|若|倘|再|继续|基础上")
# A move that is told, and what it was before is asked for; the years are gone.
_LAST_YEAR = "(?:上年度?|去年|上一年度?|前一年|头年)"
_BEFORE = re.compile(
    rf"^(?:只?已知|只?已经知道|只?知道|既然|{_LEADS})*(?P<part>{_ONE})[，,]?(?:已知|只知道|是|如果|要是|若是?|假如|假设)?(?:在|比|较|跟|和|与|同){_LAST_YEAR}?(?:(?:的)?基础上|相比|比)?[，,]?"
    rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN})){_BY}(?P<given>{_N})[，,；;]?(?:那么?|则|请问|照此|按此|据此|依此|这样|由此|反推|推算|倒推|推出|算出?|可知|可以|能|求出?|问|[，,])*"
    rf"{_LAST_YEAR}?(?:的|度)?(?:数额?|金额|{_ONE})?(?:应该|应当|应|该|就|原来|大概|大约)*(?:(?:是|为|有|等于|列)?(?:了)?(?:多少|几)(?:钱|万?元)?|(?<=[数\ue000-\uefff])){_END}"
)


def read(plain: str, items: Sequence[Asked], again: Iterable[tuple[int, int, int]]) -> Reckoning | None:
    """The arithmetic that a text asks; None where it asks none, or says anything beside it.

    `plain` is the text with what is understood blanked out; `again` are places where an item is named once more.
    """
    if len({item.start for item in items}) < max(len(items), 1):
        return None  # 水电费 is one name of two
    text, figures = _compact(plain, items, again)
    for pattern in (_IN_SUM, _OF_SUM, _BY_SUM, _INSIDE_SUM):
        if hit := pattern.match(text):
            parts, wholes = _named(hit["part"]), _named(hit["whole"])
            if len(set(wholes)) < _SEVERAL or (pattern is not _OF_SUM and not set(parts) <= set(wholes)):
                continue
            return Reckoning("part_of_sum", parts, tuple(dict.fromkeys(wholes)))
    for pattern in (_BY_GIVEN, _OF_GIVEN, _OVER_GIVEN):
        if hit := pattern.match(text):
            return _of_figure(pattern, hit, figures)
    for pattern in (_BY_NUMBER, _GIVEN_NUMBER, _OVER_NUMBER):
        if (hit := pattern.match(text)) and (number := Decimal(hit["number"])):
            return Reckoning("over_number", _named(hit["part"])[:1], given=number)
    if hit := _BEFORE.match(text):
        return _moves("before", hit, figures[ord(hit["given"]) - _GIVEN])
    if (hit := _SUPPOSED.match(text)) and _IF.search(hit["lead"] + hit["if"]):
        return _moves("moved", hit, figures[ord(hit["given"]) - _GIVEN])
    return None


_SEVERAL = 2


def _of_figure(pattern: re.Pattern[str], hit: re.Match[str], figures: Sequence[quantity.Figure]) -> Reckoning | None:
    """An amount over one that the question gives: a part of it, or how many times it."""
    given = figures[ord(hit["given"]) - _GIVEN].quantity
    if given.unit is None or given.unit.base != "元" or not given.number:
        return None
    times = pattern is _OVER_GIVEN and hit["percent"] is None
    wholes = _named(hit["whole"]) if pattern is _BY_GIVEN and hit["whole"] else ()
    operator: Operator = "over_given" if times else "part_of_given"
    return Reckoning(operator, _named(hit["part"])[:1], wholes, given.number, given.unit.name)


def _moves(operator: Operator, hit: re.Match[str], figure: quantity.Figure) -> Reckoning | None:
    unit = figure.quantity.unit
    if unit is None or (unit.base != "元" and unit.name != "%"):
        return None
    sign = 1 if hit["up"] else -1
    return Reckoning(operator, _named(hit["part"])[:1], (), figure.quantity.number, unit.name, sign)


def _named(words: str) -> tuple[int, ...]:
    """Which items stand in words of the compact text, each name with its code once."""
    return tuple(
        ord(char) - _ITEMS
        for char in re.sub(rf"({_I})(?:[（(]{_I}[）)]|{_I})", r"\1", words)
        if "\ue000" <= char <= "\uefff"
    )


def _tenths(plain: str) -> list[quantity.Figure]:
    """Parts of ten as percentages: 三成."""
    return [
        quantity.Figure(hit[0], *hit.span(), quantity.Quantity(Decimal(10 * _DIGITS.index(hit[1])), quantity.unit("%")))
        for hit in re.finditer("([一二三四五六七八九])成(?![为立功本员])", plain)
    ]


_DIGITS = "零一二三四五六七八九"
_EACH_OF = re.compile("每")  # 每月, which a form prints as a label, too


def _compact(
    plain: str, items: Sequence[Asked], again: Iterable[tuple[int, int, int]]
) -> tuple[str, tuple[quantity.Figure, ...]]:
    """The text with a character for each item and for each amount, and without what is blanked out; the amounts."""
    spans = [(a.start, a.end, chr(_ITEMS + at)) for at, a in enumerate(items) if not _EACH_OF.match(a.text)]
    taken = {at for start, end, _ in spans for at in range(start, end)}
    for start, end, at in sorted(again, key=lambda one: one[0] - one[1]):
        if taken.isdisjoint(range(start, end)) and not _EACH_OF.match(items[at].text):
            spans.append((start, end, chr(_ITEMS + at)))
            taken.update(range(start, end))
    figures: list[quantity.Figure] = []
    for figure in (*quantity.find(plain), *_tenths(plain)):
        unit = figure.quantity.unit
        counts = unit is not None and (unit.base == "元" or unit.name == "%") and figure.high is None
        if counts and taken.isdisjoint(range(figure.start, figure.end)):
            spans.append((figure.start, figure.end, chr(_GIVEN + len(figures))))
            figures.append(figure)
    out, at = [], 0
    for start, end, char in sorted(spans):
        if start < at:
            continue  # two names at one place: 水电费
        out += [plain[at:start], char]
        at = end
    text = "".join((*out, plain[at:]))
    return re.sub(rf"[\s“”\"‘’《》{MASK}]", "", text), tuple(figures)
