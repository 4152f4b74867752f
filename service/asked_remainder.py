"""What is left of an amount when another is taken away: 基本支出扣掉工资还剩多少, 把工资拿掉以后还余多少. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from service.query import Asked

_VERB = (
    r"(?:减(?:去|掉)|扣(?:除|掉|去|下)|刨(?:去|除|掉|开)|除(?:去|掉|开)|去(?:掉|除)"
    r"|剔(?:除|掉|开)|撇(?:开|去|掉)|抛(?:开|去|掉)|拿(?:掉|走|开)|抠(?:掉|除)|摘(?:掉|除|出去)|不算|不含|不包括)"
)
AWAY = re.compile(_VERB)
# The verb right before what is taken away, or right behind it: 刨掉接待费, 把接待费刨掉; 把接待费从三公里刨掉.
_BEFORE = re.compile(rf"(?:{_VERB}|除了|减|扣|去)(?:上|了|其中|里面|里头|里)?(?:的|那|这|那个|这个)?[“\"]?$")
_BEHIND = re.compile(
    rf"^[”\"]?(?:这|那)?(?:一?块|部分|些|笔|项)?(?:的?钱|费用|开支)?(?:先|都|全|全部|给)*{_VERB}(?![^，。；？?还剩余后外]{{2,}}(?:支出|费|收入|经费|资金)[^，。；？?]*?[还剩余])"
)
_OUT_OF = re.compile(rf"(?:把|将)(?P<away>[^，。？?]+?)从[^，。？?]+?(?:全|都|先|给)*{_VERB}")
_REMAINS = (
    r"(?:剩|余(?!额|款|姚)|结(?!余|转))(?:下|了)?(?:的)?[^，。？?]{0,4}(?:多少|几)|[还另]有[^，。？?]{0,3}(?:多少|几)"
)
_LEFT = re.compile(_REMAINS)
_ASKED = re.compile(rf"{_REMAINS}|(?:是|为|等于|得|有)(?:多少|几[万元])|多少(?:钱|万?元)?[？?。]?$")
# Whose the asker takes what is left to be, which is not what is taken away: 扣除乙后，属于下面单位的还有多少.
LEFT_TO = re.compile(
    r"(?<=[后外去掉开])[，,](?:那)?(?:属于|归属于?|归于?|算作?|留给|剩给)[^，。；？?]{2,14}?的?(?=(?:部分)?(?:还|又|另)?(?:有|剩|余))"
)
_JOINED = re.compile(r"(?:预算|支出|经费|费)?(?:和|与|跟|及|、|以及|还有)")


def taken_away(text: str, items: Sequence[Asked]) -> tuple[list[Asked], list[Asked]] | None:
    """What is taken away from and what is taken away, of the items that a question names; None where it asks no such thing.

    The first is empty where only what is taken away is named: it is then taken of all that is spent.
    """
    if not items or not (_ASKED if len(items) > 1 else _LEFT).search(text):
        return None
    away = _named(text, items)
    if out := _OUT_OF.search(text):
        away = [at for at, item in enumerate(items) if out.start("away") <= item.start < out.end("away")]
    left = [item for at, item in enumerate(items) if at not in away]
    return (left, [items[at] for at in sorted(away)]) if away and (left or len(items) == 1) else None


def asks_what_remains(text: str) -> bool:
    """Whether it is asked what is left, which no amount is that is more than what it is taken of."""
    return bool(_LEFT.search(text))


def _named(text: str, items: Sequence[Asked]) -> list[int]:
    """Which of the items stand behind, or else before, the words that take them away, and those joined to them."""
    away = [at for at, item in enumerate(items) if _BEFORE.search(text[: item.start])]
    if away:
        for at, (one, two) in enumerate(pairwise(items), 1):
            if at - 1 in away and at not in away and _JOINED.fullmatch(text[one.end : two.start]):
                away.append(at)  # 扣掉水费和电费
        return away
    away = [at for at, item in enumerate(items) if _BEHIND.match(text[item.end :])]
    while away and away[0] and _JOINED.fullmatch(text[items[away[0] - 1].end : items[away[0]].start]):
        away.insert(0, away[0] - 1)  # 把水费和电费拿掉
    return away
