"""How much of a budget was spent where the budget is not printed: the text says how the outturn stands to it.

支出62万元，较年初预算数减少186万元 is 62 of 248; 与年初预算持平 is all of it; of 下降75% without an amount only that is told.
Nothing but what is told of the very item is used, never of a line above or below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest import quantity
from service import evidence
from service.draft import Draft, Quoted, computed, scaled
from service.holding import Known
from service.query import Asked
from service.rules.change import levels_beside
from service.rules.magnitude import alike, base_value
from service.rules.scene import Scene, answered, called, phrase, state

_LATER = re.compile("全年|调整")
_SAME = re.compile(
    r"(?:与|较|比|同|和|跟)(?P<stage>年初|全年|调整后?|当年)的?预算数?(?:相比|比)?[，,]?(?:无增减(?:变化|变动)?|持平|一致|相同|没有(?:增减|变化)|无(?:差异|变化|变动))"
)


def completed(scene: Scene, asked: Asked, year: int) -> Draft | None:
    """The share of its budget that an item's outturn is, by what the text says of the two; None where it says nothing."""
    return _by_amount(scene, asked, year) or _by_rate(scene, asked, year) or _as_planned(scene, asked, year)


def moved(
    scene: Scene, asked: Asked, year: int, measures: tuple[str, ...] = ("change",)
) -> Iterator[tuple[Known, Known]]:
    """What the text says an item's outturn is above or below its own year's budget by, each beside that outturn."""
    for known in evidence.changes(asked, year, scene.holdings, measures):
        fact = known.fact
        own = fact.base_year == year and any("预算" in label for label in fact.column)
        if not own or fact.value is None or fact.direction not in ("up", "down") or known.item.own not in asked.keys:
            continue
        level = scene.level(replace(asked, keys=(known.item.own,)), year, basis="actual")
        if level is None or level.fact.value is None or level.fact.quote != fact.quote:
            level = next((k for k in _levels_beside(scene, known) if k.item.own == known.item.own), None)
        if level is not None:
            yield level, known


def stage(change: Known) -> str:
    """The budget that an outturn is held against, as it is printed: 年初预算."""
    return next(label for label in change.fact.column if "预算" in label).lstrip("较比")


def _levels_beside(scene: Scene, known: Known) -> list[Known]:
    """The outturns in the sentences of the same section that state a change, for the same item."""
    fact = known.fact
    return [
        k
        for k in scene.holding(fact).by_own.get(known.item.own, ())
        if (k.fact.section, k.fact.source, k.fact.measure, k.fact.basis, k.fact.year)
        == (fact.section, "narrative", "level", "actual", fact.year)
        and k.fact.value is not None
        and k.item.path == known.item.path
    ]


def _is_of_stage(scene: Scene, said: str) -> bool:
    """Whether it is the budget asked for that is spoken of: that of the year's beginning, unless the adjusted one is."""
    return bool(_LATER.search(scene.query.text)) == bool(_LATER.search(said))


def _beside(scene: Scene, asked: Asked, year: int, measure: str) -> Iterator[tuple[Known, Known]]:
    for level, change in moved(scene, asked, year, (measure,)):
        told = levels_beside(scene, change)
        alone = {base_value(known.fact) for known in told} == {base_value(level.fact)}
        if alone and _is_of_stage(scene, stage(change)):
            yield level, change


def _by_amount(scene: Scene, asked: Asked, year: int) -> Draft | None:
    for level, change in _beside(scene, asked, year, "change"):
        if not alike((level, change)):
            continue
        sign = "-" if change.fact.direction == "up" else "+"
        plan = f"({scaled('a', level.fact.unit, change.fact.unit)} {sign} b)"
        facts = {"a": level.fact, "b": change.fact}
        budget = computed(plan, facts, change.fact.unit)
        if budget.value <= 0:
            continue
        share = f"{scaled('a', level.fact.unit, change.fact.unit)} / {plan} * 100"
        figure = computed(share, facts, "%", places=2, bold=True)
        return answered(
            phrase(scene, level), *state(level.fact), f"，比{stage(change)}{_WAY[change.fact.direction or '']}",
            *state(change.fact), f"，由此推算{stage(change)}数", budget, "，完成", figure, "。",
            result=figure if figure.certain else None,
        )  # fmt: skip
    return None


_WAY = {"up": "增加", "down": "减少"}


def _by_rate(scene: Scene, asked: Asked, year: int) -> Draft | None:
    """By what percentage the text says an outturn is above or below its budget, where it says no more."""
    for level, rate in _beside(scene, asked, year, "rate"):
        word = "增长" if rate.fact.direction == "up" else "下降"
        return answered(
            phrase(scene, level), *state(level.fact), f"，文件没有列出{stage(rate)}数，只写明比{stage(rate)}{word}",
            *state(rate.fact, bold=True), "。",
        )  # fmt: skip
    return None


def _as_planned(scene: Scene, asked: Asked, year: int) -> Draft | None:
    for known in evidence.changes(asked, year, scene.holdings, ("level",)):
        fact = known.fact
        said = [*_SAME.finditer(fact.quote)]
        own = known.item.own in asked.keys and fact.basis == "actual" and fact.value
        if not own or not said or not all(_is_of_stage(scene, hit["stage"]) for hit in said):
            continue
        beside = {k.item.own for k in scene.holding(fact).known if k.fact.quote == fact.quote}
        if len(beside) > 1 or len(quantity.find(fact.quote)) > _FEW:
            continue
        figure = computed("a / a * 100", {"a": fact}, "%", places=2, bold=True)
        where = Quoted(said[0][0], fact.document, fact.quote, fact.place, fact.section)
        return answered(
            phrase(scene, known), *state(fact), f"；文件写明{called(known)}", where, "，即完成", figure, "。",
            result=figure if figure.certain else None,
        )  # fmt: skip
    return None


_FEW = 3  # figures of a sentence that is about one item: its amount, its share, its rank
