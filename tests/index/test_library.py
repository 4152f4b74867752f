"""What goes in comes out the same, whole or not at all, however often it is asked for."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path, PurePosixPath

import pytest
from sqlalchemy import func, select

from index import schema
from index.errors import LibraryError, UnknownDocumentError
from index.library import Library
from index.store import FILE
from ingest.model import Indicator
from tests.support.embedding import HashingEmbedder
from tests.support.holdings import holding, put

pytestmark = pytest.mark.stores


def rows_held(library) -> dict[str, int]:
    """How many rows each table has, what stays by design left out."""
    stay = {"library", "vector_state", "corrections"}
    with library._store.read() as connection:
        return {
            name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for name, table in schema.metadata.tables.items()
            if name not in stay
        }


def test_a_document_comes_back_as_it_was_read(library):
    held = holding()
    odd = replace(
        held.facts[0],
        id="odd",
        value=Decimal("-3.80"),
        span=(3, 7),
        indicator=Indicator(("产出指标", "数量指标"), "≥", Decimal("10.00"), core=True),
        project=("50011", "示例项目"),
    )
    assert library.add(held.document, [*held.facts, odd], held.passages, held.original)
    assert library.document(held.document.id) == held.document
    assert library.facts([held.document.id]) == [*held.facts, odd]
    assert str(library.facts([held.document.id])[-1].value) == "-3.80"
    assert library.original(held.document.id).read_bytes() == held.original


ONE, TWO, THREE = holding(1), holding(2), holding(3, year=2023)
NEWER = holding(1, content="newer")
# What is done one after another, a text for each moment at which the listing is looked at.
CHANGES = {
    "added": lambda library: put(library, ONE),
    "another body's, and a newer edition": lambda library: (put(library, THREE), put(library, NEWER)),
    "corrected": lambda library: library.edit(THREE.document.id, year=2024),
    "corrected back, published before the others": lambda library: (
        library.edit(THREE.document.id, year=2023),
        library.describe(NEWER.document.id, {"published": "2024-01-01"}),
        library.describe(ONE.document.id, {"published": "2024-02-01"}),
    ),
    "one went and another came": lambda library: (library.remove(THREE.document.id), put(library, TWO)),
    "went and came again": lambda library: (library.remove(ONE.document.id), put(library, ONE)),
    "another in its place": lambda library: (
        put(library, THREE, replaces=[TWO.document.id]),
        put(library, holding(4, organisation="示例市档案馆")),
    ),
    "all went": lambda library: [library.remove(record.id) for record in library.records()],
    "one came": lambda library: put(library, TWO),
}


def test_the_listing_that_is_kept_up_is_the_one_read_anew(library, tmp_path):
    seen = []
    with closing(Library.open(tmp_path / "data", None)) as elsewhere:
        for change in CHANGES.values():
            change(elsewhere)
            with closing(Library.open(tmp_path / "data", None)) as anew:
                assert library.listing() == anew.listing()
            seen.append([(record.id, record.supersedes) for record in library.records()])
    one, two, three, newer = (some.document.id for some in (ONE, TWO, THREE, NEWER))
    assert seen[:6] == [
        [(one, None)],
        [(one, None), (three, None), (newer, one)],
        [(one, None), (three, one), (newer, three)],
        [(one, newer), (three, None), (newer, None)],
        [(one, None), (newer, one), (two, newer)],
        [(newer, None), (two, newer), (one, two)],
    ]
    assert [len(some) for some in seen[6:]] == [4, 0, 1]


def test_what_did_not_change_is_not_read_anew(library):
    put(library, ONE)
    first = library.records()[0]
    put(library, holding(4, organisation="示例市档案馆"))
    assert library.records()[0] is first


def test_the_listing_counts_no_blank_cells(library):
    put(library, held := holding(), source_url="https://example.invalid/1", published="2024-02-01")
    (record,) = library.records()
    assert (record.id, record.tables, record.facts, record.status) == (held.document.id, 1, 5, "ready")
    assert (record.files, record.visibility, record.published) == (("1.txt",), "public", "2024-02-01")
    assert sum(fact.value is None for fact in library.facts([record.id])) == 1


def test_the_same_content_again_changes_nothing(library):
    assert put(library, holding())
    library.embed_pending()
    before = rows_held(library), library.version(), library.records()
    assert put(library, holding()) is False
    assert library.embed_pending() == 0
    assert (rows_held(library), library.version(), library.records()) == before


def test_removing_leaves_nothing_of_a_document(library):
    put(library, first := holding(1))
    put(library, second := holding(2))
    library.embed_pending()
    library.remove(first.document.id)
    library.embed_pending()
    library.remove(second.document.id)
    library.embed_pending()
    assert set(rows_held(library).values()) == {0}
    assert library._originals.all() == set()
    assert library.search("公务接待费", None, 5) == []


def test_removed_and_added_again(library):
    put(library, held := holding())
    library.embed_pending()
    library.remove(held.document.id)
    assert put(library, held)
    assert library.original(held.document.id).read_bytes() == held.original
    library.embed_pending()
    assert [hit.dense_rank for hit in library.search("公务接待费", None, 1)] == [1]


@pytest.mark.parametrize("call", ["remove", "edit", "document", "facts"])
def test_an_unknown_document_is_named(library, call):
    ask = {
        "remove": lambda: library.remove("none"),
        "edit": lambda: library.edit("none", year=2024),
        "document": lambda: library.document("none"),
        "facts": lambda: library.facts(["none"]),
    }
    with pytest.raises(UnknownDocumentError, match="none"):
        ask[call]()


def test_what_identifies_a_document_can_be_corrected(library):
    put(library, held := holding(organisation=None, year=None))
    id_ = held.document.id
    assert library.records()[0].status == "needs_review"
    version = library.version()
    assert library.facts([id_])[0].year is None
    library.edit(
        id_,
        organisation="示例市卫生局",
        year=2023,
        derive=lambda document: ([replace(fact, year=document.year) for fact in held.facts], held.passages),
    )
    assert library.version() > version
    record = library.records()[0]
    assert (record.status, record.organisation, record.year) == ("ready", "示例市卫生局", 2023)
    assert library.document(id_) == replace(held.document, organisation="示例市卫生局", year=2023)
    assert {fact.year for fact in library.facts([id_])} == {2023}
    with library._store.read() as connection:
        log = connection.execute(select(schema.corrections)).mappings().all()
    assert [(row["field"], row["old"], row["new"]) for row in log] == [
        ("organisation", None, "示例市卫生局"),
        ("year", None, "2023"),
    ]


def test_a_correction_that_changes_nothing_is_none(library):
    put(library, held := holding())
    version = library.version()
    library.edit(held.document.id, year=2024, kind="budget")
    assert library.version() == version


def test_a_correction_embeds_no_text_again(library, embedder):
    put(library, held := holding())
    library.embed_pending()
    count = len(embedder.embedded)
    library.edit(held.document.id, scope="unit", derive=lambda _: (held.facts, held.passages))
    assert library.embed_pending() == len(held.passages)
    assert len(embedder.embedded) == count


def test_the_newer_edition_names_the_older(library):
    editions = [holding(1, content=text) for text in ("一", "二", "三")]
    for held in editions:
        put(library, held)
    put(library, holding(2, year=2023))
    ids = [held.document.id for held in editions]
    assert [record.supersedes for record in library.records()] == [None, ids[0], ids[1], None]
    library.remove(ids[1])
    assert [record.supersedes for record in library.records()] == [None, ids[0], None]


def test_editions_go_by_their_dates_where_all_have_one(library):
    put(library, new := holding(content="新"), published="2024-08-01")
    put(library, old := holding(content="旧"), published="2024-02-01")
    assert {record.id: record.supersedes for record in library.records()} == {
        new.document.id: old.document.id,
        old.document.id: None,
    }


def test_two_facts_under_one_id_are_refused_whole(library):
    held = holding()
    wrong = replace(held.facts[2], id=held.facts[0].id)
    with pytest.raises(LibraryError, match="同一编号"):
        library.add(held.document, [*held.facts, wrong], held.passages, held.original)
    assert library.records() == []
    assert library.add(held.document, [*held.facts, held.facts[0]], held.passages, held.original)
    assert len(library.facts([held.document.id])) == len(held.facts)


@pytest.mark.parametrize("name", ["../../etc/passwd", "..", "/tmp/x", "a\\b.txt", "", ". ."])
def test_an_originals_name_stays_in_its_folder(library, name):
    held = holding()
    library.add(replace(held.document, files=(name,)), held.facts, held.passages, held.original)
    kept = library.original(held.document.id)
    assert kept.read_bytes() == held.original
    assert str(kept if isinstance(kept, Path) else kept.path).count(held.document.sha256) == 1
    assert PurePosixPath(str(kept if isinstance(kept, Path) else kept.path)).parent.name == held.document.sha256


def test_facts_are_cached_within_bounds(library, monkeypatch):
    monkeypatch.setattr("index.library._CACHED_FACTS", 15)
    for number in range(5):
        put(library, holding(number))
    ids = [record.id for record in library.records()]
    assert len(library.facts(ids)) == 30
    assert len(library._facts) == 2
    assert library.facts(ids[-1:])[0] is library.facts(ids[-1:])[0]


def test_another_library_on_the_folder_is_seen(library):
    other = Library.open(library._store.data, None)
    put(library, held := holding())
    assert [record.id for record in other.records()] == [held.document.id]
    assert len(other.facts([held.document.id])) == 6
    library.edit(held.document.id, year=2020, derive=lambda d: ([replace(f, year=d.year) for f in held.facts], ()))
    assert {fact.year for fact in other.facts([held.document.id])} == {2020}
    library.remove(held.document.id)
    assert other.records() == []
    with pytest.raises(UnknownDocumentError):
        other.facts([held.document.id])
    other.close()


def test_many_threads_at_once(library):
    errors = []

    def work(number: int) -> None:
        try:
            put(library, held := holding(number))
            put(library, held)
            library.embed_pending()
            assert len(library.facts([held.document.id])) == 6
            assert library.search("公务接待费", [held.document.id], 1)
            if number % 2:
                library.remove(held.document.id)
        except Exception as error:  # noqa: BLE001
            errors.append(error)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(16)))
    library.embed_pending()
    assert errors == []
    assert len(library.records()) == 8
    assert len({hit.passage.document for hit in library.search("公务接待费", None, 50)}) == 8
    assert library.health() == {}
    assert threading.active_count() < 50


@pytest.mark.folder
@pytest.mark.parametrize(
    ("where", "sentence"),
    [("file", "不是文件夹"), ("file/data", "不是文件夹"), ("garbage", "不是明账的数据库"), ("newer", "升级明账")],
)
def test_a_folder_that_cannot_be_used_is_told_in_one_sentence(tmp_path, where, sentence):
    (tmp_path / "file").write_text("x")
    (tmp_path / "garbage").mkdir()
    (tmp_path / "garbage" / FILE).write_bytes(b"not a database" * 200)
    newer = Library.open(tmp_path / "newer", None)
    with newer._store.write() as connection:
        connection.exec_driver_sql("INSERT INTO migrations VALUES (9999, 'later')")
    newer.close()
    with pytest.raises(LibraryError, match=sentence) as caught:
        Library.open(tmp_path / where, None)
    assert str(caught.value).endswith("。")
    assert "\n" not in str(caught.value)


@pytest.mark.folder
def test_an_unwritable_folder_is_told_in_one_sentence():
    with pytest.raises(LibraryError, match=r"数据文件夹“/proc/mingzhang”"):
        Library.open(Path("/proc/mingzhang"), None)


@pytest.mark.folder
def test_a_full_disk_leaves_the_store_as_it_was(library):
    put(library, holding(1))
    before = rows_held(library)
    library._store._engine.dispose()
    with library._store._engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(LibraryError, match="磁盘已满"):
        put(library, holding(2, rows=2000))
    assert rows_held(library) == before
    assert put(library, holding(1)) is False


def test_a_failing_original_leaves_no_document(library, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(library._originals), "keep", full)
    with pytest.raises(LibraryError, match="磁盘已满"):
        put(library, holding())
    assert library.records() == []
    assert set(rows_held(library).values()) == {0}


@pytest.mark.folder
def test_a_left_over_original_is_swept(library):
    put(library, held := holding())
    orphan = library._store.data / "originals" / ("0" * 64)
    orphan.mkdir()
    (orphan / "x.txt").write_text("x")
    Library.open(library._store.data, HashingEmbedder()).close()
    assert not orphan.exists()
    assert library.original(held.document.id).exists()
