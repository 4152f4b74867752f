"""One row of a named table beside the same in another one, in the text, or in the parts below it: what it is there, whether it agrees."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest import terms
from ingest.items import AXES, FUND_OF
from ingest.terms import strip_number
from service import evidence, own_sums
from service.draft import Draft, Piece
from service.evidence import Want
from service.holding import Known
from service.query import Asked, Query
from service.rules import sums
from service.rules.apart import set_apart
from service.rules.everywhere import FISCAL_TABLES, IN_THE_TEXT, place_of
from service.rules.magnitude import base_value
from service.rules.scene import Scene, answered, basis_word, is_named, phrase, state_or_blank

_PAIR = 2
_COLUMNS = frozenset((*FUND_OF, *FUND_OF.values(), *AXES, "fiscal_appropriation"))
# The row of totals, said of the table that was just named: 某表的“合计”行, 某表合计数.
_ITS_TOTAL = re.compile(r"(?:格|里面?|中|上|内|的|最后|末尾?|底下|那|这|一|“|\")*(?:合计|总计)(?!支出|收入)")
# Its own parts added up: 各类加总和合计, 下面各项之和, 自己加得平吗.
_ITS_PARTS = re.compile(
    r"(?:下面|下级|下属|其下|底下|所含|所列|里面?)?(?:的)?(?:各|每一?)?(?:类|款|项|行|科目|明细)(?:支出|科目|金额)?(?:的)?(?:加总|加起来|加在一起|之和|总和|相加|汇总|合计起来)"
    r"|(?:自己|自身|内部|本身)[^，。；？?]{0,4}(?:加得|合得|平|对得|勾稽|一致)"
)


def in_two_places(scene: Scene) -> Draft | None:
    """Whether a row that is named with its table says the same where else the question looks for it."""
    query = scene.query
    tables = [place for _, place in query.places]
    if not 0 < len(tables) <= _PAIR:
        return None
    columns, rows = _columns(query)
    first = _total_of(scene, tables[0]) if _names_total(query) else None
    if len(tables) == 1:
        if _ITS_PARTS.search(query.text):
            whole = _is_whole(rows)
            row = _total_of(scene, tables[0]) if whole else scene.in_place(rows[0], tables[0], columns)
            return _against_its_parts(scene, row, all_of_it=whole)
        second = _in_the_text(scene, first) if first is not None and IN_THE_TEXT.search(query.text) else None
    elif first is not None:
        second = _total_of(scene, tables[1], first) or _total_of(scene, tables[1])
    else:
        return _in_two_tables(scene, columns, rows)
    return _told_apart(scene, first, second)


def _columns(query: Query) -> tuple[tuple[str, ...], tuple[Asked, ...]]:
    """What of the items narrows another one to a column, and which rows are asked for: 某支出的一般公共预算数."""
    rows = tuple(a for a in query.items if not _COLUMNS & set(a.keys[:1]))
    if not rows:
        return (), query.items
    keys = (a.keys[0] for a in query.items if a not in rows)
    return tuple(dict.fromkeys(FUND_OF.get(key, key) for key in keys)), rows


def _is_whole(rows: Sequence[Asked]) -> bool:
    """Whether no row is named but that of all."""
    return all(terms.WHOLES & set(a.keys) for a in rows) or all(_COLUMNS & set(a.keys[:1]) for a in rows)


def _names_total(query: Query) -> bool:
    """Whether the total is said of the first table that is named, and of no row of it."""
    at, name = query.places[0]
    end = query.text.find("表", at) + 1
    while 0 < end < len(query.text) and len(terms.normalise(query.text[at:end])) < len(name):
        end = query.text.find("表", end) + 1
    return end > 0 and _ITS_TOTAL.match(query.text, end) is not None and _is_whole(_columns(query)[1])


def _total_of(scene: Scene, place: str, other: Known | None = None) -> Known | None:
    """What a named table's row of totals counts; in a table beside it, what that table prints of the same."""
    if other is None:
        table = terms.table_class(place)
        return _as_called(scene, table.total, place) if table and table.total else None
    own = other.item.own
    known = _as_called(scene, own, place)
    if known is not None and known.fact.table_number == other.fact.table_number:
        known = None  # 支出决算表 is no short name of 一般公共预算支出决算表 beside that
    if known is not None and known.item.own == own:
        return known
    fund = FUND_OF.get(own)  # a table of all fiscal money has a column for each fund
    return _as_called(scene, "fiscal_expenditure", place, (fund,)) if fund else known


def _as_called(scene: Scene, key: str, place: str, within: Sequence[str] = ()) -> Known | None:
    """An item by its key as a table of the class that a place names has it; 支出决算表 is no 财政拨款收入支出决算总表."""
    if key not in terms.concepts():
        return None
    known = scene.in_place(Asked(terms.name(key), (key,), 0, 0), place, within)
    named = terms.table_class(place)
    its = terms.table_class(known.fact.table or "") if known is not None else None
    return known if named is None or its is None or named.id == its.id else None


def _in_the_text(scene: Scene, told: Known) -> Known | None:
    """What a sentence says of the item that a table's total counts."""
    key = told.item.own
    want = Want(Asked(terms.name(key), (key,), 0, 0), told.fact.year, scene.basis)
    found = (k for k in evidence.candidates(want, scene.holdings) if k.item.own == key)
    return next((k for k in found if k.fact.source == "narrative" and k.fact.value is not None), None)


def _in_two_tables(scene: Scene, columns: Sequence[str], rows: Sequence[Asked]) -> Draft | None:
    """One item in each of two named tables, by whatever name or code: 三公表的公务接待费 and 30217 of 基本支出表."""
    one, two = (place for _, place in scene.query.places)
    if not rows:
        return None
    first, second = _as_printed(scene, rows[0], one, columns), _as_printed(scene, rows[-1], two, columns)
    if any(k and a.keys and k.item.own not in a.keys for a, k in ((rows[0], first), (rows[-1], second))):
        return None  # another stands in for what is named
    return _told_apart(scene, first, second)


# Whether two amounts agree, how they differ and what moved are other questions.
_NOT_LISTED = re.compile(
    r"差(?!旅)|一致|一样|相同|相等|对得上|对不上|为什么|为何|为啥|原因|是否|吗|占|合计|一共|总共|加起来|谁|哪"
)


_AMOUNT_ASKED = re.compile("多少|几|各[列写记是为]|分别|数额|金额|的数|报")


def in_each(scene: Scene) -> Draft | None:
    """What each of two named tables states of one item: 差旅费在甲表与乙表口径不同，两张表分别列了多少.

    What a table has no row of is said, and no other table's figure stands for it.
    """
    query = scene.query
    tables = [place for _, place in query.places]
    if len(tables) != _PAIR or query.kind not in ("lookup", "list", "sum") or len(scene.years()) != 1 or query.rest:
        return None
    columns, rows = _columns(query)
    if not rows or len({asked.names for asked in rows}) != 1 or not _AMOUNT_ASKED.search(query.text):
        return None
    if _NOT_LISTED.search(re.sub("|".join(re.escape(asked.text) for asked in rows), "", query.plain)):
        return None
    if any(asked.text.endswith("表") for asked in rows) or not all(map(scene.in_table, tables)):
        return None
    found = [
        _as_printed(scene, rows[0], place, columns) or so_called(scene, rows[0], place, columns) for place in tables
    ]
    told = [known for known in found if known is not None]
    if not told or not all(_goes_by(known, rows[0]) for known in told):
        return None
    if len({known.fact.table_number for known in told}) != len(told):
        return None
    named = _label(told[0]) if rows[0].code else rows[0].text
    lines: list[Piece] = [f"{scene.prefix}{scene.target()}年“{named}”在两张表中：\n"]
    for place, known in zip(tables, found, strict=True):
        lines += _in_one(scene, place, known, columns)
    return answered(*lines)


def _label(known: Known) -> str:
    """What a table prints before a figure, or above it where its rows have no names."""
    return strip_number((known.fact.row or known.fact.column)[-1])


def _goes_by(known: Known, asked: Asked) -> bool:
    """Whether a row is the item that is asked for, or is printed by its name."""
    printed = {terms.key(known.fact.row[-1])} if known.fact.row else set()
    return not asked.keys or bool({known.item.own, *printed} & set(asked.keys))


def so_called(scene: Scene, asked: Asked, place: str, columns: Sequence[str]) -> Known | None:
    """The row of a named table that is printed by that very name, which counts something else there: 收入总计 of fiscal money."""
    names = {terms.normalise(asked.text), *asked.keys}
    rows = [known for known in scene.in_table(place) if known.fact.row]
    own = [k for k in rows if {terms.normalise(k.fact.row[-1]), terms.key(k.fact.row[-1])} & names]
    own = [k for k in own if set(columns) <= {*k.item.within, k.item.own}]
    return min(
        own, key=lambda known: (known.fact.value is None, len(known.item.within), len(known.fact.row)), default=None
    )


def _in_one(scene: Scene, place: str, known: Known | None, columns: Sequence[str]) -> list[Piece]:
    """The line for one of the tables: its figure, its blank cell, or that it has no such row."""
    if known is None:
        return [f"- “{scene.in_table(place)[0].fact.table}”：没有列出这一项\n"]
    within = f"（{'、'.join(map(terms.name, columns))}）" if columns else ""
    lead = f"- {place_of(scene, known)}：{_label(known)}{within}{basis_word(known.fact)}"
    return [lead, *state_or_blank(known.fact, bold=True), "\n"]


def _as_printed(scene: Scene, asked: Asked, place: str, columns: Sequence[str]) -> Known | None:
    """What a named table prints of an item, or the cell that it leaves blank."""
    return scene.in_place(asked, place, columns) or scene.in_place(asked, place, columns, blank=True)


_OF_A_SORT = re.compile("三公|基本支出")


def is_missing_in_one(scene: Scene, asked: Asked) -> bool:
    """Whether of two tables that are named one has no row of an item: there is nothing to hold together.

    What is called otherwise than any table that is held (功能分类表) may still be meant by one; 三公表 and 基本支出表 are not.
    """
    places = [place for _, place in scene.query.places]
    if len(places) != _PAIR:
        return False
    year = scene.target()
    titles = [table.title for h in scene.holdings if h.record.year == year for table in h.document.tables]
    held = all(any(is_named(place, title) for title in titles) for place in places)
    return (held or any(map(_OF_A_SORT.search, places))) and not all(
        _as_printed(scene, asked, place, ()) for place in places
    )


def _beside_a_blank(scene: Scene, first: Known, second: Known) -> Draft | None:
    """An item that a table leaves blank: it agrees with a blank and a 0 in the other one, and with no other amount."""
    if first.fact.basis != second.fact.basis:
        return None
    lines = [
        piece
        for known in (first, second)
        for piece in (
            f"\n- {place_of(scene, known)}：{phrase(scene.bare, known)}",
            *state_or_blank(known.fact, bold=True),
        )
    ]
    return answered("不一致。" if first.fact.value or second.fact.value else "一致，两处都没有金额。", *lines)


def _told_apart(scene: Scene, first: Known | None, second: Known | None) -> Draft | None:
    if first is None or second is None or first.fact.table_number == second.fact.table_number:
        return None
    if first.fact.value is None or second.fact.value is None:
        return _beside_a_blank(scene, first, second)
    draft = set_apart(scene, first, second)
    if draft is None:
        return None
    where = [f"- {place_of(scene, first)}", f"\n- {place_of(scene, second)}", *_of_other_money(first, second)]
    return replace(draft, pieces=(*draft.pieces, "\n", *where))


def _of_other_money(first: Known, second: Known) -> list[Piece]:
    """That two tables count different money, where one is of fiscal money or of a fund alone and the other of all.

    It explains no more than that: what a fund pays is never more than all of it.
    """
    ids = [table.id if (table := terms.table_class(k.fact.table or "")) else "" for k in (first, second)]
    of_all = [table_id in evidence.ALL_MONEY for table_id in ids]
    if of_all[0] == of_all[1] or not FISCAL_TABLES & set(ids):
        return []
    whole, part = (first, second) if of_all[0] else (second, first)
    if base_value(part.fact) >= base_value(whole.fact):
        return []
    return [f"\n\n两张表口径不同：“{whole.fact.table}”计全部资金，“{part.fact.table}”只计财政拨款。"]


def _against_its_parts(scene: Scene, row: Known | None, *, all_of_it: bool) -> Draft | None:
    """A row of a table against the rows of that very table which stand below it; of all of it, any row that fails."""
    if row is None or row.fact.value is None:
        return None
    fact = row.fact
    beside = scene.holding(fact).by_table.get(fact.table_number, ())
    same = [k for k in beside if (k.fact.column, k.fact.year, k.fact.basis) == (fact.column, fact.year, fact.basis)]
    parts = evidence.below(row, [known for known in same if known.fact.value is not None])
    failing = own_sums.failing([known.fact for known in same]) if all_of_it else []
    if failing and all(whole is not fact for whole, _ in failing):
        by_id = {known.fact.id: known for known in same}
        whole, below = failing[0]
        row, parts = by_id[whole.id], [by_id[part.id] for part in below if part.value is not None]
    return sums.against_printed(scene, parts, row) if parts else None
