"""The database that a library is kept in: SQLite in its data folder, or PostgreSQL where its stores name one.

What both do alike is here, through SQLAlchemy Core; what each does in its own way is in `index.sqlite` and
`index.postgresql`.
"""

from __future__ import annotations

import errno
import json
import threading
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, Literal, Protocol

from sqlalchemy import ColumnElement, Connection, Dialect, Engine, Text, TypeDecorator, bindparam
from sqlalchemy.dialects import postgresql as on_postgresql
from sqlalchemy.dialects import sqlite as on_sqlite
from sqlalchemy.exc import DatabaseError
from sqlalchemy.exc import TimeoutError as NoConnectionError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import NullType, TypeEngine

from index import delivery, migrations, sqlite, waiting
from index.errors import LibraryError
from index.postgresql import Postgresql
from index.sqlite import FILE, Sqlite
from index.stores import Stores

__all__ = ["FILE", "Store", "among", "upsert"]

Turn = Literal["library", "answers", "keys", "jobs"]
Upsert = on_sqlite.Insert | on_postgresql.Insert
_NO_SPACE = {errno.ENOSPC, errno.EDQUOT}
_NO_LEAVE = {errno.EACCES, errno.EPERM, errno.EROFS}


class Database(Protocol):
    """What a kind of database does in its own way."""

    engine: Engine  # for reading

    def writing(self, turn: str) -> AbstractContextManager[Connection]:
        """A transaction that is kept whole or not at all, in its turn among those that ask for the same one."""

    def alone(self, what: str) -> AbstractContextManager[None]:
        """A turn for longer than a transaction, waited for as long as writers wait for each other."""

    def awaited(self, turn: str, stop: threading.Event) -> AbstractContextManager[bool]:
        """A turn for longer than a transaction, waited for until `stop` is set: then it is not one's turn (False)."""

    def fault(self, error: DatabaseError) -> str | None:
        """An error in one sentence, None for one that nobody foresaw."""


class Store:
    """The database of one library, its schema up to date; `data` is the folder that this machine has for it.

    `waiting` is where uploads lie until they are in.
    """

    def __init__(self, place: Path | Stores) -> None:
        stores = Stores.of(place)
        self.data = stores.data
        self.shared = stores.database is not None  # by several machines, each with a folder of its own
        with self._disk():
            self.data.mkdir(parents=True, exist_ok=True)
        self._database: Database = Postgresql(stores.database) if stores.database else Sqlite(stores.data)
        self._engine = self._database.engine
        self.waiting = waiting.of(stores)
        self.database = stores.database
        try:
            migrations.upgrade(self.write)
            if self.shared:
                delivery.install(self.read, self.write)
        except BaseException:
            self.close()
            raise

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one state of the store throughout."""
        with self.explained(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def write(self, turn: Turn = "library") -> Iterator[Connection]:
        """A transaction that is kept whole or not at all.

        Those who ask for one turn go one after another; where the database can, the others do not wait for them.
        """
        with self.explained(), self._database.writing(turn) as connection:
            yield connection

    @contextmanager
    def alone(self, what: str) -> Iterator[None]:
        """A turn that is longer than a transaction, for `what`; a killed holder's ends. LibraryError if none is had."""
        with self.explained(), self._database.alone(what):
            yield

    @contextmanager
    def awaited(self, turn: str, stop: threading.Event) -> Iterator[bool]:
        """Wait for a turn that is longer than a transaction, or until `stop` is set: then it is not one's turn."""
        with self.explained(), self._database.awaited(turn, stop) as mine:
            yield mine

    def close(self) -> None:
        """Let go of all connections."""
        self.waiting.close()
        self._engine.dispose()

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Failures of the disk and the database, in one sentence each."""
        try:
            with self._disk():
                yield
        except DatabaseError as error:
            sentence = self._database.fault(error)
            if sentence is None:
                raise
            raise LibraryError(sentence) from error
        except NoConnectionError as error:
            raise LibraryError("数据库的连接都在使用，等待未果；请稍后重试。") from error

    @contextmanager
    def _disk(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise LibraryError(self._of_system(error)) from error

    def _of_system(self, error: OSError) -> str:
        if error.errno in _NO_SPACE:
            return sqlite.full(self.data)
        if error.errno in _NO_LEAVE:
            return sqlite.unwritable(self.data)
        if error.errno in {errno.EEXIST, errno.ENOTDIR}:
            return f"“{error.filename or self.data}”不是文件夹，不能存放数据；请用 --data 指定一个文件夹。"
        reason = error.strerror or error
        return f"无法使用数据文件夹“{self.data}”（{reason}）；请检查后重试，或用 --data 指定另一个文件夹。"


def among(column: ColumnElement[Any], values: Iterable[str]) -> ColumnElement[bool]:
    """`column IN (…)` with any number of texts, handed over as one."""
    return _Among(column, bindparam(None, list(values), _Texts()))


def upsert(connection: Connection, table: Any) -> Upsert:
    """An INSERT that may say what is to be done where the row is there."""
    return on_sqlite.insert(table) if connection.dialect.name == "sqlite" else on_postgresql.insert(table)


class _Texts(TypeDecorator[list[str]]):
    """Texts as one value: a JSON list for SQLite, an array for PostgreSQL."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return Text() if dialect.name == "sqlite" else on_postgresql.ARRAY(Text())

    def process_bind_param(self, value: list[str] | None, dialect: Dialect) -> Any:
        if dialect.name == "sqlite":
            return json.dumps(value)
        return [text.replace("\x00", "\ufffd") for text in value or ()]


class _Among(FunctionElement[bool]):
    """`column IN (…)`."""

    inherit_cache = True
    # Not Boolean: where a database has none of its own, as SQLite, "= 1" would be written behind it, and no index used.
    type = NullType()  # type: ignore[assignment] # what it is to the library, not to the reader


@compiles(_Among, "sqlite")
def _in_json(element: _Among, compiler: SQLCompiler, **named: Any) -> str:
    column, values = (compiler.process(part, **named) for part in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({values}))"  # noqa: S608 (compiled parts, no text of anybody's)


@compiles(_Among, "postgresql")
def _in_array(element: _Among, compiler: SQLCompiler, **named: Any) -> str:
    column, values = (compiler.process(part, **named) for part in element.clauses)
    return f"{column} = ANY ({values})"
