"""Whether a question asks for what was planned or for what was spent. Pure."""

from __future__ import annotations

import re

from ingest import terms
from service.asked_reason import WHY
from service.blanking import MASK, blanked
from service.query import Asked, BasisAsked

_ACTUAL = re.compile(
    r"实际(?!上|是否|有没有|是不是|列(?!支))|真(?:正|的)?(?:花|用)|决算|执行数|执行了|执行(?:多少|几)|执行情况|完成率|执行率|真正花|花了|(?<![上移转提多少])交了(?:多少|几)|到底(?:交|付|缴|支|用|花)|付了(?:多少|几)|缴了(?:多少|几)|花掉|用了|用掉|花没花|没有?(?:把|将)?[^，。？?]{0,6}?(?:花|用|支|使|执行)(?:完|光|足|满|够)|花超|超支|超预算|支出了|花出去|到底花|结算|用去|开销了|发生了|发生额|花费了|(?:做|达|办|实现|完成|修|建|种|拆|装)(?:到|成)?了(?:多少|几)|完成值|实际值"
)
# What a comparison starts from is not what is asked: 比2023年执行数 still asks about the budget.
# 要花掉, 打算用掉: still to be spent.
_TO_SPEND = re.compile(
    r"(?:(?<!主)要|准备|打算|计划|预计|将|拟|会|想)[^，。]{0,4}(?:花|用|支出|开销|花费)(?:掉|了|去|出去)?"
)
# 为啥多花了 asks why it rose, of a budget as well.
_SPENT_MORE = re.compile(r"[多少](?:花|用)(?:掉|了)+|(?:花|用)(?:得|了)(?:更|比)?[多少]了?")
_BASE_BASIS = re.compile(
    r"(?:比(?!例|重|率)|较|[高低多少大小]于|[高大低]过|超过|超出|不及|不如|(?:没|未)(?:有)?(?:达)?到|(?:与|同|跟|和)(?![^，。？]{0,8}?(?:执行数|决算数|决算|执行)[^，。？]{0,4}(?:合|加|总|共|各|分别|一共|之和|是多少|多少)))[^，。？]{0,8}?(?:执行数|决算数|决算|执行|实际(?:花|用|支出|发生|完成)(?:掉|了|出去)*的?数?(?=[^，。？]{0,3}[多少高低增减]))"
)
_FINAL = re.compile(r"(?<!预)决算(?!公开)")
# 土地出让金安排的那笔钱 names the money that pays, and no stage.
_BUDGET = re.compile(
    r"预备(?!役|费|队|军|案|金)|预算|计划(?![”\"])|(?<!让金|基金|拨款|债券)安排|安排(?!的(?:那|这|钱|\d))|打算|准备|预计|(?<!主)要花|拟(?!核实|核对|了解|查|询|请|问|确认|写|对比|比较|引用|咨)|编列|列了|编了"
)


def names_budget(text: str) -> bool:
    """Whether a text asks for what is planned."""
    return bool(_BUDGET.search(text))


def basis_of(text: str, items: tuple[Asked, ...]) -> BasisAsked | None:
    """The stage that a question asks for; None where it says none. `items` are what it names."""
    known = terms.concepts()
    named = blanked(text, [(item.start, item.end) for item in items if not set(item.keys) & set(known)])
    # 总共花, 花掉 are all that is spent and the verb that says so: 总共花了多少.
    others = [(item.start, item.end) for item in items if not set(item.keys) & terms.TOTALS]
    bare = _BASE_BASIS.sub(MASK, blanked(text, others))
    bare = _TO_SPEND.sub(MASK, bare)
    if WHY.search(text):
        bare = _SPENT_MORE.sub(MASK, bare)
    if _ACTUAL.search(bare) or _FINAL.search(_BASE_BASIS.sub(MASK, named)):
        return "actual"
    by_name = blanked(text, [(item.start, item.end) for item in items if "计划" in item.text])  # 某某资助计划
    if _BUDGET.search(by_name):
        return "budget"
    return "actual" if _FINAL.search(named) and _AGREES.search(text) else None


# 甲、乙加起来，跟丙决算对得上吗: what others are held against is of the one stage that is named.
_AGREES = re.compile("对得上|对不上|一致|相等|相符|吻合|等于|相同|一样|平衡|持平|打平|对上")
