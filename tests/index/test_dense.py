"""Vectors are made once, from one model, and are never missed: without them words alone find what there is."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from index import schema
from index.errors import EmbedderError, LibraryError, TornVectorsError, VectorMismatchError
from index.library import Library
from tests.support.embedding import HashingEmbedder
from tests.support.holdings import holding, put

ROOT = Path(__file__).resolve().parents[2]


pytestmark = pytest.mark.stores


class AbsentEmbedder(HashingEmbedder):
    """A model that is not there."""

    def encode_queries(self, texts):
        raise EmbedderError("向量模型“x”不能使用：没有这个文件夹；请运行 make setup。")

    encode_passages = encode_queries


def dense_ranks(library, text="公务接待费", documents=None):
    return [hit.dense_rank for hit in library.search(text, documents, 50)]


def lasting(library, documents=None):
    return library.sought("公务接待费", documents, 5).lasting


def embeddings_kept(library) -> int:
    with library._store.read() as connection:
        return connection.execute(select(func.count()).select_from(schema.embeddings)).scalar_one()


def test_each_distinct_text_is_embedded_once(library, embedder):
    first, second = holding(1), holding(2, organisation="示例市卫生局")
    same = [
        replace(passage, heading="同一标题", text="同一段话") for passage in (first.passages[0], second.passages[0])
    ]
    library.add(first.document, first.facts, [same[0], *first.passages[1:]], first.original)
    library.add(second.document, second.facts, [same[1], *second.passages[1:]], second.original)
    seen = []
    assert library.embed_pending(lambda done, total: seen.append((done, total))) == 14
    assert len(embedder.embedded) == len(set(embedder.embedded)) == 13
    assert embeddings_kept(library) == 13
    assert seen[-1] == (14, 14)
    assert seen == sorted(seen)
    assert dense_ranks(library, "同一段话")[:2] == [1, 2]
    library.remove(first.document.id)
    assert embeddings_kept(library) == 7  # the shared text is still in use


def test_search_is_by_meaning_too_and_only_over_the_documents_asked_for(library):
    put(library, first := holding(1))
    put(library, second := holding(2, organisation="示例市卫生局", year=2023))
    library.embed_pending()
    for asked in ([first.document.id], [second.document.id], [first.document.id, second.document.id], None):
        hits = library.search("公务接待费", asked, 50)
        assert {hit.passage.document for hit in hits} == set(asked or [first.document.id, second.document.id])
        assert all(hit.dense_rank for hit in hits)
    assert library.search("公务接待费", ["none"], 5) == []


def test_vectors_of_a_removed_document_are_never_shown(library):
    put(library, first := holding(1))
    put(library, second := holding(2))
    library.embed_pending()
    library.remove(first.document.id)  # its vectors are still there
    hits = library.search("公务接待费", None, 50)
    assert {hit.passage.document for hit in hits} == {second.document.id}
    assert len([hit for hit in hits if hit.dense_rank]) == len(second.passages)
    assert list(library.health()) == ["vectors"]
    library.embed_pending()
    assert library.health() == {}


def test_without_an_embedder_words_alone_find(tmp_path):
    library = Library.open(tmp_path, None)
    put(library, holding())
    assert library.embed_pending() == 0
    hit = library.search("公务接待费", None, 1)[0]
    assert (hit.lexical_rank, hit.dense_rank) == (1, None)
    assert "没有设置向量模型" in library.health()["embedder"]
    library.close()


def test_an_embedder_that_fails_is_told_and_done_without(tmp_path, caplog):
    library = Library.open(tmp_path, HashingEmbedder())
    put(library, holding())
    library.embed_pending()
    library.close()
    library = Library.open(tmp_path, AbsentEmbedder())
    for _ in range(3):
        assert dense_ranks(library)[0] is None
    assert "没有这个文件夹" in library.health()["vectors"]
    assert len(caplog.records) == 1  # not once for every question
    put(library, holding(2))
    with pytest.raises(EmbedderError):
        library.embed_pending()
    library.close()


@pytest.mark.folder
def test_vectors_of_another_model_are_refused_until_deleted(tmp_path):
    library = Library.open(tmp_path, HashingEmbedder())
    put(library, holding(1))
    library.embed_pending()
    library.close()

    other = Library.open(tmp_path, HashingEmbedder("another", dimensions=32))
    put(other, holding(2))
    with pytest.raises(VectorMismatchError, match=r"“hashing”.*“another”.*vectors"):
        other.embed_pending()
    assert dense_ranks(other)[0] is None
    assert "不能混用" in other.health()["vectors"]
    other.close()
    shutil.rmtree(tmp_path / "vectors")  # as the sentence says
    other = Library.open(tmp_path, HashingEmbedder("another", dimensions=32))
    assert other.embed_pending() == 14
    assert all(dense_ranks(other))
    assert embeddings_kept(other) == 12  # two texts stand in both documents
    assert other.health() == {}
    other.close()


@pytest.mark.folder
def test_a_lost_vector_folder_is_built_anew_without_embedding(library, embedder):
    put(library, holding(1))
    library.embed_pending()
    count = len(embedder.embedded)
    library._dense.close()
    shutil.rmtree(library._store.data / "vectors")
    assert dense_ranks(library)[0] is None
    assert "向量不完整" in library.health()["vectors"]
    assert library.embed_pending() == 7
    assert len(embedder.embedded) == count
    assert all(dense_ranks(library))


@pytest.mark.folder
def test_a_torn_vector_folder_is_not_read_and_built_anew(library, embedder):
    put(library, holding(1))
    library.embed_pending()
    library._dense.close()
    with library._store.write() as connection:  # as a writer leaves it that was killed
        connection.execute(update(schema.vector_state).values(writing=1))
    for file in (library._store.data / "vectors").rglob("*"):
        if file.is_file():
            file.write_bytes(b"torn")
    assert dense_ranks(library)[0] is None
    assert library.embed_pending() == 7
    assert all(dense_ranks(library))


@pytest.mark.folder
@pytest.mark.parametrize("times", [1, 2])
def test_a_folder_torn_while_it_is_written_is_built_anew_once(library, embedder, monkeypatch, times):
    put(library, holding(1))
    library.embed_pending()
    put(library, holding(2))
    dense, torn = library._dense, []
    whole = dense._put

    def tearing(*given):
        if len(torn) < times:
            torn.append(given)
            with library._store.write() as connection:
                connection.execute(update(schema.vector_state).values(writing=1))
            raise TornVectorsError("向量索引的文件与写入时不同")
        return whole(*given)

    monkeypatch.setattr(dense, "_put", tearing)
    if times > 1:
        with pytest.raises(TornVectorsError):
            library.embed_pending()
        return
    count = len(embedder.embedded)
    library.embed_pending()
    assert library.health() == {}
    assert all(dense_ranks(library))
    assert len(embedder.embedded) - count == 5  # of the second alone, and only what the first has not


@pytest.mark.folder
def test_a_broken_vector_folder_is_one_clear_sentence(library):
    put(library, holding(1))
    library.embed_pending()
    library._dense.close()
    (library._store.data / "vectors" / "chroma.sqlite3").write_bytes(b"broken" * 1000)
    assert dense_ranks(library)[0] is None
    assert "删去" in library.health()["vectors"]
    put(library, holding(2))
    with pytest.raises(LibraryError, match="删去"):
        library.embed_pending()
    library._dense.close()


def test_what_is_found_lasts_where_all_vectors_are_there(library, tmp_path):
    put(library, first := holding(1))
    assert not lasting(library)
    library.embed_pending()
    assert lasting(library)
    put(library, second := holding(2))
    assert lasting(library, [first.document.id])
    assert not lasting(library, [first.document.id, second.document.id])
    assert not lasting(library)


def test_without_vectors_what_is_found_lasts_only_where_none_are_to_be(tmp_path):
    for embedder, lasts in ((None, True), (AbsentEmbedder(), False)):
        library = Library.open(tmp_path / str(lasts), embedder)
        put(library, holding(1))
        assert lasting(library) is lasts
        library.close()


def test_what_another_process_embeds_is_found(library):
    script = """
import sys
from contextlib import suppress
from pathlib import Path
from index.errors import UnknownDocumentError
from index.library import Library
from tests.support.embedding import HashingEmbedder
from tests.support.holdings import holding, put
library = Library.open(Path(sys.argv[1]), HashingEmbedder())
for number in range(int(sys.argv[2]), int(sys.argv[3])):
    put(library, holding(number, rows=30))
    library.embed_pending()
    if number % 3 == 0:
        with suppress(UnknownDocumentError):  # the other process was quicker
            library.remove(holding(number, rows=30).document.id)
library.embed_pending()
"""
    put(library, holding(1))
    library.embed_pending()
    assert all(dense_ranks(library))
    ranges = [(100, 106), (103, 109)]  # both add some of them
    processes = [
        subprocess.Popen([sys.executable, "-c", script, str(library._store.data), str(a), str(b)], cwd=ROOT)
        for a, b in ranges
    ]
    while any(process.poll() is None for process in processes):
        assert library.search("公务接待费", None, 50)
        library.embed_pending()
    assert [process.returncode for process in processes] == [0, 0]
    library.embed_pending()
    assert library.health() == {}
    numbers = {number for a, b in ranges for number in range(a, b) if number % 3}
    assert len(library.records()) == len(numbers) + 1
    for record in library.records():
        ranks = dense_ranks(library, documents=[record.id])
        assert len(ranks) in {7, 31}
        assert all(ranks)


@pytest.mark.folder
def test_no_heavy_library_is_imported_without_an_embedder(tmp_path):
    script = """
import sys
from pathlib import Path
from index.library import Library
from tests.support.holdings import holding, put
library = Library.open(Path(sys.argv[1]), None)
put(library, holding())
assert library.search("公务接待费", None, 5)
library.embed_pending(); library.remove(holding().document.id); library.health(); library.close()
heavy = {"chromadb", "torch", "sentence_transformers", "transformers", "numpy"} & set(sys.modules)
assert not heavy, heavy
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
