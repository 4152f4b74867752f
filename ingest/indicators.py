"""Lists of performance indicators in a form; their columns differ from form to form and are found by their headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.grid import is_blank, is_indicator_header
from ingest.model import Basis, Indicator, Measure, Table
from ingest.printed import SIGNS, Printed, printed
from ingest.quantity import unit as unit_named
from ingest.reading import Reading

# What a column is, by its heading; the first that fits counts.
_COLUMNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("group", re.compile(r"^(?:年度|总体|长期|项目)?绩效指标$")),  # the heading beside the whole list
    ("core", re.compile(r"核心")),
    ("weight", re.compile(r"权重|分值|权值")),
    ("ratio", re.compile(r"系数|完成率|完成比例|达成率")),  # of the goal, or of the points
    ("score", re.compile(r"得分|评分")),
    ("unit", re.compile(r"计量单位|度量单位|^单位")),
    ("nature", re.compile(r"性质|符号|方向")),
    ("last", re.compile(r"上年|历史|偏差|原因|说明|备注")),
    ("done", re.compile(r"完成值|完成情况|实际值|执行值")),
    ("value", re.compile(r"指标值|目标值|年度值|值$")),
    ("first", re.compile(r"一级指标")),
    ("second", re.compile(r"二级指标")),
    ("third", re.compile(r"三级指标|具体指标|指标名称|指标内容|指标$|明细指标")),
)
_NUMBERS: tuple[tuple[str, Basis], ...] = (
    ("value", "target"),
    ("weight", "target"),
    ("done", "actual"),
    ("ratio", "actual"),
    ("score", "actual"),
)
_NO_UNIT = re.compile(r"(?:其他|其它|无|定性|文本|文字)$|[-－—/／\\]+$")
# What the last row of a self-evaluation is called, in which all its points are added up.
_ALL_POINTS = re.compile(r"(?:自评)?(?:总分|总得分|得分合计|合计得分|总评分|总分合计)")
_CORE = {"是": True, "否": False, "√": True}


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the list: where its columns are, and whose indicator it names."""

    table: Table
    number: int
    texts: Sequence[str]
    columns: dict[str, int]
    headings: dict[str, str]
    path: tuple[str, ...]

    def cell(self, column: str) -> str:
        return self.texts[self.columns[column]] if column in self.columns else ""


def readings(
    table: Table, texts: Sequence[Sequence[str]], project: tuple[str, str] | None, year: int | None
) -> Iterator[Reading]:
    """Target, weight, actual value and score of every indicator, in the order printed."""
    for row in _rows(table, texts):
        if _ALL_POINTS.fullmatch(_first(row.texts)):
            yield from _all_points(row, project, year)
        else:
            yield from _indicator(row, project, year)


_OF_THE_PROJECT = re.compile(
    r"(?:项目名称|项目编码|主管部门|实施单位|(?:预算|资金|项目)(?:金额|总额)|年度(?:总体)?目标|总体目标)[：:]?$"
)


def _rows(table: Table, texts: Sequence[Sequence[str]]) -> Iterator[_Row]:
    columns: dict[str, int] = {}
    headings: dict[str, str] = {}
    path = ["", ""]
    above: Sequence[Sequence[str]] = ()
    for number, row in enumerate(texts):
        if is_indicator_header(row):
            above = above or texts[:number]
            columns, headings = _columns(row)
            path = ["", ""]
            continue
        if "third" in columns and _ALL_POINTS.fullmatch(_first(row)):
            yield _Row(table, number, row, columns, headings, ())
            continue
        if "third" not in columns or not row[columns["third"]] or row in above:
            continue  # no indicator, or the form's head again where a page breaks
        if "first" in columns and _OF_THE_PROJECT.match(row[columns["first"]]):
            continue  # the head of a form below another's indicators: what stands beside is no weight
        # A merged first or second level is printed once and holds for the rows below.
        if "first" in columns and row[columns["first"]]:
            path = [row[columns["first"]], ""]
        if "second" in columns and row[columns["second"]]:
            path[1] = row[columns["second"]]
        yield _Row(table, number, row, columns, headings, tuple(filter(None, path)))


def _columns(header: Sequence[str]) -> tuple[dict[str, int], dict[str, str]]:
    columns: dict[str, int] = {}
    headings: dict[str, str] = {}
    for c, cell in enumerate(header):
        name = next((name for name, pattern in _COLUMNS if cell and pattern.search(cell)), None)
        if name is not None and name not in columns:
            columns[name], headings[name] = c, cell
    if "third" not in columns:  # a list of fewer levels: its last one names the indicators
        last = next((name for name in ("second", "first", "group") if name in columns), None)
        if last is not None:
            columns["third"] = columns.pop(last)
    return columns, headings


def _indicator(row: _Row, project: tuple[str, str] | None, year: int | None) -> Iterator[Reading]:
    name = row.cell("third")
    weight = printed(row.cell("weight"))
    indicator = Indicator(
        path=row.path,
        nature=row.cell("nature") or None,
        weight=weight.value if weight else None,
        core=_CORE.get(row.cell("core")),
    )
    for column, basis in _NUMBERS:
        if column not in row.columns:
            continue
        text = row.cell(column)
        found = printed(text)
        if found is None and not is_blank(text):
            continue  # a goal in words: text_cells and passages have it
        counts = column in ("value", "done")
        percent = column == "ratio" and re.search("[%％]", row.headings[column]) is not None
        unit = _unit(row, found) if counts else "分" if column == "score" else "%" if percent else None
        comparator = None
        if column == "value":
            comparator = (found.comparator if found else None) or SIGNS.get(indicator.nature or "")
        yield Reading(
            row=(project[1], name) if project else (name,),
            column=(row.headings[column],),
            value=found.value if found else None,
            quote=text,
            unit=unit,
            year=year,
            basis=basis,
            measure=_measure(unit) if counts else "share" if column == "weight" else "rate" if percent else "count",
            place=row.table.rows[row.number][row.columns[column]].place,
            at=(row.number, row.columns[column]),
            code=(project[0] or None) if project else None,
            comparator=comparator,
            indicator=indicator,
            project=project,
        )


def _first(texts: Sequence[str]) -> str:
    """What a row begins with."""
    return next(filter(None, texts), "")


def _all_points(row: _Row, project: tuple[str, str] | None, year: int | None) -> Iterator[Reading]:
    """How many points a self-evaluation came to: no indicator, but a figure of the whole form."""
    label = _first(row.texts)
    found = printed(row.cell("score"))
    if found is not None and found.unit in (None, "分"):
        yield Reading(
            row=(project[1], label) if project else (label,),
            column=(),
            value=found.value,
            quote=row.cell("score"),
            unit="分",
            year=year,
            basis="actual",
            measure="count",
            place=row.table.rows[row.number][row.columns["score"]].place,
            at=(row.number, row.columns["score"]),
            code=(project[0] or None) if project else None,
            project=project,
        )


def _unit(row: _Row, found: Printed | None) -> str | None:
    """The unit printed with the number, else that of the unit's own column; “其他” is none."""
    for unit in (found.unit if found else None, row.cell("unit")):
        if unit and not _NO_UNIT.match(unit):
            return unit
    return None


def _measure(unit: str | None) -> Measure:
    known = unit_named(unit) if unit else None
    if unit is None or (known is not None and known.base == "元"):
        return "level"
    return "rate" if unit in ("%", "％", "‰") else "count"
