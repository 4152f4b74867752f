"""What the figures of earlier answers come to, and where they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.model import Fact
from service import recall
from service.held import Held
from service.query import Query
from service.rules.scene import Scene
from tests.support.shelf import Shelf

SAMPLES = Path(__file__).parents[2] / "samples"
HELD = Held(Shelf(SAMPLES / "education_2024_budget.md", SAMPLES / "water_2024_budget.txt"))  # type: ignore[arg-type]
SCENES = [
    Scene(Query("", "lookup"), (HELD.holding(record),), 2024, record.organisation or "", name_organisation=True)
    for record in HELD.records(None)
]


def fact(body: str, label: str, unit: str) -> Fact:
    """The first figure of a body's row."""
    return next(
        f
        for scene in SCENES
        if body in scene.organisation
        for holding in scene.holdings
        for f in holding.facts
        if f.source == "table" and f.row and f.row[-1] == label and f.unit == unit and f.value is not None
    )


WATER, POWER, OFFICE = (fact("教育局", label, "万元") for label in ("水费", "电费", "办公费"))
ELSEWHERE = fact("水务局", "电费", "元")
RATE = fact("教育局", "参训教师满意度", "%")


@pytest.mark.parametrize(
    ("what", "facts", "result"),
    [
        ("sum", [WATER, POWER], ("13.00", "万元")),
        ("sum", [WATER, POWER, OFFICE], ("39.40", "万元")),
        ("sum", [POWER, ELSEWHERE], ("15.75", "万元")),
        ("difference", [WATER, POWER], ("8.20", "万元")),
        ("difference", [POWER, WATER], ("8.20", "万元")),
        ("difference", [POWER, ELSEWHERE], ("5.45", "万元")),
    ],
)
def test_figures_come_to(what: str, facts: list[Fact], result: tuple[str, str]) -> None:
    draft = recall.draft(what, facts, SCENES)
    assert draft is not None
    assert draft.result is not None
    assert (f"{draft.result.value:.2f}", draft.result.unit) == result


@pytest.mark.parametrize(
    ("what", "facts"),
    [
        ("sum", []),
        ("sum", [WATER]),
        ("sum", [WATER, RATE]),
        ("difference", [WATER, RATE]),
        ("difference", [WATER, POWER, OFFICE]),
    ],
)
def test_unlike_or_too_few_figures_come_to_nothing(what: str, facts: list[Fact]) -> None:
    assert recall.draft(what, facts, SCENES) is None


def test_an_answer_is_given_again_with_its_places() -> None:
    before = recall.draft("sum", [WATER, ELSEWHERE], SCENES)
    assert before is not None
    for checked in (True, False):
        told = recall.source(before, SCENES, checked=checked)
        words = "".join(piece for piece in told.pieces if isinstance(piece, str))
        assert ("逐项核对" in words) is checked
        assert "《示例市教育局2024年部门预算情况说明（虚构示例）》" in words
        assert "《示例市水务局2024年部门预算（虚构示例）》" in words
        assert told.result == before.result
