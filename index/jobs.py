"""Uploads on their way into the library: jobs of files, what has become of each, and the files while they wait.

A file is queued, then running (it is read, then kept), then done, failed or cancelled. What a killed process was at is
queued again by `resume`; taking the same content in twice changes nothing, so that it does no harm.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, delete, func, insert, not_, select, true, update

from index import schema
from index.job import (
    FINISHED,
    About,
    FileState,
    Job,
    JobFile,
    NothingToRetryError,
    ReusedRequestError,
    Task,
    UnknownJobError,
    Upload,
)
from index.store import Store, among

FOLDER = "uploads"
_AGAIN = ("failed", "cancelled")
_LOST = "存放这个上传文件的机器已不在；请重新上传。"


class Jobs:
    """The jobs of one data folder; safe to use from several threads and processes."""

    def __init__(self, store: Store) -> None:
        """Take the store; nothing is read until it is asked for."""
        self._store = store

    def folder(self, job_id: str) -> Path:
        """Where a job's files wait, each under its position."""
        return self._store.data / FOLDER / job_id

    def create(
        self, job_id: str, files: Sequence[Upload], about: About, owner: str, request: tuple[str, str] | None = None
    ) -> str:
        """Queue the files that lie in the job's folder; the job's id.

        `request` is a key of the caller's and the digest of what they sent: sent again, it is the job of the first time
        that is returned, and nothing is queued. ReusedRequestError where the key stood for something else.
        """
        with self._store.write("jobs") as connection:
            if request is not None and (before := _requested(connection, owner, *request)) is not None:
                return before
            connection.execute(
                insert(schema.jobs).values(
                    id=job_id,
                    owner=owner,
                    created=_now(),
                    source_url=about.source_url,
                    published=about.published,
                    visibility=about.visibility,
                )
            )
            rows = [
                {
                    "job": job_id,
                    "position": at,
                    "name": file.name,
                    "sha256": file.sha256,
                    "bytes": file.bytes,
                    "state": "queued",
                    "stage": "queued",
                    "changed": _now(),
                }
                for at, file in enumerate(files)
            ]
            connection.execute(insert(schema.job_files), rows)
            if request is not None:
                key, digest = request
                values = {"owner": owner, "request_key": key, "digest": digest, "job": job_id}
                connection.execute(insert(schema.job_requests).values(**values))
        return job_id

    def get(self, job_id: str, owner: str | None = None) -> Job:
        """A job; with `owner`, only if it is theirs. UnknownJobError."""
        table = schema.jobs
        conditions = [table.c.id == job_id, *([table.c.owner == owner] if owner is not None else [])]
        with self._store.read() as connection:
            found = _jobs(connection, *conditions)
        if not found:
            raise UnknownJobError(job_id)
        return found[0]

    def all(self, owner: str | None, limit: int, after: str | None = None) -> list[Job]:
        """The newest jobs first, of an owner or of all; those after the one named. UnknownJobError if it is gone."""
        table = schema.jobs
        with self._store.read() as connection:
            conditions = [table.c.owner == owner] if owner is not None else []
            if after is not None:
                place = connection.execute(select(table.c.sequence).where(table.c.id == after)).scalar()
                if place is None:
                    raise UnknownJobError(after)
                conditions.append(table.c.sequence < place)
            return _jobs(connection, *conditions, limit=limit)

    def counted(self) -> dict[str, int]:
        """How many files are in each state."""
        files = schema.job_files
        with self._store.read() as connection:
            rows = connection.execute(select(files.c.state, func.count()).group_by(files.c.state))
            return {str(state): int(count) for state, count in rows}

    def claim(self, ahead: int) -> Task | None:
        """The next file, now running: of the job with the fewest running files, the oldest job first.

        None where none is queued, or where those that are would run further than `ahead` before their job's first
        unfinished one: files are kept in their order, and what is read and not yet kept takes memory.
        """
        files, jobs = schema.job_files, schema.jobs
        with self._store.read() as connection:
            if connection.execute(select(files.c.job).where(files.c.state == "queued").limit(1)).first() is None:
                return None
        unfinished = files.c.state.in_(("queued", "running")) & self._here()
        with self._store.write("jobs") as connection:
            queued = func.min(files.c.position).filter(files.c.state == "queued")
            running = func.count().filter(files.c.state == "running")
            row = connection.execute(
                select(files.c.job, queued)
                .join(jobs, jobs.c.id == files.c.job)
                .where(unfinished)
                .group_by(files.c.job, jobs.c.sequence)
                .having(queued.is_not(None), queued - func.min(files.c.position) < ahead)
                .order_by(running, jobs.c.sequence)
                .limit(1)
            ).first()
            if row is None:
                return None
            job, position = row
            this = _file(job, position)
            connection.execute(update(files).where(this).values(state="running", stage="reading", changed=_now()))
            name = connection.execute(select(files.c.name).where(this)).scalar_one()
            about = connection.execute(select(jobs).where(jobs.c.id == job)).mappings().one()
            return Task(job, position, name, _about(about))

    def first_unfinished(self, job_id: str) -> int | None:
        """The position of a job's first file that is queued or running."""
        files = schema.job_files
        with self._store.read() as connection:
            wanted = select(func.min(files.c.position))
            return connection.execute(
                wanted.where(files.c.job == job_id, files.c.state.in_(("queued", "running")))
            ).scalar()

    def keeping(self, task: Task) -> bool:
        """A file that was read is being kept now; False where it was cancelled meanwhile."""
        return self._change(task, "running", stage="keeping")

    def done(self, task: Task, document: str, note: str | None) -> None:
        """A file is in."""
        self._change(task, "running", state="done", stage="done", document=document, note=note)

    def failed(self, task: Task, error: str) -> None:
        """A file did not get in, and why."""
        self._change(task, "running", state="failed", error=error)

    def renamed(self, old: str, new: str) -> None:
        """A document was joined with another and goes by another id now."""
        files = schema.job_files
        with self._store.write("jobs") as connection:
            connection.execute(update(files).where(files.c.document == old).values(document=new))

    def cancel(self, job_id: str) -> None:
        """Let no more of a job's files in; those that are in stay, one that is being kept in this moment too."""
        files = schema.job_files
        with self._store.write("jobs") as connection:
            connection.execute(
                update(files)
                .where(
                    files.c.job == job_id,
                    (files.c.state == "queued") | ((files.c.state == "running") & (files.c.stage == "reading")),
                )
                .values(state="cancelled", stage="queued", changed=_now())
            )

    def retry(self, job_id: str) -> None:
        """Queue again what failed or was cancelled and is still there. NothingToRetryError where nothing is."""
        files = schema.job_files
        folder = self.folder(job_id)
        with self._store.write("jobs") as connection:
            rows = connection.execute(
                select(files.c.position).where(files.c.job == job_id, files.c.state.in_(_AGAIN))
            ).scalars()
            still = [position for position in rows if (folder / str(position)).is_file()]
            if not still:
                raise NothingToRetryError
            connection.execute(
                update(files)
                .where(files.c.job == job_id, files.c.position.in_(still))
                .values(state="queued", stage="queued", error=None, changed=_now())
            )

    def resume(self) -> None:
        """Queue again what was running: for whoever is the only one at work."""
        files = schema.job_files
        with self._store.write("jobs") as connection:
            connection.execute(
                update(files)
                .where(files.c.state == "running", self._here())
                .values(state="queued", stage="queued", changed=_now())
            )

    def let_go(self, job_id: str, position: int) -> None:
        """Forget a file that is in; one that resists is left for the next sweep."""
        (self.folder(job_id) / str(position)).unlink(missing_ok=True)
        try:
            self.folder(job_id).rmdir()
        except OSError:
            return  # another file of the job is still there

    def sweep(self, retry_for: timedelta, listed_for: timedelta) -> None:
        """Forget files that can no longer be retried, uploads that never became a job, and jobs of long ago."""
        files, jobs = schema.job_files, schema.jobs
        with self._store.write("jobs") as connection:
            finished = (
                select(files.c.job)
                .group_by(files.c.job)
                .having(
                    func.count().filter(files.c.state.in_(FINISHED)) == func.count(),
                    func.max(files.c.changed) < _now(-listed_for),
                )
            )
            connection.execute(delete(jobs).where(jobs.c.id.in_(finished)))
            if self._store.shared:  # a machine may be gone for good, with what waited on it
                lost = files.c.state.in_(("queued", "running")) & (files.c.changed < _now(-retry_for))
                connection.execute(
                    update(files).where(lost, not_(self._here())).values(state="failed", error=_LOST, changed=_now())
                )
            alive = connection.execute(
                select(files.c.job, files.c.position).where(
                    files.c.state.in_(("queued", "running"))
                    | (files.c.state.in_(_AGAIN) & (files.c.changed >= _now(-retry_for)))
                )
            )
            wanted = {(job, str(position)) for job, position in alive}
        root = self._store.data / FOLDER
        if not root.is_dir():
            return
        young = datetime.now(UTC).timestamp() - 3600  # one that is just coming in is no job yet
        for folder in root.iterdir():
            if folder.stat().st_mtime > young and not any(job == folder.name for job, _ in wanted):
                continue
            for file in folder.iterdir():
                if (folder.name, file.name) not in wanted:
                    file.unlink(missing_ok=True)
            if not any(folder.iterdir()):
                shutil.rmtree(folder, ignore_errors=True)

    def _here(self) -> ColumnElement[bool]:
        """The condition that a job's files wait on this machine, where several share the database."""
        if not self._store.shared:
            return true()
        root = self._store.data / FOLDER
        return among(schema.job_files.c.job, [entry.name for entry in root.iterdir()] if root.is_dir() else [])

    def _change(self, task: Task, now: FileState, **values: object) -> bool:
        this = _file(task.job, task.position) & (schema.job_files.c.state == now)
        with self._store.write("jobs") as connection:
            changed = connection.execute(update(schema.job_files).where(this).values(**values, changed=_now()))
            return changed.rowcount == 1


def _file(job: str, position: int) -> ColumnElement[bool]:
    return and_(schema.job_files.c.job == job, schema.job_files.c.position == position)


def _requested(connection: Connection, owner: str, key: str, digest: str) -> str | None:
    table = schema.job_requests
    row = connection.execute(
        select(table.c.digest, table.c.job).where(table.c.owner == owner, table.c.request_key == key)
    ).first()
    if row is None:
        return None
    if row.digest != digest:
        raise ReusedRequestError
    return str(row.job)


def _jobs(connection: Connection, *conditions: ColumnElement[bool], limit: int = 1) -> list[Job]:
    jobs, files = schema.jobs, schema.job_files
    rows = (
        connection.execute(select(jobs).where(*conditions).order_by(jobs.c.sequence.desc()).limit(limit))
        .mappings()
        .all()
    )
    found: dict[str, list[JobFile]] = {row["id"]: [] for row in rows}
    parts = connection.execute(
        select(files).where(files.c.job.in_(list(found))).order_by(files.c.job, files.c.position)
    )
    for part in parts.mappings():
        found[part["job"]].append(
            JobFile(**{name: part[name] for name in JobFile.__dataclass_fields__})  # the columns bear the fields' names
        )
    return [Job(row["id"], row["owner"], row["created"], _about(row), tuple(found[row["id"]])) for row in rows]


def _about(row: RowMapping) -> About:
    return About(row["source_url"], row["published"], row["visibility"])


def _now(later: timedelta = timedelta()) -> str:
    return (datetime.now(UTC) + later).isoformat(timespec="seconds")
