"""A row's columns as far as one fund goes, several quarters, what each one gets, lines by how they moved, and what agrees."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

OUTTURN = """# 苇泊市体育局2023年部门决算

支出决算表（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 900.00 | 350.00 | 550.00 |
| 207 | 文化旅游体育与传媒支出 | 800.00 | 350.00 | 450.00 |
| 20703 | 体育 | 800.00 | 350.00 | 450.00 |
| 2070307 | 体育场馆 | 800.00 | 350.00 | 450.00 |
| 229 | 其他支出 | 100.00 | | 100.00 |
| 22960 | 彩票公益金安排的支出 | 100.00 | | 100.00 |
| 2296003 | 用于体育事业的彩票公益金支出 | 100.00 | | 100.00 |

一般公共预算财政拨款支出决算表（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 780.00 | 350.00 | 430.00 |
| 207 | 文化旅游体育与传媒支出 | 780.00 | 350.00 | 430.00 |
| 20703 | 体育 | 780.00 | 350.00 | 430.00 |
| 2070307 | 体育场馆 | 780.00 | 350.00 | 430.00 |

政府性基金预算财政拨款收入支出决算表（单位：万元）

| 科目编码 | 科目名称 | 年初结转和结余 | 本年收入 | 本年支出 | 年末结转和结余 |
|---|---|---|---|---|---|
| | 合计 | 0.00 | 130.00 | 100.00 | 30.00 |
| 229 | 其他支出 | 0.00 | 130.00 | 100.00 | 30.00 |
| 22960 | 彩票公益金安排的支出 | 0.00 | 130.00 | 100.00 | 30.00 |
| 2296003 | 用于体育事业的彩票公益金支出 | 0.00 | 130.00 | 100.00 | 30.00 |

一般公共预算财政拨款基本支出决算表（单位：万元）

| 科目名称 | 金额 |
|---|---|
| 人员经费 | 280.00 |
| 公用经费 | 70.00 |
| 合计 | 350.00 |

机关运行经费支出62.00万元。

年度部分项目绩效自评结果汇总表（单位：万元）

| 项目名称 | 全年预算数 | 全年执行数 | 执行率 | 自评得分 |
|---|---|---|---|---|
| 健身步道维护项目 | 90.00 | 81.00 | 90.00 | 95.00 |
| 冰场制冷改造项目 | 200.00 | 120.00 | 60.00 | 88.00 |
| 赛事转播服务项目 | 60.00 | 59.40 | 99.00 | 97.00 |

名词解释

（一）群众体育：反映业余体校和全民健身活动等方面的支出。
"""
BUDGET = """# 苇泊市体育局2024年部门预算

一、预算增减说明

社会体育指导员补贴标准由每人每月600元提高至750元，2024年按新标准发放。

二、人员编制

部门机关行政编制21名，事业编制34名。

支出预算表（单位：万元）

| 科目编码 | 科目名称 | 2023年预算数 | 2024年预算数 |
|---|---|---|---|
| | 合计 | 900.00 | 860.00 |
| 20703 | 体育 | 900.00 | 860.00 |
| 2070308 | 群众体育设施建设和维护 | 500.00 | 440.00 |
| 2070399 | 步道养护 | 400.00 | 420.00 |

三、收支增减情况

（1）困难残疾运动员生活补贴：按每人每月400元标准发放。

（2）退役运动员护理补贴：按每人每月260元标准发放。

四、2024年度部门主要工作任务及目标

1.更新健身器材路径46条，改造社区球场12片。

2.目前全市注册社会体育指导员3184人。

五、项目经费情况说明

健身步道维护项目2024年安排预算400.00万元，用款计划：第一季度50.00万元，第二季度120.00万元，第三季度150.00万元，第四季度80.00万元。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    """One body's final accounts and the budget of the year behind them."""
    folder = tmp_path_factory.mktemp("rows")
    files = [folder / "outturn.md", folder / "budget.md"]
    for file, text in zip(files, (OUTTURN, BUDGET), strict=True):
        file.write_text(text, "utf-8")
    return Service(Shelf(*files))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("苇泊市体育局2023年体育场馆的基本支出比项目支出少多少？", "100.00"),
        ("苇泊市体育局2023年体育场馆的一般公共预算支出，基本支出比项目支出少多少？", "80.00"),
        ("苇泊市体育局2023年体育彩票公益金花了多少？", "100.00"),
        ("苇泊市体育局2023年体育彩票公益金，当年收入比当年支出多多少？", "30.00"),
        ("苇泊市体育局2024年健身步道维护，二、三季度用款计划合计多少？", "270.00"),
        ("苇泊市体育局2024年社会体育指导员的补贴每人每月多少？", "750"),
        ("苇泊市体育局2024年社会体育指导员每人每月补贴从多少加到多少？", "150"),
        ("苇泊市体育局2024年行政编制加事业编制一共几个名额？", "55"),
        ("苇泊市体育局2024年困难残疾运动员生活补贴，那个一个月是多少？", "400"),
        ("苇泊市体育局2024年群众体育设施建设维护那块钱比上年少多少？", "60.00"),
        ("苇泊市体育局2024年养步道的钱是多少？", "420.00"),
        ("苇泊市体育局2024年更新健身器材路径多少条？", "46"),
        ("苇泊市体育局全市注册社会体育指导员有多少人？", "3184"),
        ("苇泊市体育局2023年自评的项目里哪个花钱最多？", "120.00"),
        ("苇泊市体育局2023年附件列出的绩效自评项目里，执行率最低的是哪个，执行了百分之多少？", "60.00"),
    ],
)
def test_the_amount_that_is_asked_is_told(service: Service, question: str, value: str) -> None:
    """And none of another row, fund, quarter, year or column."""
    answer = service.ask(question)
    assert answer.result is not None
    assert answer.result.value.lstrip("-") == value


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("苇泊市体育局2023年机关运行经费是不是就是公用经费那个数？", "不一致"),
        ("苇泊市体育局2023年人员经费和公用经费相加是不是正好等于基本支出？", "一致"),
    ],
)
def test_whether_one_amount_is_the_other_gets_a_verdict(service: Service, question: str, verdict: str) -> None:
    """And no list of all that the disclosure agrees in."""
    assert service.ask(question).answer.startswith(verdict)


def test_what_a_name_means_is_told_by_its_entry(service: Service) -> None:
    """An entry that begins with 反映 says what is meant, and no amount does."""
    assert "业余体校" in service.ask("苇泊市体育局的“群众体育”指什么？").answer
    assert service.ask("苇泊市体育局的“体育场馆”指什么？").result is None


def test_what_each_of_two_things_gives_is_told_of_both(service: Service) -> None:
    """护理补贴和生活补贴每人每月各多少: each with its sentence."""
    answer = service.ask("苇泊市体育局2024年生活补贴和护理补贴每人每月各多少？")
    assert answer.status == "answered"
    assert "400元" in answer.answer
    assert "260元" in answer.answer


@pytest.mark.parametrize("why", ["为什么往下压？", "他们怎么解释的"])
def test_how_it_was_explained_asks_why(service: Service, why: str) -> None:
    """The follow-up is about the move that was told, whether or not a reason is printed."""
    first = service.ask("苇泊市体育局2024年群众体育设施建设和维护比上年少多少？")
    answer = service.ask(why, None, first.conversation)
    assert answer.status == "answered"
    assert "440.00万元" in answer.answer


@pytest.mark.parametrize("later", ["第二年呢？", "一年后呢？", "再过一年呢？"])
def test_so_many_years_on_are_counted_from_the_year_told(service: Service, later: str) -> None:
    """And not from the newest disclosure."""
    first = service.ask("苇泊市体育局2023年体育这一款支出多少？")
    second = service.ask(later, None, first.conversation)
    assert second.result is not None
    assert second.result.value == "860.00"
