"""A sentence that only says where to look, or how far a plan came, is part of the question before it."""

from __future__ import annotations

import pytest

from service import asked_years, messages


@pytest.mark.parametrize(
    "text",
    [
        "园林局现在有多少在编人员？2019年预算文件里查一下",
        "园林局三公经费有多少？请在2019年部门预算里看看。",
        "园林局2023年的预算没有全部完成吗，完成的比例是多少",
    ],
)
def test_it_is_one_question(text: str) -> None:
    assert len(messages.questions(text)) == 1


def test_two_questions_stay_two() -> None:
    assert len(messages.questions("2023年收入多少？2023年预算完成率是多少？")) == 2


def test_a_year_that_is_to_be_noted_is_no_year_to_come() -> None:
    assert asked_years.years("列一下并注明年度")[1] == ()
