"""From what price on things are counted: 单价50万元以上的设备 are others than 单价100万元以上的."""

from __future__ import annotations

import re

from service.draft import Draft, Quoted, Stated

_BAR = re.compile(r"(?:单价|单位价值|单台|价值)\s*(?P<bar>\d+)\s*万元?(?:[（(]含[）)])?\s*(?:及)?以上")


_MONEY = ("元", "万元", "亿元")


def _bars(text: str) -> set[str]:
    return {hit["bar"] for hit in _BAR.finditer(text)}


def is_of_another(text: str, found: Draft) -> bool:
    """Whether things are counted from one price on where the text asks for those from another."""
    asked, told = _bars(text), set[str]()
    if asked and found.result is not None and found.result.unit in _MONEY and "设备" in text:
        return True  # how many there are is no price
    for piece in found.pieces:
        if isinstance(piece, Stated):
            told |= _bars("".join("".join((*fact.row, *fact.column)) for fact in piece.facts))
        else:
            told |= _bars(piece.text if isinstance(piece, Quoted) else piece if isinstance(piece, str) else "")
    return bool(asked and told) and not asked & told
