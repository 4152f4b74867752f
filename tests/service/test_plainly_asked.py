"""What people ask first of a body: what it mostly spends on, against what was approved, and words that are no line's own."""

from __future__ import annotations

import pytest

from service import wordings
from service.answer import Service
from service.asked_basis import basis_of
from tests.support.shelf import Shelf

ACCOUNT = """# 云屏市临溪区苇荡街道办事处2023年度部门决算

## 第一部分 部门概况

本单位内设党政办公室、综治中心、居民资助中心3个机构。

## 第二部分 决算表

支出决算表（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 1000.00 | 400.00 | 600.00 |
| 201 | 一般公共服务支出 | 420.00 | 400.00 | 20.00 |
| 20103 | 政府办公厅（室）及相关机构事务 | 420.00 | 400.00 | 20.00 |
| 2010301 | 行政运行 | 400.00 | 400.00 | |
| 2010302 | 一般行政管理事务 | 20.00 | | 20.00 |
| 212 | 城乡社区支出 | 350.00 | | 350.00 |
| 21205 | 城乡社区环境卫生 | 350.00 | | 350.00 |
| 2120501 | 城乡社区环境卫生 | 350.00 | | 350.00 |
| 213 | 农林水支出 | 130.00 | | 130.00 |
| 21303 | 水利 | 130.00 | | 130.00 |
| 2130314 | 防汛 | 130.00 | | 130.00 |
| 221 | 住房保障支出 | 100.00 | | 100.00 |
| 22102 | 住房改革支出 | 100.00 | | 100.00 |
| 2210201 | 住房公积金 | 100.00 | | 100.00 |

## 第三部分 决算情况说明

1.“城乡社区支出（类）城乡社区环境卫生（款）城乡社区环境卫生（项）”科目350.00万元，主要用于城乡社区环境卫生。

2.“农林水支出（类）水利（款）防汛（项）”科目130.00万元，主要用于防汛。

3.一般公共预算财政拨款支出980.00万元，较年初预算增加150.00万元，增长18.07%，主要原因是追加了防汛资金。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    file = tmp_path_factory.mktemp("plain") / "苇荡街道2023年度部门决算.md"
    file.write_text(ACCOUNT, encoding="utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.mark.parametrize("asked", ["2023年的钱主要花在哪几类上", "2023年支出主要用在哪几个方面"])
def test_what_it_mostly_spends_on_is_more_than_one_thing(service: Service, asked: str) -> None:
    told = service.ask(asked).answer
    places = [told.find(word) for word in ("一般公共服务支出", "城乡社区支出", "农林水支出")]
    assert -1 not in places
    assert places == sorted(places)
    assert "住房保障支出" not in told


def test_the_largest_is_one(service: Service) -> None:
    told = service.ask("2023年支出最大的是哪一类").answer
    assert "一般公共服务支出" in told
    assert "农林水支出" not in told


def test_a_sentence_about_a_line_of_the_tables_is_found_by_the_lines_own_words_only(service: Service) -> None:
    assert service.ask("2023年给居委会的钱有多少").status == "declined"  # 社区 alone is not 城乡社区环境卫生
    assert "130.00万元" in service.ask("2023年防汛花了多少钱").answer


@pytest.mark.parametrize(
    ("said", "basis"),
    [("钱主要花在哪几类上", None), ("主要花掉的是哪些", "actual"), ("要花多少", "budget"), ("需要花多少", "budget")],
)
def test_mostly_spent_is_not_to_be_spent(said: str, basis: str | None) -> None:
    assert basis_of(said, ()) == basis


@pytest.mark.parametrize(
    "said", ["跟年初批的比差多少", "比年初安排的钱多了多少", "比年初定下来的盘子超了吗", "和年初批复的相比呢"]
)
def test_what_was_approved_as_the_year_began_is_the_budget(said: str) -> None:
    assert "年初预算数" in wordings.plain(said)


def test_what_was_done_as_the_year_began_is_none() -> None:
    assert "预算" not in wordings.plain("年初定的任务完成了吗")


def test_of_what_was_paid_no_count_of_other_things_is_told(service: Service) -> None:
    assert service.ask("2023年居民资助发了多少").status == "declined"
    assert "3个机构" in service.ask("2023年内设几个机构").answer


@pytest.mark.parametrize("asked", ["2023年支出比年初预算多了多少", "2023年花的钱比年初批的多花了多少"])
def test_against_the_budget_a_total_is_what_is_told_of_the_general_budget_by_its_name(
    service: Service, asked: str
) -> None:
    found = service.ask(asked)
    assert found.result is not None, found.answer
    assert (found.result.value, found.result.unit) == ("150.00", "万元")
    assert "一般公共预算" in found.answer
