"""A model that fails in any way changes no answer, and holds none up: the rules answer within the timeout and a second."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from index.library import Library
from service import cli, intake, llm, settings
from service.answer import Service
from service.app import create_app
from service.reply import Answer
from tests.support.model_server import ENDED, Endpoint, endpoint, event, said

DISCLOSURE = Path(__file__).parents[1] / "data" / "two_tables_with_reasons.md"
TIMEOUT, BOUND = 1, 15  # seconds; the rules need some of their own, and a busy machine several times as many

QUESTIONS = [
    "2026年公务接待费是多少",
    "三公经费比上年减少了多少，为什么？",
    "公务用车运行维护费占三公经费的比例是多少",
    "2026年会议费是多少",
    "2026年觥筹交错要花多少钱",  # what a model may be asked to understand
    "2026年觥筹交错要花多少钱？司机老刘那一摊花多少钱？乡亲们喝水那摊子要花多少钱？",
    "今天天气怎么样",
]

FAILURES: dict[str, tuple[int, str | None]] = {
    "500": (500, "oops"),
    "503 with a page": (503, "<html>Service Unavailable</html>"),
    "wrong key": (401, '{"error": {"message": "bad key"}}'),
    "too many requests": (429, "{}"),
    "silence": Endpoint.SILENT,
    "silence after the headers": (200, None),
    "half a stream": (200, event('{"words": "觥筹')),
    "half an event": (200, event('{"words": "觥筹') + 'data: {"id": "c1", "choi'),
    "invalid JSON": (200, said('{"words": "觥筹交错", "item": ')),
    "another shape": (200, said('{"answer": "1.50万元"}')),
    "words for JSON": (200, said("公务接待费是1.50万元。")),
    "a page": (200, "<html>hello</html>"),
    "empty body": (200, ""),
    "nothing said": (200, event(finish="stop") + ENDED),
    "a null": (200, "data: null\n\n" + ENDED),
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = Library.open(tmp_path_factory.mktemp("failing"), None)
    outcome = intake.take_file(library, DISCLOSURE, intake.Origin(), 10**6)
    assert outcome.record is not None
    yield library
    library.close()


@pytest.fixture(scope="module")
def by_rules(library: Library) -> dict[str, Answer]:
    service = Service(library)
    return {question: service.ask(question) for question in QUESTIONS}


def same(one: Answer, two: Answer) -> bool:
    return replace(one, id="", conversation="") == replace(two, id="", conversation="")


@pytest.mark.parametrize("failure", ["refused", *FAILURES])
def test_the_rules_answer_in_time(failure: str, library: Library, by_rules: dict[str, Answer]) -> None:
    with ExitStack() as stack:
        if failure == "refused":
            with socket.socket() as free:
                free.bind(("127.0.0.1", 0))
                url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
        else:
            url = stack.enter_context(endpoint(FAILURES[failure])).url
        model = llm.opened(settings.load(llm_model="m", llm_base_url=url, llm_api_key="k", llm_timeout=TIMEOUT))
        service = Service(library, model)
        for question in QUESTIONS:
            started = time.perf_counter()
            answer = service.ask(question)
            took = time.perf_counter() - started
            assert same(answer, by_rules[question]), question
            assert answer.mode == "rules"
            assert took < BOUND, question


def test_over_budget_the_rules_answer_without_asking(library: Library, by_rules: dict[str, Answer]) -> None:
    with endpoint((200, said('{"words": "觥筹交错", "item": "没有"}'))) as server:
        model = llm.opened(
            settings.load(llm_model="m", llm_base_url=server.url, llm_api_key="k", llm_price_in=9_000_000, llm_budget=5)
        )
        service = Service(library, model)
        for _ in range(3):
            assert same(service.ask(QUESTIONS[4]), by_rules[QUESTIONS[4]])
    assert len(server.asked) == 1


def test_the_service_and_the_command_ask_the_model_that_the_settings_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    library = Library.open(tmp_path, None)
    intake.take_file(library, DISCLOSURE, intake.Origin(), 10**6)
    library.close()
    with endpoint((200, said('{"words": "觥筹交错", "item": "公务接待费"}')), (200, said('{"choice": "A"}'))) as server:
        given = settings.load(
            data=tmp_path, embedding="none", llm_model="m", llm_base_url=server.url, llm_api_key="k", llm_timeout=30
        )
        with TestClient(create_app(given)) as client:
            answer = client.post("/v1/ask", json={"question": QUESTIONS[4]}).json()
        assert (answer["status"], answer["mode"], answer["result"]["value"]) == ("answered", "llm", "1.50")
        server.answers[:] = [(500, "oops")]
        monkeypatch.setenv("MINGZHANG_LLM_MODEL", "m")
        monkeypatch.setenv("MINGZHANG_LLM_BASE_URL", server.url)
        monkeypatch.setenv("MINGZHANG_EMBEDDING", "none")
        monkeypatch.setenv("MINGZHANG_LLM_TIMEOUT", "1")
        assert cli.main(["ask", QUESTIONS[4], "--data", str(tmp_path)]) == 0
        assert "公开文件没有说明" in capsys.readouterr().out
    monkeypatch.delenv("MINGZHANG_LLM_BASE_URL")
    assert cli.main(["ask", QUESTIONS[4], "--data", str(tmp_path)]) == 1
    assert capsys.readouterr().err.strip() == "语言模型需要密钥：请设置 MINGZHANG_LLM_API_KEY。"


def test_without_a_model_nothing_of_langchain_is_loaded(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom index.library import Library\nfrom service import llm, settings\n"
        "from service.answer import Service\n"
        f"library = Library.open(Path({str(tmp_path)!r}), None)\n"
        "Service(library, llm.opened(settings.load())).ask('三公经费是多少')\n"
        "print([name for name in sys.modules if name.startswith(('langchain', 'openai', 'langsmith'))])"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=root,
        env={"PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"
