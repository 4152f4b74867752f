"""Items called by a part of their printed name: the only one that has it, or all that a person must choose from."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest import terms
from service import partial_names
from service.held import Held
from service.query import Asked, Query
from tests.support.shelf import Shelf

FILE = Path(__file__).parents[2] / "samples" / "education_2024_budget.md"
HELD = Held(Shelf(FILE))  # type: ignore[arg-type]
HOLDINGS = [HELD.holding(record) for record in HELD.records(None)]


def asked(word: str, year: int = 2024, **other: object) -> Query:
    query = Query(f"{word}多少", "lookup", rest=(word,))
    return partial_names.resolved(
        Query(**{name: other.get(name, getattr(query, name)) for name in Query.__slots__}), HOLDINGS, year
    )


@pytest.mark.parametrize(
    ("word", "labels"),
    [
        ("彩票", {"彩票公益金安排的支出", "用于教育事业的彩票公益金支出"}),
        ("劳务", {"劳务费"}),
        ("邮电", {"邮电费"}),
    ],
)
def test_rows_with_the_word_in_their_name_are_meant(word: str, labels: set[str]) -> None:
    (item,) = asked(word).items
    assert item.near
    assert (item.text, item.start, item.end) == (word, 0, len(word))
    assert set(item.keys) == {terms.key(label) for label in labels}
    assert asked(word).rest == ()


@pytest.mark.parametrize("word", ["食堂", "费", "支出", "abc", "一二三四五六七八九"])
def test_a_word_that_tells_no_row_stays_unexplained(word: str) -> None:
    assert asked(word).items == ()
    assert asked(word).rest == (word,)


def test_rows_of_another_year_are_not_meant() -> None:
    assert asked("劳务", year=2019).items == ()


@pytest.mark.parametrize(
    "other",
    [
        {"items": (Asked("水费", ("水费",), 0, 2),)},
        {"counted": "人次"},
        {"kind": "contact"},
        {"rest": ("劳务", "邮电")},
    ],
)
def test_only_a_question_with_one_word_left_is_helped(other: dict[str, object]) -> None:
    assert asked("劳务", **other).items == other.get("items", ())
