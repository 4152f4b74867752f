"""Chroma, embedded: passages' vectors in the data folder. The only user of chromadb, imported at first use.

Chroma keeps its graph in memory and does not see what another process writes, so its callers say with `generation`
how far the folder has been written; where somebody else wrote, it is opened anew. One process has one client for a
folder, and uses it in turns: a query takes a few milliseconds.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from sqlalchemy.exc import SQLAlchemyError

from index.errors import LibraryError, VectorMismatchError
from ingest.model import digest

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

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


class Vectors:
    """The vector collection of one data folder. Callers hold the folder's lock (`index.dense`)."""

    _open: ClassVar[dict[Path, Vectors]] = {}
    _opening: ClassVar[threading.Lock] = threading.Lock()

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.turn = threading.RLock()
        self._client: Client | None = None
        self._generation = -1

    @classmethod
    def of(cls, data: Path) -> Vectors:
        """This process' one view of the folder."""
        folder = (data / FOLDER).resolve()
        with cls._opening:
            return cls._open.setdefault(folder, cls(folder))

    def exists(self) -> bool:
        """Whether anything was ever written here."""
        return (self._folder / _FILE).is_file()

    def collection(self, generation: int) -> Collection | None:
        """The collection as last written, None where there is none."""
        if not self.exists():
            return None
        from chromadb.errors import NotFoundError

        try:
            return self._connected(generation).get_collection(_COLLECTION, embedding_function=None)
        except NotFoundError:
            return None

    def create(self, generation: int, identity: Identity) -> Collection:
        """An empty collection for vectors of this identity."""
        return self._connected(generation).create_collection(
            _COLLECTION,
            embedding_function=None,
            metadata=asdict(identity),
            configuration={"hnsw": {"space": "cosine"}},
        )

    def discard(self) -> None:
        """Delete all of it, whatever state it is in."""
        self.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def written(self, generation: int) -> None:
        """This process itself brought the folder to this generation: its client knows."""
        self._generation = generation

    def _connected(self, generation: int) -> Client:
        if self._client is None or self._generation != generation or not self.exists():
            self.close()
            self._client = _client(self._folder)
            self._generation = generation
        return self._client

    def close(self) -> None:
        """Let go of the folder's files; the next use opens them again."""
        client, self._client = self._client, None
        if client is not None:
            client.close()


@contextmanager
def explained() -> Iterator[None]:
    """What Chroma raises, in one sentence; its compiled part panics with an exception of its own kind."""
    try:
        yield
    except (LibraryError, OSError, SQLAlchemyError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        raise LibraryError(
            f"向量库出错（{str(error).partition(chr(10))[0]}）；可删去数据文件夹中的 {FOLDER} 文件夹后重新运行"
            f" mingzhang ingest，向量会由已存的数据重建。"
        ) from error


def check(collection: Collection, identity: Identity) -> None:
    """Refuse a collection that another embedder made."""
    kept = collection.metadata or {}
    if kept != asdict(identity):
        raise VectorMismatchError(
            f"已有的向量由模型“{kept.get('model')}”（{kept.get('backend')}，摘要 {str(kept.get('digest'))[:12]}）算出，"
            f"与现在的模型“{identity.model}”（{identity.backend}，摘要 {identity.digest[:12]}）不能混用；"
            f"请改回原来的模型，或删去数据文件夹中的 {FOLDER} 文件夹后重新运行 mingzhang ingest，向量会全部重算。"
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
    try:
        import chromadb
        from chromadb.config import Settings
    except ImportError as error:
        raise LibraryError(f"向量库 chromadb 无法载入（{error}）；请运行 make setup 重新安装。") from error
    return cast("Client", chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False)))
