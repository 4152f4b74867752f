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
        ("教育局2024年彩票公益金是干什么使的", ["少年宫"]),
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


@pytest.mark.parametrize(
    ("question", "words"),
    [
        # A move is told, and anything but how much of it is asked.
        ("教育局2023年养车的钱低了，省在什么地方", ["2.50万元", "新能源车"]),
        ("水务局2023年接待费压下来了，用的什么法子", ["0.20万元", "陪餐"]),
        ("水务局2023年公务接待费降了一点，怎么实现的", ["陪餐"]),
        ("水务局2024年养车怎么归零了", ["4.50万元", "移交"]),
        ("水务局2024年公车运行费怎么不安排了", ["移交"]),
        ("水务局2024年机关运行经费多了，多在哪儿", ["1.35万元", "租车"]),
        ("水务局2024年机关运行经费涨了，起因是什么", ["租车"]),
        ("水务局2024年机关运行经费涨了，是哪些因素", ["租车"]),
        ("水务局2024年机关运行经费涨了，怎么回是？", ["租车"]),
        ("水务局2024年机关运行经费涨了一万多，浪费吗？文件怎么说明的？", ["租车"]),
        # Less than its budget was spent.
        ("教育局2023年一般行政管理事务没有用足，原因呢", ["66.38万元", "自学考试"]),
        ("教育局2023年一般行政管理事务没把钱花光，为什么", ["66.38万元", "自学考试"]),
    ],
)
def test_why_is_asked_in_many_ways(question: str, words: list[str]) -> None:
    answer = SERVICE.ask(question)
    assert answer.status == "answered"
    assert all(word in answer.answer for word in words), answer.answer


@pytest.mark.parametrize("said", ["少了一万多", "低了两万多", "掉了三成多", "便宜了不少"])
def test_about_how_much_is_no_direction(said: str) -> None:
    answer = SERVICE.ask(f"水务局2024年公务用车运行费{said}，什么原因")
    assert "不是增加" not in answer.answer, answer.answer


def test_a_reason_that_only_splits_is_followed_by_those_of_the_parts(tmp_path: Path) -> None:
    (tmp_path / "云岭县档案局2024年部门预算.txt").write_text(
        "云岭县档案局2024年部门预算\n\n一、收支情况\n\n"
        "2024年支出总计300.00万元，比2023年增加70.00万元，主要是基本支出增加20.00万元，项目支出增加50.00万元。\n\n"
        "基本支出100.00万元，比2023年增加20.00万元，主要原因是新录用3人。\n\n"
        "项目支出200.00万元，比2023年增加50.00万元，主要原因是库房搬迁。\n",
        encoding="utf-8",
    )
    answer = Service(Shelf(*tmp_path.iterdir())).ask("2024年总支出为什么比上年多")  # type: ignore[arg-type]
    assert "新录用3人" in answer.answer, answer.answer
    assert "库房搬迁" in answer.answer, answer.answer
