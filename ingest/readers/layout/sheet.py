"""What is printed on a page: glyphs and ruling lines with their places, before anything is read from them.

Places are points, origin top left, y downwards, on the page turned so that its text stands upright; `shown` tells where
a place lies on the page as a viewer shows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

Box = tuple[float, float, float, float]


class Glyph(NamedTuple):
    """A printed character: its advance box and the line that it stands on."""

    char: str
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float

    @property
    def size(self) -> float:
        """How high it is set: digits and Chinese characters of one font have one size."""
        return self.bottom - self.top

    @property
    def x(self) -> float:
        """Its middle across."""
        return (self.x0 + self.x1) / 2

    @property
    def y(self) -> float:
        """Its middle down."""
        return (self.top + self.bottom) / 2


class Rule(NamedTuple):
    """A ruling line at `at` from `start` to `end`: at a y from x to x, or at an x from y to y."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as printed. `turned` is how far, clockwise, the page was turned for its text to stand upright."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...] = ()
    across: tuple[Rule, ...] = ()
    down: tuple[Rule, ...] = ()
    turned: int = 0
    pictured: bool = False  # its content is a picture, or drawn without characters that can be read
    illustrated: bool = False  # beside its characters stand pictures that may be words

    def shown(self, box: Box) -> Box:
        """A box of the upright text as it lies on the page that a viewer shows."""
        x0, y0, x1, y1 = box
        if self.turned == 90:
            box = (y0, self.width - x1, y1, self.width - x0)
        elif self.turned == 180:
            box = (self.width - x1, self.height - y1, self.width - x0, self.height - y0)
        elif self.turned == 270:
            box = (self.height - y1, x0, self.height - y0, x1)
        return (round(box[0], 2), round(box[1], 2), round(box[2], 2), round(box[3], 2))


def around(glyphs: Iterable[Glyph]) -> Box:
    """The box around some glyphs."""
    x0s, tops, x1s, bottoms = zip(*(glyph[1:5] for glyph in glyphs), strict=True)
    return min(x0s), min(tops), max(x1s), max(bottoms)


def union(boxes: Sequence[Box]) -> Box:
    """The box around some boxes."""
    x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
    return min(x0s), min(tops), max(x1s), max(bottoms)
