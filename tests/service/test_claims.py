"""A statement put forward in a question is worked out from what the disclosures print, and told to hold or not."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*_20*"))
SERVICE = Service(Shelf(*SAMPLES))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "holds", "figures"),
    [
        ("教育局2024年三公经费比上年减少2.30万元，两年的数核得上吗", True, {"2.30万元", "19.80万元", "22.10万元"}),
        ("水务局2024年支出说是比上年增加130.27万元，和两年的总额对得上吗", True, {"130.27万元"}),
        ("教育局2023年决算住房公积金完成年初预算96.88%，按数额算对得上吗", False, {"96.88%", "98.88%"}),
        ("教育局2023年决算，年初结转和结余加本年收入减本年支出，是不是等于年末结转和结余", True, {"11.20万元"}),
        ("教育局2023年决算，年初结转和结余加本年支出，跟总计是否一致", False, {"2305.24万元", "2307.94万元"}),
        ("教育局2024年支出的增加额与基本支出、项目支出各自的增加额之和是否一致", True, {"26.77万元", "30.50万元"}),
        ("教育局2023年绩效自评的金额和项目支出决算数一样吗", True, {"744.75万元"}),
        ("教育局2024年参训教师培训人次，整体绩效表和项目绩效表的数一样吗", False, {"1200人次", "1500人次"}),
        ("教育局2024年维修校舍面积在两张绩效表里是否一致", True, {"9500平方米"}),
        ("教育局2023年三公的年初预算数，决算里的跟预算里的一致吗", True, {"22.10万元"}),
        ("水务局2024年培训费预算，单位和部门那份的数一样吗", True, {"24000元"}),
    ],
)
def test_what_is_claimed_is_worked_out(question: str, holds: bool, figures: set[str]) -> None:
    answer = SERVICE.ask(question)
    assert answer.status == "answered"
    assert figures <= {figure.text for figure in answer.figures}, answer.answer
    assert ("不一致" in answer.answer) != holds, answer.answer


def test_an_answer_is_said_to_be_stated_otherwise_when_it_is_questioned() -> None:
    first = SERVICE.ask("水务局2024年政府采购预算是多少")
    checked = SERVICE.ask("确定没弄错？", None, first.conversation)
    assert "不一致" in checked.answer
    assert {"186.00万元", "1680000元"} <= {figure.text for figure in checked.figures}
