"""Which item a row of a table names: its full path, from the codes, from list marks, or from label columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.grid import TOTAL, Lane, Layout, code_and_name, code_of
from ingest.headings import numbering

_OF_WHICH = re.compile(r"其中\s*[:：]\s*")
_WHOLE = re.compile(
    r"(?:合计|总计|小计|总额)$|^(?:本年|当年|年初|年末|上年|使用|动用|结余|结转|收入总|支出总|收入合|支出合|人员经费合计|公用经费合计)"
)
_HOLDS_ALL = re.compile(r"(?:本年|当年)(?:收入|支出)$|上年结转|结转下年|年初.*结转|年末.*结转")
_HOLDS_SOURCES = re.compile(r"财政拨款(?:收入|资金)?$")
_PARTS = frozenset("类款项目")
_SOURCE = re.compile(r"一般公共预算|政府性基金|国有资本经营|财政专户|社会保险基金")


@dataclass(frozen=True, slots=True)
class Item:
    """What a row of a lane names."""

    path: tuple[str, ...]
    code: str | None


def items(layout: Layout, lane: Lane, names: dict[str, tuple[str, ...]]) -> dict[int, Item | None]:
    """For every body row what it names in this lane; None where the row has no label there.

    `names` maps the codes met so far to their paths; lanes share it, for parents may stand in another lane.
    """
    roles = layout.columns
    others, codes = _codings([column for column in lane.labels if roles[column].role == "code"], layout)
    printed_labels = [column for column in lane.labels if roles[column].role == "label"]
    labels = _project_last(printed_labels, layout)
    moved = labels != printed_labels
    parts: list[str] = []
    levels: list[str] = []
    marks: list[tuple[int, str]] = []
    out: dict[int, Item | None] = {}
    heads = [list(row) for row in layout.texts[: layout.depth]]
    for index in range(layout.depth, len(layout.texts)):
        row = layout.texts[index]
        if list(row) in heads and any(row):
            out[index] = None  # the head again, where a page breaks: what is below goes on under the rows above it
            continue
        printed = [row[column] for column in codes]
        words = [row[column] for column in labels]
        code, stray = _code(printed, parts)
        if stray and not any(words):
            words = [stray] if not words else [stray, *words[1:]]
        if not any(words) and labels and not code and (total := _left_of(row, labels[0], layout)):
            words = [total, *words[1:]]
        if not any(words):
            out[index] = Item((), code) if code else None
            continue
        if code is None and len([word for word in words if word]) == 1:
            code, bare = code_and_name(next(word for word in words if word))
            if code:
                words = [bare if word else "" for word in words]
        if moved and TOTAL.search(words[-1]) and not any(words[:-1]):
            levels[:] = []  # of all projects, not of those of the unit above
        path = _by_columns(words, levels) if len(labels) > 1 else (words[0],)
        second = "".join(row[column] for column in others)
        if code:
            path = (*_parents(code, names), *path)
            names[code] = path
            if second:  # coded twice, by function and by kind of expense: the path says both
                path = (second, *path)
        elif len(labels) <= 1:
            path = _by_marks(path[0], marks)
        out[index] = Item(path, code)
    return out


_PROJECT_NAME = re.compile("(?:具体|预算|支出)?项目名称$")
_TELLS_WHOSE = re.compile("单位|部门|科目|分类|类别|性质|科室|处室|级次|归口|主体$")


def _project_last(columns: list[int], layout: Layout) -> list[int]:
    """Columns of labels, that of the projects' names behind those that tell whose each is, or under which line it stands."""
    heads = {column: "".join(layout.columns[column].path[-1:]) for column in columns}
    named = [column for column in columns if _PROJECT_NAME.search(heads[column])]
    others = [column for column in columns if column not in named]
    if len(named) != 1 or columns[-1:] == named or not all(_TELLS_WHOSE.search(heads[column]) for column in others):
        return columns
    filled = all(row[named[0]] for row in layout.texts[layout.depth :] if any(row[column] for column in others))
    return [*others, *named] if filled else columns


def _left_of(row: Sequence[str], column: int, layout: Layout) -> str:
    """A total printed from the column of list numbers on, over that of the names: 合计 under 序号 and 名称."""
    for left in range(column - 1, -1, -1):
        if layout.columns[left].role == "value":
            break
        if row[left]:
            return row[left] if TOTAL.fullmatch(row[left]) else ""
    return ""


def _codings(columns: list[int], layout: Layout) -> tuple[list[int], list[int]]:
    """Code columns of an earlier coding and of the one that the names belong to: 类 款 项 │ 经济科目编码."""
    start = 0
    for k in range(1, len(columns)):
        here, before = layout.columns[columns[k]].path, layout.columns[columns[k - 1]].path
        split = len(here[-1:] + before[-1:]) == 2 and here[-1] not in _PARTS and before[-1] in _PARTS
        if columns[k] != columns[k - 1] + 1 or split:
            start = k
    return columns[:start], columns[start:]


def _code(printed: Sequence[str], parts: list[str]) -> tuple[str | None, str | None]:
    """The code of a row from one or several cells, and words that stand in a code's place (合计).

    类、款、项 in three cells: a blank first cell repeats the one above; each cell may also hold the whole code so far.
    """
    filled = [cell for cell in printed if cell]
    if not filled:
        return None, None
    if not all(re.fullmatch(r"[\d\s]+", cell) for cell in filled):
        words = [cell for cell in filled if not re.fullmatch(r"[\d\s]+", cell)]
        found, bare = code_and_name(words[0])
        return (found, bare) if found else (None, words[0])
    if len(printed) == 1:
        return code_of(printed[0]), None
    last = max(k for k, cell in enumerate(printed) if cell)
    cells = [cell or (parts[k] if k < len(parts) and k < last else "") for k, cell in enumerate(printed)]
    joined = ""
    for part in (re.sub(r"\s+", "", cell) for cell in cells[: last + 1]):
        joined = part if joined and part.startswith(joined) else joined + part
    parts[:] = cells[: last + 1]
    return code_of(joined), None


def _parents(code: str, names: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    for length in (5, 3):
        if length < len(code) and code[:length] in names:
            return names[code[:length]]
    return ()


def _by_columns(words: Sequence[str], levels: list[str]) -> tuple[str, ...]:
    """Several label columns: a blank one on the left repeats the label above, one on the right names nothing deeper."""
    deepest = max(k for k, word in enumerate(words) if word)
    first = next(k for k, word in enumerate(words) if word)
    if TOTAL.search(words[first]) and first == 0:
        levels[:] = [words[0]]
        return tuple(word for word in words if word)
    levels[:] = [*levels[:first], *([""] * (first - len(levels))), *words[first : deepest + 1]]
    return tuple(word for word in levels if word)


def _by_marks(label: str, marks: list[tuple[int, str]]) -> tuple[str, ...]:
    """One label column without codes: 一、 over （一） over 1.; 其中： under the row above it.

    A label without a mark is a child only under a row that is known to be made of such rows (本年收入, 上年结转);
    elsewhere it stands for itself, for a wrong parent would be worse than none.
    """
    if hit := _OF_WHICH.match(label):
        bare = label[hit.end() :] or label
        inner = numbering(bare)
        level = inner.rank if inner else 9
        while marks and marks[-1][0] >= level:
            marks.pop()
        parents = tuple(text for _, text in marks)
        if inner:
            marks.append((level, label))
        return (*parents, label)
    found = numbering(label)
    if found:
        while marks and marks[-1][0] >= found.rank:
            marks.pop()
        path = (*(text for _, text in marks), label)
        marks.append((found.rank, label))
        return path
    parent = marks[-1] if marks else None
    if (
        parent
        and not _WHOLE.search(label)
        and (_HOLDS_ALL.search(parent[1]) or (_HOLDS_SOURCES.search(parent[1]) and _SOURCE.search(label)))
    ):
        return (*(text for _, text in marks), label)
    marks.clear()
    if _WHOLE.search(label) and _HOLDS_ALL.search(label):
        marks.append((1, label))
    return (label,)
