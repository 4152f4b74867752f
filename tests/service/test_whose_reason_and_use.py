"""Whose a reason is, what money is for, what a move led to, and what is set against what, as asked of an invented account."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

NAME = "示例区体育局2023年度部门决算.md"
ACCOUNT = """# 示例市示例区体育局2023年度部门决算

## 一、部门决算情况说明

### （一）财政拨款收入支出决算总体情况说明

示例市示例区体育局2023年度财政拨款收入支出总计930.00万元。与2022年度相比，财政拨款收入支出总计增加30.00万元，增长3.33%。主要原因：场馆维修增加。

### （二）一般公共预算财政拨款支出决算情况说明

一般公共预算财政拨款支出800.00万元，占本年支出合计的80.00%。与2022年度相比，一般公共预算财政拨款支出减少40.00万元，下降4.76%。主要原因：赛事推迟。

### （三）政府性基金预算财政拨款支出决算情况说明

2023年度政府性基金预算财政拨款支出120.00万元，比上年增加20.00万元，主要原因是新增健身步道，主要用于社区健身步道铺设和器材更换。

### （四）“三公”经费支出决算情况说明

2023年度“三公”经费支出决算为21.00万元，比上年增加4.00万元，其中：因公出国（境）费减少6.00万元；公务用车购置及运行维护费增加12.00万元；公务接待费减少2.00万元。因公出国（境）费支出减少的主要原因是没有出访任务；公务用车购置及运行维护费支出增加的主要原因是购买赛事保障车；公务接待费支出减少的主要原因是外地队伍来访减少。

公务接待费3.00万元，主要用于接待外省参赛代表队、裁判员。

会议费支出9.00万元，较年初预算数减少1.00万元，下降10.00%，主要原因是改开视频会。

### （五）机关运行经费支出情况

2023年度机关运行经费支出60.00万元，比2022年度增加5.00万元，增长9.09%。主要原因是电费上涨。

### （六）预算绩效管理情况

编报绩效目标的2023年度项目20个，涉及预算金额500.00万元；绩效跟踪评价的2023年度项目19个，涉及预算金额480.00万元；绩效自评的2023年度项目18个，涉及预算金额470.00万元，平均得分93.20分（其中，绩效评级为“优”的项目11个；绩效评级为“良”的项目6个；绩效评级为“不合格”的项目1个）。自评中发现问题3个。

### （七）赛艇队训练项目经费情况说明

2023年预算安排100.00万元，其中：艇库租赁60.00万元。第一季度用款计划10.00万元，第二季度用款计划20.00万元，第三季度用款计划30.00万元，第四季度用款计划40.00万元。

## 二、附表

收入支出决算总表（单位：万元）

| 收入 | 决算数 | 支出 | 决算数 |
|---|---|---|---|
| 一、一般公共预算财政拨款收入 | 810.00 | 七、文化旅游体育与传媒支出 | 880.00 |
| 二、政府性基金预算财政拨款收入 | 110.00 | 二十三、其他支出 | 120.00 |
| 本年收入合计 | 995.00 | 本年支出合计 | 1,000.00 |

支出决算表（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 1,000.00 | 300.00 | 700.00 |
| 207 | 文化旅游体育与传媒支出 | 880.00 | 300.00 | 580.00 |
| 20703 | 体育 | 880.00 | 300.00 | 580.00 |
| 2070301 | 行政运行 | 300.00 | 300.00 | |
| 2070307 | 体育场馆 | 580.00 | | 580.00 |
| 229 | 其他支出 | 120.00 | | 120.00 |
| 22960 | 彩票公益金安排的支出 | 120.00 | | 120.00 |
| 2296003 | 用于体育事业的彩票公益金支出 | 120.00 | | 120.00 |

财政拨款收入支出决算总表（单位：万元）

| 收入 | 决算数 | 支出 | 合计 | 一般公共预算财政拨款 | 政府性基金预算财政拨款 |
|---|---|---|---|---|---|
| 一、一般公共预算财政拨款 | 810.00 | 七、文化旅游体育与传媒支出 | 800.00 | 800.00 | |
| 二、政府性基金预算财政拨款 | 110.00 | 二十三、其他支出 | 120.00 | | 120.00 |
| 本年收入合计 | 920.00 | 本年支出合计 | 920.00 | 800.00 | 120.00 |

一般公共预算财政拨款支出决算表（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 800.00 | 300.00 | 500.00 |
| 207 | 文化旅游体育与传媒支出 | 800.00 | 300.00 | 500.00 |
| 20703 | 体育 | 800.00 | 300.00 | 500.00 |
| 2070301 | 行政运行 | 300.00 | 300.00 | |
| 2070307 | 体育场馆 | 500.00 | | 500.00 |

机构运行信息表（单位：万元）

| 项目 | 年初预算数 | 决算数 |
|---|---|---|
| “三公”经费支出合计 | 25.00 | 21.00 |
| 公务用车购置及运行维护费 | 17.00 | 18.00 |
| 公务接待费 | 8.00 | 3.00 |
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    file = tmp_path_factory.mktemp("account") / NAME
    file.write_text(ACCOUNT, encoding="utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "told", "not_told"),
    [
        ("公务用车购置及运行维护费2023年为什么增加", "购买赛事保障车", "没有出访任务"),
        ("大家都在压三公，体育局2023年的公务用车费用怎么反而比2022年涨了", "购买赛事保障车", "没有出访任务"),
        ("2023年公务接待费为什么比上年少", "外地队伍来访减少", "没有出访任务"),
        ("2023年因公出国（境）费减少的原因", "没有出访任务", "购买赛事保障车"),
    ],
)
def test_the_reason_is_the_items_own(service: Service, asked: str, told: str, not_told: str) -> None:
    answer = service.ask(asked).answer
    assert told in answer, answer
    assert not_told not in answer


@pytest.mark.parametrize(
    "asked",
    [
        "2023年的接待费都用来接待谁了",
        "2023年公务接待费招待了哪些人",
        "2023年接待费是拿来请谁的",
        "2023年公务接待费接待的是什么人",
    ],
)
def test_whom_money_was_spent_on(service: Service, asked: str) -> None:
    assert "外省参赛代表队" in service.ask(asked).answer


@pytest.mark.parametrize(
    "asked",
    [
        "2023年那120万的彩票公益金拿来干啥了",
        "2023年用于体育事业的彩票公益金支出用在什么地方",
        "2023年彩票公益金安排的支出主要用于什么",
    ],
)
def test_the_use_of_the_fund_that_all_of_the_money_is(service: Service, asked: str) -> None:
    answer = service.ask(asked).answer
    assert "健身步道铺设" in answer, answer
    assert "政府性基金" in answer


def test_another_amount_has_not_the_funds_use(service: Service) -> None:
    assert "健身步道铺设" not in service.ask("2023年体育场馆支出主要用于什么").answer


@pytest.mark.parametrize(
    ("asked", "value", "unit"),
    [
        ("2022年的一般公共预算财政拨款支出能倒推出来吗", "840.00", "万元"),
        ("体育局2022年一般公共预算支出是多少", "840.00", "万元"),
        ("2022年财政拨款收入支出总计是多少", "900.00", "万元"),  # not from 920.00 of the table
        ("2023年财政拨款收入支出总计比上年增长了百分之几", "3.33", "%"),
        ("2022年机关运行经费倒推是多少", "55.00", "万元"),
        ("2023年公务接待费比年初预算省了百分之几", "-62.50", "%"),
        ("2023年公务接待费较年初预算降幅多大", "-62.50", "%"),
        ("2023年公务用车购置及运行维护费比年初预算高了几个百分点", "5.88", "%"),
        ("2023年三公经费比年初预算少了多少", "-4.00", "万元"),
        ("2023年三公经费与年初预算相比减少多少万元，下降百分之几", "-4.00", "万元"),
        ("2023年会议费比年初预算少了多少", "-1.00", "万元"),  # as told: the budget itself is not printed
        ("2023年会议费较年初预算下降了百分之几", "-10.00", "%"),
        ("2023年绩效自评做了多少个项目", "18", "个"),
        ("2023年绩效自评评为优的项目有几个", "11", "个"),
        ("2023年自评为“不合格”的项目有几个", "1", "个"),
        ("2023年绩效自评项目涉及金额多少", "470.00", "万元"),
        ("2023年有几个项目开展了绩效跟踪", "19", "个"),
        ("2023年项目自评平均得分多少", "93.20", "分"),
        ("2023年文化旅游体育与传媒支出在支出决算表和一般公共预算财政拨款支出决算表里差多少", "80.00", "万元"),
        (
            "2023年的文化旅游体育与传媒支出，支出决算表里跟一般公共预算那张支出决算表里对不上，差了多少",
            "80.00",
            "万元",
        ),
    ],
)
def test_one_figure_is_asked_for(service: Service, asked: str, value: str, unit: str) -> None:
    answer = service.ask(asked)
    assert answer.result is not None, answer.answer
    assert (answer.result.value, answer.result.unit) == (value, unit), answer.answer


def test_count_and_mean_are_told_together(service: Service) -> None:
    answer = service.ask("2023年绩效自评做了多少个项目、平均多少分？另外自评发现了几个问题？")
    assert {(f.value, f.unit) for f in answer.figures} == {("18", "个"), ("93.20", "分"), ("3", "个")}


def test_tables_of_other_money_are_told_apart(service: Service) -> None:
    answer = service.ask("2023年体育场馆支出在支出决算表和一般公共预算财政拨款支出决算表里一致吗")
    assert "口径不同" in answer.answer, answer.answer


def test_what_failed_is_all_less_what_did_not(service: Service) -> None:
    answer = service.ask("2023年绩效自评没达到优的项目有几个")
    assert answer.result is not None, answer.answer
    assert str(answer.result.value) == "7"  # of the 18 that were evaluated, not of the 19 that were followed up


@pytest.mark.parametrize(
    "asked",
    [
        "2023年赛艇队训练四个季度的用款计划加起来跟全年预算对得上吗",
        "2023年赛艇队训练项目四个季度用款计划之和等于全年预算吗",
        "核对一下2023年赛艇队训练四个季度用款计划合计与年度预算是否一致",
    ],
)
def test_quarters_are_held_against_the_year(service: Service, asked: str) -> None:
    answer = service.ask(asked).answer
    assert answer.startswith("一致"), answer
    assert "100.00万元" in answer


@pytest.mark.parametrize(
    ("asked", "gap"),
    [
        ("2023年其他支出在支出决算表和财政拨款收入支出决算总表里一样吗", None),
        ("2023年体育场馆支出，支出决算表和一般公共预算财政拨款支出决算表怎么对不上，差了多少", "80.00"),
        ("2023年文化旅游体育与传媒支出，收入支出决算总表和财政拨款那张总表差多少", "80.00"),
    ],
)
def test_one_item_in_two_tables(service: Service, asked: str, gap: str | None) -> None:
    answer = service.ask(asked)
    assert answer.answer.startswith("一致") if gap is None else answer.result and answer.result.value == gap, answer


def test_a_part_alone_has_the_reason_of_its_group_named_as_that(service: Service) -> None:
    answer = service.ask("2023年公务用车购置费为什么增加").answer
    assert "赛事保障车" not in answer or "公务用车购置及运行维护费" in answer


SMALL = """# 示例市示例区水务局2023年度部门决算

## 一、政府性基金预算财政拨款支出情况

2023年度政府性基金预算财政拨款支出70.00万元。

## 二、支出决算具体情况

1、城乡社区支出（类）国有土地使用权出让收入安排的支出（款）城市建设支出（项）。主要用于：南湖泵站改建。年初预算为80.00万元，支出决算为70.00万元，完成年初预算的87.50%。
"""


def test_the_use_of_the_only_line_that_a_fund_is_spent_on(tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("small") / "示例区水务局2023年度部门决算.md"
    file.write_text(SMALL, encoding="utf-8")
    small = Service(Shelf(file))  # type: ignore[arg-type]
    answer = small.ask("2023年政府性基金支出主要用于什么").answer
    assert "南湖泵站" in answer, answer
    assert "城市建设支出" in answer


def test_money_of_goals_held_against_projects_is_no_count(service: Service) -> None:
    answer = service.ask("2023年绩效自评项目涉及的金额和项目支出相等吗")
    assert answer.result is None or answer.result.value != "470.00", answer.answer
