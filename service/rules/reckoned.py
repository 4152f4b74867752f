"""Plain arithmetic over the items that a question names and the figures that it gives (asked_reckoning)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ingest import quantity
from service import evidence
from service.asked_reckoning import Reckoning
from service.calculator.formula import FormulaError
from service.draft import Draft, Piece, computed, decimals, part_of, scaled
from service.holding import Known
from service.query import Asked
from service.rules.inside import counts_in
from service.rules.magnitude import alike, base_value, is_money, unit_of_each
from service.rules.scene import Scene, answered, called, phrase, state
from service.rules.totals import NAMES

_HUNDRED = Decimal(100)
_MOST_PLACES = 4


def told(scene: Scene) -> Draft | None:
    """What the arithmetic comes to; None where an operand is not printed, or it comes to nothing that can be meant."""
    asked = scene.query.reckoning
    if asked is None or len(scene.query.items) < max((*asked.parts, *asked.wholes), default=0) + 1:
        return None
    try:
        if asked.operator == "part_of_sum":
            return _part_of_sum(scene, asked)
        if asked.operator == "part_of_given":
            return _part_of_given(scene, asked)
        if asked.operator == "before":
            return _before(scene, asked)
        return _of_one(scene, asked)
    except FormulaError:
        return None


def _levels(scene: Scene, places: Sequence[int]) -> list[Known]:
    """The amounts of the items at these places; nothing where one is missing, or where several rows go by a name."""
    items = [scene.query.items[at] for at in places]
    if any(len(scene.namesakes(asked, scene.target())) > 1 for asked in items):
        return []
    found = [scene.level(asked, scene.target()) for asked in items]
    known = [one for one in found if one is not None and one.fact.value is not None]
    return known if len(known) == len(items) else []


def _listed(scene: Scene, known: Sequence[Known]) -> list[Piece]:
    pieces: list[Piece] = []
    for at, one in enumerate(known):
        pieces += ["、" if at else "", phrase(scene.bare if at else scene, one, year=not at), *state(one.fact)]
    return pieces


def _part_of_sum(scene: Scene, asked: Reckoning) -> Draft | None:
    """What part of several items added up one of them, or each of several, is."""
    wholes = _levels(scene, asked.wholes)
    parts = _levels(scene, asked.parts)
    operands = {one.fact.id: one for one in (*wholes, *parts)}
    if not wholes or not parts or len({one.fact.id for one in wholes}) < len(wholes) or len(operands) > len(NAMES):
        return None
    if not alike(list(operands.values())) or any(counts_in(a, b) for a in wholes for b in wholes if a is not b):
        return None  # what counts in another of them is added up twice
    names = dict(zip(operands, NAMES, strict=False))
    unit = wholes[0].fact.unit
    facts = {names[key]: one.fact for key, one in operands.items()}
    expression = " + ".join(scaled(names[one.fact.id], one.fact.unit, unit) for one in wholes)
    added = computed(expression, {names[one.fact.id]: one.fact for one in wholes}, unit)
    pieces: list[Piece] = [*_listed(scene, wholes), "，合计", added]
    figure = None
    for part in parts:
        top = scaled(names[part.fact.id], part.fact.unit, unit)
        figure = computed(f"({top}) / ({expression}) * 100", facts, "%", places=2, bold=True)
        if figure.value > _HUNDRED:
            return None
        own = [] if part in wholes else ["；", phrase(scene.bare, part, year=False), *state(part.fact)]
        pieces += [*own, f"，{called(part)}占这几项之和的", figure]
    single = figure if len(parts) == 1 and figure is not None and figure.certain else None
    return answered(*pieces, "。", result=single)


def _part_of_given(scene: Scene, asked: Reckoning) -> Draft | None:
    """What part of an amount that the question gives an item is; the printed amount is cited where it is the same."""
    part = next(iter(_levels(scene, asked.parts)), None)
    if part is None or not is_money(part) or asked.given is None:
        return None
    given = quantity.Quantity(asked.given, quantity.unit(asked.unit))
    named = [scene.query.items[at] for at in asked.wholes]
    whole = _printed_as(scene, named, part, given.base)
    lead: list[Piece] = [phrase(scene, part), *state(part.fact)]
    if whole is not None:
        if whole.fact.id == part.fact.id:
            return None
        figure = part_of(part.fact, whole.fact, bold=True)
        lead += [f"，占{phrase(scene.bare, whole, year=False)}", *state(whole.fact), "的", figure, "。"]
    else:
        figure = computed(f"a / {_plain(given.base, part)} * 100", {"a": part.fact}, "%", places=2, bold=True)
        lead += ["，占问题所给总数的", figure, "。"]
        other = next((known for a in named if (known := scene.level(a, scene.target())) and known.fact.value), None)
        if other is not None:
            lead += ["文件没有列出问题所给的数，", phrase(scene.bare, other, year=False), *state(other.fact), "。"]
    return answered(*lead, result=figure if figure.certain else None) if figure.value <= _HUNDRED else None


def _printed_as(scene: Scene, named: Sequence[Asked], part: Known, base: Decimal) -> Known | None:
    """The amount that the question gives, as it is printed: of the whole that is named, else of a total of that year."""
    own = [k for a in named for k in evidence.candidates(evidence.Want(a, part.fact.year, scene.basis), scene.holdings)]
    return next(
        (k for k in own if k.fact.value is not None and base_value(k.fact) == base and k.fact.basis == part.fact.basis),
        None,
    )


def _plain(base: Decimal, known: Known) -> str:
    """An amount in the unit that an item is printed in, as the formula writes it."""
    unit = quantity.unit(known.fact.unit)
    return f"{(base / unit.scale if unit else base).normalize():f}{unit.name if unit else '元'}"


def _of_one(scene: Scene, asked: Reckoning) -> Draft | None:
    """One item's amount over, more or less by what the question gives."""
    part = next(iter(_levels(scene, asked.parts)), None)
    if part is None or not is_money(part) or not asked.given:
        return None
    unit, operands = part.fact.unit, {"a": part.fact}
    lead: list[Piece] = [phrase(scene, part), *state(part.fact)]
    if asked.operator == "over_number":
        small = scene.query.unit is None and unit_of_each(part.fact, asked.given) == "元"
        each = "元" if small else unit
        figure = computed(f"{scaled('a', unit, each)} / {asked.given:f}", operands, each, places=2, bold=True)
        return answered(*lead, "，按问题所给的数平均，每份为", figure, "。", result=figure if figure.certain else None)
    if asked.unit == "%":
        share = _HUNDRED + asked.sign * asked.given
        if share < 0:
            return None
        expression, places = f"a * {share:f} / 100", 2
    else:
        given = _plain(quantity.Quantity(asked.given, quantity.unit(asked.unit)).base, part)
        if asked.operator == "over_given":
            figure = computed(f"a / {given}", operands, "倍", places=2, bold=True)
            return answered(*lead, "，是问题所给数额的", figure, "。", result=figure if figure.certain else None)
        expression, places = f"a {'+' if asked.sign > 0 else '-'} {given}", _places(part, given)
    figure = computed(expression, operands, unit, places=places, bold=True)
    if figure.value < 0:
        return None  # nothing can be cut by more than there is
    return answered(*lead, "，按问题假设的幅度调整后为", figure, "。", result=figure if figure.certain else None)


def _before(scene: Scene, asked: Reckoning) -> Draft | None:
    """What an item was the year before, from what it is and the move that the question tells."""
    year = scene.target()
    part = scene.level(scene.query.items[asked.parts[0]], year + 1)
    if part is None or part.fact.value is None or not is_money(part) or not asked.given:
        return None
    if asked.unit == "%":
        share = _HUNDRED + asked.sign * asked.given
        if share <= 0:
            return None
        expression, places = f"a / {share:f} * 100", 2
    else:
        given = _plain(quantity.Quantity(asked.given, quantity.unit(asked.unit)).base, part)
        expression, places = f"a {'-' if asked.sign > 0 else '+'} {given}", _places(part, given)
    figure = computed(expression, {"a": part.fact}, part.fact.unit, places=places, bold=True)
    if figure.value < 0:
        return None
    return answered(
        phrase(scene, part), *state(part.fact), f"，按问题所给的增减额推算，{year}年为", figure, "。",
        result=figure if figure.certain else None,
        notices=[f"{year}年的数是按问题所给的增减额倒推的，文件没有直接列出。"],
    )  # fmt: skip


def _places(known: Known, given: str) -> int:
    return min(
        _MOST_PLACES, max(decimals((known.fact,), known.fact.unit), len(given.rstrip("百千万亿元").partition(".")[2]))
    )
