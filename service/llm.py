"""The language model that the settings name: asked for typed values or for words, within one deadline a question.

Whatever goes wrong is `ModelFailed` before the deadline is over: an endpoint that refuses, is silent, breaks off in the
middle, or says what cannot be used. With `service.endpoint` the only user of LangChain's chat models; they are loaded
when a model is opened, and without one never.
"""

from __future__ import annotations

import copy
import logging
import queue
import random
import re
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from pydantic import BaseModel, ValidationError

from service.endpoint import Call, End, Endpoint
from service.settings import Settings, SettingsError
from service.usage import Account, Price, Usage

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_LOG = logging.getLogger(__name__)
_PACKAGE = {"openai": "langchain-openai", "anthropic": "langchain-anthropic"}
_OPENAI = "https://api.openai.com/v1"
_WRITTEN = 2000  # tokens that one call may write
_FIRST_WAIT = 0.25  # seconds before a call is tried again; then twice as long each time
_SILENT = End("语言模型没有及时回答。")
_OPENING = "<think>"
_THINKING = re.compile(r"\s*<think>.*?</think>\s*", re.DOTALL)
_AGAIN = "上次的回答不合要求（{why}）。请重新回答，只输出一个合乎要求的 JSON 对象。"

T = TypeVar("T", bound=BaseModel)


class ModelFailed(Exception):  # noqa: N818 # no error of ours: it is where the rules take over
    """The model gave nothing that can be used; why, in one Chinese sentence without any secret."""


class Model:
    """A chat model with a deadline, retries, a limit of calls at one time and an account; safe for several threads."""

    def __init__(
        self,
        chat: BaseChatModel,
        *,
        name: str = "",
        timeout: float = 60.0,
        retries: int = 2,
        concurrency: int = 4,
        account: Account | None = None,
        provider: Literal["openai", "anthropic"] | None = None,
    ) -> None:
        """Take a chat model of LangChain's; `timeout`, in seconds, is over all that one question asks of it."""
        self._endpoint = Endpoint(chat, provider, concurrency, account or Account(Price()))
        self._name = name
        self._timeout = timeout
        self._retries = retries
        self._deadline: float | None = None

    def __repr__(self) -> str:
        """The model's name; nothing that could be a secret."""
        return f"Model({self._name!r})"

    @property
    def usage(self) -> Usage:
        """What it has used today."""
        return self._endpoint.account.usage

    def question(self) -> Model:
        """The same model, with one deadline from now on over all that is asked of it."""
        asked = copy.copy(self)
        asked._deadline = time.monotonic() + self._timeout  # noqa: SLF001 # its own copy
        return asked

    def structured(self, system: str, user: str, schema: type[T]) -> T:
        """An answer of the given shape; what does not fit it is asked for once more. Raises ModelFailed."""
        deadline = self._until()
        wrong = ""
        for _ in range(2):
            again = f"\n\n{_AGAIN.format(why=wrong)}" if wrong else ""
            text = "".join(self._said(system, user + again, schema, deadline))
            try:
                return schema.model_validate_json(_object(text))
            except ValidationError as error:
                first = error.errors(include_url=False, include_input=False)[0]
                wrong = f"{'.'.join(map(str, first['loc'])) or 'JSON'}: {first['msg']}"
        _LOG.warning("the language model's answer is no %s: %s", schema.__name__, wrong)
        raise ModelFailed("语言模型的回答不合要求的格式。")

    def stream(self, system: str, user: str) -> Iterator[str]:
        """An answer in words, piece by piece as it is written.

        Raises ModelFailed, also after some pieces: those are then the beginning of an answer that was never finished.
        """
        return _without_thinking(self._said(system, user, None, self._until()))

    def _said(self, system: str, user: str, schema: type[BaseModel] | None, deadline: float) -> Iterator[str]:
        """The pieces of one answer, of a typed one the whole; tried again while nothing went out and time is left."""
        wait, tries = _FIRST_WAIT, 0
        while True:
            pieces: list[str] = []
            by_schema = schema is not None and self._endpoint.by_schema
            call = self._endpoint.call(system, user, schema, _left(deadline))
            try:
                while isinstance(piece := _next(call, deadline), str):
                    pieces.append(piece)
                    if schema is None:
                        yield piece
            finally:
                call.left.set()
            self._endpoint.waited(in_vain=piece is _SILENT and not pieces)
            if not piece.reason:
                if schema is not None:
                    yield "".join(pieces)
                return
            if piece.refused and self._endpoint.without(piece.refused, by_schema=by_schema):
                continue
            pause = wait * (1 + random.random() / 4)  # noqa: S311 # so that many do not come again at once
            out = bool(pieces) and schema is None
            if out or not piece.again or tries >= self._retries or pause >= _left(deadline):
                _LOG.warning("the language model failed: %s", piece.reason)
                raise ModelFailed(piece.reason)
            time.sleep(pause)
            wait, tries = wait * 2, tries + 1

    def _until(self) -> float:
        return time.monotonic() + self._timeout if self._deadline is None else self._deadline


def _next(call: Call, deadline: float) -> str | End:
    try:
        return call.said.get(timeout=_left(deadline))
    except queue.Empty:
        return _SILENT


def _left(deadline: float) -> float:
    return max(0.0, deadline - time.monotonic())


def _object(text: str) -> str:
    """The JSON object in an answer that may have words, a fence or its thinking around it."""
    text = _THINKING.sub("", text, count=1)
    return text[text.find("{") : text.rfind("}") + 1]


def _without_thinking(pieces: Iterator[str]) -> Iterator[str]:
    """The pieces without what a model says to itself first, between <think> and </think>."""
    held = ""
    for piece in pieces:
        held += piece
        bare = held.lstrip()
        if not bare or (_OPENING.startswith(bare[: len(_OPENING)]) and "</think>" not in bare):
            continue  # may yet be the beginning of it, or is inside
        if said := _THINKING.sub("", held, count=1):
            yield said
        yield from pieces
        return
    raise ModelFailed("语言模型的回答是空的。")


def opened(settings: Settings) -> Model | None:
    """The model that the settings name, None where they name none; nothing is asked of it yet.

    SettingsError where it cannot be used: a package or a key is missing, a budget without prices.
    """
    if settings.llm_model is None:
        if settings.llm_base_url is not None:
            raise SettingsError("设置了 MINGZHANG_LLM_BASE_URL，还须用 MINGZHANG_LLM_MODEL 写明模型的名称。")
        return None
    if settings.llm_budget and not (settings.llm_price_in or settings.llm_price_out):
        raise SettingsError("设置了 MINGZHANG_LLM_BUDGET，还须用 MINGZHANG_LLM_PRICE_IN 和 _PRICE_OUT 写明价格。")
    provider, name = _provider(settings.llm_model)
    key = settings.llm_api_key
    if key is None and (provider == "anthropic" or settings.llm_base_url is None):
        raise SettingsError("语言模型需要密钥：请设置 MINGZHANG_LLM_API_KEY。")
    try:
        from langchain.chat_models import init_chat_model

        chat = init_chat_model(
            name,
            model_provider=provider,
            api_key=key.get_secret_value() if key else "none",  # a server of one's own asks for none
            timeout=settings.llm_timeout,
            max_retries=0,  # they are counted here, within the deadline
            temperature=0,
            **_options(provider, settings.llm_base_url),
        )
    except ImportError:
        raise SettingsError(
            f"模型 {settings.llm_model} 需要软件包 {_PACKAGE[provider]}；请安装：pip install '{_PACKAGE[provider]}'。"
        ) from None
    return Model(
        chat,
        name=settings.llm_model,
        timeout=settings.llm_timeout,
        retries=settings.llm_retries,
        concurrency=settings.llm_concurrency,
        account=Account(Price(settings.llm_price_in, settings.llm_price_out), settings.llm_budget),
        provider=provider,
    )


def _provider(model: str) -> tuple[Literal["openai", "anthropic"], str]:
    """Whose interface a model has, and its name there: qwen2.5:7b is a name, anthropic:… tells whose it is."""
    before, colon, name = model.partition(":")
    if colon and before == "anthropic":
        return "anthropic", name
    return "openai", name if colon and before == "openai" else model


def _options(provider: str, base_url: str | None) -> dict[str, Any]:
    """What only one provider has; told in full, so that nothing is taken from the environment."""
    if provider == "anthropic":
        return {"max_tokens": _WRITTEN} | ({"base_url": base_url} if base_url else {})
    # Servers that only follow OpenAI's interface know the limit by its older name, OpenAI's newest models do not.
    limit: dict[str, Any] = {"extra_body": {"max_tokens": _WRITTEN}} if base_url else {"max_tokens": _WRITTEN}
    return {"base_url": base_url or _OPENAI, "use_responses_api": False, "stream_usage": True, **limit}
