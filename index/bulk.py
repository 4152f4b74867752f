"""Many rows put in at once: row by row into SQLite, which is in this process, in one statement into PostgreSQL.

A driver asks a server for each row by itself. Handed over as one JSON text instead, the rows of a disclosure are in
after a third of the time (`docs/scale.md`), while one writer keeps the others waiting.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import BigInteger, Connection, Integer, Select, Table, Text, cast, column, func, insert, literal, select
from sqlalchemy.dialects.postgresql import JSON

from index.store import upsert

Row = dict[str, Any]


def put(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert the rows, which have the same columns, integers and texts; none is no work."""
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        connection.execute(insert(table), rows)
    else:
        connection.execute(insert(table).from_select(list(rows[0]), _given(table, rows)))


def add_up(connection: Connection, table: Table, key: str, number: str, rows: Sequence[Row]) -> None:
    """Add each row's number to that of the row with its key, which is made where there is none."""
    if not rows:
        return
    added = upsert(connection, table)
    counted = added.on_conflict_do_update(index_elements=[key], set_={number: table.c[number] + added.excluded[number]})
    if connection.dialect.name == "sqlite":
        connection.execute(counted, rows)
    else:
        connection.execute(
            counted.from_select([key, number], _given(table, [{key: row[key], number: row[number]} for row in rows]))
        )


def _given(table: Table, rows: Sequence[Row]) -> Select[Any]:
    """The rows as PostgreSQL reads them out of one parameter, in their order.

    U+0000, which it keeps in no text, becomes the sign for an unknown character, as in `index.schema`.
    """
    columns = [column(name, BigInteger() if isinstance(table.c[name].type, Integer) else Text()) for name in rows[0]]
    told = json.dumps([{name: _kept(value) for name, value in row.items()} for row in rows], ensure_ascii=False)
    read = func.json_to_recordset(cast(literal(told, Text()), JSON)).table_valued(*columns, name="given")
    read = read.render_derived(with_types=True)
    return select(*(read.c[one.name] for one in columns))


def _kept(value: object) -> object:
    return value.replace("\x00", "\ufffd") if isinstance(value, str) else value
