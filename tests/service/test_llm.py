"""A language model is asked within one deadline; whatever goes wrong is ModelFailed, one sentence and in time."""

from __future__ import annotations

import json
import logging
import socket
import sys
import threading
import time
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage
from pydantic import BaseModel

from service import llm, settings
from service.llm import Model, ModelFailed
from service.settings import SettingsError
from service.usage import Account, Price
from tests.support.model_server import ENDED, Endpoint, endpoint, event, said

KEY = "sk-nobody-may-see-this"
HELD = '{"item": "会议费", "year": 2024}'


class Asked(BaseModel):
    item: str
    year: int


def named(url: str, **others: object) -> Model:
    given = {"llm_model": "any", "llm_base_url": url, "llm_api_key": KEY, "llm_timeout": 1, "llm_retries": 0}
    found = llm.opened(settings.load(**{**given, **others}))
    assert found is not None
    return found


def scripted(*answers: str, **others: object) -> Model:
    return Model(GenericFakeChatModel(messages=iter([AIMessage(one) for one in answers])), **others)  # type: ignore[arg-type]


def test_words_come_piece_by_piece_and_what_they_cost_is_counted() -> None:
    with endpoint((200, said("会议费", "减少", "。"))) as server:
        model = named(server.url, llm_price_in=2, llm_price_out=8)
        assert list(model.stream("系统", "问题")) == ["会议费", "减少", "。"]
    assert [message["role"] for message in server.asked[0]["messages"]] == ["system", "user"]
    assert (model.usage.calls, model.usage.read, model.usage.written) == (1, 1, 3)
    assert model.usage.cost == Decimal("0.000026")


def test_a_typed_answer_is_asked_for_by_its_schema() -> None:
    with endpoint((200, said(HELD))) as server:
        assert named(server.url).structured("系统", "问题", Asked) == Asked(item="会议费", year=2024)
    shape = server.asked[0]["response_format"]["json_schema"]
    assert shape["schema"]["required"] == ["item", "year"]


def test_an_endpoint_without_schemas_is_told_the_shape_in_words() -> None:
    refusal = json.dumps({"error": {"message": "response_format is not supported"}})
    with endpoint((400, refusal), (200, said("好的：```json\n", HELD, "\n```"))) as server:
        model = named(server.url)
        assert model.structured("系统", "问题", Asked).item == "会议费"
        assert model.structured("系统", "问题", Asked).item == "会议费"
    assert ["response_format" in body for body in server.asked] == [True, False, False]
    assert "JSON Schema" in server.asked[1]["messages"][0]["content"]


@pytest.mark.parametrize("option", ["temperature", "stream_options"])
def test_an_option_that_an_endpoint_refuses_is_left_out(option: str) -> None:
    refusal = json.dumps({"error": {"message": f"Unsupported parameter: '{option}'"}})
    with endpoint((400, refusal), (200, said("好"))) as server:
        assert list(named(server.url).stream("系统", "问题")) == ["好"]
    assert [option in body for body in server.asked] == [True, False]


FAILING: dict[str, tuple[tuple[int, str | None], str]] = {
    "wrong key": ((401, '{"error": {"message": "bad key"}}'), "密钥"),
    "no such model": ((404, '{"error": {"message": "no model"}}'), "HTTP 404"),
    "too many": ((429, "{}"), "HTTP 429"),
    "broken": ((500, "oops"), "HTTP 500"),
    "silent": (Endpoint.SILENT, "没有及时"),
    "silent after the headers": ((200, None), "没有及时"),
    "half a stream": ((200, event("会议")), "中途断了"),
    "half an event": ((200, event("会议") + 'data: {"id": "c1", "choi'), "断了"),
    "no stream at all": ((200, "<html>hello</html>"), "断了"),
    "empty": ((200, ""), "断了"),
    "nothing said": ((200, event(finish="stop") + ENDED), "空的"),
    "cut short": ((200, event("会议", "length") + ENDED), "太长"),
}


@pytest.mark.parametrize("name", FAILING)
def test_a_failing_endpoint_is_one_sentence_in_time(name: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    answer, why = FAILING[name]
    with endpoint(answer) as server:
        model = named(server.url)
        for ask in (lambda: list(model.stream("系统", "问题")), lambda: model.structured("系统", "问题", Asked)):
            started = time.monotonic()
            with pytest.raises(ModelFailed, match=why) as failed:
                ask()
            assert time.monotonic() - started < 2  # the deadline of 1 s, and 1 s
            assert KEY not in f"{failed.value!r}{failed.value.__cause__!r}{model!r}"
    assert KEY not in caplog.text


def test_a_silent_endpoint_is_left_alone_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    with endpoint(Endpoint.SILENT) as server:
        model = named(server.url, llm_timeout=0.1, llm_concurrency=9)
        for _ in range(3):
            with pytest.raises(ModelFailed, match="没有及时"):
                list(model.stream("系统", "问题"))
        with pytest.raises(ModelFailed, match="暂时不再问"):
            list(model.stream("系统", "问题"))
        server.answers[:] = [(200, said("好"))]
        monkeypatch.setattr(model._endpoint, "_rests_until", 0.0)
        assert list(Model(model._endpoint.chat, timeout=30, provider="openai").stream("系统", "问题")) == ["好"]


def test_nobody_listens() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
    with pytest.raises(ModelFailed, match="连不上"):
        list(named(url).stream("系统", "问题"))


def test_what_may_pass_is_tried_again() -> None:
    with endpoint((500, ""), (429, ""), (200, said("好"))) as server:
        assert list(named(server.url, llm_retries=2, llm_timeout=30).stream("系统", "问题")) == ["好"]
    assert len(server.asked) == 3


def test_a_wrong_key_is_not_tried_again() -> None:
    with endpoint((401, "")) as server, pytest.raises(ModelFailed):
        list(named(server.url, llm_retries=5).stream("系统", "问题"))
    assert len(server.asked) == 1


def test_an_answer_that_does_not_fit_is_asked_for_once_more() -> None:
    model = scripted('{"item": "会议费"}', HELD)
    assert model.structured("系统", "问题", Asked).year == 2024
    with pytest.raises(ModelFailed, match="格式"):
        scripted("没有", '{"item": 1}').structured("系统", "问题", Asked)


def test_the_deadline_is_over_all_that_a_question_asks() -> None:
    with endpoint((200, said("好")), (200, None)) as server:
        asked = named(server.url).question()
        assert list(asked.stream("系统", "一")) == ["好"]
        time.sleep(0.6)
        started = time.monotonic()
        with pytest.raises(ModelFailed):
            list(asked.stream("系统", "二"))
        assert time.monotonic() - started < 1


def test_more_calls_than_places_wait_and_then_give_up() -> None:
    with endpoint((200, None)) as server:
        model = named(server.url, llm_concurrency=1, llm_timeout=3)

        def occupy() -> None:
            with pytest.raises(ModelFailed):
                list(model.stream("系统", "一"))

        threading.Thread(target=occupy, daemon=True).start()
        while not server.asked:
            time.sleep(0.01)
        model._timeout = 0.2
        with pytest.raises(ModelFailed, match="太多"):
            list(model.stream("系统", "二"))


def test_a_day_costs_no_more_than_the_budget() -> None:
    today = [date(2025, 1, 1)]
    account = Account(Price(Decimal(1_000_000)), Decimal(5), lambda: today[0])
    model = scripted("一", "二", account=account)
    assert list(model.stream("系统提示", "问")) == ["一"]
    with pytest.raises(ModelFailed, match="预算"):
        list(model.stream("系统提示", "问"))
    today[0] = date(2025, 1, 2)
    assert list(model.stream("系统提示", "问")) == ["二"]


@pytest.mark.parametrize(
    ("pieces", "heard"),
    [
        (["<think>先想", "一想</think>\n", "三公"], "三公"),
        (["<thi", "nk>想</think>三公"], "三公"),
        (["<", "50人次"], "<50人次"),
        (["三公", "<think>"], "三公<think>"),
    ],
)
def test_what_a_model_says_to_itself_is_left_out(pieces: list[str], heard: str) -> None:
    def spoken() -> Iterator[str]:
        yield from pieces

    assert "".join(llm._without_thinking(spoken())) == heard


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"llm_base_url": "http://127.0.0.1:1/v1"}, "MINGZHANG_LLM_MODEL"),
        ({"llm_model": "any"}, "MINGZHANG_LLM_API_KEY"),
        ({"llm_model": "any", "llm_api_key": KEY, "llm_budget": 5}, "MINGZHANG_LLM_PRICE_IN"),
    ],
)
def test_a_model_that_cannot_be_used_is_told_at_the_start(given: dict[str, object], said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        llm.opened(settings.load(**given))


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "langchain_anthropic", None)
    with pytest.raises(SettingsError, match="langchain-anthropic"):
        llm.opened(settings.load(llm_model="anthropic:any", llm_api_key=KEY))


def test_no_model_where_none_is_named() -> None:
    assert llm.opened(settings.load()) is None
