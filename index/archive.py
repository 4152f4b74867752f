"""What was answered, as rows: conversations with their answers, and what people said of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import ColumnElement, Connection, Select, bindparam, delete, select, update

from index import codec, schema
from index.store import Store, upsert

Verdict = Literal["up", "down"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a conversation came to at `at`: its last question as understood (`turn`), an answer, or both.

    `title` and `issued` are of the conversation and count where it is new; `body` is the answer object as JSON.
    """

    conversation: str
    title: str
    issued: bool
    at: str
    turn: str | None = None
    answer: str | None = None
    body: str | None = None
    private: bool = False


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer as it went out; `private` where drafts were among what it was answered from."""

    id: str
    conversation: str
    at: str
    private: bool
    body: str


@dataclass(frozen=True, slots=True)
class KeptConversation:
    """A conversation; `issued` is false where its id was chosen by a caller and may be guessed."""

    id: str
    title: str
    created: str
    issued: bool


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody said of an answer, with the answer."""

    answer: KeptAnswer
    verdict: Verdict
    reasons: tuple[str, ...]
    comment: str
    at: str


class Archive:
    """The answers of one store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, entries: Sequence[Entry]) -> None:
        """Keep all of them, in one transaction."""
        with self._store.write("answers") as connection:
            _add(connection, entries)

    def turn(self, conversation: str) -> str | None:
        """The last question of a conversation as it was handed in; None where there is none."""
        table = schema.conversations
        with self._store.read() as connection:
            return connection.execute(select(table.c.turn).where(table.c.id == conversation)).scalar_one_or_none()

    def answer(self, answer: str) -> KeptAnswer | None:
        """One answer."""
        table = schema.answers
        with self._store.read() as connection:
            row = connection.execute(_answers().where(table.c.id == answer)).first()
        return None if row is None else _answer(tuple(row))

    def conversation(self, conversation: str) -> tuple[KeptConversation, list[KeptAnswer]] | None:
        """A conversation and its answers in their order."""
        table = schema.conversations
        columns = (table.c.id, table.c.title, table.c.created, table.c.issued)
        with self._store.read() as connection:
            row = connection.execute(select(*columns).where(table.c.id == conversation)).first()
            if row is None:
                return None
            found = connection.execute(
                _answers().where(schema.answers.c.conversation == conversation).order_by(schema.answers.c.sequence)
            )
            answers = [_answer(tuple(one)) for one in found]
        id_, title, created, issued = row
        return KeptConversation(id_, title, created, bool(issued)), answers

    def rename(self, conversation: str, title: str) -> bool:
        """Call a conversation with an issued id otherwise; false where there is none."""
        table = schema.conversations
        with self._store.write("answers") as connection:
            return bool(connection.execute(update(table).where(*_issued(conversation)).values(title=title)).rowcount)

    def forget(self, conversation: str) -> bool:
        """Delete a conversation with an issued id, its answers, what was said of them; false where there is none."""
        with self._store.write("answers") as connection:
            return bool(connection.execute(delete(schema.conversations).where(*_issued(conversation))).rowcount)

    def forget_before(self, at: str) -> int:
        """Delete the conversations that nobody went on with since; how many."""
        table = schema.conversations
        with self._store.write("answers") as connection:
            return int(connection.execute(delete(table).where(table.c.touched < at)).rowcount)

    def remark(self, answer: str, verdict: Verdict, reasons: Sequence[str], comment: str, at: str) -> bool:
        """Note what somebody says of an answer, in place of what was said before; false where there is none."""
        table = schema.feedback
        values = {"verdict": verdict, "reasons": codec.dumps(tuple(reasons)), "comment": comment, "at": at}
        with self._store.write("answers") as connection:
            if connection.execute(select(schema.answers.c.id).where(schema.answers.c.id == answer)).first() is None:
                return False
            said = upsert(connection, table).values(answer=answer, **values)
            connection.execute(said.on_conflict_do_update(index_elements=["answer"], set_=values))
        return True

    def remarks(self, before: str | None, limit: int) -> list[Remark]:
        """What was said of answers, the newest first; those said before a moment, or all."""
        said, answers = schema.feedback, schema.answers
        wanted = (
            select(
                answers.c.id,
                answers.c.conversation,
                answers.c.at,
                answers.c.private,
                answers.c.body,
                said.c.verdict,
                said.c.reasons,
                said.c.comment,
                said.c.at.label("said_at"),
            )
            .join(answers, answers.c.id == said.c.answer)
            .order_by(said.c.at.desc(), said.c.answer)
            .limit(limit)
        )
        if before is not None:
            wanted = wanted.where(said.c.at < before)
        with self._store.read() as connection:
            rows = [tuple(row) for row in connection.execute(wanted)]
        return [Remark(_answer(row[:5]), row[5], codec.loads(tuple[str, ...], row[6]), row[7], row[8]) for row in rows]


def _issued(conversation: str) -> tuple[ColumnElement[bool], ...]:
    """The conversation of an id that cannot be guessed: nobody changes what another may have called by the same name."""
    table = schema.conversations
    return table.c.id == conversation, table.c.issued == 1


def _answers() -> Select[tuple[object, ...]]:
    table = schema.answers
    return select(table.c.id, table.c.conversation, table.c.at, table.c.private, table.c.body)


def _answer(row: tuple[object, ...]) -> KeptAnswer:
    id_, conversation, at, private, body = row
    return KeptAnswer(str(id_), str(conversation), str(at), bool(private), str(body))


def _add(connection: Connection, entries: Sequence[Entry]) -> None:
    """All entries in their order, by as few statements as they are of kinds."""
    talks = schema.conversations
    begun = upsert(connection, talks)
    connection.execute(
        begun.on_conflict_do_update(index_elements=["id"], set_={"touched": begun.excluded.touched}),
        [
            {
                "id": one.conversation,
                "title": one.title,
                "created": one.at,
                "issued": int(one.issued),
                "touched": one.at,
            }
            for one in entries
        ],
    )
    turns = [{"talk": one.conversation, "said": one.turn} for one in entries if one.turn is not None]
    if turns:
        connection.execute(update(talks).where(talks.c.id == bindparam("talk")).values(turn=bindparam("said")), turns)
    given = [
        {
            "id": one.answer,
            "conversation": one.conversation,
            "at": one.at,
            "private": int(one.private),
            "body": one.body,
        }
        for one in entries
        if one.answer is not None
    ]
    if given:
        # Where the database fell away while it committed, nobody knows whether it did: the same is handed in again.
        connection.execute(upsert(connection, schema.answers).on_conflict_do_nothing(index_elements=["id"]), given)
