"""What a meeting, a training, or each who took part comes to: the money over what the same disclosure counts of it."""

from __future__ import annotations

import re

from ingest import quantity
from ingest.terms import strip_number
from service.draft import Draft, computed, per_one, scaled
from service.query import Asked
from service.rules.gatherings import count
from service.rules.magnitude import is_money
from service.rules.scene import Scene, answered, called, phrase, state

_COSTS = {"meeting": "会议", "training": "培训"}
_MEAN = re.compile(
    r"平均|均摊|分摊|摊到|每|(?:开|办|搞|组织|召开|举办)(?:了|上)?一(?:次|场|期|个|回)|一(?:次|场|期|个|回)(?:会议?|培训班?)|除以|人均|场均|次均|班均"
)
_PEOPLE = re.compile(r"人次|人均|参[训会培]|每个?人|每位|每名|一个人|学员|人头")
# What is named without its money: 开一次会平均花多少, 培训一期要多少钱.
_BARE = {
    "meeting": re.compile(r"(?:开|召开)(?:了|上)?一?(?:次|场|个|回)?会(?!计)|会议"),
    "training": re.compile(r"培训"),
}
_SPENT = re.compile(r"[花费钱元]|经费|支出|成本|开销|开支")


def mean(scene: Scene) -> Draft | None:
    """会议费 or 培训费 over the number of them, or of those who came; None where either is not told of the year."""
    text = scene.query.text
    if not _MEAN.search(text) or len(scene.years()) != 1:
        return None
    key = _asked(scene)
    if key is None:
        return None
    people = _PEOPLE.search(text) is not None
    spent = scene.level(Asked(_COSTS[key], (key,), 0, 0), scene.target(), basis=scene.basis or "actual")
    number = count(scene, _COSTS[key], people=people)
    if spent is None or not spent.fact.value or not is_money(spent) or number is None or not number.fact.value:
        return None
    unit = scene.query.unit or ("元" if people else spent.fact.unit)
    there = quantity.unit(unit)
    if there is None or there.base != "元":
        return None
    formula = per_one(scaled("a", spent.fact.unit, unit), number.fact.unit)
    figure = computed(formula, {"a": spent.fact, "n": number.fact}, unit, places=2, bold=True)
    each = quantity.unit(number.fact.unit)
    return answered(
        phrase(scene, spent), *state(spent.fact), f"，{strip_number(called(number))}", *state(number.fact),
        f"，平均每{each.base if each else '个'}", figure, "。", result=figure if figure.certain else None,
    )  # fmt: skip


def _asked(scene: Scene) -> str | None:
    """Whether it is meetings or trainings whose cost is asked about, and nothing else."""
    named = {key for asked in scene.query.items for key in asked.keys[:1] if key in _COSTS}
    if named:
        others = [asked for asked in scene.query.items if not set(asked.keys[:1]) & named]
        return next(iter(named)) if len(named) == 1 and all(_PEOPLE.search(asked.text) for asked in others) else None
    if scene.query.items or not _SPENT.search(scene.query.text):
        return None
    bare = [key for key, said in _BARE.items() if said.search(scene.query.text)]
    return bare[0] if len(bare) == 1 else None
