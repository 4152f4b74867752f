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


# Years each with its own stage: 2023年预算、2023年决算、2024年预算分别多少.
_OF_YEAR = re.compile(
    r"((?:19|20)\d\d)\s*年?(?:度)?的?(年初预算|全年预算|调整预算|预算|决算|实际(?:支出|花|用)?|执行数?)(?!单位|部门|管理|数?[的]?比)"
)
_LEAST = 2


def of_years(scene: Scene) -> Draft | None:
    """The budget or the outturn of an item in each of the years that the question names with it; None where one is not stated."""
    query = scene.query
    named = list(dict.fromkeys((int(year), word) for year, word in _OF_YEAR.findall(query.text)))
    stages = {(year, "budget" if "预算" in word else "actual") for year, word in named}
    if len(stages) < _LEAST or len({basis for _, basis in stages}) < _LEAST or len(query.items) != 1:
        return None
    if _COMPARED.search(query.text) or not re.search("分别|各|都|多少.*多少|多少$", query.text.rstrip("？?。 ")):
        return None
    pieces: list[Piece] = []
    for year, word in named:
        known = scene.level(query.items[0], year, basis="budget" if "预算" in word else "actual")
        if known is None or known.fact.value is None:
            return None
        pieces += [f"- {phrase(scene.bare if pieces else scene, known)}：", *state(known.fact), "\n"]
    return answered(*pieces)


def _beside(scene: Scene, plan: Known) -> Iterator[Known]:
    """The outturns in the sentence that states a budget: they are of the same funds."""
    for known in scene.holding(plan.fact).by_own.get(plan.item.own, ()):
        fact = known.fact
        same = fact.quote == plan.fact.quote and fact.source == plan.fact.source == "narrative"
        if same and fact.basis == "actual" and fact.measure == "level" and fact.value is not None:
            yield known
