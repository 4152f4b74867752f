"""By how much two differ that were asked for just before, the project whose indicator it is, and which so many are the largest."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

ACCOUNTS = """# 云屏市青柳区东坪中学2024年度单位决算

一般公共预算基本支出表（单位：万元）

| 科目编码 | 科目名称 | 合计 |
|---|---|---|
| 301 | 工资福利支出 | 900.00 |
| 302 | 商品和服务支出 | 160.00 |
| | 合计 | 1,060.00 |

单位整体绩效自评表

| 一级指标 | 二级指标 | 三级指标 | 年初指标值 | 全年完成值 | 指标权重 | 指标得分 |
|---|---|---|---|---|---|---|
| 满意度指标 | 服务对象满意度 | 家长满意度 | ≥90% | 88.5% | 10 | 9.83 |

项目绩效自评表

| 项目名称 | 课后托管服务 | | | | | |
|---|---|---|---|---|---|---|
| 一级指标 | 二级指标 | 三级指标 | 年初指标值 | 全年完成值 | 指标权重 | 指标得分 |
| 满意度指标 | 服务对象满意度 | 家长满意度 | ≥92% | 80% | 20 | 17.39 |

项目支出明细表（单位：万元）

| 项目名称 | 合计 |
|---|---|
| 校舍维修 | 60.00 |
| 教研设备 | 80.00 |
| 食堂改造 | 30.00 |
| 合计 | 170.00 |
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    folder = tmp_path_factory.mktemp("gap")
    (folder / "a.md").write_text(ACCOUNTS, "utf-8")
    return Service(Shelf(folder / "a.md"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "question",
    [
        "2024年工资福利支出多少，商品和服务支出多少，相差多少",
        "2024年工资福利支出是多少？商品和服务支出是多少，两者差多少？",
    ],
)
def test_the_gap_of_two_that_were_just_asked_for_is_told(service, question) -> None:
    reply = service.ask(question)
    assert {"900.00", "160.00", "740.00"} <= {figure.value for figure in reply.figures}, reply.answer


def test_two_amounts_alone_are_two_answers(service) -> None:
    reply = service.ask("2024年工资福利支出多少，商品和服务支出多少")
    assert {figure.value for figure in reply.figures} == {"900.00", "160.00"}


def test_an_indicator_is_that_of_the_whole_where_the_question_says_so(service) -> None:
    reply = service.ask("2024年整体绩效里家长满意度实际完成多少")
    assert (reply.result and reply.result.value) == "88.5", reply.answer


@pytest.mark.parametrize("question", ["2024年花钱最多的是哪两个项目", "2024年金额最大的两个项目是哪两个"])
def test_which_so_many_are_the_largest_is_an_order(service, question) -> None:
    assert {figure.value for figure in service.ask(question).figures} == {"80.00", "60.00"}
