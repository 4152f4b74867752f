"""What no name finds, found by search: a figure in the unit asked for, where the place shares the question's words."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest import terms
from ingest.model import Fact, Passage, Place
from service import question
from service.draft import Stated
from service.held import Held
from service.rules import meaning
from service.rules.scene import Scene
from tests.support.shelf import Shelf

FILE = Path(__file__).parents[2] / "samples" / "education_2024_budget.md"
HELD = Held(Shelf(FILE))  # type: ignore[arg-type]
(RECORD,) = HELD.records(None)
HOLDING = HELD.holding(RECORD)


def facts(label: str) -> list[Fact]:
    return [f for f in HOLDING.facts if f.indicator and label in f.row and f.value is not None]


def passage(text: str, *found: Fact, heading: str = "项目支出绩效目标表") -> Passage:
    return Passage(text, RECORD.id, heading, text, Place(), facts=tuple(fact.id for fact in found))


SCHOOLS = passage("产出指标 › 数量指标 › 接入学校数量：指标值 ≥186所", *facts("接入学校数量"))
HOURS = passage("产出指标 › 时效指标 › 故障响应时间：指标值 ≤2小时", *facts("故障响应时间"))
SENTENCE = passage("租用云服务器和专线，对平台开展等级保护测评。教师进修另行安排。", heading="项目概述")


def scene(text: str, *passages: Passage) -> Scene:
    query = question.parse(text, terms.Vocabulary([]))
    return Scene(query, (HOLDING,), 2024, RECORD.organisation or "", search=lambda words: passages)


def test_a_count_is_found_where_its_words_stand() -> None:
    draft = meaning.figure(scene("接入学校有多少所", HOURS, SCHOOLS))
    assert draft is not None
    stated = [piece for piece in draft.pieces if isinstance(piece, Stated)]
    assert [(str(piece.value), piece.unit) for piece in stated] == [("186", "所")]
    assert draft.by_words


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("接入学校多少人", [SCHOOLS]),  # counted in another unit
        ("接入学校花了多少钱", [SCHOOLS]),  # a count is no money
        ("食堂装修有多少所", [SCHOOLS]),  # no word of the place
        ("接入学校是谁定的", [SCHOOLS]),  # asks for no amount
        ("接入学校有多少所", []),
        ("接入学校有多少所", [passage("接入学校", *facts("维修学校数量"), *facts("接入学校数量"))]),  # two values
        ("2019年接入学校有多少所", [SCHOOLS]),
    ],
)
def test_what_does_not_fit_is_not_given(text: str, passages: list[Passage]) -> None:
    assert meaning.figure(scene(text, *passages)) is None


def test_a_sentence_is_quoted_whole() -> None:
    draft = meaning.sentence(scene("等级保护测评谁来做", SENTENCE))
    assert draft is not None
    assert draft.by_words
    assert [getattr(piece, "text", "") for piece in draft.pieces] == ["租用云服务器和专线，对平台开展等级保护测评。"]


@pytest.mark.parametrize("text", ["食堂谁来承包", "等级保护测评多少钱"])
def test_a_sentence_about_something_else_is_not_quoted(text: str) -> None:
    assert meaning.sentence(scene(text, SENTENCE)) is None
