"""Search by words: BM25 over pairs of characters, which needs no word list for Chinese.

Of the few documents that a question is about every passage is compared; over everything held, the database's own
full-text index ranks (`index.ranking`).

A run of Chinese characters is taken apart into overlapping pairs and its last character; a number or a Latin word
stays whole. Each character so begins a token, and a question of one character finds it by prefix.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, delete, func, select

from index import bulk, ranking, schema
from index.ranking import LENGTH, SATURATION
from index.store import among

# A number with its point, a Latin word, or a run of other letters, which in our field means Chinese.
_RUN = re.compile(r"(?P<whole>[0-9]+(?:\.[0-9]+)*|[a-z]+)|[^\W\d_a-z]+")
_WHOLE = re.compile(r"[0-9]+(?:\.[0-9]+)*|[a-z]+")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_LONGEST_QUERY = 400  # tokens: a longer text is a whole page, not a question
_LONGEST_LISTS = 60_000  # passages of all tokens together: some 10 ms
_FEW = 3000  # passages of the documents asked: up to there each is looked at, which takes some 10 ms a thousand
_HINTED = 0.5  # what a word counts that stands for one of the question, beside one of the question itself


def tokens(text: str) -> Iterator[str]:
    """What of a text is found again."""
    for run, whole in _runs(text):
        yield from (run,) if whole else (*_pairs(run), run[-1])


def wanted(text: str) -> list[str]:
    """What of a question is looked for; a token that ends in * is the beginning of one."""
    found: dict[str, None] = {}
    for run, whole in _runs(text):
        found.update(dict.fromkeys([run] if whole else [f"{run}*"] if len(run) == 1 else _pairs(run)))
    return list(found)[:_LONGEST_QUERY]


def _runs(text: str) -> Iterator[tuple[str, bool]]:
    folded = _THOUSANDS.sub("", unicodedata.normalize("NFKC", text).lower())
    for match in _RUN.finditer(folded):
        yield match.group(), match["whole"] is not None


def _pairs(run: str) -> Iterator[str]:
    return (run[i : i + 2] for i in range(len(run) - 1))


def add(connection: Connection, words: Mapping[int, Sequence[str]]) -> None:
    """Index passages by their row numbers, each with its `tokens`."""
    if not words:
        return
    ranking.add(connection, words)
    _count(connection, words.values(), 1)


def remove(connection: Connection, document_id: str) -> None:
    """Forget a document's passages; they must still be in their own table."""
    _count(connection, ranking.remove(connection, document_id), -1)


def _count(connection: Connection, passages: Iterable[Iterable[str]], sign: int) -> None:
    """Keep count of the passages that each token stands in."""
    counts = Counter(token for words in passages for token in set(words))
    if not counts:
        return
    rows = [{"token": token, "passages": sign * count} for token, count in counts.items()]
    bulk.add_up(connection, schema.tokens, "token", "passages", rows)
    if sign < 0:
        gone = schema.tokens.c.passages <= 0
        connection.execute(delete(schema.tokens).where(among(schema.tokens.c.token, counts), gone))


def _kept(connection: Connection, text: str) -> dict[str, int]:
    """What of a question is looked for everywhere, with the number of passages that it stands in.

    Ranking costs as much as the lists of all tokens together are long, and a token that stands nearly everywhere
    tells next to nothing: beyond a limit the commonest are left out.
    """
    counts = _occurrences(connection, wanted(text))
    kept: dict[str, int] = {}
    total = 0
    for token, count in sorted(counts.items(), key=lambda item: item[1]):
        total += count
        if kept and total > _LONGEST_LISTS:
            break
        kept[token] = count
    return kept


def _occurrences(connection: Connection, looked_for: Sequence[str]) -> dict[str, int]:
    """In how many passages each token stands, those that stand in none left out; in their order."""
    table = schema.tokens
    whole = [token for token in looked_for if not token.endswith("*")]
    found = connection.execute(select(table.c.token, table.c.passages).where(among(table.c.token, whole)))
    counts = {token: int(count) for token, count in found}
    for token in set(looked_for) - set(whole):
        first = token[:-1]
        beginning = (table.c.token >= first) & (table.c.token < chr(ord(first) + 1))
        counts[token] = int(connection.execute(select(func.sum(table.c.passages)).where(beginning)).scalar() or 0)
    return {token: counts[token] for token in looked_for if counts.get(token)}


def search(
    connection: Connection,
    text: str,
    document_ids: Sequence[str] | None,
    limit: int,
    hints: Mapping[str, str] | None = None,
) -> list[tuple[str, float]]:
    """The passages' ids that share most with the text, best first, with a score of which more is better.

    `hints` are words that a passage may have in place of words of the text, each with that word. Of a few documents
    every passage is looked at; only beyond that the full-text index ranks, over all that is held.
    """
    if document_ids is not None and _number(connection, document_ids) <= _FEW:
        return _among_few(connection, text, hints or {}, document_ids)[:limit]
    kept = _kept(connection, " ".join((text, *(hints or {}))))
    return ranking.best(connection, kept, document_ids, limit) if kept else []


def _number(connection: Connection, document_ids: Sequence[str]) -> int:
    counted = select(func.count()).where(among(schema.passages.c.document, document_ids))
    return connection.execute(counted).scalar_one()


def _among_few(
    connection: Connection, text: str, hints: Mapping[str, str], document_ids: Sequence[str]
) -> list[tuple[str, float]]:
    """BM25 over the passages of these documents alone, so that a word common to all of them tells nothing.

    A word of the heading counts as one of the text: a table's title is what tells its rows from another table's.
    """
    weights = _weights(text, hints)
    passages = schema.passages
    wanted = select(passages.c.id, passages.c.heading, passages.c.text).where(among(passages.c.document, document_ids))
    ids: list[str] = []
    bodies: list[str] = []
    for id_, heading, body in connection.execute(wanted.order_by(passages.c.number)):
        ids.append(id_)
        bodies.append(_comparable(body if body.startswith(heading) else f"{heading}\n{body}"))
    if not bodies:
        return []
    mean = sum(map(len, bodies)) / len(bodies) or 1.0
    damping = [SATURATION * (1 - LENGTH + LENGTH * len(body) / mean) for body in bodies]
    scores = [0.0] * len(bodies)
    for token, weight in weights.items():
        times = [body.count(token) for body in bodies]
        standing = sum(map(bool, times))
        if not standing:
            continue
        told = weight * math.log(1 + (len(bodies) - standing + 0.5) / (standing + 0.5)) * (SATURATION + 1)
        for at, count in enumerate(times):
            if count:
                scores[at] += told * count / (count + damping[at])
    found = [(id_, score) for id_, score in zip(ids, scores, strict=True) if score]
    return sorted(found, key=lambda pair: -pair[1])


def _weights(text: str, hints: Mapping[str, str]) -> dict[str, float]:
    """What is looked for, with what it counts: a long hint in all no more than the short word that it stands for."""
    weights: dict[str, float] = {}
    for hint, said in hints.items():
        tokens_ = _sought(hint)
        for token in tokens_:
            weights[token] = max(weights.get(token, 0.0), _HINTED * min(1.0, len(_sought(said)) / len(tokens_)))
    return weights | dict.fromkeys(_sought(text), 1.0)


def _sought(text: str) -> list[str]:
    """What of a question is looked for in a passage: pairs of characters, each character, whole numbers and words.

    Measured alone (`tests/eval`, building half, hit@5): pairs 0.70, jieba's words 0.73, both 0.75, pairs and single
    characters 0.80. Everyday and printed words often share one character (医保, 医疗保险), and no list of words has to
    be loaded and kept.
    """
    found: dict[str, None] = {}
    for run, whole in _runs(text):
        if whole:
            found[f" {run} "] = None
        else:
            found.update(dict.fromkeys((*_pairs(run), *run)))
    return list(found)[:_LONGEST_QUERY]


def _comparable(text: str) -> str:
    """A passage so that a token of a question is simply part of it: numbers and Latin words between blanks."""
    folded = _THOUSANDS.sub("", unicodedata.normalize("NFKC", text).lower())
    return _WHOLE.sub(r" \g<0> ", folded)
