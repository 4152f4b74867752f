"""The log: one line an event whatever a request brings, with its request's name, without keys and without questions."""

from __future__ import annotations

import io
import json
import logging

import pytest
from fastapi.testclient import TestClient

from index.library import Library
from service import intake, logs, request_ids
from service.app import create_app
from service.settings import Settings
from tests.support.scripted import DISCLOSURE

QUESTION = "公务接待费预算是多少？"


@pytest.fixture(autouse=True)
def _log_as_it_was():
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in logs._CHATTY}
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, was in levels.items():
        logging.getLogger(name).setLevel(was)


@pytest.fixture
def told(monkeypatch):
    """What a call of something logs, as lines."""

    def told(form, act, *, level="info", secrets=()):
        stream = io.StringIO()
        monkeypatch.setattr("sys.stderr", stream)
        logs.configure(level, form, secrets)
        act()
        return stream.getvalue().splitlines()

    return told


def say(message, *args, **others):
    return lambda: logging.getLogger("service.here").warning(message, *args, **others)


def fail(text):
    raise ValueError(text)


def broken():
    try:
        fail("one\nCRITICAL service.answer: forged")
    except ValueError:
        logging.getLogger("service.here").exception("it broke")


def test_a_line_for_people(told):
    assert told("text", say("took %d", 3)) == ["WARNING service.here: took 3"]


def test_an_object_for_programs(told):
    (line,) = told("json", say("用了 %d", 3, extra={"route": "/v1/ask"}))
    found = json.loads(line)
    assert found.pop("time")
    assert found == {
        "level": "WARNING", "logger": "service.here", "message": "用了 3", "request_id": None, "route": "/v1/ask",
    }  # fmt: skip


def test_the_request_is_named(told):
    token = request_ids._CURRENT.set("r1")
    try:
        assert told("text", say("x")) == ["WARNING service.here: x [r1]"]
        assert json.loads(told("json", say("x"))[0])["request_id"] == "r1"
    finally:
        request_ids._CURRENT.reset(token)


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\x1b[2K"])
def test_no_line_is_forged(told, form, end):
    lines = told(form, say("%s", f"x{end}ERROR service.answer: forged"))
    assert len([line for line in lines if line.strip()]) == 1


def test_a_traceback_is_no_line_of_the_log(told):
    first, *rest = told("text", broken)
    assert first == "ERROR service.here: it broke"
    assert rest
    assert all(line.startswith("    ") for line in rest)
    (line,) = told("json", broken)
    assert "forged" in json.loads(line)["exc_info"]


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize(
    "said",
    [
        "Authorization: Bearer abc.def-123",
        "authorization: basic dXNlcjpwYXNz",
        "key mz_abcdefgh1234",
        "sk-proj_12345678",
        "the-secret",
    ],
)
def test_keys_do_not_stand_in_it(told, form, said):
    secret = said.rsplit(" ", 1)[-1]
    (line,) = told(form, say("%s", said), secrets=("the-secret",))
    assert secret not in line
    assert "********" in line


def test_libraries_that_talk_much_are_heard_of_warnings_only(told):
    assert told("text", lambda: logging.getLogger("httpx").info("a url"), level="info") == []


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    library = Library.open(folder, None)
    assert intake.take_file(library, DISCLOSURE, intake.Origin(), 10**6).record is not None
    library.close()
    return folder


@pytest.mark.parametrize("questions", [False, True])
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_question_is_told_only_where_the_operator_wants_it(told, data, form, questions):
    def ask():
        app = create_app(Settings(data=data, embedding="none", log_questions=questions))
        with TestClient(app) as client:
            client.post(
                "/v1/ask",
                json={"question": QUESTION},
                headers={"X-Request-ID": "r7", "Authorization": "Bearer s3cretkey"},
            )
            client.get("/v1/documents?question=接待")

    lines = told(form, ask)
    assert any(QUESTION in line for line in lines) == questions
    assert not [line for line in lines if "s3cretkey" in line or "question=" in line]
    ours = [line for line in lines if "/v1/ask" in line or "answered" in line]
    assert len(ours) == 2
    assert all("r7" in line for line in ours)
    if form == "json":
        answer, request = map(json.loads, ours)
        assert (answer["answer_status"], answer["mode"]) == ("answered", "rules")
        assert (request["method"], request["route"], request["status"]) == ("POST", "/v1/ask", 200)
    else:
        assert ours[1].startswith("INFO service.traffic: POST /v1/ask 200 ")
