"""Lines in order: the largest, the smallest, the second of what stands below a line, and all that stands there."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence

from tests.machine.lines import Line
from tests.machine.probe import Probe
from tests.machine.reckoned import Forms

_LEAST = 3  # lines that have an order worth asking for
_PLACE = {"largest": 0, "second": 1, "smallest": -1}


def ordered(
    store: str, lines: Sequence[Line], forms: Forms, each: int, choice: random.Random
) -> Iterator[tuple[str, Probe]]:
    """Of `each` lines a body below which several stand, in every family of the order."""
    below: dict[tuple[str, int], dict[str, list[Line]]] = defaultdict(lambda: defaultdict(list))
    for line in lines:
        if line.above:
            below[line.organisation, line.year][line.above[-1]].append(line)
    for (body, year), wholes in below.items():
        # Where the tables do not agree on one of them there is no order to know.
        agreed = {whole: [one.amount for one in parts if one.amount is not None] for whole, parts in wholes.items()}
        fit = [whole for whole, those in agreed.items() if len(set(those)) == len(wholes[whole]) >= _LEAST]
        for whole in choice.sample(fit, min(each, len(fit))):
            amounts = sorted(agreed[whole], reverse=True)
            for family, place in _PLACE.items():
                form = choice.choice(list(forms[family]))
                question = form.format(body=body, year=year, whole=whole)
                yield family, Probe(form, store, question, frozenset({amounts[place]}), "元")
