"""What people say and what disclosures print for it, for finding passages: the words are in `everyday_words/`. Pure.

It only adds words to look for. What an item is, and which figure answers, `ingest.terms` decides.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path

from ingest import terms

_FOLDER = Path(__file__).parent / "everyday_words"
_OF_ITEMS = (
    "economic",
    "functional",
    "funds",
    "parts",
)  # files of words for items of the classifications, or parts of them
_A_PART = "只是一部分"  # stands in `parts.toml` where the printed words do: printed nowhere, so it leads to nothing
_TWO_WORDS = 4
_BETWEEN = frozenset("的了着过个些点们单位部门老新旧外来")  # what may stand between the characters of a word
_APART = 3  # how many of them in a row
_Word = tuple[int, str, tuple[str, ...]]  # its rank, the longest first; an everyday word; what is printed for it


def printed(text: str) -> dict[str, str]:
    """The printed words that stand for everyday words in a text, each with that everyday word, the longest first.

    A printed word that the text has itself is left out.
    """
    folded = terms.fold(text)[0]
    found = [(said, words) for said, words in _said() if said in folded]
    found.sort(key=lambda pair: -len(pair[0]))
    hints: dict[str, str] = {}
    for said, words in found:
        for word in words:
            if word != _A_PART and terms.fold(word)[0] not in folded:
                hints.setdefault(word, said)
    return hints


@cache
def said() -> frozenset[str]:
    """All everyday words."""
    return frozenset(word for word, _ in _said())


@cache
def of_items() -> frozenset[str]:
    """The everyday words for items of the classifications."""
    return frozenset(word for word, _ in _said(naming=True))


_SHORT = 3  # characters of a printed name that other names have in them


@cache
def lines() -> frozenset[str]:
    """The printed names of four characters or more that everyday words stand for, of items of the classifications."""
    return frozenset(
        one for _, printed in _said(naming=True) for name in printed if len(one := terms.normalise(name)) > _SHORT
    )


@cache
def deeds() -> frozenset[str]:
    """The everyday words that only say what is done to something: 治理, 养护."""
    sections = tomllib.loads((_FOLDER / "doing.toml").read_text(encoding="utf-8"))
    return frozenset(terms.fold(word)[0] for lines in sections.values() for words in lines.values() for word in words)


@lru_cache(maxsize=65536)
def starting(text: str, at: int, *, naming: bool = False) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What is said in everyday words from a place of a folded text on, the longest first, with the printed words for it.

    Small words may stand between its characters (查单位的账 for 查账), and a verb before or behind what is done (保管档案,
    档案保管). With `naming` only words for items of the classifications are looked for, not those for forms and verbs.
    """
    if at >= len(text):
        return ()
    words = _opening(text, at, _by_opening(naming=naming))
    if not words:
        return ()
    found: dict[str, dict[str, None]] = {}
    for _, said, printed in words:
        stretch = said if text.startswith(said, at) else _apart(said, text, at)
        if stretch:
            found.setdefault(stretch, {}).update(dict.fromkeys(printed))
    return tuple(sorted(((said, tuple(words)) for said, words in found.items()), key=lambda pair: -len(pair[0])))


def _opening(text: str, at: int, words: Mapping[str, Sequence[_Word]]) -> Sequence[_Word]:
    """The everyday words whose first two characters stand at a place of a text, but for small words between them."""
    first, end = text[at], at + 1
    while end < len(text) and end - at <= _APART and text[end] in _BETWEEN:
        end += 1
    if end == at + 1:
        return words.get(text[at : at + 2], ())
    return sorted(word for second in set(text[at + 1 : end + 1]) for word in words.get(first + second, ()))


def _apart(said: str, text: str, at: int) -> str:
    """The stretch of a text from a place on that is an everyday word with small words between its characters; or nothing."""
    end = at + 1
    for char in said[1:]:
        start = end
        while end < len(text) and end - start < _APART and text[end] != char and text[end] in _BETWEEN:
            end += 1
        if end >= len(text) or text[end] != char:
            return ""
        end += 1
    return text[at:end]


@cache
def things_of() -> Mapping[str, frozenset[str]]:
    """What the lines of the economic classification are made of (打印纸 of 办公费), by the key of the line."""
    sections = tomllib.loads((Path(__file__).parent / "things_of.toml").read_text(encoding="utf-8"))
    return {
        terms.key(line): frozenset(terms.fold(word)[0] for word in words)
        for lines in sections.values()
        for line, words in lines.items()
    }


@cache
def wholly() -> Mapping[str, frozenset[str]]:
    """Everyday words of one meaning only: the printed words of each line that has no others."""
    found: dict[str, set[str]] = {}
    for said, printed in _said(naming=True):
        if len(printed) == 1:
            found.setdefault(said, set()).add(terms.normalise(printed[0]).removesuffix("支出"))
    return {said: frozenset(words) for said, words in found.items()}


def naming(text: str) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """The everyday words for items in a folded text: where each begins, itself, and the printed words for it."""
    for at in range(len(text)):
        for said, printed in starting(text, at, naming=True):
            yield at, said, printed


@cache
def _by_opening(*, naming: bool) -> dict[str, list[_Word]]:
    """Everyday words of two characters or more by their first two."""
    found: dict[str, dict[str, None]] = {}
    for spoken, printed in _said(naming=naming):
        turned = spoken[2:] + spoken[:2] if len(spoken) == _TWO_WORDS else spoken
        for said in dict.fromkeys((spoken, turned)) if len(spoken) >= 2 else ():
            found.setdefault(said, {}).update(dict.fromkeys(terms.normalise(one) for one in printed))
    by_opening: dict[str, list[_Word]] = defaultdict(list)
    for rank, said in enumerate(sorted(found, key=len, reverse=True)):
        by_opening[said[:2]].append((rank, said, tuple(found[said])))
    return dict(by_opening)


@cache
def _said(*, naming: bool = False) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each everyday word, folded, with the printed words for it."""
    return tuple(
        (terms.fold(word)[0], tuple(line.split("|")))
        for file in sorted(_FOLDER.glob("*.toml"))
        if not naming or file.stem.startswith(_OF_ITEMS)
        for section in tomllib.loads(file.read_text(encoding="utf-8")).values()
        for line, said in section.items()
        for word in said
    )
