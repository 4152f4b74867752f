"""The SQLite file of a data folder: how it is opened, read and written, and what its errors mean to a person.

Write-ahead logging lets readers go on while one writes. A writing transaction takes its turn at its beginning
(BEGIN IMMEDIATE), so it never fails half-way for another process' sake; each thread has a connection of its own.
"""

from __future__ import annotations

import errno
import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, ColumnElement, Connection, Engine, create_engine, event, func, select
from sqlalchemy.exc import DatabaseError

from index import migrations
from index.errors import LibraryError

FILE = "mingzhang.db"
_PATIENCE = 60  # seconds that a writer waits for another
_WRITER = "mingzhang_writer"

_BROKEN = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_UNWRITABLE = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_NO_SPACE = {errno.ENOSPC, errno.EDQUOT}
_NO_LEAVE = {errno.EACCES, errno.EPERM, errno.EROFS}


class Store:
    """The database of one data folder, its schema up to date."""

    def __init__(self, data: Path) -> None:
        self.data = data
        with self.explained():
            data.mkdir(parents=True, exist_ok=True)
            self._engine = _engine(data / FILE)
            self._writer = self._engine.execution_options(**{_WRITER: True})
            migrations.upgrade(self._writer)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one state of the store throughout."""
        with self.explained(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that is kept whole or not at all."""
        with self.explained(), self._writer.begin() as connection:
            yield connection

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Failures of the disk and the database, in one sentence each."""
        try:
            yield
        except DatabaseError as error:
            sentence = self._of_database(error)
            if sentence is None:
                raise
            raise LibraryError(sentence) from error
        except OSError as error:
            raise LibraryError(self._of_system(error)) from error

    def _of_database(self, error: DatabaseError) -> str | None:
        code = getattr(error.orig, "sqlite_errorcode", None)
        if code is None:
            return None
        code &= 0xFF  # the primary code: the rest tells details
        if code == sqlite3.SQLITE_FULL:
            return self._full()
        if code in _UNWRITABLE:
            return self._unwritable()
        if code in _BUSY:
            return f"数据文件夹“{self.data}”正被另一个进程写入，等待 {_PATIENCE} 秒未果；请稍后重试。"
        if code in _BROKEN:
            return f"“{self.data / FILE}”已损坏或不是明账的数据库；请从备份恢复，或用 --data 指定另一个文件夹重新收录。"
        if code == sqlite3.SQLITE_IOERR:
            return f"读写数据文件夹“{self.data}”时磁盘出错（{error.orig}）；请检查磁盘后重试。"
        return None

    def _of_system(self, error: OSError) -> str:
        if error.errno in _NO_SPACE:
            return self._full()
        if error.errno in _NO_LEAVE:
            return self._unwritable()
        if error.errno in {errno.EEXIST, errno.ENOTDIR}:
            return f"“{error.filename or self.data}”不是文件夹，不能存放数据；请用 --data 指定一个文件夹。"
        reason = error.strerror or error
        return f"无法使用数据文件夹“{self.data}”（{reason}）；请检查后重试，或用 --data 指定另一个文件夹。"

    def _full(self) -> str:
        return f"磁盘已满，无法写入数据文件夹“{self.data}”；已收录的内容不受影响，请腾出空间后重试。"

    def _unwritable(self) -> str:
        return f"数据文件夹“{self.data}”不可写；请检查权限，或用 --data 指定另一个文件夹。"


def among(column: ColumnElement[Any], values: Iterable[object]) -> ColumnElement[bool]:
    """`column IN (…)` with any number of values, handed over as one."""
    each = func.json_each(json.dumps(list(values))).table_valued("value")
    return column.in_(select(each.c.value))


def _engine(file: Path) -> Engine:
    engine = create_engine(URL.create("sqlite", database=str(file)), connect_args={"timeout": _PATIENCE})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None  # transactions begin where we say, not where the driver guesses
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get(_WRITER) else "BEGIN")
