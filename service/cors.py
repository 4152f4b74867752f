"""Lets pages of the sites that the operator named ask from where they are; every other site's stay outside (CORS).

Only asking is let through, and without cookies: what a visitor may otherwise do here, no other site does in their name.
"""

from __future__ import annotations

from collections.abc import Sequence

from service.headers import App, Message, Receive, Send

_PATHS = frozenset({"/v1/ask"})
_KEPT = b"600"  # seconds that a browser goes by a permission


class Cors:
    """Answers a browser's question whether a page may send a request, and marks the replies that it may read."""

    def __init__(self, app: App, origins: Sequence[str]) -> None:
        self._app = app
        self._origins = frozenset(origins)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass a request on; its reply goes back with leave to read it where its page may."""
        origin = self._allowed(scope)
        if origin is None:
            await self._app(scope, receive, send)
            return
        leave = [(b"access-control-allow-origin", origin), (b"vary", b"Origin")]
        if scope["method"] == "OPTIONS":
            leave += [
                (b"access-control-allow-methods", b"POST"),
                (b"access-control-allow-headers", b"content-type"),
                (b"access-control-max-age", _KEPT),
            ]
            await send({"type": "http.response.start", "status": 204, "headers": leave})
            await send({"type": "http.response.body", "body": b""})
            return

        async def readable(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *leave]
            await send(message)

        await self._app(scope, receive, readable)

    def _allowed(self, scope: Message) -> bytes | None:
        if scope["type"] != "http" or scope["path"] not in _PATHS:
            return None
        given = [value for name, value in scope["headers"] if name == b"origin"]
        return given[0] if len(given) == 1 and given[0].decode("latin-1") in self._origins else None
