"""Totals: revenue and expenditure balance, a total is the sum of its sources or categories, tables print the same totals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ingest import items, terms
from ingest.grid import TOTAL
from ingest.model import Fact
from service.calculator.tieout import phrase
from service.calculator.tieout.book import Book
from service.calculator.tieout.finding import Finding
from service.calculator.tieout.sheet import FUNCTIONAL, Lane, Row, Sheet, category_code, is_total, leaf


def balance(book: Book) -> Iterator[Finding]:
    """R01: 收入合计 = 支出合计."""
    for sheet in book.of("balance", "fiscal_balance"):
        sides = [sheet.lane("revenue"), sheet.lane("expenditure")]
        rows = [lane.first("grand") if lane else None for lane in sides]
        facts = [row.of("") if row else None for row in rows]
        if facts[0] is not None and facts[1] is not None:
            found = phrase.repeated(facts[0], facts[1], f"《{sheet.title}》的收入与支出总额")
            if found:
                yield found


# --- sources ------------------------------------------------------------------------------------------------------


def sources(book: Book) -> Iterator[Finding]:
    """R02: income total = Σ sources, in two-sided tables, in the rows of tables of revenue, in the narrative."""
    for sheet in book.of("balance", "fiscal_balance"):
        lane = sheet.lane("revenue")
        if lane:
            yield from _lane_sources(lane)
            yield from _nested(lane)
    for sheet in book.of("revenue"):
        yield from _source_rows(sheet)
        yield from _source_list(sheet)
    yield from _told(book, "revenue", items.FUNDS, "各项收入之和")


def _lane_sources(lane: Lane) -> Iterator[Finding]:
    rows = [row for row in lane.rows if row.role == "source" and row.top]
    year = lane.first("year")
    grand = lane.first("grand")
    carried = [row for row in lane.rows if row.role == "carried" and row.top]
    if year and rows:
        yield from _sum("", year, rows, "各项收入之和")
        if grand:
            yield from _sum("", grand, [year, *carried], "本年收入与结转结余之和")
    elif grand and rows:
        yield from _sum("", grand, [*rows, *carried], "各项收入之和")


def _nested(lane: Lane) -> Iterator[Finding]:
    """一、财政拨款收入 against 1.一般公共预算资金 and what else stands under it."""
    for row in lane.rows:
        path = row.facts[0].row
        below = [r for r in lane.rows if r.facts[0].row[:-1] == path]
        if row.role in ("source", "carried") and len(below) > 1:
            yield from _sum("", row, below, "所列各项之和")


def _sum(column: str, whole: Row, parts: Sequence[Row], what: str) -> Iterator[Finding]:
    own = whole.of(column)
    facts = [fact for row in parts if (fact := row.of(column)) is not None]
    if own is not None and facts and (found := phrase.summed(own, facts, what)):
        yield found


def heads(facts: Sequence[Fact], depth: int) -> Iterator[Fact]:
    """One column for each heading below `depth`: itself, the total of its own columns, or all of them where it has none."""
    groups: dict[str, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(fact.column[depth], []).append(fact)
    for own in groups.values():
        totals = [f for f in own if len(f.column) == depth + 2 and TOTAL.search(f.column[-1])]
        yield from totals if len(totals) == 1 else own


def _source_rows(sheet: Sheet) -> Iterator[Finding]:
    """本年收入合计 = 财政拨款收入 + 事业收入 + …, in each row."""
    for row in sheet.rows:
        depth = min((len(f.column) for f in row if f.column), default=0) - 1
        if depth < 0:
            continue
        own = [f for f in row if len(f.column) == depth + 1 and _is_whole(f.column[depth])]
        rest = [f for f in row if f not in own and len(f.column) > depth and "其中" not in "".join(f.column)]
        parts = list(heads(rest, depth))
        if len(own) == 1 and len(parts) > 1 and not _overlap(parts):
            found = phrase.summed(own[0], parts, "各来源之和")
            if found:
                yield found


def _is_whole(label: str) -> bool:
    return bool(TOTAL.search(terms.normalise(label))) or terms.key(label) in ("revenue_this_year", "revenue_total")


def _overlap(parts: Sequence[Fact]) -> bool:
    """财政拨款收入 beside the funds that it is made of: side by side they count twice."""
    keys = {terms.key(fact.column[-1]) for fact in parts}
    return "fiscal_appropriation" in keys and bool(
        keys & {"general_public_budget", "government_fund_budget", "state_capital_budget"}
    )


def _source_list(sheet: Sheet) -> Iterator[Finding]:
    """A table of revenue that lists sources in rows: 收入总计 against them, 小计 against what stands under it."""
    if sheet.coded:
        return
    for facts in sheet.columns.values():
        wholes = [f for f in facts if len(f.row) == 1 and is_total(f)]
        groups: dict[str, list[Fact]] = {}
        for fact in facts:
            if fact not in wholes and fact.row and fact.row[0]:
                groups.setdefault(fact.row[0], []).append(fact)
        if len(wholes) == 1 and (first := _above_units(groups, wholes[0])):
            del groups[first]
        parts: list[Fact] = []
        for own in groups.values():
            subtotal = [f for f in own if len(f.row) == 2 and is_total(f)] or [f for f in own if len(f.row) == 1]
            if len(subtotal) == 1:
                parts += subtotal
                under = [f for f in own if f is not subtotal[0] and len(f.row) == 2]
                if under and (found := phrase.summed(subtotal[0], under, "所列各项之和")):
                    yield found
            else:
                parts += own
        if len(wholes) == 1 and len(parts) > 1 and (found := phrase.summed(wholes[0], parts, "各项收入之和")):
            yield found


def _above_units(groups: Mapping[str, Sequence[Fact]], whole: Fact) -> str | None:
    """The body that is listed above its units and comes to all of them, by its row; None where the first row is a source."""
    label, own = next(iter(groups.items()), ("", ()))
    others = len(groups) > _TWO and not any(other in terms.concepts() for other in map(terms.key, groups))
    return label if others and len(own) == 1 and own[0].value == whole.value else None


_TWO = 2

# --- categories ---------------------------------------------------------------------------------------------------


def categories(book: Book) -> Iterator[Finding]:
    """R03: expenditure total = Σ 类, in two-sided tables, in tables by code, in the narrative."""
    for sheet in book.of("balance", "fiscal_balance"):
        lane = sheet.lane("expenditure")
        if lane:
            yield from _lane_categories(lane)
    for sheet in book.sheets:
        if sheet.kind in FUNCTIONAL and sheet.coded:
            yield from _column_categories(sheet)
    codes = frozenset(filter(None, map(category_code, (label for f in book.told for label in f.row[-1:]))))
    if codes:
        yield from _told(book, "expenditure", codes, "各类之和")


def _lane_categories(lane: Lane) -> Iterator[Finding]:
    year, grand = lane.first("year"), lane.first("grand")
    groups = [row for row in lane.rows if row.role == "category" and row.top]
    # A row among the categories whose label is none of theirs is one of them by its place.
    if groups:
        first, last = lane.rows.index(groups[0]), lane.rows.index(groups[-1])
        around = [row for row in lane.rows if row.role == "other" and row.top]
        groups += [row for row in around if first - 1 <= lane.rows.index(row) <= last + 1]
    uses = [row for row in lane.rows if row.role == "use"]
    carried = [row for row in lane.rows if row.role == "carried" and row.top]
    for column in lane.columns:
        whole = year or grand
        if whole and groups:
            extra = [] if year else carried
            yield from _sum(column, whole, [*groups, *extra], "各类之和")
        if year and grand:
            yield from _sum(column, grand, [year, *carried], "本年支出与结转结余之和")
        if whole and len(uses) > 1:
            yield from _sum(column, whole, uses, "基本支出、项目支出等之和")


def _column_categories(sheet: Sheet) -> Iterator[Finding]:
    for facts in sheet.columns.values():
        wholes = [fact for fact in facts if fact.id not in sheet.codes and is_total(fact)]
        tops = [fact for fact in facts if len(sheet.codes.get(fact.id, "")) == 3]
        if len(wholes) != 1 or not tops:
            continue
        if why := unreliable(sheet, facts):
            yield phrase.missing(f"《{sheet.title}》“{phrase.called(wholes[0])}”没有与各类核对：{why}。", wholes)
        elif found := phrase.summed(wholes[0], tops, "各类之和"):
            yield found


def unreliable(sheet: Sheet, facts: Sequence[Fact]) -> str | None:
    """Why the codes of a column cannot be added up; None where they can."""
    if sheet.uncoded:
        return "有的行读不出科目编码"
    codes = [sheet.codes[fact.id] for fact in facts if fact.id in sheet.codes]
    if len(codes) != len(set(codes)):
        return "有的科目编码出现多次"
    return None


def _told(book: Book, side: str, parts: frozenset[str], what: str) -> Iterator[Finding]:
    """收入预算100.00万元，其中：…: a list that is not whole may fall short of its total, and cannot exceed it."""
    levels = list(book.money_told())
    for whole in levels:
        if book.item(whole) != side:
            continue
        below = [
            fact
            for fact in levels
            if fact is not whole
            and fact.quote == whole.quote
            and (fact.row[: len(whole.row)] == whole.row or not fact.row[:-1])
            and fact.year == whole.year
            and (book.item(fact) in parts or items.item(fact).own in parts)
        ]
        if len(below) < 2:
            continue
        found = phrase.summed(whole, below, what)
        if found is None or (found.outcome in ("mismatch", "unlikely") and (found.difference or 0) > 0):
            continue
        yield found


# --- the same total in several tables -----------------------------------------------------------------------------


def same_totals(book: Book) -> Iterator[Finding]:
    """R09: the tables print one total for what is one total (budgets)."""
    general = [_total(sheet) for sheet in book.of("general_public")]
    fiscal = book.of("fiscal_balance")
    for sheet in fiscal:
        lane = sheet.lane("expenditure")
        rows = [row for role in ("grand", "year") if lane and (row := lane.first(role))]
        for one in general:
            candidates = [fact for row in rows if (fact := row.of("general_public_budget"))]
            yield from _any(one, candidates, "一般公共预算支出总额")
    wholes = [fact for sheet in book.of("balance") if (fact := _grand(sheet))]
    spent = [_total(sheet) for sheet in book.of("expenditure")]
    goals = [one.fact for one in book.print_of("expenditure", book.year, "budget") if _is_goal(one.fact)]
    for one in (*spent, *goals):
        yield from _any(one, wholes, "支出总额")
    received = [_total(sheet) for sheet in book.of("revenue") if sheet.coded]
    incomes = [fact for sheet in book.of("balance") if (fact := _grand(sheet, "revenue"))]
    for one in received:
        yield from _any(one, incomes, "收入总额")
    if book.single_fund and wholes:
        for one in general:
            yield from _any(one, wholes, "支出总额")


def _is_goal(fact: Fact) -> bool:
    table = terms.table_class(fact.table or "")
    return table is not None and table.id == "overall_performance"


def _grand(sheet: Sheet, side: str = "expenditure") -> Fact | None:
    lane = sheet.lane(side)  # type: ignore[arg-type] # one of the two sides
    row = lane.first("grand") if lane else None
    return row.of("") if row else None


def _total(sheet: Sheet) -> Fact | None:
    """The fact of all: the total row's total column of the document's own year."""
    rows = [row for row in sheet.rows if is_total(row[0])]
    if len(rows) != 1:
        return None
    own = [fact for fact in rows[0] if fact.year == max((f.year or 0) for f in rows[0])]
    whole = [fact for fact in own if not fact.column or _is_all(leaf(fact))]
    return whole[0] if whole else None


def _is_all(label: str) -> bool:
    return terms.is_neutral(label) or terms.key(label) in ("revenue_this_year", "expenditure_this_year")


def _any(one: Fact | None, candidates: Sequence[Fact], name: str) -> Iterator[Finding]:
    """A total against others that it may equal (with or without what is carried over): one that does is enough."""
    found = [f for fact in candidates if one is not None and (f := phrase.repeated(one, fact, name))]
    agreed = next((f for f in found if f.outcome in ("exact", "rounding")), None)
    if agreed or found:
        yield agreed or found[0]


def category_amounts(book: Book) -> Iterator[Finding]:
    """R10: a 类 has one amount in all tables that count the same money."""
    seen: set[tuple[str, str]] = set()
    for (key, year, _), prints in book.printed.items():
        if len(key) != 3 or not key.isdigit() or not key.startswith("2") or year != book.year:
            continue
        for scope in ("whole", "fiscal", "general", "fund", "capital"):
            scopes = {scope} if not book.single_fund else {"whole", "fiscal", "general"}
            same = [one.fact for one in prints if one.scope in scopes]
            same = list({(f.table_number, f.column): f for f in same}.values())
            mark = (key, "all" if book.single_fund else scope)
            if len(same) < 2 or mark in seen:
                continue
            seen.add(mark)
            for other in same[1:]:
                if other.table_number != same[0].table_number or other.column != same[0].column:
                    found = phrase.repeated(same[0], other, same[0].row[-1])
                    if found:
                        yield found


def by_fund(book: Book) -> Iterator[Finding]:
    """R47: in tables of 财政拨款, 合计 = 一般公共预算 + 政府性基金 + 国有资本经营, row by row."""
    for sheet in book.of("fiscal_balance"):
        lane = sheet.lane("expenditure")
        if lane is None or len(lane.columns) < 3:
            continue
        for row in lane.rows:
            whole = row.of("")
            parts = [fact for column in lane.columns if column and (fact := row.of(column)) is not None]
            parts = [fact for fact in parts if "其中" not in fact.column[-1]]
            if whole is not None and len(parts) > 1 and (found := phrase.summed(whole, parts, "各项资金之和")):
                yield found
