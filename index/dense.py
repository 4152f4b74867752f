"""Search by meaning: the outbox is worked off into vectors, and a question finds its nearest passages.

Embedding is the costly step, so its result is kept in SQLite, once for each distinct text; the vector collection can
be lost, or torn by a kill while it is written, and is then built anew from there. One process at a time works off
the outbox; readers wait only while a document's vectors are put in.
"""

from __future__ import annotations

import logging
import struct
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, delete, func, insert, literal, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from index import locks, rows, schema, vectors
from index.embed import Embedder
from index.errors import LibraryError
from index.store import Store, among
from index.vectors import Identity, Vectors

Progress = Callable[[int, int], None]
_BATCH = 64  # texts a call: long enough to be quick, short enough for a progress bar
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _State:
    """Which collection holds the vectors, at which generation, and whether a writer is at it (or was killed)."""

    collection: str | None
    generation: int
    writing: bool


@dataclass(frozen=True, slots=True)
class _Task:
    number: int
    document: str
    action: str


class _Meter:
    """How far the costly step is, told after each batch."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self.total = 0
        self.done = 0

    def within(self, passages: int) -> None:
        """So many passages of the document at hand are ready."""
        if self._progress is not None:
            self._progress(self.done + passages, self.total)

    def add(self, passages: int) -> None:
        """A document is finished."""
        self.done += passages
        self.within(0)


class Dense:
    """The vectors of one library."""

    def __init__(self, store: Store, embedder: Embedder | None) -> None:
        self._store = store
        self._embedder = embedder
        self._vectors = Vectors.of(store.data)
        self._identity: Identity | None = None
        self.problem: str | None = None  # why search goes without vectors at present

    def pending(self) -> int:
        """How many documents' vectors are still to be made or deleted."""
        with self._store.read() as connection:
            return connection.execute(select(func.count()).select_from(schema.outbox)).scalar_one()

    def search(self, text: str, document_ids: Sequence[str] | None, limit: int) -> list[tuple[str, float]]:
        """The nearest passages' ids, best first; empty, with `problem` saying why, where that cannot be had."""
        if self._embedder is None or not text.strip():
            return []
        try:
            with self._store.read() as connection:
                if _state(connection).collection is None:
                    return []
            vector = self._embedder.encode_queries([text])[0]
            identity = self.identity(self._embedder)
            with self._alone(shared=True):
                found = self._nearest(identity, vector, document_ids, limit)
        except Exception as error:  # noqa: BLE001 (whatever fails in there, words and facts still answer)
            problem = str(error) if isinstance(error, LibraryError) else f"向量检索出错（{error}）。"
            if problem != self.problem:
                _log.warning("search goes without vectors: %s", problem)
            self.problem = problem
            return []
        self.problem = None
        return found

    def identity(self, embedder: Embedder) -> Identity:
        """What makes this library's vectors; loads the embedder."""
        if self._identity is None:
            self._identity = Identity(embedder.name, embedder.digest, embedder.backend, embedder.dimensions)
        return self._identity

    def embed_pending(self, progress: Progress | None = None) -> int:
        """Work the outbox off; the number of passages put in. Ends early only by an error, and goes on next time."""
        if self._embedder is None or not self._work():
            return 0
        with self._store.explained(), locks.held(self._store.data / "embedding.lock"):
            identity = self.identity(self._embedder)
            with self._alone():
                self._prepare(identity)
            meter = _Meter(progress)
            while tasks := self._tasks():  # again, for what came in meanwhile
                meter.total = meter.done + self._passages(tasks)
                for task in tasks:
                    made = self._embedded(self._embedder, identity, task, meter)
                    with self._alone():
                        self._put(identity, task, made)
                    meter.add(len(made))
        self.problem = None
        return meter.done

    def _work(self) -> bool:
        """Whether there is anything to do, told without loading a model."""
        with self._store.read() as connection:
            state = _state(connection)
            if state.writing or connection.execute(select(schema.outbox.c.number).limit(1)).first():
                return True
        return state.collection is not None and not self._vectors.exists()

    def _nearest(
        self, identity: Identity, vector: list[float], document_ids: Sequence[str] | None, limit: int
    ) -> list[tuple[str, float]]:
        with self._store.read() as connection:
            state = _state(connection)
            held = list(rows.revisions(connection))
            leaving = set(connection.execute(select(schema.outbox.c.document)).scalars()) - set(held)
        collection = None if state.writing else self._vectors.collection(state.generation)
        if collection is None or str(collection.id) != state.collection:
            raise LibraryError("向量不完整；运行 mingzhang ingest 会补齐，在此之前按字词检索。")
        vectors.check(collection, identity)
        return vectors.nearest(collection, vector, _where(document_ids, held, leaving), limit)

    def _prepare(self, identity: Identity) -> None:
        """Make sure that the collection is there, whole and of this embedder, else have everything put in anew."""
        with self._store.read() as connection:
            state = _state(connection)
        if state.writing:
            self._vectors.discard()
        collection = self._vectors.collection(state.generation)
        if collection is not None:
            vectors.check(collection, identity)
        if collection is None or str(collection.id) != state.collection:
            if collection is None:
                collection = self._vectors.create(state.generation, identity)
            with self._store.write() as connection:
                _begin_anew(connection, str(collection.id), state.generation + 1, identity)
            self._vectors.written(state.generation + 1)

    def _tasks(self) -> list[_Task]:
        with self._store.read() as connection:
            found = connection.execute(select(schema.outbox).order_by(schema.outbox.c.number)).mappings()
            return [_Task(row["number"], row["document"], row["action"]) for row in found]

    def _passages(self, tasks: Sequence[_Task]) -> int:
        documents = [task.document for task in tasks if task.action == "upsert"]
        passages = schema.passages
        with self._store.read() as connection:
            return connection.execute(
                select(func.count()).select_from(passages).where(among(passages.c.document, documents))
            ).scalar_one()

    def _embedded(self, embedder: Embedder, identity: Identity, task: _Task, meter: _Meter) -> dict[str, list[float]]:
        """The vectors of a document's passages by passage id; only texts never seen before are embedded."""
        if task.action == "delete":
            return {}
        passages = schema.passages
        with self._store.read() as connection:
            found = connection.execute(select(passages).where(passages.c.document == task.document)).mappings()
            texts = {row["id"]: rows.searched(row["heading"], row["text"]) for row in found}
            hashes = {id_: rows.text_hash(text) for id_, text in texts.items()}
            known = _known(connection, identity, hashes.values())
        missing = {hashes[id_]: text for id_, text in texts.items() if hashes[id_] not in known}
        keys = list(missing)
        for start in range(0, len(keys), _BATCH):
            part = keys[start : start + _BATCH]
            made = dict(zip(part, embedder.encode_passages([missing[key] for key in part]), strict=True))
            with self._store.write() as connection:
                _keep(connection, identity, made)
            known.update(made)
            meter.within(len(texts) - len(keys) + start + len(part))
        return {id_: known[key] for id_, key in hashes.items()}

    def _put(self, identity: Identity, task: _Task, made: Mapping[str, Sequence[float]]) -> None:
        """One task into the collection; the outbox forgets it only when that is done."""
        with self._store.write() as connection:
            state = _state(connection)
            connection.execute(update(schema.vector_state).values(writing=1))
        collection = self._vectors.collection(state.generation)
        if collection is None:
            raise LibraryError("向量文件夹在写入时被删去；请重新运行 mingzhang ingest。")
        vectors.check(collection, identity)
        # An edited document comes with other passages: those it had before go first.
        vectors.delete(collection, task.document)
        if made:
            vectors.upsert(collection, task.document, list(made), list(made.values()))
        with self._store.write() as connection:
            connection.execute(update(schema.vector_state).values(writing=0, generation=state.generation + 1))
            connection.execute(delete(schema.outbox).where(schema.outbox.c.number == task.number))
        self._vectors.written(state.generation + 1)

    @contextmanager
    def _alone(self, *, shared: bool = False) -> Iterator[None]:
        """The vector folder for oneself: among the threads of this process always, among processes when writing."""
        file = self._store.data / "vectors.lock"
        with self._store.explained(), self._vectors.turn, locks.held(file, shared=shared), vectors.explained():
            yield

    def close(self) -> None:
        """Let go of the folder's files."""
        with self._vectors.turn:
            self._vectors.close()


def enqueue(connection: Connection, document_id: str, action: Literal["upsert", "delete"]) -> None:
    """Ask for a document's vectors to be made or deleted; only the last wish counts."""
    connection.execute(delete(schema.outbox).where(schema.outbox.c.document == document_id))
    if action == "delete" and _state(connection).collection is None:
        return  # nothing was ever put in
    connection.execute(insert(schema.outbox).values(document=document_id, action=action))


def _begin_anew(connection: Connection, collection: str, generation: int, identity: Identity) -> None:
    """A fresh collection: every document is to be put in; another model's embeddings are of no more use."""
    connection.execute(delete(schema.outbox))
    everything = select(schema.documents.c.id, literal("upsert")).order_by(schema.documents.c.sequence)
    connection.execute(insert(schema.outbox).from_select(["document", "action"], everything))
    connection.execute(delete(schema.embeddings).where(schema.embeddings.c.model != identity.key))
    connection.execute(update(schema.vector_state).values(collection=collection, generation=generation, writing=0))


def _state(connection: Connection) -> _State:
    row = connection.execute(select(schema.vector_state)).mappings().one()
    return _State(row["collection"], row["generation"], bool(row["writing"]))


def _where(document_ids: Sequence[str] | None, held: Sequence[str], leaving: set[str]) -> dict[str, Any] | None:
    """Chroma's filter, left out where it would change nothing: it costs more than the search."""
    if document_ids is not None and not set(held) <= set(document_ids):
        return {"document": {"$in": sorted(set(document_ids) & set(held)) or [""]}}
    return {"document": {"$nin": sorted(leaving)}} if leaving else None


def _known(connection: Connection, identity: Identity, hashes: Iterable[str]) -> dict[str, list[float]]:
    table = schema.embeddings
    found = connection.execute(
        select(table.c.text_hash, table.c.vector).where(table.c.model == identity.key, among(table.c.text_hash, hashes))
    )
    return {key: list(struct.unpack(f"<{identity.dimensions}f", vector)) for key, vector in found}


def _keep(connection: Connection, identity: Identity, made: Mapping[str, Sequence[float]]) -> None:
    packed = [
        {"model": identity.key, "text_hash": key, "vector": struct.pack(f"<{identity.dimensions}f", *vector)}
        for key, vector in made.items()
    ]
    connection.execute(upsert(schema.embeddings).on_conflict_do_nothing(), packed)
