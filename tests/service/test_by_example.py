"""Questions in words that no rule knows: answered as their plain form is, or not at all."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

ACCOUNT = """# 青禾区示例水务局2023年部门决算

## 一、部门概况

### （一）主要职责

负责全区水资源管理、防汛抗旱和河道管护工作。

### （二）机构设置

下设2个事业单位：堤岸管护站、水文监测站。

## 二、“三公”经费支出决算情况说明

2023年“三公”经费支出决算为31.50万元，其中：公务接待费支出决算为6.50万元，比上年减少1.50万元；公务用车运行维护费支出决算为25.00万元。

## 三、收入支出决算总表

单位：万元

| 项目 | 决算数 |
|---|---|
| 本年支出合计 | 860.00 |
| 基本支出 | 500.00 |
| 项目支出 | 360.00 |
| 年末结转和结余 | 20.00 |

## 四、名词解释

机关运行经费：指为保障机关运行用于购买货物和服务的各项资金。

本单位决算公开信息反馈和联系方式：王某，023-00000000。
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Service:
    file = tmp_path_factory.mktemp("house") / "青禾区示例水务局2023年部门决算.md"
    file.write_text(ACCOUNT, encoding="utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("基本支出除以项目支出，得出来是几倍呀", "1.39倍"),
        ("水务局年底账面上还余着几个钱", "20.00万元"),
        ("这个水务局平日里分管哪些工作", "防汛抗旱"),
        ("水务局底下管着哪几家单位呢", "水文监测站"),
        ("对公开的内容有意见，该拨哪个热线", "023-00000000"),
    ],
)
def test_other_words_get_the_answer_of_the_plain_form(house: Service, asked: str, told: str) -> None:
    answer = house.ask(asked)
    assert answer.status == "answered"
    assert told in answer.answer.replace("*", "")


def test_how_it_was_understood_is_said(house: Service) -> None:
    assert house.ask("水务局年底账面上还余着几个钱").notices[0] == "按“水务局年末结转结余是多少？”理解作答。"


@pytest.mark.parametrize(
    "asked",
    [
        "2021年基本支出大得过项目支出吗",  # a year that is not there
        "2023年基本支出里哪几项超了预算",  # a part of what is told
        "2023年公务接待费几场",  # a count, not money
        "照明费大得过绿化费吗",  # items that are not there
        "水务局平日里分管哪些股票",  # a thing of its own
    ],
)
def test_what_it_says_beside_how_it_asks_is_not_dropped(house: Service, asked: str) -> None:
    answer = house.ask(asked)
    assert answer.status != "answered"
    assert not any("理解作答" in notice for notice in answer.notices)


@pytest.mark.parametrize("asked", ["基本支出是多少", "什么是机关运行经费", "公务接待费为什么减少"])
def test_what_the_rules_understand_stays_theirs(house: Service, asked: str) -> None:
    assert not any("理解作答" in notice for notice in house.ask(asked).notices)


def test_a_conversation_goes_on_from_what_was_understood(house: Service) -> None:
    first = house.ask("2023年基本支出是多少")
    second = house.ask("水务局年底账面上还余着几个钱", None, first.conversation)
    assert "20.00万元" in second.answer.replace("*", "")
    third = house.ask("这两个数加起来呢", None, first.conversation)
    assert third.result is not None
    assert (third.result.value, third.result.unit) == ("520.00", "万元")
