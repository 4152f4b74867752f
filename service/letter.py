"""The words that an answer's prose may be made of: read into words, names, years and directions, or refused.

The words are a closed list (`letter.toml`); names and years are the material's. What is none of these is told as
strange, so that nothing can be said which nobody is able to check.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

Kind = Literal[
    "plain", "up", "down", "sum", "share", "done", "apart", "year", "basis", "told", "name", "body", "mark", "slot",
]  # fmt: skip
_WORDS = Path(__file__).with_name("letter.toml")
_MARKS = "，。；：、（）？！“”《》"
_YEAR = re.compile(r"((?:19|20)\d\d)\s?年度?")
_SLOT = re.compile(r"\{[A-Z]{2}\}")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text, and what it is; `year` is absolute in 2024年, else a step from the year asked about."""

    kind: Kind
    text: str
    start: int
    year: int | None = None
    step: int | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """The closed list."""

    kinds: Mapping[str, Kind]
    steps: Mapping[str, int]
    bases: Mapping[str, frozenset[str]]
    told: Mapping[str, str]
    bridge: frozenset[str]


@cache
def words() -> Words:
    """The closed list, read once."""
    with _WORDS.open("rb") as file:
        read = tomllib.load(file)
    kinds: dict[str, Kind] = {}
    for kind in ("plain", "up", "down", "sum", "share", "done", "apart", "year", "basis", "told"):
        kinds.update(dict.fromkeys(read[kind], kind))
    bases = {word: frozenset(of) for word, of in read["basis"].items()}
    return Words(kinds, read["year"], bases, read["told"], frozenset(read["bridge"]))


def tokens(text: str, names: Collection[str], bodies: Iterable[str], years: Collection[int]) -> list[Token] | str:
    """A text's words in order, by the reading of the fewest; or the first stretch that is none of what may be written."""
    known = words()
    # A label that is one of the words (合计, 占比) is read as the word.
    own: dict[str, Kind] = {**dict.fromkeys(names, "name"), **dict.fromkeys(bodies, "body"), **known.kinds}
    longest = max(map(len, own))
    # The fewest words that the text from each place on can be read as, from its end to its beginning.
    best: list[tuple[int, Token | None] | None] = [None] * (len(text) + 1)
    best[len(text)] = (0, None)
    for at in range(len(text) - 1, -1, -1):
        for token in _at(text, at, own, longest, years):
            rest = best[at + len(token.text)]
            here = best[at]
            if rest is not None and (here is None or rest[0] + 1 < here[0]):
                best[at] = (rest[0] + 1, token)
    if best[0] is None:
        return _strange(text, own, longest, years)
    found: list[Token] = []
    at = 0
    while (step := best[at]) is not None and step[1] is not None:
        found.append(step[1])
        at += len(step[1].text)
    return found


def _at(text: str, at: int, own: Mapping[str, Kind], longest: int, years: Collection[int]) -> Iterable[Token]:
    """Everything that may stand at a place of a text, the longest first."""
    known = words()
    if hit := _SLOT.match(text, at):
        yield Token("slot", hit[0], at)
    if (hit := _YEAR.match(text, at)) and int(hit[1]) in years:
        yield Token("year", hit[0], at, year=int(hit[1]))
    if text[at] in _MARKS:
        yield Token("mark", text[at], at)
    for end in range(min(len(text), at + longest), at, -1):
        if (kind := own.get(text[at:end])) is not None:
            yield Token(kind, text[at:end], at, step=known.steps.get(text[at:end]) if kind == "year" else None)


def _strange(text: str, own: Mapping[str, Kind], longest: int, years: Collection[int]) -> str:
    """The first stretch where reading from the left comes to nothing."""
    at = 0
    while at < len(text):
        token = next(iter(_at(text, at, own, longest, years)), None)
        if token is None:
            end = at + 1
            while end < len(text) and next(iter(_at(text, end, own, longest, years)), None) is None:
                end += 1
            return text[at:end]
        at += len(token.text)
    return text  # every stretch is known, no two of them fit
