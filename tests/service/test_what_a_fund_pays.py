"""What a fund is for and how each of its lines moved, told by the lines that it pays."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

BUDGET = """# 云屏市青柳区自然资源局2025年度部门预算

收支总表（单位：万元）

| 收入 | 预算数 | 支出 | 预算数 |
|---|---|---|---|
| 一般公共预算拨款收入 | 300.00 | 自然资源海洋气象等支出 | 300.00 |
| 政府性基金预算拨款收入 | 700.00 | 城乡社区支出 | 700.00 |
| 收入总计 | 1,000.00 | 支出总计 | 1,000.00 |

政府性基金预算支出表（单位：万元）

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 212 | 城乡社区支出 | 700.00 | | 700.00 |
| 21208 | 国有土地使用权出让收入安排的支出 | 700.00 | | 700.00 |
| 2120801 | 征地和拆迁补偿支出 | 480.00 | | 480.00 |
| 2120802 | 土地开发支出 | 220.00 | | 220.00 |
| | 合计 | 700.00 | | 700.00 |

1.城乡社区支出（类）国有土地使用权出让收入安排的支出（款）征地和拆迁补偿支出（项）480.00万元，与上年相比减少60.00万元，减少11.11%。主要用于东坪片区征地补偿。

2.城乡社区支出（类）国有土地使用权出让收入安排的支出（款）土地开发支出（项）220.00万元，与上年相比增加20.00万元，增长10.00%。主要用于南岸地块场地平整。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    folder = tmp_path_factory.mktemp("funds")
    (folder / "a.md").write_text(BUDGET, "utf-8")
    return Service(Shelf(folder / "a.md"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "question",
    ["2025年政府性基金的两个科目分别比上年增减多少", "2025年政府性基金各项支出，跟上年比哪些增了哪些减了，各变了多少"],
)
def test_each_line_of_a_fund_is_told_with_its_move(service, question) -> None:
    reply = service.ask(question)
    assert {"480.00", "60.00", "220.00", "20.00"} <= {figure.value for figure in reply.figures}, reply.answer
    assert reply.result is None


@pytest.mark.parametrize("question", ["2025年政府性基金主要用于什么", "2025年那700万政府性基金准备用在哪里"])
def test_what_a_fund_is_for_is_told_by_its_lines(service, question) -> None:
    reply = service.ask(question)
    assert reply.status == "answered"
    assert "东坪片区征地补偿" in reply.answer
    assert "南岸地块场地平整" in reply.answer


def test_the_sale_of_land_is_a_line_of_the_classification(service) -> None:
    reply = service.ask("2025年土地出让金安排的支出是多少")
    assert (reply.result and reply.result.value) == "700.00", reply.answer
