"""One uploaded file is taken in: read by the same readers as the command's, kept by the same intake.

Whoever is given a file, by claiming it (`service.jobs`) or by delivery (`service.delivered`), does it through this. What
may pass is tried again after a while, longer each time; what does not pass is told, and waits for somebody to retry it.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from index.errors import LibraryError
from index.job import Task
from index.jobs import Jobs
from index.library import DocumentRecord, Library
from ingest.errors import IngestError
from service import intake
from service.intake import FileRead, IntakeError, Origin, Outcome
from service.readers import ReaderLostError, Readers

_LOG = logging.getLogger(__name__)
_LOOK_SECONDS = 1.0
_BROKEN = "收录时服务内部出错；请重试，若仍如此，请查看服务的日志并报告这个文件。"
_AGAIN_SECONDS = (1.0, 4.0, 15.0, 60.0, 300.0)
# How often a file is begun with. A reader may be killed for another's sake, but one that ends every reader is at fault;
# a store comes back within a quarter of an hour or needs a person; a file that ends the whole process gets many chances,
# as processes are also ended for their own sake.
_MOST_READERS, _MOST_STORES, _MOST_BEGINNINGS = 3, 8, 20


@dataclass(frozen=True, slots=True)
class Failed:
    """A file that does not get in, and why, in a sentence."""

    error: str


@dataclass(frozen=True, slots=True)
class Again:
    """A file that did not get in for what may pass: after how many seconds it is tried again."""

    seconds: float


Read = FileRead | Failed | Again
Told = TypeVar("Told")


def judged(error: Exception, attempts: int) -> Failed | Again:
    """What becomes of a file that has failed so many times, the last time so."""
    most = _MOST_READERS if isinstance(error, ReaderLostError) else _MOST_STORES
    passing = isinstance(error, ReaderLostError | LibraryError | IntakeError)
    if passing and attempts < most:
        return Again(_AGAIN_SECONDS[min(attempts, len(_AGAIN_SECONDS)) - 1])
    said = str(error)
    return Failed(f"{said.removesuffix('。')}（试了{attempts}次）。" if attempts > 1 else said)


class Taking:
    """Reads files and keeps what was read; any thread may ask."""

    def __init__(self, library: Library, jobs: Jobs, readers: Readers, most_bytes: int) -> None:
        self._library = library
        self._jobs = jobs
        self._readers = readers
        self._most_bytes = most_bytes
        self._paces: dict[tuple[str, int], tuple[int, int]] = {}  # of files that are being read
        self.stop = threading.Event()

    def pace(self, job_id: str, position: int) -> tuple[int, int] | None:
        """How many pages of a file are read, of how many; None where that is not known (here, or not yet)."""
        return self._paces.get((job_id, position))

    def read(self, task: Task) -> Read:
        """What a file holds; it may be `Again` for being stopped."""
        if task.attempts > _MOST_BEGINNINGS:
            return Failed(f"收录“{task.name}”的程序每次都意外中止，试了{task.attempts - 1}次；请检查文件，再重试。")
        try:
            data = self._jobs.waiting.get(task.job, str(task.position))
            if data is None:
                return Failed(f"上传的文件“{task.name}”已不在；请重新上传。")
            intake.check_size(task.name, len(data), self._most_bytes)
            read = partial(self._readers.read, tell=partial(self._tell, task))
            return intake.read_data(self._library, task.name, data, read)
        except (IngestError, LibraryError, IntakeError) as error:
            return judged(error, task.attempts)
        except Exception:  # noqa: BLE001 (whatever it is, it is this file's failure)
            _LOG.exception("a file of an upload cannot be read")
            return Failed(_BROKEN)
        finally:
            self._paces.pop((task.job, task.position), None)

    def keep(self, task: Task, read: Read) -> None:
        """Write down what has become of a file, once it is its turn."""
        if isinstance(read, FileRead):
            if not self.patiently(lambda: self._jobs.keeping(task)):
                return
            outcome = self._added(task, read)
        else:
            outcome = read
        match outcome:
            case Again(seconds):
                self.settle(lambda: self._jobs.later(task, seconds))
            case Failed(error):
                self.settle(lambda: self._jobs.failed(task, error))
            case Outcome(record=None):
                self.settle(lambda: self._jobs.failed(task, "收录后又被移除了；如仍需要，请重试。"))
            case Outcome(record=record, replaced=replaced) if record is not None:
                if replaced:
                    self.settle(lambda: self._jobs.renamed(replaced, record.id))
                self.settle(lambda: self._jobs.done(task, record.id, _note(outcome, record, task)))
                self._let_go(task)

    def settle(self, do: Callable[[], None]) -> None:
        """Write down what has become of a file, however long the disk is full: it would be waited for without end."""
        while not self.calmly(do) and not self.stop.wait(_LOOK_SECONDS):
            pass

    def patiently(self, ask: Callable[[], Told]) -> Told | None:
        """What the store says, however long it is away; None once we are stopped. Else a file would stay half-way."""
        while not self.stop.is_set():
            try:
                return ask()
            except (LibraryError, OSError) as error:
                _LOG.error("%s", error)
                self.stop.wait(_LOOK_SECONDS)
        return None

    def calmly(self, do: Callable[[], None]) -> bool:
        """Whether it could be done; what kept it from being done is told."""
        try:
            do()
        except (LibraryError, OSError) as error:
            _LOG.error("%s", error)
            return False
        return True

    def _let_go(self, task: Task) -> None:
        self.calmly(lambda: self._jobs.let_go(task.job, task.position))

    def _tell(self, task: Task, read: int, pages: int) -> None:
        self._paces[task.job, task.position] = (read, pages)

    def _added(self, task: Task, read: FileRead) -> Outcome | Failed | Again:
        about = task.about
        try:
            return intake.add(self._library, read, Origin(about.source_url, about.published, about.visibility))
        except (IngestError, LibraryError) as error:
            return judged(error, task.attempts)
        except Exception:  # noqa: BLE001 (whatever it is, it is this file's failure)
            _LOG.exception("a file of an upload cannot be kept")
            return Failed(_BROKEN)


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
