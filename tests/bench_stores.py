"""What keeping and finding cost on SQLite and on PostgreSQL as both grow with the same disclosures. It prints and asserts nothing.

Both libraries stay in a folder and grow to each size in turn, filled by as many processes as there are cores; the last
documents of a size are taken out and put in again alone, by turns of the one and the other. Then the same is asked of
both by turns, and the plans of what was asked are kept beside them. What is told is the processor's time, the server's
included: how busy the machine is changes the other.
`python -m tests.bench_stores [--sizes 100 1000 10000] [--keep FOLDER] [--copied]`; what is in FOLDER is gone on with.
"""

from __future__ import annotations

import argparse
import hashlib
import multiprocessing
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import event, text

from index import lexical
from index.library import Library, Listing
from index.stores import Stores
from service import intake
from tests.support import copied, servers
from tests.support.invented import Subject, invent, shelf
from tests.support.invented_land import land
from tests.support.spent import Spent
from tests.support.stored_bytes import relations

MOVED = 30  # documents of each size that are taken out and put in again by one process, and timed
SHELF = 10_000  # chosen from, whatever the sizes, so that a later run goes on with the same disclosures
ROUNDS = 20
WORDS = ("公务接待费为什么减少", "车辆燃料费维修费", "群众咨询和投诉", "办公楼修缮", "主要职责是什么")
STORES = ("SQLite", "PostgreSQL")
Ask = Callable[[Library], object]


def main(arguments: list[str] | None = None) -> None:
    """Grow, measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench_stores", description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[100])
    parser.add_argument("--keep", type=Path, help="the folder of both, to go on with; by itself it is thrown away")
    parser.add_argument("--copied", action="store_true", help="the last size, a multiple of the one before, by copies")
    given = parser.parse_args(arguments)
    with _folder(given.keep) as folder, servers.lasting(folder / "cluster") as cluster:
        places = {"SQLite": Stores(folder / "sqlite"), "PostgreSQL": Stores(folder / "server", cluster.url)}
        clock = Spent(folder / "cluster")
        sizes = sorted(given.sizes)
        most = sizes[-2] if given.copied else sizes[-1]
        read = _together(shelf(max(most, SHELF), among=land()))[:most]
        for size in sizes:
            began = time.perf_counter()
            if size <= len(read):
                _fill(places, read[:size])
            libraries = {name: Library.open(place, None) for name, place in places.items()}
            if size > len(read):
                _copy(libraries, size // len(read) - 1)
            print(f"grown to {size:,} in {time.perf_counter() - began:.0f} s by {os.cpu_count()} processes")
            moved = _out_and_in(clock, libraries, read[:size][-MOVED:])
            with libraries["PostgreSQL"].store.write() as connection:
                connection.execute(text("ANALYZE"))  # as autovacuum does in time
            _measure(clock, libraries, moved, folder / f"plans-{size}.txt")
            for library in libraries.values():
                library.close()


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept
    else:
        with tempfile.TemporaryDirectory(prefix="mingzhang-stores-") as folder:
            Path(folder).chmod(0o755)  # the cluster's own user goes through it
            yield Path(folder)


def _together(subjects: Sequence[Subject]) -> list[Subject]:
    """One body after another, so that every beginning of it has as many disclosures of a body as the whole."""
    first = {subject.body: at for at, subject in reversed(list(enumerate(subjects)))}
    return sorted(subjects, key=lambda subject: first[subject.body])


_open: dict[str, Library] = {}  # a process's own


def _fill(places: dict[str, Stores], subjects: Sequence[Subject]) -> None:
    for place in places.values():
        Library.open(place, None).close()  # made before others write to it
    began = time.perf_counter()
    with ProcessPoolExecutor(os.cpu_count(), mp_context=multiprocessing.get_context("spawn")) as pool:
        for number, _ in enumerate(pool.map(partial(_put, places), subjects, chunksize=8), start=1):
            if number % 250 == 0:
                print(f"  {number:,} in {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)


def _put(places: dict[str, Stores], subject: Subject) -> None:
    for name, place in places.items():
        if name not in _open:
            _open[name] = Library.open(place, None)
    disclosure = invent(subject, 1)
    data = disclosure.text.encode()
    digest = hashlib.sha256(data).hexdigest()
    wanting = [library for library in _open.values() if library.holding(digest) is None]
    if wanting:
        file = intake.read_data(wanting[0], disclosure.name, data, intake.here)
        for library in wanting:
            intake.add(library, file, intake.Origin())


def _copy(libraries: dict[str, Library], times: int) -> None:
    with ThreadPoolExecutor(len(libraries)) as pool:
        for copy in range(times):
            began = time.perf_counter()
            list(pool.map(partial(_copied, copy), libraries.values()))
            print(f"  copy {copy + 1} in {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
    copied.recount(libraries.values())


def _copied(copy: int, library: Library) -> None:
    began = time.perf_counter()
    copied.multiply(library, copy)
    name = "PostgreSQL" if library.store.shared else "SQLite"
    print(f"    {name} in {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)


def _out_and_in(
    clock: Spent, libraries: dict[str, Library], subjects: Sequence[Subject]
) -> list[tuple[str, dict[str, list[float]]]]:
    """The seconds of taking each document out, and of putting it in again."""
    out: dict[str, list[float]] = {name: [] for name in libraries}
    put: dict[str, list[float]] = {name: [] for name in libraries}
    for number, subject in enumerate(subjects):
        disclosure = invent(subject, 1)
        data = disclosure.text.encode()
        for name in sorted(libraries, reverse=bool(number % 2)):
            held = libraries[name].holding(hashlib.sha256(data).hexdigest())
            if held is not None:
                out[name].append(clock.of(partial(libraries[name].remove, held.id)))
        file = intake.read_data(libraries["SQLite"], disclosure.name, data, intake.here)
        for name in sorted(libraries, reverse=bool(number % 2)):
            put[name].append(clock.of(partial(intake.add, libraries[name], file, intake.Origin())))
    return [("take a document out", out), ("put in a document that is read", put)]


def _asked(ids: Sequence[str]) -> list[tuple[str, Ask]]:
    """What questions ask of a library: of one document, of one body's few, of all."""
    few = ids[len(ids) // 2 :][:3]
    return [
        ("the version, as each question does", Library.version),
        ("the listing, after each change", _listing),
        ("a file's document by its digest", lambda library: library.holding("no such digest")),
        ("all facts of one document", lambda library: _facts(library, few[0])),
        ("one item's facts in three documents", lambda library: library.facts_of(["official_reception"], [], few)),
        ("one item's facts in all documents", lambda library: library.facts_of(["official_reception"], [], ids)),
        ("words in three documents", lambda library: _search(library, WORDS[0], few)),
        *((f"words in all: {words}", lambda library, words=words: _search(library, words, None)) for words in WORDS),
    ]


def _measure(
    clock: Spent, libraries: dict[str, Library], rows: list[tuple[str, dict[str, list[float]]]], plans: Path
) -> None:
    ids = [record.id for record in libraries["SQLite"].records()]
    facts = sum(record.facts for record in libraries["SQLite"].records())
    with plans.open("w", encoding="utf-8") as kept:
        for title, ask in _asked(ids):
            for name in STORES:
                kept.writelines(_plans(libraries[name], f"{title}, {name}", ask))
            rows.append(
                (title, _by_turns(clock, libraries, partial(_ask, ask), 5 if "all" in title.split() else ROUNDS))
            )
    print(
        f"{len(ids):,} disclosures, {facts:,} figures; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f},"
        f" Python {platform.python_version()};\nthe processor's time, medians\n\n{'':44}{'SQLite':>14}{'PostgreSQL':>14}{'ratio':>8}"
    )
    for title, spent in rows:
        small, large = (statistics.median(spent[name]) * 1000 for name in STORES)
        print(f"{title:44}{small:>11.1f} ms{large:>11.1f} ms{large / small:>8.2f}")
    sizes = {name: relations(libraries[name]) for name in STORES}
    print("\nbytes a document")
    for relation in sorted({one for size in sizes.values() for one in size}):
        small, large = (sizes[name].get(relation, 0) / len(ids) for name in STORES)
        if max(small, large) >= 100:
            print(f"{relation:44}{small:>14,.0f}{large:>14,.0f}")
    small, large = (sum(sizes[name].values()) / len(ids) for name in STORES)
    print(f"{'all, without originals':44}{small:>14,.0f}{large:>14,.0f}\n", flush=True)


def _by_turns(clock: Spent, libraries: dict[str, Library], ask: Ask, rounds: int) -> dict[str, list[float]]:
    spent: dict[str, list[float]] = {name: [] for name in libraries}
    for number in range(rounds):
        for name in sorted(libraries, reverse=bool(number % 2)):
            spent[name].append(clock.of(partial(ask, libraries[name])))
    return spent


def _ask(ask: Ask, library: Library) -> None:
    ask(library)


def _listing(library: Library) -> object:
    library._listing = Listing(-1, (), {})  # as a service that has not read it yet
    return library.listing()


def _facts(library: Library, document: str) -> object:
    library._facts.clear()
    return library.facts([document])


def _search(library: Library, words: str, ids: Sequence[str] | None) -> object:
    with library.store.read() as connection:
        return lexical.search(connection, words, ids, 100)


def _plans(library: Library, title: str, ask: Ask) -> Iterator[str]:
    """How the database finds what is asked, by its own account, statement by statement."""
    engine = library.store._engine
    asked: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, statement: str, values: Any, *_: object) -> None:
        asked.append((statement, values))

    event.listen(engine, "before_cursor_execute", note)
    ask(library)
    event.remove(engine, "before_cursor_execute", note)
    explain = "EXPLAIN (ANALYZE, BUFFERS, COSTS OFF)" if library.store.shared else "EXPLAIN QUERY PLAN"
    yield f"\n== {title}\n"
    with engine.connect() as connection:
        for statement, values in asked:
            if statement.startswith(("SELECT", "WITH")):
                yield "\n" + " ".join(statement.split())[:600] + "\n"
                for row in connection.exec_driver_sql(f"{explain} {statement}", values):
                    yield f"    {str(row[-1])[:240]}\n"


if __name__ == "__main__":
    main()
