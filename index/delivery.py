"""Uploaded files are handed to whoever takes them in by procrastinate, a queue on PostgreSQL; the only user of it.

A file's state is our own (`index.jobs`); procrastinate only delivers: at least once, to one at a time, again when the
one who had it was killed. Its tables are in a schema of their own beside ours, `<ours>_queue`. A file is handed over in
the transaction that queues it, so that neither is without the other. It is imported at first use.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, make_url, select, text

from index.errors import LibraryError

if TYPE_CHECKING:
    from procrastinate import App
    from procrastinate.jobs import Job

_LOG = logging.getLogger(__name__)
_TASK, _SWEEP = "file", "sweep"
_LOOK_SECONDS = 0.2  # for being asked to stop
_AGAIN_SECONDS = (1, 2, 5, 10, 30)  # between attempts to reach the server
_GRACE_SECONDS = 60
Begin = Callable[[], AbstractContextManager[Connection]]
Take = Callable[[str, int], None]
At = tuple[str, int]  # a job and a position in it


@dataclass(frozen=True, slots=True)
class Pulse:
    """How often a worker says that it is alive, after how long a silence its files go to others, how often it looks for
    what is due again (of what is new it is told); seconds.
    """

    beat: float = 5.0
    silence: float = 20.0
    poll: float = 2.0


def install(read: Begin, write: Begin) -> None:
    """Make procrastinate's tables, or bring them up to the version that is installed here; again, it does nothing."""
    version = _version()
    with read() as connection:
        schema = schema_of(connection)
        if version in _steps(connection, schema):
            return
    with write() as connection:  # in turn: two processes may start at once
        done = _steps(connection, schema)
        if version in done:
            return
        if not done:
            _make(connection, schema)
        _upgrade(connection, schema, done, version)


def schema_of(connection: Connection) -> str:
    """The schema that procrastinate's tables are in, beside the library's own."""
    return f"{connection.execute(select(func.current_schema())).scalar_one()}_queue"


def hand_over(connection: Connection, place: str, files: Iterable[At], seconds: float = 0) -> None:
    """Have files delivered to somebody who reaches the place, after so many seconds; within a transaction."""
    from procrastinate.jobs import Job
    from procrastinate.manager import JobManager
    from procrastinate.sync_psycopg_connector import SyncPsycopgConnector

    at = datetime.now(UTC) + timedelta(seconds=seconds) if seconds else None
    jobs = [
        Job(
            queue=place,
            task_name=_TASK,
            task_kwargs={"job": job, "position": position},
            priority=-position,  # the first files of all jobs go first: a long job lets a short one through
            lock=f"{job}/{position}",
            queueing_lock=None,
            scheduled_at=at,
        )
        for job, position in files
    ]
    with _within(connection) as raw:
        try:
            JobManager(SyncPsycopgConnector()).batch_defer_jobs(jobs, connection=raw)
        except _connector_error() as error:
            raise LibraryError(f"收录的队列用不了（{error}）；稍后会重试。") from error


def on_their_way(connection: Connection) -> set[At]:
    """The files that somebody has or will have delivered."""
    table = f'"{schema_of(connection)}".procrastinate_jobs'
    told = f"SELECT args->>'job', (args->>'position')::int FROM {table} WHERE status IN ('todo', 'doing') AND task_name = :task"  # noqa: S608 (our own names)
    return {(job, position) for job, position in connection.execute(text(told), {"task": _TASK})}


class Courier:
    """Brings files to one that takes them in, until it is told to stop."""

    def __init__(self, url: str, read: Begin, place: str, pulse: Pulse) -> None:
        """Take the database and the place whose files are wanted; nothing is asked yet."""
        self._url = url
        self._read = read
        self._place = place
        self._pulse = pulse

    def run(self, take: Take, sweep: Callable[[], None], count: int, stop: threading.Event) -> None:
        """Have `take` called for each file, so many at a time, and now and then `sweep`, until `stop` is set.

        What `take` raises has the file delivered again later. While the server is not there it is waited for.
        """
        asyncio.run(self._run(take, sweep, count, stop))

    async def _run(self, take: Take, sweep: Callable[[], None], count: int, stop: threading.Event) -> None:
        with ThreadPoolExecutor(count + 1, thread_name_prefix="intake") as threads:
            loop = asyncio.get_running_loop()
            loop.set_default_executor(threads)
            loop.set_exception_handler(_told)
            failures = 0
            while not stop.is_set():
                try:
                    await self._serve(self._app(take, sweep), count, stop)
                    failures = 0
                except Exception as error:  # noqa: BLE001 (whatever it is, uploads must not wait in silence)
                    if not failures:
                        _LOG.error("the queue cannot be used: %r", error)
                    seconds = _AGAIN_SECONDS[min(failures, len(_AGAIN_SECONDS) - 1)]
                    failures += 1
                    await asyncio.to_thread(stop.wait, seconds)

    async def _serve(self, app: App, count: int, stop: threading.Event) -> None:
        async with app.open_async():
            working = asyncio.create_task(
                app.run_worker_async(
                    queues=[self._place],
                    concurrency=count,
                    fetch_job_polling_interval=self._pulse.poll,
                    shutdown_graceful_timeout=_GRACE_SECONDS,
                    delete_jobs="always",  # what became of a file stands in our own table
                    install_signal_handlers=False,
                    update_heartbeat_interval=self._pulse.beat,
                    stalled_worker_timeout=self._pulse.silence,
                )
            )
            reviving = asyncio.create_task(self._revive(app))
            stopping = asyncio.create_task(_until(stop))
            try:
                await asyncio.wait([working, reviving, stopping], return_when=asyncio.FIRST_COMPLETED)
                for ended in (working, reviving):
                    if ended.done():
                        ended.result()
            finally:
                for task in (stopping, reviving, working):
                    task.cancel()
                    with suppress(asyncio.CancelledError, Exception):
                        await task

    async def _revive(self, app: App) -> None:
        """Have delivered again what was with a worker that has fallen silent."""
        while True:
            await asyncio.sleep(self._pulse.beat)
            for job in await app.job_manager.get_stalled_jobs(
                queue=self._place, seconds_since_heartbeat=self._pulse.silence
            ):
                with suppress(_connector_error()):  # another worker was quicker
                    await app.job_manager.retry_job(job)
                    _LOG.warning("a worker fell silent; delivered again: %s", job.task_kwargs)

    def _app(self, take: Take, sweep: Callable[[], None]) -> App:
        from procrastinate import App, PsycopgConnector

        for name in ("procrastinate", "psycopg.pool"):  # what matters of it is told here, in a line and not by a trace
            logging.getLogger(name).setLevel(logging.CRITICAL)
        with self._read() as connection:
            schema = schema_of(connection)
        url = make_url(self._url).set(drivername="postgresql")
        given = url.query.get("options", "")
        options = f'{given if isinstance(given, str) else " ".join(given)} -c search_path="{schema}"'.strip()
        conninfo = url.difference_update_query(["options"]).render_as_string(hide_password=False)
        kwargs = {"options": options, "application_name": "mingzhang worker"}
        app = App(connector=PsycopgConnector(conninfo=conninfo, kwargs=kwargs, min_size=1, max_size=4))
        again = _strategy()

        @app.task(name=_TASK, queue=self._place, retry=again)
        def file(job: str, position: int) -> None:
            try:
                take(job, position)
            except LibraryError as error:
                _LOG.error("%s", error)
                raise
            except Exception:
                _LOG.exception("a file of an upload was not taken in")
                raise

        # Not only to be done now and then: without anything periodic, procrastinate's worker does not see that it
        # can no longer say it is alive, and would go on while its files are given to others.
        @app.periodic(cron="17 * * * *", periodic_id=self._place)
        @app.task(name=_SWEEP, queue=self._place, retry=again)
        def swept(timestamp: int) -> None:
            del timestamp
            sweep()

        return app


def _told(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """What ended in the background, in a line: while the server is away, much does."""
    _LOG.error("the queue: %s (%r)", context["message"], context.get("exception"))


async def _until(stop: threading.Event) -> None:
    while not stop.is_set():  # noqa: ASYNC110 (a thread's event)
        await asyncio.sleep(_LOOK_SECONDS)


def _strategy() -> Any:
    from procrastinate import BaseRetryStrategy, RetryDecision

    class Again(BaseRetryStrategy):
        """Whatever went wrong with a delivery, there is another: a file's own failures are told and end none."""

        def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision:
            del exception
            seconds = _AGAIN_SECONDS[min(job.attempts, len(_AGAIN_SECONDS) - 1)]
            return RetryDecision(retry_in={"seconds": seconds})

    return Again()


def _connector_error() -> type[Exception]:
    from procrastinate.exceptions import ConnectorException

    return ConnectorException


def _version() -> str:
    try:
        return f"version {metadata.version('procrastinate')}"
    except metadata.PackageNotFoundError as error:
        raise LibraryError(
            "缺少软件包 procrastinate；请运行 pip install 'mingzhang[postgresql]'，或不设 MINGZHANG_DATABASE_URL。"
        ) from error


def _steps(connection: Connection, schema: str) -> set[str]:
    """The files of procrastinate's history that were run, and the versions that ran them."""
    # Looked for among the tables, not by `to_regclass`, which may not have heard of what another process has just made.
    there = text("SELECT 1 FROM pg_tables WHERE schemaname = :schema AND tablename = 'mingzhang_steps'")
    if connection.execute(there, {"schema": schema}).first() is None:
        return set()
    return set(connection.execute(text(f'SELECT name FROM "{schema}".mingzhang_steps')).scalars())  # noqa: S608 (our own)


def _make(connection: Connection, schema: str) -> None:
    there = text("SELECT 1 FROM pg_namespace WHERE nspname = :schema")
    if connection.execute(there, {"schema": schema}).first() is None:
        may = func.has_database_privilege(func.current_database(), "CREATE")
        if not connection.execute(select(may)).scalar_one():
            raise LibraryError(
                f"数据库用户没有建立模式“{schema}”的权限（收录的队列放在其中）；"
                f'请让管理员运行 CREATE SCHEMA "{schema}" AUTHORIZATION 这个用户，再启动。'
            )
        connection.exec_driver_sql(f'CREATE SCHEMA "{schema}"')
    connection.exec_driver_sql(f'CREATE TABLE "{schema}".mingzhang_steps (name TEXT PRIMARY KEY)')


def _upgrade(connection: Connection, schema: str, done: set[str], version: str) -> None:
    """Run what was not: the whole schema at first, which has all of its history in it, later the new files alone."""
    from procrastinate.schema import SchemaManager

    history = sorted(Path(SchemaManager.get_migrations_path()).glob("*.sql"))
    new = [file for file in history if file.name not in done]
    with _within(connection) as raw:
        for script in [file.read_text("utf-8") for file in new] if done else [SchemaManager.get_schema()]:
            raw.execute(script.encode())
    names = [{"name": name} for name in (*(file.name for file in new), version)]
    connection.execute(text(f'INSERT INTO "{schema}".mingzhang_steps VALUES (:name)'), names)  # noqa: S608 (our own)


@contextmanager
def _within(connection: Connection) -> Iterator[Any]:
    """The driver's own connection, in the same transaction, with names looked for among procrastinate's first."""
    before = connection.execute(select(func.current_setting("search_path"))).scalar_one()
    connection.execute(select(func.set_config("search_path", f'"{schema_of(connection)}"', True)))
    yield connection.connection.driver_connection
    connection.execute(select(func.set_config("search_path", before, True)))
