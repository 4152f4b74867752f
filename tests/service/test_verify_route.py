"""`POST /v1/verify` as HTTP clients rely on it: the contract's shapes, its limits, its errors."""

import pytest
from fastapi.testclient import TestClient

from service.app import create_app
from service.settings import Settings
from tests.support.scripted import Scripted, held

FIGURE_KEYS = {
    "text", "start", "end", "value", "unit", "verdict", "certain", "citations", "formula", "operands", "disclosed", "why",
}  # fmt: skip
CLAIM_KEYS = {"text", "start", "end", "kind", "ok", "why", "citations"}
TEXT = "2026年公务接待费1.50万元，比上年减少0.50万元，主要原因是压减接待批次。公务用车运行维护费7.00万元，高于上年。"


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    return folder, held(folder)


@pytest.fixture(scope="module")
def client(data):
    settings = Settings(data=data[0], embedding="none", max_text_chars=200)
    with TestClient(create_app(settings, Scripted), raise_server_exceptions=False) as client:
        yield client


def test_a_text_is_checked(client):
    found = client.post("/v1/verify", json={"text": TEXT}).json()
    assert set(found) == {"figures", "claims", "citations"}
    assert [(figure["text"], figure["verdict"], figure["disclosed"]) for figure in found["figures"]] == [
        ("1.50万元", "cited", None),
        ("0.50万元", "cited", None),
        ("7.00万元", "contradicted", "6.00万元"),
    ]
    assert [(claim["kind"], claim["ok"]) for claim in found["claims"]] == [("reason", True), ("direction", False)]
    for figure in found["figures"]:
        assert set(figure) == FIGURE_KEYS
    for claim in found["claims"]:
        assert set(claim) == CLAIM_KEYS
    for told in (*found["figures"], *found["claims"]):
        assert TEXT[told["start"] : told["end"]] == told["text"]
        assert set(told["citations"]) <= {citation["id"] for citation in found["citations"]}


def test_citations_have_the_shape_of_an_answers(client):
    cited = client.post("/v1/verify", json={"text": TEXT}).json()["citations"][0]
    answer = client.post("/v1/ask", json={"question": "多少"}).json()["citations"][0]
    assert set(cited) == set(answer)


def test_it_may_be_limited_to_documents(client, data):
    body = {"text": TEXT, "documents": [data[1]]}
    assert client.post("/v1/verify", json=body).json() == client.post("/v1/verify", json={"text": TEXT}).json()
    for every in (None, []):
        assert client.post("/v1/verify", json=body | {"documents": every}).status_code == 200


@pytest.mark.parametrize(
    ("body", "status", "kind", "said"),
    [
        ({}, 422, "invalid-request", "text：缺少此项"),
        ({"text": ""}, 422, "invalid-request", "文字是空的"),
        ({"text": " \n"}, 422, "invalid-request", "文字是空的"),
        ({"text": "字" * 201}, 422, "invalid-request", "201个字，超过200个字"),
        ({"text": 3}, 422, "invalid-request", "text：应为文字"),
        ({"text": "字", "documents": "all"}, 422, "invalid-request", "documents：应为列表"),
        ({"text": "字", "documents": ["absent"]}, 404, "unknown-document", "absent"),
    ],
)
def test_what_cannot_be_checked_is_a_problem(client, body, status, kind, said):
    reply = client.post("/v1/verify", json=body)
    assert reply.status_code == status
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.json()["type"] == f"urn:mingzhang:problem:{kind}"
    assert said in reply.json()["detail"]


def test_it_is_described(client):
    described = client.get("/openapi.json").json()["paths"]["/v1/verify"]["post"]
    assert {"200", "404", "422", "503"} <= set(described["responses"])
