"""A store of disclosures of many bodies: whatever is asked about one of them, no other one answers.

CI holds 100 bodies with some 120 disclosures; `make soak` 200 with 230, as PROBED_BODIES says.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from index.library import Library
from ingest.model import Fact, Scope
from service import evaluate
from service.answer import Service
from tests.support.invented import Subject, shelf
from tests.support.probes import Outcome, judged, probes, summary
from tests.support.stocked import stock

pytestmark = pytest.mark.slow

BODIES = int(os.environ.get("PROBED_BODIES", "100"))
DISCLOSURES = BODIES * 111 // 100
PROBES = 500


@dataclass(frozen=True)
class Town:
    """The store, what is in it, and the service over it."""

    library: Library
    subjects: list[Subject]
    service: Service
    facts: dict[str, Fact]
    scopes: dict[str, Scope | None]


def subjects() -> list[Subject]:
    """The bodies, some with several years and both kinds, some with 本级 beside 部门."""
    found = shelf(DISCLOSURES, BODIES)
    whole = [one for one in found if one.kind == "budget" and one.scope == "department" and one.year >= 2024]
    own = [Subject(one.body, one.year, "budget", "unit") for one in whole[::4]]
    return list(dict.fromkeys([*found, *own[:8]]))


@pytest.fixture(scope="session")
def town(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Town:
    chosen = subjects()
    data = tmp_path_factory.mktemp("town")
    library, _ = stock(data, chosen, files=[shared / "samples" / "beibei_2024_budget.txt"])
    records = library.records()
    facts = {fact.id: fact for fact in library.facts([record.id for record in records])}
    return Town(library, chosen, Service(library), facts, {record.id: record.scope for record in records})


@pytest.fixture(scope="session")
def outcomes(town: Town) -> list[Outcome]:
    return [
        judged(probe, town.service.ask(probe.question), town.facts, town.scopes)
        for probe in probes(town.subjects, PROBES)
    ]


def test_the_store_is_what_the_probes_need(town: Town) -> None:
    held = town.library.records()
    assert len(held) == len(town.subjects) + 1
    assert len({record.organisation for record in held}) == BODIES + 1
    assert {record.kind for record in held} == {"budget", "final_accounts"}
    assert sum(record.scope == "unit" for record in held) >= 5


def test_nothing_of_another_body_year_or_kind_is_ever_cited(outcomes: list[Outcome]) -> None:
    strange = [one for one in outcomes if one.citations]
    assert not strange, summary(strange)


def test_no_reply_is_unsafe(outcomes: list[Outcome]) -> None:
    unsafe = [one for one in outcomes if one.unsafe]
    assert not unsafe, summary(unsafe)


def test_what_is_not_held_is_declined(outcomes: list[Outcome]) -> None:
    answered = [one for one in outcomes if one.probe.expect == "declined" and one.miss]
    assert not answered, summary(answered)


def test_the_figures_are_the_true_ones(outcomes: list[Outcome]) -> None:
    right = sum(not (one.miss or one.citations or one.unsafe) for one in outcomes)
    assert right >= 0.95 * len(outcomes), summary(outcomes)


def test_one_body_among_many_is_answered_as_well_as_alone(town: Town, shared: Path) -> None:
    wanted = evaluate.questions(shared / "eval" / "beibei_2024.named.questions.jsonl")
    score = evaluate.run(wanted, town.service.ask, town.facts.values())
    assert score.unsafe == 0, "\n".join(score.misses())
    assert score.right >= len(wanted) - 1, "\n".join(score.misses())
