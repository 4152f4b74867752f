"""A text made plain for reading: folded, figures and titles as single marks, cut into clauses; nothing is lost.

Chinese prose sets no spaces, so that layout blanks ("一般公 共服务"), quotes and full-width forms only stand in the way
of a grammar; each folded character knows where it came from, and what is quoted is always cut from the text as printed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from ingest import quantity
from ingest.quantity import Figure, Unit
from ingest.radicals import unified

Stretch = tuple[int, int]  # of the folded text: from, to

FIGURE = "\ue000"  # stands for one figure
TITLE = "\ue001"  # stands for a 《title》: its years and figures are not the sentence's
_SKIPPED = frozenset("“”\"'‘’「」『』*#`")
_PUNCTUATION = {
    ",": "，",
    ";": "；",
    ":": "：",
    "(": "（",
    ")": "）",
    "!": "！",
    "?": "？",
    "〔": "（",
    "〕": "）",
    "|": "，",
}
_TITLES = re.compile(r"《[^《》\n]*(?:《[^《》\n]*》[^《》\n]*)?》")
# What is no part of the words around it: marks of footnotes, and 当年 within the name of a fund's money.
_MARKS = re.compile(r"\[\d{1,3}\]|(?<=预算)[当本]年(?=(?:财政)?拨款)")
_BEFORE_BARE = re.compile(r"(?:为|是|占|比|计|达|额|数|[了到至约]|[增减]加?少?|下降|增长)$")
_AFTER_BARE = re.compile(r"\s*(?:[，；。、）),;]|$)", re.MULTILINE)
_CIRCLED = frozenset(map(chr, (*range(0x2460, 0x2488), *range(0x2776, 0x2794))))  # ①…⑳, ⑴…⒇, ❶…➓
ENDS = frozenset("。！？\n")


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between two marks; `lead` is the mark before it, `depth` counts the brackets it stands in."""

    start: int
    end: int
    lead: str
    depth: int


@dataclass(frozen=True, slots=True)
class Line:
    """The folded text; `begin[i]:end[i]` is the place of character i in `text`, `figures` are by folded place."""

    text: str
    chars: str
    begin: tuple[int, ...]
    end: tuple[int, ...]
    figures: Mapping[int, Figure]

    def printed(self, start: int, end: int) -> str:
        """What stands between two folded places, as printed but without layout blanks; quotes come in pairs."""
        if start >= end:
            return ""
        first, last = self.begin[start], self.end[end - 1]
        inside = self.text[first:last]
        if first and self.text[first - 1] in "“‘「" and inside.count("”") > inside.count("“"):
            first -= 1
        if last < len(self.text) and self.text[last] in "”’」" and inside.count("“") > inside.count("”"):
            last += 1
        words = re.sub(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])", "", self.text[first:last])
        return words if words.count("“") == words.count("”") else words.strip("“”")

    def sentence(self, at: int) -> tuple[int, int]:
        """The printed sentence around a folded place, as places in `text`."""
        start = at
        while start > 0 and self.chars[start - 1] not in ENDS:
            start -= 1
        stop = at
        while stop < len(self.chars) and self.chars[stop] not in ENDS:
            stop += 1
        stop = min(stop, len(self.chars) - 1)
        if self.chars[stop] == "\n" and stop > start:
            stop -= 1
        first, last = self.begin[start], self.end[stop]
        if first and self.text[first - 1] in "“‘":
            first -= 1
        if last < len(self.text) and self.text[last] in "”’":
            last += 1
        return first, last


@lru_cache(maxsize=64)
def fold(text: str) -> Line:
    """The line of a text."""
    masks: list[tuple[int, int, str, Figure | None]] = [
        (m.start(), m.end(), TITLE, None) for m in _TITLES.finditer(text)
    ]
    found = [f for f in quantity.find(text) if not _covered(f.start, f.end, masks)]
    masks += [(f.start, f.end, FIGURE, f) for f in (_with_unit(text, f, found) for f in found)]
    masks += [(m.start(), m.end(), "", None) for m in _MARKS.finditer(text) if not _covered(m.start(), m.end(), masks)]
    masks.sort(key=lambda mask: mask[0])
    chars: list[str] = []
    begin: list[int] = []
    end: list[int] = []
    figures: dict[int, Figure] = {}

    def put(char: str, first: int, last: int) -> None:
        chars.append(char)
        begin.append(first)
        end.append(last)

    at = 0
    for first, last, mark, figure in [*masks, (len(text), len(text), "", None)]:
        if first < at:
            continue
        for index in range(at, first):
            for char in _plain(text[index]):
                put(char, index, index + 1)
        if figure:
            figures[len(chars)] = figure
        if mark:
            put(mark, first, last)
        at = last
    return Line(text, "".join(chars), tuple(begin), tuple(end), figures)


@lru_cache(maxsize=8192)
def _plain(char: str) -> tuple[str, ...]:
    """What a character is folded into: mostly one, none where it is dropped."""
    if char == "\n":
        return ("\n",)
    # ① opens an item of a list; folded to 1 it would be a part of the name behind it.
    folded = char if char in _CIRCLED else unicodedata.normalize("NFKC", unified(char))
    return tuple(_PUNCTUATION.get(form, form) for form in folded if not form.isspace() and form not in _SKIPPED)


def _covered(start: int, end: int, masks: list[tuple[int, int, str, Figure | None]]) -> bool:
    return any(first < end and start < last for first, last, *_ in masks)


_MONEY_BEFORE = re.compile(
    r"(?:支出|费用?|收入|金额|经费|预算|决算|拨款|资金)(?:数|额)?(?:合计|共计|总计|为|是|共|计|[：:])*\s*$"
)


def _with_unit(text: str, figure: Figure, found: list[Figure]) -> Figure:
    """A number whose unit a slip left out ("决算为 4.19。", "占 76.23；") takes %, or the amounts' unit before it.

    Where only 元 was left out behind what is spent or received ("接待支出 0.40 万"), it takes that.
    """
    if (unit := figure.quantity.unit) is not None:
        if unit.name in ("万", "亿") and _MONEY_BEFORE.search(text, max(0, figure.start - 12), figure.start):
            return replace(figure, quantity=replace(figure.quantity, unit=quantity.unit(f"{unit.name}元")))
        return figure
    before = text[max(0, figure.start - 60) : figure.start].rstrip()
    if re.search(r"占[^，。；]*$", before):
        unit = quantity.unit("%")
    elif _BEFORE_BARE.search(before) and _AFTER_BARE.match(text, figure.end):
        unit = _unit_before(found, figure.start)
    else:
        unit = None
    return replace(figure, quantity=replace(figure.quantity, unit=unit)) if unit else figure


def _unit_before(found: list[Figure], at: int) -> Unit | None:
    amounts = [f for f in found if is_money(f)]
    before = [f for f in amounts if f.start < at]
    nearest = before[-1] if before else amounts[0] if amounts else None
    return nearest.quantity.unit if nearest else None


def base(figure: Figure) -> str:
    """The base of a figure's unit, "" where it has none."""
    unit = figure.quantity.unit
    return unit.base if unit else ""


def is_money(figure: Figure) -> bool:
    """Whether a figure is an amount of money (a unit price is none)."""
    return base(figure) == "元"


def is_percent(figure: Figure) -> bool:
    """Whether a figure is a percentage (百分点 are none)."""
    return base(figure) == "%"


def clauses(line: Line) -> list[Clause]:
    """The clauses in their order. Brackets that say something with a figure are clauses of their own, others are words."""
    speaking = _speaking_brackets(line.chars)
    found: list[Clause] = []
    start, lead, depth = 0, "", 0
    for at, char in enumerate(line.chars):
        if not _divides(line.chars, at, speaking):
            continue
        found.append(Clause(start, at, lead, depth))
        start, lead = at + 1, char
        depth += (char == "（") - (char == "）")
    found.append(Clause(start, len(line.chars), lead, depth))
    return found


def _divides(chars: str, at: int, speaking: frozenset[int]) -> bool:
    char = chars[at]
    if char in "，；：。！？\n":
        return True
    if char == "、":
        return bool(re.search(rf"{FIGURE}(?:（[^（）]*）|左右|以上|以内)?$", chars[:at]))
    return char in "（）" and at in speaking


def _speaking_brackets(chars: str) -> frozenset[int]:
    """The places of brackets that hold a figure or 持平, and of their partners."""
    opened: list[int] = []
    found: set[int] = set()
    for at, char in enumerate(chars):
        if char == "（":
            opened.append(at)
        elif char == "）" and opened:
            first = opened.pop()
            inside = chars[first + 1 : at]
            if FIGURE in inside or "持平" in inside:
                found |= {first, at}
        elif char in ENDS and not _closes_later(chars, at):
            opened.clear()
    return frozenset(found)


def _closes_later(chars: str, at: int) -> bool:
    """Whether a bracket that is open at a full stop is closed in the same paragraph."""
    rest = chars[at : chars.find("\n", at) if "\n" in chars[at:] else len(chars)]
    return chars[at] != "\n" and rest.count("）") > rest.count("（")
