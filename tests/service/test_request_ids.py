"""Each reply carries the name of its request: the caller's own where it is a word, one of ours otherwise."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from service import request_ids
from service.app import create_app
from service.settings import Settings
from tests.support.scripted import Scripted, held


class Failing(Scripted):
    """Remembers which request it was asked in."""

    seen: list[str | None] = []  # noqa: RUF012

    def ask(self, text, documents=None, conversation=None, *, staff=False):
        self.seen.append(request_ids.current())
        return super().ask(text, documents, conversation, staff=staff)


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    held(folder)
    with TestClient(create_app(Settings(data=folder, embedding="none"), Failing), raise_server_exceptions=False) as one:
        yield one


@pytest.mark.parametrize("given", ["a1", "01J-b_c.d:e", "x" * 64])
def test_a_word_is_kept(client, given):
    reply = client.get("/healthz", headers={"X-Request-ID": given})
    assert reply.headers.get_list("x-request-id") == [given]


@pytest.mark.parametrize("given", ["", "x" * 65, "a b", "名字", 'a"b', "a\tb", "a;b", "${jndi}"])
def test_anything_else_is_replaced(client, given):
    reply = client.get("/healthz", headers={"X-Request-ID": given.encode()})
    assert re.fullmatch("[0-9a-f]{32}", reply.headers["x-request-id"])


def test_two_requests_have_two_names(client):
    assert client.get("/healthz").headers["x-request-id"] != client.get("/healthz").headers["x-request-id"]


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/v1/ask", {"question": "多少"}, 200),
        ("/v1/ask", {"question": "多少", "stream": True}, 200),
        ("/v1/ask", {"question": ""}, 422),
        ("/v1/ask", {"question": "炸"}, 500),
        ("/v1/nowhere", {}, 404),
    ],
)
def test_every_reply_has_one_and_the_work_for_it_knows_it(client, path, body, status):
    Failing.seen.clear()
    reply = client.post(path, json=body, headers={"X-Request-ID": f"r{status}"})
    assert (reply.status_code, reply.headers["x-request-id"]) == (status, f"r{status}")
    assert set(Failing.seen) <= {f"r{status}"}
    assert Failing.seen or status in {404, 422} or "stream" in body
    assert "secret" not in reply.text


def test_outside_of_a_request_there_is_none():
    assert request_ids.current() is None
