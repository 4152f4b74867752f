"""Why a year's budget is not what the year before spent, where the question tells both: the reason is the budget's own."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

_TEXT = """# 江州市梧桐区人民政府柳溪街道办事处2024年部门预算

一、收支情况

1.“教育支出（类）其他教育支出（款）其他教育支出（项）”25.00万元，主要用于社区教育。2023年当年预算执行数为0.00万元，2024年预算安排25.00万元。主要原因是：新办社区学院。

2.“公共安全支出（类）司法（款）公共法律服务（项）”30.00万元，主要用于公共法律服务。2023年当年预算执行数为15.00万元，2024年预算安排30.00万元，比2023年预算执行数增加100.00%。主要原因是：增设法律服务站。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    file = tmp_path_factory.mktemp("why") / "a.md"
    file.write_text(_TEXT, encoding="utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("2023年执行数是零的其他教育支出，柳溪街道2024年却排了25万，官方解释是什么？", "社区学院"),
        ("其他教育支出2023年执行数为0，2024年安排25万元，为什么", "社区学院"),
        ("公共法律服务2023年执行了15万，2024年预算到了30万，文件给的理由", "法律服务站"),
        ("公共法律服务从2023年执行数15万涨到2024年30万，文件怎么讲", "法律服务站"),
        ("为什么2024年公共法律服务安排30万元，而2023年执行数只有15万元", "法律服务站"),
    ],
)
def test_the_reason_is_told(service: Service, question: str, reason: str) -> None:
    answer = service.ask(question)
    assert answer.status == "answered", answer.answer
    assert reason in answer.answer, answer.answer


@pytest.mark.parametrize(
    "question", ["公共法律服务2023年执行数为什么是15万", "柳溪街道2023年其他教育支出执行数为什么是零"]
)
def test_why_the_year_before_was_so_is_not_told(service: Service, question: str) -> None:
    answer = service.ask(question)
    assert "社区学院" not in answer.answer
    assert "法律服务站" not in answer.answer


@pytest.mark.parametrize("question", ["公共法律服务2023年执行数是多少", "2024年预算里公共法律服务2023年的执行数"])
def test_the_amount_of_the_year_before(service: Service, question: str) -> None:
    answer = service.ask(question)
    assert answer.result is not None, answer.answer
    assert str(answer.result.value) == "15.00"
