"""In which table an item stands with the amount that the question tells: 有张表写着差旅费794.8万元，是哪张表.

The amount picks the place: a table that has the item with another amount is named beside it as such, never instead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from service import evidence
from service.draft import Draft, Piece
from service.evidence import Want
from service.holding import Known
from service.rules.everywhere import narrowing, place_of
from service.rules.magnitude import base_value
from service.rules.scene import Scene, answered, called, phrase, state
from service.rules.verdicts import claimed, half

ASKS = re.compile(
    r"(?:哪|什么|啥)(?:一|几|两|些)*(?:张|个|份|类|种)?(?:报|附)?表(?!示|现|明|述|达|格有几)|哪(?:一|个|种|样)*[^，。；？?]{0,4}口径"
    r"|(?:出自|写在|列在|登在|印在|记在|见于|载于|出现在)(?:了)?(?:哪|什么|啥)(?:里|儿|处|个地方|一?部分)"
)
# Of one amount what it means is asked so, of two which place each is from.
_OF_EACH = re.compile(r"(?:什么|啥)(?:样的)?口径")
# A table and nothing else that could be meant.
_A_TABLE = re.compile(
    r"(?:在|是|于|自|里|看|有|列|的)(?:哪|什么)(?:一|几|些)*(?:张|个|份)?(?:报|附)?表(?!示|现|明|述|达|格有几)"
)
_MOST = 2  # amounts of which a question asks where they stand
_FEW = 6  # places that are told


def told(scene: Scene) -> Draft | None:
    """Every place that states the one item with the amounts told; None where no table is asked for, or no amount is told."""
    query = scene.query
    amounts = [figure.quantity.base for figure in claimed(scene, "元")]
    asks = (ASKS if amounts else _A_TABLE).search(query.text)
    if len(amounts) == _MOST:
        asks = asks or _OF_EACH.search(query.text)
    if len(query.items) != 1 or len(amounts) > _MOST or not asks:
        return None
    if not amounts and query.kind != "lookup":
        return None
    asked, year = query.items[0], scene.target()
    found = [
        known
        for known in evidence.candidates(Want(asked, year, scene.basis), scene.holdings)
        if known.fact.value is not None and known.fact.measure == "level"
    ]
    if not found:
        return None
    if not amounts:
        return _all(scene, found)
    so = [known for known in found if any(_is(known, amount) for amount in amounts)]
    missing = [amount for amount in amounts if not any(_is(known, amount) for known in so)]
    if not so:
        head = f"没有找到与所说数额相同的“{called(found[0])}”。文件中列有：\n"
        return answered(head, *_lines(scene, _of_one_sort(found, found[0])))
    others = [known for known in _of_one_sort(found, so[0]) if known not in so]
    pieces: list[Piece] = [f"{scene.prefix}{year}年{called(so[0])}的这一数额写在：\n", *_lines(scene, so)]
    if missing:
        pieces += ["所说的另一个数额没有找到。\n"]
    if others:
        pieces += ["别处写明的数额不同：\n", *_lines(scene, others)]
    return answered(*pieces)


def _all(scene: Scene, found: Sequence[Known]) -> Draft | None:
    """Every table that has the item, where a table is asked for and no amount is told."""
    printed = [known for known in _of_one_sort(found, found[0]) if known.fact.source == "table"]
    if not printed:
        return None
    return answered(f"{scene.prefix}{scene.target()}年{called(printed[0])}列在：\n", *_lines(scene, printed))


def _is(known: Known, amount: Decimal) -> bool:
    """Whether a figure is the amount that is told, as exactly as it is printed."""
    return abs(base_value(known.fact) - amount) <= half(known)


def _of_one_sort(found: Sequence[Known], one: Known) -> list[Known]:
    """The figures of the same item and stage that nothing narrows further: no part of it that a fund pays."""
    least = min(len(narrowing(known)) for known in found)
    return [
        known
        for known in found
        if known.item.own == one.item.own
        and known.fact.basis == one.fact.basis
        and len(narrowing(known)) == max(least, len(narrowing(one)))
    ]


def _lines(scene: Scene, found: Sequence[Known]) -> list[Piece]:
    """A line for each place with each of its amounts, tables before the text."""
    lines: dict[tuple[str, object], list[Piece]] = {}
    for known in sorted(found, key=lambda one: one.fact.source != "table"):
        where = place_of(scene, known)
        line: list[Piece] = [f"- {where}：{phrase(scene.bare, known)}", *state(known.fact, bold=True), "\n"]
        lines.setdefault((where, base_value(known.fact)), line)
    return [piece for line in list(lines.values())[:_FEW] for piece in line]
