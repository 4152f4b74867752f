"""Two services on one PostgreSQL, one Chroma server and one object store are as one."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import pytest

from index.keys import Keys
from index.library import Library
from service import intake, settings
from service.opening import opened

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
FIRST, LATER = "education_2024_budget.md", "water_2024_budget.txt"
QUESTION = "示例市教育局2024年公务接待费预算多少？"
PATIENCE_SECONDS = 60.0


@contextmanager
def serving(environment: dict[str, str]) -> Iterator[httpx.Client]:
    """A process of its own."""
    process = subprocess.Popen(
        [sys.executable, "-m", "service.cli", "serve"],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert process.stdout
    try:
        told = process.stdout.readline()
        with httpx.Client(base_url=told.partition("：")[2].partition("（")[0], timeout=60) as client:
            eventually(lambda: _ready(client))
            yield client
    finally:
        process.terminate()
        process.wait(60)
        process.stdout.close()


def _ready(client: httpx.Client) -> bool:
    try:
        return client.get("/healthz").status_code == 200
    except httpx.TransportError:
        return False


def eventually(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.1)


@pytest.fixture(scope="module")
def place(running_servers, tmp_path_factory):
    return running_servers.stores(tmp_path_factory.mktemp("replicas"))


@pytest.fixture(scope="module")
def secret(place):
    library = Library.open(place, None)
    assert intake.take(library, FIRST, (SAMPLES / FIRST).read_bytes(), intake.Origin()).state == "added"
    _, made = Keys(library.store).create("测试", ["admin"])
    library.close()
    return made


@pytest.fixture(scope="module")
def replicas(place, secret, tmp_path_factory):
    with ExitStack() as stack:
        clients = []
        for name in ("one", "two"):
            environment = settings.environment(
                data=tmp_path_factory.mktemp(name), database_url=place.database, chroma_url=place.chroma,
                files_url=place.files, embedding="none", port=0, llm_model="",
            )  # fmt: skip
            client = stack.enter_context(serving({**environment, "PYTHONPATH": str(ROOT)}))
            client.headers["Authorization"] = f"Bearer {secret}"
            clients.append(client)
        yield clients


def ask(client: httpx.Client, question: str, conversation: str | None = None) -> dict:
    reply = client.post("/v1/ask", json={"question": question, "conversation": conversation})
    assert reply.status_code == 200, reply.text
    return reply.json()


def test_both_answer_the_same(replicas):
    first, second = (ask(client, QUESTION) for client in replicas)
    assert first["status"] == "answered"
    assert first["answer"] == second["answer"]
    assert [one["quote"] for one in first["citations"]] == [one["quote"] for one in second["citations"]]


def test_a_conversation_begun_at_one_goes_on_at_the_other(replicas):
    one, two = replicas
    begun = ask(one, QUESTION)
    # An answer is written behind; a conversation that is looked at is written first.
    assert len(one.get(f"/v1/conversations/{begun['conversation']}").json()["turns"]) == 1
    went_on = ask(two, "那公务用车运行维护费呢？", begun["conversation"])
    assert "公务用车运行维护费" in went_on["answer"]
    assert went_on["status"] == "answered"
    told = two.get(f"/v1/conversations/{begun['conversation']}")
    assert [turn["question"] for turn in told.json()["turns"]] == [QUESTION, "那公务用车运行维护费呢？"]
    assert two.get(f"/v1/answers/{begun['id']}").json()["answer"] == begun["answer"]


def test_what_one_takes_in_the_other_answers_from_at_the_next_question(replicas):
    one, two = replicas
    question = "示例市水务局2024年公务接待费预算多少？"
    assert not ask(two, question)["citations"]
    files = [("file", (LATER, (SAMPLES / LATER).read_bytes()))]
    reply = one.post("/v1/documents", files=files)
    assert reply.status_code == 202, reply.text
    job = reply.json()["job"]
    eventually(lambda: two.get(f"/v1/jobs/{job}").json()["state"] in {"done", "failed"})
    assert two.get(f"/v1/jobs/{job}").json()["state"] == "done"
    told = ask(two, question)
    assert told["citations"]
    assert told["answer"] == ask(one, question)["answer"]
    document = told["citations"][0]["document"]
    one.delete(f"/v1/documents/{document}")
    assert not ask(two, question)["citations"]


def test_a_revoked_key_is_refused_by_both(replicas, place):
    with opened(settings.load(data=place.data, database_url=place.database, embedding="none")) as library:
        keys = Keys(library.store)
        key, made = keys.create("一时", ["ask"])
        told = {"Authorization": f"Bearer {made}"}
        assert [client.get("/v1/documents", headers=told).status_code for client in replicas] == [200, 200]
        keys.revoke(key.id)
        assert [client.get("/v1/documents", headers=told).status_code for client in replicas] == [401, 401]
