"""What an answer works out, with as many decimals as the question wants: 保留一位小数, 精确到0.1%, 取整."""

from __future__ import annotations

from dataclasses import replace

from service.asked_rounding import places_asked
from service.draft import Draft, Piece, Stated, computed

_LEAST = 3  # significant digits of an amount that is only told in another unit


def as_asked(text: str, draft: Draft) -> Draft:
    """The draft with its worked-out figures rounded as the question wants, from their operands; printed ones stay."""
    places = places_asked(text)
    if places is None or draft.status != "answered":
        return draft
    pieces = tuple(_rounded(piece, places) for piece in draft.pieces)
    result = draft.result if draft.result is None else _rounded(draft.result, places)
    return replace(draft, pieces=pieces, result=result if isinstance(result, Stated) else None)


def _rounded(piece: Piece, places: int) -> Piece:
    if not isinstance(piece, Stated) or piece.formula is None:
        return piece
    figure = computed(piece.formula, dict(piece.operands), piece.unit, places=places, bold=piece.bold)
    if len(piece.operands) == 1 and len(figure.value.as_tuple().digits) < _LEAST:
        return piece  # one printed amount in another unit: 0.44亿元 would stand for many others
    return (
        figure if (figure.value < 0) == (piece.value < 0) or not figure.value else replace(figure, value=-figure.value)
    )
