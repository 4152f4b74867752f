"""Moves of parts are held against the move of their whole, and never amounts in their stead."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

ACCOUNT = """# 云屏市青柳区园林局2024年度部门决算

## 第二部分 决算表

财政拨款“三公”经费支出决算表（单位：万元）

| 合计 | 因公出国（境）费 | 公务用车购置费 | 公务用车运行维护费 | 公务接待费 |
|---|---|---|---|---|
| 12.60 | | 0.00 | 12.10 | 0.50 |

一般公共预算财政拨款基本支出决算表（单位：万元）

| 科目编码 | 科目名称 | 决算数 |
|---|---|---|
| 302 | 商品和服务支出 | 39.70 |
| 30212 | 因公出国（境）费用 | 6.40 |
| 30217 | 公务接待费 | 2.30 |
| 30231 | 公务用车运行维护费 | 31.00 |

## 第三部分 情况说明

### 财政拨款“三公”经费支出决算情况说明

“三公”经费财政拨款支出决算为12.60万元，其中：因公出国（境）费决算为0.00万元；公务用车购置及运行维护费支出决算为12.10万元；公务接待费支出决算为0.50万元。

2024年度“三公”经费财政拨款支出决算数比2023年度减少2.40万元，其中：公务用车购置及运行维护费支出决算减少2.40万元；公务接待费支出决算增加0.20万元。

公务用车运行维护费支出12.10万元。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    file = tmp_path_factory.mktemp("moves") / "disclosure.md"
    file.write_text(ACCOUNT, "utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "question",
    [
        "2024年说三公比2023年少了2.4万，用车和接待两项变动加起来是这个数吗？",
        "2024年三公比上年减少2.40万元，车和接待的变化合起来对得上吗",
        "2024年三公比上年减少多少，用车、接待两项的变动加起来和它一致吗",
    ],
)
def test_moves_are_added_and_held_against_the_move_of_the_whole(service: Service, question: str) -> None:
    answer = service.ask(question).answer
    assert answer.startswith("不一致"), answer
    assert "增减相抵后减少2.20万元" in answer, answer
    assert "“三公”经费比上年减少2.40万元" in answer, answer


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        ("2024年养车的钱，三公那张表和经济分类那张表写的一致吗", "12.10", "31.00"),
        ("2024年接待费三公表和基本支出表是不是同一个数", "0.50", "2.30"),
        ("2024年到底有没有花钱出国？三公说明和基本支出表对得上吗", "6.40", "0.00"),
        ("2024年出国的钱，三公那张表和经济分类表对得上吗", "6.40", "为空"),
    ],
)
def test_one_item_is_compared_in_the_two_places_that_are_named(
    service: Service, question: str, first: str, second: str
) -> None:
    answer = service.ask(question).answer
    assert answer.startswith("不一致"), answer
    assert first in answer, answer
    assert second in answer, answer
    assert "12.60" not in answer, answer


def test_an_item_that_one_table_does_not_list_is_not_called_the_same(service: Service) -> None:
    assert "一致" not in service.ask("2024年会议费在三公表和基本支出表里一致吗").answer


IN_ROWS = """# 云屏市青柳区水利局2024年度部门决算

## 第二部分 决算表

一般公共预算财政拨款基本支出决算表（单位：万元）

| 科目编码 | 科目名称 | 决算数 |
|---|---|---|
| 302 | 商品和服务支出 | 39.70 |
| 30217 | 公务接待费 | 2.30 |

机构运行信息表（单位：万元）

| 项目 | 决算数 |
|---|---|
| 一、“三公”经费支出 | 5.10 |
| 公务接待费 | 5.10 |

## 第三部分 情况说明

公务接待费5.10万元，主要用于接待检查。
"""


def test_the_table_of_the_three_is_found_by_its_rows_where_no_title_names_them(tmp_path) -> None:
    file = tmp_path / "disclosure.md"
    file.write_text(IN_ROWS, "utf-8")
    service = Service(Shelf(file))  # type: ignore[arg-type]
    answer = service.ask("2024年公务接待费，三公那张表和基本支出表里是同一个数吗").answer
    assert not answer.startswith("一致"), answer
