"""Ways of asking, told by examples: sentences that were not learnt are known by their parts."""

from __future__ import annotations

import re

import pytest

from ingest import terms
from service import question, ways
from service.query import QueryKind

_EVERY = 10
_FILLED = {
    "【局】": "示例市教育局",
    "【年】": "2023年",
    "【年二】": "2022年",
    "【项】": "公务接待费",
    "【项二】": "会议费",
}


def _filled(form: str) -> str:
    return re.sub("【.二?】", lambda hit: _FILLED[hit[0]], form)


def test_a_sentence_that_was_not_learnt_is_likened_to_its_own_way() -> None:
    """Of each way every tenth sentence is kept back: nine in ten of these are known again, and more where it is sure."""
    learnt = ways.learn(
        {way: tuple(s for n, s in enumerate(said) if n % _EVERY) for way, said in ways.QUESTIONS.ways.items()}
    )
    told = [(way, *ways.likeliest(s, learnt)) for way, said in ways.QUESTIONS.ways.items() for s in said[::_EVERY]]
    known = [way == likeliest for way, likeliest, _ in told]
    sure = [way == likeliest for way, likeliest, how in told if how >= 0.7]
    assert sum(known) / len(known) >= 0.85
    assert sum(sure) / len(sure) >= 0.93
    assert len(sure) >= len(known) * 0.7


@pytest.mark.parametrize(
    ("way", "form"),
    [(way, form) for way in ways.QUESTIONS.ways for form in way.plain],
    ids=lambda given: str(given)[:40],
)
def test_a_plain_form_is_read_as_the_kind_it_says(way: ways.Way, form: str) -> None:
    text = question.normalised(_filled(form))
    vocabulary = terms.Vocabulary(frozenset({"公务接待费", "会议费"}), coded=True)
    query = question.parse(text, vocabulary, (), [hit.span() for hit in re.finditer("示例市教育局", text)])
    assert query.kind in way.kinds


def test_kinds_are_those_of_queries_and_no_sentence_stands_in_two_ways() -> None:
    assert {kind for way in ways.QUESTIONS.ways for kind in way.kinds} <= set(QueryKind.__args__)  # type: ignore[attr-defined]
    sentences = [sentence for said in ways.QUESTIONS.ways.values() for sentence in said]
    assert len(sentences) == len(set(sentences))
    assert not [sentence for sentence in sentences if re.sub("【(?:局|年|项|数)二?】", "", sentence).count("【")]


def test_slots_stand_for_what_is_asked_about() -> None:
    text = "甲局2023年会议费怎么样"
    spans = [(0, 2, ways.BODY), (2, 7, ways.YEAR), (7, 10, ways.ITEM)]
    assert ways.slotted(text, spans) == "【局】【年】【项】怎么样"
    assert ways.slotted(text, [*spans, (7, 9, ways.ITEM)]) == "【局】【年】【项】怎么样"


def test_words_that_name_something_are_no_way_of_asking() -> None:
    trend = next(way for way in ways.QUESTIONS.ways if way.name == "trend")
    assert ways.QUESTIONS.asks("走势", trend)
    for word in ("体育馆", "局长", "工资表", "第三季度"):
        assert not ways.QUESTIONS.asks(word, trend), word
