"""Uploaded files while they wait, each under its job and its position, where those who take them in can reach them.

They lie beside the originals: in an object store or a shared folder every machine reaches them, in a data folder of its
own a machine alone does. `place` tells the two apart: whoever reaches the same files has the same place.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Protocol

from index import durable
from index.file_names import UPLOADS
from index.object_store import ObjectStore
from index.stores import Stores

SHARED = "shared"
_IDENTITY = "uploads.id"
_COMING = timedelta(hours=1)  # a file this young may be of an upload that is just becoming a job
Named = tuple[str, str]  # a job and a name in it


class Waiting(Protocol):
    """Where files wait."""

    everywhere: bool  # whether every machine of the library reaches it

    @property
    def place(self) -> str:
        """The same for all who reach it, and for nobody else."""

    def put(self, job: str, name: str, content: IO[bytes]) -> None:
        """Lay a file down, whole."""

    def get(self, job: str, name: str) -> bytes | None:
        """A file's bytes; None where it is gone."""

    def has(self, job: str, name: str) -> bool:
        """Whether a file is there."""

    def jobs(self) -> list[str]:
        """The jobs that have files here."""

    def forget(self, job: str, names: Iterable[str]) -> None:
        """Take files away; one that resists is left for the next sweep."""

    def sweep(self, wanted: set[Named]) -> None:
        """Take away all that is not wanted, save what has just come."""

    def close(self) -> None:
        """Let go of connections."""


def of(stores: Stores) -> Waiting:
    """Where the uploads of a library wait."""
    url = stores.files
    if url is None:
        return Folder(stores.data / UPLOADS, stores.data / _IDENTITY)
    if "://" not in url or url.startswith("file://"):
        return Folder(Path(url.removeprefix("file://")).expanduser() / UPLOADS, None)
    return Objects(ObjectStore(url))


class Folder:
    """Files in a folder: a data folder's own, which `identity` tells from others, or a shared one."""

    def __init__(self, folder: Path, identity: Path | None) -> None:
        self._folder = folder
        self._identity = identity
        self.everywhere = identity is None

    @property
    def place(self) -> str:
        """The same for all who reach the folder: two processes may ask at once for the first time."""
        if self._identity is None:
            return SHARED
        if not self._identity.exists():
            made = self._identity.with_name(f".{secrets.token_hex(8)}")
            made.write_text(secrets.token_hex(8))
            with suppress(FileExistsError):  # another process was quicker
                os.link(made, self._identity)
            made.unlink()
        return self._identity.read_text()

    def put(self, job: str, name: str, content: IO[bytes]) -> None:
        """Lay a file down; it is none before it has its name."""
        folder = self._folder / job
        folder.mkdir(parents=True, exist_ok=True)
        scratch = folder / f".{name}"
        with scratch.open("wb") as out:
            shutil.copyfileobj(content, out)
            durable.settle(out)  # accepted means that it is taken in, whatever happens to the machine
        scratch.replace(folder / name)
        durable.settle_names(folder, 3)

    def get(self, job: str, name: str) -> bytes | None:
        """A file's bytes; None where it is gone."""
        try:
            return (self._folder / job / name).read_bytes()
        except FileNotFoundError:
            return None

    def has(self, job: str, name: str) -> bool:
        """Whether a file is there."""
        return (self._folder / job / name).is_file()

    def jobs(self) -> list[str]:
        """The jobs that have files here."""
        return [entry.name for entry in self._folder.iterdir()] if self._folder.is_dir() else []

    def forget(self, job: str, names: Iterable[str]) -> None:
        """Take files away, and their folder with the last."""
        for name in names:
            (self._folder / job / name).unlink(missing_ok=True)
        with suppress(OSError):  # another file of the job is still there
            (self._folder / job).rmdir()

    def sweep(self, wanted: set[Named]) -> None:
        """Take away all that is not wanted, save what has just come."""
        alive = {job for job, _ in wanted}
        young = (datetime.now(UTC) - _COMING).timestamp()
        for job in self.jobs():
            folder = self._folder / job
            if job not in alive and folder.stat().st_mtime > young:
                continue
            for file in folder.iterdir():
                if (job, file.name) not in wanted:
                    file.unlink(missing_ok=True)
            if not any(folder.iterdir()):
                shutil.rmtree(folder, ignore_errors=True)

    def close(self) -> None:
        """Nothing is held."""


class Objects:
    """Files in an object store."""

    everywhere = True
    place = SHARED

    def __init__(self, store: ObjectStore) -> None:
        self._store = store

    def put(self, job: str, name: str, content: IO[bytes]) -> None:
        """Lay a file down: an object is there when all of it is."""
        self._store.write(f"{UPLOADS}/{job}/{name}", content.read())

    def get(self, job: str, name: str) -> bytes | None:
        """A file's bytes; None where it is gone."""
        path = self._store.path(f"{UPLOADS}/{job}/{name}")
        return self._store.read(path) if self._store.has(path) else None

    def has(self, job: str, name: str) -> bool:
        """Whether a file is there."""
        return self._store.has(self._store.path(f"{UPLOADS}/{job}/{name}"))

    def jobs(self) -> list[str]:
        """The jobs that have files here."""
        return sorted({path.split("/")[0] for path, _ in self._store.below(UPLOADS)})

    def forget(self, job: str, names: Iterable[str]) -> None:
        """Take files away."""
        for name in names:
            self._store.remove(f"{UPLOADS}/{job}/{name}")

    def sweep(self, wanted: set[Named]) -> None:
        """Take away all that is not wanted, save what has just come."""
        alive = {job for job, _ in wanted}
        young = datetime.now(UTC) - _COMING
        for path, modified in self._store.below(UPLOADS):
            job, _, name = path.partition("/")
            if (job, name) not in wanted and (job in alive or modified < young):
                self._store.remove(f"{UPLOADS}/{path}")

    def close(self) -> None:
        """Let go of the connections."""
        self._store.close()
