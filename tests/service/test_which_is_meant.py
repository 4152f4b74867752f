"""Which thing is meant: by its code, by its amount, of the year that is asked for; else it is asked back, or declined."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

ACCOUNTS = """# 云屏市青柳区园林局2024年度部门决算

## 第一部分 部门概况

本单位人员编制30名，2024年末实有在职人员27人。

## 第二部分 情况说明

当年新招录公务员4名、工程师2名。

分别从区教育局、区水务局划转养护人员16名到我局管理，相关费用增加。

### （一）支出决算情况

1、城乡社区支出（类）城乡社区管理事务（款）其他城乡社区管理事务支出（项）。主要用于：苗圃搬迁和古树名木保护。全年预算为61.30万元，支出决算为61.30万元。

政府性基金预算本年支出45.00万元，较上年增加5.00万元，主要原因是滨湖绿道工程按进度付款。

### （二）“三公”经费

1、公务接待费支出3.20万元。其中：国内公务接待支出3.20万元，主要用于接待来访的同行。决算数小于预算数的主要原因是：来访团组减少。

政府采购支出总额200.00万元。授予中小企业合同金额150.00万元，其中授予小微企业合同金额50.00万元。

## 第三部分 决算表

一般公共预算财政拨款支出决算表（单位：万元）

| 科目编码 | 科目名称 | 年初预算数 | 决算数 |
|---|---|---|---|
| 212 | 城乡社区支出 | 470.00 | 495.00 |
| 21201 | 城乡社区管理事务 | 370.00 | 385.00 |
| 2120150 | 事业运行 | 370.00 | 385.00 |
| 21305 | 林业 | 100.00 | 110.00 |
| 2130504 | 事业运行 | 100.00 | 110.00 |
| 2120399 | 其他城乡社区公共设施支出 | 0.00 | 35.00 |
| | 合计 | 470.00 | 495.00 |

“三公”经费支出决算表（单位：万元）

| 项目 | 预算数 | 决算数 |
|---|---|---|
| 公务接待费 | 5.00 | 3.20 |
| 合计 | 5.00 | 3.20 |
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    file = tmp_path_factory.mktemp("meant") / "disclosure.md"
    file.write_text(ACCOUNTS, "utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("2024年事业运行（2130504）决算多少", "110.00"),
        ("2024年事业运行那一项，2120150的，决算数是多少", "385.00"),
        ("那笔61.30万元花在什么事情上了", "苗圃搬迁"),
        ("2024年占大头的那笔61.3万用到哪里去了", "古树名木"),
        ("2024年那45万政府性基金是拿去干什么的", "滨湖绿道"),
        ("2024年公务接待费为啥比预算省下这么多", "来访团组减少"),
        ("听说有养护人员转到局里来了，他们原来都是哪些单位的？", "区水务局"),
        ("编制名额，以及2024年末在职人员的数目", "30名"),
        ("2024年授予小微企业的合同占比多少", "25.00%"),
        ("2024年新招录了几名工程师", "2名"),
        ("2024年哪几项是年初一分钱预算没有、后来却花了财政拨款的", "35.00"),
    ],
)
def test_what_is_meant_is_told(service: Service, question: str, words: str) -> None:
    assert words in service.ask(question, None, None).answer


def test_of_several_rows_of_one_name_it_is_asked_back(service: Service) -> None:
    assert service.ask("2024年事业运行决算多少", None, None).status == "clarify"


@pytest.mark.parametrize(
    "question",
    [
        "2024年在编的工程师总共有几个人",
        "这个办公室的食堂师傅总共多少人",
        "2026年的预算总盘子",
    ],
)
def test_what_is_not_told_is_declined(service: Service, question: str) -> None:
    assert service.ask(question, None, None).status == "declined"


def test_a_name_that_is_missing_is_said_to_be(service: Service) -> None:
    said = service.ask("2024年公务接待费去了哪些国家", None, None)
    assert said.status == "declined"
    assert "国家（地区）名称" in said.answer
