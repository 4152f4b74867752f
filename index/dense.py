"""Search by meaning: the outbox is worked off into vectors, and a question finds its nearest passages.

Embedding is the costly step, so its result is kept in the database, once for each distinct text; the vector collection
can be lost, or torn by a kill while it is written, and is then built anew from there. One process at a time works off
the outbox; readers of a folder wait only while a document's vectors are put in, those of a server never.
"""

from __future__ import annotations

import logging
import struct
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, delete, func, insert, literal, select, update

from index import meaning, rows, schema, vectors
from index.embed import Embedder
from index.errors import LibraryError, TornVectorsError
from index.nearness import Nearness
from index.store import Store, among, upsert
from index.stores import Stores
from index.vector_server import VectorServer
from index.vectors import Folder, Identity, Vectors

Progress = Callable[[int, int], None]
_BATCH = 32  # texts a call: for a progress bar, and for being stopped within about a second
_VECTORS = 3  # looked at for each passage wanted: a passage has a vector for each of its sentences
_PART = "."  # between a passage's id and the number of its vector
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

    def __init__(self, store: Store, embedder: Embedder | None, stores: Stores) -> None:
        self._store = store
        self._embedder = embedder
        self._vectors: Vectors = VectorServer(stores.chroma) if stores.chroma else Folder.of(store.data)
        self._nearness = Nearness()
        self._identity: Identity | None = None
        self._problem: str | None = None

    @property
    def problem(self) -> str | None:
        """Why search goes without vectors at present; looked for anew where they are on a server."""
        return self._problem or self._vectors.problem()

    def pending(self) -> int:
        """How many documents' vectors are still to be made or deleted; 1 where the index itself is to be made anew."""
        with self._store.read() as connection:
            waiting = connection.execute(select(func.count()).select_from(schema.outbox)).scalar_one()
            return waiting or int(_state(connection).writing)

    def search(self, text: str, document_ids: Sequence[str] | None, limit: int) -> tuple[list[tuple[str, float]], bool]:
        """The nearest passages' ids, best first, and whether the same search will find nothing else later.

        None, with `problem` saying why, where that cannot be had; then, and while vectors of these documents are still
        to come, later ones may.
        """
        if self._embedder is None or not text.strip():
            return [], True
        try:
            with self._store.read() as connection:
                coming = _coming(connection)
                none = _state(connection).collection is None
            if none or (document_ids is not None and coming.issuperset(document_ids)):
                return [], False  # told before a model is loaded, or waited for while it makes those vectors
            vector = self._embedder.encode_queries([text])[0]
            identity = self.identity(self._embedder)
            found = self._among_few(identity, vector, document_ids, limit)
            if found is None:
                with self._alone(reading=True):
                    found = self._nearest(identity, vector, document_ids, limit)
        except Exception as error:  # noqa: BLE001 (whatever fails in there, words and facts still answer)
            self._note(error)
            if isinstance(error, TornVectorsError):
                self._give_up()
            return [], False
        self._problem = None
        return found, coming.isdisjoint(document_ids) if document_ids is not None else not coming

    def likened(self, text: str, document_ids: Sequence[str]) -> dict[str, float] | None:
        """All passages of these documents by id, each with its cosine to a question; None where that cannot be had now."""
        if self._embedder is None or not text.strip():
            return None
        try:
            with self._store.read() as connection:
                if not _coming(connection).isdisjoint(document_ids):
                    return None  # told before a model is loaded
            vector = self._embedder.encode_queries([text])[0]
            with self._store.read() as connection:
                found = self._nearness.search(connection, self.identity(self._embedder).key, vector, document_ids)
        except LibraryError as error:
            self._note(error)
            return None
        return None if found is None else dict(found)

    def _note(self, error: Exception) -> None:
        problem = str(error) if isinstance(error, LibraryError) else f"向量检索出错（{error}）。"
        if problem != self._problem:
            _log.warning("search goes without vectors: %s", problem)
        self._problem = problem

    def _give_up(self) -> None:
        """Have the index built anew by whoever works off the outbox."""
        try:
            with self._store.write() as connection:
                distrust(connection)
        except LibraryError as error:
            _log.warning("the vector index cannot be given up yet: %s", error)

    def identity(self, embedder: Embedder) -> Identity:
        """What makes this library's vectors; loads the embedder."""
        if self._identity is None:
            self._identity = Identity(embedder.name, embedder.digest, embedder.backend, embedder.dimensions)
        return self._identity

    def embed_pending(self, progress: Progress | None = None, stop: threading.Event | None = None) -> int:
        """Work the outbox off; the number of passages put in.

        Ends early by an error or once `stop` is set, which is heard within a batch, and goes on next time.
        """
        stop = stop or threading.Event()
        if self._embedder is None or not self._work():
            return 0
        with self._store.awaited("embedding", stop) as mine:
            if not mine:
                return 0
            identity = self.identity(self._embedder)
            meter = _Meter(progress)
            try:
                whole = self._work_off(self._embedder, identity, meter, stop)
            except TornVectorsError:  # another process let go of files that it had written before: all are put in anew
                whole = self._work_off(self._embedder, identity, meter, stop)
        if whole:
            self._problem = None
        return meter.done

    def _work_off(self, embedder: Embedder, identity: Identity, meter: _Meter, stop: threading.Event) -> bool:
        """Put in all that waits, what comes in meanwhile too; False where it was stopped before."""
        with self._alone():
            self._prepare(identity)
        while tasks := self._tasks():
            meter.total = meter.done + self._passages(tasks)
            for task in tasks:
                made = self._embedded(embedder, identity, task, meter, stop)
                if made is None:
                    return False
                with self._alone():
                    self._put(identity, task, _numbered(made))
                meter.add(len(made))
        return True

    def _work(self) -> bool:
        """Whether there is anything to do, told without loading a model."""
        with self._store.read() as connection:
            state = _state(connection)
            if state.writing or connection.execute(select(schema.outbox.c.number).limit(1)).first():
                return True
        return state.collection is not None and (not self._vectors.exists(state.collection) or self._vectors.torn())

    def _among_few(
        self, identity: Identity, vector: list[float], document_ids: Sequence[str] | None, limit: int
    ) -> list[tuple[str, float]] | None:
        if document_ids is None:
            return None
        with self._store.read() as connection:
            coming = _coming(connection)
            ready = [id_ for id_ in document_ids if id_ not in coming]
            found = self._nearness.search(connection, identity.key, vector, ready)
        return None if found is None else found[:limit]

    def _nearest(
        self, identity: Identity, vector: list[float], document_ids: Sequence[str] | None, limit: int
    ) -> list[tuple[str, float]]:
        with self._store.read() as connection:
            state = _state(connection)
            held = list(rows.revisions(connection))
            leaving = set(connection.execute(select(schema.outbox.c.document)).scalars()) - set(held)
        collection = None if state.writing else self._vectors.collection(state.collection, state.generation)
        if collection is None or self._vectors.name(collection) != state.collection:
            lost = self._vectors.tears and not state.writing  # what a server has not, another may be making just now
            raise (TornVectorsError if lost else LibraryError)(
                "向量不完整；运行 mingzhang ingest 会补齐，在此之前按字词检索。"
            )
        vectors.check(collection, identity, self._vectors.remedy)
        near = vectors.nearest(collection, vector, _where(document_ids, held, leaving), limit * _VECTORS)
        best: dict[str, float] = {}
        for id_, cosine in near:  # the nearest first: a passage is as near as its nearest sentence
            best.setdefault(id_.partition(_PART)[0], cosine)
        return list(best.items())[:limit]

    def _prepare(self, identity: Identity) -> None:
        """Make sure that the collection is there, whole and of this embedder, else have everything put in anew."""
        with self._store.read() as connection:
            state = _state(connection)
        if state.writing or self._vectors.torn():
            self._vectors.discard(state.collection)
        collection = self._vectors.collection(state.collection, state.generation)
        if collection is not None:
            vectors.check(collection, identity, self._vectors.remedy)
        if collection is None or self._vectors.name(collection) != state.collection:
            if collection is None:
                collection = self._vectors.create(state.generation, identity)
            with self._store.write() as connection:
                _begin_anew(connection, self._vectors.name(collection), state.generation + 1, identity)
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

    def _embedded(
        self, embedder: Embedder, identity: Identity, task: _Task, meter: _Meter, stop: threading.Event
    ) -> dict[str, list[list[float]]] | None:
        """The vectors of each of a document's passages by its id; only texts never seen before are embedded.

        None where it was stopped: what was embedded by then is kept.
        """
        if task.action == "delete":
            return {}
        with self._store.read() as connection:
            texts = {passage.id: meaning.texts(passage) for passage in rows.wordings(connection, task.document)}
            hashes = {text: meaning.text_hash(text) for several in texts.values() for text in several}
            known = _known(connection, identity, hashes.values())
        missing = [text for text, key in hashes.items() if key not in known]
        for start in range(0, len(missing), _BATCH):
            if stop.is_set():
                return None
            part = missing[start : start + _BATCH]
            made = dict(zip((hashes[text] for text in part), embedder.encode_passages(part), strict=True))
            with self._store.write() as connection:
                _keep(connection, identity, made)
            known.update(made)
            meter.within(len(texts) * (len(hashes) - len(missing) + start + len(part)) // len(hashes))
        return {id_: [known[hashes[text]] for text in several] for id_, several in texts.items()}

    def _put(self, identity: Identity, task: _Task, made: Mapping[str, Sequence[float]]) -> None:
        """One task into the collection; the outbox forgets it only when that is done."""
        with self._store.write() as connection:
            state = _state(connection)
            if self._vectors.tears:
                connection.execute(update(schema.vector_state).values(writing=1))
        collection = self._vectors.collection(state.collection, state.generation)
        if collection is None:
            raise LibraryError("向量在写入时被删去；请重新运行 mingzhang ingest。")
        vectors.check(collection, identity, self._vectors.remedy)
        # An edited document comes with other passages: those it had before go first.
        vectors.delete(collection, task.document)
        if made:
            vectors.upsert(collection, task.document, list(made), list(made.values()))
        self._vectors.seal()
        with self._store.write() as connection:
            connection.execute(update(schema.vector_state).values(writing=0, generation=state.generation + 1))
            connection.execute(delete(schema.outbox).where(schema.outbox.c.number == task.number))
        self._vectors.written(state.generation + 1)

    @contextmanager
    def _alone(self, *, reading: bool = False) -> Iterator[None]:
        """The right to use the vectors now: a folder's by turns, a server's at any time."""
        with self._store.explained(), vectors.explained(self._vectors.remedy), self._vectors.turn(reading=reading):
            yield

    def close(self) -> None:
        """Let go of files and connections."""
        self._vectors.close()


def distrust(connection: Connection) -> None:
    """Have all vectors put in anew, from what is kept of them: as after a writer that was killed at it."""
    connection.execute(update(schema.vector_state).values(writing=1))


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


def _coming(connection: Connection) -> set[str]:
    """The documents whose vectors are still to be made."""
    return set(connection.execute(select(schema.outbox.c.document).where(schema.outbox.c.action == "upsert")).scalars())


def _numbered(made: Mapping[str, Sequence[list[float]]]) -> dict[str, list[float]]:
    """Each vector under an id of its own."""
    return {f"{id_}{_PART}{at}": vector for id_, several in made.items() for at, vector in enumerate(several)}


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
    connection.execute(upsert(connection, schema.embeddings).on_conflict_do_nothing(), packed)
