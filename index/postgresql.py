"""A PostgreSQL database that several machines share: how it is opened, read and written, what its errors mean.

Reading sees one state throughout (REPEATABLE READ). Those who write take turns by advisory locks, as SQLite's writers
do, but by what they write: an answer that is kept does not wait for a disclosure that is taken in. Locks are named
within the schema that the tables are in, so that two libraries may share a database.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL, Connection, Engine, create_engine, func, make_url, select
from sqlalchemy.exc import DatabaseError

from index.errors import LibraryError
from index.stores import masked

_PATIENCE = 60  # seconds that a writer waits for another
_CONNECTING = 5  # seconds for the server to answer at all
_LOOK_SECONDS = 0.5
# A page in no order costs little more than the next one on the disks that servers have: by PostgreSQL's own reckoning
# (4 times as much) it reads the facts and the words of everything held whole, where an index finds those wanted in a
# tenth of the time (`docs/scale.md`). What the URL's own options say goes before.
_PLANNING = "-c random_page_cost=1.1"
_POOL, _OVERFLOW = 5, 15  # connections: kept, and beyond that while there is much to do

_UNREACHABLE = ("08", "57P")  # by the beginnings of SQLSTATE
_FULL = ("53100",)
_CROWDED = ("53300",)
_UNWRITABLE = ("42501", "25006")
_BUSY = ("55P03", "40P01", "40001")
_NO_SCHEMA = ("3F000",)


class Postgresql:
    """The database of a URL."""

    def __init__(self, url: str) -> None:
        self._shown = masked(url)
        target = make_url(url)
        engine = _engine(target.set(drivername="postgresql+psycopg"))
        self.engine: Engine = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        self._writer = engine.execution_options(isolation_level="READ COMMITTED")
        self._idle = engine.execution_options(isolation_level="AUTOCOMMIT")

    @contextmanager
    def writing(self, turn: str) -> Iterator[Connection]:
        """A transaction in its turn among those that ask for the same one."""
        with self._writer.begin() as connection:
            connection.execute(select(func.pg_advisory_xact_lock(*_lock(turn))))
            yield connection

    @contextmanager
    def awaited(self, turn: str, stop: threading.Event) -> Iterator[bool]:
        """A turn for longer than a transaction, waited for until `stop` is set: then it is not one's turn (False)."""
        with self._idle.connect() as connection:
            while not (mine := _taken(connection, turn)) and not stop.wait(_LOOK_SECONDS):
                pass
            try:
                yield mine
            finally:
                if mine:
                    connection.execute(select(func.pg_advisory_unlock(*_lock(turn))))

    @contextmanager
    def alone(self, what: str) -> Iterator[None]:
        """A turn for longer than a transaction."""
        with self._idle.connect() as connection:
            connection.execute(select(func.pg_advisory_lock(*_lock(what))))
            try:
                yield
            finally:
                connection.execute(select(func.pg_advisory_unlock(*_lock(what))))

    def fault(self, error: DatabaseError) -> str | None:
        """An error in one sentence, None for one that nobody foresaw."""
        state: str | None = getattr(error.orig, "sqlstate", None)
        if state is None:  # nobody answered, or nobody was let in: the reason is in the driver's words
            known = type(error.orig).__name__ in {"OperationalError", "ConnectionTimeout"}
            return self._unreachable(error) if known else None
        if state.startswith(_UNREACHABLE):
            return self._unreachable(error)
        if state in _NO_SCHEMA:
            return (
                f"数据库“{self._shown}”里没有地址所指的模式；请先用 CREATE SCHEMA 建立，或改正 MINGZHANG_DATABASE_URL。"
            )
        if state in _FULL:
            return f"数据库“{self._shown}”的磁盘已满；已收录的内容不受影响，请腾出空间后重试。"
        if state in _CROWDED:
            return f"数据库“{self._shown}”的连接已满；请稍后重试，或调大它的 max_connections。"
        if state in _UNWRITABLE:
            return f"数据库“{self._shown}”不可写；请检查用户的权限，或是否连到了只读的副本。"
        if state in _BUSY:
            return f"数据库“{self._shown}”正被另一个进程写入，等待 {_PATIENCE} 秒未果；请稍后重试。"
        return None

    def _unreachable(self, error: DatabaseError) -> str:
        reason = str(error.orig).strip().partition("\n")[0]
        return f"连不上数据库“{self._shown}”（{reason}）；请检查它是否在运行，以及 MINGZHANG_DATABASE_URL 里的主机、库名、用户名和密码。"


def _engine(url: URL) -> Engine:
    """The pool of connections; a connection that the server has ended meanwhile is replaced unnoticed."""
    given = url.query.get("options", "")
    told = given if isinstance(given, str) else " ".join(given)
    options = " ".join((_PLANNING, told, f"-c lock_timeout={_PATIENCE * 1000}"))
    try:
        return create_engine(
            url,
            connect_args={"options": options, "connect_timeout": _CONNECTING, "application_name": "mingzhang"},
            pool_pre_ping=True,
            pool_size=_POOL,
            max_overflow=_OVERFLOW,
            hide_parameters=True,  # what was asked, and digests of keys, stay out of the log
        )
    except ImportError as error:
        raise LibraryError(
            f"缺少 PostgreSQL 的驱动（{error}）；请运行 pip install 'mingzhang[postgresql]'，或不设 MINGZHANG_DATABASE_URL。"
        ) from error


def _lock(turn: str) -> tuple[object, object]:
    return func.hashtext(func.current_schema()), func.hashtext(turn)


def _taken(connection: Connection, turn: str) -> bool:
    return bool(connection.execute(select(func.pg_try_advisory_lock(*_lock(turn)))).scalar_one())
