"""A budget held against what was spent the year before, projects called by a part of their names, what is told before what is asked."""

from __future__ import annotations

import pytest

from service import question
from service.answer import Service
from tests.support.shelf import Shelf

ACCOUNT = """# 云屏市临溪区水利局2023年度部门决算

## 一、“三公”经费支出决算表

单位：万元

| 项目 | 预算数 | 决算数 |
|---|---|---|
| 合计 | 60.00 | 50.00 |
| 因公出国（境）费 | 0 | 0 |
| 公务用车运行维护费 | 45.00 | 40.00 |
| 公务接待费 | 15.00 | 10.00 |

## 二、支出决算表

单位：万元

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 800.00 | 500.00 | 300.00 |
| 213 | 农林水支出 | 800.00 | 500.00 | 300.00 |
| 21303 | 水利 | 800.00 | 500.00 | 300.00 |
| 2130301 | 行政运行 | 500.00 | 500.00 | |
| 2130306 | 水利工程运行与维护 | 300.00 | | 300.00 |
"""
BUDGET = """# 云屏市临溪区水利局2024年部门预算

## 一、部门预算情况说明

“行政运行”科目520.00万元，主要用于局机关和沟渠管理站人员工资。

## 二、“三公”经费预算表

单位：万元

| 项目 | 2023年预算数 | 2024年预算数 |
|---|---|---|
| 合计 | 60.00 | 54.00 |
| 因公出国（境）费 | 0 | 0 |
| 公务用车运行维护费 | 45.00 | 42.00 |
| 公务接待费 | 15.00 | 12.00 |

## 三、部门支出总表

单位：万元

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 900.00 | 520.00 | 380.00 |
| 213 | 农林水支出 | 900.00 | 520.00 | 380.00 |
| 21303 | 水利 | 900.00 | 520.00 | 380.00 |
| 2130301 | 行政运行 | 520.00 | 520.00 | |
| 2130306 | 水利工程运行与维护 | 380.00 | | 380.00 |

## 四、项目支出绩效目标表

| 项目名称 | 雨情监测设施维护 | 当年预算（万元） | 180.00 |
|---|---|---|---|
| 项目概述 | 维护雨情监测站点28处。 | | |
| 一级指标 | 二级指标 | 三级指标 | 指标值 |
| 产出指标 | 数量指标 | 雨情监测站点数 | ≥28处 |
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    folder = tmp_path_factory.mktemp("outturns")
    files = [folder / "水利局2023年度部门决算.md", folder / "水利局2024年部门预算.md"]
    for file, text in zip(files, (ACCOUNT, BUDGET), strict=True):
        file.write_text(text, encoding="utf-8")
    return Service(Shelf(*files))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2024年三公预算比2023年决算多多少", "4.00"),
        ("24年三公预算比23年决算多多少", "4.00"),
        ("2024年三公预算比上年执行数多多少", "4.00"),
        ("2024年接待费预算比去年实际多多少", "2.00"),
        ("2024年接待费预算跟去年实际花的比差多少", "2.00"),
        ("2024年三公预算比2023年决算增长百分之几", "8.00"),
        ("2024年三公预算比去年预算少多少", "-6.00"),
        ("2024年三公比去年少多少", "-6.00"),
        ("2023年接待费花了多少，预算多少，差多少", "-5.00"),
    ],
)
def test_what_a_budget_is_held_against(service: Service, text: str, value: str) -> None:
    told = service.ask(text)
    assert told.result is not None, told.answer
    assert told.result.value == value, told.answer


def test_what_was_not_disclosed_as_spent_is_not_what_was_planned(service: Service) -> None:
    assert service.ask("2024年雨情监测设施维护预算比去年实际多多少").result is None


def test_a_project_is_none_of_its_indicators(service: Service) -> None:
    told = service.ask("2024年雨情监测项目多少钱")
    assert told.result is not None, told.answer
    assert told.result.value == "180.00"


def test_a_line_that_has_the_word_in_its_sentence_is_no_project(service: Service) -> None:
    assert service.ask("2024年沟渠项目多少钱").status == "declined"


def test_a_second_thing_that_the_first_is_held_against(service: Service) -> None:
    told = service.ask("2024年三公比接待费多多少，比公务用车运行维护费呢").answer
    assert "42.00" in told  # 54.00 - 12.00
    assert told.count("12.00万元") > 1  # 54.00 - 42.00


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("三公17年到18年降了，18年到19年又涨了多少", "三公18年到19年又涨了多少"),
        ("三公除了接待费，其他的一共多少", "三公除了接待费，还剩多少"),
        ("水利局三公之外，会议费多少", "水利局除了三公，会议费多少"),
        ("三公占千分之几", "三公占百分之几"),
        ("交了多少，预算多少，差多少", "决算数比预算数差多少"),
        ("除了财政拨款还有什么收入", "收入来源有哪些"),
        ("财政拨款之外还有哪些收入", "收入来源有哪些"),
    ],
)
def test_what_means_the_same_is_said_in_one_way(said: str, means: str) -> None:
    assert question.normalised(said) == means


@pytest.mark.parametrize("said", ["会议费和培训费花了多少", "17年到18年降了多少", "水利局除了三公，会议费多少"])
def test_words_that_only_look_like_it_stay(said: str) -> None:
    assert question.normalised(said) == said


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2024年接待费比公务用车运行维护费少百分之几", "-71.43"),
        ("2024年三公比接待费多百分之几", "350.00"),
        ("2024年接待费加公务用车运行维护费是三公的几倍", "1.00"),
        ("2024年接待费和公务用车运行维护费加起来是项目支出的几倍", "0.14"),
        ("2024年不含三公的支出是多少", "846.00"),
        ("2024年支出中三公以外的有多少", "846.00"),
    ],
)
def test_several_held_against_one(service: Service, text: str, value: str) -> None:
    told = service.ask(text)
    assert told.result is not None, told.answer
    assert told.result.value == value, told.answer


def test_the_largest_beside_one_left_out_is_not_the_largest_of_that_one(service: Service) -> None:
    assert service.ask("2024年除行政运行外，最大的科目是哪个").status == "declined"


def test_what_is_said_to_come_to_an_amount_adds_nothing_up(service: Service) -> None:
    assert "1800" not in service.ask("2024年收入一共900万对吧，那支出呢").answer
