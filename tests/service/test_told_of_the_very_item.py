"""What is told of the very item that is asked about, where another line, table or project lies near: told, or not at all."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

ACCOUNT = """# 示例市示例区民政局2022年度部门决算

## 一、部门概况

### （一）主要职能

负责社会救助、养老服务和殡葬管理。

### （二）部门决算单位构成

从预算单位构成看，示例市示例区民政局部门决算包括：局本级决算、下属事业单位决算。

纳入示例市示例区民政局2022年度部门决算编制范围的单位包括：

| 序号 | 单位名称 | 单位性质 |
|---|---|---|
| 1 | 示例市示例区民政局（本级） | 行政单位 |
| 2 | 示例区救助管理站 | 事业单位 |
| 3 | 示例区殡仪服务所 | 事业单位 |

## 二、一般公共预算财政拨款支出决算情况说明

2022年度一般公共预算财政拨款支出300.00万元，较年初预算数增加20.00万元，增长7.14%。

（1）社会保障和就业支出240.00万元，占80.00%，较年初预算数减少60.00万元，下降20.00%，主要原因是救助对象减少。

（2）卫生健康支出36.00万元，占12.00%，与年初预算持平。

（4）住房保障支出（类）住房改革支出（款）住房公积金（项）：年初预算为25.00万元，支出决算为24.00万元，完成年初预算的96.00%。

（3）农林水支出12.00万元，占4.00%，较年初预算数下降4.00%。

## 三、政府性基金预算财政拨款收入支出决算情况说明

2022年度政府性基金预算财政拨款年初结转和结余0万元，本年收入50.00万元，本年支出50.00万元，年末结转和结余0万元。具体支出情况：其他支出（类）彩票公益金安排的支出（款）用于社会福利的彩票公益金支出（项）。主要用于：农村敬老院消防改造。年初预算为40.00万元，支出决算为50.00万元，完成年初预算的125.00%。

## 四、其他重要事项

2022年度会议费支出7.50万元，较上年决算数增加1.00万元。

公务接待费2.00万元，主要用于接待外地民政部门来访。

## 五、附表

支出决算表（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 350.00 | 180.00 | 170.00 |
| 208 | 社会保障和就业支出 | 240.00 | 120.00 | 120.00 |
| 20810 | 社会福利 | 240.00 | 120.00 | 120.00 |
| 2081002 | 老年福利 | 240.00 | 120.00 | 120.00 |
| 210 | 卫生健康支出 | 36.00 | 36.00 | |
| 21011 | 行政事业单位医疗 | 36.00 | 36.00 | |
| 2101101 | 行政单位医疗 | 36.00 | 36.00 | |
| 221 | 住房保障支出 | 24.00 | 24.00 | |
| 22102 | 住房改革支出 | 24.00 | 24.00 | |
| 2210201 | 住房公积金 | 24.00 | 24.00 | |
| 229 | 其他支出 | 50.00 | | 50.00 |
| 22960 | 彩票公益金安排的支出 | 50.00 | | 50.00 |
| 2296002 | 用于社会福利的彩票公益金支出 | 50.00 | | 50.00 |

一般公共预算财政拨款基本支出决算表（单位：万元）

| 科目编码 | 科目名称 | 决算数 |
|---|---|---|
| 301 | 工资福利支出 | 150.00 |
| 30101 | 基本工资 | 150.00 |
| 302 | 商品和服务支出 | 30.00 |
| 30215 | 会议费 | 3.10 |
| 30217 | 公务接待费 | 1.40 |
| 30201 | 办公费 | 25.50 |

机构运行信息表（单位：万元）

| 项目 | 决算数 |
|---|---|
| 一、“三公”经费支出 | 2.00 |
| 公务接待费 | 2.00 |
| 二、会议费 | 7.50 |
"""

BUDGET = """# 示例市工贸学校2024年单位预算

## 一、预算编制说明

2024年，本单位项目支出预算500.00万元。

## 二、绩效目标设置情况

2024年度，本单位编报绩效目标的项目共4个，涉及项目预算资金400.00万元。各项目预算为：实训车间扩建160.00万元；贫困生助学及生活补贴90.00万元；校园网络运维40.00万元；技能竞赛组织110.00万元。

## 三、项目经费情况说明

项目一：贫困生助学及生活补贴

（一）项目概述

对家庭困难学生给予助学和生活补贴。

（二）立项依据

省教育厅关于学生资助的通知。

（三）年度预算安排

本项目2024年预算90.00万元，其中：助学补助60.00万元、寄宿生活补贴30.00万元。

## 四、附表

支出预算总表（单位：万元）

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 1300.00 | 800.00 | 500.00 |
| 205 | 教育支出 | 1300.00 | 800.00 | 500.00 |
"""


LISTED = """# 示例市示例县交通局2021年度部门决算

## 一、部门概况

### （二）机构设置

从预算单位构成看，示例市示例县交通局部门决算由本级决算和下属单位决算组成。

纳入示例市示例县交通局2021年度部门决算编报范围的单位有：

1.示例市示例县交通局机关

2.示例县公路养护中心

3.示例县渡口管理所

## 二、支出情况

2021年度支出合计80.00万元。
"""


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Service:
    return _service(tmp_path_factory, "示例市示例区民政局2022年度部门决算.md", ACCOUNT)


@pytest.fixture(scope="module")
def budget(tmp_path_factory: pytest.TempPathFactory) -> Service:
    return _service(tmp_path_factory, "示例市工贸学校2024年单位预算.md", BUDGET)


def _service(folders: pytest.TempPathFactory, name: str, text: str) -> Service:
    file = folders.mktemp("held") / name
    file.write_text(text, encoding="utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        # An outturn of a budget that only the text tells.
        ("2022年社会保障和就业支出完成了年初预算的百分之几", ["240.00万元", "80.00%"]),
        ("2022年卫生健康支出的预算完成率是多少", ["持平", "100.00%"]),
        ("2022年农林水支出完成年初预算的多少", ["12.00万元", "下降", "4.00%"]),
        ("2022年住房改革支出完成年初预算的百分之几", ["住房公积金", "25.00万元", "96.00%"]),
        # The item before, as a table that is named has it.
        ("2022年会议费总共花了多少？其中基本支出表里列的是多少？", ["7.50万元", "3.10万元"]),
        ("2022年公务接待费花了多少？那基本支出决算表中反映的又是多少", ["2.00万元", "1.40万元"]),
        # The units that an account comprises stand below the sentence that leads to them.
        ("2022年部门决算包括哪几家下属单位", ["救助管理站", "殡仪服务所"]),
        ("下属单位都有哪些", ["救助管理站", "殡仪服务所"]),
        # What for, and how much.
        ("2022年福彩公益金花在什么上面，花了多少", ["敬老院消防改造", "50.00万元"]),
        ("2022年福彩公益金干什么用了，支出多少？", ["敬老院消防改造", "50.00万元"]),
        ("2022年公务接待费用来做什么，一共多少钱", ["接待外地民政部门", "2.00万元"]),
    ],
)
def test_an_account_tells_it(account: Service, question: str, words: list[str]) -> None:
    answer = account.ask(question)
    assert answer.status == "answered", answer.answer
    assert all(word in answer.answer for word in words), answer.answer


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("2024年编报绩效目标的四个项目里，钱最多的两个是哪些，各多少", ["实训车间扩建", "160.00万元", "技能竞赛组织", "110.00万元"]),
        ("2024年哪些项目编了绩效目标", ["实训车间扩建", "贫困生助学及生活补贴", "校园网络运维", "技能竞赛组织"]),
        ("2024年编报绩效目标的项目加起来多少钱？占项目支出的比重呢", ["400.00万元", "80.00%"]),
        ("2024年公开的项目合计占项目支出多少", ["400.00万元", "80.00%"]),
        ("2024年贫困生助学那90万是怎么分的，各项多少", ["助学补助", "60.00万元", "寄宿生活补贴", "30.00万元"]),
        ("2024年贫困生助学及生活补贴是怎么构成的，各是多少", ["60.00万元", "30.00万元"]),
        ("2024年贫困生助学项目的钱怎么分", ["60.00万元", "30.00万元"]),
    ],
)  # fmt: skip
def test_a_budget_tells_it(budget: Service, question: str, words: list[str]) -> None:
    answer = budget.ask(question)
    assert answer.status == "answered", answer.answer
    assert all(word in answer.answer for word in words), answer.answer


@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        ("2022年老年福利完成了年初预算的百分之多少", "%"),  # told of the 类 alone, whose budget may be of more lines
        ("2022年社会保障和就业支出花了多少？其中三公经费支出表里列的是多少", "180.00万元"),
        ("2022年会议费总共花了多少", "350.00万元"),
    ],
)
def test_nothing_of_another_is_told_for_it(account: Service, question: str, wrong: str) -> None:
    assert wrong not in account.ask(question).answer


def test_a_table_without_the_line_tells_nothing(account: Service) -> None:
    answer = account.ask("2022年老年福利花了多少？其中基本支出决算表里列的是多少？")
    assert "240.00万元" in answer.answer
    assert answer.answer.count("万元") == 1, answer.answer


@pytest.mark.parametrize("question", ["2024年园艺占项目支出的比重", "2024年占项目支出的百分之几"])
def test_the_whole_alone_is_no_part_of_another(budget: Service, question: str) -> None:
    assert "38.46" not in budget.ask(question).answer  # 500 of 1300


def test_units_line_by_line(tmp_path_factory: pytest.TempPathFactory) -> None:
    listed = _service(tmp_path_factory, "示例市示例县交通局2021年度部门决算.md", LISTED)
    answer = listed.ask("2021年部门决算包括哪些下属单位")
    assert all(name in answer.answer for name in ("公路养护中心", "渡口管理所")), answer.answer
    assert "80.00" not in answer.answer
