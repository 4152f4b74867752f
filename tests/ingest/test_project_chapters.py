"""What a chapter or a form tells of one project is that project's, however the project's name is printed."""

from __future__ import annotations

import pytest

from ingest.content import content
from ingest.limits import Limits
from ingest.model import Fact

HEAD = "# 示例市示例区水务局2024年部门预算\n\n## 一、总体情况\n\n2024年收入预算900.00万元。\n\n"
# A line of its own names the project; its aspects stand below.
BY_LINE = """## 项目经费情况说明（一）

项目名称：河道水草打捞经费

### 一、项目概述

本项目打捞水草，年打捞量约3000吨。

### 四、实施方案

打捞费按实际打捞量结算，每吨补助120元。

### 六、年度预算安排

2024年安排预算360.00万元，其中：人工费210.00万元，船只油料费150.00万元。

## 项目经费情况说明（二）

项目名称：老旧泵站改造

### 六、年度预算安排

2024年安排预算90.00万元，用款计划：第一季度20.00万元，第二季度70.00万元。

## 其他情况说明

2024年公务接待费3.00万元。
"""
# The heading is the project's name.
BY_HEADING = """## 二、重点项目情况

### （一）雨水管网清淤养护

#### 1.项目概述

清淤管网46公里。

#### 2.立项依据

《示例市排水条例》。

#### 3.年度预算安排

2024年安排预算75.00万元，其中：清淤作业费60.00万元。
"""
# One form below the other, labels over two columns, a name that ends as a label may.
FORMS = """<html><body><h1>示例市示例区水务局2024年部门预算</h1><h2>七、绩效目标</h2>
<table><tr><td colspan="2">项目名称</td><td>水文监测经费</td><td>实施单位</td><td>示例区水文站</td></tr>
<tr><td colspan="2">年度预算（万元）</td><td>42.00</td><td>资金来源</td><td>财政拨款</td></tr>
<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>指标目标值</td><td>权重</td></tr>
<tr><td>产出</td><td>数量</td><td>监测断面数量</td><td>≥12个</td><td>20</td></tr></table>
<table><tr><td colspan="2">项目名称</td><td>堤防除险资金</td><td>实施单位</td><td>示例区堤防所</td></tr>
<tr><td colspan="2">年度预算（万元）</td><td>68.00</td><td>资金来源</td><td>财政拨款</td></tr>
<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>指标目标值</td><td>权重</td></tr>
<tr><td>产出</td><td>数量</td><td>加固堤防长度</td><td>3.5公里</td><td>20</td></tr></table></body></html>"""


def read(text: str, name: str = "预算.md") -> list[Fact]:
    return list(content(text.encode(), name, Limits()).facts)


def of(facts: list[Fact], value: str) -> Fact:
    (fact,) = [fact for fact in facts if str(fact.value) == value]
    return fact


@pytest.mark.parametrize(
    ("text", "value", "project", "row"),
    [
        (BY_LINE, "360.00", "河道水草打捞经费", ("河道水草打捞经费",)),
        (BY_LINE, "210.00", "河道水草打捞经费", ("河道水草打捞经费", "人工费")),
        (BY_LINE, "90.00", "老旧泵站改造", ("老旧泵站改造",)),
        (BY_LINE, "70.00", "老旧泵站改造", ("老旧泵站改造", "第二季度")),
        (BY_LINE, "3.00", None, ("公务接待费",)),
        (BY_HEADING, "75.00", "雨水管网清淤养护", ("雨水管网清淤养护",)),
        (BY_HEADING, "60.00", "雨水管网清淤养护", ("雨水管网清淤养护", "清淤作业费")),
    ],
)
def test_a_chapter_tells_of_its_project(text: str, value: str, project: str | None, row: tuple[str, ...]) -> None:
    fact = of(read(HEAD + text), value)
    assert (fact.project and fact.project[1], fact.row) == (project, row)


@pytest.mark.parametrize(
    ("value", "project"),
    [("42.00", "水文监测经费"), ("12", "水文监测经费"), ("68.00", "堤防除险资金"), ("3.5", "堤防除险资金")],
)
def test_each_form_is_of_its_own_project(value: str, project: str) -> None:
    fact = of(read(FORMS, "预算.html"), value)
    assert fact.project is not None
    assert (fact.project[1], fact.row[0]) == (project, project)


def test_what_is_paid_by_what_is_really_done_is_still_planned() -> None:
    fact = of(read(HEAD + BY_LINE), "120")
    assert (fact.year, fact.basis) == (2024, "budget")


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("预留采购项目预算金额50.00万元，由中小企业中标的采购金额44.00万元。", "44.00"),
        ("采购预算80.00万元，成交金额76.00万元。", "76.00"),
        ("项目预算120.00万元，授予小微企业的合同金额30.00万元。", "30.00"),
        ("涉及预算金额500.00万元，平均得分92.5分。", "92.5"),
    ],
)
def test_what_was_awarded_or_scored_is_no_plan_in_a_final_account(sentence: str, value: str) -> None:
    text = f"# 示例市示例区水务局2023年度部门决算\n\n## 政府采购支出情况\n\n2023年度{sentence}\n"
    assert of(read(text, "决算.md"), value).basis == "actual"


@pytest.mark.parametrize(
    ("sentence", "value", "basis", "measure"),
    [
        ("公务接待费5.00万元，完成预算8.00万元的62.50%，国内接待12批次。", "12", "actual", "count"),
        ("公务接待费5.00万元，完成预算8.00万元的62.50%。", "62.50", "actual", "rate"),
        ("公务接待费5.00万元，完成年初预算8.00万元的62.50%。", "8.00", "initial_budget", "level"),
        ("公车费9.00万元，完成预算10.00万元的90.00%。其中：购置费6.00万元。", "6.00", "actual", "level"),
        ("公车费9.00万元，完成预算10.00万元的90.00%，比2022年度增加1.50万元。", "1.50", "actual", "change"),
        ("公车费9.00万元，大于年初预算8.00万元，完成年初预算的112.50%。", "8.00", "initial_budget", "level"),
        (
            "公车费9.00万元，大于年初预算8.00万元，完成年初预算的112.50%，比2022年度增加1.50万元。",
            "1.50",
            "actual",
            "change",
        ),
        (
            "公车费9.00万元，大于年初预算8.00万元，完成年初预算的112.50%。其中：购置费6.00万元。",
            "6.00",
            "actual",
            "level",
        ),
    ],
)
def test_the_budget_told_within_what_was_done_of_it_holds_for_itself_alone(
    sentence: str, value: str, basis: str, measure: str
) -> None:
    text = f"# 示例市示例区水务局2023年度部门决算\n\n## “三公”经费支出决算情况说明\n\n2023年度{sentence}\n"
    fact = of(read(text, "决算.md"), value)
    assert (fact.basis, fact.measure) == (basis, measure)


STAFF = """<html><body><h1>示例市示例区水务局2023年度部门决算</h1><h2>一、人员情况</h2>
<table><tr><td>序号</td><td>单位名称</td><td>性质</td><td>年末在职人数</td></tr>
<tr><td>1</td><td>示例区水务局（本级）</td><td>行政</td><td>30</td></tr>
<tr><td>2</td><td>示例区河道所</td><td>事业</td><td>55</td></tr>
<tr><td colspan="3">合计</td><td>85</td></tr></table>
<p>年末在职人员85人，较上年末净增3人：录用及调入9人，退休和调出6人。</p></body></html>"""


def test_a_total_over_the_column_of_list_numbers_is_named() -> None:
    (fact,) = [f for f in read(STAFF, "决算.html") if f.source == "table" and str(f.value) == "85"]
    assert (fact.row, fact.unit, fact.status) == (("合计",), "人", "exact")


@pytest.mark.parametrize(("value", "row"), [("9", "录用及调入"), ("6", "退休和调出")])
def test_who_came_or_went_is_not_who_is_there(value: str, row: str) -> None:
    (fact,) = [f for f in read(STAFF, "决算.html") if f.source == "narrative" and str(f.value) == value]
    assert fact.row == ("年末在职人员", row)


OPENED = """## 绩效自评结果

柳溪（东段）护岸工程。全年预算80.00万元，执行60.00万元。右岸100米未完工。

榆河管网改造项目：全年预算50.00万元，执行45.00万元。

其他工作。全年预算7.00万元。

### 项目支出绩效自评表（一）

| 项目名称 | 柳溪（东段）护岸工程 | 实施单位 | 示例区堤防所 |
|---|---|---|---|
| 一级指标 | 二级指标 | 三级指标 | 指标值 |
| 产出 | 数量 | 护岸长度 | ≥2公里 |

### 项目支出绩效自评表（二）

| 项目名称 | 榆河管网改造 | 实施单位 | 示例区供水站 |
|---|---|---|---|
| 一级指标 | 二级指标 | 三级指标 | 指标值 |
| 产出 | 数量 | 管网长度 | ≥3公里 |
"""


@pytest.mark.parametrize(
    ("value", "project", "row"),
    [
        ("80.00", "柳溪（东段）护岸工程", ("柳溪（东段）护岸工程",)),
        ("60.00", "柳溪（东段）护岸工程", ("柳溪（东段）护岸工程",)),
        ("50.00", "榆河管网改造", ("榆河管网改造",)),
        ("45.00", "榆河管网改造", ("榆河管网改造",)),
    ],
)
def test_a_paragraph_that_opens_with_a_form_s_project_tells_of_it(
    value: str, project: str, row: tuple[str, ...]
) -> None:
    fact = of(read(HEAD + OPENED), value)
    assert (fact.project and fact.project[1], fact.row) == (project, row)


def test_a_paragraph_that_opens_with_anything_else_tells_of_no_project() -> None:
    assert of(read(HEAD + OPENED), "7.00").project is None
