"""The product's own processes, started, asked and killed as whoever operates it would see them."""

from __future__ import annotations

import json
import os
import re
import secrets
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from service import settings

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 240.0  # of a machine that many others use
_MARK = "FAULTS_MARK"
_STORED = re.compile(r"([0-9a-f]{16})  ")


def environment(data: Path, **given: object) -> dict[str, str]:
    """Of a process of ours over a data folder, without the operator's settings."""
    told = {"data": data, "embedding": "hashing", "port": 0, "rate_address": 0, "workers": 2, **given}
    return settings.environment(**told) | {"PYTHONPATH": str(ROOT), _MARK: secrets.token_hex(8)}


@dataclass
class Process:
    """A command that runs; its lines as they come."""

    popen: subprocess.Popen[str]
    mark: str
    began: float = field(default_factory=time.monotonic)
    lines: list[tuple[float, str]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def kill(self) -> None:
        """As nobody can expect it."""
        self.popen.send_signal(signal.SIGKILL)
        self.wait()

    def end(self) -> int:
        """As an operator ends it."""
        self.popen.send_signal(signal.SIGTERM)
        return self.wait()

    def wait(self, seconds: float = PATIENCE_SECONDS) -> int:
        """Its exit code, once all that it said is read."""
        try:
            code = self.popen.wait(seconds)
        except subprocess.TimeoutExpired:
            self.popen.kill()
            code = self.popen.wait()
            self.errors.append(f"it did not end within {seconds} s")
        for thread in self._threads:
            thread.join(10)
        return code

    def start_reading(self) -> None:
        """Listen to it, so that it never waits for us."""
        self._threads = [threading.Thread(target=self._read, args=(name,), daemon=True) for name in ("out", "err")]
        for thread in self._threads:
            thread.start()

    def _read(self, which: str) -> None:
        stream = self.popen.stdout if which == "out" else self.popen.stderr
        assert stream is not None
        with stream:
            for line in stream:
                if which == "out":
                    self.lines.append((time.monotonic(), line.rstrip("\n")))
                else:
                    self.errors.append(line.rstrip("\n"))

    def said(self) -> str:
        """All that it told as an error."""
        return "\n".join(self.errors)

    def stored(self) -> dict[str, float]:
        """The ids that it told as stored just now, and when."""
        return {m[1]: at for at, line in list(self.lines) if (m := _STORED.match(line)) and "已收录过" not in line}

    def told(self) -> set[str]:
        """The ids that it told as stored, whenever that was."""
        return {m[1] for _, line in list(self.lines) if (m := _STORED.match(line))}

    def left_over(self, seconds: float = 15.0) -> list[int]:
        """The processes that it started and that have not ended by themselves soon after it."""
        deadline = time.monotonic() + seconds
        while (left := _marked(self.mark)) and time.monotonic() < deadline:
            time.sleep(0.05)
        return left


def start(arguments: Sequence[str], env: Mapping[str, str], before: Sequence[str] = ()) -> Process:
    """`mingzhang ARGUMENTS` in a process of its own, started by the command `before`."""
    popen = subprocess.Popen(
        [*before, sys.executable, "-m", "tests.faults.command", *arguments],
        cwd=ROOT, env=dict(env), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    process = Process(popen, env[_MARK])
    process.start_reading()
    return process


def run(arguments: Sequence[str], env: Mapping[str, str], before: Sequence[str] = ()) -> Process:
    """The same, to its end."""
    process = start(arguments, env, before)
    process.wait(300)
    return process


@dataclass
class Service:
    """A service that runs, and a client of it."""

    process: Process
    address: str = ""

    def client(self, seconds: float = 30.0) -> httpx.Client:
        return httpx.Client(base_url=self.address, timeout=seconds, trust_env=False)

    def up(self, seconds: float = PATIENCE_SECONDS) -> bool:
        """Whether it answers at all, waited for."""
        deadline = time.monotonic() + seconds
        while not self.address:
            if self.process.popen.poll() is not None or time.monotonic() > deadline:
                return False
            told = [line for _, line in list(self.process.lines) if line.startswith("明账已启动：")]
            self.address = told[0].partition("：")[2].partition("（")[0] if told else ""
            time.sleep(0.005)
        with self.client(5) as client:
            while time.monotonic() < deadline and self.process.popen.poll() is None:
                try:
                    if client.get("/healthz").status_code == 200:
                        return True
                except httpx.TransportError:
                    time.sleep(0.02)
        return False


def serve(env: Mapping[str, str]) -> Service:
    """`mingzhang serve`, not waited for."""
    return Service(start(["serve"], env))


@contextmanager
def serving(env: Mapping[str, str]) -> Iterator[Service]:
    """A service that answers, ended as an operator ends it."""
    service = serve(env)
    try:
        if not service.up():
            raise RuntimeError(f"the service did not start: {service.process.said()}")
        yield service
    finally:
        service.process.end()


def ask(client: httpx.Client, question: str) -> dict[str, Any]:
    """The answer object. httpx.HTTPError where there is none."""
    reply = client.post("/v1/ask", json={"question": question})
    reply.raise_for_status()
    return json.loads(reply.text)


def upload(client: httpx.Client, files: Iterable[Path]) -> str:
    """The job of an upload. httpx.HTTPError where it was not taken."""
    parts = [("file", (file.name, file.read_bytes(), "text/plain")) for file in files]
    reply = client.post("/v1/documents", files=parts)
    reply.raise_for_status()
    return str(reply.json()["job"])


def job(client: httpx.Client, id_: str) -> dict[str, Any]:
    """A job as it stands."""
    reply = client.get(f"/v1/jobs/{id_}")
    reply.raise_for_status()
    return json.loads(reply.text)


def missing(client: httpx.Client, *, vectors: bool) -> bool:
    """Whether `/readyz` comes to tell that the vectors are missing, or that they are not, waited for."""
    return eventually(lambda: ("vectors" in client.get("/readyz").json()["missing"]) == vectors) is not None


def answered(client: httpx.Client, question: str) -> dict[str, Any]:
    """The answer object, waited for; empty where there is none."""
    found: list[dict[str, Any]] = []
    eventually(lambda: found.append(ask(client, question)) or True)
    return found[0] if found else {}


def eventually(true: Any, seconds: float = PATIENCE_SECONDS) -> float | None:
    """After how many seconds it came true, an httpx error counting as no; None where it did not."""
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        try:
            if true():
                return time.monotonic() - began
        except httpx.HTTPError:
            pass
        time.sleep(0.05)
    return None


def _marked(mark: str) -> list[int]:
    """The processes that carry a mark in their environment."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            told = (folder / "environ").read_bytes()
            state = (folder / "stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            continue
        if f"{_MARK}={mark}".encode() in told and state != "Z" and int(folder.name) != os.getpid():
            found.append(int(folder.name))
    return found
