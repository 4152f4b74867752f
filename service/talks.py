"""The conversations under way: the last question of each. They are kept in memory, the latest few thousand of them."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from service.conversation import Turn

_KEPT = 5_000


class Talks:
    """The last turn of each conversation, by its id; safe to use from several threads."""

    def __init__(self) -> None:
        """Begin with none."""
        self._turns: OrderedDict[str, Turn] = OrderedDict()
        self._lock = Lock()

    def last(self, talk: str) -> Turn | None:
        """The turn before, None where the conversation is new or long forgotten."""
        with self._lock:
            return self._turns.get(talk)

    def note(self, talk: str, turn: Turn) -> None:
        """Keep the turn for the next question."""
        with self._lock:
            self._turns[talk] = turn
            self._turns.move_to_end(talk)
            while len(self._turns) > _KEPT:
                self._turns.popitem(last=False)
