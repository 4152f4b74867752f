"""Whether a question puts something forward to be confirmed: 是否正好是甲乙之和, 应该相同吧, 有人说写了两个不同的数. Pure.

It asks whether what the disclosure states agrees, so that all that it states of it is told, and never one amount alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

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
