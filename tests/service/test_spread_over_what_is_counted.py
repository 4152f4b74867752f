"""Means over a number that is printed, what is printed of one in a row of a table, and money that comes in."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

BUDGET = """# 云屏市青柳区城管学校2024年度部门预算

## 第一部分 概况

现有在校学生800人，其中：初中500人、高中300人；设置床位400张。全年安排井盖排查1500批次。

## 第二部分 预算表

收支预算总表（单位：万元）

| 收入项目 | 预算数 | 支出项目 | 预算数 |
|---|---|---|---|
| 一般公共预算拨款收入 | 780.00 | 城乡社区支出 | 800.00 |
| 事业收入 | 20.00 | | |
| 收入总计 | 800.00 | 支出总计 | 800.00 |

支出预算总表（单位：万元）

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 212 | 城乡社区支出 | 800.00 | 320.00 | 480.00 |
| 21201 | 城乡社区管理事务 | 800.00 | 320.00 | 480.00 |
| 2120101 | 行政运行 | 320.00 | 320.00 | |
| 2120104 | 城管执法 | 480.00 | | 480.00 |
| | 合计 | 800.00 | 320.00 | 480.00 |

项目支出预算表（单位：万元）

| 项目名称 | 金额 | 用途 |
|---|---|---|
| 井盖安全排查监测经费 | 300.00 | 用于全区井盖排查，全年安排井盖排查1500批次 |
| 巡路信息员补助 | 60.00 | 用于向100名巡路信息员发放补助，每人每年6000元 |
| 停车场管理 | 120.00 | 用于停车场看护 |

## 第三部分 情况说明

“三公”经费预算66.00万元。公务用车购置及运行维护费60.00万元，其中：公务用车购置费36.00万元，公务用车运行维护费24.00万元。

截至2023年12月31日，本部门共有车辆12辆。2024年部门预算安排购置车辆2辆。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    file = tmp_path_factory.mktemp("spread") / "disclosure.md"
    file.write_text(BUDGET, "utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "result", "unit"),
    [
        ("2024年打算换2辆车，平均一辆多少钱", "18.00", "万元"),
        ("2024年买车的钱平摊到每辆是多少", "18.00", "万元"),
        ("2024年井盖排查经费平摊到1500批次，每批合多少钱", "2000.00", "元"),
        ("2024年支出总计摊到每个在校生头上，合多少万", "1.00", "万元"),
        ("2024年基本支出按800名学生算，平均每个学生多少钱", "4000.00", "元"),
        ("2024年支出总计除以在校学生人数，每个学生多少钱", "1.00", "万元"),
        ("2024年支出总计平均到每张床位是多少钱", "2.00", "万元"),
    ],
)
def test_an_amount_is_spread_over_the_number_that_is_named(service: Service, question, result, unit) -> None:
    reply = service.ask(question)
    assert reply.status == "answered"
    assert reply.result is not None
    assert (reply.result.value, reply.result.unit) == (result, unit)
    assert any(figure.formula for figure in reply.figures)


@pytest.mark.parametrize(
    "question",
    [
        "2024年打算换5辆车，平均一辆多少钱",
        "2024年井盖排查经费平摊到1800批次，每批合多少钱",
        "2024年支出总计平均到每个居民头上多少钱",
        "2024年支出总计平摊到每间教室多少钱",
    ],
)
def test_nothing_is_spread_over_a_number_that_is_not_printed(service: Service, question) -> None:
    assert service.ask(question).status == "declined"


def test_what_each_one_gets_stands_in_the_row_that_is_named(service: Service) -> None:
    reply = service.ask("2024年给路边的巡路信息员，一个人一年补多少钱")
    assert reply.status == "answered"
    assert "6000元" in reply.answer
    assert service.ask("2024年给巡路信息员，一个月补多少").status == "declined"


@pytest.mark.parametrize(
    "question",
    [
        "2024年一年罚款罚了多少钱",
        "2024年违建罚款总共收了多少万",
        "2024年打算罚多少钱",
        "2024年停车场收了多少钱",
        "2024年停车场租出去得了多少钱",
        "2024年停车场收入多少",
        "2024年停车场门票卖了多少钱",
    ],
)
def test_what_comes_in_is_never_told_by_what_is_spent(service: Service, question) -> None:
    reply = service.ask(question)
    assert reply.status == "declined"
    assert reply.result is None


def test_what_comes_in_is_told_where_it_is_printed(service: Service) -> None:
    reply = service.ask("2024年事业收入多少")
    assert reply.result is not None
    assert reply.result.value == "20.00"
    reply = service.ask("2024年停车场管理安排了多少钱")
    assert reply.result is not None
    assert reply.result.value == "120.00"
