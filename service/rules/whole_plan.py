"""What a body's whole budget of a year was, where only that year's final account is held.

An account prints no budget of all money, but it sets the outturn of the money from the budget beside what was planned
for it (年初预算数, 全年预算数): that is told, named as what it is.
"""

from __future__ import annotations

import re

from service import evidence
from service.draft import Draft, Piece, cited
from service.holding import Known
from service.query import Asked
from service.rules.completion import spent_and_planned
from service.rules.scene import Scene, answered, phrase, unit_for

_STAGES = ("initial_budget", "adjusted_budget")
_FIRST = re.compile("年初|批复|最初|当初|原来|原先")
_LATER = re.compile("全年|调整")
_WHOLE = frozenset({"budget_total", "expenditure_total", "expenditure_this_year"})


def whole_plan(scene: Scene) -> Draft | None:
    """The budgets that the year's account sets beside its whole outturn; None for anything but all that was planned."""
    items, year = scene.query.items, scene.target()
    whole = len(items) == 1 and bool(set(items[0].keys[:1]) & _WHOLE) and not items[0].within
    if not whole or scene.basis != "budget" or len(scene.years()) > 1 or scene.query.counted:
        return None
    asked = items[0]
    if scene.level(asked, year) is not None:
        return None  # that year's budget is held, and prints it
    _, plans = spent_and_planned(scene, asked, year)
    if not plans:
        return None
    its = [k for k in _of(scene, plans[0].item.own, year) if k.fact.value is not None]
    stages = [next((k for k in its if k.fact.basis == stage), None) for stage in _STAGES]
    if _FIRST.search(scene.query.text):
        stages = stages[:1]
    elif _LATER.search(scene.query.text):
        stages = stages[1:]
    told = [known for known in stages if known is not None]
    if not told:
        return None
    figures = [cited(known.fact, unit_for(scene, known.fact), bold=True) for known in told]
    pieces: list[Piece] = [phrase(scene, told[0]), "为", figures[0]]
    for known, figure in zip(told[1:], figures[1:], strict=True):
        pieces += [f"，{phrase(scene.bare, known, year=False)}为", figure]
    return answered(
        *pieces,
        "。",
        result=figures[0] if len(figures) == 1 and figures[0].certain else None,
        notices=(f"没有收录{year}年的预算文件，以上是该年决算文件写明的预算数。",),
    )


def _of(scene: Scene, own: str, year: int) -> list[Known]:
    """The planned levels of one item in one year, the best placed first."""
    return evidence.candidates(evidence.Want(Asked("", (own,), 0, 0), year, "budget"), scene.holdings)
