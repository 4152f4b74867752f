"""JSON and back is exact for every value of the model."""

from __future__ import annotations

import json
from dataclasses import fields
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import codec, schema
from ingest.model import Cell, Document, Fact, Indicator, Paragraph, Passage, Place, Table

coordinate = st.floats(allow_nan=False, allow_infinity=False, width=32)
short = st.text(max_size=8)
paths = st.lists(short, max_size=3).map(tuple)
decimals = st.decimals(allow_nan=False, allow_infinity=False)
places = st.builds(
    Place,
    st.none() | st.integers(1, 999),
    st.none() | st.tuples(coordinate, coordinate, coordinate, coordinate),
    st.none() | short,
    st.none() | short,
)
cells = st.builds(Cell, short, places, st.none() | st.integers(1, 9), st.none() | st.integers(1, 9))
tables = st.builds(
    Table,
    number=st.integers(1, 99),
    title=short,
    heading=short,
    unit=st.none() | short,
    rows=st.lists(st.lists(cells, max_size=2).map(tuple), max_size=2).map(tuple),
    notes=paths,
    section=paths,
    place=places,
)
paragraphs = st.builds(Paragraph, short, paths, places)
documents = st.builds(
    Document,
    paragraphs=st.lists(paragraphs, max_size=2).map(tuple),
    tables=st.lists(tables, max_size=2).map(tuple),
    files=paths,
)
indicators = st.builds(Indicator, paths, st.none() | short, st.none() | decimals, st.none() | st.booleans())
facts = st.builds(
    Fact,
    row=paths,
    column=paths,
    section=paths,
    value=st.none() | decimals,
    place=places,
    indicator=st.none() | indicators,
    span=st.none() | st.tuples(st.integers(), st.integers()),
    project=st.none() | st.tuples(short, short),
)
passages = st.builds(Passage, place=places, facts=paths)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(documents, facts, passages, indicators))
def test_every_value_comes_back_the_same(value):
    text = codec.dumps(value)
    back = codec.loads(type(value), text)
    assert back == value
    assert repr(back) == repr(value)  # 3.80 == 3.8, yet they are not the same print
    assert codec.dumps(back) == text


@pytest.mark.parametrize("digits", ["3.80", "0.00", "-0.0", "1E+3", "100", "0.1000000000000000055511151231257827"])
def test_the_digits_of_a_number_stay(digits):
    value = Indicator((), weight=Decimal(digits))
    assert json.loads(codec.dumps(value))["weight"] == digits
    assert str(codec.loads(Indicator, codec.dumps(value)).weight) == digits


def test_a_number_is_never_read_from_a_json_number():
    with pytest.raises(TypeError, match="string of its digits"):
        codec.loads(Indicator, '{"path":[],"weight":3.8}')


def test_a_value_without_an_exact_form_is_refused():
    with pytest.raises(TypeError, match="no exact JSON form"):
        codec.dumps({"a"})
    with pytest.raises(ValueError, match="not JSON compliant"):
        codec.dumps(float("nan"))


def test_no_field_of_a_fact_or_passage_goes_unstored():
    assert {field.name for field in fields(Fact)} <= set(schema.facts.c.keys())
    assert {field.name for field in fields(Passage)} <= set(schema.passages.c.keys())
