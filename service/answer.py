"""The use case: a message is understood, put to the disclosures it is about, answered by rule, verified, sent out.

A message's questions are answered one by one; what one leaves out is taken from the one before (`service.conversation`).
Nothing goes out that `service.calculator.verify` has not accepted in the finished text: an answer with a figure that
does not hold is withheld, and the reply says so. A language model, where there is one, may put the rules' answers into
its words (`service.composing`).
"""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import replace

from index.library import DocumentRecord, Library
from ingest import quantity
from service import asked_years, charts, contradictions, decline, editions, messages
from service.asking import Asking, Put
from service.by_example import ByExample
from service.by_passage import ByPassage
from service.composing import Composer
from service.draft import Draft, Piece
from service.follow_ups import follow_ups
from service.going_by_example import GoingByExample
from service.held import Held
from service.llm import Model
from service.readings import Reading, Readings
from service.render import render
from service.reply import Answer, Result
from service.talks import Memory, Talks
from service.turn import Turn
from service.turns import Turns
from service.understanding import Understanding
from service.understood import understood
from service.verifier import Verifier
from service.watch import Unwatched, Watch

_LOG = logging.getLogger(__name__)
_RESUMED = 8  # questions of a conversation that a client sends again: what the last may leave out stands in them
_AT_ONCE = 2  # answers by rule that are worked out: while one reads from the store, the other goes on


class Service:
    """Answers questions from a library; safe to use from several threads."""

    def __init__(
        self,
        library: Library,
        model: Model | None = None,
        memory: Memory | None = None,
        watch: Watch | None = None,
    ) -> None:
        """Take the library to answer from, a language model or none, what remembers conversations and answers, who looks on.

        Without a memory the conversations are remembered while the service lives, and answers are not kept. Nothing is
        loaded until the first question.
        """
        self._held = Held(library)
        self._turns = Turns(_AT_ONCE)
        self._asking = Asking(self._held)
        self._model = model
        self._by_example = ByExample(self._asking)
        self._understanding = Understanding(self._asking)
        self._verifier = Verifier(self._held)
        self._going_by_example = GoingByExample(self._asking, self._verifier)
        self._by_passage = ByPassage(self._held, self._verifier)
        self._readings = Readings(self._asking, self._verifier)
        self._composer = Composer(self._verifier, self._held)
        self._memory: Memory = memory or Talks()
        self._watch: Watch = watch or Unwatched()

    @property
    def held(self) -> Held:
        """What it has read of the library, for others that read the same."""
        return self._held

    def ask(
        self,
        text: str,
        documents: Sequence[str] | None = None,
        conversation: str | None = None,
        *,
        staff: bool = False,
    ) -> Answer:
        """One verified answer; `documents` limits it to these ids (none: all), `conversation` is the one to go on with.

        Unless `staff` asks, it is as if only public documents were held. Raises UnknownDocument for an id that is not.
        """
        *_, whole = self._growing(text, self._held.records(documents, staff=staff), conversation, streamed=False)
        return whole

    def growing(
        self,
        text: str,
        documents: Sequence[str] | None = None,
        conversation: str | None = None,
        *,
        staff: bool = False,
    ) -> Iterator[Answer]:
        """The answer as it is written: each is verified, its text begins with that of the one before; the last is whole.

        Raises UnknownDocument, at once, for an id that is not held.
        """
        return self._growing(text, self._held.records(documents, staff=staff), conversation, streamed=True)

    def resumed(
        self, earlier: Sequence[str], documents: Sequence[str] | None = None, *, staff: bool = False
    ) -> str | None:
        """A conversation in which these questions have been asked, the latest last; none of them is answered anew.

        For clients that send the whole conversation with each question. They are understood by rule alone. None where
        there is nothing in them to go on from. Raises UnknownDocument for an id that is not held.
        """
        records = self._held.records(documents, staff=staff)
        turn = None
        for text in earlier[-_RESUMED:]:
            for asked in messages.questions(text):
                turn = self._asking.put(asked, records, turn).turn or turn
        if turn is None:
            return None
        talk = uuid.uuid4().hex
        self._memory.note(talk, turn, earlier[0], issued=True)
        return talk

    def _growing(
        self, text: str, records: Sequence[DocumentRecord], conversation: str | None, *, streamed: bool
    ) -> Iterator[Answer]:
        started = time.perf_counter()
        model = self._model.question() if self._model else None
        talk = conversation or uuid.uuid4().hex
        turn = self._memory.last(talk) if conversation else None
        issued = conversation is None
        begun = Answer(id=uuid.uuid4().hex, conversation=talk, question=text, status="answered", answer="")

        def note(last: Turn | None) -> None:
            if last is not None:
                self._memory.note(talk, last, text, issued=issued)

        if model is not None:
            puts = self._puts(text, records, turn, model)
            # Now: who stops listening while it is written may still go on from it.
            note(_last_turn(puts, begun.question) or turn)
            whole = yield from self._written(begun, puts, records, model, streamed=streamed)
        else:
            whole, last = self._by_rules(begun, records, turn)
            note(last or turn)
        elapsed = round((time.perf_counter() - started) * 1000)
        whole = replace(whole, id=begun.id, conversation=talk, elapsed_ms=elapsed)
        self._memory.keep(whole, issued=issued, private=self._held.private(records))
        self._watch.answered(whole)
        yield whole

    def _puts(self, text: str, records: Sequence[DocumentRecord], turn: Turn | None, model: Model | None) -> list[Put]:
        """A message's questions, each put to the disclosures and verified."""
        puts: list[Put] = []
        with self._watch.step("retrieval"):
            read = self._readings.of(text, records, turn)
            together = len(read) > 1 and not all(one.answered for one in read)
            plain = self._going_by_example.whole(text, records, turn) if together else None
            if plain is not None:
                read = [Reading(plain, turn, answered=True)]
        for one in read:
            put = one.put
            with self._watch.step("retrieval"):
                put = self._by_example.better(put, text if len(read) == 1 else "", records)
                if len(read) == 1 and plain is None:
                    put = self._going_by_example.better(put, text, records, one.turn)
            if model is not None:
                with self._watch.step("retrieval"):
                    put = self._understanding.better(put, records, one.turn, model)
            with self._watch.step("retrieval"):
                put = replace(put, draft=self._by_passage.better(put, records))
            with self._watch.step("verification"):
                puts.append(self._checked(put, records))
        return puts

    def _by_rules(
        self, begun: Answer, records: Sequence[DocumentRecord], turn: Turn | None
    ) -> tuple[Answer, Turn | None]:
        """The answer without a model; to a question that goes on from none before it, the one that was given to it last time."""
        puts: list[Put] = []

        def make() -> tuple[Answer, Turn | None]:
            with self._turns.turn():
                puts.extend(self._puts(begun.question, records, turn, None))
                return self._whole(begun, puts, records), _last_turn(puts, begun.question)

        def of_one() -> tuple[Answer, Turn | None]:
            one = self._asking.of_one(begun.question, records)
            if one is None:
                return make()
            body, read = one
            return self._held.answer_of(body, (begun.question, read), make, lambda: _from_one(puts, body.name))

        return make() if turn is not None else self._held.answer(records, begun.question, of_one)

    def _written(
        self, begun: Answer, puts: list[Put], records: Sequence[DocumentRecord], model: Model, *, streamed: bool
    ) -> Generator[Answer, None, Answer]:
        """What the model makes of the answers, each verified, as it grows where it is `streamed`."""
        for number, put in enumerate(puts):
            for draft in self._composer.growing(put, records, model, streamed=streamed):
                puts[number] = replace(put, draft=draft)
                if draft.by_model and streamed:
                    yield self._told(begun, puts[: number + 1], len(puts), records)
        return self._whole(begun, puts, records)

    def _whole(self, begun: Answer, puts: Sequence[Put], records: Sequence[DocumentRecord]) -> Answer:
        return self._told(begun, puts, len(puts), records, self._further(puts, records, begun.question))

    def _told(
        self,
        begun: Answer,
        puts: Sequence[Put],
        questions: int,
        records: Sequence[DocumentRecord],
        further: Sequence[str] = (),
    ) -> Answer:
        """The answer that drafts make, those of the first of a message's questions or of all."""
        draft = puts[0].draft if questions == 1 else _together(puts)
        by_id = self._held.by_id(records)
        rendered = render(draft, by_id.__getitem__)
        result = draft.result if draft.result is not None and draft.status == "answered" else None
        return replace(
            begun,
            status=draft.status,
            answer=rendered.text.strip(),
            result=Result(quantity.render(result.value), result.unit)
            if result is not None and result.certain
            else None,
            figures=tuple(rendered.figures),
            citations=tuple(rendered.citations),
            notices=tuple(
                dict.fromkeys(
                    (
                        *draft.notices,
                        *editions.differences(draft, lambda id_: self._held.before(by_id[id_])),
                        *self._contradicted(draft, puts, by_id),
                    )
                )
            ),
            follow_ups=tuple(draft.follow_ups or further),
            handoff=draft.handoff,
            mode="llm" if any(put.by_model or put.draft.by_model for put in puts) else "rules",
            chart=charts.chart(rendered, puts[0].scenes[0].query.kind) if _one(puts) else None,
            understood=understood(begun.question, puts, rendered.citations, by_id.__getitem__),
        )

    def _contradicted(self, draft: Draft, puts: Sequence[Put], records: Mapping[str, DocumentRecord]) -> Sequence[str]:
        """Notices of what does not tie out about the figures of an answer; one that tells it itself needs none."""
        if any(scene.query.kind == "consistency" for put in puts for scene in put.scenes):
            return ()
        return contradictions.notices(draft, lambda id_: self._held.broken(records[id_]))

    def _checked(self, put: Put, records: Sequence[DocumentRecord]) -> Put:
        """The same, or that it is withheld where the finished text does not hold."""
        if wrong := self._verifier.faults(put.draft, put.scenes, records):
            if put.draft.status == "declined":
                return replace(put, draft=decline.unsaid(records), by_model=False)
            if put.draft.status == "clarify":
                return replace(put, draft=decline.which_item(records), by_model=False)
            _LOG.error("withheld an answer: %s", "; ".join(wrong))
            self._watch.withheld()
            return replace(put, draft=decline.withheld(records), by_model=False)
        return put

    def _further(self, puts: Sequence[Put], records: Sequence[DocumentRecord], text: str) -> tuple[str, ...]:
        """Questions that fit after the last one that was answered, each of them answerable as it is written."""
        last = next((put for put in reversed(puts) if put.draft.status == "answered" and put.scenes), None)
        if last is None:
            return ()

        def answered(offer: str) -> bool:
            put = self._asking.put(offer, records, None)
            return put.draft.status == "answered" and not self._verifier.faults(put.draft, put.scenes, records)

        # An offer names its body wherever several are held: what others publish meanwhile changes nothing about it.
        scene, held = last.scenes[0], self._held.bodies(records)
        own = held[scene.organisation].records if scene.name_organisation and scene.organisation in held else records
        return follow_ups(
            last,
            text,
            lambda offer: self._held.answerable(own, offer, lambda: answered(offer)),
            # To find out what would be answered costs more than the answer did: not while others wait for theirs.
            (lambda offer: self._held.known_answerable(own, offer)) if self._turns.waited_for else None,
        )


def _last_turn(puts: Sequence[Put], question: str) -> Turn | None:
    """What the next question may leave out.

    The year is the first one's where the last of several questions only asks back from it: 2026年是多少，原先又是多少.
    """
    turns = [put.turn for put in puts if put.turn is not None]
    if not turns:
        return None
    first, last = turns[0], turns[-1]
    back = first.year is not None and last.year is not None and last.year < first.year and first.bodies == last.bodies
    return replace(last, year=first.year) if back and last.year not in asked_years.years(question)[0] else last


def _from_one(puts: Sequence[Put], body: str) -> bool:
    """Whether one question was answered, from this body's disclosures alone, with more than which they are."""
    if not _one(puts) or len(puts[0].scenes) != 1:
        return False
    scene = puts[0].scenes[0]
    return scene.organisation == body and scene.query.kind != "held"


def _one(puts: Sequence[Put]) -> bool:
    """Whether one question was answered from some body's disclosures."""
    return len(puts) == 1 and puts[0].draft.status == "answered" and bool(puts[0].scenes)


_NO_QUANTITY = frozenset({"reason", "purpose", "definition", "text", "contact"})


def _one_quantity(puts: Sequence[Put]) -> bool:
    """Whether only the one of a message's questions that has a result asks for a quantity, and every one is answered."""
    others = [put for put in puts if put.draft.result is None]
    told = all(
        put.draft.status == "answered" and put.scenes and put.scenes[0].query.kind in _NO_QUANTITY for put in others
    )
    return len(others) == len(puts) - 1 and told


def _not_yet_said(own: Sequence[Piece], earlier: Sequence[Sequence[Piece]]) -> Sequence[Piece]:
    """An answer without an earlier one that it begins with: the change, and then the change and why it came."""
    told = next((len(other) for other in earlier if other and own[: len(other)] == other), 0)
    first = own[told] if told else None
    return (first.lstrip(), *own[told + 1 :]) if isinstance(first, str) else own


def _together(puts: Sequence[Put]) -> Draft:
    """The answers to a message's questions, one below the other; what two of them are answered with is told once."""
    statuses = [put.draft.status for put in puts]
    status = "answered" if "answered" in statuses else "clarify" if "clarify" in statuses else "declined"
    pieces: list[Piece] = []
    for number, put in enumerate(puts, start=1):
        own = put.draft.pieces
        before = next((n for n, other in enumerate(puts[: number - 1], start=1) if other.draft.pieces == own), 0)
        said = (
            (f"同（{before}）。",)
            if before
            else _not_yet_said(own, [other.draft.pieces for other in puts[: number - 1]])
        )
        pieces += ["\n\n" if pieces else "", f"（{number}）", *said]
    results = [put.draft.result for put in puts]
    alike = {(r.value, r.unit) if r else None for r in results}
    asked_back = next((put.draft.follow_ups for put in puts if put.draft.status == "clarify"), ())
    return Draft(
        status,  # type: ignore[arg-type] # one of the parts' own
        tuple(pieces),
        # One thing asked twice (打算买车吗，买车的预算是多少), or one quantity, and why it is so or what it is for.
        results[0] if len(alike) == 1 else next(filter(None, results)) if _one_quantity(puts) else None,
        notices=tuple(notice for put in puts for notice in put.draft.notices),
        follow_ups=asked_back if status == "clarify" else (),
        handoff=next((put.draft.handoff for put in puts if put.draft.handoff), None),
    )
