"""What no disclosure tells is not answered with the figure of the whole year."""

from __future__ import annotations

from pathlib import Path

import pytest

from service import not_told
from service.answer import Service
from service.reply import Answer
from tests.support.shelf import Shelf

SAMPLES = Path(__file__).parents[2] / "samples"
SERVICE = Service(Shelf(*sorted(SAMPLES.glob("*_20*"))))  # type: ignore[arg-type]


def talk(*questions: str) -> Answer:
    """The last answer of a conversation."""
    answer = SERVICE.ask(questions[0])
    for text in questions[1:]:
        answer = SERVICE.ask(text, conversation=answer.conversation)
    return answer


@pytest.mark.parametrize(
    "text",
    [
        "教育局24年5月份水费用了多少",
        "教育局2024年三月水费多少",
        "教育局2024年1到6月水费多少",
        "教育局2024年上半年水费多少",
        "教育局上个月水费多少",
        "教育局2024年水费每天合多少",
        "你觉得教育局出国花这么多合适吗",
        "教育局2024年出国的钱该不该砍",
        "依你看教育局公务接待费高不高",
        "教育局的三公是不是浪费",
        "教育局2024年公务接待费谁批的",
        "教育局2024年公务接待费的发票有吗",
        "教育局2024年生活补助发给了哪几户",
        "教育局水费将来还会涨到多少",
        "教育局后年的水费多少",
    ],
)
def test_no_amount_of_the_year_answers_it(text: str) -> None:
    assert talk(text).status == "declined"


@pytest.mark.parametrize(
    "text", ["5月份的呢", "上个月呢", "合理吗", "后年会涨到多少", "谁批的", "发票呢", "每天合多少"]
)
def test_nor_where_it_is_asked_of_what_was_told(text: str) -> None:
    assert talk("教育局2024年水费预算多少", text).status == "declined"


@pytest.mark.parametrize(
    "text",
    [
        "2023年12月底教育局有几辆车",
        "截至2023年12月教育局有几辆车",
        "教育局2024年水费平均每个月多少",
        "教育局2024年5月公布的预算里水费多少",
        "教育局2024年水费多少，你觉得合理吗",
        "教育局2024年水费应该是多少",
    ],
)
def test_what_only_sounds_so_is_answered(text: str) -> None:
    assert talk(text).status == "answered"


@pytest.mark.parametrize("text", ["为期6个月的培训", "每个月多少", "12月31日", "第3个月", "明细账"])
def test_other_words_of_time_and_paper_ask_for_none_of_it(text: str) -> None:
    assert not not_told.asked(text)


@pytest.mark.parametrize(
    ("questions", "result"),
    [
        (("教育局2024年水费多少", "一个月多少"), ("0.20", "万元")),
        (("教育局2024年公务接待费预算多少", "所有单位加起来呢"), ("5.80", "万元")),
        (("教育局2024年三公经费预算多少", "水务局有多少人"), ("63", "人")),
        (("教育局2024年公务接待费预算多少", "你瞎说的吧"), ("3.00", "万元")),
        (("教育局2024年公务接待费预算多少", "哪来的数"), ("3.00", "万元")),
    ],
)
def test_what_can_be_told_is_told(questions: tuple[str, ...], result: tuple[str, str]) -> None:
    answer = talk(*questions)
    assert answer.result is not None, answer.answer
    assert (answer.result.value, answer.result.unit) == result


@pytest.mark.parametrize("text", ["其他单位呢", "别的局高不高"])
def test_the_others_are_told_as_well(text: str) -> None:
    answer = talk("教育局2024年公务接待费预算多少", text)
    assert "2.80" in answer.answer
    assert "示例市水务局" in answer.answer


def test_whom_it_was_given_to_asks_what_it_is_for() -> None:
    answer = talk("水务局2024年其他行政事业单位养老支出预算多少", "都发给谁了")
    assert "遗属" in answer.answer


def test_where_a_thing_went_is_no_amount() -> None:
    answer = talk("水务局2024年三公经费预算多少", "那两辆车后来弄哪儿去了")
    assert answer.result is None


@pytest.mark.parametrize("text", ["24年给职工上课这项拨了多少钱", "2024年办讲座这块安排了多少钱"])
def test_money_given_by_nobody_named_is_asked_back(text: str) -> None:
    assert talk(text).status == "clarify"


def test_several_years_at_once() -> None:
    answer = talk("教育局2024年公务接待费预算多少", "三年的都给我")
    assert all(amount in answer.answer for amount in ("4.20", "3.60", "3.00"))
