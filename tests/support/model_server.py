"""A language model's endpoint on this machine that says what a test has written, or fails as it is told.

It speaks the streaming part of OpenAI's interface, and nothing else of it.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

ENDED = "data: [DONE]\n\n"


def event(text: str | None = None, finish: str | None = None, usage: dict[str, int] | None = None) -> str:
    """One event of a streamed answer."""
    choices = [] if usage else [{"index": 0, "delta": {"content": text} if text else {}, "finish_reason": finish}]
    body: dict[str, Any] = {
        "id": "c1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "m",
        "choices": choices,
    }
    if usage:
        body["usage"] = usage
    return f"data: {json.dumps(body, ensure_ascii=False)}\n\n"


def said(*pieces: str) -> str:
    """A whole streamed answer, with what it used: one token read and one written a piece."""
    used = {"prompt_tokens": 1, "completion_tokens": len(pieces), "total_tokens": 1 + len(pieces)}
    return "".join([*map(event, pieces), event(finish="stop"), event(usage=used), ENDED])


class Endpoint:
    """What it answers next, and what it was asked.

    Each answer is a status and a body; a body that is None is silence after the headers, `SILENT` before them. The
    last answer is given again and again.
    """

    SILENT = (0, "")

    def __init__(self, answers: Sequence[tuple[int, str | None]]) -> None:
        self.answers = list(answers)
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.over = threading.Event()
        self.url = ""

    def next(self) -> tuple[int, str | None]:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@contextmanager
def endpoint(*answers: tuple[int, str | None]) -> Iterator[Endpoint]:
    """An endpoint at `url`, for as long as a test needs it."""
    state = Endpoint(answers)

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def do_POST(self) -> None:
            state.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            state.keys.append(self.headers["Authorization"])
            status, body = state.next()
            if (status, body) == Endpoint.SILENT:
                state.over.wait(60)
                return
            self.send_response(status)
            self.send_header("Content-Type", "text/event-stream" if status == 200 else "application/json")
            self.end_headers()  # no length: the body ends with the connection
            if body is None:
                self.wfile.flush()
                state.over.wait(60)
            else:
                self.wfile.write(body.encode())

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    state.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield state
    finally:
        state.over.set()
        server.shutdown()
        server.server_close()
        thread.join(timeout=10)
