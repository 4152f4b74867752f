"""Figures that a question describes without naming: by what they are for, by everyday words, by what they count."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

SAMPLES = Path(__file__).parents[2] / "samples"
WATER = Service(Shelf(SAMPLES / "water_2024_budget.txt"))  # type: ignore[arg-type]
SCHOOLS = Service(Shelf(SAMPLES / "education_2024_budget.md"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("service", "question", "value", "unit"),
    [
        (WATER, "节水载体加地下水那一摊子今年给了多少钱", "124", "万元"),
        (WATER, "水库、堤防的安全监测要用多少经费", "458", "万元"),
        (WATER, "今年巡查堤防得巡多少公里", "92", "公里"),
        (WATER, "山洪站点要看护几处", "28", "处"),
        (SCHOOLS, "教室翻修那个项目准备花多少", "340", "万元"),
        (SCHOOLS, "直播教研的平台今年运维花多少钱", "162.40", "万元"),
        (SCHOOLS, "维修学校要修几所", "6", "所"),
    ],
)
def test_what_is_described_is_found(service: Service, question: str, value: str, unit: str) -> None:
    reply = service.ask(question)
    assert reply.status == "answered", reply.answer
    assert reply.result is not None
    amount = Decimal(reply.result.value)
    assert (amount / 10000 if reply.result.unit == "元" and unit == "万元" else amount) == Decimal(value)
    assert reply.result.unit in (unit, "元")


def test_the_answer_says_what_was_meant() -> None:
    notices = WATER.ask("节水载体加地下水那一摊子今年给了多少钱").notices
    assert any("水资源节约管理与保护" in notice for notice in notices)


@pytest.mark.parametrize(
    ("service", "question"),
    [
        (WATER, "水厂化验今年安排了多少钱"),
        (WATER, "今年钓鱼比赛给了多少经费"),
        (WATER, "防汛沙袋要备多少个"),
        (WATER, "抢险演练单独花多少钱"),  # one of the three that 防汛 is for
        (WATER, "河道所办公楼翻新要花多少钱"),
        (SCHOOLS, "食堂翻修准备花多少钱"),
        (SCHOOLS, "学校操场塑胶跑道要用多少钱"),
        (SCHOOLS, "教师进修学校的预算是多少钱"),  # a unit of the body
        (SCHOOLS, "30227委托业务费安排多少钱"),  # a code that is not printed
        (SCHOOLS, "直播教研的平台一年养几个人"),
        (SCHOOLS, "教科书的采购要多少钱"),
        (SCHOOLS, "校舍怎么申请维修"),
    ],
)
def test_what_is_described_only_in_part_is_declined(service: Service, question: str) -> None:
    reply = service.ask(question)
    assert reply.result is None, reply.answer
    assert reply.status == "declined", reply.answer
