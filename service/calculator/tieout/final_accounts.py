"""What final accounts add: carried-over money, the nine tables among themselves, the rows of the fund tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest import terms
from ingest.model import Fact
from service.calculator.tieout import phrase
from service.calculator.tieout.book import Book
from service.calculator.tieout.finding import Finding
from service.calculator.tieout.sheet import Sheet, Side, is_total, leaf

_OPENING, _CLOSING = ("年初", "上年"), ("年末", "结转下年", "年终")


def carried(book: Book) -> Iterator[Finding]:
    """R44: 本年收入 + 使用结余 + 年初结转 = 总计 = 本年支出 + 结余分配 + 年末结转."""
    for sheet in book.of("balance", "fiscal_balance"):
        for side in ("revenue", "expenditure"):
            lane = sheet.lane(side)
            year, grand = (lane.first("year"), lane.first("grand")) if lane else (None, None)
            rest = [row for row in lane.rows if row.role == "carried" and row.top] if lane else []
            if not lane or year is None or grand is None or not rest:
                continue
            for column in lane.columns:
                whole, own = grand.of(column), year.of(column)
                parts = [fact for row in rest if (fact := row.of(column)) is not None]
                if whole is None or own is None:
                    continue
                what = "本年收入与年初结转结余等之和" if side == "revenue" else "本年支出与结余分配、年末结转结余之和"
                if found := phrase.summed(whole, [own, *parts], what):
                    yield found


def carried_rows(book: Book) -> Iterator[Finding]:
    """R50: in the tables of 政府性基金 and 国有资本经营: 年初结转 + 本年收入 = 本年支出 + 年末结转, every row."""
    for sheet in book.of("government_fund", "state_capital"):
        for row in sheet.rows:
            before = _column(row, _OPENING)
            after = _column(row, _CLOSING)
            earned = next((f for f in row if f.column and terms.key(f.column[0]) == "revenue_this_year"), None)
            spent = [f for f in row if f.column and terms.key(f.column[0]) == "expenditure_this_year"]
            whole = next((f for f in spent if len(f.column) == 1 or terms.is_neutral(f.column[-1])), None)
            if earned is None or whole is None or earned.value is None:
                continue
            parts = [(whole, 1)]
            parts += [(after, 1)] if after else []
            parts += [(before, -1)] if before else []
            if found := phrase.total_of(earned, parts, "本年支出加年末结转减年初结转"):
                yield found


def _column(row: Sequence[Fact], words: Sequence[str]) -> Fact | None:
    return next((f for f in row if f.column and any(word in f.column[0] for word in words)), None)


def by_source(book: Book) -> Iterator[Finding]:
    """R45: 财政拨款 (04) by source = 一般公共预算 (05) + 政府性基金 (08) + 国有资本经营 (09)."""
    for sheet in book.of("fiscal_balance"):
        lane = sheet.lane("expenditure")
        year = lane.first("year") if lane else None
        whole = year.of("") if year else None
        parts: list[Fact] = []
        known = True  # whether every table of a fund that has any money prints what was spent in all
        for kind, fund in (
            ("general_public", "general_public_budget"),
            ("government_fund", "government_fund_budget"),
            ("state_capital", "state_capital_budget"),
        ):
            own = next((fact for other in book.of(kind) if (fact := spent(other))), None)
            column = year.of(fund) if year else None
            known = known and (own is not None or not any(other.filled for other in book.of(kind)))
            if own is not None:
                parts.append(own)
                if column is not None and (found := phrase.repeated(column, own, f"{terms.name(fund)}的本年支出")):
                    yield found
        if whole is not None and known and parts and (found := phrase.summed(whole, parts, "05、08、09表本年支出之和")):
            yield found


def spent(sheet: Sheet) -> Fact | None:
    """本年支出合计 of a table of expenditure: the total row's total column."""
    for fact in sheet.money:
        if not is_total(fact) or fact.id in sheet.codes or not fact.column:
            continue
        head, last = fact.column[0], leaf(fact)
        total = terms.is_neutral(last) or terms.key(last) == "expenditure_this_year"
        if total and "收入" not in head and (len(fact.column) == 1 or "支出" in head):
            return fact
    return None


def nine_tables(book: Book) -> Iterator[Finding]:
    """R48: 本年收入合计 of 01 is that of 02; 本年支出合计 of 01 is that of 03."""
    for kind, side in (("revenue", "revenue"), ("expenditure", "expenditure")):
        for sheet in book.of(kind):
            own = _year_total(sheet) if kind == "revenue" else spent(sheet)
            for other in book.of("balance"):
                lane = other.lane(_SIDES[side])
                row = lane.first("year") or lane.first("grand") if lane else None
                fact = row.of("") if row else None
                if own is not None and fact is not None:
                    name = "本年收入合计" if side == "revenue" else "本年支出合计"
                    if found := phrase.repeated(fact, own, name):
                        yield found


_SIDES: dict[str, Side] = {"revenue": "revenue", "expenditure": "expenditure"}


def _year_total(sheet: Sheet) -> Fact | None:
    for fact in sheet.money:
        if not is_total(fact) or fact.id in sheet.codes or not fact.column:
            continue
        if terms.key(fact.column[-1]) == "revenue_this_year" or terms.is_neutral(fact.column[-1]):
            return fact
    return None


def category_rows(book: Book) -> Iterator[Finding]:
    """R49: a 类 in 04 is at least what 05 prints of it in the column of 一般公共预算, equal where both are printed."""
    for sheet in book.of("fiscal_balance"):
        lane = sheet.lane("expenditure")
        if lane is None or "general_public_budget" not in lane.columns:
            continue
        for other in book.of("general_public"):
            own = {
                other.codes[f.id]: f
                for f in other.money
                if f.id in other.codes and len(other.codes[f.id]) == 3 and f.year == book.year and _whole_column(f)
            }
            named = {terms.key(f.row[-1]): f for f in own.values()}
            for row in lane.rows:
                fact, match = row.of("general_public_budget"), named.get(row.key)
                if (
                    row.role == "category"
                    and fact is not None
                    and match is not None
                    and (found := phrase.repeated(fact, match, row.label))
                ):
                    yield found


def _whole_column(fact: Fact) -> bool:
    key = terms.key(leaf(fact)) if fact.column else ""
    return not fact.column or terms.is_neutral(leaf(fact)) or key == "expenditure_this_year"
