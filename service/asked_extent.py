"""Whether an extent is asked for, and what is told is none: 清扫面积有多大 is answered in square metres, not in points. Pure."""

from __future__ import annotations

import re

from ingest import quantity
from service.draft import Draft, Quoted, Stated

# How it is asked for, and what it is told in; 面积 in the name of what is paid for asks for none.
_EXTENTS = (
    (
        re.compile(
            "(?:面积|占地|用地)(?:一?共|总共|大概|大约|到底|又)*(?:有|是|为|达|达到)*(?:多[大少]|几)|多大的?面积"
        ),
        re.compile("平方|平米|㎡|m2|公顷|亩"),
    ),
    (
        re.compile(
            "(?:长度|里程|全长|总长)(?:一?共|总共|大概|大约|到底|又)*(?:有|是|为|达|达到)*(?:多[长少]|几)|有多长"
        ),
        re.compile("公里|千米|米|km|里"),
    ),
)


def left_open(text: str, found: Draft) -> bool:
    """Whether an area or a length is asked for, and nothing that is told is in a measure of it."""
    told = [piece for piece in found.pieces if isinstance(piece, (Stated, Quoted))]
    return any(
        asks.search(text) and told and not any(_is_in(piece, measure) for piece in told) for asks, measure in _EXTENTS
    )


def _is_in(piece: Stated | Quoted, measure: re.Pattern[str]) -> bool:
    if isinstance(piece, Stated):
        return measure.search(piece.unit or "") is not None
    return any(measure.search(figure.text) for figure in quantity.find(piece.text))
