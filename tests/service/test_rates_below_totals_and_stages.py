"""Parts below a rate, both totals at once, what fiscal money was spent, 预算 that is no item, numbers of things named in a row."""

from __future__ import annotations

import pytest

from service import messages
from service.answer import Service
from tests.support.shelf import Shelf

ACCOUNTS = """# 云屏市青柳区档案局2023年度部门决算

## 第二部分 决算表

收入支出决算总表（单位：万元）

| 收入项目 | 决算数 | 支出项目 | 决算数 |
|---|---|---|---|
| 一、一般公共预算财政拨款收入 | 620.00 | 一、一般公共服务支出 | 500.00 |
| | | 二、社会保障和就业支出 | 110.00 |
| 本年收入合计 | 620.00 | 本年支出合计 | 610.00 |
| 年初结转和结余 | 20.00 | 年末结转和结余 | 30.00 |
| 收入总计 | 640.00 | 支出总计 | 640.00 |

支出决算表（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 201 | 一般公共服务支出 | 500.00 | 320.00 | 180.00 |
| 20126 | 档案事务 | 500.00 | 320.00 | 180.00 |
| 2012601 | 行政运行 | 320.00 | 320.00 | |
| 2012604 | 档案馆 | 180.00 | | 180.00 |
| 208 | 社会保障和就业支出 | 110.00 | 110.00 | |
| 20805 | 行政事业单位养老支出 | 110.00 | 110.00 | |
| 2080505 | 机关事业单位基本养老保险缴费支出 | 110.00 | 110.00 | |
| | 合计 | 610.00 | 430.00 | 180.00 |

财政拨款收入支出决算总表（单位：万元）

| 收入项目 | 决算数 | 支出项目 | 合计 | 一般公共预算财政拨款 |
|---|---|---|---|---|
| 一、一般公共预算财政拨款 | 615.00 | 一、一般公共服务支出 | 495.00 | 495.00 |
| | | 二、社会保障和就业支出 | 110.00 | 110.00 |
| 本年收入合计 | 615.00 | 本年支出合计 | 605.00 | 605.00 |
| 年初财政拨款结转和结余 | 15.00 | 年末财政拨款结转和结余 | 25.00 | 25.00 |
| 总计 | 630.00 | 总计 | 630.00 | 630.00 |

## 第三部分 情况说明

一般公共预算财政拨款支出年初预算为590.00万元，支出决算为605.00万元，完成年初预算的102.54%。其中：

1.一般公共服务支出（类）档案事务（款）行政运行（项）年初预算为310.00万元，支出决算为320.00万元，完成年初预算的103.23%。

2.一般公共服务支出（类）档案事务（款）档案馆（项）年初预算为240.00万元，支出决算为180.00万元，完成年初预算的75.00%。

3.社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位基本养老保险缴费支出（项）年初预算为120.00万元，支出决算为110.00万元，完成年初预算的91.67%。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    file = tmp_path_factory.mktemp("rates") / "disclosure.md"
    file.write_text(ACCOUNTS, "utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "named", "left"),
    [
        ("2023年哪些科目完成率低于80%", ("档案馆",), ("行政运行", "养老")),
        ("2023年哪些项预算完成率不到95%", ("档案馆", "养老"), ("行政运行",)),
        ("2023年哪些科目完成率超过100%", ("行政运行",), ("档案馆", "养老")),
    ],
)
def test_only_those_beyond_the_rate_are_told(service, question, named, left) -> None:
    reply = service.ask(question)
    assert reply.status == "answered"
    assert all(name in reply.answer for name in named), reply.answer
    assert not any(name in reply.answer for name in left), reply.answer


def test_that_none_lies_beyond_the_rate_is_said(service) -> None:
    reply = service.ask("2023年哪些科目完成率超过150%")
    assert "没有完成率高于" in reply.answer
    assert not reply.figures


@pytest.mark.parametrize("question", ["2023年收入和支出总计", "2023年收入总计与支出总计各是多少"])
def test_both_totals_are_told(service, question) -> None:
    reply = service.ask(question)
    assert [figure.text for figure in reply.figures] == ["640.00万元", "640.00万元"], reply.answer
    assert "收入总计" in reply.answer
    assert "支出总计" in reply.answer


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("2023年财政拨款支出是多少", "605.00"),
        ("2023年财政拨款支出决算", "605.00"),
        ("2023年财政拨款收支总计", "630.00"),
    ],
)
def test_what_was_spent_of_fiscal_money_is_that_of_the_year(service, question, result) -> None:
    reply = service.ask(question)
    assert reply.result is not None, reply.answer
    assert reply.result.value == result


@pytest.mark.parametrize("question", ["2023年决算与年初预算相比，总支出多了多少", "2023年支出决算数比年初预算数多多少"])
def test_the_outturn_is_set_against_its_budget(service, question) -> None:
    reply = service.ask(question)
    assert reply.result is not None, reply.answer
    assert reply.result.value == "15.00"


@pytest.mark.parametrize("question", ["2023年档案馆完成预算吗", "2023年档案馆有没有完成年初预算"])
def test_whether_a_budget_was_spent_is_told_by_how_much_of_it(service, question) -> None:
    reply = service.ask(question)
    assert reply.result is not None, reply.answer
    assert reply.result.value == "75.00"


def test_a_part_of_all_just_told_is_its_share(service) -> None:
    first = service.ask("2023年决算总支出")
    reply = service.ask("其中项目支出占多少", None, first.conversation)
    assert reply.result is not None, reply.answer
    assert reply.result.value == "29.51"


def test_what_spending_is_made_of_is_asked_as_a_noun(service) -> None:
    reply = service.ask("2023年支出是什么构成")
    assert {"500.00万元", "110.00万元"} <= {figure.text for figure in reply.figures}, reply.answer


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        ("教职工多少人，学生多少", ["教职工多少人", "学生多少人"]),
        ("教师有几名？学生多少？", ["教师有几名？", "学生多少名"]),
        ("公车有几辆，一年养车要多少", ["公车有几辆", "一年养车要多少"]),  # which is money
        ("编制多少人，人员经费多少", ["编制多少人", "人员经费多少"]),
    ],
)
def test_the_number_of_a_second_thing_is_counted_as_the_first(message, parts) -> None:
    assert messages.questions(message) == parts
