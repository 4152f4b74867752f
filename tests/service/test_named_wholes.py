"""A share is of the whole that is named: of no row between, and of no total where the named one is not held."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

SAMPLES = Path(__file__).parents[2] / "samples"
SERVICE = Service(Shelf(*sorted(SAMPLES.glob("*_20*"))))  # type: ignore[arg-type]


@pytest.mark.parametrize("whole", ["教育支出", "教育类支出"])
def test_the_row_that_bears_the_name_is_the_whole(whole: str) -> None:
    answer = SERVICE.ask(f"教育局2024年教师进修占{whole}多少")
    assert answer.result is not None
    assert (answer.result.value, answer.result.unit) == ("27.48", "%")


@pytest.mark.parametrize("text", ["教育局2024年教师进修占教改支出多少", "教育局2024年教师进修占教改经费的比例"])
def test_a_whole_that_is_not_held_is_not_the_total(text: str) -> None:
    assert SERVICE.ask(text).status == "declined"
