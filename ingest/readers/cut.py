"""A straight page is cut into pictures of single lines of print, each belonging to one cell of a table or to none.

Where text is, the detector says; where it ends, the ink says: a piece is drawn tight around its ink, so that every line
comes to the recogniser at the same size, and never holds a ruled line. Ink in a cell that the detector overlooked (a
lone digit often is) becomes a piece of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from ingest.readers.ruled import Field, Mask, Ruled
from ingest.readers.straighten import Box, Picture

# All lengths are in points.
_LOWEST, _NARROWEST = 3.5, 1.0
_LEAST_PART = 3.0
_TALL = 15.0
_WORD_GAP = 7.0
_NEXT_CHARACTER = 0.8  # of a line's height
_PAPER = 255

Span = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """A line of print: the box of its ink, its picture with a margin, its number of separate marks from left to right.

    `table` and `field` count the ruled tables of the page and the cells of the table; None outside of tables.
    """

    box: Box
    picture: Picture
    marks: int
    table: int | None = None
    field: int | None = None


class Page:
    """A straight page without its ruled lines, from which pieces are cut."""

    def __init__(self, picture: Picture, lines: Mask, points: float) -> None:
        self.points = points
        ruled = cv2.dilate(lines, np.ones((3, 3), np.uint8)) > 0
        self.clean = picture.copy()
        self.clean[ruled] = _PAPER
        self.ink = _ink(picture, points)
        self.ink[ruled] = 0

    def pieces(self, boxes: Sequence[Box], tables: Sequence[Ruled]) -> list[Piece]:
        """All lines of print, those of each table by cell."""
        out: list[Piece] = []
        covered = np.zeros_like(self.ink)
        parts = [part for box in boxes for part in self._parts(box, tables)]
        for (x0, y0, x1, y1), _, _ in parts:
            covered[max(0, y0 - 2) : y1 + 2, max(0, x0 - 2) : x1 + 2] = 1
        free = self.ink & (1 - covered)
        for span, t, f in parts:
            bounds = _inside(tables[t].fields[f], self.points) if t is not None and f is not None else None
            longer = self._longer(span, bounds, free)
            covered[longer[1] : longer[3], longer[0] : longer[2]] = 1
            out += self._cut(longer, t, f)
        for t, table in enumerate(tables):
            for f, field in enumerate(table.fields):
                for span in self._overlooked(_inside(field, self.points), covered):
                    out += self._cut(span, t, f)
        return out

    def _parts(self, box: Box, tables: Sequence[Ruled]) -> Iterator[tuple[Span, int | None, int | None]]:
        """A box as the cells cut it: the detector takes two numbers side by side for one, line or not."""
        whole = _span(box)
        middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        t = next((t for t, table in enumerate(tables) if _holds(table.box, middle)), None)
        if t is None:
            yield whole, None, None
            return
        for f, field in enumerate(tables[t].fields):
            if not field.box[1] <= middle[1] <= field.box[3]:
                continue
            part = _common(whole, _inside(field, self.points))
            if part is not None and part[2] - part[0] >= min(_LEAST_PART * self.points, (box[2] - box[0]) / 2):
                yield part, t, f

    def _longer(self, span: Span, bounds: Span | None, free: npt.NDArray[np.uint8]) -> Span:
        """A box as far to either side as ink follows that no box has: 一 at the edge of a line is often left out."""
        x0, y0, x1, y1 = span
        left, right = (bounds[0], bounds[2]) if bounds else (0, free.shape[1])
        near = round(_NEXT_CHARACTER * (y1 - y0))
        inked = _any(free[y0:y1], 0)
        while (run := np.flatnonzero(inked[max(left, x0 - near) : x0])).size:
            x0 = max(left, x0 - near) + int(run[0])
        while (run := np.flatnonzero(inked[x1 : min(right, x1 + near)])).size:
            x1 += int(run[-1]) + 1
        return x0, y0, x1, y1

    def _overlooked(self, span: Span, covered: npt.NDArray[np.uint8]) -> Iterator[Span]:
        x0, y0, x1, y1 = span
        if x1 <= x0 or y1 <= y0:
            return
        left = self.ink[y0:y1, x0:x1] & (1 - covered[y0:y1, x0:x1])
        if int(left.sum()) < self.points * self.points:
            return
        word = np.ones((3, max(3, round(_WORD_GAP * self.points))), np.uint8)
        count, _, boxes, _ = cv2.connectedComponentsWithStats(cv2.dilate(left, word), connectivity=8)
        for label in range(1, count):
            a, b, width, height, _ = (int(value) for value in boxes[label])
            if height >= _LOWEST * self.points + 2:
                yield x0 + a, y0 + b, x0 + a + width, y0 + b + height

    def _cut(self, span: Span, table: int | None, field: int | None) -> Iterator[Piece]:
        tight = self._tight(span)
        if tight is None:
            return
        x0, y0, x1, y1 = tight
        if y1 - y0 > _TALL * self.points and y1 - y0 > 1.5 * (x1 - x0):
            # Characters one below the other: each is a line.
            for a, b in _runs(_any(self.ink[y0:y1, x0:x1], 1), max(1, round(0.7 * self.points))):
                if inner := self._tight((x0, y0 + a, x1, y0 + b)):
                    yield self._piece(inner, span, table, field)
            return
        yield self._piece(tight, span, table, field)

    def _tight(self, span: Span) -> Span | None:
        x0, y0, x1, y1 = span
        part = self.ink[y0:y1, x0:x1]
        rows, columns = np.flatnonzero(_any(part, 1)), np.flatnonzero(_any(part, 0))
        if not len(rows) or rows[-1] - rows[0] + 1 < _NARROWEST * self.points:
            return None
        return x0 + int(columns[0]), y0 + int(rows[0]), x0 + int(columns[-1]) + 1, y0 + int(rows[-1]) + 1

    def _piece(self, tight: Span, span: Span, table: int | None, field: int | None) -> Piece:
        x0, y0, x1, y1 = tight
        # A line of low characters only (dots, dashes) keeps the height that the detector gave it.
        high = max(y1 - y0, min(span[3] - span[1], round(_LOWEST * 2 * self.points)))
        up = max(2, round(0.1 * high)) + max(0, (high - (y1 - y0)) // 2)
        aside = max(3, round(0.25 * high))
        height, width = self.clean.shape
        picture = np.full((y1 - y0 + 2 * up, x1 - x0 + 2 * aside), _PAPER, dtype=np.uint8)
        top, left = max(0, y0 - up), max(0, x0 - aside)
        if table is not None:  # not into the neighbouring cell
            left = max(left, span[0])
        bottom = min(height, y1 + up)
        right = min(width, x1 + aside) if table is None else min(width, x1 + aside, max(x1, span[2]))
        picture[top - y0 + up : bottom - y0 + up, left - x0 + aside : right - x0 + aside] = self.clean[
            top:bottom, left:right
        ]
        marks = len(_runs(_any(self.ink[y0:y1, x0:x1], 0), 1))
        return Piece((x0, y0, x1, y1), picture, marks, table, field)


def _ink(picture: Picture, points: float) -> npt.NDArray[np.uint8]:
    block = max(3, round(12 * points) | 1)
    dark = cv2.adaptiveThreshold(picture, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, 18)
    # Single specks of a noisy scan are no ink.
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    keep = boxes[:, cv2.CC_STAT_AREA] >= max(2, round(points))
    keep[0] = False
    return np.asarray(keep[labels], dtype=np.uint8) if count > 1 else np.zeros_like(picture)


def _inside(field: Field, points: float) -> Span:
    inset = 0.8 * points
    x0, y0, x1, y1 = field.box
    return round(x0 + inset), round(y0 + inset), round(x1 - inset), round(y1 - inset)


def _span(box: Box) -> Span:
    return int(max(0, box[0])), int(max(0, box[1])), int(box[2]) + 1, int(box[3]) + 1


def _common(a: Span, b: Span) -> Span | None:
    x0, y0, x1, y1 = max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])
    return (x0, y0, x1, y1) if x1 > x0 and y1 > y0 else None


def _holds(box: Box, point: tuple[float, float]) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def _any(ink: npt.NDArray[np.uint8], axis: int) -> npt.NDArray[np.bool_]:
    """Which rows (axis 1) or columns (axis 0) have ink."""
    return np.asarray(ink.any(axis=axis), dtype=np.bool_)


def _runs(filled: npt.NDArray[np.bool_], gap: int) -> list[tuple[int, int]]:
    """From where to where there is ink; gaps shorter than `gap` do not count."""
    places = np.flatnonzero(filled)
    if not len(places):
        return []
    cuts = np.flatnonzero(np.diff(places) > gap)
    starts = [int(places[0]), *(int(places[k + 1]) for k in cuts)]
    ends = [*(int(places[k]) + 1 for k in cuts), int(places[-1]) + 1]
    return list(zip(starts, ends, strict=True))
