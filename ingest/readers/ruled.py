"""The tables that ruled lines draw on a straight page: their rows and columns, and which cells are merged.

Where two neighbouring fields have no line between them they are one cell. A line counts where most of its length is
inked, so that a scan's gaps do not merge what the form keeps apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from ingest.readers.straighten import Box, Picture

Mask = npt.NDArray[np.uint8]

# All lengths are in points.
_SHORTEST_ACROSS, _SHORTEST_DOWN = 20.0, 11.0
_THICKEST = 5.0
_TOUCH = 4.0  # how far a line may end from the one that it runs up to
_SAME_LINE = 3.0
_OPEN_SIDE = 15.0
_INKED = 0.55


@dataclass(frozen=True, slots=True)
class Field:
    """A cell as ruled: first row and column, how many of each, and its box in pixels."""

    row: int
    column: int
    rows: int
    columns: int
    box: Box


@dataclass(frozen=True, slots=True)
class Ruled:
    """A ruled table: its box, how many rows and columns, its cells from the top left."""

    box: Box
    rows: int
    columns: int
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """A ruled line: where it stands across its direction, and from where to where it runs."""

    at: float
    start: float
    end: float


def tables(picture: Picture, points: float, words: Sequence[Box]) -> tuple[list[Ruled], Mask]:
    """The ruled tables of a straight page, from the top, and where its lines are inked.

    `points` is pixels a point, `words` are the boxes of its text: what lies inside of one is a stroke of a character.
    """
    dark = _dark(picture, points)
    across = _bars(dark, points, _SHORTEST_ACROSS, level=True)
    down = _bars(dark, points, _SHORTEST_DOWN, level=False)
    for mask in (across, down):
        _drop_strokes(mask, words)
    reach = _odd(_SAME_LINE * points)
    joined = cv2.dilate(np.maximum(across, down), np.ones((reach, reach), np.uint8))
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    found: list[Ruled] = []
    lines = np.zeros_like(across)
    for label in range(1, count):
        left, top, width, height, _ = (int(value) for value in boxes[label])
        if width < 3 * _SHORTEST_ACROSS * points or height < _SHORTEST_DOWN * points:
            continue
        part = slice(top, top + height), slice(left, left + width)
        own = (labels[part] == label).astype(np.uint8)
        made = _table(across[part] * own, down[part] * own, points)
        if made is not None:
            table, drawn = made
            found.append(_shifted(table, left, top))
            lines[part] |= drawn
    found.sort(key=lambda table: (table.box[1], table.box[0]))
    return found, lines


def _dark(picture: Picture, points: float) -> Mask:
    # Against the paper around, so that shadows and shaded cells do not count as ink.
    block = _odd(12 * points)
    return np.asarray(
        cv2.adaptiveThreshold(picture, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, 14), dtype=np.uint8
    )


def _bars(dark: Mask, points: float, shortest: float, *, level: bool) -> Mask:
    """The parts of the ink that belong to straight lines of at least that length, and are no solid areas."""
    length, thick = int(shortest * points), int(_THICKEST * points)
    # A line that is a little aslant steps from one pixel row to the next: thickened it stays whole.
    thin = np.ones((3, 1) if level else (1, 3), np.uint8)
    bar = np.ones((1, length) if level else (length, 1), np.uint8)
    solid = np.ones((thick, 1) if level else (1, thick), np.uint8)
    thickened = cv2.dilate(dark, thin)
    lines = cv2.morphologyEx(thickened, cv2.MORPH_OPEN, bar)
    areas = cv2.morphologyEx(lines, cv2.MORPH_OPEN, solid)
    return np.asarray(cv2.subtract(lines, areas), dtype=np.uint8)


def _drop_strokes(mask: Mask, words: Sequence[Box]) -> None:
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    edges = np.array(words, dtype=np.float64).reshape(-1, 4)
    for label in range(1, count):
        left, top, width, height, _ = (int(value) for value in boxes[label])
        inside = (
            (edges[:, 0] - 2 <= left)
            & (edges[:, 1] - 2 <= top)
            & (edges[:, 2] + 2 >= left + width)
            & (edges[:, 3] + 2 >= top + height)
        )
        if inside.any():
            part = mask[top : top + height, left : left + width]
            part[labels[top : top + height, left : left + width] == label] = 0


def _table(across: Mask, down: Mask, points: float) -> tuple[Ruled, Mask] | None:
    """The table that connected lines make, and those of them that bound its cells."""
    levels, uprights = _lines(across, level=True), _lines(down, level=False)
    # Strokes of large characters look like short lines; a line of the form runs from one line to another.
    uprights = [line for line in uprights if _ends_on(line, levels, points)]
    ys = _positions(levels, points)
    xs = _positions(uprights, points)
    if len(ys) < 2:
        return None
    xs = _with_open_sides(xs, levels, points)
    if len(xs) < 2 or (len(xs) == 2 and len(ys) == 2):
        return None
    fields = _fields(across, down, xs, ys, points)
    drawn = _only_at(across, ys, points, level=True) | _only_at(down, xs, points, level=False)
    rows = max(field.row + field.rows for field in fields)
    columns = max(field.column + field.columns for field in fields)
    return Ruled((xs[0], ys[0], xs[-1], ys[-1]), rows, columns, tuple(fields)), drawn


def _only_at(mask: Mask, places: Sequence[float], points: float, *, level: bool) -> Mask:
    """The mask without what lies away from the given rows or columns of pixels."""
    near = round(_SAME_LINE * points) + 1
    kept = np.zeros_like(mask)
    for place in places:
        strip = slice(max(0, round(place) - near), round(place) + near + 1)
        if level:
            kept[strip] = mask[strip]
        else:
            kept[:, strip] = mask[:, strip]
    return kept


def _lines(mask: Mask, *, level: bool) -> list[_Line]:
    count, _, boxes, middles = cv2.connectedComponentsWithStats(mask, connectivity=8)
    lines: list[_Line] = []
    for label in range(1, count):
        left, top, width, height, _ = (float(value) for value in boxes[label])
        x, y = (float(value) for value in middles[label])
        lines.append(_Line(y, left, left + width) if level else _Line(x, top, top + height))
    return lines


def _ends_on(line: _Line, others: Sequence[_Line], points: float) -> bool:
    near = _TOUCH * points
    meets = [other for other in others if other.start - near <= line.at <= other.end + near]
    return all(any(abs(other.at - end) <= near for other in meets) for end in (line.start, line.end))


def _positions(lines: Sequence[_Line], points: float) -> list[float]:
    """Where lines stand, those at almost the same place as one; longer ones weigh more."""
    groups: list[list[_Line]] = []
    for line in sorted(lines, key=lambda line: line.at):
        if groups and line.at - _middle(groups[-1]) <= _SAME_LINE * points:
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_middle(group) for group in groups]


def _middle(lines: Sequence[_Line]) -> float:
    weight = sum(line.end - line.start for line in lines)
    return sum(line.at * (line.end - line.start) for line in lines) / weight


def _with_open_sides(xs: list[float], levels: Sequence[_Line], points: float) -> list[float]:
    """Tables without a left or right border: their level lines run on beyond the outermost upright one."""
    longest = max(line.end - line.start for line in levels)
    whole = [line for line in levels if line.end - line.start > 0.8 * longest]
    left = float(np.median([line.start for line in whole]))
    right = float(np.median([line.end for line in whole]))
    if not xs:
        return xs
    if left < xs[0] - _OPEN_SIDE * points:
        xs = [left, *xs]
    if right > xs[-1] + _OPEN_SIDE * points:
        xs = [*xs, right]
    return xs


def _fields(across: Mask, down: Mask, xs: Sequence[float], ys: Sequence[float], points: float) -> list[Field]:
    rows, columns = len(ys) - 1, len(xs) - 1
    owner = {(r, c): (r, c) for r in range(rows) for c in range(columns)}

    def root(at: tuple[int, int]) -> tuple[int, int]:
        while owner[at] != at:
            at = owner[at]
        return at

    for r in range(rows):
        for c in range(columns):
            if c + 1 < columns and not _inked(down, xs[c + 1], ys[r], ys[r + 1], points, level=False):
                owner[root((r, c + 1))] = root((r, c))
            if r + 1 < rows and not _inked(across, ys[r + 1], xs[c], xs[c + 1], points, level=True):
                owner[root((r + 1, c))] = root((r, c))
    spans = _rectangles([[at for at in owner if root(at) == top] for top in owner if owner[top] == top])
    # A stroke taken for a line divides no cell: rows and columns where no cell begins are none.
    at_row = {r: k for k, r in enumerate(sorted({r for r, _, _, _ in spans}))}
    at_column = {c: k for k, c in enumerate(sorted({c for _, c, _, _ in spans}))}
    return [
        Field(
            at_row[r],
            at_column[c],
            sum(r <= k <= r2 for k in at_row),
            sum(c <= k <= c2 for k in at_column),
            (xs[c], ys[r], xs[c2 + 1], ys[r2 + 1]),
        )
        for r, c, r2, c2 in sorted(spans)
    ]


def _inked(mask: Mask, at: float, start: float, end: float, points: float, *, level: bool) -> bool:
    """Whether there is a line at a place between two others, told by how much of the way is inked."""
    near = round(_SAME_LINE * points)
    first, last = max(0, round(at) - near), round(at) + near + 1
    a, b = round(start), round(end)
    margin = min(near, (b - a) // 4)
    strip = mask[first:last, a + margin : b - margin] if level else mask[a + margin : b - margin, first:last].T
    return bool(strip.size) and float(strip.max(axis=0).mean()) >= _INKED


def _rectangles(groups: Sequence[Sequence[tuple[int, int]]]) -> list[tuple[int, int, int, int]]:
    """Merged cells as rectangles (first row and column, last row and column), grown until none overlap."""
    spans = [
        (min(r for r, _ in group), min(c for _, c in group), max(r for r, _ in group), max(c for _, c in group))
        for group in groups
    ]
    merged = True
    while merged:
        merged = False
        for i, a in enumerate(spans):
            j = next((j for j in range(i + 1, len(spans)) if _overlap(a, spans[j])), None)
            if j is not None:
                b = spans.pop(j)
                spans[i] = (min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3]))
                merged = True
                break
    return spans


def _overlap(a: tuple[int, int, int, int], b: tuple[int, int, int, int]) -> bool:
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]


def _shifted(table: Ruled, left: int, top: int) -> Ruled:
    def moved(box: Box) -> Box:
        return box[0] + left, box[1] + top, box[2] + left, box[3] + top

    fields = tuple(Field(f.row, f.column, f.rows, f.columns, moved(f.box)) for f in table.fields)
    return Ruled(moved(table.box), table.rows, table.columns, fields)


def _odd(pixels: float) -> int:
    return max(3, round(pixels) | 1)
