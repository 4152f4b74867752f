"""A part of a whole that a question names with the percentage it is said to be: 甲占乙的9.5%，算对了吗."""

from __future__ import annotations

import re

from ingest import quantity
from service import asked_check, evidence
from service.calculator.formula import FormulaError
from service.draft import Draft, Piece, part_of
from service.holding import Known
from service.rules.magnitude import alike
from service.rules.printed_rates import wants_a_check
from service.rules.scene import Scene, answered, called, phrase, state
from service.rules.verdicts import claimed, verdict

_OF = re.compile(r"[^，。；？?]{0,12}占(?:到|了|全部|整个|同期|当年)*[“\"]?")


def checked(scene: Scene) -> Draft | None:
    """Whether the share is what the two amounts give; None where the question does not name both, and one percentage."""
    text, items = scene.query.text, scene.query.items
    said = claimed(scene, "%")
    if len(items) != _TWO or len(said) != 1 or not wants_a_check(text):
        return None
    unit = said[0].quantity.unit
    if (unit is not None and unit.scale != 1) or asked_check.bound_said(text) is not None:
        return None  # 四成, 不到百分之一: no percentage that is to be met to its last digit
    part, whole = items
    if not _OF.fullmatch(text[part.end : whole.start]) or whole.end > said[0].start:
        return None
    year = scene.target()
    top, bottom = scene.level(part, year), scene.level(whole, year)
    if top is None or bottom is None or not top.fact.value or not bottom.fact.value or not alike((top, bottom)):
        return None
    try:
        share = part_of(top.fact, bottom.fact, bold=True)
    except FormulaError:
        return None
    value = said[0].quantity.number
    places = quantity.decimals(value)
    pieces: list[Piece] = [
        phrase(scene, top), *state(top.fact), f"，{phrase(scene.bare, bottom)}", *state(bottom.fact),
        "，前者占后者", share,
    ]  # fmt: skip
    printed = _printed(scene, top, value)
    pieces += [f"；文件写明{called(printed)}占", *state(printed.fact), "。"] if printed is not None else ["。"]
    apart = abs(quantity.rounded(share.value, places) - value)
    if apart == 0:
        return verdict(*pieces, same=True)
    return answered("不一致，与所说的比例不是同一个数。", *pieces)


_TWO = 2


def _printed(scene: Scene, top: Known, value: object) -> Known | None:
    """The percentage as a sentence tells it of the part, of whatever whole."""
    for asked in scene.query.items[:1]:
        for known in evidence.changes(asked, scene.target(), scene.holdings, ("share",)):
            if known.fact.value == value and known.fact.unit == "%" and known.item.own == top.item.own:
                return known
    return None
