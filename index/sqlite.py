"""The SQLite file of a data folder: how it is opened, read and written, and what its errors mean to a person.

Write-ahead logging lets readers go on while one writes. A writing transaction takes its turn at its beginning
(BEGIN IMMEDIATE), so it never fails half-way for another process' sake; each thread has a connection of its own.
"""

from __future__ import annotations

import sqlite3
import threading
from contextlib import AbstractContextManager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError

from index import locks

FILE = "mingzhang.db"
_PATIENCE = 60  # seconds that a writer waits for another
_WRITER = "mingzhang_writer"

_BROKEN = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_UNWRITABLE = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


class Sqlite:
    """The database of one data folder."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self.engine: Engine = _engine(data / FILE)
        self._writer = self.engine.execution_options(**{_WRITER: True})

    def writing(self, turn: str) -> AbstractContextManager[Connection]:
        """A transaction in its turn; here all writers queue together, whatever turn they ask for."""
        del turn
        return self._writer.begin()

    def awaited(self, turn: str, stop: threading.Event) -> AbstractContextManager[bool]:
        """A turn for longer than a transaction, waited for until `stop` is set: then it is not one's turn (False)."""
        return locks.awaited(self._data / f"{turn}.lock", stop)

    def alone(self, what: str) -> AbstractContextManager[None]:
        """A turn for longer than a transaction."""
        return locks.held(self._data / f"{what}.lock")

    def fault(self, error: DatabaseError) -> str | None:
        """An error in one sentence, None for one that nobody foresaw."""
        code = getattr(error.orig, "sqlite_errorcode", None)
        if code is None:
            return None
        code &= 0xFF  # the primary code: the rest tells details
        if code == sqlite3.SQLITE_FULL:
            return full(self._data)
        if code in _UNWRITABLE:
            return unwritable(self._data)
        if code in _BUSY:
            return f"数据文件夹“{self._data}”正被另一个进程写入，等待 {_PATIENCE} 秒未果；请稍后重试。"
        if code in _BROKEN:
            return (
                f"“{self._data / FILE}”已损坏或不是明账的数据库；请从备份恢复，或用 --data 指定另一个文件夹重新收录。"
            )
        if code == sqlite3.SQLITE_IOERR:
            return f"读写数据文件夹“{self._data}”时磁盘出错（{error.orig}）；请检查磁盘后重试。"
        return None


def full(data: Path) -> str:
    """No space is left."""
    return f"磁盘已满，无法写入数据文件夹“{data}”；已收录的内容不受影响，请腾出空间后重试。"


def unwritable(data: Path) -> str:
    """The folder is not ours to write."""
    return f"数据文件夹“{data}”不可写；请检查权限，或用 --data 指定另一个文件夹。"


def _engine(file: Path) -> Engine:
    engine = create_engine(URL.create("sqlite", database=str(file)), connect_args={"timeout": _PATIENCE})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None  # transactions begin where we say, not where the driver guesses
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")  # what was told as stored outlives a power cut, too
    connection.execute("PRAGMA foreign_keys = ON")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get(_WRITER) else "BEGIN")
