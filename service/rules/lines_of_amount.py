"""Which lines of a named table are of the very amount that a question tells: 某表里128.19万元是哪个科目, 哪几项恰好都是三万元.

The table picks the lines, so that all of them are told which have the amount, with the column where it stands in one of several.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ingest import terms
from ingest.items import AXES, FUND_OF
from ingest.model import Fact
from ingest.quantity import Quantity
from ingest.terms import strip_number
from service import asked_bound, evidence
from service.draft import Draft, Piece
from service.holding import Known
from service.rules.everywhere import place_of
from service.rules.magnitude import base_value
from service.rules.scene import Scene, answered, state
from service.rules.verdicts import claimed

_LINE = r"(?:大|小|级)?(?:科目|支出|项目?|行|条|款|类|笔|栏|名目|用途|内容|开支|明细|收入|事项|东西|费用|钱|个)"
_ASKS = re.compile(
    rf"(?:哪|什么|啥)(?:里|样)?(?:一|几|两|三|些|个)*(?:的)?{_LINE}|(?:哪|什么)(?:几|些|个)(?:是|都|列|金额|数)"
    rf"|{_LINE}(?:的)?(?:名称?|名字|全称)?(?:都|分别|各|又|到底|究竟)*(?:是|叫|有|为|做|作)+(?:哪|什么|啥|谁)|(?:名称?|名字|科目|项目)(?:是|叫|为)?(?:做|作)?(?:什么|啥|哪)"
    rf"|(?:叫|对应|是|指|属于|算|归|给)(?:做|作|的|了|到|于)*(?:是|的)*(?:谁|什么|啥|哪)|谁(?:是|的|都|列|恰|正|刚)|有谁"
    rf"|(?:列|找|挑|报|指|说|写)(?:一?下|出来?|明)+[^。？?]{{0,60}}(?:的|各|所有|全部|是|等于){_LINE}?"
)
# How much, how it moved, and whether it agrees are other questions; so is a bound, or about so much.
_ELSE = re.compile(
    r"多少|为什么|为何|为啥|原因|占|比(?!如)|差(?!旅)|一致|相符|对得上|对不上|是不是|是否|吗|最[大小多少高低]|加起来|合计数?(?:是|为)|总和|之和|哪一?[张份个]表|哪年|左右|大约|大概|将近|接近|上下|来万|多万"
)
_BOUND = re.compile(
    r"(?:超过?|超出|不足|不到|低于|高于|大于|小于|少于|多于|达到?|以内)\s*$|^(?:元|块)?(?:钱)?(?:[（(]?含[）)]?|及)?(?:以上|以下|以内|往上|往下|之上|之下|开外)"
)
# An amount that is told without its unit is one of the table's: 写着“某某支出873.58”.
_BARE = re.compile(r"(?<![\d.])\d[\d,]*\.\d+(?![\d.%％万亿元])")
# What may stand beside the table and the amount that narrows nothing.
_ABOUT_IT = re.compile(
    r"恰|正|刚|好|对应|同一?个?|相同|一样|数额|金额|数字?|科目|名目|名称|名字|全称|项目?|行|栏|支出|收入|预算|决算|列|写|记|那笔|这笔|的|是|里|都|多|少|不|叫|做|给|为|等于|就|所|各|些|谁|找|出|报|上|那|这|个|一"
)
# Lines of any table may be asked for by what only tables have.
_SUBJECT = re.compile("科目|哪[几些][项笔款]|哪[一]?项(?!目)")
_OF_SUBJECTS = frozenset({"expenditure", "general_public", "basic"})
_FEW = 12  # lines that are told


def asks(scene: Scene) -> bool:
    """Whether the question tells one amount and a table, and asks which line it is of."""
    return _said(scene) is not None


def _said(scene: Scene) -> tuple[Quantity | None, Decimal] | None:
    """The one amount that is told, as a quantity of money or as a bare number; None where another question is asked."""
    query = scene.query
    if (
        not (query.places or _SUBJECT.search(query.text))
        or not _ASKS.search(query.text)
        or _ELSE.search(query.text)
        or len(scene.years()) != 1
    ):
        return None
    money = claimed(scene, "元")
    if any(_BOUND.search(query.text[: f.start]) or _BOUND.search(query.text[f.end :]) for f in money):
        return None
    if asked_bound.of(query.text) is not None:
        return None
    if len({f.quantity.base for f in money}) == 1:
        return money[0].quantity, money[0].quantity.base
    bare = {hit[0] for hit in _BARE.finditer(query.text)}
    return (None, Decimal(next(iter(bare)).replace(",", ""))) if not money and len(bare) == 1 else None


def told(scene: Scene) -> Draft | None:
    """The lines of each table that is named which are of the amount; None where no table is, or something else narrows them."""
    said = _said(scene)
    if said is None or any(_ABOUT_IT.sub("", word) for word in scene.query.rest):
        return None
    named = [rows for _, name in scene.query.places if (rows := _rows(scene, name))]
    tables = named if scene.query.places else _of_any(scene)
    within = _narrowing(scene, [known for rows in tables for known in rows])
    if not tables or len(named) != len(scene.query.places) or within is None:
        return None
    pieces: list[Piece] = []
    for rows in tables:
        lines = [known for known in rows if within - _all_of_it(known) <= _on_its_way(known)]
        kept = _distinct(_of_amount(lines, *said))
        pieces += _of_table(scene, rows[0], kept) if kept or named else []
    if not pieces and within:
        return None
    if not pieces:
        pieces = [f"{scene.prefix}{scene.target()}年各支出表中没有列出恰好是这一数额的科目。"]
    return answered(*pieces)


def _of_any(scene: Scene) -> list[list[Known]]:
    """The lines of each of the year's tables of expenditure by subjects, where none is named."""
    tables: dict[tuple[str, int | None], list[Known]] = {}
    for holding in scene.holdings:
        for kind in _OF_SUBJECTS:
            for known in holding.in_class.get(kind, ()):
                fact = known.fact
                of_it = fact.year == scene.target() and evidence.basis_fits(fact, scene.basis)
                if of_it and fact.measure == "level" and fact.row and fact.code:
                    tables.setdefault((fact.document, fact.table_number), []).append(known)
    return [tables[at] for at in sorted(tables, key=lambda one: (one[0], one[1] or 0))]


def _of_table(scene: Scene, one: Known, found: Sequence[Known]) -> list[Piece]:
    """What is told of one table: a line for each that has the amount, or that none has."""
    where = f"{scene.prefix}{scene.target()}年{place_of(scene, one)}"
    if not found:
        return [f"{where}中没有列出恰好是这一数额的行。\n"]
    if len(found) > _FEW:
        return [f"{where}中有多行是这一数额，以下是其中的{_FEW}行：\n", *_lines(scene, found[:_FEW])]
    return [f"{where}中金额为这一数额的是：\n", *_lines(scene, found)]


def _lines(scene: Scene, found: Sequence[Known]) -> list[Piece]:
    pieces: list[Piece] = []
    names = [terms.normalise(known.fact.row[-1]) for known in found]
    for known in found:
        fact = known.fact
        twin = names.count(terms.normalise(fact.row[-1])) > 1 and len(fact.row) > 1
        above = f"（{strip_number(fact.row[-2])}）" if twin else ""
        column = _column(scene, fact)
        pieces += [f"- {fact.code or ''}{strip_number(fact.row[-1])}{above}{column}：", *state(fact, bold=True), "\n"]
    return pieces


def _column(scene: Scene, fact: Fact) -> str:
    """The column that an amount stands in, where its table has several for a line."""
    beside = scene.holding(fact).by_table.get(fact.table_number, ())
    columns = {k.fact.column for k in beside if k.fact.row == fact.row}
    return f"（{'、'.join(map(strip_number, fact.column))}）" if len(columns) > 1 and fact.column else ""


def _of_amount(rows: Sequence[Known], said: Quantity | None, amount: Decimal) -> list[Known]:
    """Those of the rows that are of the amount; where it is told in a larger unit than the table's, those that round to it."""
    if said is None:
        return [known for known in rows if known.fact.value == amount]
    exact = [known for known in rows if base_value(known.fact) == amount]
    if exact or not said.decimals:
        return exact
    return [known for known in rows if abs(base_value(known.fact) - amount) <= said.half_step]


def _distinct(found: Sequence[Known]) -> list[Known]:
    """The lines, each once: what stands in several columns of it is one amount, the whole before a part of it."""
    lines: dict[tuple[object, ...], Known] = {}
    for known in sorted(found, key=lambda one: len(one.item.within)):
        fact = known.fact
        lines.setdefault((fact.document, fact.table_number, fact.row, fact.code), known)
    return sorted(lines.values(), key=found.index)


def _rows(scene: Scene, name: str) -> list[Known]:
    """The lines of the table that is best called by a name, of the year, with their amounts."""
    return [known for known in scene.in_table(name) if known.fact.value is not None and known.fact.row]


def _all_of_it(known: Known) -> frozenset[str]:
    """What all of a figure's table is of, so that nothing in it is narrowed by that: 基本支出 of its own table."""
    table = terms.table_class(known.fact.table or "")
    return frozenset({"basic_expenditure"}) if table is not None and table.id == "basic" else frozenset()


def _on_its_way(known: Known) -> frozenset[str]:
    """All that narrows a figure or stands above it."""
    above = map(terms.key, known.fact.row[:-1])
    side = {f"{known.item.side}_total"} if known.item.side else set()
    return frozenset((*known.item.within, *known.item.path, *above, *map(terms.key, known.fact.column), *side))


def _narrowing(scene: Scene, rows: Sequence[Known]) -> frozenset[str] | None:
    """The keys of the columns, or of the lines above, that the question names; None where it names what the table has not."""
    every = frozenset().union(*map(_on_its_way, rows)) if rows else frozenset()
    found: set[str] = set()
    for asked in scene.query.items:
        if asked.text.endswith("表") or set(asked.keys) & terms.TOTALS or _is_quoted_line(scene, asked.start):
            continue
        key = next((FUND_OF.get(key, key) for key in asked.keys if FUND_OF.get(key, key) in every | AXES), None)
        if key is None or (key not in AXES and not _stands_inside(scene, asked.end)):
            return None
        found.add(key)
    return frozenset(found)


def _is_quoted_line(scene: Scene, at: int) -> bool:
    """Whether an item is quoted with its amount, as one table has it, beside another table: 写着“某某支出873.58”."""
    return len(scene.query.places) > 1 and scene.query.text[:at].count("“") > scene.query.text[:at].count("”")


def _stands_inside(scene: Scene, at: int) -> bool:
    """Whether lines below an item are asked for: 某某支出下面哪几项都是三万元."""
    return re.match(r"(?:支出|科目|预算|类)?(?:[里下中内底]|当中|其中)", scene.query.text[at:]) is not None
