"""One thing asked for in many ways: each way of asking is a class of wording, tried on an item of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from service import question, small_words, wordings
from service.answer import Service
from tests.support.shelf import Shelf

SERVICE = Service(Shelf(*sorted((Path(__file__).parents[2] / "samples").glob("*_20*"))))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "value", "unit"),
    [
        # where one item's change is asked for
        ("教育局2024年差旅费同比", "-0.80", "万元"),
        ("教育局2024年差旅费变动额", "-0.80", "万元"),
        ("教育局2024年差旅费有何变化", "-0.80", "万元"),
        ("教育局差旅费两年之间差了多少", "-0.80", "万元"),
        ("教育局2024年差旅费压减幅度", "-5.00", "%"),
        ("教育局2024年差旅费减少比例", "-5.00", "%"),
        # a part and its whole, in either order
        ("教育局2024年三公经费的百分之几用在了出国上", "30.30", "%"),
        ("教育局2024年三公经费有几成是出国花的", "30.30", "%"),
        ("教育局2024年出国费除以三公经费", "30.30", "%"),
        ("教育局2024年出国费/三公经费", "30.30", "%"),
        # the outturn and its own budget
        ("教育局2023年公务接待费支出进度如何", "60.56", "%"),
        ("教育局2023年公务接待费决算占预算百分之几", "60.56", "%"),
        ("教育局2023年公务接待费完成情况", "60.56", "%"),
        ("教育局2023年公务接待费花超了没有", "-1.42", "万元"),
        ("教育局2023年公务接待费是超支还是结余", "-1.42", "万元"),
        ("教育局2023年公务接待费预决算差异", "-1.42", "万元"),
        ("教育局2023年公务接待费控制在预算内了吗", "-1.42", "万元"),
        # two items
        ("教育局2024年福利费减印刷费", "8.92", "万元"),
        ("教育局2024年福利费高出印刷费多少", "8.92", "万元"),
        ("教育局2024年水电费", "13.00", "万元"),
        ("教育局2024年水费与电费总额", "13.00", "万元"),
        # words and measures
        ("教育局2024年公家的车一共几部", "5", "辆"),
        ("水务局2024年年初多少人上班", "63", "人"),
        ("教育局2024年印资料要多少银子", "5.80", "万元"),
        ("教育局2024年保养公务车几块钱", "10.80", "万元"),
        ("水务局2024年维护公车打算花几个钱，跟前一年比是省了还是多了", "-4.50", "万元"),
        ("示例市两个局2024年的公务接待费拢共多少", "5.80", "万元"),
        (
            "教育局2024年预算书里2023年的普通教育是多少",
            "386.00",
            "万元",
        ),  # the year of a file is not the one asked for
        ("教育局2024年工会活动经费", "20.57", "万元"),
        ("教育局2024年下属单位有几个", "3", "个"),  # the only number of the sentence that tells it
        ("教育局2024年205和221两类小计", "2035.10", "万元"),
        ("水务局2024年公用经费里排头的是什么", "271200", "元"),
    ],
)
def test_a_figure_is_told_however_it_is_asked_for(asked: str, value: str, unit: str) -> None:
    answer = SERVICE.ask(asked)
    assert answer.result is not None, answer.answer
    assert (answer.result.value, answer.result.unit) == (value, unit)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("水务局2024年防汛的钱花在哪", "防汛物资储备"),
        ("水务局2024年防汛资金投向", "防汛物资储备"),
        ("水务局2024年防汛经费怎么用", "防汛物资储备"),
        ("教育局2024年的钱主要用在哪几块", "教育支出"),
        ("教育局2024年预算主要投向哪里", "教育支出"),
        ("教育局2024年支出结构是怎样的", "住房保障支出"),
        ("教育局2023年三公经费少了，是什么造成的", "本年未购置"),
        ("教育局事业收入如何理解", "专业业务活动"),
        ("解释一下教育局的事业收入", "专业业务活动"),
        ("三公经费指的是哪几样费用", "公务接待费"),
        ("教育局2024年三公经费细项", "公务接待费"),
        ("教育局2024年车、出国、接待各多少", "公务用车"),
        ("教育局2024年预算对接人", "0990-5550166"),
        ("教育局旗下单位", "教育考试中心"),
        ("2024年三公经费最多的是哪家", "教育局"),
        ("教育局水务局2024年培训费谁花得多", "水务局"),
        ("凭啥教育局2023年普通教育超了预算", "校舍加固"),
        ("教育局2024年的彩票公益金给谁用", "少年宫"),
        ("教育局2023年会议费预算和决算各多少，完成了百分之几", "69.29%"),
    ],
)
def test_it_is_told_in_words_however_it_is_asked_for(asked: str, told: str) -> None:
    answer = SERVICE.ask(asked)
    assert (answer.status, told in answer.answer) == ("answered", True), answer.answer


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("示例市教师进修学校2024年预算总额是多少", "declined"),  # a unit inside a body has no disclosure of its own
        ("沧溟水务局2024年防汛花了多少", "declined"),
        ("教育局2024年出国去了哪些国家", "declined"),
        ("教育局2024年接待费花到什么时候", "declined"),
    ],
)
def test_what_only_looks_like_it_is_not_answered(asked: str, status: str) -> None:
    assert SERVICE.ask(asked).status == status, SERVICE.ask(asked).answer


def test_small_words_are_read_as_a_whole() -> None:
    assert small_words.masked("日常办公开销", "¦").startswith("日常办公")


@pytest.mark.parametrize("said", ["几部公务车", "花了多少银子", "有冇变化", "top3", "次之的是", "多少人上班"])
def test_a_turn_is_replaced_once(said: str) -> None:
    once = wordings.plain(said)
    assert once != said
    assert wordings.plain(once) == once
    assert question.normalised(question.normalised(said)) == question.normalised(said)
