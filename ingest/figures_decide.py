"""What a change is of, where its figures tell and its words do not: 农林水支出593万元，一是…，三是水闸管护，较上年582万元增加11万元.

Clauses about other things may stand between an amount and what it is held against. Where the amount of the year before
and the change come to exactly one amount told before in the paragraph, and to none of what was spoken of last, they are
of that amount's item.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from ingest import line as lines
from ingest.statement import Statement

_TWO = 2


def settled(said: Sequence[Statement]) -> list[Statement]:
    """The statements of one text, with changes and the amounts they start from given to the items that they add up to."""
    out = list(said)
    for at, change in enumerate(out):
        if change.direction not in ("up", "down"):
            continue
        if change.claim == "rate":
            _give_rate(out, at)
        if change.claim != "change":
            continue
        moved = _amount(change)
        if moved is None or change.base_year is None:
            continue
        move = moved if change.direction == "up" else -moved
        told = [(n, s) for n, s in enumerate(out) if s.claim == "level" and _amount(s) is not None]
        base = next((n for n, s in reversed(told) if n < at and _is_base(s, change)), None)
        if base is not None:
            before = [s for n, s in told if n < base]
            _give(out, at, base, _amount(out[base]), move, before)
        else:
            _give_whole(out, at, [s for n, s in told if n < at])
    return out


def _give(
    out: list[Statement], at: int, base: int, start: Decimal | None, move: Decimal, before: Sequence[Statement]
) -> None:
    change = out[at]
    if start is None:
        return
    fitting = [s for s in before if s.year == change.year and _amount(s) == start + move]
    subjects = {s.subject for s in fitting}
    if len(subjects) == 1 and change.subject not in subjects:
        _assign(out, (base, *_with(out, at)), fitting[-1])


def _give_whole(out: list[Statement], at: int, before: Sequence[Statement]) -> None:
    """城乡社区支出180万元，安排保洁142万元、协勤38万元，比上年多20万元: what moved is the whole, not the last of its parts."""
    change = out[at]
    parts = [s for s in before if s.sentence_start == change.sentence_start and s.year == change.year]
    if len(parts) <= _TWO or change.subject != parts[-1].subject or parts[-1].whole is not None:
        return
    whole, rest = parts[0], parts[1:]
    amounts = [_amount(s) or Decimal(0) for s in rest]
    if sum(amounts) == _amount(whole) and len({s.subject for s in parts}) == len(parts):
        _assign(out, tuple(_with(out, at)), whole)


def _give_rate(out: list[Statement], at: int) -> None:
    """住房保障支出101.37万元，按工资总额12%缴存，同比上升5.68%（2022年为95.92万元）: the rate is of what rose by it."""
    rate = out[at]
    told = [(n, s) for n, s in enumerate(out) if s.claim == "level" and _amount(s)]
    base = next((n for n, s in told if _is_base(s, rate)), None)
    if base is None or rate.figure is None:
        return
    start, printed = _amount(out[base]) or Decimal(1), rate.figure.quantity.number
    fitting = [s for n, s in told if n < at and s.year == rate.year and _rounds(_amount(s), start, printed)]
    subjects = {s.subject for s in fitting}
    if len(subjects) == 1 and rate.subject not in subjects:
        _assign(out, (base, at), fitting[-1])


def _assign(out: list[Statement], places: Sequence[int], told: Statement) -> None:
    """Make the statements at these places be of what another one is of."""
    for n in places:
        out[n] = replace(out[n], subject=told.subject, label=told.label, whole=told.whole)


def _rounds(end: Decimal | None, start: Decimal, printed: Decimal) -> bool:
    """Whether an amount is so many percent more or less than another, as far as the percentage is printed."""
    moved = abs((end or Decimal(0)) - start) * 100
    half = Decimal(5).scaleb(min(int(printed.as_tuple().exponent), 0) - 1)
    return abs(moved - printed * start) <= half * start


def _with(out: Sequence[Statement], at: int) -> Iterator[int]:
    """A change and the rates that go with it."""
    yield at
    for n in range(at + 1, len(out)):
        same = out[n].subject == out[at].subject and out[n].sentence_start == out[at].sentence_start
        if out[n].claim != "rate" or not same:
            return
        yield n


def _is_base(level: Statement, change: Statement) -> bool:
    """Whether a level is what a change starts from: of the same item and sentence, in the year compared with."""
    return (
        level.subject == change.subject
        and level.year == change.base_year != change.year
        and level.sentence_start == change.sentence_start
    )


def _amount(said: Statement) -> Decimal | None:
    return said.figure.quantity.base if said.figure is not None and lines.is_money(said.figure) else None
