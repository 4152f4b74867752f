"""The use case: a message is understood, put to the disclosures it is about, answered by rule, verified, sent out.

A message's questions are answered one by one; what one leaves out is taken from the one before (`service.conversation`).
Nothing goes out that `service.calculator.verify` has not accepted in the finished text: an answer with a figure that
does not hold is withheld, and the reply says so.
"""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Sequence
from dataclasses import replace

from index.library import DocumentRecord, Library
from ingest import quantity
from service import decline, messages
from service.asking import Asking, Put
from service.draft import Draft, Piece
from service.follow_ups import follow_ups
from service.held import Held
from service.render import Rendered, render
from service.reply import Answer, Result
from service.talks import Talks
from service.verifier import Verifier

_LOG = logging.getLogger(__name__)


class Service:
    """Answers questions from a library; safe to use from several threads."""

    def __init__(self, library: Library) -> None:
        """Take the library to answer from; nothing is loaded until the first question."""
        self._held = Held(library)
        self._asking = Asking(self._held)
        self._verifier = Verifier(self._held)
        self._talks = Talks()

    def ask(self, text: str, documents: Sequence[str] | None = None, conversation: str | None = None) -> Answer:
        """One verified answer; `documents` limits it to these ids (none: all), `conversation` is the one to go on with.

        Raises UnknownDocument for an id that is not held.
        """
        started = time.perf_counter()
        records = self._held.records(documents)
        talk = conversation or uuid.uuid4().hex
        turn = self._talks.last(talk)
        puts: list[Put] = []
        for asked in messages.questions(text):
            put = self._checked(self._asking.put(asked, records, turn), records)
            turn = put.turn or turn
            puts.append(put)
        if turn is not None:
            self._talks.note(talk, turn)
        draft = puts[0].draft if len(puts) == 1 else _together(puts)
        rendered = self._rendered(draft, records)
        further = draft.follow_ups or self._further(puts, records, text)
        result = draft.result if draft.result is not None and draft.status == "answered" else None
        return Answer(
            id=uuid.uuid4().hex,
            conversation=talk,
            question=text,
            status=draft.status,
            answer=rendered.text.strip(),
            result=Result(quantity.render(result.value), result.unit)
            if result is not None and result.certain
            else None,
            figures=tuple(rendered.figures),
            citations=tuple(rendered.citations),
            notices=tuple(dict.fromkeys(draft.notices)),
            follow_ups=tuple(further),
            handoff=draft.handoff,
            elapsed_ms=round((time.perf_counter() - started) * 1000),
        )

    def _checked(self, put: Put, records: Sequence[DocumentRecord]) -> Put:
        """The same, or that it is withheld where the finished text does not hold."""
        if wrong := self._verifier.faults(put.draft, put.scenes, records):
            _LOG.error("withheld an answer: %s", "; ".join(wrong))
            return replace(put, draft=decline.withheld(records))
        return put

    def _rendered(self, draft: Draft, records: Sequence[DocumentRecord]) -> Rendered:
        by_id = {record.id: record for record in records}
        return render(draft, by_id.__getitem__)

    def _further(self, puts: Sequence[Put], records: Sequence[DocumentRecord], text: str) -> tuple[str, ...]:
        """Questions that fit after the last one that was answered, each of them answerable as it is written."""
        last = next((put for put in reversed(puts) if put.draft.status == "answered" and put.scenes), None)
        if last is None:
            return ()

        def answered(offer: str) -> bool:
            put = self._asking.put(offer, records, None)
            return put.draft.status == "answered" and not self._verifier.faults(put.draft, put.scenes, records)

        return follow_ups(last, text, lambda offer: self._held.answerable(records, offer, lambda: answered(offer)))


def _together(puts: Sequence[Put]) -> Draft:
    """The answers to a message's questions, one below the other."""
    statuses = [put.draft.status for put in puts]
    status = "answered" if "answered" in statuses else "clarify" if "clarify" in statuses else "declined"
    pieces: list[Piece] = []
    for number, put in enumerate(puts, start=1):
        pieces += ["\n\n" if pieces else "", f"（{number}）", *put.draft.pieces]
    results = [put.draft.result for put in puts]
    alike = {(r.value, r.unit) if r else None for r in results}
    asked_back = next((put.draft.follow_ups for put in puts if put.draft.status == "clarify"), ())
    return Draft(
        status,  # type: ignore[arg-type] # one of the parts' own
        tuple(pieces),
        results[0] if len(alike) == 1 else None,  # one thing asked twice: 打算买车吗，买车的预算是多少
        notices=tuple(notice for put in puts for notice in put.draft.notices),
        follow_ups=asked_back if status == "clarify" else (),
        handoff=next((put.draft.handoff for put in puts if put.draft.handoff), None),
    )
