"""Vectors follow in the background: while the service runs, what was added is embedded, by whichever process it came.

Until then a document is answered from facts and words. One thread does it, one document after another, and lets
questions go first; it ends with the service, within the few texts that it is at, and what it has made by then is kept.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from index.errors import LibraryError
from index.library import Library

_LOG = logging.getLogger(__name__)
_LOOK_SECONDS = 1.0  # between two looks for something new: one small query
_PATIENCE_SECONDS = 30.0  # for the thread to end: loading a model cannot be cut short


@contextmanager
def vectors(library: Library, look_seconds: float = _LOOK_SECONDS) -> Iterator[threading.Thread]:
    """The thread at work, until the end of the block."""
    stop = threading.Event()
    thread = threading.Thread(target=_follow, args=(library, stop, look_seconds), name="vectors", daemon=True)
    thread.start()
    try:
        yield thread
    finally:
        stop.set()
        thread.join(_PATIENCE_SECONDS)


def _follow(library: Library, stop: threading.Event, look_seconds: float) -> None:
    told = ""
    while not stop.wait(look_seconds):
        try:
            if library.pending():  # documents, or an index that was found torn
                library.embed_pending(stop=stop)
            told = ""
        except LibraryError as error:  # told once, not at every look: search goes on without what is missing
            if str(error) != told:
                _LOG.error("%s", error)
            told = str(error)
        except Exception as error:  # noqa: BLE001 (a thread that dies would leave vectors unmade in silence)
            if repr(error) != told:
                _LOG.exception("vectors are not made")
            told = repr(error)
