"""A language model that lies in every way gets no wrong figure, name, reason or rank out."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from itertools import islice

import pytest

from service import composing, slots
from service.claims import Claim
from service.composing import Composer
from service.draft import Draft, Piece
from service.material import Material
from service.proof import Fault
from service.slots import WrongClaim
from tests.support import letters, lies
from tests.support.author import author, claims
from tests.support.letters import BODIES, Case, Town, split, town, untrue
from tests.support.lies import CLASSES, Said, Shown

ASKED = 50  # questions for each way of lying
JUDGED = 45  # of them, to see that the judge finds such lies


@pytest.fixture(scope="module")
def house() -> Town:
    return town()


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    found = list(letters.cases())
    random.Random(4).shuffle(found)
    assert len(found) > 150, len(found)
    return found


def composed(house: Town, case: Case, *replies: str) -> Draft:
    """What goes out when the model answers so, the last reply again and again."""
    left = list(replies)
    model, _ = author(lambda *_: left.pop(0) if len(left) > 1 else left[0])
    composer = Composer(house.service._verifier, house.service._held)
    return composer.compose(case.put, house.records, model.question())


def shown(house: Town, case: Case, number: int) -> Shown:
    figures = "\n".join(
        f"{one.id}：{one.what or '算出'} = {abs(one.stated.value)}{one.stated.unit or ''}"
        for one in case.material.figures
    )
    return Shown(case.sentences, lies.values(figures), house.items, BODIES, random.Random(number))


def told(sentences: Sequence[Said]) -> str:
    return claims(*sentences)


def test_what_is_true_goes_out_in_the_models_words(house: Town, cases: list[Case]) -> None:
    silent = [c.question for c in cases if not composed(house, c, claims(*c.sentences)).by_model]
    assert len(silent) <= len(cases) // 20, silent


@pytest.mark.parametrize("kind", CLASSES)
def test_no_lie_goes_out(house: Town, cases: list[Case], kind: str) -> None:
    wrong, asked = [], 0
    for case, lie in lied(house, cases, kind, ASKED):
        asked += 1
        draft = composed(house, case, told(lie))
        assert draft.result == case.put.draft.result
        if draft.by_model:
            wrong += [f"{case.question}: {one}" for one in untrue(house, draft, case) if strange(house, draft, case)]
        else:
            assert draft == case.put.draft
    assert not wrong, wrong[:5]
    assert asked == ASKED


@pytest.mark.parametrize("kind", CLASSES)
def test_the_judge_finds_each_lie(house: Town, cases: list[Case], kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With nothing proofread and nothing verified, the lies do go out, and this module says so."""
    monkeypatch.setattr(composing, "proofread", credulous)
    monkeypatch.setattr(slots, "canonical", lambda _: True)
    monkeypatch.setattr(house.service._verifier, "faults", lambda *_: [])
    monkeypatch.setattr(house.service._verifier, "contradictions", lambda *_: [])
    went_out, missed = 0, []
    for case, lie in lied(house, cases, kind, JUDGED):
        draft = composed(house, case, told(lie))
        if draft.by_model and strange(house, draft, case):
            went_out += 1
            missed += [] if list(untrue(house, draft, case)) else [house.text(draft)]
    assert went_out >= LEAST_OUT.get(kind, JUDGED // 3), went_out
    assert len(missed) <= went_out * 0.1, missed


# An id that is not there is no figure even to the credulous; a quotation is always one.
LEAST_OUT = {"unknown_fact": 0, "invented_reason": 1, "wrong_body": 2, "hidden_characters": 2}


def lied(house: Town, cases: list[Case], kind: str, most: int) -> Iterator[tuple[Case, list[Said]]]:
    """So many questions that leave room for the lie, and what the model says to each."""
    room = ((case, CLASSES[kind](shown(house, case, number))) for number, case in enumerate(cases))
    return islice(((case, lie) for case, lie in room if lie is not None), most)


def credulous(claim: Claim, material: Material, mentions: object) -> tuple[Piece, ...] | Fault:
    """Whatever is said, with figures where the slots are."""
    try:
        found = slots.slotted(claim, material)
    except WrongClaim as wrong:
        return Fault(str(wrong))
    parts = re.split(r"(\{[A-Z]{2}\})", found.text)
    return tuple(found.of.get(part, part) for part in parts if part)


def strange(house: Town, draft: Draft, case: Case) -> set[str]:
    """The sentences of an answer that are none of the true ones, nor some of these in a row."""
    true = {one.strip("。- ") for sentence in case.sentences for one in split(rendered(house, case, sentence))}
    return {one for one in split(house.text(draft)) if _without(one, true).strip("。- ")}


def _without(words: str, known: set[str]) -> str:
    for one in sorted(known, key=len, reverse=True):
        words = words.replace(one, "")
    return words


def rendered(house: Town, case: Case, sentence: str) -> str:
    given = case.material
    pieces = [
        part if number % 2 == 0 else (figure.stated if (figure := given.figure(part)) else given.saying(part).quoted)  # type: ignore[union-attr]
        for number, part in enumerate(lies.SLOT.split(sentence))
    ]
    return house.text(Draft("answered", tuple(pieces)))
