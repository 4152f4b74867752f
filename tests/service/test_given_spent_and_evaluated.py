"""What is given to each, what is left of an amount, what a list of projects has from last year, what was evaluated."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

BUDGET = """# 云屏市临溪区民政局2026年度部门预算公开

## 一、主要工作任务

围绕老有所养，着力做好以下工作：

（一）改善居家环境。完成困难老年人家庭适老化改造90户，新建助餐点6个。

## 二、部门预算表

支出总表

单位：万元

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 700.00 | 200.00 | 500.00 |
| 207 | 文化旅游体育与传媒支出 | 30.00 | | 30.00 |
| 20701 | 文化和旅游 | 30.00 | | 30.00 |
| 208 | 社会保障和就业支出 | 670.00 | 200.00 | 470.00 |
| 20810 | 社会福利 | 670.00 | 200.00 | 470.00 |

2026年度项目支出安排一览表

单位：万元

| 序号 | 项目名称 | 合计 | 一般公共预算 | 上年结转 |
|---|---|---|---|---|
| 1 | 失能老年人照护补贴 | 180.00 | 180.00 | |
| 2 | 高龄老年人生活补贴 | 120.00 | 120.00 | |
| 3 | 村（社区）养老协管员补贴 | 60.00 | 52.00 | 8.00 |
| 4 | 家庭适老化改造 | 110.00 | 95.00 | 15.00 |
| 5 | “银龄课堂”办班经费 | 30.00 | 30.00 | |
| | 合计 | 500.00 | 477.00 | 23.00 |

（1）村（社区）养老协管员补贴：用于发放120名养老协管员的通讯补助。

（2）“银龄课堂”办班经费：用于教具添置和授课酬金。

2026年度部门整体支出绩效目标表

| 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 权重 |
|---|---|---|---|---|---|
| 产出 | 数量指标 | 照护补贴发放人数 | = | 800人 | 15 |
| 产出 | 数量指标 | 适老化改造户数 | ≥ | 75户 | 20 |
| 满意度 | 服务对象满意度 | 老年人满意度 | ≥ | 92% | 10 |

## 三、情况说明

2026年支出预算700.00万元。文化旅游体育与传媒支出30.00万元，主要用于社区课堂。2026年项目支出500.00万元。
"""

ACCOUNT = """# 云屏市中级人民法院2023年度部门决算公开

## 一、部门决算表

支出决算表

单位：万元

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 900.00 | 600.00 | 300.00 |
| 204 | 公共安全支出 | 900.00 | 600.00 | 300.00 |

财政拨款“三公”经费支出决算表

单位：万元

| | 合计 | 公务用车购置及运行维护费小计 | 公务用车购置费 | 公务用车运行维护费 | 公务接待费 |
|---|---|---|---|---|---|
| 预算数 | 90.00 | 80.00 | 50.00 | 30.00 | 10.00 |
| 决算数 | 80.00 | 72.00 | 46.00 | 26.00 | 8.00 |

相关统计数

| 项目 | 数量 |
|---|---|
| 公务用车购置数（辆） | 3 |
| 公务用车保有量（辆） | 12 |

2023年度项目支出绩效自评情况表

单位：万元、分

| 序号 | 项目名称 | 年初预算数 | 全年预算数 | 全年执行数 | 自评得分 |
|---|---|---|---|---|---|
| 1 | 诉讼引导外包 | 100.00 | 90.00 | 88.00 | 97.5 |
| 2 | 档案扫描 | 60.00 | 60.00 | 55.00 | 92.0 |
| 3 | 法庭修缮 | 150.00 | 140.00 | 120.00 | 89.5 |
| | 合计 | 310.00 | 290.00 | 263.00 | |

## 二、决算情况说明

2023年度支出总计900.00万元。2023年度公用经费70.00万元。2023年度机关运行经费支出64.00万元。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    folder: Path = tmp_path_factory.mktemp("given")
    files = (folder / "云屏市临溪区民政局2026年度部门预算.md", folder / "云屏市中级人民法院2023年度部门决算.md")
    for file, text in zip(files, (BUDGET, ACCOUNT), strict=True):
        file.write_text(text, encoding="utf-8")
    return Service(Shelf(*files))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        # Money of which a goal counts those who get it is money where it is not asked how many.
        ("临溪区民政局2026年准备发多少照护补贴？", ("180.00万元",)),
        ("临溪区民政局2026年照护补贴发放人数多少人？", ("800人",)),
        # Two names in short beside each other.
        ("临溪区民政局2026年失能照护补贴和高龄生活补贴哪个大，大多少？", ("60.00万元", "失能老年人照护补贴更多")),
        # What each of those counted beside it gets; 上 belongs to 头上 and not to 上一年.
        ("临溪区民政局2026年给村里社区的养老协管员发补贴，摊到每个人头上一年多少元？", ("5000.00元",)),
        ("临溪区民政局2026年村（社区）养老协管员补贴平均每个人多少元？", ("5000.00元",)),
        # A list of projects in the column that is asked for, without its total.
        ("临溪区民政局2026年哪几个项目用了去年剩下的钱，各用多少？", ("8.00万元", "15.00万元")),
        ("临溪区民政局2026年“银龄课堂”办班经费用在哪些方面？", ("教具添置和授课酬金",)),
        ("临溪区民政局2026年的文化支出，准备搞些什么？", ("社区课堂",)),
        # A goal and what the text plans.
        ("临溪区民政局2026年适老化改造，工作任务和绩效目标表对得上吗？", ("不一致", "75户", "90户")),
        # A court in short, and the label that says what it counts in.
        ("云屏中院2023年添了几台新公车？", ("3辆",)),
        ("2023年云屏中院接待花了多少？", ("8.00万元",)),
        ("云屏中院2023年公用经费扣除机关运行经费后，属于下属单位的还有多少？", ("6.00万元",)),
        ("云屏中院2023年绩效自评打分垫底的两个项目是哪几个？", ("法庭修缮", "89.5分", "档案扫描", "92.0分")),
    ],
)
def test_it_is_told(service: Service, question: str, told: tuple[str, ...]) -> None:
    reply = service.ask(question)
    assert reply.status == "answered", reply.answer
    assert [words for words in told if words not in reply.answer] == [], reply.answer


def test_cars_just_spoken_of_are_what_was_bought(service: Service) -> None:
    first = service.ask("云屏中院2023年买了几辆公车？")
    again = service.ask("买这些车一共掏了多少钱？", None, first.conversation)
    assert again.result is not None
    assert (again.result.value, again.result.unit) == ("46.00", "万元")


def test_a_total_of_last_years_money_is_no_project(service: Service) -> None:
    assert "23.00" not in service.ask("临溪区民政局2026年哪几个项目用了去年剩下的钱，各用多少？").answer


def test_what_was_planned_for_evaluated_projects_is_not_the_bodys_budget(service: Service) -> None:
    reply = service.ask("云屏中院2023年完成预算的百分之几？")
    assert "310.00" not in reply.answer
    assert reply.result is None or reply.result.unit != "%"


def test_the_most_that_one_may_get_is_not_all_that_is_given(service: Service) -> None:
    assert service.ask("临溪区民政局2026年失能老年人照护补贴最多补多少钱？").result is None


def test_pay_of_the_staff_is_not_shared_out_over_those_whom_a_note_counts(service: Service) -> None:
    assert service.ask("临溪区民政局2026年基本支出摊到每个人头上多少元？").result is None
