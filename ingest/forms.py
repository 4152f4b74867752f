"""Label/value forms (整体支出绩效目标表, 项目支出绩效目标表, 自评表): their fields, words and columns of money.

A form is no grid: its cells come as label and value, side by side. Its list of indicators is read by
`ingest.indicators`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest import aspects, indicators
from ingest.grid import clean, is_blank, is_indicator_header
from ingest.model import Basis, Measure, Table
from ingest.printed import printed
from ingest.reading import Reading, TextCell

_FORM_TITLE = re.compile(r"绩效(?:目标|自评|评价|监控).{0,8}表|绩效目标")
_FIELD = re.compile(
    r"(?:名称|金额|总额|预算|预算数|安排|补助|概述|概况|简介|描述|内容|依据|目标|目的|部门|单位|科室|处室|股室|"
    r"权重|分类|类别|属性|性质|类型|期限|时间|年度|负责人|联系人|电话|资金|拨款|收入|支出|经费|措施|"
    r"必要性|可行性|计划|任务|职能|来源|编码|代码|周期|年限|起始|终止|方式|备注|结转|其他|"
    r"执行数|支出数|到位数|执行率|完成率|到位率|得分|总分|评分|分数|自评分|等级|原因|情况|存在问题)$"
)
_PERCENT = re.compile(r"[（(]\s*[%％]\s*[)）]$")
_DONE = re.compile(r"执行|实际|完成|到位|支出数")
_WANTS_WORDS = re.compile(r"名称|部门|单位|科室|处室|分类|类别|属性|类型|性质|负责人|联系人|来源|方式|等级")
# An amount and a rate in one cell, as its label says: 全年执行数（执行率） with 1,498.76（85.53%）.
_AND_RATE = re.compile(r"(?P<one>[^（()）/／]{2,}?)\s*(?:[（(/／])(?P<rate>[^（()）/／]*(?:率|进度|比例))[）)]?$")
_BOTH = re.compile(r"(?P<one>[\d,，.]+\s*(?:万元|元)?)\s*[（(/／]\s*(?P<rate>[\d.]+\s*[%％])\s*[）)]?$")
# How forms head the name of what they are about: 项目（政策）名称, 专项资金名称, 一级项目名称.
_PROJECT_NAME = re.compile(
    r"(?:一级|二级|重点|预算|专项|支出)?(?:项目|政策|资金)(?:[（(]政策[）)]|支出|/政策|或政策)?名称|(?:重点)?专项(?:经费|业务)?名称"
)
# What heads the fields of a project's money: 项目资金（元）.
_GROUP_OF_MONEY = re.compile(
    r"(?:项目|年度|预算|专项)*(?:资金|经费|金额)(?:总额|来源|情况)?[（(](?P<unit>[百千万亿]*元)[)）]"
)
_LONGEST_LABEL = 20
_CODED_NAME = re.compile(r"^([0-9A-Za-z]{3,})\s*[-－—–_]\s*(.+)$", re.DOTALL)
_LONG = 40

# The columns of money in a self-evaluation: 年初预算数 │ 全年预算数 │ 全年执行数 │ 分值 │ 执行率 │ 得分.
_AMOUNT_COLUMN = re.compile(
    r"^(?:年初|全年|调整|调整后|年度)?(?:预算数|执行数|预算金额|执行金额|预算额|执行额)|^执行率|^(?:自评|评价)?(?:得|评)分|^分值|^权重"
)


@dataclass(frozen=True, slots=True)
class _Field:
    label: str
    text: str
    at: tuple[int, int]
    blank: bool


@dataclass(frozen=True, slots=True)
class _Form:
    texts: tuple[tuple[str, ...], ...]
    fields: tuple[_Field, ...]
    blocks: tuple[tuple[int, tuple[int, ...]], ...]  # header row and body rows of the columns of money
    project: tuple[str, str] | None


def is_form(table: Table) -> bool:
    """Whether a table is a label/value form: it lists indicators, or is called so and begins with a field."""
    rows = [[clean(cell.text) for cell in row] for row in table.rows]
    if any(is_indicator_header(row) for row in rows):
        return True
    begins = bool(rows) and bool(_FIELD.search(rows[0][0]))
    return begins and bool(_FORM_TITLE.search(table.heading))


def readings(table: Table, year: int | None) -> Iterator[Reading]:
    """Every number of a form: its fields first, then its columns of money, then its indicators."""
    form = _form(table)
    year = aspects.year((table.heading,), year)
    of_money = table.unit or _unit_of_group(form.texts)
    for field in form.fields:
        for part, one in enumerate(_parts(field)):
            if reading := _field_reading(table, one, form.project, year, of_money):
                yield replace(reading, part=part)
    yield from _amounts(table, form, year)
    yield from indicators.readings(table, form.texts, form.project, year)


def text_cells(table: Table) -> Iterator[TextCell]:
    """The words of a form that may hold figures of their own: description, legal ground, goal of the year."""
    form = _form(table)
    labels = {field.at: field.label for field in form.fields}
    for r, row in enumerate(form.texts):
        for c, text in enumerate(row):
            label = labels.get((r, c))
            if label is None and len(text) >= _LONG:
                label = _label_near(form.texts, r, c)
            if label is None or printed(text) is not None or _WANTS_WORDS.search(label):
                continue
            if len(text) >= _LONG or re.search(r"[。；，]", text):
                yield TextCell(
                    table=table.title,
                    table_number=table.number,
                    path=(form.project[1],) if form.project else (),
                    label=aspects.without_unit(label),
                    text=table.rows[r][c].text.strip(),
                    place=table.rows[r][c].place,
                    project=form.project,
                    certain=table.rows[r][c].certain,
                )


def project(table: Table) -> tuple[str, str] | None:
    """Code and name of the project that a form is about; None where it is about none."""
    return _form(table).project


def _form(table: Table) -> _Form:
    texts = tuple(tuple(clean(cell.text) for cell in row) for row in table.rows)
    blocks = _amount_blocks(texts)
    taken = {r for head, rows in blocks for r in (head, *rows)}
    fields = tuple(_fields(texts, taken, table))
    return _Form(texts, fields, blocks, _project(fields))


def _label_near(texts: Sequence[Sequence[str]], r: int, c: int) -> str:
    """What long words belong to: the heading right above them, else the label at their left."""
    if r and texts[r - 1][c] and len(texts[r - 1][c]) <= _LONGEST_LABEL:
        return texts[r - 1][c]
    return next((cell for cell in reversed(texts[r][:c]) if cell and len(cell) <= _LONGEST_LABEL), "")


def _looks_like_label(text: str) -> bool:
    bare = _AND_RATE.sub(r"\g<one>", _PERCENT.sub("", aspects.without_unit(text)).rstrip("：: "))
    return 2 <= len(bare) <= _LONGEST_LABEL and bool(_FIELD.search(bare)) and not re.search(r"[。；，\d]", bare)


def _beside(table: Table, r: int, c: int) -> int:
    """The column right of a cell: behind all those that a merged label covers."""
    return c + (table.rows[r][c].column_span or 1)


def _fields(texts: Sequence[Sequence[str]], taken: set[int], table: Table) -> Iterator[_Field]:
    """Label and value pairs of the rows that are no indicators.

    A label without a value (上级补助 with nothing beside it) is a blank field; two labels side by side are a label of a
    group and its member (年度资金总额 │ 其中：财政拨款).
    """
    inside = False
    for r, row in enumerate(texts):
        if is_indicator_header(row):
            inside = True
            continue
        if r in taken:
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
                or (bool(_WANTS_WORDS.search(label)) and following[0] == _beside(table, r, c))
                or printed(following[1]) is not None
            )
            if takes and following is not None:
                yield _Field(label.rstrip("：: "), following[1], (r, following[0]), False)
                k += 2
            else:
                beside = _beside(table, r, c)
                if beside < len(row) and not row[beside]:
                    yield _Field(label.rstrip("：: "), "", (r, beside), True)
                k += 1


def _project(fields: Sequence[_Field]) -> tuple[str, str] | None:
    """Code and name of the project that a form is about."""
    for field in fields:
        if _PROJECT_NAME.fullmatch(field.label) and field.text:
            hit = _CODED_NAME.match(field.text)
            if hit:
                return hit[1], hit[2].strip()
            code = next((other.text for other in fields if re.fullmatch(r"项目(?:编码|代码)", other.label)), "")
            return code, field.text
    return None


def _unit_of_group(texts: Sequence[Sequence[str]]) -> str | None:
    """The unit that the label of a form's money has, where its members print none: 项目资金（元）│ 资金总额 │ 5,000.00."""
    groups = {hit["unit"] for row in texts for cell in row if (hit := _GROUP_OF_MONEY.fullmatch(cell))}
    return groups.pop() if len(groups) == 1 else None


def _field_reading(
    table: Table, field: _Field, project: tuple[str, str] | None, year: int | None, of_money: str | None
) -> Reading | None:
    """The number that a field has; `of_money` is the unit of those amounts that print none."""
    found = printed(field.text)
    money = aspects.is_money(field.label)
    if found is None and not (money and is_blank(field.text)):
        return None
    label = _PERCENT.sub("", aspects.without_unit(field.label))
    if re.search(r"电话|编码|代码|期限|年度$|时间|联系", label):
        return None
    weight = "权重" in label or "分值" in label
    score = not weight and bool(aspects.SCORE.search(label))
    said: Measure = "share" if weight else "count" if score else aspects.measure((label,), (field.label,))
    unit = "分" if score else None if weight else aspects.unit((), (field.label,), said, of_money if money else None)
    return Reading(
        row=(project[1], label) if project and score else (project[1],) if project else (label,),
        column=(label,) if project and not score else (),
        value=found.value if found else None,
        quote=field.text,
        unit=(found.unit if found else None) or unit,
        year=year,
        basis="target" if weight else "actual" if score else _stage(label),
        measure=said,
        place=table.rows[field.at[0]][field.at[1]].place,
        at=field.at,
        code=(project[0] or None) if project else None,
        project=project,
    )


def _parts(field: _Field) -> tuple[_Field, ...]:
    """The field, or the amount and the rate that its one cell prints side by side."""
    label = _AND_RATE.match(field.label)
    if label is None:
        return (field,)
    both = _BOTH.match(field.text.strip())
    if both is None:
        return (replace(field, label=label["one"]),)
    return replace(field, label=label["one"], text=both["one"]), replace(field, label=label["rate"], text=both["rate"])


def _stage(label: str) -> Basis:
    """Which of a year's accounts a field of money is of: 全年预算数, 全年执行数; a form's plain field is a budget's."""
    stage = aspects.basis((label,), "budget") or "budget"
    return "actual" if stage == "budget" and _DONE.search(label) else stage


def _amount_blocks(texts: Sequence[Sequence[str]]) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """Where a form has columns of money: their header row, and the rows under it that print a number there."""
    out: list[tuple[int, tuple[int, ...]]] = []
    for head, row in enumerate(texts):
        columns = [c for c, cell in enumerate(row) if _AMOUNT_COLUMN.search(cell)]
        if len(columns) < 3 or is_indicator_header(row) or any(printed(cell) for cell in row):
            continue  # 年初预算数│60.00│全年执行数│66.12 are pairs, and head no columns
        rows: list[int] = []
        for r in range(head + 1, len(texts)):
            if not any(texts[r][c] for c in columns) or not all(
                is_blank(texts[r][c]) or printed(texts[r][c]) for c in columns
            ):
                break
            rows.append(r)
        out.append((head, tuple(rows)))
    return tuple(out)


def _amounts(table: Table, form: _Form, year: int | None) -> Iterator[Reading]:
    for head, rows in form.blocks:
        columns = [(c, cell) for c, cell in enumerate(form.texts[head]) if _AMOUNT_COLUMN.search(cell)]
        at, group = next(((c, cell) for c, cell in enumerate(form.texts[head][: columns[0][0]]) if cell), (0, ""))
        down = head + (table.rows[head][at].row_span or 1)
        for r in rows:
            label = next((cell for cell in reversed(form.texts[r][: columns[0][0]]) if cell), "")
            if not label and (r < down or r == head + 1):
                label = aspects.without_unit(group)  # one cell is the label of the headings and of what is below them
            if not label:
                continue
            for c, heading in columns:
                found = printed(form.texts[r][c])
                money = bool(re.search(r"预算|执行(?!率)", heading))
                points = aspects.SCORE.search(heading) is not None
                said: Measure = (
                    "share"
                    if re.search(r"分值|权重", heading)
                    else "count"
                    if points
                    else "rate"
                    if "率" in heading
                    else "level"
                )
                percent = "%" if said == "rate" and re.search("[%％]", heading) else None
                unit = (
                    aspects.unit((group, heading), (label,), said, table.unit) if money else "分" if points else percent
                )
                yield Reading(
                    row=(*((form.project[1],) if form.project else ()), label),
                    column=(aspects.without_unit(heading),),
                    value=found.value if found else None,
                    quote=form.texts[r][c],
                    unit=(found.unit if found else None) or unit,
                    year=year,
                    basis=aspects.basis((heading,), "budget") if money else "target" if said == "share" else "actual",
                    measure=said,
                    place=table.rows[r][c].place,
                    at=(r, c),
                    code=(form.project[0] or None) if form.project else None,
                    project=form.project,
                )
