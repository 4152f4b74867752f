"""A share is taken of the whole that the question means, and part and whole count the same money."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

SERVICE = Service(Shelf(*sorted((Path(__file__).parents[2] / "samples").glob("*_20*"))))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "share"),
    [
        ("教育局2024年采购当中工程占总额的百分之几", "43.68"),
        ("水务局2024年政府采购里货物类占多少比例", "14.29"),
        ("教育局2023年决算政府采购货物占百分之几", "33.57"),
        ("水利工程养护项目，上头拨的钱占项目预算的比重", "10.48"),
        ("教育局2024年中小学校舍安全维修改造里本级安排占多大比例", "82.35"),
        ("教育局2023年决算，教育支出占一般公共预算财政拨款支出多大比重", "80.96"),
        ("教育局2024年一般公共预算支出中教育支出占几成", "81.22"),
        ("教育局2023年授予中小企业合同金额占百分之几", "78.67"),
    ],
)
def test_the_whole_that_is_meant(question: str, share: str) -> None:
    answer = SERVICE.ask(question)
    assert answer.result is not None, answer.answer
    assert (answer.result.value, answer.result.unit) == (share, "%"), answer.answer


def test_the_shares_of_one_funds_classes_are_of_its_own_money() -> None:
    answer = SERVICE.ask("教育局2023年一般公共预算财政拨款支出决算各大类分别占多少比例")
    assert {"80.96%", "10.55%", "5.00%", "3.49%"} <= {figure.text for figure in answer.figures}, answer.answer
