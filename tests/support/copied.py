"""A library grown tenfold within its database: every disclosure once more under another city's name, as often as asked.

Reading ten thousand disclosures takes an hour of two cores; what keeping and finding cost is seen as well where nine in
ten are copies. A copy has ids of its own, in no order, and the other name wherever its city's stands; its figures and
most of its words are those of the first.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, text

from index.library import Library

ENDINGS = "岚岩屿岑岭峪嵩崃峻"  # of the copies' cities: none else is called so
_DOCUMENT = "sequence id sha256 title organisation year kind scope visibility source_url published pages tables facts files added revision"
_FACT = (
    'document position id source "row" "column" value unit year basis measure quote place "table" table_number section'
    " code comparator status span direction base_year reason purpose indicator project"
)


def multiply(library: Library, copy: int) -> None:
    """Each document that is no copy once more, as its copy of this number; both databases make the same ones."""
    with library.store.write() as connection:
        if not library.store.shared:
            driver: Any = connection.connection.driver_connection
            driver.create_function("other", 2, _other, deterministic=True)
            connection.execute(text("PRAGMA cache_size = -1000000"))  # rows come in no order
        if copy == 0:
            connection.execute(text("DROP TABLE IF EXISTS read_ones"))
            connection.execute(text("CREATE TABLE read_ones AS SELECT id FROM documents"))
        _copied(connection, copy, shared=library.store.shared)
        connection.execute(text("UPDATE library SET version = (SELECT count(*) FROM documents)"))


def _other(value: str, copy: int) -> str:
    """As the PostgreSQL function below."""
    parts = (f"{value}{copy}", f"{copy}{value}")
    return "".join(hashlib.md5(part.encode(), usedforsecurity=False).hexdigest() for part in parts)[: len(value)]


_FUNCTION = """
CREATE OR REPLACE FUNCTION other(value text, copy integer) RETURNS text LANGUAGE sql IMMUTABLE AS
$$ SELECT substr(md5(value || copy) || md5(copy || value), 1, length(value)) $$
"""


def _copied(connection: Connection, copy: int, *, shared: bool) -> None:
    if shared:
        connection.execute(text(_FUNCTION))
    ending = ENDINGS[copy]
    connection.execute(text("DROP TABLE IF EXISTS firsts"))
    # `old` and `new` are a city's name, `tail` and `tailed` the pair of characters that its last one begins in the index.
    connection.execute(
        text(f"""
        CREATE TEMPORARY TABLE firsts AS SELECT id, organisation, substr(organisation, 1, 2) AS old,
            substr(organisation, 1, 1) || '{ending}' AS new, substr(organisation, 2, 2) AS tail,
            '{ending}' || substr(organisation, 3, 1) AS tailed
        FROM documents WHERE id IN (SELECT id FROM read_ones)
        """)
    )
    for table, changed in _changes(copy).items():
        columns = changed.pop("columns").split()
        taken = ", ".join(changed.get(column, f"t.{column}") for column in columns)
        where = changed.get("from", f"firsts f JOIN {table} t ON t.document = f.id")
        order = changed.get("order", "")
        connection.execute(text(f"INSERT INTO {table} ({', '.join(columns)}) SELECT {taken} FROM {where} {order}"))


def _changes(copy: int) -> dict[str, dict[str, str]]:
    document, renamed = f"other(t.document, {copy})", "replace(t.{}, f.old, f.new)".format
    own = {"document": document}
    return {
        "documents": {
            "columns": _DOCUMENT.removeprefix("sequence "),
            "id": f"other(t.id, {copy})",
            "sha256": f"other(t.sha256, {copy})",
            **{column: renamed(column) for column in ("title", "organisation", "files")},
            "from": "firsts f JOIN documents t ON t.id = f.id",
            "order": "ORDER BY t.sequence",
        },
        "structures": {"columns": "document body", **own, "body": renamed("body")},
        "files": {"columns": "document position name sha256", **own, "name": renamed("name"),
                  "sha256": f"other(t.sha256, {copy})"},
        "facts": {"columns": _FACT, **own, "id": f"other(t.id, {copy})"},
        "items": {"columns": "item document position", **own},
        "passages": {
            "columns": "document id heading text place facts kind",
            **own,
            "id": f"other(t.id, {copy})",
            "text": renamed("text"),
            "heading": renamed("heading"),
            "order": "ORDER BY t.number",
        },
        "lexical": {
            "columns": "rowid words",
            "rowid": "p.number",
            "words": "replace(replace(l.words, f.old, f.new), f.tail, f.tailed)",
            "from": "firsts f JOIN passages t ON t.document = f.id JOIN lexical l ON l.rowid = t.number"
            f" JOIN passages p ON p.id = other(t.id, {copy})",
        },
        "meanings": {"columns": "document text_hash", **own},
        "outbox": {"columns": "document action", **own},
    }  # fmt: skip


def recount(libraries: Iterable[Library]) -> None:
    """In how many passages each word stands now, told by PostgreSQL's index and kept in every library."""
    found: dict[str, int] = {}
    size = 0, 0
    some = list(libraries)
    for library in some:
        if library.store.shared:
            with library.store.read() as connection:
                counted = text("SELECT word, ndoc FROM ts_stat('SELECT found FROM lexical')")
                found = {word: count for word, count in connection.execute(counted)}  # noqa: C416
                words = "sum(length(words) - length(replace(words, ' ', '')) + 1)"
                size = connection.execute(text(f"SELECT count(*), {words} FROM lexical")).one()
    for library in some:
        with library.store.write() as connection:
            connection.execute(text("DELETE FROM tokens"))
            rows = [{"token": word, "passages": count} for word, count in found.items()]
            connection.execute(text("INSERT INTO tokens (token, passages) VALUES (:token, :passages)"), rows)
            if library.store.shared:
                told = {"passages": size[0], "words": size[1]}
                connection.execute(text("UPDATE lexical_size SET passages = :passages, words = :words"), told)
