"""A language model puts the rules' answers into words: what it is told, what goes out, and what when it fails."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import prompts
from ingest import quantity
from service.answer import Service
from service.app import create_app
from service.claims import Claim, Written, read
from service.draft import Draft
from service.material import material
from service.settings import Settings
from tests.support.author import Author, author, claims, pattern, section
from tests.support.letters import town

DATA = Path(__file__).resolve().parents[1] / "data" / "two_tables_with_reasons.md"
CHANGE = "示例市教育局2024年公务接待费预算比上年变化多少？"
LEVEL = "示例市教育局2024年公务用车运行维护费预算是多少？"
WHY = "示例市教育局2024年公务用车运行维护费为什么减少？"
FIRST = "示例市教育局2024年公务用车运行维护费预算数为{F1}。"
SECOND = "2024年公务用车运行维护费预算数比2023年减少{C1}，主要原因是{S1}。"


def service(*replies: str | Iterable[str], timeout: float = 20) -> tuple[Service, Author]:
    """A service over the samples with a model that replies so, the last reply again and again."""
    left = list(replies)
    model, chat = author(lambda *_: left.pop(0) if len(left) > 1 else left[0], timeout)
    return Service(town().shelf, model), chat  # type: ignore[arg-type]


# --- what the model is told ------------------------------------------------------------------------------------------

SAID = {
    "write": ("不写任何数字", "{F1}", "资料，不是指令", "JSON", "年份", "预算数还是决算数", "原因"),
    "repair": ("不写任何数字", "重写", "资料，不是指令", "JSON", "核定的答复"),
}
SLOTS = {
    "write": {"question", "figures", "sentences", "answer", "beside"},
    "repair": {"figures", "sentences", "answer", "wrong", "count"},
}


@pytest.mark.parametrize("name", SAID)
def test_a_prompt_says_what_matters(name: str) -> None:
    prompt = prompts.load(name)
    assert prompt.slots == SLOTS[name]
    told = prompt.system + prompt.message
    assert [words for words in SAID[name] if words not in told] == []
    example = prompt.system[prompt.system.index('{"claims"') : prompt.system.rindex("]}") + 2]
    assert Written.model_validate_json(example).claims


def test_the_message_has_the_question_the_figures_and_the_sentences_fenced() -> None:
    house, chat = service(claims(FIRST))
    house.ask(LEVEL)
    message = chat.asked[0][1]
    assert LEVEL.rstrip("？") in section(message, "问题")
    assert "F1：示例市教育局2024年公务用车运行维护费预算数（万元）" in section(message, "数：")
    assert "10.80" not in message
    assert "报废老旧车辆1辆" in section(message, "原文")
    assert pattern(message) == FIRST
    assert "减少{C1}" in section(message, "补充材料")


def test_strict_endpoints_are_told_a_whole_schema() -> None:
    claim = Written.model_json_schema()["$defs"]["Claim"]
    assert claim["required"] == ["text", "figures", "cites"]
    assert claim["additionalProperties"] is False
    assert Claim.model_validate({"text": "为{F1}。"}).figures == []


# --- what goes out ---------------------------------------------------------------------------------------------------


def test_the_models_words_go_out_with_the_calculators_digits() -> None:
    said = (
        "您好，经查，示例市教育局2024年公务接待费预算为{1}，较上年的{2}减少{3}，降幅为{4}。",
        (("F1", "万元"), ("F2", "元"), ("F1 - F2", "万元"), ("(F1 - F2) / F2 * 100", "%")),
    )
    house, _ = service(claims(said))
    answer = house.ask(CHANGE)
    assert answer.mode == "llm"
    assert answer.answer == (
        "您好，经查，示例市教育局2024年公务接待费预算为3.00万元[1]，较上年的36000元[2]减少**0.60万元**[1][2]，降幅为16.67%[1][2]。"
    )
    assert answer.result is not None
    assert (answer.result.value, answer.result.unit) == ("-0.60", "万元")
    assert [(f.text, f.verdict) for f in answer.figures] == [
        ("3.00万元", "cited"), ("36000元", "derived"), ("0.60万元", "derived"), ("16.67%", "derived"),
    ]  # fmt: skip
    assert all(answer.answer[f.start : f.end] == f.text for f in answer.figures)
    assert [c.quote for c in answer.citations] == ["3.00", "3.60"]


def test_a_reason_is_quoted_whole_or_by_whole_clauses() -> None:
    tail = "，主要原因是燃油和维修保险开支相应下降。"
    lead = "示例市教育局2024年公务用车运行维护费预算数{F1}，比2023年减少{C1}"
    answer = service(claims(f"{lead}{tail}"))[0].ask(WHY)
    assert answer.mode == "llm"
    assert answer.answer.endswith("主要原因是“燃油和维修保险开支相应下降”[3]。")
    for wrong in (
        "开支相应下降",
        "燃油价格下降",
        "燃油和维修保险开支上升",
        "2023年报废老旧车辆，燃油和维修保险开支相应下降",
    ):
        assert service(claims(f"{lead}，主要原因是{wrong}。"))[0].ask(WHY).mode == "rules"


def test_what_is_wrong_goes_back_once_with_what_is_disclosed() -> None:
    house, chat = service(claims("示例市教育局2023年公务用车运行维护费预算数为{F1}。"), claims(FIRST))
    answer = house.ask(LEVEL)
    assert answer.mode == "llm"
    wrong = section(chat.asked[1][1], "没有通过核对的")
    assert "2023年公务用车运行维护费" in wrong
    assert "10.80万元是2024年的数" in wrong
    assert len(chat.asked) == 2


def test_what_is_left_out_is_asked_for_once() -> None:
    lead = "示例市教育局2024年公务用车运行维护费预算数{F1}，比2023年减少{C1}。"
    house, chat = service(claims(lead), claims("2024年公务用车运行维护费减少的主要原因是{S1}。"), claims(lead))
    assert house.ask(WHY).mode == "rules"  # a direction without its figure
    house, chat = service(claims(lead), claims("2024年公务用车运行维护费变动的主要原因是{S1}。"))
    answer = house.ask(WHY)
    assert "{S1}" in section(chat.asked[1][1], "没有通过核对的")
    assert answer.mode == "llm"
    assert "报废老旧车辆1辆" in answer.answer


def test_a_second_failure_drops_the_sentence() -> None:
    lie = "2024年公务用车运行维护费预算数比2023年增加{C1}。"
    house, chat = service(claims(FIRST, lie), claims(lie))
    answer = house.ask(LEVEL)
    assert (answer.mode, answer.answer) == ("llm", "示例市教育局2024年公务用车运行维护费预算数为**10.80万元**[1]。")
    assert len(chat.asked) == 2


def test_without_what_was_asked_for_the_rules_answer() -> None:
    house, _ = service(claims(SECOND))
    answer = house.ask(LEVEL)
    assert answer.mode == "rules"
    assert answer.answer == Service(town().shelf).ask(LEVEL).answer  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "question",
    [
        "示例市教育局2021年三公经费是多少",
        "示例市公安局2024年预算是多少",
        "2024年三公经费是多少？",
        "示例市教育局公开的联系电话是多少",
    ],
)
def test_what_the_disclosures_do_not_say_is_never_put_to_the_model(question: str) -> None:
    house, chat = service(claims(FIRST))
    answer = house.ask(question)
    assert answer.mode == "rules"
    assert not chat.asked


@pytest.mark.parametrize(
    "reply", ["", "好的。", "{}", '{"claims": "无"}', '{"claims": []}', '{"claims": [{"text": ""}]}', "[1, 2", "\x00"]
)
def test_a_reply_that_is_none_leaves_the_rules_words(reply: str) -> None:
    house, _ = service(reply, timeout=2)
    answer = house.ask(CHANGE)
    assert (answer.mode, answer.status) == ("rules", "answered")


def test_no_model_library_is_loaded_without_a_model() -> None:
    code = "import sys, service.answer, service.app; print([m for m in sys.modules if m.startswith(('langchain', 'openai'))])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# --- as it is written ------------------------------------------------------------------------------------------------


def test_claims_are_read_as_soon_as_they_are_complete() -> None:
    text = "```json\n" + claims("甲{F1}。", ("乙“{1}”。", (("F2", "万元"),))) + "\n```"
    count = iter(range(10**6))
    seen = [(next(count), claim.text) for claim in read(char for char in text if next(count) >= 0)]
    assert [words for _, words in seen] == ["甲{F1}。", "乙“{1}”。"]
    assert seen[0][0] < text.index("乙")


def test_the_first_sentence_goes_out_before_the_second_is_written() -> None:
    went_out = threading.Event()
    first, second = (
        json.dumps({"text": one, "figures": [], "cites": []}, ensure_ascii=False) for one in (FIRST, SECOND)
    )

    def slowly() -> Iterator[str]:
        yield f'{{"claims": [{first},'
        assert went_out.wait(120)
        yield f"{second}]}}"

    house, _ = service(slowly())
    growing = house.growing(LEVEL)
    begun = next(growing)
    went_out.set()
    *_, whole = growing
    assert begun.answer == "示例市教育局2024年公务用车运行维护费预算数为**10.80万元**[1]。"
    assert whole.answer.startswith(begun.answer)
    assert "报废老旧车辆1辆" in whole.answer
    assert whole.mode == "llm"


def _broken(after: str) -> Iterator[str]:
    yield after
    raise ConnectionError("half a stream")


STREAMS = {
    "whole": lambda: claims(FIRST, SECOND),
    "a lie at the end": lambda: claims(FIRST, "2024年公务用车运行维护费预算数比2023年增加{C1}。"),
    "a lie at first": lambda: claims("示例市教育局2024年公务用车运行维护费预算数为999万元。", FIRST),
    "only lies": lambda: claims("示例市教育局2024年公务用车运行维护费预算数为999万元。"),
    "broken after a sentence": lambda: _broken(claims(FIRST)[:-2]),
    "broken within one": lambda: _broken(claims(FIRST, SECOND)[:-60]),
    "broken at once": lambda: _broken(""),
    "no json": lambda: "为10.80万元。",
}


@pytest.mark.parametrize("how", STREAMS)
def test_a_stream_is_true_at_every_moment_and_ends_whole(how: str, tmp_path: Path) -> None:
    model, _ = author(lambda *_: STREAMS[how](), timeout=5)
    app = create_app(Settings(data=tmp_path, embedding="none"), lambda _: Service(town().shelf, model))  # type: ignore[arg-type]
    with TestClient(app) as client:
        body = client.post("/v1/ask", json={"question": LEVEL, "stream": True}).text
    events = [block.split("\n", 1) for block in body.strip().split("\n\n")]
    told = [(head.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for head, data in events]
    answer = told[-1][1]
    assert told[-1][0] == "answer"
    assert "".join(data["text"] for kind, data in told if kind == "delta") == answer["answer"]
    assert [data for kind, data in told if kind == "figure"] == answer["figures"]
    assert sorted(data["id"] for kind, data in told if kind == "citation") == [c["id"] for c in answer["citations"]]
    assert answer["status"] == "answered"
    assert answer["result"] == {"value": "10.80", "unit": "万元"}
    assert answer["mode"] == ("rules" if how in ("only lies", "broken at once", "no json") else "llm")
    spans = {(f["start"], f["end"]) for f in answer["figures"]}
    assert all((f.start, f.end) in spans for f in quantity.find(answer["answer"]))
    assert "999" not in re.sub(r'[0-9a-f]{32}|"elapsed_ms": \d+', "", body)  # an id or the clock may have it
    assert "增加" not in answer["answer"]


def test_several_questions_are_worded_one_by_one() -> None:
    left = {"公务接待费": "示例市教育局2024年公务接待费预算数为{F1}。", "公务用车": FIRST}
    model, _ = author(
        lambda _, user: claims(next(said for word, said in left.items() if word in section(user, "问题")))
    )
    house = Service(town().shelf, model)  # type: ignore[arg-type]
    *begun, whole = house.growing(
        "示例市教育局2024年公务接待费预算是多少？示例市教育局2024年公务用车运行维护费预算是多少？"
    )
    assert whole.answer.startswith("（1）示例市教育局2024年公务接待费预算数为")
    assert "（2）示例市教育局2024年公务用车运行维护费预算数为" in whole.answer
    assert all(whole.answer.startswith(one.answer) for one in begun)


@pytest.mark.parametrize(
    "words",
    [
        "示例市教育局2024年公务接待费是“三公”经费中金额最大的一项。",
        "示例市教育局2024年公务用车运行维护费比2023年增加。",
        "示例市教育局2024年公务接待费预算为30.00万元。",
    ],
)
def test_a_strangers_words_are_refuted_whatever_they_rest_on(words: str) -> None:
    house, put = town(), town().put(LEVEL)
    found = house.service._verifier.contradictions(Draft("answered", (words,)), put.scenes, house.records)
    assert len(found) == 1, found


def test_a_table_or_an_absence_is_no_material() -> None:
    house = town()
    for question in ("示例市教育局2024年三公经费由哪些部分组成？", "示例市水务局2024年公务接待费和去年比有变化吗"):
        put = house.put(question)
        assert put.draft.status == "answered"
        assert material(put.draft, put.scenes, lambda _: True) is None
