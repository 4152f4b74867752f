"""`python -m tests.support.queue_worker DATA DATABASE_URL reading|keeping`: a worker that stops for good in the midst of a file.

It says so on its standard output, and waits to be killed: while a file is read, or when it is kept and nobody knows yet.
"""

from __future__ import annotations

import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import NoReturn

from index.delivery import Pulse
from index.jobs import Jobs
from index.library import Library
from index.stores import Stores
from service import delivered
from service.intake import here

PULSE = Pulse(beat=0.3, silence=1.5, poll=0.1)


class Reader:
    """Reads in this process, and perhaps never comes to an end."""

    count = 1

    def __init__(self, *, ends: bool) -> None:
        self.ends = ends

    def read(self, data: bytes, name: str, tell: object = None) -> object:
        """What a file holds."""
        del tell
        if not self.ends:
            _stop()
        return here(data, name)

    def close(self) -> None:
        """Nothing is held."""


def _stop(*_: object) -> NoReturn:
    print("here", flush=True)
    time.sleep(600)
    raise AssertionError("nobody killed it")


def main() -> None:
    """Work until killed."""
    data, url, moment = sys.argv[1:]
    library = Library.open(Stores(Path(data), url), None)
    jobs = Jobs(library.store)
    if moment == "keeping":
        Jobs.done = _stop  # type: ignore[method-assign]
    day = timedelta(days=1)
    reader = Reader(ends=moment == "keeping")
    hands = delivered.Hands(library, jobs, reader, 1 << 20, day, day, PULSE)  # type: ignore[arg-type]
    hands.start()
    time.sleep(600)


if __name__ == "__main__":
    main()
