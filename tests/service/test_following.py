"""Vectors follow while the service runs: questions are answered before, the thread ends with it, a failure is told once."""

from __future__ import annotations

import threading
import time

import pytest

from index.errors import EmbedderError
from index.library import Library
from service import following
from tests.support.embedding import HashingEmbedder
from tests.support.holdings import holding, put


class Held(HashingEmbedder):
    """Embeds no passage before it is let go."""

    def __init__(self):
        super().__init__()
        self.go = threading.Event()
        self.at = threading.Event()

    def encode_passages(self, texts):
        self.at.set()
        assert self.go.wait(120)
        return super().encode_passages(texts)


class Absent(HashingEmbedder):
    def encode_passages(self, texts):
        raise EmbedderError("向量模型不能使用；请运行 make setup。")


def until(what):
    end = time.monotonic() + 20
    while not what():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.fixture
def opened(tmp_path):
    held = []

    def opening(embedder):
        held.append(Library.open(tmp_path, embedder))
        return held[-1]

    yield opening
    for library in held:
        library.close()


def test_a_document_is_found_by_words_at_once_and_by_meaning_soon(opened):
    embedder = Held()
    library, elsewhere = opened(embedder), opened(None)
    with following.vectors(library, 0.01):
        put(elsewhere, added := holding())  # as another process would
        assert embedder.at.wait(120)
        hits = library.search("公务接待费", [added.document.id], 5)
        assert hits
        assert all(hit.dense_rank is None for hit in hits)
        assert "向量还没有建立" in library.health()["vectors"]
        embedder.go.set()
        until(lambda: not library.pending())
        assert all(hit.dense_rank for hit in library.search("公务接待费", [added.document.id], 5))
        assert library.health() == {}


def test_the_thread_ends_with_the_service_and_the_rest_is_made_later(opened):
    embedder = Held()
    library = opened(embedder)
    put(library, holding(rows=100))
    with following.vectors(library, 0.01) as thread:
        assert embedder.at.wait(120)
        threading.Timer(0.2, embedder.go.set).start()
    assert not thread.is_alive()
    assert library.pending() == 1
    assert 0 < len(embedder.embedded) < 101  # what it was at is kept
    before = len(embedder.embedded)
    library.embed_pending()
    assert len(embedder.embedded) == 101 > before
    assert library.health() == {}


def test_it_does_not_wait_for_another_that_embeds(opened):
    embedder = Held()
    library, busy = opened(HashingEmbedder()), opened(embedder)
    put(library, holding())
    other = threading.Thread(target=busy.embed_pending)
    other.start()
    assert embedder.at.wait(120)
    with following.vectors(library, 0.01) as thread:
        time.sleep(0.1)
    assert not thread.is_alive()
    embedder.go.set()
    other.join(20)
    assert library.pending() == 0


def test_a_failure_is_told_once_and_what_comes_later_is_still_tried(opened, caplog):
    library = opened(Absent())
    with following.vectors(library, 0.01) as thread:
        put(library, holding())
        until(lambda: caplog.records)
        time.sleep(0.1)
        assert thread.is_alive()
    assert [record.getMessage() for record in caplog.records] == ["向量模型不能使用；请运行 make setup。"]
    assert library.search("公务接待费", None, 1)


def test_without_an_embedder_there_is_nothing_to_do(opened):
    library = opened(None)
    put(library, holding())
    with following.vectors(library, 0.01):
        time.sleep(0.05)
    assert library.pending() == 0
