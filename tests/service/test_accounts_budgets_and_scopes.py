"""A year's whole budget where only its account is held, figures of a unit alone, and rates of several bodies."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf


def account(body: str, first: str, spent: str) -> str:
    return f"""# {body}2024年度部门决算

## 第二部分 主要职能

负责辖区内文化场馆的管理。

收入支出决算总表（单位：万元）

| 收入 | 决算数 | 支出 | 决算数 |
|---|---|---|---|
| 一、一般公共预算财政拨款收入 | {spent} | 一、文化旅游体育与传媒支出 | {spent} |
| 本年收入合计 | {spent} | 本年支出合计 | {spent} |
| 总计 | {spent} | 总计 | {spent} |

## 第三部分 2024年度部门决算情况说明

### 一、一般公共预算财政拨款支出决算情况说明

一般公共预算财政拨款支出年初预算为{first}万元，支出决算为{spent}万元。
"""


UNIT = """# 霁川市梧桐街道办事处（本级）2025年单位预算

支出预算总表（单位：万元）

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 207 | 文化旅游体育与传媒支出 | 70.00 | 40.00 | 30.00 |
| | 合计 | 70.00 | 40.00 | 30.00 |
"""
STREET, BUREAU = "霁川市梧桐街道办事处", "霁川市柏杨区文化局"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    folder = tmp_path_factory.mktemp("scopes_held")
    (folder / f"{STREET}2024年度部门决算.md").write_text(account(STREET, "200.00", "150.00"), "utf-8")
    (folder / f"{BUREAU}2024年度部门决算.md").write_text(account(BUREAU, "400.00", "360.00"), "utf-8")
    (folder / f"{STREET}（本级）2025年单位预算.md").write_text(UNIT, "utf-8")
    return Service(Shelf(*sorted(folder.glob("*.md"))))  # type: ignore[arg-type]


@pytest.mark.parametrize("question", ["2024年预算是多少", "2024年年初预算多少钱"])
def test_an_accounts_own_budget_stands_for_the_one_that_is_not_held(service: Service, question: str) -> None:
    answer = service.ask(f"柏杨区文化局{question}")
    assert (answer.result and answer.result.value) == "400.00", answer.answer
    assert any("没有收录2024年的预算文件" in notice for notice in answer.notices)


def test_what_is_held_of_the_unit_alone_says_so(service: Service) -> None:
    answer = service.ask("梧桐街道2025年预算多少")
    assert (answer.result and answer.result.value) == "70.00", answer.answer
    assert any("单位口径" in notice for notice in answer.notices)
    of_the_unit = service.ask("梧桐街道本级2025年预算多少")
    assert not any("口径" in notice for notice in of_the_unit.notices)
    of_the_department = service.ask("梧桐街道2024年支出决算多少")
    assert not any("口径" in notice for notice in of_the_department.notices)


@pytest.mark.parametrize("question", ["部门口径2025年总预算多少", "连下属单位一起（汇总）2025年预算多少"])
def test_a_scope_asked_for_in_so_many_words_is_told_of_no_other(service: Service, question: str) -> None:
    assert service.ask(f"梧桐街道{question}").status == "declined"


@pytest.mark.parametrize("question", ["预算完成率哪个高", "谁的预算完成得更好", "预算执行率相比谁高"])
def test_which_of_two_bodies_has_the_higher_rate(service: Service, question: str) -> None:
    answer = service.ask(f"梧桐街道和柏杨区文化局2024年{question}")
    assert {"75.00%", "90.00%"} <= {f"{f.value}{f.unit}" for f in answer.figures}, answer.answer
    assert answer.answer.rstrip("。").endswith(f"更高的是{BUREAU}"), answer.answer


def test_what_was_executed_is_what_was_spent(service: Service) -> None:
    answer = service.ask("柏杨区文化局2024年年初预算多少，24年执行多少")
    assert {"400.00", "360.00"} <= {figure.value for figure in answer.figures}, answer.answer


@pytest.mark.parametrize("question", ["柏杨区文化局是干什么的？花了多少？", "柏杨区文化局主要做什么，用了多少钱"])
def test_what_a_body_spends_beside_what_it_does(service: Service, question: str) -> None:
    answer = service.ask(question)
    assert "文化场馆的管理" in answer.answer
    assert "360.00万元" in answer.answer
