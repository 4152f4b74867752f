"""What Prometheus reads: each app counts its own, labels are few, and nothing that anybody asked stands in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from index.library import Library
from service import intake
from service.app import create_app
from service.metrics import Metrics
from service.settings import Settings
from service.usage import Account, Price

SAMPLES = Path(__file__).resolve().parent.parent.parent / "samples"
QUESTION = "示例市教育局2024年公务用车运行维护费预算是多少？"


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    library = Library.open(folder, None)
    assert intake.take_file(library, SAMPLES / "education_2024_budget.md", intake.Origin(), 10**6).record is not None
    library.close()
    return folder


@pytest.fixture
def client(data):
    app = create_app(Settings(data=data, embedding="none"))
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def read(client):
    reply = client.get("/metrics")
    assert reply.headers["content-type"].startswith("text/plain; version=0.0.4")
    return parsed(reply.text)


def parsed(text):
    lines = [line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in lines}


def test_requests_by_route_and_status(client):
    client.post("/v1/ask", json={"question": QUESTION})
    client.post("/v1/ask", json={"question": ""})
    client.get("/v1/documents/none")
    client.get("/v1/documents/nothing")
    client.get("/page/chat.js")
    client.get("/nowhere/at/all")
    found = read(client)
    counted = {
        tuple(re.findall(r'"([^"]*)"', name)): value
        for name, value in found.items()
        if name.startswith("mingzhang_requests_total{")
    }
    assert counted == {
        ("POST", "/v1/ask", "200"): 1,
        ("POST", "/v1/ask", "422"): 1,
        ("GET", "/v1/documents/{document_id}", "404"): 2,
        ("GET", "static", "200"): 1,
        ("GET", "unknown", "404"): 1,
    }
    for clock in ("request", "first_byte"):
        assert found[f'mingzhang_{clock}_seconds_count{{route="/v1/ask"}}'] == 2


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/v1/ask", {"question": QUESTION}),
        ("/v1/ask", {"question": QUESTION, "stream": True}),
        ("/v1/chat/completions", {"model": "mingzhang", "messages": [{"role": "user", "content": QUESTION}]}),
    ],
)
def test_answers_by_status_and_mode(client, path, body):
    client.post(path, json=body)
    client.post("/v1/ask", json={"question": "示例市教育局2024年买了几架飞机？"})
    found = read(client)
    assert found['mingzhang_answers_total{mode="rules",status="answered"}'] == 1
    assert found['mingzhang_answers_total{mode="rules",status="declined"}'] == 1
    assert found["mingzhang_withheld_answers_total"] == 0


def test_an_answer_that_does_not_hold_is_counted(client, monkeypatch):
    monkeypatch.setattr("service.verifier.Verifier.faults", lambda *_: ["3.80万元 stands nowhere"])
    assert client.post("/v1/ask", json={"question": QUESTION}).json()["status"] == "declined"
    assert read(client)["mingzhang_withheld_answers_total"] == 1


def test_checked_figures_by_verdict(client):
    text = "示例市教育局2024年公务用车运行维护费预算10.80万元，公务接待费预算99.99万元。"
    client.post("/v1/verify", json={"text": text})
    found = read(client)
    assert found['mingzhang_checked_figures_total{verdict="cited"}'] == 1
    assert found['mingzhang_checked_figures_total{verdict="contradicted"}'] == 1


def test_what_is_held(client):
    assert read(client)['mingzhang_documents{status="ready"}'] == 1


def test_uploads_by_what_became_of_them(client):
    client.post("/v1/documents", files=[("file", ("leer.pdf", b"no pdf"))])
    state = [name for name in read(client) if name.startswith("mingzhang_upload_files{")]
    assert len(state) == 1


def test_how_long_uploads_wait(tmp_path):
    with TestClient(create_app(Settings(data=tmp_path, embedding="none", take_in=False))) as client:
        assert read(client)["mingzhang_upload_wait_bytes"] == 0
        client.post("/v1/documents", files=[("file", ("a.pdf", b"12345")), ("file", ("b.pdf", b"678"))])
        found = read(client)
    assert found['mingzhang_upload_files{state="queued"}'] == 2
    assert found["mingzhang_upload_wait_bytes"] == 8
    assert found["mingzhang_upload_wait_seconds"] >= 0


def test_each_app_counts_its_own(data, client):
    client.get("/healthz")
    with TestClient(create_app(Settings(data=data, embedding="none"))) as other:
        assert 'mingzhang_requests_total{method="GET",route="/healthz",status="200"}' not in read(other)


def test_an_app_may_be_started_again(data):
    app = create_app(Settings(data=data, embedding="none"))
    for _ in range(2):
        with TestClient(app) as client:
            assert read(client)['mingzhang_documents{status="ready"}'] == 1


def test_the_model_is_read_from_its_account():
    metrics, account = Metrics(), Account(Price())
    metrics.model(lambda: account.usage)
    account.count(100, 20, estimated=False, failed=False)
    account.count(50, 0, estimated=False, failed=True)
    found = parsed(metrics.text().decode())
    assert found['mingzhang_model_calls_total{outcome="ok"}'] == 1
    assert found['mingzhang_model_calls_total{outcome="failed"}'] == 1
    assert found['mingzhang_model_tokens_total{direction="read"}'] == 150


def test_elsewhere_than_on_this_machine_it_wants_a_key(data):
    with TestClient(create_app(Settings(data=data, embedding="none", host="0.0.0.0"))) as client:
        assert client.get("/metrics").status_code == 401


def test_nothing_that_is_asked_stands_in_it(client):
    client.post("/v1/ask", json={"question": QUESTION})
    client.request("BREW", "/v1/ask")
    text = client.get("/metrics").text
    assert "教育" not in text
    assert "BREW" not in text
    assert 'method="other"' in text
