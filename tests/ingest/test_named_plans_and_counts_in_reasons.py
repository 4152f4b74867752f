"""A plan that is a name is no budget; what a reason counts belongs to the reason."""

from __future__ import annotations

import pytest

from ingest.statements import Context, statements


@pytest.mark.parametrize(
    ("told", "basis"),
    [
        ("乡村教师培养计划56.00万元，用于培训", "actual"),
        ("“春雨计划”助学56.00万元，用于助学", "actual"),
        ("采购计划56.00万元", "budget"),
        ("原计划投入56.00万元", "budget"),
    ],
)
def test_a_named_plan_is_no_budget(told: str, basis: str) -> None:
    found = [s for s in statements(f"{told}。", Context(2023, "final_accounts")) if s.figure]
    assert found[0].basis == basis


def test_what_a_reason_counts_belongs_to_it() -> None:
    text = "“三公”经费支出20.00万元，较上年增加5.00万元，主要原因是一辆旧车报废，当年更新购置1辆。公务接待费2.00万元。"
    found = [s for s in statements(text, Context(2023, "final_accounts")) if s.figure]
    assert next(s.reason for s in found if s.claim == "change") == "一辆旧车报废，当年更新购置1辆"


def test_a_count_of_cars_behind_a_reason_is_none_of_it() -> None:
    text = "公务用车购置费20.00万元，较上年增加5.00万元，主要原因是旧车报废，公务用车购置数1辆。"
    found = [s for s in statements(text, Context(2023, "final_accounts")) if s.figure]
    assert next(s.reason for s in found if s.claim == "change") == "旧车报废"
