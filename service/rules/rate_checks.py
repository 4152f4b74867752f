"""The rate of execution that a project's form prints, worked out again from the form's own amounts."""

from __future__ import annotations

import re

from ingest.model import Basis, Fact
from service.draft import Draft, Piece, part_of
from service.rules import projects
from service.rules.completion import told_otherwise
from service.rules.scene import Scene, answered, state
from service.rules.verdicts import verdict

_RATE = re.compile(r"执行率|完成率|支出进度|执行进度")
_CHECKED = re.compile(
    r"核(?!定|心)|验(?!收)|(?:算|除)[^，。？?]{0,8}(?:对|准|错|一致|吻合)|对不对|对吗|准不准|正确|相符|一致|对得上|算错|除以"
)
_STAGES: tuple[Basis, ...] = ("adjusted_budget", "budget", "initial_budget")


def checked(scene: Scene) -> Draft | None:
    """Whether the printed rate is what was spent over the budget; None where no one form prints all three."""
    text = scene.query.text
    if not (_RATE.search(text) and _CHECKED.search(text)):
        return None
    for holding in scene.holdings:
        named = {fact.project for fact in holding.facts if fact.project and projects.names(scene, fact)}
        if holding.record.year != scene.target() or len(named) != 1:
            continue
        own = [
            f for f in holding.facts
            if f.project in named and f.source == "table" and f.indicator is None and f.value is not None and f.status == "exact"
        ]  # fmt: skip
        rate = next((f for f in own if f.measure == "rate" and f.unit == "%" and _says_rate(f)), None)
        money = [f for f in own if f.measure == "level" and f.unit is not None and f.row == (rate.row if rate else ())]
        spent = next((f for f in money if f.basis == "actual"), None)
        stages = ("initial_budget",) if "年初" in text else _STAGES
        plan = next((f for stage in stages for f in money if f.basis == stage and f.value), None)
        if rate is None or spent is None or plan is None:
            continue
        return _told(scene, rate, spent, plan)
    return None


def _says_rate(fact: Fact) -> bool:
    return any(_RATE.search(label) for label in (*fact.column, *fact.row[-1:]))


def _told(scene: Scene, rate: Fact, spent: Fact, plan: Fact) -> Draft:
    reckoned = part_of(spent, plan, bold=True)
    name = rate.project[1] if rate.project else ""
    pieces: list[Piece] = [
        f"{scene.prefix}{rate.year}年{name}“{rate.column[-1]}”写明为", *state(rate), f"；按{plan.column[-1]}", *state(plan),
        f"和{spent.column[-1]}", *state(spent), "计算为", reckoned, "。",
    ]  # fmt: skip
    if said := told_otherwise(scene, rate):
        return answered("不一致。", *pieces, *said)
    places = len(rate.quote.rstrip("%％ ").partition(".")[2])
    same = round(reckoned.value, places) == rate.value
    return verdict(*pieces, same=same, nearly=abs(reckoned.value - (rate.value or 0)) < 1)
