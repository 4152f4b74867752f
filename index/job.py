"""A job, its files, and what may be wrong with asking for it. Values alone; `index.jobs` keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from index.errors import LibraryError
from index.records import Visibility

FileState = Literal["queued", "running", "done", "failed", "cancelled"]
Stage = Literal["queued", "reading", "read", "keeping", "done"]
JobState = Literal["queued", "running", "done", "failed"]
FINISHED = ("done", "failed", "cancelled")


class UnknownJobError(LibraryError):
    """A job's id that there is not, or not for this caller."""

    def __init__(self, job_id: str) -> None:
        self.job_id = job_id
        super().__init__(f"没有编号为“{job_id}”的上传任务；GET /v1/jobs 列出现有的任务。")


class ReusedRequestError(LibraryError):
    """A request key that stood for another upload before."""

    def __init__(self) -> None:
        super().__init__("这个 Idempotency-Key 已用于另一次上传，内容不同；请换一个。")


class NothingToRetryError(LibraryError):
    """A job without a file that failed and is still there."""

    def __init__(self) -> None:
        super().__init__("这个任务没有可以重试的文件：文件都已收录或正在收录，或者已过保留期；请重新上传。")


class FullError(LibraryError):
    """More is waiting than may; nothing of the new upload was queued."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came."""

    name: str
    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class About:
    """What was told of an upload's files that does not stand in them."""

    source_url: str | None = None
    published: str | None = None
    visibility: Visibility = "public"


@dataclass(frozen=True, slots=True)
class JobFile:
    """A file of a job and what has become of it; `note` tells what a person should know though it did not fail."""

    position: int
    name: str
    bytes: int
    state: FileState
    stage: Stage
    document: str | None
    error: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Job:
    """An upload: its files in their order."""

    id: str
    owner: str
    created: str
    about: About
    files: tuple[JobFile, ...]

    @property
    def state(self) -> JobState:
        """Of all files together; failed once all are finished and one of them did not get in."""
        states = {file.state for file in self.files}
        if states <= set(FINISHED):
            return "done" if states <= {"done"} else "failed"
        return "queued" if states == {"queued"} else "running"


@dataclass(frozen=True, slots=True)
class Task:
    """A file that is somebody's to take in, for the how manieth time; at stage `read` it waits for those before it."""

    job: str
    position: int
    name: str
    about: About
    attempts: int = 1
    stage: Stage = "reading"


@dataclass(frozen=True, slots=True)
class Room:
    """How much may wait to be taken in, in files and in bytes; an upload finds room while nothing waits."""

    files: int
    bytes: int

    def refuse(self, waiting: Load, files: int, size: int) -> None:
        """FullError where there is no room for so many more files of so many bytes in all."""
        if waiting.files and waiting.files + files > self.files:
            raise FullError(
                f"等待收录的文件已有{waiting.files}个，再加{files}个就超过{self.files}个的上限；没有收下这次上传，请过一会儿再传。"
            )
        if waiting.files and waiting.bytes + size > self.bytes:
            raise FullError(
                f"等待收录的文件已有{waiting.bytes >> 20}MB，再加{size >> 20}MB就超过{self.bytes >> 20}MB的上限；"
                "没有收下这次上传，请过一会儿再传。"
            )


@dataclass(frozen=True, slots=True)
class Load:
    """What waits to be taken in or is being taken in; `oldest` is for how many seconds somebody has been waiting."""

    files: int
    bytes: int
    oldest: float
