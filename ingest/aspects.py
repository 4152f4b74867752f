"""What a heading says of the numbers under it: year, basis, measure, unit."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.model import Basis, Kind, Measure
from ingest.quantity import unit as unit_named

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)\s*(?:年|$|预算|决算)")
_LAST_YEAR = re.compile(r"(?:上年|上一年|去年)度?(?!结转|结余|末|年末|专项结转|财政拨款结转)")
_BASES: tuple[tuple[re.Pattern[str], Basis], ...] = (
    (re.compile(r"年初(?:部门|单位)?预算|初始预算"), "initial_budget"),
    (re.compile(r"调整(?:后)?预算|全年预算|预算调整"), "adjusted_budget"),
    (re.compile(r"决算|执行数|实际(?:支出|完成|收入|采购)|完成数|支出数|实际数"), "actual"),
    (re.compile(r"预算|安排|采购计划|计划(?:采购)?(?:金额|数)"), "budget"),
)
_STAGE_IN_BRACKETS = re.compile(r"[（(](调整后?|年初|全年)[）)]")  # 全年（调整）预算数
# Names of tables and funds have 预算 and 决算 in them and say nothing of a column's stage.
_FUND = re.compile(
    r"一般公共预算|政府性基金预算|国有资本经营预算|部门预算|预算(?:资金|拨款|单位|科目|执行率|经济)|纳入预算|预算内|预算外|非预算"
)
# A row that names no item, only which of an item's numbers it has: 预算数, 2022年度决算数, 全年执行数（万元）.
_STAGE_ROW = re.compile(
    r"(?:[一二三四五六][、.．]|[（(][一二三四五六][）)]|\d[.、．])?\s*(?:(?:19|20)\d\d年度?|上年度?|上一年度?|去年|本年度?|当年)?"
    r"(?:年初|全年|年度|调整后?|部门)?(?:预算|决算|执行|实际支出|支出决算|支出预算|实际完成)(?:数|金额|额)?(?:[（(][^（）()]{1,4}[）)])?$"
)
# A row that compares the rows above it: 增减额, 比上年增减（%）, 预算完成率.
_COMPARED_ROW = re.compile(
    r"(?:(?:决算数?)?[比较](?:上年|预算|年初预算)数?)?(?:(?:增减|增加|减少|变动)(?:额|数|金额|率|幅度|比例|百分比)?|增长率|增幅|差额|差异额?|"
    r"(?:预算)?(?:完成|执行)(?:率|比例|百分比))(?:[（(][^（）()]{1,4}[）)])?$"
)
_CHANGE = re.compile(r"增减|增长|变动|比上年|较上年|同比|增加|减少|降幅|增幅|差额")
_SHARE = re.compile(r"占比|比重|比例|占.{0,8}[%％]")
_RATE = re.compile(r"[%％]|率(?:$|[（(])|百分比|幅度|进度")
_COUNT = re.compile(r"数量|个数|人数|人次|批次|台数|辆数|车辆数|保有量|购置数|编制数|面积|团组")
# 单价100万元（含）以上设备（不含车辆）: pieces of equipment, whatever the table's other rows are in.
_EQUIPMENT = re.compile(r"单[价位].{0,4}\d+万元.{0,8}以上.{0,6}(?:设备|仪器|装备)")
# What an evaluation counts in points: 自评总分, 执行率得分.
SCORE = re.compile(r"(?:得分|总分|评分|(?<!百)分数|自评分)数?$")
# What is counted in one unit alone, whatever the table's money is in.
_IN_THE_NAME = ((SCORE, "分"), (re.compile("人数$"), "人"))
_MONEY_NAME = re.compile(r"(?:万亿|亿|千万|百万|万|千)?元")
_MONEY = re.compile(r"[（(]\s*(?:单位\s*[:：]?\s*)?(?:人民币)?((?:万亿|亿|千万|百万|万|千)?元)\s*[)）]\s*$")
_OWN_UNIT = re.compile(r"[（(]\s*(?:单位\s*[:：]?\s*)?([^（()）]{1,8})\s*[)）]\s*$")
_LEVEL = re.compile(r"(?<![数量])[（(]\s*(?:类|款|项|目)\s*[)）]\s*$")  # 行政运行（项）: the rank of a classification
_TALK_OF_MONEY = re.compile(
    r"(?:执行|到位|支出|决算)数|预算|金额|资金|安排|补助|总额|拨款|经费|支出|收入|费$|合计|收费|投资"
)


def _own(heading: str) -> str:
    """What a heading says of its own number, not of the one that it is compared with: “2026年预算数比2025年…”."""
    return re.split(r"比(?!例|重)|较", heading, maxsplit=1)[0]


def year(path: Sequence[str], document_year: int | None) -> int | None:
    """The year that headings name; 上年 is the year before the document's; else the document's own."""
    for heading in path:
        if found := _YEAR.findall(_own(heading)):
            return int(found[0])
    if any(_LAST_YEAR.search(_own(heading)) for heading in path):
        return None if document_year is None else document_year - 1
    return document_year


def basis(path: Sequence[str], kind: Kind | None) -> Basis | None:
    """The stage that headings name (年初预算数, 调整预算数, 决算数, 预算数), else that of the kind of document."""
    for heading in reversed(path):
        words = _FUND.sub("", _STAGE_IN_BRACKETS.sub(r"\1", _own(heading)))
        for pattern, stage in _BASES:
            if pattern.search(words):
                return stage
    return None if kind is None else "budget" if kind == "budget" else "actual"


def basis_of(path: Sequence[str], row: Sequence[str], kind: Kind | None) -> Basis | None:
    """The stage of a number: what its column says, else a row that is nothing but a stage (预算数 above 决算数)."""
    stage = row[-1:] if row and _STAGE_ROW.match(row[-1]) else ()
    said = basis(path, None)
    return said if said is not None and not stage else basis(stage, kind)


def year_of(path: Sequence[str], row: Sequence[str], document_year: int | None) -> int | None:
    """The year of a number: what its column says, else a row that is nothing but a stage of some year (2022年决算数)."""
    stage = row[-1:] if row and _STAGE_ROW.match(row[-1]) else ()
    return year((*stage, *path), document_year)


def measure(path: Sequence[str], row: Sequence[str]) -> Measure:
    """Whether a number is an amount, a change, a percentage, a share, or counts something else than money."""
    leaf = path[-1] if path else ""
    label = row[-1] if row else ""
    if _COMPARED_ROW.match(label):
        return "rate" if re.search(r"率|幅|比例|百分比|[%％]", label) else "change"
    if _SHARE.search(leaf):
        return "share"
    if _RATE.search(leaf) or re.search(r"[（(][%％][）)]", label):
        return "rate"
    if _CHANGE.search(leaf):
        return "change"
    if _EQUIPMENT.search(label):
        return "count"
    own = _own_unit(path, row)
    if own is not None:
        return "level" if _MONEY_NAME.fullmatch(own) else "count"
    counted = _COUNT.search(leaf) or _COUNT.search(label) or _unit_in_the_name(path, row)
    return "count" if counted else "level"


def unit(path: Sequence[str], row: Sequence[str], said: Measure, table_unit: str | None) -> str | None:
    """The unit of a number: what its row's or column's labels have in brackets, else the table's where it is money."""
    own = _own_unit(path, row)
    if own is not None:
        return own
    if row and _EQUIPMENT.search(row[-1]):
        return "台（套）"
    if said in ("rate", "share"):
        return "%" if any(re.search(r"[%％]", label) for label in (*row[-1:], *path)) else None
    return _unit_in_the_name(path, row) if said == "count" else table_unit


def _own_unit(path: Sequence[str], row: Sequence[str]) -> str | None:
    """The unit in the brackets behind a label, the nearest first; a row takes it from the row it is part of, too."""
    for label in (*reversed(row), *reversed(path)):
        if hit := _MONEY.search(label):
            return hit[1]
        if (hit := _OWN_UNIT.search(label)) and not _LEVEL.search(label):
            names = re.split(r"[,，、/]", hit[1])
            if all(unit_named(name) is not None for name in names):
                return hit[1] if len(names) == 1 else f"{names[0]}（{'、'.join(names[1:])}）"
    return None


def _unit_in_the_name(path: Sequence[str], row: Sequence[str]) -> str | None:
    """The unit that what is counted always has, by the column's name, else the row's."""
    labels = (*path[-1:], *row[-1:])
    return next((name for label in labels for pattern, name in _IN_THE_NAME if pattern.search(label)), None)


def without_unit(label: str) -> str:
    """A label without the unit of money in brackets behind it: 部门支出预算总额（万元） -> 部门支出预算总额."""
    return _MONEY.sub("", label).strip() or label


def is_money(label: str) -> bool:
    """Whether a form's field states an amount of money."""
    return bool(_MONEY.search(label)) or bool(
        _TALK_OF_MONEY.search(label) and not re.search(r"率|权重|比例|%|名称|依据|目标", label)
    )
