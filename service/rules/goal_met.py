"""Whether an indicator came up to its target: 借阅量完成目标了吗, 满意度达标没有; the form prints both, the comparison is ours."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest import terms
from service import evidence
from service.draft import Draft
from service.holding import Known
from service.rules.magnitude import alike, base_value
from service.rules.scene import Scene, answered, phrase, state

_GOAL = "(?:年度|年初|全年|绩效|既定|预定|设定)*(?:的)?(?:目标|指标|任务|要求)(?:值|数)?"
_ASKED = re.compile(
    rf"(?:完成|达到|达成|实现|做到|够到|兑现)(?:了|到)?(?:{_GOAL})?(?:了|上)?(?:没有?|吗|么|不|否)?(?=[？?。，,呢啊]|$)"
    rf"|(?:有没有|有无|是否|是不是|到底|究竟)(?:已经|都|能)?(?:完成|达到|达成|实现|做到)(?:了)?(?:{_GOAL})?|达标|完没完成|达没达到"
)
_ASKS = re.compile("没有?[？?。，,呢啊]|没有?$|吗|么|否|是不是|有没有|有无|达没|完没")
_AMOUNT = re.compile("多少|几|率(?:是|为|有)")
_MEETS = {"≥": (True, True), ">": (False, True), "≤": (True, False), "<": (False, False)}


def told(scene: Scene) -> Draft | None:
    """The target, what was reached and whether that meets it; None where not one pair of them is printed."""
    text = scene.query.text
    if (
        scene.query.kind == "reason"
        or not _ASKED.search(text)
        or not _ASKS.search(text)
        or _AMOUNT.search(text)
        or len(scene.years()) > 1
    ):
        return None
    pairs = {(g.fact.value, d.fact.value): (g, d) for g, d in _pairs(scene)}
    if len(pairs) != 1:
        return None
    ((goal, done),) = pairs.values()
    lead = [
        phrase(scene, goal),
        *state(goal.fact),
        "，",
        phrase(scene.bare, done, year=False),
        *state(done.fact, bold=True),
    ]
    return replace(answered(*lead, f"，{_verdict(goal, done)}。"), by_words=True)


def _pairs(scene: Scene) -> list[tuple[Known, Known]]:
    """What is aimed at and what was reached of the indicators that are named, in one form each."""
    names = {name for asked in scene.query.items for name in asked.names}
    own = [
        k
        for holding in scene.holdings
        for key in sorted(names)
        for k in holding.by_own.get(key, ())
        if k.fact.indicator is not None and k.fact.value is not None and k.fact.year == scene.target()
        and k.fact.measure != "share" and not evidence.is_score(k.fact)
    ]  # fmt: skip
    projects = {terms.key(k.fact.project[1]) for k in own if k.fact.project} & names
    own = [k for k in own if not projects or (k.fact.project and terms.key(k.fact.project[1]) in projects)]
    return [
        (goal, done)
        for goal in own
        for done in own
        if goal.fact.basis == "target" and done.fact.basis == "actual" and evidence.is_reached(done.fact)
        and goal.fact.row == done.fact.row and goal.fact.table_number == done.fact.table_number and alike([goal, done])
    ]  # fmt: skip


def _verdict(goal: Known, done: Known) -> str:
    """达到 or 未达到, as the target's sign bounds it; without one only which of the two is more."""
    aim, came = base_value(goal.fact), base_value(done.fact)
    if goal.fact.comparator in _MEETS:
        level, upward = _MEETS[goal.fact.comparator]
        met = (came > aim) if upward else (came < aim)
        return "达到目标" if met or (level and came == aim) else "没有达到目标"
    if came == aim:
        return "与目标值相同"
    return "高于目标值" if came > aim else "低于目标值，没有完成"
