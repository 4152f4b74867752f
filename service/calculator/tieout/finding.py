"""What a rule found in one place: whether statements of a disclosure agree, by how much they differ, where they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Generic, Literal, TypeVar

from ingest.model import Fact, Kind, Place

Outcome = Literal["exact", "rounding", "unlikely", "mismatch", "warning", "not_checked"]
BROKEN: frozenset[Outcome] = frozenset({"unlikely", "mismatch", "warning"})


@dataclass(frozen=True, slots=True)
class Spot:
    """Words of a disclosure that a finding points to: a table's title, a note, a sentence without a figure of its own."""

    document: str
    text: str
    place: Place
    table: str | None = None
    table_number: int | None = None
    section: tuple[str, ...] = ()


Where = Fact | Spot


@dataclass(frozen=True, slots=True)
class Finding:
    """One place that a rule applies to.

    `expected` is what the other statements make it, `found` what is printed, `difference` the one less the other,
    `allowed` how far rounding alone may set them apart, all in `unit`. `places` begin with the statement that was looked
    at. A broken rule says that two statements disagree, not which of them is wrong; `question` may be put to whoever
    made them.
    """

    outcome: Outcome
    message: str
    places: tuple[Where, ...] = ()
    expected: Decimal | None = None
    found: Decimal | None = None
    difference: Decimal | None = None
    allowed: Decimal | None = None
    unit: str | None = None
    question: str | None = None
    rule: str = ""

    @property
    def broken(self) -> bool:
        """Whether statements disagree, or are doubtful."""
        return self.outcome in BROKEN


BookT = TypeVar("BookT")


@dataclass(frozen=True, slots=True)
class Rule(Generic[BookT]):
    """A rule of the tie-out: `check` looks at a disclosure (or several) and yields one finding for each place it applies to.

    `why` says in one sentence why it should hold; `kinds` are the kinds of disclosure that it applies to.
    """

    id: str
    name: str
    why: str
    check: Callable[[BookT], Iterable[Finding]]
    kinds: tuple[Kind, ...] = ("budget", "final_accounts")

    def findings(self, book: BookT) -> list[Finding]:
        """What the rule finds, marked as its own."""
        return [replace(finding, rule=self.id) for finding in self.check(book)]
