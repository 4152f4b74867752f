"""What people say and what disclosures print for it, for finding passages: the words are in `everyday.toml`. Pure.

It only adds words to look for. What an item is, and which figure answers, `ingest.terms` decides.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from ingest import terms

_FILE = Path(__file__).parent / "everyday.toml"


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
def _said() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each everyday word, folded, with the printed words for it."""
    sections = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(
        (terms.fold(word)[0], tuple(line.split("|")))
        for section in sections.values()
        for line, said in section.items()
        for word in said
    )
