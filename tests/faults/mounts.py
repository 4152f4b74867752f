"""File systems of our own for as long as a fault needs them: small, full, read-only. Only root may mount them."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MB = 2**20
_PATIENCE_SECONDS = 60.0  # until the last file of a process that was killed is closed


@contextmanager
def tmpfs(at: Path, megabytes: int) -> Iterator[Path]:
    """A file system of that size in memory."""
    at.mkdir(parents=True, exist_ok=True)
    _run("mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=755", "none", str(at))
    try:
        yield at
    finally:
        _unmount(at)


@contextmanager
def ext4(image: Path, at: Path, megabytes: int) -> Iterator[Path]:
    """A file system in a file, made if it is not there, that a running process can be made to lose (`abort`)."""
    at.mkdir(parents=True, exist_ok=True)
    if not image.exists():
        with image.open("wb") as file:
            file.truncate(megabytes * MB)
        _run("mkfs.ext4", "-q", "-F", str(image))
    _run("mount", "-o", "loop,errors=remount-ro", str(image), str(at))
    try:
        yield at
    finally:
        _unmount(at)


def _unmount(at: Path) -> None:
    """Take a file system away, once whoever was killed on it has let go of its last file."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while subprocess.run(["umount", str(at)], capture_output=True, check=False).returncode:
        if time.monotonic() > deadline:
            _run("umount", str(at))  # which says why it cannot
            return
        time.sleep(0.1)


def abort(at: Path) -> None:
    """What the kernel does on an I/O error: the file system is read-only from now on, whoever has files open on it."""
    _run("mount", "-o", "remount,abort", str(at))


def remount(at: Path, how: str) -> None:
    """`ro` or `rw`; nobody may have a file open for writing."""
    _run("mount", "-o", f"remount,{how}", str(at))


def fill(folder: Path, leave: int) -> None:
    """Take all but so many bytes away."""
    with (folder / "ballast").open("wb", buffering=0) as ballast:
        room = os.statvfs(folder)
        try:
            while (size := room.f_bavail * room.f_frsize - leave) > 0:
                ballast.write(bytes(min(size, MB)))
                room = os.statvfs(folder)
        except OSError:
            return  # somebody else took the rest


def free_up(folder: Path) -> None:
    """Give it back."""
    (folder / "ballast").unlink(missing_ok=True)


def unavailable(folder: Path, kind: str = "tmpfs") -> str:
    """Why such a file system cannot be had here, empty where it can."""
    try:
        if kind == "tmpfs":
            with tmpfs(folder / "probe", 1):
                return ""
        with ext4(folder / "probe.img", folder / "probe", 16) as at:
            abort(at)
            return ""
    except (OSError, subprocess.CalledProcessError) as error:
        return f"这里不能挂载 {kind}（{error}）"


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=60)
