"""Parts named in everyday words against the whole that is only alluded to; a blank cell among them adds nothing."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

ACCOUNT = """# 云屏市青柳区统计局2023年度部门决算

## 第二部分 决算表

财政拨款“三公”经费支出决算表（单位：万元）

| “三公”经费合计 | 因公出国（境）费 | 公务用车购置及运行费 | | | 公务接待费 |
|---|---|---|---|---|---|
| | | 小计 | 公务用车购置费 | 公务用车运行费 | |
| 9.40 | {abroad} | 6.10 | | 6.10 | 3.30 |
"""


@pytest.fixture(scope="module", params=["", "0.00"])
def service(request, tmp_path_factory) -> Service:
    file = tmp_path_factory.mktemp("parts") / "disclosure.md"
    file.write_text(ACCOUNT.format(abroad=request.param), "utf-8")
    return Service(Shelf(file))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "question",
    [
        "2023年出国、用车、接待三项相加，跟三公表合计能对上吧？",
        "2023年出国、公车、接待三块加起来，和三公总数一致吗",
        "2023年出国费、车辆费、招待费加总等于三公经费合计吗",
    ],
)
def test_the_parts_come_to_the_whole(service: Service, question: str) -> None:
    answer = service.ask(question)
    assert answer.status == "answered", answer.answer
    assert answer.answer.startswith("一致")
    assert "合计**9.40万元**" in answer.answer


def test_a_blank_part_is_said_to_be_blank(tmp_path_factory) -> None:
    file = tmp_path_factory.mktemp("blank") / "disclosure.md"
    file.write_text(ACCOUNT.format(abroad=""), "utf-8")
    answer = Service(Shelf(file)).ask("2023年出国、用车、接待三项相加，跟三公表合计能对上吧？")  # type: ignore[arg-type]
    assert "为空（未列金额）" in answer.answer


def test_parts_of_no_whole_are_not_held_against_one(service: Service) -> None:
    answer = service.ask("2023年出国、用车、会议三项相加，跟三公表合计能对上吧？")
    assert not answer.answer.startswith("一致")
