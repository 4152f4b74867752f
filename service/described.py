"""An item that is described rather than named: the one figure whose printed words account for what the question says.

扫大街的钱 names no row, and 水行政执法加普法宣传 stands in no label but in the sentence that tells what a row is for. Each
figure of the year is described by its own label, the row, project and table that it stands in, and what it is said to
be for. It is meant only where these words, or printed words for what people say (`ingest.everyday`), explain all but
every word of the question, and no other amount is explained as well; otherwise nothing is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import ceil

from ingest import everyday, quantity, terms
from ingest.model import Fact
from service import evidence
from service.draft import Draft, Stated
from service.holding import Holding, Known
from service.query import Asked, Query
from service.rules.scene import Scene
from service.rules.sentences import overlap
from service.rules.words import unmodified

_KINDS = frozenset({"lookup", "sum", "list", "change", "rate", "reason", "purpose"})
# Verbs, measure words and particles that describe nothing: 抓组织工作, 做普查, 帮人上岗.
_LIGHT = frozenset(
    "的了着过得地比个那这些块摊子笔项类里外上下中内前后来去给做搞办抓弄干开管用花要会能可该应在于从到至由向按以因而和与跟及或"
    "有没是就都也还又再才只仅请帮让把被将对为所每各全总共约需须打算备拿付交发拨列设立养修测保护建买购置租聘招派"
    "人员方面东西事情费钱经资金最完起算预算支出收入项目专年度月日数多少几高低大小长短久快慢新老咱们我你他单位部门机关工作活动看瞧们一0123456789"
)
_FEE = 3
_WORD = 0.6  # of each word's characters, the least part that must be explained
_ALL = 0.8  # of all words together
_OWN = 0.25  # of them, the least part that the figure's own label explains
_AHEAD = 0.12  # by how much the best must lead
# The name of a body's unit, which no part of it stands for.
_UNIT_NAMED = re.compile(r"(?:中心|大队|支队|[所站馆院校局队])$")
_CODE = re.compile(r"(?<!\d)\d{5}(?:\d\d)?(?!\d|[.,]\d|\s*(?:万|亿|元))")
# What the titles of tables are made of.
_OF_TABLES = re.compile("功能分类|经济分类|分类|总表|明细表|预算表|决算表|[预决]算|部门|情况说明")
_STATED = re.compile("预算|决算|指标值|目标值")  # columns that tell nothing of what is counted
_JOINED = re.compile("加上|外加|连同|加")
_SPLIT = re.compile("[、，,；;和及与]|以及")
_BREAK = re.compile(r"[，。；：,;:、（(）)\n]")
_UNITS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile("多久|多长时间|多快|几时|多少时间"), ("分钟", "小时", "天", "工作日", "月")),
    (re.compile("多大(?:面积|地方)|面积(?:是|有|为)?多[大少]|占地多[大少]|用地多[大少]|建筑面积"), ("平方米", "亩")),
    (re.compile("多高"), ("米",)),
    (re.compile("百分之(?:几|多少)|几个百分点|多少个点|率[^，。？]{0,5}(?:多少|几)"), ("%",)),
)
_MONEY = re.compile(r"钱|预算|经费|资金|费用|款|万|拨|花|给|安排|备|金额|额度|支出|开销|补|盘子|付|掏|砸|拿")


@dataclass(frozen=True, slots=True)
class Meant:
    """The figure that is described, and how it is called."""

    known: Known
    asked: Asked

    @property
    def is_item(self) -> bool:
        """Whether it is a row, a project or what a sentence says of one, which has other years and reasons as well."""
        return self.known.fact.indicator is None and self.known.fact.measure == "level"

    @property
    def is_rate(self) -> bool:
        """Whether it is itself a percentage: a target that no change is asked of."""
        return self.known.fact.unit == "%"

    def stated_by(self, draft: Draft) -> bool:
        """Whether an answer states this very amount."""
        stated = (fact for piece in draft.pieces if isinstance(piece, Stated) for fact in piece.facts)
        return any(_alike(fact, self.known.fact) for fact in stated)


@dataclass(frozen=True, slots=True)
class _Printed:
    """The words printed for a figure: its own, those around it that it shares with others, and what it is for, in parts."""

    own: str
    around: str
    purposes: tuple[str, ...] = ()
    heads: bool = False  # a heading or a rest (其他…): everyday words for the whole tell nothing of it

    @property
    def everything(self) -> str:
        """All of them."""
        return "¦".join((self.own, *self.purposes, self.around))


def meant(scene: Scene) -> Meant | None:
    """The one figure that the question's words describe; None where none is, or more than one."""
    query = scene.query
    words = _words(query)
    if any(asked.code for asked in query.items) or _CODE.search(query.text):
        return None
    names = [
        terms.normalise(a.text) for a in query.items if not a.near and terms.key(a.text) in set(a.keys) - terms.TOTALS
    ]
    names += [word for word in words if _UNIT_NAMED.search(word) and word not in everyday.said()]
    if query.kind not in _KINDS or query.per_head or query.per or query.between_bases or not words:
        return None
    scored: list[tuple[float, int, Known]] = []
    for known, printed in _candidates(scene):
        if not all(name in printed.everything for name in names):
            continue  # what is named is what is asked about
        found = _score(words, printed)
        if found is not None:
            scored.append((found, -len(scored), known))
    if not scored:
        return None
    scored.sort(key=lambda entry: entry[:2], reverse=True)
    best, _, known = scored[0]
    if any(score > best - _AHEAD and not _alike(other.fact, known.fact) for score, _, other in scored[1:]):
        return None
    return Meant(known, _asked(known, scene))


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
        if one is None:
            return None
        found.append(one.known)
    return found[0], found[1]


def _words(query: Query) -> list[str]:
    """The question's content words, without the characters that describe nothing."""
    words = (terms.normalise(part) for word in query.said for part in _JOINED.split(word))
    return [word for word in words if any(c not in _LIGHT for c in word)]


def _score(words: Sequence[str], printed: _Printed) -> float | None:
    """How well a figure's words explain the question's; None where they leave too much unexplained."""
    named_parts = sum(any(_explained(word, part, "")[0] >= 2 for word in words) for part in printed.purposes)
    # 物资储备和演练 is not asked for as 演练 alone.
    whole = bool(printed.purposes) and named_parts >= ceil(len(printed.purposes) / 2)
    purpose = f"¦{'¦'.join(printed.purposes)}" if whole else ""
    mine = printed.own + purpose
    everything = f"{mine}¦{printed.around}"
    # Everyday words for a whole tell nothing of its heading's rest.
    spoken, spoken_all = (purpose, purpose) if printed.heads else (mine, everything)
    weight = explained = own = 0
    named: set[str] = set()
    for word in words:
        all_, counted, _ = _explained(word, everything, spoken_all)
        if len(word) > 1 and counted and all_ / counted < _WORD:
            return None
        of_own, _, pieces = _explained(word, mine, spoken)
        weight += counted
        explained += all_
        own += of_own
        named |= pieces
    if not weight or explained / weight < _ALL or own / weight < _OWN:
        return None
    telling = sum(c not in _LIGHT for c in printed.own)
    precise = sum(c not in _LIGHT for piece in named if piece in printed.own for c in piece) / max(telling, 1)
    return own / weight + min(precise, 1.0)


def _explained(word: str, text: str, spoken: str) -> tuple[int, int, set[str]]:
    """How many of a word's telling characters are explained, how many there are, and which printed words did.

    They are explained by a text that has them, or has in `spoken` the printed words for them.
    """
    at = explained = counted = 0
    pieces: set[str] = set()
    while at < len(word):
        length, piece = _longest(word, at, text, spoken)
        if length >= 2:
            explained += length
            counted += length
            pieces.add(piece)
            at += length
        else:
            counted += word[at] not in _LIGHT
            at += 1
    return explained, counted, pieces


def _longest(word: str, at: int, text: str, spoken: str) -> tuple[int, str]:
    """The longest piece of a word from a place on that a text has, itself or in the printed words for it."""
    end = at
    while end < len(word) and _has(text, word[at : end + 1]):
        end += 1
    length, piece = end - at, word[at:end]
    for said, printed in everyday.starting(word, at) if spoken else ():
        if len(said) <= max(length, 1):
            break
        found = next(
            (one for one in printed if _has(spoken, one) or (len(one) >= 4 and overlap(one, spoken) >= _WORD)), None
        )
        if found is not None:
            return len(said), found
    return length, piece


def _has(text: str, piece: str) -> bool:
    """Whether a text has a piece; 电费 begins a label, or 邮电费 has it."""
    if not piece.endswith("费") or len(piece) > _FEE:
        return piece in text
    return re.search(rf"(?:^|¦|[^一-鿿]){re.escape(piece)}", text) is not None


def _candidates(scene: Scene) -> Iterator[tuple[Known, _Printed]]:
    """The figures that may answer, each with its words."""
    query = scene.query
    dated = bool(query.years or query.offsets)
    for holding in scene.holdings:
        heads = _heads(holding)
        for known in holding.known:
            fact = known.fact
            if fact.value is None or fact.status != "exact" or not _of_the_year(fact, scene, holding, dated=dated):
                continue
            if (fact.measure not in ("level", "count") and fact.basis != "target") or not _unit_fits(query, fact):
                continue
            if not evidence.basis_fits(fact, query.basis) or any("权重" in label for label in fact.column):
                continue
            if fact.source == "table" and fact.indicator is None and _narrowed(known, query):
                continue
            if (query.basis is None and fact.basis == "actual" and not _only_accounts(scene)) or (
                fact.measure == "count" and not unmodified(fact, query.text)
            ):
                continue
            printed = _printed(fact, fact.code in heads)
            if fact.project and (form := holding.forms.get(fact.table_number or 0)):
                printed = replace(printed, around=f"{printed.around}¦{form}")
            yield known, printed


def _narrowed(known: Known, query: Query) -> bool:
    """Whether a figure is of a fund or a kind of expenditure that the question does not name."""
    narrowing = known.item.within - terms.TOTALS
    return bool(narrowing) and any(
        (label := terms.normalise(column)) and not terms.is_neutral(column) and label not in query.text
        for column in known.fact.column
        if terms.key(column) in narrowing
    )


def _heads(holding: Holding) -> set[str | None]:
    """The codes that others stand below."""
    codes = {fact.code for fact in holding.facts if fact.code and fact.code.isdigit()}
    return {code for code in codes if any(len(code) < len(other) and other.startswith(code) for other in codes)}


def _only_accounts(scene: Scene) -> bool:
    """Whether no budget of the year is held."""
    target = scene.target()
    return not any(h.record.kind == "budget" and h.record.year == target for h in scene.holdings)


def _of_the_year(fact: Fact, scene: Scene, holding: Holding, *, dated: bool) -> bool:
    if fact.year == scene.target():
        return True
    as_of = fact.measure == "count" and fact.basis != "target" and fact.year == scene.target() - 1
    return as_of and holding.record.year == scene.target() and not (dated and scene.query.basis == "actual")


@lru_cache(maxsize=65536)
def _printed(fact: Fact, heads: bool) -> _Printed:  # noqa: FBT001 # a cached function takes what it is keyed by
    """The words printed for a figure."""
    project = fact.project[1] if fact.project else ""
    if fact.source == "narrative":
        start, end = fact.span or (0, 0)
        before, after = _BREAK.split(fact.quote[:start])[-1], _BREAK.split(fact.quote[end:])[0]
        label = "".join(fact.row[-1:])
        own = ["" if terms.normalise(label) in terms.normalise(before) else label, before, after]
        around = [*fact.row[:-1], *fact.section, project, _BREAK.split(fact.quote)[0]]
    else:
        own = [project if project and fact.indicator is None else "", *fact.row[-1:]]
        own += [label for label in fact.column if not terms.is_neutral(label) and not _STATED.search(label)]
        around = [*fact.row[:-1], *fact.column, fact.table or "", project]
    parts = tuple(part for part in _SPLIT.split(terms.normalise(fact.purpose or "")) if len(part) >= 2)
    return _Printed(
        terms.normalise("".join(dict.fromkeys(own))),
        terms.normalise(_OF_TABLES.sub("", "¦".join(dict.fromkeys(around)))),
        parts,
        heads or (bool(fact.row) and terms.normalise(fact.row[-1]).startswith("其他")),
    )


def _unit_fits(query: Query, fact: Fact) -> bool:
    unit = quantity.unit(fact.unit) if fact.unit else None
    if unit is None:
        return False
    if query.counted:
        asked = quantity.unit(query.counted)
        return asked is not None and unit.base == asked.base and "/" not in (fact.unit or "")
    for cue, units in _UNITS:
        if cue.search(query.text):
            return any((asked := quantity.unit(name)) is not None and asked.base == unit.base for name in units)
    return unit.base == "元" and "/" not in (fact.unit or "") and bool(_MONEY.search(query.text))


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
    kind = "lookup" if query.kind in ("sum", "list") else query.kind
    return replace(query, kind=kind, items=(found.asked,), rest=(), words=(), places=())
