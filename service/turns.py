"""Who works at the same time in one process: a few at once, the others by turns in the order of coming."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock


class Turns:
    """Lets so many threads work at once; more would only take the interpreter from each other, and all be late."""

    def __init__(self, at_once: int) -> None:
        """Take how many may work at once."""
        self._at_once = at_once
        self._free = BoundedSemaphore(at_once)
        self._lock = Lock()
        self._here = 0  # who works, and who waits

    @property
    def waited_for(self) -> bool:
        """Whether anybody waits for a turn now: whoever works then leaves what can be left."""
        return self._here > self._at_once

    @contextmanager
    def turn(self) -> Iterator[None]:
        """One's turn, waited for."""
        self._count(1)
        try:
            with self._free:
                yield
        finally:
            self._count(-1)

    def _count(self, step: int) -> None:
        with self._lock:
            self._here += step
