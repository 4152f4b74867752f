"""Levels of the functional classification: 类 = Σ 款, 款 = Σ 项, total = Σ 项; rows across; the same rows in two tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ingest import terms
from ingest.model import Fact
from service.calculator.tieout import phrase
from service.calculator.tieout.book import Book
from service.calculator.tieout.finding import Finding
from service.calculator.tieout.sheet import FUNCTIONAL, Sheet, category_code, is_total, leaf
from service.calculator.tieout.totals import heads, unreliable

_NAMES = {3: "各款之和", 5: "各项之和"}
_PARTS = frozenset({"basic_expenditure", "project_expenditure"})
_ALSO = frozenset({"reserve", "carried_out"})
_ALSO_LABELS = ("上缴上级", "经营支出", "附属单位补助", "预留", "结转下年", "其他支出")


def groups(book: Book) -> Iterator[Finding]:
    """R05: 类 = Σ 款."""
    yield from _below(book, 3)


def items_of_groups(book: Book) -> Iterator[Finding]:
    """R06: 款 = Σ 项."""
    yield from _below(book, 5)


def _below(book: Book, length: int) -> Iterator[Finding]:
    for sheet in book.sheets:
        if sheet.kind not in FUNCTIONAL or not sheet.coded:
            continue
        for facts in sheet.columns.values():
            if unreliable(sheet, facts):
                continue
            yield from sums(sheet, facts, length, _NAMES[length])


def children(sheet: Sheet, facts: Sequence[Fact]) -> Mapping[str, list[Fact]]:
    """What stands under each printed code: rows whose nearest printed code above it is."""
    coded = {sheet.codes[fact.id]: fact for fact in facts if fact.id in sheet.codes}
    found: dict[str, list[Fact]] = defaultdict(list)
    for code, fact in coded.items():
        above = next((code[:n] for n in range(len(code) - 1, 2, -1) if code[:n] in coded), None)
        found[above or ""].append(fact)
    return found


def sums(sheet: Sheet, facts: Sequence[Fact], length: int, what: str) -> Iterator[Finding]:
    """The rows of codes of one length, each against what stands under it."""
    coded = {sheet.codes[fact.id]: fact for fact in facts if fact.id in sheet.codes}
    for code, below in children(sheet, facts).items():
        if len(code) == length and (found := phrase.summed(coded[code], below, what)):
            yield found


def leaves(book: Book) -> Iterator[Finding]:
    """R07: total = Σ of the last level, column by column."""
    for sheet in book.sheets:
        if sheet.kind not in FUNCTIONAL or not sheet.coded:
            continue
        for facts in sheet.columns.values():
            wholes = [fact for fact in facts if fact.id not in sheet.codes and is_total(fact)]
            if len(wholes) != 1 or unreliable(sheet, facts):
                continue
            below = children(sheet, facts)
            last = [fact for fact in facts if sheet.codes.get(fact.id, "") not in ("", *below)]
            if any(len(sheet.codes[fact.id]) == 7 for fact in last):
                found = phrase.summed(wholes[0], last, "各末级科目之和")
                if found:
                    yield found


def across(book: Book) -> Iterator[Finding]:
    """R04: 总计 = 基本支出 + 项目支出 (+ 预留机动, 结转下年; 上缴上级, 经营, 对附属单位补助), every row."""
    for sheet in book.sheets:
        if sheet.kind not in FUNCTIONAL:
            continue
        for row in sheet.rows:
            yield from _row(row)


def _row(row: Sequence[Fact]) -> Iterator[Finding]:
    by_stage: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in row:
        if fact.column:
            by_stage[fact.year, fact.basis].append(fact)
    for facts in by_stage.values():
        for whole in facts:
            depth = len(whole.column) - 1
            if not _is_whole(whole.column[-1]) or sum(_is_whole_at(f, whole.column[:-1]) for f in facts) != 1:
                continue
            beside = [f for f in facts if f.column[:depth] == whole.column[:depth] and len(f.column) > depth]
            named = [f for f in beside if f is not whole and _is_part(f.column[depth])]
            if any(terms.key(fact.column[depth]) in _PARTS for fact in named):
                found = phrase.summed(whole, list(heads(named, depth)), "基本支出、项目支出等之和")
                if found:
                    yield found


def _is_whole_at(fact: Fact, head: tuple[str, ...]) -> bool:
    return fact.column[:-1] == head and _is_whole(fact.column[-1])


def _is_part(label: str) -> bool:
    return terms.key(label) in _PARTS | _ALSO or any(word in label for word in _ALSO_LABELS)


def _is_whole(label: str) -> bool:
    return terms.is_neutral(label) or terms.key(label) in ("expenditure_this_year", "expenditure_total")


# --- the same rows in two tables ----------------------------------------------------------------------------------


def same_rows(book: Book) -> Iterator[Finding]:
    """R08: 一般公共预算支出 row by row in 部门支出: equal where it is the only source, never more."""
    wholes = [sheet for sheet in book.of("expenditure") if sheet.coded]
    if len(wholes) != 1:
        return
    whole = _cells(wholes[0], book.year)
    for sheet in book.of("general_public", "government_fund", "state_capital"):
        for mark, fact in _cells(sheet, book.year).items():
            other = whole.get(mark)
            if other is None or fact.value is None or other.value is None:
                continue
            if sheet.kind == "general_public" and book.single_fund:
                found = phrase.repeated(fact, other, _name(fact))
            else:
                found = phrase.less(fact, other, "一项资金的支出不会多于全部资金的支出")
            if found:
                yield found


def _cells(sheet: Sheet, year: int | None) -> Mapping[tuple[str, str], Fact]:
    """The cells of the year by code ('' for the total row) and column (total, 基本支出, 项目支出)."""
    found: dict[tuple[str, str], Fact] = {}
    twice: set[tuple[str, str]] = set()
    for fact in sheet.money:
        column = terms.key(leaf(fact)) if fact.column else ""
        if column not in _PARTS:
            if column and not _is_whole(leaf(fact)):
                continue
            column = ""
        code = sheet.codes.get(fact.id)
        if fact.year != year or (code is None and not is_total(fact)):
            continue
        mark = (code or "", column)
        if mark in found:
            twice.add(mark)
        found[mark] = fact
    return {mark: fact for mark, fact in found.items() if mark not in twice}


def _name(fact: Fact) -> str:
    column = fact.column[-1] if fact.column else ""
    row = fact.row[-1] if fact.row and fact.row[-1] else "合计"
    return row if terms.is_neutral(column) else f"{row}的{column}"


def names(book: Book) -> Iterator[Finding]:
    """R11: one code has one name; a row among the categories bears a category's name."""
    by_code: dict[str, dict[str, Fact]] = defaultdict(dict)
    for sheet in book.sheets:
        if sheet.kind in FUNCTIONAL:
            for fact in sheet.money:
                code = sheet.codes.get(fact.id)
                if code and fact.row and fact.status == "exact":
                    by_code[code].setdefault(terms.normalise(fact.row[-1]), fact)
    odd = [facts for facts in by_code.values() if len(facts) > 1]
    for facts in odd:
        one, other = list(facts.values())[:2]
        code = one.code
        yield phrase.note(
            "mismatch",
            f"科目编码{code}在{phrase.where(one)}中叫“{one.row[-1]}”，在{phrase.where(other)}中叫“{other.row[-1]}”。",
            (one, other),
            f"科目编码{code}的名称是“{one.row[-1]}”还是“{other.row[-1]}”？",
        )
    if by_code and not odd:
        places = tuple(next(iter(facts.values())) for facts in list(by_code.values())[:1])
        yield phrase.note("exact", f"{len(by_code)}个科目编码在各表中名称一致。", places)
    for sheet in book.of("balance", "fiscal_balance"):
        yield from _odd_label(book, sheet)


def _odd_label(book: Book, sheet: Sheet) -> Iterator[Finding]:
    """A row whose label is no category's, with the amount of a category that the table does not name."""
    lane = sheet.lane("expenditure")
    if lane is None:
        return
    named = {category_code(row.label) for row in lane.rows if row.role == "category"}
    if not named:
        return
    for row in lane.rows:
        own = row.of("")
        if row.role != "other" or own is None or not own.value or own.status != "exact" or not row.top:
            continue
        for (key, year, _), prints in book.printed.items():
            if len(key) != 3 or key in named or year != own.year or not key.startswith("2"):
                continue
            for one in prints:
                if one.fact.table_number != sheet.number and one.fact.value == own.value and one.fact.unit == own.unit:
                    other = one.fact
                    yield phrase.note(
                        "mismatch",
                        f"《{sheet.title}》把{phrase.figure(own)}的一行叫“{row.label}”，{phrase.where(other)}叫“{other.row[-1]}”。",
                        (own, other),
                        f"《{sheet.title}》中“{row.label}”{phrase.figure(own)}是否就是“{other.row[-1]}”？",
                    )
                    return
