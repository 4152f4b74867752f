"""A count that two forms of a disclosure state otherwise is told from both and asked back, never told from one alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

SAMPLE = Path(__file__).parents[2] / "samples" / "education_2024_budget.md"


@pytest.mark.parametrize(
    "asked", ["2024年打算修多少平方米校舍？", "2024年校舍准备修多少平方米", "2024年要维修的校舍有多少平方米"]
)
def test_both_are_told(asked: str, tmp_path: Path) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    file = tmp_path / SAMPLE.name
    file.write_text(text.replace("维修校舍面积\t平方米\t≥\t9500", "维修校舍面积\t平方米\t≥\t8800"), encoding="utf-8")
    answer = Service(Shelf(file)).ask(asked)  # type: ignore[arg-type]
    assert answer.status == "clarify"
    assert answer.result is None
    assert [one for one in ("8800平方米", "9500平方米") if one not in answer.answer] == []
