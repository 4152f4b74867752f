"""What a word that stands nowhere is a slip of: one wrong character of a printed word, or the initials of an item's pinyin.

`service.spelling` puts long names of the field right in any question. A short word may be one of many, so it is looked at
only where a question is not answered: what no disclosure of the bodies asked about prints is taken for the one word that
they do print (防迅 for 防汛), or for the one item with these initials. Pure.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cache, lru_cache

from pypinyin import lazy_pinyin

from ingest import everyday, terms
from service import small_words
from service.spelling import Corrected, field_names, one_item, taken_for

_HAN = re.compile(r"[一-鿿]+")
_LETTERS = re.compile(r"(?<![A-Za-z0-9])[a-z]{3,30}(?![A-Za-z0-9])")
_PAIR = 2
_LONGEST = 12  # characters of a name with initials


def put_right(text: str, unknown: Iterable[str], printed: Collection[str], said: str) -> Corrected:
    """The text with the words of it that are unknown put right.

    `printed` are the names that the disclosures asked about print, `said` is all that stands in them, folded.
    """
    changes: list[tuple[str, str]] = []
    for word in dict.fromkeys(unknown):
        for letters in _LETTERS.findall(word):
            meant = None if letters in said.lower() else _of_letters(letters, printed)
            if meant is not None:
                changes.append((letters, meant))
        for own in _HAN.findall(word):
            run = next((run for run in _HAN.findall(text) if own in run), own)
            # A wrong character may be a small word, which is no part of what is unknown: 还卫.
            places = range(max(run.index(own) - 1, 0), min(run.index(own) + len(own) + 1, len(run)))
            if (slip := _one_wrong(run, places, printed, said)) is not None:
                changes.append(slip)
    for wrong, right in changes:
        text = text.replace(wrong, right)
    return Corrected(text, tuple(changes))


def _of_letters(letters: str, printed: Collection[str]) -> str | None:
    """The one item whose name these letters spell, or the beginnings of its syllables: of the field, or of what is printed."""
    held = {bare for label in printed if len(bare := terms.normalise(label)) <= len(letters) and _HAN.fullmatch(bare)}
    alike = {name for name in held if letters in _spellings(name)}
    found = sorted({*_by_letters(formal=True).get(letters, ()), *alike}) or _by_letters(formal=False).get(letters, ())
    return found[0] if found and one_item(found) else None


def _one_wrong(run: str, places: range, printed: Collection[str], said: str) -> tuple[str, str] | None:
    """Two characters of a run that are a printed word but for one of them, at these places, and that word.

    What has most of the run in common with a printed name is meant; None where several have as much.
    """
    found: dict[int, set[tuple[int, str]]] = defaultdict(set)
    for at in places:
        if not _is_right(run, at, said):
            for size, other in _others(run, at, printed):
                found[size].add((at, other))
    best = found[max(found)] if found else set()
    if len(best) != 1:
        return None
    at, other = next(iter(best))
    right = f"{run[:at]}{other}{run[at + 1 :]}"
    start, end = max((_longest_shared(right, at, label) for label in printed), key=lambda span: span[1] - span[0])
    return run[start:end], right[start:end]


def _is_right(run: str, at: int, said: str) -> bool:
    """Whether a character stands in a word that is right as it is."""
    pairs = (run[start : start + 2] for start in (at - 1, at) if 0 <= start < len(run) - 1)
    words = small_words.small_words()
    known = (words, small_words.of_their_own(), small_words.whole_words(), _pairs_of_the_field())
    return any(pair in said or any(pair in those for those in known) for pair in pairs)


@cache
def _pairs_of_the_field() -> frozenset[str]:
    """Every two characters that stand side by side in a name of the field: none of them is a slip."""
    named = (*(code.name for code in terms.codes().values()), *field_names(), *terms.colloquial(), *everyday.said())
    return frozenset(name[at : at + _PAIR] for name in named for at in range(len(name) - 1))


def _others(run: str, at: int, printed: Collection[str]) -> Iterable[tuple[int, str]]:
    """The characters that may be meant at a place, each with how much of the run around it a printed name has then."""
    pairs = [re.compile(f"{re.escape(run[at - 1])}(.)")] if at else []
    pairs += [re.compile(f"(.){re.escape(run[at + 1])}")] if at + 1 < len(run) else []
    for label in printed:
        for pair in pairs:
            for hit in pair.finditer(label):
                other = hit[1]
                if other != run[at] and _HAN.fullmatch(other) and taken_for(run[at], other):
                    start, end = _longest_shared(f"{run[:at]}{other}{run[at + 1 :]}", at, label)
                    # Two characters alone may be part of any name: 增收 of 农民增收 is no 征收.
                    if end - start > _PAIR or len(terms.normalise(label)) == _PAIR:
                        yield end - start, other


def _longest_shared(run: str, at: int, label: str) -> tuple[int, int]:
    """Where the longest stretch of a run that has a place and stands in a label begins and ends."""
    spans = ((start, end) for start in range(at + 1) for end in range(at + 1, len(run) + 1) if run[start:end] in label)
    return max(spans, key=lambda span: span[1] - span[0], default=(at, at))


@lru_cache(maxsize=65536)
def _spellings(name: str) -> tuple[str, str]:
    """The initials of a name's pinyin, and the whole of it."""
    sounds = lazy_pinyin(name)
    return "".join(sound[0] for sound in sounds), "".join(sounds)


@cache
def _by_letters(*, formal: bool) -> Mapping[str, tuple[str, ...]]:
    """The field's names of items, those that disclosures print or those that are only said, by the letters they are typed with."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in sorted(field_names() if formal else terms.colloquial()):
        if _HAN.fullmatch(name) and len(name) <= _LONGEST:
            for letters in _spellings(name):
                found[letters].append(name)
    return {letters: tuple(those) for letters, those in found.items()}
