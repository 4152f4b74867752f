"""Every request as it passes: measured, told in the log, traced. A plain ASGI layer, so that streams pass as they are."""

from __future__ import annotations

import logging
import time
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from service import request_ids, tracing
from service.headers import App, Message, Receive, Send
from service.metrics import Metrics
from service.tracing import Tracer

_LOG = logging.getLogger(__name__)
_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
_QUIET = {"/healthz", "/readyz", "/metrics"}  # asked for every few seconds by what looks after the service


class Traffic:
    """Looks at requests and their replies, and at nothing of what they say."""

    def __init__(self, app: App, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass a request on and see what becomes of it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()
        status, first = 500, None  # a reply that never begins is answered with 500, outside of this layer

        async def seen(message: Message) -> None:
            nonlocal status, first
            if message["type"] == "http.response.start":
                status = message["status"]
            elif first is None:
                first = time.perf_counter() - began
            await send(message)

        tracer: Tracer | None = scope.get("state", {}).get("tracer")
        with _span(tracer, scope) as span:
            try:
                await self._app(scope, receive, seen)
            finally:
                whole = time.perf_counter() - began
                method = scope["method"] if scope["method"] in _METHODS else "other"
                route = _route(scope)
                self._metrics.request(method, route, status, whole if first is None else first, whole)
                told = {"method": method, "route": route, "status": status, "ms": round(whole * 1000)}
                level = logging.DEBUG if route in _QUIET else logging.INFO
                _LOG.log(level, "%(method)s %(route)s %(status)d %(ms)d ms", told, extra=told)
                if span is not None:
                    about = {"http.request.method": method, "http.route": route, "http.response.status_code": status}
                    about["mingzhang.request_id"] = request_ids.current() or ""
                    tracing.finished(span, f"{method} {route}", about, failed=status >= 500)


def _span(tracer: Tracer | None, scope: Message) -> AbstractContextManager[Any]:
    if tracer is None:
        return nullcontext()
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    return tracer.request(scope["method"], headers)


def _route(scope: Message) -> str:
    """The route that took a request, as it is written in the code; one word for files, one for what is not there."""
    path = getattr(scope.get("route"), "path", None)
    return path if isinstance(path, str) else "static" if "endpoint" in scope else "unknown"
