"""What only sentences tell is found by the question's own words: what is listed, what hired people do, one count after another."""

from __future__ import annotations

import pytest

from service import messages
from service.answer import Service
from tests.support.shelf import Shelf

_TEXT = """云岭县图书馆2024年单位预算

一、主要职能

云岭县图书馆为公益一类事业单位，加挂云岭县古籍保护所、云岭县少年儿童阅览室牌子。云岭县图书馆与云岭县文化馆合署办公。读者服务是本馆的基本职责。其方式主要有：到馆借阅、流动书车、送书下乡、线上荐读。

二、年度工作

全年计划召开理事会议3次，馆务会议12次，读者座谈会24次。

三、项目经费情况说明

（一）项目概况

少儿阅览区改造工程位于本馆二层，建筑面积600平方米。

（二）实施方案

根据少年儿童的特点，制定以下改造原则：1、书架低矮、圆角；2、采光充足、照度均匀；3、动静分区。

四、人员情况

目前聘用编外人员6名，主要负责图书上架、读者引导、书库巡查。另聘请保安2名，承担夜间值守。

五、支出情况

2024年支出总计100.00万元，比2023年增加10.00万元，主要原因是采购图书。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    file = tmp_path_factory.mktemp("told") / "云岭县图书馆2024年单位预算.txt"
    file.write_text(_TEXT, encoding="utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("图书馆除了自己的名字，还挂哪几块牌子", ["古籍保护所", "少年儿童阅览室"]),
        ("读者服务有哪几种方式", ["流动书车", "送书下乡"]),
        ("读者服务可以采用哪些方式", ["送书下乡"]),
        ("少儿阅览区改造工程定了哪三条原则", ["圆角", "动静分区"]),
        ("馆里聘的编外人员都干些啥", ["图书上架", "书库巡查"]),
        ("外聘的保安平时负责什么", ["夜间值守"]),
    ],
)
def test_what_is_listed(service: Service, question: str, words: list[str]) -> None:
    answer = service.ask(question)
    assert answer.status == "answered"
    assert all(word in answer.answer for word in words), answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "图书馆采购了哪些出版社的书",
        "座谈会请了哪几位作家",
        "图书馆有哪些分馆",
        "送书下乡去了哪些乡镇",
        "图书馆得过哪些奖项",
    ],
)
def test_what_is_not_listed_is_not_made_up(service: Service, question: str) -> None:
    assert service.ask(question).status != "answered", service.ask(question).answer


def test_one_count_after_another(service: Service) -> None:
    answer = service.ask("图书馆2024年开几回理事会、几回馆务会、几回读者座谈会")
    assert all(count in answer.answer for count in ("3次", "12次", "24次")), answer.answer


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("办几次展览、几场讲座", 2),
        ("开几回会、几回座谈会，跟学校的联谊又是几回", 3),
        ("招几名教师，几名保安", 2),
        ("一共几回事", 1),
        ("有几个科室", 1),
    ],
)
def test_counts_are_questions_of_their_own(text: str, parts: int) -> None:
    assert len(messages.questions(text)) == parts, messages.questions(text)
