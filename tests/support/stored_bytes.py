"""How many bytes each table and each index of a library takes, by the database's own account."""

from __future__ import annotations

from sqlalchemy import text

from index.library import Library

# What a table keeps apart (long values, its index) is counted to the table itself.
_POSTGRESQL = """
SELECT c.relname, pg_relation_size(c.oid) + CASE WHEN c.relkind = 'r' AND c.reltoastrelid <> 0
    THEN pg_total_relation_size(c.reltoastrelid) ELSE 0 END
FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'i')
"""
_SQLITE = "SELECT name, sum(pgsize) FROM dbstat GROUP BY name"


def relations(library: Library) -> dict[str, int]:
    """Bytes by the name of a table or an index; an index that is a table itself (SQLite's keys) stands as the table."""
    with library.store.read() as connection:
        rows = connection.execute(text(_POSTGRESQL if library.store.shared else _SQLITE)).all()
    return {str(name): int(size) for name, size in rows}
