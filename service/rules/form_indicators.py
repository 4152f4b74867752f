"""Several indicators of one form at once, by their names or their kinds, and the one that weighs most or least.

某项目的甲指标和乙指标各定了多少; 数量、时效、满意度三项的目标值; 权重最高的是哪个指标，要求多少. A question names a form by some
of the words of its project; what it says beside that and the indicators must be of the project as well, or nothing is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest import terms
from ingest.model import Fact
from ingest.terms import strip_number
from service import evidence
from service.asked_years import years
from service.blanking import MASK, blanked
from service.draft import Draft, Piece, Stated
from service.left_over import content_words
from service.query import QueryKind
from service.rules.project_words import tells
from service.rules.scene import Scene, answered, state

_KINDS: frozenset[QueryKind] = frozenset(
    {"lookup", "list", "rank", "share", "completion", "projects", "text", "purpose", "sum", "difference", "compare"}
)
_OF_ONE = _KINDS | {"definition"}  # 权重最高的指标是什么
_OF_ONE_TOO: frozenset[QueryKind] = frozenset({"lookup", "sum", "list", "completion"})
_HEAVIEST = re.compile(
    r"(?:权重|分值|分量|比重|(?:指标)?占分)(?:值|分)?(?:占比|占)?(?:是|的)?(?:最[高大重多]|排(?:在|名)?第一)"
    r"|最[高大重](?:的)?权重|(?:权重|分值)[^，。；？?]{0,4}哪[^，。；？?]{0,6}最[高大重多]"
)
_LIGHTEST = re.compile(r"(?:权重|分值)(?:值|分)?(?:是|的)?最[低小轻少]|最[低小轻](?:的)?权重")
_GOAL = re.compile(r"目标|指标值|年初|计划|要求|定(?:的|了|在|为)|应当?达|要(?:达)?到")
_DONE = re.compile(r"实际|完成(?:值|数|情况|了|得|到)|做到|达到了|实现了|办到")
_WEIGHS = re.compile(r"权重|分值|占(?:了)?(?:多少|几)分")
_SCORED = re.compile(r"得分|得了|拿了|评了")
_MONEY = re.compile(r"多少钱|花了|金额|预算(?:数|是|有|为)?多少|资金|[亿万]元")
_COMPARED = re.compile(r"相?差|[高低多少](?:出|了)?(?:多少|几)(?!个)|比[^例率重]|哪[^，。；？?]{0,4}更")
# Kinds of indicators (the second level of a form), by what they are called in short.
_KIND_WORDS = ("数量", "质量", "时效", "成本", "经济效益", "社会效益", "生态效益", "可持续影响", "满意度")
# How satisfied people are, in their own words: 老百姓满意的比例, of the only indicator that tells it of them.
_SATISFIED = re.compile(
    r"(?:(?:老?百姓|群众|居民|市民|公众|大家|大伙|人们|服务对象)们?|(?P<whom>[家学师职][长生员工]|企业|游客|观众|读者|患者|村民))?(?:们)?(?:对[它此这])?(?:的|得|要)*"
    r"满意(?:的|了)?(?:比例|比率|程度|百分比|人数占比|占比|率|度)"
)
_LEVELS = re.compile("|".join(_KIND_WORDS))
# Words of a question that are of any form.
_GENERIC = re.compile(
    r"权重|分值|分量|比重|最?看重|排(?:在|名)?第一?|最[高低大小轻重多少]|(?:[一二三]级)?指标值?|目标值?|绩效|年度|年初|自评表?|评价|考核|项目|专项|预算|决算|支出|申报|整体|部门|单位"
    r"|要求|标准|数值?|任务|情况|达到?|定|实际|完成值?|全年|完成|得分|满分|实现|做到|各项?|这里?|那里?|个|表|里"
)
# What a project is called right before the word that says it is one: 经济普查项目, 校舍维修的绩效目标表.
_CALLED = re.compile(
    r"(?:[那这]一?个|请问|请|麻烦|帮我|查一?下|看一?下|看看|关于|想知道|问一?下|按照?|把|在|(?:预算|决算)(?:公开|里|中|书|的)*)*(?P<said>[一-鿿“”（()）]{2,20}?)[”“]?(?:的|那|这|一|个)*"
    r"(?:项目|专项|(?:绩效)?(?:目标(?:申报)?|自评)表|绩效(?:目标|指标))"
)
_PROJECT_BEHIND = re.compile(r"^(?:的)?(?:[那这]一?个)?(?:项目|专项)")
_TWO = 2


@dataclass(frozen=True, slots=True)
class Form:
    """The indicators of one project, or of the whole body: every figure of their rows."""

    project: str | None
    facts: tuple[Fact, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """What its indicators are called, in their order."""
        return tuple(dict.fromkeys(fact.row[-1] for fact in self.facts))

    @property
    def name(self) -> str:
        """What an answer calls it."""
        return self.project or "整体绩效"


def told(scene: Scene) -> Draft | None:
    """The figures of the indicators that are named, or the heaviest; None where no one form has what the question names."""
    text = scene.query.text
    heaviest = _HEAVIEST.search(text) or _LIGHTEST.search(text)
    if scene.query.kind not in (_OF_ONE if heaviest else _KINDS) or len(scene.years()) > 1:
        return None
    said = said_of_forms(scene)
    # One indicator alone is looked up by its name elsewhere, unless its project is named as people shorten it.
    no_score = _WEIGHS.search(text) or not evidence.ASKS_SCORE.search(text)
    # 满意的比例 is a rate that is set, and no share of anything.
    of_one = scene.query.kind in _OF_ONE_TOO or (scene.query.kind == "share" and _SATISFIED.search(said))
    least = 1 if of_one and no_score and _CALLED.search(said) else _TWO

    def is_other(rest: str) -> bool:
        return bool(_MONEY.search(rest) or (not heaviest and _COMPARED.search(rest)))

    meant = the_one(scene, said, 0 if heaviest else least, is_other)
    if meant is None:
        return None
    return _by_weight(scene, meant[0]) if heaviest else _each(scene, *meant)


def the_one(
    scene: Scene, said: str, least: int, is_other: Callable[[str], bool]
) -> tuple[Form, tuple[str, ...]] | None:
    """The one form that is meant, with those of its indicators that are named, at least so many; None where none is, or several.

    `is_other` tells of what is said beside the indicators whether it asks for something else.
    """
    found = []
    for form in _forms(scene):
        named, rest = _named(said, form)
        fit = 0.0 if len(named) < least or is_other(rest) else _fit(scene, form, rest)
        if fit:
            found.append((fit, form, named))
    best = max((fit for fit, _, _ in found), default=0.0)
    chosen = [(form, named) for fit, form, named in found if fit == best]
    return chosen[0] if len(chosen) == 1 else None


def said_of_forms(scene: Scene) -> str:
    """What the question says, without body and years, and with the tables that it names, for a form bears its project's name."""
    plain = blanked(scene.query.plain, years(scene.query.plain)[2])
    return terms.normalise(MASK.join((plain, *(name for _, name in scene.query.places))))


def _forms(scene: Scene) -> Iterator[Form]:
    """The forms of the year that is asked about."""
    year = scene.target()
    for holding in scene.holdings:
        own: dict[str | None, list[Fact]] = {}
        for fact in holding.facts:
            if fact.indicator is not None and fact.year == year and fact.row and fact.value is not None:
                own.setdefault(fact.project[1] if fact.project else None, []).append(fact)
        for project, facts in own.items():
            if project is not None or len({fact.table_number for fact in facts}) == 1:
                yield Form(project, tuple(facts))


def _named(said: str, form: Form) -> tuple[tuple[str, ...], str]:
    """The indicators of a form that are named, or whose kind is, and what is said beside them."""
    found: dict[str, int] = {}
    for label in sorted(form.labels, key=len, reverse=True):
        name = terms.normalise(label)
        at = said.find(name)
        if at >= 0 and not _PROJECT_BEHIND.match(said[at + len(name) :]):
            found[label] = at
            said = blanked(said, [(at, at + len(name))])
    for hit in _LEVELS.finditer(said):
        kind = [
            f.row[-1] for f in form.facts if f.indicator and any(hit[0] in level for level in f.indicator.path[-1:])
        ]
        for label in kind:
            found.setdefault(label, hit.start())
        if kind:
            said = blanked(said, [hit.span()])
    for hit in _SATISFIED.finditer(said):
        content = [label for label in form.labels if "满意" in label and (hit["whom"] is None or hit["whom"] in label)]
        if len(content) == 1:
            found.setdefault(content[0], hit.start())
            said = blanked(said, [hit.span()])
    return tuple(sorted(found, key=lambda label: found[label])), said


def _fit(scene: Scene, form: Form, rest: str) -> float:
    """How well all that is said beside the indicators is of the form: of its project, or of the whole body; 0 for another."""
    called = [hit for hit in _CALLED.finditer(rest) if len(_GENERIC.sub("", hit["said"])) > 1]
    beside = blanked(rest, [hit.span() for hit in called])
    words = [bare for word in content_words(beside) if len(bare := _GENERIC.sub("", word)) > 1]
    if form.project is None:
        return float(not (words or called) and ("整体" in scene.query.text or "项目" not in scene.query.text))
    name, around = terms.normalise(form.project), terms.normalise(form.project + "".join(form.labels))
    said = [hit["said"].replace("的", "") for hit in called] or words
    # What stands beside the project and is of the form all the same is another indicator, said in other words.
    if not all(tells(word, around) for word in said) or not all(tells(word, name) for word in words):
        return 0.0
    return max((tells(word, name) for word in said), default=0.0)


def _each(scene: Scene, form: Form, named: Sequence[str]) -> Draft | None:
    """A line for each of the indicators that are named; None where one is not told."""
    ways = _asked(scene, form)
    lines: list[Piece] = []
    for label in named:
        facts = [fact for way in ways if (fact := figure_of(form, label, way)) is not None]
        if len(facts) < len(ways):
            return None
        for fact in facts:
            lines += [f"- {strip_number(label)}（{_column(fact)}）：", *state(fact), "\n"]
    figures = [piece for piece in lines if isinstance(piece, Stated)]
    result = figures[0] if len(figures) == 1 and figures[0].certain else None
    lead = f"{scene.prefix}{scene.target()}年{form.name}的绩效指标：\n"
    return replace(answered(lead, *lines, result=result), by_words=True)


def _asked(scene: Scene, form: Form) -> tuple[str, ...]:
    """Which figures of an indicator's row are asked for; of a year that is over what was reached, unless it says otherwise."""
    text = scene.query.text
    if _WEIGHS.search(text):
        return ("weight",)
    if evidence.ASKS_SCORE.search(text) and _SCORED.search(text):
        return ("score",)
    ways = tuple(way for way, asked in (("goal", _GOAL), ("done", _DONE)) if asked.search(text))
    over = any(_way(fact) == "done" for fact in form.facts)
    return ways or (("goal", "done") if over else ("goal",))


def _way(fact: Fact) -> str:
    """Which figure of its indicator's row a cell is."""
    if any("权重" in label or "分值" in label for label in fact.column):
        return "weight"
    if evidence.is_score(fact):
        return "score"
    if not evidence.is_reached(fact):
        return "rate"
    return "done" if fact.basis == "actual" else "goal"


def figure_of(form: Form, label: str, way: str) -> Fact | None:
    """The one figure of an indicator's row of a sort; None where there are several that differ."""
    found = [fact for fact in form.facts if fact.row[-1] == label and _way(fact) == way]
    return found[0] if len({fact.value for fact in found}) == 1 else None


def _column(fact: Fact) -> str:
    return re.sub(r"[（(]分[）)]$", "", fact.column[-1]) if fact.column else "指标值"


def _by_weight(scene: Scene, form: Form) -> Draft | None:
    """The indicators that weigh most, or least, with what they are to come to where that is asked."""
    weights = {label: fact for label in form.labels if (fact := figure_of(form, label, "weight")) is not None}
    if len(weights) < _TWO:
        return None
    values = [fact.value for fact in weights.values() if fact.value is not None]
    end = min(values) if _LIGHTEST.search(scene.query.text) else max(values)
    best = [label for label, fact in weights.items() if fact.value == end]
    word = "最低" if _LIGHTEST.search(scene.query.text) else "最高"
    text = scene.query.text
    ways = [way for way, asked in (("goal", _GOAL_TOO), ("done", _DONE)) if asked.search(text)]
    pieces: list[Piece] = [f"{scene.prefix}{scene.target()}年{form.name}的绩效指标中，权重{word}的："]
    weighed: list[Stated] = []
    beside: list[Stated] = []
    for label in best:
        figure = state(weights[label], bold=len(best) == 1)
        weighed += [piece for piece in figure if isinstance(piece, Stated)]
        pieces += [f"\n- {strip_number(label)}：{_column(weights[label])}", *figure]
        for fact in filter(None, (figure_of(form, label, way) for way in ways)):
            own = state(fact, bold=len(best) == 1)
            beside += [piece for piece in own if isinstance(piece, Stated)]
            pieces += [f"，{_column(fact)}", *own]
    figures = beside if ways else weighed
    result = figures[0] if len(figures) == 1 and figures[0].certain else None
    return replace(answered(*pieces, result=result), by_words=True)


_GOAL_TOO = re.compile(r"目标值|指标值|要求|定(?:的|了|在|为)?(?:是)?(?:多少|几)|(?:要|得|应)(?:达)?到")
