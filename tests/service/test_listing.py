"""What a revenue is made up of is listed only where its sources add up to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

SERVICE = Service(Shelf(*sorted((Path(__file__).parents[2] / "samples").glob("*_20*"))))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "amounts"),
    [
        ("教育局2024年收入有哪些来源", ["2379.32万元", "2297.32万元", "30.00万元", "52.00万元"]),
        ("教育局2024年的收入由哪几项组成", ["2379.32万元", "2297.32万元", "30.00万元", "52.00万元"]),
        ("教育局2023年决算收入构成", ["2299.44万元", "2252.64万元", "46.80万元"]),
        ("水务局2024年收入有哪些来源", ["18891100元", "18891100元"]),
    ],
)
def test_the_sources_of_a_revenue(question: str, amounts: list[str]) -> None:
    assert [figure.text for figure in SERVICE.ask(question).figures if "元" in figure.text] == amounts
