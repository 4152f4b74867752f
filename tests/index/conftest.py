from __future__ import annotations

import pytest

from index.library import Library
from tests.support.embedding import HashingEmbedder


@pytest.fixture
def embedder():
    return HashingEmbedder()


@pytest.fixture
def library(tmp_path, embedder, stores):
    library = Library.open(tmp_path / "data", embedder)
    yield library
    library.close()
