"""What is offered after an answer is answered when it is asked as it is written."""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path

from service.answer import Service
from service.follow_ups import follow_ups
from service.turns import Turns
from tests.support.shelf import Shelf

SAMPLES = Path(__file__).parents[2] / "samples"
SHELF = Shelf(*sorted(SAMPLES.glob("*_20*")))


def test_every_offered_question_is_answered() -> None:
    service = Service(SHELF)  # type: ignore[arg-type]
    asked = [json.loads(line)["question"] for line in (SAMPLES / "questions.jsonl").read_text("utf-8").splitlines()]
    answers = [answer for answer in map(service.ask, asked) if answer.status == "answered"]
    offered = dict.fromkeys(offer for answer in answers for offer in answer.follow_ups)
    assert len(offered) > len(asked) / 2
    afresh = Service(SHELF)  # type: ignore[arg-type]
    assert [offer for offer in offered if afresh.ask(offer).status != "answered"] == []


def test_a_revenue_is_offered_as_no_share_of_what_is_spent() -> None:
    service = Service(SHELF)  # type: ignore[arg-type]
    offered = [
        offer for item in ("收入总计", "财政拨款收入") for offer in service.ask(f"教育局2024年{item}多少").follow_ups
    ]
    assert offered
    assert not [offer for offer in offered if "占总支出" in offer]


def test_in_a_hurry_what_is_known_comes_first_and_what_is_offered_everywhere_next() -> None:
    service = Service(SHELF)  # type: ignore[arg-type]
    records = service.held.records(None)
    put = service._asking.put("教育局2024年公务接待费预算是多少", records, None)
    near = follow_ups(put, "", lambda _: True)
    tried: list[str] = []

    def answerable(offer: str) -> bool:
        tried.append(offer)
        return True

    last = follow_ups(put, "", lambda offer: offer not in near)[-1]
    hurried = follow_ups(put, "", answerable, lambda offer: offer == last)
    assert hurried[0] == last
    assert tried == list(hurried)
    assert not set(hurried[1:]) & set(near)
    assert all(offer.endswith("是多少？") for offer in hurried[1:])


def test_only_while_others_wait_is_it_a_hurry() -> None:
    turns = Turns(1)
    with turns.turn():
        assert not turns.waited_for
        done = threading.Event()

        def other() -> None:
            with turns.turn():
                done.set()

        thread = threading.Thread(target=other)
        thread.start()
        while not turns.waited_for:
            time.sleep(0.001)
        assert not done.is_set()
    assert done.wait(120)
    thread.join()
    assert not turns.waited_for
