"""Ruling lines become the cells of tables, merged ones included.

A cell is what no ruling line divides. Rows and columns are wherever a line runs; between two neighbouring fields of
that raster the wall stands or is missing, and fields without a wall between them are one merged cell. So open sides,
doubled lines and lines in pieces do no harm.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.readers.layout.sheet import Box, Rule

_ONE_LINE = 3.0  # lines nearer than this are one: doubled borders, borders drawn by both cells
_TOUCH = 4.0
_SHORTEST = 5.0
_MOST_CROSSINGS = 4_000_000
_MOST_FIELDS = 40_000
_WALL = 0.6  # how much of a side must be drawn for a wall


@dataclass(frozen=True, slots=True)
class Field:
    """A cell: its row and column, how many it takes of each."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Lattice:
    """A ruled table: the lines between its columns and rows, and its cells from top left to bottom right."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    fields: tuple[Field, ...]

    @property
    def box(self) -> Box:
        """The outer border."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def box_of(self, field: Field) -> Box:
        """Where a cell lies."""
        return (
            self.xs[field.column],
            self.ys[field.row],
            self.xs[field.column + field.columns],
            self.ys[field.row + field.rows],
        )

    def raster(self, x: float, y: float) -> tuple[int, int]:
        """Row and column of a point, the nearest for a point outside."""
        column = min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)
        row = min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2)
        return row, column


def lattices(across: Iterable[Rule], down: Iterable[Rule]) -> list[Lattice]:
    """The ruled tables of a page, from top to bottom; a frame around a single cell is no table."""
    flat, steep = merged(across), merged(down)
    if len(flat) * len(steep) > _MOST_CROSSINGS:  # hatching, not a table
        return []
    out = []
    for rows, columns in _connected(flat, steep):
        found = _lattice(rows, columns)
        if found is not None and len(found.fields) > 1:
            out.append(found)
    return sorted(out, key=lambda lattice: (lattice.ys[0], lattice.xs[0]))


def merged(rules: Iterable[Rule]) -> list[Rule]:
    """Lines put together from their pieces: collinear ones that touch, doubled ones."""
    out: list[Rule] = []
    group: list[Rule] = []
    for rule in [*sorted(rules), None]:
        if rule is not None and (not group or (rule.at - group[-1].at <= 1.5 and rule.at - group[0].at <= _ONE_LINE)):
            group.append(rule)
            continue
        if group:
            at = sum(piece.at * max(piece.end - piece.start, 0.1) for piece in group)
            at /= sum(max(piece.end - piece.start, 0.1) for piece in group)
            spans: list[list[float]] = []
            for piece in sorted(group, key=lambda piece: piece.start):
                if spans and piece.start <= spans[-1][1] + _TOUCH:
                    spans[-1][1] = max(spans[-1][1], piece.end)
                else:
                    spans.append([piece.start, piece.end])
            out += [Rule(at, start, end) for start, end in spans if end - start >= _SHORTEST]
        if rule is not None:
            group = [rule]
    return out


def _connected(flat: Sequence[Rule], steep: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines that cross or touch each other, group by group."""
    parent = list(range(len(flat) + len(steep)))

    def root(k: int) -> int:
        while parent[k] != k:
            parent[k] = parent[parent[k]]
            k = parent[k]
        return k

    for i, row in enumerate(flat):
        for j, column in enumerate(steep):
            if (
                row.start - _TOUCH <= column.at <= row.end + _TOUCH
                and column.start - _TOUCH <= row.at <= column.end + _TOUCH
            ):
                parent[root(i)] = root(len(flat) + j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for k in range(len(parent)):
        rows, columns = groups.setdefault(root(k), ([], []))
        if k < len(flat):
            rows.append(flat[k])
        else:
            columns.append(steep[k - len(flat)])
    return [group for group in groups.values() if group[0] and group[1]]


def _lattice(rows: Sequence[Rule], columns: Sequence[Rule]) -> Lattice | None:
    xs = _positions(columns, [edge for rule in rows for edge in (rule.start, rule.end)], rows)
    ys = _positions(rows, [edge for rule in columns for edge in (rule.start, rule.end)], columns)
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > _MOST_FIELDS:
        return None
    return Lattice(tuple(xs), tuple(ys), tuple(_fields(xs, ys, rows, columns)))


def _positions(rules: Sequence[Rule], edges: Sequence[float], crossing: Sequence[Rule]) -> list[float]:
    """Where lines run; sides left open are where two or more crossing lines end."""
    out: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not out or at - out[-1] > _ONE_LINE:
            out.append(at)
    if not out:
        return out
    enough = 2 if len(crossing) > 1 else 1
    before = sorted(edge for edge in edges if edge < out[0] - _TOUCH)
    after = sorted(edge for edge in edges if edge > out[-1] + _TOUCH)
    if len(before) >= enough:
        out.insert(0, before[0])
    if len(after) >= enough:
        out.append(after[-1])
    return out


def _fields(xs: Sequence[float], ys: Sequence[float], rows: Sequence[Rule], columns: Sequence[Rule]) -> list[Field]:
    height, width = len(ys) - 1, len(xs) - 1
    parent = list(range(height * width))

    def root(k: int) -> int:
        while parent[k] != k:
            parent[k] = parent[parent[k]]
            k = parent[k]
        return k

    walls_down = [_walls(at, columns, ys) for at in xs]
    walls_across = [_walls(at, rows, xs) for at in ys]
    for r in range(height):
        for k in range(width):
            if k + 1 < width and not walls_down[k + 1][r]:
                parent[root(r * width + k + 1)] = root(r * width + k)
            if r + 1 < height and not walls_across[r + 1][k]:
                parent[root((r + 1) * width + k)] = root(r * width + k)
    groups: dict[int, list[tuple[int, int]]] = {}
    for r in range(height):
        for k in range(width):
            groups.setdefault(root(r * width + k), []).append((r, k))
    out = [field for group in groups.values() for field in _rectangles(group)]
    return sorted(out, key=lambda field: (field.row, field.column))


def _walls(at: float, rules: Sequence[Rule], edges: Sequence[float]) -> list[bool]:
    """For each step along a position whether a line is drawn there."""
    near = [rule for rule in rules if abs(rule.at - at) <= _ONE_LINE]
    return [
        any(min(rule.end, b) - max(rule.start, a) >= _WALL * (b - a) for rule in near)
        or sum(max(0.0, min(rule.end, b) - max(rule.start, a)) for rule in near) >= 0.9 * (b - a)
        for a, b in pairwise(edges)
    ]


def _rectangles(group: Sequence[tuple[int, int]]) -> list[Field]:
    """Fields without a wall between them as one cell, or as several where they form no rectangle."""
    top, bottom = min(r for r, _ in group), max(r for r, _ in group)
    left, right = min(k for _, k in group), max(k for _, k in group)
    if len(group) == (bottom - top + 1) * (right - left + 1):
        return [Field(top, left, bottom - top + 1, right - left + 1)]
    runs: list[list[int]] = []  # row, first column, last column
    for r, k in sorted(group):
        if runs and runs[-1][0] == r and runs[-1][2] == k - 1:
            runs[-1][2] = k
        else:
            runs.append([r, k, k])
    out: list[Field] = []
    for r, first, last in runs:
        above = next(
            (
                n
                for n, field in enumerate(out)
                if field.column == first and field.columns == last - first + 1 and field.row + field.rows == r
            ),
            None,
        )
        if above is None:
            out.append(Field(r, first, 1, last - first + 1))
        else:
            field = out[above]
            out[above] = Field(field.row, field.column, field.rows + 1, field.columns)
    return out
