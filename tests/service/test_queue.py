"""Uploads that a queue delivers: any number take them in, nothing is lost with one of them, nothing is in twice."""

from __future__ import annotations

import hashlib
import io
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select, text

from index import delivery, schema, waiting
from index.errors import LibraryError
from index.job import About, FullError, Load, Room, Upload
from index.jobs import Jobs
from index.library import Library
from index.stores import Stores
from ingest.errors import IngestError
from service import cli, settings, taking
from service.app import create_app
from service.delivered import Hands
from service.intake import here
from service.readers import ReaderLostError, ReadersError
from service.settings import Settings
from service.taking import Again, Failed, judged
from tests.support import servers
from tests.support.queue_worker import PULSE
from tests.support.scripted import DISCLOSURE, Scripted

ROOT = Path(__file__).resolve().parents[2]
TEXT = DISCLOSURE.read_text("utf-8")
DAY = timedelta(days=1)
_PATIENCE = 180
LOST = ReaderLostError("毒.md", "文件使读取程序意外中止，可能已损坏", "请用原来的软件另存一份再试")


def disclosure(of: str) -> bytes:
    return TEXT.replace("水利局", of).encode()


class Reader:
    """Reads here; holds the files named until it is let go, loses itself over others."""

    count = 1

    def __init__(self, *held: str, lost: set[str] | None = None) -> None:
        self.held = {name: threading.Event() for name in held}
        self.lost = set() if lost is None else lost
        self.begun: list[str] = []
        self.closed = False

    def read(self, data, name, tell=None):
        self.begun.append(name)
        if name in self.lost:
            raise LOST
        if name in self.held:
            assert self.held[name].wait(_PATIENCE)
            if self.closed:
                raise IngestError(name, "读取被中止", "请重新收录")
        return here(data, name)

    def close(self):
        self.closed = True
        for event in self.held.values():
            event.set()


def eventually(true, seconds=_PATIENCE):
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.fixture
def place(running_servers, tmp_path):
    stores = running_servers.stores(tmp_path / "data")
    return Stores(stores.data, stores.database)


@pytest.fixture
def library(place):
    library = Library.open(place, None)
    yield library
    library.close()


@pytest.fixture
def jobs(library):
    return Jobs(library.store)


@contextmanager
def working(library, reader):
    hands = Hands(library, Jobs(library.store), reader, 1 << 20, DAY, DAY, PULSE)
    hands.start()
    try:
        yield hands
    finally:
        hands.stop()


@pytest.fixture
def worker():
    """Begins workers on a library; they end with the test."""
    with ExitStack() as stack:

        def begin(library, reader):
            return stack.enter_context(working(library, reader))

        begin.close = stack.close
        yield begin


def put(jobs, job, *bodies, names=None):
    contents = [disclosure(body) for body in bodies]
    for at, content in enumerate(contents):
        jobs.waiting.put(job, str(at), io.BytesIO(content))
    named = names or [f"{at}.md" for at in range(len(bodies))]
    uploads = [
        Upload(name, hashlib.sha256(content).hexdigest(), len(content))
        for name, content in zip(named, contents, strict=True)
    ]
    jobs.create(job, uploads, About(), "")


def states(jobs, job):
    return [file.state for file in jobs.get(job).files]


def finished(jobs, job):
    eventually(lambda: jobs.get(job).state in {"done", "failed"})
    return states(jobs, job)


def attempts(library, job):
    files = schema.job_files
    with library.store.read() as connection:
        return list(
            connection.execute(select(files.c.attempts).where(files.c.job == job).order_by(files.c.position)).scalars()
        )


def test_two_workers_share_the_files_of_a_job_and_keep_its_order(library, jobs, worker):
    first, second = Reader("0.md"), Reader("0.md")
    put(jobs, "j", "水利局", "林业局", "农业局", "统计局")
    worker(library, first)
    worker(library, second)
    eventually(lambda: {*first.begun, *second.begun} == {"0.md", "1.md", "2.md", "3.md"})
    slow, quick = (first, second) if "0.md" in first.begun else (second, first)
    assert (slow.begun, quick.begun) == (["0.md"], ["1.md", "2.md", "3.md"])
    eventually(lambda: [file.stage for file in jobs.get("j").files] == ["reading", "read", "read", "read"])
    assert library.records() == []  # an earlier file that is read later is still the earlier one
    slow.held["0.md"].set()
    assert finished(jobs, "j") == ["done"] * 4
    assert [record.files for record in library.records()] == [(f"{at}.md",) for at in range(4)]
    assert jobs.waiting.jobs() == []
    with library.store.read() as connection:
        eventually(lambda: not delivery.on_their_way(connection))


def test_what_was_laid_down_and_is_damaged_is_read_again(library, jobs, worker):
    one, other = Reader("0.md"), Reader("0.md")
    put(jobs, "j", "水利局", "林业局")
    worker(library, one)
    worker(library, other)
    eventually(lambda: [file.stage for file in jobs.get("j").files] == ["reading", "read"])
    jobs.waiting.put("j", "1.read", io.BytesIO(b"x"))
    for reader in (one, other):
        reader.held["0.md"].set()
    assert finished(jobs, "j") == ["done", "done"]
    assert [*one.begun, *other.begun].count("1.md") == 2


@pytest.mark.parametrize("moment", ["reading", "keeping"])
def test_a_file_of_a_worker_that_was_killed_is_taken_up_by_another(place, library, jobs, worker, moment):
    put(jobs, "j", "水利局")
    killed = subprocess.Popen(
        [sys.executable, "-m", "tests.support.queue_worker", str(place.data), place.database, moment],
        env={**settings.environment(), "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert killed.stdout.readline() == "here\n"
    finally:
        os.kill(killed.pid, signal.SIGKILL)
        killed.wait()
        killed.stdout.close()
    assert jobs.get("j").state == "running"
    worker(library, Reader())
    assert finished(jobs, "j") == ["done"]
    assert attempts(library, "j") == [2]
    (record,) = library.records()
    assert jobs.get("j").files[0].document == record.id


def test_a_file_that_ends_its_readers_is_told_and_holds_no_other_up(library, jobs, worker, monkeypatch):
    monkeypatch.setattr(taking, "_AGAIN_SECONDS", (0.05,))
    reader = Reader(lost={"毒.md"})
    put(jobs, "j", "水利局", "林业局", "农业局", names=["好.md", "毒.md", "也好.md"])
    put(jobs, "k", "统计局", names=["别的.md"])
    worker(library, reader)
    assert finished(jobs, "j") == ["done", "failed", "done"]
    assert finished(jobs, "k") == ["done"]
    told = jobs.get("j").files[1].error
    assert "意外中止" in told
    assert "试了3次" in told
    assert reader.begun.count("毒.md") == 3
    reader.lost.clear()  # what was amiss is mended
    jobs.retry("j")
    assert finished(jobs, "j") == ["done"] * 3
    assert attempts(library, "j")[1] == 1


def test_a_store_that_is_away_for_a_while_costs_no_file(library, jobs, worker, monkeypatch):
    monkeypatch.setattr(taking, "_AGAIN_SECONDS", (0.05,))
    away, add = [1, 2, 3], Library.add

    def failing(self, *given, **named):
        if away:
            away.pop()
            raise LibraryError("存放原件的地方不能使用。")
        return add(self, *given, **named)

    monkeypatch.setattr(Library, "add", failing)
    put(jobs, "j", "水利局", "林业局")
    worker(library, Reader())
    assert finished(jobs, "j") == ["done", "done"]
    assert [record.files for record in library.records()] == [("0.md",), ("1.md",)]


def hand_over(library, jobs, *files):
    with library.store.write("jobs") as connection:
        delivery.hand_over(connection, jobs.waiting.place, files)


def idle(library):
    def nothing():
        with library.store.read() as connection:
            return not delivery.on_their_way(connection)

    eventually(nothing)


def test_a_second_delivery_changes_nothing(library, jobs, worker):
    readers = Reader("0.md"), Reader("0.md")
    put(jobs, "j", "水利局")
    hand_over(library, jobs, ("j", 0), ("j", 0))
    for reader in readers:
        worker(library, reader)
    eventually(lambda: any(reader.begun for reader in readers))
    time.sleep(0.3)
    assert sorted(len(reader.begun) for reader in readers) == [0, 1]  # while one has it, nobody else is given it
    for reader in readers:
        reader.held["0.md"].set()
    idle(library)
    hand_over(library, jobs, ("j", 0), ("of a job that is gone", 3))
    idle(library)
    assert states(jobs, "j") == ["done"]
    assert attempts(library, "j") == [1]
    assert len(library.records()) == 1


def test_one_file_in_two_uploads_is_kept_once(library, jobs, worker):
    put(jobs, "j", "水利局", "水利局")
    put(jobs, "k", "水利局")
    worker(library, Reader())
    worker(library, Reader())
    assert (finished(jobs, "j"), finished(jobs, "k")) == (["done", "done"], ["done"])
    assert len(library.records()) == 1


def test_a_worker_that_is_told_to_end_gives_its_file_back(library, jobs, worker):
    reader = Reader("0.md")
    put(jobs, "j", "水利局")
    with working(library, reader):
        eventually(lambda: reader.begun)
    assert states(jobs, "j") == ["queued"]
    assert attempts(library, "j") == [0]
    worker(library, Reader())
    assert finished(jobs, "j") == ["done"]


def test_what_is_queued_and_on_nobody_s_way_is_handed_over_again(library, jobs, worker):
    """As after a restored backup, whose queue is not in it, or an upgrade from before there was one."""
    put(jobs, "j", "水利局")
    with library.store.write("jobs") as connection, delivery._within(connection) as raw:
        raw.execute("DELETE FROM procrastinate_jobs")
    assert jobs.hand_over_again() == 1
    assert jobs.hand_over_again() == 0
    worker(library, Reader())
    assert finished(jobs, "j") == ["done"]


def test_a_cancelled_file_is_not_taken_in_when_it_is_brought(library, jobs, worker):
    reader = Reader("0.md")
    put(jobs, "j", "水利局", "林业局")
    worker(library, reader)
    eventually(lambda: reader.begun == ["0.md"])
    jobs.cancel("j")
    reader.held["0.md"].set()
    idle(library)
    assert (states(jobs, "j"), library.records()) == (["cancelled", "cancelled"], [])
    jobs.retry("j")
    assert finished(jobs, "j") == ["done", "done"]


def test_a_machine_is_brought_what_it_reaches(place, library, jobs, worker, tmp_path):
    elsewhere = Library.open(Stores(tmp_path / "elsewhere", place.database), None)
    with working(elsewhere, Reader()):
        put(jobs, "here", "水利局")
        put(Jobs(elsewhere.store), "elsewhere", "林业局")
        assert finished(jobs, "elsewhere") == ["done"]
        assert states(jobs, "here") == ["queued"]
        worker(library, Reader())
        assert finished(jobs, "here") == ["done"]
    elsewhere.close()


def test_where_files_are_shared_any_machine_takes_them_in(place, tmp_path, worker):
    shared = str(tmp_path / "shared")
    one, other = (
        Library.open(Stores(tmp_path / name, place.database, files=shared), None) for name in ("one", "other")
    )
    with working(other, Reader()):
        put(Jobs(one.store), "j", "水利局")
        assert finished(Jobs(one.store), "j") == ["done"]
    reopened = Library.open(Stores(tmp_path / "one", place.database, files=shared), None)  # sweeps the originals
    assert reopened.original(reopened.records()[0].id).read_bytes() == disclosure("水利局")
    for library in (one, other, reopened):
        library.close()


def test_the_queue_s_tables_are_made_once_and_brought_up_to_date(place, library, jobs, worker):
    with library.store.write() as connection:
        name = delivery.schema_of(connection)
        assert name.endswith("_queue")
        connection.execute(text(f"DELETE FROM \"{name}\".mingzhang_steps WHERE name LIKE 'version %'"))
        last = connection.execute(text(f'SELECT max(name) FROM "{name}".mingzhang_steps')).scalar_one()
    Library.open(place, None).close()  # of an older version, with nothing new in its history
    with library.store.read() as connection:
        steps = set(connection.execute(text(f'SELECT name FROM "{name}".mingzhang_steps')).scalars())
    assert last in steps
    assert any(step.startswith("version ") for step in steps)
    put(jobs, "j", "水利局")
    worker(library, Reader())
    assert finished(jobs, "j") == ["done"]


def test_workers_go_on_when_the_database_was_restarted(running_servers, tmp_path, worker):
    del running_servers  # only for what it needs to be installed
    with servers.postgresql() as cluster:
        library = Library.open(Stores(tmp_path, cluster.url), None)
        jobs, reader = Jobs(library.store), Reader("0.md")
        put(jobs, "j", "水利局")
        worker(library, reader)
        eventually(lambda: reader.begun)
        cluster.stop()
        cluster.start()
        reader.held["0.md"].set()
        assert finished(jobs, "j") == ["done"]
        put(jobs, "k", "林业局")
        assert finished(jobs, "k") == ["done"]
        assert len(library.records()) == 2
        worker.close()
        library.close()


def test_processes_that_start_at_once_make_the_tables_once(running_servers, tmp_path):
    stores = [Stores(tmp_path / str(n), running_servers.stores(tmp_path).database) for n in range(4)]
    with ThreadPoolExecutor(4) as pool:
        for library in pool.map(lambda place: Library.open(place, None), stores):
            library.close()


def test_an_object_store_is_swept_of_what_nobody_wants(running_servers, tmp_path, monkeypatch):
    place = waiting.of(running_servers.stores(tmp_path))
    for job, name in (("wanted", "0"), ("wanted", "1"), ("orphan", "0")):
        place.put(job, name, io.BytesIO(b"x"))

    def left():
        return [(job, name) for job in place.jobs() for name in "01" if place.has(job, name)]

    place.sweep({("wanted", "0")})
    assert left() == [("orphan", "0"), ("wanted", "0")]  # what is young may be just coming
    monkeypatch.setattr(waiting, "_COMING", timedelta(hours=-1))
    place.sweep({("wanted", "0")})
    assert left() == [("wanted", "0")]
    assert place.get("orphan", "0") is None
    place.forget("wanted", ["0", "5"])
    assert place.jobs() == []
    place.close()


def test_a_data_folder_is_one_place_for_all_its_processes(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        names = set(pool.map(lambda _: waiting.of(Stores(tmp_path)).place, range(32)))
    assert len(names) == 1
    assert names != {""}
    (tmp_path / "another").mkdir()
    assert waiting.of(Stores(tmp_path / "another")).place not in names
    shared = {waiting.of(Stores(tmp_path / name, files=str(tmp_path))).place for name in ("a", "b")}
    assert shared == {waiting.SHARED}


@pytest.mark.parametrize(
    ("error", "attempts", "becomes"),
    [
        (LOST, 1, Again(1.0)),
        (LOST, 2, Again(4.0)),
        (LOST, 3, "（试了3次）。"),
        (LibraryError("磁盘已满。"), 5, Again(300.0)),
        (LibraryError("磁盘已满。"), 7, Again(300.0)),
        (LibraryError("磁盘已满。"), 8, "磁盘已满（试了8次）。"),
        (ReadersError("无法启动读取文件的进程。"), 1, Again(1.0)),
        (IngestError("a.pdf", "文件有密码", "请去掉密码"), 1, "文件有密码"),
        (IngestError("a.pdf", "文件有密码", "请去掉密码"), 2, "（试了2次）。"),
    ],
)
def test_what_may_pass_is_tried_again_for_a_while(error, attempts, becomes):
    found = judged(error, attempts)
    if isinstance(becomes, Again):
        assert found == becomes
    else:
        assert isinstance(found, Failed)
        assert becomes in found.error


@pytest.mark.parametrize(("seconds", "claimed"), [(0, True), (60, False), (30 * 24 * 3600, True)])
def test_a_file_waits_to_be_tried_again_unless_another_clock_said_so(tmp_path, seconds, claimed):
    library = Library.open(tmp_path, None)
    jobs = Jobs(library.store)
    put(jobs, "j", "水利局")
    jobs.later(jobs.claim(9), seconds)
    assert (jobs.claim(9) is not None) is claimed
    library.close()


def test_a_file_that_ends_whoever_takes_it_in_is_given_up(tmp_path):
    library = Library.open(tmp_path, None)
    jobs = Jobs(library.store)
    put(jobs, "j", "水利局")
    for _ in range(20):  # the process ends each time, and begins anew
        assert isinstance(taking.Taking(library, jobs, Reader(), 1 << 20).read(jobs.claim(9)), taking.FileRead)
        jobs.resume()
    last = taking.Taking(library, jobs, Reader(), 1 << 20).read(jobs.claim(9))
    assert isinstance(last, Failed)
    assert "试了20次" in last.error
    library.close()


@pytest.mark.parametrize(
    ("held", "new", "said"),
    [
        (Load(0, 0, 0), (500, 10**9), None),  # whatever one upload brings, it may come while nothing waits
        (Load(9, 900, 0), (1, 100), None),
        (Load(10, 0, 0), (1, 1), "超过10个的上限"),
        (Load(1, 900, 0), (1, 101), "MB的上限"),
    ],
)
def test_room_for_more(held, new, said):
    room = Room(10, 1000)
    if said is None:
        room.refuse(held, *new)
    else:
        with pytest.raises(FullError, match=said):
            room.refuse(held, *new)


@pytest.mark.stores
@pytest.mark.parametrize("limit", [{"queue_files": 2}, {"queue_mb": 1}])
def test_uploads_beyond_what_may_wait_are_refused_for_a_while(tmp_path, limit):
    given = Settings(data=tmp_path / "data", embedding="none", take_in=False, **limit)
    big = disclosure("水利局") + b" " * (600_000 if "queue_mb" in limit else 0)
    with TestClient(create_app(given, Scripted)) as client:

        def upload(content):
            return client.post("/v1/documents", files=[("file", ("a.md", content)), ("file", ("b.md", content))])

        first = upload(big)
        assert first.status_code == 202
        refused = upload(big)
        assert (refused.status_code, refused.headers["content-type"]) == (429, "application/problem+json")
        assert refused.json()["type"] == "urn:mingzhang:problem:queue-full"
        assert "请过一会儿再传" in refused.json()["detail"]
        assert int(refused.headers["retry-after"]) > 0
        assert [job["id"] for job in client.get("/v1/jobs").json()["items"]] == [first.json()["job"]]
        client.delete(f"/v1/jobs/{first.json()['job']}")
        assert upload(big).status_code == 202


def test_the_commands_tell_what_failed_and_try_it_again(tmp_path, capsys):
    given = Settings(data=tmp_path / "data", embedding="none", workers=1)
    with TestClient(create_app(given, Scripted)) as client:
        files = [("file", ("好.md", disclosure("水利局"))), ("file", ("坏.pdf", b"%PDF-1.7\nnothing"))]
        job = client.post("/v1/documents", files=files).json()["job"]
        eventually(lambda: client.get(f"/v1/jobs/{job}").json()["state"] == "failed")
    where = ["--data", str(given.data)]
    assert cli.main([*where, "jobs"]) == 0
    whole = capsys.readouterr().out
    assert "好.md  已收录" in whole
    assert cli.main([*where, "jobs", "--failed"]) == 0
    failed = capsys.readouterr().out
    assert job in failed
    assert "坏.pdf  未能收录：" in failed
    assert "好.md" not in failed
    assert cli.main([*where, "jobs", "retry"]) == 0
    assert "1个任务" in capsys.readouterr().out
    assert cli.main([*where, "jobs", "--json"]) == 0
    assert '"state": "queued"' in capsys.readouterr().out
    assert cli.main([*where, "jobs", "retry", "absent"]) == 1


@pytest.mark.folder  # the process is told of the folder alone
def test_work_is_a_process_of_its_own_that_lets_answering_go_first(tmp_path):
    library = Library.open(tmp_path, None)
    put(Jobs(library.store), "j", "水利局")
    process = subprocess.Popen(
        [sys.executable, "-m", "service.cli", "work"],
        env={**settings.environment(data=tmp_path, embedding="none", workers=1), "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert "正在等待" in process.stdout.readline()
        assert os.getpriority(os.PRIO_PROCESS, process.pid) >= 10
        assert finished(Jobs(library.store), "j") == ["done"]
        process.terminate()
        assert process.wait(120) == 0
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
    library.close()
