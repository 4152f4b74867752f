"""What HTTP clients rely on: the contract's shapes, and one shape for every error."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import service
from service.app import create_app
from service.settings import Settings
from tests.support.scripted import Scripted, held

DOCUMENT_KEYS = {
    "id", "title", "organisation", "year", "kind", "scope", "status", "visibility", "source_url", "published",
    "supersedes", "pages", "tables", "facts", "sha256", "files",
}  # fmt: skip
ANSWER_KEYS = {
    "id", "conversation", "question", "status", "answer", "result", "figures", "citations", "notices", "follow_ups",
    "handoff", "mode", "elapsed_ms", "chart", "understood",
}  # fmt: skip


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    return folder, held(folder)


@pytest.fixture(scope="module")
def client(data):
    settings = Settings(data=data[0], embedding="none", max_question_chars=50)
    with TestClient(create_app(settings, Scripted), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def document(data):
    return data[1]


def problem(reply, status, kind):
    assert reply.status_code == status
    assert reply.headers["content-type"] == "application/problem+json"
    body = reply.json()
    assert body["type"] == f"urn:mingzhang:problem:{kind}"
    assert body["status"] == status
    assert body["title"]
    assert body["detail"].endswith("。")
    return body


def test_a_question_gives_the_answer_object(client):
    answer = client.post("/v1/ask", json={"question": "  公务接待费减少了多少  "}).json()
    assert set(answer) == ANSWER_KEYS
    assert answer["question"] == "公务接待费减少了多少"
    assert answer["result"] == {"value": "-0.50", "unit": "万元"}
    for figure in answer["figures"]:
        assert answer["answer"][figure["start"] : figure["end"]] == figure["text"]
    assert {key: answer["citations"][0][key] for key in ("id", "kind", "quote", "bbox")} == {
        "id": 1, "kind": "cell", "quote": "1.50", "bbox": None,
    }  # fmt: skip


@pytest.mark.parametrize("documents", [None, []])
def test_no_documents_are_all(client, documents):
    assert client.post("/v1/ask", json={"question": "多少", "documents": documents}).status_code == 200


def test_documents_and_conversation_are_handed_on(client, document):
    body = {"question": "多少", "documents": [document], "conversation": "c7", "a field to come": 1}
    assert client.post("/v1/ask", json=body).json()["conversation"] == "c7"


def test_text_is_without_marks_and_its_figures_keep_their_places(client):
    answer = client.post("/v1/ask", json={"question": "多少", "format": "text"}).json()
    assert "**" not in answer["answer"]
    assert "公务接待费\t1.50万元" in answer["answer"]
    assert "---" not in answer["answer"]
    assert [answer["answer"][one["start"] : one["end"]] for one in answer["figures"]] == [
        "1.50万元",
        "0.50万元",
        "1.50万元",
    ]


def test_a_stream_ends_with_the_whole_answer(client):
    reply = client.post("/v1/ask", json={"question": "多少", "stream": True})
    assert reply.headers["content-type"].startswith("text/event-stream")
    events = [dict(line.split(": ", 1) for line in event.splitlines()) for event in reply.text.strip().split("\n\n")]
    parsed = [(event["event"], json.loads(event["data"])) for event in events]
    answer = parsed[-1][1]
    assert parsed[-1][0] == "answer"
    assert set(answer) == ANSWER_KEYS
    assert "".join(data["text"] for name, data in parsed if name == "delta") == answer["answer"]
    assert [data for name, data in parsed if name == "figure"] == answer["figures"]
    assert [data for name, data in parsed if name == "citation"] == answer["citations"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({}, "question：缺少此项"),
        ({"question": ""}, "问题是空的"),
        ({"question": " \n\t"}, "问题是空的"),
        ({"question": "多" * 51}, "51个字，超过50个字"),
        ({"question": 3}, "question：应为文字"),
        ({"question": "多少", "documents": "all"}, "documents：应为列表"),
        ({"question": "多少", "format": "pdf"}, "format：应为 'markdown' 或 'text'"),
        ({"question": "多少", "conversation": "c" * 101}, "不能超过 100 个字"),
        ([], "应为 JSON 对象"),
    ],
)
def test_a_question_that_cannot_be_put(client, body, said):
    found = problem(client.post("/v1/ask", json=body), 422, "invalid-request")
    assert said in found["detail"]
    assert found["errors"][0]["field"]


def test_what_is_no_json_is_said_so(client):
    reply = client.post("/v1/ask", content=b"{", headers={"content-type": "application/json"})
    assert "不是有效的 JSON" in problem(reply, 422, "invalid-request")["detail"]


@pytest.mark.parametrize(
    ("method", "path", "status", "kind"),
    [
        ("GET", "/v1/documents/absent", 404, "unknown-document"),
        ("GET", "/v1/documents/absent/tables", 404, "unknown-document"),
        ("GET", "/v1/documents/absent/tables/1", 404, "unknown-document"),
        ("GET", "/v1/documents/absent/facts", 404, "unknown-document"),
        ("GET", "/v1/documents/absent/paragraphs", 404, "unknown-document"),
        ("GET", "/v1/documents/{id}/tables/99", 404, "unknown-table"),
        ("GET", "/v1/documents/{id}/tables/one", 422, "invalid-request"),
        ("GET", "/v1/documents/{id}/facts?limit=0", 422, "invalid-request"),
        ("GET", "/v1/documents/{id}/facts?cursor=absent", 422, "invalid-request"),
        ("GET", "/v1/documents/{id}/paragraphs?around=p999", 422, "invalid-request"),
        ("GET", "/v1/documents?limit=1001", 422, "invalid-request"),
        ("GET", "/v1/documents?cursor=absent", 422, "invalid-request"),
        ("GET", "/v1/nothing", 404, "not-found"),
        ("GET", "/page/nothing.js", 404, "not-found"),
        ("GET", "/v1/ask", 405, "method-not-allowed"),
        ("POST", "/healthz", 405, "method-not-allowed"),
        ("DELETE", "/", 405, "method-not-allowed"),
    ],
)
def test_every_error_is_a_problem(client, document, method, path, status, kind):
    problem(client.request(method, path.format(id=document)), status, kind)


def test_a_question_about_an_unknown_document(client):
    reply = client.post("/v1/ask", json={"question": "多少", "documents": ["absent"]})
    assert "absent" in problem(reply, 404, "unknown-document")["detail"]


def test_what_nobody_foresaw_tells_nothing_of_the_inside(client, caplog):
    reply = client.post("/v1/ask", json={"question": "炸"})
    problem(reply, 500, "internal")
    assert "secret" not in reply.text


def test_documents_come_page_by_page(client, document):
    page = client.get("/v1/documents").json()
    assert [one["id"] for one in page["items"]] == [document]
    assert set(page["items"][0]) == DOCUMENT_KEYS
    assert page["next"] is None


def test_pages_join_to_the_whole(client, document):
    whole = client.get(f"/v1/documents/{document}/facts").json()
    assert whole["next"] is None
    found, cursor = [], None
    while True:
        page = client.get(
            f"/v1/documents/{document}/facts", params={"limit": 7} | ({"cursor": cursor} if cursor else {})
        ).json()
        found += page["items"]
        cursor = page["next"]
        if cursor is None:
            break
    assert found == whole["items"]
    assert len(found) > 7


def test_a_document_with_its_structure(client, document):
    found = client.get(f"/v1/documents/{document}").json()
    assert set(found) == DOCUMENT_KEYS | {"structure"}
    assert (
        found["tables"]
        == len(found["structure"]["tables"])
        == len(client.get(f"/v1/documents/{document}/tables").json()["items"])
    )
    assert found["structure"]["paragraphs"] >= 1


def test_a_table_cell_by_cell_with_its_facts(client, document):
    tables = client.get(f"/v1/documents/{document}/tables").json()["items"]
    facts = client.get(f"/v1/documents/{document}/facts").json()["items"]
    for table in tables:
        whole = client.get(f"/v1/documents/{document}/tables/{table['number']}").json()
        cells = [cell for row in whole["cells"] for cell in row]
        assert len(whole["cells"]) == table["rows"]
        own = {one["id"]: one for one in facts if one["table_number"] == table["number"]}
        shown = {cell["fact"]: cell for cell in cells if cell["fact"]}
        assert own.keys() <= shown.keys()
        assert all(shown[id_]["text"].strip() == own[id_]["quote"].strip() for id_ in own)
        only = client.get(f"/v1/documents/{document}/facts", params={"table": table["number"]}).json()["items"]
        assert only == list(own.values())


def test_no_blank_cell_is_a_fact(client, document):
    facts = client.get(f"/v1/documents/{document}/facts").json()["items"]
    assert all(one["value"] not in {None, ""} for one in facts)


def test_paragraphs_and_one_in_its_place(client, document):
    whole = client.get(f"/v1/documents/{document}/paragraphs").json()["items"]
    middle = whole[0]
    around = client.get(f"/v1/documents/{document}/paragraphs", params={"around": middle["anchor"]}).json()["items"]
    assert around == whole[:2]


def test_health(client):
    assert client.get("/healthz").json() == {"status": "ok"}
    ready = client.get("/readyz").json()
    assert ready["status"] == "degraded"
    assert ready["documents"] == 1
    assert list(ready["missing"]) == ["embedder"]


@pytest.mark.parametrize("path", ["/", "/docs", "/documents", "/healthz", "/v1/documents"])
def test_nothing_is_loaded_from_elsewhere(client, path):
    reply = client.get(path)
    assert reply.status_code == 200
    policy = reply.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert "http://" not in reply.text.replace("http://www.w3.org", "")
    assert "https://" not in reply.text


@pytest.mark.parametrize("path", ["/", "/docs", "/documents"])
def test_what_the_pages_load_is_there(client, path):
    import re

    found = re.findall(r'(?:src|href)="(/[^"#]+)"', client.get(path).text)
    assert found
    for one in found:
        assert client.get(one).status_code == 200, one


def test_every_module_of_the_pages_is_there_and_none_is_left_over(client):
    import re

    pages = list((Path(service.__file__).parent / "page").glob("*.html"))
    assert pages
    scripts = {name for page in pages for name in re.findall(r'src="(?:/page/)?([\w.]+\.js)"', page.read_text("utf-8"))}
    wanted, seen = {f"/page/{name}" for name in scripts}, set()
    while wanted - seen:
        path = (wanted - seen).pop()
        seen.add(path)
        reply = client.get(path)
        assert reply.status_code == 200, path
        wanted |= {f"/page/{name}" for name in re.findall(r'(?:from|import) "\./([\w.]+)"', reply.text)}
    assert {f"/page/{file.name}" for file in pages[0].parent.glob("*.js")} == seen


def test_the_api_is_described(client):
    paths = client.get("/openapi.json").json()["paths"]
    assert {"/v1/ask", "/v1/verify", "/v1/documents", "/v1/documents/{document_id}/tables/{number}", "/readyz"} <= set(
        paths
    )


def test_a_folder_that_cannot_be_used_stops_the_start(tmp_path):
    from index.errors import LibraryError

    file = tmp_path / "file"
    file.write_text("x")
    settings = Settings(data=file, embedding="none")
    with pytest.raises(LibraryError, match="不是文件夹"), TestClient(create_app(settings, Scripted)):
        pass
