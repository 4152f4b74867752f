"""What the log looks like: lines for people, or one JSON object a line for programs. The only user of the JSON logger.

A line is one line: what a request brings cannot begin another. Keys do not stand in it.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from typing import Literal

from service import request_ids

Form = Literal["text", "json"]
_CHATTY = (
    "httpx", "httpx2", "httpcore", "httpcore2", "openai", "anthropic", "chromadb", "sentence_transformers",
    "transformers", "mcp", "opentelemetry",
)  # fmt: skip
_MASK = "********"
_KEYS = re.compile(r"(?i)(?<=bearer )[^\s\"']+|(?<=basic )[A-Za-z0-9+/=]{8,}|\b(?:mz_|sk-)[A-Za-z0-9_-]{8,}")
# Whatever ends a line somewhere, and what a terminal would obey.
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def configure(level: str, form: Form, secrets: Sequence[str] = ()) -> None:
    """Set up the log of this process, on standard error; `secrets` are values that must not stand in it."""
    handler = logging.StreamHandler()
    handler.addFilter(_Named())
    handler.setFormatter(_json(secrets) if form == "json" else _Lines(secrets))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for chatty in _CHATTY:
        logging.getLogger(chatty).setLevel(max(logging.WARNING, logging.getLogger().level))


class _Named(logging.Filter):
    """Adds the name of the request that is being answered."""

    def filter(self, record: logging.LogRecord) -> bool:
        """All of them pass."""
        record.request_id = request_ids.current()
        return True


class _Lines(logging.Formatter):
    """Level, logger, request, message, on one line; a traceback stands below it, indented."""

    def __init__(self, secrets: Sequence[str]) -> None:
        super().__init__("%(levelname)s %(name)s: %(message)s")
        self._secrets = secrets

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 (logging's name)
        """The line without what is appended to it."""
        name = getattr(record, "request_id", None)
        said = super().formatMessage(record) + (f" [{name}]" if name else "")
        return _CONTROLS.sub(lambda hit: repr(hit[0])[1:-1], masked(said, self._secrets))

    def formatException(self, ei: object) -> str:  # noqa: N802 (logging's name)
        """A traceback, none of whose lines looks like one of the log."""
        trace = super().formatException(ei)  # type: ignore[arg-type] # as logging hands it over
        return "\n".join(f"    {line}" for line in masked(trace, self._secrets).splitlines())


def _json(secrets: Sequence[str]) -> logging.Formatter:
    from pythonjsonlogger.json import JsonFormatter

    class Objects(JsonFormatter):
        """One object a line."""

        def format(self, record: logging.LogRecord) -> str:
            # JSON escapes \n by itself, and leaves others that end a line for some programs.
            line = _CONTROLS.sub(lambda hit: f"\\u{ord(hit[0]):04x}", super().format(record))
            return masked(line, secrets)

    return Objects(
        "%(levelname)s %(name)s %(message)s %(request_id)s",
        rename_fields={"levelname": "level", "name": "logger"},
        json_ensure_ascii=False,
        timestamp="time",
    )


def masked(text: str, secrets: Sequence[str] = ()) -> str:
    """The text without keys: those given, and what looks like one."""
    for secret in secrets:
        if secret:
            text = text.replace(secret, _MASK)
    return _KEYS.sub(_MASK, text)
