"""By how much two items' moves from one year to another differ: 甲的增加额比乙的增加额多多少."""

from __future__ import annotations

import re

from service.draft import Draft, Piece, computed
from service.rules import change
from service.rules.changes_added import gap_of
from service.rules.magnitude import alike
from service.rules.scene import Scene, answered, called

_MOVE = re.compile(
    r"(?:增减|变动|变化|增加|减少|增长|下降|上涨|[增减升降]少?)(?:额|量|数额|的?金额|的?数额)|(?:多|增加?|减少?|涨|降)(?:了|出来)?的?(?:钱|部分)"
)
_APART = re.compile(
    r"相差|差[额距值]|差(?:了)?(?:多少|几)|之差|的差|(?:比|较)[^。？?]*[多少高低大小]出?(?:了)?(?:多少|几)"
)
_PAIR = 2


def asks(scene: Scene) -> bool:
    """Whether the moves of two items are held against each other: the gap between their amounts is another thing."""
    query = scene.query
    if len(query.items) != _PAIR or query.between_bases or query.kind == "share":
        return False
    move = _MOVE.search(query.text, query.items[0].end)
    return move is not None and _APART.search(query.text, query.items[0].end) is not None


def gap(scene: Scene) -> Draft | None:
    """How each of two items moved, and by how much the one moved more; None where one of the moves is not told."""
    year, base = scene.pair()
    moves = [change.of(scene, asked, year, base) for asked in scene.query.items]
    told = [move for move in moves if move is not None and move.after is not None]
    if len(told) != _PAIR:
        return None
    after = [move.after for move in told if move.after is not None]
    if not alike(after) or any(known.fact.value is None for known in after):
        return None
    unit = scene.query.unit or after[0].fact.unit
    expression, operands = gap_of(told, unit, signs=(1, -1))
    figure = computed(expression, operands, unit, bold=True)
    pieces: list[Piece] = []
    for at, move in enumerate(told):
        pieces += ["；" if at else "", *change.sentence(scene if not at else scene.bare, move)]
    same = (told[0].amount.value < 0) == (told[1].amount.value < 0)
    if not same:
        return answered(*pieces, "；一增一减，相差", figure, "。", result=figure if figure.certain else None)
    if not figure.value:
        return answered(*pieces, "；两者变动相同。")
    down = told[0].amount.value < 0
    more = (figure.value > 0) != down
    first, second = map(called, after)
    word = f"{'减少' if down else '增加'}得{'多' if more else '少'}"
    return answered(
        *pieces, f"；{first}比{second}{word}，相差", figure, "。", result=figure if figure.certain else None
    )
