"""How often each key is used: counted in memory, written every few seconds, so that no question waits for the disk."""

from __future__ import annotations

import logging
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from index.errors import LibraryError
from index.keys import Keys

_LOG = logging.getLogger(__name__)
_SECONDS = 5.0
_PATIENCE_SECONDS = 70.0  # the last writing waits for whoever writes then


class Meter:
    """Counts calls; `flush` writes them down."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self._lock = threading.Lock()
        self._calls: Counter[tuple[str, str]] = Counter()

    def count(self, key_id: str, route: str) -> None:
        """One more call of a route (`POST /v1/ask`)."""
        with self._lock:
            self._calls[key_id, route] += 1

    def flush(self) -> None:
        """Write what was counted; what cannot be written is kept for the next time."""
        with self._lock:
            calls, self._calls = self._calls, Counter()
        if not calls:
            return
        try:
            self._keys.count(calls, datetime.now(UTC).date())
        except LibraryError as error:
            _LOG.warning("uses of keys are not written yet: %s", error)
            with self._lock:
                self._calls.update(calls)


@contextmanager
def metered(keys: Keys, seconds: float = _SECONDS) -> Iterator[Meter]:
    """A meter that writes by itself until the end of the block."""
    meter, stop = Meter(keys), threading.Event()

    def work() -> None:
        while not stop.wait(seconds):
            meter.flush()
        meter.flush()

    thread = threading.Thread(target=work, name="metering", daemon=True)
    thread.start()
    try:
        yield meter
    finally:
        stop.set()
        thread.join(_PATIENCE_SECONDS)
