"""What is offered after an answer is answered when it is asked as it is written."""

from __future__ import annotations

import json
from pathlib import Path

from service.answer import Service
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
