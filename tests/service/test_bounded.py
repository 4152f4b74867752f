"""Which of several things lie beyond a bound: never those that moved, and never all of them."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

ACCOUNTS = """# 云屏市青柳区园林局2023年度部门决算

## 第二部分 决算表

支出决算表（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 2900.00 | 900.00 | 2000.00 |
| 212 | 城乡社区支出 | 2600.00 | 600.00 | 2000.00 |
| 21201 | 城乡社区管理事务 | 700.00 | 600.00 | 100.00 |
| 2120101 | 行政运行 | 600.00 | 600.00 | |
| 2120102 | 一般行政管理事务 | 100.00 | | 100.00 |
| 21205 | 城乡社区环境卫生 | 1900.00 | | 1900.00 |
| 2120501 | 城乡社区环境卫生 | 1900.00 | | 1900.00 |
| 221 | 住房保障支出 | 300.00 | 300.00 | |
| 22102 | 住房改革支出 | 300.00 | 300.00 | |
| 2210201 | 住房公积金 | 300.00 | 300.00 | |

## 第三部分 情况说明

本部门共有车辆9辆，单价50万元（含）以上的通用设备3台（套）。

项目支出绩效自评情况表（单位：万元）

| 序号 | 项目名称 | 年初预算数 | 全年执行数 | 执行率（%） | 自评得分 |
|---|---|---|---|---|---|
| 1 | 行道树补植 | 620.00 | 589.00 | 95.00 | 96.5 |
| 2 | 公园夜间照明 | 240.00 | 204.00 | 85.00 | 88.4 |
| 3 | 苗圃灌溉改造 | 90.00 | 89.10 | 99.00 | 91.0 |
| 4 | 花境养护外包 | 410.00 | 369.00 | 90.00 | 95.0 |
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    file = tmp_path_factory.mktemp("bounded") / "disclosure.md"
    file.write_text(ACCOUNTS, "utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("2023年自评低于95分的项目是哪几个，各得几分", {"公园夜间照明", "苗圃灌溉改造"}),
        ("2023年自评得分95分以上的项目有哪些", {"行道树补植", "花境养护外包"}),
        ("2023年执行率不到90%的项目有哪些", {"公园夜间照明"}),
        ("2023年哪些项目的执行率不低于90%", {"行道树补植", "苗圃灌溉改造", "花境养护外包"}),
        ("2023年年初预算超过400万的项目有哪几个", {"行道树补植", "花境养护外包"}),
        ("2023年年初预算没超过一百万元的项目是哪个", {"苗圃灌溉改造"}),
        ("2023年500万以上的支出科目有哪些", {"行政运行", "城乡社区环境卫生"}),
        ("2023年有哪几项支出不足200万元", {"一般行政管理事务"}),
        ("2023年超过1000万的大类有哪些", {"城乡社区支出"}),
    ],
)
def test_those_beyond_the_bound_are_told_and_no_others(service, question, told) -> None:
    reply = service.ask(question)
    assert reply.status == "answered", reply.answer
    lines = [line for line in reply.answer.splitlines() if line.startswith("- ")]
    assert len(lines) == len(told), reply.answer
    assert all(any(name in line for line in lines) for name in told), reply.answer


def test_it_is_said_where_none_lies_beyond(service) -> None:
    assert "没有符合所问条件的" in service.ask("2023年自评低于60分的项目有哪些").answer


@pytest.mark.parametrize(
    ("question", "value"),
    [("2023年单价50万元以上的设备有几台", "3"), ("2023年城乡社区环境卫生支出多少", "1900.00")],
)
def test_a_bound_within_a_name_and_no_bound_at_all_stay_as_they_were(service, question, value) -> None:
    result = service.ask(question).result
    assert result is not None
    assert result.value == value
