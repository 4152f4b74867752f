"""How many answers a second one process gives over 1,000 invented disclosures, for how long, in how much memory.

Nine questions in ten are about figures, one in ten needs passages; each is about a body drawn from those held. The load
comes from this machine too: workers that ask again as soon as they are answered. In the same run, before and after, the
retrieval step alone of a plain LangChain chain over the same Chroma collection is measured.
An answer is kept for who asks the same again, so it is told how many were asked in the very words of an earlier one;
with `--fresh` each is put politely in words of its own, and hardly any was.
`python -m tests.bench_load [--documents 1000] [--seconds 300] [--workers 8] [--fresh] [--stocked FOLDER]` (or `make soak`).
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from index.vectors import FOLDER
from service import settings
from tests.bench_scale import _FIGURES, _PASSAGES, _WORDS
from tests.support.embedding import HashingEmbedder
from tests.support.invented import Subject, shelf
from tests.support.stocked import stock

ROOT = Path(__file__).resolve().parent.parent
_LONGEST = 900  # seconds that the warming may take
# What people say around a question; the two together give more wordings than a run has questions.
_BEFORE = (
    "",
    "请问",
    "你好，请问",
    "您好，",
    "麻烦问一下，",
    "想问下，",
    "我想了解一下，",
    "帮我查一下，",
    "打扰了，",
    "请教一下，",
)
_AFTER = ("", "谢谢", "，谢谢！", "？谢谢", "，麻烦了", "？麻烦了。", "，多谢", "？急，谢谢", "，在线等", "，请告知")
_WARMING = 10  # questions for each disclosure before anything counts: nearly all that follow were asked before


@dataclass
class Load:
    """What the workers saw: seconds of each answer, failures, and answers by status."""

    seconds: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    statuses: dict[str, int] = field(default_factory=dict)
    took: float = 0.0  # seconds in all
    again: int = 0  # answers to a question put before in the same words
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, seconds: float, status: str, *, again: bool) -> None:
        """One answer."""
        with self.lock:
            self.seconds.append(seconds)
            self.again += again
            self.statuses[status] = self.statuses.get(status, 0) + 1

    def failed(self, what: str) -> None:
        """One that was none."""
        with self.lock:
            self.failures.append(what)


def questions(subjects: Sequence[Subject], seed: int, *, fresh: bool = False) -> Iterator[str]:
    """Without end; fresh ones each with polite words around it."""
    choice = random.Random(seed)
    for n in itertools.count():
        subject = choice.choice(subjects)
        form = choice.choice(_PASSAGES if n % 10 == 9 else _FIGURES)
        asked = form.format(body=subject.body.organisation, year=subject.year, kind=_WORDS[subject.kind])
        yield choice.choice(_BEFORE) + asked + choice.choice(_AFTER) if fresh else asked


@dataclass
class Crowd:
    """Workers that ask one service about these bodies, each again as soon as it is answered."""

    address: str
    subjects: Sequence[Subject]
    workers: int
    fresh: bool
    asked: set[str] = field(default_factory=set)

    def asks(self, seconds: int, *, seed: int, most: int | None = None) -> Load:
        """What they see in these seconds, or until so many questions are answered."""
        load, began = Load(), time.monotonic()
        each = [questions(self.subjects, seed * 1000 + n, fresh=self.fresh) for n in range(self.workers)]
        if most is not None:
            each = [itertools.islice(one, -(-most // self.workers)) for one in each]
        threads = [threading.Thread(target=self._ask, args=(one, began + seconds, load)) for one in each]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        load.took = time.monotonic() - began
        return load

    def _ask(self, questions: Iterator[str], end: float, load: Load) -> None:
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=60)
        for question in questions:
            if time.monotonic() > end:
                break
            again = question in self.asked
            self.asked.add(question)
            began = time.perf_counter()
            try:
                body = json.dumps({"question": question})
                connection.request("POST", "/v1/ask", body, {"Content-Type": "application/json"})
                reply = connection.getresponse()
                text = reply.read()
            except OSError as error:
                load.failed(str(error))
                connection.close()
                continue
            if reply.status != 200:
                load.failed(f"{reply.status} {text[:200]!r}")
            else:
                load.note(time.perf_counter() - began, json.loads(text)["status"], again=again)
        connection.close()


def main() -> int:
    """Print the measures; 1 where an answer failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--seconds", type=int, default=300)
    parser.add_argument("--workers", type=int, default=8)
    parser.add_argument("--fresh", action="store_true", help="each question in words that nobody has used")
    parser.add_argument("--stocked", type=Path, help="a folder that has the disclosures, or is to have and keep them")
    given = parser.parse_args()
    subjects = shelf(given.documents)
    with _folder(given.stocked) as folder:
        began = time.perf_counter()
        if not (Path(folder) / FOLDER).exists():
            library, _ = stock(Path(folder), subjects, embedder=HashingEmbedder())
            library.embed_pending()
            library.close()
        print(f"{given.documents} documents ready in {time.perf_counter() - began:.0f} s", flush=True)
        print(f"plain LangChain retrieval, alone: {_plain(Path(folder), subjects)}", flush=True)
        with _serving(folder) as (address, process):
            crowd = Crowd(address, subjects, given.workers, fresh=given.fresh)
            warming = crowd.asks(_LONGEST, seed=1, most=_WARMING * given.documents)
            print(f"warm after {len(warming.seconds)} answers, {warming.took:.0f} s", flush=True)
            before = _memory(process)
            cpu = time.process_time()
            load = crowd.asks(given.seconds, seed=2)
            own = time.process_time() - cpu
            after = _memory(process)
        print(f"plain LangChain retrieval, alone: {_plain(Path(folder), subjects)}", flush=True)
    times = sorted(load.seconds)
    print(
        f"{len(times)} answers in {given.seconds} s: {len(times) / given.seconds:.1f} a second with {given.workers} "
        f"workers; median {statistics.median(times) * 1000:.0f} ms, 95% within {times[int(len(times) * 0.95)] * 1000:.0f} ms"
    )
    print(f"asked before in the same words: {load.again / len(times):.0%}")
    print(f"by status {load.statuses}, failures {len(load.failures)} {load.failures[:3]}")
    print(
        f"memory {before:.0f} → {after:.0f} MB ({(after / before - 1) * 100:+.1f}%); the load itself took {own:.0f} s of processor"
    )
    return 1 if load.failures else 0


@contextmanager
def _folder(kept: Path | None) -> Iterator[str]:
    """Where the disclosures are: a folder that is kept, or one for this run alone."""
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
        yield str(kept)
        return
    with tempfile.TemporaryDirectory(prefix="mingzhang-load-") as folder:
        yield folder


@contextmanager
def _serving(folder: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.support.load_server", folder],
        env=settings.environment(),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert server.stdout is not None
        yield server.stdout.readline().split("：", 1)[1].split("（", 1)[0], server
    finally:
        server.terminate()
        server.wait(60)


def _memory(process: subprocess.Popen[str]) -> float:
    """Resident megabytes."""
    pages = int(Path(f"/proc/{process.pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _plain(data: Path, subjects: Sequence[Subject], count: int = 200) -> str:
    """A question embedded and its five nearest passages found, as a chain of LangChain's does it, for passages' questions."""
    import chromadb
    from chromadb.config import Settings
    from langchain_core.runnables import RunnableLambda

    client = chromadb.PersistentClient(str(data / FOLDER), settings=Settings(anonymized_telemetry=False))
    collection = client.get_collection("passages", embedding_function=None)
    embedder = HashingEmbedder()
    chain = RunnableLambda(lambda text: embedder.encode_queries([text])) | RunnableLambda(
        lambda vectors: collection.query(query_embeddings=vectors, n_results=5)
    )
    asked = list(itertools.islice(questions(subjects, 3), count))
    times = []
    for question in asked:
        began = time.perf_counter()
        chain.invoke(question)
        times.append(time.perf_counter() - began)
    client.close()
    return f"median {statistics.median(times) * 1000:.1f} ms, {count / sum(times):.0f} a second on one core"


if __name__ == "__main__":
    raise SystemExit(main())
