"""A chat model that writes what a test's function says, and remembers what it was asked."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from pydantic import Field

from service.llm import Model

Says = Callable[[str, str], str | Iterable[str]]
_PIECE = 7  # characters that are streamed at a time


class Author(BaseChatModel):
    """Answers with what `says` makes of the instructions and the message: a text, or the pieces to stream."""

    says: Says
    asked: list[tuple[str, str]] = Field(default_factory=list)

    @property
    def _llm_type(self) -> str:
        return "author"

    def _said(self, messages: Sequence[BaseMessage]) -> Iterable[str]:
        system, user = (str(message.content) for message in messages)
        self.asked.append((system, user))
        said = self.says(system, user)
        return [said[at : at + _PIECE] for at in range(0, len(said), _PIECE)] if isinstance(said, str) else said

    def _generate(self, messages: list[BaseMessage], *_: Any, **__: Any) -> ChatResult:
        return ChatResult(generations=[ChatGeneration(message=AIMessage("".join(self._said(messages))))])

    def _stream(self, messages: list[BaseMessage], *_: Any, **__: Any) -> Iterator[ChatGenerationChunk]:
        for piece in self._said(messages):
            yield ChatGenerationChunk(message=AIMessageChunk(piece))


def author(says: Says, timeout: float = 20) -> tuple[Model, Author]:
    """A model of ours over such a one."""
    chat = Author(says=says)
    return Model(chat, name="author", timeout=timeout), chat


def claims(*said: str | tuple[str, Sequence[tuple[str, str]]]) -> str:
    """Sentences, each with its formulas and units, as a model hands them in."""
    parts = [(one, ()) if isinstance(one, str) else one for one in said]
    return json.dumps(
        {
            "claims": [
                {"text": text, "figures": [{"formula": f, "unit": u} for f, u in figures], "cites": []}
                for text, figures in parts
            ]
        },
        ensure_ascii=False,
    )


def section(message: str, heading: str) -> str:
    """What stands between the fences below a heading of a message."""
    at = message.index(heading)
    return message[message.index("<<<\n", at) + 4 : message.index("\n>>>", at)]


def pattern(message: str) -> str:
    """The rules' answer with ids, as the model is shown it."""
    return section(message, "核定的答复")
