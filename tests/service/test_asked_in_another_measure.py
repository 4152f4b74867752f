"""An area, a length, what one gets by a standard: no total and no score answers it."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

TEXT = """# 霁川市白溪区城市管理局2023年度部门决算

支出决算表（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 208 | 社会保障和就业支出 | 38.00 | 0.00 | 38.00 |
| 2081105 | 残疾人就业补贴 | 38.00 | 0.00 | 38.00 |

本部门“道路清扫经费”项目开展了绩效评价，评价得分为86.40分。

2023年绿地养护面积12.50万平方米，排水管网长度36.80公里。环卫岗位补贴标准为每人每月260元。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    path = tmp_path_factory.mktemp("measure") / "a.md"
    path.write_text(TEXT, "utf-8")
    return Service(Shelf(path))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "question",
    [
        "白溪区城管局2023年道路清扫面积有多大",
        "白溪区城管局2023年道路清扫里程有多长",
        "白溪区城管局2023年残疾人就业补贴标准是多少",
        "白溪区城管局2023年残疾人就业补贴发放标准有多高",
    ],
)
def test_nothing_in_another_measure_is_told(service, question) -> None:
    reply = service.ask(question)
    assert reply.status == "declined", reply.answer
    assert "86.40" not in reply.answer
    assert "38.00" not in reply.answer


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("白溪区城管局2023年绿地养护面积有多大", "12.50万平方米"),
        ("白溪区城管局2023年排水管网有多长", "36.80公里"),
        ("白溪区城管局2023年环卫岗位补贴标准是多少", "260元"),
        ("白溪区城管局2023年残疾人就业补贴是多少", "38.00万元"),
    ],
)
def test_what_is_told_in_its_measure_is_told(service, question, told) -> None:
    assert told in service.ask(question).answer


def test_money_is_told_in_money(service) -> None:
    """No rate and no score of the same thing."""
    reply = service.ask("白溪区城管局2023年道路清扫工资多少")
    assert reply.status == "declined", reply.answer


def test_what_a_number_cost_is_told_with_it_or_said_to_be_untold(service) -> None:
    reply = service.ask("白溪区城管局2023年绿地养护面积多少平方米，花了多少钱")
    assert "12.50万平方米" in reply.answer
    assert any("没有" in notice for notice in reply.notices) or "没有" in reply.answer, reply
