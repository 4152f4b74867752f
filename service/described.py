"""An item that is described rather than named: the one figure whose printed words account for what the question says.

扫大街的钱 names no row, and 水行政执法加普法宣传 stands in no label but in the sentence that tells what a row is for. Each
figure of the year is described by its own label, the row, project and table that it stands in, and what it is said to
be for. It is meant only where these words, or printed words for what people say (`ingest.everyday`), explain all but
every word of the question, and no other amount is explained as well; otherwise nothing is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest import everyday, quantity, terms
from ingest.items import FUNDS_AND_THEIR_USE
from ingest.model import Fact
from service import evidence
from service.asked_kind import kind_of
from service.draft import Draft, Stated
from service.goal_or_outcome import asks_goal, is_to_reach, only_more, place, reached
from service.holding import Holding, Known
from service.one_of_several import is_done_by_some, is_one_of_several
from service.printed_words import LIGHT, PERSONS, Printed, printed_for, score
from service.query import Asked, Query
from service.rules.indicator_points import WEIGHS
from service.rules.scene import Scene
from service.rules.words import unmodified

_KINDS = frozenset({"lookup", "sum", "list", "change", "rate", "multiple", "completion", "reason", "purpose"})
_LIGHT = "".join(LIGHT)
_BEFORE = 3  # characters of an everyday word that may stand before a run
_AHEAD = 0.12  # by how much the best must lead
# The name of a body's unit, which no part of it stands for.
_UNIT_NAMED = re.compile(r"(?:中心|大队|支队|[所站馆院校局队])$")
_CODE = re.compile(r"(?<!\d)\d{5}(?:\d\d)?(?!\d|[.,]\d|\s*(?:万|亿|元))")
# What joins words, and what asks for a unit of its own.
_JOINED = re.compile("加上|外加|连同|加(?![固强快装油工班密盟征热])|多久|多长时间|多快|多大|多高|几时")
_UNITS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (
        re.compile(
            "百分之(?:几|多少)|几个百分点|多少个点|率(?:[^，。？]{0,5}(?:多少|几)|[？?。]?$)|满意(?:度|程度|率)|满不满意|多满意|满意不满意|比[例率](?:是|有|为|达)?(?:多[少大高]|几)"
        ),
        ("%",),
    ),
    (re.compile("多久|多长时间|多快|几时|多少时间"), ("分钟", "小时", "天", "工作日", "月")),
    (re.compile("多大(?:面积|地方)|面积(?:是|有|为)?多[大少]|占地多[大少]|用地多[大少]|建筑面积"), ("平方米", "亩")),
    (re.compile("多高|高度|多[宽长深厚](?!时|久)|[宽长深厚]度"), ("米", "公里")),
    (re.compile("得分|评分|打分|(?:多少|几)分(?![钟之])"), ("分",)),
    (re.compile("烈度|(?:多少|几)度(?!电)"), ("度",)),
    (re.compile("层数|(?:多少|几)层"), ("层",)),
)
_MONEY = re.compile(r"钱|预算|经费|资金|费用|款|万|拨|花|给|安排|备|金额|额度|支出|开销|补|盘子|付|掏|砸|拿")


_RANK = re.compile("[局处科厅部院校馆所站镇乡区县市]长|主任|书记")


@dataclass(frozen=True, slots=True)
class Meant:
    """The figure that is described, how it is called, and the other amounts that are told of the very item."""

    known: Known
    asked: Asked
    others: tuple[Fact, ...] = ()

    @property
    def is_item(self) -> bool:
        """Whether it is a row, a project or what a sentence says of one, which has other years and reasons as well."""
        return self.known.fact.indicator is None and self.known.fact.measure == "level"

    @property
    def is_rate(self) -> bool:
        """Whether it is itself a percentage: a target that no change is asked of."""
        return self.known.fact.unit == "%"

    def stated_by(self, draft: Draft) -> bool:
        """Whether an answer states this very amount, or another that is told of the item."""
        stated = (fact for piece in draft.pieces if isinstance(piece, Stated) for fact in piece.facts)
        return any(_alike(fact, mine) for fact in stated for mine in (self.known.fact, *self.others))


def meant(scene: Scene) -> Meant | None:
    """The one figure that the question's words describe; None where none is, or more than one."""
    query = scene.query
    words = [bare for word in _words(query) if (bare := _without_body(word, scene.organisation))]
    if any(asked.code for asked in query.items) or _CODE.search(query.text) or WEIGHS.search(query.text):
        return None  # what an indicator weighs is another figure than what it is to come to
    names = [
        terms.normalise(a.text) for a in query.items if not a.near and terms.key(a.text) in set(a.keys) - terms.TOTALS
    ]
    said = everyday.said()
    units = [w for w in words if _UNIT_NAMED.search(w) and w not in said and w.lstrip(_LIGHT) not in said]
    by_one = _by_one(query)
    rate = query.kind == "share" and not query.items and bool(query.rest)  # 投诉的比例: a rate that is printed as one
    if (query.kind not in _KINDS and not rate) or query.between_bases or not words:
        return None
    if query.per_head and not by_one:
        return None
    names += _RANK.findall("¦".join((*words, *query.rest)))  # what one person is paid is in no sum of all that are paid
    deeds = [(word, deed) for word in words for deed, cue in _SAYS_DEED.items() if cue.search(word)]
    scored: list[tuple[float, int, Known]] = []
    for known, printed in _candidates(scene):
        if not all(name in printed.everything for name in names):
            continue  # what is named is what is asked about
        if _HELD in query.rest and _HELD not in printed.everything:
            continue  # what is held for the retired is not what they are paid
        if not all(
            printed_as in printed.everything or _DEEDS[deed].search(printed.everything) for printed_as, deed in deeds
        ):
            continue  # what books cost to buy is not what the library costs
        if units and not all(unit in _called(known.fact) or _is_only_for(known.fact, unit) for unit in units):
            continue  # a unit that money is for has other money as well
        found = score(words, printed)
        if found is not None:
            scored.append((found, -len(scored), known))
    if not scored:
        return None
    scored.sort(key=lambda entry: entry[:2], reverse=True)
    best, _, known = scored[0]
    near = [other for score, _, other in scored[1:] if score > best - _AHEAD]
    rivals = [other for other in near if not _alike(other.fact, known.fact)]
    # One line of the code tables is told of each fund and use by itself: which of its amounts is meant is no doubt of the line.
    if any(not _of_one_line(other, known) for other in rivals):
        return None
    if _only_names_where_it_stands(query, known):
        return None
    if is_one_of_several(known.fact, query.text) or any(is_done_by_some(known.fact, _DEEDS[deed]) for _, deed in deeds):
        return None
    return Meant(known, _asked(known, scene), tuple(other.fact for other in rivals))


def _only_names_where_it_stands(query: Query, known: Known) -> bool:
    """Whether all that a question says are items, none of which the figure is called by: 基本工资 below the heading 人员经费."""
    concepts = set(terms.concepts())
    exact = all(not asked.near and set(asked.keys) & concepts for asked in query.items)
    if not query.items or not exact or query.rest:
        return False
    own = terms.normalise("".join(known.fact.row[-1:]))  # 街道机关运行经费 is 机关运行经费 of a street
    names = {terms.normalise(terms.name(key)) for asked in query.items for key in asked.keys if key in concepts}
    return known.item.own not in {key for a in query.items for key in a.keys} and not any(n in own for n in names)


# What is done with a thing, by the word that closes its name, and how the same is printed: 图书购置, 车位租赁.
_SAYS_DEED = {
    "buy": re.compile("[一-鿿]{2}(?:购置|采购|购买|购)$|^(?:购置|采购|购买|购|买)[一-鿿]{1,4}$"),
    "rent": re.compile("[一-鿿]{2}(?:租赁|租用|承租)$|^(?:租赁|租用|租)[一-鿿]{1,4}$"),
    "print": re.compile("[一-鿿]{2}(?:印刷|印制)$|^(?:印刷|印制)[一-鿿]{1,4}$"),
}
_DEEDS = {"buy": re.compile("[购买采置]|更新|添"), "rent": re.compile("租"), "print": re.compile("印")}


def _is_only_for(fact: Fact, unit: str) -> bool:
    """Whether a unit is all that an amount is said to be for: 主要用于某某站运行保障经费."""
    uses = terms.normalise(fact.purpose or "")
    return unit in uses and re.search("[、，；及和与等]", uses) is None


_HELD = "活动"


def _called(fact: Fact) -> str:
    """What a figure is called, not what it is for."""
    return terms.normalise("¦".join((*fact.row, *(fact.project or ()), fact.quote if fact.measure == "count" else "")))


def _of_one_line(one: Known, other: Known) -> bool:
    """Whether two figures are of one line of a code table, in whatever table or sentence."""
    facts = one.fact, other.fact
    if any(fact.project or fact.indicator for fact in facts) or one.item.own != other.item.own:
        return False
    codes = {fact.code for fact in facts if fact.code}
    coded = codes or one.item.own in terms.code_names() or one.item.own in terms.concepts()
    return bool(coded) and len(codes) <= 1 and all(fact.measure == "level" for fact in facts)


def beside_the_items(scene: Scene) -> Scene | None:
    """The scene with only the words beside what comes near to several printed names; None where there are none, or other items.

    某某对象的再犯率 asks of 再犯率, though only 某某对象满意度 and 某某对象人数 have the first of it in their names.
    """
    query = scene.query
    if not query.rest or not query.items or not all(asked.near for asked in query.items):
        return None
    alone = replace(query, items=(), said=query.rest, words=query.rest)
    found = meant(replace(scene, query=alone))
    if found is None or found.known.fact.indicator is None:
        return None
    printed = printed_for(found.known.fact, heads=False)  # an indicator is no heading
    around = printed.everything + scene.holding(found.known.fact).forms.get(found.known.fact.table_number or 0, "")
    within = all(terms.normalise(asked.text) in around for asked in query.items)
    return replace(scene, query=alone) if within else None


def held_against_budget(scene: Scene) -> Meant | None:
    """The figure that is described where its outturn is to be held against its budget: 环卫的钱比预算多花多少."""
    query = scene.query
    if not query.between_bases or query.items or not query.rest:
        return None
    alone = replace(query, kind="lookup", between_bases=False, text=f"{query.rest[0]}多少钱", said=query.rest, rest=())
    return meant(replace(scene, query=alone)) if len(query.rest) == 1 else None


_SPENT_ON = re.compile("(?:花|用|投|支出?)(?:在|于|到)[^，。；？?]{2,14}?(?:上|方面|里)?的?(?:钱|支出|资金|经费)")


def asks_of_a_line(query: Query) -> bool:
    """Whether it is checked what was spent on one thing, which no item is: 政府性基金花在某某上的钱."""
    wide = all(set(asked.keys[:1]) & (terms.TOTALS | FUNDS_AND_THEIR_USE) for asked in query.items)
    return query.kind == "consistency" and bool(query.rest) and wide and bool(_SPENT_ON.search(query.text))


_AT_ITS_END = re.compile("[上里中内的钱]+$")


def line_checked(scene: Scene) -> Query | None:
    """The query as one of the line that is described, where it is asked whether that line's amount is the same in all places.

    政府性基金花在某某上的钱，表和说明一致吗: all that the fund pays is not what is asked about. None where nothing is described.
    """
    query = scene.query
    wide = all(set(asked.keys[:1]) & (terms.TOTALS | FUNDS_AND_THEIR_USE) for asked in query.items)
    if query.kind != "consistency" or not query.rest or not wide or query.counted or query.scopes_compared:
        return None
    runs = tuple(_AT_ITS_END.sub("", run) for run in query.said if any(word in run for word in query.rest))
    if any(re.search(f"{re.escape(run)}(?:指标|目标|信息|情况)?(?:总|分|明细)?表", query.text) for run in runs):
        return None  # 绩效指标总表和项目表: a table is named so, and no line
    alone = replace(
        query, kind="lookup", text=f"{'、'.join(runs)}多少钱", said=runs, words=runs, items=(), rest=runs, places=()
    )
    found = meant(replace(scene, query=alone)) if runs else None
    if found is None or not found.is_item or not (found.asked.code or found.known.item.own in terms.code_names()):
        return None
    funds = {key for asked in query.items for key in asked.keys[:1]} - terms.TOTALS
    names = {terms.name(key).removesuffix("支出").removesuffix("预算") for key in funds}
    own = [
        k.fact for h in scene.holdings for k in h.by_own.get(found.known.item.own, ()) if k.fact.year == scene.target()
    ]
    told = ("".join((fact.table or "", *fact.section, *fact.column)) for fact in own)
    if names and not any(name in words for words in told for name in names):
        return None  # another fund pays for it
    return replace(query, items=(found.asked,), rest=(), words=(), places=())


_HALVES = tuple(
    re.compile(pattern)
    for pattern in (
        r"^(?P<part>.+?)[，,]?在(?P<whole>[^，,]+?)(?:里面?|里头|中|当中)[，,]?占",
        r"^(?P<whole>.+?)(?:里面?|里头|中|当中)[，,]?(?:面|的)?(?P<part>[^，,]+?)(?:所)?占",
        r"^(?P<part>.+?)(?:占|相当于)(?P<whole>.+?)的?(?:百分之|多[少大]|几成|比[例重])",
    )
)


def part_and_whole(scene: Scene) -> tuple[Known, Known] | None:
    """The two figures of a share that is asked for, each described in its own half of the question."""
    query = scene.query
    halves = next((hit for pattern in _HALVES if (hit := pattern.search(query.text))), None)
    if query.kind != "share" or halves is None:
        return None
    found = []
    for side in ("part", "whole"):
        said = tuple(word for word in query.said if word in halves[side])
        half = replace(query, kind="lookup", text=f"{halves[side]}多少钱", said=said, items=(), rest=())
        one = meant(replace(scene, query=half))
        if one is None or not _is_named_there(query, halves.span(side), one.known):
            return None
        found.append(one.known)
    return found[0], found[1]


def _is_named_there(query: Query, span: tuple[int, int], known: Known) -> bool:
    """Whether a figure that a stretch of the question describes is of an item named in it, where one is: no other stands in for it."""
    named = [a for a in query.items if not a.near and span[0] <= a.start and a.end <= span[1]]
    keys = {key for asked in named for key in asked.keys}
    return not named or known.item.own in keys or bool(keys & known.item.within)


# Two things of which one is the larger: 防汛花钱多还是日常养护花钱多, 巡河和养护哪个花得多.
_SIDES = tuple(
    re.compile(pattern)
    for pattern in (
        r"^(?P<one>.+?)[多少大小高低](?:一些|一点|点)?[，,]?还是(?P<two>[^，。？?]+?)[多少大小高低]",
        r"^(?P<one>.+?)[和与跟同](?P<two>[^，。？?]+?)[，,]?(?:相比|比)?[，,]?(?:哪|谁)[^，。？?]{0,6}[多少大小高低]",
    )
)


def two_sides(scene: Scene) -> tuple[Meant, Meant] | None:
    """The two figures that are set against each other, each described in its own part of the question."""
    query = scene.query
    sides = next((hit for pattern in _SIDES if (hit := pattern.search(query.text))), None)
    if sides is None or not query.rest:
        return None
    found = []
    for side in ("one", "two"):
        said = tuple(word for word in query.said if word in sides[side])
        one = meant(
            replace(
                scene, query=replace(query, kind="lookup", text=f"{sides[side]}多少钱", said=said, items=(), rest=())
            )
        )
        if one is None or not one.is_item or not _is_named_there(query, sides.span(side), one.known):
            return None
        found.append(one)
    return None if _alike(found[0].known.fact, found[1].known.fact) else (found[0], found[1])


_BESIDE = re.compile(r"(?:的钱|支出|经费|费用|工作)?(?:[和与跟及、]|以及|还有)(?:用于|用在|花在)?")
_TOLD_TOGETHER = frozenset({"lookup", "list", "sum"})


def side_by_side(scene: Scene) -> Query:
    """The query with an item for each of several things that are only described, side by side: 治气、治水、治土三块加起来.

    Itself where one of them describes no figure, or where anything else is said beside them.
    """
    query = scene.query
    if query.kind not in _TOLD_TOGETHER or not query.rest or query.counted or query.between_bases or query.per:
        return query
    found = {word: query.text.find(word) for word in query.rest}
    chain: list[tuple[int, int, Asked | str]] = [(at, at + len(word), word) for word, at in found.items()]
    chain += [(a.start, a.end, a) for a in query.items if not a.near and not set(a.keys) & terms.TOTALS]
    chain.sort(key=lambda one: one[:2])
    if len(chain) < _PAIR or min(at for at, _, _ in chain) < 0:
        return query
    if not all(_BESIDE.fullmatch(query.text[a[1] : b[0]]) for a, b in pairwise(chain)):
        return query
    items: list[Asked] = []
    for start, end, one in chain:
        if isinstance(one, Asked):
            items.append(one)
            continue
        alone = replace(query, kind="lookup", text=f"{one}多少钱", said=(one,), words=(one,), items=(), rest=(one,))
        figure = meant(replace(scene, query=alone))
        if figure is None or not figure.is_item:
            return query
        items.append(replace(figure.asked, text=one, start=start, end=end))
    if len({item.names for item in items}) != len(items):
        return query
    kind = kind_of(query.text, tuple(items), query.years, query.offsets)
    return replace(query, kind=kind, items=tuple(items), rest=())


_PAIR = 2


def _words(query: Query) -> list[str]:
    """The question's content words, without the characters that describe nothing."""
    words = (
        _RATIO.sub("率", terms.normalise(part)) for run in query.said for part in _JOINED.split(_whole(run, query.text))
    )
    words = (word for word in words if word not in _SCOPES)
    if query.kind in ("change", "rate"):
        words = (word for word in words if not _MOVES.fullmatch(word))
    return [w for w in words if any(c not in LIGHT for c in w) or any(p in w for p in PERSONS) or tells_whole(w)]


# Whose disclosure it is says nothing of what in it is meant.
_SCOPES = frozenset({"本级", "本部", "本单位", "本部门"})
# That something moved says nothing of what did.
_MOVES = re.compile("[比较跟和与同增减涨降升跌多少差高低砍压缩省了]+")
# What sort of body it is says nothing of what it is asked about: 家长对学校满意.
_SORTS = ("学校", "党校", "中学", "小学", "医院", "法院", "检察院", "街道", "福利院", "幼儿园")


def _without_body(word: str, body: str) -> str:
    """A word without what only says of what sort the body is."""
    sort = next((sort for sort in _SORTS if sort in word and body.endswith(sort)), "")
    return re.sub(f"对?(?:本|这个?|我们?)?{sort}的?", "", word) if sort else word


_RATIO = re.compile("(?<=[一-鿿])(?:的?(?:比率|比例|百分比))$")  # printed as 某某率
_ONE = re.compile("[一每个人]")


def tells_whole(word: str) -> bool:
    """Whether a word tells something, though each of its characters alone does not: 大专."""
    return word in everyday.said() and not _ONE.search(word)


def _whole(run: str, text: str) -> str:
    """A run with what an everyday word that it breaks off has before it: 请会计师查账, of which 请 is taken for a request."""
    at = text.find(run)
    for start in range(max(0, at - _BEFORE), at):
        if any(start + len(said) > at for said, _ in everyday.starting(text, start)):
            return text[start:at] + run
    return run


def _candidates(scene: Scene) -> Iterator[tuple[Known, Printed]]:
    """The figures that may answer, each with its words."""
    query = scene.query
    dated = bool(query.years or query.offsets)
    bases = _by_one(query) or _bases(query)
    goal, to_reach = asks_goal(query.text), is_to_reach(query.text)
    went = query.basis is None and _only_accounts(scene) and not goal
    for holding in scene.holdings if bases else ():
        told = reached(known.fact for known in holding.known) if went else frozenset()
        for known in holding.known:
            fact = known.fact
            if fact.basis == "target" and place(fact) in told:
                continue  # of a year that is over it is asked how it went
            if query.counted and only_more(query.text, fact):
                continue
            if to_reach and fact.basis == "actual" and fact.unit == "%":
                continue
            if fact.value is None or fact.status != "exact" or not _of_the_year(fact, scene, holding, dated=dated):
                continue
            went_so = fact.indicator is not None and fact.basis == "actual" and not goal  # 全年完成值 88.5%
            if (fact.measure not in ("level", "count") and fact.basis != "target" and not went_so) or not unit_fits(
                bases, fact
            ):
                continue
            if not evidence.basis_fits(fact, query.basis) or evidence.is_score(fact) or "权重" in "".join(fact.column):
                continue
            if (
                fact.source == "table"
                and fact.indicator is None
                and (_narrowed(known, query) or _not_spent(fact, query))
            ):
                continue
            if (query.basis is None and fact.basis == "actual" and not _only_accounts(scene)) or (
                fact.measure == "count" and not unmodified(fact, query.text)
            ):
                continue
            printed = printed_for(fact, fact.code in holding.headings)
            if fact.project and (form := holding.forms.get(fact.table_number or 0)):
                printed = replace(printed, around=f"{printed.around}¦{form}")
            yield known, printed


def _by_one(query: Query) -> frozenset[str]:
    """The units of what one costs, of something that is described: a person, a kilometre; none where it is not asked.

    What a person costs may stand as that of a year; 元/人次 is for one visit, and no price of a person.
    """
    if query.kind != "lookup" or query.average != bool(query.per):
        return frozenset()
    if query.per == "人" or (query.per_head and query.per is None):
        return frozenset({"元/人", "元/人年", "元/年", "元/人月", "元/人天"})
    unit = quantity.unit(query.per) if query.per else None
    return frozenset({f"元/{query.per}", f"元/{unit.base}"}) if unit is not None else frozenset()


def _narrowed(known: Known, query: Query) -> bool:
    """Whether a figure is of a fund or a kind of expenditure that the question does not name."""
    narrowing = known.item.within - terms.TOTALS - {"expenditure_this_year"}  # of a line it is all of it
    return bool(narrowing) and any(
        (label := terms.normalise(column)) and not terms.is_neutral(column) and label not in query.text
        for column in known.fact.column
        if terms.key(column) in narrowing
    )


_SPENT = re.compile("[花付掏]|用(?:掉|了|出去|去)|(?<!收)支出|开[支销]|支付|决算支出")
_CAME_IN = re.compile("收入|结转|结余")


def _not_spent(fact: Fact, query: Query) -> bool:
    """Whether a column tells what came in or was left over, where it is asked what was spent: 花掉的公益金."""
    headings = "¦".join(fact.column)
    return (
        _CAME_IN.search(headings) is not None
        and "支出" not in headings
        and _SPENT.search(query.text) is not None
        and not _CAME_IN.search(query.text)
    )


def _only_accounts(scene: Scene) -> bool:
    """Whether no budget of the year is held."""
    target = scene.target()
    return not any(h.record.kind == "budget" and h.record.year == target for h in scene.holdings)


def _of_the_year(fact: Fact, scene: Scene, holding: Holding, *, dated: bool) -> bool:
    if fact.year == scene.target():
        return True
    as_of = fact.measure == "count" and fact.basis != "target" and fact.year == scene.target() - 1
    return as_of and holding.record.year == scene.target() and not (dated and scene.query.basis == "actual")


def _bases(query: Query) -> frozenset[str]:
    """The bases of the units that may answer: of what is counted, of a time or an area, of money; empty where none is asked."""
    return bases_of(units_asked(query) or (("元",) if _MONEY.search(query.text) else ()))


def bases_of(units: Iterable[str]) -> frozenset[str]:
    """The bases of units by their names; a name that is no unit's has none."""
    return frozenset(unit.base for name in units if (unit := quantity.unit(name)) is not None)


def units_asked(query: Query) -> tuple[str, ...]:
    """The units of what is counted or measured, as the question names them; none where it asks of money or of nothing such."""
    if query.counted:
        return (query.counted,)
    return next((units for cue, units in _UNITS if cue.search(query.text)), ())


def unit_fits(bases: frozenset[str], fact: Fact) -> bool:
    """Whether a figure is in a unit of one of the bases."""
    unit = quantity.unit(fact.unit) if fact.unit else None
    return unit is not None and unit.base in bases


def _alike(one: Fact, other: Fact) -> bool:
    """Whether two facts state the same amount."""
    if one.value is None or other.value is None:
        return False
    first = quantity.Quantity(one.value, quantity.unit(one.unit))
    second = quantity.Quantity(other.value, quantity.unit(other.unit))
    slack = max(first.half_step, second.half_step)
    return (
        first.unit is not None
        and second.unit is not None
        and first.unit.base == second.unit.base
        and (abs(first.base - second.base) <= slack)
    )


def _asked(known: Known, scene: Scene) -> Asked:
    """The item of a figure, by its code where its name alone is that of several."""
    fact, own = known.fact, known.item.own
    label = fact.project[1] if fact.project and fact.indicator is None else "".join(fact.row[-1:])
    codes = (
        {fact.code}
        if fact.code
        else {
            other.fact.code
            for holding in scene.holdings
            for other in holding.by_own.get(own, ())
            if other.fact.code and other.fact.year == fact.year and _alike(other.fact, fact)
        }
    )
    code = next(iter(codes)) if len(codes) == 1 and not fact.project else None
    return Asked(label or terms.name(own), (own,), 0, 0, code=code)


def asking(query: Query, found: Meant) -> Query:
    """The question as one about what it describes."""
    kind = "lookup" if query.kind in ("sum", "list", "share") else query.kind
    if query.kind == "share" and found.is_item and not found.is_rate:
        kind = "share"  # how much it is, is not what is asked
    fact = found.known.fact
    # What an indicator came to is asked for as such, lest its goal be told.
    basis = "actual" if fact.indicator is not None and fact.basis == "actual" else query.basis
    return replace(query, kind=kind, items=(found.asked,), rest=(), words=(), places=(), basis=basis)
