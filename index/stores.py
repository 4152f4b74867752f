"""Where the parts of a library are kept: all in its data folder, or on servers that several machines share."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

_MASK = "***"
_SECRET = re.compile(r"(?i)(?<=[?&])([^&=]*(?:pass|secret|token|key|credential|signature)[^&=]*)=[^&]*")
_HIDDEN = rf"\1={_MASK}"


@dataclass(frozen=True, slots=True)
class Stores:
    """A data folder, and by their URLs the servers that keep what would else be in it; None where it is in there.

    `database` is a PostgreSQL database (`postgresql+psycopg://…`), `chroma` a Chroma server (`http://host:port`),
    `files` a folder or an object store for the originals (`s3://bucket/prefix`). They may hold secrets: `masked`.
    """

    data: Path
    database: str | None = field(default=None, repr=False)
    chroma: str | None = field(default=None, repr=False)
    files: str | None = field(default=None, repr=False)

    @classmethod
    def of(cls, place: Path | Stores) -> Stores:
        """The stores of a data folder that has everything in itself, or those given."""
        return place if isinstance(place, Stores) else cls(place)


def masked(url: str) -> str:
    """A URL that may be shown: without a password, and without values whose names say that they are secret."""
    scheme, divider, rest = url.partition("://")
    if not divider:
        return _MASK if "@" in url else url
    before, at, after = rest.rpartition("@")  # the last one: a password may have any sign in it
    user, colon, _ = before.partition(":")
    told = user if colon or scheme.startswith("postgresql") else _MASK
    return f"{scheme}://{told if at else ''}{colon and ':' + _MASK}{at}{_SECRET.sub(_HIDDEN, after)}"
