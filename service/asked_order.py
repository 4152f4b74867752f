"""Which places of an order a question asks for: the largest, the first few, the whole order; of which level. Pure.

How many is said in any form (前三名, 头三位, 三甲, 靠前的三项, 第一第二第三), and so is that all of them are to be put
in order (按高低怎么排, 谁先谁后, 排行榜). What is understood here is no word left over.
"""

from __future__ import annotations

import re
from typing import Literal

from service.asked_years import number_word

_N = r"(?P<n>[一二两三四五六七八九十]|1?\d)"
_UNIT = (
    r"(?:个(?!月|季|工作日|百分|数)|项(?!目标)|大(?=项|类|块|支出|开支|科目|头|[？?，。是都有呢各分的为]|$)|块(?!钱)|条(?!例)|处(?!室|[和与跟、及]后)"
    r"|[名位类款笔种样家宗甲强]|级?科目)"
)
_MOST = r"最(?:为)?(?:[大多高小少低贵狠猛凶重](?:头|宗|额)?|花钱|烧钱|费钱)"
# The first few, however the front is called.
_FRONT = (
    r"(?<!(?<!\d)年)(?<!(?<!科)目)(?<![日月天之以提空生超往眼当跟事牵带龙源街人线巨口户])"
    r"(?:[排居列占位站]?[名位次序]?[居列在于到进靠]?最?[前头](?!年)[面边头列]?的?)"
)
_FIRST_FEW = (
    re.compile(rf"{_FRONT}\s*{_N}\s*(?:{_UNIT}|(?=$|[，。？?是有的都]))"),
    # Counted from the other end: 倒数三名, 垫底的三个, 末两位.
    re.compile(rf"(?:倒数|垫底|末尾|排在?最?[末后]|最后)(?:的|第)?(?:那|哪)?\s*{_N}\s*{_UNIT}"),
    re.compile(rf"(?:{_MOST}|占(?:了|据)?(?:最)?大头|数得上)的?(?:的)?(?:是)?(?:[前头哪那这])?\s*{_N}\s*{_UNIT}"),
)
# So many, of which another word says that they are the first: 三项最大的, 哪三项排在前面.
_SO_MANY = (
    re.compile(rf"{_N}\s*{_UNIT}(?:[^，。？?\d]{{0,6}}?)(?:{_MOST}|花(?:钱|得)?最)"),
    re.compile(r"哪(?P<n>[两三四五六七八九十])大?(?:个|项|类|块|样|笔|种|款)"),
)
_PODIUM = re.compile(r"冠[、和]?亚[、和]?季军?|一二三名")
_TWO_ON_IT = re.compile(r"冠[、和]?亚军|一二名")
_COUNTED_OFF = re.compile(
    r"第一[名位]?(?:(?:[、，,和与及到至谁]|一直到|还有|以及)*第[二三四五六七八九][名位]?)*(?:[、，,和与及到至谁]|一直到|还有|以及)*第(?P<last>[二三四五六七八九十])[名位]?"
)
# Every part in its place.
_WHOLE = re.compile(
    r"排个?序|排个名(?!次)|排一下|排(?:一排|一遍|个遍|个队|个位|出来|下来|到(?:尾|底|最后))|排名(?!前|第|靠|在|居)|排列|排行|排位(?!靠|在|居|前)|排队(?!办|取|等|叫)|[从由按]最?[大高多小低少][^，。？?]{0,6}?到最?[大高多小低少]|[降升]序|递[增减]"
    r"|(?:高低|大小|多少|先后|轻重|金额|数额)的?(?:次序|顺序|名次|位次|序列)|(?:怎么|怎样|如何|咋)个?(?:的)?(?:顺序|次序|排(?:法|的|列)?(?=$|[，。？?呢啊]))|(?:什么|啥)(?:顺序|次序)|(?:顺序|次序)(?:是|为)?(?:什么|怎样|如何|啥)|[以按](?:金额|数额|多少|大小|高低)(?:为序|[依逐]次)|(?:理|列|排|弄|做|给|搞)(?:个|出|一下|一个)*(?:先后|大小|高低)?(?:顺序|次序|名次)"
    r"|谁[先前][^，。？?]{0,2}谁后|谁第一[，、]?谁第二|(?:依|按|照)[^，。？?]{0,4}(?:高低|大小|多少|轻重)[^，。？?]{0,4}排"
)
_EXTREME = re.compile(
    r"最(?:花钱|烧钱|费钱)|花(?:钱|得)最[多狠猛凶]|最(?:为)?(?:大|多|高|小|少|低|贵|快|猛)|大户|头号|大头|重头(?!戏|再)|头一[份名位号](?=是|的|叫|[，。？?]|$)|集中[在于](?:哪|什么)|主要花在哪"
    r"|比(?:其他|其它|别的|另外|其余)(?:各|的|几|所有)*(?:[项类个样块]|科目)*都(?:要|还|更)?[多大高少小低]"
    r"|第[二三四五六七八九十](?:大|多|高)|排(?:名)?第[二三四五六七八九十]|排第|名列|(?:列|居|占|数|位)(?:在|为)?(?:第一|首位|榜首)(?![季批])|第[一二三]大|排前[一二三四五六七八九十\d]"
    r"|前(?:[一二两三四五六七八九十\d]+)(?:名|项|位|大|个|笔|类|种)"
)
_LEAST = re.compile(r"比(?:其他|其它|别的|另外|其余)(?:各|的|几|所有)*(?:[项类个样块]|科目)*都(?:要|还|更)?[少小低]")
# The name and the amount of what is at a place, beside it.
_WHAT_OF_IT = re.compile(
    r"(?:的)?(?:名字|名称)(?:和|跟|与|及|、)?(?:数|金额|数额|钱数)?|各?(?:叫|是)(?:什么|啥)(?:名字)?"
)

_ASKS = (*_FIRST_FEW, _EXTREME, _WHOLE, _PODIUM, _TWO_ON_IT, _COUNTED_OFF)

Level = Literal[3, 5, 7]
_LEVELS: tuple[tuple[re.Pattern[str], Level], ...] = (
    (re.compile(r"项级|末级|最底层|具体科目|明细科目|[“\"]项[”\"]级?"), 7),
    (re.compile(r"款级|[“\"]款[”\"]级?"), 5),
    (re.compile(r"类级|大类|[“\"]类[”\"]级?"), 3),
)
# 科目 alone are the lowest ones: those that money is booked on. 类级科目, 大类 and 款级科目 are not.
_SUBJECTS = re.compile(r"(?<![类款])(?<![类款]级)(?<!大)科目(?!大?类)")


def asks(text: str) -> bool:
    """Whether a text asks for a place of an order, or for the order."""
    return any(pattern.search(text) for pattern in _ASKS)


def whole(text: str) -> bool:
    """Whether all the parts are to be put in their order."""
    return bool(_WHOLE.search(text))


def first_few(text: str) -> int | None:
    """How many places from one end of the order are asked for; None where that is not said."""
    if _PODIUM.search(text):
        return 3
    if _TWO_ON_IT.search(text):
        return 2
    if (listed := _COUNTED_OFF.search(text)) and not whole(text):
        return number_word(listed["last"])
    hits = (hit for pattern in (*_FIRST_FEW, *_SO_MANY) for hit in pattern.finditer(text))
    return next((number for hit in hits if (number := number_word(hit["n"]))), None)


# From one end of the order to the other, which is no part of what is put in order: 得分从高到低.
_FROM_END_TO_END = re.compile(r"[从由按]最?[大高多小低少][^，。？?]{0,6}?到最?[大高多小低少]")


def from_end_to_end(text: str) -> list[tuple[int, int]]:
    """Where a text says from which end of the order to which."""
    return [hit.span() for hit in _FROM_END_TO_END.finditer(text)]


def counted_off(text: str) -> bool:
    """Whether places are counted off one after another, so that none of them is meant alone."""
    return bool(_COUNTED_OFF.search(text))


def from_below(text: str) -> bool:
    """Whether it is the least that is told by what it is less than."""
    return bool(_LEAST.search(text))


def spans(text: str) -> list[tuple[int, int]]:
    """Where a text says which places it asks for."""
    return [hit.span() for pattern in (*_ASKS, *_SO_MANY, _WHAT_OF_IT) for hit in pattern.finditer(text)]


def level(text: str) -> Level | None:
    """The digits of the codes of the level that is to be put in order: 类 3, 款 5, 项 7; None where none is named."""
    return next((digits for pattern, digits in _LEVELS if pattern.search(text)), None)


def of_subjects(text: str) -> bool:
    """Whether the lowest 科目 are meant: 项级科目, or 科目 with no level named."""
    return level(text) == _LEVELS[0][1] or bool(_SUBJECTS.search(text))


_ECONOMIC = re.compile(r"经济(?:分类)?(?:的)?(?:科目|[类款]级)|经济分类|(?:基本支出)(?:预算|决算|明细|情况)*表")
_THINGS = re.compile("科目|[类款项]级|(?<!目)款项?(?=[有是])")
_ECONOMIC_CLASS, _ECONOMIC_LINE = 3, 5


def economic_level(text: str) -> int | None:
    """The digits of the economic codes that are asked for (类 3, 款 5); None where the economic classification is not named."""
    if not _ECONOMIC.search(text) or not _THINGS.search(text):
        return None
    if level(text) == _LEVELS[0][1] or re.search("功能", text):
        return None
    return _ECONOMIC_CLASS if level(text) == _ECONOMIC_CLASS else _ECONOMIC_LINE
