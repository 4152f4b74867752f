"""What money is for is told by the sentence that says so, of the thing that is asked about."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

SERVICE = Service(Shelf(*sorted((Path(__file__).parents[2] / "samples").glob("*_20*"))))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("教育局2024年彩票公益金用来干什么", ["少年宫"]),
        ("教育局2023年决算公用经费都花在哪些方面", ["水电费", "工会经费"]),
        ("水务局2024年农林水支出里的防汛钱做什么用", ["防汛物资储备"]),
        ("教育局2024年国有资本经营预算支出表怎么是空的", ["无数据"]),
        ("公车都没了，水务局2024年机关运行经费怎么还多了", ["1.35万元", "租车"]),
        ("水务局2024年机关运行经费增加是什么缘故", ["租车"]),
    ],
)
def test_the_sentence_that_tells(question: str, words: list[str]) -> None:
    answer = SERVICE.ask(question)
    assert answer.status == "answered"
    assert all(word in answer.answer for word in words), answer.answer
