"""基本支出 by economic code: the same total as by function, 人员 and 公用经费, 301 = Σ 301xx; what mirrors it elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from ingest import terms
from ingest.model import Fact
from service.calculator.tieout import phrase
from service.calculator.tieout.book import Book
from service.calculator.tieout.finding import Finding
from service.calculator.tieout.levels import sums
from service.calculator.tieout.sheet import ECONOMIC, Sheet, is_total
from service.calculator.tieout.totals import unreliable
from service.calculator.tieout.weighing import doubt, printed, same, total

_PERSONNEL = ("301", "303")
_COLUMNS = ("personnel_expenses", "operating_expenses")


def basic_total(book: Book) -> Iterator[Finding]:
    """R12: 基本支出 by function = 基本支出 by economic code."""
    for sheet in book.of("basic"):
        of = (
            ("general_public", "fiscal_expenditure")
            if "一般公共" in sheet.title
            else ("fiscal_expenditure", "general_public")
        )
        wholes = [
            fact
            for kind in of
            for other in book.of(kind)
            for fact in other.money
            if is_total(fact)
            and fact.id not in other.codes
            and fact.year == book.year
            and fact.column
            and terms.key(fact.column[-1]) == "basic_expenditure"
        ][:1]
        for whole in wholes:
            own = _whole(sheet)
            if own is not None:
                found = phrase.repeated(whole, own, "基本支出")
            else:
                parts = [fact for key in _COLUMNS if (fact := _closing(sheet, key))]
                found = phrase.summed(whole, parts, "人员经费与公用经费之和") if len(parts) == 2 else None
            if found:
                yield found


def _whole(sheet: Sheet) -> Fact | None:
    """The total of all columns in the total row."""
    for fact in sheet.money:
        if is_total(fact) and fact.id not in sheet.codes and not _closing_key(fact):
            key = terms.key(fact.column[-1]) if fact.column else ""
            if key not in _COLUMNS and not any(terms.key(label) in _COLUMNS for label in fact.column):
                return fact
    return None


def _closing_key(fact: Fact) -> str | None:
    """人员经费合计 or 公用经费合计 as a row."""
    key = terms.key(fact.row[-1]) if fact.row and fact.row[-1] else ""
    return key if key in _COLUMNS else None


def _closing(sheet: Sheet, key: str) -> Fact | None:
    return next((fact for fact in sheet.money if _closing_key(fact) == key), None)


def staff_and_office(book: Book) -> Iterator[Finding]:
    """R13: 总计 = 人员经费 + 公用经费, every row; and in the narrative."""
    for sheet in book.of("basic"):
        for row in sheet.rows:
            parts = [fact for fact in row if fact.column and terms.key(fact.column[-1]) in _COLUMNS]
            wholes = [fact for fact in row if fact not in parts and fact.column and terms.is_neutral(fact.column[-1])]
            if len(parts) == 2 and len(wholes) == 1:
                found = phrase.summed(wholes[0], parts, "人员经费与公用经费之和")
                if found:
                    yield found
    yield from _told(book)


def _told(book: Book) -> Iterator[Finding]:
    groups: dict[tuple[object, ...], dict[str, Fact]] = defaultdict(dict)
    for fact in book.money_told():
        key = book.item(fact)
        if key in ("basic_expenditure", *_COLUMNS) and not book.accounted_apart(fact):
            groups[fact.section, fact.year, fact.basis].setdefault(key, fact)
    for own in groups.values():
        if len(own) == 3:
            whole = own["basic_expenditure"]
            found = phrase.summed(whole, [own[key] for key in _COLUMNS], "人员经费与公用经费之和")
            if found:
                yield found


def by_group(book: Book) -> Iterator[Finding]:
    """R14: 人员经费 = 301 + 303, 公用经费 = 302 (+ 310 …); the total of a column = Σ 类."""
    for sheet in book.sheets:
        if sheet.kind not in ECONOMIC or not sheet.coded:
            continue
        closing = [fact for key in _COLUMNS if (fact := _closing(sheet, key))]
        for facts in sheet.columns.values():
            tops = [fact for fact in facts if len(sheet.codes.get(fact.id, "")) == 3]
            wholes = [
                fact for fact in facts if fact.id not in sheet.codes and is_total(fact) and not _closing_key(fact)
            ]
            if len(wholes) == 1 and len(tops) > 1 and not unreliable(sheet, facts):
                found = phrase.summed(wholes[0], tops, "各类之和")
                if found:
                    yield found
        yield from _two_lanes(sheet, closing)


def _two_lanes(sheet: Sheet, closing: Sequence[Fact]) -> Iterator[Finding]:
    """人员经费合计 and 公用经费合计 at the foot of a table whose lanes are the two."""
    tops = [fact for fact in sheet.money if len(sheet.codes.get(fact.id, "")) == 3]
    for whole in closing:
        staff = _closing_key(whole) == "personnel_expenses"
        parts = [f for f in tops if (sheet.codes[f.id] in _PERSONNEL) is staff and f.basis == whole.basis]
        if parts and not unreliable(sheet, [f for f in sheet.money if f.basis == whole.basis]):
            found = phrase.summed(whole, parts, "各类之和")
            if found:
                yield found


def wages(book: Book) -> Iterator[Finding]:
    """R15: 301 = Σ 301xx."""
    yield from _items(book, ("301",))


def other_groups(book: Book) -> Iterator[Finding]:
    """R16: 302 = Σ 302xx, and the same of 303, 310 and the others."""
    yield from _items(book, ("302", "303", "307", "309", "310", "311", "312", "313", "399"))


def _items(book: Book, groups: Sequence[str]) -> Iterator[Finding]:
    for sheet in book.sheets:
        if sheet.kind not in ECONOMIC or not sheet.coded:
            continue
        for facts in sheet.columns.values():
            if unreliable(sheet, facts):
                continue
            own = [fact for fact in facts if sheet.codes.get(fact.id, "")[:3] in groups]
            yield from sums(sheet, own, 3, "各款之和")


# --- indications --------------------------------------------------------------------------------------------------

# What is paid under a function is paid as these economic items (indicative: other money may pay for either).
_MIRRORS = (
    (("2080505",), ("30108",)),
    (("2080506",), ("30109",)),
    (("2210201",), ("30113",)),
    (("2101101", "2101102"), ("30110",)),
    (("2101103", "2101199"), ("30111", "30114", "30307")),
)


def mirrors(book: Book) -> Iterator[Finding]:
    """R35: the functional and the economic side of one payment, where they agree."""
    functional = _leaf_cells(book.of("general_public")[:1], book)
    economic = _leaf_cells(book.of("basic")[-1:], book)
    for left, right in _MIRRORS:
        one = [functional[code] for code in left if code in functional and functional[code].value]
        two = [economic[code] for code in right if code in economic and economic[code].value]
        if not one or not two:
            continue
        weighed = same(one[0], two[0]) if len(one) == len(two) == 1 else None
        if weighed is None:
            signed = [(fact, -1) for fact in one[1:]]
            weighed = total(one[0], [*((fact, 1) for fact in two), *signed])
        names = f"{'＋'.join(f.row[-1] for f in one)}（功能分类）与{'＋'.join(f.row[-1] for f in two)}（经济分类）"
        if weighed.outcome in ("exact", "rounding"):
            yield phrase.note(weighed.outcome, f"{names}金额相符。", (*one, *two))
        elif weighed.outcome != "not_checked":
            yield phrase.missing(f"{names}金额不同；两者的口径可以不同，只作参考。", (*one, *two))


def _leaf_cells(sheets: Sequence[Sheet], book: Book) -> dict[str, Fact]:
    found: dict[str, Fact] = {}
    for sheet in sheets:
        for fact in sheet.money:
            code = sheet.codes.get(fact.id)
            column = terms.key(fact.column[-1]) if fact.column else ""
            inner = sheet.kind == "basic" and any(terms.key(label) in _COLUMNS for label in fact.column)
            whole = column == "basic_expenditure" or (sheet.kind == "basic" and column not in _COLUMNS) or inner
            if code and fact.year == book.year and whole and fact.value is not None:
                found.setdefault(code, fact)
    return found


def annuity(book: Book) -> Iterator[Finding]:
    """R36: 职业年金 is half of 养老保险 (8% and 16% of the same pay); a plausibility, no contradiction where it is not."""
    for sheet in (*book.of("general_public"), *book.of("basic")):
        pair = ("2080505", "2080506") if sheet.kind == "general_public" else ("30108", "30109")
        for facts in sheet.columns.values():
            cells = {sheet.codes[f.id]: f for f in facts if f.id in sheet.codes and f.value}
            if not all(code in cells for code in pair):
                continue
            pension, half = cells[pair[0]], cells[pair[1]]
            if doubt([pension, half]):
                continue
            gap = abs(printed(half).value - printed(pension).value / 2)
            allowed = printed(half).step / 2 + printed(pension).step / 4
            told = f"{phrase.where(half)}职业年金{phrase.figure(half)}"
            if not gap:
                yield phrase.note("exact", f"{told}，是养老保险{phrase.figure(pension)}的一半。", (half, pension))
            elif gap <= allowed:
                yield phrase.note("rounding", f"{told}，约为养老保险{phrase.figure(pension)}的一半。", (half, pension))
            elif gap > Fraction(0):
                yield phrase.missing(
                    f"{told}，不是养老保险{phrase.figure(pension)}的一半；缴费基数可以不同，只作参考。", (half, pension)
                )
