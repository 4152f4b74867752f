"""`/v1/jobs`: what becomes of files that were uploaded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, Field

from index.job import FINISHED, FileState, Job, JobFile, JobState, Room, Stage, UnknownJobError
from index.jobs import Jobs
from index.records import Visibility
from service.callers import Caller
from service.errors import RequestError
from service.jobs import Intake
from service.routes import problems
from service.routes.access import Uploading
from service.routes.paging import INVALID_CURSOR

router = APIRouter(prefix="/v1", tags=["上传"], responses=problems(401, 403, 422, 429, 503))

_PROGRESS: dict[Stage, float] = {"queued": 0.0, "reading": 0.1, "read": 0.8, "keeping": 0.9, "done": 1.0}


@dataclass(frozen=True, slots=True)
class Desk:
    """Where uploads are handed in, and who works them off."""

    jobs: Jobs
    runner: Intake
    room: Room


async def _desk(request: Request) -> Desk:
    desk: Desk = request.state.desk
    return desk


AtDesk = Annotated[Desk, Depends(_desk)]


class JobFileBody(BaseModel):
    """One file of an upload; `error` says why it is not in, `note` what one should know though it is."""

    name: str
    state: FileState = Field(
        description="queued 排队，running 正在收录，done 已收录，failed 未能收录，cancelled 已取消"
    )
    stage: Literal["queued", "reading", "keeping", "done"] = Field(
        description="queued 排队，reading 读取，keeping 保存，done 完成"
    )
    progress: float = Field(ge=0, le=1, description="读取几页的文件时，按读完的页数")
    document: str | None = Field(description="收录成的材料")
    error: str | None
    note: str | None
    bytes: int


class JobBody(BaseModel):
    """An upload; `failed` once all files are finished and one of them is not in."""

    id: str
    state: JobState
    progress: float = Field(ge=0, le=1)
    documents: list[str] = Field(description="已收录的材料")
    errors: list[str] = Field(description="未能收录的文件各是为什么")
    files: list[JobFileBody]
    created: str
    visibility: Visibility
    source_url: str | None
    published: str | None


class JobsPage(BaseModel):
    """Uploads, the newest first."""

    items: list[JobBody]
    next: str | None


@router.get("/jobs", summary="上传任务", response_model=JobsPage)
def jobs(
    desk: AtDesk,
    caller: Uploading,
    limit: Annotated[int, Query(ge=1, le=200, description="一页的条数")] = 50,
    cursor: Annotated[str | None, Query(description="上一页给出的 next")] = None,
) -> JobsPage:
    """One's own uploads, or for administrators all, the newest first."""
    try:
        found = desk.jobs.all(_owner(caller), limit + 1, cursor)
    except UnknownJobError as error:
        raise RequestError("cursor", INVALID_CURSOR) from error
    return JobsPage(
        items=[_body(job, desk.runner) for job in found[:limit]],
        next=found[limit - 1].id if len(found) > limit else None,
    )


@router.get("/jobs/{job_id}", summary="一个上传任务的进度", responses=problems(404))
def job(job_id: str, desk: AtDesk, caller: Uploading) -> JobBody:
    """What has become of each file."""
    return _body(desk.jobs.get(job_id, _owner(caller)), desk.runner)


@router.delete("/jobs/{job_id}", summary="取消一个上传任务", responses=problems(404))
def cancel(job_id: str, desk: AtDesk, caller: Uploading) -> JobBody:
    """Let no more of its files in; those that are in stay. A job that is finished stays as it is."""
    desk.jobs.get(job_id, _owner(caller))
    desk.jobs.cancel(job_id)
    return _body(desk.jobs.get(job_id), desk.runner)


@router.post("/jobs/{job_id}/retry", summary="重试未收录的文件", status_code=202, responses=problems(404, 409))
def retry(job_id: str, desk: AtDesk, caller: Uploading) -> JobBody:
    """Try again what failed or was cancelled; files are kept for a day to do so."""
    desk.jobs.get(job_id, _owner(caller))
    desk.jobs.retry(job_id)
    desk.runner.tell()
    return _body(desk.jobs.get(job_id), desk.runner)


def _owner(caller: Caller) -> str | None:
    """Whose jobs the caller may see: None for all."""
    if "admin" in caller.scopes:
        return None
    return caller.key.id if caller.key else ""


def _body(job: Job, runner: Intake) -> JobBody:
    files = [_file_body(file, runner.pace(job.id, file.position)) for file in job.files]
    documents = dict.fromkeys(file.document for file in job.files if file.document)
    return JobBody(
        id=job.id,
        state=job.state,
        progress=round(sum(file.progress for file in files) / len(files), 3),
        documents=list(documents),
        errors=[file.error or f"{file.name}：已取消。" for file in files if file.state in {"failed", "cancelled"}],
        files=files,
        created=job.created,
        visibility=job.about.visibility,
        source_url=job.about.source_url,
        published=job.about.published,
    )


def _file_body(file: JobFile, pace: tuple[int, int] | None) -> JobFileBody:
    progress = 1.0 if file.state in FINISHED else _PROGRESS[file.stage]
    if file.stage == "reading" and pace is not None:
        read, pages = pace
        progress += (_PROGRESS["keeping"] - progress) * read / pages
    return JobFileBody(
        name=file.name,
        state=file.state,
        stage="reading" if file.stage == "read" else file.stage,  # for whoever waits it is all the same
        progress=round(progress, 3),
        document=file.document,
        error=file.error,
        note=file.note,
        bytes=file.bytes,
    )
