"""Which items rose, fell or stayed; what everyday words ask of parts, shares, means and sums."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

SERVICE = Service(Shelf(*sorted((Path(__file__).parents[2] / "samples").glob("*_20*"))))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "named", "not_named"),
    [
        ("水务局2024年跟2023年比，有哪几样花销往下走、少了的", ["一般行政管理事务"], ["防汛", "水文测报"]),
        ("水务局2024年支出里上涨的科目是哪些，和上年比", ["防汛", "水利工程运行与维护"], ["一般行政管理事务"]),
        ("教育局2024年“三公”经费里哪几项低于2023年", ["公务接待费", "公务用车运行"], ["出国"]),
        ("教育局2023年“三公”里面哪些项比预算节省了", ["公务接待费", "因公出国", "运行维护"], []),
        ("列出教育局2023年决算数高于年初预算的项级科目", ["其他普通教育支出", "15.20万元"], ["行政运行", "教师进修"]),
        ("总盘子虽然大了，教育局2024年哪几个大类反倒比2023年下降", ["社会保障和就业支出"], ["住房保障支出"]),
        ("教育局2023年决算与年初预算持平的科目有哪几个", ["购房补贴", "死亡抚恤"], ["住房公积金"]),
    ],
)
def test_which_items_moved(question: str, named: list[str], not_named: list[str]) -> None:
    answer = SERVICE.ask(question)
    assert answer.status == "answered"
    assert all(name in answer.answer for name in named), answer.answer
    assert not any(name in answer.answer for name in not_named), answer.answer


@pytest.mark.parametrize(
    "question",
    ["教育局2023年基本支出里哪几项超了预算", "水务局2024年哪些科目的决算超过了年初预算"],
)
def test_what_cannot_be_compared_is_not_answered_by_a_list_of_all(question: str) -> None:
    assert SERVICE.ask(question).status == "declined"


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("教育局2023年招待费花掉了年初预算的百分之几", ("60.56", "%")),
        ("教育局2023年公车运行实际支出占预算的比例是多少", ("90.88", "%")),
        ("教育局2023年年末结转结余跟年初相比多多少", ("2.70", "万元")),
        ("教育局2023年一位客人平均花掉多少接待费", ("101.87", "元")),
        ("水务局2023年到2024年两年支出预算总计多少", ("36479500", "元")),
        ("示例市全部公开的部门2024年支出预算合起来多少", ("4268.43", "万元")),
    ],
)
def test_what_is_worked_out(question: str, result: tuple[str, str]) -> None:
    found = SERVICE.ask(question).result
    assert found is not None
    assert (found.value, found.unit) == result


@pytest.mark.parametrize("question", ["水务局2024年的开支分成哪几大块", "水务局2024年的钱拆开来看都投到哪些方面"])
def test_money_taken_apart_is_the_parts_of_all_that_is_spent(question: str) -> None:
    told = SERVICE.ask(question).answer
    assert all(part in told for part in ("农林水支出", "社会保障和就业支出", "卫生健康支出", "住房保障支出")), told


def test_the_lowest_codes_are_ranked_where_they_are_asked_for() -> None:
    told = SERVICE.ask("教育局2024年项级科目金额排前两位的是哪些").answer
    assert "行政运行" in told
    assert "教育支出" not in told


def test_what_money_is_taken_for_is_a_purpose() -> None:
    assert "节水" in SERVICE.ask("水务局2024年水资源节约管理与保护的钱是干嘛使的").answer


@pytest.mark.parametrize("question", ["教育局2024年校舍加固的供应商有哪些", "水务局2024年泵站维修是哪些单位承建的"])
def test_who_was_awarded_a_contract_is_not_told_by_an_amount(question: str) -> None:
    assert SERVICE.ask(question).status == "declined"


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("教育局与水务局2024年机关运行经费两家合起来多少", ("191.14", "万元")),
        ("教育局2023年差旅费和会议费决算合计多少", ("17.85", "万元")),
        ("教育局2024年和水务局2024年支出预算哪个更大，大出多少", ("490.21", "万元")),
    ],
)
def test_bodies_and_outturns_are_added_up(question: str, result: tuple[str, str]) -> None:
    found = SERVICE.ask(question).result
    assert found is not None
    assert (found.value, found.unit) == result


def test_a_whole_is_no_part_of_itself() -> None:
    assert "100.00%" not in SERVICE.ask("水务局2024年搞项目的花销占总盘子几成").answer


def test_how_much_it_fell_is_not_taken_for_a_rise() -> None:
    assert "不是增加" not in SERVICE.ask("教育局2024年公务接待费怎么一下子少了这么多").answer
