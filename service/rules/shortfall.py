"""Why a goal was not reached: what a self-evaluation writes beside it (未完成目标的原因, 目标完成情况)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from ingest import terms
from ingest.model import Fact
from service.draft import Draft, Piece, computed
from service.holding import Holding
from service.rules.scene import Scene, answered, state
from service.rules.sentences import Line, cells, in_order, newest_first, overlap

CAUSES = re.compile(
    r"(?:未|没有?)(?:能|有)?(?:按?[期时])?(?:完成|达到?|达成|实现|达标)[^，。]{0,12}(?:原因|说明)|偏差[^，。]{0,6}(?:原因|说明)|原因(?:分析|说明)"
)
_TOLD = re.compile(r"(?:目标|任务|实际|年度)[^，。]{0,4}完成情况|完成情况(?:说明)?$")
_SHORT = re.compile(
    r"(?:没|未|不)(?:能|有|曾|全)?(?:按?[期时])?(?:完成|完工|竣工|交付|达[到标成]|做[到完]|实现|办[到完]|[拆建修改装种铺]完)|(?:工期|竣工|完工|交付)[^，。？?]{0,4}(?:拖|延|推迟|晚)|(?:延误|拖延|逾期|误)(?:了)?(?:工期|竣工|完工|完成)|(?<![相好])差(?:了|着)?(?:[一二两三四五六七八九十几\d]|一?点)"
    r"|打(?:了)?折扣|落空|卡(?:在|住)|未达|没到位|缺口|完成(?:了|得|的)?(?:没|吗|么|怎么样|如何)|达标(?:了)?(?:没|吗|么)|(?:达到|实现)(?:了)?(?:没|吗|么)"
)
_POINTS = re.compile("系数|得分|评分|完成率")
_LEAST_WORD = 3  # characters of a word that may be short for a name: 拆违建 of 拆除违法建筑
_ALIKE = 0.5


def told(scene: Scene) -> Draft | None:
    """What is written of a goal that was missed, quoted, with its target and what was done where the question names it."""
    text = scene.query.text
    if not _SHORT.search(text) or "预算" in text:
        return None
    forms = [
        (holding, number)
        for holding in newest_first(scene)
        if holding.record.year == scene.target()
        for number in _forms(holding)
    ]
    for named in (
        _called_so,
        _of_goal_said,
        _indicator,
    ):  # one that comes near is asked of where none is meant for sure
        for holding, number in forms:
            indicator = named(scene, holding, number)
            if indicator is None and (named is not _indicator or not _of_project(scene, holding, number)):
                continue
            line = beside(holding, number, indicator) or written(holding, number)
            if line is None:
                continue
            done, reached = _done(scene, holding, number, indicator)
            done += _remaining(scene, holding, number, indicator)
            why = () if reached else ("文件写明：", line.quoted())
            return replace(answered(*done, *why), by_words=True)
    return None


_REMARKS = re.compile("说明|备注|偏差原因|原因分析")
_HAN = re.compile("[一-鿿]")
_LEAST_REMARK = 4  # characters of a remark that says why


def beside(holding: Holding, number: int, indicator: str | None) -> Line | None:
    """The remark in an indicator's own row of a form; None without one."""
    if indicator is None:
        return None
    own = terms.normalise(indicator)
    for table in holding.document.tables:
        column: tuple[int, str] | None = None
        for row in table.rows if table.number == number else ():
            labels = [terms.normalise(cell.text) for cell in row]
            heads = [(at, label) for at, label in enumerate(labels) if label and _REMARKS.search(label)]
            if any("指标" in label for label in labels) and heads:
                column = heads[-1]
            elif column is not None and own in labels and column[0] < len(row):
                remark = row[column[0]]
                if len(_HAN.findall(remark.text)) >= _LEAST_REMARK:
                    headed = (table.title, column[1])
                    return Line(remark.text, holding.record.id, headed, remark.place, table.title, table.number)
    return None


def _called_so(scene: Scene, holding: Holding, number: int) -> str | None:
    """The indicator of a form that the question names in full."""
    text = terms.normalise(scene.query.text)
    names = {f.row[-1] for f in holding.facts if f.indicator and f.row and terms.normalise(f.row[-1]) in text}
    longest = max(names, key=len, default="")
    here = any(f.table_number == number and f.indicator and f.row[-1:] == (longest,) for f in holding.facts)
    return longest if here and _fits(scene, holding, number, longest) else None


def _of_goal_said(scene: Scene, holding: Holding, number: int) -> str | None:
    """The one indicator of the form of a project named whose goal the question says: 某项目没达到20门."""
    if not _of_project(scene, holding, number):
        return None
    names = {
        f.row[-1]
        for f in holding.facts
        if f.table_number == number and f.indicator and f.basis == "target" and f.value is not None and f.row
        and f.value in _said(scene, f.unit) and not _POINTS.search("".join(f.column))
    }  # fmt: skip
    return next(iter(names)) if len(names) == 1 else None


_NUMBER = re.compile(r"(?<![\d.,])\d+(?:,\d{3})*(?:\.\d+)?")


def _said(scene: Scene, unit: str | None) -> set[Decimal]:
    """The numbers of a unit that a question says, whatever unit that is (门, 场次)."""
    text = scene.query.text.replace("％", "%")
    hits = (hit for hit in _NUMBER.finditer(text) if unit and text.startswith(unit, hit.end()))
    return {Decimal(hit[0].replace(",", "")) for hit in hits}


def _fits(scene: Scene, holding: Holding, number: int, indicator: str) -> bool:
    """Whether what the question says in an indicator's unit is its goal, what was done, or what lies between."""
    figures = _figures(holding, number, indicator)
    if figures is None:
        return True
    goal, done = (fact.value or Decimal(0) for fact in figures)
    said = _said(scene, figures[0].unit)
    return not said or bool(said & {goal, done, abs(goal - done)})  # 没达到5处, 只建了4处, 差了1处


_STILL = re.compile(
    r"(?:还|尚)?(?:差|缺|欠|剩)(?:了|着|下|余)?(?:多少|几)|(?:多少|几)[^，。？?]{0,6}(?:没有?|未)(?:完|做|修|建|达)"
)
_UNFINISHED = re.compile(r"(?:未|没有?|尚未)(?:完工|完成|建成|竣工|实施|开工|修)")


def _remaining(scene: Scene, holding: Holding, number: int, indicator: str | None) -> list[Piece]:
    """What is still to be done of a goal, as the form tells it, or else the goal less what was done."""
    if indicator is None or not _STILL.search(scene.query.text):
        return []
    figures = _figures(holding, number, indicator)
    if figures is None:
        return []
    goal, done = figures
    told = [
        f for f in holding.facts
        if f.source == "narrative" and f.project == goal.project and f.year == goal.year and f.value and f.unit == goal.unit
        and f.row and _UNFINISHED.search(f.row[-1])
    ]  # fmt: skip
    if len(told) == 1:
        return [f"{told[0].row[-1]}", *state(told[0], bold=True), "。\n\n"]
    if goal.comparator in ("≤", "<") or (goal.value or 0) <= (done.value or 0) or goal.unit != done.unit:
        return []
    return ["比目标值少", computed("a - b", {"a": goal, "b": done}, goal.unit, bold=True), "。\n\n"]


def _forms(holding: Holding) -> Iterator[int]:
    """The tables that list goals with what was done of them."""
    yield from dict.fromkeys(
        fact.table_number
        for fact in holding.facts
        if fact.indicator and fact.basis == "actual" and fact.table_number is not None
    )


def written(holding: Holding, number: int | None) -> Line | None:
    """What a form writes of goals that were missed, in a field of its own; None where it has none."""
    beside = [line for line in cells(holding, least=6) if line.table_number == number]
    for cue in (CAUSES, _TOLD):
        if found := next((line for line in beside if cue.search(terms.normalise(line.section[-1]))), None):
            return found
    return None


def _indicator(scene: Scene, holding: Holding, number: int) -> str | None:
    """The indicator of a form that the question names, in full or by its characters in their order."""
    keys = {key for asked in scene.query.items for key in asked.keys}
    names = dict.fromkeys(f.row[-1] for f in holding.facts if f.table_number == number and f.indicator and f.row)
    names = {name: None for name in names if _fits(scene, holding, number, name)}
    said = next((name for name in names if terms.key(name) in keys), None)
    if said is not None:
        return said
    words = [re.sub("[定的了过要得]+$", "", terms.normalise(word)) for word in scene.query.words]
    for name in names:
        bare = terms.normalise(name)
        if any(len(word) >= _LEAST_WORD and (in_order(word, bare) or overlap(word, bare) >= _ALIKE) for word in words):
            return name
    return None


def _of_project(scene: Scene, holding: Holding, number: int) -> bool:
    keys = {key for asked in scene.query.items for key in asked.keys}
    return any(f.table_number == number and f.project and terms.key(f.project[1]) in keys for f in holding.facts)


def _done(scene: Scene, holding: Holding, number: int, indicator: str | None) -> tuple[list[Piece], bool]:
    """The indicator's target and what was done, and whether that reaches it."""
    figures = _figures(holding, number, indicator) if indicator is not None else None
    if figures is None:
        return [], False
    goal, done = figures
    lead = f"{scene.prefix}{scene.target()}年“{indicator}”目标值"
    short = (
        (done.value or 0) > (goal.value or 0)
        if goal.comparator in ("≤", "<")
        else (done.value or 0) < (goal.value or 0)
    )
    return [lead, *state(goal), "，完成值", *state(done, bold=True), "。\n\n"], not short and goal.unit == done.unit


def _figures(holding: Holding, number: int, indicator: str) -> tuple[Fact, Fact] | None:
    """The goal of an indicator of a form, and what was done; None unless both are numbers."""
    facts = [
        f for f in holding.facts
        if f.table_number == number and f.indicator and f.row[-1:] == (indicator,) and f.value is not None and f.measure in ("count", "rate")
        and not _POINTS.search("".join(f.column))
    ]  # fmt: skip
    goal = next((f for f in facts if f.basis == "target"), None)
    done = next((f for f in facts if f.basis == "actual"), None)
    return (goal, done) if goal is not None and done is not None else None
