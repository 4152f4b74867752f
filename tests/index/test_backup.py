"""A backup is restored and answers as before; one that was torn or changed is refused, and nothing is left of it."""

from __future__ import annotations

import io
import tarfile
import threading
from pathlib import Path

import pytest

from index import backup
from index.errors import LibraryError
from index.library import Library
from service import intake
from tests.support.embedding import HashingEmbedder

pytestmark = pytest.mark.folder
SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("water_20*"))


@pytest.fixture
def data(tmp_path):
    library = Library.open(tmp_path / "data", HashingEmbedder())
    for file in SAMPLES:
        assert intake.take_file(library, file, intake.Origin(), 10**7).state == "added"
    library.embed_pending()
    library.close()
    return tmp_path / "data"


def told(folder: Path) -> tuple:
    library = Library.open(folder, HashingEmbedder())
    try:
        records = library.records()
        facts = [(fact.id, fact.value) for fact in library.facts([record.id for record in records])]
        originals = [library.original(record.id).read_bytes() for record in records]
        library.embed_pending()
        near = [hit.passage.id for hit in library.search("公务接待", None, 5)]
        return records, facts, originals, near
    finally:
        library.close()


def test_what_is_restored_is_what_was_there(data, tmp_path) -> None:
    before = told(data)
    count, size = backup.write(data, tmp_path / "one.tar.gz", elsewhere=False)
    assert (count, size > 0) == (len(SAMPLES), True)
    assert backup.restore(tmp_path / "one.tar.gz", tmp_path / "new" / "data") == count
    assert told(tmp_path / "new" / "data") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "new", "one.tar.gz"]


def test_it_is_made_while_others_write(data, tmp_path) -> None:
    library = Library.open(data, None)
    stop = threading.Event()
    gone = library.records()[0].id

    def change() -> None:
        while not stop.is_set():
            library.edit(gone, year=2021)
            library.edit(gone, year=2022)

    writer = threading.Thread(target=change)
    writer.start()
    try:
        backup.write(data, tmp_path / "one.tar.gz", elsewhere=False)
    finally:
        stop.set()
        writer.join()
        library.close()
    backup.restore(tmp_path / "one.tar.gz", tmp_path / "new")
    restored = Library.open(tmp_path / "new", None)
    assert {record.year for record in restored.records() if record.id == gone} <= {2021, 2022, 2023, 2024}
    restored.close()


def changed(archive: bytes, change) -> bytes:
    """The archive with each member's name and content put through `change`; a member of which nothing comes is left out."""
    made = io.BytesIO()
    with tarfile.open(fileobj=io.BytesIO(archive)) as source, tarfile.open(fileobj=made, mode="w:gz") as target:
        for member in source:
            content = source.extractfile(member).read()
            for name, new in change(member.name, content):
                info = tarfile.TarInfo(name)
                info.size = len(new)
                target.addfile(info, io.BytesIO(new))
    return made.getvalue()


def spoilt(name: str, content: bytes):
    return [(name, content + b"x" if name.startswith("originals/") else content)]


def without_originals(name: str, content: bytes):
    return [] if name.startswith("originals/") else [(name, content)]


def torn_database(name: str, content: bytes):
    return [(name, content[:4096] + bytes(40_960) + content[45_056:] if name.endswith(".db") else content)]


def climbing(name: str, content: bytes):
    return [(name, content), ("originals/../../out", b"x")] if name.endswith(".db") else [(name, content)]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (spoilt, "与收录时不同"),
        (without_originals, "缺少 2 份原件"),
        (torn_database, "损坏|不能使用"),
        (climbing, "不该有的"),
        (lambda name, content: [] if name.endswith(".db") else [(name, content)], "没有数据库"),
        (lambda name, content: [(f"x{name}", content)], "不是 mingzhang backup"),
    ],
)
def test_one_that_was_changed_is_refused(data, tmp_path, change, says) -> None:
    file = tmp_path / "one.tar.gz"
    backup.write(data, file, elsewhere=False)
    file.write_bytes(changed(file.read_bytes(), change))
    with pytest.raises(LibraryError, match=says):
        backup.restore(file, tmp_path / "new")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "one.tar.gz"]


@pytest.mark.parametrize("length", [0, 10, 1000, -1])
def test_one_that_was_cut_off_is_refused(data, tmp_path, length) -> None:
    file = tmp_path / "one.tar.gz"
    backup.write(data, file, elsewhere=False)
    file.write_bytes(file.read_bytes()[:length])
    with pytest.raises(LibraryError):
        backup.restore(file, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_nothing_is_restored_over_something(data, tmp_path) -> None:
    backup.write(data, tmp_path / "one.tar.gz", elsewhere=False)
    with pytest.raises(LibraryError, match="不是空的"):
        backup.restore(tmp_path / "one.tar.gz", data)


def test_what_is_not_in_the_folder_is_not_backed_up_here(tmp_path) -> None:
    with pytest.raises(LibraryError, match="pg_dump"):
        backup.write(tmp_path, tmp_path / "one.tar.gz", elsewhere=True)
    with pytest.raises(LibraryError, match="没有明账的数据库"):
        backup.write(tmp_path, tmp_path / "one.tar.gz", elsewhere=False)


@pytest.mark.parametrize("damage", ["torn", "gone", "nonsense"])
def test_the_vector_index_is_built_anew_whatever_state_it_is_in(data, damage) -> None:
    before = told(data)[3]
    index = data / "vectors" / "chroma.sqlite3"
    if damage == "gone":
        index.unlink()
    else:
        index.write_bytes(index.read_bytes()[:4000] if damage == "torn" else b"nonsense" * 1000)
    embedder = HashingEmbedder()
    library = Library.open(data, embedder)
    library.distrust_vectors()
    assert library.embed_pending() > 0
    assert embedder.embedded == []  # what was embedded is kept in the database
    assert [hit.passage.id for hit in library.search("公务接待", None, 5)] == before
    library.close()
