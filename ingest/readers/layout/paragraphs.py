"""Lines of a page become paragraphs: by margin and indentation, over page breaks, without page numbers and running heads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from ingest.blocks import Line
from ingest.captions import is_caption
from ingest.flow import is_contact, is_contents, is_page_number
from ingest.headings import numbering
from ingest.model import Place
from ingest.readers.layout.sheet import Box
from ingest.readers.layout.words import joined

_EDGE = 0.12  # of the page's height: where page numbers and running heads stand
_OFTEN = 3
_LONG = 20  # a line this long is no heading, and tells where the margin is
_ENDS = "。！？；;：:”）)】》…"
_UNBROKEN = re.compile(r"[0-9A-Za-z.,%]{3,}")
_LARGER = 1.12
_LONGEST_HEADING = 50


@dataclass(frozen=True, slots=True)
class Printed:
    """A line of text on its page; `box` is where it lies when the text stands upright, `shown` as a viewer shows it."""

    text: str
    page: int
    box: Box
    shown: Box
    size: float
    width: float
    height: float

    @property
    def at_edge(self) -> bool:
        """Whether it stands where page numbers and running heads do."""
        return self.box[3] < _EDGE * self.height or self.box[1] > (1 - _EDGE) * self.height


def furniture(lines: Sequence[Printed]) -> set[Printed]:
    """Page numbers, lines of contents, and heads that run over three pages or more."""
    edge = [line for line in lines if line.at_edge]
    seen = Counter(key for key in {(_folded(line.text), round(line.box[1] / 4), line.page): None for line in edge})
    pages = Counter((text, y) for text, y, _ in seen)
    out = {
        line
        for line in edge
        if pages[_folded(line.text), round(line.box[1] / 4)] >= _OFTEN and not is_caption(line.text)
    }
    out |= {line for line in edge if is_page_number(line.text)}
    return out | {line for line in lines if is_contents(line.text)}


def _folded(text: str) -> str:
    return re.sub(r"\d+", "#", text)


@dataclass(frozen=True, slots=True)
class Margins:
    """Between which edges the text of each page is set, and the size of most of it."""

    sides: dict[int, tuple[float, float]]
    body: float

    def full(self, line: Printed, following: Printed) -> bool:
        """Whether a line reaches the right margin, so that its paragraph may go on.

        A figure is not broken: before a long one a line ends early.
        """
        lead = _UNBROKEN.match(following.text)
        wants = following.size * (2.3 + (len(lead[0]) / 2 if lead else 0))
        return line.box[2] >= self.sides[line.page][1] - wants

    def indented(self, line: Printed) -> bool:
        """Whether a line begins farther right than the text's own edge."""
        return line.box[0] > self.sides[line.page][0] + 0.9 * line.size


def margins(lines: Iterable[Printed]) -> Margins:
    """The margins that the lines of a page keep to; where too few tell, those of all pages of its width."""
    by_page: dict[int, list[Printed]] = {}
    by_width: dict[float, list[Printed]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
        by_width.setdefault(line.width, []).append(line)
    common = {width: _sides(held) for width, held in by_width.items()}
    sides = {}
    for page, held in by_page.items():
        left, right = common[held[0].width]
        own_left, own_right = min(line.box[0] for line in held), max(line.box[2] for line in held)
        if sum(line.box[2] >= own_right - 1.3 * line.size and len(line.text) >= _LONG for line in held) >= 2:
            right = own_right
        if sum(line.box[0] <= own_left + 0.3 * line.size for line in held) >= _OFTEN:
            left = own_left
        sides[page] = left, right
    sizes = [size for held in by_page.values() for line in held for size in [line.size] * len(line.text)]
    return Margins(sides, median(sizes) if sizes else 0.0)


def _sides(lines: Sequence[Printed]) -> tuple[float, float]:
    long = [line for line in lines if len(line.text) >= _LONG] or lines
    rights = sorted(line.box[2] for line in long)
    # A line that runs on begins at the margin; a paragraph's first line, a heading, may begin farther right.
    lefts = Counter(round(line.box[0] / 3) for line in long)
    often = [at for at, count in lefts.items() if count * 8 >= len(long)] or list(lefts)
    return min(often) * 3.0, rights[int(len(rights) * 0.9)]


def paragraph(lines: Sequence[Printed], body: float) -> Line:
    """The lines of one paragraph or heading as one; type larger than the text's marks a heading."""
    text = joined([line.text for line in lines])
    marked = (
        lines[0].size >= _LARGER * body
        and len(text) <= _LONGEST_HEADING
        and not text.endswith(("。", "；", "，"))
        and not is_contact(text)
    )
    return Line(text, marked, Place(lines[0].page, lines[0].shown), tuple(_parts(lines)))


def _parts(lines: Sequence[Printed]) -> Iterator[tuple[int, Place]]:
    at = 0
    for n, line in enumerate(lines):
        if n:
            at = len(joined([before.text for before in lines[: n + 1]])) - len(line.text)
        yield at, Place(line.page, line.shown)


def goes_on(before: Printed, after: Printed, sides: Margins) -> bool:
    """Whether a line carries on the paragraph of the line before."""
    if after.text[0] in "，、。；：）)”》" and not numbering(after.text):
        return True
    if _is_one_heading(before, after, sides):
        return True
    if sides.indented(after) or not (sides.full(before, after) or _breaks_off(before, sides)):
        return False
    if max(before.size, after.size) > 1.15 * min(before.size, after.size):
        return False
    if before.page == after.page and after.box[1] - before.box[3] > 2.2 * after.size:
        return False
    if is_caption(before.text) or is_caption(after.text):
        return False
    return numbering(after.text) is None


_INDENTED = (1.5, 3.0)  # characters before the first line of a paragraph
_NEARLY = 0.85  # of a line's width, which a line that broke off a little early still fills


def _breaks_off(before: Printed, sides: Margins) -> bool:
    """Whether the first line of a paragraph, set in by two characters, ends in the midst of a sentence a little early."""
    left, right = sides.sides[before.page]
    set_in = (before.box[0] - left) / before.size
    return (
        _INDENTED[0] <= set_in <= _INDENTED[1]
        and before.box[2] - left >= _NEARLY * (right - left)
        and before.text[-1] not in _ENDS
        and len(before.text) >= _LONG
    )


def _is_one_heading(before: Printed, after: Printed, sides: Margins) -> bool:
    """Whether two lines are a heading too long for one: of one size, the second a few words centred below the first."""
    left, right = sides.sides[before.page]
    return (
        before.page == after.page
        and abs(before.size - after.size) < 0.5
        and before.box[2] - before.box[0] >= 0.8 * (right - left)
        and abs((before.box[0] + before.box[2]) - (after.box[0] + after.box[2])) <= after.size
        and after.box[0] - left >= 3 * after.size
        and len(before.text) + len(after.text) <= _LONGEST_HEADING
        and after.box[1] - before.box[3] <= 1.2 * after.size
        and before.text[-1] not in _ENDS
        and numbering(after.text) is None
        and not is_caption(before.text)
    )
