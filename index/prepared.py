"""A document's facts and passages as the rows that keep them: all that needs no database, and so no waiting for a turn.

Who writes keeps the others waiting (`index.store`); what is made ready beforehand is done by all at the same time.
Numbers are stored as the text of their digits, paths, places and the like as JSON of `index.codec`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from index import codec, items, lexical, meaning
from index.errors import LibraryError
from ingest.model import Fact, Passage

Row = dict[str, Any]
V = TypeVar("V", Fact, Passage)
FACT_FIELDS = tuple(field.name for field in dataclasses.fields(Fact))
FACT_CODED = ("row", "column", "place", "section", "span", "indicator", "project")


@dataclass(frozen=True, slots=True)
class Prepared:
    """The rows of each table, in the order of the document.

    `words` are the passages' words, found by search; `values` is how many facts are no blank cells.
    """

    facts: list[Row]
    items: list[Row]
    passages: list[Row]
    words: list[list[str]]
    meanings: list[Row]
    values: int


def prepared(document_id: str, facts: Sequence[Fact], passages: Sequence[Passage]) -> Prepared:
    """The rows of a document's facts and passages. LibraryError where two different ones have the same id."""
    facts, passages = _once(facts), _once(passages)
    hashes = dict.fromkeys(meaning.text_hash(text) for passage in passages for text in meaning.texts(passage))
    return Prepared(
        facts=[_fact_row(at, document_id, fact) for at, fact in enumerate(facts)],
        items=items.rows(document_id, facts),
        passages=[_passage_row(document_id, passage) for passage in passages],
        words=[list(lexical.tokens(searched(passage.heading, passage.text))) for passage in passages],
        meanings=[{"document": document_id, "text_hash": key} for key in hashes],
        values=sum(fact.value is not None for fact in facts),
    )


def searched(heading: str, text: str) -> str:
    """The words by which a passage is found: a table's row means little without its table."""
    return text if text.startswith(heading) else f"{heading}\n{text}"


def _fact_row(position: int, document_id: str, fact: Fact) -> Row:
    row: Row = {name: getattr(fact, name) for name in FACT_FIELDS}
    for name in FACT_CODED:
        row[name] = None if row[name] is None else codec.dumps(row[name])
    row["value"] = None if fact.value is None else str(fact.value)
    return {**row, "document": document_id, "position": position}


def _passage_row(document_id: str, passage: Passage) -> Row:
    return {
        "document": document_id,
        "id": passage.id,
        "heading": passage.heading,
        "text": passage.text,
        "place": codec.dumps(passage.place),
        "facts": codec.dumps(passage.facts),
        "kind": passage.kind,
    }


def _once(values: Sequence[V]) -> list[V]:
    """Each value once; two different values under one id would make citations point to the wrong place."""
    kept: dict[str, V] = {}
    for value in values:
        if kept.setdefault(value.id, value) != value:
            raise LibraryError(
                f"文件“{value.document}”中两处不同的内容得到了同一编号“{value.id}”，未收录；这是程序的缺陷，请报告。"
            )
    return list(kept.values())
