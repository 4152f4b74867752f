"""Whether a question puts something forward to be confirmed: 是否正好是甲乙之和, 应该相同吧, 有人说写了两个不同的数. Pure.

It asks whether what the disclosure states agrees, so that all that it states of it is told, and never one amount alone.
Or it says one figure of one thing, and asks whether it is so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest import quantity
from ingest.quantity import Figure
from service.blanking import blanked
from service.query import Asked

# That a yes or a no is asked for, or a check.
_YES_OR_NO = re.compile(
    r"吗|么(?=[？?。，]|$)|吧(?=[？?。，]|$)|是否|是不是|有没有|有无|对不对|能否|对否|真有|属实|可信|求证|核[实对查算验准]|验[算证]|复核|确认|查[实证]|查一查|属不属实"
)
# Several numbers of one thing are said to be printed.
_TWO_SAID = re.compile(
    r"(?:写|有|出现|列|填|印|给|报|载|登|存在|公布|披露|看到|查到)(?:了|着|过|出|的是)*(?:前后)?(?:两|2|[二三]|好?几)(?:个|种|处|组|套)(?:不同|不一样|不一致|互?相?矛盾|不相同|对不上|打架)?的?(?:数(?![量据])|数字|数值|数额|金额|写法|说法|版本|口径)"
)
_SAME = "(?:一样|一致|相同|相等|吻合|相符|对应|同一个?数|一个数|等同|一回事)"
_SHOULD_BE = re.compile(
    rf"(?:应该|应当|理应|按理|本该|照理|理当|按说|照说|合该|该|应|总)(?:说|讲|来说|都|也|就|会|要|是|完全|得|能|该|彼此|互相)*{_SAME}"
    rf"|是(?:不是|否)(?:都|也|就|会|完全|刚好|正好|恰好|恰恰)+{_SAME}"
)
_EXACTLY = re.compile(r"(?:正好|恰好|刚好|恰恰|刚刚好|正正好|不多不少)(?:就)?(?:是|为|等|合|跟|和|与|同)")
_ADDED = re.compile(r"之和|加起来|加总|相加|合计|总和|加在一起|加一起|的和(?=[，。？?的吗是]|$)|得来的?")
# What is reckoned and then said to be another thing: 甲减乙，是不是就是丙.
_RECKONED = re.compile(
    r"(?:减去?|扣除|扣掉|加上?|＋|\+)[^，。？?]{2,20}[，,]?(?:得出|得到|算出|后|剩下|余下)?来?的?(?:结果|差额?|数|钱|总数)?(?:应该|应当|是不是|是否|正好|恰好|刚好|等不等)"
)
_HOW_MUCH = re.compile(r"多少|几[万元块]|百分之几|几成|哪一?[个项类]|谁")
# Whether a sum is above something is no question of agreement.
_ABOVE = re.compile(r"超|突破|够不?够|[高低多少大小]于|[多少高低大小](?:吗|不|没)")
# A question that says a figure and asks for none of this asks whether it is so, in whatever words (有误吗, 请核实, 真假).
_ELSE = re.compile(
    r"超|突破|以[上下内]|[高低多大小少]于|不[到足满]|至[少多]|够|[增减涨升降]|[变差]|[高低多少大小]了|多少|几|哪[些个一年项笔家种类儿里]|什么|啥|谁|为何|怎么(?:会|来|算|用|花|回事)|用途|用于|列出|说明(?!书|里|中|写)|换算|折合"
)
# The disclosure itself is to be compared, with itself.
_TWO_PLACES = re.compile("两|前后|表|正文|文字|各处|别处|另一处|互相|彼此|同一|对得上|对不上")
# From which figures the one that is said comes is told with it: 按2.18和3.60算对吗.
_FROM_FIGURES = re.compile(r"[按照用拿以][^，。？?]{0,12}\d[^，。？?]{0,12}算")
_PARTS_AND_WHOLE = 3


def asks(text: str, items: Sequence[Asked]) -> bool:
    """Whether a text asks if what is said of its items agrees."""
    if not items or not _YES_OR_NO.search(text):
        return False
    if _TWO_SAID.search(text) or (_SHOULD_BE.search(text) and not _HOW_MUCH.search(text)):
        return True
    if len(items) < _PARTS_AND_WHOLE or _HOW_MUCH.search(text) or _ABOVE.search(text):
        return False
    return any(cue.search(text) for cue in (_EXACTLY, _RECKONED, _ADDED))


def _pointed_at(text: str, one: Figure) -> bool:
    """Whether a figure is no amount but a part that is pointed at: 退休这一块."""
    return text[one.start - 1 : one.start] in ("这", "那", "哪", "每") and text[one.start : one.end] == "一块"


_SUM_OF_BARE = re.compile(r"\d[^，。；？?]{0,6}加[^，。；？?]{0,8}\d")


def figure(text: str, items: Sequence[Asked]) -> Figure | None:
    """The one figure that a question says and wants confirmed; None where it says none or several, or asks for one."""
    figures = [one for one in quantity.find(text) if one.quantity.unit is not None and not _pointed_at(text, one)]
    if len(figures) != 1 or figures[0].high is not None or figures[0].approx not in (None, "about"):
        return None
    said = figures[0]
    if _SUM_OF_BARE.search(text):
        return None  # 7998加105，加起来对吗: numbers without a unit are put forward, too
    if any(asked.start < said.end and said.start < asked.end for asked in items):
        return None  # a part of a name: 单价20万元以下的设备
    named = [(asked.start, asked.end) for asked in items if asked.end > asked.start]  # 差 of 差旅费 asks for no gap
    return None if _ELSE.search(blanked(text, [(said.start, said.end), *named])) else said


def of_a_figure(text: str, items: Sequence[Asked]) -> bool:
    """Whether what is to agree is a figure that the question says of one thing with the disclosure's: 是否等于190万元."""
    apart = _TWO_PLACES.search(text) or _FROM_FIGURES.search(text)
    return len(items) == 1 and not apart and figure(text, items) is not None
