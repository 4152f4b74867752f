"""Originals in an object store, such as S3, by fsspec: the only user of it, imported at first use.

Keys come from where the store's own tools look for them (for S3 the environment or `~/.aws`), or stand in the URL:
`s3://KEY:SECRET@bucket/prefix?endpoint=http://host:9000`.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from index.errors import LibraryError
from index.file_names import UPLOADS, last
from index.stores import masked

_LOG = logging.getLogger(__name__)
_SECONDS = 10  # to connect, and for each answer


@dataclass(frozen=True, slots=True)
class StoredObject:
    """A file in an object store."""

    store: ObjectStore
    path: str

    def read_bytes(self) -> bytes:
        """All of it."""
        return self.store.read(self.path)

    def exists(self) -> bool:
        """Whether it is there."""
        return self.store.has(self.path)


class ObjectStore:
    """The originals under a URL; safe to use from several threads."""

    at_hand = False  # a list of millions takes minutes

    def __init__(self, url: str) -> None:
        """Take the URL; nothing is asked yet."""
        self._shown = masked(url)
        self._scheme, _, rest = url.partition("://")
        user, at, place = rest.rpartition("@")
        key, _, secret = user.partition(":") if at else ("", "", "")
        parts = urlsplit(f"//{place}")
        self._root = f"{parts.netloc}{parts.path}".rstrip("/")
        self._secrets = {"key": unquote(key), "secret": unquote(secret)} if key else {}
        self._endpoint = parse_qs(parts.query).get("endpoint", [None])[-1]

    def keep(self, sha256: str, name: str, content: bytes) -> None:
        """Write the file whole: an object is there when all of it is."""
        self.write(f"{sha256}/{last(name)}", content)

    def write(self, below: str, content: bytes) -> None:
        """Write an object whole, named below the root."""
        with self._explained():
            self._files.pipe_file(self.path(below), content)

    def original(self, sha256: str, name: str) -> StoredObject:
        """A file."""
        return StoredObject(self, self.path(f"{sha256}/{last(name)}"))

    def read(self, path: str) -> bytes:
        """An object."""
        with self._explained():
            content: bytes = self._files.cat_file(path)
        return content

    def has(self, path: str) -> bool:
        """Whether an object is there."""
        with self._explained():
            return bool(self._files.exists(path))

    def all(self) -> set[str]:
        """The digests of all that is kept."""
        with self._explained():
            try:
                names = {PurePosixPath(found).name for found in self._files.ls(self._root, detail=False, refresh=True)}
            except FileNotFoundError:
                return set()
        return names - {UPLOADS}

    def forget(self, digests: Iterable[str]) -> None:
        """Take the files away; what resists stays and is told: their documents are gone all the same."""
        try:
            with self._explained():
                for digest in digests:
                    if self._files.exists(f"{self._root}/{digest}"):
                        self._files.rm(f"{self._root}/{digest}", recursive=True)
        except LibraryError as error:
            _LOG.warning("originals of removed documents stay: %s", error)

    def path(self, below: str) -> str:
        """The whole path of an object named below the root."""
        return f"{self._root}/{below}"

    def below(self, folder: str) -> list[tuple[str, datetime]]:
        """The objects under a folder below the root, each named within it, and when it was written."""
        root = self.path(folder)
        with self._explained():
            try:
                found = self._files.find(root, detail=True)
            except FileNotFoundError:
                return []
        told = ((path, entry.get("LastModified") or entry.get("created")) for path, entry in found.items())
        return [(path.partition(f"{root}/")[2], modified or datetime.now(UTC)) for path, modified in told]

    def remove(self, below: str) -> None:
        """Take an object away; one that resists stays and is told."""
        try:
            with self._explained():
                if self._files.exists(self.path(below)):
                    self._files.rm_file(self.path(below))
        except LibraryError as error:
            _LOG.warning("an object stays: %s", error)

    def close(self) -> None:
        """Let go of the connections; the next use opens them again."""
        files = self.__dict__.pop("_files", None)
        session = getattr(files, "_s3", None)
        if session is not None:
            files.close_session(files.loop, session)

    @cached_property
    def _files(self) -> Any:
        import fsspec

        options: dict[str, Any] = {"skip_instance_cache": True}  # ours to close
        if self._scheme == "s3":
            config = {"connect_timeout": _SECONDS, "read_timeout": _SECONDS, "retries": {"max_attempts": 2}}
            options |= {**self._secrets, "endpoint_url": self._endpoint, "config_kwargs": config}
            options |= {"use_listings_cache": False}
        return fsspec.filesystem(self._scheme, **options)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Failures in one sentence; what the store's own library says may have a key in it and is not repeated."""
        try:
            yield
        except LibraryError:
            raise
        except ImportError as error:
            raise LibraryError(
                f"存取“{self._shown}”缺少软件包（{error}）；S3 请运行 pip install 'mingzhang[s3]'。"
            ) from error
        except FileNotFoundError as error:
            raise LibraryError(
                f"“{self._shown}”里没有这个原件，或没有这个存储桶；请检查 MINGZHANG_FILES_URL。"
            ) from error
        except Exception as error:
            raise LibraryError(
                f"存放原件的“{self._shown}”不能使用（{type(error).__name__}）；请检查它是否在运行、地址和密钥是否正确。"
            ) from error
