"""How many people came to a house that a disclosure tells of: 来看书的, 去参观的, 来看病的 are what it calls 读者, 观众, 门诊."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest import quantity
from service.draft import Draft
from service.holding import Known
from service.rules import words
from service.rules.scene import Scene

_CAME = re.compile(
    r"(?:多少|几)(?:万|千|百)*(?:个|名|位)?(?:人次?|读者|观众|游客|市民|群众|学员|病人|患者)[^，。？?]{0,4}(?:来|到|去|进|光顾|走进|看过)"
    r"|(?:来|去|进|接待|迎来|服务)(?:了|过)?[^，。？?]{0,6}?(?:多少|几)(?:万|千|百)*(?:个|名|位|拨)?(?:人|读者|观众|游客|客人|市民|群众)"
)
# What disclosures call those who come.
_VISITORS = re.compile(
    "读者|观众|游客|参观|到馆|来馆|入馆|进馆|入园|到访|来访|门诊|就诊|诊疗|接待.{0,4}(?:群众|市民|学员|查档)"
)
_STAFF = re.compile("职工|编制|在编|在职|退休|人员|公务|出国|来宾|培训|会议")


def came(scene: Scene) -> Draft | None:
    """The only count of visitors that the sentences of the units asked about tell; None of several, or of staff."""
    if not scene.units or not _CAME.search(scene.query.text) or _STAFF.search(scene.query.text):
        return None
    told = {k.fact.value: k for h in scene.holdings for k in h.known if _counts_visitors(scene, k)}
    if len(told) != 1:
        return None
    found = words.stated(scene, next(iter(told.values())))
    return replace(found, by_words=True)


def _counts_visitors(scene: Scene, known: Known) -> bool:
    fact = known.fact
    unit = quantity.unit(fact.unit)
    return (
        fact.source == "narrative"
        and fact.value is not None
        and fact.year == scene.target()
        and unit is not None
        and unit.base in ("人次", "人")
        and bool(_VISITORS.search("".join(fact.row[-1:])))
        and any(one.told_by in fact.quote or (one.spoken and one.spoken in fact.quote) for one in scene.units)
    )
