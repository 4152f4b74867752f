"""Words of questions that name nothing (`small_words.txt`), and what is left of a text without them.

Beside them those that look like such and name something (`whole_words.txt`), and those that only sound like another word
(`words_of_their_own.txt`).

Of all ways to read a run of characters as such words the one is taken that leaves fewest characters: 日常办公开销 is not cut at
the 公开 inside it, where 开销 and 日常 are words as well.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

_FILE = Path(__file__).with_suffix(".txt")
_WHOLE = Path(__file__).with_name("whole_words.txt")
_OWN = Path(__file__).with_name("words_of_their_own.txt")
_RUN = re.compile(r"[一-鿿A-Za-z]+")
_LEFT = 10  # what a character left over costs, against a word taken out
_PIECE = 3  # and what it costs more where it stands apart from those before it
# What makes another word of the one before it: 信息化 is no 信息.
_MADE_ANOTHER = re.compile("化(?![肥工解学粪妆验疗])")


@cache
def small_words() -> frozenset[str]:
    """All of them."""
    return _words(_FILE)


@cache
def whole_words() -> frozenset[str]:
    """The words that name something though each of their characters may stand at the edge of one that names nothing."""
    return _words(_WHOLE)


@cache
def of_their_own() -> frozenset[str]:
    """Words that sound like another word but for one character, and are no slip of it."""
    return _words(_OWN)


def _words(file: Path) -> frozenset[str]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def masked(text: str, mask: str) -> str:
    """A text with each character of a small word replaced by `mask`, one character."""
    return _RUN.sub(lambda hit: _masked(hit[0], mask), text)


@lru_cache(maxsize=16384)
def _masked(run: str, mask: str) -> str:
    words, longest = small_words(), _longest()
    # The cheapest reading of the run from each place on, `after` where the character before it is left over.
    cost, after = [0] * (len(run) + 1), [0] * (len(run) + 1)
    taken, taken_after = [0] * len(run), [0] * len(run)
    for at in range(len(run) - 1, -1, -1):
        ends = [
            end
            for end in range(at + 1, min(len(run), at + longest) + 1)
            if run[at:end] in words and not _MADE_ANOTHER.match(run, end)
        ]
        word = min(((1 + cost[end], at - end) for end in ends), default=(len(run) * _LEFT * 2, 0))
        for costs, takes, left in (
            (cost, taken, _LEFT + _PIECE + after[at + 1]),
            (after, taken_after, _LEFT + after[at + 1]),
        ):
            costs[at], takes[at] = (word[0], -word[1]) if word[0] <= left else (left, 0)
    out, at, left_before = [], 0, False
    while at < len(run):
        length = (taken_after if left_before else taken)[at]
        out.append(mask * length if length else run[at])
        at, left_before = at + (length or 1), not length
    return "".join(out)


@cache
def _longest() -> int:
    return max(map(len, small_words()))
