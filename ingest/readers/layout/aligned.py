"""Tables without lines between their columns: told by figures that stand below each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.readers.layout.lattice import Field, Lattice, merged
from ingest.readers.layout.sheet import Box, Rule, Sheet, union
from ingest.readers.layout.words import TextLine

_FIGURE = re.compile(r"[-－(（]?\d[\d,，]*(?:[.．]\d+)?[)）]?[%％]?$")
_AMOUNT = re.compile(r"[-－(（]?\d[\d,，]*[.．]\d+[)）]?[%％]?$|[-－(（]?\d{1,3}(?:[,，]\d{3})+[)）]?$|0$")
_FEWEST_LINES = 3
_FEWEST_FIGURES = 2


@dataclass(frozen=True, slots=True)
class Aligned:
    """Lines of text that are a table, from the first to the last of them, and where its cells are."""

    first: int
    last: int
    lattice: Lattice


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
            found = _lattice(here, flat)
            if found is not None:
                out.append(Aligned(at, end - 1, found))
        at = max(end, at + 1)
    return out


def _in_columns(words: TextLine, lines: Sequence[TextLine], at: int) -> bool:
    """Whether a line has columns, or is a piece of a row: a name's second line, a figure set apart from its name."""
    if len(words.runs) > 1:
        return True
    before, after = (lines[at - 1] if at else None), (lines[at + 1] if at + 1 < len(lines) else None)
    if before is None or after is None or len(before.runs) < 2 or len(after.runs) < 2:
        return False
    near = words.box[1] - before.box[3] < words.size and after.box[1] - words.box[3] < words.size
    return near and len(words.text) <= 30 and not words.text.endswith(("。", "；", "："))


def _lattice(lines: Sequence[TextLine], flat: Sequence[Rule]) -> Lattice | None:
    box = union([words.box for words in lines])
    xs = _columns(lines, box)
    if len(xs) < 3:
        return None
    ys = _rows(lines, box, flat)
    fields = [Field(r, k, 1, 1) for r in range(len(ys) - 1) for k in range(len(xs) - 1)]
    return Lattice(tuple(xs), tuple(ys), tuple(fields))


def _columns(lines: Sequence[TextLine], box: Box) -> list[float]:
    """The edges of the columns: in the middle of the gaps that all rows with figures leave free."""
    body = [words for words in lines if any(_AMOUNT.match(run.text) for run in words.runs)]
    spans: list[list[float]] = []
    for x0, _, x1, _ in sorted(run.box for words in body for run in words.runs):
        if spans and x0 < spans[-1][1]:
            spans[-1][1] = max(spans[-1][1], x1)
        else:
            spans.append([x0, x1])
    return [box[0] - 1, *((a[1] + b[0]) / 2 for a, b in pairwise(spans)), box[2] + 1]


def _rows(lines: Sequence[TextLine], box: Box, flat: Sequence[Rule]) -> list[float]:
    """The edges of the rows: lines drawn across, else between lines of text; pieces of one row stay together."""
    drawn = [
        rule.at
        for rule in flat
        if box[1] < rule.at < box[3] and min(rule.end, box[2]) - max(rule.start, box[0]) > 0.7 * (box[2] - box[0])
    ]
    if len(drawn) * 2 >= len(lines):
        return [box[1] - 1, *drawn, box[3] + 1]
    figures = [words for words in lines if any(_AMOUNT.match(run.text) for run in words.runs)]
    pitch = median(b.box[3] - a.box[3] for a, b in pairwise(figures))
    edges = [box[1] - 1]
    has_figure = False
    for k, words in enumerate(lines):
        own = any(_FIGURE.match(run.text) for run in words.runs)
        if k:
            apart = words.box[3] - lines[k - 1].box[3]
            if not (apart < 0.7 * pitch and not (own and has_figure)):
                edges.append((lines[k - 1].box[3] + words.box[1]) / 2)
                has_figure = False
        has_figure = has_figure or own
    return [*edges, box[3] + 1]
