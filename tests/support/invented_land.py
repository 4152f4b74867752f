"""More invented places than `invented_bodies` has, for libraries of more than some thousand disclosures."""

from __future__ import annotations

from functools import cache

from tests.support.invented_bodies import Body, bodies

_BEGINNINGS, _ENDINGS = "澹璟皓濯翊珩湉沆", "川陵浦泽"
_PARTS = (("柳塘区", "银杉区", "枕溪县"), ("听泉区", "竹洲县", "石屏区"), ("望桥区", "梧台县", "菱湾区"))
_HOME = "云州市"  # whose bodies are taken for every city's, with three parts of their own
_HOME_PARTS = ("青河区", "白鹭区", "石桥县")


@cache
def land() -> tuple[Body, ...]:
    """Those of `bodies` first, then those of 32 further cities with three parts each: some five thousand in all."""
    found = list(bodies())
    home = [body for body in found if body.place.startswith(_HOME)]
    for at, city in enumerate(beginning + ending + "市" for ending in _ENDINGS for beginning in _BEGINNINGS):
        parts = dict(zip(_HOME_PARTS, _PARTS[at % len(_PARTS)], strict=True))
        for body in home:
            part = parts.get(body.place.removeprefix(_HOME), "")
            found.append(Body(city + part, body.name, body.trade))
    return tuple(found)
