"""Uploads: each file's fate is told, nothing is half stored, and what was interrupted goes on."""

from __future__ import annotations

import hashlib
import io
import os
import threading
import time
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from index import waiting
from index.job import About, NothingToRetryError, ReusedRequestError, Task, UnknownJobError, Upload
from index.jobs import Jobs
from index.keys import Keys
from index.library import Library
from index.stores import Stores
from service import jobs as service_jobs
from service.app import create_app
from service.readers import Readers
from service.settings import Settings
from tests.service.test_access import bearer
from tests.support.scripted import DISCLOSURE, Scripted

pytestmark = pytest.mark.stores
TEXT = DISCLOSURE.read_bytes()
OTHER = TEXT.replace("水利局".encode(), "林业局".encode())
BAD = b"%PDF-1.7\nnothing"


class Slow:
    """Readers that wait to be let go, one file after another by its name."""

    count = 2

    def __init__(self, *held):
        self.held = {name: threading.Event() for name in held}
        self.begun = threading.Event()
        self.closed = False

    def read(self, data, name, tell=None):
        from service.intake import here

        if name in self.held:
            if tell is not None:
                tell(3, 12)
            self.begun.set()
            assert self.held[name].wait(120)
        return here(data, name)

    def close(self):
        self.closed = True
        for event in self.held.values():
            event.set()


@pytest.fixture
def settings(tmp_path):
    return Settings(data=tmp_path / "data", embedding="none", workers=2, max_file_mb=1, max_upload_mb=1)


@pytest.fixture
def client(settings):
    with TestClient(create_app(settings, Scripted), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def slow(monkeypatch):
    def made(*held):
        readers = Slow(*held)
        monkeypatch.setattr(service_jobs, "Readers", lambda limits, count: readers)
        return readers

    return made


def files(*contents):
    return [("file", (f"{n}.md", content, "text/markdown")) for n, content in enumerate(contents)]


def finished(client, job, **more):
    deadline = time.monotonic() + 60
    while (found := client.get(f"/v1/jobs/{job}", **more).json())["state"] in {"queued", "running"}:
        assert time.monotonic() < deadline, found
        time.sleep(0.02)
    return found


def spooled(settings):
    place = waiting.of(Stores.of(settings.data))
    held = sorted(f"{job}/{name}" for job in place.jobs() for name in "0123" if place.has(job, name))
    place.close()
    return held


def test_files_come_in_behind_the_callers_back(client, settings):
    reply = client.post(
        "/v1/documents",
        files=files(TEXT, BAD, OTHER, TEXT),
        data={"source_url": "https://example.org/1", "published": "2026-02-08", "visibility": "staff"},
    )
    assert reply.status_code == 202
    job = reply.json()["job"]
    assert reply.headers["location"] == f"/v1/jobs/{job}"
    found = finished(client, job)
    assert [one["state"] for one in found["files"]] == ["done", "failed", "done", "done"]
    assert found["state"] == "failed"
    assert found["progress"] == 1
    assert len(found["documents"]) == 2
    assert [one["name"] for one in found["files"]] == ["0.md", "1.md", "2.md", "3.md"]
    assert "1.md" in found["errors"][0]
    assert found["files"][1]["error"] == found["errors"][0]
    assert "已收录过" in found["files"][3]["note"]
    held = client.get("/v1/documents").json()["items"]
    assert [one["id"] for one in held] == found["documents"]
    assert {(one["visibility"], one["source_url"], one["published"]) for one in held} == {
        ("staff", "https://example.org/1", "2026-02-08")
    }
    assert spooled(settings) == [f"{job}/1"]  # what failed waits to be tried again, the rest is gone
    assert client.get("/v1/jobs").json()["items"] == [found]


def test_held_content_keeps_its_visibility_and_that_is_said(client):
    finished(client, client.post("/v1/documents", files=files(TEXT)).json()["job"])
    again = client.post("/v1/documents", files=files(TEXT), data={"visibility": "staff"}).json()["job"]
    assert "仍是“公开”" in finished(client, again)["files"][0]["note"]
    assert client.get("/v1/documents").json()["items"][0]["visibility"] == "public"


@pytest.mark.parametrize(
    ("parts", "data", "status", "kind", "said"),
    [
        ([], {"visibility": "public"}, 415, "unsupported-media-type", "multipart/form-data"),
        ([("other", ("a.md", TEXT))], {}, 422, "invalid-request", "没有名为“other”的字段"),
        ([("visibility", (None, b"public"))], {}, 422, "invalid-request", "没有文件"),
        ([("file", (None, b"words"))], {}, 422, "invalid-request", "应为文件"),
        ([("file", ("a.md", b"x" * (1 << 20) + b"x"))], {}, 413, "too-large", "超过1MB"),
        ([("file", ("a.md", b"x" * 900_000))] * 3, {}, 413, "too-large", "上限"),
        (files(TEXT), {"visibilty": "staff"}, 422, "invalid-request", "没有名为“visibilty”的字段"),
        (files(TEXT), {"visibility": "secret"}, 422, "invalid-request", "public 或 staff"),
        (files(TEXT), {"visibility": ["staff", "public"]}, 422, "invalid-request", "只写一次"),
        (files(TEXT), {"published": "2026-02-30"}, 422, "invalid-request", "日期"),
        (files(TEXT), {"published": "20260208"}, 422, "invalid-request", "日期"),
        (files(TEXT), {"source_url": "javascript:alert(1)"}, 422, "invalid-request", "http://"),
        (files(*[b"x"] * 201), {}, 422, "invalid-request", "最多200个文件"),
    ],
)
def test_an_upload_that_is_refused_leaves_nothing(client, settings, parts, data, status, kind, said):
    reply = client.post("/v1/documents", files=parts or None, data=data)
    assert (reply.status_code, reply.headers["content-type"]) == (status, "application/problem+json")
    assert reply.json()["type"].endswith(":" + kind)
    assert said in reply.json()["detail"]
    assert client.get("/v1/jobs").json()["items"] == []
    assert spooled(settings) == []


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\材料\\预算.md", "预算.md"),
        ("预\x07算\n.md", "预算.md"),
        ("..", "未命名"),
        ("长" * 300 + ".md", "长" * 65 + ".md"),
    ],
)
def test_a_name_is_only_a_name(client, settings, sent, kept):
    from service.routes.uploads import _name

    assert _name(sent) == kept
    job = client.post("/v1/documents", files=[("file", (sent, TEXT))]).json()["job"]
    found = finished(client, job)
    assert found["state"] == "done"
    assert not spooled(settings)


def test_the_same_request_twice_is_one_job(client, settings):
    headers = {"Idempotency-Key": "a1"}
    first = client.post("/v1/documents", files=files(TEXT), headers=headers)
    again = client.post("/v1/documents", files=files(TEXT), headers=headers)
    assert again.json() == first.json()
    assert "idempotency-replayed" not in first.headers
    assert again.headers["idempotency-replayed"] == "true"
    for other in (
        client.post("/v1/documents", files=files(OTHER), headers=headers),
        client.post("/v1/documents", files=files(TEXT), data={"visibility": "staff"}, headers=headers),
    ):
        assert (other.status_code, other.json()["type"]) == (422, "urn:mingzhang:problem:idempotency-key-reused")
    assert len(client.get("/v1/jobs").json()["items"]) == 1
    finished(client, first.json()["job"])
    assert spooled(settings) == []


def test_files_are_kept_in_their_order(settings, slow):
    readers = slow("0.md")
    with TestClient(create_app(settings, Scripted)) as client:
        job = client.post("/v1/documents", files=files(TEXT, OTHER)).json()["job"]
        other = client.post("/v1/documents", files=[("file", ("b.pdf", BAD))]).json()["job"]
        assert finished(client, other)["state"] == "failed"  # no other job waits for it
        assert client.get("/v1/documents").json()["items"] == []
        assert client.get(f"/v1/jobs/{job}").json()["state"] == "running"
        readers.held["0.md"].set()
        finished(client, job)
        names = [one["files"] for one in client.get("/v1/documents").json()["items"]]
        assert names == [["0.md"], ["1.md"]]


def test_a_cancelled_job_lets_no_more_in_and_can_be_tried_again(settings, slow):
    readers = slow("0.md")
    with TestClient(create_app(settings, Scripted)) as client:
        job = client.post("/v1/documents", files=files(TEXT, OTHER)).json()["job"]
        assert readers.begun.wait(120)
        found = client.delete(f"/v1/jobs/{job}").json()
        assert found["state"] == "failed"
        assert {one["state"] for one in found["files"]} == {"cancelled"}
        readers.held["0.md"].set()
        time.sleep(0.2)
        assert client.get("/v1/documents").json()["items"] == []
        retried = client.post(f"/v1/jobs/{job}/retry")
        assert retried.status_code == 202
        assert finished(client, job)["state"] == "done"
        assert client.delete(f"/v1/jobs/{job}").json()["state"] == "done"
        nothing = client.post(f"/v1/jobs/{job}/retry")
        assert (nothing.status_code, nothing.json()["type"]) == (409, "urn:mingzhang:problem:nothing-to-retry")
    assert spooled(settings) == []


def test_jobs_survive_a_restart(settings, slow):
    readers = slow("0.md")
    with TestClient(create_app(settings, Scripted)) as client:
        job = client.post("/v1/documents", files=files(TEXT, OTHER)).json()["job"]
        assert readers.begun.wait(120)
        client.post("/v1/documents", files=files(BAD))
    assert readers.closed
    library = Library.open(settings.data, None)
    assert library.records() == []
    library.close()
    slow()
    with TestClient(create_app(settings, Scripted)) as client:
        assert finished(client, job)["state"] == "done"
        assert [finished(client, one["id"])["state"] for one in client.get("/v1/jobs").json()["items"]] == [
            "failed",
            "done",
        ]


@pytest.mark.folder  # elsewhere it may lie with another machine, and is told a day later
def test_a_file_that_is_gone_is_told(settings, slow):
    slow()
    library = Library.open(settings.data, None)
    Jobs(library.store).create("j", [Upload("丢了.md", "0", 1)], About(), "")
    library.close()
    with TestClient(create_app(settings, Scripted)) as client:
        assert "“丢了.md”已不在" in finished(client, "j")["errors"][0]


def test_how_many_pages_are_read_is_told(settings, slow):
    readers = slow("0.md")
    with TestClient(create_app(settings, Scripted)) as client:
        job = client.post("/v1/documents", files=files(TEXT)).json()["job"]
        assert readers.begun.wait(120)
        found = client.get(f"/v1/jobs/{job}").json()
        assert (found["files"][0]["stage"], found["files"][0]["progress"], found["progress"]) == ("reading", 0.3, 0.3)
        readers.held["0.md"].set()
        assert finished(client, job)["progress"] == 1


def test_readers_tell_their_pace():
    from ingest import pace
    from ingest.content import content
    from ingest.limits import Limits
    from tests.service.test_pictures import disclosure

    told = []
    with pace.heard(lambda *at: told.append(at)):
        content(disclosure(), "预算.pdf", Limits())
    pace.tell(9, 9)  # nobody listens
    assert told == [(0, 2), (1, 2)]


def test_the_pace_goes_from_one_process_to_the_other(monkeypatch):
    from multiprocessing import Pipe
    from types import SimpleNamespace

    from ingest import worker
    from ingest.limits import Limits

    ours, theirs = Pipe()
    monkeypatch.setattr(worker, "_TELL_SECONDS", 0)
    teller = worker._Teller(theirs)
    teller(1, 3)
    teller(2, 3)
    theirs.send(worker.Reply(worker.Broken("x"), 0))
    told = []
    readers = Readers(Limits(), 1)
    reply = readers._reply(SimpleNamespace(connection=ours), b"", "a.pdf", lambda *at: told.append(at))
    assert told == [(1, 3), (2, 3)]
    assert reply.outcome == worker.Broken("x")
    ours.close()
    theirs.close()


def test_a_disk_that_is_full_is_waited_for(settings, slow, monkeypatch):
    from index.errors import LibraryError

    slow()
    real, full = Jobs.done, [True]

    def done(self, *given):
        if full:
            full.pop()
            raise LibraryError("磁盘已满。")
        real(self, *given)

    monkeypatch.setattr(Jobs, "done", done)
    monkeypatch.setattr(service_jobs, "_LOOK_SECONDS", 0.01)
    with TestClient(create_app(settings, Scripted)) as client:
        assert finished(client, client.post("/v1/documents", files=files(TEXT)).json()["job"])["state"] == "done"


def test_real_readers_take_a_file_in(settings):
    library = Library.open(settings.data, None)
    jobs = Jobs(library.store)
    jobs.waiting.put("j", "0", io.BytesIO(TEXT))
    jobs.create("j", [Upload("a.md", hashlib.sha256(TEXT).hexdigest(), len(TEXT))], About(), "")
    with service_jobs.running(library, jobs, settings):
        deadline = time.monotonic() + 60
        while jobs.get("j").state != "done":
            assert time.monotonic() < deadline
            time.sleep(0.02)
    assert jobs.get("j").files[0].document == library.records()[0].id
    library.close()
    assert Readers is service_jobs.Readers


def test_pages_of_jobs_join_to_the_whole(client):
    made = [client.post("/v1/documents", files=files(b"x%d" % n)).json()["job"] for n in range(5)]
    found, cursor = [], None
    while True:
        page = client.get("/v1/jobs", params={"limit": 2} | ({"cursor": cursor} if cursor else {})).json()
        found += [one["id"] for one in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert found == made[::-1]
    assert client.get("/v1/jobs", params={"cursor": "absent"}).status_code == 422


@pytest.mark.parametrize("method", ["GET", "DELETE", "POST"])
def test_an_unknown_job(client, method):
    path = "/v1/jobs/absent" + ("/retry" if method == "POST" else "")
    reply = client.request(method, path)
    assert (reply.status_code, reply.json()["type"]) == (404, "urn:mingzhang:problem:unknown-job")


def test_one_sees_ones_own_jobs_and_an_administrator_all(settings):
    library = Library.open(settings.data, None)
    secrets = {name: Keys(library.store).create(name, [scope])[1] for name, scope in (("a", "upload"), ("b", "upload"), ("chief", "admin"), ("asks", "ask"))}  # fmt: skip
    library.close()
    with TestClient(create_app(settings, Scripted)) as client:
        assert client.post("/v1/documents", files=files(TEXT)).status_code == 401
        assert client.post("/v1/documents", files=files(TEXT), headers=bearer(secrets["asks"])).status_code == 403
        key = {"Idempotency-Key": "same"}
        job = client.post("/v1/documents", files=files(TEXT), headers=bearer(secrets["a"]) | key).json()["job"]
        other = client.post("/v1/documents", files=files(TEXT), headers=bearer(secrets["b"]) | key).json()["job"]
        assert other != job
        for name, status in (("a", 200), ("b", 404), ("chief", 200), ("asks", 403)):
            assert client.get(f"/v1/jobs/{job}", headers=bearer(secrets[name])).status_code == status
        counts = [
            len(client.get("/v1/jobs", headers=bearer(secrets[name])).json()["items"]) for name in ("a", "b", "chief")
        ]
        assert counts == [1, 1, 2]
        finished(client, job, headers=bearer(secrets["a"]))


class TestKept:
    """The store's side by itself."""

    @pytest.fixture
    def jobs(self, tmp_path):
        library = Library.open(tmp_path, None)
        yield Jobs(library.store)
        library.close()

    def put(self, jobs, id_, count=3, **more):
        for at in range(count):
            jobs.waiting.put(id_, str(at), io.BytesIO(b"x"))
        return jobs.create(id_, [Upload(f"{at}.md", "0", 1) for at in range(count)], About(), "", **more)

    def test_claims_take_turns_between_jobs(self, jobs):
        self.put(jobs, "a")
        self.put(jobs, "b", 1)
        order = [(task.job, task.position) for task in iter(lambda: jobs.claim(9), None)]
        assert order == [("a", 0), ("b", 0), ("a", 1), ("a", 2)]

    @pytest.mark.folder  # an object store is within everybody's reach
    def test_where_machines_share_a_database_each_takes_what_lies_with_it(self, jobs):
        self.put(jobs, "here", 1)
        jobs.create("elsewhere", [Upload("a.md", "0", 1)], About(), "")
        jobs._store.shared = True
        assert jobs.claim(9).job == "here"
        assert jobs.claim(9) is None
        jobs.resume()
        assert jobs.claim(9).job == "here"
        jobs._store.shared = False
        assert jobs.claim(9).job == "elsewhere"

    @pytest.mark.folder  # an object store is within everybody's reach
    def test_what_waits_on_a_machine_that_is_gone_is_given_up_after_a_while(self, jobs):
        self.put(jobs, "here", 1)
        jobs.create("elsewhere", [Upload("a.md", "0", 1)], About(), "")
        jobs._store.shared = True
        for patience, state in ((timedelta(days=1), "queued"), (timedelta(seconds=-5), "failed")):
            jobs.sweep(timedelta(days=1), timedelta(days=30), patience)
            assert (jobs.get("elsewhere").state, jobs.get("here").state) == (state, "queued")
        assert "机器已不在" in jobs.get("elsewhere").files[0].error

    def test_no_claim_runs_too_far_ahead(self, jobs):
        self.put(jobs, "a", 4)
        first = jobs.claim(2)
        assert jobs.claim(2).position == 1
        assert jobs.claim(2) is None
        assert jobs.keeping(first)
        jobs.done(first, "d", None)
        assert jobs.claim(2).position == 2
        assert jobs.first_unfinished("a") == 1

    def test_states_of_a_job(self, jobs):
        self.put(jobs, "a", 2)
        assert jobs.get("a").state == "queued"
        task = jobs.claim(9)
        assert jobs.get("a").state == "running"
        jobs.done(task, "d", None)
        assert jobs.get("a").state == "running"
        jobs.failed(jobs.claim(9), "坏了")
        assert jobs.get("a").state == "failed"
        jobs.retry("a")
        assert jobs.get("a").state == "running"
        jobs.done(jobs.claim(9), "d", None)
        assert jobs.get("a").state == "done"
        with pytest.raises(NothingToRetryError):
            jobs.retry("a")

    def test_what_is_kept_in_this_moment_is_not_cancelled(self, jobs):
        self.put(jobs, "a", 2)
        keeping, reading = jobs.claim(9), jobs.claim(9)
        jobs.keeping(keeping)
        jobs.cancel("a")
        assert not jobs.keeping(reading)
        jobs.done(reading, "d", None)
        jobs.done(keeping, "d", None)
        assert [file.state for file in jobs.get("a").files] == ["done", "cancelled"]

    def test_a_joined_document_is_followed(self, jobs):
        self.put(jobs, "a", 1)
        jobs.done(jobs.claim(9), "half", None)
        jobs.renamed("half", "whole")
        assert jobs.get("a").files[0].document == "whole"

    def test_a_request_key_stands_for_one_upload(self, jobs):
        assert self.put(jobs, "a", request=("k", "x")) == "a"
        assert self.put(jobs, "b", request=("k", "x")) == "a"
        with pytest.raises(ReusedRequestError):
            self.put(jobs, "c", request=("k", "y"))
        with pytest.raises(UnknownJobError):
            jobs.get("b")

    @pytest.mark.folder  # how old a file is can be told to a folder
    def test_the_sweep_leaves_what_is_needed(self, jobs):
        def there(ids):
            return {id_ for id_ in ids if jobs.waiting.has(id_, "0")}

        def aged(id_):
            os.utime(jobs._store.data / "uploads" / id_, (0, 0))

        for id_ in ("waits", "failed"):
            self.put(jobs, id_, 1)
        for id_ in ("orphan", "coming"):
            jobs.waiting.put(id_, "0", io.BytesIO(b"x"))
        jobs.failed(Task("failed", 0, "", About()), "坏了")  # it was not running: nothing changes
        assert jobs.get("failed").state == "queued"
        jobs.cancel("failed")
        aged("orphan")
        jobs.sweep(timedelta(days=1), timedelta(days=30))
        left = there(("waits", "failed", "orphan", "coming"))
        assert left == {"waits", "failed", "coming"}
        aged("failed")
        jobs.sweep(timedelta(seconds=-5), timedelta(seconds=-5))
        assert there(left) == {"waits", "coming"}
        with pytest.raises(UnknownJobError):
            jobs.get("failed")


def test_nothing_is_read_from_those_who_may_not_upload(settings):
    """The reply comes after the headers alone: whoever has no key cannot fill the disk or the memory."""
    import socket

    from tests.support.served import served

    library = Library.open(settings.data, None)
    Keys(library.store).create("主任", ["admin"])
    library.close()
    with served(create_app(settings, Scripted)) as address:
        host, port = address.removeprefix("http://").split(":")
        for length, status in ((900_000, b"401"), (10**12, b"401")):
            with socket.create_connection((host, int(port)), timeout=10) as client:
                head = "POST /v1/documents HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=x\r\n"
                client.sendall(f"{head}Content-Length: {length}\r\n\r\n".encode())
                assert client.recv(100).split()[1] == status
