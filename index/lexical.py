"""Full-text search in the same SQLite file, over character bigrams: Chinese needs no word list that way.

A run of Chinese characters is taken apart into overlapping pairs and its last character; a number or a Latin word
stays whole. Each character so begins a token, and a question of one character finds it by prefix.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, delete, func, insert, literal_column, select

from index import schema
from index.store import among

# A number with its point, a Latin word, or a run of other letters, which in our field means Chinese.
_RUN = re.compile(r"(?P<whole>[0-9]+(?:\.[0-9]+)*|[a-z]+)|[^\W\d_a-z]+")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_LONGEST_QUERY = 400  # tokens: a longer text is a whole page, not a question


def tokens(text: str) -> Iterator[str]:
    """What of a text is found again."""
    for run, whole in _runs(text):
        yield from (run,) if whole else (*_pairs(run), run[-1])


def query(text: str) -> str | None:
    """The full-text query of a question; None where nothing in it can be looked for.

    Every token is quoted, so no sign or word of the text has a meaning to the search engine.
    """
    wanted: dict[str, None] = {}
    for run, whole in _runs(text):
        if whole:
            wanted[f'"{run}"'] = None
        elif len(run) == 1:
            wanted[f'"{run}"*'] = None
        else:
            wanted.update({f'"{pair}"': None for pair in _pairs(run)})
    return " OR ".join(list(wanted)[:_LONGEST_QUERY]) or None


def _runs(text: str) -> Iterator[tuple[str, bool]]:
    folded = _THOUSANDS.sub("", unicodedata.normalize("NFKC", text).lower())
    for match in _RUN.finditer(folded):
        yield match.group(), match["whole"] is not None


def _pairs(run: str) -> Iterator[str]:
    return (run[i : i + 2] for i in range(len(run) - 1))


def add(connection: Connection, texts: Mapping[int, str]) -> None:
    """Index passages' texts by their row numbers."""
    rows = [{"rowid": number, "words": " ".join(tokens(text))} for number, text in texts.items()]
    if rows:
        connection.execute(insert(schema.lexical), rows)


def remove(connection: Connection, document_id: str) -> None:
    """Forget a document's passages; they must still be in their own table."""
    numbers = select(schema.passages.c.number).where(schema.passages.c.document == document_id)
    connection.execute(delete(schema.lexical).where(schema.lexical.c.rowid.in_(numbers)))


def search(
    connection: Connection, text: str, document_ids: Sequence[str] | None, limit: int
) -> list[tuple[str, float]]:
    """The passages' ids that share most with the text, best first, with a score of which more is better."""
    wanted = query(text)
    if wanted is None:
        return []
    passages = schema.passages
    index: ColumnElement[str] = literal_column("lexical")
    rank = func.bm25(index).label("rank")
    found = (
        select(passages.c.id, rank)
        .select_from(schema.lexical.join(passages, passages.c.number == schema.lexical.c.rowid))
        .where(index.op("MATCH")(wanted))
        .order_by(rank, passages.c.number)
        .limit(limit)
    )
    if document_ids is not None:
        found = found.where(among(passages.c.document, document_ids))
    return [(id_, -score) for id_, score in connection.execute(found)]
