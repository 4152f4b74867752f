"""By how much one count is above another, whether an amount kept within its budget, and what is added by 加."""

from __future__ import annotations

from decimal import Decimal

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

ACCOUNT = """# 青禾区示例水务局2023年部门决算

## 一、部门概况

截至2023年末，本部门核定编制60名；年末实有在职人员52人，其中行政编制人员21人、事业编制人员31人；退休人员17人。院区设置床位130张，其中养老床位95张、儿童床位35张。

## 二、“三公”经费支出决算情况说明

2023年“三公”经费支出决算为31.50万元，其中：公务接待费支出决算为6.50万元，公务用车运行维护费支出决算为25.00万元。

## 三、“三公”经费支出决算表

单位：万元

| 项目 | 预算数 | 决算数 |
|---|---|---|
| 公务接待费 | 8.00 | 6.50 |
| 公务用车运行维护费 | 22.00 | 25.00 |

## 四、困难救助支出表

单位：万元

| 项目 | 决算数 |
|---|---|
| 困难残疾人生活补贴 | 40.00 |
| 重度残疾人护理补贴 | 25.50 |
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Service:
    file = tmp_path_factory.mktemp("house") / "青禾区示例水务局2023年部门决算.md"
    file.write_text(ACCOUNT, encoding="utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("2023年事业编制人员比行政编制人员多多少人？", "10"),
        ("2023年事业编比行政编多几个人", "10"),
        ("2023年在职里头事业编制比行政编制多多少人？", "10"),
        ("2023年养老床位和儿童床位相差多少张？", "60"),
    ],
)
def test_one_count_less_another(house: Service, question: str, expected: str) -> None:
    reply = house.ask(question)
    assert reply.result is not None
    assert Decimal(reply.result.value) == Decimal(expected)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("2023年公务接待费超预算了吗？", "没有超预算"),
        ("2023年公务接待费守住预算没？", "没有超预算"),
        ("2023年公务接待费还在预算框框里吗？", "没有超预算"),
        ("2023年公务用车运行维护费超预算了没有？", "超出了预算"),
    ],
)
def test_whether_it_kept_within_its_budget(house: Service, question: str, told: str) -> None:
    reply = house.ask(question)
    assert reply.status == "answered"
    assert told in reply.answer


def test_by_how_much_it_went_above_as_a_follow_up(house: Service) -> None:
    first = house.ask("2023年公务用车运行维护费决算多少？")
    for words in ("突破了多少", "冒了多少"):
        reply = house.ask(words, conversation=first.conversation)
        assert reply.result is not None
        assert Decimal(reply.result.value) == Decimal("3.00")


@pytest.mark.parametrize("joined", ["加", "加上", "外加", "和"])
def test_what_is_added_may_be_named_in_short(house: Service, joined: str) -> None:
    reply = house.ask(f"2023年困难残疾人生活补贴{joined}重度护理补贴，两样总共多少钱")
    assert reply.result is not None
    assert Decimal(reply.result.value) == Decimal("65.50")


@pytest.mark.parametrize("question", ["十四五期间总共投入多少", "四个季度加起来一共多少", "前后几年合起来多少"])
def test_a_sum_of_nothing_named_is_no_error(house: Service, question: str) -> None:
    assert house.ask(question).status in ("answered", "declined", "clarify")
