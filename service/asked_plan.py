"""Whether a question sets what was spent against its own budget: 才完成预算一半多点, 为啥花不完, 执行率偏低, 超额完成. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.blanking import MASK
from service.query import Asked

# What was meant to be spent, by any word for it.
_PLAN = r"预算|计划|年初|原定|(?:安排|批复|核定|下达)(?:下来)?的"
# What became of it: spent, carried out, left, or more than there was.
_DONE = (
    r"完成|执行|实际|决算|到位|落实|达[到成]|突破|超|差(?![异旅])|[剩余](?!额)|够|节[约余]|省|[多少](?:出|花|用|支)(?!途)"
    r"|(?<!费)(?:花|用(?![于途作来户车])|支(?!持|付)|动用|使用)(?:得|了|掉|完|光|足|满|出|去|到|不|这|那|的?(?:钱)?(?:比|不|才|只|没|少|多))"
)
_PLAN_AND_DONE = re.compile(rf"(?:{_PLAN})[^。？?]*?(?:{_DONE})|(?:{_DONE})[^。？?]*?(?:{_PLAN})")
# What it is told to be of, more than or away from: 是预算的两倍, 比年初预算多, 连预算的四成都不到.
_OF_THE_PLAN = re.compile(
    r"(?:[是为有到占比较跟和与离]|[高低多少大小]于|不[到足]|超过?|超出)了?(?:年初|全年|当年|调整后?|原(?:来|定)|本来)?的?预算"
    r"|(?<!年)(?<!年度)预算数?的?(?:[一二三四五六七八九十两几半\d.]+(?:倍|成|%|％)|百分之|一半|大半)"
)
# The same where no plan is named: what was not spent, or left, or over, is so of one.
_NOT_SPENT = (
    r"(?:没有?|未|难以?|不)(?:能够?|曾|得|全部?|完全|怎么|如数|如期|按时|及时)*(?:花|用(?![于途])|支(?!持)|使|执行|完成|拨付?)"
    r"(?:出去?|完|光|足|满|够|尽|掉|到位|得?了|这么|那么|多少)"
    rf"|(?:花|用|执行|使|完成|支|{MASK})不(?:完|了|出|掉|光|足|满|到位|动)"  # 某某费用不完 may be 某某费用, 不完
)
_LEFT = r"[结节]余|[剩余]下|(?:剩|余)(?:了|这|那|余|不少|好多|一)|花剩|用剩"
_OVER = r"超支|[花用]得?超|超(?:出|过)?了?(?:标|预算|计划|额)|突破了?(?:预算|计划)|[花用][冒溢]了"
_PACE = rf"(?:执行|完成|支出|用款|{MASK})进度|(?:执行|完成)(?:率|度(?!假)|比例|情况|得)"
_BY_ITSELF = re.compile(f"{_NOT_SPENT}|{_LEFT}|{_OVER}|{_PACE}")
# Another year to hold it against: 比上年超支得多 asks how it moved.
_ANOTHER_YEAR = re.compile(
    r"上一?年(?!结[转余])|去年|前年|前一年|头一?年|往年|同比|环比|同期|年比|[比较跟和与同](?:19|20)?\d\d年"
)

_NAMES_OF_FILES = re.compile(r"(?:年度?|部门|单位)的?预算(?=里|中|上|内|，|,)|预算(?:公开|报告|说明|文件)")


def against_own_budget(text: str) -> bool:
    """Whether a text without its items speaks of how what was spent stands to what was planned for the same year."""
    own = _NAMES_OF_FILES.sub("", text)  # 2024年部门预算里 sets nothing against anything
    if _OF_THE_PLAN.search(own) or _PLAN_AND_DONE.search(own):
        return True
    return _BY_ITSELF.search(text) is not None and _ANOTHER_YEAR.search(text) is None


# What forms print of how a budget was carried out: 甲费的执行率, 甲费的结余 is asked about as 甲费.
_EXECUTION = re.compile(
    r"(?:预算)?(?:执行|完成|支出|用款)(?:率|数|度|进度|情况|比例|金额)?|[结节]余(?:资金|数|额)?|差[额异距]|预算数?|决算数?"
)


def without_execution(items: Sequence[Asked]) -> tuple[Asked, ...]:
    """The items without those that only say how the budget of another one was carried out."""
    return tuple(asked for asked in items if not _EXECUTION.fullmatch(asked.text)) or tuple(items)


# What else may be left over of such words: 超出预算的原因, 没用完的缘故.
_LEFT_OVER = re.compile("(?:超出?|超过|突破|多花|少花|没?(?:用|花|执行|完成)完?|偏[低高慢快]|不足|也要|太|才)*")


def only_execution(items: Sequence[Asked], rest: Sequence[str]) -> bool:
    """Whether all that is named is how some budget was carried out."""
    named = bool(items) or bool(rest)
    return named and all(_EXECUTION.fullmatch(a.text) for a in items) and all(map(_LEFT_OVER.fullmatch, rest))
