"""What is asked of each of several: of one fund, against the year before, of what is bought by the piece, of cars by kind."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

BUDGET = """# 云屏市青柳区民政局2024年度部门预算

## 第一部分 概况

2024年年初预算数730.00万元，支出较2023年增加180.00万元，主要是基本支出预算增加30.00万元，项目支出预算增加150.00万元。

2024年一般公共预算财政拨款支出700.00万元，比2023年增加160.00万元。其中：基本支出420.00万元，比2023年增加30.00万元，主要原因是新招录公务员2名，主要用于保障在职人员工资福利；项目支出280.00万元，比2023年增加130.00万元，主要原因是提高救助标准，主要用于困难群众救助等重点工作。

支出预算总表（单位：万元）

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 208 | 社会保障和就业支出 | 730.00 | 420.00 | 310.00 |
| 20802 | 民政管理事务 | 730.00 | 420.00 | 310.00 |
| 2080201 | 行政运行 | 420.00 | 420.00 | |
| 2080202 | 一般行政管理事务 | 310.00 | | 310.00 |
| | 合计 | 730.00 | 420.00 | 310.00 |

一般公共预算财政拨款支出预算表（单位：万元）

| 科目编码 | 科目名称 | 2024年预算数 总计 | 2024年预算数 基本支出 | 2024年预算数 项目支出 |
|---|---|---|---|---|
| 208 | 社会保障和就业支出 | 700.00 | 420.00 | 280.00 |
| 20802 | 民政管理事务 | 700.00 | 420.00 | 280.00 |
| 2080201 | 行政运行 | 420.00 | 420.00 | |
| 2080202 | 一般行政管理事务 | 280.00 | | 280.00 |
| | 合计 | 700.00 | 420.00 | 280.00 |

政府采购预算明细表（单位：万元）

| 项目 | 采购内容 | 总计 |
|---|---|---|
| 合计 | | 21.00 |
| 货物类 | | 21.00 |
| | 平板电脑（入户核查）40台 | 16.00 |
| | 打印设备5台 | 5.00 |

## 第二部分 情况说明

会议费预算12.00万元，比上年增加2.00万元，主要原因是新增一次会议。培训费预算8.00万元，比上年减少1.50万元，主要原因是改为线上。

截至2023年12月31日，本部门共有车辆9辆，其中：机要通信用车1辆、应急保障用车3辆、执法执勤用车5辆。

全年预计接待来访群众300多人次。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    file = tmp_path_factory.mktemp("each") / "disclosure.md"
    file.write_text(BUDGET, "utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("2024年一般公共预算的基本支出和项目支出各多少", ["420.00", "280.00"]),
        (
            "2024年一般公共预算的基本支出和项目支出各多少，分别比2023年多了多少",
            ["420.00", "30.00", "280.00", "130.00"],
        ),
        ("2024年会议费、培训费各多少，分别比上年增加还是减少", ["12.00", "2.00", "8.00", "1.50"]),
        ("2024年采购货物都买些什么，各花多少", ["21.00", "16.00", "5.00"]),
        ("2024年有哪几种车", ["9", "1", "3", "5"]),
        ("2024年的车都是些什么车", ["9", "1", "3", "5"]),
    ],
)
def test_each_is_told_with_its_own_figure(service, question, values) -> None:
    reply = service.ask(question)
    told = [figure.value.lstrip("-") for figure in reply.figures]
    assert all(value in told for value in values), reply.answer


def test_one_fund_moves_by_its_own_amount(service) -> None:
    """What all funds moved by is told first, in a sentence of its own."""
    assert service.ask("2024年一般公共预算项目支出比上年增加多少").result.value == "130.00"
    assert service.ask("2024年项目支出比上年增加多少").result.value == "150.00"


def test_kinds_of_cars_follow_their_number(service) -> None:
    first = service.ask("2024年有多少辆车？")
    reply = service.ask("分别是哪几辆", None, first.conversation)
    assert {"1", "3", "5"} <= {figure.value for figure in reply.figures}, reply.answer


def test_more_than_a_number_is_no_exact_number(service) -> None:
    """300多人次 does not say 300人次."""
    reply = service.ask("2024年预计接待多少来访群众")
    assert "300多人次" in reply.answer
    assert not any(figure.value == "300" and figure.unit == "人次" for figure in reply.figures)


@pytest.mark.parametrize("question", ["2024年局长一年拿多少工资", "2024年办公室主任的工资是多少"])
def test_what_one_person_is_paid_is_in_no_sum(service, question) -> None:
    assert service.ask(question).status == "declined"


SCHOOL = """# 云屏市青柳区第三职业学校2024年度单位预算

## 第一部分 概况

学校核定事业编制90名，年末实有在编教职工82人；设21个教学班，在校学生705人；退休人员40人。

## 第二部分 情况说明

“三公”经费预算2.00万元，比上年减少0.50万元。

烹饪实训室维修经费2024年预算安排30.00万元。

## 项目经费情况说明

项目一：烹饪实训室维修

### 一、项目概述

我校烹饪专业现有学生118人，实训室设备老化。

### 六、年度预算安排

2024年预算安排30.00万元。
"""


@pytest.fixture(scope="module")
def school(tmp_path_factory) -> Service:
    file = tmp_path_factory.mktemp("school") / "disclosure.md"
    file.write_text(SCHOOL, "utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "value"),
    [("2024年有多少学生", "705"), ("2024年有多少个班", "21"), ("2024年有几个教学班", "21")],
)
def test_a_school_is_counted_as_a_whole(school, question, value) -> None:
    reply = school.ask(question)
    assert value in {figure.value for figure in reply.figures}, reply.answer
    assert "118" not in reply.answer


def test_no_number_of_classes_is_told_of_teachers(school) -> None:
    reply = school.ask("2024年在编教师几个")
    assert reply.result is None or reply.result.value != "21", reply.answer


def test_the_lines_of_all_project_money_are_told_before_some_of_its_projects(service) -> None:
    reply = service.ask("2024年项目支出安排了哪几块，每块多少万")
    assert "一般行政管理事务" in reply.answer or "310.00" in reply.answer, reply.answer


CHAPTER = """# 云屏市青柳区文化局2024年度部门预算

## 第三部分 情况说明

### 一、“三公”经费

“三公”经费预算2.00万元，比上年减少0.50万元。

### 二、部分重点项目说明

1.露天电影放映项目，预算46.00万元。全年放映120场。

2.老戏台修缮项目，预算88.00万元。修缮戏台2处。

3.图书下乡项目，预算15.00万元。
"""


def test_projects_told_one_by_one_are_listed(tmp_path) -> None:
    file = tmp_path / "disclosure.md"
    file.write_text(CHAPTER, "utf-8")
    reply = Service(Shelf(file)).ask("2024年重点项目都有啥，预算各多少？")  # type: ignore[arg-type]
    assert {"46.00", "88.00", "15.00"} <= {figure.value for figure in reply.figures}, reply.answer
    assert all(name in reply.answer for name in ("露天电影放映", "老戏台修缮", "图书下乡"))
