"""Uploads where a queue delivers them, to any number of processes on any number of machines.

Each reads what it is brought. Files are kept in their order, job by job: what was read before its turn is laid down
beside the file, and whoever comes with the first unfinished one keeps what has been waiting for it. A file that is
brought twice is taken in once, as its content is what it goes by.
"""

from __future__ import annotations

import io
import logging
import threading
import zlib
from dataclasses import dataclass
from datetime import timedelta

from index import codec
from index.delivery import Pulse
from index.errors import LibraryError
from index.job import Task
from index.jobs import Jobs
from index.library import Library
from ingest.content import Content
from service.intake import FileRead
from service.readers import Readers
from service.taking import Read, Taking

_LOG = logging.getLogger(__name__)
_PATIENCE_SECONDS = 60.0  # for what is being kept


@dataclass(frozen=True, slots=True)
class _Laid:
    """What was read of a file, on its way to whoever keeps it; `content` is None where it is held already."""

    sha256: str
    seconds: float
    content: Content | None


class Hands:
    """Takes delivered files in until it is stopped."""

    def __init__(
        self,
        library: Library,
        jobs: Jobs,
        readers: Readers,
        most_bytes: int,
        retry_for: timedelta,
        listed_for: timedelta,
        pulse: Pulse | None = None,
    ) -> None:
        self._library = library
        self._jobs = jobs
        self._readers = readers
        self._taking = Taking(library, jobs, readers, most_bytes)
        self._retry_for = retry_for
        self._listed_for = listed_for
        self._pulse = pulse or Pulse()
        self._keeping = threading.Lock()  # one turn of a job is waited for at a time: each holds a connection
        self._thread = threading.Thread(target=self._run, name="jobs", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End soon: what is being kept is kept, what is being read goes back into the queue."""
        self._taking.stop.set()
        self._readers.close()
        self._thread.join(_PATIENCE_SECONDS)

    def tell(self) -> None:
        """There is something new: the queue itself has told it."""

    def pace(self, job_id: str, position: int) -> tuple[int, int] | None:
        """How many pages of a file are read, of how many; None where it is not read here."""
        return self._taking.pace(job_id, position)

    def _run(self) -> None:
        courier = self._jobs.courier(self._pulse)
        assert courier is not None
        self._taking.settle(self._again)
        courier.run(self.take, self._sweep, self._readers.count, self._taking.stop)

    def _again(self) -> None:
        if count := self._jobs.hand_over_again():
            _LOG.info("%d files were on nobody's way and are handed over again", count)

    def _sweep(self) -> None:
        self._jobs.sweep(self._retry_for, self._listed_for)
        self._again()

    def take(self, job_id: str, position: int) -> None:
        """Take a file in. LibraryError where the database is away: it is to be brought again."""
        task = self._jobs.begin(job_id, position)
        if task is None or task.stage == "read":
            self._keep_ready(job_id, None, None)
            return
        read = self._taking.read(task)
        if self._taking.stop.is_set():
            self._jobs.later(task, 0, counted=False)  # its reader was ended with us
            return
        if isinstance(read, FileRead):
            self._keep_ready(job_id, task, read)
        else:
            self._taking.keep(task, read)
            self._keep_ready(job_id, None, None)
        if self._taking.stop.is_set() and self._jobs.first_unfinished(job_id) is not None:
            # What is read and not kept is on nobody's way once this delivery has ended well.
            raise LibraryError("收录停在半路，交给别的进程接着做。")

    def _keep_ready(self, job_id: str, task: Task | None, read: FileRead | None) -> None:
        """Keep what is read of a job as far as it goes without a gap; what is brought here, and its turn has not come, is laid down."""
        with self._keeping, self._library.store.alone(f"job {job_id}"):
            if task is not None and read is not None:
                if self._jobs.first_unfinished(job_id) == task.position:
                    self._taking.keep(task, read)
                else:
                    self._lay(task, read)
            while (ready := self._jobs.next_read(job_id)) is not None and not self._taking.stop.is_set():
                laid = self._laid(ready)
                if laid is None:
                    self._jobs.later(ready, 0)  # it is to be read again
                    return
                self._taking.keep(ready, laid)

    def _lay(self, task: Task, read: FileRead) -> None:
        text = codec.dumps(_Laid(read.sha256, read.seconds, read.content))
        self._jobs.put_read(task, io.BytesIO(zlib.compress(text.encode(), 1)))
        self._jobs.was_read(task)

    def _laid(self, task: Task) -> Read | None:
        data = self._jobs.waiting.get(task.job, str(task.position))
        kept = self._jobs.get_read(task)
        if data is None or kept is None:
            return None
        try:
            laid = codec.loads(_Laid, zlib.decompress(kept).decode())
        except (zlib.error, ValueError, TypeError, KeyError) as error:  # of another version of ours, or damaged
            _LOG.warning("what was read of a file cannot be used and is read again: %r", error)
            return None
        return FileRead(task.name, data, laid.sha256, laid.content, laid.seconds)
