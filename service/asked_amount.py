"""Money in a question: told by its amount and asked what it is for (那268.5万具体付了什么), or named and nothing asked of it. Pure."""

from __future__ import annotations

import re

from ingest import quantity

_WHAT = re.compile(r"什么|啥|哪|谁|何处|干嘛|做甚")
# How much, why, when, in what class or table, and whether are other questions.
_ELSE = re.compile(
    r"多少|几|为什么|为何|为啥|凭啥|原因|怎么|如何|咋|比例|占|哪一?[年月天]|哪[张份个]表|哪一?[类款项]|科目|差|什么(?:时候|意思|性质|资金|钱)|指什么|是不是|是否|吗|核|最|变化|依据"
)


# How it is told which amount is meant, which asks nothing: 占大头的那笔202万元.
_POINTED_OUT = re.compile(r"(?:占(?:了)?(?:大头|大部分|多数|主要)|最[大多高])的?(?:是)?(?=[那这]一?[笔项块])")


_CLOSES = re.compile(r"(?:经费|费用|资金|支出|开支|花销|[预决]算)数?[呢呀啊]?[？?。！!]*$")
_IS_IT = re.compile("[什啥哪谁怎咋何为吗么]|是不是|有没有|是否|有无")


def closes_with_money(text: str) -> bool:
    """Whether a text names some money and asks nothing of it, so that only its amount can be meant: 某街道2025年某某经费."""
    return bool(_CLOSES.search(text)) and not _IS_IT.search(text)


def asks_what_for(text: str) -> bool:
    """Whether a text states one amount of money and asks in words what became of it."""
    text = _POINTED_OUT.sub("", text)
    if not _WHAT.search(text) or _ELSE.search(text):
        return False
    return sum(bool(f.quantity.unit and f.quantity.unit.base == "元") for f in quantity.find(text)) == 1
