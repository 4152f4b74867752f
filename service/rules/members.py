"""What a department's table gives one of its units, where the rows are units: 收入总表 by 预算单位, of a budget."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ingest import terms
from ingest.grid import TOTAL
from service.asked_years import number_word
from service.draft import Draft, Piece, cited, computed, scaled
from service.holding import Holding, Known
from service.query import Asked, QueryKind
from service.rules.magnitude import alike, base_value
from service.rules.scene import Scene, answered, phrase, state, unit_for
from service.rules.totals import NAMES
from service.units import HEADS

_PLACE = re.compile(r"^.{1,9}?(?:省|市|区|县|州|旗|镇|乡)(?=.{4})")
_OWN_LEVEL = re.compile(r"本级|本部|机关本身")
_MONEY = re.compile(
    r"合计|总计|小计|[这那]一?[行栏]|收入|支出|预算|决算|经费|资金|拨款|[多几]少?[钱万亿元]|花|盘子|开支"
)
_SPENT = re.compile(r"支出|花|开支|用了|用掉")
_OF_ALL = re.compile(r"占|比重|比例|份额|百分之几")
_LEAST = 4  # characters that tell a unit by the end of its name


def of_a_unit(scene: Scene) -> Draft | None:
    """The amount of the unit that a question names, its share of the department, or several units' side by side."""
    if scene.query.kind not in _KINDS or scene.query.counted or scene.query.per:
        return None
    if scene.units and not _MONEY.search(scene.query.text):
        return None
    of_units = [rows for holding in scene.holdings for rows in tables(scene, holding)]
    side = side_asked(scene.query.text)
    for rows in sorted(of_units, key=lambda rows: class_of(rows) != side):
        names = list(dict.fromkeys(known.fact.row[-1] for known in rows))
        named = [name for name in names if _is_named(name, scene)]
        if not named or (class_of(rows) != side and class_of(rows) in ("revenue", "expenditure")):
            continue
        found = [asked_column(scene, [known for known in rows if known.fact.row[-1] == name]) for name in named]
        told = [known for known in found if known is not None]
        if len(told) < len(found) or len(told) < len(scene.units):
            continue
        if len(told) > 1:
            return _side_by_side(scene, told)
        if scene.query.kind in ("lookup", "share") or (scene.units and scene.query.kind == "sum"):
            return _told(scene, told[0], rows)
    return None


_KINDS: frozenset[QueryKind] = frozenset({"lookup", "share", "sum", "list", "compare", "difference", "rank"})


# All the units of a body: 下面5家预算单位各多少钱.
_ALL_UNITS = re.compile(
    r"(?:(?P<number>\d+|[两二三四五六七八九十])(?:个|家)|各个?|每一?[个家]|所有|全部|下面的?|下属的?|所属的?)(?:预算|基层|下属|所属)*单位(?!数|构成)"
)
_EACH_OF_THEM = re.compile("各(?:是|有|花|自)?(?:多少|几)|分别|各自|每一?[个家]|加起来|加总|之和|总和|相加")


def all_of_them(scene: Scene) -> Draft | None:
    """The amount of each unit of a body, and whether they come to its total; None where not all of them are told."""
    query = scene.query
    asked = _ALL_UNITS.search(query.text)
    if asked is None or scene.units or not _EACH_OF_THEM.search(query.text) or not _MONEY.search(query.text):
        return None
    items = tuple(a for a in query.items if terms.normalise(a.text) not in UNITS and not set(a.keys) & terms.WHOLES)
    if items or query.counted or query.kind not in ("lookup", "list", "sum", "consistency"):
        return None
    scene = scene.with_query(items=())
    side = side_asked(query.text)
    for rows in (rows for holding in scene.holdings for rows in tables(scene, holding) if class_of(rows) == side):
        each, whole = apart(scene, rows)
        told = [known for known in each if known is not None]
        if whole is None or len(told) < _PAIR or len(told) < len(each) or not alike([whole, *told]):
            continue
        if asked["number"] and number_word(asked["number"]) != len(told):
            return None  # not all of them, or others
        return _against_whole(scene, told, whole)
    return None


def side_asked(text: str) -> str:
    """The class of the tables that a question looks in: of what is spent, where only that is named."""
    return "expenditure" if _SPENT.search(text) and "收入" not in text else "revenue"


def apart(scene: Scene, rows: Sequence[Known]) -> tuple[list[Known | None], Known | None]:
    """The amount of each unit in the column that is asked for, and that of all of them together; None where it is blank."""
    organisation = scene.holding(rows[0].fact).record.organisation or ""
    names = list(dict.fromkeys(known.fact.row[-1] for known in rows))
    wholes = [name for name in names if TOTAL.search(name) or name == organisation]
    found = {n: asked_column(scene, [known for known in rows if known.fact.row[-1] == n]) for n in names}
    whole = next((known for name in wholes if (known := found[name]) is not None), None)
    return [found[name] for name in names if name not in wholes], whole


UNITS = frozenset({"预算单位", "单位", "下属单位", "所属单位", "基层单位", "基层预算单位", "所属预算单位"})


def _against_whole(scene: Scene, told: Sequence[Known], whole: Known) -> Draft:
    """Units one by one, and what they come to beside their total."""
    unit = whole.fact.unit
    added = sum((base_value(known.fact) for known in told), start=Decimal(0))
    agree = added == base_value(whole.fact)
    asks = scene.query.kind == "consistency" or _ADDED.search(scene.query.text)
    verdict = ("一致。" if agree else "不一致。") if asks else ""
    lines: list[Piece] = [f"{verdict}按“{whole.fact.table}”，{phrase(scene, whole)}", *state(whole.fact), "：\n"]
    for known in told:
        lines += [f"- {known.fact.row[-1]}：", *state(known.fact), "\n"]
    if asks and len(told) <= len(NAMES):
        operands = dict(zip(NAMES, (known.fact for known in told), strict=False))
        letters = (scaled(name, fact.unit, unit) for name, fact in operands.items())
        added_up = computed(" + ".join(letters), operands, unit)
        lines += ["以上合计", added_up, f"，与总数{'相等' if agree else '不等'}。"]
    return answered(*lines)


def _side_by_side(scene: Scene, told: Sequence[Known]) -> Draft | None:
    """The amounts of several units in one column: which is the larger and by how much, or what they come to."""
    kind = scene.query.kind
    if kind == "share" or not alike(told) or len({known.fact.column for known in told}) > 1:
        return None
    pieces: list[Piece] = [f"按“{told[0].fact.table}”，"]
    for number, known in enumerate(told):
        pieces += ["，" if number else "", phrase(scene.bare if number else scene, known), *state(known.fact)]
    unit = told[0].fact.unit
    if kind in ("compare", "difference", "rank") and len(told) == _PAIR:
        most, least = sorted(told, key=lambda known: base_value(known.fact), reverse=True)
        if base_value(most.fact) == base_value(least.fact):
            return answered(*pieces, "，两者相同。")
        gap = computed("a - b", {"a": most.fact, "b": least.fact}, unit, bold=True)
        return answered(
            *pieces, f"。{most.fact.row[-1]}更多，多", gap, "。", result=gap if _BY_HOW_MUCH.search(scene.query.text) else None
        )  # fmt: skip
    if kind == "sum" or _ADDED.search(scene.query.text):
        letters = {chr(ord("a") + number): known.fact for number, known in enumerate(told)}
        added = computed(" + ".join(letters), letters, unit, bold=True)
        return answered(*pieces, "，合计", added, "。", result=added if added.certain else None)
    if kind == "rank":
        most = max(told, key=lambda known: base_value(known.fact))
        return answered(*pieces, f"。{most.fact.row[-1]}最多。")
    return answered(*pieces, "。")


_PAIR = 2
_BY_HOW_MUCH = re.compile(r"差|多少|好多|[多高大少]出|几[万元]")
_ADDED = re.compile("加起来|一共|总共|加在一起|之和|总和")


def _told(scene: Scene, known: Known, rows: Sequence[Known]) -> Draft | None:
    fact = known.fact
    where, called = f"按“{fact.table}”，", f"{phrase(scene, known)}{_column_of(known)}"
    if scene.query.kind != "share" and not _OF_ALL.search(scene.query.text):
        shown = cited(fact, unit_for(scene, fact), bold=True)
        return answered(where, called, "为", shown, "。", result=shown if shown.certain else None)
    organisation = scene.holding(fact).record.organisation or ""
    whole = next(
        (
            other
            for other in rows
            if other.fact.column == fact.column
            and (TOTAL.search(other.fact.row[-1]) or other.fact.row[-1] == organisation)
        ),
        None,
    )
    if whole is None or not whole.fact.value or whole.fact.unit != fact.unit:
        return None
    share = computed("a / b * 100", {"a": fact, "b": whole.fact}, "%", places=2, bold=True)
    return answered(
        where, called, *state(fact), f"，占{whole.fact.row[-1]}", *state(whole.fact), "的", share, "。",
        result=share if share.certain else None,
    )  # fmt: skip


def _column_of(known: Known) -> str:
    """The column of a figure that is not all of its row's, in brackets where nothing else says it."""
    heads = [head for head in known.fact.column if not terms.is_neutral(head)]
    return f"（{heads[-1]}）" if heads and terms.key(heads[-1]) not in known.item.within | {known.item.own} else ""


def tables(scene: Scene, holding: Holding) -> list[list[Known]]:
    """The amounts of each table whose rows are named in a column of units."""
    found = []
    for number in holding.tables_headed(HEADS):
        rows = [
            known
            for known in holding.by_table.get(number, ())
            if known.fact.row
            and known.fact.column
            and known.fact.value is not None
            and known.fact.measure == "level"
            and known.fact.status == "exact"
            and known.fact.year == scene.target()
        ]
        if rows:
            found.append(rows)
    return found


def class_of(rows: Sequence[Known]) -> str:
    """The id of the class that the table of some rows is of, empty for none."""
    found = terms.table_class(rows[0].fact.table or "")
    return found.id if found else ""


def _is_named(label: str, scene: Scene) -> bool:
    """Whether the question names the unit of a row: by all of its name, or by the end of it; the body itself by 本级."""
    text, organisation = terms.normalise(scene.query.text), scene.holdings[0].record.organisation or ""
    name = terms.normalise(label)
    if TOTAL.search(label) or label == organisation:
        return False
    if organisation and label.startswith(organisation):
        return bool(_OWN_LEVEL.search(label) and _OWN_LEVEL.search(text))
    if any(terms.normalise(unit.core) in name for unit in scene.units):
        return True
    core = _PLACE.sub("", name)
    return len(core) >= _LEAST and (core in text or (len(core) >= _LEAST + 2 and core[2:] in text))


def asked_column(scene: Scene, own: Sequence[Known]) -> Known | None:
    """The column that the question names, else the total of all."""
    own_names = {terms.key(known.fact.row[-1]) for known in own}
    items = [asked for asked in scene.query.items if not own_names & set(asked.keys) and not _is_a_unit(scene, asked)]
    keys = {key for asked in items for key in asked.keys}
    named = [k for k in own if _headed(k) in keys]
    if named:
        return named[0] if len(named) == 1 else None
    if keys - terms.WHOLES:
        return None
    wholes = [k for k in own if len(k.fact.column) == 1 and terms.is_neutral(k.fact.column[0])]
    return wholes[0] if len(wholes) == 1 else None


def _headed(known: Known) -> str:
    """What a column tells of: the lowest of its headings that is more than a total, 本年收入 of 本年收入—小计."""
    return next((terms.key(head) for head in reversed(known.fact.column) if not terms.is_neutral(head)), "")


def _is_a_unit(scene: Scene, asked: Asked) -> bool:
    """Whether an item is the name of one of the units asked about."""
    names = {terms.key(unit.name) for unit in scene.units} | {terms.key(unit.core) for unit in scene.units}
    return bool(names & set(asked.keys))
