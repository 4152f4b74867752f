"""What asking costs as a library grows: 10, 100, 1,000 invented disclosures. It prints and asserts nothing.

One data folder grows; at each size the same mix of questions about bodies drawn from it is asked of a fresh service
(cold: the disclosures asked about are not loaded yet) and again (warm). Vectors come from the seeded stand-in of the
tests, so the figures tell what search costs, not what the real embedder does. Texts of twenty figures about bodies drawn
in the same way are verified, too: the first about a body reads its disclosures, the next one finds them read; no text is
verified twice. `--profile` tells where the time goes at
the largest size. `python -m tests.bench_scale [--sizes 10 100 1000] [--postgresql]` (or `make bench`).
"""

from __future__ import annotations

import argparse
import cProfile
import itertools
import logging
import os
import platform
import pstats
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sqlalchemy import text

from index.library import Library
from service.answer import Service
from service.held import Held
from service.opening import collect_rarely
from service.verification import Checker
from tests.support import servers, stores
from tests.support.embedding import HashingEmbedder
from tests.support.invented import Subject, shelf
from tests.support.stocked import stock

About = Literal["one body", "passages", "all bodies"]

ROOT = Path(__file__).resolve().parent.parent
SIZES = (10, 100, 1000)
QUESTIONS = 60
FIGURES = 20  # of a text that is verified
TEXTS = 20  # bodies that texts are verified about
_WORDS = {"budget": "预算", "final_accounts": "决算"}
# One question in ten needs passages and one in twenty is about all bodies, the others are about figures of one body.
_FIGURES = (
    "{body}{year}年“三公”经费{kind}是多少？",
    "{year}年{body}公务接待费{kind}多少钱",
    "{body}{year}年{kind}里基本支出和项目支出各是多少",
    "{body}{year}年{kind}中办公费是多少？",
    "{body}{year}年公务用车运行维护费{kind}为什么变了？",
    "{body}{year}年住房公积金{kind}占基本支出的比例",
    "{body}{year}年{kind}哪一项支出最多？",
    "{body}{year}年人员经费{kind}比公用经费多多少",
)
_PASSAGES = ("{body}{year}年{kind}里有没有提到群众咨询和投诉", "{body}的主要职责是什么")
_ALL = ("各单位{year}年“三公”经费预算合计是多少", "{year}年哪个单位的公务接待费预算最多？", "各单位三公经费合计")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the mix with what it needs."""

    text: str
    about: About


@dataclass(frozen=True, slots=True)
class Measured:
    """One size: how many facts and bodies, seconds of filling, of embedding, of the first answer and of all others."""

    documents: int
    bodies: int
    facts: int
    filling: float
    embedding: float
    size: int
    first: float
    cold: Sequence[tuple[Asked, float]]
    warm: Sequence[tuple[Asked, float]]
    verified_cold: Sequence[float]
    verified_warm: Sequence[float]


def mix(subjects: Sequence[Subject], count: int = QUESTIONS, seed: int = 7) -> list[Asked]:
    """The questions, about bodies drawn from those held."""
    choice = random.Random(seed)
    found = []
    for n in range(count):
        subject = choice.choice(subjects)
        forms, about = (
            (_ALL, "all bodies") if n % 20 == 19 else (_PASSAGES, "passages") if n % 10 == 4 else (_FIGURES, "one body")
        )
        text = forms[n % len(forms) if about == "one body" else n // 10 % len(forms)]
        found.append(
            Asked(
                text.format(body=subject.body.organisation, year=subject.year, kind=_WORDS[subject.kind]),
                about,  # type: ignore[arg-type]
            )
        )
    return found


def drafts(library: Library, subjects: Sequence[Subject], count: int, seed: int = 11) -> list[tuple[str, str]]:
    """Pairs of texts of twenty true figures each about one body, of different wording."""
    choice = random.Random(seed)
    by_title = {(r.organisation, r.year, r.kind): r.id for r in library.records() if r.scope == "department"}
    found: list[tuple[str, str]] = []
    for subject in choice.sample(subjects, len(subjects)):
        document = by_title.get((subject.body.organisation, subject.year, subject.kind))
        if document is None:
            continue
        basis = "actual" if subject.kind == "final_accounts" else "budget"
        levels = {
            fact.row[-1]: f"{fact.row[-1]}{fact.quote}{fact.unit}"
            for fact in library.facts([document])
            if fact.source == "table" and fact.code and fact.value and fact.unit and fact.year == subject.year
            and fact.measure == "level" and fact.basis == basis and fact.column[-1:] in (("总计",), ("合计",))
        }  # fmt: skip
        if len(levels) < FIGURES:
            continue
        title = f"{subject.body.organisation}{subject.year}年部门{_WORDS[subject.kind]}中，"
        said = list(levels.values())[:FIGURES]
        found.append((title + "，".join(said) + "。", title + "；".join(reversed(said)) + "。"))
        if len(found) == count:
            break
    return found


def _verified(library: Library, subjects: Sequence[Subject]) -> tuple[list[float], list[float]]:
    """Seconds of the first and of the second text about each body, after one text that loads what all share."""
    pairs = drafts(library, subjects, TEXTS + 1)
    checker = Checker(Held(library))
    checker.check(pairs.pop(0)[0])
    times: tuple[list[float], list[float]] = ([], [])
    for pair in pairs:
        for draft, spent in zip(pair, times, strict=True):
            began = time.perf_counter()
            figures = checker.check(draft).figures
            spent.append(time.perf_counter() - began)
            assert len(figures) == FIGURES
    return times


def kept_bytes(library: Library) -> int:
    """How many bytes are kept, vectors and their originals included where they are in the folder."""
    data = library.store.data
    kept = sum(file.stat().st_size for file in data.rglob("*") if file.is_file())
    if library.store.shared:
        tables = "SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0) FROM pg_class c WHERE c.relkind = 'r'"
        with library.store.read() as connection:
            kept += connection.execute(
                text(f"{tables} AND relnamespace::regnamespace::text = current_schema()")
            ).scalar_one()
    return int(kept)


def measure(sizes: Sequence[int], rounds: int, *, vectors: bool, profile: bool) -> list[Measured]:
    """Every size, in one folder that grows."""
    everything = shelf(max(sizes))
    with tempfile.TemporaryDirectory(prefix="mingzhang-scale-") as folder:
        data, held, found = Path(folder), 0, []
        for size in sorted(sizes):
            began = time.perf_counter()
            library, _ = stock(data, everything[held:size])
            filling = (time.perf_counter() - began) / (size - held)
            library.close()
            library = Library.open(data, HashingEmbedder() if vectors else None)
            began = time.perf_counter()
            library.embed_pending()
            embedding = (time.perf_counter() - began) / (size - held)
            held = size
            asked = mix(everything[:size])
            last = profile and size == max(sizes)
            found.append(_asked(library, asked, rounds, everything[:size], filling, embedding, profile=last))
            library.close()
            print(f"  {size} documents done", file=sys.stderr, flush=True)
    return found


def _asked(
    library: Library,
    mixed: Sequence[Asked],
    rounds: int,
    subjects: Sequence[Subject],
    filling: float,
    embedding: float,
    *,
    profile: bool,
) -> Measured:
    service = Service(library)
    first = _seconds(service, mixed[0].text)
    service = Service(library)
    cold = [(one, _seconds(service, one.text)) for one in mixed]
    warm = [(one, _seconds(service, one.text)) for _ in range(rounds) for one in mixed]
    verified_cold, verified_warm = _verified(library, subjects)
    if profile:
        _profile(library, mixed)
    return Measured(
        documents=len(subjects),
        bodies=len({subject.body for subject in subjects}),
        facts=sum(record.facts for record in library.records()),
        filling=filling,
        embedding=embedding,
        size=kept_bytes(library),
        first=first,
        cold=cold,
        warm=warm,
        verified_cold=verified_cold,
        verified_warm=verified_warm,
    )


def _seconds(service: Service, question: str) -> float:
    began = time.perf_counter()
    service.ask(question)
    return time.perf_counter() - began


def _profile(library: Library, mixed: Sequence[Asked]) -> None:
    """Where a cold and a warm question of each sort spend their time."""
    for about in ("one body", "passages", "all bodies"):
        questions = [one.text for one in mixed if one.about == about][:10]
        service = Service(library)
        service.ask("联系电话是多少")  # what the very first question builds is told apart
        for when in ("cold", "warm"):
            profiler = cProfile.Profile()
            profiler.enable()
            for question in questions:
                service.ask(question)
            profiler.disable()
            print(f"\n== {about}, {when}: {len(questions)} questions, cumulative seconds of all")
            pstats.Stats(profiler, stream=sys.stdout).sort_stats("cumulative").print_stats(re.escape(str(ROOT)), 35)


def _late(times: Sequence[float]) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * 0.95))]


def _rows(measured: Sequence[Measured]) -> list[tuple[str, list[float], str]]:
    """Name, a figure a size, and its unit."""
    rows: list[tuple[str, list[float], str]] = [
        ("facts", [float(one.facts) for one in measured], ""),
        ("filling, a document", [one.filling * 1000 for one in measured], "ms"),
        ("vectors, a document", [one.embedding * 1000 for one in measured], "ms"),
        ("bytes, a document", [one.size / one.documents for one in measured], ""),
        ("very first answer", [one.first * 1000 for one in measured], "ms"),
    ]
    for when in ("cold", "warm"):
        times = [[seconds * 1000 for _, seconds in getattr(one, when)] for one in measured]
        rows += [
            (f"{when}, median", [statistics.median(some) for some in times], "ms"),
            (f"{when}, 95 of 100", [_late(some) for some in times], "ms"),
        ]
        for about in ("one body", "passages", "all bodies"):
            times = [[s * 1000 for asked, s in getattr(one, when) if asked.about == about] for one in measured]
            rows.append((f"  {about}, median", [statistics.median(some) for some in times], "ms"))
            if about == "one body":
                rows.append((f"  {about}, 95 of 100", [_late(some) for some in times], "ms"))
    for when in ("cold", "warm"):
        spent = [[seconds * 1000 for seconds in getattr(one, f"verified_{when}")] for one in measured]
        rows += [
            (f"verify {FIGURES} figures, {when}", [statistics.median(some) for some in spent], "ms"),
            ("  95 of 100", [_late(some) for some in spent], "ms"),
        ]
    return rows


@contextmanager
def _database(*, on_server: bool) -> Iterator[None]:
    """Libraries in their folders, or with their databases on a PostgreSQL for as long."""
    if not on_server:
        yield
        return
    with servers.postgresql() as cluster:
        undo = stores.redirect(stores.Servers(cluster.url))
        yield
        undo()


def main(arguments: list[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench_scale", description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help="numbers of documents")
    parser.add_argument("--rounds", type=int, default=2, help="how often each question is asked once warm")
    parser.add_argument("--no-vectors", action="store_true", help="words alone find passages")
    parser.add_argument("--postgresql", action="store_true", help="the database on a PostgreSQL that it starts itself")
    parser.add_argument("--profile", action="store_true", help="print where the time goes at the largest size")
    given = parser.parse_args(arguments)
    logging.disable(logging.CRITICAL)  # what is withheld is no matter of time
    collect_rarely()  # as the commands do
    began = time.perf_counter()
    with _database(on_server=given.postgresql):
        measured = measure(given.sizes, given.rounds, vectors=not given.no_vectors, profile=given.profile)
    vectors = "none" if given.no_vectors else "of the seeded stand-in tests/support/embedding.HashingEmbedder, 64 wide"
    print(
        f"{'PostgreSQL' if given.postgresql else 'SQLite'}; invented disclosures; {QUESTIONS} questions, each {given.rounds} times once warm; vectors: {vectors};"
        f" {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, Python {platform.python_version()},"
        f" {time.perf_counter() - began:.0f} s in all\n"
    )
    sizes = [f"{one.documents} ({one.bodies} bodies)" for one in measured]
    growth = [f"×{b.documents / a.documents:g}" for a, b in itertools.pairwise(measured)]
    print(f"{'documents':24}" + "".join(f"{cell:>20}" for cell in sizes) + "".join(f"{cell:>8}" for cell in growth))
    for name, figures, unit in _rows(measured):
        cells = [f"{figure:,.0f} {unit}" if figure >= 100 or not unit else f"{figure:.1f} {unit}" for figure in figures]
        ratios = [f"{b / a:.2f}" if a else "" for a, b in itertools.pairwise(figures)]
        print(f"{name:24}" + "".join(f"{cell:>20}" for cell in cells) + "".join(f"{cell:>8}" for cell in ratios))
    return 0


if __name__ == "__main__":
    sys.exit(main())
