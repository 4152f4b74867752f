"""A chat model that says what a test has written, one answer after the other, and keeps what it was asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from pydantic import Field

Said = str | Callable[[str], str] | Exception


class ScriptedChat(BaseChatModel):
    """Says `script` in its order; a function is given the message and says the answer, an exception is raised.

    The last of them is said again and again; with none left, being asked is an error of the test.
    """

    script: list[Any] = Field(default_factory=list)
    asked: list[str] = Field(default_factory=list)

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def _generate(
        self, messages: list[BaseMessage], stop: list[str] | None = None, run_manager: object = None, **_: Any
    ) -> ChatResult:
        del stop, run_manager
        message = str(messages[-1].content)
        self.asked.append(message)
        said: Said = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        if isinstance(said, Exception):
            raise said
        text = said(message) if callable(said) else said
        return ChatResult(generations=[ChatGeneration(message=AIMessage(text))])
