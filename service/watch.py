"""Whoever looks on while questions are answered: an operator's measures, logs and traces, or nobody."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Literal, Protocol

from service.reply import Answer, Verdict

Step = Literal["retrieval", "verification"]


class Watch(Protocol):
    """Is told what happens; it changes nothing, raises nothing, and may be told from several threads."""

    def step(self, name: Step) -> AbstractContextManager[object]:
        """While a step of answering lasts."""

    def answered(self, answer: Answer) -> None:
        """A whole answer goes out."""

    def withheld(self) -> None:
        """An answer was made whose finished text did not hold, and does not go out."""

    def checked(self, verdicts: Sequence[Verdict]) -> None:
        """A text of somebody's was checked, each of its figures with a verdict."""


class Unwatched:
    """Nobody looks on."""

    def step(self, name: Step) -> AbstractContextManager[object]:  # noqa: ARG002 (a Watch's)
        """Nothing."""
        return nullcontext()

    def answered(self, answer: Answer) -> None:
        """Nothing."""

    def withheld(self) -> None:
        """Nothing."""

    def checked(self, verdicts: Sequence[Verdict]) -> None:
        """Nothing."""
