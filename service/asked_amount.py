"""Whether a question tells money by its amount and asks what it is for: 那268.5万具体付了什么, 拿1250万改的是哪里的路. Pure."""

from __future__ import annotations

import re

from ingest import quantity

_WHAT = re.compile(r"什么|啥|哪|谁|何处|干嘛|做甚")
# How much, why, when, in what class or table, and whether are other questions.
_ELSE = re.compile(
    r"多少|几|为什么|为何|为啥|凭啥|原因|怎么|如何|咋|比例|占|哪一?[年月天]|哪[张份个]表|哪一?[类款项]|科目|差|什么(?:时候|意思|性质|资金|钱)|指什么|是不是|是否|吗|核|最|变化|依据"
)


def asks_what_for(text: str) -> bool:
    """Whether a text states one amount of money and asks in words what became of it."""
    if not _WHAT.search(text) or _ELSE.search(text):
        return False
    return sum(bool(f.quantity.unit and f.quantity.unit.base == "元") for f in quantity.find(text)) == 1
