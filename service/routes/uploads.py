"""`POST /v1/documents`: files come in, wait, and become a job; beyond what may wait, they are refused."""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Sequence
from datetime import date
from pathlib import PurePosixPath, PureWindowsPath
from typing import Annotated, Any

from fastapi import APIRouter, Header, Request, Response
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from index.job import About, FullError, ReusedRequestError, Upload
from service.callers import Caller
from service.errors import RefusedError, RequestError
from service.routes import House, Opened, problems
from service.routes.access import Uploading
from service.routes.jobs import AtDesk, Desk

router = APIRouter(prefix="/v1", tags=["上传"], responses=problems(401, 403, 422, 429, 503))

_MOST_FILES = 200  # in one request
_CHUNK = 1 << 20
_RETRY_SECONDS = 60  # some files are in by then
_MOST_NAME = 200  # bytes, of the 255 that file systems take
_FIELDS = ("source_url", "published", "visibility")
_FORM = "multipart/form-data"


class Accepted(BaseModel):
    """An upload that is on its way."""

    job: str = Field(description="任务编号：GET /v1/jobs/{job} 查看进度", examples=["3f1c9a7be0d24c58"])


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
    await run_in_threadpool(_find_room, desk)  # before the body is read: the disk may be what is short
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


def _accepted(
    form: FormData, house: House, desk: Desk, caller: Caller, idempotency_key: str | None
) -> tuple[str, bool]:
    """The job's id, and whether it is of an earlier request that was the same."""
    files, about = _read(form, house.settings.max_file_bytes, house.settings.max_file_mb)
    id_ = secrets.token_hex(8)
    waiting = desk.jobs.waiting
    names = [str(at) for at in range(len(files))]
    try:
        with house.library.store.explained():
            uploads = [_weighed(file) for file in files]
            for name, file in zip(names, files, strict=True):
                waiting.put(id_, name, file.file)
    except BaseException:
        waiting.forget(id_, names)
        raise
    try:
        request = (idempotency_key, _digest(uploads, about)) if idempotency_key else None
        job = desk.jobs.create(id_, uploads, about, caller.key.id if caller.key else "", request, desk.room)
    except FullError as error:
        waiting.forget(id_, names)
        raise _full(error) from error
    except ReusedRequestError:
        waiting.forget(id_, names)
        raise
    # Whatever else went wrong, the job may be there all the same: what never became one is swept.
    if job != id_:
        waiting.forget(id_, names)
    desk.runner.tell()
    return job, job != id_


def _find_room(desk: Desk) -> None:
    try:
        desk.room.refuse(desk.jobs.load(), 1, 0)
    except FullError as error:
        raise _full(error) from error


def _full(error: FullError) -> RefusedError:
    return RefusedError("queue-full", "等待收录的文件太多", 429, str(error), {"Retry-After": str(_RETRY_SECONDS)})


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


def _weighed(file: UploadFile) -> Upload:
    """The file's digest and size; it is at its beginning again."""
    digest, size = hashlib.sha256(), 0
    file.file.seek(0)
    while chunk := file.file.read(_CHUNK):
        digest.update(chunk)
        size += len(chunk)
    file.file.seek(0)
    return Upload(_name(file.filename), digest.hexdigest(), size)


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
