"""The library that the settings name, with its embedder; nothing is loaded before it is needed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from index.embed import SentenceTransformerEmbedder
from index.library import Library
from service.settings import Settings


@contextmanager
def opened(settings: Settings) -> Iterator[Library]:
    """The library, closed at the end. LibraryError where the data folder cannot be used."""
    model = settings.embedding_model
    library = Library.open(settings.data, SentenceTransformerEmbedder(model) if model else None)
    try:
        yield library
    finally:
        library.close()
