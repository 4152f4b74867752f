"""How many projects are at a stage of watching over what they achieve, what they come to, and what part that is.

编报绩效目标的项目几个、多大金额、占多少; 两年各几个. What is told stands in one sentence, that of the projects and not of the
body as a whole: 本部门共7个项目纳入绩效目标管理，涉及资金合计8万元，占…的比例为98%.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from ingest import quantity, terms
from ingest.model import Fact
from service.draft import Draft, Piece, Quoted, Stated, cited, computed
from service.query import QueryKind
from service.rules.evaluations import stages_named
from service.rules.scene import Scene, answered

_KINDS: frozenset[QueryKind] = frozenset(
    {"lookup", "list", "projects", "sum", "text", "share", "change", "compare", "difference", "rate"}
)
_MOVES: frozenset[QueryKind] = frozenset({"change", "compare", "difference", "rate"})
_How = Literal["stated", "clauses", "sentences"]
_NUMBER = re.compile(
    r"(?:多少|几)个|项目[^，。；？?涉牵金资管]{0,8}?(?:多少|几)(?=个|[，。？?、]|$)|项目(?:个?数|数量)|多了?还是少了?"
)
_MONEY = re.compile(
    r"多大(?:的)?(?:金额|资金|盘子)|(?:涉及|牵涉|覆盖|管)[^，。；？?]{0,8}?(?:多少|多大|几)|金额|资金|多少钱|[万亿]元"
)
_SHARE = re.compile(r"比例|占比|比重|百分之|占[^，。；？?]{0,12}(?:多少|几)")
_ONLY_MONEY_GROWS = re.compile(r"(?:金额|资金|钱|款)[^，。；？?]{0,8}?(?:增|减|多|少|变|涨|降)")
# Other things that are told of such projects, each by a rule of its own.
_ELSE = re.compile(
    r"整体|哪|平均|得分|[多几]少?分|等[级次]|评级|问题|整改|原因|为什么|怎么|重点|依据|[未没]|“|合格|优|良|权重|指标值|第三方"
)
# Words of the stages, the projects and their money, one of them.
OF_IT = (
    r"(?:预算|部门|单位|财政|性|四本|一般|公共|全部|总|各|开展|实[行施]|绩效|自评|自我|评价|价|跟踪|监[控测]|目标|项目|支出|编[报制]?|申?报|填|设定?|制定|纳入|管理|覆盖|牵涉|涉及"
    r"|金额|资金|款|比例|占比|比重|几何|多大|工作|情况|方面|不知|做|了|的|个|数|量|多|少|还是|各|合计|总额|两年|进行|参加|公开)"
)
_OF_IT = re.compile(f"{OF_IT}+")
_BETWEEN = "，；。："
_NEAR = 40  # characters between the money of projects and what part it is


@dataclass(frozen=True, slots=True)
class Told:
    """What one sentence tells of the projects at a stage."""

    number: Fact
    money: Fact | None
    share: Fact | None


def told(scene: Scene) -> Draft | None:
    """Two or more of number, money and share; the money alone; or the numbers of two years; None where one is not told."""
    return _told(scene, "stated")


def in_clauses(scene: Scene) -> Draft | None:
    """The same quoted, where the money of the projects is called as other money is."""
    return _told(scene, "clauses")


def in_sentences(scene: Scene) -> Draft | None:
    """The same in whole sentences, for a disclosure that calls them nothing but 项目, of which no figure alone is told."""
    return _told(scene, "sentences")


def number_alone(scene: Scene) -> Draft | None:
    """How many projects are at the one stage that is named, in the words that tell it, where no other rule has the number."""
    text = scene.query.text
    stages = stages_named(text)
    if len(stages) != 1 or "项目" not in text or scene.query.counted not in ("个", "项") or _ELSE.search(text):
        return None
    if len(scene.years()) != 1 or _MONEY.search(text) or _SHARE.search(text) or not _only_of_it(scene):
        return None
    found = told_of(scene, stages[0], scene.target())
    if found is None:
        return None
    figure = cited(found.number, bold=True)
    told = _quoted(scene, found.number, [found.number], whole=False)
    return replace(told, pieces=(*told.pieces, "，即", figure, "。"), result=figure if figure.certain else None)


def _told(scene: Scene, how: _How) -> Draft | None:
    text = scene.query.text
    stages = stages_named(text)
    if scene.query.kind not in _KINDS or len(stages) != 1 or "项目" not in text or _ELSE.search(text):
        return None
    if not _only_of_it(scene):
        return None
    whole = how == "sentences"
    if len(scene.years()) > 1:
        return None if _ONLY_MONEY_GROWS.search(text) else _of_two_years(scene, stages[0], whole=whole)
    asked = {way for way, cue in (("number", _NUMBER), ("money", _MONEY), ("share", _SHARE)) if cue.search(text)}
    found = told_of(scene, stages[0], scene.target())
    if found is None or not asked - {"number"} or scene.query.kind in _MOVES:
        return None
    parts = [getattr(found, way) for way in ("number", "money", "share") if way in asked]
    if any(part is None for part in parts):
        return None
    if how == "stated" and parts == [found.money]:
        return _stated(scene, found.number, parts[0])
    return _quoted(scene, found.number, parts, whole=whole)


def _stated(scene: Scene, number: Fact, money: Fact) -> Draft:
    """The money of the projects alone, by what both are called."""
    figure = cited(money, bold=True)
    lead = f"{scene.prefix}{number.year}年{number.row[-1]}{money.row[-1]}"
    return replace(answered(lead, figure, "。", result=figure if figure.certain else None), by_words=True)


def _only_of_it(scene: Scene) -> bool:
    """Whether the question has no words but those of the stage, the projects and their money."""
    items = [a for a in scene.query.items if not set(a.keys) & (terms.TOTALS | _OF_PROJECTS)]
    words = (*scene.query.rest, *(a.text for a in items))
    return all(_OF_IT.fullmatch(terms.normalise(word)) for word in words)


_OF_PROJECTS = frozenset({"performance_amount", "project_expenditure", "current_budget"})


def told_of(scene: Scene, stage: re.Pattern[str], year: int) -> Told | None:
    """What is told of the projects at a stage in a year; None where nothing is, or it is told in two ways."""
    found = list(_all(scene, stage, year))
    if len({told.number.value for told in found}) != 1:
        return None
    return next((told for told in found if told.money is not None), found[0])


def _all(scene: Scene, stage: re.Pattern[str], year: int) -> Iterator[Told]:
    for holding in scene.holdings:
        if holding.record.year != year:
            continue
        for fact in holding.facts:
            if fact.year == year and _is_number(fact) and stage.search(_clause(fact)):
                beside = [f for f in holding.facts if f.quote == fact.quote and f.value is not None and f.span]
                money = _behind(fact, beside, "元", len(fact.quote))
                yield Told(fact, money, _behind(money, beside, "%", _NEAR) if money else None)


def _is_number(fact: Fact) -> bool:
    """Whether a figure is a number of projects, all of those that its sentence speaks of."""
    unit = quantity.unit(fact.unit)
    return (
        fact.source == "narrative"
        and fact.measure == "count"
        and fact.value is not None
        and fact.span is not None
        and unit is not None
        and unit.base in ("个", "项")
        and len(fact.row) == 1
        and "项目" in fact.row[-1]
        and not re.search("[“等优良分]|重点|其中", _clause(fact))
    )


def _clause(fact: Fact) -> str:
    """The clause that a figure stands in, with the one before it where it only counts on: 编报了绩效目标，共计14个项目."""
    start, end = fact.span or (0, 0)
    begin = max(fact.quote.rfind(mark, 0, start) for mark in _BETWEEN) + 1
    stops = [at for mark in _BETWEEN if (at := fact.quote.find(mark, end)) >= 0]
    own = fact.quote[begin : min(stops, default=len(fact.quote))]
    if re.match(r"(?:共|共计|合计|总计|共?涉及)", own.strip()) and begin:
        before = max(fact.quote.rfind(mark, 0, begin - 1) for mark in _BETWEEN) + 1
        return fact.quote[before:begin] + own
    return own


def _behind(fact: Fact, beside: list[Fact], base: str, most: int) -> Fact | None:
    """The first figure of a unit behind another in the same part of the sentence, with no other number of projects between."""
    end = fact.span[1] if fact.span else 0
    later = sorted((f for f in beside if f.span and f.span[0] >= end), key=lambda f: f.span or (0, 0))
    for other in later:
        start = other.span[0] if other.span else 0
        if re.search("[；。]", fact.quote[end:start]) or start - end > most or _is_number(other):
            return None
        unit = quantity.unit(other.unit) if other.unit else None
        if unit is not None and unit.base == base:
            return other
    return None


def _quoted(scene: Scene, number: Fact, parts: list[Fact], *, whole: bool) -> Draft:
    """The words that tell all of the parts, from the clause of the number on, or their whole sentence."""
    quote = number.quote
    start = max(quote.rfind(mark, 0, (number.span or (0, 0))[0]) for mark in "；。：") + 1
    last = max((part.span or (0, 0))[1] for part in parts)
    stops = [at for mark in "；。" if (at := quote.find(mark, last)) >= 0]
    words = quote.strip() if whole else quote[start : min(stops, default=len(quote))].strip()
    said = Quoted(words, number.document, quote, number.place, number.section)
    lead = f"{scene.prefix}{number.year}年文件写明："
    # What the body as a whole comes to is told in the same words elsewhere, so the sentence itself is quoted.
    return replace(answered(lead, said), by_words=True)


def _of_two_years(scene: Scene, stage: re.Pattern[str], *, whole: bool) -> Draft | None:
    """The numbers of two years, and by how many the later is more or less."""
    if not _NUMBER.search(scene.query.text) or len(scene.years()) != _TWO:
        return None
    early, late = (told_of(scene, stage, year) for year in scene.years())
    if early is None or late is None:
        return None
    if whole:
        both = [_quoted(scene, told.number, [told.number], whole=True).pieces for told in (late, early)]
        more, less = late.number.value or 0, early.number.value or 0
        verdict = (
            "两年的个数相同。"
            if more == less
            else f"后一年的个数{'多' if more > less else '少'}，有所{'增加' if more > less else '减少'}。"
        )
        return replace(answered(*both[0], "\n", *both[1], f"\n{verdict}"), by_words=True)
    figures = [cited(told.number) for told in (late, early)]
    gap = computed("a - b", {"a": late.number, "b": early.number}, late.number.unit, bold=True)
    move: list[Piece] = ["两年相同"] if not gap.value else [f"{'增加' if gap.value > 0 else '减少'}", gap]
    pieces: list[Piece] = []
    for told, figure in zip((late, early), figures, strict=True):
        pieces += [f"{'' if pieces else scene.prefix}{told.number.year}年{told.number.row[-1]}", figure, "，"]
    moved = scene.query.kind in _MOVES
    result: Stated | None = gap if moved and gap.value and gap.certain else None
    return replace(answered(*pieces, *move, "。", result=result), by_words=True)


_TWO = 2
