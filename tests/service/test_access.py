"""Who may do what: on this machine, from elsewhere, with a key, signed in; and what strangers never see."""

from __future__ import annotations

import json
import re

import pytest
from fastapi.testclient import TestClient

from index.keys import Key, Keys
from index.library import Library
from service import callers, cli
from service.app import create_app
from service.callers import Knock
from service.errors import RefusedError
from service.metering import Meter
from service.settings import Settings
from tests.support.holdings import holding, put
from tests.support.scripted import Scripted, held

pytestmark = pytest.mark.stores
EVERYTHING = {"ask", "upload", "admin"}
KEY = Key("0a1b2c3d", "热线", frozenset({"ask"}), False, "2026-01-01T00:00:00+00:00")


class Ring:
    def __init__(self, *, empty=False):
        self.empty = empty

    def any(self):
        return not self.empty

    def of_secret(self, secret):
        return KEY if secret == "mz_right" else None

    def of_token(self, token):
        return KEY if token == "signed" else None


HERE = {"host": "127.0.0.1:8000", "peer": "127.0.0.1"}


@pytest.mark.parametrize(
    ("bound", "empty", "knock", "may"),
    [
        # On loopback without keys everything is open, to this machine, by its own names.
        ("127.0.0.1", True, HERE, EVERYTHING),
        ("::1", True, {"host": "[::1]:8000", "peer": "::1"}, EVERYTHING),
        ("localhost", True, {**HERE, "host": "localhost:8000"}, EVERYTHING),
        ("127.0.0.1", True, {**HERE, "host": "my-desk:8000"}, EVERYTHING),
        ("127.0.0.1", True, {**HERE, "bearer": "none"}, EVERYTHING),
        ("127.0.0.1", False, HERE, set()),
        ("0.0.0.0", True, HERE, set()),
        ("192.168.1.5", True, {"host": "192.168.1.5:8000", "peer": "192.168.1.9"}, set()),
        # A name that points here, a proxy, somebody from elsewhere.
        ("127.0.0.1", True, {**HERE, "host": "rebound.example:8000"}, set()),
        ("127.0.0.1", True, {**HERE, "host": "127.0.0.1.rebound.example"}, set()),
        ("127.0.0.1", True, {**HERE, "host": "[::1"}, set()),
        ("127.0.0.1", True, {**HERE, "host": ""}, set()),
        ("127.0.0.1", True, {**HERE, "host": "203.0.113.7"}, set()),
        ("127.0.0.1", True, {**HERE, "forwarded": True}, set()),
        ("127.0.0.1", True, {**HERE, "peer": "203.0.113.7"}, set()),
        # Another site's page in this machine's browser.
        ("127.0.0.1", True, {**HERE, "site": "cross-site"}, set()),
        ("127.0.0.1", True, {**HERE, "site": "same-site"}, set()),
        ("127.0.0.1", True, {**HERE, "method": "GET", "site": "cross-site", "mode": "no-cors"}, set()),
        ("127.0.0.1", True, {**HERE, "origin": "https://elsewhere.example"}, set()),
        ("127.0.0.1", True, {**HERE, "origin": "null"}, set()),
        ("127.0.0.1", True, {**HERE, "origin": "http://["}, set()),
        ("127.0.0.1", True, {**HERE, "origin": "http://127.0.0.1:9000"}, set()),
        ("127.0.0.1", True, {**HERE, "origin": "http://127.0.0.1:8000"}, EVERYTHING),
        ("127.0.0.1", True, {**HERE, "origin": "https://proxied.example", "site": "same-origin"}, set()),
        ("127.0.0.1", True, {**HERE, "method": "GET", "site": "cross-site", "mode": "navigate"}, EVERYTHING),
        ("127.0.0.1", True, {**HERE, "site": "none"}, EVERYTHING),
        # A key counts from anywhere, a cookie from our own pages.
        ("0.0.0.0", False, {"host": "h", "bearer": "mz_right", "site": "cross-site"}, {"ask"}),
        ("0.0.0.0", False, {"host": "h", "cookie": "signed", "site": "same-origin"}, {"ask"}),
        ("0.0.0.0", False, {"host": "h:1", "cookie": "signed", "origin": "https://h:1"}, {"ask"}),
        ("0.0.0.0", False, {"host": "h", "cookie": "signed", "method": "GET"}, {"ask"}),
        ("0.0.0.0", False, {"host": "h", "cookie": "signed"}, set()),
        ("0.0.0.0", False, {"host": "h", "cookie": "signed", "origin": "https://elsewhere"}, set()),
        ("0.0.0.0", False, {"host": "h", "cookie": "signed", "site": "same-site"}, set()),
        ("0.0.0.0", False, {"host": "h", "cookie": "run out", "site": "same-origin"}, set()),
    ],
)  # fmt: skip
def test_what_a_caller_may_do(bound, empty, knock, may):
    knocked = Knock(**{"method": "POST", **knock})
    assert callers.caller(knocked, Ring(empty=empty), bound=bound, open_ask=False).scopes == may
    opened = callers.caller(knocked, Ring(empty=empty), bound=bound, open_ask=True)
    assert opened.scopes == (may or {"ask"})
    assert opened.staff_for(None) is False
    assert opened.sees_staff == (may == EVERYTHING)


@pytest.mark.parametrize("empty", [True, False])
def test_a_key_that_does_not_count_is_said_so_even_where_asking_is_open(empty):
    with pytest.raises(RefusedError, match="密钥无效"):
        callers.caller(
            Knock("POST", "127.0.0.1", bearer="mz_wrong"), Ring(empty=empty), bound="127.0.0.1", open_ask=True
        )


@pytest.fixture(scope="module")
def folder(tmp_path_factory, stores):
    data = tmp_path_factory.mktemp("data")
    public = held(data)
    library = Library.open(data, None)
    draft = holding(7, organisation="示例县水务局", year=2023)
    put(library, draft, visibility="staff")
    secrets = {
        name: Keys(library.store).create(name, [scope], staff=staff)[1]
        for name, scope, staff in (("asks", "ask", False), ("insider", "ask", True), ("uploads", "upload", False), ("runs", "admin", False))
    }  # fmt: skip
    library.close()
    return data, public, draft.document.id, secrets


@pytest.fixture(params=[False, True], ids=["closed", "open"], scope="module")
def client(request, folder):
    settings = Settings(data=folder[0], embedding="none", open_ask=request.param, rate_key=0, rate_address=0)
    with TestClient(create_app(settings, Scripted), base_url="https://testserver") as client:
        client.opened = request.param
        yield client


def bearer(secret):
    return {"Authorization": f"Bearer {secret}"}


READING = [
    ("GET", "/v1/documents", None),
    ("GET", "/v1/documents/{id}", None),
    ("GET", "/v1/documents/{id}/tables", None),
    ("GET", "/v1/documents/{id}/tables/1", None),
    ("GET", "/v1/documents/{id}/facts", None),
    ("GET", "/v1/documents/{id}/paragraphs", None),
    ("POST", "/v1/ask", {"question": "公务接待费多少"}),
    ("POST", "/v1/ask", {"question": "公务接待费多少", "documents": ["{id}"]}),
    ("POST", "/v1/verify", {"text": "公务接待费1.50万元。", "documents": ["{id}"]}),
]


def call(client, one, id_, **more):
    method, path, body = one
    json_body = json.loads(json.dumps(body).replace("{id}", id_)) if body else None
    return client.request(method, path.format(id=id_), json=json_body, **more)


@pytest.mark.parametrize("one", READING)
def test_asking_and_reading_want_a_key_or_the_setting(client, folder, one):
    reply = call(client, one, folder[1])
    assert reply.status_code == (200 if client.opened else 401)
    if not client.opened:
        assert reply.headers["www-authenticate"].startswith("Bearer")
        assert reply.json()["type"] == "urn:mingzhang:problem:key-required"
        assert "需要密钥" in reply.json()["detail"]
    for name in ("asks", "insider", "uploads", "runs"):
        assert call(client, one, folder[1], headers=bearer(folder[3][name])).status_code == 200, name


@pytest.mark.parametrize("one", [one for one in READING if "{id}" in json.dumps(one)])
def test_a_draft_is_not_there_for_those_outside(client, folder, one):
    outsiders = [bearer(folder[3]["asks"]), *([{}] if client.opened else [])]
    for headers in outsiders:
        reply = call(client, one, folder[2], headers=headers)
        assert (reply.status_code, reply.json()["type"]) == (404, "urn:mingzhang:problem:unknown-document")
    for name in ("insider", "uploads", "runs"):
        assert call(client, one, folder[2], headers=bearer(folder[3][name])).status_code == 200, name


def test_the_listing_shows_what_one_may_see(client, folder):
    for name, shown in (("asks", 1), ("insider", 2), ("runs", 2)):
        items = client.get("/v1/documents", headers=bearer(folder[3][name])).json()["items"]
        assert len(items) == shown
        assert ("staff" in {one["visibility"] for one in items}) == (shown == 2)


def test_a_wrong_key_is_told_wherever(client):
    reply = client.get("/v1/documents", headers=bearer("mz_00000000_" + "A" * 43))
    assert (reply.status_code, reply.json()["type"]) == (401, "urn:mingzhang:problem:invalid-key")
    assert 'error="invalid_token"' in reply.headers["www-authenticate"]


@pytest.mark.parametrize(
    "path", ["/", "/docs", "/documents", "/healthz", "/readyz", "/openapi.json", "/page/chat.js", "/v1/session"]
)
def test_the_pages_themselves_are_open(client, path):
    assert client.get(path).status_code == 200


def test_signing_in_and_out(client, folder):
    client.cookies.clear()
    before = client.get("/v1/session").json()
    assert before == {
        "signed_in": False,
        "name": None,
        "scopes": [],
        "staff": False,
        "open": ["ask"] if client.opened else [],
    }
    reply = client.post("/v1/session", json={"key": f" {folder[3]['uploads']}\n"})
    assert reply.json() == {
        "signed_in": True, "name": "uploads", "scopes": ["ask", "upload"], "staff": True, "open": ["ask", "upload"],
    }  # fmt: skip
    cookie = reply.headers["set-cookie"]
    assert re.search("HttpOnly", cookie)
    assert re.search("SameSite=strict", cookie)
    assert re.search("Secure", cookie)
    assert folder[3]["uploads"] not in cookie
    assert client.get("/v1/session").json() == reply.json()
    question = {"question": "公务接待费多少", "documents": [folder[2]]}
    ours = {"Sec-Fetch-Site": "same-origin"}
    assert client.post("/v1/ask", json=question, headers=ours).status_code == 200
    verified = {"text": "公务接待费1.50万元。", "documents": [folder[2]]}
    for headers in ({}, {"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "same-site"}):
        refused = client.post("/v1/verify", json=verified, headers=headers)
        assert refused.status_code == (404 if client.opened else 403), headers
    assert client.delete("/v1/session", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    token = client.cookies["mingzhang_session"]
    assert client.delete("/v1/session", headers=ours).status_code == 204
    assert client.get("/v1/session").json() == before
    client.cookies.set("mingzhang_session", token)
    assert client.get("/v1/session").json() == before
    client.cookies.clear()


@pytest.mark.parametrize(
    ("key", "headers", "status"),
    [("mz_wrong", {}, 401), ("", {}, 401), ("{right}", {"Origin": "https://elsewhere.example"}, 403)],
)
def test_who_is_not_signed_in(client, folder, key, headers, status):
    body = {"key": key.replace("{right}", folder[3]["asks"])}
    client.cookies.clear()
    reply = client.post("/v1/session", json=body, headers=headers)
    assert reply.status_code == status
    assert "set-cookie" not in reply.headers


def test_on_this_machine_without_keys_everything_is_open(tmp_path):
    held(tmp_path)
    library = Library.open(tmp_path, None)
    put(library, draft := holding(7, organisation="示例县水务局", year=2023), visibility="staff")
    library.close()
    made = []

    def asker(library):
        made.append(Scripted(library))
        return made[0]

    with TestClient(create_app(Settings(data=tmp_path, embedding="none"), asker)) as client:
        assert client.get("/v1/session").json()["open"] == ["ask", "upload", "admin"]
        assert len(client.get("/v1/documents").json()["items"]) == 2
        assert client.get(f"/v1/documents/{draft.document.id}").status_code == 200
        named = {"question": "多少", "documents": [draft.document.id]}
        assert client.post("/v1/ask", json=named).status_code == 200
        rebound = {"Host": "rebound.example"}
        assert client.get("/v1/documents", headers=rebound).status_code == 401
        elsewhere = {"Origin": "https://elsewhere.example"}
        assert client.post("/v1/ask", json=named, headers=elsewhere).json()["type"].endswith(":cross-site")


def test_too_many_calls_are_told_when_to_come_back(tmp_path):
    held(tmp_path)
    library = Library.open(tmp_path, None)
    _, secret = Keys(library.store).create("热线", ["ask"])
    library.close()
    settings = Settings(data=tmp_path, embedding="none", open_ask=True, rate_key=3, rate_address=2)
    with TestClient(create_app(settings, Scripted)) as client:
        for headers, most, who in (({}, 2, "这个地址"), (bearer(secret), 3, "这把密钥")):
            assert {client.get("/v1/documents", headers=headers).status_code for _ in range(most)} == {200}
            reply = client.get("/v1/documents", headers=headers)
            assert (reply.status_code, reply.json()["type"]) == (429, "urn:mingzhang:problem:too-many-requests")
            assert 1 <= int(reply.headers["retry-after"]) <= 60
            assert who in reply.json()["detail"]
        assert client.post("/v1/session", json={"key": secret}).status_code == 429
        assert client.get("/v1/documents", headers=bearer("mz_guess")).status_code == 429
        assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize(
    ("address", "counted_as"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("", ""),
        ("unix", "unix"),
    ],
)
def test_whoever_has_one_address_of_a_network_has_them_all(address, counted_as):
    from service.rates import _subscriber

    assert _subscriber(address) == counted_as


def test_uses_are_written_down(tmp_path, capsys, monkeypatch):
    held(tmp_path)
    library = Library.open(tmp_path, None)
    key, secret = Keys(library.store).create("热线", ["ask"])
    library.close()
    with TestClient(create_app(Settings(data=tmp_path, embedding="none"), Scripted)) as client:
        for _ in range(3):
            client.post("/v1/ask", json={"question": "多少"}, headers=bearer(secret))
        client.get("/v1/documents/absent", headers=bearer(secret))
    monkeypatch.setenv("MINGZHANG_DATA", str(tmp_path))
    assert cli.main(["keys", "list"]) == 0
    out = capsys.readouterr().out
    assert key.id in out
    assert "共4次" in out
    assert "POST /v1/ask  3次" in out
    assert cli.main(["keys", "list", "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert {use["route"]: use["calls"] for use in told["uses"]} == {
        "POST /v1/ask": 3, "GET /v1/documents/{document_id}": 1,
    }  # fmt: skip


def test_what_cannot_be_written_is_kept_for_the_next_time():
    class Full:
        def __init__(self):
            self.written = []

        def count(self, calls, day):
            if not self.written:
                self.written.append(None)
                from index.errors import LibraryError

                raise LibraryError("磁盘已满。")
            self.written.append(dict(calls))

    keys = Full()
    meter = Meter(keys)
    meter.count("a", "r")
    meter.flush()
    meter.count("a", "r")
    meter.flush()
    meter.flush()
    assert keys.written == [None, {("a", "r"): 2}]


def test_keys_are_made_and_revoked_by_command(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("MINGZHANG_DATA", str(tmp_path))
    assert cli.main(["keys", "list"]) == 0
    assert "还没有密钥" in capsys.readouterr().out
    assert cli.main(["keys", "create", "热线", "--scope", "upload"]) == 0
    out = capsys.readouterr().out
    assert "这是第一把密钥" in out
    assert len(set(re.findall(r"mz_[0-9a-f]{8}_[\w-]{43}", out))) == 1
    id_ = out.split()[0]
    assert cli.main(["keys", "revoke", id_]) == 0
    assert "已经没有有效的密钥" in capsys.readouterr().out
    assert cli.main(["keys", "revoke", id_]) == 1
    assert "没有编号为" in capsys.readouterr().err
    assert cli.main(["keys", "create", " "]) == 2
    assert cli.main(["keys", "create", "热线", "--scope", "all"]) == 2


def test_no_route_of_the_api_is_without_a_gate(folder):
    """Whatever is added later says what it needs; what is open to all is listed here."""
    from fastapi.routing import APIRoute

    from service.routes import access

    open_to_all = {"/", "/docs", "/documents", "/healthz", "/readyz", "/v1/session"}

    def callables(dependant):
        yield dependant.call
        for one in dependant.dependencies:
            yield from callables(one)

    app = create_app(Settings(data=folder[0], embedding="none"), Scripted)
    routes = [route for route in app.routes if isinstance(route, APIRoute)]
    ungated = {route.path for route in routes if access._caller not in set(callables(route.dependant))}
    assert ungated <= open_to_all
