"""Turns between processes and threads on one data folder, for what SQLite does not guard; a killed holder's turn ends.

The locks are advisory ones of the operating system on files that are left in place.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def held(file: Path, *, shared: bool = False) -> Iterator[None]:
    """Wait for one's turn: alone, or together with other shared ones."""
    with file.open("a") as handle:  # opened anew each time, so that threads exclude each other too
        fcntl.flock(handle, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
        yield  # closing the file gives the turn on
