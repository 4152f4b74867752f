"""By how much several items together moved from one year to another: 会议费和培训费加起来比上年少了多少."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.model import Fact
from service.draft import Draft, Piece, computed, scaled
from service.rules import change
from service.rules.magnitude import alike
from service.rules.scene import Scene, answered
from service.rules.totals import MOST, NAMES

_TOGETHER = re.compile("加起来|加在?一[起块]|合起来|合在?一[起块]|合计|一共|总共|总和|之和|两项合?|两者合|合并")
_MOVED = re.compile("比|较|增|减|涨|降|变化|变动|多了|少了")
_SEVERAL = 2


def asks(scene: Scene) -> bool:
    """Whether it is asked how several items together moved between two years: their sum alone answers nothing."""
    query = scene.query
    together = _TOGETHER.search(query.text)
    if len(query.items) < _SEVERAL or together is None or together.start() < query.items[-1].end - 1:
        return False
    two_years = bool(query.offsets) or len(query.years) > 1
    return two_years and not query.between_bases and _MOVED.search(query.text[together.end() :]) is not None


def moved(scene: Scene) -> Draft | None:
    """How each of the items moved, and all of them together; None where one of them is not told of both years."""
    query = scene.query
    year, base = scene.pair()
    moves = [change.of(scene, asked, year, base) for asked in query.items]
    told = [move for move in moves if move is not None and move.after is not None]
    if len(told) != len(query.items) or 2 * len(told) > MOST:
        return None
    after = [move.after for move in told if move.after is not None]
    if not alike(after) or any(known.fact.value is None for known in after):
        return None
    unit = after[0].fact.unit
    expression, operands = gap_of(told, unit)
    gap = computed(expression, operands, unit, bold=True)
    pieces: list[Piece] = []
    for at, move in enumerate(told):
        pieces += ["；" if at else "", *change.sentence(scene if not at else scene.bare, move)]
    if not gap.value:
        return answered(*pieces, f"；合计与{base}年持平。")
    word = "增加" if gap.value > 0 else "减少"
    return answered(*pieces, f"；合计比{base}年{word}", gap, "。", result=gap if gap.certain else None)


def gap_of(
    moves: Sequence[change.Change], unit: str | None, signs: Sequence[int] = (), taken: int = 0
) -> tuple[str, dict[str, Fact]]:
    """The formula that adds moves up in a unit, from both levels of each or from what is told of it, and its operands.

    A move whose sign is below zero is taken away; without `signs` all are added. So many names are `taken` already.
    """
    expression, operands = "", dict[str, Fact]()
    for move, sign in zip(moves, signs or (1,) * len(moves), strict=True):
        if move.after is not None and move.before is not None:
            parts = [(sign, move.after.fact), (-sign, move.before.fact)]
        else:
            parts = [(sign if move.amount.value >= 0 else -sign, move.amount.facts[0])]
        for way, fact in parts:
            name = NAMES[taken + len(operands)]
            operands[name] = fact
            term = scaled(name, fact.unit, unit)
            mark = "+" if way > 0 else "-"
            expression = f"{expression} {mark} {term}" if expression else (term if way > 0 else f"-{term}")
    return expression, operands
