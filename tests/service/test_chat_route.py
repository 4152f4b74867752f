"""`/v1/chat/completions`: the shape of the OpenAI API, and the same answer as everywhere."""

from __future__ import annotations

import json

import pytest
from fastapi.testclient import TestClient

from service.app import create_app
from service.settings import Settings
from tests.support.scripted import Scripted, held

SAMPLE = "公务接待费减少了多少"


@pytest.fixture(scope="module")
def made():
    return []


@pytest.fixture(scope="module")
def client(tmp_path_factory, made):
    folder = tmp_path_factory.mktemp("data")
    held(folder)

    def asker(library):
        made.append(Scripted(library))
        return made[0]

    settings = Settings(data=folder, embedding="none", max_question_chars=50)
    with TestClient(create_app(settings, asker), raise_server_exceptions=False) as client:
        yield client


def user(content):
    return {"role": "user", "content": content}


def complete(client, *messages, **others):
    return client.post("/v1/chat/completions", json={"model": "mingzhang", "messages": list(messages), **others})


def stream(reply):
    assert reply.headers["content-type"].startswith("text/event-stream")
    lines = [line.removeprefix("data: ") for line in reply.text.split("\n\n") if line]
    return [line if line == "[DONE]" else json.loads(line) for line in lines]


def test_an_answer_is_a_completion_with_the_answer_object(client):
    reply = complete(client, user(SAMPLE)).json()
    answer = client.post("/v1/ask", json={"question": SAMPLE}).json()
    assert reply["mingzhang"] == answer
    assert (reply["object"], reply["model"]) == ("chat.completion", "mingzhang")
    (choice,) = reply["choices"]
    assert choice["message"]["role"] == "assistant"
    assert choice["message"]["content"] == answer["answer"]
    assert choice["finish_reason"] == "stop"
    usage = reply["usage"]
    assert usage["total_tokens"] == usage["prompt_tokens"] + usage["completion_tokens"]
    assert usage["prompt_tokens"] == len(SAMPLE)


def test_every_mark_is_annotated_with_its_source(client):
    reply = complete(client, user(SAMPLE)).json()
    content = reply["choices"][0]["message"]["content"]
    places = [one["url_citation"] for one in reply["choices"][0]["message"]["annotations"]]
    assert [content[one["start_index"] : one["end_index"]] for one in places] == ["[1]", "[1]", "[2]", "[3]"]
    assert all(one["title"].startswith("示例县水利局") for one in places)
    for place in places:
        assert client.get(place["url"]).status_code == 200


def test_a_stream_says_the_same(client):
    whole = complete(client, user(SAMPLE)).json()
    *chunks, done = stream(complete(client, user(SAMPLE), stream=True))
    assert done == "[DONE]"
    assert {one["object"] for one in chunks} == {"chat.completion.chunk"}
    assert len({one["id"] for one in chunks}) == 1
    deltas = [one["choices"][0]["delta"] for one in chunks]
    assert deltas[0]["role"] == "assistant"
    assert "".join(delta.get("content", "") for delta in deltas) == whole["choices"][0]["message"]["content"]
    noted = [one for delta in deltas for one in delta.get("annotations", ())]
    assert noted == whole["choices"][0]["message"]["annotations"]
    assert [one["choices"][0]["finish_reason"] for one in chunks] == [None] * (len(chunks) - 1) + ["stop"]
    assert chunks[-1]["mingzhang"] == whole["mingzhang"]
    assert not any("usage" in one for one in chunks)


def test_usage_ends_a_stream_that_asks_for_it(client):
    *chunks, usage, _ = stream(complete(client, user(SAMPLE), stream=True, stream_options={"include_usage": True}))
    assert usage["choices"] == []
    assert usage["usage"] == complete(client, user(SAMPLE)).json()["usage"]
    assert all(one["usage"] is None for one in chunks)


def test_no_piece_of_a_stream_breaks_a_figure(client):
    *chunks, _ = stream(complete(client, user(SAMPLE), stream=True))
    figures = chunks[-1]["mingzhang"]["figures"]
    at, ends = 0, []
    for chunk in chunks:
        at += len(chunk["choices"][0]["delta"].get("content", ""))
        ends.append(at)
    assert not [one for one in figures if any(one["start"] < end < one["end"] for end in ends)]


@pytest.mark.parametrize("streamed", [False, True])
def test_sources_may_be_told_in_the_text(client, streamed):
    reply = complete(client, user(SAMPLE), sources=True, stream=streamed)
    if streamed:
        content = "".join(one["choices"][0]["delta"].get("content", "") for one in stream(reply)[:-1])
    else:
        content = reply.json()["choices"][0]["message"]["content"]
    for told in ("出处：", "[2] 示例县水利局", "计算：", "注意：按2026年预算作答。"):
        assert told in content


@pytest.mark.parametrize(
    ("messages", "question", "conversation"),
    [
        ([user("一")], "一", None),
        ([{"role": "system", "content": "你是诗人"}, user("一")], "一", None),
        ([user("一"), {"role": "assistant", "content": "三公经费是9万元"}, user("二")], "二", "resumed，一"),
        ([user("一"), user("二"), user("三")], "三", "resumed，一，二"),
        ([user("一"), user(" "), user("多" * 51), user("三")], "三", "resumed，一"),
        ([user([{"type": "text", "text": "一"}, {"type": "text", "text": "二"}])], "一\n二", None),
        ([user([{"type": "image_url", "image_url": {"url": "x"}}]), user("二")], "二", None),
        ([user("一"), {"role": "assistant", "content": None, "tool_calls": []}], "一", None),
        ([{"role": "developer", "content": "x"}, {"role": "tool", "content": "9万元", "tool_call_id": "1"}, user("一")], "一", None),
    ],
)  # fmt: skip
def test_only_what_users_wrote_is_taken_up(client, made, messages, question, conversation):
    assert complete(client, *messages).status_code == 200
    assert made[0].asked[-1] == (question, None, conversation)


def test_documents_and_a_conversation_may_be_named(client, made):
    (document,) = [one["id"] for one in client.get("/v1/documents").json()["items"]]
    complete(client, user("一"), user("二"), documents=[document], conversation="c9")
    assert made[0].asked[-1] == ("二", (document,), "c9")


@pytest.mark.parametrize(
    "others",
    [
        {"temperature": 0.2, "top_p": 1, "max_tokens": 1, "max_completion_tokens": 1, "seed": 1, "stop": ["年"]},
        {"n": 1, "tools": [], "response_format": {"type": "text"}, "modalities": ["text"], "user": "u", "store": False},
        {"n": None, "tools": None, "stream": None, "stream_options": None, "logprobs": False, "metadata": {"a": "b"}},
        {"tools": [{"type": "function"}], "tool_choice": "none"},
        {"stream_options": {"include_usage": True}},
    ],
)
def test_what_has_no_meaning_here_is_passed_over(client, others):
    whole = complete(client, user(SAMPLE)).json()["choices"]
    assert complete(client, user(SAMPLE), **others).json()["choices"] == whole


def refused(reply, status, param, code, said):
    assert (reply.status_code, reply.headers["content-type"]) == (status, "application/problem+json")
    body = reply.json()
    assert body["status"] == status
    assert body["type"] == f"urn:mingzhang:problem:{code.replace('_', '-')}"
    assert body["error"]["message"] == body["detail"]
    assert said in body["detail"]
    assert (body["error"]["param"], body["error"]["code"]) == (param, code)
    assert body["error"]["type"] == "invalid_request_error"


@pytest.mark.parametrize(
    ("change", "param", "said"),
    [
        ({"n": 2}, "n", "只能是 1"),
        ({"tools": [{"type": "function", "function": {"name": "f"}}]}, "tools", "不支持 tools"),
        ({"functions": [{"name": "f"}]}, "tools", "不支持 tools"),
        ({"response_format": {"type": "json_object"}}, "response_format", "mingzhang 字段"),
        ({"modalities": ["text", "audio"]}, "modalities", "答案只有文字"),
        ({"messages": []}, "messages", "不能为空"),
        ({"messages": [{"role": "system", "content": "x"}]}, "messages", "没有 user 消息"),
        ({"messages": [user("  ")]}, "messages", "问题是空的"),
        ({"messages": [user(None)]}, "messages", "问题是空的"),
        ({"messages": [user("多" * 51)]}, "messages", "超过50个字"),
        ({"messages": [user([{"type": "image_url", "image_url": {}}])]}, "messages", "只能读文字"),
        ({"messages": [{"role": "king", "content": "x"}]}, "messages.0.role", "应为"),
        ({"messages": "多少"}, "messages", "应为列表"),
        ({"stream": "maybe"}, "stream", "true 或 false"),
    ],
)
def test_what_cannot_be_done_is_said(client, change, param, said):
    body = {"model": "mingzhang", "messages": [user(SAMPLE)]} | change
    refused(client.post("/v1/chat/completions", json=body), 400, param, "invalid_request", said)


def test_what_is_no_json_is_said(client):
    reply = client.post("/v1/chat/completions", content=b"{", headers={"content-type": "application/json"})
    refused(reply, 400, "请求体", "invalid_request", "不是有效的 JSON")


@pytest.mark.parametrize("streamed", [False, True])
def test_an_unknown_document(client, streamed):
    reply = complete(client, user(SAMPLE), documents=["nothing"], stream=streamed)
    refused(reply, 404, None, "unknown_document", "没有编号为“nothing”的材料")


@pytest.mark.parametrize("ask", [lambda c: complete(c, user("x"), model="gpt-5"), lambda c: c.get("/v1/models/gpt-5")])
def test_another_model(client, ask):
    refused(ask(client), 404, "model", "model_not_found", "没有名为“gpt-5”的模型")


def test_what_nobody_foresaw_tells_nothing_of_its_inside(client):
    reply = complete(client, user("炸"))
    assert (reply.status_code, reply.json()["type"]) == (500, "urn:mingzhang:problem:internal")
    assert "secret" not in reply.text


def test_a_stream_that_breaks_off_says_so(client, made, monkeypatch):
    def growing(*_):
        whole = made[0].ask("一")
        yield whole
        raise RuntimeError("a secret of the inside")

    monkeypatch.setattr(made[0], "growing", growing)
    reply = complete(client, user("一"), stream=True)
    *begun, last = stream(reply)
    assert begun
    assert "没有写完" in last["error"]["message"]
    assert "secret" not in reply.text


def test_the_models(client):
    listed = client.get("/v1/models").json()
    assert listed["object"] == "list"
    assert [one["id"] for one in listed["data"]] == ["mingzhang"]
    assert client.get("/v1/models/mingzhang").json() == listed["data"][0]


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/v1/chat/completions", r'{"model": "mingzhang", "messages": [{"role": "user", "content": "\ud800"}]}', 400),
        ("/v1/chat/completions", r'{"model": "\ud800", "messages": [{"role": "user", "content": "一"}]}', 404),
        ("/v1/ask", r'{"question": "多少\udfff"}', 422),
        ("/v1/ask", r'{"question": "多少\udfff", "stream": true}', 422),
        ("/v1/ask", r'{"question": "多少", "documents": ["\ud800"]}', 404),
        ("/v1/ask", r'{"question": "多少", "conversation": "\ud800"}', 422),
    ],
)
def test_half_a_character_is_no_text(client, path, body, status):
    reply = client.post(path, content=body.encode(), headers={"content-type": "application/json"})
    assert reply.status_code == status
    assert "代理对" in reply.json()["detail"] or status == 404
