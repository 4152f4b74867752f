"""Targets and whether they were met, units in order, lines by their path, what two places tell, and follow-ups from there."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

BUDGET = """# 芦洲市卫生健康委员会2024年部门预算

纳入本部门2024年部门预算编制范围的预算单位共3家，与上年相比减少1家，系妇幼分院并入中心医院。

收入总表（单位：万元）

| 单位代码 | 单位名称 | 合计 | 一般公共预算 | 事业收入 |
|---|---|---|---|---|
| | 合计 | 1000.00 | 600.00 | 400.00 |
| 101 | 芦洲市卫生健康委员会 | 1000.00 | 600.00 | 400.00 |
| 101001 | 芦洲市卫生健康委员会（本级） | 250.00 | 250.00 | |
| 101002 | 芦洲市中心医院 | 620.00 | 220.00 | 400.00 |
| 101003 | 芦洲市血液管理站 | 130.00 | 130.00 | |

支出总表（单位：万元）

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 1000.00 | 700.00 | 300.00 |
| 201 | 一般公共服务支出 | 60.00 | | 60.00 |
| 20134 | 统战事务 | 20.00 | | 20.00 |
| 2013402 | 一般行政管理事务 | 20.00 | | 20.00 |
| 20129 | 群众团体事务 | 40.00 | | 40.00 |
| 2012902 | 一般行政管理事务 | 40.00 | | 40.00 |
| 210 | 卫生健康支出 | 940.00 | 700.00 | 240.00 |
| 21002 | 公立医院 | 940.00 | 700.00 | 240.00 |
| 2100201 | 综合医院 | 940.00 | 700.00 | 240.00 |

社区急救站点建设项目绩效目标表（单位：万元）

| 项目名称 | 年度预算 |
|---|---|
| 社区急救站点建设 | 84.00 |

社区急救站点建设 84.00万元。本项目计划建成社区急救站点7座。

本部门机关运行经费预算0.00万元。

血液管理经费2023年预算12.00万元，2024年预算12.00万元。

政府采购预算总额120.00万元，其中：政府采购货物预算40.00万元、政府采购工程预算50.00万元、政府采购服务预算30.00万元。
"""
OUTTURN = """# 芦洲市卫生健康委员会2023年部门决算

一般公共预算财政拨款基本支出决算表（单位：万元）

| 科目名称 | 金额 |
|---|---|
| 人员经费 | 280.00 |
| 公用经费 | 70.01 |
| 合计 | 350.00 |

基本支出350.00万元，其中：人员经费280.00万元，公用经费70.01万元。

公务接待费支出3.60万元，国内公务接待24批次180人次。

会议培训情况表

| 项目 | 统计数 |
|---|---|
| 召开会议次数（个） | 11 |
| 组织培训次数（个） | 6 |

2023年度召开会议13个，组织培训6个。

**项目支出绩效自评表**

项目名称：流动采血服务　金额单位：万元

| 指标名称 | 指标权重 | 计量单位 | 指标性质 | 年度指标值 | 全年完成值 | 得分 |
|---|---|---|---|---|---|---|
| 流动采血场次 | 20 | 场次 | ≥ | 90 | 97 | 20 |
| 科普读物发放量 | 20 | 万册次 | ≥ | 45 | 41.5 | 15 |
| 预算执行率 | 10 | % | = | 100 | 100 | 10 |

说明：科普读物发放量未达标的原因是印刷厂停产检修两个月。

年度项目绩效自评结果汇总表（单位：万元）

| 项目名称 | 全年预算数 | 全年执行数 | 执行率 | 自评得分 |
|---|---|---|---|---|
| 急救指挥系统维护 | 90.00 | 72.00 | 80.00 | 95.00 |
| 病媒防治药械采购 | 200.00 | 125.00 | 62.50 | 88.00 |
| 健康科普宣传活动 | 60.00 | 59.40 | 99.00 | 97.00 |
"""
BODY = "芦洲市卫健委"


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    """One body's final accounts and the budget of the year behind them."""
    folder = tmp_path_factory.mktemp("targets")
    files = [folder / "outturn.md", folder / "budget.md"]
    for file, text in zip(files, (OUTTURN, BUDGET), strict=True):
        file.write_text(text, "utf-8")
    return Service(Shelf(*files))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("2024年几家单位里哪家预算盘子最大？", "620.00", "万元"),
        ("2024年预算最少的是哪个下属单位？", "130.00", "万元"),
        ("2024年血液管理站预算占全委预算的比例是多少？", "13.00", "%"),
        ("2024年统战事务一般行政管理事务占支出总计多少？", "2.00", "%"),
        ("2024年统战方面的一般行政管理事务占支出总计多少？", "2.00", "%"),
        ("2024年准备走政府采购程序来办的服务有多少钱？", "30.00", "万元"),
        ("2023年人员经费加公用经费，跟基本支出总数差多少？", "0.01", "万元"),
        ("2023年自评的项目里执行率最低的是哪个，执行了百分之多少？", "62.50", "%"),
        ("2023年接待费摊到每个来客头上是多少钱？", "200.00", "元"),
    ],
)
def test_the_quantity_that_is_asked_is_told(service: Service, question: str, value: str, unit: str) -> None:
    """And none of another unit, line or whole."""
    answer = service.ask(BODY + question)
    assert answer.result is not None
    assert (answer.result.value.lstrip("-"), answer.result.unit) == (value, unit)


def test_units_are_told_in_order(service: Service) -> None:
    """All of them, the largest first, and not the department itself."""
    answer = service.ask(f"{BODY}2024年几家单位预算从高到低排一下").answer
    order = [answer.find(amount) for amount in ("620.00", "250.00", "130.00")]
    assert min(order) >= 0
    assert order == sorted(order)
    assert "1000.00" not in answer


def test_the_unit_told_is_gone_on_from(service: Service) -> None:
    """占全委多大比例 is of the unit that was told, 血液管理站呢 of another."""
    first = service.ask(f"{BODY}2024年几家单位里哪家预算盘子最大？")
    second = service.ask("占全委多大比例？", None, first.conversation)
    third = service.ask("血液管理站呢？", None, first.conversation)
    assert second.result is not None
    assert second.result.value == "62.00"
    assert third.result is not None
    assert third.result.value == "13.00"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("2023年科普读物发放量完成目标了吗？", "没有达到目标"),
        ("2023年流动采血场次达标没有？", "达到目标"),
        ("2023年科普读物发放量为什么没完成？", "停产检修"),
        ("2023年开了几次会？", "不一致"),
        ("2024年预算单位比上年少了哪家？", "妇幼分院"),
        ("2024年有没有机关运行经费？", "没有安排"),
        ("血液管理经费，2024年和2023年哪年高？", "各年相同"),
        ("2024年统战事务一般行政管理事务预算多少？", "（统战事务）"),
    ],
)
def test_what_is_told_beside_the_figures(service: Service, question: str, words: str) -> None:
    """A verdict, a reason, both of two numbers, or the line that the one meant stands below."""
    answer = service.ask(BODY + question)
    assert answer.status == "answered"
    assert words in answer.answer


def test_two_numbers_of_meetings_are_both_told(service: Service) -> None:
    """Neither is told as if the other were not printed."""
    answer = service.ask(f"{BODY}2023年到底开了几次会？").answer
    assert "11个" in answer
    assert "13个" in answer


def test_a_target_met_is_not_called_missed(service: Service) -> None:
    """The verdicts differ by the numbers alone."""
    assert "没有达到" not in service.ask(f"{BODY}2023年流动采血场次达标没有？").answer


def test_trainings_that_agree_are_told_once(service: Service) -> None:
    """6个 in the table and 6个 in the text are one number."""
    answer = service.ask(f"{BODY}2023年组织了几次培训？")
    assert answer.result is not None
    assert answer.result.value == "6"


def test_bodies_held_are_those_of_the_place_named(service: Service) -> None:
    """A place that none is of leaves all of them."""
    assert "芦洲市卫生健康委员会" in service.ask("库里收录了哪些单位？").answer
