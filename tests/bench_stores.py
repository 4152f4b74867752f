"""What keeping and finding cost on SQLite and on PostgreSQL, by turns in one run. It prints and asserts nothing.

Each invented disclosure is read once and put into both, first into the one and then into the other, so that a busy
machine is as busy for both; then the same things are asked of both in turn. `python -m tests.bench_stores [--documents N]`
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import text

from index import lexical
from index.library import Library
from index.stores import Stores
from service import intake
from tests.bench_scale import kept_bytes
from tests.support import servers
from tests.support.invented import invent, shelf

ROUNDS = 5
WORDS = ("公务接待费为什么减少", "车辆燃料费维修费", "群众咨询和投诉", "办公楼修缮", "主要职责是什么")


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench_stores", description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=100)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="mingzhang-stores-") as folder, servers.postgresql() as cluster:
        places = {"SQLite": Path(folder) / "sqlite", "PostgreSQL": Stores(Path(folder) / "server", cluster.url)}
        libraries = {name: Library.open(place, None) for name, place in places.items()}
        adding: dict[str, list[float]] = {name: [] for name in libraries}
        for number, subject in enumerate(shelf(given.documents)):
            disclosure = invent(subject, 1)
            file = intake.read_data(libraries["SQLite"], disclosure.name, disclosure.text.encode(), intake.here)
            for name in sorted(libraries, reverse=bool(number % 2)):
                adding[name].append(
                    _seconds(lambda name=name, file=file: intake.add(libraries[name], file, intake.Origin()))
                )
        with libraries["PostgreSQL"].store.write() as connection:
            connection.execute(text("ANALYZE"))  # as autovacuum does in time
        ids = [record.id for record in libraries["SQLite"].records()]
        rows: list[tuple[str, dict[str, list[float]]]] = [("take in a document that is read", adding)]
        asked: list[tuple[str, Callable[[Library], object]]] = [
            ("the version, as each question does", Library.version),
            *((f"facts of a document ({n + 1})", lambda library, n=n: _facts(library, ids[n])) for n in range(1)),
            ("facts of one item in all documents", lambda library: library.facts_of(["official_reception"], [], ids)),
            *(
                (f"words in all documents: {words}", lambda library, words=words: _search(library, words))
                for words in WORDS
            ),
        ]
        for title, ask in asked:
            spent: dict[str, list[float]] = {name: [] for name in libraries}
            for number in range(ROUNDS * 4):
                for name in sorted(libraries, reverse=bool(number % 2)):
                    spent[name].append(_seconds(lambda name=name, ask=ask: ask(libraries[name])))
            rows.append((title, spent))
        print(
            f"{len(ids)} invented disclosures, {sum(r.facts for r in libraries['SQLite'].records()):,} facts;"
            f" {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, Python {platform.python_version()}; medians\n"
        )
        print(f"{'':44}{'SQLite':>12}{'PostgreSQL':>12}{'ratio':>8}")
        for title, spent in rows:
            small, large = (statistics.median(spent[name]) * 1000 for name in ("SQLite", "PostgreSQL"))
            print(f"{title:44}{small:>9.1f} ms{large:>9.1f} ms{large / small:>8.2f}")
        small, large = (kept_bytes(libraries[name]) / len(ids) for name in ("SQLite", "PostgreSQL"))
        print(f"{'bytes a document, originals included':44}{small:>12,.0f}{large:>12,.0f}{large / small:>8.2f}")
        _plan(libraries["PostgreSQL"])
        for library in libraries.values():
            library.close()


def _seconds(do: Callable[[], object]) -> float:
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


def _facts(library: Library, document: str) -> object:
    library._facts.clear()  # as a service that has not read it yet
    return library.facts([document])


def _search(library: Library, words: str) -> object:
    with library.store.read() as connection:
        return lexical.search(connection, words, None, 100)


def _plan(library: Library) -> None:
    """How PostgreSQL finds words and facts, by its own account."""
    query = "SELECT rowid FROM lexical WHERE found @@ '''接待'' | ''待费'''::tsquery ORDER BY rowid LIMIT 400"
    facts = "SELECT f.* FROM items i JOIN facts f USING (document, position) WHERE i.item = 'official_reception'"
    with library.store.read() as connection:
        for statement in (query, facts):
            print(f"\n{statement}")
            for (line,) in connection.execute(text(f"EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) {statement}")):
                print(f"    {line}")


if __name__ == "__main__":
    main()
