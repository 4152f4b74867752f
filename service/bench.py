"""What the product costs on this machine: time to ingest, time to answer, memory. It prints and asserts nothing.

Measured from outside, as an operator has it: the commands are run as processes of their own in an empty data folder,
the questions go over HTTP, and the memory is the peak that the system reports for the ended service.
`python -m service.bench FILE...` (or `make bench`).
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import platform
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from service import settings

# Each kind of question once; what they find does not matter here. The last ones are answered from passages: the first
# of them loads the embedder.
QUESTIONS = (
    "2024年“三公”经费预算是多少？",
    "公务接待费比上年减少了多少？",
    "请客吃饭花了多少钱",
    "养车的钱为什么变了？",
    "基本支出占总支出的百分之几？",
    "基本支出和项目支出一共多少",
    "哪一项支出最多？",
    "政府采购安排了哪些？",
    "机关运行经费是什么意思？",
    "有几辆车？",
    "联系电话是多少",
    "主要职责是什么",
    "明年的教育经费是多少",
    "有没有提到便民热线的内容",
    "文中有没有说到老旧校舍怎样改造",
)
_START_SECONDS = 120


class BenchError(Exception):
    """A command or the service did not do what is to be measured."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One column of the table: seconds, but for the memory (bytes) and the number of documents held."""

    ingest: float
    start: float
    first: Sequence[float]
    rounds: Sequence[float]
    memory: int
    held: int

    def lines(self) -> list[str]:
        """The column's cells, in the order of `_ROWS`."""
        cuts = statistics.quantiles(self.rounds, n=20)
        return [
            f"{self.ingest:.1f} s",
            f"{self.start:.1f} s",
            f"{self.first[0] * 1000:.0f} ms",
            f"{max(self.first) * 1000:.0f} ms",
            f"{statistics.median(self.rounds) * 1000:.1f} ms",
            f"{cuts[-1] * 1000:.1f} ms",
            f"{self.memory / 1e6:.0f} MB",
        ]


_ROWS = (
    "ingest, all documents",
    "start of the service",
    "first answer",
    "slowest first answer",
    "warm, median",
    "warm, 95 of 100",
    "memory, peak",
)


def measure(documents: Sequence[Path], questions: Sequence[str], rounds: int, **fixed: str) -> Measured:
    """Ingest, serve, ask every question once (which loads what is loaded late), then `rounds` times more."""
    with tempfile.TemporaryDirectory(prefix="mingzhang-bench-") as data:
        port = _free_port()
        environment = settings.environment(data=data, host="127.0.0.1", port=port, **fixed)
        began = time.perf_counter()
        done = subprocess.run(  # noqa: S603 (our own command)
            _command("ingest", *map(str, documents)), env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise BenchError(f"mingzhang ingest: {done.stderr.strip() or done.stdout.strip()}")
        ingest = time.perf_counter() - began
        began = time.perf_counter()
        service = subprocess.Popen(  # noqa: S603 (our own command)
            _command("serve"), env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            _wait_for(service, port)
            start = time.perf_counter() - began
            held = json.loads(_request(port, "GET", "/v1/documents"))["items"]
            # Of one organisation's documents, so that no answer is the question which one is meant.
            about = [item["id"] for item in held if item["organisation"] == held[0]["organisation"]]
            warming = [_asked(port, question, about) for question in questions]
            asked = [_asked(port, question, about) for _ in range(rounds) for question in questions]
        finally:
            memory = _ended(service)
    return Measured(ingest=ingest, start=start, first=warming, rounds=asked, memory=memory, held=len(held))


def _command(*words: str) -> list[str]:
    return [sys.executable, "-m", "service.cli", *words]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(service: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        if service.poll() is not None:
            raise BenchError(f"mingzhang serve ended with exit code {service.returncode}")
        try:
            _request(port, "GET", "/healthz")
        except (OSError, http.client.HTTPException):
            time.sleep(0.05)
        else:
            return
    raise BenchError(f"mingzhang serve did not answer within {_START_SECONDS} s")


def _asked(port: int, question: str, documents: Sequence[str]) -> float:
    body = json.dumps({"question": question, "documents": documents})
    began = time.perf_counter()
    _request(port, "POST", "/v1/ask", body)
    return time.perf_counter() - began


def _request(port: int, method: str, path: str, body: str | None = None) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    try:
        connection.request(method, path, body, {"Content-Type": "application/json"})
        reply = connection.getresponse()
        text = reply.read().decode()
    finally:
        connection.close()
    if reply.status != HTTPStatus.OK:
        raise BenchError(f"{method} {path} gave {reply.status}: {text[:200]}")
    return text


def _ended(service: subprocess.Popen[bytes]) -> int:
    """Stop the service; the most memory that it ever had, in bytes (this process's own, if that is more)."""
    if service.poll() is not None:
        return 0
    service.send_signal(signal.SIGTERM)
    _pid, status, usage = os.wait4(service.pid, 0)
    service.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def main(arguments: list[str] | None = None) -> int:
    """Measure with the embedder, then without, and print both."""
    parser = argparse.ArgumentParser(prog="python -m service.bench", description="Measure time and memory.")
    parser.add_argument("documents", type=Path, nargs="+", help="files or folders to ingest")
    parser.add_argument("--questions", type=Path, help="JSON Lines with a `question` each, in place of our own")
    parser.add_argument("--rounds", type=int, default=10, help="how often each question is asked once warm")
    given = parser.parse_args(arguments)
    questions = QUESTIONS
    if given.questions:
        lines = given.questions.read_text(encoding="utf-8").splitlines()
        questions = tuple(json.loads(line)["question"] for line in lines if line.strip())
    try:
        columns = [
            measure(given.documents, questions, given.rounds, embedding=embedding)
            for embedding in (settings.load().embedding, "none")
        ]
    except (BenchError, settings.SettingsError, OSError) as error:
        print(f"bench: {error}", file=sys.stderr)
        return 1
    print(
        f"{columns[0].held} documents, {len(questions)} questions, each {given.rounds} times once warm;"
        f" {os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()} {platform.machine()}\n"
    )
    print(f"{'':24}{'with embedder':>16}{'without':>16}")
    for name, *cells in zip(_ROWS, *(column.lines() for column in columns), strict=True):
        print(f"{name:24}" + "".join(f"{cell:>16}" for cell in cells))
    return 0


if __name__ == "__main__":
    sys.exit(main())
