"""Of several things those above, or below, a bound that the question sets: 超过500万的项目, 低于95分的是哪几个, 一百万以上的科目."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest import terms
from ingest.terms import strip_number
from service import asked_bound, asked_order
from service.asked_bound import ADDED_UP, HOW_MANY, OF_THINGS, Bound
from service.draft import Draft, Piece, Quoted
from service.holding import Known
from service.rules.magnitude import alike, base_value
from service.rules.project_rows import projects
from service.rules.ranking import apart, beside, leaves, rows_of
from service.rules.scene import Scene, answered, called, line_above, phrase, state, unit_for
from service.rules.stating import how_many
from service.rules.stating import total as total_of
from service.rules.wholes import total

_SCORE = re.compile(r"(?:自评|评价?|综合)?(?:得|评|总)分|分数")
RATE = re.compile(r"执行率|完成率|执行进度|支出进度")
_STAGES = re.compile(r"年初预算|全年预算|调整预算|全年执行|执行数|决算|实际支出|结转|财政拨款")
# What may be left over of how such a question is put.
_SAID_OF_IT = re.compile(
    r"自评|评价|综合|绩效|执行|完成|支出|进度|[得评总几分率低高于少多大小超过满足不未没到达各叫是]|年初|全年|金额|资金|规模|安排|当年|名称"
)
_LEAST_ROWS = 2


def told(scene: Scene) -> Draft | None:
    """Those of the projects, the lines or the parts of an item that lie beyond the bound; None where none is set."""
    text = scene.query.text
    bound = asked_bound.of(text)
    if bound is None or not asked_bound.sets(text) or len(scene.years()) > 1:
        return None
    if any(len(_SAID_OF_IT.sub("", HOW_MANY.sub("", word))) > 1 for word in scene.query.rest):
        return None  # of a part of the body, or of some of the projects only
    rows, column = _rows(scene, bound)
    rows = beside(scene, rows, scene.target())
    if len(rows) < _LEAST_ROWS or not alike(rows):
        return None
    kept = [known for known in rows if bound.holds(base_value(known.fact))]
    kept.sort(key=lambda known: base_value(known.fact), reverse=not bound.under)
    lead = f"{scene.prefix}{scene.target()}年{apart(scene)}"
    if not kept:
        return replace(answered(f"{lead}列出金额的各项中，没有符合所问条件的。"), by_words=True)
    nothing = [known for known in kept if bound.under and not known.fact.value]
    if len(kept) > len(nothing) > 0 and not _NOTHING_TOO.search(text):
        kept = [known for known in kept if known.fact.value]  # a row of a form that nothing was spent on
    else:
        nothing = []
    pieces: list[Piece] = [
        f"{lead}{'金额不为零、' if nothing else ''}符合所问条件的{how_many(text, len(kept))}：\n",
    ]
    names = [called(known) for known in kept]
    for known in kept:
        if column:
            pieces += ["- ", _name(known), f"{strip_number(column)}为", *state(known.fact), "\n"]
        else:
            pieces += [
                f"- {phrase(scene.bare, known, year=False)}{line_above(known, names)}：",
                *state(known.fact, unit_for(scene, known.fact)),
                "\n",
            ]
    if nothing:
        pieces.append("其余符合的各项列为零。\n")
    together = len(kept) > 1 and ADDED_UP.search(text)
    added = total_of(scene, kept, "合计") if together else None
    result = added.result if added is not None else None
    if together and result is None:
        return None  # what they come to is asked for
    if result is not None:
        pieces += ["以上合计", result, "。"]
    return replace(answered(*pieces, result=result), by_words=True)


_NOTHING_TOO = re.compile(r"(?<![\d.])0(?:\.0+)?[万千百]?元?|为零|是零")


def _rows(scene: Scene, bound: Bound) -> tuple[Sequence[Known], str]:
    """What is held against the bound, and the name of the column of a list in which it stands."""
    text, year = scene.query.text, scene.target()
    if bound.base != "元":
        wanted = _SCORE if bound.base == "分" else RATE
        return of_list(scene, wanted) if bound.base == "分" or RATE.search(text) else ((), "")
    named = [a for a in scene.query.items if not set(a.keys) & terms.TOTALS]
    of_projects = re.search(r"项目(?!支出)", text) and all(set(a.keys) & _PROJECTS for a in named)
    if of_projects:
        if stage := _STAGES.search(text):
            return of_list(scene, re.compile(re.escape(stage[0])))
        return projects(scene, year), ""
    if len(named) > 1 or (named and named[0].code) or not (named or OF_THINGS.search(text)):
        return (), ""
    if not named and asked_order.level(text) is None and asked_order.economic_level(text) is None:
        return leaves(scene, year, scene.level(total(scene), year)), ""
    rows = rows_of(scene, named[0] if named else total(scene), year)
    return (rows.found if rows is not None else []), ""


_PROJECTS = frozenset({"project_expenditure", "current_budget", "performance_amount"})


# What is given for a rate, or its weight, is none.
_OF_THE_RATE = re.compile("权重|得分|分值|指标|目标")


def of_list(scene: Scene, wanted: re.Pattern[str]) -> tuple[Sequence[Known], str]:
    """The rows of the one list with a column of that name; of the projects' own forms where there is no list."""
    year = scene.target()
    lists: dict[tuple[int | None, tuple[str, ...]], list[Known]] = {}
    forms: dict[str, list[Known]] = {}
    for holding in scene.holdings:
        for known in holding.known:
            fact = known.fact
            if fact.year != year or fact.value is None or fact.indicator is not None or not fact.row or fact.code:
                continue
            label = (fact.column or fact.row)[-1]
            if fact.project is not None and wanted.search(label) and not _OF_THE_RATE.search(label):
                forms.setdefault(fact.project[1], []).append(known)
            elif (
                fact.project is None
                and len(fact.row) == 1
                and not terms.is_neutral(fact.row[0])
                and fact.column
                and wanted.search(fact.column[-1])
                and "权重" not in fact.column[-1]
            ):
                lists.setdefault((fact.table_number, fact.column), []).append(known)
    found = [rows for rows in lists.values() if len(rows) >= _LEAST_ROWS]
    if len(found) == 1:
        return found[0], found[0][0].fact.column[-1]
    one_each = [own[0] for own in forms.values() if len({k.fact.value for k in own}) == 1]
    return (one_each, "") if not found else ((), "")


def _name(known: Known) -> Quoted:
    """The name of a row as it is printed."""
    fact = known.fact
    return Quoted(fact.row[-1], fact.document, fact.row[-1], fact.place, fact.section, fact.table, fact.table_number)
