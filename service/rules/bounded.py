"""Of several things those above, or below, a bound that the question sets: 超过500万的项目, 低于95分的是哪几个, 一百万以上的科目."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ingest import quantity, terms
from ingest.terms import strip_number
from service import asked_order
from service.draft import Draft, Piece, Quoted
from service.holding import Known
from service.rules.magnitude import alike, base_value
from service.rules.project_rows import projects
from service.rules.ranking import classes, leaves, parts
from service.rules.scene import Scene, answered, phrase, state, unit_for
from service.rules.wholes import total

_THING = r"(?:(?:重点|专项|预算|支出|绩效)?项目(?!支出)|(?:支出|预算|功能)?科目|大?类|[款项]级|支出|开支|开销|事项|用途|费用)"
# Which of them it is, or how many: a bound in any other question belongs to what is counted (单价100万元以上的设备).
_WHICH = re.compile(
    rf"哪(?:些|[几两三四五]?[个项类款笔样]?){_THING}?|{_THING}[^，。？?]{{0,12}}(?:有|是|叫)(?:哪|谁|什么|啥|几|多少)|(?:有|是)(?:几|多少)(?:个|项|类|笔){_THING}"
    rf"|(?:列|找|挑|筛|数|报)(?:一?下|出来?|个)[^。？?]{{0,24}}{_THING}|{_THING}(?:名单|清单|一览)"
)
_OF_THINGS = re.compile(_THING)
# How things moved, what part they are and what one of them costs is told by other rules.
_ELSEWISE = re.compile(
    r"[增升涨][加长幅]?|减[少幅]?|下降|[降涨]幅|占|比重|比例|单价|单笔|单台|每[个人台]|人均|平均|预算[^，。？?]{0,3}的\d|设备|指标|目标值"
    r"|比(?:上|去|前|20|19)|较|同比|年(?:以上|以下)"
)
_OVER = re.compile(
    r"(?P<not>不|没有?|未|未能)?(?P<word>低于|少于|小于|高于|大于|多于|超过|超出|超|突破|达到|达|到|足|满|过)了?(?:有|为|是)?$"
)
_DOWNWARD = frozenset({"低于", "少于", "小于"})
_REACHED = frozenset({"达到", "达", "到", "足", "满"})
_BEHIND = re.compile(r"^(?:元|块)?(?:钱)?(?:[（(]?含[）)]?|及)?(?P<end>以上|往上|开外|之上|以下|以内|往下|之下|之内)")
_POINTS = re.compile(r"(?P<n>\d+(?:\.\d+)?)分(?![钟之])")
_SCORE = re.compile(r"(?:自评|评价?|综合)?(?:得|评|总)分|分数")
RATE = re.compile(r"执行率|完成率|执行进度|支出进度")
_STAGES = re.compile(r"年初预算|全年预算|调整预算|全年执行|执行数|决算|实际支出|结转|财政拨款")
# What may be left over of how such a question is put.
_SAID_OF_IT = re.compile(
    r"自评|评价|综合|绩效|执行|完成|支出|进度|[得评总几分率低高于少多大小超过满足不未没到达各叫是]|年初|全年|金额|资金|规模|安排|当年|名称"
)
_LEAST_ROWS = 2


@dataclass(frozen=True, slots=True)
class _Bound:
    """What the figures are held against, in their base unit, and which of them are meant."""

    value: Decimal
    base: str
    under: bool
    inclusive: bool

    def holds(self, value: Decimal) -> bool:
        """Whether a figure is on the side that is asked for."""
        if value == self.value:
            return self.inclusive
        return (value < self.value) == self.under


def sets_bound(text: str) -> bool:
    """Whether a text asks which things lie beyond a bound."""
    return _bound(text) is not None and bool(_WHICH.search(text)) and not _ELSEWISE.search(text)


def told(scene: Scene) -> Draft | None:
    """Those of the projects, the lines or the parts of an item that lie beyond the bound; None where none is set."""
    text = scene.query.text
    bound = _bound(text)
    if bound is None or not sets_bound(text) or len(scene.years()) > 1:
        return None
    if any(len(_SAID_OF_IT.sub("", word)) > 1 for word in scene.query.rest):
        return None  # of a part of the body, or of some of the projects only
    rows, column = _rows(scene, bound)
    if len(rows) < _LEAST_ROWS or not alike(rows):
        return None
    kept = [known for known in rows if bound.holds(base_value(known.fact))]
    kept.sort(key=lambda known: base_value(known.fact), reverse=not bound.under)
    lead = f"{scene.prefix}{scene.target()}年"
    if not kept:
        return replace(answered(f"{lead}列出金额的各项中，没有符合所问条件的。"), by_words=True)
    pieces: list[Piece] = [f"{lead}符合所问条件的：\n"]
    for known in kept:
        if column:
            pieces += ["- ", _name(known), f"{strip_number(column)}为", *state(known.fact), "\n"]
        else:
            pieces += [
                f"- {phrase(scene.bare, known, year=False)}：",
                *state(known.fact, unit_for(scene, known.fact)),
                "\n",
            ]
    return replace(answered(*pieces), by_words=True)


def _bound(text: str) -> _Bound | None:
    """The one bound of a text; None where it has none, or more than one."""
    found = [one for one in _bounds(text) if one is not None]
    return found[0] if len(found) == 1 else None


def _bounds(text: str) -> list[_Bound | None]:
    spans = [(hit.start(), hit.end(), Decimal(hit["n"]), "分") for hit in _POINTS.finditer(text)]
    for figure in quantity.find(text):
        unit = figure.quantity.unit
        if unit is None or any(start <= figure.start < end for start, end, *_ in spans):
            continue
        if unit.base in ("元", "%"):
            spans.append((figure.start, figure.end, figure.quantity.base, unit.base))
    return [_of(text, *span) for span in spans]


def _of(text: str, start: int, end: int, value: Decimal, base: str) -> _Bound | None:
    before, behind = _OVER.search(text[:start]), _BEHIND.match(text[end:])
    if before is None and behind is None:
        return None
    if before is None and behind is not None:
        under = behind["end"][-1] in "下内"
        return _Bound(value, base, under, inclusive=True)
    word, negated = before["word"], before["not"] is not None  # type: ignore[index] # one of them is there
    if word in _DOWNWARD:
        return _Bound(value, base, under=not negated, inclusive=negated)
    return _Bound(value, base, under=negated, inclusive=(word in _REACHED) != negated)


def _rows(scene: Scene, bound: _Bound) -> tuple[Sequence[Known], str]:
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
    if len(named) == 1 and not named[0].code:
        return parts(scene, named[0], year), ""
    if named or not _OF_THINGS.search(text):
        return (), ""
    whole = scene.level(total(scene), year)
    return (classes(scene, year) if asked_order.level(text) == _CLASS else leaves(scene, year, whole)), ""


_PROJECTS = frozenset({"project_expenditure", "current_budget", "performance_amount"})
_CLASS = 3  # digits of a 类


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
