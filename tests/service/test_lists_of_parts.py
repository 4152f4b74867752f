"""A list holds all that was asked for, each with its own amount of the same funds, and says so where it is not all."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

SERVICE = Service(Shelf(*sorted((Path(__file__).parents[2] / "samples").glob("*_20*"))))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "amounts", "not_told"),
    [
        ("教育局2024年哪些大类比2023年减少了？各少多少", {"231.86万元", "239.74万元", "7.88万元"}, {"23.53万元"}),
        ("水务局2024年总的涨了，哪几大类反而比上年降了", set(), {"18891100元"}),
        ("教育局2023年决算项级科目哪些花得比年初预算多", {"401.20万元", "386.00万元", "15.20万元"}, {"499.58万元"}),
        ("跟2023年比，教育局2024年增加最多的前两个项级科目，各增加多少", {"39.75万元"}, {"-16.24万元"}),
        ("教育局2024年医疗那几项分别多少", {"32.45万元", "36.72万元", "13.19万元"}, set()),
        ("教育局2024年社会保险各项分别交多少", {"122.96万元", "61.48万元", "69.17万元", "4.32万元"}, set()),
    ],
)
def test_what_a_list_holds(question: str, amounts: set[str], not_told: set[str]) -> None:
    answer = SERVICE.ask(question)
    told = {figure.text for figure in answer.figures}
    assert amounts <= told, answer.answer
    assert not not_told & told, answer.answer


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("教育资源公共服务平台运行维护设了哪些绩效指标，指标值各是多少", ["接入学校数量", "优质资源共享"]),
        ("水务局2024年山洪灾害监测预警设施维护的绩效指标有哪些", ["预警信息发布时间", "减轻山洪灾害损失", "有效减轻"]),
    ],
)
def test_goals_told_in_words_are_listed_too(question: str, words: list[str]) -> None:
    answer = SERVICE.ask(question)
    assert all(word in answer.answer for word in words), answer.answer
    assert "（2）" not in answer.answer
