"""Shares, means and moves in more words: 一百块里有几块, 摊下来一个项目, 下调的比例; a fund is no third part of a sum."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

BUDGET = """# 云屏市青柳区园林局2024年度部门预算

## 第二部分 预算表

收支预算总表（单位：万元）

| 收入项目 | 预算数 | 支出项目 | 预算数 |
|---|---|---|---|
| 一般公共预算拨款收入 | 780.00 | 城乡社区支出 | 800.00 |
| 事业收入 | 20.00 | | |
| 收入总计 | 800.00 | 支出总计 | 800.00 |

支出预算总表（单位：万元）

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 212 | 城乡社区支出 | 800.00 | 320.00 | 480.00 |
| 21201 | 城乡社区管理事务 | 320.00 | 320.00 | |
| 2120101 | 行政运行 | 320.00 | 320.00 | |
| 21205 | 城乡社区环境卫生 | 480.00 | | 480.00 |
| 2120501 | 城乡社区环境卫生 | 480.00 | | 480.00 |
| | 合计 | 800.00 | 320.00 | 480.00 |

财政拨款收支预算总表（单位：万元）

| 收入项目 | 预算数 | 支出项目 | 预算数 |
|---|---|---|---|
| 一、财政拨款收入 | 780.00 | 城乡社区支出 | 780.00 |
| 总计 | 780.00 | 总计 | 780.00 |

## 第三部分 情况说明

“三公”经费预算9.00万元，比上年减少1.00万元，下降10.00%。

2024年编报绩效目标的项目4个，涉及项目预算资金360.00万元。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    file = tmp_path_factory.mktemp("reckoned") / "disclosure.md"
    file.write_text(BUDGET, "utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "result", "unit"),
    [
        ("2024年一百块支出预算里有几块是项目支出", "60.00", "%"),
        ("2024年每一百元钱的支出里有多少元是花在基本支出上的", "40.00", "%"),
        ("2024年编报绩效目标的项目，摊下来一个项目管多少万", "90.00", "万元"),
        ("2024年报绩效目标的项目，平均下来每个项目多大资金盘子", "90.00", "万元"),
        ("2024年三公经费比上年下调的比例是多少", "-10.00", "%"),
        ("2024年三公经费较上年减少的比例是多少", "-10.00", "%"),
        ("2024年行政运行和城乡社区环境卫生累加是多少", "800.00", "万元"),
    ],
)
def test_it_is_reckoned_as_asked(service, question, result, unit) -> None:
    reply = service.ask(question)
    assert reply.result is not None, reply.answer
    assert (reply.result.value, reply.result.unit) == (result, unit), reply.answer


@pytest.mark.parametrize(
    "question",
    [
        "2024年财政拨款花在行政运行、城乡社区环境卫生上的，两头合计",
        "2024年财政拨款用于行政运行和城乡社区环境卫生的合计多少",
    ],
)
def test_what_a_fund_comes_to_is_no_part_of_what_it_pays(service, question) -> None:
    reply = service.ask(question)
    assert "1580.00" not in reply.answer
    assert "1,580.00" not in reply.answer
