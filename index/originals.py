"""The files as they were published, under `originals/<sha256>/<name>` in the data folder.

A file is in place before its document is committed; what a killed process left without a document is swept later.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath, PureWindowsPath

FOLDER = "originals"
_UNNAMED = "original"


def keep(data: Path, sha256: str, name: str, content: bytes) -> None:
    """Write the file whole: a reader never sees half of it."""
    target = path(data, sha256, name)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".", delete=False) as scratch:
        try:
            scratch.write(content)
            scratch.flush()
            Path(scratch.name).chmod(0o644)  # a temporary file is its writer's alone; the service may be another user
            Path(scratch.name).replace(target)
        except BaseException:
            Path(scratch.name).unlink(missing_ok=True)
            raise


def path(data: Path, sha256: str, name: str) -> Path:
    """Where a file is kept; only the last part of its name counts, so that none escapes the folder."""
    last = PureWindowsPath(PurePosixPath(name).name).name
    return data / FOLDER / sha256 / (last if last.strip(". ") else _UNNAMED)


def unclaimed(data: Path, held: Iterable[str]) -> set[str]:
    """The digests kept for which no document is held."""
    folder = data / FOLDER
    return {entry.name for entry in folder.iterdir()} - set(held) if folder.is_dir() else set()


def forget(data: Path, digests: Iterable[str]) -> None:
    """Take the files away; one that resists is left for the next sweep."""
    for digest in digests:
        shutil.rmtree(data / FOLDER / digest, ignore_errors=True)
