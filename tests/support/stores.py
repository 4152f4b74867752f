"""Every data folder of a test that has nothing elsewhere, put on servers: the same tests then run on both sets of stores.

A folder's tables are in a schema of its own, its originals under a prefix of its own. Where tests start processes, what
they run imports this module, which does there as `TESTS_ON_SERVERS` says.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from index.stores import Stores
from tests.support import servers

VARIABLE = "TESTS_ON_SERVERS"


@dataclass(frozen=True)
class Servers:
    """The addresses of PostgreSQL and of the other two, None where vectors or originals stay in the data folder."""

    postgresql: str
    chroma: str | None = None
    s3: str | None = None

    def stores(self, data: Path) -> Stores:
        """Where the library of a data folder is kept on them."""
        name = "t" + hashlib.sha256(str(data.resolve()).encode()).hexdigest()[:16]
        if name not in _made:
            _make_schema(self.postgresql, name)
            _made.add(name)
        database = f"{self.postgresql}?options=-csearch_path%3D{name}"
        return Stores(data, database, self.chroma, self.s3 and servers.files_url(self.s3, name))


_made: set[str] = set()


def _make_schema(url: str, name: str) -> None:
    import psycopg

    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        try:
            connection.execute(f"CREATE SCHEMA IF NOT EXISTS {name}".encode())
        except psycopg.errors.UniqueViolation:
            return  # another process was quicker


@contextmanager
def started() -> Iterator[Servers]:
    """All three servers."""
    with ExitStack() as stack:
        cluster, chroma, s3 = (stack.enter_context(one()) for one in (servers.postgresql, servers.chroma, servers.s3))
        yield Servers(cluster.url, chroma, s3)


def redirect(to: Servers) -> Callable[[], None]:
    """Put every library there that has nothing elsewhere; what is returned undoes it."""
    own = Stores.__dict__["of"]

    def of(cls: type[Stores], place: Path | Stores) -> Stores:
        stores: Stores = own.__func__(cls, place)
        return stores if stores.database or stores.chroma or stores.files else to.stores(stores.data)

    Stores.of = classmethod(of)
    os.environ[VARIABLE] = json.dumps(asdict(to))

    def undo() -> None:
        Stores.of = own
        os.environ.pop(VARIABLE, None)

    return undo


if (_told := os.environ.get(VARIABLE)) and __name__ != "__main__":
    redirect(Servers(**json.loads(_told)))
