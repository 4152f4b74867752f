"""The schema's history: numbered SQL files, each run once, in order, in a transaction that also records it.

A released file is never changed; a change to the schema is a further file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

from sqlalchemy import Engine

from index.errors import LibraryError

_RECORD = "CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL)"


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the schema: `0001_documents.sql` is number 1."""

    number: int
    name: str
    script: str

    @property
    def statements(self) -> Iterator[str]:
        """The script's statements; SQLite itself says where one ends."""
        statement = ""
        for line in self.script.splitlines(keepends=True):
            statement += line
            if sqlite3.complete_statement(statement):
                yield statement
                statement = ""
        if statement.strip():
            raise ValueError(f"{self.name} ends within a statement")


def known() -> list[Migration]:
    """All steps, in order."""
    files = (file for file in resources.files(__name__).iterdir() if file.name.endswith(".sql"))
    steps = [Migration(int(file.name[:4]), file.name, file.read_text(encoding="utf-8")) for file in files]
    return sorted(steps, key=lambda step: step.number)


def upgrade(engine: Engine) -> None:
    """Bring the schema up to date; `engine` begins its transactions as writers, so two processes take turns."""
    steps = known()
    done = _done(engine)
    if unknown := done - {step.number for step in steps}:
        raise LibraryError(
            f"数据文件夹由更新版本的明账建立（数据库版本 {max(unknown)}，本程序到 {steps[-1].number}）；"
            f"请升级明账后再用。"
        )
    for step in steps:
        if step.number not in done:
            _run(engine, step)


def _done(engine: Engine) -> set[int]:
    with engine.begin() as connection:
        if not connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'migrations'").first():
            return set()
        return set(connection.exec_driver_sql("SELECT number FROM migrations").scalars())


def _run(engine: Engine, step: Migration) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql(_RECORD)
        if connection.exec_driver_sql("SELECT 1 FROM migrations WHERE number = ?", (step.number,)).first():
            return  # another process was quicker
        for statement in step.statements:
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql("INSERT INTO migrations (number, name) VALUES (?, ?)", (step.number, step.name))
