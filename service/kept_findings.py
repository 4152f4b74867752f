"""What the tie-out found not to hold in a disclosure, as text that is kept with it, and back.

To find it takes longer than to answer, so that it is done once, where a disclosure is taken in. What other code found
does not count: the rules may have changed. Pure, but for the reading of the code's own text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from index import codec
from index.records import Findings
from ingest.model import Document, Fact
from service.calculator import tieout
from service.calculator.tieout import Finding, Outcome, Spot

_TOLD_BY = ("ingest", "service.calculator")  # the packages that what is found hangs on
_SOURCES = (".py", ".toml", ".csv", ".txt")


@dataclass(frozen=True, slots=True)
class _Place:
    """A fact by its id, or words."""

    fact: str | None = None
    spot: Spot | None = None


@dataclass(frozen=True, slots=True)
class _Kept:
    """A finding with its places told apart."""

    rule: str
    outcome: Outcome
    message: str
    places: tuple[_Place, ...]
    expected: Decimal | None = None
    found: Decimal | None = None
    difference: Decimal | None = None
    allowed: Decimal | None = None
    unit: str | None = None
    question: str | None = None


_FIELDS = tuple(field.name for field in fields(_Kept) if field.name != "places")


@cache
def edition() -> str:
    """What tells the code that is installed here from any other: a digest of its text."""
    digest = hashlib.sha256()
    for package in _TOLD_BY:
        for file in _sources(resources.files(package)):
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


def _sources(folder: Traversable) -> Iterable[Traversable]:
    for one in sorted(folder.iterdir(), key=lambda one: one.name):
        if one.is_dir():
            yield from _sources(one)
        elif one.name.endswith(_SOURCES):
            yield one


def found(document: Document, facts: Sequence[Fact]) -> Findings:
    """What does not hold in a disclosure, to be kept with it; `facts` are all that were read off it."""
    broken = [finding for finding in tieout.check(document, facts) if finding.broken]
    return Findings(edition(), codec.dumps(tuple(map(_kept, broken))))


def _kept(finding: Finding) -> _Kept:
    told = {name: getattr(finding, name) for name in _FIELDS}
    places = (_Place(spot=one) if isinstance(one, Spot) else _Place(one.id) for one in finding.places)
    return _Kept(**told, places=tuple(places))


def told(body: str, facts: Sequence[Fact]) -> tuple[Finding, ...]:
    """The findings that were kept; `facts` are the disclosure's."""
    by_id = {fact.id: fact for fact in facts}
    found = []
    for kept in codec.loads(tuple[_Kept, ...], body):
        places = tuple(one.spot or by_id[one.fact or ""] for one in kept.places)
        found.append(Finding(**{name: getattr(kept, name) for name in _FIELDS}, places=places))
    return tuple(found)
