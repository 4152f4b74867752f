"""One item of all money and of one fund, what is left of a fund, and an outcome beside the goal of another year."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

BUDGET = """# 云屏市青柳区农业农村局2025年度部门预算

## 第二部分 预算表

支出总表（单位：万元）

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 213 | 农林水支出 | 900.00 | 300.00 | 600.00 |
| 21301 | 农业农村 | 900.00 | 300.00 | 600.00 |
| 2130109 | 农产品质量安全 | 140.00 | | 140.00 |
| 2130101 | 行政运行 | 760.00 | 300.00 | 460.00 |
| | 合计 | 900.00 | 300.00 | 600.00 |

财政拨款支出表（单位：万元）

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 213 | 农林水支出 | 820.00 | 285.00 | 535.00 |
| 21301 | 农业农村 | 820.00 | 285.00 | 535.00 |
| 2130109 | 农产品质量安全 | 95.00 | | 95.00 |
| 2130101 | 行政运行 | 725.00 | 285.00 | 440.00 |
| | 合计 | 820.00 | 285.00 | 535.00 |

部门整体支出绩效目标表

| 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 权重 |
|---|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 粮食播种面积 | ≥ | 52.5 | 万亩 | 20 |
"""

ACCOUNTS = """# 云屏市青柳区农业农村局2024年度部门决算

政府性基金预算财政拨款收入支出决算表（单位：万元）

| 科目编码 | 科目名称 | 年初结转和结余 | 本年收入 | 本年支出 | 年末结转和结余 |
|---|---|---|---|---|---|
| 212 | 城乡社区支出 | 0.00 | 90.00 | 75.00 | 15.00 |
| | 合计 | 0.00 | 90.00 | 75.00 | 15.00 |

收入支出决算总表（单位：万元）

| 收入 | 决算数 | 支出 | 决算数 |
|---|---|---|---|
| 年初结转和结余 | 10.00 | 年末结转和结余 | 44.00 |

全年粮食播种面积53.1万亩。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    folder = tmp_path_factory.mktemp("scopes")
    (folder / "budget.md").write_text(BUDGET, "utf-8")
    (folder / "accounts.md").write_text(ACCOUNTS, "utf-8")
    return Service(Shelf(folder / "budget.md", folder / "accounts.md"))  # type: ignore[arg-type]


def stated(reply) -> set[str]:
    return {figure.value for figure in reply.figures}


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("2025年财政拨款安排的基本支出是多少", "285.00"),
        ("2025年农产品质量安全（财政拨款）是多少", "95.00"),
        ("2025年财政拨款花在农产品质量安全上多少", "95.00"),
        ("2025年基本支出是多少", "300.00"),
    ],
)
def test_an_item_as_far_as_one_fund_goes(service, question, value) -> None:
    reply = service.ask(question)
    assert (reply.status, reply.result and reply.result.value) == ("answered", value), reply.answer


def test_two_scopes_of_one_item_are_set_apart(service) -> None:
    apart = service.ask("2025年项目支出，全部资金口径比财政拨款口径高出多少")
    assert (apart.result and apart.result.value, stated(apart)) == ("65.00", {"600.00", "535.00", "65.00"}), (
        apart.answer
    )
    each = service.ask("农产品质量安全2025年财政拨款安排数与部门支出总表数分别是多少")
    assert (each.result, stated(each)) == (None, {"140.00", "95.00"}), each.answer


@pytest.mark.parametrize(
    "question", ["2024年政府性基金的钱，到年底还剩多少没用完", "2024年（政府性基金）年末结转和结余多少"]
)
def test_what_is_left_of_a_fund_is_not_what_is_left_of_all(service, question) -> None:
    reply = service.ask(question)
    assert (reply.result and reply.result.value) == "15.00", reply.answer


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("2024年粮食播种面积实际完成多少，2025年目标定多少", None),
        ("对比一下24年实际的粮食播种面积和25年绩效目标要求的，哪个大", "0.6"),
    ],
)
def test_an_outcome_stands_beside_the_goal_of_another_year(service, question, result) -> None:
    reply = service.ask(question)
    assert {"53.1", "52.5"} <= stated(reply), reply.answer
    assert (reply.result and reply.result.value) == result


def test_the_goal_asked_behind_an_outcome_is_of_the_same_thing(service) -> None:
    first = service.ask("2024年粮食播种面积实际完成了多少")
    assert (first.result and first.result.value) == "53.1", first.answer
    then = service.ask("2025年的目标定的又是多少", conversation=first.conversation)
    assert (then.result and then.result.value) == "52.5", then.answer
