"""Questions over a set of rows: of the level they name, beyond a bound or moved by a rate, without what is left out, added up."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf
from tests.support.talking import result

BUDGET = """# 岚汀市白鹭区档案馆2023年度部门预算

部门支出预算总表（单位：万元）

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 201 | 一般公共服务支出 | 620.00 | 400.00 | 220.00 |
| 20126 | 档案事务 | 560.00 | 400.00 | 160.00 |
| 2012601 | 行政运行 | 400.00 | 400.00 | |
| 2012604 | 档案馆 | 160.00 | | 160.00 |
| 20133 | 宣传事务 | 60.00 | | 60.00 |
| 2013302 | 一般行政管理事务 | 60.00 | | 60.00 |
| 208 | 社会保障和就业支出 | 90.00 | 90.00 | |
| 20805 | 行政事业单位养老支出 | 90.00 | 90.00 | |
| 2080505 | 机关事业单位基本养老保险缴费支出 | 90.00 | 90.00 | |
| 221 | 住房保障支出 | 70.00 | 70.00 | |
| 22102 | 住房改革支出 | 70.00 | 70.00 | |
| 2210201 | 住房公积金 | 70.00 | 70.00 | |
| | 合计 | 780.00 | 560.00 | 220.00 |

一般公共预算基本支出预算表（单位：万元）

| 科目编码 | 科目名称 | 预算数 |
|---|---|---|
| 301 | 工资福利支出 | 480.00 |
| 30101 | 基本工资 | 180.00 |
| 30102 | 津贴补贴 | 210.00 |
| 30108 | 机关事业单位基本养老保险缴费 | 90.00 |
| 302 | 商品和服务支出 | 80.01 |
| 30201 | 办公费 | 45.00 |
| 30211 | 差旅费 | 28.00 |
| 30229 | 福利费 | 7.00 |
| | 合计 | 560.01 |

1. “一般公共服务支出（类）档案事务（款）行政运行（项）”400.00万元，主要用于机关运行。2022年当年预算执行数为380.00万元，2023年预算安排400.00万元，比2022年预算执行数增加5.26%。
2. “一般公共服务支出（类）档案事务（款）档案馆（项）”160.00万元，主要用于馆库管理。2022年当年预算执行数为80.00万元，2023年预算安排160.00万元，比2022年预算执行数增加100.00%。
3. “一般公共服务支出（类）宣传事务（款）一般行政管理事务（项）”60.00万元，主要用于展览。2022年当年预算执行数为100.00万元，2023年预算安排60.00万元，比2022年预算执行数减少40.00%。
4. “住房保障支出（类）住房改革支出（款）住房公积金（项）”70.00万元，主要用于缴存。2022年当年预算执行数为70.00万元，2023年预算安排70.00万元，比2022年预算执行数持平。
5. “社会保障和就业支出（类）行政事业单位养老支出（款）基本养老缴费（项）”90.00万元，主要用于养老保险。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    file = tmp_path_factory.mktemp("sets") / "budget.md"
    file.write_text(BUDGET, "utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


def _told(reply) -> set[str]:
    return {line.removeprefix("- ") for line in reply.answer.splitlines() if line.startswith("- ")}


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("2023年哪些款级科目的支出不到100万元", ["宣传事务", "行政事业单位养老支出", "住房改革支出"]),
        ("2023年超过100万元的款级科目有哪些", ["档案事务"]),
        ("2023年有几个类级科目低于80万元", ["住房保障支出"]),
        ("2023年项级科目里150万元以上的是哪几个", ["行政运行", "档案馆"]),
        ("2023年一般公共预算基本支出预算表，款级科目中超过100万元的有哪些", ["基本工资", "津贴补贴"]),
        ("2023年基本支出里不足30万元的经济科目有哪些", ["差旅费", "福利费"]),
        ("2023年除行政运行外，超过65万元的项级科目有哪些", ["档案馆", "机关事业单位基本养老", "住房公积金"]),
    ],
)
def test_rows_are_of_the_level_that_is_named(service, question, told) -> None:
    reply = service.ask(question)
    lines = _told(reply)
    assert len(lines) == len(told), reply.answer
    assert all(any(line.startswith(name) for line in lines) for name in told), reply.answer


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("2023年超过100万元的项级科目加起来是多少", "560.00万元"),
        ("2023年项级科目中80万元以下的有几个，合计多少", "130.00万元"),
    ],
)
def test_those_beyond_a_bound_are_added_up(service, question, value) -> None:
    assert result(service.ask(question)) == value


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("2023年比2022年执行数增加100.00%的科目都有谁", ["档案馆"]),
        ("2023年哪些科目较2022年执行数翻了一番", ["档案馆"]),
        ("2023年比2022年执行数增长5%以上的科目有哪些", ["行政运行", "档案馆"]),
        ("2023年哪些科目比2022年执行数降幅超过30%", ["一般行政管理事务"]),
        ("2023年较2022年执行数减少四成以上的科目有哪些", ["一般行政管理事务"]),
        ("2023年哪些科目跟2022年执行数一模一样", ["住房公积金"]),
    ],
)
def test_a_rate_picks_among_what_moved(service, question, told) -> None:
    reply = service.ask(question)
    lines = _told(reply)
    assert len(lines) == len(told), reply.answer
    assert all(any(name in line for line in lines) for name in told), reply.answer


def test_between_two_rates_nothing_is_guessed(service) -> None:
    reply = service.ask("2023年比2022年执行数增长3%到30%的科目有哪些")
    assert "档案馆" not in "".join(_told(reply))


@pytest.mark.parametrize(
    ("question", "name", "value"),
    [
        ("撇开行政运行不谈，2023年支出最大的项级科目是哪个", "档案馆", "160.00万元"),
        ("2023年除了行政运行和档案馆，金额最大的项级科目是哪个", "基本养老保险", "90.00万元"),
        ("不算一般公共服务支出，2023年支出最多的是哪一类", "社会保障和就业支出", "90.00万元"),
        ("2023年除津贴补贴外，工资福利支出里最多的是哪一项", "基本工资", "180.00万元"),
        ("2023年一般公共服务支出除外，最大的是哪一类", "社会保障和就业支出", "90.00万元"),
    ],
)
def test_what_is_left_out_is_no_answer(service, question, name, value) -> None:
    reply = service.ask(question)
    assert name in reply.answer, reply.answer
    assert result(reply) == value, reply.answer


def test_what_is_no_row_leaves_nothing_to_tell(service) -> None:
    assert service.ask("2023年除差旅费外，支出最多的是哪一类").result is None


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("2023年302各项商品和服务支出逐项加起来，等于商品和服务支出合计吗", "0.01万元"),
        ("2023年301各项加总和工资福利支出合计对得上吗", "一致"),
        ("2023年工资福利支出下面各款相加，跟301的数一致吗", "480.00万元"),
    ],
)
def test_parts_are_held_against_the_whole_and_not_twice_it(service, question, said) -> None:
    reply = service.ask(question)
    assert said in reply.answer, reply.answer
    assert all(twice not in reply.answer for twice in ("960.00", "160.02")), reply.answer


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("2023年代码2012604在表格里叫什么，说明里又叫什么，一致吗", ("一致。", "档案馆")),
        (
            "2023年2080505在预算表里的名称和说明里的写法一样吗",
            ("不一致。", "机关事业单位基本养老保险缴费支出", "基本养老缴费（项）"),
        ),
        ("2023年代码30211是什么科目", ("差旅费",)),
        ("2023年2080505叫什么名字", ("机关事业单位基本养老保险缴费支出",)),
    ],
)
def test_a_code_is_told_by_its_names(service, question, said) -> None:
    answer = service.ask(question).answer
    assert all(words in answer for words in said), answer


def test_a_code_that_stands_nowhere_has_no_name(service) -> None:
    assert service.ask("2023年代码30299是什么科目").status == "declined"
