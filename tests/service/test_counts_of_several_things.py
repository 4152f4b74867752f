"""Several numbers in one question, numbers of several bodies, purchases of a kind by examples, and an item less its own part."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

HOUSE = """# 云屏市青柳区福利院2024年度单位预算

## 第一部分 概况

设置床位400张，其中养老床位300张、儿童床位100张；现有服务对象310人。核定事业编制46名，2023年末实有在编人员42名，编外聘用人员55名。

## 第二部分 预算表

一般公共预算基本支出预算表（单位：元）

| 经济分类编码 | 经济分类名称 | 基本支出 |
|---|---|---|
| 301 | 工资福利支出 | 3,000,000.00 |
| 302 | 商品和服务支出 | 250,000.00 |
| 30217 | 公务接待费 | 50,000.00 |
| 30201 | 办公费 | 200,000.00 |
| | 合计 | 3,250,000.00 |

一般公共预算“三公”经费支出预算表（单位：万元）

| “三公”经费合计 | 因公出国（境）费 | 公务接待费 | 公务用车购置及运行维护费 |
|---|---|---|---|
| 12.00 | | 12.00 | |

## 第三部分 情况说明

“三公”经费预算12.00万元，其中：公务接待费12.00万元。

本部门1个预算单位开展了2024年项目预算绩效目标编报工作，编报绩效目标的项目7个，涉及项目预算资金160.00万元。

政府采购预算总额90.00万元，其中：政府采购货物预算20.00万元、政府采购工程预算60.00万元、政府采购服务预算10.00万元。
"""
BUREAU = """# 云屏市青柳区公园局2024年度部门预算

## 第三部分 情况说明

本部门3个预算单位开展了2024年项目预算绩效目标编报工作，编报绩效目标的项目12个，涉及项目预算资金360.00万元。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    folder = tmp_path_factory.mktemp("counts")
    files = [folder / "house.md", folder / "bureau.md"]
    for file, text in zip(files, (HOUSE, BUREAU), strict=True):
        file.write_text(text, "utf-8")
    return Service(Shelf(*files))  # type: ignore[arg-type]


def test_each_number_is_told_and_none_is_given_for_the_next(service: Service) -> None:
    reply = service.ask("青柳区福利院有多少张床，住了多少人，又雇了多少编外人员？2024年预算里的")
    assert reply.status == "answered"
    assert all(number in reply.answer for number in ("400张", "310人", "55名"))


def test_a_number_that_is_not_printed_is_said_to_be_missing(service: Service) -> None:
    reply = service.ask("青柳区福利院2024年有几栋楼，住了多少人")
    assert "310人" in reply.answer
    assert "没有找到“楼”的数" in reply.answer


def test_numbers_of_two_bodies_are_told_and_compared(service: Service) -> None:
    reply = service.ask("青柳区福利院和青柳区公园局，2024年编了绩效目标的项目哪家多，分别几个？")
    assert reply.status == "answered"
    assert "7个" in reply.answer
    assert "12个" in reply.answer
    assert "青柳区公园局更多" in reply.answer


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("青柳区福利院2024年采购预算里，盖楼铺路这些工程类占多少钱？", "60.00"),
        ("青柳区福利院2024年采购里，电脑打印机这类货物占多少钱", "20.00"),
    ],
)
def test_examples_of_a_kind_ask_for_the_whole_kind(service: Service, question, result) -> None:
    reply = service.ask(question)
    assert reply.result is not None
    assert reply.result.value == result


def test_an_item_less_its_part_under_basic_expenditure(service: Service) -> None:
    reply = service.ask("青柳区福利院2024年三公里头的接待费，扣掉基本支出里列的那一份，还剩多少万？")
    assert reply.result is not None
    assert (reply.result.value, reply.result.unit) == ("7.00", "万元")
    reply = service.ask("青柳区福利院2024年因公出国费扣除基本支出里列的那部分还剩多少")
    assert reply.status == "declined"
