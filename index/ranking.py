"""BM25 over everything held, by the full-text index that the database has: FTS5 in SQLite, a GIN index in PostgreSQL.

FTS5 ranks by itself. PostgreSQL finds the passages that have any of the words, and puts first those whose words tell
most; of these few hundred the same BM25 is reckoned here, so that both rank alike.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from sqlalchemy import (
    ColumnElement,
    Connection,
    Float,
    bindparam,
    case,
    column,
    delete,
    func,
    literal,
    literal_column,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR

from index import bulk, schema
from index.store import among

SATURATION, LENGTH = 1.2, 0.75  # k1 and b of BM25, as everywhere
_CANDIDATES = 400
_WEIGHED = 64  # words by which candidates are chosen, the rarest ones
_COMMON = 1e-6  # what a word counts that stands in more than half of all passages, by FTS5's reckoning


def add(connection: Connection, words: Mapping[int, Sequence[str]]) -> None:
    """Index passages by their row numbers."""
    rows = [{"rowid": number, "words": " ".join(some)} for number, some in words.items()]
    bulk.put(connection, schema.lexical, rows)
    _count(connection, len(words), sum(map(_length, words.values())))


def remove(connection: Connection, document_id: str) -> list[list[str]]:
    """Forget a document's passages, which must still be in their own table; the words that each had."""
    numbers = select(schema.passages.c.number).where(schema.passages.c.document == document_id)
    indexed = schema.lexical.c.rowid.in_(numbers)
    texts = connection.execute(select(schema.lexical.c.words).where(indexed)).scalars()
    words = [text.split() for text in texts]
    connection.execute(delete(schema.lexical).where(indexed))
    _count(connection, -len(words), -sum(map(_length, words)))
    return words


def best(
    connection: Connection, counts: Mapping[str, int], document_ids: Sequence[str] | None, limit: int
) -> list[tuple[str, float]]:
    """The passages' ids that share most with the words, best first, with a score of which more is better.

    `counts` tells in how many passages each word stands; one that ends in * is the beginning of words.
    """
    by = _by_fts5 if connection.dialect.name == "sqlite" else _by_gin
    return by(connection, counts, document_ids, limit)


def _by_fts5(
    connection: Connection, counts: Mapping[str, int], document_ids: Sequence[str] | None, limit: int
) -> list[tuple[str, float]]:
    # Every word is quoted, so that no sign or word of a text has a meaning to the search engine.
    query = " OR ".join(f'"{word[:-1]}"*' if word.endswith("*") else f'"{word}"' for word in counts)
    passages = schema.passages
    index: ColumnElement[str] = literal_column("lexical")
    rank = func.bm25(index).label("rank")
    found = (
        select(passages.c.id, rank)
        .select_from(schema.lexical.join(passages, passages.c.number == schema.lexical.c.rowid))
        .where(index.op("MATCH")(query))
        .order_by(rank, passages.c.number)
        .limit(limit)
    )
    if document_ids is not None:
        found = found.where(among(passages.c.document, document_ids))
    return [(id_, -score) for id_, score in connection.execute(found)]


def _by_gin(
    connection: Connection, counts: Mapping[str, int], document_ids: Sequence[str] | None, limit: int
) -> list[tuple[str, float]]:
    size = schema.lexical_size
    number, words = connection.execute(select(size.c.passages, size.c.words)).one()
    if not number:
        return []
    telling = {word: max(_COMMON, math.log((number - n + 0.5) / (n + 0.5))) for word, n in counts.items()}
    rarest = sorted(telling.items(), key=lambda item: -item[1])[:_WEIGHED]
    passages, lexical = schema.passages, schema.lexical
    index = column("found", TSVECTOR)
    told: ColumnElement[float] = literal(0.0)
    for word, weight in rarest:
        told = told + case((index.op("@@")(_query(word)), bindparam(None, weight, Float)), else_=0.0)
    found = (
        select(passages.c.id, lexical.c.words)
        .select_from(lexical.join(passages, passages.c.number == lexical.c.rowid))
        .where(index.op("@@")(_query(*counts)))
        .order_by(told.desc(), passages.c.number)
        .limit(max(_CANDIDATES, limit))
    )
    if document_ids is not None:
        found = found.where(among(passages.c.document, document_ids))
    mean = words / number
    scored = [(id_, _bm25(text.split(), telling, mean)) for id_, text in connection.execute(found)]
    return sorted(scored, key=lambda pair: -pair[1])[:limit]


def _bm25(words: Sequence[str], telling: Mapping[str, float], mean: float) -> float:
    held = Counter(words)
    damping = SATURATION * (1 - LENGTH + LENGTH * _length(words) / mean)
    score = 0.0
    for word, weight in telling.items():
        beginning = word.removesuffix("*")
        times = held[word] if beginning == word else sum(n for one, n in held.items() if one.startswith(beginning))
        score += weight * times * (SATURATION + 1) / (times + damping)
    return score


def _length(words: Sequence[str]) -> int:
    """How many words these are, as FTS5 counts them: it takes a number apart at its points."""
    return sum(word.count(".") + 1 for word in words)


def _query(*words: str) -> ColumnElement[str]:
    """Any of the words; each is quoted, and has no quotes itself."""
    text = " | ".join(f"'{word[:-1]}':*" if word.endswith("*") else f"'{word}'" for word in words)
    return bindparam(None, text, TSQUERY)


def _count(connection: Connection, passages: int, words: int) -> None:
    if connection.dialect.name == "sqlite":
        return
    size = schema.lexical_size
    connection.execute(update(size).values(passages=size.c.passages + passages, words=size.c.words + words))
