"""The library that the settings name, with its embedder; nothing is loaded before it is needed."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from index.embed import SentenceTransformerEmbedder
from index.library import Library
from service.settings import Settings

# Facts that are held for answers are many and form no cycles: looking all of them through for garbage would stop a
# question for a tenth of a second to find none. Of younger objects it is done as often as before.
_FULL_COLLECTIONS = 1000  # as many younger ones come before one; 10 by Python's own reckoning


def collect_rarely() -> None:
    """Have Python look through everything held for garbage a hundred times less often; for the whole process."""
    youngest, middle, _ = gc.get_threshold()
    gc.set_threshold(youngest, middle, _FULL_COLLECTIONS)


@contextmanager
def opened(settings: Settings) -> Iterator[Library]:
    """The library, closed at the end. LibraryError where the data folder cannot be used."""
    collect_rarely()
    model = settings.embedding_model
    library = Library.open(settings.stores, SentenceTransformerEmbedder(model) if model else None)
    try:
        yield library
    finally:
        library.close()
