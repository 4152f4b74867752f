"""Documents, facts and passages as rows, and back; each function works within its caller's transaction.

How a value is written as a row is told by `index.prepared`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any, get_type_hints

from sqlalchemy import (
    ColumnElement,
    Connection,
    Result,
    RowMapping,
    Text,
    delete,
    func,
    insert,
    literal,
    not_,
    select,
    update,
)

from index import bulk, codec, items, lexical, schema
from index.prepared import FACT_CODED, FACT_FIELDS, Prepared
from index.records import Correction, DocumentRecord, Findings, Visibility, status
from index.store import among
from ingest.model import Document, Fact, Passage, Place

_HINTS = get_type_hints(Fact)
_FACT_COLUMNS = tuple(schema.facts.c[name] for name in FACT_FIELDS)
_CODED_AT = tuple((FACT_FIELDS.index(name), name) for name in FACT_CODED)
_VALUE_AT = FACT_FIELDS.index("value")
_TEXT_AT = [
    at
    for at, name in enumerate(FACT_FIELDS)
    if isinstance(schema.facts.c[name].type, Text) and name not in {*FACT_CODED, "value"}
]
_TOLD_AT_ONCE = 5_000  # facts
_PASSAGE_CODED = {name: get_type_hints(Passage)[name] for name in ("place", "facts")}
_NOWHERE = Place()
_EDITABLE = ("organisation", "year", "kind", "scope")


def add_document(
    connection: Connection,
    document: Document,
    *,
    source_url: str | None,
    published: str | None,
    visibility: Visibility,
    added: str,
    revision: int,
    body: str,
) -> None:
    """The listing's row, without counts of facts yet, and the structure as `codec.dumps` writes it."""
    connection.execute(
        insert(schema.documents).values(
            id=document.id,
            sha256=document.sha256,
            title=document.title,
            organisation=document.organisation,
            year=document.year,
            kind=document.kind,
            scope=document.scope,
            visibility=visibility,
            source_url=source_url,
            published=published,
            pages=document.pages,
            tables=len(document.tables),
            facts=0,
            files=codec.dumps(document.files),
            added=added,
            revision=revision,
        )
    )
    connection.execute(insert(schema.structures).values(document=document.id, body=body))
    connection.execute(
        insert(schema.files),
        [
            {"document": document.id, "position": at, "name": source.name, "sha256": source.sha256}
            for at, source in enumerate(document.sources, start=1)
        ],
    )


def add_content(connection: Connection, document_id: str, ready: Prepared) -> None:
    """A document's facts and passages, the passages findable by their words."""
    bulk.put(connection, schema.facts, ready.facts)
    bulk.put(connection, schema.items, ready.items)
    bulk.put(connection, schema.passages, ready.passages)
    bulk.put(connection, schema.meanings, ready.meanings)
    documents, table = schema.documents, schema.passages
    counted = update(documents).where(documents.c.id == document_id).values(facts=ready.values)
    connection.execute(counted)
    # Their numbers were given in the order in which they were put in.
    numbers = select(table.c.number).where(table.c.document == document_id).order_by(table.c.number)
    lexical.add(connection, dict(zip(connection.execute(numbers).scalars(), ready.words, strict=True)))


def remove_content(connection: Connection, document_id: str) -> None:
    """A document's facts and passages."""
    lexical.remove(connection, document_id)
    for table in (schema.passages, schema.meanings):
        connection.execute(delete(table).where(table.c.document == document_id))
    items.remove(connection, document_id)
    connection.execute(delete(schema.facts).where(schema.facts.c.document == document_id))


def text_hashes(connection: Connection, document_id: str) -> list[str]:
    """The keys of the embeddings that a document's passages use."""
    meanings = schema.meanings
    return list(connection.execute(select(meanings.c.text_hash).where(meanings.c.document == document_id)).scalars())


def forget_embeddings(connection: Connection, hashes: Iterable[str]) -> None:
    """Drop those embeddings, save for texts that some passage still has."""
    meanings, embeddings = schema.meanings, schema.embeddings
    used = select(literal(1)).where(meanings.c.text_hash == embeddings.c.text_hash).exists()
    connection.execute(delete(embeddings).where(among(embeddings.c.text_hash, hashes), not_(used)))


def remove_document(connection: Connection, document_id: str) -> None:
    """Everything that the store holds of a document; its corrections stay as a log."""
    hashes = text_hashes(connection, document_id)
    remove_content(connection, document_id)
    connection.execute(delete(schema.documents).where(schema.documents.c.id == document_id))
    forget_embeddings(connection, hashes)


def correct(connection: Connection, document_id: str, new: Mapping[str, object]) -> None:
    """Change a listing's fields."""
    connection.execute(update(schema.documents).where(schema.documents.c.id == document_id).values(**new))


def keep_findings(connection: Connection, document_id: str, findings: Findings) -> None:
    """Keep what the tie-out found in a document."""
    connection.execute(
        insert(schema.findings).values(document=document_id, edition=findings.edition, body=findings.body)
    )


def findings(connection: Connection, document_id: str, edition: str) -> str | None:
    """What code of an edition found in a document; None where it was not kept, or another found it."""
    table = schema.findings
    found = select(table.c.body).where(table.c.document == document_id, table.c.edition == edition)
    return connection.execute(found).scalar_one_or_none()


def forget_findings(connection: Connection, document_id: str) -> None:
    """The document was corrected: what was found in it is told anew."""
    connection.execute(delete(schema.findings).where(schema.findings.c.document == document_id))


def restructure(connection: Connection, document: Document) -> None:
    """Keep a document's structure as it was corrected."""
    structures = schema.structures
    body = codec.dumps(document)
    connection.execute(update(structures).where(structures.c.document == document.id).values(body=body))


def touch(connection: Connection, document_id: str) -> None:
    """Count the library's version on: the document has changed."""
    documents = schema.documents
    now = next_version(connection)
    connection.execute(update(documents).where(documents.c.id == document_id).values(revision=now))


def log(
    connection: Connection,
    document_id: str,
    old: Mapping[str, object],
    new: Mapping[str, object],
    at: str,
    by: str | None,
) -> None:
    """Note each change that a person made."""
    connection.execute(
        insert(schema.corrections),
        [
            {"document": document_id, "field": field, "old": _text(old[field]), "new": _text(value), "at": at, "by": by}
            for field, value in new.items()
        ],
    )


def corrections(connection: Connection, document_id: str) -> list[Correction]:
    """The changes noted, the latest first."""
    table = schema.corrections
    names = [field.name for field in dataclasses.fields(Correction)]
    wanted = select(*(table.c[name] for name in names)).where(table.c.document == document_id)
    rows = connection.execute(wanted.order_by(table.c.number.desc()))
    return [Correction(*row) for row in rows]


def inherit_corrections(connection: Connection, old: str, new: str) -> None:
    """A document took another's place: what people changed about that one is told of it."""
    table = schema.corrections
    connection.execute(update(table).where(table.c.document == old).values(document=new))


def records(connection: Connection, *conditions: ColumnElement[bool]) -> list[DocumentRecord]:
    """The listing, in the order of arrival, of those that meet the conditions; `supersedes` is not filled in."""
    wanted = select(schema.documents).where(*conditions).order_by(schema.documents.c.sequence)
    rows = connection.execute(wanted).mappings()
    names = [field.name for field in dataclasses.fields(DocumentRecord)]
    return [
        DocumentRecord(
            **{name: row[name] for name in names if name in row and name != "files"},
            files=codec.loads(tuple[str, ...], row["files"]),
            status=status(row["organisation"], row["year"], row["kind"]),
            supersedes=None,
        )
        for row in rows
    ]


def document(connection: Connection, document_id: str) -> tuple[Document, int] | None:
    """The structure with what was corrected since, and its revision."""
    documents, structures = schema.documents, schema.structures
    row = (
        connection.execute(
            select(documents, structures.c.body)
            .join(structures, structures.c.document == documents.c.id)
            .where(documents.c.id == document_id)
        )
        .mappings()
        .first()
    )
    if row is None:
        return None
    held = codec.loads(Document, row["body"])
    return dataclasses.replace(held, **{field: row[field] for field in _EDITABLE}), row["revision"]


def revisions(connection: Connection, document_ids: Iterable[str] | None = None) -> dict[str, int]:
    """When each held document last changed, of these or of all; an id that is not held is missing."""
    documents = schema.documents
    wanted = select(documents.c.id, documents.c.revision).order_by(documents.c.sequence)
    rows = connection.execute(wanted if document_ids is None else wanted.where(among(documents.c.id, document_ids)))
    return {id_: revision for id_, revision in rows}  # noqa: C416 (dict() does not take SQLAlchemy's rows)


def changed(connection: Connection, since: int) -> dict[str, tuple[int, int]]:
    """The documents that changed after a version of the library, each with its revision and its place in the order of arrival."""
    documents = schema.documents
    wanted = select(documents.c.id, documents.c.revision, documents.c.sequence).where(documents.c.revision > since)
    rows = connection.execute(wanted.order_by(documents.c.sequence))
    return {id_: (revision, sequence) for id_, revision, sequence in rows}


def count(connection: Connection) -> int:
    """How many documents are held."""
    return int(connection.execute(select(func.count()).select_from(schema.documents)).scalar_one())


def facts(connection: Connection, document_ids: Sequence[str]) -> dict[str, tuple[Fact, ...]]:
    """The facts of each document, blank cells included, as they were read."""
    table = schema.facts
    wanted = (
        select(*_FACT_COLUMNS).where(among(table.c.document, document_ids)).order_by(table.c.document, table.c.position)
    )
    found: dict[str, list[Fact]] = {id_: [] for id_ in document_ids}
    for fact in _facts(connection.execute(wanted)):
        found[fact.document].append(fact)
    return {id_: tuple(held) for id_, held in found.items()}


def facts_of(
    connection: Connection, keys: Iterable[str], document_ids: Sequence[str], year: int | None
) -> dict[str, list[Fact]]:
    """The facts of these documents that count any of the items, of one year or of all, blank cells included."""
    table = schema.facts
    counted = schema.items
    # Which they are is told from the index alone, once each: the rows themselves are long.
    places = (
        select(counted.c.document, counted.c.position)
        .where(among(counted.c.item, keys), among(counted.c.document, document_ids))
        .distinct()
        .subquery()
    )
    wanted = (
        select(*_FACT_COLUMNS)
        .select_from(
            places.join(table, (table.c.document == places.c.document) & (table.c.position == places.c.position))
        )
        .order_by(table.c.document, table.c.position)
    )
    if year is not None:
        wanted = wanted.where(table.c.year == year)
    found: dict[str, list[Fact]] = {}
    for fact in _facts(connection.execute(wanted)):
        found.setdefault(fact.document, []).append(fact)
    return found


def index_items_anew(connection: Connection) -> None:
    """Tell again which facts count which item, where the words that tell it have changed."""
    if items.stale(connection):
        for id_ in revisions(connection):
            items.remove(connection, id_)
            bulk.put(connection, schema.items, items.rows(id_, facts(connection, [id_])[id_]))
        items.told(connection)


def passages(connection: Connection, passage_ids: Iterable[str]) -> dict[str, Passage]:
    """Held passages by id; an id that is not held is missing."""
    table = schema.passages
    rows = connection.execute(select(table).where(among(table.c.id, passage_ids))).mappings()
    return {row["id"]: _passage(row) for row in rows}


def wordings(connection: Connection, document_id: str) -> list[Passage]:
    """A document's passages in their order, as words alone: without their places and facts, which take long to read."""
    table = schema.passages
    words = select(table.c.id, table.c.heading, table.c.text, table.c.kind)
    rows = connection.execute(words.where(table.c.document == document_id).order_by(table.c.number))
    return [Passage(id_, document_id, heading, text, _NOWHERE, kind=kind) for id_, heading, text, kind in rows]


def version(connection: Connection) -> int:
    """The library's version."""
    return int(connection.execute(select(schema.library.c.version)).scalar_one())


def next_version(connection: Connection) -> int:
    """Count the library's version on, for whoever caches."""
    counted = update(schema.library).values(version=schema.library.c.version + 1).returning(schema.library.c.version)
    return int(connection.execute(counted).scalar_one())


def holds(connection: Connection, *, sha256: str) -> bool:
    """Whether a document of this content is in, or one that this file is part of."""
    documents = schema.documents
    whole = connection.execute(select(documents.c.id).where(documents.c.sha256 == sha256)).first()
    return whole is not None or bool(records(connection, has_file(sha256)))


def has_file(sha256: str) -> ColumnElement[bool]:
    """The condition that a document was published in a file of this content, alone or with another."""
    files = schema.files
    return schema.documents.c.id.in_(select(files.c.document).where(files.c.sha256 == sha256))


def contents(connection: Connection, digests: Iterable[str]) -> set[str]:
    """Those of the digests that are of files of held documents."""
    files = schema.files
    return set(connection.execute(select(files.c.sha256).where(among(files.c.sha256, digests))).scalars())


def _facts(rows: Result[Any]) -> Iterator[Fact]:
    """The facts of rows of `_FACT_COLUMNS`, in their order; of equal texts there is one object, as most repeat.

    Many rows are told at once, column by column, which takes a quarter less time than one by one.
    """
    shared: dict[str | None, str | None] = {}
    for part in rows.partitions(_TOLD_AT_ONCE):
        columns: list[Iterable[Any]] = [list(column) for column in zip(*part, strict=True)]
        for at in _TEXT_AT:
            columns[at] = map(shared.setdefault, columns[at], columns[at])
        for at, name in _CODED_AT:
            texts = columns[at]
            if name == "place":
                columns[at] = codec.loads_each(Place, texts)
            else:
                columns[at] = [None if text is None else _path(name, text) for text in texts]
        columns[_VALUE_AT] = [None if text is None else Decimal(text) for text in columns[_VALUE_AT]]
        yield from map(Fact, *columns)


@lru_cache(maxsize=65536)
def _path(name: str, text: str) -> Any:
    """A decoded field that the cells of a row or a column share, and the forms of all bodies."""
    return codec.loads(_HINTS[name], text)


def _passage(row: RowMapping) -> Passage:
    coded = {name: codec.loads(hint, row[name]) for name, hint in _PASSAGE_CODED.items()}
    plain = {name: row[name] for name in ("id", "document", "heading", "text", "kind")}
    return Passage(**plain, **coded)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
