"""Whether items stand at the places of an order that a text gives them: pure comparison of exact values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Placed = Literal["yes", "no", "tied", "unknown"]


@dataclass(frozen=True, slots=True)
class Ranked:
    """How many have what is ranked, and whether those spoken of stand where the text says."""

    placed: Placed
    ahead: int | None = None  # the number of the one that stands at the first of the places instead


def placed(
    values: Sequence[Fraction | None], mine: Sequence[int], first: int, last: int, *, smallest: bool, ordered: bool
) -> Ranked:
    """Whether the values numbered `mine` take the places `first` to `last`; None is a value that is not known.

    One name for several places (位居前三) is at any of them; several names are all of them, in their order if `ordered`.
    """
    sign = -1 if smallest else 1
    own = [values[n] for n in mine]
    if any(value is None for value in own):
        return Ranked("unknown")
    missing = any(value is None for value in values)
    key = [None if value is None else sign * value for value in values]
    leading = max((n for n, value in enumerate(key) if value is not None), key=lambda n: key[n] or Fraction(0))
    at: list[tuple[int, int]] = []
    for n in mine:
        value = key[n]
        assert value is not None
        beyond = sum(1 for other in key if other is not None and other > value)
        equal = sum(1 for m, other in enumerate(key) if m != n and other == value)
        at.append((beyond + 1, beyond + 1 + equal))
    if len(mine) == 1:
        ((best, worst),) = at
        if best > last or worst < first:
            return Ranked("no", leading)
        if missing:
            return Ranked("unknown")
        return Ranked("yes") if first <= best and worst <= last else Ranked("tied", leading)
    if any(best > last for best, _ in at) or len(mine) > last - first + 1:
        return Ranked("no", leading)
    if ordered and any(best > first + place or worst < first + place for place, (best, worst) in enumerate(at)):
        return Ranked("no", leading)
    if missing:
        return Ranked("unknown")
    return Ranked("yes") if all(worst <= last for _, worst in at) else Ranked("tied", leading)
