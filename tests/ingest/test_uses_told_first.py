"""What an item's money is for, by whatever noun and before or behind its amounts; what was counted in passing moves no money."""

from __future__ import annotations

import pytest

from ingest.model import Document, Fact, Paragraph, Place
from ingest.narrative import narrative_facts

_SECTION = ("二、支出决算情况说明",)


def _facts(text: str) -> tuple[Fact, ...]:
    paragraph = Paragraph(text, _SECTION, Place(anchor="p1"))
    return tuple(
        narrative_facts(
            Document(
                "d", "0", ("a.txt",), "示例", "示例市林业局", 2024, "final_accounts", "department", (paragraph,), ()
            )
        )
    )


@pytest.mark.parametrize(
    ("text", "row", "purpose"),
    [
        (
            "1、农林水支出（类）林业和草原（款）森林资源培育（项）。经费用于荒山补植和管护员补助。年初预算为20.00万元，支出决算为12.00万元。",
            "森林资源培育",
            "荒山补植和管护员补助",
        ),
        ("2、农林水支出（类）林业和草原（款）森林资源管理（项）。用途：巡护道路维护。支出决算为9.00万元。", "森林资源管理", "巡护道路维护"),
        ("（1）教育支出（类）38.42万元，资金投向为举办护林员培训班。", "教育支出", "举办护林员培训班"),
        ("（2）科学技术支出（类）45.00万元，用途是开展防火预警研究。", "科学技术支出", "开展防火预警研究"),
        ("（3）卫生健康支出（类）12.00万元，主要用来缴纳基本医疗保险。", "卫生健康支出", "缴纳基本医疗保险"),
    ],
)  # fmt: skip
def test_what_it_is_for(text: str, row: str, purpose: str) -> None:
    found = _facts(text)
    assert found
    assert {(fact.row[-1], fact.purpose) for fact in found} == {(row, purpose)}


def test_a_use_with_an_amount_of_its_own_is_no_heading() -> None:
    found = _facts("1、森林资源培育（项）。经费用于管护员补助3.00万元、苗木采购5.00万元。")
    assert all(fact.purpose is None for fact in found)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("会议费20.00万元，召开会议5个，参加会议100人次，同比减少5.00万元。", "会议费"),
        ("事业收入主要是苗圃的售苗收入，苗圃停业四个月，同比减少5.00万元。", "事业收入"),
        # Of a part that is told with its amount in the reason, the move is that part's.
        ("基本支出50.00万元，比上年增加8.00万元，主要是人员经费10.00万元，同比增加5.00万元。", "人员经费"),
    ],
)
def test_whose_money_moved(text: str, row: str) -> None:
    moved = [fact for fact in _facts(text) if fact.measure == "change" and str(fact.value) == "5.00"]
    assert [fact.row[-1] for fact in moved] == [row]


def test_a_number_of_things_moves_as_what_is_counted() -> None:
    found = _facts("会议费20.00万元，比上年增加3.00万元，主要是召开会议15个，同比增加5个。")
    assert [(fact.row[-1], fact.unit) for fact in found if str(fact.value) == "5"] == [("召开会议", "个")]
