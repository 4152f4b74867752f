"""One answer object, whichever way it is asked for: whole, streamed, as a completion, as a tool, on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from index.library import Library
from service import cli, intake
from service.answer import Service
from service.app import create_app
from service.settings import Settings
from service.tools import Tools
from service.verification import Checker

SAMPLES = Path(__file__).resolve().parent.parent.parent / "samples"
QUESTIONS = [
    "示例市教育局2024年养车的钱比上年少了多少？为什么？",
    "示例市教育局2024年工资福利支出明细",
    "示例市教育局2024年买了几架飞机？",
    "示例市教育局2024年三公经费多少？另外联系电话是多少？",
]


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    library = Library.open(folder, None)
    for file in ("education_2024_budget.md", "education_2023_budget.md"):
        assert intake.take_file(library, SAMPLES / file, intake.Origin(), 10**6).record is not None
    library.close()
    return folder


@pytest.fixture(scope="module")
def client(data):
    with TestClient(create_app(Settings(data=data, embedding="none"))) as client:
        yield client


def lasting(answer):
    """An answer without what is new each time."""
    return {name: value for name, value in answer.items() if name not in {"id", "conversation", "elapsed_ms"}}


def streamed(client, path, body):
    lines = [line for line in client.post(path, json=body).text.splitlines() if line.startswith("data: ")]
    return [json.loads(line.removeprefix("data: ")) for line in lines if line != "data: [DONE]"]


@pytest.mark.parametrize("question", QUESTIONS)
def test_it_is_the_same_everywhere(client, data, question, capsys, monkeypatch):
    answer = lasting(client.post("/v1/ask", json={"question": question}).json())
    assert lasting(streamed(client, "/v1/ask", {"question": question, "stream": True})[-1]) == answer
    body = {"model": "mingzhang", "messages": [{"role": "user", "content": question}]}
    reply = client.post("/v1/chat/completions", json=body).json()
    assert lasting(reply["mingzhang"]) == answer
    assert reply["choices"][0]["message"]["content"] == answer["answer"]
    last = streamed(client, "/v1/chat/completions", body | {"stream": True})[-1]
    assert lasting(last["mingzhang"]) == answer
    library = Library.open(data, None)
    service = Service(library)
    tools = Tools(library, service, Checker(service.held), question=2000, text=20_000, staff=False)
    assert lasting(tools.call("ask", {"question": question})) == answer
    library.close()
    monkeypatch.setenv("MINGZHANG_EMBEDDING", "none")
    assert cli.main(["ask", question, "--json", "--data", str(data)]) == 0
    assert lasting(json.loads(capsys.readouterr().out)) == answer
