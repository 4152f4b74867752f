"""What was planned and what was spent, where a question asks for both of one item."""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.draft import Draft, Piece
from service.holding import Known
from service.query import Stage
from service.rules.completion import spent_and_planned
from service.rules.scene import Scene, answered, phrase, state
from service.rules.totals import TOTAL

_PLANNED = r"(?:预算|年初(?:定|安排|批|核定|下达)|(?:原|事先|当初)(?:来|先)?(?:定|批|计划|安排)|安排|计划|批复|批了)"
_SPENT = r"(?:决算|实际|执行数|到头来|最后|最终|真正|落实|花出去|花掉|花了|用掉|用了)"
# 预算和决算各多少, 预算多少实际多少: named one after the other, each to be told.
_BOTH = re.compile(
    rf"{_PLANNED}[^，。？]{{0,8}}?(?:[和与跟及、，]|以及|多少|几)[^，。？]{{0,6}}?{_SPENT}|"
    rf"{_SPENT}[^，。？]{{0,8}}?(?:[和与跟及、，]|以及|多少|几)[^，。？]{{0,6}}?{_PLANNED}"
)
_EACH = re.compile(r"各|分别|都是|多少.*多少|几.*几|(?:预算|决算|执行|安排)?数?$|(?:两个|这两)数|(?:是|有)多少")
_COMPARED = re.compile(r"比|差|多(?!少)|少(?:了|花|用)|超|省|[^多]少多少|结余|完成|百分|率|为什么|为何|一致|相符")


def both(scene: Scene) -> Draft | None:
    """The budget and the outturn of an item, one line each; None where one of them is not asked for or not stated."""
    query = scene.query
    text = query.text.rstrip("？?。 ")
    if not _BOTH.search(text) or not _EACH.search(text) or _COMPARED.search(text) or len(scene.years()) > 1:
        return None
    if len(query.items) > 1:
        return None
    done, plans = spent_and_planned(scene, (query.items or (TOTAL,))[0], scene.target())
    wanted: Stage = "adjusted_budget" if re.search("全年预算|调整", text) else "initial_budget"
    plan = next((known for known in plans if known.fact.basis == wanted), plans[0] if plans else None)
    if done is None or done.fact.value is None or plan is None:
        return None
    done = next((known for known in _beside(scene, plan) if known.item.own == plan.item.own), done)
    pieces: list[Piece] = []
    for known in (plan, done):
        pieces += [f"- {phrase(scene.bare if pieces else scene, known)}：", *state(known.fact), "\n"]
    return answered(*pieces)


def _beside(scene: Scene, plan: Known) -> Iterator[Known]:
    """The outturns in the sentence that states a budget: they are of the same funds."""
    for known in scene.holding(plan.fact).by_own.get(plan.item.own, ()):
        fact = known.fact
        same = fact.quote == plan.fact.quote and fact.source == plan.fact.source == "narrative"
        if same and fact.basis == "actual" and fact.measure == "level" and fact.value is not None:
            yield known
