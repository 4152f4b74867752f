"""Questions about all bodies: totals, averages, rankings, comparisons over every disclosure held, never over the top few.

One figure stands for each body: the fact that would answer the question for that body alone. The answer says how many
bodies it covers and which of those held have no such figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ingest import quantity, terms
from ingest.model import Fact
from service.draft import Draft, Piece, Stated, computed, scaled
from service.holding import Known
from service.query import Asked, BasisAsked, Query
from service.rules import change as changing
from service.rules.magnitude import alike, base_value, largest_unit
from service.rules.scene import Scene, answered, basis_word, state

# 各单位, 全市, 哪个局, 两个部门: the question is put to all that are held.
_BODIES = "(?:局|单位|部门|委办局|街道|机关|机构)"
_ALL = re.compile(
    # 凡是收录了某年预算的部门, 只要公开了的单位, 收进来的各个局, 库里的几家单位.
    rf"(?:凡是?|但凡|只要是?|所有|全部|一切)[^，。？?]{{0,14}}的{_BODIES}(?!预算|决算|收支)|(?:收录?|录|存|装|入|放|登记|公开|公布)(?:进来|进去|进库|在库|到库|下来|着|了|上来|好)?(?:里)?的(?:这|那)?(?:些|几)?[各每]?(?:个|家)?{_BODIES}(?!预算|决算|收支)|(?:手[头上里]|库里|系统里?|平台上?|这里|你们?(?:这|那)?里?)(?:有)?的[各每几这那]{{0,2}}(?:个|家|些)?{_BODIES}(?!预算|决算|收支)|"
    # 上海的单位…分别是多少, 三个上海单位.
    rf"的{_BODIES}(?!预算|决算|收支|职[工责能])[^，。？?]{{0,18}}(?:分别|各(?:自)?(?:是|有|为|多少))|[两二三四五六七八九十\d]个[一-鿿]{{2,3}}(?:单位|部门)(?!预算|决算|收支|整体|支出|收入|构成)|"
    r"(?:[两二三四五六七八九十\d几]+|多少|各)个?(?:局|单位|部门|委办局|街道|机关|乡镇)(?!预算|决算|收支|整体|支出|收入|构成)|[两二三四五六七八九十\d几]+家(?:单位|部门)?|"
    r"谁(?:的|花|用|最)|(?:第一|最[多大高少小低狠])的?(?:是)?(?:哪家|谁|单位|部门|那家)|(?:给|按|对)[^，。？]{0,8}(?:单位|部门)[^，。？]{0,2}排|"
    r"哪(?:一)?(?:个|些|几个|家|几家)(?:局|单位|部门|委|办|街道|机关|区|市)|谁家|各家|"
    r"(?:所有|全部|每个|每家|全体|各|这些|这几个|这几家|库里|收录)(?:已)?(?:公开|公布|收录)?(?:了)?的?(?:各|全部|所有)?个?(?:局|单位|部门|委办局|机关|街道)(?!预算|决算|收支)|"
    r"(?:最[大多高小少低]|超过|低于|高于|少于)[^，。？?]{0,12}的(?:局|单位|部门|委办局)(?:都)?(?:有|是)(?:哪|谁)|全[省市区县州旗](?!.{0,3}(?:人大|政协|委|工作|性))|(?:所有|全部)(?:已)?(?:收录|公开|公布)的"
)
# A place with a total is all its bodies: 某市2024年机关运行经费总额.
_WHOLE = re.compile(r"合计|总额|总计|总和|一共|总共|加起来|平均|排名")
_INSIDE = re.compile(
    r"下属|底下|下面的?(?:单位|部门|有)|所属|下设|内设|下辖|直属|构成|组成|事业单位|预算单位|二级|科室|本部门|本单位|我[局委办厅院]"
)
_TOTAL = re.compile(
    r"合计|加起来|加在一起|一共|总共|总额|总和|之和|共计|总计|加总|合起来|共(?:有|花|安排|要)|总数|汇总"
)
_MEAN = re.compile(r"平均|均值")
# A mean over what a question counts, and not over bodies: 平均一户, 户均, 平均每公里.
_PER_THING = re.compile(
    r"(?:平均|均摊|分摊|摊)(?:下来|到|给|在)*(?:每|一)(?!家(?!庭|户)|个?(?:单位|部门|局|街道|机关|委|区|县|乡|镇)|单位|部门|年|个?月|季)|(?<![全平])[人户车亩](?<!平)均(?!衡)|每[人户辆亩](?:平均)?"
)
_MOVED = re.compile(r"(?:增|涨|升|降|减|跌|压缩|变化|变动)")
_MOST = re.compile(
    r"最(?:大|多|高|小|少|低|快|猛)|前[一二两三四五六七八九十\d]+|排名|排序|排[个一]|谁[^，。]{0,8}[多少高低大]|哪(?:个|家|一个)[^，。]{0,16}?(?:更|比较)?(?:多|少|高|低|大)|由高到低|从[高大多]到"
)
_EACH = re.compile(r"分别|各(?:是|为|有|自)?多少|各自|逐个|列(?:出|一下)|每个|各(?:个)?(?:单位|部门|局)")
_BOUND = re.compile(
    r"(?:超过|大于|高于|多于|不低于|达到|在)(?P<over>[^，。？的]{1,12}?(?:元|亿|万|%))(?:以上)?|(?:低于|少于|小于|不到|不足|不超过)(?P<under>[^，。？的]{1,12}?(?:元|亿|万|%))(?:以下)?"
)
# Which bodies have any at all: 有政府性基金的是哪家.
_ANY = re.compile(
    r"哪(?:些|几)?[个家]?(?:局|单位|部门)[^，。？?]{0,8}(?:有|安排了?|动用了?)(?!多少|几)|有(?:动用|安排|使用|用|花)?(?:过|了)?[^，。？?]{2,14}的(?:单位|部门|局)?(?:是|有)?哪|哪(?:些|几)?[个家]?(?:单位|部门|局|家)(?:有|安排了|动用了)"
)
_NONE_TOO = re.compile(r"哪(?:些|几)?[个家]?(?:局|单位|部门)?(?:没|未|是零|为零)")
# Who has disclosed at all, and no amount of anybody: 哪些单位公开了预算, 有2025年决算的部门是哪几个.
_DISCLOSED = re.compile(
    rf"(?:哪(?:些|几个?|几?家|一?个)|谁|几家|多少家?){_BODIES}?(?:\d{{4}}年度?)?(?:都|已经?)*(?:(?:公开|公布|发布|披露|晒|收录|上传)(?:出?来)?(?:过|了|出)*|有)(?:自己)?的?(?:\d{{4}}年度?)?(?:的)?(?:部门|单位)?(?:预决算|[预决]算)(?:的)?(?:公开)?(?:材料|文件|信息|报告|数据)?[呀呢啊吗了]?[？?。]*$"
    rf"|有(?:\d{{4}}年度?)(?:的)?(?:部门|单位)?(?:预决算|[预决]算)(?:公开)?(?:材料|文件)?的(?:是|有)?(?:哪(?:些|几个?|几?家)|谁|{_BODIES}(?:是|有)(?:哪|谁))[^，。？?]{{0,4}}[？?。]*$"
)
_LISTED = 30  # bodies named one by one; of more, the first and the last are


@dataclass(frozen=True, slots=True)
class One:
    """One body's figure."""

    body: str
    scene: Scene
    known: Known


def asks_of_all(text: str, places: Iterable[str] = ()) -> bool:
    """Whether a question that names no body is about all of them, or about those of a held place, not the units of one."""
    whole = _WHOLE.search(_PER_THING.sub("", text))
    of_place = bool(whole) and any(place in text for place in places)
    return (bool(_ALL.search(text)) or of_place or asks_who_disclosed(text)) and not _INSIDE.search(text)


def asks_who_disclosed(text: str) -> bool:
    """Whether it is asked which bodies have a budget or final accounts disclosed, and no amount."""
    return bool(_DISCLOSED.search(text))


def asks_inside(text: str) -> bool:
    """Whether a question is about the units of one body (部门底下有几家事业单位), so that it must be said whose."""
    return bool(_INSIDE.search(text))


def lowest(query: Query) -> bool:
    """Whether the smallest is asked for."""
    return query.ascending or bool(
        re.search(r"最[少低小]|谁[^，。]{0,6}[少低小]|倒数|哪(?:个|家)[^，。]{0,12}(?:更|比较)[少低小]", query.text)
    )


def draft(query: Query, asked: Asked, scenes: Sequence[Scene], place: str) -> Draft | None:
    """The answer over these bodies' scenes, one each; `place` is how they are called together (全部, 某区).

    None where not one of them states the item.
    """
    whole = _scene_of_all(scenes)
    year = whole.pair()[0] if _MOVED.search(query.text) else whole.target()
    if (query.by_change or (_MOVED.search(query.text) and _MOST.search(query.text))) and not query.average:
        return _moved(query, asked, scenes, year, place)
    found, missing = _figures(query, asked, scenes, year)
    if not found or not alike([one.known for one in found]):
        return None
    note = _missing(missing, year)
    if _MEAN.search(query.text) and _PER_THING.search(query.text):
        return None
    if _MEAN.search(query.text):
        return _mean(query, asked, found, year, place, note)
    if _MOST.search(query.text):
        return _ranked(query, asked, found, year, place, note)
    if _ANY.search(query.text):
        some = [one for one in found if one.known.fact.value]
        none = [one for one in found if not one.known.fact.value] if _NONE_TOO.search(query.text) else []
        return _those(asked, some, year, place, note, none)
    if _MOVED.search(query.text) and _EACH.search(query.text):
        return _each_moved(asked, scenes, year)
    bound = _bounded(query, found)
    if bound is not None:
        return _those(asked, bound, year, place, note)
    if len(found) == 1:
        return _each(query, found, note)  # nothing is added up
    if _TOTAL.search(query.text) or (query.kind == "sum") or not _EACH.search(query.text):
        return _total(query, asked, found, year, place, note)
    return _each(query, found, note)


def _scene_of_all(scenes: Sequence[Scene]) -> Scene:
    """Any of the scenes, for what the question means: 今年 is the year of the newest disclosures of all."""
    return replace(scenes[0], reference=max(scene.reference for scene in scenes))


def _figures(query: Query, asked: Asked, scenes: Sequence[Scene], year: int) -> tuple[list[One], list[str]]:
    """Each body's figure of the year, and the bodies that have none."""
    found: list[One] = []
    missing: list[str] = []
    basis = query.basis or _common_basis(asked, scenes, year)
    for scene in scenes:
        own = scene.with_query(basis=basis)
        known = own.level(asked, year)
        if known is None or known.fact.value is None or known.fact.status != "exact" or not _same(asked, known):
            missing.append(scene.organisation)
        else:
            found.append(One(scene.organisation, own, known))
    return found, missing


def _same(asked: Asked, known: Known) -> bool:
    """Whether a figure counts what is asked for itself: what may stand in for it in one body is not added to another's."""
    totals = {"expenditure_total", "revenue_total", "budget_total"}
    return (
        bool(asked.code)
        or known.item.own in asked.keys
        or (known.item.own in totals and bool(totals & set(asked.keys)))
    )


_BASES: tuple[BasisAsked, ...] = ("budget", "actual")


def _common_basis(asked: Asked, scenes: Sequence[Scene], year: int) -> BasisAsked | None:
    """Budget or outturn, whichever more bodies print for the year: the two are never added up."""
    held = {
        basis: sum(
            (known := scene.level(asked, year, basis=basis)) is not None and known.fact.value is not None
            for scene in scenes
        )
        for basis in _BASES
    }
    if not any(held.values()):
        return None
    return "actual" if held["actual"] > held["budget"] else "budget"


def _missing(bodies: Sequence[str], year: int) -> str:
    if not bodies:
        return ""
    more = "等多家" if len(bodies) > _LISTED else ""  # a count would be a figure that no disclosure carries
    return f"已收录的单位中没有{year}年这一数额的：{'、'.join(bodies[:_LISTED])}{more}，未计入。"


def _name(asked: Asked, one: One) -> str:
    known = terms.concepts().get(one.known.item.own)
    return known.name if known else asked.text or terms.name(one.known.item.own)


def _head(asked: Asked, found: Sequence[One], year: int, place: str) -> str:
    word = basis_word(found[0].known.fact)
    return f"{place}单位{year}年{_name(asked, found[0])}{word}"


def _count(found: Sequence[One]) -> Stated:
    """How many bodies an answer covers: as many as it cites facts of."""
    facts = tuple(one.known.fact for one in found)
    operands = tuple((f"f{number}", fact) for number, fact in enumerate(facts, start=1))
    return Stated(f"{len(found)}家", Decimal(len(found)), "家", facts, str(len(found)), operands)


def _unit(query: Query, found: Sequence[One]) -> str | None:
    """The unit to answer in: the one asked for, or the larger of those printed."""
    return query.unit or largest_unit([one.known for one in found])


def _operands(found: Sequence[One], unit: str | None) -> tuple[str, dict[str, Fact]]:
    """A sum over the figures, bracketed by the score so that it is no deeper than it is long, and its operands."""
    names = [f"f{number}" for number in range(1, len(found) + 1)]
    parts = [scaled(name, one.known.fact.unit, unit) for name, one in zip(names, found, strict=True)]
    groups = [" + ".join(parts[at : at + 20]) for at in range(0, len(parts), 20)]
    text = groups[0] if len(groups) == 1 else " + ".join(f"({group})" for group in groups)
    return text, {name: one.known.fact for name, one in zip(names, found, strict=True)}


def _lines(query: Query, found: Sequence[One], *, bold: bool = False) -> list[Piece]:
    pieces: list[Piece] = []
    shown = found if len(found) <= _LISTED else [*found[: _LISTED // 2], *found[-_LISTED // 2 :]]
    for one in shown:
        if len(found) > _LISTED and one is found[-_LISTED // 2]:
            pieces.append("- ……\n")
        unit = query.unit if query.unit and one.known.fact.unit else None
        word = basis_word(one.known.fact)
        name = _name(one.scene.query.items[0], one) if one.scene.query.items else ""
        figures = state(one.known.fact, unit, bold=bold)
        pieces += [f"- {one.body}{one.known.fact.year}年{name}{word}：", *figures, "\n"]
    return pieces


def _total(query: Query, asked: Asked, found: Sequence[One], year: int, place: str, note: str) -> Draft | None:
    unit = _unit(query, found)
    expression, operands = _operands(found, unit)
    figure = computed(expression, operands, unit, bold=True)
    largest = sorted(found, key=lambda one: base_value(one.known.fact), reverse=True)
    head = _head(asked, found, year, place)
    return answered(
        f"{head}合计", figure, "，共", _count(found), "单位：\n", *_lines(query, largest), note, result=figure
    )


def _mean(query: Query, asked: Asked, found: Sequence[One], year: int, place: str, note: str) -> Draft | None:
    unit = _unit(query, found)
    expression, operands = _operands(found, unit)
    figure = computed(f"({expression}) / {len(found)}", operands, unit, places=2, bold=True)
    head = _head(asked, found, year, place)
    return answered(
        f"{head}平均每家", figure, "，共", _count(found), "单位：\n", *_lines(query, found), note, result=figure
    )


def _ranked(query: Query, asked: Asked, found: Sequence[One], year: int, place: str, note: str) -> Draft | None:
    low = lowest(query)
    ordered = sorted(found, key=lambda one: base_value(one.known.fact), reverse=not low)
    count = query.top or 1
    everything = _wants_all(query.text, len(found))
    ties = [one for one in ordered if base_value(one.known.fact) == base_value(ordered[0].known.fact)]
    first = ties if len(ties) > 1 and count == 1 else ordered[:count]
    word = basis_word(ordered[0].known.fact)
    pieces: list[Piece] = [
        f"{place}单位中，{year}年{_name(asked, ordered[0])}{word}最{'少' if low else '多'}的是{'、'.join(one.body for one in first)}，共比较",
        _count(found),
        "单位。\n",
        *_lines(query, first, bold=True),
    ]
    if len(ordered) == 2 and len(first) == 1:
        pieces += [*_apart(query, ordered, low=low), "\n"]
    rest = [one for one in ordered if one not in first]
    if rest and everything:
        pieces += _lines(query, rest)
    pieces.append(note)
    result = next((piece for piece in pieces if isinstance(piece, Stated) and piece.unit != "家"), None)
    return answered(*pieces, result=result if len(first) == 1 else None)


_FEW = 3  # bodies, of which each is told beside the first
_ORDER = re.compile(r"排名|排序|排[个一]|由高到低|从[高大多]到|分别|各(?![种类项])")


def _wants_all(text: str, bodies: int) -> bool:
    """Whether every body's figure is told beside the first of their order."""
    return bool(_ORDER.search(text)) or bodies <= _FEW


def _apart(query: Query, ordered: Sequence[One], *, low: bool) -> list[Piece]:
    """How far the first of two is from the second."""
    one, two = ordered
    unit = query.unit or one.known.fact.unit
    expression = f"{scaled('a', one.known.fact.unit, unit)} - {scaled('b', two.known.fact.unit, unit)}"
    gap = computed(expression, {"a": one.known.fact, "b": two.known.fact}, unit)
    name = _name(query.items[0], one) if query.items else ""
    word = basis_word(one.known.fact)
    return [f"{one.body}{one.known.fact.year}年{name}{word}比{two.body}{'少' if low else '多'}", gap, "。"]


def _each_moved(asked: Asked, scenes: Sequence[Scene], year: int) -> Draft | None:
    """How each body's figure moved since the year before, a line each."""
    lines: list[Piece] = []
    for scene in scenes:
        moving = changing.of(scene, asked, year, year - 1)
        if moving is not None:
            whole = replace(scene, name_organisation=True)
            lines += ["- ", *changing.sentence(whole, moving), *changing.in_percent(whole, asked, moving), "。\n"]
    return answered(*lines) if lines else None


def _bounded(query: Query, found: Sequence[One]) -> list[One] | None:
    """The bodies above or below a bound that the question names."""
    hit = _BOUND.search(query.text)
    named = quantity.find(hit.group()) if hit else []
    if hit is None or not named:
        return None
    bound = named[0].quantity.base
    under = hit["under"] is not None
    inclusive = bool(re.search("不低于|以上|达到", hit.group())) or bool(re.search("不超过|以下", hit.group()))
    return [
        one
        for one in found
        if (base_value(one.known.fact) < bound if under else base_value(one.known.fact) > bound)
        or (inclusive and base_value(one.known.fact) == bound)
    ]


def _those(
    asked: Asked, found: Sequence[One], year: int, place: str, note: str, others: Sequence[One] = ()
) -> Draft | None:
    if not found:
        return answered(f"{place}没有一家单位的{year}年{asked.text}符合所问的条件。{note}")
    ordered = sorted(found, key=lambda one: base_value(one.known.fact), reverse=True)
    rest = ("没有的：\n", *_lines(found[0].scene.query, others)) if others else ()
    return answered("符合条件的有", _count(found), "单位：\n", *_lines(found[0].scene.query, ordered), *rest, note)


def _each(query: Query, found: Sequence[One], note: str) -> Draft | None:
    return answered("共", _count(found), "单位：\n", *_lines(query, found), note)


def _moved(query: Query, asked: Asked, scenes: Sequence[Scene], year: int, place: str) -> Draft | None:
    """The bodies whose figure rose or fell most between two years."""
    base = min((y for y in query.years), default=year - 1) if len(query.years) > 1 else year - 1
    by_rate = bool(re.search("幅|%|百分|快", query.text))
    down = bool(re.search("降|减|跌|压缩", query.text))
    scored: list[tuple[Decimal, Scene, changing.Change, Stated]] = []
    missing: list[str] = []
    for scene in scenes:
        moving = changing.of(scene, asked, year, base)
        figure = None if moving is None else changing.rate_of(moving) if by_rate else moving.amount
        if moving is None or figure is None:
            missing.append(scene.organisation)
        else:
            scored.append((figure.value, scene, moving, figure))
    if not scored:
        return None
    scored.sort(key=lambda entry: entry[0], reverse=not down)
    pieces: list[Piece] = [
        f"{place}单位中，{year}年{asked.text}比{base}年{'降' if down else '增'}{'幅' if by_rate else '额'}最大的是："
    ]
    shown = scored if query.top is None and _wants_all(query.text, len(scored)) else scored[: query.top or 1]
    for number, (value, scene, moving, figure) in enumerate(shown):
        if number == 1 and query.top is None:
            pieces.append("\n其他单位：")
        pieces += ["\n- ", *changing.sentence(replace(scene, name_organisation=True), moving, bold=not by_rate)]
        if by_rate:
            pieces += ["，", "增长" if value > 0 else "下降", figure]
        pieces.append("。")
    return answered(*pieces, "\n", _missing(missing, year))
