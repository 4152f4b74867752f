"""A line that is only described: how its budget moved, whether its table and its text agree; and projects by their source of money."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

ACCOUNTS = """# 云屏市青柳街道办事处2024年度部门决算

## 第二部分 决算表

政府性基金预算财政拨款收入支出决算表（单位：万元）

| 科目编码 | 科目名称 | 本年收入 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|---|
| 221 | 住房保障支出 | 50.00 | 50.00 | | 50.00 |
| 22198 | 超长期特别国债安排的支出 | 50.00 | 50.00 | | 50.00 |
| 2219899 | 其他住房保障支出 | 50.00 | 50.00 | | 50.00 |
| | 合计 | 50.00 | 50.00 | | 50.00 |

## 第三部分 情况说明

### 七、一般公共预算财政拨款支出决算具体情况

一般公共服务支出（类）社会工作事务（款）其他社会工作事务支出（项）。主要用于：新设窗口开张费、楼道巡护和整修项目支出。全年预算为44.00万元，支出决算为44.00万元。

### 八、政府性基金预算财政拨款收入支出决算情况说明

住房保障支出（类）超长期特别国债安排的支出（款）其他住房保障支出（项）80.00万元，主要用于住宅老旧水塔更新改造。年初预算为0.00万元，支出决算为80.00万元。
"""
BUDGET = """# 云屏市青柳区消防局2024年度部门预算

## 第三部分 情况说明

1.“灾害防治及应急管理支出（类）-消防救援事务（款）-其他消防救援事务支出（项）”2024年度预算30.00万元，2023年度预算70.00万元，主要用于：社区小消防站运行保障经费。

## 第四部分 项目支出绩效目标表

项目支出绩效目标表（单位：万元）

| 项目名称 | 水带更新 | | |
|---|---|---|---|
| 当年预算 | 40.00 | 上级补助 | 12.00 |

项目支出绩效目标表（单位：万元）

| 项目名称 | 演练场修缮 | | |
|---|---|---|---|
| 当年预算 | 25.00 | 上级补助 | |
"""


def _service(folder, text: str) -> Service:
    file = folder / "disclosure.md"
    file.write_text(text, "utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def accounts(tmp_path_factory) -> Service:
    return _service(tmp_path_factory.mktemp("accounts"), ACCOUNTS)


@pytest.fixture(scope="module")
def budget(tmp_path_factory) -> Service:
    return _service(tmp_path_factory.mktemp("budget"), BUDGET)


@pytest.mark.parametrize(
    "question",
    [
        "2024年政府性基金花在水塔更新上的钱，表格和说明里写的是同一个数吗？",
        "2024年老旧水塔更新改造的支出，表格和说明里写的是同一个数吗？",
    ],
)
def test_the_line_that_is_described_is_checked_and_not_all_of_its_fund(accounts: Service, question) -> None:
    reply = accounts.ask(question)
    assert reply.status == "answered"
    assert "不一致" in reply.answer
    assert "50.00万元" in reply.answer
    assert "80.00万元" in reply.answer


def test_what_no_line_of_the_fund_is_for_is_not_checked(accounts: Service) -> None:
    assert accounts.ask("2024年政府性基金花在月球探测上的钱，表格和说明里一致吗").status == "declined"


def test_things_that_one_line_pays_for_together_are_added_up_by_it(accounts: Service) -> None:
    reply = accounts.ask("2024年窗口刚设立，开张费加上楼道整修那笔项目钱一共用了多少")
    assert reply.result is not None
    assert (reply.result.value, reply.result.unit) == ("44.00", "万元")
    assert accounts.ask("2024年开张费加上月球探测项目一共用了多少").status == "declined"
    assert accounts.ask("2024年开张费用了多少").result is None


@pytest.mark.parametrize(
    "question", ["本级2024年小消防站的预算比2023年预算减了多少？", "2024年社区小消防站预算比上年少了多少"]
)
def test_how_the_budget_of_a_line_moved_that_is_described(budget: Service, question) -> None:
    reply = budget.ask(question)
    assert reply.result is not None
    assert (reply.result.value, reply.result.unit) == ("-40.00", "万元")


def test_projects_are_told_by_the_source_of_their_money(budget: Service) -> None:
    reply = budget.ask("2024年哪些项目有上级给的补助，各多少？")
    assert reply.status == "answered"
    assert "水带更新：上级补助12.00万元" in reply.answer
    assert "演练场修缮" not in reply.answer
    assert budget.ask("2024年哪些项目有中央资金").status == "declined"
