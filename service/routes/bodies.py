"""How much a request may send: more is refused before it is read, or while it comes where it does not say how much."""

from __future__ import annotations

from starlette.exceptions import HTTPException

from service.headers import App, Message, Receive, Send
from service.settings import Settings

_UPLOAD = "/v1/documents"
_ENVELOPE = 1 << 20
_BYTES_A_CHARACTER = 12  # as JSON may write it: two escapes of six


class BodyLimit:
    """Bounds request bodies; a plain ASGI layer inside of the error handlers."""

    def __init__(self, app: App, settings: Settings) -> None:
        self._app = app
        self._json = _ENVELOPE + _BYTES_A_CHARACTER * max(settings.max_text_chars, settings.max_question_chars)
        self._other = _ENVELOPE + settings.max_file_bytes
        self._upload = _ENVELOPE + settings.max_upload_bytes

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass a request on, its body counted. HTTPException (413) to whoever reads too much of it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        most = self._most(scope, headers.get(b"content-type", b""))
        told = headers.get(b"content-length", b"0")
        too_much = told.isdigit() and int(told[:20]) > most
        had = 0

        async def counted() -> Message:
            nonlocal had
            if too_much:
                raise HTTPException(413)
            message = await receive()
            had += len(message.get("body", b""))
            if had > most:
                raise HTTPException(413)
            return message

        await self._app(scope, counted, send)

    def _most(self, scope: Message, kind: bytes) -> int:
        if scope["path"].rstrip("/") == _UPLOAD:
            return self._upload
        return self._other if b"multipart/" in kind else self._json
