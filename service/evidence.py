"""Which facts answer a query: exact selection over held disclosures by item, year and basis. Pure; no ranking by value.

A year is a filter and never a hint, and so is the basis: a budgeted amount never stands for an actual one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ingest import quantity, terms
from ingest.items import CARRIED, FUND_OF, FUNDS_AND_THEIR_USE, OF_A_FUND
from ingest.model import BUDGETS, Fact
from service.holding import Holding, Known
from service.query import Asked, BasisAsked, Stage

_HOMES = (
    "expenditure", "balance", "general_public", "fiscal_balance", "fiscal_expenditure", "basic", "three_public",
    "agency_costs", "procurement", "government_fund", "state_capital", "overall_performance",
    "project_performance", "projects", "revenue",
)  # fmt: skip
_BUDGETED = {"budget": 0, "initial_budget": 1, "target": 2, None: 3, "adjusted_budget": 4}
# A total may be asked for under one name and printed under another; the next best is then named as what it is.
_INSTEAD = {
    "expenditure_total": (
        "expenditure_this_year",
        "budget_total",
        "fiscal_total",
        "fiscal_expenditure",
        "general_public_expenditure",
    ),
    "revenue_this_year": ("revenue_total", "budget_total"),
    "expenditure_this_year": ("expenditure_total", "budget_total"),
    "revenue_total": ("revenue_this_year", "budget_total", "fiscal_total"),
    "budget_total": ("expenditure_total", "revenue_total", "fiscal_total"),
    "fiscal_expenditure": ("fiscal_total",),
    "fiscal_appropriation": ("fiscal_total",),
    "general_public_expenditure": ("general_public_budget",),
    "government_fund_expenditure": ("government_fund_budget",),
    "state_capital_expenditure": ("state_capital_budget",),
    "government_fund_budget": ("government_fund_expenditure",),
    "state_capital_budget": ("state_capital_expenditure",),
    "official_reception": ("domestic_reception",),
}

# How a fund is named in what it pays for: 一般公共预算财政拨款基本支出.
FUND_NAMES = {
    "general_public_budget": "一般公共预算",
    "government_fund_budget": "政府性基金",
    "state_capital_budget": "国有资本经营",
}
# How a heading names the money that its section is about.
_SECTION_OF = {
    key: re.compile(pattern)
    for keys, pattern in (
        (
            ("fiscal_appropriation", "fiscal_expenditure"),
            "(?<!一般公共预算)(?<!政府性基金预算)(?<!国有资本经营预算)财政拨款",
        ),
        (("general_public_budget", "general_public_expenditure"), "一般公共预算"),
        (("government_fund_budget", "government_fund_expenditure"), "政府性基金"),
        (("state_capital_budget", "state_capital_expenditure"), "国有资本经营"),
    )
    for key in keys
}
# Columns of a fund's table beside what is spent of it.
_NOT_SPENT = CARRIED | {"revenue_this_year"}


def instead(key: str) -> tuple[str, ...]:
    """Under which other keys an item may be printed, the nearest first."""
    return _INSTEAD.get(key, ())


# Which economic classes 人员经费 and 公用经费 gather, where a table does not split them by column.
ECONOMIC = {"personnel_expenses": ("301", "303"), "operating_expenses": ("302", "309", "310", "399")}
_SIDE = {"revenue_total": "revenue", "expenditure_total": "expenditure"}

_RATED = re.compile("系数|完成率|完成比例|达成率")


@dataclass(frozen=True, slots=True)
class Want:
    """What a figure must be: the item, what narrows it, year and basis."""

    asked: Asked
    year: int | None
    basis: BasisAsked | None = None
    within: tuple[str, ...] = ()
    counted: str | None = None
    stage: Stage | None = None
    weight: bool = False  # 权重 of an indicator, which is never meant where it is not named
    score: bool = False  # nor are the points that it was given
    rated: bool = False  # or how far it was reached in percent of itself
    number: bool = False  # whether how many there are is asked for, and no money


def is_score(fact: Fact) -> bool:
    """Whether a number is the points that an indicator was given in a self-evaluation, not what was reached."""
    return fact.indicator is not None and any("得分" in label or "评分" in label for label in fact.column)


def is_reached(fact: Fact) -> bool:
    """Whether a cell of an indicator's row is what was reached, and not how far in percent of the goal, nor its weight."""
    return not any(_RATED.search(label) or "权重" in label or "分值" in label for label in fact.column)


ASKS_SCORE = re.compile(
    r"(?<=[评价核])总分|得分|评分|打分|得了[多几]少?分|(?:多少|几)分(?![之钱])|(?<!百)分数|扣了?分|失分"
)


def basis_fits(fact: Fact, basis: BasisAsked | None) -> bool:
    """Whether a fact may answer a question about budgets, or about what was really spent."""
    if basis == "actual":
        return fact.basis == "actual"
    if basis == "budget":
        return fact.basis != "actual"
    return True


def _of(asked: Asked, holding: Holding) -> Iterator[tuple[int, Known]]:
    """Facts that count the item, with how indirectly (0: under its own name)."""
    if asked.code:
        for known in holding.by_code.get(asked.code, ()):
            yield 0, known
        above = _above(asked.code, holding)
        for key in asked.keys:  # sentences name an item without its code
            for known in holding.by_own.get(key, ()):
                if known.fact.source == "narrative" and _may_stand_below(known, above):
                    yield 1, known
        return
    for key in asked.keys:
        for known in holding.by_own.get(key, ()):
            yield 0, known
        if fund := FUND_OF.get(key):
            for known in holding.by_own.get("expenditure_this_year", ()):
                if fund in known.item.within:
                    yield 0, known
        for further, other in enumerate(_INSTEAD.get(key, ()), 1):
            for known in holding.by_own.get(other, ()):
                if fund and known.item.side == "revenue" and known.fact.basis == "actual":
                    continue  # what came in is not what was spent
                if key in _SIDE and known.item.side not in (None, _SIDE[key]):
                    continue
                yield further, known


def _above(code: str, holding: Holding) -> frozenset[str]:
    """What a code stands below: by the rows that print it, and by the code tables."""
    tables = terms.codes()
    named = {
        terms.key(tables[code[:length]].name) for length in (3, 5) if length < len(code) and code[:length] in tables
    }
    return frozenset(named.union(*(known.item.path for known in holding.by_code.get(code, ()))))


def _may_stand_below(known: Known, above: frozenset[str]) -> bool:
    """Whether a sentence's item may be that of a code: 行政运行 under another 款 is another item."""
    path = [key for key in known.item.path if key not in terms.TOTALS and key in terms.code_names()]
    return not path or not above or path[-1] in above


def candidates(want: Want, holdings: Iterable[Holding], measures: Sequence[str] = ("level", "count")) -> list[Known]:
    """The facts that state what is wanted, the most authoritative first; blank cells come after numbers."""
    return [known for _, known in _ranked(want, holdings, measures)]


def namesakes(want: Want, holdings: Iterable[Holding]) -> list[Known]:
    """Rows of one table that go by the name that is asked for and state different amounts; fewer than two: no doubt.

    一般行政管理事务 stands under many 款, 餐饮服务 under many purchases.
    """
    ranked = _ranked(want, holdings, ("level", "count"))
    if not ranked or want.asked.code or ranked[0][1].fact.source != "table" or ranked[0][1].fact.value is None:
        return []
    rank, first = ranked[0]
    rows: dict[tuple[object, ...], Known] = {}
    for other, known in ranked:
        fact = known.fact
        same = (fact.document, fact.table_number, fact.column) == (
            first.fact.document,
            first.fact.table_number,
            first.fact.column,
        )
        if other == rank and same and known.item.own == first.item.own and fact.value is not None and fact.row:
            rows.setdefault((fact.code, fact.row), known)
    values = {known.fact.value for known in rows.values()}
    return list(rows.values()) if len(rows) > 1 and len(values) > 1 else []


_Ranked = tuple[tuple[int, ...], Known]
_WHERE_IT_STANDS = 11  # of the numbers of a rank: those before it say how well a figure is what is wanted


def _ranked(want: Want, holdings: Iterable[Holding], measures: Sequence[str]) -> list[_Ranked]:
    scored: list[tuple[tuple[int, ...], int, Known]] = []
    home = _home_ranks(want.asked)
    first = next(iter(want.asked.keys), "")
    said = terms.normalise(want.asked.text)
    within = (*want.within, *want.asked.within)
    narrowing = {*within, *(FUND_OF[key] for key in want.asked.keys if key in FUND_OF)}
    wants_carried = not CARRIED.isdisjoint((*narrowing, *want.asked.keys))
    aside = (_NOT_SPENT if first in FUND_OF else CARRIED) - set(within)
    holdings = tuple(holdings)
    for holding in holdings:
        for indirect, known in _of(want.asked, holding):
            fact, item = known.fact, known.item
            if (want.year is not None and fact.year != want.year) or _of_nothing_named(fact):
                continue
            done = fact.measure == "rate" and (  # 全年完成值 88.5%; a project's own 执行率
                (fact.indicator is not None and fact.basis == "actual")
                or (fact.source == "table" and fact.project is not None and bool(item.within & set(within)))
            )
            if (fact.measure not in measures and fact.basis != "target" and not done) or not basis_fits(
                fact, want.basis
            ):
                continue
            if fact.indicator is not None and not want.weight and is_score(fact) != want.score:
                continue
            if not want.weight and any("权重" in label for label in fact.column):
                continue
            if fact.indicator and not want.rated and any(_RATED.search(label) for label in fact.column):
                continue
            if want.counted and not counts(fact, want.counted):
                continue
            if (
                not want.counted
                and fact.measure == "count"
                and want.asked.keys
                and not _concept_counts(want.asked.keys[0])
            ):
                continue
            if item.own in OF_A_FUND and fact.source == "narrative" and item.within - narrowing:
                continue  # 本年收入 of one fund is no 本年收入 of the body
            if item.own in FUND_OF and item.within & aside:
                continue  # nor is what is left of a fund what is spent of it
            missing = [key for key in within if not narrowed(known, key)]
            if missing:
                continue
            extra = len(item.within - narrowing - _WHOLE_COLUMNS)
            # What is left of a fund stands under 年初结转和结余 by the fund's own name.
            left_over = not wants_carried and not CARRIED.isdisjoint(item.path)
            table = terms.table_class(fact.table) if fact.table else None
            rank = (  # the first ones say how well it is what is wanted, those from `home` on where that stands
                0 if want.stage in (None, fact.basis) else 1,
                indirect,
                0 if fact.value is not None else 1,
                0 if fact.unit or fact.measure != "level" else 1,
                # A final account is asked for what was spent, before its budgets, however wide these are.
                int(want.basis is None and holding.record.kind == "final_accounts" and fact.basis in BUDGETS),
                int(left_over),
                # Of one name, what is spent on it comes before how many of it there are or are aimed at.
                int(not (want.counted or want.number) and (fact.indicator is not None or fact.measure == "count")),
                extra,
                _order_of_basis(fact, want.basis, holding),
                0 if holding.record.year == fact.year else 1,
                0 if holding.record.scope != "unit" else 1,
                home.get(table.id, 50) if table else home["three_public"] if _runs(fact.table) else 60,
                0 if fact.status == "exact" else 1,
                int(not fact.row or terms.normalise(fact.row[-1]) != said),  # 资本性支出 beside 其他资本性支出
                int(first == "fiscal_total" and _is_of_the_year(fact)),
                _off_its_side(first, known),
            )
            scored.append((rank, len(scored), known))
    scored.sort(key=lambda entry: entry[:2])
    return _sound_first([(rank, known) for rank, _, known in scored], holdings)


def _sound_first(ranked: list[_Ranked], holdings: Iterable[Holding]) -> list[_Ranked]:
    """The same, a figure of a table that contradicts itself behind those that state the item as well elsewhere."""
    first = ranked[0][1] if ranked else None
    if first is None or first.fact.source != "table" or first.fact.value is None:
        return ranked
    as_well = ranked[0][0][:_WHERE_IT_STANDS]
    others = [
        (rank, known)
        for rank, known in ranked
        if rank[:_WHERE_IT_STANDS] == as_well and known.fact.status == "exact" and _of_same_money(known, first)
    ]
    if all(_same_amount(known.fact, first.fact) for _, known in others):
        return ranked  # nothing contradicts it, so that its table need not be looked at
    doubted = next(h.doubted for h in holdings if h.record.id == first.fact.document)
    if first.fact.id not in doubted:
        return ranked
    sound = [one for one in others if one[1].fact.id not in doubted]
    return [*sound, *(one for one in ranked if one not in sound)]


def _same_amount(one: Fact, other: Fact) -> bool:
    """Whether two facts state one amount, but for rounding."""
    if one.value is None or other.value is None or one.unit == other.unit:
        return one.value == other.value
    first, second = (
        quantity.Quantity(value, quantity.unit(unit))
        for value, unit in ((one.value, one.unit), (other.value, other.unit))
    )
    return abs(first.base - second.base) <= first.half_step + second.half_step


def _of_same_money(known: Known, first: Known) -> bool:
    """Whether a figure may stand for one of a table: what came in is not what was spent, a fund's money not all of it."""
    fact, of_all = known.fact, terms.table_class(first.fact.table or "")
    if came_in(fact) != came_in(first.fact):
        return False
    if of_all is None or of_all.id not in ALL_MONEY:
        return True
    return not _A_FUND.search("".join((fact.table or "", *fact.section[-1:], *fact.column)))


# Tables of all that a body takes in or spends, whoever pays.
ALL_MONEY = frozenset({"expenditure", "balance"})
_A_FUND = re.compile("一般公共预算|财政拨款|政府性基金|国有资本经营")


def _of_nothing_named(fact: Fact) -> bool:
    """Whether a cell is the sum of a table that prints neither a title nor a label that says of what."""
    return fact.source == "table" and not fact.table and all(map(terms.is_neutral, (*fact.row, *fact.column)))


_SIDE_OF = {"fiscal_expenditure": "expenditure", "fiscal_appropriation": "revenue"}


def _off_its_side(key: str, known: Known) -> int:
    """How far a total of fiscal money, which stands in for what came of it or went, lies from that: the other side, all there was.

    What was spent in a year is 本年支出合计 of 财政拨款收入支出决算总表, not 总计, which has in it what was carried over.
    """
    side = _SIDE_OF.get(key)
    if side is None or known.item.own != "fiscal_total":
        return 0
    return 2 * (known.item.side not in (side, None)) + (
        known.fact.basis == "actual" and not _is_of_the_year(known.fact)
    )


def _is_of_the_year(fact: Fact) -> bool:
    """Whether a row is what the year alone took in or spent: 本年支出合计."""
    return bool(fact.row) and fact.row[-1].strip().startswith("本年")


# Columns that narrow nothing: 本年支出 › 合计, 支出总计.
_WHOLE_COLUMNS = frozenset({"expenditure_total", "revenue_total", "expenditure_this_year"})


def of_all_its_money(known: Known) -> bool:
    """Whether a row's amount is told whole, not as far as one fund or one use goes."""
    return not known.item.within - _WHOLE_COLUMNS


def _order_of_basis(fact: Fact, basis: BasisAsked | None, holding: Holding) -> int:
    """A budget states budgets first, a final account outturns; an adjusted budget only stands in for another."""
    if basis is None and holding.record.kind == "final_accounts":
        return 0 if fact.basis == "actual" else 1 + _BUDGETED.get(fact.basis, 5)
    return _BUDGETED.get(fact.basis, 5) if basis != "actual" else 0


def _runs(title: str | None) -> bool:
    """Whether a table tells what it takes to run a body, “三公”, meetings and training whole: 机构运行信息表."""
    return title is not None and "机构运行信息" in title


def _home_ranks(asked: Asked) -> dict[str, int]:
    concept = terms.concepts().get(asked.keys[0]) if asked.keys else None
    order = dict.fromkeys((*(concept.homes if concept else ()), *_HOMES))
    return {name: rank for rank, name in enumerate(order)}


def _concept_counts(key: str) -> bool:
    concept = terms.concepts().get(key)
    return concept is None or concept.unit is not None


def counts(fact: Fact, counted: str) -> bool:
    """Whether a fact is in the unit that is asked for (几辆, 多少人)."""
    if not fact.unit:
        return False
    mine, asked = quantity.unit(fact.unit), quantity.unit(counted)
    if mine is None or asked is None:
        return False
    return mine.base == asked.base or any({mine.base, asked.base} <= pair for pair in _EITHER)


# Bodies are counted by either (几个事业单位, 事业单位3家), and so is what is put on: 开了几场, 136场次.
_EITHER = (frozenset({"个", "家"}), frozenset({"场", "场次"}))


def narrowed(known: Known, key: str) -> bool:
    """Whether a fact is narrowed by a key: by a column, by a row above it, by its project or by its table."""
    if key in known.item.within or key in known.item.path or key == known.item.own:
        return True
    table = terms.table_class(known.fact.table) if known.fact.table else None
    if table and table.total and same_funds(table.total, key):
        return True
    if (fund := FUND_NAMES.get(key)) and any(fund in label for label in known.fact.row):
        return True  # a sentence names the fund with the item: 一般公共预算财政拨款基本支出
    if table and table.id == "basic" and key in _SECTION_OF and _SECTION_OF[key].search(known.fact.table or ""):
        return True  # and so does the title of a table of what it pays of 基本支出
    heading = _SECTION_OF.get(key) if known.fact.source == "narrative" else None
    if heading is not None and heading.search("".join(known.fact.section)):
        return True  # or the heading that it stands under does: 五、财政拨款支出决算情况说明
    return bool(known.fact.table) and len(key) >= 3 and key in terms.normalise(known.fact.table or "")


_SAME_FUNDS = (
    frozenset({"general_public_budget", "general_public_expenditure"}),
    frozenset({"fiscal_appropriation", "fiscal_expenditure", "fiscal_total"}),
    frozenset({"government_fund_budget", "government_fund_expenditure"}),
    frozenset({"state_capital_budget", "state_capital_expenditure"}),
)


def same_funds(total: str, key: str) -> bool:
    """Whether a table's whole is what a key names: one fund's money is called by its revenue or by its expenditure."""
    return total == key or any(total in same and key in same for same in _SAME_FUNDS)


def best(want: Want, holdings: Sequence[Holding]) -> Known | None:
    """The fact that answers, preferring numbers; a number wins over a blank only at the same directness."""
    found = candidates(want, holdings)
    return found[0] if found else None


def changes(
    asked: Asked, year: int | None, holdings: Iterable[Holding], measures: Sequence[str] = ("change",)
) -> list[Known]:
    """What the narrative says of the item in a year, by default of its change.

    Where it says nothing of the item itself: what it says of those below it (the only 项 of a 款).
    """

    def said(known: Known) -> bool:
        fact = known.fact
        return fact.source == "narrative" and fact.measure in measures and (year is None or fact.year == year)

    held = list(holdings)
    funds = {FUND_OF[key] for key in asked.keys if key in FUND_OF}
    found = [
        (indirect, known)
        for holding in held
        for indirect, known in (*_of(asked, holding), *_stand_ins(asked, holding))
        if said(known) and not (known.item.own in OF_A_FUND and known.item.within - funds)
    ]
    if not found:
        found = [
            (0, known)
            for holding in held
            for known in holding.by_own.get("expenditure_this_year", ())
            if funds & known.item.within and said(known)
        ]
    if not found:
        keys = set(asked.keys)
        found = [(0, known) for holding in held for known in holding.on_path(keys) if said(known)]
        if _MOVED.issuperset(measures) and not keys & FUNDS_AND_THEIR_USE and not _are_only(found, keys, held):
            return []  # how one 项 of several moved is not how their 款 did
    return [known for _, known in sorted(found, key=lambda pair: pair[0])]


_MOVED = frozenset({"change", "rate"})


def _are_only(found: Sequence[tuple[int, Known]], keys: Collection[str], holdings: Iterable[Holding]) -> bool:
    """Whether what is told is of one line below an item, and nothing else stands below that."""
    told = {known.item.own for _, known in found}
    below = {
        known.item.own
        for holding in holdings
        for known in holding.on_path(keys)
        if known.fact.value is not None and known.fact.code
    }
    return len(told | below) <= 1


# What may stand in for a total where the narrative speaks only of its one source; it is then named as what it is.
_SOURCES = {
    "revenue_total": ("budget_total", "fiscal_appropriation", "fiscal_total", "general_public_budget"),
    "expenditure_total": ("budget_total", "fiscal_expenditure", "fiscal_total", "general_public_expenditure"),
    "budget_total": ("fiscal_expenditure", "fiscal_appropriation", "fiscal_total", "general_public_expenditure"),
}


def stand_ins(asked: Asked) -> tuple[str, ...]:
    """Keys of what may stand in for a total."""
    return tuple(other for key in asked.keys for other in _SOURCES.get(key, ()))


def _stand_ins(asked: Asked, holding: Holding) -> Iterator[tuple[int, Known]]:
    for further, other in enumerate(stand_ins(asked), 9):
        for known in holding.by_own.get(other, ()):
            yield further, known


def children(asked: Asked, year: int | None, basis: BasisAsked | None, holdings: Sequence[Holding]) -> list[Known]:
    """The parts of an item, one fact each: a concept's own parts, or the rows below it in the table that states it."""
    for key in asked.keys:
        concept = terms.concepts().get(key)
        if concept and concept.parts and key != "basic_expenditure":
            parts = (Want(Asked(terms.name(p), (p,), 0, 0), year, basis) for p in concept.parts)
            return [known for known in (best(part, holdings) for part in parts) if known]
    parent = best(Want(asked, year, basis), holdings)
    if parent is None:
        return []
    holding = next(h for h in holdings if h.record.id == parent.fact.document)
    return rows_below(parent, holding)


def came_in(fact: Fact) -> bool:
    """Whether a cell tells money taken in: by its column, else by its table. 类 are called alike where money comes in and goes out."""
    for label in (*reversed(fact.column), fact.table or ""):
        if ("收入" in label) != ("支出" in label):
            return "收入" in label
    return False


def rows_below(parent: Known, holding: Holding) -> list[Known]:
    """The rows directly below a fact in tables of its disclosure, in the column that corresponds to it."""
    fact = parent.fact
    numbers = [fact.table_number] if fact.table_number else []
    # 收入决算表 prints the same lines as 支出决算表: by whom they are paid for, not what is spent on them.
    spent = parent.item.side == "expenditure" or parent.item.own in ("expenditure_total", "expenditure_this_year")
    numbers += [
        t.number for t in holding.document.tables if t.number not in numbers and not (spent and _is_revenue(t.title))
    ]
    first: list[Known] = []
    for number in numbers:
        rows = [k for k in holding.known if k.fact.table_number == number and k.fact.value is not None]
        if parent.item.side != "revenue":
            rows = [k for k in rows if not came_in(k.fact)]
        found = below(parent, rows)
        if found and _adds_up(found, parent):
            return found
        first = first or found
    return first


def _is_revenue(title: str) -> bool:
    """Whether a table breaks down where the money comes from."""
    table = terms.table_class(title)
    return table is not None and table.id == "revenue"


def _adds_up(found: Sequence[Known], parent: Known) -> bool:
    """Whether parts come to their whole but for rounding: a table of fiscal money breaks no total of all funds down."""
    amounts = [
        quantity.Quantity(k.fact.value, quantity.unit(k.fact.unit))
        for k in (*found, parent)
        if k.fact.value is not None
    ]
    *parts, whole = amounts
    slack = sum((amount.half_step for amount in amounts), Decimal(0))
    return abs(sum((part.base for part in parts), Decimal(0)) - whole.base) <= slack


def leaves(asked: Asked, year: int | None, holdings: Sequence[Holding]) -> list[Known]:
    """The lowest rows below a label that heads rows without being a figure of its own."""
    for holding in holdings:
        found = [
            k
            for k in holding.known
            if k.fact.value is not None
            and k.fact.year == year
            and k.fact.source == "table"
            and k.fact.row
            and set(asked.keys) & set(k.item.path)
        ]
        if found:
            deepest = max(len(k.fact.row) for k in found)
            column = found[0].fact.column
            return _one_each(k for k in found if len(k.fact.row) == deepest and k.fact.column == column)
    return []


def below(parent: Known, rows: list[Known]) -> list[Known]:
    """Of rows of one table those directly below a fact, in the column that corresponds to it."""
    fact = parent.fact
    same = [k for k in rows if k.fact.year == fact.year and k.fact.basis == fact.basis]
    if fact.code and re.fullmatch(r"\d{3,7}", fact.code):
        column = _column(parent, [k for k in same if k.fact.code == fact.code])
        longer = [
            k for k in same if k.fact.code and k.fact.code.startswith(fact.code) and len(k.fact.code) > len(fact.code)
        ]
        if not longer:
            return []
        nearest = min(len(k.fact.code or "") for k in longer)
        longer += _uncoded(fact.code, nearest, same, [k.fact.code or "" for k in longer])
        return _one_each(
            k for k in longer if len(k.fact.code or "") in (0, nearest) and (not column or k.fact.column == column)
        )
    if parent.item.own in ("personnel_expenses", "operating_expenses"):
        own = parent.item.own
        coded = [k for k in same if k.fact.code and len(k.fact.code) == 5]
        split = [k for k in coded if own in k.item.within]
        return _one_each(
            split or (k for k in coded if (k.fact.code or "").startswith(ECONOMIC[own]) and not k.item.within)
        )
    if fact.row and not terms.is_neutral(fact.row[-1]) and parent.item.own not in _WHOLES:
        return _one_each(
            k
            for k in same
            if len(k.fact.row) == len(fact.row) + 1 and k.fact.row[:-1] == fact.row and k.fact.column == fact.column
        )
    top = [k for k in same if k.fact.code and len(k.fact.code) == 3 and of_all_its_money(k)]
    if top and parent.item.own in _WHOLES:
        # 年初结转, 本年收入, 本年支出 may stand side by side: the column is meant that comes to the whole.
        columns = [
            _one_each(k for k in top if k.fact.column == column) for column in dict.fromkeys(k.fact.column for k in top)
        ]
        return next((rows for rows in columns if _adds_up(rows, parent)), columns[0])
    return []


def _uncoded(above: str, digits: int, rows: Sequence[Known], held: Sequence[str]) -> list[Known]:
    """Rows whose code was not read, where the code tables have their name below the code, and no row has that code."""
    names = {
        terms.key(code.name): number
        for number, code in terms.codes().items()
        if number.startswith(above) and len(number) == digits and number not in held
    }
    return [k for k in rows if not k.fact.code and k.fact.row and terms.key(k.fact.row[-1]) in names]


# Totals whose parts are the 类 of 支出功能分类.
_WHOLES = frozenset({
    "expenditure_total", "expenditure_this_year", "budget_total", "fiscal_total", "fiscal_expenditure",
    "general_public_expenditure",
})  # fmt: skip


def _column(parent: Known, same_row: list[Known]) -> tuple[str, ...] | None:
    """The column of a table that corresponds to the parent's figure: its own, or the one that equals it."""
    for known in same_row:
        if known.fact.column == parent.fact.column and known.fact.table_number == parent.fact.table_number:
            return known.fact.column
    plain = [k for k in same_row if not k.item.within]
    return plain[0].fact.column if plain else (same_row[0].fact.column if same_row else None)


def _one_each(found: Iterable[Known]) -> list[Known]:
    seen: dict[tuple[str | None, tuple[str, ...]], Known] = {}
    for known in found:
        seen.setdefault((known.fact.code, known.fact.row), known)
    return list(seen.values())
