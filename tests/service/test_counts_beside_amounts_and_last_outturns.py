"""A number of projects beside amounts, three stages of one item, a part in percent by whose money it is, 合得拢吗."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

BUDGET = """# 云屏市青柳区市容局2024年度部门预算

## 第二部分 预算表

收支预算总表（单位：万元）

| 收入项目 | 预算数 | 支出项目 | 预算数 |
|---|---|---|---|
| 一、一般公共预算拨款收入 | 600.00 | 一、城乡社区支出 | 1000.00 |
| 二、政府性基金预算拨款收入 | 400.00 | | |
| 收入总计 | 1000.00 | 支出总计 | 1000.00 |

支出预算总表（单位：万元）

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 212 | 城乡社区支出 | 1000.00 | 300.00 | 700.00 |
| 21201 | 城乡社区管理事务 | 600.00 | 300.00 | 300.00 |
| 2120101 | 行政运行 | 300.00 | 300.00 | |
| 2120104 | 城管执法 | 300.00 | | 300.00 |
| 21208 | 国有土地使用权出让收入安排的支出 | 400.00 | | 400.00 |
| 2120803 | 城市建设支出 | 400.00 | | 400.00 |
| | 合计 | 1000.00 | 300.00 | 700.00 |

一般公共预算支出预算表（单位：万元）

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 212 | 城乡社区支出 | 600.00 | 300.00 | 300.00 |
| 21201 | 城乡社区管理事务 | 600.00 | 300.00 | 300.00 |
| 2120101 | 行政运行 | 300.00 | 300.00 | |
| 2120104 | 城管执法 | 300.00 | | 300.00 |
| | 合计 | 600.00 | 300.00 | 300.00 |

政府性基金预算支出预算表（单位：万元）

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 212 | 城乡社区支出 | 400.00 | | 400.00 |
| 21208 | 国有土地使用权出让收入安排的支出 | 400.00 | | 400.00 |
| 2120803 | 城市建设支出 | 400.00 | | 400.00 |
| | 合计 | 400.00 | | 400.00 |

## 第三部分 情况说明

### 一、财政拨款支出主要内容

1.“城乡社区支出（类）城乡社区管理事务（款）城管执法（项）”2024年度预算300.00万元，2023年度预算360.00万元，主要用于执法装备。2023年当年预算执行数为320.00万元，2024年预算安排300.00万元，比2023年预算执行数减少6.25%。

2.“城乡社区支出（类）城乡社区管理事务（款）行政运行（项）”2024年度预算300.00万元，主要用于人员经费。2023年当年预算执行数为290.00万元。

### 二、“三公”经费

2024年“三公”经费预算数为8.00万元。

### 三、机关运行经费

2024年机关运行经费预算为21.00万元。

### 四、政府采购情况

2024年政府采购预算90.00万元，其中：政府采购货物预算10.00万元，政府采购工程预算50.00万元，政府采购服务预算30.00万元。面向中小企业预留政府采购项目预算金额40.00万元，其中，预留给小型和微型企业的政府采购项目预算为26.00万元。

### 五、预算绩效情况

按照预算绩效管理工作的总体要求，本部门3个预算单位开展了2024年项目预算绩效目标编报工作，编报绩效目标的项目17个，涉及项目预算资金700.00万元。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    file = tmp_path_factory.mktemp("beside") / "disclosure.md"
    file.write_text(BUDGET, "utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "result", "unit"),
    [
        ("2024年绩效目标项目数是多少", "17", "个"),
        ("2024年纳入绩效目标管理的项目数", "17", "个"),
        ("2024年编报绩效目标的项目涉及金额是多少", "700.00", "万元"),
        ("2024年给中小企业预留的采购额里，小微拿走百分之多少", "65.00", "%"),
        ("2024年采购总额里工程拿走几成", "55.56", "%"),
        ("2024年花的钱里，卖地收入那块（政府性基金）占几成", "40.00", "%"),
        ("2024年总支出里城乡社区支出（政府性基金）占多大比例", "40.00", "%"),
        ("2024年城乡社区支出（一般公共预算）占总支出几成", "60.00", "%"),
        ("城管执法2024年预算比2023年预算执行数减少多少", "-20.00", "万元"),
        ("城管执法2024年预算比2023年预算执行数降了百分之几", "-6.25", "%"),
    ],
)
def test_it_is_told_in_what_is_asked_for(service, question, result, unit) -> None:
    reply = service.ask(question)
    assert reply.result is not None, reply.answer
    assert (reply.result.value, reply.result.unit) == (result, unit), reply.answer


@pytest.mark.parametrize(
    "question",
    [
        "2024年三公经费、机关运行经费、绩效目标项目数分别是多少",
        "2024年三公经费、机关运行经费、编报绩效目标的项目数各多少",
    ],
)
def test_a_number_of_projects_is_told_beside_amounts(service, question) -> None:
    reply = service.ask(question)
    assert [told for told in ("8.00", "21.00", "17个") if told not in reply.answer] == [], reply.answer


@pytest.mark.parametrize(
    "question",
    [
        "城管执法2023年预算、2023年执行、2024年预算一路怎么走的",
        "城管执法2023年预算和预算执行数、2024年预算各多少，怎么变的",
    ],
)
def test_three_stages_stand_in_one_paragraph(service, question) -> None:
    reply = service.ask(question)
    assert [told for told in ("360.00", "320.00", "300.00", "减少") if told not in reply.answer] == [], reply.answer


def test_a_stage_that_is_not_stated_is_said_to_be_missing(service) -> None:
    reply = service.ask("行政运行2023年预算、2023年执行数、2024年预算分别是多少")
    assert "290.00" in reply.answer
    assert "没有写明：2023年预算" in reply.answer, reply.answer


@pytest.mark.parametrize(
    "question",
    [
        "2024年货物、工程、服务三块采购加起来，跟采购总数合得拢不",
        "2024年政府采购货物、工程、服务加总，与采购总额对不对得拢",
    ],
)
def test_parts_come_to_their_whole(service, question) -> None:
    reply = service.ask(question)
    assert reply.answer.startswith("一致"), reply.answer
    assert "90.00" in reply.answer


def test_what_was_planned_and_what_was_spent_are_both_told(service) -> None:
    reply = service.ask("城管执法2023年预算多少、执行多少")
    assert [told for told in ("360.00", "320.00") if told not in reply.answer] == [], reply.answer
