"""Purchases kept for small firms, times over years, units beside their total, goals missed with the remark beside them.

And grades counted, a thing bought over its kind, one line called with its heading, what of a project was not spent.
"""

from __future__ import annotations

import pytest

from service.answer import Service
from service.wordings import plain
from tests.support.shelf import Shelf

BUDGET = """# 云屏市青柳区园林局2024年度部门预算

## 第一部分 部门概况

纳入本部门2024年部门预算编制范围的预算单位共计3家。

截至2023年12月，本部门共有车辆5辆；办公及业务用房建筑面积共1,250.50平方米。

## 第二部分 预算表

收支预算总表（单位：万元）

| 收入项目 | 预算数 | 支出项目 | 预算数 |
|---|---|---|---|
| 一般公共预算拨款收入 | 880.00 | 节能环保支出 | 880.00 |
| 其他收入 | 20.00 | 其他支出 | 20.00 |
| 收入总计 | 900.00 | 支出总计 | 900.00 |

财政拨款收支预算总表（单位：万元）

| 收入项目 | 预算数 | 支出项目 | 预算数 |
|---|---|---|---|
| 一般公共预算拨款收入 | 880.00 | 节能环保支出 | 860.00 |
| 收入总计 | 880.00 | 支出总计 | 880.00 |

收入预算总表（单位：万元）

| 单位编码 | 单位名称 | 合计 | 一般公共预算 | 其他收入 |
|---|---|---|---|---|
| | 合计 | 900.00 | 880.00 | 20.00 |
| 301001 | 云屏市青柳区园林局（本级） | 500.00 | 500.00 | |
| 301002 | 青柳区绿化养护站 | 250.00 | 250.00 | |
| 301003 | 青柳区公园管理所 | 150.00 | 130.00 | 20.00 |

政府采购预算表（单位：万元）

| 采购品目大类 | 采购物品名称 | 采购组织形式 | 总计 |
|---|---|---|---|
| 合计 | | | 200.00 |
| 一、货物A | | | 80.00 |
| | 家具用具 | 分散采购 | 20.00 |
| | 复印机 | 分散采购 | 60.00 |
| 三、服务C | | | 120.00 |
| | 印刷服务 | 分散采购 | 120.00 |

## 第三部分 情况说明

2024年政府采购预算200.00万元，其中货物80.00万元、服务120.00万元。2024年本部门面向中小企业预留政府采购项目预算金额120.00万元，其中，预留给小型和微型企业的政府采购项目预算为50.00万元。

培训费预算30.00万元，上年培训费预算12.00万元，比上年增加18.00万元。
"""

ACCOUNT = """# 云屏市青柳区园林局2024年度部门决算

## 第二部分 决算表

一般公共预算财政拨款支出决算表（单位：万元）

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 211 | 节能环保支出 | 180.00 | | 180.00 |
| 21103 | 污染防治 | 180.00 | | 180.00 |
| 2110301 | 大气 | 90.00 | | 90.00 |
| 2110302 | 水体 | 90.00 | | 90.00 |
| | 合计 | 180.00 | | 180.00 |

## 第三部分 情况说明

1.节能环保支出（类）污染防治（款）大气（项）年初预算为100.00万元，支出决算为90.00万元，完成年初预算的90.00%。

绩效自评的2024年度项目9个，涉及预算金额300.00万元（其中，绩效评级为“优”的项目7个）。

项目绩效自评表（单位：万元）

| 项目名称 | 湿地科普讲堂 | | | 自评总分 | 88.00 | | |
|---|---|---|---|---|---|---|---|
| 年初预算数（万元） | 40.00 | 全年预算数（万元） | 40.00 | 全年执行数（万元） | 36.00 | 执行率（%） | 90.00 |
| 当年绩效目标 | 面向居民每周开讲，全年覆盖各街道。 | | | | | | |
| 指标名称 | 计量单位 | 指标性质 | 年初指标值 | 全年完成值 | 指标权重 | 指标得分 | 说明 |
| 听讲居民人数 | 人 | ≥ | 800 | 850 | 30 | 30 | |
| 开设讲座场数 | 场 | ≥ | 20 | 12 | 20 | 12 | 讲师档期冲突，下半年停讲两月 |
| 居民满意度 | % | ≥ | 92 | 80 | 20 | 17 | 希望增加亲子内容 |
"""


def _service(tmp_path_factory, text: str) -> Service:
    file = tmp_path_factory.mktemp("small") / "disclosure.md"
    file.write_text(text, "utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def budget(tmp_path_factory) -> Service:
    return _service(tmp_path_factory, BUDGET)


@pytest.fixture(scope="module")
def account(tmp_path_factory) -> Service:
    return _service(tmp_path_factory, ACCOUNT)


def _result(answer) -> tuple[str, str | None] | None:
    return (str(answer.result.value), answer.result.unit) if answer.result else None


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("2024年的采购给中小企业留了多大盘子", ("120.00", "万元")),
        ("2024年拿出多少采购预算照顾中小企业", ("120.00", "万元")),
        ("2024年采购盘子里划给小微企业的有多少钱", ("50.00", "万元")),
        ("2024年采购里给中小企业留了多少，占百分之几？", ("60.00", "%")),
        ("2024年政府采购留给小微企业的份额是多少，占全部采购的几成", ("25.00", "%")),
        ("24年的培训费顶得上23年的几倍", ("2.50", "倍")),
        ("2024年培训费抵2023年几个", ("2.50", "倍")),
        ("2024年买办公家具的钱，占货物类采购的几成", ("25.00", "%")),
        ("办公用房有多大面积？看2024年预算", ("1250.50", "平方米")),
    ],
)
def test_of_a_budget(budget, question, result):
    assert _result(budget.ask(question)) == result


def test_two_tables_that_differ_open_with_the_verdict(budget):
    answer = budget.ask("2024年节能环保支出，收支总表和财政拨款收支总表上的数一样吗，差多少？")
    assert answer.answer.startswith("不一致。")
    assert "20.00万元" in answer.answer


def test_units_one_by_one_and_their_total(budget):
    answer = budget.ask("2024年下面3家预算单位各多少钱，加起来是不是总数？").answer
    assert answer.startswith("一致。")
    assert all(amount in answer for amount in ("500.00万元", "250.00万元", "150.00万元", "900.00万元"))


def test_another_number_of_units_is_not_told(budget):
    assert "250.00万元" not in budget.ask("2024年下面4家预算单位各多少钱").answer


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("2024年大气污染防治的钱，花到年初预算的百分之几", ("90.00", "%")),
        ("2024年的项目自评下来，拿“优”的有几个", ("7", "个")),
        ("2024年湿地科普讲堂有多少钱没花出去", ("-4.00", "万元")),
    ],
)
def test_of_an_account(account, question, result):
    assert _result(account.ask(question)) == result


def test_projects_of_another_grade_are_not_those_evaluated(account):
    assert _result(account.ask("2024年自评得良的有几个")) is None


def test_projects_without_the_one_grade_told_are_the_rest_of_those_evaluated(account):
    assert _result(account.ask("2024年项目自评没拿到优的有几个")) == ("2", "个")


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("2024年科普讲堂开的讲座没达到20场，原因在哪", "讲师档期冲突"),
        ("2024年居民满意度为什么没达标", "希望增加亲子内容"),
    ],
)
def test_why_a_goal_was_missed_stands_beside_it(account, question, why):
    assert why in account.ask(question).answer


def test_what_is_kept_is_called_a_portion(tmp_path_factory):
    text = "# 云屏市青柳区水务局2024年度部门预算\n\n## 情况说明\n\n政府采购预算总额80.00万元。面向中小企业预留采购份额48.00万元。\n"
    assert _result(_service(tmp_path_factory, text).ask("2024年采购给中小企业留了多少")) == ("48.00", "万元")


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("泵站是哪年哪月开的工", "泵站是哪年哪月开工"),
        ("街面保洁配了几个扫地的", "街面保洁配了几名保洁员"),
        ("泵站改造工期多少天？（青柳区水务局的项目）", "青柳区水务局泵站改造工期多少天？"),
        ("两张表核不核得上", "两张表对得上吗"),
    ],
)
def test_said_in_plain_words(said, means):
    assert plain(said) == means
