"""A level that is not printed, from one that is and the change that the narrative states between the two."""

from __future__ import annotations

from ingest import quantity
from ingest.items import FISCAL, OF_A_FUND
from service import evidence
from service.draft import Draft, Stated, computed, scaled
from service.holding import Known
from service.query import Asked
from service.rules.change import levels_beside, of_a_part
from service.rules.magnitude import base_value
from service.rules.plan_told import moved, stage
from service.rules.scene import Scene, answered, basis_word, called, phrase, state


def worked_back(scene: Scene, asked: Asked, year: int) -> Draft | None:
    """Last year's level from this year's and the change that the narrative states."""
    found = derive_base(scene, asked, year)
    if found is None:
        return _unmoved(scene, asked, year)
    figure, level, change = found
    bolded = Stated(figure.text, figure.value, figure.unit, figure.facts, figure.formula, figure.operands, bold=True)
    direction = {"up": "增加", "down": "减少"}.get(change.fact.direction or "", "变动")
    return answered(
        f"{scene.prefix}{year}年{called(level)}{basis_word(level.fact)}为",
        bolded,
        f"，由{phrase(scene.bare, level)}",
        *state(level.fact),
        f"和比上年{direction}的",
        *state(change.fact),
        "推算得出，文件没有直接列出该年数额。",
        result=bolded,
        notices=[f"{year}年的数是按{level.fact.year}年的文件倒推的。"],
    )


def _unmoved(scene: Scene, asked: Asked, year: int) -> Draft | None:
    """Last year's level of an item that the narrative says is what it was then."""
    for known in evidence.changes(asked, year + 1, scene.holdings):
        fact = known.fact
        if fact.direction != "flat" or (fact.base_year or year) != year or known.item.own not in asked.keys:
            continue
        level = _level_of(scene, asked, known)
        if level is None or level.fact.value is None or level.fact.basis != fact.basis or asked.within:
            continue
        figure = computed("a", {"a": level.fact}, level.fact.unit, bold=True)
        return answered(
            f"{scene.prefix}{year}年{called(level)}{basis_word(level.fact)}为",
            figure,
            f"：{phrase(scene.bare, level)}",
            *state(level.fact),
            f"，文件写明与{year}年持平。",
            result=figure if figure.certain else None,
            notices=[f"{year}年的数是按{level.fact.year}年的文件倒推的。"],
        )
    return None


# What is given by the budget, as it stands behind an item: 某某支出的财政拨款预算.


def of_one_fund(scene: Scene) -> Draft | None:
    """Last year's level of an item out of fiscal money, from sentences that are about that money; None of another."""
    first, second = scene.query.items
    if not FISCAL & set(second.keys):
        return None
    found = derive_base(scene.with_query(fund="fiscal_appropriation"), first, scene.target())
    if found is None or not any("财政拨款" in heading for heading in found[2].fact.section):
        return None
    return worked_back(scene.with_query(fund="fiscal_appropriation"), first, scene.target())


def budget_back(scene: Scene, asked: Asked, year: int) -> Draft | None:
    """A year's own budget from its outturn and by how much that is said to be above or below the budget (较年初预算数增加)."""
    if scene.basis == "actual":
        return None
    for level, known in moved(scene, asked, year):
        fact = known.fact
        unit = _coarser(level.fact.unit, fact.unit)
        sign = "-" if fact.direction == "up" else "+"
        figure = computed(
            f"{scaled('a', level.fact.unit, unit)} {sign} {scaled('b', fact.unit, unit)}",
            {"a": level.fact, "b": fact},
            unit,
            bold=True,
        )
        plan = stage(known)
        return answered(
            f"{scene.prefix}{year}年{called(level)}{plan}数为",
            figure,
            f"，由{phrase(scene.bare, level)}",
            *state(level.fact),
            f"和较{plan}数{'增加' if fact.direction == 'up' else '减少'}的",
            *state(fact),
            "推算得出，文件没有直接列出。",
            result=figure,
        )
    return None


def derive_base(scene: Scene, asked: Asked, year: int) -> tuple[Stated, Known, Known] | None:
    """The level of the year before a stated change: level minus signed change, over cited facts."""
    for known in evidence.changes(asked, year + 1, scene.holdings):
        fact = known.fact
        if fact.value is None or fact.direction is None or (fact.base_year or year) != year:
            continue
        if not all(evidence.narrowed(known, key) for key in asked.within):
            continue  # what is left of all money moved, not what is left of one fund
        if of_a_part(scene, known, asked):
            continue
        level = _level_of(scene, asked, known)
        if level is None or level.fact.value is None or level.fact.basis != fact.basis:
            continue
        sign = "-" if fact.direction == "up" else "+"
        unit = _coarser(level.fact.unit, fact.unit)
        expression = f"{scaled('a', level.fact.unit, unit)} {sign} {scaled('b', fact.unit, unit)}"
        return computed(expression, {"a": level.fact, "b": fact}, unit), level, known
    return None


def _level_of(scene: Scene, asked: Asked, said: Known) -> Known | None:
    """The level that a stated change led to: the one told beside it, for tables may state another under the same name."""
    told = [known for known in levels_beside(scene, said) if evidence.basis_fits(known.fact, scene.basis)]
    level = scene.level(Asked(asked.text, (said.item.own,), 0, 0, asked.code), said.fact.year, asked.within)
    if len({base_value(known.fact) for known in told}) != 1:
        return level
    if level is None or level.fact.value is None:
        return told[0]
    if base_value(level.fact) == base_value(told[0].fact):
        return level
    return None if said.item.own in OF_A_FUND else told[0]  # 本年支出 of one fund is not that of the body


def _coarser(one: str | None, two: str | None) -> str | None:
    """The larger of two units: a result is no more precise than its roughest part."""
    first, second = quantity.unit(one), quantity.unit(two)
    return two if first and second and second.scale > first.scale else one
