"""Processes that read files, kept warm and used again: what a hostile file does, it does to one of them.

A reader that hangs, crashes or takes too much memory costs its file, told in one sentence; another takes its place.
Any number of threads may ask; as many files are read at once as there are readers.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Self

from ingest.content import Content
from ingest.errors import IngestError
from ingest.limits import Limits
from ingest.pace import Tell
from ingest.worker import OUT_OF_MEMORY, READY, Broken, Pace, Refused, Reply
from service.intake import IntakeError

_LOG = logging.getLogger(__name__)
_START_SECONDS = 120
_END_SECONDS = 5
_MOST_FILES = 500  # libraries leak; a fresh reader costs a third of a second


class ReadersError(IntakeError):
    """No reader can be started: nothing can be taken in until that is mended."""


class ReaderLostError(IngestError):
    """The reader of a file ended without a word: the file's doing, or somebody else's."""


def cores() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(slots=True)
class _Reader:
    """One process and our end of its socket."""

    process: subprocess.Popen[bytes]
    connection: Connection
    files: int = 0

    @classmethod
    def started(cls, limits: Limits) -> Self:
        ours, theirs = Pipe()
        # The interpreter is told where our code lies as we know it, whatever the working folder; a group of its own
        # keeps a Ctrl-C at the terminal from it, and its libraries' chatter goes nowhere. The session stays ours: Linux
        # shares the processor out by sessions first, and a reader lets us go first within one of them only.
        code = f"import sys; sys.path[:] = {sys.path!r}; from ingest import limits, worker; "
        code += f"worker.main({theirs.fileno()}, limits.{limits!r})"
        nowhere = subprocess.DEVNULL
        process = subprocess.Popen(  # noqa: S603 (our own interpreter and our own code)
            [sys.executable, "-c", code],
            stdin=nowhere,
            stdout=nowhere,
            stderr=nowhere,
            pass_fds=[theirs.fileno()],
            process_group=0,
        )
        theirs.close()
        reader = cls(process, ours)
        try:
            if ours.poll(_START_SECONDS) and ours.recv() == READY:
                return reader
        except (EOFError, OSError):
            pass
        reader.end()
        raise ReadersError("无法启动读取文件的进程：请检查安装是否完整、MINGZHANG_MAX_MEMORY_MB 是否过小。")

    def end(self) -> int:
        """End the process; its exit code, which tells why it was gone if it was."""
        self.connection.close()
        try:
            return self.process.wait(_END_SECONDS if self.process.poll() is None else 0)
        except subprocess.TimeoutExpired:
            return self.kill()

    def kill(self) -> int:
        """End the process whatever it is doing."""
        self.process.kill()
        return self.process.wait()


class Readers:
    """As many readers as are asked for, started when they are first needed."""

    def __init__(self, limits: Limits, count: int) -> None:
        self.count = max(1, count)
        self._limits = limits
        self._free = threading.BoundedSemaphore(self.count)
        self._lock = threading.Lock()
        self._idle: list[_Reader] = []
        self._busy: list[_Reader] = []
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all readers; a file that is being read fails."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
            for reader in self._busy:
                reader.process.kill()  # the thread that waits for it sees the end and clears up
        for reader in idle:
            reader.connection.close()
        for reader in idle:
            reader.end()

    def read(self, data: bytes, name: str, tell: Tell | None = None) -> Content:
        """What a file holds. IngestError for one that cannot be read, whatever it did to its reader.

        `tell` hears now and then how many pages are read, of how many.
        """
        with self._free:
            reader = self._taken(name)
            try:
                reply = self._reply(reader, data, name, tell)
            except BaseException:
                self._gone(reader)
                raise
            self._returned(reader, reply)
        match reply.outcome:
            case Refused(file, problem, remedy, where):
                raise IngestError(file, problem, remedy, where)
            case Broken(trace):
                _LOG.info("%s: %s", name, trace)
                raise IngestError(name, "文件内容超出读取程序的预料", "请用原来的软件另存一份再试，并报告这个文件")
            case Content() as content:
                return content

    def _reply(self, reader: _Reader, data: bytes, name: str, tell: Tell | None) -> Reply:
        most = self._limits
        ends = time.monotonic() + most.seconds
        try:
            reader.connection.send((data, name))
            while reader.connection.poll(max(0.0, ends - time.monotonic())):
                said: Reply | Pace = reader.connection.recv()
                if isinstance(said, Reply):
                    return said
                if tell is not None:
                    tell(said.read, said.pages)
        except (EOFError, OSError) as error:
            if self._closed:
                raise IngestError(name, "读取被中止", "请重新收录") from error
            if reader.end() == OUT_OF_MEMORY:
                raise IngestError(
                    name,
                    f"读取所需的内存超过{most.memory_mb}MB的上限",
                    "请拆分文件，或用 MINGZHANG_MAX_MEMORY_MB 提高上限",
                ) from error
            raise ReaderLostError(name, "文件使读取程序意外中止，可能已损坏", "请用原来的软件另存一份再试") from error
        reader.kill()
        raise IngestError(name, f"读取超过{most.seconds}秒的上限", "请拆分文件，或用 MINGZHANG_MAX_SECONDS 提高上限")

    def _taken(self, name: str) -> _Reader:
        with self._lock:
            reader = self._idle.pop() if self._idle else None
        if reader is None:
            reader = _Reader.started(self._limits)
        with self._lock:
            self._busy.append(reader)
            if not self._closed:
                return reader
        self._gone(reader)
        raise IngestError(name, "读取被中止", "请重新收录")

    def _returned(self, reader: _Reader, reply: Reply) -> None:
        """Keep a reader for the next file, unless it has grown so that the next file would pay for this one."""
        reader.files += 1
        tired = reader.files >= _MOST_FILES or reply.resident > self._limits.memory_mb * 2**20 // 2
        with self._lock:
            if not tired and not self._closed:
                self._busy.remove(reader)
                self._idle.append(reader)
                return
        self._gone(reader)

    def _gone(self, reader: _Reader) -> None:
        with self._lock:
            self._busy.remove(reader)
        reader.kill()
        reader.connection.close()
