"""Means over things that are counted in ten thousands: what each one gets, never what ten thousand of them do."""

from __future__ import annotations

from decimal import Decimal

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

BUDGET = """# 云屏市青柳区农业局2024年度部门预算

## 第一部分 部门概况

负责全区农业生产和农田建设。

## 第二部分 情况说明

2024年支出总计3,000.00万元。

高标准农田建设项目预算2,400.00万元，计划建设高标准农田1.5万亩。

农技培训项目预算90.00万元，计划培训农民0.6万人次。

沟渠清淤项目预算36.00万元，计划清淤沟渠12条。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    file = tmp_path_factory.mktemp("tens") / "云屏市青柳区农业局2024年度部门预算.md"
    file.write_text(BUDGET, encoding="utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("高标准农田建设平均每亩投入多少元？", "1600", "元"),
        ("高标准农田建设平均每亩多少钱，用元表示", "1600", "元"),
        ("农技培训平均每人次多少元？", "150", "元"),
        ("沟渠清淤平均每条多少万元？", "3", "万元"),
    ],
)
def test_each_one_of_ten_thousands(service: Service, question: str, value: str, unit: str) -> None:
    answer = service.ask(question)
    assert answer.result is not None, answer.answer
    assert (Decimal(answer.result.value), answer.result.unit) == (Decimal(value), unit)
