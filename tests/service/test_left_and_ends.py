"""What is left when something is taken away, both ends of an order, parallel names, what each gets: classes of wording."""

from __future__ import annotations

from pathlib import Path

import pytest

from service import messages
from service.answer import Service
from tests.support.shelf import Shelf

SERVICE = Service(Shelf(*sorted((Path(__file__).parents[2] / "samples").glob("*_20*"))))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "value", "unit"),
    [
        # what is left: the verb before or behind what is taken away, one or several of them
        ("教育局2024年三公经费刨掉接待费还有多少", "16.80", "万元"),
        ("教育局2024年基本支出除了公用经费，余下多少钱", "1375.39", "万元"),
        ("教育局2024年把会议费和培训费从公用经费里去掉还剩几万", "209.73", "万元"),
        ("教育局2024年公用经费不含会议费是多少", "221.03", "万元"),
        ("水务局2024年把项目支出扣掉还剩多少", "9341100", "元"),
        ("水务局2024年总支出扣除项目支出以后是多少", "9341100", "元"),
        # added up
        ("教育局2024年办公费、印刷费、培训费三样凑到一处多少", "43.50", "万元"),
        # the smallest, in other words
        ("教育局2024年公用经费里最便宜的一项", "2.40", "万元"),
        ("教育局2024年公用经费里头排在末位的是哪一项", "2.40", "万元"),
        # what was planned and what came of it
        ("教育局2023年培训费，批复数跟实际执行数哪个大", "-0.55", "万元"),
        ("教育局2023年差旅费还有多少没用出去", "-2.03", "万元"),
        ("教育局2023年会议费决算占年初预算的比率", "69.29", "%"),
        ("教育局2023年项目支出决算比2023年部门预算的项目支出少多少", "-2.75", "万元"),
        # one kind of expenditure of all that is spent
        ("水务局2024年的钱有几成是投在项目上的", "50.55", "%"),
        # what each of the things counted gets, by the project's own form
        ("教育局2024年中小学校舍安全维修改造平均每名学生多少钱", "708.33", "元"),
        ("教育局2024年平均修一所学校要多少钱", "56.67", "万元"),
        ("教育局2023年工资福利支出决算，用年末在职人数平均一下是多少", "10.55", "万元"),
        # names that are alike but for how they begin
        ("教育局2024年行政和事业的医保差多少", "-4.27", "万元"),
        # which of those named
        ("教育局2024年中小学校舍安全维修改造和教师培训专项经费，哪个项目钱多，多几万", "169.40", "万元"),
        # a part of what it is named right behind, not of all that is spent
        ("水务局2024年政府采购工程占多少比例", "36.90", "%"),
        ("教育局2024年公务车要花的钱在三公里头占几成", "54.55", "%"),
        # the only one that there is
        ("教育局2024年有没有比上年减少的科目？是哪几个，少了多少", "-46.00", "万元"),
    ],
)
def test_a_figure_is_worked_out_however_it_is_asked_for(asked: str, value: str, unit: str) -> None:
    answer = SERVICE.ask(asked)
    assert answer.status == "answered"
    assert answer.result is not None
    assert (answer.result.value, answer.result.unit) == (value, unit)


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        ("教育局2024年三公经费里最高的和最低的是哪项", ("10.80万元", "0万元")),
        ("教育局2024年各类支出里头最高的是哪类、最低的是哪类", ("教育支出", "1917.78万元", "30.00万元")),
        ("教育局2024年公用经费最大的一项是什么，最小的一项呢", ("2.40万元",)),
        ("教育局2024年三公经费比上年少了多少，少了百分之几", ("2.30万元", "10.41%")),
        ("教育局2024年三公经费的减少额和降幅", ("2.30万元", "10.41%")),
        ("教育局2024年行政和事业编制各多少名", ("38名", "86名")),
        ("水务局2024年行政和事业的医保哪个多", ("行政单位医疗更多", "298000元", "181300元")),
        ("凡是收录了2024年预算的单位，公务接待费合起来多少", ("5.80万元",)),
        ("库里存着的各个局2024年公务接待费总共多少", ("5.80万元",)),
    ],
)
def test_both_of_what_is_asked_is_told(asked: str, stated: tuple[str, ...]) -> None:
    answer = SERVICE.ask(asked)
    assert answer.status == "answered"
    assert [words for words in stated if words not in answer.answer] == []


@pytest.mark.parametrize(
    "asked",
    [
        "教育局2024年中小学校舍安全维修改造平均每名职工多少钱",  # the form counts pupils, no staff
        "水务局2024年人均工资多少",  # nor does it say by what number
        "水务局2024年按编制数算的人均基本支出",  # staff are counted, posts are not
    ],
)
def test_what_each_gets_of_things_that_are_not_counted_is_not_worked_out(asked: str) -> None:
    assert SERVICE.ask(asked).status == "declined"


@pytest.mark.parametrize(
    ("talk", "stated"),
    [
        (("教育局2023年、2024年培训费预算各多少", "后一年比前一年多多少"), "持平"),
        (("教育局2023年和2024年差旅费预算各多少", "后一年减少了多少"), "0.80万元"),
        (("教育局2024年差旅费是多少", "前一年是多少"), "16.00万元"),
        (("教育局2024年差旅费预算是多少", "比2023年预算少多少"), "0.80万元"),
    ],
)
def test_one_of_the_years_just_asked_about_is_meant(talk: tuple[str, ...], stated: str) -> None:
    answer, conversation = None, None
    for text in talk:
        answer = SERVICE.ask(text, None, conversation)
        conversation = answer.conversation
    assert answer is not None
    assert stated in answer.answer


@pytest.mark.parametrize(
    "text",
    [
        "各科目有没有超过年初预算的？是哪个，超了多少",
        "开会的钱定了多少我知道，你帮我算没花完的有多少",
        "表里“餐饮服务”出现了好几次，帮我全部加起来看看一共多少",
    ],
)
def test_what_leads_on_is_no_question_of_its_own(text: str) -> None:
    assert len(messages.questions(text)) == 1


def test_what_is_asked_in_short_is_a_question_of_its_own() -> None:
    asked = messages.questions("基本支出占多少？项目支出呢？另外政府性基金有收支没？")
    assert [part.strip("？") for part in asked] == ["基本支出占多少", "项目支出呢", "政府性基金有收支没"]
