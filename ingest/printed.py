"""A number as a form prints it: with its comparator and its unit in the same cell (≥95%, 不超过7天, 120.50万元)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from ingest.quantity import number
from ingest.quantity import unit as unit_named

_PRINTED = re.compile(
    r"\s*(?P<sign>≤|≥|<=|>=|=|＝|<|>|＜|＞|﹤|﹥|不低于|不少于|不高于|不超过|大于等于|小于等于|大于|小于|等于)?\s*"
    r"(?P<number>[-－]?\d[\d,，]*(?:\.\d+)?)\s*(?P<unit>[^\d\s].{0,5})?\s*"
)
SIGNS = {
    **dict.fromkeys(("≤", "<=", "小于等于", "不高于", "不超过"), "≤"),
    **dict.fromkeys(("≥", ">=", "大于等于", "不低于", "不少于"), "≥"),
    **dict.fromkeys(("=", "＝", "等于"), "="),
    **dict.fromkeys(("<", "＜", "﹤", "小于"), "<"),
    **dict.fromkeys((">", "＞", "﹥", "大于"), ">"),
}
_BRACKETED = re.compile(r"^[(（](?P<unit>[^()（）]+)[)）]$")  # ≥90.00(%)
_DAYS = re.compile(r"个?(?:工作|自然|日历)(?:日|天)")
_DATE_WORD = re.compile(r"[前后底起止号至之日]")


@dataclass(frozen=True, slots=True)
class Printed:
    """What a cell of a form says: “≥95%” is ≥, 95, %."""

    value: Decimal
    comparator: str | None
    unit: str | None


def printed(text: str) -> Printed | None:
    """The number of a cell with what stands around it; None for words, dates and blanks."""
    hit = _PRINTED.fullmatch(text)
    value = number(hit["number"]) if hit else number(text)
    if value is None:
        return None
    if hit is None:
        return Printed(value, None, None)
    unit = _BRACKETED.sub(r"\g<unit>", (hit["unit"] or "").strip())
    if unit and not _is_unit(unit, value):
        return None
    return Printed(value, SIGNS.get(hit["sign"] or ""), unit or None)


def _is_unit(word: str, value: Decimal) -> bool:
    """Whether the word behind a number counts it: “120公里”; “12月底前” and “2025年” are dates."""
    if _DAYS.fullmatch(word):
        return True
    if _DATE_WORD.search(word) or (word.startswith("年") and 1990 <= value <= 2100):
        return False
    return unit_named(word) is not None or bool(re.fullmatch(r"[\u3400-\u9fff㎡²/·]{1,5}", word))
