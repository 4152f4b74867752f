"""A held document in a listing (contract.md, "A document"), and which edition supersedes which. Pure."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from ingest.model import Kind, Scope

Visibility = Literal["public", "staff"]


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A held document without its content; `tables` and `facts` are counts, blank cells not among the facts."""

    id: str
    title: str
    organisation: str | None
    year: int | None
    kind: Kind | None
    scope: Scope | None
    status: Literal["ready", "needs_review"]
    visibility: Visibility
    source_url: str | None
    published: str | None
    supersedes: str | None
    pages: int | None
    tables: int
    facts: int
    sha256: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found in a document, as text, and the edition of the code that found it: other code may find otherwise."""

    edition: str
    body: str


@dataclass(frozen=True, slots=True)
class Correction:
    """One change that a person made: of which field, from what to what, when, and who by the name of their key.

    `field` is a record's, `unit of table 3`, or `document` for the removal of the whole, whose title was `old`.
    """

    field: str
    old: str | None
    new: str | None
    at: str
    by: str | None


def status(organisation: str | None, year: int | None, kind: Kind | None) -> Literal["ready", "needs_review"]:
    """Whether answers can say whose figures these are, of which year and which kind."""
    return "needs_review" if organisation is None or year is None or kind is None else "ready"


def superseding(records: Iterable[DocumentRecord]) -> list[DocumentRecord]:
    """The records, in the order they were added, each naming the older edition that it supersedes.

    Found anew each time and never stored: a removal or a correction changes who supersedes whom. Editions go by
    their dates of publication where all have one, else by the order in which they were added.
    """
    records = list(records)
    editions: dict[tuple[object, ...], list[DocumentRecord]] = defaultdict(list)
    for record in records:
        if record.status == "ready":
            editions[record.organisation, record.year, record.kind, record.scope].append(record)
    older: dict[str, str] = {}
    for same in editions.values():
        if all(record.published for record in same):
            same.sort(key=lambda record: record.published or "")
        older.update({new.id: old.id for old, new in itertools.pairwise(same)})
    told = ((record, older.get(record.id)) for record in records)
    return [record if record.supersedes == one else replace(record, supersedes=one) for record, one in told]
