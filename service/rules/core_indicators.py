"""Whether an indicator is a core one in each of the forms that have it: 投诉率在整体表里是核心指标，项目表里也是吗.

The mark stands in a column of its own (是否核心指标); a form that does not mark its indicators is told as such.
"""

from __future__ import annotations

import re

from ingest import terms
from service.draft import Draft, Marked, Piece, Stated
from service.holding import Known
from service.rules.scene import Scene, answered, state

_ASKS = re.compile(r"核心指标")
_WHETHER = re.compile(r"是不是|是否|也是|算不算|算|吗|么|各自|分别|都是|一样|一致|相同|还是")
# Which indicators are core, and how many, are other questions.
_ELSE = re.compile(r"哪些|哪几|几个|多少|有什么|权重|目标值|指标值")


def told(scene: Scene) -> Draft | None:
    """What each form's column says of the indicators that are named; None where none is named, or none is marked."""
    text = scene.query.text
    if not _ASKS.search(text) or not _WHETHER.search(text) or _ELSE.search(text) or not scene.query.items:
        return None
    names = {key for asked in scene.query.items for key in asked.keys}
    projects = {name for h in scene.holdings for name, _ in h.projects if terms.key(name) in names}
    forms: dict[tuple[str, str, int | None], Known] = {}
    for holding in scene.holdings:
        for known in holding.known:
            fact = known.fact
            if fact.indicator is None or fact.year != scene.target() or known.item.own not in names:
                continue
            if projects and (fact.project is None or fact.project[1] not in projects):
                continue
            weighs = any("权重" in label or "分值" in label for label in fact.column)
            at = (fact.project[1] if fact.project else "整体绩效", fact.row[-1], fact.table_number)
            if at not in forms or not weighs:
                forms[at] = known
    marks = [known.fact.indicator.core for known in forms.values() if known.fact.indicator]
    if not forms or all(mark is None for mark in marks):
        return None
    pieces: list[Piece] = [f"{scene.prefix}{scene.target()}年的绩效表中，"]
    pieces.append(_in_all(marks) if len(marks) > 1 else "")
    for (form, label, _), known in forms.items():
        core = known.fact.indicator.core if known.fact.indicator else None
        said = "没有标明是否为核心指标" if core is None else "是核心指标" if core else "不是核心指标"
        goal: list[Piece] = ["（", *state(known.fact), "）"] if known.fact.value is not None else [Marked(known.fact)]
        pieces += [f"\n- {form}“{label}”", *goal, f"：{said}"]
    goals = [piece for piece in pieces if isinstance(piece, Stated)]
    return answered(*pieces, result=goals[0] if len(forms) == len(goals) == 1 else None)


def _in_all(marks: list[bool | None]) -> str:
    """Whether all the forms say the same."""
    if len(set(marks)) > 1:
        return "各表不一致："
    return "各表都列为核心指标：" if marks[0] else "各表都未列为核心指标："
