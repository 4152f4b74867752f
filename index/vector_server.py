"""A Chroma server that several machines share: the vectors of one library, in a collection of their own.

The collection has a name that nobody else has; the database remembers it. A server that is down is told of at once and
left alone for a moment, so that questions do not wait for it one after another.
"""

from __future__ import annotations

import base64
import http.client
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from index import vectors
from index.errors import LibraryError
from index.stores import masked
from index.vectors import Identity

if TYPE_CHECKING:
    from index.vectors import ClientAPI, Collection

_KNOCK_SECONDS = 2.0
_SECONDS = 10.0  # for anything that it is asked
_REST_SECONDS = 5.0


class VectorServer:
    """The vector collection of one library on a Chroma server; safe to use from several threads."""

    tears = False
    remedy = "在 Chroma 服务上删去这个集合"

    def __init__(self, url: str, now: Callable[[], float] = time.monotonic) -> None:
        """Take the address, `http://[user:password@]host:port`; nothing is asked yet."""
        self._shown = masked(url)
        self._url = urlsplit(url)
        self._now = now
        self._connecting = threading.Lock()
        self._client: ClientAPI | None = None
        self._down: tuple[float, str] | None = None

    def turn(self, *, reading: bool) -> AbstractContextManager[object]:
        """Everybody's at any time; what fails in there marks the server as down."""
        del reading
        return self._watched()

    def exists(self, name: str | None) -> bool:
        """Whether the collection is there."""
        with self._watched():
            return self.collection(name, 0) is not None

    def collection(self, name: str | None, generation: int) -> Collection | None:
        """The collection, None where there is none."""
        del generation
        return None if name is None else vectors.found(self._connected(), name)

    def name(self, collection: Collection) -> str:
        """Its name: each is made under one of its own."""
        return collection.name

    def create(self, generation: int, identity: Identity) -> Collection:
        """An empty collection for vectors of this identity."""
        del generation
        return vectors.created(self._connected(), f"mingzhang-{secrets.token_hex(8)}", identity)

    def discard(self, name: str | None) -> None:
        """Delete the collection, if it is there."""
        if self.collection(name, 0) is not None:
            self._connected().delete_collection(name or "")

    def written(self, generation: int) -> None:
        """Nothing: the server knows what it holds."""

    def seal(self) -> None:
        """Nothing: the files are the server's."""

    def torn(self) -> bool:
        """The server sees to its files."""
        return False

    def problem(self) -> str | None:
        """Why the server cannot be used at present."""
        try:
            self._rested()
            with self._watched():
                self._knock()
        except LibraryError as error:
            return str(error)
        return None

    def close(self) -> None:
        """Let go of the connections."""
        client, self._client = self._client, None
        if client is not None:
            vectors.ended(client)

    def _connected(self) -> ClientAPI:
        self._rested()
        with self._connecting:
            if self._client is None:
                self._knock()
                self._client = vectors.served(
                    self._url.hostname or "",
                    self._port,
                    ssl=self._url.scheme == "https",
                    headers=self._headers,
                    seconds=_SECONDS,
                )
            return self._client

    def _rested(self) -> None:
        """LibraryError where it was down a moment ago."""
        if self._down is not None and self._now() - self._down[0] < _REST_SECONDS:
            raise LibraryError(self._down[1])

    def _knock(self) -> None:
        """See that somebody answers there, before a client is made that would wait for ever."""
        kind = http.client.HTTPSConnection if self._url.scheme == "https" else http.client.HTTPConnection
        connection = kind(self._url.hostname or "", self._port, timeout=_KNOCK_SECONDS)
        try:
            connection.request("GET", "/api/v2/heartbeat", headers=self._headers)
            status = connection.getresponse().status
        finally:
            connection.close()
        if status >= 400:
            raise OSError(f"HTTP {status}")

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Mark the server as down where it cannot be reached, in one sentence."""
        try:
            yield
        except (OSError, http.client.HTTPException) as error:
            raise self._fallen(error) from error
        except Exception as error:
            if type(error).__module__.partition(".")[0] in {"httpx", "httpcore"}:
                raise self._fallen(error) from error
            raise
        self._down = None

    def _fallen(self, error: Exception) -> LibraryError:
        reason = str(error).partition("\n")[0] or type(error).__name__
        sentence = f"连不上 Chroma 服务“{self._shown}”（{reason}）；按数据和字词检索回答，请检查它是否在运行。"
        self._down = self._now(), sentence
        return LibraryError(sentence)

    @property
    def _port(self) -> int:
        return self._url.port or (443 if self._url.scheme == "https" else 80)

    @property
    def _headers(self) -> dict[str, str]:
        if self._url.username is None:
            return {}
        told = f"{unquote(self._url.username)}:{unquote(self._url.password or '')}"
        return {"Authorization": f"Basic {base64.b64encode(told.encode()).decode()}"}
