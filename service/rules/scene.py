"""What every rule works with: the query, the disclosures it is put to, the years it means, and how things are called."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from ingest import quantity, terms
from ingest.items import AXES, FUND_OF, FUNDS_AND_THEIR_USE, OF_A_FUND
from ingest.model import Basis, Fact, Passage
from ingest.terms import strip_number
from service import evidence
from service.asked_axis import AXIS_NAMED
from service.draft import Draft, Marked, Piece, Stated, cited, spoken_comparator
from service.evidence import Want
from service.holding import Holding, Known
from service.query import Asked, BasisAsked, Query
from service.units import Unit

BASIS_WORDS: dict[Basis | None, str] = {
    "budget": "预算数",
    "initial_budget": "年初预算数",
    "adjusted_budget": "全年预算数",
    "actual": "决算数",
    "target": "目标值",
    None: "",
}
_RATED = re.compile("系数|完成率")
_AS_OF = re.compile(r"截[至止](?:到)?\s*\d{4}\s*年(?:\s*\d{1,2}\s*月)?(?:\s*\d{1,2}\s*日)?(?:年?底)?")
_COMPARED = re.compile(r"(?:比|较|跟|和|与|同|自|从|由|对比|相比|相对|相对于|相较|相较于)\s*$")


# That something is bought, and not only kept.
BOUGHT = re.compile("[买购添置换]|更新|新增")


def is_to_be_bought(fact: Fact) -> bool:
    """Whether a number counts a kind of what is to be bought: 预算安排购置车辆5辆，其中：执法执勤用车5辆."""
    return any("购置" in label for label in fact.row[:-1])


def _to_be_bought(known: Known) -> bool:
    return known.fact.measure == "count" and is_to_be_bought(known.fact)


@dataclass(frozen=True, slots=True)
class Scene:
    """A query put to the disclosures of one organisation; `reference` is the year that 今年 means there.

    `search` finds passages of these disclosures by words and by meaning, best first; it finds text, never values.
    """

    query: Query
    holdings: tuple[Holding, ...]
    reference: int
    organisation: str
    name_organisation: bool = False
    search: Callable[[str], Sequence[Passage]] = field(default=lambda _text: (), compare=False)
    units: tuple[Unit, ...] = ()  # of the body, asked about in its stead: what is told must be of these

    @property
    def basis(self) -> BasisAsked | None:
        """Budgeted or actually spent, as asked."""
        return self.query.basis

    @property
    def prefix(self) -> str:
        """The organisation's name where the answer must say it."""
        return self.organisation if self.name_organisation else ""

    @property
    def bare(self) -> Scene:
        """The same scene for lines below one that has named the organisation already."""
        return replace(self, name_organisation=False)

    def with_query(self, **changes: object) -> Scene:
        """The same scene with a changed query."""
        return replace(self, query=replace(self.query, **changes))  # type: ignore[arg-type]

    def target(self) -> int:
        """The year of the figure asked for."""
        query = self.query
        if query.kind == "rank" and query.by_change:
            return self.pair()[0]  # 比上年增加最多的: the year before is only what it moved from
        if query.years and not query.offsets:
            return query.years[0]
        if any(self.reference + offset in query.years for offset in query.offsets):
            return next(y for y in query.years if y - self.reference in query.offsets)
        if query.years:
            return query.years[0] + min(0, *query.offsets) if len(query.years) == 1 else max(query.years)
        return self.reference + (query.offsets[0] if query.offsets else 0)

    def told_in(self) -> int:
        """The year in which what is asked about is printed: of a move and its reason, the one that it leads to."""
        return self.pair()[0] if self.query.kind in ("change", "rate", "reason") else self.target()

    def years(self) -> tuple[int, ...]:
        """All years asked for, the earliest first."""
        if self.query.since:
            return tuple(range(self.query.since, max(self.reference, self.query.since) + 1))
        found = {*self.query.years, *(self.reference + offset for offset in self.query.offsets)}
        return tuple(sorted(found)) or (self.reference,)

    def pair(self) -> tuple[int, int]:
        """The year a change leads to and the year it starts from."""
        query = self.query
        named = list(query.years)
        if len(named) >= 2:
            return max(named), min(named)
        if named and query.offsets and any(offset < 0 for offset in query.offsets):
            return named[0], named[0] + min(query.offsets)
        if named and 0 in query.offsets:
            year = named[0]
            return (self.reference, year) if year < self.reference else (year, self.reference)
        if named:
            at = next(
                (
                    start
                    for start in (query.text.find(str(named[0])), query.text.find(f"{named[0] % 100:02d}年"))
                    if start >= 0
                ),
                -1,
            )
            compared = _COMPARED.search(query.text[:at]) if at > 0 else None
            return (self.reference, named[0]) if compared and named[0] < self.reference else (named[0], named[0] - 1)
        past = [offset for offset in query.offsets if offset < 0]
        return (self.reference, self.reference + min(past)) if past else (self.reference, self.reference - 1)

    def level(
        self, asked: Asked, year: int | None, within: Sequence[str] = (), basis: BasisAsked | None = None
    ) -> Known | None:
        """The fact that states the item's level in a year; what is counted (车辆) has no basis."""
        if evidence_counts(asked):
            return self.stock(asked) or evidence.best(Want(asked, year, None, (), self.query.counted), self.holdings)
        text = self.query.text
        want = Want(
            asked,
            year,
            basis or self.basis,
            tuple(within),
            stage=self.query.stage,
            weight="权重" in text,
            score=bool(evidence.ASKS_SCORE.search(text)),
            rated=bool(_RATED.search(text)),
            number=self.query.counted is not None,
        )
        fund = fund_named(asked) or (None if set(within) - AXES else self.query.fund)
        if fund is None or fund in within:
            best = evidence.best(want, self.holdings)
            if best is not None and _to_be_bought(best) and not BOUGHT.search(text):
                return self.stock(asked) or best  # 执法车有几辆 asks for those there are
            return self._in_a_unit(want, best)
        return self._of_fund(want, fund)

    def _in_a_unit(self, want: Want, known: Known | None) -> Known | None:
        """The same amount where it is printed with its unit, if the table that is best otherwise tells none."""
        if known is None or known.fact.unit or known.fact.value is None:
            return known
        others = evidence.candidates(want, self.holdings)
        name = terms.normalise("".join(known.fact.row[-1:]))
        told = (
            k for k in self.holding(known.fact).known if k.fact.source == "narrative" and k.fact.year == known.fact.year
        )
        alike = (k for k in told if k.fact.row and terms.normalise(k.fact.row[-1]) in name)
        return next((k for k in (*others, *alike) if k.fact.unit and k.fact.value == known.fact.value), known)

    def _of_fund(self, want: Want, fund: str) -> Known | None:
        """The level that is of one fund alone; what a table of all funds prints is none of it."""
        own = evidence.best(replace(want, within=(*want.within, fund)), self.holdings)
        if own is None and set(want.asked.keys[:1]) & _OF_A_FUNDS_ROW:
            # The same figure the other way round: the fund's own row as far as this column goes.
            whose = replace(want.asked, keys=(fund,))
            own = evidence.best(replace(want, asked=whose, within=want.asked.keys[:1]), self.holdings)
        if own is not None and own.fact.value is not None:
            return own
        known = evidence.best(want, self.holdings)
        return None if known is None or not may_be_of_fund(known, fund) else known

    def namesakes(self, asked: Asked, year: int, within: Sequence[str] = ()) -> list[Known]:
        """Rows of one table that go by the same name with different amounts."""
        return evidence.namesakes(Want(asked, year, self.basis, tuple(within)), self.holdings)

    def stock(self, asked: Asked) -> Known | None:
        """What the disclosure of the year asked for counts as of an earlier day: 截至上年末共有车辆."""
        year = self.target()
        own = [h for h in self.holdings if h.record.year == year]
        if self.query.years and re.search(r"\d\s*年?(?:年|度)?(?:底|末|1?\d月)", self.query.text):
            want = Want(asked, self.query.years[0], None, (), self.query.counted)
            then = _as_named(evidence.candidates(want, self.holdings), asked, self.query.text)
            return next((k for k in then if k.fact.value is not None and k.fact.measure == "count"), None)
        found = _as_named(
            evidence.candidates(Want(asked, None, None, (), self.query.counted), own), asked, self.query.text
        )
        return next(
            (
                k
                for k in found
                if k.fact.value is not None
                and k.fact.measure == "count"
                and k.fact.year in (year, year - 1)
                and (not _to_be_bought(k) or BOUGHT.search(self.query.text))
            ),
            None,
        )

    def in_place(self, asked: Asked, place: str, within: Sequence[str] = (), *, blank: bool = False) -> Known | None:
        """The item as a named table states it, or its `blank` cell; a table is named by characters of its title, in order.

        支出决算表 is the one that is called so, before 收入支出决算总表, which has these characters, too.
        """
        want = Want(asked, self.target(), self.basis, tuple(within))
        found = (
            k for k in evidence.candidates(want, self.holdings) if k.fact.table and (k.fact.value is None) is blank
        )
        if (form := form_number(place)) is not None:
            return next((k for k in found if form_number(self._form(k.fact)) == form), None)
        told = list(found)
        named = next(
            (
                own
                for name in _names_of_table(place)
                if (own := [k for k in told if is_named(name, k.fact.table or "")])
            ),
            [],
        )
        if not named and "三公" in place:  # 机构运行信息表 has them in rows of its own
            named = [k for k in told if any("三公" in label for label in (*k.fact.row[:1], *k.fact.column[:1]))]
        # Of titles that have as much of the name the one with the least beside it: 收支预算总表 before 财政拨款收支预算总表.
        return min(named, key=lambda known: _closeness(place, known), default=None)

    def in_table(self, place: str) -> list[Known]:
        """What the tables of the year print that are best called by a name."""
        year = self.target()
        tables: dict[tuple[str, int | None], list[Known]] = {}
        for holding in self.holdings:
            for number, known in holding.by_table.items():
                own = [k for k in known if k.fact.year == year and k.fact.measure == "level" and k.fact.table]
                if own:
                    tables[holding.record.id, number] = own
        form = form_number(place)
        if form is not None:
            return [k for own in tables.values() if form_number(self._form(own[0].fact)) == form for k in own]
        for name in _names_of_table(place):
            found = {at: own for at, own in tables.items() if is_named(name, own[0].fact.table or "")}
            if found:
                closest = min(_closeness(place, own[0]) for own in found.values())
                return [k for own in found.values() for k in own if _closeness(place, own[0]) == closest]
        return []

    def _form(self, fact: Fact) -> str:
        """The number of the form that a fact's table is, as printed; empty for none."""
        table = self.holding(fact).table(fact.table_number)
        return (table.form if table else None) or ""

    def holding(self, fact: Fact) -> Holding:
        """The disclosure that a fact stands in."""
        return next(h for h in self.holdings if h.record.id == fact.document)


_SORT_OF_TABLE = re.compile("(?:明细|情况|一览|统计|汇总)表$")
# How the table of 基本支出 is called for what it lists, where no title says so.
_BY_ECONOMIC_CLASS = re.compile("经济(?:科目)?分类(?:科目)?(?:支出)?表$")
_KEPT = "保有"
_ON_DUTY = re.compile("公务|公车|公家车|三公")


# Columns of the row that tells of one fund.
_OF_A_FUNDS_ROW = frozenset({"carried_in", "carried_out", "revenue_this_year"})


def _as_named(found: list[Known], asked: Asked, text: str) -> list[Known]:
    """Counts of cars by the name that is asked for: those kept for a body's money are told apart from all of its assets."""
    if asked.keys[:1] != ("vehicles",) or (_KEPT not in text and _ON_DUTY.search(text)):
        return found
    return sorted(found, key=lambda known: any(_KEPT in label for label in known.fact.row[-1:]) != (_KEPT in text))


# Classes of tables that tell all funds together.
_OF_ALL_FUNDS = frozenset({"balance", "expenditure", "revenue"})
# Funds that pay for few things: what does not say that one of them pays for it is not of that fund.
_FEW_THINGS = frozenset({"government_fund_budget", "state_capital_budget"})


def may_be_of_fund(known: Known, fund: str) -> bool:
    """Whether an amount may be what one fund pays: no table of all funds prints it, and none of another fund's."""
    if evidence.narrowed(known, fund):
        return True
    table = terms.table_class(known.fact.table) if known.fact.table else None
    return fund not in _FEW_THINGS and (table is None or table.id not in _OF_ALL_FUNDS)


def fund_named(asked: Asked) -> str | None:
    """The one fund that an item's own words name, of what every fund pays for: 一般公共预算财政拨款基本支出, 财政拨款基本支出."""
    if not AXES & set(asked.keys[:1]):
        return None
    named = [key for key, name in evidence.FUND_NAMES.items() if name in asked.text]
    if not named and asked.text.startswith("财政拨款"):
        return "fiscal_appropriation"
    return named[0] if len(named) == 1 else None


def is_named(place: str, title: str) -> bool:
    """Whether a table is meant by a short name of it."""
    at = iter(terms.normalise(title))
    name = _ITS_MONEY.sub("", place.removesuffix("清单").removesuffix("表"))
    return "表" in title and all(char in at for char in name)


# 一般公共预算财政拨款支出 is printed as 一般公共预算支出, too.
_ITS_MONEY = re.compile("(?<=一般公共预算)(?:财政)?拨款(?=支出|收入|收支)")


_FORM = re.compile(r"(?:部门|预算|决算|财决)?公开\s*(\d{1,2})\s*表")


def _names_of_table(place: str) -> tuple[str, ...]:
    """What a table is called, and what else it may be: one of all lines 明细表, though its title does not say so."""
    by_class = ("基本支出表",) if _BY_ECONOMIC_CLASS.search(place) else ()
    return (place, _SORT_OF_TABLE.sub("表", place), *by_class)


def _closeness(place: str, known: Known) -> tuple[int, int]:
    """How closely the table of a figure is called so, and how much more its title has; the least is the closest."""
    title = known.fact.table or ""
    return _how_named(place, title), len(title)


def form_number(name: str) -> int | None:
    """The number of a form that is named by it alone: 公开03表; None for a title."""
    hit = _FORM.fullmatch(name.strip())
    return int(hit[1]) if hit else None


def _how_named(place: str, title: str) -> int:
    """How closely a title is what a table is called: the very same, what it begins or ends with, or as much in parts."""
    bare = re.sub(r"[（(][^（）()]*[）)]", "", terms.normalise(title))
    if place == bare:
        return 0
    if bare.startswith(place) or bare.endswith(place):
        return 1
    return 2 if place.removesuffix("表") in bare else 3


def evidence_counts(asked: Asked) -> bool:
    """Whether the item is one that is counted (车辆), so that 几辆 belongs to it."""
    concept = terms.concepts().get(asked.keys[0]) if asked.keys else None
    return bool(concept and concept.unit)


# What final accounts and budgets call differently is called as it is printed, and so are 类, whose names change.
_AS_PRINTED = frozenset({"carried_in", "carried_out", "vehicles"})
# What came in or was spent in the year, without what was brought over, which 总计 has in it.
_OF_THE_YEAR = re.compile("(?:本年)?(?:收入|支出)合计")
_SPENT_WHOLE = frozenset({"expenditure_this_year", "expenditure_total"})  # 本年支出 › 合计 narrows no row


def called(known: Known) -> str:
    """How an answer calls what a fact counts: the printed label, or the concept's name; narrowed where it is."""
    fact, item = known.fact, known.item
    own = terms.concepts().get(item.own)
    if fact.source == "narrative" and len(fact.row) > 1 and terms.key(fact.row[-1]) in item.within:
        return f"{strip_number(fact.row[-2])}（{strip_number(fact.row[-1])}）"  # 年末结转和结余 of one fund
    of_the_year = fact.source == "narrative" and bool(fact.row) and _OF_THE_YEAR.fullmatch(fact.row[-1]) is not None
    renamed = own is not None and own.code is not None and bool(fact.row) and terms.key(fact.row[-1]) == item.own
    # 其他资本性支出 within 资本性支出, which old tables call so as a whole.
    renamed = renamed or (len(fact.row) > 1 and terms.key(fact.row[-2]) == terms.key(fact.row[-1]) == item.own)
    if own and not (item.own in _AS_PRINTED and fact.row) and not of_the_year and not renamed:
        label = own.name
    elif of_the_year or renamed or (fact.row and terms.key(fact.row[-1]) == item.own):
        label = strip_number(fact.row[-1])
    else:
        label = next((strip_number(c) for c in fact.column if terms.key(c) == item.own), item.own)
    if item.own == "fiscal_total" and fact.row and _OF_THE_YEAR.match(fact.row[-1]) and item.side:
        label = (
            f"财政拨款{'支出' if item.side == 'expenditure' else '收入'}"  # 本年支出合计 of 财政拨款收入支出决算总表
        )
    if item.own in OF_A_FUND and item.within & FUNDS_AND_THEIR_USE and fact.source == "narrative" and len(fact.row) > 1:
        spent = next((key for key, fund in FUND_OF.items() if fund in item.within), None)
        if item.own == "expenditure_this_year" and spent:
            return terms.name(spent)
        return f"{strip_number(fact.row[0])}{label}"  # 本年收入 of one fund
    if fact.project and fact.indicator is None and len(fact.row) > 1 and item.own == terms.key(fact.project[1]):
        return fact.project[1]
    if fact.project and len(fact.row) > 1:
        reached = fact.indicator is not None and fact.basis == "actual" and fact.column
        return f"{fact.project[1]}“{label}”" + (f"（{fact.column[-1]}）" if reached else "")
    narrowing = [
        strip_number(c)
        for c in fact.column
        if terms.key(c) in item.within - _SPENT_WHOLE and not AXIS_NAMED.fullmatch(c.strip())
    ]
    return f"{label}（{'、'.join(narrowing)}）" if narrowing else label


def line_above(known: Known, names: Sequence[str]) -> str:
    """Of one of several that are called the same the line above it, in brackets: 一般行政管理事务 stands under many 款."""
    again = names.count(called(known)) > 1 and len(known.fact.row) > 1
    return f"（{strip_number(known.fact.row[-2])}）" if again else ""


def called_apart(scene: Scene, known: Known) -> str:
    """How an answer calls an item, with the line above it where the disclosure has more of its name: 行政运行（统战事务）."""
    name, fact = called(known), known.fact
    if len(fact.row) <= 1 or fact.project is not None:
        return name
    above = lines_above(scene.holding(fact), known.item.own)
    own = fact.row[-2]
    return f"{name}（{strip_number(own)}）" if len(above) > 1 and terms.key(own) in above else name


_LINE = re.compile(r"\d{7}")  # the code of a 项


def lines_above(holding: Holding, own: str) -> set[str]:
    """The keys of the lines that the lines of one name stand below, in a disclosure's tables by function."""
    return {
        terms.key(known.fact.row[-2])
        for known in holding.by_own.get(own, ())
        if len(known.fact.row) > 1 and _LINE.fullmatch(known.fact.code or "")
    }


def basis_word(fact: Fact) -> str:
    """预算数, 决算数 …, or nothing for what is no money."""
    if fact.indicator is not None and fact.basis == "actual":
        return "完成值"
    unit = quantity.unit(fact.unit)
    if fact.basis != "target" and unit is not None and unit.base != "元":
        return ""
    if (
        fact.basis == "actual"
        and "执行" in " ".join((*fact.column, fact.quote))
        and "决算" not in " ".join((*fact.column, fact.quote))
    ):
        return "执行数"
    return BASIS_WORDS.get(fact.basis, "")


def phrase(scene: Scene, known: Known, *, year: bool = True) -> str:
    """What a figure is: 2024年公务接待费预算数."""
    fact = known.fact
    when = f"{fact.year}年" if year and fact.year else ""
    if fact.measure == "count" and (dated := _AS_OF.search(fact.quote)):
        when = dated[0]
    word = basis_word(fact)
    name = called_apart(scene, known)
    if word == "预算数" and name.endswith("预算"):
        word = "数"
    return f"{scene.prefix}{when}{name}{word}"


def state(fact: Fact, unit: str | None = None, *, bold: bool = False) -> list[Piece]:
    """An indicator's comparator, where it has one, and the figure."""
    words = spoken_comparator(fact)
    figure = cited(fact, unit, bold=bold)
    return [words, figure] if words else [figure]


def state_or_blank(fact: Fact, *, bold: bool = False) -> list[Piece]:
    """The figure, or that its cell is blank."""
    return ["为空（未列金额）", Marked(fact)] if fact.value is None else state(fact, bold=bold)


def unit_for(scene: Scene, fact: Fact) -> str | None:
    """The unit asked for, where the fact can be given in it."""
    asked = scene.query.unit
    if not asked or not fact.unit or asked == fact.unit:
        return None
    here, there = quantity.unit(fact.unit), quantity.unit(asked)
    return asked if here and there and here.base == there.base else None


def answered(
    *pieces: Piece, result: Stated | None = None, notices: Sequence[str] = (), follow_ups: Sequence[str] = ()
) -> Draft:
    """A draft that answers."""
    return Draft("answered", pieces, result, tuple(notices), tuple(follow_ups))
