"""`POST /v1/documents` and `/v1/jobs`: files come in, and what becomes of them."""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Header, Query, Request, Response
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from index.jobs import About, FileState, Job, JobFile, Jobs, JobState, Stage, UnknownJobError, Upload
from index.records import Visibility
from service.callers import Caller
from service.errors import RefusedError, RequestError
from service.jobs import Runner
from service.routes import House, Opened, problems
from service.routes.access import Uploading
from service.routes.paging import INVALID_CURSOR

router = APIRouter(prefix="/v1", tags=["上传"], responses=problems(401, 403, 422, 429, 503))

_MOST_FILES = 200  # in one request
_CHUNK = 1 << 20
_MOST_NAME = 200  # bytes, of the 255 that file systems take
_FIELDS = ("source_url", "published", "visibility")
_FORM = "multipart/form-data"
_PROGRESS: dict[Stage, float] = {"queued": 0.0, "reading": 0.1, "keeping": 0.9, "done": 1.0}


@dataclass(frozen=True, slots=True)
class Desk:
    """Where uploads are handed in, and who works them off."""

    jobs: Jobs
    runner: Runner


def _desk(request: Request) -> Desk:
    desk: Desk = request.state.desk
    return desk


AtDesk = Annotated[Desk, Depends(_desk)]


class Accepted(BaseModel):
    """An upload that is on its way."""

    job: str = Field(description="任务编号：GET /v1/jobs/{job} 查看进度", examples=["3f1c9a7be0d24c58"])


class JobFileBody(BaseModel):
    """One file of an upload; `error` says why it is not in, `note` what one should know though it is."""

    name: str
    state: FileState = Field(
        description="queued 排队，running 正在收录，done 已收录，failed 未能收录，cancelled 已取消"
    )
    stage: Stage = Field(description="queued 排队，reading 读取，keeping 保存，done 完成")
    progress: float = Field(ge=0, le=1)
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


_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            _FORM: {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "additionalProperties": False,
                    "properties": {
                        "file": {
                            "type": "array",
                            "minItems": 1,
                            "maxItems": _MOST_FILES,
                            "items": {"type": "string", "format": "binary"},
                            "description": "一个或几个文件；可重复",
                        },
                        "source_url": {"type": "string", "description": "材料公开的网址（http 或 https）"},
                        "published": {"type": "string", "format": "date", "description": "公开的日期"},
                        "visibility": {
                            "type": "string",
                            "enum": ["public", "staff"],
                            "default": "public",
                            "description": "公开，或仅供内部",
                        },
                    },
                },
                "example": {"file": ["某局2024年部门预算.pdf"], "published": "2024-02-08", "visibility": "public"},
            }
        },
    }
}


@router.post(
    "/documents",
    status_code=202,
    summary="上传文件",
    response_model=Accepted,
    responses=problems(413, 415),
    openapi_extra=_BODY,
)
async def upload(
    request: Request,
    response: Response,
    house: Opened,
    desk: AtDesk,
    caller: Uploading,
    idempotency_key: Annotated[
        str | None, Header(min_length=1, max_length=200, description="重复发送同一次上传时写同一个值，只收一次")
    ] = None,
) -> Accepted:
    """Queue files to be taken in; nothing of the body is read before the caller's key was."""
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != _FORM:
        said = f"上传的文件应以 {_FORM} 发送，字段名为 file。"
        raise RefusedError("unsupported-media-type", "不支持这种内容", 415, said)
    try:
        form = await request.form(max_files=_MOST_FILES, max_fields=len(_FIELDS) + 1, max_part_size=_CHUNK)
    except HTTPException as error:
        if error.status_code != 400:
            raise
        raise RequestError(
            "file", f"表单读不懂；一次最多{_MOST_FILES}个文件，其他字段只有{'、'.join(_FIELDS)}。"
        ) from error
    except (UnicodeError, ValueError) as error:
        raise RequestError("file", f"表单读不懂；请按 {_FORM} 的格式发送，文字用 UTF-8。") from error
    try:
        job, again = await run_in_threadpool(_accepted, form, house, desk, caller, idempotency_key)
    finally:
        await form.close()
    response.headers["Location"] = f"/v1/jobs/{job}"
    if again:
        response.headers["Idempotency-Replayed"] = "true"
    return Accepted(job=job)


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
        items=[_body(job) for job in found[:limit]], next=found[limit - 1].id if len(found) > limit else None
    )


@router.get("/jobs/{job_id}", summary="一个上传任务的进度", responses=problems(404))
def job(job_id: str, desk: AtDesk, caller: Uploading) -> JobBody:
    """What has become of each file."""
    return _body(desk.jobs.get(job_id, _owner(caller)))


@router.delete("/jobs/{job_id}", summary="取消一个上传任务", responses=problems(404))
def cancel(job_id: str, desk: AtDesk, caller: Uploading) -> JobBody:
    """Let no more of its files in; those that are in stay. A job that is finished stays as it is."""
    desk.jobs.get(job_id, _owner(caller))
    desk.jobs.cancel(job_id)
    return _body(desk.jobs.get(job_id))


@router.post("/jobs/{job_id}/retry", summary="重试未收录的文件", status_code=202, responses=problems(404, 409))
def retry(job_id: str, desk: AtDesk, caller: Uploading) -> JobBody:
    """Try again what failed or was cancelled; files are kept for a day to do so."""
    desk.jobs.get(job_id, _owner(caller))
    desk.jobs.retry(job_id)
    desk.runner.tell()
    return _body(desk.jobs.get(job_id))


def _owner(caller: Caller) -> str | None:
    """Whose jobs the caller may see: None for all."""
    if "admin" in caller.scopes:
        return None
    return caller.key.id if caller.key else ""


def _accepted(
    form: FormData, house: House, desk: Desk, caller: Caller, idempotency_key: str | None
) -> tuple[str, bool]:
    """The job's id, and whether it is of an earlier request that was the same."""
    files, about = _read(form, house.settings.max_file_bytes, house.settings.max_file_mb)
    id_ = secrets.token_hex(8)
    folder = desk.jobs.folder(id_)
    try:
        with house.library.store.explained():
            folder.mkdir(parents=True)
            uploads = [_spooled(file, folder / str(at)) for at, file in enumerate(files)]
        request = (idempotency_key, _digest(uploads, about)) if idempotency_key else None
        job = desk.jobs.create(id_, uploads, about, caller.key.id if caller.key else "", request)
    except BaseException:
        _forget(folder)
        raise
    if job != id_:
        _forget(folder)
    desk.runner.tell()
    return job, job != id_


def _read(form: FormData, most_bytes: int, most_mb: int) -> tuple[Sequence[UploadFile], About]:
    """The files of a form and what it tells of them. RequestError for what does not fit, named by its field."""
    if unknown := [name for name in form if name not in {"file", *_FIELDS}]:
        raise RequestError(unknown[0], f"没有名为“{unknown[0]}”的字段；可用的有 file、{'、'.join(_FIELDS)}。")
    given = form.getlist("file")
    files = [one for one in given if isinstance(one, UploadFile)]
    if len(files) < len(given) or any(not file.filename for file in files):
        raise RequestError("file", "file：应为文件，并带有文件名。")
    if not files:
        raise RequestError("file", "file：没有文件；请至少选择一个。")
    for file in files:
        if (file.size or 0) > most_bytes:
            said = f"“{_name(file.filename)}”超过{most_mb}MB的上限；请拆分文件，或用 MINGZHANG_MAX_FILE_MB 提高上限。"
            raise RefusedError("too-large", "文件太大", 413, said)
    told: dict[str, Any] = {}
    for name in _FIELDS:
        values = form.getlist(name)
        if len(values) > 1 or not all(isinstance(value, str) for value in values):
            raise RequestError(name, f"{name}：应为一段文字，只写一次。")
        if values and values[0] != "":
            told[name] = values[0]
    if "source_url" in told:
        check_address(told["source_url"])
    if "published" in told:
        check_day(told["published"])
    if told.get("visibility", "public") not in {"public", "staff"}:
        raise RequestError("visibility", "visibility：应为 public 或 staff。")
    return files, About(told.get("source_url"), told.get("published"), told.get("visibility", "public"))


def check_address(value: str) -> None:
    """RequestError unless it is a web address: it is shown as a link."""
    if not re.fullmatch(r"https?://[^\s\x00-\x1f]{1,2000}", value):
        raise RequestError("source_url", "source_url：应为 http:// 或 https:// 开头的网址。")


def check_day(value: str) -> None:
    """RequestError unless it is a day as 2024-02-08."""
    try:
        right = re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII) and date.fromisoformat(value)
    except ValueError:
        right = None
    if not right:
        raise RequestError("published", "published：应为日期，写作 2024-02-08。")


def _spooled(file: UploadFile, target: Path) -> Upload:
    """The file in its place, hashed by the way."""
    digest, size = hashlib.sha256(), 0
    file.file.seek(0)
    with target.open("wb") as out:
        while chunk := file.file.read(_CHUNK):
            out.write(chunk)
            digest.update(chunk)
            size += len(chunk)
    return Upload(_name(file.filename), digest.hexdigest(), size)


def _forget(folder: Path) -> None:
    for file in folder.glob("*"):
        file.unlink(missing_ok=True)
    if folder.is_dir():
        folder.rmdir()


def _name(given: str | None) -> str:
    """A file's name as it is shown and kept: its last part, printable, not too long, with its suffix."""
    last = PureWindowsPath(PurePosixPath(given or "").name).name
    plain = "".join(c for c in last.encode(errors="replace").decode() if c.isprintable()).strip()
    plain = plain if plain.strip(". ") else "未命名"
    suffix = PurePosixPath(plain).suffix[:20]
    stem = plain.removesuffix(suffix) if suffix else plain
    room = _MOST_NAME - len(suffix.encode())
    return stem.encode()[:room].decode(errors="ignore") + suffix


def _digest(uploads: Sequence[Upload], about: About) -> str:
    told = [[one.name, one.sha256] for one in uploads], about.source_url, about.published, about.visibility
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _body(job: Job) -> JobBody:
    files = [_file_body(file) for file in job.files]
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


def _file_body(file: JobFile) -> JobFileBody:
    finished: tuple[Literal["done", "failed", "cancelled"], ...] = ("done", "failed", "cancelled")
    return JobFileBody(
        name=file.name,
        state=file.state,
        stage=file.stage,
        progress=1.0 if file.state in finished else _PROGRESS[file.stage],
        document=file.document,
        error=file.error,
        note=file.note,
        bytes=file.bytes,
    )
