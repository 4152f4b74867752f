"""What a text says without a number of its own, once it has been checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ingest.model import Fact

Kind = Literal["rank", "direction", "reason", "name"]
Standing = Literal["holds", "refuted", "unconfirmed"]

UNCONFIRMED = "不能确认："
REFUTED = "与披露不符："


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of a statement: it holds, the disclosures refute it, or they do not tell; `why` in Chinese."""

    standing: Standing
    why: str
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Assertion:
    """A statement without a number: `text[start:end]` of what was checked, and what the disclosures say to it.

    `ok` only where they confirm it. `why` opens with 不能确认 where they do not tell, with 与披露不符 where they refute it.
    """

    text: str
    start: int
    end: int
    kind: Kind
    ok: bool
    why: str
    facts: tuple[Fact, ...] = ()


def holds(why: str, *facts: Fact) -> Finding:
    """The disclosures confirm it."""
    return Finding("holds", why, facts)


def refuted(why: str, *facts: Fact) -> Finding:
    """The disclosures say otherwise."""
    return Finding("refuted", REFUTED + why, facts)


def unconfirmed(why: str, *facts: Fact) -> Finding:
    """The disclosures do not tell."""
    return Finding("unconfirmed", UNCONFIRMED + why, facts)


def asserted(text: str, start: int, end: int, kind: Kind, finding: Finding) -> Assertion:
    """The finding about `text[start:end]`."""
    return Assertion(text[start:end], start, end, kind, finding.standing == "holds", finding.why, finding.facts)
