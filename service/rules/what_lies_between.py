"""What two amounts differ by, where one printed item is exactly that much: 部门收支总表 has 其他收入 that 财政拨款收支总表 has not.

Where one amount is of all money and the other of fiscal money alone, what other money comes in lies between them; of
two other amounts the parts of the larger one are looked at.
"""

from __future__ import annotations

import re

from ingest import terms
from ingest.items import FISCAL
from service.draft import Piece, cited
from service.holding import Known
from service.rules.magnitude import base_value
from service.rules.scene import Scene, called

_ASKS_WHERE = re.compile(
    r"差在|差的是|哪[一]?[笔项块部]|为什么|为何|为啥|怎么(?:会|回事|差|对不上|不一样)|原因|缘故|缘由"
)
_OTHER_MONEY = frozenset(
    {
        "special_account_funds", "institutional_revenue", "business_revenue", "superior_subsidy",
        "affiliated_turnover", "other_revenue",
    }
)  # fmt: skip
_FISCAL = FISCAL | {"fiscal_total"}


def item(scene: Scene, one: Known, other: Known) -> list[Piece]:
    """The only item that accounts for the difference, where it is asked what does; nothing where none, or several, do."""
    if not _ASKS_WHERE.search(scene.query.text):
        return []
    less, more = sorted((one, other), key=lambda known: base_value(known.fact))
    gap = base_value(more.fact) - base_value(less.fact)
    if not gap:
        return []
    concept = terms.concepts().get(more.item.own)
    of_all = more.item.own in terms.TOTALS and bool({less.item.own, *less.item.within} & _FISCAL)
    parts = _OTHER_MONEY if of_all else frozenset(concept.parts if concept else ())
    found = {
        known.item.own: known
        for known in scene.holding(more.fact).known
        if known.item.own in parts and not known.item.within - {more.item.own, known.item.own, "revenue_total"}
        and (known.fact.year, known.fact.basis, known.fact.measure) == (more.fact.year, more.fact.basis, "level")
        and known.fact.value is not None and base_value(known.fact) == gap
    }  # fmt: skip
    if len(found) != 1:
        return []
    known = next(iter(found.values()))
    return [f"\n\n相差的数正好是{called(known)}", cited(known.fact), "，只计在较大的一个数里。"]
