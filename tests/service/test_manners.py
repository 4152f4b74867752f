"""How replies come: tagged, squeezed, named, page by page, and never more than was asked for."""

from __future__ import annotations

import json

import pytest
from fastapi.testclient import TestClient

from index.keys import Keys
from index.library import Library
from service.app import create_app
from service.settings import Settings
from tests.service.test_access import bearer
from tests.support.scripted import Scripted, held


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    data = tmp_path_factory.mktemp("data")
    document = held(data)
    library = Library.open(data, None)
    secrets = {name: Keys(library.store).create(name, [name], staff=name != "ask")[1] for name in ("ask", "admin")}
    library.close()
    return data, document, secrets


@pytest.fixture(scope="module")
def client(folder):
    settings = Settings(data=folder[0], embedding="none", open_ask=True, max_text_chars=1000, rate_address=0)
    with TestClient(create_app(settings, Scripted), raise_server_exceptions=False) as client:
        yield client


READ = [
    "",
    "/{id}",
    "/{id}/tables",
    "/{id}/tables/1",
    "/{id}/facts",
    "/{id}/facts?limit=3",
    "/{id}/paragraphs",
    "/{id}/audit",
]


@pytest.mark.parametrize("path", READ)
def test_what_has_not_changed_is_not_sent_again(client, folder, path):
    address = "/v1/documents" + path.format(id=folder[1])
    first = client.get(address)
    tag = first.headers["etag"]
    assert "no-cache" in first.headers["cache-control"]
    assert "Authorization" in first.headers["vary"]
    for known in (tag, f'"other", {tag}'):
        again = client.get(address, headers={"If-None-Match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    for known in ("*", '"other"', tag.removeprefix("W/")):
        assert client.get(address, headers={"If-None-Match": known}).status_code == 200
    staff = client.get(address, headers=bearer(folder[2]["admin"]) | {"If-None-Match": tag})
    assert staff.status_code == 200  # who sees more is not told that it is the same
    client.patch(f"/v1/documents/{folder[1]}", json={"published": "2026-02-08"}, headers=bearer(folder[2]["admin"]))
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 200
    client.patch(f"/v1/documents/{folder[1]}", json={"published": None}, headers=bearer(folder[2]["admin"]))


def test_tags_of_different_replies_differ(client, folder):
    tags = [client.get("/v1/documents" + path.format(id=folder[1])).headers["etag"] for path in READ]
    assert len(set(tags)) == len(tags)


def test_an_error_has_no_tag(client):
    reply = client.get("/v1/documents/absent", headers={"If-None-Match": "*"})
    assert reply.status_code == 404
    assert "etag" not in reply.headers


@pytest.mark.parametrize(
    ("method", "path", "body", "squeezed"),
    [
        ("GET", "/v1/documents/{id}/facts", None, True),
        ("GET", "/openapi.json", None, True),
        ("GET", "/page/chat.js", None, True),
        ("GET", "/healthz", None, False),
        ("POST", "/v1/ask", {"question": "多少", "stream": True}, False),
    ],
)
def test_long_replies_are_squeezed_and_streams_are_not(client, folder, method, path, body, squeezed):
    address = path.format(id=folder[1])
    reply = client.request(method, address, json=body, headers={"Accept-Encoding": "gzip"})
    assert (reply.headers.get("content-encoding") == "gzip") == squeezed
    plain = client.request(method, address, json=body, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/v1/documents/absent", 404),
        ("GET", "/v1/nothing", 404),
        ("DELETE", "/v1/ask", 405),
        ("POST", "/v1/ask", 422),
        ("POST", "/v1/documents", 401),
        ("GET", "/v1/jobs", 401),
    ],
)
def test_a_problem_names_its_request(client, method, path, status):
    reply = client.request(method, path, headers={"X-Request-ID": "desk-7"})
    assert reply.status_code == status
    assert reply.headers["x-request-id"] == reply.json()["request_id"] == "desk-7"
    other = client.request(method, path)
    assert other.headers["x-request-id"] == other.json()["request_id"]


def test_what_nobody_foresaw_names_its_request_too(client):
    reply = client.post("/v1/ask", json={"question": "炸"}, headers={"X-Request-ID": "desk-8"})
    assert (reply.status_code, reply.json()["request_id"]) == (500, "desk-8")


@pytest.mark.parametrize("told", [True, False], ids=["length told", "in pieces"])
@pytest.mark.parametrize("path", ["/v1/ask", "/v1/verify", "/v1/session", "/v1/chat/completions"])
def test_a_body_that_is_too_large_is_not_read(client, path, told):
    body = json.dumps({"question": "多" * 400_000, "text": ""}).encode()
    sent = body if told else iter([body[at : at + 65536] for at in range(0, len(body), 65536)])
    reply = client.post(path, content=sent, headers={"Content-Type": "application/json"})
    assert (reply.status_code, reply.json()["type"]) == (413, "urn:mingzhang:problem:too-large")


def test_tables_and_corrections_come_page_by_page(client, folder):
    document = f"/v1/documents/{folder[1]}"
    for day in ("2026-01-01", "2026-01-02", None):
        client.patch(document, json={"published": day}, headers=bearer(folder[2]["admin"]))
    for path in ("/tables", "/corrections"):
        whole = client.get(document + path, headers=bearer(folder[2]["admin"])).json()
        assert whole["next"] is None
        found, cursor = [], None
        while True:
            params = {"limit": 1} | ({"cursor": cursor} if cursor else {})
            page = client.get(document + path, params=params, headers=bearer(folder[2]["admin"])).json()
            found += page["items"]
            cursor = page["next"]
            if cursor is None:
                break
        assert found == whole["items"]
        assert len(found) >= 2
