"""How much of its own plan an item came to, requests and notes of clerks, magnitudes, quarters, and what is only wished for."""

from __future__ import annotations

import pytest

from service import asides, messages
from service.answer import Service
from tests.support.shelf import Shelf

ACCOUNT = """# 云屏市澄江区枫桥镇人民政府2023年度部门决算

## 第一部分 部门概况

部门决算编制范围的单位：枫桥镇人民政府本级、枫桥镇文化服务中心。

## 第二部分 决算表

支出决算表（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 1000.00 | 640.00 | 360.00 |
| 213 | 农林水支出 | 900.00 | 540.00 | 360.00 |
| 21303 | 水利 | 900.00 | 540.00 | 360.00 |
| 2130305 | 水利工程建设 | 600.00 | 400.00 | 200.00 |
| 2130314 | 防汛 | 300.00 | 140.00 | 160.00 |
| 221 | 住房保障支出 | 100.00 | 100.00 | |

## 第三部分 情况说明

水利工程建设（项）年初预算为800.00万元，支出决算为600.00万元。防汛（项）年初预算为120.00万元，支出决算为300.00万元。

公务接待费支出决算为2.00万元，年初预算为4.00万元。
"""

BUDGET = """# 云屏市澄江区民政局2024年部门预算

## 支出预算总表（单位：万元）

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 500.00 | 300.00 | 200.00 |
| 208 | 社会保障和就业支出 | 450.00 | 250.00 | 200.00 |
| 221 | 住房保障支出 | 50.00 | 50.00 | |

## “三公”经费

2024年“三公”经费预算6.00万元，其中公务接待费预算1.50万元，公务用车购置费预算0万元。2024年安排购置车辆0辆。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    folder = tmp_path_factory.mktemp("plans")
    for name, text in {"枫桥镇2023年度部门决算": ACCOUNT, "民政局2024年部门预算": BUDGET}.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return Service(Shelf(*sorted(folder.iterdir())))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "question",
    [
        "枫桥镇政府2023年防汛支出相当于年初预算的百分之几？",
        "枫桥镇政府2023年防汛决算数为年初预算百分之几 请核",
        "枫桥镇政府2023年防汛实际支出等于年初预算的百分之多少？",
        "枫桥镇政府2023年防汛支出与年初预算之比是百分之几？",
        "枫桥镇政府2023年防汛支出决算达到年初预算几成？",
        "枫桥镇政府2023年防汛支出是年初预算的多大比例？",
    ],
)
def test_what_an_item_is_of_its_own_plan_is_no_share_of_all(service: Service, question: str) -> None:
    result = service.ask(question).result
    assert result is not None
    assert (result.value, result.unit) == ("250.00", "%")


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("枫桥镇政府2023年农林水支出，比住房保障支出，高出几万元？", "800.00", "万元"),
        ("枫桥镇政府2023年基本支出高出项目支出几百万元？", "280.00", "万元"),
        ("澄江区民政局2024年一共要花几百万元？", "500.00", "万元"),
        ("请调取澄江区民政局2024年公务接待费预算数。", "1.50", "万元"),
        ("请提供澄江区民政局2024年购置公务用车的预算金额。", "0", "万元"),
        ("澄江区民政局2024年购置公务用车几辆？", "0", "辆"),
        ("请向代表报告：澄江区民政局2024年公务接待费预算数是多少？", "1.50", "万元"),
        ("作为人大代表，我想问澄江区民政局2024年公务接待费预算是多少？", "1.50", "万元"),
        ("澄江区民政局 2024预算 公务接待费 请复", "1.50", "万元"),
    ],
)
def test_requests_magnitudes_and_what_is_paid(service: Service, question: str, value: str, unit: str) -> None:
    result = service.ask(question).result
    assert result is not None
    assert (result.value, result.unit) == (value, unit)


@pytest.mark.parametrize("said", ["真的花掉的钱", "真正用掉的", "实打实花出去的钱"])
def test_what_was_really_spent_is_no_plan(service: Service, said: str) -> None:
    assert service.ask(f"澄江区民政局2024年三公经费{said}是多少？").status == "declined"


def test_units_inside_a_budget_are_no_bodies_held(service: Service) -> None:
    assert "文化服务中心" in service.ask("枫桥镇政府2023年部门决算里有哪几家单位？能列出来吗？").answer


@pytest.mark.parametrize(
    ("message", "count"),
    [
        ("公务接待费花了多少？好想知道公务接待费要多少", 1),
        ("下属单位有哪些？能列出来吗？", 1),
        ("公务接待费花了多少？想知道会议费多少", 2),
        ("接待费，甲局多少？乙局多少？哪一个更多？", 1),
        ("接待费甲局多少？会议费为什么减少？", 2),
    ],
)
def test_what_is_only_wished_for_is_no_question(message: str, count: int) -> None:
    assert len(messages.questions(message)) == count


@pytest.mark.parametrize("said", ["本代表关心：", "作为人大代表，", "本审计组需核实：", "老师好，我在学看预算："])
def test_who_asks_is_taken_off(said: str) -> None:
    assert asides.without(f"{said}公务接待费多少？") == "公务接待费多少？"


@pytest.mark.parametrize(
    "question",
    [
        "枫桥镇政府2023年农林水支出抵得上几个住房保障支出？",
        "枫桥镇政府2023年几个住房保障支出加起来才够农林水支出？",
        "枫桥镇政府2023年农林水支出和住房保障支出是几比一？",
        "请以倍数说明枫桥镇政府2023年农林水支出与住房保障支出的关系",
    ],
)
def test_how_often_one_goes_into_the_other(service: Service, question: str) -> None:
    result = service.ask(question).result
    assert result is not None
    assert (result.value, result.unit) == ("9.00", "倍")


def test_what_a_sum_comes_to_is_no_reason(service: Service) -> None:
    result = service.ask("枫桥镇政府2023年农林水支出、住房保障支出两数之和为何").result
    assert result is not None
    assert result.value == "1000.00"


def test_what_sponsors_gave_is_told_by_nothing_spent(service: Service) -> None:
    assert service.ask("枫桥镇政府2023年防汛，赞助企业给了多少赞助款？").result is None
