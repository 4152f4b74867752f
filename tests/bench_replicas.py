"""How long answers take while much is taken in: two services and three workers on one PostgreSQL and one Chroma server.

Invented disclosures are uploaded over HTTP, some in each request, to the two services by turns; meanwhile questions about
those that are in already are asked at a fixed pace, of one service and the other by turns. A question's time begins when
it is due, not when somebody comes round to asking it, so that no delay hides another. PostgreSQL is as it would be in
earnest (fsync, autovacuum); the embedder is the tests' stand-in. Everything runs on this machine, the load too.
Exit code 1 where anything failed or 95% of answers took half a second or more.
`python -m tests.bench_replicas [--documents 1000] [--rate 20]` (or `make soak`).
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from service import settings
from tests.bench_load import questions
from tests.support import servers
from tests.support.invented import Subject, invent, shelf

ROOT = Path(__file__).resolve().parent.parent
REPLICAS, WORKERS = 2, 3
_FIRST = 10  # documents that are in before anything is asked
_BATCH = 1  # files in an upload: in as soon as read, not when all that came with it are
_ASKERS = 32  # questions that may be under way at once
_LIMIT = 0.5  # seconds, for 95 of 100 answers
_BOUNDARY = "----mingzhang-bench"


@dataclass
class Seen:
    """What came of it: seconds of each answer, answers by status, and what failed."""

    seconds: list[float] = field(default_factory=list)
    due: list[float] = field(default_factory=list)  # when each of these answers was due
    statuses: dict[str, int] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    again: int = 0  # questions that the same service was asked before in the same words
    lock: threading.Lock = field(default_factory=threading.Lock)


class Client:
    """A connection to a service for each thread that asks."""

    def __init__(self, address: str) -> None:
        self._host = urlsplit(address).netloc
        self._own = threading.local()

    def __call__(self, method: str, path: str, body: bytes | None = None, kind: str = "application/json") -> Any:
        """The status and the body of a reply; a kept connection that was closed meanwhile is opened again once."""
        for again in (True, False):
            connection = getattr(self._own, "connection", None) or http.client.HTTPConnection(self._host, timeout=60)
            self._own.connection = connection
            try:
                connection.request(method, path, body, {"Content-Type": kind})
                reply = connection.getresponse()
                return reply.status, json.loads(reply.read())
            except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
                connection.close()
                if not again:
                    raise
        raise AssertionError


def main() -> int:
    """Print the measures; 1 where anything failed or was too slow."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench_replicas", description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--rate", type=float, default=20.0)
    given = parser.parse_args()
    subjects = shelf(given.documents)
    seen = Seen()
    with ExitStack() as stack:
        addresses, roots = stack.enter_context(_running())
        clients = [Client(address) for address in addresses]
        load = os.getloadavg()[0]
        _wait(clients[0], _upload(clients[0], subjects[:_FIRST]))
        held = [*subjects[:_FIRST]]
        stop = threading.Event()
        asking = threading.Thread(target=_ask, args=(clients, held, given.rate, stop, seen))
        began, spent = time.perf_counter(), _spent(roots)
        asking.start()
        errors = _take_in(clients, subjects[_FIRST:], held)
        taken = time.perf_counter() - began
        stop.set()
        asking.join()
        spent = {name: seconds - spent[name] for name, seconds in _spent(roots).items()}
        documents = _documents(clients)
        vectors = _vectors(clients[0])
    seconds = sorted(seen.seconds)
    if not seconds:
        print("no question was answered", seen.failures[:3])
        return 1
    within = {share: seconds[min(len(seconds) - 1, int(len(seconds) * share / 100))] for share in (50, 95, 99)}
    count = given.documents - _FIRST
    print(f"{os.cpu_count()} cores, load {load:.1f} before; {REPLICAS} services, {WORKERS} workers")
    print(
        f"{count} documents in {taken:.0f} s, {count / taken:.2f} a second; in all {documents}, {vectors:.0f} s for all vectors"
    )
    print(
        f"{len(seconds)} answers, {len(seconds) / taken:.1f} a second: "
        + ", ".join(f"p{share} {value * 1000:.0f} ms" for share, value in within.items())
        + f", longest {seconds[-1] * 1000:.0f} ms, mean {statistics.mean(seconds) * 1000:.0f} ms"
    )
    print("p95 of each tenth of the time: " + ", ".join(f"{value * 1000:.0f}" for value in _by_time(seen)) + " ms")
    print(f"{seen.again / len(seconds):.0%} asked before of the same service in the same words")
    print(f"by status {seen.statuses}; failed {len(seen.failures)} {seen.failures[:3]}; not taken in {errors}")
    print("processor seconds: " + ", ".join(f"{name} {used:.0f}" for name, used in spent.items()))
    whole = documents == [given.documents] * REPLICAS
    return int(bool(seen.failures or errors) or not whole or within[95] >= _LIMIT)


def _take_in(clients: Sequence[Client], subjects: Sequence[Subject], held: list[Subject]) -> list[str]:
    """Upload all, and have each asked about as soon as it is in; what was not taken in, and why."""
    batches = [list(subjects[at : at + _BATCH]) for at in range(0, len(subjects), _BATCH)]
    errors: list[str] = []
    with ThreadPoolExecutor(1) as uploading:  # by itself: a full queue has it wait, and nothing else
        jobs = [uploading.submit(_upload, clients[n % len(clients)], batch) for n, batch in enumerate(batches)]
        for number, (job, batch) in enumerate(zip(jobs, batches, strict=True)):
            errors += _wait(clients[number % len(clients)], job.result())
            held += batch
    return errors


def _upload(client: Client, subjects: Sequence[Subject]) -> str:
    parts = []
    for subject in subjects:
        disclosure = invent(subject, 1)
        head = f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{disclosure.name}"\r\n\r\n'
        parts.append(head.encode() + disclosure.text.encode() + b"\r\n")
    body = b"".join(parts) + f"--{_BOUNDARY}--\r\n".encode()
    while True:
        status, told = client("POST", "/v1/documents", body, f"multipart/form-data; boundary={_BOUNDARY}")
        if status != 429:
            break
        time.sleep(5)  # the queue is full
    if status != 202:
        raise RuntimeError(f"an upload was refused: {status} {told}")
    return str(told["job"])


def _wait(client: Client, job: str) -> list[str]:
    while True:
        status, told = client("GET", f"/v1/jobs/{job}")
        if status != 200:
            return [f"{status} {told}"]
        if told["state"] in {"done", "failed"}:
            return list(told["errors"])
        time.sleep(0.5)


def _ask(clients: Sequence[Client], held: list[Subject], rate: float, stop: threading.Event, seen: Seen) -> None:
    """A question each time one is due, whether the ones before are answered or not."""
    began = time.perf_counter()
    asked: set[tuple[int, str]] = set()
    with ThreadPoolExecutor(_ASKERS) as pool:
        for number in itertools.count():
            due = began + number / rate
            if stop.wait(max(0.0, due - time.perf_counter())):
                return
            question = next(itertools.islice(questions(held, number), number % 10, None))
            of = number % len(clients)
            seen.again += (of, question) in asked
            asked.add((of, question))
            pool.submit(_one, clients[of], question, due, seen)


def _one(client: Client, question: str, due: float, seen: Seen) -> None:
    try:
        status, told = client("POST", "/v1/ask", json.dumps({"question": question}).encode())
    except (OSError, http.client.HTTPException, ValueError) as error:
        status, told = 0, repr(error)
    seconds = time.perf_counter() - due
    with seen.lock:
        if status == 200:
            seen.seconds.append(seconds)
            seen.due.append(due)
            seen.statuses[told["status"]] = seen.statuses.get(told["status"], 0) + 1
        else:
            seen.failures.append(f"{status} {told}"[:300])


def _by_time(seen: Seen, parts: int = 10) -> list[float]:
    """What 95 of 100 answers took at most, of those due in each part of the time."""
    told = [took for _, took in sorted(zip(seen.due, seen.seconds, strict=True))]
    each = [sorted(told[len(told) * at // parts : len(told) * (at + 1) // parts]) for at in range(parts)]
    return [part[int(len(part) * 0.95)] for part in each if part]


def _documents(clients: Sequence[Client]) -> list[int]:
    """How many documents each service knows of."""
    counts = []
    for client in clients:
        count, cursor = 0, ""
        while cursor is not None:
            _, page = client("GET", f"/v1/documents?limit=200{cursor and f'&cursor={cursor}'}")
            count, cursor = count + len(page["items"]), page["next"]
        counts.append(count)
    return counts


def _vectors(client: Client) -> float:
    """Seconds until the vectors of all that is in are made, too."""
    began = time.perf_counter()
    while "vectors" in client("GET", "/readyz")[1].get("missing", {}):
        time.sleep(0.5)
    return time.perf_counter() - began


def _spent(roots: dict[str, list[int]]) -> dict[str, float]:
    """Seconds of processor that processes and those they started have used."""
    used: dict[int, int] = {}
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has just ended
        pid = int(stat.parent.name)
        used[pid] = sum(map(int, fields[11:15]))  # its own, and those of children that have ended
        children.setdefault(int(fields[1]), []).append(pid)

    def whole(pid: int) -> int:
        return used.get(pid, 0) + sum(map(whole, children.get(pid, ())))

    return {name: sum(map(whole, pids)) / os.sysconf("SC_CLK_TCK") for name, pids in roots.items()}


@contextmanager
def _running() -> Iterator[tuple[list[str], dict[str, list[int]]]]:
    """The addresses of the services, and the processes by what they do; all runs until the end of the block."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="mingzhang-replicas-")))
        folder.chmod(0o755)  # PostgreSQL may be another user
        cluster = stack.enter_context(servers.lasting(folder / "pg"))
        shared = {
            "database_url": cluster.url, "chroma_url": stack.enter_context(servers.chroma()),
            "files_url": folder / "files", "embedding": "hashing", "llm_model": "", "rate_address": 0,
            "log_level": "error", "take_in": "false", "workers": 1, "port": 0,
        }  # fmt: skip
        commands = ["serve"] * REPLICAS + ["work"] * WORKERS
        processes = []
        for number, command in enumerate(commands):
            environment = settings.environment(**shared, data=folder / str(number))
            process = subprocess.Popen(
                [sys.executable, "-m", "tests.support.replica", command],
                env=environment,
                cwd=ROOT,
                stdout=subprocess.PIPE,
                text=True,
            )
            stack.callback(_end, process)
            processes.append(process)
        told = [process.stdout.readline() if process.stdout else "" for process in processes]
        if not all(told):
            raise RuntimeError("one of the processes did not start")
        ids = [process.pid for process in processes]
        database = int((cluster.folder / "data" / "postmaster.pid").read_text().split()[0])
        roots = {
            "services": ids[:REPLICAS],
            "workers": ids[REPLICAS:],
            "PostgreSQL": [database],
            "all of this": [os.getpid()],
        }
        yield [line.split("：", 1)[1].split("（", 1)[0] for line in told[:REPLICAS]], roots


def _end(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(90)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


if __name__ == "__main__":
    raise SystemExit(main())
