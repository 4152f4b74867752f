"""A figure answers only for the very thing that is asked for: no whole for a part, no count for money, no total for a mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from service import left_over, messages
from service.answer import Service
from service.rules import purchases
from tests.support.shelf import Shelf

SERVICE = Service(Shelf(*sorted((Path(__file__).parents[2] / "samples").glob("*_20*"))))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "asked",
    [
        "教育局2024年租房子的预算有多少",
        "教育局2024年采购无人机花多少钱",
        "教育局2024年项目支出里买显微镜安排了多少",
        "水务局2024年要雇几个人？花多少钱？",
        "水务局2024年硕士学历的在职人员有几个人",
    ],
)
def test_nothing_is_told_of_all_where_a_part_is_asked_for(asked: str) -> None:
    assert SERVICE.ask(asked).result is None, SERVICE.ask(asked).answer


@pytest.mark.parametrize(
    ("asked", "value", "unit"),
    [
        ("教育局2023年国内接待平均一批用了多少钱", "838.46", "元"),
        ("水务局的水利工程养护，458万摊到92公里堤防上，一公里多少", "49782.61", "元"),
        ("教育局2024年开会和培训两样一共要多少", "16.20", "万元"),
        ("教育局2024年买东西（货，不算服务和工程）的采购预算", "58.20", "万元"),
        ("水务局2024年修修补补的钱，修理这块多少", "26000", "元"),
        ("教育局2024年打算买新车吗，买车的钱是多少", "0", "万元"),
    ],
)
def test_the_thing_that_is_asked_for(asked: str, value: str, unit: str) -> None:
    answer = SERVICE.ask(asked)
    assert answer.result is not None, answer.answer
    assert (answer.result.value, answer.result.unit) == (value, unit), answer.answer


def test_the_other_end_of_the_year_is_another_amount() -> None:
    first = SERVICE.ask("教育局2023年决算的年末结转和结余是多少")
    second = SERVICE.ask("那年初的呢", None, first.conversation)
    assert second.result is not None
    assert second.result.value == "8.50"
    apart = SERVICE.ask("差多少", None, first.conversation)
    assert apart.result is not None
    assert apart.result.value == "2.70", apart.answer


def test_a_call_in_passing_is_no_question_of_its_own() -> None:
    assert len(messages.questions("寄信打电话这些，局里留了多少钱")) == 1
    assert len(messages.questions("养车花了多少？能按元说吗")) == 1


@pytest.mark.parametrize(
    ("label", "said", "shared"), [("全委会", "开全委会吃饭", 3), ("专项会议", "办专项会议", 4), ("培训费", "车辆", 0)]
)
def test_what_is_bought_for_is_called_by_its_words(label: str, said: str, shared: int) -> None:
    assert purchases._longest(label, said) == shared


def test_what_is_left_out_narrows_nothing() -> None:
    assert "工程" not in left_over.content_words("采购的东西不算工程和服务")


@pytest.mark.parametrize(
    ("asked", "value"),
    [("养老、年金和医疗三样，水务局2024年一共要缴多少", "1709800"), ("水务局2024年电费、邮电费加起来多少", "87500")],
)
def test_what_is_called_by_its_first_word_is_added_up(asked: str, value: str) -> None:
    answer = SERVICE.ask(asked)
    assert answer.result is not None, answer.answer
    assert answer.result.value == value, answer.answer


@pytest.mark.parametrize("asked", ["水务局的电费怎么用微信交", "教育局2024年培训专项的那家承办单位叫什么名字"])
def test_how_something_is_done_and_what_it_is_called_are_no_amounts(asked: str) -> None:
    assert SERVICE.ask(asked).status == "declined", SERVICE.ask(asked).answer


@pytest.mark.parametrize(
    ("question", "nearest"),
    [
        ("教育局2026年一共要花多少", "2024年"),
        ("教育局2020年“三公”经费是多少", "2022年"),
    ],
)
def test_the_nearest_that_is_offered_is_of_the_nearest_year(question, nearest):
    reply = SERVICE.ask(question)
    assert reply.status == "declined"
    assert nearest in reply.answer.split("最接近的是")[1]
    assert nearest in reply.follow_ups[0]
