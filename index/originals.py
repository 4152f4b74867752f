"""The files as they were published: under `originals/<sha256>/<name>` in the data folder, or where its stores say.

A file is in place before its document is committed; what a killed process left without a document is swept later.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from index import durable
from index.file_names import UPLOADS, last
from index.object_store import ObjectStore
from index.stores import Stores

FOLDER = "originals"


class Original(Protocol):
    """A file that is kept."""

    def read_bytes(self) -> bytes:
        """All of it."""

    def exists(self) -> bool:
        """Whether it is there."""


class Originals(Protocol):
    """Where the files of one library are kept, each under the digest of its content."""

    at_hand: bool  # whether all that is kept can be told in a moment

    def keep(self, sha256: str, name: str, content: bytes) -> None:
        """Write the file whole: a reader never sees half of it."""

    def original(self, sha256: str, name: str) -> Original:
        """A file."""

    def all(self) -> set[str]:
        """The digests of all that is kept."""

    def forget(self, digests: Iterable[str]) -> None:
        """Take the files away; one that resists is left for the next sweep."""

    def close(self) -> None:
        """Let go of connections."""


def kept(stores: Stores) -> Originals:
    """Where the stores keep originals."""
    url = stores.files
    if url is None:
        return Folder(stores.data / FOLDER)
    if "://" not in url or url.startswith("file://"):
        return Folder(Path(url.removeprefix("file://")).expanduser())
    return ObjectStore(url)


class Folder:
    """Originals in a folder."""

    at_hand = True

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, sha256: str, name: str, content: bytes) -> None:
        """Write the file whole: a reader never sees half of it."""
        target = self.original(sha256, name)
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".", delete=False) as scratch:
            try:
                scratch.write(content)
                durable.settle(scratch)
                Path(scratch.name).chmod(
                    0o644
                )  # a temporary file is its writer's alone; the service may be another user
                Path(scratch.name).replace(target)
                durable.settle_names(target.parent, 3)  # the database is told of it next, and keeps what it is told
            except BaseException:
                Path(scratch.name).unlink(missing_ok=True)
                raise

    def original(self, sha256: str, name: str) -> Path:
        """Where a file is kept."""
        return self._folder / sha256 / last(name)

    def all(self) -> set[str]:
        """The digests of all that is kept."""
        names = {entry.name for entry in self._folder.iterdir()} if self._folder.is_dir() else set()
        return names - {UPLOADS}

    def forget(self, digests: Iterable[str]) -> None:
        """Take the files away; one that resists is left for the next sweep."""
        for digest in digests:
            shutil.rmtree(self._folder / digest, ignore_errors=True)

    def close(self) -> None:
        """Nothing is held."""
