"""What was read, kept and found again: one object that owns the originals, the database and the vectors.

A document goes in whole or not at all, and out the same way; repeating either changes nothing. Vectors are made
afterwards, by `embed_pending`, and whatever they hold, search shows nothing but held documents.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple, Self

from sqlalchemy import Connection

from index import codec, dense, fusion, items, lexical, originals, records, rows, schema
from index.dense import Dense, Progress
from index.embed import Embedder
from index.errors import LibraryError, UnknownDocumentError
from index.originals import Original
from index.prepared import prepared
from index.records import Correction, DocumentRecord, Findings, Visibility
from index.store import Store
from index.stores import Stores
from ingest import everyday
from ingest.model import Document, Fact, Kind, Passage, Scope, Source

__all__ = ["DocumentRecord", "Hit", "Library", "Listing"]

Content = tuple[Sequence[Fact], Sequence[Passage]]
_CACHED_FACTS = 60_000  # about a hundred documents, some 40 MB
_SOMEBODY = "管理员"  # who said a unit, where their name is not known
_CANDIDATES = 100  # of each ranking, to be fused


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, with its fused score (0..1) and its rank by words and by meaning, None where it has none."""

    passage: Passage
    score: float
    lexical_rank: int | None
    dense_rank: int | None


class Sought(NamedTuple):
    """The passages found, and whether the same search of the same documents will find these and no others later.

    Not where their vectors are still to come, or could not be looked at.
    """

    hits: list[Hit]
    lasting: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """The held documents at one moment: the library's version, the records, and when each last changed, as a count.

    `last` is the place in the order of arrival that the newest of them has.
    """

    version: int
    records: tuple[DocumentRecord, ...]
    revisions: Mapping[str, int]
    last: int = -1


class Library:
    """The held documents of one data folder, or of the servers in its place; any number of threads and processes may use it at once."""

    def __init__(self, store: Store, embedder: Embedder | None, stores: Stores) -> None:
        self._store = store
        self._embedder = embedder
        self._dense = Dense(store, embedder, stores)
        self._originals = originals.kept(stores)
        self._lock = threading.Lock()  # for what is cached below
        self._facts: OrderedDict[str, tuple[int, tuple[Fact, ...]]] = OrderedDict()
        self._listing = Listing(-1, (), {})

    @classmethod
    def open(cls, place: Path | Stores, embedder: Embedder | None) -> Self:
        """The library of a data folder or of other stores, made if it is not there; no model is loaded yet."""
        stores = Stores.of(place)
        library = cls(Store(stores), embedder, stores)
        if library._originals.at_hand:
            library._sweep(library._originals.all())
        library._tell_items()
        return library

    @property
    def store(self) -> Store:
        """The database that all is kept in, for what is kept beside the documents."""
        return self._store

    def close(self) -> None:
        """Let go of the folder's files."""
        self._dense.close()
        self._originals.close()
        self._store.close()

    def add(
        self,
        document: Document,
        facts: Sequence[Fact],
        passages: Sequence[Passage],
        original: bytes,
        *,
        source_url: str | None = None,
        published: str | None = None,
        visibility: Visibility = "public",
        replaces: Sequence[str] = (),
        findings: Findings | None = None,
    ) -> bool:
        """Take a document in with everything derived from it; False, and nothing changed, if its content is in.

        Of a document of several files, `original` is the one that is new here; the others are kept already. `replaces`
        are held documents that it takes the place of: they go in the same moment. UnknownDocumentError if one is gone.
        `findings` are kept with it until it is corrected.
        """
        replaced: set[str] = set()
        ready, body = prepared(document.id, facts, passages), codec.dumps(document)
        with self._store.write() as connection:
            if rows.holds(connection, sha256=document.sha256):
                return False
            for older in replaces:
                held = rows.document(connection, older)
                if held is None:
                    raise UnknownDocumentError(older)
                replaced.update(source.sha256 for source in held[0].sources)
                rows.remove_document(connection, older)
                rows.inherit_corrections(connection, older, document.id)
                dense.enqueue(connection, older, "delete")
            rows.add_document(
                connection,
                document,
                source_url=source_url,
                published=published,
                visibility=visibility,
                added=_now(),
                revision=rows.next_version(connection),
                body=body,
            )
            rows.add_content(connection, document.id, ready)
            if findings is not None:
                rows.keep_findings(connection, document.id, findings)
            dense.enqueue(connection, document.id, "upsert")
            source = _source(document, original)
            self._originals.keep(source.sha256, source.name, original)
        self._sweep(replaced)
        return True

    def embed_pending(self, progress: Progress | None = None, stop: threading.Event | None = None) -> int:
        """Make the vectors that are still wanting, the costly step; the number of passages done.

        `progress` is called with passages done and to do. It ends soon once `stop` is set, may be ended at any time,
        kill included, and goes on at the next call; while another process is at it, its turn is waited for. Without an
        embedder there is nothing to do. What fails is a LibraryError.
        """
        return self._dense.embed_pending(progress, stop)

    def distrust_vectors(self) -> None:
        """Have the vector index built anew by the next `embed_pending`, whatever state it is in; no text is embedded twice."""
        with self._store.write() as connection:
            dense.distrust(connection)

    def pending(self) -> int:
        """How many documents' vectors are still to be made or deleted; 0 without an embedder."""
        return self._dense.pending() if self._embedder is not None else 0

    def remove(self, document_id: str, *, by: str | None = None) -> None:
        """Take a document out with everything derived from it; `by` is who wants it, for the log."""
        with self._store.write() as connection:
            held = rows.document(connection, document_id)
            if held is None:
                raise UnknownDocumentError(document_id)
            rows.log(connection, document_id, {"document": held[0].title}, {"document": None}, _now(), by)
            rows.remove_document(connection, document_id)
            rows.next_version(connection)
            dense.enqueue(connection, document_id, "delete")
        self._sweep({source.sha256 for source in held[0].sources})

    def edit(
        self,
        document_id: str,
        *,
        organisation: str | None = None,
        year: int | None = None,
        kind: Kind | None = None,
        scope: Scope | None = None,
        units: Mapping[int, str] | None = None,
        derive: Callable[[Document], Content] | None = None,
        by: str | None = None,
    ) -> None:
        """Correct what was read off a document, and log it with who did; what is None stays.

        `units` are of tables that print none, by number. `derive` gives the facts and passages of the corrected
        document, whose year, basis and unit hang on these fields.
        """
        given = {"organisation": organisation, "year": year, "kind": kind, "scope": scope}
        corrected: dict[str, object] = {field: new for field, new in given.items() if new is not None}
        while not self._edited(document_id, corrected, units or {}, derive, by):
            pass  # somebody else corrected it meanwhile: derive again from what stands there now

    def _edited(
        self,
        document_id: str,
        given: dict[str, object],
        units: Mapping[int, str],
        derive: Callable[[Document], Content] | None,
        by: str | None,
    ) -> bool:
        document, revision = self._held(document_id)
        new = {field: value for field, value in given.items() if getattr(document, field) != value}
        tables = {t.number: units[t.number] for t in document.tables if t.number in units and t.unit != units[t.number]}
        if not new and not tables:
            return True
        united = tuple(
            replace(t, unit=tables[t.number], unit_by=by or _SOMEBODY) if t.number in tables else t
            for t in document.tables
        )
        corrected = replace(document, tables=united, **new)  # type: ignore[arg-type] # names as given
        content = prepared(document_id, *derive(corrected)) if derive else None
        with self._store.write() as connection:
            if rows.revisions(connection).get(document_id) != revision:
                return False
            if new:
                rows.correct(connection, document_id, new)
            if tables:
                rows.restructure(connection, corrected)
            old = {field: getattr(document, field) for field in new}
            old |= {f"unit of table {t.number}": t.unit for t in document.tables if t.number in tables}
            logged = new | {f"unit of table {number}": unit for number, unit in tables.items()}
            rows.log(connection, document_id, old, logged, _now(), by)
            if content is not None:
                hashes = rows.text_hashes(connection, document_id)
                rows.remove_content(connection, document_id)
                rows.add_content(connection, document_id, content)
                rows.forget_embeddings(connection, hashes)
                dense.enqueue(connection, document_id, "upsert")
            rows.forget_findings(connection, document_id)
            rows.touch(connection, document_id)
        return True

    def describe(self, document_id: str, told: Mapping[str, str | None], *, by: str | None = None) -> None:
        """Correct what was told of a document and does not stand in it: `visibility`, `source_url`, `published`."""
        with self._store.write() as connection:
            held = next(iter(rows.records(connection, schema.documents.c.id == document_id)), None)
            if held is None:
                raise UnknownDocumentError(document_id)
            new = {field: value for field, value in told.items() if getattr(held, field) != value}
            if not new:
                return
            rows.correct(connection, document_id, new)
            rows.log(connection, document_id, {field: getattr(held, field) for field in new}, new, _now(), by)
            rows.touch(connection, document_id)

    def corrections(self, document_id: str) -> list[Correction]:
        """What people changed about a document, the latest first; it stays when the document goes."""
        with self._store.read() as connection:
            return rows.corrections(connection, document_id)

    def records(self) -> list[DocumentRecord]:
        """The held documents in the order of arrival, each with the older edition that it supersedes."""
        return list(self.listing().records)

    def listing(self) -> Listing:
        """What is held now; the same object until something changes, so that it may key what is made of it."""
        with self._store.read() as connection:
            known = self._listing
            version = rows.version(connection)
            if known.version != version:
                known = self._listing = _renewed(connection, known, version)
        return known

    def holding(self, sha256: str) -> DocumentRecord | None:
        """The newest document that a file of this content is in, alone or with another; without `supersedes`."""
        with self._store.read() as connection:
            found = rows.records(connection, rows.has_file(sha256))
        return found[-1] if found else None

    def editions(self, organisation: str, year: int, kind: Kind) -> list[DocumentRecord]:
        """What is held of one body, year and kind, in the order of arrival; without `supersedes`."""
        table = schema.documents
        same = (table.c.organisation == organisation, table.c.year == year, table.c.kind == kind)
        with self._store.read() as connection:
            return rows.records(connection, *same)

    def document(self, document_id: str) -> Document:
        """The whole structure, with corrections."""
        return self._held(document_id)[0]

    def findings(self, document_id: str, edition: str) -> str | None:
        """What was kept as found in the document by code of this edition, None where nothing was."""
        with self._store.read() as connection:
            return rows.findings(connection, document_id, edition)

    def original(self, document_id: str, file: int = 1) -> Original:
        """A file as it was published; `file` is which one, where there are several (`Place.file`)."""
        source = self.document(document_id).sources[file - 1]
        return self._originals.original(source.sha256, source.name)

    def facts(self, document_ids: Sequence[str]) -> list[Fact]:
        """The facts of these documents, in their order, blank cells included."""
        wanted = list(dict.fromkeys(document_ids))
        revisions = self.listing().revisions
        if unknown := [id_ for id_ in wanted if id_ not in revisions]:
            raise UnknownDocumentError(unknown[0])
        with self._lock:
            found = {
                id_: self._facts[id_][1]
                for id_ in wanted
                if id_ in self._facts and self._facts[id_][0] == revisions[id_]
            }
            for id_ in found:
                self._facts.move_to_end(id_)
        if missing := [id_ for id_ in wanted if id_ not in found]:
            with self._store.read() as connection:
                read = rows.facts(connection, missing)
                fresh = rows.revisions(connection, missing)
            if gone := [id_ for id_ in missing if id_ not in fresh]:
                raise UnknownDocumentError(gone[0])
            found.update(read)
            self._remember({id_: (fresh[id_], read[id_]) for id_ in missing})
        return [fact for id_ in wanted for fact in found[id_]]

    def facts_of(
        self, keys: Sequence[str], codes: Sequence[str], document_ids: Sequence[str], year: int | None = None
    ) -> dict[str, list[Fact]]:
        """The facts of these documents that count any of the items (keys of `ingest.terms`) or bear any of the codes.

        By document, those without such a fact left out; of one year, or of all. Blank cells are included.
        """
        wanted = [*keys, *map(items.code_key, codes)]
        with self._store.read() as connection:
            return rows.facts_of(connection, wanted, document_ids, year)

    @property
    def embedder(self) -> str:
        """The embedder's name; empty without one."""
        return self._embedder.name if self._embedder is not None else ""

    def likened(self, text: str, document_ids: Sequence[str]) -> list[tuple[Passage, float]] | None:
        """All passages of these documents but table rows, each with its cosine to a question, -1 to 1.

        As words alone, without their places and facts. None where there is no embedder, or vectors are still to come.
        """
        near = self._dense.likened(text, document_ids)
        if near is None:
            return None
        with self._store.read() as connection:
            told = [one for id_ in document_ids for one in rows.wordings(connection, id_)]
        return [(one, near[one.id]) for one in told if one.kind != "row" and one.id in near]

    def passages(self, passage_ids: Iterable[str]) -> dict[str, Passage]:
        """Passages by id, with their places and facts; an id that is not held is missing."""
        with self._store.read() as connection:
            return rows.passages(connection, passage_ids)

    def search(self, text: str, document_ids: Sequence[str] | None, limit: int) -> list[Hit]:
        """The passages nearest to a text, by words and by meaning; of these documents, None for all."""
        return self.sought(text, document_ids, limit).hits

    def sought(self, text: str, document_ids: Sequence[str] | None, limit: int) -> Sought:
        """The same, and whether it stays so.

        By words, the printed words for everyday ones are looked for too. By meaning the text is taken as it is, so that
        the two rankings err apart: with the printed words in both, fusing them gains less (hit@5 0.87 instead of 0.95).
        """
        if limit < 1 or (document_ids is not None and not document_ids):
            return Sought([], lasting=True)
        candidates = max(_CANDIDATES, limit)
        with self._store.read() as connection:
            by_words = lexical.search(connection, text, document_ids, candidates, everyday.printed(text))
        by_meaning, lasting = self._dense.search(text, document_ids, candidates)
        ranked = fusion.fuse(by_words, by_meaning)
        hits: list[Hit] = []
        while ranked and len(hits) < limit:  # again only where some of the best have gone meanwhile
            best, ranked = ranked[:limit], ranked[limit:]
            with self._store.read() as connection:
                passages = rows.passages(connection, [found.id for found in best])
            hits += [
                Hit(passages[found.id], found.score, found.lexical_rank, found.dense_rank)
                for found in best
                if found.id in passages
            ]
        return Sought(hits[:limit], lasting=lasting)

    def version(self) -> int:
        """Changes whenever something was added, removed or edited, by whichever process: a key for caches."""
        with self._store.read() as connection:
            return rows.version(connection)

    def health(self) -> dict[str, str]:
        """What is missing, by part, in a sentence each; empty when nothing is.

        Cheap: a model in a folder is looked at and not loaded.
        """
        missing = {}
        if self._embedder is None:
            missing["embedder"] = "没有设置向量模型：按数据和字词检索回答。"
        else:
            try:
                _ = self._embedder.digest
            except LibraryError as error:
                missing["embedder"] = str(error)
            if self._dense.problem and "embedder" not in missing:
                missing["vectors"] = self._dense.problem
            elif pending := self._dense.pending():
                missing["vectors"] = f"{pending} 份材料的向量还没有建立；服务在后台补齐，也可运行 mingzhang ingest。"
        return missing

    def _held(self, document_id: str) -> tuple[Document, int]:
        with self._store.read() as connection:
            held = rows.document(connection, document_id)
        if held is None:
            raise UnknownDocumentError(document_id)
        return held

    def _remember(self, read: dict[str, tuple[int, tuple[Fact, ...]]]) -> None:
        with self._lock:
            self._facts.update(read)
            size = sum(len(facts) for _, facts in self._facts.values())
            while size > _CACHED_FACTS and len(self._facts) > 1:
                _, (_, oldest) = self._facts.popitem(last=False)
                size -= len(oldest)

    def _tell_items(self) -> None:
        with self._store.read() as connection:
            stale = items.stale(connection)
        if stale:
            with self._store.write() as connection:
                rows.index_items_anew(connection)

    def _sweep(self, suspects: set[str]) -> None:
        """Forget those originals that no document has: of a removed one, or of one whose adding was killed."""
        with self._store.explained():
            with self._store.read() as connection:
                suspects -= rows.contents(connection, suspects)
            if suspects:
                with self._store.write() as connection:  # nobody adds one of them in this moment
                    self._originals.forget(suspects - rows.contents(connection, suspects))


def _renewed(connection: Connection, known: Listing, version: int) -> Listing:
    """The listing at a version: what changed since it was last read, put into it; all of it where something went.

    Reading all takes as long as all that is held is large, and while much is taken in it changes with every question.
    """
    if not 0 <= known.version < version:
        known = Listing(-1, (), {})
    changed = rows.changed(connection, known.version)
    held = {record.id: record for record in known.records}
    for record in rows.records(connection, schema.documents.c.revision > known.version):
        if changed[record.id][1] > known.last:
            held.pop(record.id, None)  # it went and came again: it is the last to have arrived
        held[record.id] = record
    if len(held) != rows.count(connection):
        return _renewed(connection, Listing(-1, (), {}), version)
    revisions = {id_: known.revisions.get(id_, -1) for id_ in held} | {id_: new for id_, (new, _) in changed.items()}
    last = max((sequence for _, sequence in changed.values()), default=-1)
    return Listing(version, tuple(records.superseding(held.values())), revisions, max(known.last, last))


def _source(document: Document, original: bytes) -> Source:
    """Which of a document's files these bytes are."""
    sources = document.sources
    if len(sources) == 1:
        return sources[0]
    digest = hashlib.sha256(original).hexdigest()
    return next(source for source in sources if source.sha256 == digest)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
