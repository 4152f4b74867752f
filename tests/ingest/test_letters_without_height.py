"""Letters that a damaged page sets without any height: they are read like others, and nothing is divided by it."""

from __future__ import annotations

import pytest

from ingest.readers.layout.sheet import Glyph
from ingest.readers.layout.words import spelt


@pytest.mark.parametrize(("gap", "words"), [(0.0, "ab"), (3.0, "a b")])
def test_letters_without_height_are_spelt(gap: float, words: str) -> None:
    first, second = Glyph("a", 0, 5, 4, 5, 5), Glyph("b", 4 + gap, 5, 8 + gap, 5, 5)
    assert first.size == second.size == 0
    assert spelt([first, second]) == words
