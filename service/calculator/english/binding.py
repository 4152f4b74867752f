"""Which series of a table an item's words name.

An item is bound by its words, never by a value. Every word of it that tells one series of the table from another must
be among the series' own; of several that fit, the one with the fewest words left over is meant, if it is one alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.calculator.english.table import Series
from service.calculator.english.words import FORMULA, MONTHS, WEAK

_PERCENT = frozenset({"percent"})
_LIGHT = frozenset({"total"})
_WHOLES = frozenset({"total", "percent"})


@dataclass(frozen=True, slots=True)
class Fit:
    """A series that words may name.

    `left` weighs the series' words that were not said; `matched` counts those said of its own row, `unknown` those of no
    series, `missing` those of other series; `above` tells that a section stands above it that was not said, `bare` that it is a total without
    any other name.
    """

    series: Series
    left: int
    matched: int
    unknown: int
    missing: int
    above: bool
    bare: bool

    @property
    def rank(self) -> tuple[int, bool, bool]:
        """Less is better: nothing left unsaid, a name of its own, no section unsaid."""
        return self.left, self.bare, self.above

    @property
    def sure(self) -> bool:
        """Whether the words name the series, and nothing else."""
        return not (self.left or self.unknown or self.missing)

    @property
    def sound(self) -> bool:
        """Whether the words say enough: the whole name, or most of it and hardly more (whose it is)."""
        if not self.left:
            return self.unknown <= 2 * self.matched + 1
        return self.unknown <= 1 and self.left <= 2 * self.matched


def _left(
    words: frozenset[str], said: frozenset[str], asides: frozenset[str] = frozenset(), weak: frozenset[str] = WEAK
) -> int:
    return sum(1 if word in _LIGHT or word in asides else 2 for word in words - said - weak)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a table's words tell: `known` are all that name a series, `topic` those of its totals and percentages.

    A part of a total may be named with the total's words: "service revenue" is the row "Service" of "Total revenue". And
    where the table has a `single` total that has no other name, it is the total of whatever its parts are. `rows` are the
    names of its rows, `said` is what the sentence says, word by word.
    """

    known: frozenset[str]
    topic: frozenset[str]
    rows: frozenset[frozenset[str]]
    single: bool
    said: str

    @classmethod
    def of(cls, table: Sequence[Series], said: str) -> Vocabulary:
        """The words of all the series of a table, beside what a sentence says."""
        wholes = [one for one in table if one.whole or one.row & _WHOLES]
        totals = {one.cells[0][1].row for one in wholes if one.whole or "total" in one.row}
        known = frozenset(word for one in table for word in one.words)
        topic = frozenset(word for one in wholes for word in one.row)
        rows = frozenset(one.row - WEAK for one in table)
        return cls(known - WEAK, topic - WEAK - _WHOLES - FORMULA, rows, len(totals) == 1, said)


def _fit(item: frozenset[str], one: Series, words: Vocabulary) -> Fit | None:
    said, item = item, item - WEAK
    own = next((part for part in (one.row, one.section, one.column) if part - WEAK), frozenset())
    matched = len(item & own)
    if one.row and not one.row - WEAK:  # "Ending balance": words that say little elsewhere are its whole name
        matched = len(one.row) if one.row <= said else 0
    if not matched:
        return None
    unit = _PERCENT if one.percent else frozenset()
    missing = (item & (words.known | FORMULA)) - one.words - unit
    bare = (
        words.single
        and one.row - WEAK == _LIGHT <= item
        and not any(row and row <= item - _LIGHT for row in words.rows)
    )
    if missing & FORMULA or (missing - words.topic and not bare):
        return None
    above = one.section - own
    through = item & above - one.row - one.column
    unsaid = above - item - WEAK
    if through and len(unsaid) >= len(through):
        return None  # a section that is named is named whole, or nearly
    # A column that is not named is not named, however few its words: no column is the one that is meant unsaid.
    column = 2 if _left(one.telling - own, said, weak=WEAK - MONTHS) else 0
    left = _left(own - unit, item, one.asides) + column + (_left(above, item) if through else 0)
    return Fit(one, left, matched, len(item - words.known - FORMULA), len(missing), bool(unsaid), bare)


def named(item: frozenset[str], able: Sequence[Series], words: Vocabulary) -> list[Fit]:
    """Those of the series that an item names, all that fit equally well; none where it says too little or too much."""
    found = [fit for one in able if (fit := _fit(item, one, words))]
    exact = sorted((fit for fit in found if not fit.missing), key=lambda fit: fit.rank)
    parts = sorted((fit for fit in found if fit.missing and not fit.left), key=lambda fit: fit.rank)
    if exact and exact[0].left > 1 and parts:
        return []  # "licence revenue" is neither surely "Cost of licence revenue" nor "Licence"
    best = exact or parts
    if not best or not best[0].sound:
        return []
    equal = [fit for fit in best if fit.rank == best[0].rank]
    literal = [fit for fit in equal if fit.series.label in words.said]  # "owed to members" is not "owed by members"
    return literal or equal
