"""A process of its own that reads files for another one, so that a hostile file can end nothing but this process.

Whoever starts it hands it one end of a socket: bytes and names come in, what was read goes out. It ends when the other
end closes, when its starter is gone, and at once when it holds more memory than it may.
"""

from __future__ import annotations

import os
import resource
import sys
import threading
import time
import traceback
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NoReturn

from ingest import pace, priority
from ingest.content import Content, content
from ingest.errors import IngestError
from ingest.limits import Limits

OUT_OF_MEMORY = 77  # the exit code that says so
READY = "ready"
_LOOK_SECONDS = 0.05
_TELL_SECONDS = 0.5
_STATM = Path("/proc/self/statm")


@dataclass(frozen=True, slots=True)
class Refused:
    """An IngestError on its way: the parts that it is made of."""

    file: str
    problem: str
    remedy: str
    where: str | None


@dataclass(frozen=True, slots=True)
class Broken:
    """A defect of a reader: what was raised, for the log."""

    trace: str


@dataclass(frozen=True, slots=True)
class Pace:
    """How far the reading has come; any number of these go before the reply."""

    read: int
    pages: int


@dataclass(frozen=True, slots=True)
class Reply:
    """What became of one file, and how much memory this process holds now."""

    outcome: Content | Refused | Broken
    resident: int


def main(descriptor: int, limits: Limits) -> None:
    """Read files until the other end closes."""
    _bound(limits.memory_mb * 2**20)
    priority.low()  # where questions are answered on the same machine, they go first
    with Connection(descriptor) as connection:
        connection.send(READY)
        while True:
            try:
                data, name = connection.recv()
            except (EOFError, OSError):
                return
            with pace.heard(_Teller(connection)):
                outcome = _outcome(data, name, limits)
            connection.send(Reply(outcome, resident()))


class _Teller:
    """Tells the other end how far the reading has come, not more often than anybody looks."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._told = time.monotonic()

    def __call__(self, read: int, pages: int) -> None:
        if time.monotonic() - self._told >= _TELL_SECONDS:
            self._told = time.monotonic()
            self._connection.send(Pace(read, pages))


def _outcome(data: bytes, name: str, limits: Limits) -> Content | Refused | Broken:
    try:
        return content(data, name, limits)
    except IngestError as error:
        return Refused(error.file, error.problem, error.remedy, error.where)
    except MemoryError:
        _end(OUT_OF_MEMORY)
    except Exception:  # noqa: BLE001 (whatever a library raises at a broken file is that file's failure)
        return Broken(traceback.format_exc())


def resident() -> int:
    """The bytes of memory that this process holds."""
    if _STATM.exists():  # where the system tells what is held now: a process that was forked inherits its parent's peak
        return int(_STATM.read_text().split()[1]) * resource.getpagesize()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _bound(most: int) -> None:
    """The system refuses what is asked for beyond the limit; a watch ends what has come to hold more all the same."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (most if hard < 0 else min(most, hard), hard))
    threading.Thread(target=_watch, args=(most, os.getppid()), daemon=True).start()


def _watch(most: int, starter: int) -> NoReturn:
    while True:
        time.sleep(_LOOK_SECONDS)
        if os.getppid() != starter:
            _end(0)
        if resident() > most:
            _end(OUT_OF_MEMORY)


def _end(code: int) -> NoReturn:
    os._exit(code)
