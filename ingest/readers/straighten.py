"""A page's picture made straight: the angle that a scanner added is found and taken away, quarter turns too.

Rows of print and ruled lines are sharpest across when they lie level, so the angle is the one at which the sums of
ink along rows and columns change most from one to the next.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

Picture = npt.NDArray[np.uint8]
Matrix = npt.NDArray[np.float64]
Box = tuple[float, float, float, float]

_WIDEST = 12.0  # degrees to either side; no scanner feeds a sheet more aslant
_LEVEL = 0.02
_COARSE_SIDE, _FINE_SIDE = 500, 1100
_PAPER = 255


@dataclass(frozen=True)
class Upright:
    """A grey picture made straight, and the way from its pixels back to those of the page as it was scanned."""

    picture: Picture
    back: Matrix

    def on_page(self, box: Box) -> Box:
        """A box of the straight picture as the upright box around it on the page."""
        x0, y0, x1, y1 = box
        corners = np.array([[x0, y0, 1], [x1, y0, 1], [x0, y1, 1], [x1, y1, 1]], dtype=np.float64)
        points = corners @ self.back.T
        low, high = points.min(axis=0), points.max(axis=0)
        return float(low[0]), float(low[1]), float(high[0]), float(high[1])


def straightened(page: Picture) -> Upright:
    """The page with its skew taken away; the picture grows so that no corner is lost."""
    angle = skew(page)
    if abs(angle) < _LEVEL:
        return Upright(page, np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]))
    matrix, size = _turn(page, angle)
    turned = cv2.warpAffine(page, matrix, size, flags=cv2.INTER_CUBIC, borderValue=_PAPER)
    return Upright(_picture(turned), np.asarray(cv2.invertAffineTransform(matrix), dtype=np.float64))


def turned(page: Upright, quarters: int) -> Upright:
    """The page after so many quarter turns against the clock."""
    height, width = page.picture.shape
    # Where a pixel of the turned picture stood before: columns are x, y and 1.
    ways = {
        0: [[1, 0, 0], [0, 1, 0]],
        1: [[0, -1, width], [1, 0, 0]],
        2: [[-1, 0, width], [0, -1, height]],
        3: [[0, 1, 0], [-1, 0, height]],
    }
    way = np.vstack([np.array(ways[quarters % 4], dtype=np.float64), [0.0, 0.0, 1.0]])
    picture = np.ascontiguousarray(np.rot90(page.picture, quarters % 4))
    return Upright(picture, page.back @ way)


def skew(page: Picture) -> float:
    """By how many degrees, against the clock, the page must be turned to lie level."""
    coarse = _ink(page, _COARSE_SIDE)
    angle = _sharpest(coarse, np.arange(-_WIDEST, _WIDEST + 0.1, 0.5))
    fine = _ink(page, _FINE_SIDE)
    angle = _sharpest(fine, np.arange(angle - 0.5, angle + 0.51, 0.1))
    return _sharpest(fine, np.arange(angle - 0.08, angle + 0.09, 0.02))


def _ink(page: Picture, side: int) -> npt.NDArray[np.float32]:
    """The page with its longer side at most so long, as darkness from 0 to 1 over the paper around."""
    factor = min(1.0, side / max(page.shape))
    small = cv2.resize(page, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(small, 31) if min(small.shape) > 31 else np.full_like(small, _PAPER)
    dark = np.clip(paper.astype(np.float32) - small.astype(np.float32), 0, _PAPER) / _PAPER
    dark[dark < 0.1] = 0
    return np.asarray(dark, dtype=np.float32)


def _sharpest(ink: npt.NDArray[np.float32], angles: npt.NDArray[np.float64]) -> float:
    """The best angle; the smallest of equals, for an empty page is as sharp at any."""
    return float(max(angles, key=lambda angle: (_sharpness(ink, float(angle)), -abs(angle))))


def _sharpness(ink: npt.NDArray[np.float32], angle: float) -> float:
    matrix, size = _turn(ink, angle)
    level = np.asarray(cv2.warpAffine(ink, matrix, size, flags=cv2.INTER_LINEAR, borderValue=0))
    rows, columns = level.sum(axis=1), level.sum(axis=0)
    return float((np.diff(rows) ** 2).sum() + (np.diff(columns) ** 2).sum())


def _turn(page: npt.NDArray[Any], angle: float) -> tuple[Matrix, tuple[int, int]]:
    """The matrix of a turn about the middle, and the size that holds the whole page after it."""
    height, width = page.shape[:2]
    matrix = np.asarray(cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0), dtype=np.float64)
    cosine, sine = abs(matrix[0, 0]), abs(matrix[0, 1])
    size = int(height * sine + width * cosine + 0.5), int(height * cosine + width * sine + 0.5)
    matrix[0, 2] += (size[0] - width) / 2
    matrix[1, 2] += (size[1] - height) / 2
    return matrix, size


def _picture(array: Any) -> Picture:
    return np.asarray(array, dtype=np.uint8)
