"""The conversations under way, where answers are not kept: the last question of each, in memory, the latest few thousand."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Protocol

from service.reply import Answer
from service.turn import Turn

_KEPT = 5_000


class Memory(Protocol):
    """What is remembered of conversations: `Talks`, or `service.archive.Answers`, which keeps the answers too."""

    def last(self, talk: str) -> Turn | None:
        """The last question of a conversation, None where it is new or forgotten."""

    def note(self, talk: str, turn: Turn, question: str, *, issued: bool) -> None:
        """Keep a question as it was understood; `issued` where the conversation's id is ours and not the caller's."""

    def keep(self, answer: Answer, *, issued: bool, private: bool) -> None:
        """Keep an answer; `private` where drafts were among what it was made from."""


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

    def note(self, talk: str, turn: Turn, question: str, *, issued: bool) -> None:  # noqa: ARG002 (a Memory's)
        """Keep the turn for the next question."""
        with self._lock:
            self._turns[talk] = turn
            self._turns.move_to_end(talk)
            while len(self._turns) > _KEPT:
                self._turns.popitem(last=False)

    def keep(self, answer: Answer, *, issued: bool, private: bool) -> None:
        """Answers are not kept."""
