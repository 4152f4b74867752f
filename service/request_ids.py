"""A name for each request, in its reply and in every line of the log that it causes: `X-Request-ID`.

A caller's own name is kept where it is a plain word, so that a line can be followed through several services; anything
else (too long, a line break that would forge a line of the log) is replaced by one of ours.
"""

from __future__ import annotations

import re
import uuid
from contextvars import ContextVar

from service.headers import App, Message, Receive, Send

HEADER = "X-Request-ID"
_NAME = HEADER.lower().encode()
_WORD = re.compile(r"[A-Za-z0-9._:-]{1,64}")
_CURRENT: ContextVar[str | None] = ContextVar("request_id", default=None)


def current() -> str | None:
    """The name of the request that is being answered, also in the threads that work for it; None outside of one."""
    return _CURRENT.get()


class RequestIds:
    """Names each request and tells the name in its reply; a plain ASGI layer, so that streams pass through as they are.

    The name also stands in the request's state (`request.state.request_id`), for what answers when all else failed.
    """

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass a request on, and its reply back with the name."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        name = _given(scope) or uuid.uuid4().hex
        scope.setdefault("state", {})["request_id"] = name
        _CURRENT.set(name)  # each request is a task with a context of its own: nothing is to be put back

        async def named(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), (_NAME, name.encode())]
            await send(message)

        await self._app(scope, receive, named)


def _given(scope: Message) -> str | None:
    given = [value.decode("latin-1") for header, value in scope["headers"] if header == _NAME]
    return given[0] if len(given) == 1 and _WORD.fullmatch(given[0]) else None
