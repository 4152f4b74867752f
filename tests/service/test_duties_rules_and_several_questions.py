"""What a body does, the rules it goes by, how many machines it has; a bare 花了多少 behind another question, and one unknown of many."""

from __future__ import annotations

import pytest

from service.answer import Service
from service.by_example import _Said
from service.ways import Way
from tests.support.shelf import Shelf

TEXT = """# 芦川市溪桥区妇女联合会2024年度部门决算

## 一、主要职责

芦川市溪桥区妇女联合会主要职责包括：负责维护妇女儿童权益，负责家庭文明建设。

## 二、支出决算情况说明

支出决算表（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 201 | 一般公共服务支出 | 400.00 | 320.00 | 80.00 |
| 212 | 城乡社区支出 | 20.00 | 0.00 | 20.00 |
| 21201 | 城乡社区管理事务 | 20.00 | 0.00 | 20.00 |
| 213 | 农林水支出 | 80.00 | 70.00 | 10.00 |
| | 合计 | 500.00 | 390.00 | 110.00 |

会议费支出决算为6.00万元。公务接待费支出决算为2.00万元。

## 三、绩效管理情况

本部门依据《溪桥区部门绩效管理暂行办法》开展绩效管理工作，制定了《妇联绩效自评操作细则》。2024年开展绩效自评项目6个，涉及资金80.00万元。

## 四、国有资产情况

截至2024年12月31日，本部门共有车辆2辆，其中其他用车2辆。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    path = tmp_path_factory.mktemp("duties") / "a.md"
    path.write_text(TEXT, "utf-8")
    return Service(Shelf(path))  # type: ignore[arg-type]


@pytest.mark.parametrize("asked", ["主要干什么", "2024年主要干些什么", "主要做什么", "2024年平时都干什么"])
def test_what_a_body_does_is_no_question_of_its_money(service, asked) -> None:
    reply = service.ask(f"溪桥区妇联{asked}")
    assert (reply.status, reply.result) == ("answered", None), reply.answer
    assert "负责维护妇女儿童权益" in reply.answer
    assert "万元" not in reply.answer


def test_what_its_money_is_spent_on_still_is(service) -> None:
    reply = service.ask("溪桥区妇联2024年的钱主要拿去干什么")
    assert "400.00万元" in reply.answer


@pytest.mark.parametrize(
    "asked", ["绩效管理依据哪些制度", "绩效管理工作有什么制度办法", "有哪些办法管绩效管理", "绩效管理有哪些规定"]
)
def test_the_rules_of_performance_management_are_quoted(service, asked) -> None:
    reply = service.ask(f"溪桥区妇联2024年{asked}")
    assert reply.status == "answered"
    assert "《溪桥区部门绩效管理暂行办法》" in reply.answer
    assert "《妇联绩效自评操作细则》" in reply.answer
    assert "6个" not in reply.answer


@pytest.mark.parametrize(
    "asked", ["有多少台设备", "一共有多少台设备", "设备有多少台", "年末设备数量是多少", "设备有几台"]
)
def test_machines_are_never_told_as_cars(service, asked) -> None:
    reply = service.ask(f"溪桥区妇联2024年{asked}")
    assert (reply.status, reply.result) == ("declined", None), reply.answer
    assert "2辆" not in reply.answer
    cars = service.ask("溪桥区妇联2024年有几辆车")
    assert cars.result is not None
    assert (cars.result.value, cars.result.unit) == ("2", "辆")


@pytest.mark.parametrize(
    "asked",
    [
        "会议费多少？公务接待费多少？植树花了多少？",
        "会议费多少，公务接待费多少，植树花了多少",
        "会议费是多少、公务接待费是多少、植树是多少",
    ],
)
def test_of_several_questions_most_of_which_are_answered_each_is_told(service, asked) -> None:
    reply = service.ask(f"溪桥区妇联2024年{asked}")
    assert (reply.status, reply.result) == ("answered", None), reply.answer
    assert "（1）" in reply.answer
    assert "会议费决算数为**6.00万元**" in reply.answer
    assert "公务接待费决算数为**2.00万元**" in reply.answer
    assert "公开文件没有说明" in reply.answer.split("（3）")[1]


@pytest.mark.parametrize("bare", ["花了多少", "一共花了多少钱"])
def test_a_bare_amount_behind_a_question_without_item_is_of_all(service, bare) -> None:
    reply = service.ask(f"溪桥区妇联2024年一年到头都在忙什么，{bare}")
    assert reply.status == "answered"
    assert "负责维护妇女儿童权益" in reply.answer
    assert (reply.result and reply.result.value) == "500.00", reply.answer


@pytest.mark.parametrize(
    ("text", "likened"),
    [("溪桥区妇联有多少台设备", False), ("溪桥区妇联的车辆设备有多少台", True), ("溪桥区妇联的座驾有多少台", True)],
)
def test_a_question_of_machines_is_likened_to_none_of_cars(text, likened) -> None:
    cars = Way("车辆", ("【局】【年】有几辆车",), frozenset({"lookup"}))
    said = _Said(text, bodies=(), dated=(), items=(), rest=())
    assert said.only_asks(cars) is likened


@pytest.mark.parametrize("asked", ["居委会花了多少", "居委会多少钱", "居委会工作花了多少"])
def test_a_committee_of_residents_is_no_line_of_the_budget(service, asked) -> None:
    reply = service.ask(f"溪桥区妇联2024年{asked}")
    assert (reply.status, reply.result) == ("declined", None), reply.answer
