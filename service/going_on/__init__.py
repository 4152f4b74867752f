"""Follow-ups that go on from what was told in more ways than by naming another thing. Pure.

Each is made a whole question, or left to `service.conversation`: shares, sums, moves and parts of what was told.
"""

from __future__ import annotations

from service.going_on import added, cars, moves, parts, places, purchases, shares, sources, sums, why
from service.going_on.kept import first_turn, next_turn, spelled_out
from service.going_on.plainly import put_plainly
from service.turn import Said, Turn, Whole

__all__ = ["first_turn", "next_turn", "places", "put_plainly", "spelled_out", "whole"]

_WAYS = (
    *shares.WAYS,
    *purchases.WAYS,
    *sources.WAYS,
    *cars.WAYS,
    *places.WAYS,
    *parts.WAYS,
    *sums.WAYS,
    *added.WAYS,
    *why.WAYS,
    *moves.WAYS,
)


def whole(text: str, said: Said, turn: Turn) -> Whole | None:
    """The whole question; None where the follow-up goes on in none of these ways."""
    if said.bodies or not turn.bodies:
        return None
    return next((found for way in _WAYS if (found := way(text, said, turn)) is not None), None)
