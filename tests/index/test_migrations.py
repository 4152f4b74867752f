"""The schema grows from nothing, once, and is what the code believes."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import inspect

from index import migrations, schema
from index.migrations import Migration
from index.store import FILE, Store

pytestmark = pytest.mark.stores


def test_from_nothing_and_again(tmp_path):
    for _ in range(2):
        store = Store(tmp_path)
        with store.read() as connection:
            done = connection.exec_driver_sql("SELECT number, name FROM migrations ORDER BY number").all()
        assert [tuple(row) for row in done] == [(step.number, step.name) for step in migrations.known()]
        store.close()


def test_numbers_follow_each_other():
    assert [step.number for step in migrations.known()] == list(range(1, len(migrations.known()) + 1))


def test_the_tables_are_those_the_code_knows(tmp_path):
    store = Store(tmp_path)
    found = inspect(store._engine)
    beside = {} if found.dialect.name == "sqlite" else schema.metadata_of_postgresql.tables
    for name, table in {**schema.metadata.tables, **beside}.items():
        columns = {column["name"] for column in found.get_columns(name)}
        known = set(table.c.keys())
        if name == "lexical":  # SQLite tells nothing of its own row number, PostgreSQL the words as it finds them by
            known, columns = known - {"rowid"}, columns - {"rowid", "found"}
        assert columns == known, name
    store.close()


def test_numbers_of_disclosures_are_text(tmp_path):
    store = Store(tmp_path)
    types = {column["name"]: str(column["type"]) for column in inspect(store._engine).get_columns("facts")}
    assert types["value"].startswith("TEXT")
    store.close()


def test_from_each_earlier_version(tmp_path, monkeypatch):
    steps = migrations.known()
    for count in range(1, len(steps) + 1):
        data = tmp_path / str(count)
        monkeypatch.setattr(migrations, "known", lambda count=count: steps[:count])
        Store(data).close()
        monkeypatch.setattr(migrations, "known", lambda: steps)
        store = Store(data)
        with store.read() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM migrations").scalar_one() == len(steps)
        store.close()


@pytest.mark.folder
def test_a_step_that_fails_leaves_nothing(tmp_path, monkeypatch):
    steps = migrations.known()
    broken = Migration(
        len(steps) + 1, "9999_broken.sql", "CREATE TABLE half (a TEXT);\nCREATE TABLE documents (b TEXT);"
    )
    monkeypatch.setattr(migrations, "known", lambda: [*steps, broken])
    with pytest.raises(Exception, match="already exists"):
        Store(tmp_path)
    monkeypatch.setattr(migrations, "known", lambda: steps)
    Store(tmp_path).close()
    with sqlite3.connect(tmp_path / FILE) as connection:
        assert not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'half'").fetchall()
    connection.close()


def test_many_open_a_new_folder_at_once(tmp_path):
    with ThreadPoolExecutor(6) as pool:
        stores = list(pool.map(lambda _: Store(tmp_path), range(6)))
    for store in stores:
        store.close()
