"""What is kept elsewhere than in the data folder: shared by several, told of where it fails, without its secrets."""

from __future__ import annotations

import logging
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from sqlalchemy import delete, select, text

from index import lexical, schema, vector_server
from index.archive import Archive, Entry
from index.errors import LibraryError
from index.library import Library
from index.stores import Stores, masked
from tests.support import servers
from tests.support.embedding import HashingEmbedder
from tests.support.holdings import holding, put

PASSAGES = (
    "公务接待费3.80万元，比上年减少2.00万元，主要原因是厉行节约，减少公务接待批次。",
    "公务用车运行维护费12.50万元，保有量4辆，用于车辆燃料费、维修费、过路过桥费、保险费。",
    "因公出国（境）费用为零，与上年持平。",
    "机关运行经费1,234.56万元，用于办公费、印刷费、水费、电费、差旅费、会议费。",
    "政府采购预算总额86万元，其中货物类采购40万元，服务类采购46万元。",
    "公务接待费主要用于接待上级检查、兄弟单位来访的公务接待，公务接待批次12批。",
    "联系电话 023-68219988，联系人 Zhang。",
    "会议费、培训费比上年减少，主要原因是减少会议次数。",
)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql+psycopg://user:pass@host/db", "postgresql+psycopg://user:***@host/db"),
        ("postgresql://user@host/db", "postgresql://user@host/db"),
        ("postgresql://user:a/b@c#d@host/db", "postgresql://user:***@host/db"),
        ("postgresql:///db?host=/run&password=pass&user=me", "postgresql:///db?host=/run&password=***&user=me"),
        ("http://chroma:8000", "http://chroma:8000"),
        ("https://token@chroma", "https://***@chroma"),
        ("s3://bucket/prefix", "s3://bucket/prefix"),
        ("s3://KEY:SECRET@bucket/a?endpoint=http://s3:9000", "s3://KEY:***@bucket/a?endpoint=http://s3:9000"),
        ("/srv/originals", "/srv/originals"),
        ("user:pass@host", "***"),
    ],
)
def test_a_url_is_shown_without_its_secrets(url, shown):
    assert masked(url) == shown


def test_stores_are_not_shown_by_chance(tmp_path):
    assert "secret" not in repr(Stores(tmp_path, "postgresql://u:secret@h/d", "http://secret@h", "s3://k:secret@b"))


@pytest.fixture
def elsewhere(running_servers, tmp_path):
    return running_servers.stores(tmp_path / "data")


@pytest.fixture
def opened():
    """Opens libraries and closes them at the end."""
    libraries: list[Library] = []

    def open_(place, embedder=None):
        libraries.append(Library.open(place, embedder))
        return libraries[-1]

    yield open_
    for library in libraries:
        library.close()


@pytest.mark.folder
@pytest.mark.parametrize(
    "question", ["公务接待费为什么减少", "用车保险费", "1234.56万元", "费", "会议次数", "zhang 电话", "采购"]
)
def test_both_databases_rank_alike(opened, elsewhere, tmp_path, monkeypatch, question):
    monkeypatch.setattr(lexical, "_FEW", 0)
    ranked = []
    for library in (opened(tmp_path / "folder"), opened(elsewhere)):
        for number, words in enumerate((PASSAGES, PASSAGES[:3], ("公务接待费5.80万元。",))):
            put(library, holding(number, rows=3, published_text=words))
        with library.store.read() as connection:
            ranked.append(lexical.search(connection, question, None, 50))
    local, server = ranked
    assert [id_ for id_, _ in local]
    assert dict(local) == pytest.approx(dict(server), rel=1e-6)
    assert [score for _, score in server] == sorted((score for _, score in server), reverse=True)


def test_several_write_at_once_and_each_change_has_a_version_of_its_own(opened, elsewhere):
    libraries = [opened(elsewhere) for _ in range(3)]

    def work(number: int) -> None:
        assert put(libraries[number % 3], holding(number, rows=20))

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(work, range(12)))
    listing = libraries[0].listing()
    assert listing.version == 12
    assert sorted(listing.revisions.values()) == list(range(1, 13))
    assert all(library.listing().records == listing.records for library in libraries)


def test_the_same_document_put_in_by_two_at_once_is_in_once(opened, elsewhere):
    libraries = [opened(elsewhere) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        added = list(pool.map(lambda library: put(library, holding(1, rows=50)), libraries))
    assert sorted(added) == [False, False, False, True]
    assert len(libraries[0].facts([record.id for record in libraries[0].records()])) == 50


def test_an_answer_is_kept_while_a_disclosure_is_taken_in(opened, elsewhere):
    library, other = opened(elsewhere), opened(elsewhere)
    with library.store.write():
        Archive(other.store).add([Entry("talk", "题", issued=True, at=datetime.now(UTC).isoformat(), turn="{}")])
    assert Archive(library.store).turn("talk") == "{}"


def test_a_sign_that_postgresql_does_not_keep_stands_for_itself_no_more(opened, elsewhere):
    kept = Archive(opened(elsewhere).store)
    kept.add([Entry("a\x00b", "题\x00", issued=True, at="2026-01-01", turn="{}")])
    assert kept.turn("a\x00b") == "{}"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgresql+psycopg://me:hidden@127.0.0.1:1/db", "连不上数据库“postgresql+psycopg://me:***@127.0.0.1:1/db”"),
        ("postgresql://me:hidden@/db?host=/nowhere", "连不上数据库"),
        ("{base}/postgres?password=hidden&options=-csearch_path%3Dnone", "没有地址所指的模式"),
        ("{base}/none?password=hidden", "连不上数据库"),
    ],
)
def test_a_database_that_cannot_be_had_is_one_sentence(tmp_path, running_servers, url, said):
    base = running_servers.postgresql.rpartition("/")[0]
    with pytest.raises(LibraryError, match=re.escape(said)) as caught:
        Library.open(Stores(tmp_path, url.format(base=base)), None)
    assert "hidden" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_database_that_was_restarted_is_used_again(tmp_path, opened):
    if lacking := servers.missing():
        pytest.skip(lacking)
    with servers.postgresql() as cluster:
        library = opened(Stores(tmp_path, cluster.url))
        put(library, held := holding())
        cluster.stop()
        with pytest.raises(LibraryError, match="连不上数据库"):
            library.records()
        cluster.start()
        assert [record.id for record in library.records()] == [held.document.id]
        assert put(library, holding(2))


def test_a_table_without_leave_to_write_is_one_sentence(opened, elsewhere):
    library = opened(elsewhere)
    with pytest.raises(LibraryError, match="不可写"), library.store.read() as connection:
        connection.execute(delete(schema.documents))


def test_without_the_vector_server_words_find_and_it_is_told(tmp_path, opened, monkeypatch, caplog):
    if lacking := servers.missing():
        pytest.skip(lacking)
    monkeypatch.setattr(vector_server, "_REST_SECONDS", 0.0)
    port = servers.free_port()
    library = opened(Stores(tmp_path / "data", chroma=f"http://me:hidden@127.0.0.1:{port}"), HashingEmbedder())
    put(library, holding())
    assert library.search("公务接待费", None, 3)[0].lexical_rank == 1
    assert f"http://me:***@127.0.0.1:{port}" in library.health()["vectors"]
    with pytest.raises(LibraryError, match="连不上 Chroma 服务") as caught:
        library.embed_pending()
    assert "hidden" not in str(caught.value)
    with servers.chroma(port, tmp_path):
        assert library.embed_pending() == 7
        assert library.health() == {}
        assert all(hit.dense_rank for hit in library.search("公务接待费", None, 3))
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            assert library.search("公务接待费", None, 3)[0].lexical_rank == 1
    assert "连不上 Chroma 服务" in library.health()["vectors"]
    assert len(caplog.records) == 1  # not once for every question
    with servers.chroma(port, tmp_path):
        assert all(hit.dense_rank for hit in library.search("公务接待费", None, 3))
        assert library.health() == {}


def test_a_server_that_is_down_is_left_alone_for_a_moment(tmp_path):
    now = [0.0]
    knocks = []
    server = vector_server.VectorServer(f"http://127.0.0.1:{servers.free_port()}", lambda: now[0])
    knock = server._knock
    server._knock = lambda: (knocks.append(now[0]), knock())[1]
    for now[0] in (100.0, 101.0, 104.9, 105.1, 106.0):
        assert server.problem()
    assert knocks == [100.0, 105.1]


def test_vectors_lost_on_the_server_are_put_in_again_without_embedding(opened, elsewhere):
    embedder = HashingEmbedder()
    library = opened(elsewhere, embedder)
    put(library, holding())
    library.embed_pending()
    count = len(embedder.embedded)
    with library.store.read() as connection:
        name = connection.execute(select(schema.vector_state.c.collection)).scalar_one()
    library._dense._vectors._connected().delete_collection(name)
    assert "向量不完整" in {library.search("公务接待费", None, 3)[0].dense_rank: library.health()["vectors"]}[None]
    assert library.embed_pending() == 7
    assert len(embedder.embedded) == count
    assert all(hit.dense_rank for hit in library.search("公务接待费", None, 3))
    with library.store.read() as connection:
        name = connection.execute(select(schema.vector_state.c.collection)).scalar_one()
    library.distrust_vectors()
    assert library.embed_pending() == 7
    assert library.health() == {}
    assert name not in {found.name for found in library._dense._vectors._connected().list_collections()}


def test_two_libraries_on_one_server_do_not_meet(opened, running_servers, tmp_path):
    first, second = (opened(running_servers.stores(tmp_path / name), HashingEmbedder()) for name in ("a", "b"))
    put(first, one := holding(1))
    put(second, two := holding(2))
    for library in (first, second):
        library.embed_pending()
    assert {hit.passage.document for hit in first.search("公务接待费", None, 50)} == {one.document.id}
    second.remove(two.document.id)
    second.embed_pending()
    assert all(hit.dense_rank for hit in first.search("公务接待费", None, 50))
    assert first.original(one.document.id).read_bytes() == one.original


def test_originals_go_with_their_document(opened, elsewhere):
    library = opened(elsewhere)
    put(library, first := holding(1))
    put(library, second := holding(2))
    assert library._originals.all() == {first.document.sha256, second.document.sha256}
    library.remove(first.document.id)
    assert library._originals.all() == {second.document.sha256}
    assert library.original(second.document.id).read_bytes() == second.original


@pytest.mark.parametrize(
    "url", ["s3://KEY:hidden@none/x?endpoint={s3}", "s3://KEY:hidden@tests/x?endpoint=http://127.0.0.1:1"]
)
def test_an_object_store_that_cannot_be_had_is_one_sentence_and_nothing_is_in(running_servers, opened, tmp_path, url):
    library = opened(Stores(tmp_path, files=url.format(s3=running_servers.s3)))
    with pytest.raises(LibraryError, match=r"s3://KEY:\*\*\*@") as caught:
        put(library, holding())
    assert "hidden" not in str(caught.value)
    assert library.records() == []


def test_a_folder_of_its_own_for_originals(opened, tmp_path):
    library = opened(Stores(tmp_path / "data", files=f"file://{tmp_path / 'shared'}"))
    put(library, held := holding())
    assert library.original(held.document.id) == tmp_path / "shared" / held.document.sha256 / "1.txt"


def test_texts_are_compared_as_sqlite_does(opened, elsewhere):
    with opened(elsewhere).store.read() as connection:
        told = connection.execute(
            text("SELECT count(*) FROM information_schema.columns WHERE table_schema = current_schema()"
                 " AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C'")
        ).scalar_one()  # fmt: skip
    assert told == 0
