"""Cars of one use are a part of the cars: their number is told, never that of all, and declined where none is printed."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

ACCOUNT = """# 云屏市青柳区城市管理行政执法局2024年度部门决算

## 第三部分 情况说明

2024年，财政拨款的公务用车保有量为19辆。

截至2024年12月31日，云屏市青柳区城市管理行政执法局共有车辆19辆，其中：主要领导干部用车0辆、机要通信用车2辆、应急保障用车3辆、执法执勤用车11辆、特种专业技术用车1辆（为流动图书车）、其他用车2辆（学校教研下乡用）；离退休干部用车为0辆。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    file = tmp_path_factory.mktemp("cars") / "disclosure.md"
    file.write_text(ACCOUNT, "utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("到2024年底，有几辆车是执法用的？", "11"),
        ("2024年有几辆车是用来应急的", "3"),
        ("2024年19辆车里执法的有几辆", "11"),
        ("2024年其他用途的车有几辆", "2"),
        ("2024年机要通信用的车有多少辆", "2"),
        ("2024年特种车几辆", "1"),
        ("云屏市青柳区城市管理行政执法局2024年有几辆车", "19"),
        ("2024年公务用的车有几辆", "19"),
    ],
)
def test_the_number_of_one_use_is_told(service: Service, question: str, number: str) -> None:
    reply = service.ask(question)
    assert reply.result is not None, reply.answer
    assert reply.result.value == number, reply.answer


@pytest.mark.parametrize(
    "question", ["2024年囚车几辆", "2024年校车有几辆", "2024年有几辆车是接送学生用的", "2024年消防用的车有几辆"]
)
def test_a_use_that_is_not_printed_is_declined(service: Service, question: str) -> None:
    reply = service.ask(question)
    assert reply.status != "answered", reply.answer
