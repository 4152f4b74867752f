"""The tables as SQLAlchemy Core sees them; `index/migrations/` makes them, and a test holds the two together."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Dialect, Integer, LargeBinary, MetaData, Table, Text, TypeDecorator

metadata = MetaData()
metadata_of_postgresql = MetaData()  # what it has beside


class _WithoutNul(TypeDecorator[str]):
    """A text for PostgreSQL, which keeps any character but U+0000: the sign for an unknown one stands for it."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The value as it is kept or compared."""
        del dialect
        return value.replace("\x00", "\ufffd") if value else value


_Words = Text().with_variant(_WithoutNul(), "postgresql")


def _table(name: str, *, integers: str = "", texts: str = "", blobs: str = "", of: MetaData = metadata) -> Table:
    columns: list[Column[Any]] = [Column(column, Integer) for column in integers.split()]
    columns += [Column(column, _Words) for column in texts.split()]
    columns += [Column(column, LargeBinary) for column in blobs.split()]
    return Table(name, of, *columns)


documents = _table(
    "documents",
    integers="sequence year pages tables facts revision",
    texts="id sha256 title organisation kind scope visibility source_url published files added",
)
files = _table("files", integers="position", texts="document name sha256")
structures = _table("structures", texts="document body")
facts = _table(
    "facts",
    integers="position year table_number base_year",
    texts="document id source row column value unit basis measure quote place table section code comparator status span"
    " direction reason purpose indicator project",
)
findings = _table("findings", texts="document edition body")
passages = _table("passages", integers="number", texts="document id heading text place facts kind")
meanings = _table("meanings", texts="document text_hash")
lexical = _table("lexical", integers="rowid", texts="words")
lexical_size = _table("lexical_size", integers="passages words", of=metadata_of_postgresql)
tokens = _table("tokens", integers="passages", texts="token")
corrections = _table("corrections", integers="number", texts="document field old new at by")
library = _table("library", integers="version", texts="words")
items = _table("items", integers="position", texts="item document")
outbox = _table("outbox", integers="number", texts="document action")
embeddings = _table("embeddings", texts="model text_hash", blobs="vector")
vector_state = _table("vector_state", integers="generation writing", texts="collection")
conversations = _table("conversations", integers="issued", texts="id title created touched turn")
answers = _table("answers", integers="sequence private", texts="id conversation at body")
feedback = _table("feedback", texts="answer verdict reasons comment at")
api_keys = _table("api_keys", integers="staff", texts="id name digest scopes created revoked")
sessions = _table("sessions", texts="digest api_key expires")
key_uses = _table("key_uses", integers="calls", texts="api_key day route")
jobs = _table("jobs", integers="sequence", texts="id owner created source_url published visibility")
job_files = _table(
    "job_files",
    integers="position bytes attempts",
    texts="job name sha256 state stage document error note changed due",
)
job_requests = _table("job_requests", texts="owner request_key digest job")
