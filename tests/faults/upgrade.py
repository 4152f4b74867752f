"""An upgrade of the schema killed in its midst, over an older schema with data, on SQLite and on PostgreSQL.

`python -m tests.faults.upgrade DATA [DATABASE_URL] MOMENT` opens a store and ends itself without a word at that
statement or commit, as kill -9 would.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import Connection, event, inspect, select

from index import meaning, migrations, schema
from index.library import Library
from index.postgresql import Postgresql
from index.prepared import searched
from index.sqlite import Sqlite
from index.store import Store
from index.stores import Stores
from service import intake
from tests.faults.processes import ROOT
from tests.faults.telling import Outcome
from tests.faults.whole import Reference, contents, look, sound_cluster
from tests.support import servers

_FILES = 2
_POSTGRESQL_SINCE = 5  # the first schema that PostgreSQL ever had with data in it


def on_sqlite(rounds: int, seed: int, of: Reference, folder: Path) -> Outcome:
    """Every older schema in turn, killed at random statements."""
    outcome = Outcome("升级中断：SQLite", "恢复：重新打开到升级完成")
    choice = random.Random(seed)
    known = len(migrations.known())
    small = _small(of)
    for number in range(rounds):
        first = 1 + number % (known - 1)
        data = folder / f"old{number}"
        older(Stores(data), first, small)
        shutil.copytree(data, folder / f"undisturbed{number}")
        wanted = _undisturbed(outcome, Stores(folder / f"undisturbed{number}"), small)
        _killed_upgrade(outcome, Stores(data), wanted, choice, f"from {first}")
        shutil.rmtree(data)
    return outcome


def on_postgresql(rounds: int, seed: int, of: Reference, folder: Path) -> Outcome:
    """The same on a cluster, from those schemas that PostgreSQL ever had."""
    outcome = Outcome("升级中断：PostgreSQL", "恢复：重新打开到升级完成")
    if lacking := servers.missing():
        outcome.absent = lacking
        return outcome
    choice = random.Random(seed)
    known = len(migrations.known())
    small = _small(of)
    with servers.postgresql() as cluster:
        for number in range(rounds):
            first = _POSTGRESQL_SINCE + number % (known - _POSTGRESQL_SINCE)
            stores = Stores(folder / f"oldpg{number}", schema_of(cluster.url, f"old{number}"))
            older(stores, first, small)
            like = Stores(folder / f"likepg{number}", schema_of(cluster.url, f"like{number}"))
            older(like, first, small)
            _killed_upgrade(outcome, stores, _undisturbed(outcome, like, small), choice, f"from {first}")
        outcome.half += sound_cluster(cluster.url)
    return outcome


def older(stores: Stores, count: int, of: Reference) -> None:
    """A store as the first `count` migrations made it, with the files in it."""
    here = Library.open(stores.data / "now", None)
    for file in of.files.values():
        intake.take(here, file.name, file.read_bytes(), intake.Origin())
        target = stores.data / "originals" / here.records()[-1].sha256
        target.mkdir(parents=True)
        shutil.copy(file, target / file.name)
    steps = migrations.known()
    database = Postgresql(stores.database) if stores.database else Sqlite(stores.data)
    known, migrations.known = migrations.known, lambda: steps[:count]
    try:
        migrations.upgrade(lambda: database.writing("library"))
    finally:
        migrations.known = known
    with here.store.read() as source, database.writing("library") as target_:
        _copy(source, target_)
    database.engine.dispose()
    here.close()
    shutil.rmtree(stores.data / "now")


def _copy(source: Connection, target: Connection) -> None:
    """All rows, in those columns that the older schema has."""
    there = inspect(target)
    tables = dict(schema.metadata.tables)
    if target.dialect.name == "sqlite":
        names = ("documents", "structures", "facts", "passages", "lexical", "tokens")
    else:
        names = ("documents", "structures", "files", "facts", "passages", "meanings", "items", "lexical", "tokens")
    if target.dialect.name == "sqlite":
        names += tuple(name for name in ("files", "meanings", "items") if there.has_table(name))
    for name in names:
        told = {column["name"] for column in there.get_columns(name)}
        columns = {"rowid", "words"} if name == "lexical" else told
        found = [dict(row) for row in source.execute(select(tables[name])).mappings()]
        for row in found:
            if name == "passages" and "text_hash" in columns:
                row["text_hash"] = meaning.text_hash(searched(row["heading"], row["text"]))
        for row in found:
            kept = {column: value for column, value in row.items() if column in columns}
            quoted = ", ".join(f'"{column}"' for column in kept)
            marks = ", ".join(f":{column}" for column in kept)
            target.execute(_text(f"INSERT INTO {name} ({quoted}) VALUES ({marks})"), kept)
        if target.dialect.name == "postgresql" and name in {"documents", "passages"}:
            key = {"documents": "sequence", "passages": "number"}[name]
            target.exec_driver_sql(f"SELECT setval(pg_get_serial_sequence('{name}', '{key}'), max({key})) FROM {name}")
    if target.dialect.name == "postgresql":
        size = source.execute(select(schema.lexical.c.words)).scalars().all()
        words = sum(len(one.split()) for one in size)
        target.exec_driver_sql(f"UPDATE lexical_size SET passages = {len(size)}, words = {words}")


def _undisturbed(outcome: Outcome, stores: Stores, of: Reference) -> Reference:
    """What the documents come to by an upgrade that nobody disturbs: an older passage does not tell where it is from."""
    library = Library.open(stores, None)
    fresh = Library.open(stores.data / "fresh", None)
    for name, file in of.files.items():
        intake.take(fresh, name, file.read_bytes(), intake.Origin())
        if library.facts([of.ids[name]]) != fresh.facts([of.ids[name]]):
            outcome.losses.append(f"the upgrade changes facts of {name}")
    fresh.close()
    with library.store.read() as connection:
        digests = contents(connection)
    library.close()
    return Reference(of.files, of.ids, digests, of.disclosures)


def _killed_upgrade(outcome: Outcome, stores: Stores, of: Reference, choice: random.Random, where: str) -> None:
    """Killed once at a random moment, and once more at the next try; then opened."""
    for _ in range(2):
        moment = choice.randrange(1, 30) if choice.random() < 0.7 else choice.randrange(1, 120)
        arguments = [str(stores.data), *([stores.database] if stores.database else []), str(moment)]
        done = subprocess.run(
            [sys.executable, "-m", "tests.faults.upgrade", *arguments],
            cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip
        if done.returncode == -signal.SIGKILL:
            outcome.count("中断")
        elif done.returncode == 0:
            outcome.count("先完成")
        else:
            outcome.losses.append(f"{where}: the upgrade failed: {done.stderr[-800:]}")
    began = time.monotonic()
    Library.open(stores, None).close()
    outcome.recoveries.append(time.monotonic() - began)
    seen = look(stores, of, of.ids.values())
    outcome.losses += [f"{where}: {said}" for said in seen.losses]
    outcome.half += [f"{where}: {said}" for said in seen.half]
    store = Store(stores)
    with store.read() as connection:
        done_ = set(connection.exec_driver_sql("SELECT number FROM migrations").scalars())
    store.close()
    if done_ != {step.number for step in migrations.known()}:
        outcome.half.append(f"{where}: the schema is at {sorted(done_)}")
    outcome.rounds += 1


def _small(of: Reference) -> Reference:
    names = sorted(of.files)[:_FILES]
    ids = {name: of.ids[name] for name in names}
    digests = {id_: of.digests[id_] for id_ in ids.values()}
    return Reference(_chosen(of.files, names), ids, digests, _chosen(of.disclosures, names))


def _chosen(mapping: Mapping, names: list[str]) -> dict:
    return {name: mapping[name] for name in names}


def schema_of(url: str, name: str) -> str:
    import psycopg

    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}".encode())
    return f"{url}?options=-csearch_path%3D{name}"


def _text(statement: str) -> object:
    from sqlalchemy import text

    return text(statement)


def main() -> None:
    """Open, and die at the moment."""
    *where, moment = sys.argv[1:]
    count = 0

    def here(*_: object, **__: object) -> None:
        nonlocal count
        count += 1
        if count == int(moment):
            os.kill(os.getpid(), signal.SIGKILL)

    from sqlalchemy import Engine

    event.listen(Engine, "before_cursor_execute", here)
    event.listen(Engine, "commit", here)
    Library.open(Stores(Path(where[0]), *where[1:]), None).close()


if __name__ == "__main__":
    main()
