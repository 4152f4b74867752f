"""What an answer comes to, also in the unit that the question wants it in: 增加多少元, where the file prints 万元."""

from __future__ import annotations

from dataclasses import replace

from ingest import quantity
from service.draft import Draft, Piece, Stated, computed, scaled
from service.query import Query


def as_asked(query: Query, draft: Draft) -> Draft:
    """The draft with its one result told in the unit asked for as well, where that is another unit of money."""
    result = draft.result
    if draft.status != "answered" or result is None or not query.unit or query.unit == result.unit:
        return draft
    here, there = quantity.unit(result.unit), quantity.unit(query.unit)
    if here is None or there is None or not (here.base == there.base == "元") or here.scale == there.scale:
        return draft
    places = (n for n, piece in enumerate(draft.pieces) if isinstance(piece, Stated) and piece.text == result.text)
    if (at := next(places, None)) is None:
        return draft
    told = _converted(result, query.unit)
    pieces: tuple[Piece, ...] = (*draft.pieces[: at + 1], "，即", told, *draft.pieces[at + 1 :])
    return replace(draft, pieces=pieces, result=told)


def _converted(result: Stated, unit: str) -> Stated:
    """The same amount in another unit, from the facts that it rests on."""
    operands = dict(result.operands) or {"a": result.facts[0]}
    formula = scaled(f"({result.formula or 'a'})", result.unit, unit)
    told = computed(formula, operands, unit, exact=True)
    return told if (told.value < 0) == (result.value < 0) else replace(told, value=-told.value)
