"""Where a disclosure counts the cars there are: those kept for its money, and those among its assets."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest import terms
from service.draft import Draft, Piece, computed
from service.holding import Known
from service.rules.magnitude import base_value, of_one_number
from service.rules.scene import BOUGHT, Scene, answered, is_to_be_bought, phrase, state

_CARS = "vehicles"
_UNIT_BEHIND = re.compile(r"\s*[（(](?:辆|台|部)[）)]$")


def everywhere(scene: Scene) -> list[Known]:
    """Every place that counts the cars, by whatever name (公务用车保有量, 车辆); none where something else is asked about too.

    In a budget they are counted as of the end of the year before.
    """
    keys = {key for asked in scene.query.items for key in asked.keys[:1]}
    # 公车数 beside 车辆数 counts them too, though 公车 alone may be the money.
    if _CARS not in keys or keys - ({_CARS, "vehicle_total"} if scene.query.counted == "辆" else {_CARS}):
        return []
    year = scene.target()
    found = [k for holding in scene.holdings if holding.record.year == year for k in holding.known if _counts(k)]
    found = [known for known in found if known.fact.year in (year, year - 1)]
    newest = max((known.fact.year or 0 for known in found), default=0)
    return [known for known in found if known.fact.year == newest]


_MOVES = frozenset({"change", "difference", "compare", "lookup"})
_KINDS = ("budget", "final_accounts")


def moved(scene: Scene) -> Draft | None:
    """How many more cars one year's disclosure counts than another's of its kind: 名下的车多了几辆, none of them to be bought.

    Either counts them as of a day, in a budget of the year before: the days lie as far apart as the years.
    """
    query = scene.query
    named = {key for asked in query.items for key in asked.keys[:1]}
    two_years = len(query.years) > 1 or (query.offsets and query.kind != "lookup")
    if (
        named != {_CARS}
        or query.kind not in _MOVES
        or BOUGHT.search(query.text)
        or not two_years
        or len(query.years) > _TWO
    ):
        return None
    year, base = scene.pair()
    for kind in reversed(_KINDS) if query.basis == "actual" else _KINDS:
        later, earlier = (_kept(scene, kind, one) for one in (year, base))
        if later is None or earlier is None or (later.fact.year or 0) - (earlier.fact.year or 0) != year - base:
            continue
        more = base_value(later.fact) - base_value(earlier.fact)
        one, other = (later, earlier) if more >= 0 else (earlier, later)
        gap = computed("a - b", {"a": one.fact, "b": other.fact}, later.fact.unit, bold=True)
        pieces: list[Piece] = [f"{year}年文件写明：{phrase(scene, later)}", *state(later.fact)]
        pieces += [f"；{base}年文件写明：{phrase(scene.bare, earlier)}", *state(earlier.fact)]
        how = "增加" if more > 0 else "减少" if more < 0 else "两者相同，相差"
        return answered(*pieces, f"，{how}", gap, "。", result=gap if gap.certain else None)
    return None


_TWO = 2


def _kept(scene: Scene, kind: str, year: int) -> Known | None:
    """The one number of cars that a year's disclosure of a kind counts."""
    of_year = replace(
        scene, holdings=tuple(h for h in scene.holdings if (h.record.kind, h.record.year) == (kind, year))
    )
    own = replace(of_year, query=replace(scene.query, years=(year,), offsets=()))
    return of_one_number([known for known in everywhere(own) if not is_to_be_bought(known.fact)])


def _counts(known: Known) -> bool:
    """Whether a fact counts all the cars: not by how many there are more, nor those of one kind."""
    fact = known.fact
    if fact.measure != "count" or fact.value is None or fact.direction or fact.basis == "target" or not fact.row:
        return False
    return terms.key(name(known)) == _CARS


def name(known: Known) -> str:
    """What a count's label calls it, without the unit behind it."""
    return _UNIT_BEHIND.sub("", known.fact.row[-1])
