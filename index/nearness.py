"""Search by meaning within a few documents: each of their vectors is compared, exactly, without the vector index.

Chroma filters by document before it searches, at a cost that grows with all that is held (0.1 to 0.4 seconds among a
hundred thousand vectors), and its graph may miss the few that are wanted. A document's own vectors are a thousand
products; they are kept in memory for the documents asked last.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from index import meaning, rows, schema
from index.store import among

_FEW = 5000  # distinct texts of the documents asked
_KEPT = 25_000  # vectors kept in memory: some 40 MB, fifty disclosures or more


@dataclass(frozen=True, slots=True)
class _Held:
    """A document's vectors, a row each, and the passage that each is of."""

    revision: int
    passages: tuple[str, ...]
    matrix: Any


class Nearness:
    """The vectors of the documents asked last, from the store of embeddings."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: OrderedDict[tuple[str, str], _Held] = OrderedDict()

    def search(
        self, connection: Connection, key: str, vector: Sequence[float], document_ids: Sequence[str]
    ) -> list[tuple[str, float]] | None:
        """The passages of these documents with their cosine, the nearest first; `key` is that of the embedder.

        None where they are too many, or where one of them has no vectors of this embedder: the vector index then says
        what is wrong.
        """
        meanings, documents = schema.meanings, schema.documents
        counted = select(func.count()).where(among(meanings.c.document, document_ids))
        if connection.execute(counted).scalar_one() > _FEW:
            return None
        import numpy as np

        wanted = np.asarray(vector, dtype=np.float32)
        best: dict[str, float] = {}
        revisions = select(documents.c.id, documents.c.revision).where(among(documents.c.id, document_ids))
        for id_, revision in connection.execute(revisions).all():
            held = self._of(connection, key, id_, revision)
            if held is None:
                return None
            for passage, cosine in zip(held.passages, (held.matrix @ wanted).tolist(), strict=True):
                if cosine > best.get(passage, -2.0):
                    best[passage] = cosine
        return sorted(best.items(), key=lambda pair: -pair[1])

    def _of(self, connection: Connection, key: str, document: str, revision: int) -> _Held | None:
        with self._lock:
            held = self._held.get((key, document))
            if held is not None and held.revision == revision:
                self._held.move_to_end((key, document))
                return held
        held = _read(connection, key, document, revision)
        if held is not None:
            with self._lock:
                self._held[key, document] = held
                size = sum(len(one.passages) for one in self._held.values())
                while size > _KEPT and len(self._held) > 1:
                    size -= len(self._held.popitem(last=False)[1].passages)
        return held


def _read(connection: Connection, key: str, document: str, revision: int) -> _Held | None:
    import numpy as np

    embeddings = schema.embeddings
    texts = [(one.id, text) for one in rows.wordings(connection, document) for text in meaning.texts(one)]
    hashes = {text: meaning.text_hash(text) for _, text in texts}
    found = select(embeddings.c.text_hash, embeddings.c.vector).where(
        embeddings.c.model == key, among(embeddings.c.text_hash, hashes.values())
    )
    vectors = {hash_: np.frombuffer(vector, dtype="<f4") for hash_, vector in connection.execute(found)}
    if not hashes.keys() or len(vectors) < len(set(hashes.values())):
        return None
    matrix = np.stack([vectors[hashes[text]] for _, text in texts])
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    return _Held(revision, tuple(id_ for id_, _ in texts), matrix / np.where(lengths == 0, 1, lengths))
