"""How far the reading of a file has come: told by the readers, page by page, to whoever listens around them.

A context variable, since what lies between the two has no interest in it; where nobody listens, nothing happens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Tell = Callable[[int, int], None]  # pages read, and pages in all
_TELL: ContextVar[Tell | None] = ContextVar("pace", default=None)


@contextmanager
def heard(tell: Tell) -> Iterator[None]:
    """Within the block, `tell` is called as pages are read."""
    token = _TELL.set(tell)
    try:
        yield
    finally:
        _TELL.reset(token)


def tell(read: int, pages: int) -> None:
    """So many pages of a file are read."""
    listener = _TELL.get()
    if listener is not None:
        listener(read, pages)
