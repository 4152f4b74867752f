"""Whether two statements agree, in the words of those who check: 核核看, 接得上茬吗, 凑得拢, 也是这个数吗."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

BUDGET = """# 云屏市青柳区林业局2024年度部门预算

## 第二部分 预算表

收支预算总表（单位：万元）

| 收入项目 | 预算数 | 支出项目 | 预算数 |
|---|---|---|---|
| 一般公共预算拨款收入 | 700.00 | 农林水支出 | 700.00 |
| 收入总计 | 700.00 | 支出总计 | 700.00 |

支出预算总表（单位：万元）

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 213 | 农林水支出 | 700.00 | 300.00 | 400.00 |
| | 合计 | 700.00 | 300.00 | 400.00 |

一般公共预算基本支出表（单位：万元）

| 科目编码 | 科目名称 | 合计 | 人员经费 | 公用经费 |
|---|---|---|---|---|
| 301 | 工资福利支出 | 240.00 | 240.00 | |
| 302 | 商品和服务支出 | 60.00 | | 60.00 |
| | 合计 | 300.00 | 240.00 | 60.00 |

“三公”经费支出预算表（单位：万元）

| 合计 | 因公出国（境）费 | 公务用车运行维护费 | 公务接待费 | 会议费 |
|---|---|---|---|---|
| 5.00 | 0.00 | 4.00 | 1.00 | 3.60 |

政府采购预算表（单位：万元）

| 采购品目 | 金额 |
|---|---|
| 货物 | 20.00 |
| 工程 | 50.00 |
| 服务 | 30.00 |
| 合计 | 100.00 |

## 第三部分 情况说明

2024年会议费预算3.60万元。机关运行经费预算60.00万元。

2024年政府采购预算总额110.00万元。

2024年编报绩效目标的项目3个，涉及项目预算资金380.00万元。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    file = tmp_path_factory.mktemp("agreement") / "disclosure.md"
    file.write_text(BUDGET, "utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


def figures(reply) -> set[str]:
    return {figure.text for figure in reply.figures}


@pytest.mark.parametrize(
    "question",
    [
        "2024年会议费，说明文字给的数跟表里给的数，核一核",
        "2024年会议费的说明和表里的数，你核核看",
        "2024年会议费，正文写的和表里列的对照一下",
        "2024年会议费在说明里和表里的数一样吧",
        "2024年会议费说明写的和表上写的对得上号吗",
    ],
)
def test_what_text_and_table_say_of_an_item_is_compared(service, question) -> None:
    reply = service.ask(question)
    assert reply.answer.startswith("一致"), reply.answer
    assert figures(reply) == {"3.60万元"}


@pytest.mark.parametrize(
    "question",
    [
        "2024年人员经费和公用经费合起来，是不是基本支出的数",
        "2024年人员经费加公用经费，是不是刚好凑成基本支出",
        "2024年人员经费和公用经费凑起来，看是不是就等于基本支出的数",
    ],
)
def test_parts_put_together_are_held_against_their_whole(service, question) -> None:
    reply = service.ask(question)
    assert reply.answer.startswith("一致"), reply.answer
    assert {"240.00万元", "60.00万元", "300.00万元"} <= figures(reply)


@pytest.mark.parametrize(
    "question", ["2024年机关运行经费和公用经费两个数对照一下", "2024年机关运行经费跟公用经费，这俩数差不差"]
)
def test_two_items_are_held_against_each_other(service, question) -> None:
    reply = service.ask(question)
    assert reply.answer.startswith("一致"), reply.answer
    assert figures(reply) == {"60.00万元"}


@pytest.mark.parametrize(
    "question",
    [
        "2024年编报绩效目标的项目说是380万，支出预算总表里项目支出也是这个数吗",
        "2024年有绩效目标的项目资金，跟项目支出预算一比，一个样不",
    ],
)
def test_what_is_said_to_be_the_same_and_is_not(service, question) -> None:
    reply = service.ask(question)
    assert reply.answer.startswith("不一致"), reply.answer
    assert {"380.00万元", "400.00万元"} <= figures(reply)


@pytest.mark.parametrize(
    "question",
    ["2024年政府采购，说明写的总数和采购表最后的合计，你核核看", "2024年政府采购总额，正文和采购表的数一致没"],
)
def test_statements_that_differ_are_told(service, question) -> None:
    reply = service.ask(question)
    assert reply.answer.startswith("不一致"), reply.answer
    assert {"110.00万元", "100.00万元"} <= figures(reply)


@pytest.mark.parametrize("question", ["2024年收的和支的，最后的合计扯得平不", "2024年收入和支出平得了吗"])
def test_whether_both_sides_balance(service, question) -> None:
    reply = service.ask(question)
    assert reply.answer.startswith("一致"), reply.answer
    assert figures(reply) == {"700.00万元"}
