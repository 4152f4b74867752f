"""What a line comes to, and what follows from two of them: asked in the forms of `forms.toml`."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from tests.machine.lines import Line, by_key
from tests.machine.probe import Probe

Forms = Mapping[str, Sequence[str]]  # by family
Draw = Callable[[str, int], Sequence[str]]  # so many forms of a family

_HUNDRED = Decimal(100)
_UNFIT = re.compile(
    r"[0-9A-Za-z]|第|结转|^(?:预算|决算)"
)  # names that are a stage of another's, or none that people say
_LONGEST = 12  # characters of a name that anybody says beside another
_UNLIKE = Decimal("1.2")  # nobody asks how many times an amount is as much as its like


def plain(store: str, lines: Sequence[Line], forms: Forms) -> Iterator[tuple[str, Probe]]:
    """Every line in every form."""
    for line in lines:
        for form in forms["plain"]:
            yield "plain", _probe(store, form, line, line.amounts, "元")


def reckoned(
    store: str, lines: Sequence[Line], forms: Forms, each: int, choice: random.Random
) -> Iterator[tuple[str, Probe]]:
    """Of `each` lines a body: the change since the year before, the share in what is above it, and a pair with another."""
    at = by_key(lines)

    def draw(family: str, count: int) -> Sequence[str]:
        return choice.sample(list(forms[family]), min(count, len(forms[family])))

    fit = [
        one
        for one in lines
        if one.amount and one.amount > 0 and len(one.item) <= _LONGEST and not _UNFIT.search(one.item)
    ]
    for body in sorted({one.organisation for one in fit}):
        own = [one for one in fit if one.organisation == body]
        choice.shuffle(own)
        for line in own[:each]:
            yield from _changed(store, line, at.get((body, line.year - 1, line.item)), draw)
            yield from _shared(store, line, at.get((body, line.year, line.above[-1] if line.above else "")), draw)
        for one, other in zip(own[: 2 * each : 2], own[1 : 2 * each : 2], strict=False):
            yield from _paired(store, one, other, draw)


def _changed(store: str, line: Line, before: Line | None, draw: Draw) -> Iterator[tuple[str, Probe]]:
    if before is None or not before.amount or line.amount in (None, before.amount) or line.kinds != before.kinds:
        return  # what was planned is not set against what was spent
    assert line.amount is not None
    change = line.amount - before.amount
    for form in draw("change", 3):
        yield "change", _probe(store, form, line, {change}, "元")
    for form in draw("percent", 2):
        yield "percent", _probe(store, form, line, {change / before.amount * _HUNDRED}, "%")


def _shared(store: str, line: Line, whole: Line | None, draw: Draw) -> Iterator[tuple[str, Probe]]:
    assert line.amount is not None
    if whole is None or not whole.amount or whole.amount <= line.amount or whole.item == line.item:
        return
    for form in draw("share", 3):
        yield "share", _probe(store, form, line, {line.amount / whole.amount * _HUNDRED}, "%", whole=whole.item)


def _paired(store: str, one: Line, other: Line, draw: Draw) -> Iterator[tuple[str, Probe]]:
    if one.year != other.year or one.item in other.item or other.item in one.item:
        return
    if one.item in other.above or other.item in one.above:
        return  # together they would count one of them twice
    larger, smaller = sorted((one, other), key=lambda each: each.amount or 0, reverse=True)
    assert larger.amount is not None
    assert smaller.amount is not None
    for form in draw("sum", 2):
        yield "sum", _probe(store, form, larger, {larger.amount + smaller.amount}, "元", other=smaller.item)
    if larger.amount == smaller.amount:
        return
    for form in draw("gap", 2):
        yield "gap", _probe(store, form, larger, {larger.amount - smaller.amount}, "元", other=smaller.item)
    times = larger.amount / smaller.amount
    if times > _UNLIKE:
        for form in draw("multiple", 1):
            yield "multiple", _probe(store, form, larger, {times}, "倍", other=smaller.item)


def _probe(
    store: str, form: str, line: Line, wanted: set[Decimal] | frozenset[Decimal], unit: str, **more: str
) -> Probe:
    question = form.format(body=line.organisation, year=line.year, before=line.year - 1, item=line.item, **more)
    return Probe(form, store, question, frozenset(wanted), unit)
