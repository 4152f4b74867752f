"""The geometry of a printed table: which rows are its header, which columns hold labels, codes, values.

Flattened text has no spans: a merged heading is a label followed by empty cells, a vertically merged one a label
above empty cells. Both are filled here, and the lanes of a table (left and right of one row unrelated) are told apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from ingest.model import Table
from ingest.quantity import number

Role = Literal["code", "label", "value", "note", "skip"]
Texts = Sequence[Sequence[str]]

TOTAL = re.compile(r"(?:合计|总计|小计|合计数|总合计)$")
_BLANK = re.compile(r"[-－—–/／\\无*]*$")
# What templates leave behind: no figure, yet no heading.
_RESIDUE = re.compile(r"#(?:DIV|REF|N|VALUE|NAME|NUM)[/!A?]|[XxＸ×*]{2,}$")
_CODE = re.compile(r"\d{3}(?:\d{2}){0,2}$")
_SPACED_CODE = re.compile(r"\d{3}(?:\s+\d{2}){1,2}$")
_CODE_AND_NAME = re.compile(r"[\[【(（]?(\d{3}(?:\d{2}){0,2})[\]】)）]?\s*[-－—\s]*([^\d\s].*)$")
_LIST_MARK = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[.、．](?!\d)|其中[:：])"
)
_COLUMN_NUMBER_ROW = re.compile(r"栏次|栏目")
_HEADER_CODE = re.compile(r"(?:编码|代码|编号)$|^(?:类|款|项|目|级)$|科目编码|科目代码")
_HEADER_LABEL = re.compile(
    r"^(?:项目|名称|科目|功能科目|经济科目|功能分类科目?|经济分类科目?|支出功能分类科目?|支出经济分类科目?|部门预算经济分类科目|"
    r"政府预算经济分类科目|部门|单位|部门[（(]单位[）)]名称|支出用途|资金来源|收入来源|类别|品目|采购品目大类|采购品目|采购项目|"
    r"支出项目|收入项目|收入|支出|内容|指标|费用项目|经费项目|预算科目|用途|类型|功能分类|经济分类)$|名称$"
)
_HEADER_NOTE = re.compile(r"备注|说明|组织形式|采购方式|采购形式|是否|性质|依据|原因|联系|时间|日期")
_HEADER_SKIP = re.compile(r"^(?:行次|序号|行号)$")
_WITH_UNIT = re.compile(r"(?P<number>[-－]?\d[\d,，]*(?:\.\d+)?)\s*(?P<unit>(?:亿|千万|百万|万|千)?元)")
_YEAR_ONLY = re.compile(r"(?:19|20)\d\d$")
_BLOCK_LABEL = re.compile(r"\d{4}|上年|本年|当年|预算数|决算数|执行数")


def clean(text: str) -> str:
    """A cell's words without the blanks and breaks that typesetting put between its characters."""
    return re.sub(r"\s+", " ", re.sub(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])", "", text)).strip()


def is_number(text: str) -> bool:
    """Whether a cell prints a number (and no year standing alone, which is a heading)."""
    return not _YEAR_ONLY.match(text) and any(
        found is not None for found in (number(text), percentage(text), amount(text))
    )


def percentage(text: str) -> Decimal | None:
    """The number of a cell that prints its percent sign: 34.48%."""
    return number(text[:-1]) if text[-1:] in ("%", "％") else None


def amount(text: str) -> tuple[Decimal, str] | None:
    """The number and the unit of a cell that prints both: 812.35万元."""
    hit = _WITH_UNIT.fullmatch(text)
    value = number(hit["number"]) if hit else None
    return (value, hit["unit"]) if hit and value is not None else None


def is_blank(text: str) -> bool:
    """Whether a cell says “no amount”: empty, a dash, 无."""
    return bool(_BLANK.match(text))


def code_of(text: str) -> str | None:
    """A classification code in one cell: 2010301, or 201 03 01."""
    text = text.strip()
    if _CODE.match(text):
        return text
    return re.sub(r"\s+", "", text) if _SPACED_CODE.match(text) else None


def code_and_name(text: str) -> tuple[str | None, str]:
    """A label that has its code in front (2010301 行政运行), taken apart; a label without is returned whole."""
    hit = _CODE_AND_NAME.match(text)
    return (
        (hit[1], hit[2].strip())
        if hit and not hit[2].startswith(("年", "号", "类", "款", "项", "个", "辆"))
        else (None, text)
    )


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading path from the top, and what its cells are."""

    path: tuple[str, ...]
    role: Role


@dataclass(frozen=True, slots=True)
class Lane:
    """Columns that belong together in a row: those that name, and those that count."""

    labels: tuple[int, ...]
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A table's geometry; `depth` rows of header, then the body."""

    depth: int
    columns: tuple[Column, ...]
    lanes: tuple[Lane, ...]
    texts: tuple[tuple[str, ...], ...]


def layout(table: Table) -> Layout:
    """The geometry of a table that is a grid and no form."""
    texts = tuple(tuple(clean(cell.text) for cell in row) for row in table.rows)
    depth = header_depth(texts)
    spans = _spans(table, depth)
    head = [list(row) for row in texts[:depth] if not is_column_numbers(row)]
    numbers = [row for row in texts[:depth] if is_column_numbers(row)]
    if numbers and head:  # 类 款 项 栏次 1 2 3: the words of such a row are header, its numbers are not
        words = [("" if number(cell) is not None or _COLUMN_NUMBER_ROW.search(cell) else cell) for cell in numbers[0]]
        if any(words) and spans is None:
            head.append(words)
    width = len(texts[0]) if texts else 0
    owners = _owners(head, width, spans)
    paths = [_path(head, owners, column) for column in range(width)]
    body = [row for row in texts[depth:] if not is_column_numbers(row) and list(row) not in head]
    late = _late_headings(paths, body)
    paths = [(*path, late[column]) if column in late else path for column, path in enumerate(paths)]
    if late:  # such a row has figures of the whole table beside its headings
        body = [tuple("" if j in late else cell for j, cell in enumerate(body[0])), *body[1:]]
    columns = tuple(Column(paths[column], _role(paths[column], body, column)) for column in range(width))
    columns = _with_late_notes(columns)
    return Layout(depth, columns, _lanes(columns), texts)


def _late_headings(paths: Sequence[tuple[str, ...]], body: Sequence[Sequence[str]]) -> dict[int, str]:
    """The words by which the first row below a header parts what is one merged heading: 合计 │ 基本支出 │ 项目支出.

    By column; only where a whole merged heading is so parted and figures stand below it.
    """
    if len(body) <= 1:
        return {}
    found: dict[int, str] = {}
    start = 0
    while start < len(paths):
        end = start + 1
        while end < len(paths) and paths[end] == paths[start]:
            end += 1
        cells = list(body[0][start:end])
        words = all(cell and not is_number(cell) and not is_blank(cell) and not code_of(cell) for cell in cells)
        below = any(is_number(row[column]) for row in body[1:] for column in range(start, end))
        merged = end - start > 1 and bool(paths[start]) and not _HEADER_LABEL.search(paths[start][-1])
        if merged and words and below and len(set(cells)) == len(cells):
            found.update(zip(range(start, end), cells, strict=True))
        start = end
    return found


def is_column_numbers(row: Sequence[str]) -> bool:
    """Whether a row only numbers the columns: 栏次, or 1 2 3 … in unbroken order."""
    filled = [cell for cell in row if cell]
    if any(_COLUMN_NUMBER_ROW.fullmatch(cell) for cell in filled):
        return True
    figures = [cell for cell in filled if re.fullmatch(r"\d{1,2}", cell)]
    rest = [cell for cell in filled if not re.fullmatch(r"\d{1,2}(?:\s*[=＝]\s*[\d+＋\-－*/]+)?", cell)]
    if len(figures) < 3 or not all(
        cell in ("类", "款", "项") or re.fullmatch(r"[\d=＝+＋\-－*/]+|\*+", cell) for cell in rest
    ):
        return False
    values = [int(cell) for cell in figures]
    return values[0] in (0, 1) and all(b - a in (0, 1, 2) for a, b in pairwise(values)) and values[-1] >= 2


def header_depth(texts: Texts) -> int:
    """How many rows at the top are header."""
    for index, row in enumerate(texts):
        if is_column_numbers(row):
            return index + 1
        if _is_body(texts, index):
            return index
    return len(texts)


def _is_body(texts: Texts, index: int) -> bool:
    row = texts[index]
    filled = [(column, cell) for column, cell in enumerate(row) if cell]
    if not filled:
        return False
    if any(is_number(cell) or _RESIDUE.match(cell) for _, cell in filled):
        return True
    first = filled[0][1]
    if _LIST_MARK.match(first) or code_and_name(first)[0]:
        return True
    if index == 0:
        return False
    if len(row) > 1 and all(texts[index - 1]) and not any(_HEADER_LABEL.search(cell) for _, cell in filled):
        return True  # nothing above is merged, so nothing is left to subdivide
    if all(TOTAL.match(cell) or is_blank(cell) for _, cell in filled) and len(filled) * 2 <= len(row):
        # A lone 合计 under a label column begins the body; under an open heading it is a heading itself.
        return all(texts[index - 1][column] for column, _ in filled)
    if any(_HEADER_LABEL.match(cell) or _HEADER_CODE.search(cell) for _, cell in filled):
        return False
    above = [
        next((texts[up][column] for up in range(index - 1, -1, -1) if texts[up][column]), "") for column, _ in filled
    ]
    return all(_HEADER_LABEL.search(cell) or _HEADER_CODE.search(cell) for cell in above)


# --- the header's merged cells ------------------------------------------------------------------------------------

Owner = tuple[int, int] | None


def _spans(table: Table, depth: int) -> dict[tuple[int, int], tuple[int, int] | None] | None:
    """Row and column spans of the header's cells, where the format tells them; None for a cell whose span it does not."""
    rows = [row for row in table.rows[:depth] if not is_column_numbers([clean(cell.text) for cell in row])]
    if not any(cell.row_span is not None or cell.column_span is not None for row in rows for cell in row):
        return None
    return {
        (r, c): (cell.row_span or 1, cell.column_span or 1) if cell.row_span or cell.column_span else None
        for r, row in enumerate(rows)
        for c, cell in enumerate(row)
    }


def _owners(
    head: list[list[str]], width: int, spans: dict[tuple[int, int], tuple[int, int] | None] | None
) -> list[list[Owner]]:
    """For every cell of the header the printed cell that covers it.

    Spans that are told are kept to; cells whose span nobody tells (a spreadsheet's blank cell beside a heading that
    was not merged over it) are filled as in flattened text.
    """
    owners: list[list[Owner]] = [[None] * width for _ in head]
    told: set[tuple[int, int]] = set()
    for (r, c), span in (spans or {}).items():
        if span is None or r >= len(head):
            continue
        covered = [(i, j) for i in range(r, min(r + span[0], len(head))) for j in range(c, min(c + span[1], width))]
        told.update(covered)
        if head[r][c]:
            for i, j in covered:
                owners[i][j] = (r, c)
    if spans is None:
        _place_blocks(head, width)
    for i, row in enumerate(head):
        for j in range(width):
            if (i, j) in told:
                continue
            if row[j]:
                owners[i][j] = (i, j)
                continue
            above = owners[i - 1][j] if i else None
            left = owners[i][j - 1] if j else None
            if left in told:
                left = None
            begins_above = above is not None and above[1] == j
            if begins_above and above not in told:
                owners[i][j] = above  # merged downwards
            elif i == 0 or (j and owners[i - 1][j - 1] == above and above is not None):
                owners[i][j] = left if left is None or left[0] == i or i == 0 else above
            else:
                owners[i][j] = above
    return owners


def _place_blocks(head: list[list[str]], width: int) -> None:
    """Year labels over the wrong column go to where their block begins.

    Flattening keeps a centred label at an arbitrary column of its block; the headings below repeat once a block
    (合计, 出国, 用车, 接待 │ 合计, …), and that tells where the blocks begin.
    """
    if len(head) < 2:
        return
    signs = [tuple(row[j] for row in head[1:]) for j in range(width)]
    start = next((j for j, sign in enumerate(signs) if any(sign)), width)
    labels = [(j, cell) for j, cell in enumerate(head[0]) if cell]
    inside = [(j, cell) for j, cell in labels if j >= start]
    if len(inside) < 2 or not all(_BLOCK_LABEL.search(cell) for _, cell in inside):
        return
    count, length = len(inside), width - start
    starts: list[int] = []
    if length % count == 0:
        period = length // count
        if period > 1 and all(signs[start + k] == signs[start + k % period] for k in range(length)):
            starts = [start + period * block for block in range(count)]
    if not starts:
        totals = [j for j in range(start, width) if TOTAL.match(head[1][j])]
        if len(totals) != count or totals[0] != start:
            return
        starts = totals
    for j, _ in inside:
        head[0][j] = ""
    for j, (_, cell) in zip(starts, inside, strict=True):
        head[0][j] = cell


def _path(head: list[list[str]], owners: list[list[Owner]], column: int) -> tuple[str, ...]:
    """The headings over a column, from the top, each merged cell once."""
    seen: list[tuple[int, int]] = []
    for row in owners:
        owner = row[column]
        if owner is not None and owner not in seen:
            seen.append(owner)
    return tuple(head[r][c] for r, c in seen)


# --- what the columns are -----------------------------------------------------------------------------------------


def _role(path: tuple[str, ...], body: Texts, column: int) -> Role:
    cells = [row[column] for row in body if row[column]]
    leaf = path[-1] if path else ""
    if _HEADER_SKIP.match(leaf):
        return "skip"
    codes = sum(bool(code_of(cell)) for cell in cells)
    figures = sum(is_number(cell) and not code_of(cell) for cell in cells)
    parts = sum(re.fullmatch(r"\d{2}", cell) is not None for cell in cells)
    serial = sum(re.fullmatch(r"\d{3,}", cell) is not None and not code_of(cell) for cell in cells)  # 018001: a body's
    words = sum(not is_number(cell) and not is_blank(cell) and not code_of(cell) for cell in cells)
    # A number gone astray in a column of codes makes it no column of amounts.
    if any(_HEADER_CODE.search(step) for step in path) and (figures - parts - serial) * 10 <= codes + parts + serial:
        return "code"
    if codes and not figures and (_HEADER_LABEL.search(leaf) or (not leaf and column == 0)):
        return "code"
    figures += codes
    if _HEADER_NOTE.search(leaf) and words >= figures:
        return "note"
    if _HEADER_LABEL.search(leaf) and not figures:
        return "label"
    if words and (words > figures or (words == figures and column == 0)):
        return "label"
    return "value"


def _with_late_notes(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """A column of words with no values behind it is a remark, unless the table has no values at all."""
    last = max((j for j, column in enumerate(columns) if column.role == "value"), default=None)
    if last is None:
        return columns
    out = list(columns)
    for j in range(last + 1, len(out)):
        if out[j].role in ("label", "code"):
            out[j] = Column(out[j].path, "note")
    return tuple(out)


def _lanes(columns: Sequence[Column]) -> tuple[Lane, ...]:
    """Lanes: each begins with the label columns that follow value columns."""
    lanes: list[Lane] = []
    labels: list[int] = []
    values: list[int] = []
    for j, column in enumerate(columns):
        if column.role in ("label", "code"):
            if values:
                lanes.append(Lane(tuple(labels), tuple(values)))
                labels, values = [], []
            labels.append(j)
        elif column.role == "value":
            values.append(j)
    if labels or values:
        lanes.append(Lane(tuple(labels), tuple(values)))
    return tuple(lanes)


# --- tables cut in two --------------------------------------------------------------------------------------------


def continues(first: Texts, second: Texts, *, repeated: bool) -> bool:
    """Whether the second grid goes on where the first one breaks off.

    `repeated` says that the second has the first one's title again. A half without any header of its own continues;
    one with the same header rows does too; one with other headings is another table.
    """
    if not first or not second:
        return False
    one = [[clean(cell) for cell in row] for row in first]
    two = [[clean(cell) for cell in row] for row in second]
    width = max(map(len, one))
    if is_form_grid(two) and not is_form_grid(one):
        return False
    if is_form_grid(one):
        return not repeated and _form_of(two) in (None, _form_of(one))
    if [cell for cell in two[0] if cell] == [cell for cell in one[0] if cell]:
        return max(map(len, two)) == width
    if repeated:
        return False
    return max(map(len, two)) <= width and header_depth(padded(two, width)) == 0


def aligned(row: Sequence[str], width: int) -> list[int]:
    """Where the cells of a row with fewer cells than its table belong: the amounts of a total to the right."""
    short = len(row) < width and len(row) > 1 and TOTAL.search(clean(row[0]))
    if short and all(is_blank(clean(cell)) or is_number(clean(cell)) for cell in row[1:]):
        return [0, *range(width - len(row) + 1, width)]
    return list(range(len(row)))


def padded(rows: Sequence[list[str]], width: int) -> list[list[str]]:
    """The rows with as many cells each as the table is wide."""
    return [row + [""] * (width - len(row)) for row in rows]


def is_form_grid(rows: Texts) -> bool:
    """Whether rows are those of a label/value form: a list of indicators, or a project's or body's name beside its label."""
    return any(is_indicator_header(row) for row in rows) or any(
        _NAMES_FORM.match(row[0]) and any(row[1:]) for row in rows if row
    )


def _form_of(rows: Texts) -> str | None:
    """Whose form a grid is: what stands beside 项目名称; None where it does not say, as in a second half."""
    named = (row for row in rows if row and _NAMES_FORM.match(row[0]))
    return next((beside for row in named for beside in row[1:] if beside), None)


_NAMES_FORM = re.compile(r"(?:项目(?:（政策）)?名称|部门名称|部门[（(]单位[）)]名称)$")
_INDICATOR = re.compile(r"(?:一级|二级|三级|具体)指标|指标名称|指标内容|绩效指标")
_INDICATOR_VALUE = re.compile(r"指标值|目标值|指标方向|指标性质|计量单位|权重|完成值|分值")


def is_indicator_header(row: Sequence[str]) -> bool:
    """Whether a row is the header of a list of performance indicators: 一级指标 二级指标 三级指标 … 指标值."""
    names = sum(bool(_INDICATOR.search(cell)) for cell in row)
    return names >= 2 or (names >= 1 and any(_INDICATOR_VALUE.search(cell) for cell in row))
