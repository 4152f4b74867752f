"""Why the money of one project was not all spent, told where a line's money is said to have gone to it; what a move was for."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

ACCOUNT = """# 云屏市青柳区园林局2023年度部门决算

## 第二部分 决算表

支出决算总表（单位：万元）

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 212 | 城乡社区支出 | 900.00 | 200.00 | 700.00 |
| 2120501 | 城乡社区环境卫生 | 900.00 | 200.00 | 700.00 |
| | 合计 | 900.00 | 200.00 | 700.00 |

## 第三部分 情况说明

1.城乡社区环境卫生（款）城乡社区环境卫生（项）。年初预算1000.00万元，支出决算900.00万元，完成年初预算的90.00%。主要用于滨湖绿廊二期工程。完成率偏低，是清淤时发现旧管线，改线使进场晚了两个月。

主要问题：“街头花箱更新”项目招标晚，预算执行率偏低；“百花月季展”因台风延期，资金年底收回。
"""

BUDGET = """# 云屏市青柳区石桥街道办事处2025年部门预算

## 第三部分 情况说明

1.社会保障和就业支出96.00万元，比上年增加6.00万元。死亡抚恤由5.00万元降至4.00万元，原因是人数减少；老年福利42.00万元，比上年增加7.00万元，用于新开的东巷养老服务站运营补助。
"""


def _service(folder, text: str) -> Service:
    file = folder / "disclosure.md"
    file.write_text(text, "utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def account(tmp_path_factory) -> Service:
    return _service(tmp_path_factory.mktemp("account"), ACCOUNT)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("滨湖绿廊二期工程，2023年钱咋没花完", "旧管线"),
        ("2023年滨湖绿廊二期的钱为什么没用完", "旧管线"),
        ("2023年街头花箱更新为什么执行率低", "招标晚"),
        ("2023年百花月季展的钱为啥没花出去", "台风"),
    ],
)
def test_the_cause_is_told(account: Service, question: str, told: str) -> None:
    answer = account.ask(question)
    assert answer.status == "answered"
    assert told in answer.answer


@pytest.mark.parametrize("question", ["2023年屋顶花园试点的钱为什么没花完", "2023年街头花箱采购二期的钱为什么没花完"])
def test_the_cause_of_another_project_is_not_told(account: Service, question: str) -> None:
    answer = account.ask(question).answer
    assert "旧管线" not in answer
    assert "台风" not in answer


def test_why_a_line_fell_short_is_told_of_that_line_alone(account: Service) -> None:
    answer = account.ask("2023年城乡社区环境卫生的钱为什么没花完").answer
    assert "台风" not in answer
    assert "900.00万元" in answer


@pytest.mark.parametrize("asked", ["为的什么", "图的啥", "冲着什么"])
def test_what_a_move_was_for_is_asked_in_everyday_words(tmp_path, asked: str) -> None:
    answer = _service(tmp_path, BUDGET).ask(f"2025年老年福利比上年多安排7万，{asked}")
    assert "东巷养老服务站" in answer.answer
