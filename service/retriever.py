"""The library as a LangChain retriever, for those who build their own chains over it.

Organisation, year, kind and scope are filters before ranking: a passage of another year is never an answer, however
near it comes. What answers here (`service.answer`) does without LangChain, so that nothing else imports this module.
"""

from __future__ import annotations

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, Field

from index.library import DocumentRecord, Hit, Library
from ingest.model import Kind, Scope


class DisclosureRetriever(BaseRetriever):
    """Passages of held disclosures by words and by meaning; what is None is not filtered by.

    Documents that need review and superseded editions are left out, as they are from answers. Each LangChain document
    is a passage under its heading; its metadata say which document it is of, where it stands in it, and which facts do.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    library: Library
    organisation: str | None = None
    year: int | None = None
    kind: Kind | None = None
    scope: Scope | None = None
    k: int = Field(default=5, ge=1)

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        del run_manager  # tells of a run's start and end by itself
        records = {record.id: record for record in self._wanted()}
        hits = self.library.search(query, list(records), self.k)
        return [_document(hit, records[hit.passage.document]) for hit in hits]

    def _wanted(self) -> list[DocumentRecord]:
        given = {name: getattr(self, name) for name in ("organisation", "year", "kind", "scope")}
        asked = {name: value for name, value in given.items() if value is not None}
        records = self.library.records()
        superseded = {record.supersedes for record in records}
        return [
            record
            for record in records
            if record.status == "ready"
            and record.id not in superseded
            and all(getattr(record, name) == value for name, value in asked.items())
        ]


def _document(hit: Hit, record: DocumentRecord) -> Document:
    passage, place = hit.passage, hit.passage.place
    metadata: dict[str, Any] = {
        "document": record.id,
        "title": record.title,
        "organisation": record.organisation,
        "year": record.year,
        "kind": record.kind,
        "scope": record.scope,
        "visibility": record.visibility,
        "heading": passage.heading,
        "page": place.page,
        "bbox": list(place.bbox) if place.bbox else None,
        "cell": place.cell,
        "anchor": place.anchor,
        "facts": list(passage.facts),
        "score": hit.score,
        "lexical_rank": hit.lexical_rank,
        "dense_rank": hit.dense_rank,
    }
    text = passage.text if passage.text.startswith(passage.heading) else f"{passage.heading}\n{passage.text}"
    return Document(id=passage.id, page_content=text, metadata=metadata)
