"""The reasons and purposes that a text gives, against those that the disclosures give for the same item and year.

A reason may be shortened, not invented, and not given to another item than the disclosures give it to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest import terms
from ingest.model import Fact
from ingest.statements import Statement
from service.calculator.assertion import Assertion, Finding, asserted, holds, refuted, unconfirmed
from service.calculator.heard import Heard, Stretch
from service.calculator.ledger import alternatives
from service.calculator.shortened import Added, added
from service.calculator.told import quoted

_ITEM_QUOTED = re.compile(r"(?P<item>[^“”；，。：:\n]{2,30})“(?P<said>[^”]{2,})(?:”|$)")
_SHOWN = 80  # characters of a printed reason that a finding tells


def check(heard: Heard) -> Iterator[Assertion]:
    """A finding for each reason and each purpose that the text gives."""
    for stretch in heard.stretches:
        yield asserted(heard.text, *heard.place(stretch.start, stretch.end), "reason", _finding(heard, stretch))


def _finding(heard: Heard, stretch: Stretch) -> Finding:
    """The best of what it comes to for the statements that it explains: an amount and its rate share a reason."""
    words = heard.line.chars[stretch.start : stretch.end]
    if quoted := _quoted(heard, stretch):
        statement = stretch.explained[0]
        parts = [_of(heard, stretch, said, replace(statement, subject=(item,))) for item, said in quoted]
        return next((part for part in parts if part.standing != "holds"), parts[0])
    explained = _nearest(heard, stretch)
    found = [_of(heard, stretch, words, statement) for statement in explained]
    order = {"holds": 0, "refuted": 1, "unconfirmed": 2}
    if len({statement.subject for statement in explained}) > 1:  # what explains several must hold for each
        return max(found, key=lambda f: (f.standing != "holds", order[f.standing]))
    return min(found, key=lambda f: order[f.standing])


def _nearest(heard: Heard, stretch: Stretch) -> list[Statement]:
    """The statements that a reason stands next to: its item's amount and rate, or A and B of A、B均减少."""
    begin = heard.line.begin[stretch.start]
    before = [s for s in stretch.explained if s.start < begin]
    last = max(before, key=lambda s: s.start) if before else min(stretch.explained, key=lambda s: s.start)
    return [s for s in stretch.explained if s.subject == last.subject or (s.start, s.end) == (last.start, last.end)]


def _quoted(heard: Heard, stretch: Stretch) -> list[tuple[str, str]]:
    """公务接待费“压减接待批次”；…: the items that a reason names itself, each with the words quoted for it."""
    start, end = heard.place(stretch.start, stretch.end)
    found = [(m["item"].strip(), m["said"]) for m in _ITEM_QUOTED.finditer(heard.text[start:end])]
    known = [heard.ledger.knows(heard.court.seek((item,)).own) for item, _ in found]
    return found if found and all(known) else []


def _of(heard: Heard, stretch: Stretch, words: str, statement: Statement) -> Finding:
    if not statement.subject:
        return unconfirmed("未能读出这说的是哪一项")
    documents, stranger = heard.court.documents(statement)
    if stranger is not None:
        return unconfirmed(stranger)
    what = "用途" if stretch.purpose else "原因"
    item = statement.subject[-1]
    given = [f for f in _explaining(heard, purpose=stretch.purpose) if documents is None or f.document in documents]
    keys = {*alternatives(heard.court.seek(statement.subject).own)}
    own = [f for f in given if _keys(heard, f) & keys]
    known = (
        *statement.subject,
        *(label for key in keys if key in terms.concepts() for label in terms.concepts()[key].labels),
    )
    first: tuple[Fact, Added] | None = None
    for fact in (f for f in own if f.year == statement.year):
        more = added(words, _printed(fact, purpose=stretch.purpose), known)
        if more is None:
            return holds(f"披露写明的{what}：{_cut(_printed(fact, purpose=stretch.purpose))}", fact)
        if first is None or (more.turned and not first[1].turned):
            first = fact, more
    if (other := _elsewhere(words, given, own, statement, purpose=stretch.purpose)) is not None:
        where = f"{other.year}年{quoted(other.row[-1] if other.row else '')}"
        return refuted(f"披露中这是{where}的{what}，不是{statement.year}年{quoted(item)}的", other)
    if first is None:
        return unconfirmed(
            f"披露没有说明{statement.year}年{quoted(item)}的{what}"
            if statement.year
            else f"没有写明{quoted(item)}的年份"
        )
    fact, more = first
    shown = f"披露写明的{what}是“{_cut(_printed(fact, purpose=stretch.purpose))}”"
    if more.turned:
        return refuted(f"{shown}，与“{more.words}”相反", fact)
    return unconfirmed(f"{shown}，其中没有“{more.words}”", fact)


def _explaining(heard: Heard, *, purpose: bool) -> Sequence[Fact]:
    facts = (*heard.ledger.facts, *heard.ledger.without_number)
    return [fact for fact in facts if (fact.purpose if purpose else fact.reason)]


def _printed(fact: Fact, *, purpose: bool) -> str:
    return (fact.purpose if purpose else fact.reason) or ""


def _keys(heard: Heard, fact: Fact) -> frozenset[str]:
    entry = heard.ledger.entry(fact)
    own = entry.own if entry is not None else heard.court.seek(fact.row).own
    return frozenset(alternatives(own))


def _elsewhere(
    words: str, given: Sequence[Fact], own: Sequence[Fact], statement: Statement, *, purpose: bool
) -> Fact | None:
    """The statement of another item, or another year, that the disclosures give these words for."""
    for fact in given:
        if fact in own and fact.year == statement.year:
            continue
        if added(words, _printed(fact, purpose=purpose)) is None:
            return fact
    return None


def _cut(words: str) -> str:
    return words if len(words) <= _SHOWN else words[:_SHOWN] + "…"
