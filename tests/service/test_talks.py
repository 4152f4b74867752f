"""The last question of each conversation is kept, of the latest few thousand conversations."""

from __future__ import annotations

import pytest

from service import talks
from service.talks import Talks
from service.turn import Turn

FIRST, SECOND = Turn("水费多少", "lookup"), Turn("电费多少", "lookup")


def test_the_last_question_is_kept_for_each() -> None:
    kept = Talks()
    assert kept.last("one") is None
    kept.note("one", FIRST, "水费多少", issued=True)
    kept.note("two", SECOND, "电费多少", issued=True)
    assert (kept.last("one"), kept.last("two")) == (FIRST, SECOND)
    kept.note("one", SECOND, "电费多少", issued=True)
    assert kept.last("one") is SECOND


def test_the_longest_silent_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(talks, "_KEPT", 2)
    kept = Talks()
    for name in ("one", "two", "one", "three"):
        kept.note(name, FIRST, "水费多少", issued=True)
    assert [kept.last(name) for name in ("one", "two", "three")] == [FIRST, None, FIRST]
