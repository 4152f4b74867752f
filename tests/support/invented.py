"""Fictional disclosures as text, by seed, in any number, each with the truth of what it prints.

`invent(body, year, kind)` writes one; `shelf(count)` chooses whose, of which years and kinds, a library holds, with
namesakes in other places, several years, both kinds and 本级 beside 部门, as in life. Nothing in them was ever
published: places, people, amounts and sentences are made up (`invented_bodies`, `invented_books`, `invented_words`);
only the forms and the names of the national classification are those of real disclosures.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ingest.model import Kind, Scope
from tests.support.invented_bodies import Body, bodies
from tests.support.invented_books import books, drawn
from tests.support.invented_budget import Budget
from tests.support.invented_final import FinalAccounts
from tests.support.invented_paper import Paper, Said, Style

__all__ = ["Body", "Disclosure", "Said", "Subject", "bodies", "invent", "shelf"]

YEARS = (2021, 2022, 2023, 2024, 2025)
_NEWEST_FINAL = 2024


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose disclosure, of which year and kind, of the whole department or of one unit."""

    body: Body
    year: int
    kind: Kind = "budget"
    scope: Scope = "department"


@dataclass(frozen=True, slots=True)
class Disclosure:
    """A text to be read as a file of that name, and all amounts and counts that it prints."""

    subject: Subject
    name: str
    text: str
    truth: Mapping[Said, Decimal]


def invent(subject: Subject, seed: int = 1) -> Disclosure:
    """One disclosure; the same subject and seed give the same text."""
    body, year, scope = subject.body, subject.year, subject.scope
    budget = subject.kind == "budget"
    key = f"{seed}|{body.organisation}|{scope}|{subject.kind}"
    form = drawn(f"{key}|form", 0, 2)
    unit = "元" if (form == 1 if budget else drawn(f"{key}|unit", 1, 10) <= 2) else "万元"
    grouped = form == 2 or drawn(f"{key}|grouped", 1, 10) <= 3
    paper = Paper(Style(key, unit, grouped, ("", "", "0.00")[drawn(f"{key}|zero", 0, 2)]))
    plan = books(body, year, "plan", scope, seed)
    if budget:
        writer = Budget(paper, body, year, scope, plan, books(body, year - 1, "plan", scope, seed))
        (writer.pages, writer.between, writer.numbered)[form]()
    else:
        spent, before = (books(body, at, "outturn", scope, seed) for at in (year, year - 1))
        FinalAccounts(paper, body, year, scope, spent, plan, before).write()
    words = {"budget": "预算", "final_accounts": "决算"}[subject.kind]
    marked = paper.lines[0].startswith("#")
    name = (
        f"{body.organisation}{year}年{'部门' if scope == 'department' else '单位'}{words}.{'md' if marked else 'txt'}"
    )
    return Disclosure(subject, name, paper.text(), paper.truth)


def shelf(count: int, of: int | None = None, seed: int = 1, among: Sequence[Body] | None = None) -> list[Subject]:
    """`count` different subjects of `of` bodies (by itself, of about as many as in life: one for two and a half).

    They are `among` those given (`bodies()` by itself, which are enough for some 3,700).

    Every body has one; those that are left go round the bodies again: other years, the other kind, now and then 本级.
    """
    choice = random.Random(seed)
    everyone = list(among or bodies())
    choice.shuffle(everyone)
    chosen = everyone[: of or max(1, min(len(everyone), count * 2 // 5))]
    found: dict[Subject, None] = {}
    for body in chosen[:count]:
        found[_subject(body, choice)] = None
    offered = [
        Subject(body, year, kind)
        for body in chosen
        for year in YEARS
        for kind in ("budget", "final_accounts")
        if kind == "budget" or year <= _NEWEST_FINAL
    ]
    offered += [Subject(body, year, "budget", "unit") for body in chosen[::12] for year in YEARS[-2:]]
    for subject in _round(offered, choice):
        if len(found) >= count:
            break
        found.setdefault(subject)
    if len(found) < count:
        raise ValueError(f"no more than {len(found)} disclosures of {len(chosen)} bodies can be invented")
    return list(found)


def _subject(body: Body, choice: random.Random) -> Subject:
    kind: Kind = "final_accounts" if choice.random() < 0.3 else "budget"
    return Subject(body, choice.choice(YEARS[:-1] if kind == "final_accounts" else YEARS), kind)


def _round(offered: Sequence[Subject], choice: random.Random) -> list[Subject]:
    """Some bodies with much, most with little: bodies in order, a few subjects each."""
    by_body: dict[Body, list[Subject]] = {}
    for subject in offered:
        by_body.setdefault(subject.body, []).append(subject)
    first: list[Subject] = []
    later: list[Subject] = []
    for subjects in by_body.values():
        choice.shuffle(subjects)
        some = choice.choice((1, 2, 2, 3))
        first += subjects[:some]
        later += subjects[some:]
    return first + later
