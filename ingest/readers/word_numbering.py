"""The list numbers that Word prints in front of a paragraph without storing them in its text: 一、 （一） 1.

Without them a heading has lost its rank, and a list its order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "〇一二三四五六七八九"
_CHINESE = frozenset(
    [
        "chineseCounting",
        "chineseCountingThousand",
        "ideographDigital",
        "japaneseCounting",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
        "japaneseDigitalTenThousand",
        "koreanDigital",
    ]
)
_MOST = 9_999


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    format: str
    text: str


class Numbering:
    """Counts the numbered paragraphs of a document as they come by."""

    def __init__(self, part: Any | None) -> None:
        self._lists: dict[str, dict[int, _Level]] = {}
        self._abstract: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if part is None:
            return
        abstract = {
            found.get(f"{W}abstractNumId"): dict(_levels(found)) for found in part.iterchildren(f"{W}abstractNum")
        }
        for number in part.iterchildren(f"{W}num"):
            which = number.find(f"{W}abstractNumId")
            key = which.get(f"{W}val") if which is not None else None
            if key not in abstract:
                continue
            levels = dict(abstract[key])
            for change in number.iterchildren(f"{W}lvlOverride"):
                at = _int(change.get(f"{W}ilvl"), 0)
                start = change.find(f"{W}startOverride")
                if start is not None and at in levels:
                    levels[at] = _Level(_int(start.get(f"{W}val"), 1), levels[at].format, levels[at].text)
                for _, level in _levels(change):
                    levels[at] = level
            name = number.get(f"{W}numId") or ""
            self._lists[name] = levels
            # Lists made from one abstract list count on together, unless one of them starts anew.
            anew = any(
                change.find(f"{W}startOverride") is not None for change in number.iterchildren(f"{W}lvlOverride")
            )
            self._abstract[name] = name if anew else f"abstract {key}"

    def next(self, number: str, level: int) -> str:
        """The number of the next paragraph of a list, as Word prints it; empty for bullets and unknown lists."""
        levels = self._lists.get(number)
        if not levels or level not in levels:
            return ""
        counts = self._counts.setdefault(self._abstract[number], {})
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        if levels[level].format in ("bullet", "none"):
            return ""

        def shown(hit: re.Match[str]) -> str:
            at = int(hit[1]) - 1
            if at not in levels:
                return ""
            return written(counts.get(at, levels[at].start), levels[at].format)

        return re.sub(r"%([1-9])", shown, levels[level].text)


def _levels(parent: Any) -> Iterator[tuple[int, _Level]]:
    for found in parent.iterchildren(f"{W}lvl"):
        said = {child.tag: child.get(f"{W}val") or "" for child in found}
        yield (
            _int(found.get(f"{W}ilvl"), 0),
            _Level(_int(said.get(f"{W}start"), 1), said.get(f"{W}numFmt", "decimal"), said.get(f"{W}lvlText", "")),
        )


def _int(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,9}", text) else otherwise


def written(number: int, style: str) -> str:
    """A list number in one of Word's styles; plain digits for a style that disclosures do not use."""
    if not 0 < number <= _MOST:
        return str(number)
    if style in _CHINESE:
        return _chinese(number)
    if style in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese"):
        return chr(0x2460 + number - 1) if number <= 20 else str(number)
    if style == "decimalFullWidth":
        return str(number).translate({ord("0") + k: 0xFF10 + k for k in range(10)})
    if style in ("lowerLetter", "upperLetter") and number <= 26:
        return chr(ord("a" if style == "lowerLetter" else "A") + number - 1)
    if style in ("lowerRoman", "upperRoman"):
        roman = _roman(number)
        return roman.lower() if style == "lowerRoman" else roman
    return str(number)


def _chinese(number: int) -> str:
    out, zero = "", False
    for unit, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            out += ("〇" if zero else "") + _DIGITS[digit] + word
            zero = False
        elif out:
            zero = True
    return out[1:] if out.startswith("一十") else out


def _roman(number: int) -> str:
    out = ""
    for value, letters in (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
        (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ):  # fmt: skip
        count, number = divmod(number, value)
        out += letters * count
    return out
