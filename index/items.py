"""Which facts count which item: an index over all held disclosures, told by the field's words (`ingest.items`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, delete, select, update

from index import schema
from ingest import items
from ingest.model import Fact


def code_key(code: str) -> str:
    """The key under which facts with a printed code stand."""
    return f"#{code}"


def rows(document_id: str, facts: Sequence[Fact]) -> list[dict[str, Any]]:
    """The index's rows for a document's facts, which are given in their order."""
    return [
        {"item": key, "document": document_id, "position": position}
        for position, fact in enumerate(facts)
        for key in _keys(fact)
    ]


def _keys(fact: Fact) -> set[str]:
    own = items.item(fact).own
    return {own, *([code_key(fact.code)] if fact.code else [])} - {""}


def remove(connection: Connection, document_id: str) -> None:
    """Forget a document's facts."""
    connection.execute(delete(schema.items).where(schema.items.c.document == document_id))


def stale(connection: Connection) -> bool:
    """Whether the index was told by other words than the program has."""
    return bool(connection.execute(select(schema.library.c.words)).scalar_one() != items.edition())


def told(connection: Connection) -> None:
    """Note that the index is told by the words that the program has."""
    connection.execute(update(schema.library).values(words=items.edition()))
