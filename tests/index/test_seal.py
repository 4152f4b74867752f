"""Damage to the vector index is told before compiled code reads it, and mended from the database."""

from __future__ import annotations

import os
import shutil

import pytest

from index import nearness
from index.library import Library
from index.seal import FILE, Seal
from index.vectors import Folder
from tests.support.embedding import HashingEmbedder
from tests.support.holdings import holding, put

DAMAGES = {
    "overwritten": lambda file: file.write_bytes(b"\xa5" * len(file.read_bytes())),
    "one byte": lambda file: file.write_bytes(file.read_bytes()[:-1] + bytes([file.read_bytes()[-1] ^ 1])),
    "cut off": lambda file: file.write_bytes(file.read_bytes()[:-1]),
    "longer": lambda file: file.write_bytes(file.read_bytes() + b"x"),
    "gone": lambda file: file.unlink(),
}


@pytest.fixture
def sealed(tmp_path):
    (tmp_path / "graph").mkdir()
    for name in ("graph/level.bin", "graph/links.bin", "db.sqlite3"):
        (tmp_path / name).write_bytes(name.encode() * 100)
    Seal(tmp_path, "db.sqlite3").write()
    return tmp_path


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_told(sealed, damage):
    seal = Seal(sealed, "db.sqlite3")
    assert seal.broken() is None
    DAMAGES[damage](sealed / "graph/links.bin")
    assert seal.broken() == "graph/links.bin"
    assert Seal(sealed, "db.sqlite3").broken() == "graph/links.bin"


def test_a_file_that_was_but_touched_is_whole(sealed):
    os.utime(sealed / "graph/links.bin")
    assert Seal(sealed, "db.sqlite3").broken() is None


def test_what_is_set_apart_and_what_was_never_sealed_is_not_judged(sealed, tmp_path):
    (sealed / "db.sqlite3").write_bytes(b"other")
    (sealed / "graph/new.bin").write_bytes(b"new")
    assert Seal(sealed, "db.sqlite3").broken() is None
    (sealed / FILE).unlink()
    assert Seal(sealed, "db.sqlite3").broken() is None


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff"])
def test_a_seal_that_is_itself_damaged_vouches_for_nothing(sealed, content):
    (sealed / FILE).write_bytes(content)
    assert Seal(sealed, "db.sqlite3").broken() == FILE


def test_sealed_again_after_it_was_written(sealed):
    seal = Seal(sealed, "db.sqlite3")
    (sealed / "graph/links.bin").write_bytes(b"written on purpose")
    seal.write()
    assert seal.broken() is None
    assert Seal(sealed, "db.sqlite3").broken() is None


@pytest.mark.folder
@pytest.mark.parametrize("damage", [*DAMAGES, "folder gone"])
@pytest.mark.parametrize("open_", [False, True], ids=["before it is opened", "while it is open"])
def test_search_goes_on_by_words_and_the_index_is_made_anew_by_itself(tmp_path, monkeypatch, damage, open_):
    monkeypatch.setattr(nearness, "_FEW", 0)  # every search by meaning asks the index
    library = Library.open(tmp_path, HashingEmbedder())
    for number in range(3):
        put(library, holding(number, rows=10))
    library.embed_pending()
    assert all(hit.dense_rank for hit in library.search("公务接待费", None, 3))
    if not open_:
        library._dense._vectors.close()
        library.close()
        Folder._open.clear()  # as in another process
        library = Library.open(tmp_path, HashingEmbedder())
    if damage == "folder gone":
        shutil.rmtree(tmp_path / "vectors")
    else:
        file = max((tmp_path / "vectors").glob("*/*.bin"), key=lambda file: file.stat().st_size)
        DAMAGES[damage](file)
    hits = library.search("公务接待费", None, 3)
    assert [hit.dense_rank for hit in hits] == [None] * 3
    assert library.health()["vectors"]
    assert library.pending() > 0
    embedded = len(library._embedder.embedded)
    library.embed_pending()
    assert len(library._embedder.embedded) == embedded
    assert library.pending() == 0
    assert library.health() == {}
    assert all(hit.dense_rank for hit in library.search("公务接待费", None, 3))
    library.close()
