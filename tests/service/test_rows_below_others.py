"""Rows that only the rows above them tell apart, columns of such rows, 科目 spent to the last, and chapters of projects."""

from __future__ import annotations

import pytest

from service.answer import Service
from service.reply import Answer
from service.spelling import corrected
from tests.support.shelf import Shelf

ACCOUNT = """# 云屏市临溪区人民政府办公室2023年度部门决算

## 第一部分 决算表

支出决算表（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 900.00 | 500.00 | 400.00 |
| 201 | 一般公共服务支出 | 700.00 | 300.00 | 400.00 |
| 20103 | 政府办公厅（室）及相关机构事务 | 580.00 | 300.00 | 280.00 |
| 2010301 | 行政运行 | 300.00 | 270.00 | 30.00 |
| 2010302 | 一般行政管理事务 | 280.00 | 30.00 | 250.00 |
| 20113 | 商贸事务 | 120.00 | | 120.00 |
| 2011308 | 招商引资 | 120.00 | | 120.00 |
| 221 | 住房保障支出 | 200.00 | 200.00 | |
| 22102 | 住房改革支出 | 200.00 | 200.00 | |
| 2210201 | 住房公积金 | 200.00 | 200.00 | |

政府采购预算表（单位：万元）

| 采购大类 | 专项名称 | 采购物品名称 | 总计 |
|---|---|---|---|
| 合计 | | | 96.00 |
| 服务 | 招商推介专项活动 | 住宿服务 | 41.00 |
| 服务 | 招商推介专项活动 | 餐饮服务 | 22.00 |
| 服务 | 干部轮训班 | 住宿服务 | 24.00 |
| 服务 | 干部轮训班 | 餐饮服务 | 9.00 |

## 第二部分 决算情况说明

1.一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）行政运行（项）。年初预算为310.00万元，支出决算为300.00万元，完成年初预算的96.77%。

2.一般公共服务支出（类）商贸事务（款）招商引资（项）。主要用于举办推介会和走访企业。年初预算为120.00万元，支出决算为120.00万元，完成年初预算的100%。

3.住房保障支出（类）住房改革支出（款）住房公积金（项）。年初预算为200.00万元，支出决算为200.00万元，完成年初预算的100%。

4.2023年政府采购支出96.00万元，其中：授予中小企业合同金额80.00万元，授予小微企业合同金额55.00万元。

## 区政府热线及督办平台工作经费项目经费情况说明

### 一、项目概述

主要保障热线坐席服务、平台升级和办件回访。

### 二、立项依据

《临溪区热线管理办法》。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    file = tmp_path_factory.mktemp("below") / "临溪区人民政府办公室2023年度部门决算.md"
    file.write_text(ACCOUNT, encoding="utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


def amount(reply: Answer) -> str:
    assert reply.result is not None
    return str(reply.result.value)


@pytest.mark.parametrize(
    "asked",
    [
        "2023年招商推介专项活动的住宿服务采购了多少",
        "2023年政府采购里，“招商推介专项活动”的住宿服务花了多少",
        "2023年招商推介的住宿服务多少钱",
    ],
)
def test_a_row_is_told_by_the_one_above_it(service: Service, asked: str) -> None:
    reply = service.ask(asked)
    assert amount(reply) == "41.00"
    assert reply.result is not None
    assert reply.result.unit == "万元"
    assert "24.00" not in reply.answer


def test_where_nothing_tells_them_apart_it_is_asked_back_by_what_does(service: Service) -> None:
    reply = service.ask("2023年住宿服务多少钱")
    assert reply.status == "clarify"
    assert "招商推介专项活动" in reply.answer
    assert "干部轮训班" in reply.answer


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        ("2023年采购表里所有“住宿服务”行加总", "65.00"),
        ("2023年各处住宿服务采购金额汇总后是多少", "65.00"),
        ("2023年餐饮服务采购总共多少", "31.00"),
        ("2023年餐饮服务和住宿服务采购一共多少", "96.00"),
        ("2023年干部轮训班的住宿服务采购合计多少", "24.00"),
    ],
)
def test_rows_of_one_name_are_added_up(service: Service, asked: str, value: str) -> None:
    assert amount(service.ask(asked)) == value


def test_below_a_line_that_is_not_there_nothing_is_added_up(service: Service) -> None:
    reply = service.ask("2023年马拉松赛的住宿服务采购合计多少")
    assert reply.result is None
    assert "65.00" not in reply.answer


def test_of_several_things_each_row_is_told(service: Service) -> None:
    told = service.ask("2023年住宿服务和餐饮服务分别多少").answer
    for place, figure in (("招商推介专项活动", "41.00"), ("干部轮训班", "24.00"), ("干部轮训班", "9.00")):
        assert any(place in line and figure in line for line in told.splitlines())


@pytest.mark.parametrize(
    "asked",
    [
        "2023年政府办公厅（室）及相关机构事务“行政运行”当中，项目支出多少",
        "2023年政府办公厅（室）及相关机构事务下的行政运行，项目支出有多少",
    ],
)
def test_a_column_of_a_row_that_is_named_with_the_one_above_it(service: Service, asked: str) -> None:
    assert amount(service.ask(asked)) == "30.00"


def test_what_an_account_put_down_was_spent(service: Service) -> None:
    assert amount(service.ask("2023年招商引资的项目支出列了多少")) == "120.00"
    assert service.ask("2023年餐饮服务之外的印刷费编列了多少预算").status == "declined"


@pytest.mark.parametrize("said", ["预算一分不剩全花掉了", "预算全部用完了", "的预算花光了"])
def test_what_was_spent_to_the_last(service: Service, said: str) -> None:
    told = service.ask(f"2023年哪些科目{said}？").answer
    assert "招商引资" in told
    assert "住房公积金" in told
    assert "行政运行" not in told


def test_what_was_not_spent_to_the_last(service: Service) -> None:
    told = service.ask("2023年哪些科目的预算没有全部花完？").answer
    assert "行政运行" in told
    assert "招商引资" not in told


def test_what_small_firms_got_is_not_what_all_got(service: Service) -> None:
    reply = service.ask("2023年政府采购里，授予小微企业的合同有多少")
    assert amount(reply) == "55.00"
    assert "96.00" not in reply.answer


def test_project_expenditure_is_for_what_its_lines_are_for(service: Service) -> None:
    told = service.ask("2023年项目支出都拿去干什么了").answer
    assert "招商引资" in told
    assert "举办推介会和走访企业" in told
    assert "其余科目" in told


@pytest.mark.parametrize(
    "asked", ["2023年区政府热线及督办平台工作经费主要花在什么地方", "2023年“区政府热线及督办平台工作经费”拿去干什么了"]
)
def test_a_body_may_begin_the_name_of_a_project(service: Service, asked: str) -> None:
    assert "热线坐席服务" in service.ask(f"临溪区府办{asked}").answer


def test_what_two_questions_are_answered_with_is_told_once(service: Service) -> None:
    told = service.ask("2023年住房公积金是多少？2023年住房公积金一共是多少？").answer
    assert told.count("200.00万元") == 1
    assert told.endswith("（2）同（1）。")


@pytest.mark.parametrize(
    ("written", "meant"),
    [("怎么会事", "怎么回事"), ("多小钱", "多少钱"), ("留给小薇企业的", "留给小微企业的"), ("肿么回事", "怎么回事")],
)
def test_slips_in_words_that_are_no_items(written: str, meant: str) -> None:
    assert corrected(written).text == meant
