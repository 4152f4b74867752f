"""What does not add up, what is furthest from its budget, projects that no list tells, who has disclosed at all."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

BUDGET = """# 云屏市青柳区水利局2024年度部门预算

## 第一部分 概况

本部门中，行政单位1家，事业单位3家。加强党建工作，推进基层水利服务。本部门2个预算单位开展了绩效目标编报工作。

## 第二部分 预算表

收支预算总表（单位：万元）

| 收入项目 | 预算数 | 支出项目 | 预算数 |
|---|---|---|---|
| 一般公共预算拨款收入 | 900.00 | 农林水支出 | 800.00 |
| | | 社会保障和就业支出 | 100.00 |
| 收入总计 | 900.00 | 支出总计 | 900.00 |

一般公共预算支出功能分类预算表（单位：万元）

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 208 | 社会保障和就业支出 | 100.00 | 100.00 | |
| 20805 | 行政事业单位养老支出 | 100.00 | 100.00 | |
| 2080505 | 机关事业单位基本养老保险缴费支出 | 100.00 | 100.00 | |
| 213 | 农林水支出 | 800.00 | 300.00 | 500.00 |
| 21303 | 水利 | 800.00 | 300.00 | 500.00 |
| 2130301 | 行政运行 | 300.00 | 300.00 | |
| 2130305 | 水利工程建设 | 420.00 | | 420.00 |
| 2130314 | 防汛 | 80.00 | | 80.00 |
| | 合计 | 900.00 | 400.00 | 500.00 |

一般公共预算基本支出部门经济分类预算表（单位：万元）

| 科目编码 | 科目名称 | 合计 | 人员经费 | 公用经费 |
|---|---|---|---|---|
| 301 | 工资福利支出 | 250.00 | 250.00 | |
| 30101 | 基本工资 | 110.00 | 110.00 | |
| 30102 | 津贴补贴 | 90.00 | 90.00 | |
| 30103 | 奖金 | 50.00 | 50.00 | |
| 302 | 商品和服务支出 | 60.00 | | 60.00 |
| 30201 | 办公费 | 40.00 | | 40.00 |
| 30211 | 差旅费 | 20.00 | | 20.00 |
| 303 | 对个人和家庭的补助 | 90.00 | 90.00 | |
| 30301 | 离休费 | 25.00 | 25.00 | |
| 30302 | 退休费 | 65.00 | 65.00 | |
| | 合计 | 400.00 | 340.00 | 60.00 |

政府采购预算表（单位：万元）

| 采购内容 | 金额 |
|---|---|
| 办公费 | 12.00 |
| 合计 | 12.00 |

“三公”经费支出预算表（单位：万元）

| 合计 | 因公出国（境）费 | 公务用车购置及运行费小计 | 公务用车购置费 | 公务用车运行维护费 | 公务接待费 |
|---|---|---|---|---|---|
| 9.00 | 3.00 | 4.00 | 0.00 | 4.00 | 2.00 |

## 第三部分 情况说明

2024年因公出国（境）费预算3.00万元，公务接待费预算2.00万元。公用经费中，办公费40.00万元。
"""

ACCOUNTS = """# 云屏市青柳区水利局2023年度部门决算

## 第二部分 决算表

一般公共预算财政拨款支出决算表（单位：万元）

| 科目编码 | 科目名称 | 小计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 213 | 农林水支出 | 600.00 | 310.00 | 290.00 |
| 21303 | 水利 | 600.00 | 310.00 | 290.00 |
| 2130301 | 行政运行 | 310.00 | 310.00 | |
| 2130305 | 水利工程建设 | 200.00 | | 200.00 |
| 2130314 | 防汛 | 90.00 | | 90.00 |
| | 合计 | 600.00 | 310.00 | 290.00 |

## 第三部分 情况说明

一般公共预算财政拨款支出决算600.00万元，其中：

1.农林水支出（类）水利（款）行政运行（项）年初预算为300.00万元，支出决算为310.00万元，完成年初预算的103.33%。

2.农林水支出（类）水利（款）防汛（项）年初预算为150.00万元，支出决算为90.00万元，完成年初预算的60.00%。

3.农林水支出（类）水利（款）水利工程建设（项）年初预算为180.00万元，支出决算为200.00万元，完成年初预算的111.11%。
"""

OF_BOTH = """# 云屏市白榆区审计局2024年度{scope}预算

收支预算总表（单位：万元）

| 收入项目 | 预算数 | 支出项目 | 预算数 |
|---|---|---|---|
| 一般公共预算拨款收入 | {total} | 一般公共服务支出 | {total} |
| 收入总计 | {total} | 支出总计 | {total} |
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    return over(tmp_path_factory.mktemp("water"), budget=BUDGET, accounts=ACCOUNTS)


@pytest.fixture(scope="module")
def several(tmp_path_factory) -> Service:
    whole, unit = OF_BOTH.format(scope="部门", total="700.00"), OF_BOTH.format(scope="单位", total="450.00")
    return over(tmp_path_factory.mktemp("several"), budget=BUDGET, accounts=ACCOUNTS, whole=whole, unit=unit)


def over(folder, **texts: str) -> Service:
    """A service that holds these disclosures."""
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
    return Service(Shelf(*sorted(folder.iterdir())))  # type: ignore[arg-type]


def figures(reply) -> set[str]:
    return {figure.text for figure in reply.figures}


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("2024年工资、奖金和津贴补贴三项一共多少", "250.00"),
        ("2024年工资加奖金总共多少", "160.00"),
        ("2024年离退休费安排了多少", "90.00"),
        ("2024年离退休人员的经费是多少", "90.00"),
        ("办公费加差旅费，2024年基本支出，两样总共多少", "60.00"),
        ("2024年工资福利支出和商品和服务支出合计", "310.00"),
    ],
)
def test_parts_named_side_by_side_are_added_up_once(service, question, result) -> None:
    reply = service.ask(question)
    assert reply.result is not None, reply.answer
    assert reply.result.value == result


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("2024年工资福利支出和奖金、津贴补贴合计是多少", {"250.00万元", "50.00万元", "90.00万元"}),
        ("2024年三公经费加公务接待费一共多少", {"9.00万元", "2.00万元"}),
    ],
)
def test_a_whole_is_not_added_to_what_counts_in_it(service, question, parts) -> None:
    reply = service.ask(question)
    assert reply.status == "answered"
    assert reply.result is None
    assert figures(reply) == parts
    assert "已经包括" in reply.answer


@pytest.mark.parametrize(
    "question",
    [
        "2023年决算和预算差得最多的是哪一项",
        "2023年预决算偏差最大的科目是哪个",
        "2023年哪个科目的决算跟年初预算出入最大",
    ],
)
def test_what_is_furthest_from_its_budget_may_lie_above_it_or_below(service, question) -> None:
    reply = service.ask(question)
    assert "防汛" in reply.answer
    assert {"90.00万元", "150.00万元"} <= figures(reply)
    assert "水利工程建设" not in reply.answer


@pytest.mark.parametrize(
    "question", ["2024年哪个项目花钱最多", "2024年最大的一笔项目支出是什么", "2024年项目支出最大的是哪个"]
)
def test_where_no_project_is_told_the_lines_of_project_money_are_ordered(service, question) -> None:
    reply = service.ask(question)
    assert reply.result is not None, reply.answer
    assert reply.result.value == "420.00"
    assert "水利工程建设" in reply.answer


def test_that_no_project_is_told_is_said(service) -> None:
    assert any("没有逐个列出项目" in notice for notice in service.ask("2024年哪个项目花钱最多").notices)


@pytest.mark.parametrize("question", ["2024年党建经费", "2024年基层水利服务的经费？"])
def test_money_that_is_named_alone_is_not_answered_by_a_sentence_without_money(service, question) -> None:
    assert service.ask(question).status == "declined"


@pytest.mark.parametrize("question", ["2024年水利局下面有几个事业单位", "2024年有几家事业单位"])
def test_one_kind_of_body_is_not_counted_for_another(service, question) -> None:
    reply = service.ask(question)
    assert "事业单位3家" in reply.answer or reply.result.value == "3"
    assert "2个" not in reply.answer


def test_the_parts_of_a_whole_that_stands_in_one_place_are_compared(service) -> None:
    reply = service.ask("2024年三公经费在说明和表里一致吗")
    assert "只有一处" in reply.answer
    assert "因公出国（境）费：一致" in reply.answer
    assert "公务接待费：一致" in reply.answer


def test_what_is_bought_of_an_item_does_not_contradict_what_is_spent_on_it(service) -> None:
    reply = service.ask("2024年办公费各处写的一致吗")
    assert reply.answer.startswith("一致"), reply.answer
    assert "12.00" not in reply.answer


@pytest.mark.parametrize(
    ("question", "named", "left"),
    [
        ("哪些单位公开了预算", ("水利局", "审计局"), ()),
        ("哪几家公布了2023年决算", ("水利局",), ("审计局",)),
        ("有2023年决算的单位是哪些", ("水利局",), ("审计局",)),
    ],
)
def test_who_has_disclosed_is_told_by_names(several, question, named, left) -> None:
    reply = several.ask(question)
    assert reply.status == "answered"
    assert all(name in reply.answer for name in named)
    assert not any(name in reply.answer for name in left)
    assert not reply.figures


def test_that_nobody_has_disclosed_a_year_is_said(several) -> None:
    reply = several.ask("哪些单位公开了2019年决算")
    assert reply.status == "declined"
    assert "2019年的决算" in reply.answer


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("审计局2024年本级和整个部门的预算相差多少", "250.00"),
        ("审计局2024年部门预算比单位预算多多少", "250.00"),
    ],
)
def test_the_department_is_set_against_its_own_unit(several, question, result) -> None:
    reply = several.ask(question)
    assert reply.result is not None, reply.answer
    assert reply.result.value == result
    assert {"700.00万元", "450.00万元"} <= figures(reply)


@pytest.mark.parametrize("question", ["水利局哪年预算大，2023年还是2024年", "审计局哪一年花钱最多"])
def test_which_year_is_no_question_of_lines(several, question) -> None:
    assert "金额最大的是" not in several.ask(question).answer


def test_a_change_is_not_told_twice_where_its_reason_is_asked_for_as_well(tmp_path) -> None:
    text = """# 云屏市青柳区水利局2024年度部门预算

2024年“三公”经费预算9.00万元，比2023年减少1.00万元，下降10.00%，主要原因是压减公务接待。
"""
    reply = over(tmp_path, budget=text).ask("2024年三公经费比上年降了多少，因为啥")
    assert reply.answer.count("减少") == 1
    assert "压减公务接待" in reply.answer
