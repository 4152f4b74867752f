"""Tables without lines between their columns: told by figures that stand below each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.captions import is_caption, is_note
from ingest.readers.layout.lattice import Field, Lattice, merged
from ingest.readers.layout.sheet import Box, Rule, Sheet, union
from ingest.readers.layout.words import Run, TextLine

_FIGURE = re.compile(r"[-－(（]?\d[\d,，]*(?:[.．]\d+)?[)）]?[%％]?$")
_AMOUNT = re.compile(r"[-－(（]?\d[\d,，]*[.．]\d+[)）]?[%％]?$|[-－(（]?\d{1,3}(?:[,，]\d{3})+[)）]?$|0$")
_FEWEST_LINES = 3
_FEWEST_FIGURES = 2
_CLEAR = 2.0
_BESIDE_COLUMN = 0.8  # of a column's width: a figure reaching farther into a second column may belong to that one


@dataclass(frozen=True, slots=True)
class Aligned:
    """Lines of text that are a table, from the first to the last of them, and where its cells are."""

    first: int
    last: int
    lattice: Lattice
    placed: tuple[tuple[Run, int, bool], ...]  # each run with the number of its field, and whether that is sure


def aligned(sheet: Sheet, lines: Sequence[TextLine]) -> list[Aligned]:
    """The tables among the lines of a page that stand in no ruled one."""
    flat = merged(sheet.across)
    out: list[Aligned] = []
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and _in_columns(lines[end], lines, end):
            end += 1
        here = lines[at:end]
        amounts = [sum(bool(_AMOUNT.match(run.text)) for run in words.runs) for words in here]
        if len(here) >= _FEWEST_LINES and sum(count > 0 for count in amounts) >= _FEWEST_FIGURES:
            found = _table(here, flat)
            if found is not None:
                lattice, placed = found
                out.append(Aligned(at, end - 1, lattice, placed))
        at = max(end, at + 1)
    return out


def _in_columns(words: TextLine, lines: Sequence[TextLine], at: int) -> bool:
    """Whether a line has columns, or is a piece of a row: a name's second line, a figure set apart from its name."""
    if is_caption(words.text) or is_note(words.text):
        return False
    if len(words.runs) > 1:
        return True
    before, after = (lines[at - 1] if at else None), (lines[at + 1] if at + 1 < len(lines) else None)
    if before is None or after is None or len(before.runs) < 2 or len(after.runs) < 2:
        return False
    near = words.box[1] - before.box[3] < words.size and after.box[1] - words.box[3] < words.size
    return near and len(words.text) <= 30 and not words.text.endswith(("。", "；", "："))


def _table(lines: Sequence[TextLine], flat: Sequence[Rule]) -> tuple[Lattice, tuple[tuple[Run, int, bool], ...]] | None:
    box = union([words.box for words in lines])
    xs = _columns(lines, box)
    if len(xs) < 3:
        return None
    ys = _rows(lines, box, flat)
    bare = Lattice(tuple(xs), tuple(ys), ())
    at = [[bare.raster((run.box[0] + run.box[2]) / 2, words.box[3] - 0.1) for run in words.runs] for words in lines]
    head = next((bare.raster(box[0], words.box[3] - 0.1)[0] for words in lines if any(map(_is_amount, words.runs))), 0)
    fields = _fields(len(ys) - 1, len(xs) - 1, head, {place for places in at for place in places})
    owner = {
        (r, k): number
        for number, field in enumerate(fields)
        for r in range(field.row, field.row + field.rows)
        for k in range(field.column, field.column + field.columns)
    }
    headed = {k for field in fields if field.row < head for k in range(field.column, field.column + field.columns)}
    headed &= {k for places in at for r, k in places if r < head}
    placed = tuple(
        (run, owner[place], not _is_amount(run) or (place[1] in headed and _within(run, xs, place[1])))
        for words, places in zip(lines, at, strict=True)
        for run, place in zip(words.runs, places, strict=True)
    )
    return Lattice(tuple(xs), tuple(ys), tuple(fields)), placed


def _is_amount(run: Run) -> bool:
    return bool(_AMOUNT.match(run.text))


def _within(run: Run, xs: Sequence[float], column: int) -> bool:
    x0, _, x1, _ = run.box
    return min(x1, xs[column + 1]) - max(x0, xs[column]) >= _BESIDE_COLUMN * (x1 - x0)


def _fields(height: int, width: int, head: int, filled: set[tuple[int, int]]) -> list[Field]:
    """The cells; a heading with headings below it reaches over those beside it that have none of their own above."""
    out: list[Field] = []
    covered: set[tuple[int, int]] = set()
    for r in range(height):
        for k in range(width):
            if (r, k) in covered:
                continue
            first = last = k
            if r < head - 1 and (r, k) in filled and (r + 1, k) in filled:
                first = _reach(r, k, -1, width, filled)
                last = _reach(r, k, 1, width, filled)
                for field in [field for field in out if field.row == r and first <= field.column < k]:
                    out.remove(field)
            covered |= {(r, column) for column in range(first, last + 1)}
            out.append(Field(r, first, 1, last - first + 1))
    return sorted(out, key=lambda field: (field.row, field.column))


def _reach(r: int, k: int, step: int, width: int, filled: set[tuple[int, int]]) -> int:
    """How far a heading reaches to one side; between two headings each takes its half."""
    far = k
    while 0 <= far + step < width and (r, far + step) not in filled and (r + 1, far + step) in filled:
        far += step
    beyond = far + step
    if 0 <= beyond < width and (r, beyond) in filled and (r + 1, beyond) in filled:
        far = k + step * (abs(far - k) // 2)
    return far


def _columns(lines: Sequence[TextLine], box: Box) -> list[float]:
    """The edges of the columns: in the gaps that all rows with figures leave free, and beside the headings there."""
    body = [words for words in lines if any(map(_is_amount, words.runs))]
    spans: list[list[float]] = []
    for x0, _, x1, _ in sorted(run.box for words in body for run in words.runs):
        if spans and x0 < spans[-1][1]:
            spans[-1][1] = max(spans[-1][1], x1)
        else:
            spans.append([x0, x1])
    heads = [run.box for words in lines if words not in body for run in words.runs]
    return [box[0] - 1, *(_edge(a[1], b[0], heads) for a, b in pairwise(spans)), box[2] + 1]


def _edge(start: float, end: float, heads: Sequence[Box]) -> float:
    """The first part of a gap where no heading stands: figures end at their column's right side, headings farther left."""
    free: list[tuple[float, float]] = []
    at = start
    for x0, _, x1, _ in sorted(heads):
        if x1 <= at or x0 >= end:
            continue
        free.append((at, x0))
        at = max(at, x1)
    free.append((at, end))
    left, right = next((part for part in free if part[1] - part[0] >= _CLEAR), (start, end))
    return (left + right) / 2


def _rows(lines: Sequence[TextLine], box: Box, flat: Sequence[Rule]) -> list[float]:
    """The edges of the rows: between lines of text; pieces of one row, as lines drawn across show, stay together."""
    drawn = [
        rule.at
        for rule in flat
        if box[1] < rule.at < box[3] and min(rule.end, box[2]) - max(rule.start, box[0]) > 0.7 * (box[2] - box[0])
    ]
    figures = [words for words in lines if any(map(_is_amount, words.runs))]
    pitch = median(b.box[3] - a.box[3] for a, b in pairwise(figures))
    banded = len(drawn) >= len(figures)
    edges = [box[1] - 1]
    has_figure = False
    for k, words in enumerate(lines):
        own = any(_FIGURE.match(run.text) for run in words.runs)
        if k:
            above = lines[k - 1]
            parted = any(above.box[1] < y < words.box[3] and above.box[3] - 2 <= y <= words.box[1] + 2 for y in drawn)
            near = not parted if banded and k >= lines.index(figures[0]) else words.box[3] - above.box[3] < 0.7 * pitch
            if not near or (own and has_figure):
                edges.append((above.box[3] + words.box[1]) / 2)
                has_figure = False
        has_figure = has_figure or own
    return [*edges, box[3] + 1]
