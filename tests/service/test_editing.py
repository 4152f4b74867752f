"""What a person corrects changes what follows from it, and stands in a log with their name."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from index.job import About, Upload
from index.jobs import Jobs
from index.keys import Keys
from index.library import Library
from service import intake
from service.app import create_app
from service.settings import Settings
from tests.service.test_access import bearer
from tests.service.test_intake import GRIDS, TEXT
from tests.support.scripted import DISCLOSURE

pytestmark = pytest.mark.stores

WITHOUT_UNIT = DISCLOSURE.read_text(encoding="utf-8").replace(
    "表2\n\n一般公共预算“三公”经费支出表\n\n单位：万元", "表2\n\n一般公共预算“三公”经费支出表"
)
ELSEWHERE = {"organisation": "示例县林业局", "year": 2025, "kind": "final_accounts", "scope": "unit"}


@pytest.fixture
def held(tmp_path):
    library = Library.open(tmp_path, None)
    record = intake.take(library, "a.md", WITHOUT_UNIT.encode(), intake.Origin()).record
    chief = Keys(library.store).create("王主任", ["admin"])[1]
    uploads = Keys(library.store).create("小李", ["upload"])[1]
    library.close()
    return tmp_path, record.id, chief, uploads


@pytest.fixture
def client(held):
    with TestClient(create_app(Settings(data=held[0], embedding="none", open_ask=True))) as client:
        client.headers["Authorization"] = f"Bearer {held[2]}"
        client.document = f"/v1/documents/{held[1]}"
        yield client


def log(client):
    found = client.get(client.document + "/corrections").json()["items"]
    return [(one["field"], one["old"], one["new"], one["by"]) for one in found]


@pytest.mark.parametrize(
    ("patch", "logged"),
    [
        ({"organisation": " 示例县  林业局 "}, [("organisation", "示例县水利局", "示例县 林业局")]),
        ({"year": 2025}, [("year", "2026", "2025")]),
        ({"kind": "final_accounts"}, [("kind", "budget", "final_accounts")]),
        ({"scope": "unit"}, [("scope", "department", "unit")]),
        ({"visibility": "staff"}, [("visibility", "public", "staff")]),
        ({"published": "2026-02-08"}, [("published", None, "2026-02-08")]),
        ({"source_url": "https://example.org/a"}, [("source_url", None, "https://example.org/a")]),
        ({"year": 2026, "visibility": "public"}, []),
        ({"year": 2027, "visibility": "staff"}, [("year", "2026", "2027"), ("visibility", "public", "staff")]),
    ],
)
def test_a_correction_is_made_and_logged(client, patch, logged):
    reply = client.patch(client.document, json=patch)
    assert reply.status_code == 200
    assert log(client) == [(*one, "王主任") for one in logged]
    shown = client.get(client.document).json()
    for field, _, new in logged:
        assert str(reply.json()[field]) == str(shown[field]) == new


def test_what_is_told_can_be_untold(client):
    client.patch(client.document, json={"published": "2026-02-08", "source_url": "https://example.org/a"})
    reply = client.patch(client.document, json={"published": None, "source_url": None})
    assert (reply.json()["published"], reply.json()["source_url"]) == (None, None)
    assert len(log(client)) == 4


@pytest.mark.parametrize(
    ("patch", "said"),
    [
        ({}, "没有写明要更正什么"),
        ({"year": None}, "year：不能为空"),
        ({"year": 1000}, "应不小于 1990"),
        ({"organisation": "  "}, "不能为空"),
        ({"organisation": ""}, "organisation"),
        ({"kind": "plan"}, "kind：应为"),
        ({"title": "别的"}, "title"),
        ({"source_url": "ftp://example.org"}, "http://"),
        ({"published": "2026/02/08"}, "日期"),
        ([], "JSON 对象"),
    ],
)
def test_a_correction_that_does_not_fit_changes_nothing(client, patch, said):
    reply = client.patch(client.document, json=patch)
    assert (reply.status_code, reply.json()["type"]) == (422, "urn:mingzhang:problem:invalid-request")
    assert said in reply.json()["detail"]
    assert log(client) == []


def test_an_answer_follows_a_correction(client):
    question = {"question": "示例县林业局2025年公用支出多少", "documents": []}
    assert client.post("/v1/ask", json=question).json()["status"] != "answered"
    client.patch(client.document, json={"organisation": "示例县林业局", "year": 2025})
    answer = client.post("/v1/ask", json={"question": "示例县林业局2025年行政运行预算多少"}).json()
    assert answer["result"] == {"value": "700.00", "unit": "万元"}


def test_a_draft_is_shown_to_strangers_once_it_is_public(client):
    client.patch(client.document, json={"visibility": "staff"})
    assert client.get(client.document, headers={"Authorization": ""}).status_code == 404
    client.patch(client.document, json={"visibility": "public"})
    assert client.get(client.document, headers={"Authorization": ""}).status_code == 200


def test_a_table_without_a_unit_supplies_no_amount_until_somebody_says_it(client):
    question = {"question": "2026年公务用车运行维护费多少"}
    facts = client.get(client.document + "/facts?table=2").json()["items"]
    assert {one["unit"] for one in facts} == {None}
    assert client.post("/v1/ask", json=question).json()["result"] is None
    reply = client.patch(client.document + "/tables/2", json={"unit": "万元"})
    assert reply.status_code == 200
    assert log(client) == [("unit of table 2", None, "万元", "王主任")]
    facts = client.get(client.document + "/facts?table=2").json()["items"]
    assert {one["unit"] for one in facts} == {"万元"}
    table = client.get(client.document + "/tables/2").json()
    assert (table["unit"], table["unit_by"]) == ("万元", "王主任")
    assert client.get(client.document + "/tables/1").json()["unit_by"] is None
    assert client.post("/v1/ask", json=question).json()["result"] == {"value": "6.00", "unit": "万元"}
    client.patch(client.document + "/tables/2", json={"unit": "千元"})  # a mistake can be mended
    assert client.post("/v1/ask", json=question).json()["result"] == {"value": "6.00", "unit": "千元"}
    client.patch(client.document, json={"year": 2026, "scope": "unit"})
    assert client.get(client.document + "/tables/2").json()["unit"] == "千元"


@pytest.mark.parametrize(
    ("number", "body", "status", "kind"),
    [
        (1, {"unit": "元"}, 409, "unit-printed"),
        (9, {"unit": "元"}, 404, "unknown-table"),
        (0, {"unit": "元"}, 422, "invalid-request"),
        (2, {"unit": "斤"}, 422, "invalid-request"),
        (2, {}, 422, "invalid-request"),
    ],
)
def test_a_unit_that_is_printed_stays(client, number, body, status, kind):
    reply = client.patch(f"{client.document}/tables/{number}", json=body)
    assert (reply.status_code, reply.json()["type"]) == (status, f"urn:mingzhang:problem:{kind}")
    assert log(client) == []


def test_a_document_is_removed_and_its_log_stays(client):
    client.patch(client.document, json={"year": 2025})
    assert client.delete(client.document).status_code == 204
    assert client.get(client.document).status_code == 404
    assert client.delete(client.document).status_code == 404
    assert [one[0] for one in log(client)] == ["document", "year"]
    assert client.get("/v1/documents/absent/corrections").status_code == 404


def test_two_halves_that_meet_are_one_document_with_one_log(tmp_path):
    library = Library.open(tmp_path, None)
    for name, text, visibility in (("说明.txt", TEXT, "public"), ("表.txt", GRIDS, "staff")):
        record = intake.take(library, name, text, intake.Origin(visibility=visibility)).record
    assert len(library.records()) == 2
    jobs = Jobs(library.store)
    jobs.create("j", [Upload("表.txt", "0", 1)], About(), "")
    jobs.done(jobs.claim(1), record.id, None)
    with TestClient(create_app(Settings(data=tmp_path, embedding="none"))) as client:
        joined = client.patch(f"/v1/documents/{record.id}", json={"visibility": "public"}).json()
        assert joined["files"] == ["说明.txt", "表.txt"]
        (only,) = client.get("/v1/documents").json()["items"]
        assert only == joined
        assert joined["id"] != record.id
        client.document = f"/v1/documents/{joined['id']}"
        assert log(client) == [("visibility", "staff", "public", "本机")]
    assert jobs.get("j").files[0].document == joined["id"]  # an upload's document is found by its new id
    library.close()


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PATCH", "", ELSEWHERE),
        ("PATCH", "/tables/2", {"unit": "万元"}),
        ("DELETE", "", None),
        ("GET", "/corrections", None),
    ],
)
def test_only_administrators_correct(client, held, method, path, body):
    for headers, status in (({"Authorization": ""}, 401), (bearer(held[3]), 403)):
        assert client.request(method, client.document + path, json=body, headers=headers).status_code == status
    assert log(client) == []
