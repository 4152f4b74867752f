"""The rules' answer in a language model's words: written from its material, proofread, verified, or left as it was.

What is answerable is told before, by the rules; a model changes no status and no result. A sentence that does not hold
goes back to the model once, with what is wrong; then it is dropped if the others still answer, else the rules' own
words go out. Whatever the model does, an answer comes out of here, and each one that does has been verified as a whole.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from index.library import DocumentRecord
from ingest.terms import Vocabulary
from service import writing
from service.asking import Put
from service.claims import Claim, sentences
from service.draft import Draft, Piece, Quoted, Stated
from service.held import Held
from service.llm import Model, ModelFailed
from service.material import Material, material, same
from service.proof import Fault, proofread
from service.verifier import Verifier

_LOG = logging.getLogger(__name__)


class Composer:
    """Puts drafts of the rules into a model's words."""

    def __init__(self, verifier: Verifier, held: Held) -> None:
        """Take what verifies, and what is held."""
        self._verifier = verifier
        self._held = held

    def compose(self, put: Put, records: Sequence[DocumentRecord], model: Model) -> Draft:
        """The draft in the model's words, or as it was."""
        *_, last = self.growing(put, records, model, streamed=False)
        return last

    def growing(
        self, put: Put, records: Sequence[DocumentRecord], model: Model, *, streamed: bool = True
    ) -> Iterator[Draft]:
        """The draft as it is written: each is verified, begins with the one before, and answers; the last is whole.

        The rules' own draft comes alone. Only `streamed` does the model tell each sentence as soon as it is written.
        """
        given = material(put.draft, put.scenes, lambda pieces: self._holds(put, pieces, records))
        if given is None:
            yield put.draft
            return
        desk = _Desk(put, given, records, self._verifier, self._held.vocabulary(given.scene.holdings))
        try:
            said = writing.streamed(model, given) if streamed else writing.written(model, given)
            for claim in said:
                if (draft := desk.take(claim)) is not None:
                    yield draft
            desk.ask_for_missing()
            if faults := desk.faults:
                desk.repair(writing.repaired(model, given, faults))
        except ModelFailed as failed:
            _LOG.info("the rules' words stand in: %s", failed)
        yield desk.whole() or put.draft

    def _holds(self, put: Put, pieces: Sequence[Piece], records: Sequence[DocumentRecord]) -> bool:
        draft = Draft("answered", tuple(pieces))
        return not self._verifier.faults(draft, put.scenes, records)


@dataclass(slots=True)
class _Line:
    """A claim and what became of it: pieces that hold, or what is wrong."""

    claim: Claim
    read: tuple[Piece, ...] | Fault


class _Desk:
    """One answer in the making: its lines in order, and how much of it has gone out."""

    def __init__(
        self,
        put: Put,
        given: Material,
        records: Sequence[DocumentRecord],
        verifier: Verifier,
        vocabulary: Vocabulary,
    ) -> None:
        self._put = put
        self._given = given
        self._records = records
        self._verifier = verifier
        self._mentions = vocabulary.mentions
        self._lines: list[_Line] = []

    def take(self, claim: Claim) -> Draft | None:
        """Note the next claim; the answer so far, where all of it holds and it says what was asked."""
        for sentence in sentences(claim):
            self._lines.append(_Line(sentence, self._read(sentence, self._pieces())))
        return None if self.faults else self._draft()

    @property
    def faults(self) -> list[tuple[Claim, str]]:
        """The claims that do not hold, and why."""
        return [(line.claim, line.read.why) for line in self._lines if isinstance(line.read, Fault)]

    def ask_for_missing(self) -> None:
        """Count what should have been said as a sentence that does not hold, where sentences were written at all."""
        missing = self._given.needed - {self._id(piece) for piece in self._pieces()}
        if self._lines and missing and not self.faults:
            named = "、".join(f"{{{id_}}}" for id_ in sorted(missing))
            self._lines.append(_Line(Claim(text=""), Fault(f"少了一句：还没有写到{named}，请补上")))

    def repair(self, claims: Iterable[Claim]) -> None:
        """Put the claims, written anew, in the places of those that do not hold; all after them are read again."""
        anew = iter(claims)
        lines, self._lines = self._lines, []
        for line in lines:
            claim = line.claim
            if isinstance(line.read, Fault):
                claim = next(anew, claim)
            self._lines.append(_Line(claim, self._read(claim, self._pieces())))

    def whole(self) -> Draft | None:
        """The answer without what does not hold; None where it no longer says what was asked."""
        for line in self._lines:
            if isinstance(line.read, Fault):
                _LOG.info("dropped a sentence: %s", line.read.why)
        return self._draft()

    def _pieces(self) -> tuple[Piece, ...]:
        pieces: tuple[Piece, ...] = ()
        for line in self._lines:
            if not isinstance(line.read, Fault):
                pieces = _joined(pieces, line.read)
        return pieces

    def _read(self, claim: Claim, before: tuple[Piece, ...]) -> tuple[Piece, ...] | Fault:
        read = proofread(claim, self._given, self._mentions)
        if isinstance(read, Fault):
            return read
        scene = self._given.scene
        words = "".join(piece for piece in read if isinstance(piece, str))
        if not before and scene.name_organisation and not any(name in words for name in self._given.bodies):
            return Fault(f"没有写明单位“{scene.organisation}”")
        said = [self._id(piece) for piece in read if not isinstance(piece, str)]
        if said and all(id_ and id_ in map(self._id, before) for id_ in said):
            return Fault("与前面的句子重复")
        draft = Draft("answered", _joined(before, read))
        wrong = self._verifier.faults(draft, self._put.scenes, self._records)
        wrong = wrong or self._verifier.contradictions(draft, self._put.scenes, self._records)
        return Fault("；".join(wrong[:2])) if wrong else read

    def _id(self, piece: Piece) -> str | None:
        """The id under which a piece stands in the material."""
        if isinstance(piece, Stated):
            return next((one.id for one in self._given.figures if same(one.stated, piece)), None)
        if isinstance(piece, Quoted):
            return next((one.id for one in self._given.sayings if one.quoted.sentence == piece.sentence), None)
        return None

    def _draft(self) -> Draft | None:
        """What stands, as an answer; None where something needed is not in it."""
        pieces = self._pieces()
        if self._given.needed - {self._id(piece) for piece in pieces}:
            return None
        return replace(self._put.draft, pieces=pieces, by_model=True)


def _joined(before: tuple[Piece, ...], after: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """A sentence after those before it; one that ends with a quotation or a figure is closed first."""
    if not before or (isinstance(before[-1], str) and before[-1].rstrip().endswith(("。", "！", "？", "：", "；"))):
        return (*before, *after)
    return (*before, "。", *after)
