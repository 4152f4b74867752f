"""What was reached in one year beside what is aimed at in another, or in the same: 2024年实际做到多少、2026年目标定多少."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest import quantity, terms
from service import evidence
from service.asked_years import years
from service.draft import Draft, Piece
from service.evidence import Want
from service.holding import Known
from service.query import Asked
from service.rules.completion import gap_between
from service.rules.magnitude import base_value
from service.rules.scene import Scene, answered, called, phrase, state

_DONE = re.compile("实际|完成(?:值|数|情况|了|到|得)|做到|达到了|实现了|最后完成|到底完成")
_GOAL = re.compile("目标|指标值|定的|要求(?!完成)|计划(?:值|数)")
_WHICH = re.compile("[哪谁孰][个边项者年]?[^，。？]{0,3}[多大高]|比|高出|多出|差|相比")


def told(scene: Scene) -> Draft | None:
    """Both figures of the one indicator that is named, and which is more where that is asked; None where there are not both."""
    text = scene.query.text
    done, goal = _DONE.search(text), _GOAL.search(text)
    items = [asked for asked in scene.query.items if asked.keys[:1] != ("performance_amount",)]
    if done is None or goal is None or len(items) != 1 or set(items[0].keys) & terms.TOTALS:
        return None
    when = dict(_dated(text))
    if not when:
        return None
    pair = _alike(
        _of(scene, items[0], _year_of(done.start(), when), "actual"),
        _of(scene, items[0], _year_of(goal.start(), when), "target"),
    )
    return _draft(scene, *pair) if pair else None


def _draft(scene: Scene, done: Known, goal: Known) -> Draft:
    pieces: list[Piece] = [phrase(scene, done), *state(done.fact, bold=True)]
    pieces += ["，", phrase(scene.bare, goal), *state(goal.fact, bold=True)]
    if not _WHICH.search(scene.query.text):
        return answered(*pieces, "。")
    if base_value(done.fact) == base_value(goal.fact):
        return answered(*pieces, "，两者相同。")
    above = base_value(done.fact) > base_value(goal.fact)
    more, less = (done, goal) if above else (goal, done)
    words = "完成值比目标值" if above else "目标值比完成值"
    gap = gap_between(more, less, bold=False)
    return answered(*pieces, f"，{called(more)}{words}多", gap, "。", result=gap if gap.certain else None)


def _of(scene: Scene, asked: Asked, year: int, basis: str) -> list[Known]:
    """What stands in the disclosures of an indicator in a year, as reached (`actual`) or as aimed at (`target`)."""
    found = evidence.candidates(Want(asked, year, "actual" if basis == "actual" else None), scene.holdings)
    found += [k for h in scene.holdings for k in h.known if _is_called(k, asked) and k not in found]
    return [k for k in found if k.fact.value is not None and k.fact.basis == basis and k.fact.year == year]


def _is_called(known: Known, asked: Asked) -> bool:
    """Whether an indicator's name ends as the item does, with what it is of before it: 城区清扫保洁面积."""
    fact = known.fact
    named = fact.measure in ("level", "count") and fact.unit is not None and fact.indicator is not None and fact.row
    return bool(named) and terms.key(fact.row[-1]).endswith(asked.keys[:1])


def _alike(dones: list[Known], goals: list[Known]) -> tuple[Known, Known] | None:
    """The first two in one unit: those of one name before those of one project, and these before others."""
    pairs = [(d, g) for g in goals for d in dones if d.fact.id != g.fact.id and _unit(d) == _unit(g)]
    named = [(d, g) for d, g in pairs if d.fact.row[-1] == g.fact.row[-1]]
    same = [(d, g) for d, g in pairs if d.fact.project == g.fact.project]
    return next(iter((*named, *same, *pairs)), None)


def _unit(known: Known) -> str | None:
    unit = quantity.unit(known.fact.unit) if known.fact.unit else None
    return unit.base if unit else known.fact.unit


def _dated(text: str) -> Iterator[tuple[int, int]]:
    """Each year that is named, by its place in the text."""
    for start, end in sorted(years(text)[2]):
        named = years(text[start:end])[0]
        if len(named) == 1:
            yield start, named[0]


def _year_of(at: int, when: dict[int, int]) -> int:
    """The year named last before a place, or first behind it."""
    before = [start for start in when if start < at]
    return when[max(before)] if before else when[min(when)]
