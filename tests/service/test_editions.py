"""A disclosure published again: an answer says where its figure stood otherwise before, and nothing where it did not."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.library import Library
from service import intake
from service.answer import Service

BUDGET = Path(__file__).parents[2] / "samples" / "education_2024_budget.md"
CARS, RECEPTION = "公务用车运行维护费是多少", "公务接待费是多少"


def library(folder, *editions):
    held = Library.open(folder, None)
    for number, (old, new, origin) in enumerate(editions):
        text = BUDGET.read_text("utf-8").replace(old, new) + f"\n<!-- {number} -->\n"
        outcome = intake.take(held, f"{number}.md", text.encode(), origin)
        assert outcome.record is not None, outcome.message
    return held


FIRST, SECOND = intake.Origin(published="2024-02-01"), intake.Origin(published="2024-03-01")


@pytest.mark.parametrize(
    ("editions", "question", "value", "told"),
    [
        ([("10.80", "10.90", FIRST), ("", "", SECOND)], CARS, "10.80", "2024-02-01公布的"),
        ([("", "", SECOND), ("10.80", "10.90", FIRST)], CARS, "10.80", "10.90万元"),  # it goes by the date
        ([("10.80", "10.90", FIRST), ("", "", SECOND)], RECEPTION, "3.00", None),
        ([("", "", FIRST), ("", "", SECOND)], CARS, "10.80", None),
        ([("10.80", "10.90", intake.Origin(visibility="staff")), ("", "", intake.Origin())], CARS, "10.80", None),
    ],
)
def test_a_figure_that_stood_otherwise_before(tmp_path, editions, question, value, told) -> None:
    answer = Service(library(tmp_path, *editions)).ask(question)
    assert answer.result.value == value
    notices = [notice for notice in answer.notices if "公布的《" in notice]
    if told is None:
        assert notices == []
    else:
        assert len(notices) == 1
        assert told in notices[0]
        assert "公务用车运行维护费" in notices[0]
