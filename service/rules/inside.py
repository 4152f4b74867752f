"""Whether one figure counts in another: told by the rows that it stands below, by codes, by what an item is made of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest import terms
from service.holding import Known
from service.query import Asked


def counts_in(part: Known, whole: Known) -> bool:
    """Whether a figure is one of those that make up another: 奖金 of 工资福利支出, 公务接待费 of “三公”经费."""
    if part.item.own == whole.item.own:
        return False
    above = whole.fact.row[-1:] and terms.key(whole.fact.row[-1])
    if above and above in map(terms.key, part.fact.row[:-1]):
        return True
    if part.item.own in terms.parts_below(whole.item.own):
        return True
    code, parent = part.fact.code or "", whole.fact.code or ""
    if parent and code != parent and code.startswith(parent):
        return True
    table = terms.table_class(part.fact.table or "")
    return whole.item.own == "basic_expenditure" and table is not None and table.id == "basic"


_JOINED = re.compile(
    r"[“”\"]?(?:费用?|支出|经费|的钱)?[“”\"]?(?:[、，,和与及跟同+＋加]|以及|还有|再加上?|加上|连同|外加)+[“”\"]?"
)


def is_joined(text: str, asked: Asked, items: Sequence[Asked]) -> bool:
    """Whether an item stands in a row with the one before it or behind it: 甲、乙和丙, not 甲里的乙 nor 乙，丙年甲."""
    at = items.index(asked)
    behind = at + 1 < len(items) and _JOINED.fullmatch(text[asked.end : items[at + 1].start])
    before = at > 0 and _JOINED.fullmatch(text[items[at - 1].end : asked.start])
    return bool(behind or before)
