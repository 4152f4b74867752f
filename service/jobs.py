"""Uploads are taken in behind the caller's back: read by the same readers as the command's, kept by the same intake.

Files are read side by side and kept in their order, job by job, so that which of two editions came later does not hang
on which was read faster. One process of a data folder does it; another waits for its turn. What fails is a file's own.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from typing import TypeVar

from index import locks
from index.errors import LibraryError
from index.job import Task
from index.jobs import Jobs
from index.library import DocumentRecord, Library
from ingest.errors import IngestError
from service import intake
from service.intake import FileRead, Origin, Outcome
from service.readers import Readers, cores
from service.settings import Settings

_LOG = logging.getLogger(__name__)
_LOCK = "jobs.lock"
_LOOK_SECONDS = 1.0  # for what another process queued: one small query
_SWEEP_SECONDS = 3600.0
_PATIENCE_SECONDS = 30.0  # for a thread to end what it is keeping
_AHEAD = 8  # files of a job that may be read and not yet kept
RETRY_FOR = timedelta(days=1)  # how long a file that failed waits to be tried again
_LISTED_FOR = timedelta(days=30)
_BROKEN = "收录时服务内部出错；请重试，若仍如此，请查看服务的日志并报告这个文件。"

Read = FileRead | IngestError | LibraryError
Told = TypeVar("Told")


class Runner:
    """Takes queued files in until it is stopped."""

    def __init__(self, library: Library, jobs: Jobs, readers: Readers, most_bytes: int) -> None:
        self._library = library
        self._jobs = jobs
        self._readers = readers
        self._most_bytes = most_bytes
        self._stop = threading.Event()
        self._news = threading.Event()
        self._keeping = threading.Lock()  # the library lets one write at a time anyway
        self._read: dict[str, dict[int, tuple[Task, Read]]] = {}  # read and not yet kept, by job
        self._paces: dict[tuple[str, int], tuple[int, int]] = {}  # of files that are being read
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

    def _guard(self) -> None:
        with locks.awaited(self._library.store.data / _LOCK, self._stop) as mine:
            if not mine:
                return
            self._settle(self._jobs.resume)
            threads = [
                threading.Thread(target=self._work, name=f"intake {n}", daemon=True) for n in range(self._readers.count)
            ]
            for thread in threads:
                thread.start()
            swept = 0.0
            while not self._stop.is_set():
                if time.monotonic() - swept > _SWEEP_SECONDS or not swept:
                    self._calmly(lambda: self._jobs.sweep(RETRY_FOR, _LISTED_FOR))
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
        read = self._content(task)
        if self._stop.is_set():
            return  # its reader was ended with us: it is queued again at the next start
        with self._keeping:
            waiting = self._read.setdefault(task.job, {})
            waiting[task.position] = (task, read)
            # Whoever comes with the first unfinished file keeps what has been waiting for it.
            while (at := self._patiently(lambda: self._jobs.first_unfinished(task.job))) in waiting:
                assert at is not None
                self._keep(*waiting.pop(at))
            for position in [p for p in waiting if at is None or p < at]:
                del waiting[position]  # cancelled while it was read
            if not waiting:
                del self._read[task.job]
        self._news.set()

    def _content(self, task: Task) -> Read:
        waiting = self._jobs.folder(task.job) / str(task.position)
        if not waiting.is_file():
            return LibraryError(f"上传的文件“{task.name}”已不在数据文件夹里；请重新上传。")
        try:
            data = intake.content_of(waiting, self._most_bytes)
            read = partial(self._readers.read, tell=partial(self._tell, task))
            return intake.read_data(self._library, task.name, data, read)
        except (IngestError, LibraryError) as error:
            return error
        except intake.IntakeError as error:  # no reader can be started
            return LibraryError(str(error))
        except Exception:  # noqa: BLE001 (whatever it is, it is this file's failure)
            _LOG.exception("a file of an upload cannot be read")
            return LibraryError(_BROKEN)
        finally:
            self._paces.pop((task.job, task.position), None)

    def _tell(self, task: Task, read: int, pages: int) -> None:
        self._paces[task.job, task.position] = (read, pages)

    def pace(self, job_id: str, position: int) -> tuple[int, int] | None:
        """How many pages of a file are read, of how many; None where that is not known (here, or not yet)."""
        return self._paces.get((job_id, position))

    def _keep(self, task: Task, read: Read) -> None:
        if not self._patiently(lambda: self._jobs.keeping(task)):
            return
        outcome = self._added(task, read) if isinstance(read, FileRead) else read
        if not isinstance(outcome, Outcome):
            said = str(outcome)
            self._settle(lambda: self._jobs.failed(task, said))
            return
        record, replaced = outcome.record, outcome.replaced
        if record is None:
            self._settle(lambda: self._jobs.failed(task, "收录后又被移除了；如仍需要，请重试。"))
            return
        if replaced:
            self._settle(lambda: self._jobs.renamed(replaced, record.id))
        self._settle(lambda: self._jobs.done(task, record.id, _note(outcome, record, task)))
        self._jobs.let_go(task.job, task.position)

    def _added(self, task: Task, read: FileRead) -> Outcome | IngestError | LibraryError:
        about = task.about
        try:
            return intake.add(self._library, read, Origin(about.source_url, about.published, about.visibility))
        except (IngestError, LibraryError) as error:
            return error
        except Exception:  # noqa: BLE001 (whatever it is, it is this file's failure)
            _LOG.exception("a file of an upload cannot be kept")
            return LibraryError(_BROKEN)

    def _settle(self, do: Callable[[], None]) -> None:
        """Write down what has become of a file, however long the disk is full: it would be waited for without end."""
        while not self._calmly(do) and not self._stop.wait(_LOOK_SECONDS):
            pass

    def _patiently(self, ask: Callable[[], Told]) -> Told | None:
        """What the store says, however long it is away; None once we are stopped. Else a file would stay half-way."""
        while not self._stop.is_set():
            try:
                return ask()
            except (LibraryError, OSError) as error:
                _LOG.error("%s", error)
                self._stop.wait(_LOOK_SECONDS)
        return None

    def _calmly(self, do: Callable[[], None]) -> bool:
        try:
            do()
        except (LibraryError, OSError) as error:
            _LOG.error("%s", error)
            return False
        return True


_SHOWN = {"public": "公开", "staff": "仅供内部"}
_FIELDS = {"organisation": "单位", "year": "年份", "kind": "预算或决算", "scope": "部门或单位"}


def _note(outcome: Outcome, record: DocumentRecord, task: Task) -> str | None:
    """What a person should know of a file that is in."""
    told = []
    if outcome.state == "held":
        told.append("同样的内容已收录过")
        if record.visibility != task.about.visibility:
            told.append(f"仍是“{_SHOWN[record.visibility]}”，没有改为“{_SHOWN[task.about.visibility]}”")
    elif len(record.files) > 1:
        told.append(f"由“{'”“'.join(record.files)}”合成一份")
    if outcome.from_name:
        told.append(f"{'、'.join(_FIELDS[field] for field in outcome.from_name)}取自文件名")
    if record.status == "needs_review":
        told.append("单位、年份、预算或决算没有写明或前后不一致，核对前不参与回答")
    return "；".join(told) + "。" if told else None


@contextmanager
def running(library: Library, jobs: Jobs, settings: Settings) -> Iterator[Runner]:
    """A runner at work until the end of the block; no reader is started before the first file."""
    readers = Readers(settings.limits, settings.workers or cores())
    runner = Runner(library, jobs, readers, settings.max_file_bytes)
    runner.start()
    try:
        yield runner
    finally:
        runner.stop()
