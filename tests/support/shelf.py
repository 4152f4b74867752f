"""A library in memory, for tests of answers: it holds what reading gives, and searches nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from index.library import DocumentRecord, Listing, Sought
from ingest import items
from ingest.facts import facts
from ingest.model import Document, Fact
from ingest.read import read


class Shelf:
    """Documents read from files, with their facts."""

    embedder = ""

    def __init__(self, *paths: Path) -> None:
        self._documents = {document.id: document for document in map(read, paths)}
        self._facts = {id_: list(facts(document)) for id_, document in self._documents.items()}
        self._listing = Listing(1, tuple(self.records()), dict.fromkeys(self._documents, 1))

    def records(self) -> list[DocumentRecord]:
        return [_record(document, self._facts[document.id]) for document in self._documents.values()]

    def document(self, document_id: str) -> Document:
        return self._documents[document_id]

    def facts(self, document_ids: Sequence[str]) -> list[Fact]:
        return [fact for id_ in document_ids for fact in self._facts[id_]]

    def findings(self, document_id: str, edition: str) -> None:
        """Nothing is kept of what does not tie out."""

    def listing(self) -> Listing:
        return self._listing

    def facts_of(
        self, keys: Sequence[str], codes: Sequence[str], document_ids: Sequence[str], year: int | None = None
    ) -> dict[str, list[Fact]]:
        found = {
            id_: [
                fact
                for fact in self._facts[id_]
                if (items.item(fact).own in keys or fact.code in codes) and year in (None, fact.year)
            ]
            for id_ in document_ids
        }
        return {id_: some for id_, some in found.items() if some}

    def sought(self, text: str, document_ids: Sequence[str] | None, limit: int) -> Sought:
        del text, document_ids, limit
        return Sought([], lasting=True)


def _record(document: Document, found: Sequence[Fact]) -> DocumentRecord:
    return DocumentRecord(
        id=document.id,
        title=document.title,
        organisation=document.organisation,
        year=document.year,
        kind=document.kind,
        scope=document.scope,
        status="ready",
        visibility="public",
        source_url=None,
        published=None,
        supersedes=None,
        pages=document.pages,
        tables=len(document.tables),
        facts=sum(fact.value is not None for fact in found),
        sha256=document.sha256,
        files=document.files,
    )
