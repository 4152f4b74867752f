"""Jobs and their files as the tables have them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, delete, func, select
from sqlalchemy import insert as sql_insert

from index import schema
from index.job import FINISHED, About, Job, JobFile, Load, ReusedRequestError, Task, Upload

UNFINISHED = schema.job_files.c.state.in_(("queued", "running"))


def now(later: timedelta = timedelta()) -> str:
    """A moment as it is written down."""
    return (datetime.now(UTC) + later).isoformat(timespec="seconds")


def file(job: str, position: int) -> ColumnElement[bool]:
    """The condition that a row is of a certain file."""
    return and_(schema.job_files.c.job == job, schema.job_files.c.position == position)


def task(connection: Connection, job: str, position: int) -> Task:
    """A file, for whoever takes it in."""
    files = schema.job_files
    row = connection.execute(select(files).where(file(job, position))).mappings().one()
    told = connection.execute(select(schema.jobs).where(schema.jobs.c.id == job)).mappings().one()
    return Task(job, position, row["name"], about(told), row["attempts"], row["stage"])


def insert(connection: Connection, job_id: str, files: Sequence[Upload], about: About, owner: str) -> None:
    """A new job, its files queued."""
    told = {"source_url": about.source_url, "published": about.published, "visibility": about.visibility}
    connection.execute(sql_insert(schema.jobs).values(id=job_id, owner=owner, created=now(), **told))
    rows = [
        {
            "job": job_id,
            "position": at,
            "name": upload.name,
            "sha256": upload.sha256,
            "bytes": upload.bytes,
            "state": "queued",
            "stage": "queued",
            "changed": now(),
        }
        for at, upload in enumerate(files)
    ]
    connection.execute(sql_insert(schema.job_files), rows)


def remember(connection: Connection, job_id: str, owner: str, key: str, digest: str) -> None:
    """Have a request key stand for a job."""
    values = {"owner": owner, "request_key": key, "digest": digest, "job": job_id}
    connection.execute(sql_insert(schema.job_requests).values(**values))


def forget(connection: Connection, before: str) -> None:
    """Forget the jobs whose files were all finished before a moment."""
    files = schema.job_files
    finished = (
        select(files.c.job)
        .group_by(files.c.job)
        .having(
            func.count().filter(files.c.state.in_(FINISHED)) == func.count(),
            func.max(files.c.changed) < before,
        )
    )
    connection.execute(delete(schema.jobs).where(schema.jobs.c.id.in_(finished)))


def requested(connection: Connection, owner: str, key: str, digest: str) -> str | None:
    """The job that a request key stands for. ReusedRequestError where it was for something else."""
    table = schema.job_requests
    row = connection.execute(
        select(table.c.digest, table.c.job).where(table.c.owner == owner, table.c.request_key == key)
    ).first()
    if row is None:
        return None
    if row.digest != digest:
        raise ReusedRequestError
    return str(row.job)


def jobs(connection: Connection, *conditions: ColumnElement[bool], limit: int = 1) -> list[Job]:
    """The newest jobs first, with their files in their order."""
    table, files = schema.jobs, schema.job_files
    rows = (
        connection.execute(select(table).where(*conditions).order_by(table.c.sequence.desc()).limit(limit))
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
    return [Job(row["id"], row["owner"], row["created"], about(row), tuple(found[row["id"]])) for row in rows]


def about(row: RowMapping) -> About:
    """What was told of a job's files."""
    return About(row["source_url"], row["published"], row["visibility"])


def load(connection: Connection) -> Load:
    """What is unfinished."""
    files = schema.job_files
    waiting = func.min(files.c.changed).filter(files.c.state == "queued")
    count, size, since = connection.execute(
        select(func.count(), func.coalesce(func.sum(files.c.bytes), 0), waiting).where(UNFINISHED)
    ).one()
    seconds = (datetime.now(UTC) - datetime.fromisoformat(since)).total_seconds() if since else 0.0
    return Load(int(count), int(size), max(0.0, seconds))
