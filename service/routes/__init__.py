"""What every route is handed: the opened library, the service that answers from it, the settings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Protocol

from fastapi import Depends, Request

from index.library import Library
from service.archive import Answers
from service.reply import Answer
from service.schemas import ProblemBody
from service.settings import Settings


class Asker(Protocol):
    """What answers a question: `service.answer.Service`."""

    def ask(
        self,
        text: str,
        documents: Sequence[str] | None = None,
        conversation: str | None = None,
        *,
        staff: bool = False,
    ) -> Answer:
        """One verified answer, from public documents unless staff asks. UnknownDocument for an id that is not held."""

    def growing(
        self,
        text: str,
        documents: Sequence[str] | None = None,
        conversation: str | None = None,
        *,
        staff: bool = False,
    ) -> Iterator[Answer]:
        """The same as it is written, each one verified and beginning with the one before; the last is whole."""

    def resumed(
        self, earlier: Sequence[str], documents: Sequence[str] | None = None, *, staff: bool = False
    ) -> str | None:
        """A conversation in which these questions have been asked before; its id, None where none is to go on from."""


@dataclass(frozen=True, slots=True)
class House:
    """All that the service holds open while it runs; `answers` is None where the settings let none be kept."""

    settings: Settings
    library: Library
    asker: Asker
    answers: Answers | None = None


# Asynchronous, as whatever only hands over what is open: a plain function would be sent through a thread each time.
async def _house(request: Request) -> House:
    house: House = request.state.house
    return house


Opened = Annotated[House, Depends(_house)]


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The errors of a route, for its description."""
    content = {"application/problem+json": {"schema": ProblemBody.model_json_schema()}}
    return {status: {"description": "Problem", "content": content} for status in statuses}
