"""A budget in a few lines, a section asked for by its name, thanks and questions about the service itself."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

BUDGET = """# 云屏市青柳区粮食局2024年度部门预算

## 第二部分 预算表

收支预算总表（单位：万元）

| 收入项目 | 预算数 | 支出项目 | 预算数 |
|---|---|---|---|
| 一般公共预算拨款收入 | 900.00 | 粮油物资储备支出 | 760.00 |
| | | 社会保障和就业支出 | 100.00 |
| | | 住房保障支出 | 40.00 |
| 收入总计 | 900.00 | 支出总计 | 900.00 |

一般公共预算支出预算表（单位：万元）

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 208 | 社会保障和就业支出 | 100.00 | 100.00 | |
| 221 | 住房保障支出 | 40.00 | 40.00 | |
| 222 | 粮油物资储备支出 | 760.00 | 260.00 | 500.00 |
| | 合计 | 900.00 | 400.00 | 500.00 |

一般公共预算机关运行经费支出预算表（单位：万元）

| 科目编码 | 科目名称 | 金额 |
|---|---|---|
| 30201 | 办公费 | 12.00 |
| 30211 | 差旅费 | 18.00 |
| 30231 | 公务用车运行维护费 | 4.00 |
| | 合计 | 34.00 |

“三公”经费支出预算表（单位：万元）

| 合计 | 因公出国（境）费 | 公务用车运行维护费 | 公务接待费 |
|---|---|---|---|
| 6.00 | 0.00 | 4.00 | 2.00 |

## 第三部分 情况说明

### 五、国有资产占有使用情况

截至2023年12月31日，本部门共有车辆2辆，其中：应急保障用车2辆。单价100万元以上的设备0台（套）。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    file = tmp_path_factory.mktemp("overview") / "disclosure.md"
    file.write_text(BUDGET, "utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "question",
    [
        "概括一下粮食局2024年的预算",
        "2024年部门预算收支总体情况",
        "介绍一下粮食局2024年部门预算的基本情况",
        "请总结2024年预算",
        "2024年部门预算编制说明",
    ],
)
def test_a_budget_is_told_in_a_few_lines(service, question) -> None:
    reply = service.ask(question)
    assert reply.status == "answered"
    assert reply.result is None
    told = {figure.text for figure in reply.figures}
    assert {"900.00万元", "400.00万元", "500.00万元", "760.00万元", "6.00万元"} <= told, reply.answer


@pytest.mark.parametrize(
    ("question", "result"),
    [("2024年支出预算总体是多少", "900.00"), ("介绍一下2024年三公经费", "6.00"), ("2024年总体预算增加多少", None)],
)
def test_one_thing_of_it_is_no_overview(service, question, result) -> None:
    reply = service.ask(question)
    assert "主要数字" not in reply.answer
    assert (reply.result.value if reply.result else None) == result


@pytest.mark.parametrize("question", ["2024年国有资产占有使用情况", "粮食局国有资产占用情况", "国有资产情况怎么样"])
def test_a_section_is_told_that_is_asked_for_by_its_name(service, question) -> None:
    reply = service.ask(question)
    assert reply.status == "answered"
    assert "共有车辆2辆" in reply.answer


def test_the_rows_of_a_table_that_is_about_an_item_are_ordered(service) -> None:
    reply = service.ask("2024年机关运行经费里最大的一项是什么")
    assert reply.result is not None, reply.answer
    assert reply.result.value == "18.00"
    assert "差旅费" in reply.answer


@pytest.mark.parametrize("question", ["谢谢", "好的，谢谢你", "辛苦了", "非常感谢！"])
def test_thanks_are_returned_and_nothing_is_looked_up(service, question) -> None:
    reply = service.ask(question)
    assert reply.status == "answered"
    assert reply.answer.startswith("不客气")
    assert not reply.figures


def test_thanks_leave_the_conversation_as_it_was(service) -> None:
    first = service.ask("2024年公务接待费是多少")
    thanks = service.ask("谢谢", None, first.conversation)
    assert thanks.answer.startswith("不客气")
    assert service.ask("换算成元", None, thanks.conversation).result.value == "20000"


@pytest.mark.parametrize("question", ["你是谁", "你能做什么", "怎么用", "这个网站是干嘛的", "你可以回答什么问题"])
def test_the_service_says_what_it_is(service, question) -> None:
    reply = service.ask(question)
    assert reply.status == "answered"
    assert "明账" in reply.answer
    assert not reply.figures


@pytest.mark.parametrize("question", ["谢谢，2024年公务接待费是多少", "你能告诉我2024年公务接待费是多少吗"])
def test_a_question_beside_it_is_answered(service, question) -> None:
    reply = service.ask(question)
    assert reply.result is not None, reply.answer
    assert reply.result.value == "2.00"


def test_where_the_office_is_has_no_amount(service) -> None:
    reply = service.ask("粮食局在哪办公")
    assert not reply.figures
    assert reply.status == "declined"
