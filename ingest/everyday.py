"""What people say and what disclosures print for it, for finding passages: the words are in `everyday_words/`. Pure.

It only adds words to look for. What an item is, and which figure answers, `ingest.terms` decides.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from ingest import terms

_FOLDER = Path(__file__).parent / "everyday_words"
_PAIR = 2  # characters of most words


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
            if terms.fold(word)[0] not in folded:
                hints.setdefault(word, said)
    return hints


@cache
def deeds() -> frozenset[str]:
    """The everyday words that only say what is done to something: 治理, 养护."""
    return _of_files("doing")


@cache
def of_no_item() -> frozenset[str]:
    """The everyday words for what is done, asked or told of items, that stand for none: 进度, 为什么."""
    return _of_files("doing", "forms", "verbs", "performance")


def _of_files(*names: str) -> frozenset[str]:
    files = (tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8")) for name in names)
    return frozenset(
        terms.fold(word)[0]
        for sections in files
        for lines in sections.values()
        for words in lines.values()
        for word in words
    )


@cache
def said() -> frozenset[str]:
    """All everyday words."""
    return frozenset(word for word, _ in _said())


def starting(text: str, at: int) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The everyday words that begin at a place of a folded text, the longest first, each with the printed words for it."""
    found = _by_first().get(text[at], ()) if at < len(text) else ()
    return tuple((said, printed) for said, printed in found if text.startswith(said, at))


@cache
def _by_first() -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """Everyday words of two characters or more by their first, with the printed words folded.

    Two words of two characters each also stand in the other order: 扑救火灾 and 火灾扑救, unless that has words of its own.
    """
    by_first: dict[str, dict[str, dict[str, None]]] = {}
    turned = ((said[_PAIR:] + said[:_PAIR], printed) for said, printed in _said() if len(said) == 2 * _PAIR)
    own = frozenset(word for word, _ in _said())
    for said, printed in (*_said(), *((word, printed) for word, printed in turned if word not in own)):
        if len(said) >= 2:
            words = by_first.setdefault(said[0], {}).setdefault(said, {})
            words.update(dict.fromkeys(terms.normalise(one) for one in printed))
    return {
        first: tuple(sorted(((said, tuple(w)) for said, w in words.items()), key=lambda pair: -len(pair[0])))
        for first, words in by_first.items()
    }


@cache
def _said() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each everyday word, folded, with the printed words for it."""
    return tuple(
        (terms.fold(word)[0], tuple(line.split("|")))
        for file in sorted(_FOLDER.glob("*.toml"))
        for section in tomllib.loads(file.read_text(encoding="utf-8")).values()
        for line, said in section.items()
        for word in said
    )
