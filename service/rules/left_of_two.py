"""Which of several items was left further below its own budget, or went further above it: 甲和乙哪个剩得多."""

from __future__ import annotations

import re

from ingest.items import CARRIED
from service.draft import Draft, Piece
from service.rules.completion import gap_between, spent_and_planned
from service.rules.magnitude import alike, base_value
from service.rules.scene import Scene, answered, basis_word, called, phrase, state

_LEFT = re.compile(
    r"剩(?!余资金|余价值)|(?:没有?|未)(?:有|能)?(?:花|用|执行|支出?)(?:完|掉|出去)|(?:没|未)用|省(?:下|了|得|出)|结余(?!资金|分配)|节余|节约"
)
_ABOVE = re.compile(r"超支|超(?:出|过)?(?:了)?(?:年初|全年|调整)?预算|突破预算|[花用支]超")
_WHICH = re.compile(r"谁|孰|哪一?[个项边头样类笔块方]")
_SEVERAL = 2


def asks(scene: Scene) -> bool:
    """Whether several items are compared by what is left of their budgets, or what went above them."""
    query = scene.query
    if len(query.items) < _SEVERAL or any(CARRIED & set(asked.keys) for asked in query.items):
        return False
    behind = query.text[query.items[-1].end :]
    return bool(_WHICH.search(behind)) and bool(_LEFT.search(behind)) != bool(_ABOVE.search(behind))


def most(scene: Scene) -> Draft | None:
    """Each item's outturn and budget, and which of them lies further from its own; None unless all of both are told."""
    year, query = scene.target(), scene.query
    above = bool(_ABOVE.search(query.text[query.items[-1].end :]))
    first = re.search("全年|调整", query.text)
    lines: list[Piece] = []
    gaps = []
    for asked in query.items:
        done, plans = spent_and_planned(scene, asked, year)
        wanted = "adjusted_budget" if first else "initial_budget"
        plan = next((k for k in plans if k.fact.basis == wanted), plans[0] if plans else None)
        if done is None or plan is None or done.fact.value is None or not alike((done, plan)):
            return None
        over = base_value(done.fact) - base_value(plan.fact)
        gap = gap_between(done, plan, bold=False)
        word = "多" if gap.value > 0 else "少"
        told: list[Piece] = [f"，决算数比{basis_word(plan.fact)}{word}", gap] if over else ["，两者相同"]
        lead = phrase(scene.bare if lines else scene, done)
        lines += ["- ", lead, *state(done.fact), f"，{basis_word(plan.fact)}", *state(plan.fact), *told, "\n"]
        gaps.append((over if above else -over, called(done), gap))
    gaps.sort(key=lambda entry: entry[0], reverse=True)
    if gaps[0][0] <= 0:
        return answered(*lines, "没有一项超出预算。" if above else "没有一项少于预算。")
    if gaps[0][0] == gaps[1][0]:
        return answered(*lines, "两者相同。")
    said = "超出预算最多" if above else "比预算少花最多"
    result = gaps[0][2] if re.search("多少|几", query.text) and gaps[0][2].certain else None
    return answered(*lines, f"{said}的是{gaps[0][1]}。", result=result)
