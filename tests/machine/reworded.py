"""Questions with known answers, with a word in them changed for another that means the same."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from service.evaluate import Wanted

_WORDINGS = 2  # at most of a rule for a question


@dataclass(frozen=True, slots=True)
class Rule:
    """What is found in a question, and what people say in its place."""

    find: re.Pattern[str]
    said: tuple[str, ...]


def rules(forms: Sequence[Mapping[str, object]]) -> list[Rule]:
    """The rules as `forms.toml` gives them."""
    return [Rule(re.compile(str(one["find"])), tuple(map(str, one["said"]))) for one in forms]  # type: ignore[call-overload]


def reworded(asked: Wanted, those: Sequence[Rule], choice: random.Random) -> Iterator[tuple[str, Wanted]]:
    """The question reworded by each rule that fits it, under the rule's name; its answer must stay the same."""
    for rule in those:
        if not rule.find.search(asked.question):
            continue
        for said in choice.sample(rule.said, min(_WORDINGS, len(rule.said))):
            question = rule.find.sub(said, asked.question, count=1)
            if question != asked.question:
                yield f"{rule.find.pattern} → {said}", replace(asked, question=question)
