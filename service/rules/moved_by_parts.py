"""How a whole moved of which the disclosure says only how its parts did: “三公”经费, told by journeys, cars and guests.

Each part must be said to have moved, to be as before, or to be new this year, and the parts must come to the printed
whole; of any other whole nothing is reckoned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest import terms
from ingest.model import Fact
from service.calculator.formula import FormulaError
from service.draft import Draft, Piece, Stated, computed, scaled
from service.holding import Known
from service.query import Asked
from service.rules import change
from service.rules.magnitude import alike, base_value, says_all
from service.rules.scene import Scene, answered, basis_word, called, phrase, state
from service.rules.totals import NAMES

# Said of what there was nothing of the year before.
_NEW = re.compile(
    r"上年(?:度)?(?:预算|决算)?(?:数)?(?:未|没有|无)(?:此项|该项)?(?:安排|发生|列支|支出)?|上年(?:预算|决算)?数?为(?:0|零)"
)
_WHOLE = "z"  # the whole's name in a formula, beside those of the parts


@dataclass(frozen=True, slots=True)
class _Part:
    """A part's level, and the fact by which it moved: None where it is as before, the level itself where it is new."""

    level: Known
    by: Fact | None
    up: bool


def moved(scene: Scene) -> Draft | None:
    """By how much the one item asked about moved, reckoned from its parts; in percent where that is asked."""
    query = scene.query
    if len(query.items) != 1 or query.items[0].code or query.items[0].within:
        return None
    asked = query.items[0]
    year, base = scene.pair()
    whole = scene.level(asked, year)
    if base != year - 1 or whole is None or not whole.fact.value or change.of(scene, asked, year, base) is not None:
        return None
    parts = _parts(scene, whole, year)
    if not parts:
        return None
    pieces: list[Piece] = [
        phrase(scene, whole), *state(whole.fact), f"，文件只写明各分项比{base}年的增减：\n", *_each(scene, parts, base),
        "合计",
    ]  # fmt: skip
    gap = _gap(parts, whole)
    if gap is None or not gap.value:
        return answered(*pieces, f"与{base}年持平。", result=gap)
    rate = _rate(parts, whole)
    pieces += [f"比{base}年", "增加" if gap.value > 0 else "减少", gap]
    if rate is None:
        return answered(*pieces, "。", result=gap) if query.kind == "change" else None
    pieces += ["，", "增长" if rate.value > 0 else "下降", rate, "。"]
    return answered(*pieces, result=rate if query.kind == "rate" else gap)


def before(scene: Scene) -> Draft | None:
    """The level of the year before that is printed nowhere, reckoned from this year's and how the parts moved."""
    query = scene.query
    if len(query.items) != 1 or query.items[0].code or query.items[0].within or len(scene.years()) != 1:
        return None
    asked, base = query.items[0], scene.target()
    whole, printed = scene.level(asked, base + 1), scene.level(asked, base)
    if whole is None or not whole.fact.value or (printed is not None and printed.item.own in asked.keys):
        return None
    if not (parts := _parts(scene, whole, base + 1)):
        return None
    expression, operands = _terms(parts, whole)
    if not operands:
        return None  # where all parts are as before there is nothing to reckon with
    figure = computed(f"{_WHOLE} - ({expression})", operands | {_WHOLE: whole.fact}, whole.fact.unit, bold=True)
    return answered(
        f"{scene.prefix}{base}年{called(whole)}{basis_word(whole.fact)}为", figure, f"，由{phrase(scene.bare, whole)}",
        *state(whole.fact), f"和各分项比{base}年的增减（", *_in_a_row(parts), "）推算得出，文件没有直接列出该年数额。",
        result=figure,
        notices=[f"{base}年的数是按{base + 1}年的文件倒推的。"],
    )  # fmt: skip


def _parts(scene: Scene, whole: Known, year: int) -> list[_Part]:
    """How each part of a whole moved, in the first split of it that the disclosure tells; empty where it tells none."""
    for keys in _splits(whole.item.own):
        found = [part for key in keys if (part := _part(scene, key, whole, year)) is not None]
        levels = [part.level for part in found]
        if len(found) == len(keys) and alike((*levels, whole)) and says_all(levels, whole):
            return found
    return []


def _splits(key: str) -> Iterator[tuple[str, ...]]:
    """What a whole is made up of, as finely as the field's words go, then with some of its parts taken together."""
    known = terms.concepts()
    parts = known[key].parts if key in known else ()
    if not parts:
        return
    yield tuple(parts)
    for other in known.values():
        if other.id != key and len(other.parts) > 1 and set(other.parts) < set(parts):
            yield (*(part for part in parts if part not in other.parts), other.id)


def _part(scene: Scene, key: str, whole: Known, year: int) -> _Part | None:
    """How a part moved in the whole's own stage; None where that is not told."""
    asked = Asked(terms.name(key), (key,), 0, 0)
    basis = "actual" if whole.fact.basis == "actual" else "budget"
    staged = scene.with_query(items=(asked,), basis=basis)
    level = staged.level(asked, year)
    if level is None or level.fact.value is None or level.fact.basis != whole.fact.basis:
        return None
    told = change.of(staged, asked, year, year - 1)
    if told is None:
        said = (k.fact.quote for k in staged.holding(level.fact).by_own.get(key, ()) if k.fact.year == year)
        new = level.fact.value != 0 and any(_NEW.search(quote) for quote in said)
        return _Part(level, level.fact, up=True) if new else None
    if not told.amount.value or (told.said is not None and told.said.fact.direction == "flat"):
        return _Part(level, None, up=True)
    if told.said is None or told.said.fact.value is None or told.said.fact.direction not in ("up", "down"):
        return None
    if (
        told.after is not None
        and told.after.fact.value is not None
        and base_value(told.after.fact) != base_value(level.fact)
    ):
        return None  # another amount of that name moved: of all funds, where the whole is of one
    return _Part(level, told.said.fact, up=told.said.fact.direction == "up")


def _terms(parts: list[_Part], whole: Known) -> tuple[str, dict[str, Fact]]:
    """The moves of the parts as a sum in the unit of the whole, and its operands."""
    expression, operands = "", dict[str, Fact]()
    for part in parts:
        if part.by is None:
            continue
        name = NAMES[len(operands)]
        operands[name] = part.by
        term = scaled(name, part.by.unit, whole.fact.unit)
        expression += (" + " if part.up else " - ") + term if expression else term if part.up else f"-{term}"
    return expression, operands


def _gap(parts: list[_Part], whole: Known) -> Stated | None:
    """By how much all the parts moved; None where none of them did."""
    expression, operands = _terms(parts, whole)
    return computed(expression, operands, whole.fact.unit, bold=True) if operands else None


def _rate(parts: list[_Part], whole: Known) -> Stated | None:
    """The same in percent of the year before; None where there was nothing then."""
    expression, operands = _terms(parts, whole)
    formula = f"({expression}) / ({_WHOLE} - ({expression})) * 100"
    try:
        return computed(formula, operands | {_WHOLE: whole.fact}, "%", places=2, bold=True)
    except FormulaError:
        return None


def _each(scene: Scene, parts: list[_Part], base: int) -> list[Piece]:
    """- 2022年公务接待费预算数14.20万元，比2021年减少1.80万元."""
    pieces: list[Piece] = []
    for part in parts:
        pieces += ["- ", phrase(scene.bare, part.level), *state(part.level.fact)]
        if part.by is None:
            pieces.append("，与上年持平")
        elif part.by is part.level.fact:
            pieces.append(f"，{base}年没有")
        else:
            pieces += [f"，比{base}年", "增加" if part.up else "减少", *state(part.by)]
        pieces.append("\n")
    return pieces


def _in_a_row(parts: list[_Part]) -> list[Piece]:
    """The same in a sentence, where what is reckoned from it must stand: 因公出国（境）费持平、公务接待费减少1.80万元."""
    pieces: list[Piece] = []
    for at, part in enumerate(parts):
        pieces += ["、" if at else "", called(part.level)]
        if part.by is None:
            pieces.append("持平")
        elif part.by is part.level.fact:
            pieces += ["上年没有，今年", *state(part.by)]
        else:
            pieces += ["增加" if part.up else "减少", *state(part.by)]
    return pieces
