"""Years in an English text: 2019, FY19, fiscal 2018, 2017/2018 (the year that it ends in), 2020 - 2024."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from service.calculator.english.words import fold

_YEAR = re.compile(
    r"(?<![\d.,$£€-])(?:(?P<first>(?:19|20)\d\d)[/-](?:20)?(?P<last>\d\d)(?!\d)|(?P<full>(?:19|20)\d\d)|\bfy? ?'?(?P<short>\d\d)\b)"
    r"(?![\d]|[.,]\d|%|-?[a-z])"
)
_DASH = re.compile(r"(?<![\d.,])(?P<first>(?:19|20)\d\d) ?- ?(?P<last>(?:19|20)\d\d)(?!\d|[.,]\d)")
_TO = re.compile(r",? ?(?:to|through|until|and ending) (?:the )?(?:fiscal )?(?:years? )?")
_BETWEEN = re.compile(r"between[^.]*$")


@dataclass(frozen=True, slots=True)
class Years:
    """The years that a text names, in its order; `spans` where they stand in the folded text.

    `through` tells that they are the ends of a range.
    """

    named: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]
    through: bool = False

    @property
    def all(self) -> tuple[int, ...]:
        """Every year meant: those of the range, or those named."""
        if self.through and len(set(self.named)) == 2 and max(self.named) - min(self.named) <= 20:
            return tuple(range(min(self.named), max(self.named) + 1))
        return tuple(sorted(set(self.named)))

    @property
    def backwards(self) -> bool:
        """Whether a later year is named before an earlier one."""
        return list(self.named) != sorted(self.named)


def _year(hit: re.Match[str]) -> int:
    if hit["full"]:
        return int(hit["full"])
    if hit["first"]:
        first = int(hit["first"])
        return first // 100 * 100 + int(hit["last"])
    return 2000 + int(hit["short"])


@lru_cache(maxsize=8192)
def years(text: str) -> Years:
    """The years of a text, folded here; a number of four digits with a comma, a point or a unit is none."""
    folded = fold(text)
    dashed = _DASH.search(folded)
    if dashed:
        ends = (int(dashed["first"]), int(dashed["last"]))
        if ends[0] < ends[1]:
            return Years(ends, (dashed.span(),), through=True)
    hits = list(_YEAR.finditer(folded))
    named = tuple(_year(hit) for hit in hits)
    spans = tuple(hit.span() for hit in hits)
    through = len(named) == 2 and (
        _TO.fullmatch(folded[spans[0][1] : spans[1][0]]) is not None
        or _BETWEEN.search(folded[: spans[0][0]]) is not None
    )
    return Years(named, spans, through)


@lru_cache(maxsize=8192)
def without_years(text: str) -> str:
    """The folded text with its years blanked."""
    folded = fold(text)
    for start, end in years(text).spans:
        folded = folded[:start] + " " * (end - start) + folded[end:]
    return folded
