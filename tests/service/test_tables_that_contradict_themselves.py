"""A table whose rows slid against their names: what other places print of an item is told first, and agreement is denied."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

# In the table of 一般公共预算 the amounts slid up by a row from 20703 on.
SLID = """# 云屏市青柳区体育局2024年度部门决算

## 第二部分 决算表

收入支出决算总表（单位：万元）

| 收入项目 | 决算数 | 支出项目 | 决算数 |
|---|---|---|---|
| 一、一般公共预算财政拨款收入 | 900.00 | 一、文化旅游体育与传媒支出 | 820.00 |
| 二、其他收入 | 20.00 | 二、住房保障支出 | 100.00 |
| 总计 | 920.00 | 总计 | 920.00 |

支出决算表（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 207 | 文化旅游体育与传媒支出 | 820.00 | 300.00 | 520.00 |
| 20703 | 体育 | 790.00 | 300.00 | 490.00 |
| 2070301 | 行政运行 | 300.00 | 300.00 | |
| 2070307 | 体育场馆 | 490.00 | | 490.00 |
| 20799 | 其他文化旅游体育与传媒支出 | 30.00 | | 30.00 |
| 2079902 | 宣传文化发展专项支出 | 30.00 | | 30.00 |
| 221 | 住房保障支出 | 100.00 | 100.00 | |
| 22102 | 住房改革支出 | 100.00 | 100.00 | |
| 2210201 | 住房公积金 | 60.00 | 60.00 | |
| 2210203 | 购房补贴 | 40.00 | 40.00 | |
| 合计 | | 920.00 | 400.00 | 520.00 |

财政拨款收入支出决算总表（单位：万元）

| 收入项目 | 决算数 | 支出项目 | 合计 | 一般公共预算财政拨款 | 政府性基金预算财政拨款 |
|---|---|---|---|---|---|
| 一、一般公共预算财政拨款 | 900.00 | 一、文化旅游体育与传媒支出 | 800.00 | 800.00 | |
| 二、政府性基金预算财政拨款 | | 二、住房保障支出 | 100.00 | 100.00 | |
| 本年收入合计 | 900.00 | 本年支出合计 | 900.00 | 900.00 | |

一般公共预算财政拨款支出决算表（单位：万元）

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 207 | 文化旅游体育与传媒支出 | 800.00 | 300.00 | 500.00 |
| 20703 | 体育 | 300.00 | 300.00 | |
| 2070301 | 行政运行 | 470.00 | | 470.00 |
| 2070307 | 体育场馆 | 30.00 | | 30.00 |
| 20799 | 其他文化旅游体育与传媒支出 | 30.00 | | 30.00 |
| 2079902 | 宣传文化发展专项支出 | 100.00 | 100.00 | |
| 221 | 住房保障支出 | 100.00 | 100.00 | |
| 22102 | 住房改革支出 | 60.00 | 60.00 | |
| 2210201 | 住房公积金 | 40.00 | 40.00 | |
| 2210203 | 购房补贴 | 900.00 | 400.00 | 500.00 |
| 合计 | | 17.00 | | 17.00 |

## 第三部分 情况说明

### 五、一般公共预算财政拨款支出决算情况说明

2024年度一般公共预算财政拨款支出900.00万元，比上年增加50.00万元，增长5.88%。

1.文化旅游体育与传媒支出（类）体育（款）体育场馆（项）470.00万元，主要用于场馆开放。

2.住房保障支出（类）住房改革支出（款）住房公积金（项）60.00万元。

3.住房保障支出（类）住房改革支出（款）购房补贴（项）40.00万元。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    file = tmp_path_factory.mktemp("slid") / "disclosure.md"
    file.write_text(SLID, "utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("2024年一般公共预算财政拨款支出是多少", "900.00"),
        ("2024年一般公共预算财政拨款支出中，体育场馆是多少", "470.00"),
        ("2024年一般公共预算财政拨款支出里购房补贴花了多少", "40.00"),
        ("2024年住房公积金支出决算多少", "60.00"),
        ("2024年体育场馆支出决算是多少", "490.00"),
    ],
)
def test_what_another_place_prints_is_told_first(service, question, result) -> None:
    reply = service.ask(question)
    assert reply.result is not None, reply.answer
    assert reply.result.value == result, reply.answer


def test_which_way_it_went_is_not_read_off_such_a_table(service) -> None:
    reply = service.ask("一般公共预算财政拨款支出2023、2024两年分别是多少，走势如何")
    assert "850.00" in reply.answer
    assert "900.00" in reply.answer
    assert "增加" in reply.answer


def test_what_only_such_a_table_prints_is_told_with_a_notice(service) -> None:
    reply = service.ask("2024年一般公共预算财政拨款支出里，体育这一款是多少")
    assert reply.result is not None, reply.answer
    assert any("相差" in notice for notice in reply.notices)


def test_bodies_are_ranked_by_what_the_text_says_of_such_a_table(tmp_path) -> None:
    """Of many bodies the facts of one item alone are read: that the others contradict it is known nonetheless."""
    other = (
        SLID.replace("云屏市青柳区体育局", "云屏市青柳区档案局").replace("900.00", "700.00").replace("17.00", "700.00")
    )
    files = []
    for name, text in (("体育局", SLID), ("档案局", other)):
        files.append(tmp_path / f"{name}.md")
        files[-1].write_text(text, "utf-8")
    reply = Service(Shelf(*files)).ask("哪个部门2024年一般公共预算财政拨款支出决算最多")  # type: ignore[arg-type]
    assert reply.result is not None, reply.answer
    assert reply.result.value == "900.00", reply.answer


def test_nothing_is_worked_out_from_a_row_that_slid(service) -> None:
    assert service.ask("2024年一般公共预算财政拨款支出中项目支出占几成").status == "declined"
    reply = service.ask("2024年一般公共预算财政拨款支出中体育场馆占几成")
    assert reply.result is not None, reply.answer
    assert reply.result.value == "52.22", reply.answer


def test_why_a_table_says_otherwise_than_the_text_is_no_cause_of_spending(service) -> None:
    reply = service.ask("2024年一般公共预算财政拨款支出决算表里的合计为什么和正文不一样")
    assert reply.answer.startswith("不一致"), reply.answer


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("2024年一般公共预算财政拨款支出决算表的“合计”行，和文字说明里的支出总额对得上吗", ("17.00", "900.00")),
        ("2024年一般公共预算财政拨款支出决算表的合计和正文写的一致吗", ("17.00", "900.00")),
        ("2024年一般公共预算财政拨款支出决算表合计行与财政拨款收入支出决算总表里一般公共预算的支出数是否相符", ("17.00", "900.00")),
        ("2024年购房补贴，一般公共预算财政拨款支出决算表和支出决算表里的数一致吗", ("900.00", "40.00")),
        ("2024年一般公共预算财政拨款支出决算表里购房补贴的数和文字说明的一样吗", ("900.00", "40.00")),
        ("2024年一般公共预算财政拨款支出决算表里住房改革支出与下面各项之和对得上吗", ("60.00", "940.00")),
        ("2024年一般公共预算财政拨款支出决算表自己加得平吗", ("17.00", "900.00")),
    ],
)  # fmt: skip
def test_it_is_said_not_to_agree_with_both_figures(service, question, figures) -> None:
    reply = service.ask(question)
    assert reply.answer.startswith("不一致"), reply.answer
    assert all(figure in reply.answer for figure in figures), reply.answer
    assert "口径不同" not in reply.answer  # a fund cannot pay more than all of them


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("2024年财政拨款收入支出决算总表里住房保障支出的一般公共预算数和一般公共预算财政拨款支出决算表里的对得上吗", "100.00"),
        ("2024年住房公积金的数，支出决算表和正文里写的一样吗", "60.00"),
    ],
)  # fmt: skip
def test_a_column_of_a_row_is_held_against_another_table(service, question, figure) -> None:
    reply = service.ask(question)
    assert figure in reply.answer, reply.answer


def test_totals_of_two_tables_are_each_their_own(service) -> None:
    reply = service.ask("2024年一般公共预算财政拨款支出决算表的合计和支出决算表的合计对得上吗")
    assert reply.answer.startswith("不一致"), reply.answer
    assert [told for told in ("17.00", "920.00") if told not in reply.answer] == [], reply.answer
