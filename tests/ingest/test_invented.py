"""Invented disclosures are read as what they say, number for number: else all that is tested with them is worth nothing."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

from ingest.captions import compact
from ingest.content import Content, content
from ingest.limits import Limits
from ingest.model import Fact
from tests.support.invented import Disclosure, Said, Subject, bodies, invent, shelf
from tests.support.invented_books import books, rolled

SUBJECTS = shelf(48, 30)


def _read(disclosure: Disclosure) -> Content:
    return content(disclosure.text.encode(), disclosure.name, Limits())


def _title(text: str) -> str:
    return compact(text).replace("(", "（").replace(")", "）")


def _said(said: Said, value: Decimal) -> tuple[object, ...]:
    return _title(said.table or ""), said.code, said.year, said.basis, said.unit, value


def _told(fact: Fact) -> tuple[object, ...]:
    code = fact.code if fact.code and fact.code.isdigit() else None
    return _title(fact.table or ""), code, fact.year, fact.basis, fact.unit, fact.value


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda s: f"{s.body.organisation}{s.year}{s.kind}{s.scope}")
def test_the_facts_are_the_truth(subject: Subject) -> None:
    disclosure = invent(subject)
    read = _read(disclosure)
    document = read.document
    assert (document.organisation, document.year, document.kind, document.scope) == (
        subject.body.organisation,
        subject.year,
        subject.kind,
        subject.scope,
    )
    numbers = [f for f in read.facts if f.value is not None and f.indicator is None and f.unit in {"元", "万元", "辆"}]
    assert all(fact.status == "exact" for fact in numbers)
    cells = Counter(_told(fact) for fact in numbers if fact.source == "table")
    assert cells == Counter(_said(said, value) for said, value in disclosure.truth.items() if said.table)

    sentences = {_told(fact) for fact in numbers if fact.source == "narrative" and fact.measure in {"level", "count"}}
    words = {_said(said, value) for said, value in disclosure.truth.items() if not said.table}
    assert words <= sentences
    # Beside these the words say only that something is nothing, and that a car went or came.
    assert {value for *_, value in sentences - words} <= {Decimal(0), Decimal(1)}


@pytest.mark.parametrize("subject", SUBJECTS[:12], ids=lambda s: f"{s.body.organisation}{s.year}{s.kind}")
def test_a_label_is_the_item_told(subject: Subject) -> None:
    disclosure = invent(subject)
    by_number = {}
    for fact in _read(disclosure).facts:
        if fact.source == "table" and fact.value is not None:
            by_number.setdefault(_told(fact), set()).update(map(_title, (*fact.row, *fact.column)))
    for said, value in disclosure.truth.items():
        if said.table and said.item and said.code:
            assert _title(said.item) in by_number[_said(said, value)], said


def test_the_books_add_up_and_follow_each_other() -> None:
    for body in bodies()[::25]:
        for stage in ("plan", "outturn"):
            own = books(body, 2023, stage, "department", 1)
            assert own.basic == own.personnel + own.operating
            assert own.revenue + own.carried_in == own.expenditure + own.carried_out
            assert own.general == sum(
                sums[0] for code, sums in rolled({leaf.code: (leaf.total,) for leaf in own.leaves}) if len(code) == 3
            )
        spent = [books(body, year, "outturn", "department", 1) for year in (2023, 2024)]
        assert spent[0].carried_out == spent[1].carried_in


def test_the_same_subject_gives_the_same_text_and_another_seed_another() -> None:
    assert invent(SUBJECTS[0]).text == invent(SUBJECTS[0]).text != invent(SUBJECTS[0], seed=2).text


def test_a_thousand_disclosures_of_some_hundred_bodies_can_be_had() -> None:
    subjects = shelf(1000)
    assert len(set(subjects)) == 1000
    assert 250 <= len({subject.body for subject in subjects}) <= 400
    assert {subject.year for subject in subjects} == {2021, 2022, 2023, 2024, 2025}
    assert any(subject.scope == "unit" for subject in subjects)
