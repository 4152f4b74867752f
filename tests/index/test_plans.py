"""What is asked of the database most goes by its indexes: a table read whole for one document's sake grows with all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import event

from index.library import Library
from service import intake
from tests.support.embedding import HashingEmbedder

pytestmark = pytest.mark.stores
SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("water_20*"))
# What is short or read whole on purpose, as the listing is; a virtual table has its own ways.
WHOLE = {"library", "outbox", "vector_state", "documents", "migrations", "json_each", "anon_1", "lexical_size"}
EXPLAIN = {"sqlite": "EXPLAIN QUERY PLAN", "postgresql": "EXPLAIN"}
SCANS = {"sqlite": re.compile(r"^SCAN (\w+)\b(?! VIRTUAL)"), "postgresql": re.compile(r"Seq Scan on (\w+)")}


@pytest.fixture
def library(tmp_path, stores):
    library = Library.open(tmp_path, HashingEmbedder())
    for file in SAMPLES:
        intake.take_file(library, file, intake.Origin(), 10**7)
    library.embed_pending()
    yield library
    library.close()


@pytest.mark.parametrize(
    "ask",
    [
        lambda library, ids: library.facts(ids[:1]),
        lambda library, ids: library.facts_of(["official_reception"], ["2080505"], ids[:1]),
        lambda library, ids: library.search("公务接待费", ids[:1], 5),
        lambda library, _: library.search("公务接待费", None, 5),
        lambda library, ids: library.document(ids[0]),
        lambda library, _: library.holding("no such digest"),
    ],
    ids=["facts", "facts of an item", "search of few", "search", "structure", "file"],
)
def test_no_table_is_read_whole(library, ask) -> None:
    ids = [record.id for record in library.records()]
    asked = []
    engine = library.store._engine
    event.listen(engine, "before_cursor_execute", lambda _c, _cursor, text, values, *_: asked.append((text, values)))
    ask(library, ids)
    whole = set()
    with engine.connect() as connection:
        kind = connection.dialect.name
        if kind == "postgresql":  # which reads what is short whole, unless it is told that this costs much
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        for text, values in asked:
            if text.startswith("SELECT"):
                plan = connection.exec_driver_sql(f"{EXPLAIN[kind]} {text}", values).all()
                whole |= {found[1] for step in plan if (found := SCANS[kind].search(step[-1]))}
    assert any(text.startswith("SELECT") for text, _ in asked)
    assert whole <= WHOLE
