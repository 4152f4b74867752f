"""What a recogniser says of a line, as a reader would have typed it; and whether its figures may be trusted.

A picture does not tell 。 from a small 0, nor a full-width bracket from a narrow one: the neighbours do. Thousands have
three digits and decimals one or two, so of a comma and a point taken for each other only one makes a number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_CHINESE = r"\u3400-\u9fff“”《》、。，；：（）【】〔〕"
_BLANK_BESIDE_CHINESE = re.compile(rf"(?<=[{_CHINESE}])\s+|\s+(?=[{_CHINESE}])")
_BRACKETS = re.compile(r"[(（]([^()（）]*)[)）]")
_WIDE = str.maketrans({",": "，", ":": "：", ";": "；", "?": "？", "!": "！"})
_MARK = re.compile(rf"(?<=[{_CHINESE}])[,:;?!]|[,:;?!](?=[{_CHINESE}])")
_FIGURE = re.compile(r"[-－+(（]?[\d.,，．\s]*\d[\d.,，．\s]*[)）]?[%％]?")
_GROUPED = re.compile(r"([-－(（]?)(\d{1,3})((?:[.,，．]\d{3})*)[.,，．](\d{1,2})([)）]?%?)")
_THOUSANDS = re.compile(r"([-－(（]?)(\d{1,3})((?:[.,，．]\d{3}){2,})([)）]?%?)")
_ZERO = re.compile(r"[。oO〇○]")
_STRAY_EDGE = re.compile(r"^[|丨\[\]Il!]+\s*(?=\d)|(?<=\d)\s*[|丨\[\]Il!]+$")
_PLAIN = re.compile(r"[-－(（]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?[)）]?[%％]?")


@dataclass(frozen=True, slots=True)
class Said:
    """The text of a line or cell, the places of its doubtful digits, and other readings of it.

    It is `blurred` where one of its words is in doubt.
    """

    text: str
    doubts: tuple[int, ...] = ()
    others: tuple[str, ...] = ()
    blurred: bool = False

    @property
    def certain(self) -> bool:
        """Whether nothing of it is in doubt."""
        return not self.doubts and not self.blurred


def typeset(text: str) -> str:
    """Text with brackets and stops as wide as Chinese has them, without blanks beside Chinese characters."""
    text = _BLANK_BESIDE_CHINESE.sub("", text.strip())
    text = _BRACKETS.sub(_bracket, text)
    text = re.sub(rf"(?<=[{_CHINESE}])\((?=[{_CHINESE}])", "（", text)
    text = re.sub(rf"(?<=[{_CHINESE}])\)|\)(?=[{_CHINESE}])", "）", text)
    return _MARK.sub(lambda hit: hit.group().translate(_WIDE), text)


def _bracket(hit: re.Match[str]) -> str:
    text, start, end = hit.string, hit.start(), hit.end()
    around = hit[1] + text[max(0, start - 1) : start] + text[end : end + 1]
    return f"（{hit[1]}）" if re.search(rf"[{_CHINESE}]", around) else f"({hit[1]})"


def is_figure(text: str) -> bool:
    """Whether a line consists of a figure, well or badly read: digits, points and commas, a sign, a percent sign."""
    return bool(_FIGURE.fullmatch(text.strip()))


def is_plain(text: str) -> bool:
    """Whether a figure is well formed: its thousands by three, one decimal point, one sign."""
    return bool(_PLAIN.fullmatch(text.strip()))


def bordered(text: str) -> bool:
    """Whether a figure has a stroke of the cell's border beside it, taken for a character."""
    return not is_figure(text) and is_figure(_STRAY_EDGE.sub("", text.strip()))


def repaired(text: str) -> str:
    """A figure with the separators that alone make a number of it; blanks beside them and strokes of a border gone."""
    bare = _STRAY_EDGE.sub("", text.strip())
    bare = re.sub(r"(?<=[.,，．])\s+|\s+(?=[.,，．])", "", bare)
    if hit := _GROUPED.fullmatch(bare):
        return f"{hit[1]}{hit[2]}{re.sub(r'[.，．]', ',', hit[3])}.{hit[4]}{hit[5]}"
    if hit := _THOUSANDS.fullmatch(bare):
        return f"{hit[1]}{hit[2]}{re.sub(r'[.，．]', ',', hit[3])}{hit[4]}"
    return bare


def zero(text: str) -> str | None:
    """The digit that a lone round mark stands for."""
    return "0" if _ZERO.fullmatch(text.strip()) else None


def barred(sign: str) -> str | None:
    """The sign with a bar for which a lone > or < may stand: a slanted bar is easily overlooked, none is seen in vain."""
    return {">": "≥", "＞": "≥", "<": "≤", "＜": "≤"}.get(sign.strip())


def is_word(char: str) -> bool:
    """Whether a character is one that can be taken for another one; 一 and stops are doubted too easily."""
    return "\u3400" <= char <= "\u9fff" and char != "一"


def odd_decimals(figures: Sequence[str]) -> set[int]:
    """Which of a table's figures have other decimals than nearly all the others: a point lost or a digit too many."""
    decimals = [len(text.partition(".")[2]) if re.search(r"\d", text) else -1 for text in figures]
    counted = [count for count, text in zip(decimals, figures, strict=True) if count >= 0 and text not in ("0", "-")]
    if len(counted) < 5:
        return set()
    usual = max(set(counted), key=counted.count)
    if usual == 0 or counted.count(usual) < 0.8 * len(counted):
        return set()
    return {k for k, count in enumerate(decimals) if count not in (usual, -1) and figures[k] not in ("0", "-")}
