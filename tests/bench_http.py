"""What a client waits for: the first byte of a streamed answer, fifty questions at once, the weight of the page.

`python -m tests.bench_http`; the server is a process of its own over the samples, warmed by asking everything once. The
baseline of the same run is `/healthz`, which answers nothing.
"""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx

from index.library import Library
from service import intake, settings

ROOT = Path(__file__).parent.parent
QUESTIONS = [
    "教育局2024年公务接待费是多少",
    "教育局2024年三公经费为何减少",
    "教育局2024年工资福利支出明细",
    "教育局三公经费近三年走势",
    "教育局和水务局2024年培训费谁多",
    "什么是机关运行经费",
]
_ROUNDS, _AT_ONCE, _TIMES = 20, 50, 4


def main() -> int:
    """Print the measures; 1 where a question failed."""
    with tempfile.TemporaryDirectory() as folder:
        library = Library.open(Path(folder), None)
        for file in sorted((ROOT / "samples").glob("*_20*")):
            intake.take_file(library, file, intake.Origin(), 10**7)
        library.close()
        server = subprocess.Popen(
            [sys.executable, "-m", "service.cli", "serve", "--port", "0"],
            env=settings.environment(data=folder, embedding="none", rate_address=0, rate_key=0),
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert server.stdout is not None
            address = server.stdout.readline().split("：", 1)[1].split("（", 1)[0]
            with httpx.Client(base_url=address, timeout=60, limits=httpx.Limits(max_connections=_AT_ONCE)) as client:
                return _measured(client)
        finally:
            server.terminate()
            server.wait(30)


def _measured(client: httpx.Client) -> int:
    for question in QUESTIONS:
        client.post("/v1/ask", json={"question": question}).raise_for_status()
    nothing = [_first_byte(client, "GET", "/healthz", None) for _ in range(_ROUNDS * len(QUESTIONS))]
    streamed = [
        _first_byte(client, "POST", "/v1/ask", {"question": question, "stream": True})
        for _ in range(_ROUNDS)
        for question in QUESTIONS
    ]
    print(f"first byte of a streamed answer, ms: {_of(streamed)}; of /healthz {_of(nothing)}")
    asked = [QUESTIONS[number % len(QUESTIONS)] for number in range(_AT_ONCE * _TIMES)]
    began = time.perf_counter()
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        statuses = list(pool.map(lambda q: client.post("/v1/ask", json={"question": q}).status_code, asked))
    seconds = time.perf_counter() - began
    failed = sum(status != 200 for status in statuses)
    print(
        f"{_AT_ONCE} at once: {len(asked)} questions in {seconds:.1f} s, {len(asked) / seconds:.0f} a second, {failed} failed"
    )
    whole, packed, count = _weight(client)
    print(f"chat page: {whole / 1000:.0f} kB, {packed / 1000:.0f} kB as sent, {count} files")
    return 1 if failed else 0


def _weight(client: httpx.Client) -> tuple[int, int, int]:
    """Bytes of all that the chat page loads, as they are and as they are sent, and of how many files."""
    wanted, seen, whole, packed = ["/"], set[str](), 0, 0
    while wanted:
        path = wanted.pop()
        if path in seen:
            continue
        seen.add(path)
        with client.stream("GET", path) as reply:
            packed += sum(map(len, reply.iter_raw()))
        text = client.get(path).text
        whole += len(text.encode())
        wanted += re.findall(r'(?:src|href)="(/page/[^"#]+)"', text)
        wanted += [f"/page/{name}" for name in re.findall(r'(?:from|import) "\./([\w.]+)"', text)]
        wanted += [f"/page/{name}" for name in re.findall(r'@import "([\w.]+)"', text)]
    return whole, packed, len(seen)


def _first_byte(client: httpx.Client, method: str, path: str, body: dict[str, object] | None) -> float:
    began = time.perf_counter()
    with client.stream(method, path, json=body) as reply:
        pieces = reply.iter_raw()
        next(pieces)
        waited = time.perf_counter() - began
        for _ in pieces:
            pass  # to its end, so that the connection is free again
    return waited * 1000


def _of(times: list[float]) -> str:
    return f"median {statistics.median(times):.1f}, 95% within {statistics.quantiles(times, n=20)[-1]:.1f}"


if __name__ == "__main__":
    raise SystemExit(main())
