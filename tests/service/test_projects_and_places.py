"""What a project's chapter and form tell, one item in several places, and what was left out of a budget at first."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

ACCOUNT = """# 示例市水务局2031年度部门决算情况说明

单位：万元

## 一、决算情况说明

### （一）一般公共预算财政拨款支出情况

2031年度一般公共预算财政拨款支出500.00万元，与2030年度相比，增加20.00万元，增长4.17%。

（1）节能环保支出40.00万元，占8.00%，年初预算未安排，主要原因是河塘清淤补助由省级在七月下达。

（2）农林水支出460.00万元，占92.00%，较年初预算增加10.00万元，增长2.22%。

会议费支出3.00万元，较上年减少0.40万元，下降11.76%，主要原因是会议精简。

### （二）政府性基金预算收支决算情况

护林补助资金按每人每年300元标准发放，惠及护林员50人。

## 二、绩效自评结果

柳溪（东段）护岸工程。全年预算80.00万元，执行60.00万元，预算执行率57.00%。已砌护岸2公里，右岸100米未完工。

榆河管网改造工程。全年预算50.00万元，执行45.00万元，预算执行率90.00%。

## 三、附表

<table><caption>项目支出绩效自评表</caption></table>

### 收入决算表（单位：万元）

| 科目编码 | 科目名称 | 本年收入合计 | 财政拨款收入 |
|---|---|---|---|
| | 合计 | 620.00 | 600.00 |
| 211 | 节能环保支出 | 40.00 | 40.00 |
| 213 | 农林水支出 | 580.00 | 560.00 |
| 21303 | 水利 | 580.00 | 560.00 |
| 2130305 | 水利工程建设 | 330.00 | 330.00 |
| 2130306 | 水利工程运行与维护 | 130.00 | 110.00 |
| 2130335 | 农村供水 | 120.00 | 120.00 |

### 支出决算表（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 560.00 | 100.00 | 460.00 |
| 211 | 节能环保支出 | 40.00 | | 40.00 |
| 213 | 农林水支出 | 520.00 | 100.00 | 420.00 |
| 21303 | 水利 | 520.00 | 100.00 | 420.00 |
| 2130305 | 水利工程建设 | 260.00 | 60.00 | 200.00 |
| 2130306 | 水利工程运行与维护 | 150.00 | 40.00 | 110.00 |
| 2130335 | 农村供水 | 110.00 | | 110.00 |
| 2130504 | 农村基础设施建设 | 7.00 | | 7.00 |
| 2082202 | 基础设施建设和经济发展 | 9.00 | | 9.00 |

### 一般公共预算财政拨款支出决算表（单位：万元）

| 科目编码 | 科目名称 | 小计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 500.00 | 100.00 | 400.00 |
| 211 | 节能环保支出 | 40.00 | | 40.00 |
| 213 | 农林水支出 | 460.00 | 100.00 | 360.00 |
| 21303 | 水利 | 460.00 | 100.00 | 360.00 |
| 2130305 | 水利工程建设 | 260.00 | 60.00 | 200.00 |
| 2130306 | 水利工程运行与维护 | 90.00 | 40.00 | 50.00 |
| 2130335 | 农村供水 | 110.00 | | 110.00 |

### 项目支出绩效自评表（一）

| 项目名称 | 柳溪（东段）护岸工程 | | | 实施单位 | 示例市堤防所 | |
|---|---|---|---|---|---|---|
| 项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
| 年度资金总额 | 80.00 | 80.00 | 60.00 | 10 | 75.00% | 7.50 |
| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
| 产出指标 | 数量指标 | 砌筑护岸长度 | ≥2公里 | 2公里 | 90 | 90 |

### 项目支出绩效自评表（二）

| 项目名称 | 榆河管网改造工程 | | | 实施单位 | 示例市供水站 | |
|---|---|---|---|---|---|---|
| 项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
| 年度资金总额 | 50.00 | 50.00 | 45.00 | 10 | 90.00% | 9.00 |
| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
| 产出指标 | 数量指标 | 更换管网长度 | ≥3公里 | 3公里 | 90 | 90 |
""".replace("<table><caption>项目支出绩效自评表</caption></table>\n\n", "")

BUDGET = """# 示例市环卫所2032年部门预算

单位：万元

## 总体情况

2032年收入预算500.00万元。

## 项目一：街巷清扫保洁作业经费

### （一）项目概况

清扫街巷，作业面积70万平方米，公厕20座。

### （三）实施主体

示例市清洁服务中心。

### （六）年度预算安排

2032年安排项目预算100.00万元，用款计划为：第一季度10.00万元，第二季度20.00万元，第三季度30.00万元，第四季度40.00万元。

### （七）绩效目标

公厕服务满意度达到93%。

## 项目二：滨河步道贯通

### （一）项目概况

贯通步道3公里。

### （三）实施主体

示例市园林服务中心。

### （六）年度预算安排

2032年安排项目预算60.00万元，用款计划为：第一季度12.00万元，第二季度13.00万元，第三季度14.00万元，第四季度21.00万元。

## 支出情况

1．“城乡社区支出（类）城乡社区公共设施（款）其他城乡社区公共设施支出（项）”50.00万元，资金投向为街心花园和花坛的养护。与2031年执行数60.00万元相比，降低16.67%。变动原因为养护单价下调。
"""


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Service:
    file = tmp_path_factory.mktemp("account") / "水务局决算.md"
    file.write_text(ACCOUNT, encoding="utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def budget(tmp_path_factory: pytest.TempPathFactory) -> Service:
    file = tmp_path_factory.mktemp("budget") / "环卫所预算.md"
    file.write_text(BUDGET, encoding="utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        # What a sentence tells of a project that it opens with, held against the project's form.
        ("2031年柳溪护岸工程的预算执行率，文字和自评表对得上吗", ["不一致", "75.00%", "57.00%"]),
        ("2031年榆河管网改造工程的预算执行率，正文和自评表对得上吗", ["一致", "90.00%"]),
        ("2031年柳溪护岸工程的预算执行率是多少", ["75.00%", "但正文写明", "57.00%"]),
        ("2031年柳溪护岸工程由哪个单位实施", ["示例市堤防所"]),
        # What came in for an item is no other statement of what was spent on it.
        ("2031年农村供水各处的数一致吗", ["一致", "110.00万元"]),
        ("2031年水利工程建设，正文写的和表里的数一样吗", ["没有找到正文写明的", "260.00万元"]),
        # Nothing was planned at first.
        ("2031年节能环保支出为什么年初预算一分钱没列", ["河塘清淤补助由省级在七月下达"]),
        ("2031年节能环保支出年初预算怎么是零", ["河塘清淤补助由省级在七月下达"]),
        # Parts of one item as one fund pays for them.
        ("2031年一般公共预算财政拨款里，“水利”款下面最大的两个项级科目是哪些", ["260.00万元", "农村供水110.00万元"]),
        # What each one gets, though the unit does not say so.
        ("2031年护林补助，一个人一年发多少钱", ["300元"]),
        # The year of the file that is looked into.
        ("从示例市水务局2031年决算看，2030年会议费应该是多少", ["3.40万元"]),
        ("2031年这一年里真正花掉了多少，结转结余的不算", ["560.00万元"]),
    ],
)
def test_an_account_tells(account: Service, asked: str, told: list[str]) -> None:
    answer = account.ask(asked)
    assert answer.status == "answered", answer.answer
    assert [words for words in told if words not in answer.answer] == [], answer.answer


def test_what_is_spent_differs_from_nothing_that_came_in(account: Service) -> None:
    assert "330.00" not in account.ask("2031年水利工程建设各处的数一致吗").answer


@pytest.mark.parametrize("asked", ["2031年基础设施建设是多少", "2031年“基础设施建设”支出是多少"])
def test_of_several_names_with_it_one_is_asked_for(account: Service, asked: str) -> None:
    answer = account.ask(asked)
    assert answer.status == "clarify"
    assert "农村基础设施建设" in answer.answer


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("2032年滨河步道贯通项目第三季度计划用款多少", "14.00万元"),
        ("2032年滨河步道贯通项目是哪家单位负责实施的", "示例市园林服务中心"),
        ("2032年街巷清扫项目的实施主体是谁", "示例市清洁服务中心"),
        ("2032年扫马路那个项目预算多少", "100.00万元"),
        # What a project is to reach is asked of it, and its money is no answer.
        ("2032年街巷清扫项目的面积有多大", "70万平方米"),
        ("2032年街心花园养护的钱怎么比2031年少了", "养护单价下调"),
        ("2032年其他城乡社区公共设施支出用来做什么", "街心花园和花坛的养护"),
    ],
)
def test_a_budget_tells(budget: Service, asked: str, told: str) -> None:
    answer = budget.ask(asked)
    assert answer.status == "answered", answer.answer
    assert told in answer.answer


def test_the_project_just_told_is_asked_about_by_pointing_at_it(budget: Service) -> None:
    first = budget.ask("2032年滨河步道贯通项目安排了多少钱")
    answer = budget.ask("这个项目由谁负责实施？", None, first.conversation)
    assert "示例市园林服务中心" in answer.answer
