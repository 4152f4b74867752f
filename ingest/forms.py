"""Label/value forms (整体支出绩效目标表, 项目支出绩效目标表): fields, words, and their list of indicators.

A form is no grid: its cells come as label and value, side by side, and the indicators' columns differ from form to
form, so every column is found by its heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ingest import aspects
from ingest.grid import clean, is_blank, is_indicator_header
from ingest.model import Indicator, Measure, Table
from ingest.quantity import number
from ingest.quantity import unit as unit_named
from ingest.reading import Reading, TextCell

_FORM_TITLE = re.compile(r"绩效(?:目标|自评|评价|监控).{0,8}表|绩效目标")
_FIELD = re.compile(
    r"(?:名称|金额|总额|预算|预算数|安排|补助|概述|概况|简介|描述|内容|依据|目标|目的|部门|单位|科室|处室|股室|"
    r"权重|分类|类别|属性|性质|类型|期限|时间|年度|负责人|联系人|电话|资金|拨款|收入|支出|经费|措施|"
    r"必要性|可行性|计划|任务|职能|来源|编码|代码|周期|年限|起始|终止|方式|备注|结转|其他)$"
)
_WANTS_WORDS = re.compile(r"名称|部门|单位|科室|处室|分类|类别|属性|类型|性质|负责人|联系人|来源|方式")
_LONGEST_LABEL = 20
_CODED_NAME = re.compile(r"^([0-9A-Za-z]{3,})\s*[-－—–_]\s*(.+)$", re.DOTALL)
_PRINTED = re.compile(
    r"^\s*(?P<sign>≤|≥|<=|>=|=|＝|<|>|＜|＞|﹤|﹥|不低于|不少于|不高于|不超过|大于等于|小于等于|大于|小于|等于)?\s*"
    r"(?P<number>[-－]?[\d][\d,，]*(?:\.\d+)?)\s*(?P<unit>[^\d\s].{0,5})?\s*$"
)
_SIGNS = {
    **dict.fromkeys(("≤", "<=", "小于等于", "不高于", "不超过"), "≤"),
    **dict.fromkeys(("≥", ">=", "大于等于", "不低于", "不少于"), "≥"),
    **dict.fromkeys(("=", "＝", "等于"), "="),
    **dict.fromkeys(("<", "＜", "﹤", "小于"), "<"),
    **dict.fromkeys((">", "＞", "﹥", "大于"), ">"),
}
_NO_UNIT = re.compile(r"(?:其他|其它|无|定性|文本|文字)$|[-－—/／\\]+$")
_DATE_WORD = re.compile(r"[前后底起止号至之日]")
_CORE = {"是": True, "否": False, "√": True}
_LONG = 40

# What the columns of an indicator list are, by their headings; the first that fits counts.
_COLUMNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("group", re.compile(r"^(?:年度|总体|长期|项目)?绩效指标$")),  # the heading beside the whole list
    ("core", re.compile(r"核心")),
    ("weight", re.compile(r"权重|分值|权值")),
    ("unit", re.compile(r"计量单位|度量单位|单位")),
    ("nature", re.compile(r"性质|符号|方向")),
    ("last", re.compile(r"上年|历史|完成值|实际")),
    ("value", re.compile(r"指标值|目标值|年度值|值$")),
    ("first", re.compile(r"一级指标")),
    ("second", re.compile(r"二级指标")),
    ("third", re.compile(r"三级指标|具体指标|指标名称|指标内容|指标$|明细指标")),
)


@dataclass(frozen=True, slots=True)
class _Field:
    label: str
    text: str
    at: tuple[int, int]
    blank: bool


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of an indicator list, and where its columns are."""

    table: Table
    number: int
    texts: Sequence[str]
    columns: dict[str, int]
    headings: dict[str, str]

    def cell(self, column: str) -> str:
        return self.texts[self.columns[column]] if column in self.columns else ""


def is_form(table: Table) -> bool:
    """Whether a table is a label/value form: it lists indicators, or is called so and begins with a field."""
    rows = [[clean(cell.text) for cell in row] for row in table.rows]
    if any(is_indicator_header(row) for row in rows):
        return True
    begins = bool(rows) and bool(_FIELD.search(rows[0][0]))
    return begins and bool(_FORM_TITLE.search(table.heading))


def readings(table: Table, year: int | None) -> Iterator[Reading]:
    """Every number of a form: its fields first, then its indicators in the order printed."""
    texts = [[clean(cell.text) for cell in row] for row in table.rows]
    fields = list(_fields(texts))
    project = _project(fields)
    year = aspects.year((table.heading,), year)
    for field in fields:
        if reading := _field_reading(table, field, project, year):
            yield reading
    yield from _indicators(table, texts, project, year)


def text_cells(table: Table) -> Iterator[TextCell]:
    """The words of a form that may hold figures of their own: description, legal ground, goal of the year."""
    texts = [[clean(cell.text) for cell in row] for row in table.rows]
    fields = list(_fields(texts))
    project = _project(fields)
    for field in fields:
        words = number(field.text) is None and not _WANTS_WORDS.search(field.label)
        if words and (len(field.text) >= _LONG or re.search(r"[。；，]", field.text)):
            r, c = field.at
            yield TextCell(
                table=table.title,
                table_number=table.number,
                path=(project[1],) if project else (),
                label=aspects.without_unit(field.label),
                text=table.rows[r][c].text.strip(),
                place=table.rows[r][c].place,
                project=project,
            )


def _looks_like_label(text: str) -> bool:
    bare = aspects.without_unit(text).rstrip("：: ")
    return 2 <= len(bare) <= _LONGEST_LABEL and bool(_FIELD.search(bare)) and not re.search(r"[。；，\d]", bare)


def _fields(texts: Sequence[Sequence[str]]) -> Iterator[_Field]:
    """Label and value pairs of the rows that are no indicators.

    A label without a value (上级补助 with nothing beside it) is a blank field; two labels side by side are a label of a
    group and its member (年度资金总额 │ 其中：财政拨款).
    """
    inside = False
    for r, row in enumerate(texts):
        if is_indicator_header(row):
            inside = True
            continue
        filled = [(c, cell) for c, cell in enumerate(row) if cell]
        if inside:
            # Below the indicators a field begins only where a row has its label at the left and long words beside it.
            if not (
                filled
                and filled[0][0] == 0
                and _looks_like_label(filled[0][1])
                and len(filled) == 2
                and len(filled[1][1]) >= _LONG
            ):
                continue
            inside = False
        k = 0
        while k < len(filled):
            c, label = filled[k]
            following = filled[k + 1] if k + 1 < len(filled) else None
            if not _looks_like_label(label) and not (following and k == 0 and len(label) <= _LONGEST_LABEL):
                k += 1
                continue
            takes = following is not None and (
                not _looks_like_label(following[1])
                or (bool(_WANTS_WORDS.search(label)) and following[0] == c + 1)
                or number(following[1]) is not None
            )
            if takes and following is not None:
                yield _Field(label.rstrip("：: "), following[1], (r, following[0]), False)
                k += 2
            else:
                blank = c + 1 < len(row) and not row[c + 1]
                if blank:
                    yield _Field(label.rstrip("：: "), "", (r, c + 1), True)
                k += 1


def _project(fields: Sequence[_Field]) -> tuple[str, str] | None:
    """Code and name of the project that a form is about."""
    for field in fields:
        if re.fullmatch(r"项目(?:（政策）|\(政策\))?名称", field.label) and field.text:
            hit = _CODED_NAME.match(field.text)
            if hit:
                return hit[1], hit[2].strip()
            code = next((other.text for other in fields if re.fullmatch(r"项目(?:编码|代码)", other.label)), "")
            return code, field.text
    return None


def _field_reading(table: Table, field: _Field, project: tuple[str, str] | None, year: int | None) -> Reading | None:
    printed = _PRINTED.match(field.text) if field.text else None
    own = printed["unit"] if printed else None
    if printed and own and not _is_unit(own, number(printed["number"])):
        return None
    value = number(printed["number"]) if printed else number(field.text)
    money = aspects.is_money(field.label)
    if value is None and not (money and is_blank(field.text)):
        return None
    label = aspects.without_unit(field.label)
    if re.search(r"电话|编码|代码|期限|年度$|时间|联系", label):
        return None
    weight = "权重" in label or "分值" in label
    said: Measure = "share" if weight else aspects.measure((), (field.label,))
    return Reading(
        row=(project[1],) if project else (label,),
        column=(label,) if project else (),
        value=value,
        quote=field.text,
        unit=own or (None if weight or not money else aspects.unit((), (field.label,), said, table.unit)),
        year=year,
        basis="target" if weight else "budget",
        measure=said,
        place=table.rows[field.at[0]][field.at[1]].place,
        at=field.at,
        code=(project[0] or None) if project else None,
        project=project,
    )


def _indicators(
    table: Table, texts: Sequence[Sequence[str]], project: tuple[str, str] | None, year: int | None
) -> Iterator[Reading]:
    columns: dict[str, int] = {}
    headings: dict[str, str] = {}
    path = ["", ""]
    for r, row in enumerate(texts):
        if is_indicator_header(row):
            columns, headings, path = {}, {}, ["", ""]
            for c, cell in enumerate(row):
                for name, pattern in _COLUMNS:
                    if cell and pattern.search(cell):
                        if name not in columns:
                            columns[name], headings[name] = c, cell
                        break
            if "third" not in columns:  # a list of two levels: its second one names the indicators
                for name in ("second", "first"):
                    if name in columns:
                        columns["third"] = columns.pop(name)
                        break
            continue
        if "third" not in columns:
            continue
        name = row[columns["third"]]
        if "first" in columns and row[columns["first"]]:
            path = [row[columns["first"]], ""]
        if "second" in columns and row[columns["second"]]:
            path[1] = row[columns["second"]]
        if not name or not any(c in columns.values() and row[c] for c in range(len(row))):
            continue
        at = _Row(table, r, row, columns, headings)
        yield from _indicator(at, name, tuple(filter(None, path)), project=project, year=year)


def _is_unit(word: str, value: Decimal | None) -> bool:
    """Whether the word behind a number counts it: “120公里”; “12月底前” and “2025年” are dates."""
    if _DATE_WORD.search(word) or (word.startswith("年") and value is not None and 1990 <= value <= 2100):
        return False
    return unit_named(word) is not None or bool(re.fullmatch(r"[\u3400-\u9fff㎡²/·]{1,5}", word))


def _indicator(
    at: _Row, name: str, path: tuple[str, ...], *, project: tuple[str, str] | None, year: int | None
) -> Iterator[Reading]:

    weight: Decimal | None = None
    if printed := _PRINTED.match(at.cell("weight")):
        weight = number(printed["number"])
    nature = at.cell("nature") or None
    indicator = Indicator(path=path, nature=nature, weight=weight, core=_CORE.get(at.cell("core")))
    for column in ("value", "weight"):
        if column not in at.columns:
            continue
        text = at.cell(column)
        printed = _PRINTED.match(text) if text else None
        value = number(printed["number"]) if printed else None
        if value is None and text and not is_blank(text):
            continue  # a goal in words: text_cells and passages have it
        own = (printed["unit"] or "").strip() if printed else ""
        if own and not _is_unit(own, value):
            continue  # a date or another wording: “12月底前”
        unit: str | None = None
        comparator: str | None = None
        said: Measure = "share"
        if column == "value":
            unit = next((text for text in (own, at.cell("unit")) if text and not _NO_UNIT.match(text)), None)
            sign = (printed["sign"] if printed else None) or nature or ""
            comparator = _SIGNS.get(sign)
            known = unit_named(unit) if unit else None
            said = "rate" if unit in ("%", "％", "‰") else "count"
            if unit is None or (known is not None and known.base == "元"):
                said = "level"
        yield Reading(
            row=(project[1], name) if project else (name,),
            column=(at.headings[column],),
            value=value,
            quote=text,
            unit=unit,
            year=year,
            basis="target",
            measure=said,
            place=at.table.rows[at.number][at.columns[column]].place,
            at=(at.number, at.columns[column]),
            code=(project[0] or None) if project else None,
            comparator=comparator,
            indicator=indicator,
            project=project,
        )
