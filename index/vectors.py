"""Chroma: passages' vectors in the data folder. The only user of chromadb, imported at first use.

Embedded, Chroma keeps its graph in memory and does not see what another process writes, so its callers say with `generation`
how far the folder has been written; where somebody else wrote, it is opened anew. One process has one client for a
folder, and uses it in turns: a query takes a few milliseconds.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, cast

from sqlalchemy.exc import SQLAlchemyError

from index import locks
from index.errors import LibraryError, TornVectorsError, VectorMismatchError
from index.seal import Seal
from ingest.model import digest

if TYPE_CHECKING:
    from chromadb.api import ClientAPI as ClientAPI  # noqa: PLC0414 (for index.vector_server too)
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection as Collection  # noqa: PLC0414 (the same)

FOLDER = "vectors"
_FILE = "chroma.sqlite3"
_COLLECTION = "passages"
_BATCH = 1000


@dataclass(frozen=True, slots=True)
class Identity:
    """What made the vectors; those of different identities do not mix."""

    model: str
    digest: str
    backend: str
    dimensions: int

    @property
    def key(self) -> str:
        """One name for it all."""
        return digest(self.model, self.digest, self.backend, self.dimensions)


class Vectors(Protocol):
    """Where the vector collection is kept. `name` is that of `vector_state.collection`, None where there is none yet."""

    tears: bool  # whether a kill while it is written leaves what must not be read; else doing it again puts it right
    remedy: str  # what a person does to have the vectors made anew

    def turn(self, *, reading: bool) -> AbstractContextManager[object]:
        """The right to use it now, where it is not shared."""

    def exists(self, name: str | None) -> bool:
        """Whether anything was ever written here."""

    def collection(self, name: str | None, generation: int) -> Collection | None:
        """The collection as last written, None where there is none."""

    def name(self, collection: Collection) -> str:
        """What tells this collection from any other, one made anew in its place included."""

    def create(self, generation: int, identity: Identity) -> Collection:
        """An empty collection for vectors of this identity."""

    def discard(self, name: str | None) -> None:
        """Delete all of it, whatever state it is in."""

    def written(self, generation: int) -> None:
        """This process itself brought the collection to this generation: its client knows."""

    def seal(self) -> None:
        """What was written is whole: damage is told from it later."""

    def torn(self) -> bool:
        """Whether it is not as it was last sealed."""

    def problem(self) -> str | None:
        """Why it cannot be used at present, in a sentence; told without waiting long."""

    def close(self) -> None:
        """Let go of files and connections; the next use opens them again."""


class Folder:
    """The vector collection of one data folder; whoever uses it holds the folder's lock (`turn`)."""

    tears = True
    remedy = f"删去数据文件夹中的 {FOLDER} 文件夹"

    _open: ClassVar[dict[Path, Folder]] = {}
    _opening: ClassVar[threading.Lock] = threading.Lock()

    def __init__(self, data: Path) -> None:
        self._folder = data / FOLDER
        self._lock = data / "vectors.lock"
        self._turn = threading.RLock()
        self._seal = Seal(self._folder, _FILE)  # SQLite tells by itself where it is damaged, the graph's reader crashes
        self._client: Client | None = None
        self._generation = -1

    @classmethod
    def of(cls, data: Path) -> Folder:
        """This process' one view of the folder."""
        data = data.resolve()
        with cls._opening:
            return cls._open.setdefault(data, cls(data))

    @contextmanager
    def turn(self, *, reading: bool) -> Iterator[None]:
        """The folder for oneself: among the threads of this process always, among processes when writing."""
        with self._turn, locks.held(self._lock, shared=reading):
            yield

    def exists(self, name: str | None = None) -> bool:
        """Whether anything was ever written here, under whatever name."""
        del name
        return (self._folder / _FILE).is_file()

    def collection(self, name: str | None, generation: int) -> Collection | None:
        """The collection as last written, None where there is none. TornVectorsError where its files are not as written."""
        del name
        if not self.exists():
            return None
        if file := self._seal.broken():
            raise TornVectorsError(
                f"向量索引的文件“{file}”与写入时不同，可能已损坏；按数据和字词检索回答，服务在后台由已存的数据重建，"
                "也可运行 mingzhang reindex。"
            )
        return found(self._connected(generation), _COLLECTION)

    def name(self, collection: Collection) -> str:
        """The id that Chroma gave the collection: one made anew has another."""
        return str(collection.id)

    def create(self, generation: int, identity: Identity) -> Collection:
        """An empty collection for vectors of this identity."""
        return created(self._connected(generation), _COLLECTION, identity)

    def discard(self, name: str | None) -> None:
        """Delete all of it, whatever state it is in and under whatever name."""
        del name
        self._close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def written(self, generation: int) -> None:
        """This process itself brought the folder to this generation: its client knows."""
        self._generation = generation

    def seal(self) -> None:
        """What was written is whole: damage is told from it later."""
        self._seal.write()

    def torn(self) -> bool:
        """Whether a file is not as it was last sealed."""
        return self._seal.broken() is not None

    def _connected(self, generation: int) -> Client:
        if self._client is None or self._generation != generation or not self.exists():
            self._close()
            self._client = _client(self._folder)
            self._generation = generation
        return self._client

    def problem(self) -> str | None:
        """None: a folder is there, or is told of by whoever reads it."""
        return None

    def close(self) -> None:
        """Let go of the folder's files; the next use opens them again."""
        with self._turn:
            self._close()

    def _close(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            client.close()


@contextmanager
def explained(remedy: str) -> Iterator[None]:
    """What Chroma raises, in one sentence; its compiled part panics with an exception of its own kind."""
    try:
        yield
    except (LibraryError, OSError, SQLAlchemyError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        raise LibraryError(
            f"向量库出错（{str(error).partition(chr(10))[0]}）；可{remedy}后重新运行"
            f" mingzhang ingest，向量会由已存的数据重建。"
        ) from error


def found(client: ClientAPI, name: str) -> Collection | None:
    """A collection, None where there is none of this name."""
    from chromadb.errors import NotFoundError

    try:
        return client.get_collection(name, embedding_function=None)
    except NotFoundError:
        return None


def created(client: ClientAPI, name: str, identity: Identity) -> Collection:
    """An empty collection for vectors of this identity."""
    return client.create_collection(
        name, embedding_function=None, metadata=asdict(identity), configuration={"hnsw": {"space": "cosine"}}
    )


def check(collection: Collection, identity: Identity, remedy: str) -> None:
    """Refuse a collection that another embedder made."""
    kept = collection.metadata or {}
    if kept != asdict(identity):
        raise VectorMismatchError(
            f"已有的向量由模型“{kept.get('model')}”（{kept.get('backend')}，摘要 {str(kept.get('digest'))[:12]}）算出，"
            f"与现在的模型“{identity.model}”（{identity.backend}，摘要 {identity.digest[:12]}）不能混用；"
            f"请改回原来的模型，或{remedy}后重新运行 mingzhang ingest，向量会全部重算。"
        )


def upsert(collection: Collection, document_id: str, ids: Sequence[str], vectors: Sequence[Sequence[float]]) -> None:
    """Put a document's passages in; repeating it changes nothing."""
    for start in range(0, len(ids), _BATCH):
        part = slice(start, start + _BATCH)
        collection.upsert(
            ids=list(ids[part]),
            embeddings=list(vectors[part]),
            metadatas=[{"document": document_id}] * len(ids[part]),
        )


def delete(collection: Collection, document_id: str) -> None:
    """Take a document's passages out."""
    collection.delete(where={"document": document_id})


def nearest(
    collection: Collection, vector: Sequence[float], where: dict[str, Any] | None, limit: int
) -> list[tuple[str, float]]:
    """The passages' ids nearest to a vector, best first, with their cosine."""
    found = collection.query(query_embeddings=[vector], n_results=limit, where=where, include=["distances"])
    distances = found["distances"]
    if distances is None:  # pragma: no cover (they were asked for)
        return []
    return [(id_, 1.0 - distance) for id_, distance in zip(found["ids"][0], distances[0], strict=True)]


def _client(folder: Path) -> Client:
    chromadb, settings = _imported()
    return cast("Client", chromadb.PersistentClient(str(folder), settings=settings))


def served(host: str, port: int, *, ssl: bool, headers: dict[str, str], seconds: float) -> ClientAPI:
    """A client of a server; whatever it is asked, it gives up after so many seconds."""
    chromadb, settings = _imported()
    client: Any = chromadb.HttpClient(host, port, ssl=ssl, headers=headers, settings=settings)
    session = client._server._session  # noqa: SLF001 (there is no other way: by itself it would wait for ever)
    session.timeout = seconds
    return cast("ClientAPI", client)


def ended(client: ClientAPI) -> None:
    """Let go of a server's client and, what it leaves to chance itself, of its connections."""
    one: Any = client
    sessions = [part._server._session for part in (one, one._admin_client)]  # noqa: SLF001 (as above)
    one.close()
    for session in sessions:
        session.close()


def _imported() -> tuple[Any, Any]:
    """Chroma, and its settings with which it tells nobody anything."""
    try:
        import chromadb
        from chromadb.config import Settings
    except ImportError as error:
        raise LibraryError(f"向量库 chromadb 无法载入（{error}）；请运行 make setup 重新安装。") from error
    return chromadb, Settings(anonymized_telemetry=False)
