"""Two figures of one thing that a question puts forward to choose from: 到底是24名还是42名, 写的是8.74万元还是15万元.

Where the disclosure states both of that thing, both are told with where they stand and what each is of: one alone would
hide that it tells unlike things in two places, or that one is the budget and the other the outturn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from ingest import quantity, terms
from ingest.model import Fact
from service.draft import Draft, Piece, sentence_of
from service.holding import Known
from service.query import QueryKind
from service.rules.everywhere import place_of
from service.rules.magnitude import base_value
from service.rules.scene import BASIS_WORDS, Scene, answered, called, state

_NUMBER = r"\d[\d,]*(?:\.\d+)?"
# 是甲还是乙; 一会儿说甲，一会儿说乙; 一处写甲，另一处写乙.
_OR = r"(?:(?:或者?|还)是|一会儿?(?:又)?(?:说|写)|另(?:外)?一?(?:处|边|张表|个地方)(?:却|又)?(?:是|说|写)|[后下]面(?:又|却)(?:是|说|写))"
_EITHER = re.compile(
    rf"(?<![\d.])(?P<one>{_NUMBER})(?P<of_one>[^，。；？?\d]{{0,4}}?)[，,、]?{_OR}[^，。；？?\d]{{0,6}}(?P<two>{_NUMBER}[^，。；？?\d]{{1,4}})"
)
_KINDS: frozenset[QueryKind] = frozenset({"lookup", "consistency", "compare", "list", "text", "difference"})


def told(scene: Scene) -> Draft | None:
    """Where each of the two figures stands; None where not both of them are stated of the one item."""
    said = _put_forward(scene.query.text) if scene.query.kind in _KINDS and len(scene.query.items) == 1 else None
    found = [known for value in said[1] if (known := next(_stating(scene, value, said[0]), None))] if said else []
    if len(found) != _TWO:
        return None
    counted = any(known.fact.measure == "count" for known in found)
    if counted and len({terms.normalise("".join(known.fact.row[-1:])) for known in found}) > 1:
        return None  # 保有量 and 车辆 count other things: which, the disclosure says elsewhere
    alike = _meant(found[0].fact) == _meant(found[1].fact)
    lines: list[Piece] = []
    for known in found:
        fact = known.fact
        when = f"{fact.year}年" if fact.year else ""
        stage = BASIS_WORDS[fact.basis] if fact.measure == "level" else ""
        lines += [f"\n- {_told(scene, known, f'{when}{called(known)}{stage}')}", *state(fact, bold=True)]
        if alike and fact.source == "narrative":
            lines += ["，原文：", sentence_of(fact)]
    how = "两处写的不一致" if alike else "但说的不是同一口径"
    # Both figures of the item stand there, so that what else is said of them (一处, 另一处) only points at them.
    return replace(answered(f"{scene.prefix}文件中两个数都有，{how}：", *lines), by_words=True)


_TWO = 2


def _put_forward(text: str) -> tuple[str, tuple[Decimal, Decimal]] | None:
    """The unit and the two values, in that unit, of which a text asks to choose; None where it puts no two forward."""
    hit = _EITHER.search(text)
    if hit is None:
        return None
    second = next(iter(quantity.find(hit["two"])), None)
    if second is None or second.quantity.unit is None:
        return None
    unit = second.quantity.unit
    first = next(iter(quantity.find(hit["one"] + hit["of_one"])), None)
    own = first.quantity.unit if first is not None and first.quantity.unit is not None else unit
    one = quantity.Quantity(Decimal(hit["one"].replace(",", "")), own)
    return (
        None
        if own.base != unit.base or one.base == second.quantity.base
        else (unit.base, (one.base, second.quantity.base))
    )


def _stating(scene: Scene, value: Decimal, base: str) -> Iterator[Known]:
    """The statements of the item that have a value, those of the year asked for alone."""
    asked = scene.query.items[0]
    name = terms.normalise(asked.text)
    for holding in scene.holdings:
        for known in holding.known:
            fact = known.fact
            unit = quantity.unit(fact.unit)
            if fact.value is None or unit is None or unit.base != base or base_value(fact) != value:
                continue
            own = known.item.own in asked.keys or (bool(fact.row) and name == terms.normalise(fact.row[-1]))
            if own and fact.measure in ("level", "count") and scene.target() in (fact.year, holding.record.year):
                yield known


def _told(scene: Scene, known: Known, what: str) -> str:
    """Where a figure stands and what it is; the target of an indicator is called by it first, as its form's heads are by themselves."""
    return (
        f"{what}（{known.fact.table}）：" if known.fact.indicator is not None else f"{place_of(scene, known)}：{what}"
    )


def _meant(fact: Fact) -> tuple[object, ...]:
    """What a figure is of beside its item: figures that differ in it do not contradict each other."""
    # The forms of a project and of the body set one target.
    own = fact.source == "narrative" or fact.indicator is not None
    return fact.year, fact.basis, fact.measure, fact.row[-1:] if own else (fact.row, fact.column)
