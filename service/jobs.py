"""Uploads are taken in behind the caller's back: by this process' own pool, or by all that a queue brings files to.

In the pool files are read side by side and kept in their order, job by job, so that which of two editions came later
does not hang on which was read faster. One process of a data folder does it; another waits for its turn. What fails is
a file's own.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from typing import Protocol

from index import locks
from index.errors import LibraryError
from index.job import Task
from index.jobs import Jobs
from index.library import Library
from service.delivered import Hands
from service.readers import Readers, cores
from service.settings import Settings
from service.taking import Read, Taking

_LOG = logging.getLogger(__name__)
_LOCK = "jobs.lock"
_LOOK_SECONDS = 1.0  # for what another process queued: one small query
_SWEEP_SECONDS = 3600.0
_PATIENCE_SECONDS = 30.0  # for a thread to end what it is keeping
_AHEAD = 8  # files of a job that may be read and not yet kept
RETRY_FOR = timedelta(days=1)  # how long a file that failed waits to be tried again
_LISTED_FOR = timedelta(days=30)


class Intake(Protocol):
    """Whoever takes uploads in, as those see it who hand them in."""

    def tell(self) -> None:
        """There is something new."""

    def pace(self, job_id: str, position: int) -> tuple[int, int] | None:
        """How many pages of a file are read, of how many; None where that is not known (here, or not yet)."""


class Elsewhere:
    """Other processes take uploads in: they look for themselves."""

    def tell(self) -> None:
        """They look."""

    def pace(self, job_id: str, position: int) -> None:
        """It is not known here."""


class Runner:
    """Takes queued files in until it is stopped."""

    def __init__(self, library: Library, jobs: Jobs, readers: Readers, most_bytes: int) -> None:
        self._library = library
        self._jobs = jobs
        self._readers = readers
        self._taking = Taking(library, jobs, readers, most_bytes)
        self._stop = self._taking.stop
        self._news = threading.Event()
        self._keeping = threading.Lock()  # the library lets one write at a time anyway
        self._read: dict[str, dict[int, tuple[Task, Read]]] = {}  # read and not yet kept, by job
        self._thread = threading.Thread(target=self._guard, name="jobs", daemon=True)

    def start(self) -> None:
        """Begin, or wait for the turn."""
        self._thread.start()

    def stop(self) -> None:
        """End soon: what is being kept is kept, what is being read is queued again at the next start."""
        self._stop.set()
        self._news.set()
        self._readers.close()
        self._thread.join(_PATIENCE_SECONDS)

    def tell(self) -> None:
        """There is something new."""
        self._news.set()

    def pace(self, job_id: str, position: int) -> tuple[int, int] | None:
        """How many pages of a file are read, of how many; None where that is not known (here, or not yet)."""
        return self._taking.pace(job_id, position)

    def _guard(self) -> None:
        with locks.awaited(self._library.store.data / _LOCK, self._stop) as mine:
            if not mine:
                return
            self._taking.settle(self._jobs.resume)
            threads = [
                threading.Thread(target=self._work, name=f"intake {n}", daemon=True) for n in range(self._readers.count)
            ]
            for thread in threads:
                thread.start()
            swept = 0.0
            while not self._stop.is_set():
                if time.monotonic() - swept > _SWEEP_SECONDS or not swept:
                    self._taking.calmly(lambda: self._jobs.sweep(RETRY_FOR, _LISTED_FOR))
                    swept = time.monotonic()
                self._stop.wait(_LOOK_SECONDS)
            for thread in threads:
                thread.join(_PATIENCE_SECONDS)

    def _work(self) -> None:
        while not self._stop.is_set():
            self._news.clear()
            try:
                task = self._jobs.claim(_AHEAD)
                if task is not None:
                    self._take(task)
                    continue
            except LibraryError as error:  # the store is away: what was claimed is found again when it is back
                _LOG.error("%s", error)
            except Exception:  # noqa: BLE001 (a thread that dies would leave uploads waiting in silence)
                _LOG.exception("a file of an upload was not taken in")
            self._news.wait(_LOOK_SECONDS)

    def _take(self, task: Task) -> None:
        read = self._taking.read(task)
        if self._stop.is_set():
            return  # its reader was ended with us: it is queued again at the next start
        with self._keeping:
            waiting = self._read.setdefault(task.job, {})
            waiting[task.position] = (task, read)
            # Whoever comes with the first unfinished file keeps what has been waiting for it.
            while (at := self._taking.patiently(partial(self._jobs.first_unfinished, task.job))) in waiting:
                assert at is not None
                self._taking.keep(*waiting.pop(at))
            for position in [p for p in waiting if at is None or p < at]:
                del waiting[position]  # cancelled while it was read
            if not waiting:
                del self._read[task.job]
        self._news.set()


@contextmanager
def running(library: Library, jobs: Jobs, settings: Settings) -> Iterator[Intake]:
    """Uploads are taken in until the end of the block; no reader is started before the first file."""
    readers = Readers(settings.limits, settings.workers or cores())
    most = settings.max_file_bytes
    by_queue = library.store.shared
    make = partial(Hands, retry_for=RETRY_FOR, listed_for=_LISTED_FOR) if by_queue else Runner
    intake = make(library, jobs, readers, most)
    intake.start()
    try:
        yield intake
    finally:
        intake.stop()
