"""Facts of the narrative: not written yet."""

from __future__ import annotations

from ingest.model import Document, Fact


def narrative_facts(document: Document) -> list[Fact]:
    """No facts yet."""
    del document
    return []
