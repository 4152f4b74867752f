"""Fifty people ask in the same moment, over a real port: each gets the answer to their own question."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from index.library import Library
from service import intake
from service.app import create_app
from service.settings import Settings
from tests.support.served import served

SAMPLES = Path(__file__).parents[2] / "samples"
ASKED = {
    "教育局2024年公务接待费是多少": "3.00",
    "教育局2024年公务用车运行维护费是多少": "10.80",
    "教育局2024年公务用车运行维护费比上年减少多少": "-1.70",
    "水务局2024年公务接待费是多少元": None,
}
MANY = 50


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    data = tmp_path_factory.mktemp("data")
    library = Library.open(data, None)
    for file in sorted(SAMPLES.glob("*_20*")):
        intake.take_file(library, file, intake.Origin(), 10**7)
    library.close()
    with served(create_app(Settings(data=data, embedding="none"))) as address:
        yield address


@pytest.mark.parametrize("stream", [False, True])
def test_each_of_many_gets_the_own_answer(address, stream) -> None:
    questions = [list(ASKED)[number % len(ASKED)] for number in range(MANY)]

    def ask(question: str) -> httpx.Response:
        return client.post(f"{address}/v1/ask", json={"question": question, "stream": stream})

    with httpx.Client(limits=httpx.Limits(max_connections=MANY), timeout=120) as client:
        with ThreadPoolExecutor(MANY) as pool:
            replies = list(pool.map(ask, questions))
        assert {reply.status_code for reply in replies} == {200}
        for question, reply in zip(questions, replies, strict=True):
            answer = whole(reply.text) if stream else reply.json()
            assert answer["question"] == question
            if (value := ASKED[question]) is not None:
                assert answer["result"]["value"] == value
            kept = client.get(f"{address}/v1/answers/{answer['id']}").json()
            assert kept["answer"] == answer["answer"]


def whole(events: str) -> dict:
    return json.loads(events.split("event: answer\ndata: ")[1])
