"""The tables of a disclosure: the required ones are there, their years and units fit, those without data are said to be so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest import terms
from ingest.model import Fact
from service.calculator.tieout import phrase
from service.calculator.tieout.book import Book, is_money, stage
from service.calculator.tieout.finding import Finding, Spot
from service.calculator.tieout.sheet import Sheet
from service.calculator.tieout.weighing import printed

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年")
_EMPTY = re.compile(r"空表|(?:无|没有)数据|无内容")
_FEWEST = 3  # of the required tables: with fewer, a file is the narrative of a disclosure whose tables are elsewhere
_OF_ANOTHER = re.compile(r"自评|评价|上年|执行情况")  # tables that may well be of the year before
_SHORT = 120  # characters of a paragraph that says nothing else
_NONE = re.compile(r"无|没有|未安排|为空表|未发生")


@dataclass(frozen=True, slots=True)
class Required:
    """A table that has to be published: what it is called, the classes that are one, since which year."""

    name: str
    kinds: tuple[str, ...]
    since: int = 0
    none: str = ""  # what the text says where there is nothing to publish
    row: str = ""  # the key of a row that another table may have in its place: 机构运行信息表 tells “三公”经费, too


# 预算 and 决算公开 (财政部, 地方预决算公开操作规程): the tables of a department.
_BUDGET = (
    Required("财政拨款收支总表", ("fiscal_balance",)),
    Required("一般公共预算支出表", ("general_public",)),
    Required("一般公共预算基本支出表", ("basic",)),
    Required("“三公”经费支出表", ("three_public",)),
    Required("政府性基金预算支出表", ("government_fund",), none="政府性基金"),
    Required("部门收支总表", ("balance",)),
    Required("部门收入总表", ("revenue",)),
    Required("部门支出总表", ("expenditure",)),
    Required("国有资本经营预算支出表", ("state_capital",), 2020, "国有资本经营"),
)
_FINAL = (
    Required("收入支出决算总表", ("balance",)),
    Required("收入决算表", ("revenue",)),
    Required("支出决算表", ("expenditure",)),
    Required("财政拨款收入支出决算总表", ("fiscal_balance",)),
    Required("一般公共预算财政拨款支出决算表", ("general_public",)),
    Required("一般公共预算财政拨款基本支出决算表", ("basic",)),
    Required("“三公”经费支出决算表", ("three_public",), row="three_public_expenses"),
    Required("政府性基金预算财政拨款收入支出决算表", ("government_fund",), none="政府性基金"),
    Required("国有资本经营预算财政拨款支出决算表", ("state_capital",), 2020, "国有资本经营"),
)


def required(book: Book) -> Iterator[Finding]:
    """R39: the required tables are there."""
    if not any(sheet.kind for sheet in book.sheets):
        yield phrase.missing("这份材料里没有表格（可能另行公布），没有核对表格是否齐全。")
        return
    document = book.document
    title = Spot(document.id, document.title, document.tables[0].place)
    wanted = _FINAL if book.final else _BUDGET
    if sum(bool(book.of(*one.kinds)) for one in wanted) < _FEWEST:
        yield phrase.missing("这份材料里只有少数几张表（其余可能另行公布），没有核对表格是否齐全。", (title,))
        return
    for one in wanted:
        if (book.year or 0) < one.since:
            continue
        sheets = book.of(*one.kinds) or _with_row(book, one.row)
        if sheets:
            yield phrase.note("exact", f"有{one.name}。", (sheets[0].spot(document.id),))
        elif one.none and (said := _says_none(book, one.none)):
            yield phrase.note("exact", f"没有{one.name}，正文说明{one.none}预算收支为0或没有。", (title, *said[:1]))
        else:
            yield phrase.note("mismatch", f"没有{one.name}；按规定应当公开。", (title,), f"为何没有公开{one.name}？")


def _with_row(book: Book, key: str) -> tuple[Sheet, ...]:
    """The sheets that have a row of the item."""
    return tuple(
        sheet for sheet in book.sheets if key and any(terms.key(label) == key for f in sheet.money for label in f.row)
    )


def _says_none(book: Book, fund: str) -> list[Fact | Spot]:
    key = {"政府性基金": "fund", "国有资本经营": "capital"}[fund]
    found: list[Fact | Spot] = [f for f in book.money_told() if book.item(f) == key and f.value == 0]
    found += [
        Spot(book.document.id, paragraph.text, paragraph.place, section=paragraph.section)
        for paragraph in book.document.paragraphs
        if fund in paragraph.text and len(paragraph.text) < _SHORT and _NONE.search(paragraph.text)
    ]
    return found


# --- tables without data ------------------------------------------------------------------------------------------

_FUNDS = (
    ("government_fund", "政府性基金", "fund"),
    ("state_capital", "国有资本经营", "capital"),
    ("procurement", "政府采购", "government_procurement"),
    ("three_public", "“三公”经费", "three_public_expenses"),
)


def without_data(book: Book) -> Iterator[Finding]:
    """R38: a table said to have no data has none, and the text states no amount of it."""
    for kind, name, key in _FUNDS:
        for sheet in book.of(kind):
            notes = [note for note in sheet.table.notes if _EMPTY.search(note)]
            amounts = [
                f
                for f in book.money_told()
                if f.value
                and f.year == book.year
                and stage(f.basis) == book.basis
                and _of(book, f, key)
                and f.status == "exact"
            ]
            cells = [f for f in sheet.money if f.value and f.status == "exact"]
            if notes and cells:
                yield phrase.note(
                    "mismatch", f"《{sheet.title}》的说明是“{notes[0]}”，表中却列有{phrase.figure(cells[0])}。",
                    (cells[0], sheet.spot(book.document.id)), f"{name}到底有没有数据？",
                )  # fmt: skip
            elif notes and amounts:
                yield phrase.note(
                    "mismatch",
                    f"《{sheet.title}》的说明是“{notes[0]}”，{phrase.where(amounts[0])}却说“{amounts[0].row[-1]}”{phrase.figure(amounts[0])}。",
                    (amounts[0], sheet.spot(book.document.id)),
                    f"{name}到底有没有数据？",
                )
            elif notes:
                yield phrase.note("exact", f"《{sheet.title}》没有数据，与说明相符。", (sheet.spot(book.document.id),))


def _of(book: Book, fact: Fact, key: str) -> bool:
    item = book.item(fact)
    return item == key and (key != "government_procurement" or len(fact.row) == 1)


# --- years --------------------------------------------------------------------------------------------------------


def years(book: Book) -> Iterator[Finding]:
    """R37: titles, headers and statements are of the disclosure's year and the year before."""
    year = book.year
    if year is None:
        yield phrase.missing("没有读出材料的年度，没有核对各处的年份。")
        return
    wrong = False
    for sheet in book.sheets:
        for found in (*_title(book, sheet, year), *_columns(book, sheet, year)):
            wrong = True
            yield found
    for found in _told(book, year):
        wrong = True
        yield found
    if not wrong:
        places = tuple(sheet.spot(book.document.id) for sheet in book.sheets[:1])
        yield phrase.note("exact", f"标题、表头和正文的年份与{year}年相符。", places)


def _title(book: Book, sheet: Sheet, year: int) -> Iterator[Finding]:
    named = {int(hit[1]) for hit in _YEAR.finditer(sheet.table.heading)}
    if named and year not in named and sheet.kind and not _OF_ANOTHER.search(sheet.table.heading):
        shown = "、".join(f"{one}年" for one in sorted(named))
        document = book.document
        title = Spot(document.id, document.title, document.tables[0].place)
        yield phrase.note(
            "mismatch", f"《{sheet.title}》的标题写的是{shown}，材料是{year}年的。", (sheet.spot(document.id), title),
            f"《{sheet.title}》是{shown}的，还是{year}年的？",
        )  # fmt: skip


def _columns(book: Book, sheet: Sheet, year: int) -> Iterator[Finding]:
    if not sheet.kind or sheet.kind.endswith("performance") or sheet.kind in ("procurement", "projects"):
        return
    odd: dict[int, Fact] = {}
    for fact in sheet.money:
        for label in fact.column:
            for hit in _YEAR.finditer(label):
                if int(hit[1]) not in (year, year - 1):
                    odd.setdefault(int(hit[1]), fact)
    for other, fact in odd.items():
        yield phrase.note(
            "mismatch", f"《{sheet.title}》的表头写有{other}年，材料是{year}年的。", (fact, sheet.spot(book.document.id)),
            f"《{sheet.title}》的{other}年是否有误？",
        )  # fmt: skip


def _told(book: Book, year: int) -> Iterator[Finding]:
    last = "、".join(
        sorted({f"{f.base_year}年" for f in book.told if f.measure == "change" and f.base_year == year - 1})
    )
    usual = [f for f in book.told if f.measure == "change" and not f.column and f.base_year == year - 1]
    seen: set[str] = set()
    for fact in book.told:
        if fact.status != "exact":
            continue
        if fact.measure == "change" and not fact.column and fact.year == year and fact.base_year is not None:
            if fact.base_year not in (year, year - 1) and usual and fact.quote not in seen:
                seen.add(fact.quote)
                yield phrase.note(
                    "warning",
                    f"{phrase.where(fact)}“{fact.row[-1] if fact.row else ''}”与{fact.base_year}年相比，别处都与{last}相比。",
                    (fact, usual[0]),
                    f"“{fact.row[-1] if fact.row else ''}”是与{fact.base_year}年相比，还是与{year - 1}年相比？",
                )
        elif fact.measure == "level" and fact.year is not None and fact.year != year and is_money(fact) and fact.value:
            found = _another_year(book, fact, year)
            if found is not None and fact.quote not in seen:
                seen.add(fact.quote)
                yield found


def _another_year(book: Book, fact: Fact, year: int) -> Finding | None:
    """A figure that is said of another year, and that the tables print of this one."""
    if fact.status != "exact" or book.accounted_apart(fact) or not re.search(rf"{fact.year}\s*年", fact.quote):
        return None
    if stage(fact.basis) != book.basis or book.near(fact, "level", None, year) is not None:
        return None
    key, scopes = book.item(fact), book.scopes(fact)
    if fact.year is None or book.print_of(key, fact.year, stage(fact.basis), scopes):
        return None
    now = [
        one.fact
        for one in book.print_of(key, year, book.basis, scopes)
        if one.fact.status == "exact" and one.fact.value and printed(one.fact).value == printed(fact).value
    ]
    if not now:
        return None
    return phrase.note(
        "mismatch",
        f"{phrase.where(fact)}说{fact.year}年“{fact.row[-1] if fact.row else ''}”为{phrase.figure(fact)}，"
        f"{phrase.where(now[0])}中这是{year}年的数。",
        (fact, now[0]),
        f"{phrase.figure(fact)}是{fact.year}年的，还是{year}年的？",
    )
