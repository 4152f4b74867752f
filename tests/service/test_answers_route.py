"""Answers and conversations over HTTP: looked at again, renamed, deleted, commented on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from index.library import Library
from service import intake
from service.app import create_app
from service.settings import Settings

pytestmark = pytest.mark.stores
BUDGET = Path(__file__).parents[2] / "samples" / "education_2024_budget.md"
ASKED = {"question": "2024年公务用车运行维护费是多少"}


@pytest.fixture(scope="module")
def data(tmp_path_factory, stores):
    folder = tmp_path_factory.mktemp("data")
    library = Library.open(folder, None)
    intake.take_file(library, BUDGET, intake.Origin(), 10**7)
    library.close()
    return folder


@pytest.fixture(scope="module")
def client(data):
    with TestClient(create_app(Settings(data=data, embedding="none"))) as client:
        yield client


def test_an_answer_is_the_same_when_it_is_looked_at_again(client):
    given = client.post("/v1/ask", json=ASKED).json()
    again = client.get(f"/v1/answers/{given['id']}").json()
    assert again.pop("outdated") == []
    assert again == given


def test_a_streamed_answer_is_kept_too(client):
    with client.stream("POST", "/v1/ask", json={**ASKED, "stream": True}) as reply:
        text = "".join(reply.iter_text())
    id_ = json.loads(text.split("event: answer\ndata: ")[1])["id"]
    assert client.get(f"/v1/answers/{id_}").status_code == 200


def test_a_conversation_is_resumed_renamed_and_deleted(client):
    first = client.post("/v1/ask", json=ASKED).json()
    talk = first["conversation"]
    client.post("/v1/ask", json={"question": "比上年呢", "conversation": talk})
    held = client.get(f"/v1/conversations/{talk}").json()
    assert (held["id"], held["title"]) == (talk, ASKED["question"])
    assert [turn["question"] for turn in held["turns"]] == [ASKED["question"], "比上年呢"]
    assert client.patch(f"/v1/conversations/{talk}", json={"title": " 用车 "}).status_code == 204
    assert client.get(f"/v1/conversations/{talk}").json()["title"] == "用车"
    assert client.patch(f"/v1/conversations/{talk}", json={"title": "  "}).status_code == 422
    assert client.delete(f"/v1/conversations/{talk}").status_code == 204
    assert client.get(f"/v1/conversations/{talk}").status_code == 404
    assert client.get(f"/v1/answers/{first['id']}").status_code == 404


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/v1/answers/nothing", None),
        ("POST", "/v1/answers/nothing/feedback", {"verdict": "up"}),
        ("GET", "/v1/conversations/nothing", None),
        ("PATCH", "/v1/conversations/nothing", {"title": "别的"}),
        ("DELETE", "/v1/conversations/nothing", None),
    ],
)
def test_what_is_not_kept_is_a_problem(client, method, path, body):
    reply = client.request(method, path, json=body)
    assert reply.status_code == 404
    assert reply.json()["type"] == "urn:mingzhang:problem:unknown-answer"


def test_a_name_that_a_caller_chose_opens_no_conversation(client):
    client.post("/v1/ask", json={**ASKED, "conversation": "helpdesk-7"})
    assert client.get("/v1/conversations/helpdesk-7").status_code == 404
    assert client.delete("/v1/conversations/helpdesk-7").status_code == 404


def test_what_people_say_is_read_by_page(client):
    ids = [client.post("/v1/ask", json=ASKED).json()["id"] for _ in range(3)]
    for id_ in ids:
        said = {"verdict": "down", "reasons": ["数字错误", "答非所问"], "comment": "<b>应为别的数</b>"}
        assert client.post(f"/v1/answers/{id_}/feedback", json=said).status_code == 204
    page = client.get("/v1/feedback?limit=2").json()
    assert [one["answer"]["id"] for one in page["items"]] == ids[:0:-1]
    assert page["items"][0]["comment"] == "<b>应为别的数</b>"
    rest = client.get("/v1/feedback", params={"cursor": page["next"]}).json()
    assert [one["answer"]["id"] for one in rest["items"]] == ids[:1]
    assert rest["next"] is None
    wrong = client.post(f"/v1/answers/{ids[0]}/feedback", json={"verdict": "down", "reasons": ["不好看"]})
    assert wrong.status_code == 422


def test_where_answers_are_not_kept_the_conversation_goes_on(data):
    with TestClient(create_app(Settings(data=data, embedding="none", keep_days=0))) as client:
        first = client.post("/v1/ask", json=ASKED).json()
        second = client.post("/v1/ask", json={"question": "比上年呢", "conversation": first["conversation"]}).json()
        assert second["result"]["value"] == "-1.70"
        assert "不保存答案" in client.get(f"/v1/answers/{first['id']}").json()["detail"]


def test_a_chart_is_a_picture_of_the_answer(client):
    given = client.post("/v1/ask", json={"question": "2024年工资福利支出明细"}).json()
    assert given["chart"]["kind"] == "share"
    reply = client.get(f"/v1/answers/{given['id']}/chart.svg?theme=dark")
    assert reply.headers["content-type"].startswith("image/svg+xml")
    assert given["chart"]["points"][0]["value"] in reply.text
    plain = client.post("/v1/ask", json=ASKED).json()
    assert client.get(f"/v1/answers/{plain['id']}/chart.svg").status_code == 404
    assert client.get(f"/v1/answers/{given['id']}/chart.svg?theme=loud").status_code == 422


@pytest.mark.parametrize(
    ("question", "inferred"),
    [
        ("2024年预算的公务用车运行维护费是多少", {"organisation"}),
        ("示例市教育局公务用车运行维护费是多少", {"year", "kind"}),
        ("示例市教育局2024年一般公共预算支出是多少", {"kind"}),
    ],
)
def test_what_a_question_leaves_open_is_told(client, question, inferred):
    understood = client.post("/v1/ask", json={"question": question}).json()["understood"]
    assert understood["organisations"] == ["示例市教育局"]
    assert (understood["years"], understood["kinds"]) == ([2024], ["budget"])
    assert set(understood["inferred"]) == inferred
