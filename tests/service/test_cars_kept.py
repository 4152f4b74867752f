"""How many more cars one year's disclosure counts than another's, none of them to be bought."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

BUDGET = """# 云屏市青柳区石桥街道办事处{year}年部门预算

## 第二部分 情况说明

{year}年支出预算900.00万元。

截至{before}年8月31日，本部门共有车辆{cars}辆。{year}年部门预算安排购置车辆1辆。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    folder = tmp_path_factory.mktemp("cars")
    files = []
    for year, cars in ((2024, 5), (2025, 8)):
        file = folder / f"{year}.md"
        file.write_text(BUDGET.format(year=year, before=year - 1, cars=cars), "utf-8")
        files.append(file)
    return Service(Shelf(*files))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "question",
    [
        "名下的车，25年预算里写的比24年预算里写的多了几辆？",
        "2025年共有车辆比2024年多几辆",
        "2025年保有的车比上年增加了几辆",
    ],
)
def test_the_cars_there_are(service: Service, question: str) -> None:
    answer = service.ask(question)
    assert answer.result is not None, answer.answer
    assert (answer.result.value, answer.result.unit) == ("3", "辆")
    assert "8辆" in answer.answer
    assert "5辆" in answer.answer


def test_those_to_be_bought_are_counted_by_themselves(service: Service) -> None:
    answer = service.ask("2025年比2024年多买了几辆车")
    assert answer.result is None or answer.result.value == "0"
    assert "8辆" not in answer.answer
