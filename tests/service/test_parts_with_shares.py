"""Parts with what part each is of the whole, cars by their use, and what part a sum is that was just asked for."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

ACCOUNTS = """# 云屏市青柳区交通局2024年度部门决算

收入支出决算总表（单位：万元）

| 收入 | 决算数 | 支出 | 决算数 |
|---|---|---|---|
| 一、一般公共预算财政拨款收入 | 800.00 | 一、交通运输支出 | 900.00 |
| 二、事业收入 | 200.00 | 二、住房保障支出 | 100.00 |
| 本年收入合计 | 1,000.00 | 本年支出合计 | 1,000.00 |

支出决算表（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 214 | 交通运输支出 | 900.00 | 300.00 | 600.00 |
| 21401 | 公路水路运输 | 900.00 | 300.00 | 600.00 |
| 2140104 | 公路建设 | 360.00 | | 360.00 |
| 2140106 | 公路养护 | 240.00 | | 240.00 |
| 2140101 | 行政运行 | 300.00 | 300.00 | |
| 221 | 住房保障支出 | 100.00 | 100.00 | |
| | 合计 | 1,000.00 | 400.00 | 600.00 |

截至2024年12月31日，本部门共有车辆5辆，其中，机要通信用车1辆、应急保障用车1辆、执法执勤用车3辆。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    folder = tmp_path_factory.mktemp("shares")
    (folder / "a.md").write_text(ACCOUNTS, "utf-8")
    return Service(Shelf(folder / "a.md"))  # type: ignore[arg-type]


def stated(reply) -> set[tuple[str, str]]:
    return {(figure.value, figure.unit) for figure in reply.figures}


@pytest.mark.parametrize("question", ["2024年收入由哪几部分构成，各占多少", "2024年收入构成及占比"])
def test_each_part_of_the_revenue_is_told_with_its_share(service, question) -> None:
    assert {("80.00", "%"), ("20.00", "%"), ("200.00", "万元")} <= stated(service.ask(question))


def test_parts_alone_are_told_without_shares(service) -> None:
    assert not any(unit == "%" for _, unit in stated(service.ask("2024年收入由哪几部分构成")))


@pytest.mark.parametrize(
    "question", ["2024年末5辆车分别是干啥用的", "2024年车辆分别是什么用途", "2024年末车辆5台，请按用途列明构成"]
)
def test_cars_are_told_by_their_use(service, question) -> None:
    reply = service.ask(question)
    assert {("1", "辆"), ("3", "辆")} <= stated(reply), reply.answer


@pytest.mark.parametrize("question", ["2024年公路建设和公路养护两项合计多少，占交通运输支出多少"])
def test_what_part_a_sum_is_that_was_just_asked_for(service, question) -> None:
    assert {("600.00", "万元"), ("66.67", "%")} <= stated(service.ask(question))
