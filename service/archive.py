"""Answers that were given, kept for a while: to go on with a conversation, to look at an answer again, to comment on it.

They are written behind: an answer does not wait for the disk, nor for another who writes, and one that cannot be kept
is given all the same. Until it is written, it is read from here; while the store takes nothing, they wait. Only where
answers come faster than a store that takes them can write does an answer wait, so that none is lost.
"""

from __future__ import annotations

import json
import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from index import archive, codec
from index.archive import Entry, KeptConversation, Remark, Verdict
from index.errors import LibraryError
from index.library import DocumentRecord
from service.reply import Answer, Outdated
from service.turn import Turn

_LOG = logging.getLogger(__name__)
_TITLE = 40  # characters of the first question
_WAITING = 10_000  # entries that may wait while the disk takes none
_BEHIND = 1_000  # and while it takes them: who answers faster than they can be written down waits for it
_AT_ONCE = 200
_BUSY, _GATHER = 0.1, 0.05  # seconds since the last were written in which many come, and for which they are gathered
_LAST_TRIES = 3  # once the service ends
_BREATH = 0.5  # seconds between two tries
_PATIENCE = 5.0  # seconds that somebody waits for what is being written
_SETTLED = 3600.0  # seconds for which a clock has gone on by itself before anything is deleted by it
_DRIFT = 60.0  # seconds by which it may be put right meanwhile


class Answers:
    """The answers given and the conversations under way, over one store; safe to use from several threads."""

    def __init__(
        self,
        kept: archive.Archive,
        days: int,
        now: Callable[[], datetime] | None = None,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        """Keep them for so many days after a conversation's last question; `steady` is a clock that nobody sets."""
        self._kept = kept
        self._days = days
        self._now = now or (lambda: datetime.now(UTC))
        self._steady = steady
        self._since = self._now(), steady()  # since when the clock has gone on by itself
        self._waiting: deque[Entry] = deque()
        self._writing: Sequence[Entry] = ()
        self._changed = threading.Condition()
        self._closing = False
        self._problem = ""
        self._swept = ""
        self._writer = threading.Thread(target=self._write, name="answers", daemon=True)
        self._writer.start()

    def last(self, talk: str) -> Turn | None:
        """The last question of a conversation, None where it is new or forgotten."""
        text = next((e.turn for e in reversed(self._unwritten()) if e.conversation == talk and e.turn), None)
        text = text or self._kept.turn(talk)
        return codec.loads(Turn, text) if text else None

    def note(self, talk: str, turn: Turn, question: str, *, issued: bool) -> None:
        """Keep a question as it was understood; `issued` where the conversation's id is ours and not the caller's."""
        self._put(Entry(talk, _title(question), issued, self._at(), turn=codec.dumps(turn)))

    def keep(self, answer: Answer, *, issued: bool, private: bool) -> None:
        """Keep an answer; `private` where drafts were among what it was made from."""
        body = json.dumps(answer.to_json(), ensure_ascii=False)
        self._put(
            Entry(
                answer.conversation,
                _title(answer.question),
                issued,
                self._at(),
                answer=answer.id,
                body=body,
                private=private,
            )
        )

    def answer(self, answer: str, *, staff: bool) -> dict[str, Any] | None:
        """The answer object as it went out; None where there is none, or none that is for anybody but staff."""
        for entry in reversed(self._unwritten()):
            if entry.answer == answer and entry.body is not None:
                return json.loads(entry.body) if staff or not entry.private else None
        found = self._kept.answer(answer)
        return json.loads(found.body) if found and (staff or not found.private) else None

    def conversation(self, talk: str, *, staff: bool) -> tuple[KeptConversation, list[dict[str, Any]]] | None:
        """A conversation and its answers in their order, without those that are for staff alone."""
        self.flush()
        found = self._kept.conversation(talk)
        if found is None:
            return None
        about, answers = found
        return about, [json.loads(one.body) for one in answers if staff or not one.private]

    def rename(self, talk: str, title: str) -> bool:
        """Call a conversation otherwise; false where there is none."""
        self.flush()
        return self._kept.rename(talk, title)

    def forget(self, talk: str) -> bool:
        """Delete a conversation with all that belongs to it; false where there is none."""
        self.flush()
        return self._kept.forget(talk)

    def remark(self, answer: str, verdict: Verdict, reasons: Sequence[str], comment: str) -> bool:
        """Note what somebody says of an answer; false where there is none."""
        self.flush()
        return self._kept.remark(answer, verdict, reasons, comment, self._at())

    def remarks(self, before: str | None, limit: int) -> list[Remark]:
        """What was said of answers, the newest first."""
        return self._kept.remarks(before, limit)

    def flush(self) -> None:
        """Wait until all that was handed in is written. LibraryError where the store does not take it at present."""
        with self._changed:
            done = self._changed.wait_for(lambda: not self._waiting and not self._writing, _PATIENCE)
            if not done:
                raise LibraryError(self._problem or "答案还没有写完，数据库太慢；请稍后重试。")

    def close(self) -> None:
        """Write what is waiting and end."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._writer.join()

    def _at(self) -> str:
        return self._now().isoformat(timespec="microseconds")

    def _unwritten(self) -> list[Entry]:
        with self._changed:
            return [*self._writing, *self._waiting]

    def _put(self, entry: Entry) -> None:
        with self._changed:
            self._changed.wait_for(lambda: len(self._waiting) < _BEHIND or self._problem, _PATIENCE)
            if len(self._waiting) >= _WAITING:
                _LOG.error("an answer is not kept: %d others wait to be written", len(self._waiting))
                return
            self._waiting.append(entry)
            self._changed.notify_all()

    def _write(self) -> None:
        written = 0.0
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._closing)
                if not self._waiting:
                    return
            if time.monotonic() - written < _BUSY:
                threading.Event().wait(_GATHER)  # many answers: they go down together, in one transaction
            with self._changed:
                self._writing = [self._waiting.popleft() for _ in range(min(_AT_ONCE, len(self._waiting)))]
            try:
                self._write_down(self._writing)
            except Exception:  # noqa: BLE001 (whatever it was: without its writer, everybody would wait for ever)
                _LOG.exception("%d answers are not kept", len(self._writing))
            written = time.monotonic()
            with self._changed:
                self._writing = ()
                self._changed.notify_all()

    def _write_down(self, entries: Sequence[Entry]) -> None:
        """However long the store is away, so long as the service runs."""
        last = 0  # tries since the service is to end
        while True:
            try:
                self._kept.add(entries)
            except LibraryError as error:
                if str(error) != self._problem:
                    _LOG.error("answers wait to be kept: %s", error)
                with self._changed:
                    self._problem = str(error)
                    self._changed.notify_all()
                last += self._closing
                if last < _LAST_TRIES:
                    threading.Event().wait(_BREATH)
                    continue
                _LOG.error("%d answers are not kept: %s", len(entries), error)
                return
            self._problem = ""
            self._sweep()
            return

    def _sweep(self) -> None:
        """Forget what is too old, once a day."""
        today = self._now().date().isoformat()
        if self._swept == today or not self._settled():
            return
        try:
            self._kept.forget_before((self._now() - timedelta(days=self._days)).isoformat(timespec="microseconds"))
        except LibraryError as error:
            _LOG.warning("old answers are not forgotten yet: %s", error)
            return
        self._swept = today

    def _settled(self) -> bool:
        """Whether the clock has gone on by itself for a while: by one that was just set, everything may seem too old."""
        now, steady = self._now(), self._steady()
        began, steadily = self._since
        if abs((now - began).total_seconds() - (steady - steadily)) > _DRIFT:
            self._since = now, steady
        return steady - self._since[1] >= _SETTLED


def outdated(answer: Answer, held: Iterable[DocumentRecord]) -> list[Outdated]:
    """The documents that an answer cites and that answer no longer, given what is held now."""
    records = {record.id: record for record in held}
    newer = {record.supersedes: record.id for record in records.values() if record.supersedes}
    found = []
    for document in dict.fromkeys(citation.document for citation in answer.citations):
        if document not in records:
            found.append(Outdated(document, "removed"))
        elif document in newer:
            found.append(Outdated(document, "replaced", newer[document]))
    return found


def _title(question: str) -> str:
    line = " ".join(question.split())
    return line if len(line) <= _TITLE else f"{line[: _TITLE - 1]}…"
