"""API keys, who is signed in with one, and how often each was used.

A key is 256 random bits, shown once; its SHA-256 is kept, which suffices for what nobody can guess. It begins with its
id, by which it is looked up, so that digests are compared in constant time and never searched for.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal, get_args

from sqlalchemy import RowMapping, delete, func, insert, select, update

from index import schema
from index.errors import LibraryError
from index.store import Store, upsert

Scope = Literal["ask", "upload", "admin"]
SCOPES: tuple[Scope, ...] = get_args(Scope)
_IMPLIED: dict[Scope, tuple[Scope, ...]] = {"ask": ("ask",), "upload": ("ask", "upload"), "admin": SCOPES}
_KEY = re.compile(r"mz_(?P<id>[0-9a-f]{8})_[A-Za-z0-9_-]{43}")


class UnknownKeyError(LibraryError):
    """A key's id that there is not, or that was revoked before."""

    def __init__(self, key_id: str) -> None:
        super().__init__(f"没有编号为“{key_id}”的有效密钥；用 mingzhang keys list 查看。")


@dataclass(frozen=True, slots=True)
class Key:
    """A key without its secret: `scopes` with all that they imply; `staff` may see documents that are not public."""

    id: str
    name: str
    scopes: frozenset[Scope]
    staff: bool
    created: str
    revoked: str | None = None


@dataclass(frozen=True, slots=True)
class Use:
    """How often a key was used on a day for a route (`POST /v1/ask`)."""

    day: str
    route: str
    calls: int


def implied(scopes: Iterable[Scope]) -> frozenset[Scope]:
    """The scopes with all that they imply: admin everything, upload asking."""
    return frozenset(one for scope in scopes for one in _IMPLIED[scope])


class Keys:
    """The keys of one data folder; safe to use from several threads and processes."""

    def __init__(self, store: Store) -> None:
        """Take the store; nothing is read until it is asked for."""
        self._store = store

    def create(self, name: str, scopes: Iterable[Scope], *, staff: bool = False) -> tuple[Key, str]:
        """A new key and its secret, which is not kept. Who may upload or administer sees staff's documents anyway."""
        all_scopes = implied(scopes)
        id_ = secrets.token_hex(4)
        secret = f"mz_{id_}_{secrets.token_urlsafe(32)}"
        key = Key(id_, name, all_scopes, staff or "upload" in all_scopes, _now())
        with self._store.write("keys") as connection:
            connection.execute(
                insert(schema.api_keys).values(
                    id=id_,
                    name=name,
                    digest=_digest(secret),
                    scopes=" ".join(scope for scope in SCOPES if scope in all_scopes),
                    staff=int(key.staff),
                    created=key.created,
                )
            )
        return key, secret

    def all(self) -> list[Key]:
        """Every key, revoked ones too, the oldest first."""
        table = schema.api_keys
        with self._store.read() as connection:
            rows = connection.execute(select(table).order_by(table.c.created, table.c.id)).mappings()
            return [_key(row) for row in rows]

    def any(self) -> bool:
        """Whether there is a key that counts."""
        table = schema.api_keys
        with self._store.read() as connection:
            return connection.execute(select(table.c.id).where(table.c.revoked.is_(None)).limit(1)).first() is not None

    def revoke(self, key_id: str) -> Key:
        """End a key and whoever is signed in with it; its uses stay. UnknownKeyError if there is none."""
        table = schema.api_keys
        with self._store.write("keys") as connection:
            live = (table.c.id == key_id) & table.c.revoked.is_(None)
            row = connection.execute(select(table).where(live)).mappings().first()
            if row is None:
                raise UnknownKeyError(key_id)
            connection.execute(update(table).where(live).values(revoked=_now()))
            connection.execute(delete(schema.sessions).where(schema.sessions.c.api_key == key_id))
            return _key(row)

    def of_secret(self, secret: str) -> Key | None:
        """The key that this is, None where it is none or was revoked."""
        found = _KEY.fullmatch(secret)
        table = schema.api_keys
        with self._store.read() as connection:
            wanted = (table.c.id == (found["id"] if found else "")) & table.c.revoked.is_(None)
            row = connection.execute(select(table).where(wanted)).mappings().first()
        if row is None or not hmac.compare_digest(row["digest"], _digest(secret)):
            return None
        return _key(row)

    def sign_in(self, key: Key, hours: int) -> str:
        """A token that stands for the key for so many hours; what has run out is forgotten by the way."""
        token = secrets.token_urlsafe(32)
        table = schema.sessions
        with self._store.write("keys") as connection:
            connection.execute(delete(table).where(table.c.expires <= _now()))
            expires = _now(timedelta(hours=hours))
            connection.execute(insert(table).values(digest=_digest(token), api_key=key.id, expires=expires))
        return token

    def of_token(self, token: str) -> Key | None:
        """The key that a token stands for, None once it has run out or was ended."""
        digest, keys, table = _digest(token), schema.api_keys, schema.sessions
        with self._store.read() as connection:
            # The token's digest is searched for: to learn from how long that takes, one would have to guess tokens.
            row = (
                connection.execute(
                    select(keys)
                    .join(table, table.c.api_key == keys.c.id)
                    .where(table.c.digest == digest, table.c.expires > _now(), keys.c.revoked.is_(None))
                )
                .mappings()
                .first()
            )
        return _key(row) if row is not None else None

    def sign_out(self, token: str) -> None:
        """End a token; one that is none is no error."""
        with self._store.write("keys") as connection:
            connection.execute(delete(schema.sessions).where(schema.sessions.c.digest == _digest(token)))

    def count(self, calls: Mapping[tuple[str, str], int], day: date) -> None:
        """Add calls, by key id and route, to a day's; of a key that is gone nothing is kept."""
        table = schema.key_uses
        with self._store.write("keys") as connection:
            known = set(connection.execute(select(schema.api_keys.c.id)).scalars())
            rows = [
                {"api_key": id_, "day": day.isoformat(), "route": route, "calls": number}
                for (id_, route), number in calls.items()
                if id_ in known
            ]
            if rows:
                added = upsert(connection, table)
                connection.execute(
                    added.on_conflict_do_update(
                        index_elements=["api_key", "day", "route"], set_={"calls": table.c.calls + added.excluded.calls}
                    ),
                    rows,
                )

    def uses(self, key_id: str) -> list[Use]:
        """How a key was used, the latest day first, within a day the most used route first."""
        table = schema.key_uses
        with self._store.read() as connection:
            rows = connection.execute(
                select(table.c.day, table.c.route, table.c.calls)
                .where(table.c.api_key == key_id)
                .order_by(table.c.day.desc(), table.c.calls.desc(), table.c.route)
            )
            return [Use(day, route, calls) for day, route, calls in rows]

    def calls(self) -> dict[str, int]:
        """How often each key was used in all."""
        table = schema.key_uses
        with self._store.read() as connection:
            summed = select(table.c.api_key, func.sum(table.c.calls)).group_by(table.c.api_key)
            return {id_: int(calls) for id_, calls in connection.execute(summed)}


def _key(row: RowMapping) -> Key:
    scopes = frozenset(scope for scope in SCOPES if scope in row["scopes"].split())
    return Key(row["id"], row["name"], scopes, bool(row["staff"]), row["created"], row["revoked"])


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _now(later: timedelta = timedelta()) -> str:
    return (datetime.now(UTC) + later).isoformat(timespec="seconds")
