"""Where one grid prints a second table below the first: counts (相关统计数) under the amounts of “三公”经费.

The second one has a header of its own. Read as rows of the first, its words would make labels of the first one's columns
of amounts, and amounts would stand under the wrong names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.grid import clean, header_depth, is_blank, is_form_grid, is_number, padded

_NAMES = re.compile(r"(?:项目|名称|指标|内容|类别|统计项目|统计指标|统计内容|单位名称)(?:名称)?$")
_COUNTS = re.compile(r"(?:统计数据?|数|数量|金额|数值|数额|人数|个数)(?:[（(][^（）()]{1,6}[）)])?$")
_COUNTED = re.compile(
    r"(?:批次|人次|次数|个数|人数|辆数|台数|团组|批数|保有量|购置数|保有数)(?:数)?(?:[（(][^（）()]{1,6}[）)])?$"
)
_CAPTION = re.compile(r"(?:统计数?|统计数据|统计信息|情况|信息|数据|部分|表)[：:]?$")
_LONGEST = 20


def second_headers(rows: Sequence[Sequence[str]]) -> list[int]:
    """The rows at which further tables of a grid begin: their header, or the line above it that says what they are."""
    texts = padded([[clean(cell) for cell in row] for row in rows], max(map(len, rows), default=0))
    if not texts or is_form_grid(texts):
        return []
    found: list[int] = []
    depth = header_depth(texts)
    heads = texts[:depth]
    for index in range(depth + 1, len(texts) - 1):
        row = texts[index]
        if row in heads or not _is_header(row, texts[index + 1]):
            continue
        if found and found[-1] >= index - 1:
            continue
        heads = [*heads, row]
        above = [cell for cell in texts[index - 1] if cell]
        called = len(above) == 1 and bool(_CAPTION.search(above[0].rstrip("：: "))) and index - 1 > depth
        found.append(index - 1 if called else index)
    return found


def _is_header(row: Sequence[str], below: Sequence[str]) -> bool:
    """Whether a row of words heads the row below: 项目 │ 统计数 over names and numbers, or counted things over numbers."""
    filled = [cell for cell in row if cell]
    under = [cell for cell in below if cell]
    if len(filled) < 2 or any(is_number(cell) or is_blank(cell) or len(cell) > _LONGEST for cell in filled):
        return False
    if all(_COUNTED.search(cell) for cell in filled):
        return len(filled) == len(under) and all(map(is_number, under))
    return (
        bool(_NAMES.match(filled[0]))
        and any(_COUNTS.search(cell) for cell in filled)
        and all(_NAMES.match(cell) or _COUNTS.search(cell) for cell in filled)
        and bool(under)
        and not is_number(under[0])
        and any(map(is_number, under))
    )
