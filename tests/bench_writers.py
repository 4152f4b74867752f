"""How many disclosures a second one, two and three processes put into one PostgreSQL. It prints and asserts nothing.

What is put in has been read before, so that only keeping it is measured: made ready by each process for itself, then put
in by turns (`index.store`). How long a turn is bounds how many can be put in, however many processes there are; it is told
as the processor's time, the server's included, which is the same however busy the machine is.
`python -m tests.bench_writers [--documents N] [--writers 1 2 3]`
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import pickle
import statistics
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.synchronize import Barrier
from pathlib import Path

from sqlalchemy import text

from index.library import Library
from index.stores import Stores
from service import intake
from tests.support import servers
from tests.support.invented import invent, shelf
from tests.support.spent import Spent

_PATIENCE_SECONDS = 300.0
_gate: list[Barrier] = []  # a process's own


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench_writers", description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=90)
    parser.add_argument("--writers", type=int, nargs="+", default=[1, 2, 3])
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="mingzhang-writers-") as folder:
        Path(folder).chmod(0o755)  # the cluster's own user goes through it
        with servers.lasting(Path(folder) / "cluster") as cluster:
            place = Stores(Path(folder) / "data", cluster.url)
            parts = _read(place, given.documents)
            print(f"{given.documents} invented disclosures that are read; {os.cpu_count()} cores", end="")
            print(f", load {os.getloadavg()[0]:.1f}; a document's milliseconds of a processor\n")
            print("writers  documents/s   made ready   in its turn   by the server   turns/s at most")
            clock = Spent(Path(folder) / "cluster")
            for writers in given.writers:
                print(_told(writers, clock, place, parts), flush=True)


def _read(place: Stores, count: int) -> list[bytes]:
    library = Library.open(place, None)
    found = []
    for subject in shelf(count):
        disclosure = invent(subject)
        found.append(pickle.dumps(intake.read_data(library, disclosure.name, disclosure.text.encode(), intake.here)))
    library.close()
    return found


def _told(writers: int, clock: Spent, place: Stores, files: list[bytes]) -> str:
    """One line: what so many writers took for all files."""
    library = Library.open(place, None)
    with library.store.write() as connection:
        for table in ("documents", "items", "lexical", "tokens", "outbox", "passages", "meanings", "facts"):
            connection.execute(text(f"TRUNCATE {table} CASCADE"))
    library.close()
    context = multiprocessing.get_context("spawn")
    gate = context.Barrier(writers + 1)
    found: list[tuple[float, float]] = []
    with ProcessPoolExecutor(writers, context, _gated, (gate,)) as pool:
        running = [pool.submit(_put, place, files[at::writers]) for at in range(writers)]
        gate.wait(_PATIENCE_SECONDS)
        began = time.perf_counter()
        server = clock.of(lambda: found.extend(one for process in running for one in process.result())) / len(files)
        rate = len(files) / (time.perf_counter() - began)
    ready, turn = (statistics.mean(part) for part in zip(*found, strict=True))
    told = (writers, rate, ready * 1000, turn * 1000, server * 1000, 1 / (turn + server))
    return "{:7}{:13.1f}{:13.0f}{:14.0f}{:16.0f}{:18.0f}".format(*told)


def _gated(gate: Barrier) -> None:
    _gate.append(gate)


def _put(place: Stores, files: list[bytes]) -> list[tuple[float, float]]:
    """Of each file, this processor's seconds of making it ready and of its turn."""
    library = Library.open(place, None)
    read = [pickle.loads(file) for file in files]  # our own, of a moment ago
    turns: list[tuple[float, float]] = []
    own = library.store._database.writing

    @contextmanager
    def watched(turn: str) -> Iterator[object]:
        with own(turn) as connection:
            had = time.process_time()
            yield connection
        turns.append((had, time.process_time()))

    library.store._database.writing = watched  # type: ignore[method-assign, assignment]
    _gate[0].wait(_PATIENCE_SECONDS)
    found = []
    for file in read:
        began = time.process_time()
        intake.add(library, file, intake.Origin())
        found.append((turns[0][0] - began, turns[0][1] - turns[0][0]))
        turns.clear()
    library.close()
    return found


if __name__ == "__main__":
    main()
