"""How many projects have goals, what they come to and what part that is: the sentence of the projects, of one year or two."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

_TEXT = """# 霁川市白溪区水务局{year}年度部门预算

## 十五、预算绩效目标情况

{year}年度，本部门整体支出纳入绩效目标管理，涉及四本预算资金900.00万元；本部门共{count}个项目纳入绩效目标管理，涉及四本预算资金合计{money}万元，占四本预算资金（扣除基本支出）总额的比例为96.50%。
"""
ACCOUNTS = """# 霁川市白溪区城管局2023年度部门决算

## 预算绩效情况

编报绩效目标的项目18个，涉及预算金额321.40万元；开展绩效跟踪的项目5个，涉及预算金额156.30万元；开展绩效自评的项目16个。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    folder = tmp_path_factory.mktemp("stages")
    files = []
    for year, count, money in ((2023, 9, "410.00"), (2024, 7, "386.20")):
        files.append(folder / f"霁川市白溪区水务局{year}年度部门预算.md")
        files[-1].write_text(_TEXT.format(year=year, count=count, money=money), "utf-8")
    files.append(folder / "霁川市白溪区城管局2023年度部门决算.md")
    files[-1].write_text(ACCOUNTS, "utf-8")
    return Service(Shelf(*files))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        (
            "白溪区水务局2024年项目绩效目标管理，覆盖多少个项目、多大金额、占比多少",
            ["7个", "386.20万元", "96.50%"],
            "410.00",
        ),
        ("白溪区水务局2024年编了绩效目标的项目有几个、牵涉多少钱", ["7个", "386.20万元"], "410.00"),
        ("白溪区水务局2024年设绩效目标的项目涉及多少资金", ["386.20万元"], "900.00"),
        ("白溪区城管局2023年绩效跟踪的项目有几个、涉及资金多大", ["5个", "156.30万元"], "321.40"),
        ("白溪区水务局编报绩效目标的项目，2024年比2023年是多了还是少了？两年各几个？", ["7个", "9个", "减少"], "增长"),
        ("白溪区水务局2023年、2024年纳入绩效目标管理的项目各有几个", ["9个", "7个"], "增长"),
    ],
)
def test_what_is_told_of_the_projects(service, question, told, untold) -> None:
    reply = service.ask(question)
    assert reply.status == "answered", reply.answer
    assert all(words in reply.answer for words in told), reply.answer
    assert untold not in reply.answer, reply.answer


def test_no_amount_where_the_sentence_has_none(service) -> None:
    reply = service.ask("白溪区城管局2023年绩效自评的项目有几个、涉及多少资金")
    assert reply.result is None or reply.result.unit == "个", reply.answer
