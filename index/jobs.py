"""Uploads on their way into the library: jobs of files, what has become of each, and the files while they wait.

A file is queued, then running (it is read, then kept), then done, failed or cancelled. What a killed process was at is
queued again by `resume`; taking the same content in twice changes nothing, so that it does no harm.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import IO, Any

from sqlalchemy import ColumnElement, Connection, func, not_, or_, select, true, update

from index import delivery, job_rows, schema
from index.delivery import At, Courier, Pulse
from index.job import About, FileState, Job, Load, NothingToRetryError, Room, Task, UnknownJobError, Upload
from index.job_rows import UNFINISHED, now
from index.store import Store, among
from index.waiting import Waiting

_GONE = timedelta(days=30)  # a long queue of a machine that lives is not lost
_AGAIN = ("failed", "cancelled")
_LOST = "存放这个上传文件的机器已不在；请重新上传。"
_LONGEST = timedelta(hours=1)  # nobody is asked to wait so long
_READ = ".read"  # what was read of a file, beside it


class Jobs:
    """The jobs of one data folder; safe to use from several threads and processes."""

    def __init__(self, store: Store) -> None:
        """Take the store; nothing is read until it is asked for."""
        self._store = store
        self._delivered = store.shared  # by a queue of the database's; else whoever takes in looks for what is queued

    @property
    def waiting(self) -> Waiting:
        """Where the files lie until they are in, each under its job and its position."""
        return self._store.waiting

    def courier(self, pulse: Pulse) -> Courier | None:
        """Who brings queued files to this process; None where they are to be claimed."""
        if self._store.database is None:
            return None
        return Courier(self._store.database, self._store.read, self.waiting.place, pulse)

    def create(
        self,
        job_id: str,
        files: Sequence[Upload],
        about: About,
        owner: str,
        request: tuple[str, str] | None = None,
        room: Room | None = None,
    ) -> str:
        """Queue the files that are waiting; the job's id. FullError where there is no room for them.

        `request` is a key of the caller's and the digest of what they sent: sent again, it is the job of the first time
        that is returned, and nothing is queued. ReusedRequestError where the key stood for something else.
        """
        with self._store.write("jobs") as connection:
            if request is not None and (before := job_rows.requested(connection, owner, *request)) is not None:
                return before
            if room is not None:
                room.refuse(job_rows.load(connection), len(files), sum(file.bytes for file in files))
            job_rows.insert(connection, job_id, files, about, owner)
            if request is not None:
                job_rows.remember(connection, job_id, owner, *request)
            self._hand_over(connection, [(job_id, at) for at in range(len(files))])
        return job_id

    def get(self, job_id: str, owner: str | None = None) -> Job:
        """A job; with `owner`, only if it is theirs. UnknownJobError."""
        table = schema.jobs
        conditions = [table.c.id == job_id, *([table.c.owner == owner] if owner is not None else [])]
        with self._store.read() as connection:
            found = job_rows.jobs(connection, *conditions)
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
            return job_rows.jobs(connection, *conditions, limit=limit)

    def counted(self) -> dict[str, int]:
        """How many files are in each state."""
        files = schema.job_files
        with self._store.read() as connection:
            rows = connection.execute(select(files.c.state, func.count()).group_by(files.c.state))
            return {str(state): int(count) for state, count in rows}

    def load(self) -> Load:
        """How much waits to be taken in, and for how long."""
        with self._store.read() as connection:
            return job_rows.load(connection)

    def claim(self, ahead: int) -> Task | None:
        """The next file, now running: of the job with the fewest running files, the oldest job first.

        None where none is queued, or where those that are would run further than `ahead` before their job's first
        unfinished one: files are kept in their order, and what is read and not yet kept takes memory.
        """
        files = schema.job_files
        with self._store.read() as connection:
            if connection.execute(select(files.c.job).where(files.c.state == "queued").limit(1)).first() is None:
                return None
        with self._store.write("jobs") as connection:
            queued = func.min(files.c.position).filter(_due())
            running = func.count().filter(files.c.state == "running")
            row = connection.execute(
                select(files.c.job, queued)
                .join(schema.jobs, schema.jobs.c.id == files.c.job)
                .where(UNFINISHED & self._here())
                .group_by(files.c.job, schema.jobs.c.sequence)
                .having(queued.is_not(None), queued - func.min(files.c.position) < ahead)
                .order_by(running, schema.jobs.c.sequence)
                .limit(1)
            ).first()
            if row is None:
                return None
            return _begun(connection, *row)

    def begin(self, job_id: str, position: int) -> Task | None:
        """A file that was delivered, now running; None where it is finished or gone.

        One that was read already and waits for those before it stays as it is.
        """
        this = job_rows.file(job_id, position)
        with self._store.write("jobs") as connection:
            if connection.execute(select(schema.job_files.c.job).where(this, UNFINISHED)).first() is None:
                return None
            found = job_rows.task(connection, job_id, position)
            return found if found.stage == "read" else _begun(connection, job_id, position)

    def was_read(self, read: Task) -> None:
        """A file was read and waits for those before it."""
        self._change(read, "running", stage="read")

    def next_read(self, job_id: str) -> Task | None:
        """A job's first unfinished file, if it has been read."""
        at = self.first_unfinished(job_id)
        if at is None:
            return None
        with self._store.read() as connection:
            found = job_rows.task(connection, job_id, at)
        return found if found.stage == "read" else None

    def later(self, began: Task, seconds: float, *, counted: bool = True) -> None:
        """Queue a running file again, to be begun after so many seconds; not `counted` where it was not its fault."""
        this = job_rows.file(began.job, began.position) & (schema.job_files.c.state == "running")
        values: dict[str, Any] = {"state": "queued", "stage": "queued", "changed": now()}
        values["due"] = now(timedelta(seconds=seconds)) if seconds else None
        if not counted:
            values["attempts"] = began.attempts - 1
        with self._store.write("jobs") as connection:
            if connection.execute(update(schema.job_files).where(this).values(**values)).rowcount:
                self._hand_over(connection, [(began.job, began.position)], seconds)

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
                    (files.c.state == "queued")
                    | ((files.c.state == "running") & files.c.stage.in_(("reading", "read"))),
                )
                .values(state="cancelled", stage="queued", changed=now())
            )

    def retry(self, job_id: str) -> None:
        """Queue again what failed or was cancelled and is still there. NothingToRetryError where nothing is."""
        files = schema.job_files
        with self._store.write("jobs") as connection:
            rows = connection.execute(
                select(files.c.position).where(files.c.job == job_id, files.c.state.in_(_AGAIN))
            ).scalars()
            still = [position for position in rows if self.waiting.has(job_id, str(position))]
            if not still:
                raise NothingToRetryError
            connection.execute(
                update(files)
                .where(files.c.job == job_id, files.c.position.in_(still))
                .values(state="queued", stage="queued", error=None, attempts=0, due=None, changed=now())
            )
            self._hand_over(connection, [(job_id, position) for position in still])

    def resume(self) -> None:
        """Queue again what was running: for whoever is the only one at work."""
        files = schema.job_files
        with self._store.write("jobs") as connection:
            connection.execute(
                update(files)
                .where(files.c.state == "running", self._here())
                .values(state="queued", stage="queued", changed=now())
            )

    def hand_over_again(self) -> int:
        """Hand over what is queued and on nobody's way, as after an upgrade or a restored backup; how much that was."""
        if not self._delivered:
            return 0
        files = schema.job_files
        with self._store.write("jobs") as connection:
            unfinished = connection.execute(select(files.c.job, files.c.position).where(UNFINISHED, self._here()))
            lost = sorted({(row.job, row.position) for row in unfinished} - delivery.on_their_way(connection))
            self._hand_over(connection, lost)
        return len(lost)

    def let_go(self, job_id: str, position: int) -> None:
        """Forget a file that is in; one that resists is left for the next sweep."""
        self.waiting.forget(job_id, (str(position), f"{position}{_READ}"))

    def put_read(self, read: Task, content: IO[bytes]) -> None:
        """Lay down what was read of a file."""
        self.waiting.put(read.job, f"{read.position}{_READ}", content)

    def get_read(self, read: Task) -> bytes | None:
        """What was laid down; None where it is gone."""
        return self.waiting.get(read.job, f"{read.position}{_READ}")

    def sweep(self, retry_for: timedelta, listed_for: timedelta, gone_after: timedelta = _GONE) -> None:
        """Forget files that can no longer be retried, uploads that never became a job, and jobs of long ago.

        What waits where this machine cannot reach it is given up after `gone_after`, for that machine may be no more.
        """
        files = schema.job_files
        with self._store.write("jobs") as connection:
            job_rows.forget(connection, now(-listed_for))
            if self._store.shared:  # a machine may be gone for good, with what waited on it
                lost = files.c.state.in_(("queued", "running")) & (files.c.changed < now(-gone_after))
                connection.execute(
                    update(files).where(lost, not_(self._here())).values(state="failed", error=_LOST, changed=now())
                )
            alive = connection.execute(
                select(files.c.job, files.c.position).where(
                    files.c.state.in_(("queued", "running"))
                    | (files.c.state.in_(_AGAIN) & (files.c.changed >= now(-retry_for)))
                )
            )
            wanted = {(row.job, name) for row in alive for name in (str(row.position), f"{row.position}{_READ}")}
        self.waiting.sweep(wanted)

    def _hand_over(self, connection: Connection, files: Sequence[At], seconds: float = 0) -> None:
        if files and self._delivered:
            delivery.hand_over(connection, self.waiting.place, files, seconds)

    def _here(self) -> ColumnElement[bool]:
        """The condition that a job's files wait where this machine reaches them."""
        if not self._store.shared or self.waiting.everywhere:
            return true()
        return among(schema.job_files.c.job, self.waiting.jobs())

    def _change(self, of: Task, was: FileState, /, **values: object) -> bool:
        this = job_rows.file(of.job, of.position) & (schema.job_files.c.state == was)
        with self._store.write("jobs") as connection:
            changed = connection.execute(update(schema.job_files).where(this).values(**values, changed=now()))
            return changed.rowcount == 1


def _due() -> ColumnElement[bool]:
    """The condition that a file is queued and may be claimed; one that is due in an hour was queued by another clock."""
    files = schema.job_files
    due = or_(files.c.due.is_(None), files.c.due <= now(), files.c.due > now(_LONGEST))
    return (files.c.state == "queued") & due


def _begun(connection: Connection, job: str, position: int) -> Task:
    files = schema.job_files
    values = {"state": "running", "stage": "reading", "changed": now()}
    connection.execute(
        update(files).where(job_rows.file(job, position)).values(**values, attempts=files.c.attempts + 1)
    )
    return job_rows.task(connection, job, position)
