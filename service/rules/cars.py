"""Where a disclosure counts the cars there are: those kept for its money, and those among its assets."""

from __future__ import annotations

import re

from ingest import terms
from service.holding import Known
from service.rules.scene import Scene

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


def _counts(known: Known) -> bool:
    """Whether a fact counts all the cars: not by how many there are more, nor those of one kind."""
    fact = known.fact
    if fact.measure != "count" or fact.value is None or fact.direction or fact.basis == "target" or not fact.row:
        return False
    return terms.key(name(known)) == _CARS


def name(known: Known) -> str:
    """What a count's label calls it, without the unit behind it."""
    return _UNIT_BEHIND.sub("", known.fact.row[-1])
