"""Which change a reason is of: the one against the year before, or the one against the same year's budget."""

from __future__ import annotations

import pytest

from ingest.statements import Context, statements

ACCOUNT = Context(year=2024, kind="final_accounts")


def reasons(text: str) -> set[tuple[int | None, str]]:
    return {(s.base_year, s.reason) for s in statements(text, ACCOUNT) if s.reason}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "培训费全年预算10.00万元，决算8.00万元，比2023年度增加1.00万元。决算数小于预算数，是因为两期停办；同比上升，则是由于新增岗前培训。",
            {(2024, "两期停办"), (2023, "新增岗前培训")},
        ),
        (
            "培训费决算8.00万元，完成全年预算的80.00%，与2023年度相比减少1.00万元。决算数小于预算数的主要原因：两期停办。",
            {(2024, "两期停办")},
        ),
        (
            "培训费8.00万元，比上年增加1.00万元。年初预算为7.90万元，完成年初预算的101.27%，差异的主要原因是追加了讲课费。",
            {(2024, "追加了讲课费")},
        ),
        (
            "培训费较2023年决算数增加1.00万元，较年初预算数增加2.00万元。与年初预算差异较大，是因为年中下达。",
            {(2024, "年中下达")},
        ),
        ("培训费决算8.00万元，为年初预算7.50万元的106.67%。高于预算，主要是新增一期培训。", {(2024, "新增一期培训")}),
        ("“教育支出（类）进修及培训（款）培训支出（项）”用于岗位培训。未用完的原因：两期停办。", {(2024, "两期停办")}),
        ("培训费较年初预算数减少2.00万元，较上年支出数减少1.00万元，主要原因是两期停办。", {(2024, "两期停办"), (2023, "两期停办")}),
    ],
)  # fmt: skip
def test_a_reason_is_of_the_base_that_its_sentence_names(text: str, said: set[tuple[int | None, str]]) -> None:
    assert reasons(text) == said


def test_compared_with_the_year_before_in_one_word_more() -> None:
    found = [
        s
        for s in statements("培训费8.00万元，与上年预算比增加1.00万元，主要是因为新增岗前培训。", ACCOUNT)
        if s.base_year
    ]
    assert [(s.direction, s.year, s.base_year, s.reason) for s in found] == [("up", 2024, 2023, "新增岗前培训")]
