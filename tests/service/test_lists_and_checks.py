"""Lists and checks take what is asked for: the sources of a revenue, one item in several tables."""

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
        ("水务局2024年的钱都是从哪儿来的", ["18891100元", "18891100元"]),
        ("水务局2024年的钱分别从哪里来、各是多少", ["18891100元", "18891100元"]),
    ],
)
def test_the_sources_of_a_revenue(question: str, amounts: list[str]) -> None:
    assert [figure.text for figure in SERVICE.ask(question).figures if "元" in figure.text] == amounts


@pytest.mark.parametrize(
    "tables",
    [
        "基本支出预算表与机关运行经费支出预算表所列",
        "财政拨款基本支出表和“三公”经费、会议费、培训费表里的数",
        "“三公”经费、会议费、培训费支出预算表跟正文",
    ],
)
def test_items_that_name_a_table_are_not_compared(tables: str) -> None:
    answer = SERVICE.ask(f"教育局2024年会议费，{tables}一致吗")
    assert [figure.text for figure in answer.figures if "元" in figure.text] == ["4.90万元"], answer.answer


@pytest.mark.parametrize(
    "question",
    ["教育局2023年公务接待费比预算省了多少", "教育局2023年公务接待费花了多少，比年初预算节约多少"],
)
def test_what_was_saved_against_the_budget_is_not_what_moved_since_the_year_before(question: str) -> None:
    answer = SERVICE.ask(question)
    assert any(figure.text == "1.42万元" and figure.formula for figure in answer.figures), answer.answer


def test_an_outturn_is_held_against_what_the_budget_calls_otherwise() -> None:
    answer = SERVICE.ask("教育局2023年决算比年初预算少花了多少")
    assert answer.status == "answered", answer.answer
    assert answer.result is not None
    assert (answer.result.value, answer.result.unit) == ("-25.31", "万元")
    assert "支出总计" in answer.answer
