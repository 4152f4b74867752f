"""The bodies whose disclosures are held: each with all its documents, whatever it was called when they were published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from index.library import DocumentRecord
from service import organisations


@dataclass(frozen=True, slots=True)
class Body:
    """A body under its present name, the names under which its disclosures were published, and these disclosures."""

    name: str
    names: tuple[str, ...]
    records: tuple[DocumentRecord, ...]


def bodies(records: Iterable[DocumentRecord]) -> Mapping[str, Body]:
    """The bodies by name, in the order of arrival: 某局 and 某局（本级） are one, and so are former and present names.

    The present name is that of the newest disclosure.
    """
    grouped: dict[str, list[DocumentRecord]] = {}
    for record in records:
        if record.organisation:
            grouped.setdefault(organisations.canonical(record.organisation), []).append(record)
    found = {}
    for same in grouped.values():
        newest = max(same, key=lambda record: record.year or 0)
        name = organisations.without_level(newest.organisation or "")
        names = dict.fromkeys(organisations.without_level(record.organisation or "") for record in same)
        found[name] = Body(name, tuple(names), tuple(same))
    return found
