"""Headers that every reply carries: the browser loads nothing from elsewhere and lets no other site frame the page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

FRAME = "/widget"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
# Swagger UI writes styles into its elements; it shows nothing but our own description of the API.
_DOCS_POLICY = _POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
_ALWAYS = {
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
    b"x-frame-options": b"DENY",
}


class SecurityHeaders:
    """Adds the headers; a plain ASGI layer, so that streams pass through as they are.

    The one page that other sites may frame is the widget's own, and only the sites whose origins are given may.
    """

    def __init__(self, app: App, embedders: Sequence[str] = ()) -> None:
        self._app = app
        self._embedders = embedders

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass a request on, and its reply back with the headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        policy = _DOCS_POLICY if scope["path"] == "/docs" else _POLICY
        always = _ALWAYS
        if self._embedders and scope["path"] == FRAME:
            policy = _POLICY.replace("frame-ancestors 'none'", f"frame-ancestors {' '.join(self._embedders)}")
            always = {name: value for name, value in _ALWAYS.items() if name != b"x-frame-options"}

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                extra = {**always, b"content-security-policy": policy.encode()}
                message["headers"] = [*message.get("headers", ()), *extra.items()]
            await send(message)

        await self._app(scope, receive, with_headers)
