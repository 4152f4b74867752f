"""Which figures of an answer make a chart: those of its list's lines, or of its ranking, three or more of one unit. Pure.

A chart shows nothing that the text does not state: each point is one of the answer's verified figures under the label
that it has there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from service.calculator import interval
from service.query import QueryKind
from service.render import Rendered
from service.reply import Chart, FigureReport, Point

_FEWEST, _MOST = 3, 30
_MARKS = re.compile(r"\[\d+\]|\*\*|^- ")
_YEAR = re.compile(r"((?:19|20)\d\d)年")
_BEFORE = re.compile(r".*(?:[、，；\n]|是(?=[^是]*$))", re.DOTALL)  # what stands before a label in a running ranking
_BASES = ("年初预算数", "全年预算数", "预算数", "决算数", "执行数")


@dataclass(frozen=True, slots=True)
class _Labelled:
    label: str
    index: int
    figure: FigureReport


_SIDE_BY_SIDE: frozenset[QueryKind] = frozenset({"lookup", "list", "rank", "sum", "compare", "projects"})
_OVER_TIME: frozenset[QueryKind] = frozenset({*_SIDE_BY_SIDE, "change", "rate"})


def chart(rendered: Rendered, kind: QueryKind) -> Chart | None:
    """The chart of the answer to a question of a kind, None where it makes none."""
    listed = _lines(rendered)
    points = listed or (_running(rendered) if kind == "rank" else [])
    if not _FEWEST <= len(points) <= _MOST or len({p.label for p in points}) < len(points):
        return None
    units = {point.figure.unit for point in points}
    if len(units) > 1 or None in units or not all(point.figure.certain for point in points):
        return None
    if kind in _OVER_TIME and (by_year := _by_year(points)):
        return by_year
    if kind not in _SIDE_BY_SIDE:
        return None
    points = _bare(points)
    whole = _whole(rendered, points) if all(Decimal(point.figure.value) >= 0 for point in points) else None
    return _made("ranking", "", points) if whole is None else _made("share", whole, points)


def _lines(rendered: Rendered) -> list[_Labelled]:
    """The first figure of each line of a list, under the words before it."""
    points, at = [], 0
    for line in rendered.text.split("\n"):
        begin, at = at, at + len(line) + 1
        if not line.startswith("- "):
            continue
        index = next((i for i, f in enumerate(rendered.figures) if begin <= f.start < at), None)
        if index is None:
            continue
        figure = rendered.figures[index]
        label = _plain(rendered.text[begin : figure.start])
        if label and len(label) <= 60:
            points.append(_Labelled(label, index, figure))
    return points


def _running(rendered: Rendered) -> list[_Labelled]:
    """Each figure of a sentence that ranks, under the words between it and the one before."""
    points, at = [], 0
    for index, figure in enumerate(rendered.figures):
        label = _plain(_BEFORE.sub("", rendered.text[at : figure.start]))
        at = figure.end
        if not label:
            return []
        points.append(_Labelled(label, index, figure))
    return points


def _plain(words: str) -> str:
    return _MARKS.sub("", words).strip(" ：:，、。\n")


def _by_year(points: Sequence[_Labelled]) -> Chart | None:
    """A chart over years, where each line is of another year and all are of one thing."""
    years = [_YEAR.findall(point.label) for point in points]
    if any(len(found) != 1 for found in years) or len({found[0] for found in years}) < len(points):
        return None
    rest = [_YEAR.sub("", point.label) for point in points]
    bases = [next((base for base in _BASES if words.endswith(base)), "") for words in rest]
    things = [words.removesuffix(base) for words, base in zip(rest, bases, strict=True)]
    thing = min(things, key=len)
    if not thing or any(not words.endswith(thing) for words in things):
        return None
    mixed = len(set(bases)) > 1
    order = sorted(
        zip(points, years, bases, strict=True),
        key=lambda one: one[1][0],
    )
    labelled = [
        _Labelled(f"{found[0]}年{base if mixed else ''}", point.index, point.figure) for point, found, base in order
    ]
    return _made("trend", f"{max(things, key=len)}{'' if mixed else bases[0]}", labelled)


def _bare(points: Sequence[_Labelled]) -> list[_Labelled]:
    """The points without the word 预算数 or 决算数 that all of them end in."""
    for base in _BASES:
        if all(point.label.endswith(base) and point.label != base for point in points):
            return [_Labelled(point.label.removesuffix(base), point.index, point.figure) for point in points]
    return list(points)


def _whole(rendered: Rendered, points: Sequence[_Labelled]) -> str | None:
    """What the figure before the list is, where it is what the lines come to, within rounding."""
    first = points[0]
    index = next((i for i in reversed(range(first.index)) if rendered.figures[i].unit == first.figure.unit), None)
    if index is None:
        return None
    whole = rendered.figures[index]
    if interval.tie_out(_item(whole), [_item(point.figure) for point in points]) not in {"exact", "rounding"}:
        return None
    begin = rendered.figures[index - 1].end if index else 0
    return _plain(_BEFORE.sub("", rendered.text[begin : whole.start]))


def _item(figure: FigureReport) -> interval.Item:
    return interval.Item((interval.Printed(Decimal(figure.value)),))


def _made(kind: Literal["trend", "share", "ranking"], title: str, points: Sequence[_Labelled]) -> Chart:
    return Chart(
        kind,
        title,
        points[0].figure.unit or "",
        tuple(Point(point.label, point.figure.value, point.index) for point in points),
    )
