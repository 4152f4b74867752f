"""Turns between processes and threads on one data folder, for what SQLite does not guard; a killed holder's turn ends.

The locks are advisory ones of the operating system on files that are left in place.
"""

from __future__ import annotations

import fcntl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

_LOOK_SECONDS = 0.1


@contextmanager
def held(file: Path, *, shared: bool = False) -> Iterator[None]:
    """Wait for one's turn: alone, or together with other shared ones."""
    with file.open("a") as handle:  # opened anew each time, so that threads exclude each other too
        fcntl.flock(handle, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
        yield  # closing the file gives the turn on


@contextmanager
def awaited(file: Path, stop: threading.Event) -> Iterator[bool]:
    """Wait for one's turn alone, or until `stop` is set: then it is not one's turn (False)."""
    with file.open("a") as handle:
        while not (got := _taken(handle)) and not stop.wait(_LOOK_SECONDS):
            pass
        yield got


def _taken(handle: IO[str]) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
