"""Nothing lost, nothing half-visible: what a store holds of a document against what an undisturbed one holds of it.

A document's content is told by one digest over all its rows, in every table, with the words by which its passages are
found. Ids are digests of content, so that the same file gives the same digest wherever it was taken in.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select, text

from index import schema
from index.library import Library
from index.stores import Stores
from service import intake
from tests.support.embedding import HashingEmbedder
from tests.support.invented import Disclosure, invent, shelf

_WORD = "公务接待费"
_PER_DOCUMENT = {
    # Told by moment or by order of arrival, not by content: sequence, added, revision, number.
    "documents": "sha256 title organisation year kind scope pages tables facts files",
    "structures": "body",
    "files": "position name sha256",
    "facts": "position id source row column value unit year basis measure quote place table table_number section code"
    " comparator status span direction base_year reason purpose indicator project",
    "meanings": "text_hash",
    "items": "item position",
}


@dataclass(frozen=True)
class Reference:
    """Files that can be taken in; by name the id of what comes of each, and by id the digest of all its rows."""

    files: Mapping[str, Path]
    ids: Mapping[str, str]
    digests: Mapping[str, str]
    disclosures: Mapping[str, Disclosure]

    @property
    def paths(self) -> list[Path]:
        return list(self.files.values())


@dataclass
class Seen:
    """What is amiss in a store, and which documents are in."""

    held: set[str] = field(default_factory=set)
    losses: list[str] = field(default_factory=list)
    half: list[str] = field(default_factory=list)


def reference(folder: Path, count: int, seed: int = 1) -> Reference:
    """So many invented disclosures of as many bodies, as files, and what they come to where nothing disturbs."""
    (folder / "files").mkdir(parents=True)
    library = Library.open(folder / "undisturbed", None)
    files, ids, disclosures = {}, {}, {}
    for subject in shelf(count, of=count, seed=seed):
        disclosure = invent(subject)
        file = folder / "files" / disclosure.name
        file.write_text(disclosure.text, encoding="utf-8")
        taken = intake.take(library, file.name, file.read_bytes(), intake.Origin())
        assert taken.record is not None
        files[file.name], ids[file.name], disclosures[file.name] = file, taken.record.id, disclosure
    with library.store.read() as connection:
        digests = contents(connection)
    library.close()
    return Reference(files, ids, digests, disclosures)


def contents(connection: Connection) -> dict[str, str]:
    """Of each document the digest of all its rows; rows of none are under the id that they name."""
    rows: dict[str, list[str]] = defaultdict(list)
    for name, columns in _PER_DOCUMENT.items():
        table = schema.metadata.tables[name]
        of = table.c.id if name == "documents" else table.c.document
        for id_, *values in connection.execute(select(of, *(table.c[column] for column in columns.split()))):
            rows[id_].append(f"{name}|{values!r}")
    passages, lexical = schema.passages, schema.lexical
    told = (passages.c.id, passages.c.heading, passages.c.text, passages.c.place, passages.c.facts, passages.c.kind)
    found = select(passages.c.document, lexical.c.words, *told).outerjoin(lexical, lexical.c.rowid == passages.c.number)
    for id_, *values in connection.execute(found):
        rows[id_].append(f"passages|{values!r}")
    return {id_: hashlib.sha256("\n".join(sorted(parts)).encode()).hexdigest() for id_, parts in rows.items()}


def look(place: Path | Stores, known: Reference, acknowledged: Iterable[str], *, originals: bool = True) -> Seen:
    """Open a store as the next process would, and see what is in it; `acknowledged` are ids that must be."""
    seen = Seen()
    library = Library.open(place, None)
    try:
        with library.store.read() as connection:
            held = {record.id for record in library.records()}
            digests = contents(connection)
            seen.half += _whole_or_absent(digests, held, known)
            seen.half += _words(connection)
            seen.half += _sound(connection)
            published = {row[0] for row in connection.execute(select(schema.files.c.sha256))}
        for id_ in sorted(set(acknowledged) - held):
            seen.losses.append(f"{id_} was acknowledged and is gone")
        for id_ in sorted(held):
            if not library.search(_WORD, [id_], 1):
                seen.half.append(f"{id_} is held and not found by its words")
        if originals:
            seen.half += _originals(library, held, published)
        seen.held = held
    finally:
        library.close()
    return seen


def vectors(place: Path | Stores) -> list[str]:
    """What is amiss in the vectors once they have been made: every sentence of every passage has one, and no other."""
    library = Library.open(place, HashingEmbedder())
    try:
        library.embed_pending()
        faults = [f"{part}: {said}" for part, said in library.health().items()]
        dense = library._dense
        with library.store.read() as connection:
            state = connection.execute(select(schema.vector_state)).mappings().one()
        with dense._alone(reading=True):
            collection = dense._vectors.collection(state["collection"], state["generation"])
            assert collection is not None
            got = Counter(one["document"] for one in collection.get(include=["metadatas"])["metadatas"])
        wanted = {record.id: _sentences(library, record.id) for record in library.records()}
        faults += [f"{id_} has {got[id_]} vectors of {number}" for id_, number in wanted.items() if got[id_] != number]
        faults += [f"{id_} has vectors and is not held" for id_ in got.keys() - wanted.keys()]
        for id_ in wanted:
            if not any(hit.dense_rank for hit in library.search(_WORD, [id_], 5)):
                faults.append(f"{id_} is not found by meaning")
    finally:
        library.close()
    return faults


def _sentences(library: Library, document: str) -> int:
    from index import meaning, rows

    with library.store.read() as connection:
        return sum(len(meaning.texts(passage)) for passage in rows.wordings(connection, document))


def _whole_or_absent(digests: Mapping[str, str], held: set[str], known: Reference) -> list[str]:
    faults = [f"{id_} has rows and is not held" for id_ in digests.keys() - held]
    for id_ in held:
        if id_ not in known.digests:
            faults.append(f"{id_} is none of the files")
        elif digests.get(id_) != known.digests[id_]:
            faults.append(f"{id_} is not as its file gives it")
    return faults


def _words(connection: Connection) -> list[str]:
    """In how many passages each word stands, as it is kept, against a count of the passages."""
    counted: Counter[str] = Counter()
    rows = 0
    for (words,) in connection.execute(select(schema.lexical.c.words)):
        counted.update(set(words.split()))
        rows += 1
    kept = {}
    for row in connection.execute(select(schema.tokens.c.token, schema.tokens.c.passages)):
        kept[row[0]] = row[1]
    passages = len(connection.execute(select(schema.passages.c.number)).all())
    faults = [] if rows == passages else [f"{rows} passages can be searched of {passages}"]
    return faults + ([] if kept == dict(counted) else ["the counts of words are not those of the passages"])


def _sound(connection: Connection) -> list[str]:
    """The database's own checks."""
    if connection.dialect.name == "sqlite":
        said = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check")]
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        return [one for one in said if one != "ok"] + [f"foreign keys: {row}" for row in broken]
    return []


def sound_cluster(url: str) -> list[str]:
    """PostgreSQL's own check of all B-trees against their tables, where the extension amcheck is installed."""
    import psycopg

    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_available_extensions WHERE name = 'amcheck'").fetchone():
            return []
        connection.execute("CREATE EXTENSION IF NOT EXISTS amcheck")
        trees = connection.execute(
            "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_am a ON a.oid = c.relam JOIN pg_namespace n"
            " ON n.oid = c.relnamespace WHERE a.amname = 'btree' AND c.relkind = 'i' AND n.nspname = 'public'"
        ).fetchall()
        faults = []
        for (name,) in trees:
            try:
                connection.execute("SELECT bt_index_check(%s::regclass, true)", (name,))
            except psycopg.Error as error:
                faults.append(f"{name}: {error}")
        return faults


def sound_file(database: Path) -> list[str]:
    """SQLite's own check, without our code."""
    connection = sqlite3.connect(database)
    try:
        return [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
    finally:
        connection.close()


def _originals(library: Library, held: set[str], published: set[str]) -> list[str]:
    kept = library._originals.all()
    faults = [f"the original {digest[:16]} is of no document" for digest in kept - published]
    faults += [f"the original {digest[:16]} is gone" for digest in published - kept]
    for id_ in held:
        source = library.document(id_).sources[0]
        if source.sha256 in kept and _digest(library.original(id_).read_bytes()) != source.sha256:
            faults.append(f"{id_}: its original is not as it was")
    return faults


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def rows(connection: Connection, query: str, **values: Any) -> Sequence[Any]:
    """For checks that no function of the product makes."""
    return connection.execute(text(query), values).all()
