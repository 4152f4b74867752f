"""Follow-ups in words that no rule knows: understood by their likeness to those of many writers, put plainly, or declined."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from service import ways
from service.answer import Service
from tests.support.shelf import Shelf
from tests.support.talking import result, talk

SAMPLES = Path(__file__).parents[2] / "samples"
ONE = "示例市教育局2024年办公费预算是多少？"
TWO = "示例市教育局2024年培训费和公务接待费预算各是多少？"
WHOLE = "示例市教育局2024年“三公”经费预算是多少？"
SPENT = "示例市教育局2023年公务接待费实际花了多少？"
_EVERY = 10


@pytest.fixture(scope="module")
def service() -> Service:
    return Service(Shelf(*sorted(SAMPLES.glob("*_20*"))))  # type: ignore[arg-type]


def test_a_sentence_that_was_not_learnt_is_likened_to_its_own_way() -> None:
    """Of each way every tenth sentence is kept back: more than eight in ten are known again, and more where it is sure."""
    further = ways.FURTHER.ways
    learnt = ways.learn({way: tuple(s for n, s in enumerate(said) if n % _EVERY) for way, said in further.items()})
    told = [(way, *ways.likeliest(s, learnt)) for way, said in further.items() for s in said[::_EVERY]]
    known = [way == likeliest for way, likeliest, _ in told]
    sure = [way == likeliest for way, likeliest, how in told if how >= 0.7]
    assert sum(known) / len(known) >= 0.82
    assert sum(sure) / len(sure) >= 0.9
    assert len(sure) >= len(known) * 0.6


def test_every_sentence_has_the_slots_of_its_plain_form_and_stands_in_one_way() -> None:
    sentences = [sentence for said in ways.FURTHER.ways.values() for sentence in said]
    assert len(sentences) == len(set(sentences))
    for way, said in ways.FURTHER.ways.items():
        slots = {frozenset(re.findall("【([局年项])】", form)) for form in way.plain}
        for sentence in said:
            assert not slots or frozenset(re.findall("【([局年项])】", sentence)) in slots, (way.name, sentence)


@pytest.mark.parametrize(
    ("before", "text", "wanted"),
    [
        (ONE, "把培训费也算进去，合计是几个钱", "37.70万元"),
        (ONE, "拿培训费做个对比，哪边多、多出多少", "15.10万元"),
        (ONE, "请折成元给我", "264000元"),
        (ONE, "摊到每个月里头，一个月是多少", "2.20万元"),
        (ONE, "相比示例市水务局，谁多谁少，差多少", "9.20万元"),
        (ONE, "它有没有超过示例市水务局？超出多少？", "9.20万元"),
        (ONE, "月均支出是多少？", "2.20万元"),
        (ONE, "在整个支出里头占几个点", "1.11%"),
        (ONE, "是培训费的几倍？", "2.34倍"),
        (TWO, "两样并到一块是多少", "14.30万元"),
        (WHOLE, "公务接待费刨掉，剩下的是多少", "16.80万元"),
        (WHOLE, "公务接待费在里头占到多大份额", "15.15%"),
        (SPENT, "执行到预算的几成了", "60.56%"),
        (SPENT, "当初批下来的预算是多少", "3.60万元"),
    ],
)
def test_what_a_follow_up_comes_to(service: Service, before: str, text: str, wanted: str) -> None:
    answer = talk(service, before, text)
    assert result(answer) == wanted, answer.answer


@pytest.mark.parametrize("text", ["怎么会减下来的", "这种变动是怎么引起的", "能讲讲背后的缘由吗"])
def test_a_reason_is_told_in_whatever_words_it_is_asked_for(service: Service, text: str) -> None:
    before = "示例市教育局2024年公务用车运行维护费预算是多少？"
    assert "报废老旧车辆" in talk(service, before, text).answer


@pytest.mark.parametrize(
    ("before", "text"),
    [
        (ONE, "那体育馆的呢"),
        (ONE, "食堂为什么涨了"),
        (ONE, "局长一年拿多少"),
        (ONE, "今天会下雨吗"),
        (ONE, "合同是哪家公司签的"),
        (WHOLE, "把游泳馆也加上一共多少"),
        (WHOLE, "占市里总支出多少"),
    ],
)
def test_what_is_not_told_is_told_by_no_likeness(service: Service, before: str, text: str) -> None:
    answer = talk(service, before, text)
    assert answer.status != "answered", answer.answer


@pytest.mark.parametrize("text", ["收到", "好的好的，下次再问", "嗯呐，知道啦", "先这样吧", "辛苦，再见"])
def test_a_word_of_parting_is_answered_without_a_figure(service: Service, text: str) -> None:
    assert not talk(service, ONE, text).figures


@pytest.mark.parametrize(
    "question", ["示例市教育局2024年电费决算比上年增减多少", "示例市教育局2024年电费实际支出比上年增长百分之几"]
)
def test_what_was_spent_is_told_by_no_two_budgets(service: Service, question: str) -> None:
    assert service.ask(question).status == "declined"
