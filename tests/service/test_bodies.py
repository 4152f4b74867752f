"""Several organisations in one store: the right one is found, asked for, compared, or said not to be held."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

SAMPLES = Path(__file__).parents[2] / "samples"
SERVICE = Service(Shelf(*sorted(SAMPLES.glob("*_20*"))))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "result", "organisation", "year"),
    [
        ("市教育局2024年三公经费多少钱", ("19.80", "万元"), "示例市教育局", 2024),
        ("示例市教育局23年三公经费预算", ("22.10", "万元"), "示例市教育局", 2023),
        ("教育局2023年三公经费实际花了多少", ("18.96", "万元"), "示例市教育局", 2023),
        ("教育局2023年三公经费决算比预算少多少", ("-3.14", "万元"), "示例市教育局", 2023),
        ("水务局今年三公经费", ("2.80", "万元"), "示例市水务局", 2024),
    ],
)
def test_the_body_and_year_asked_about_answer(
    question: str, result: tuple[str, str], organisation: str, year: int
) -> None:
    answer = SERVICE.ask(question)
    assert answer.result is not None, answer.answer
    assert (answer.result.value, answer.result.unit) == result
    assert {(citation.organisation, citation.year) for citation in answer.citations} == {(organisation, year)}


@pytest.mark.parametrize("question", ["2024年三公经费是多少", "今年基本支出多少", "项目支出为什么增加"])
def test_without_a_body_it_is_asked_back(question: str) -> None:
    answer = SERVICE.ask(question)
    assert (answer.status, answer.result) == ("clarify", None)
    assert any("示例市教育局" in offer for offer in answer.follow_ups)


@pytest.mark.parametrize(
    "question",
    [
        "示例市财政局2024年三公经费多少",
        "另一市教育局2024年三公经费多少",
        "教育局2021年三公经费",
        "水务局2023年决算支出多少",
    ],
)
def test_what_is_not_held_is_declined_and_what_is_held_is_named(question: str) -> None:
    answer = SERVICE.ask(question)
    assert (answer.status, answer.result) == ("declined", None), answer.answer
    assert "已收录" in answer.answer


def test_two_bodies_are_compared() -> None:
    answer = SERVICE.ask("教育局和水务局2024年三公经费谁多，多多少")
    assert "示例市教育局更多" in answer.answer
    assert "17.00万元" in answer.answer


def test_the_sample_questions_are_answered_as_their_file_says() -> None:
    from service import evaluate

    wanted = evaluate.questions(SAMPLES / "questions.jsonl")
    shelf = Shelf(*sorted(SAMPLES.glob("*_20*")))
    stored = shelf.facts([record.id for record in shelf.records()])
    score = evaluate.run(wanted, SERVICE.ask, stored)
    assert score.perfect, "\n".join(score.misses())
