"""A short word that stands nowhere is taken for the one that is printed, where one alone is meant."""

from __future__ import annotations

import pytest

from service import slips
from service.answer import Service
from tests.support.shelf import Shelf

BUDGET = """# 云屏市青柳区园林局2024年度部门预算

## 第二部分 预算表

支出预算总表（单位：万元）

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 224 | 灾害防治及应急管理支出 | 96.00 | 0.00 | 96.00 |
| 22405 | 防汛 | 96.00 | 0.00 | 96.00 |
| 2240501 | 防汛 | 96.00 | 0.00 | 96.00 |
| | 合计 | 96.00 | 0.00 | 96.00 |

一般公共预算基本支出表（单位：万元）

| 经济分类科目编码 | 科目名称 | 合计 | 人员经费 | 公用经费 |
|---|---|---|---|---|
| 302 | 商品和服务支出 | 30.00 | | 30.00 |
| 30211 | 差旅费 | 18.00 | | 18.00 |
| 30215 | 会议费 | 12.00 | | 12.00 |

项目支出表（单位：万元）

| 项目名称 | 合计 |
|---|---|
| 湿地公园养护 | 41.00 |
| 滨河公园养护 | 55.00 |
| 农民增收帮扶 | 16.00 |
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    file = tmp_path_factory.mktemp("slips") / "disclosure.md"
    file.write_text(BUDGET, "utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "value", "notice"),
    [
        ("2024年防迅给了多少钱", "96.00", "把“防迅”理解为“防汛”。"),
        ("2024年滨河公圆要花多少", "55.00", "把“滨河公圆”理解为“滨河公园”。"),
        ("2024年clf预算是多少", "18.00", "把“clf”理解为“差旅费”。"),
        ("2024年hyf多少钱", "12.00", "把“hyf”理解为“会议费”。"),
        ("2024年huiyifei多少钱", "12.00", "把“huiyifei”理解为“会议费”。"),
    ],
)
def test_what_is_meant_is_told_and_said(service: Service, question: str, value: str, notice: str) -> None:
    answer = service.ask(question)
    assert answer.status == "answered", answer.answer
    assert answer.result is not None
    assert (answer.result.value, answer.result.unit) == (value, "万元")
    assert notice in answer.notices


def test_initials_go_on_from_the_question_before(service: Service) -> None:
    first = service.ask("2024年差旅费预算多少")
    answer = service.ask("那hyf呢", None, first.conversation)
    assert answer.result is not None
    assert answer.result.value == "12.00"


# A word of its own is no slip of one that sounds like it, nor are letters that name no item.
@pytest.mark.parametrize(
    "question", ["2024年实地测绘花了多少钱", "2024年ppp花了多少钱", "2024年游园多少钱", "2024年征收了多少"]
)
def test_another_thing_is_not_told(service: Service, question: str) -> None:
    assert service.ask(question).status == "declined"


def test_what_may_be_two_words_stays() -> None:
    assert not slips.put_right("买涂料", ["涂料"], {"徒料", "图料"}, "徒料图料").changes
