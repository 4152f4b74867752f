"""Whose money an amount is: a fund's own, that which goals cover, one fund's of several, the year's without what is carried over."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest import items
from ingest.content import Content, content
from ingest.limits import Limits
from service.answer import Service
from service.calculator import tieout
from tests.support.shelf import Shelf

NAME = "示例区林业局2022年度部门决算.md"
# As finance offices write it: headings that a full stop ends, a fund's amounts without its name.
ACCOUNT = """# 示例市示例区林业局2022年度部门决算情况说明

二、部门决算情况说明

（一）收入支出决算总体情况说明。

1.总体情况。2022年度收入总计1,030.00万元，支出总计1,030.00万元。收支较上年决算数增加80.00万元，增长8.42%，主要原因是造林任务增加。

2.支出情况。2022年度支出合计1,000.00万元，较上年决算数增加90.00万元，增长9.89%，主要原因是苗木款集中支付。

（五）政府性基金预算收支决算情况说明。

2022年度政府性基金预算财政拨款年初结转结余10.00万元，年末结转结余0.00万元。本年收入90.00万元，较上年决算数减少15.00万元，下降14.29%，主要原因是上级专项减少。本年支出100.00万元，较上年决算数减少5.00万元，下降4.76%，主要原因是项目完工。

收入支出决算总表（单位：万元）

| 收入 | | 支出 | |
|---|---|---|---|
| 项目 | 决算数 | 项目 | 决算数 |
| 一、一般公共预算财政拨款收入 | 880.00 | 八、社会保障和就业支出 | 180.00 |
| 二、政府性基金预算财政拨款收入 | 90.00 | 十二、农林水支出 | 700.00 |
| 八、其他收入 | 30.00 | 十八、国土海洋气象等支出 | 120.00 |
| 本年收入合计 | 1,000.00 | 本年支出合计 | 1,000.00 |
| 用事业基金弥补收支差额 | 5.00 | 结余分配 | |
| 年初结转和结余 | 25.00 | 年末结转和结余 | 30.00 |
| 总计 | 1,030.00 | 总计 | 1,030.00 |

支出决算表（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 1,000.00 | 400.00 | 600.00 |
| 208 | 社会保障和就业支出 | 180.00 | 80.00 | 100.00 |
| 213 | 农林水支出 | 700.00 | 320.00 | 380.00 |
| 2130205 | 森林资源培育 | 360.00 | | 360.00 |
| 220 | 国土海洋气象等支出 | 120.00 | | 120.00 |

财政拨款支出决算情况说明

四、财政拨款支出决算情况说明

农林水支出（类）林业和草原（款）森林资源培育（项）：年初预算为300.00万元，支出决算为330.00万元，完成年初预算的110.00%。

附表

一般公共预算财政拨款支出决算表（单位：万元）

| 项目 | | 本年支出 | | |
|---|---|---|---|---|
| 功能分类科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
| | 合计 | 870.00 | 400.00 | 470.00 |
| 208 | 社会保障和就业支出 | 80.00 | 80.00 | |
| 213 | 农林水支出 | 670.00 | 320.00 | 350.00 |
| 2130205 | 森林资源培育 | 330.00 | | 330.00 |
| 220 | 国土海洋气象等支出 | 120.00 | | 120.00 |
"""

HOME = "示例区儿童福利院2022年单位预算.md"
BUDGET = """# 示例市示例区儿童福利院2022年单位预算情况说明

## 一、预算情况说明

2022年一般公共预算财政拨款收入300.00万元，一般公共预算财政拨款支出300.00万元。

## 二、其他重要事项

绩效目标设置情况。2022年项目支出均实行了绩效目标管理，涉及一般公共预算当年财政拨款120.00万元，政府性基金预算当年财政拨款40.00万元。

收入总表（单位：万元）

| 科目编码 | 科目名称 | 总计 | 一般公共预算拨款收入 | 政府性基金预算拨款收入 | 事业收入 | 其他收入 |
|---|---|---|---|---|---|---|
| | 合计 | 400.00 | 300.00 | 40.00 | 50.00 | 10.00 |
| 208 | 社会保障和就业支出 | 360.00 | 300.00 | | 50.00 | 10.00 |
| 20810 | 社会福利 | 360.00 | 300.00 | | 50.00 | 10.00 |
| 2081001 | 儿童福利 | 360.00 | 300.00 | | 50.00 | 10.00 |
| 229 | 其他支出 | 40.00 | | 40.00 | | |

政府采购预算明细表（单位：万元）

| 项目 | 总计 | 一般公共预算拨款收入 | 事业收入 |
|---|---|---|---|
| 合计 | 30.00 | 18.00 | 12.00 |
| 货物类 | 22.00 | 14.00 | 8.00 |
| 服务类 | 8.00 | 4.00 | 4.00 |
"""


def _read(name: str, text: str) -> Content:
    return content(text.encode(), name, Limits())


def _shelf(folder: Path, papers: dict[str, str]) -> Shelf:
    for name, text in papers.items():
        (folder / name).write_text(text, encoding="utf-8")
    return Shelf(*(folder / name for name in papers))


def test_what_a_fund_took_in_and_spent_is_its_own_and_goals_cover_a_part() -> None:
    account = _read(NAME, ACCOUNT).facts
    told = {
        (fact.row[0], items.item(fact).own, str(fact.value))
        for fact in account
        if fact.source == "narrative" and fact.measure == "level" and "基金" in "".join(fact.row)
    }
    assert told == {
        ("政府性基金预算", "carried_in", "10.00"),
        ("政府性基金预算", "carried_out", "0.00"),
        ("政府性基金预算", "revenue_this_year", "90.00"),
        ("政府性基金预算", "expenditure_this_year", "100.00"),
    }
    home = _read(HOME, BUDGET).facts
    covered = [fact for fact in home if "当年财政拨款" in fact.quote and fact.value is not None]
    assert [(items.item(fact).own, str(fact.value)) for fact in covered] == [
        ("performance_amount", "120.00"),
        ("performance_amount", "40.00"),
    ]


def test_nothing_of_it_is_a_finding() -> None:
    for name, text in ((NAME, ACCOUNT), (HOME, BUDGET)):
        read = _read(name, text)
        broken = [(f.rule, f.message) for f in tieout.check(read.document, read.facts) if f.broken]
        assert [f for f in broken if f[0] in ("R02", "R11", "R28", "R44", "R46", "R51")] == []


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    return Service(_shelf(tmp_path_factory.mktemp("whose"), {NAME: ACCOUNT, HOME: BUDGET}))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        ("示例区林业局2022年支出合计是多少", "1000.00"),
        ("示例区林业局2022年支出总计是多少", "1030.00"),
        ("示例区林业局2022年实际花了多少？结转下年的不要算", "1000.00"),
        ("示例区林业局2022年除结转以外一共花了多少", "1000.00"),
        ("示例区林业局2022年支出合计比上年多多少", "90.00"),
        ("示例区林业局2021年的支出合计能倒推出来吗，多少", "910.00"),
        ("示例区林业局2022年农林水支出占支出合计的比例", "70.00"),
        ("示例区林业局2022年政府性基金预算支出比上年少多少", "-5.00"),
        ("示例区林业局2022年森林资源培育花了多少", "360.00"),
        ("示例区林业局2022年森林资源培育决算比年初预算多多少", "30.00"),
        ("示例区林业局2022年森林资源培育完成年初预算的百分之几", "110.00"),
        ("示例区林业局2022年财政拨款支出中“森林资源培育”的年初预算", "300.00"),
        ("示例区林业局2022年2130205森林资源培育，一般公共预算财政拨款支出决算数", "330.00"),
        ("儿童福利院2022年“儿童福利”科目，财政拨款和事业收入加起来多少", "350.00"),
        ("儿童福利院2022年儿童福利，财政拨款、事业收入和其他收入都算上，一共多少", "360.00"),
        ("儿童福利院2022年一般公共预算财政拨款收入是多少", "300.00"),
    ],
)
def test_whose_money_is_told(service: Service, asked: str, value: str) -> None:
    answer = service.ask(asked)
    assert (answer.result.value if answer.result else answer.answer) == value


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        ("示例区林业局2022年一般公共预算财政拨款支出最大的两类是什么，各多少", ("670.00万元", "120.00万元")),
        ("示例区林业局2022年支出最多的两类", ("700.00万元", "180.00万元")),
        ("儿童福利院2022年采购货物的钱从哪几种资金里出，各多少", ("14.00万元", "8.00万元")),
        ("儿童福利院2022年儿童福利的资金来源分别是什么", ("300.00万元", "50.00万元", "10.00万元")),
    ],
)
def test_parts_of_one_funds_money(service: Service, asked: str, stated: tuple[str, ...]) -> None:
    answer = service.ask(asked)
    assert answer.status == "answered"
    assert all(figure in answer.answer for figure in stated), answer.answer


@pytest.mark.parametrize(
    ("called", "whole"),
    [
        ("甲溪职校", "甲溪职业技术学校"),
        ("甲溪一中", "甲溪第一中学校"),
        ("甲溪实验幼儿园", "甲溪县实验幼儿园"),
        ("甲溪福利院", "甲溪社会福利院"),
    ],
)
def test_schools_and_houses_go_by_short_names(tmp_path: Path, called: str, whole: str) -> None:
    told = (
        "一般公共预算支出表（单位：万元）\n\n| 科目 | 2022年预算数 |\n|---|---|\n| 合计 | 12.00 |\n| 会议费 | 3.00 |\n"
    )
    papers = {
        f"{body}2022年单位预算.md": f"# {body}2022年单位预算情况说明\n\n{told}"
        for body in (f"示例市{whole}", "示例市示例区水务局")
    }
    answer = Service(_shelf(tmp_path, papers)).ask(f"{called}2022年会议费多少")  # type: ignore[arg-type]
    assert answer.result is not None
    assert {citation.organisation for citation in answer.citations} == {f"示例市{whole}"}


def test_a_class_is_called_as_it_was_then(tmp_path: Path) -> None:
    rows = "| 210 | 医疗卫生与计划生育支出 | 30.00 |\n| 207 | 文化体育与传媒支出 | 70.00 |\n"
    told = f"支出决算表（单位：万元）\n\n| 科目编码 | 科目名称 | 本年支出合计 |\n|---|---|---|\n| | 合计 | 100.00 |\n{rows}"
    shelf = _shelf(tmp_path, {"示例区体育局2017年度部门决算.md": f"# 示例市示例区体育局2017年度部门决算\n\n{told}"})
    answer = Service(shelf).ask("2017年支出按功能分类是哪几类，各多少")  # type: ignore[arg-type]
    assert "医疗卫生与计划生育支出" in answer.answer
    assert "卫生健康支出" not in answer.answer


def test_two_bodies_each_with_its_own_year_and_stage(tmp_path: Path) -> None:
    papers = {
        "示例市甲溪区统计局2018年部门预算.md": "# 示例市甲溪区统计局2018年部门预算情况说明\n\n2018年会议费8.00万元。\n",
        "示例市乙河区档案局2020年度部门决算.md": "# 示例市乙河区档案局2020年度部门决算情况说明\n\n2020年度会议费支出9.50万元。\n",
    }
    service = Service(_shelf(tmp_path, papers))  # type: ignore[arg-type]
    answer = service.ask("甲溪区统计局2018年预算安排的会议费和乙河区档案局2020年决算的会议费，哪家多，多多少")
    assert "1.50万元" in answer.answer
    assert "口径不同" in answer.answer


def test_a_unit_below_one_body_is_no_body_of_another_place(tmp_path: Path) -> None:
    told = (
        "一般公共预算支出表（单位：万元）\n\n| 科目 | 2022年预算数 |\n|---|---|\n| 合计 | 12.00 |\n| 会议费 | 3.00 |\n"
    )
    papers = {
        f"{body}2022年部门预算.md": f"# {body}2022年部门预算情况说明\n\n{told}"
        for body in ("示例市甲溪区民政局", "示例市乙河区社会福利院")
    }
    service = Service(_shelf(tmp_path, papers))  # type: ignore[arg-type]
    answer = service.ask("甲溪区民政局下属社会福利院2022年会议费多少")
    assert {citation.organisation for citation in answer.citations} <= {"示例市甲溪区民政局"}
    assert answer.result is None
    below = service.ask("乙河区社会福利院2022年会议费多少")
    assert below.result is not None
