"""The bodies whose disclosures are held: each with all its documents, whatever it was called when they were published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from index.library import DocumentRecord
from service import body_names


@dataclass(frozen=True, slots=True)
class Body:
    """A body under its present name, the names under which its disclosures were published, and these disclosures."""

    name: str
    names: tuple[str, ...]
    records: tuple[DocumentRecord, ...]


def bodies(records: Iterable[DocumentRecord]) -> Mapping[str, Body]:
    """The bodies by name, in the order of arrival: 某局 and 某局（本级） are one, and so are former and present names.

    The present name is that of the newest disclosure. Two that published for the same year were two bodies (文化局 and
    旅游局 before they became one): these keep their own names.
    """
    grouped: dict[str, list[DocumentRecord]] = {}
    for record in records:
        if record.organisation:
            grouped.setdefault(body_names.canonical(record.organisation), []).append(record)
    found = {}
    for related in grouped.values():
        for same in _of_one_body(related):
            name = _name(max(same, key=lambda record: record.year or 0))
            found[name] = Body(name, tuple(dict.fromkeys(map(_name, same))), tuple(same))
    return found


def _name(record: DocumentRecord) -> str:
    return body_names.without_level(record.organisation or "")


def _of_one_body(related: Sequence[DocumentRecord]) -> list[list[DocumentRecord]]:
    """The disclosures of names that may follow each other: together, unless two names have the same year and kind."""
    by_name: dict[str, list[DocumentRecord]] = {}
    for record in related:
        by_name.setdefault(_name(record), []).append(record)
    years = [
        (record.year, record.kind)
        for those in by_name.values()
        for record in {(r.year, r.kind): r for r in those}.values()
    ]
    if len(years) == len(set(years)):
        return [list(related)]
    return list(by_name.values())
