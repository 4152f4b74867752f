"""One endpoint of a language model: calls that run on threads of their own, a few at one time, counted when they end.

A silent connection cannot be hurried: whoever asked leaves when time is up (`Call.left`), and the thread ends when the
endpoint says something more or its library gives up reading.
"""

from __future__ import annotations

import json
import logging
import queue
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from service.usage import Account

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_LOG = logging.getLogger(__name__)
_LONGEST = 20_000  # characters of one answer: an endpoint that keeps no limit of its own is cut off here
_SILENCES, _REST = 3, 30  # so many silences in a row, so many seconds of rest
_AS_JSON = "只输出一个 JSON 对象，不要别的文字。它须合乎这个 JSON Schema：\n{schema}"


@dataclass(frozen=True, slots=True)
class End:
    """How a call ended; `reason` is empty where it went well."""

    reason: str = ""
    again: bool = False  # whether another try may do better
    refused: str = ""  # what the endpoint said that did not like the request itself


@dataclass(slots=True)
class Call:
    """One call under way: what it has said so far, and whether nobody listens any more."""

    said: queue.SimpleQueue[str | End] = field(default_factory=queue.SimpleQueue)
    left: threading.Event = field(default_factory=threading.Event)


class Endpoint:
    """What all questions share: the chat model, how many calls may go on at one time, what they cost."""

    def __init__(self, chat: BaseChatModel, provider: str | None, concurrency: int, account: Account) -> None:
        self.chat = chat
        self.real = provider is not None  # tells how an answer ended, and what it used
        self.by_schema = provider == "openai"
        self.account = account
        self._slots = threading.BoundedSemaphore(concurrency)
        self._silences = 0  # one after the other
        self._rests_until = 0.0

    def call(self, system: str, user: str, schema: type[BaseModel] | None, wait: float) -> Call:
        """A call begun on a thread of its own; the seconds to wait for a free place are part of the deadline."""
        call = Call()
        if self.account.spent:
            call.said.put(End("今天的语言模型预算已经用完。"))
        elif time.monotonic() < self._rests_until:
            call.said.put(End("语言模型一再没有及时回答，暂时不再问它。"))
        elif not self._slots.acquire(timeout=wait):
            call.said.put(End("同时向语言模型提出的问题太多，没有及时轮到。"))
        else:
            # A daemon: what an endpoint still keeps waiting for does not keep the process from ending.
            threading.Thread(target=self._run, args=(call, system, user, schema), daemon=True).start()
        return call

    def waited(self, *, in_vain: bool) -> None:
        """Whether a call was given up for want of any answer: after some of these nobody is kept waiting for a while."""
        self._silences = self._silences + 1 if in_vain else 0
        if self._silences >= _SILENCES:
            self._rests_until = time.monotonic() + _REST

    def without(self, refused: str, *, by_schema: bool) -> bool:
        """Whether a request can be put more plainly to an endpoint that did not like it; it is from now on."""
        if by_schema:
            self.by_schema = False  # shapes are told in words
            return True
        for option in ("temperature", "stream_options"):
            name = {"stream_options": "stream_usage"}.get(option, option)
            if option in refused and getattr(self.chat, name, None) is not None:
                self.chat = self.chat.model_copy(update={name: None})
                return True
        return False

    def _run(self, call: Call, system: str, user: str, schema: type[BaseModel] | None) -> None:
        """On its own thread: put what is said, piece by piece, and last how it ended."""
        read = written = length = 0
        end = End()
        try:
            end, read, written, length = self._listen(call, system, user, schema)
        except Exception as error:  # noqa: BLE001 # whatever a library of an endpoint's raises is told as one sentence
            _LOG.debug("a call of the language model raised %s", type(error).__name__)
            end = _failure(error)
        finally:
            self._slots.release()
            told = bool(read or written)
            self.account.count(
                read if told else len(system) + len(user),
                written if told else length,
                estimated=not told,
                failed=bool(end.reason),
            )
            call.said.put(end)

    def _listen(self, call: Call, system: str, user: str, schema: type[BaseModel] | None) -> tuple[End, int, int, int]:
        """How it ended, tokens read and written, characters said."""
        from langsmith import tracing_context  # comes with langchain-core

        options: dict[str, Any] = {}
        if schema is not None and self.by_schema:
            shape = {"name": schema.__name__, "schema": schema.model_json_schema(), "strict": True}
            extra = getattr(self.chat, "extra_body", None) or {}
            # In the body as it is: LangChain's own way of it checks the shape while it streams, and fails by half.
            options["extra_body"] = {**extra, "response_format": {"type": "json_schema", "json_schema": shape}}
        elif schema is not None:
            told = json.dumps(schema.model_json_schema(), ensure_ascii=False)
            system = f"{system}\n\n{_AS_JSON.format(schema=told)}"
        read = written = length = 0
        ended = ""
        with tracing_context(enabled=False):  # questions go to the endpoint that the settings name, and nowhere else
            for chunk in self.chat.stream([("system", system), ("human", user)], **options):
                used = getattr(chunk, "usage_metadata", None) or {}
                read += used.get("input_tokens", 0)
                written += used.get("output_tokens", 0)
                told_end = chunk.response_metadata
                ended = told_end.get("finish_reason") or told_end.get("stop_reason") or ended
                if text := str(chunk.text):
                    length += len(text)
                    call.said.put(text)
                if call.left.is_set():
                    return End("没有人再等。"), read, written, length
                if length > _LONGEST:
                    return End("语言模型的回答太长，没有写完。"), read, written, length
        return self._ended(ended, length), read, written, length

    def _ended(self, reason: str, length: int) -> End:
        if self.real and not reason:
            return End("语言模型的回答中途断了。", again=True)
        if reason in ("length", "max_tokens"):
            return End("语言模型的回答太长，没有写完。")
        if reason == "content_filter":
            return End("语言模型的服务拒绝回答。")
        return End() if length else End("语言模型的回答是空的。", again=True)


def _failure(error: Exception) -> End:
    """What went wrong with a call, told without what was sent; the status is that of HTTP."""
    status = getattr(error, "status_code", None)
    match status:
        case 401 | 403:
            return End(f"语言模型的服务不接受这个密钥（HTTP {status}）。")
        case 429:
            return End("语言模型的服务说请求太多（HTTP 429）。", again=True)
        case 400 | 422:
            return End(f"语言模型的服务不接受这样的请求（HTTP {status}）。", refused=str(error).lower())
        case 404:
            return End("语言模型的服务没有这个模型，或地址不对（HTTP 404）。")
        case int() if status < 500 and status not in (408, 409):
            return End(f"语言模型的服务不接受这样的请求（HTTP {status}）。")
        case int():
            return End(f"语言模型的服务出错（HTTP {status}）。", again=True)
        case _ if "timeout" in type(error).__name__.lower():
            return End("语言模型没有及时回答。", again=True)
        case _ if "connection" in type(error).__name__.lower():
            return End("连不上语言模型的服务。", again=True)
        case _:
            return End("语言模型的回答读不懂，或中途断了。", again=True)
