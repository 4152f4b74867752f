"""Whether what small firms were awarded, of purchases reserved for them and of the others, stays within all that was bought.

The two are apart from each other: no contract is both reserved and another one. Together they are at most the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.model import Fact
from service.draft import Draft, Piece, added
from service.query import Asked
from service.rules.magnitude import alike, base_value
from service.rules.reserved import RESERVED, sort_of, told_awards
from service.rules.scene import Scene, answered, phrase, state

_OTHERS = re.compile("其他|其它|其余|别的|另外的?|非预留|没有?预留|未预留")
_HELD_TO = re.compile(
    "[合对算凑]得?[拢上]|[合对算凑]不[拢上]|矛盾|打架|说得通|说不通|自圆其说|超|大于|高于|多于|等于|一[致样]|相[符等]|吻合|对[吗么]|对不对|合理|有没有(?:问题|错)|是不是(?:有)?(?:问题|错)"
)
_BOUGHT = Asked("政府采购", ("government_procurement",), 0, 0)


def asks(text: str) -> bool:
    """Whether a text holds what was awarded of reserved purchases and of the others against all that was bought."""
    return bool(RESERVED.search(text) and _OTHERS.search(text) and _HELD_TO.search(text) and "采购" in text)


def checked(scene: Scene) -> Draft | None:
    """The two amounts awarded, what they come to, and all that was bought; None where one of them is not told."""
    text = scene.query.text
    if not asks(text):
        return None
    sort = sort_of(text)
    total = scene.level(_BOUGHT, scene.target())
    if sort is None or total is None or total.fact.value is None:
        return None
    told = [fact for fact in told_awards(scene) if sort_of(fact.row[-1]) == sort]
    reserved = _one(
        fact for fact in told if "预留" in "".join(fact.row[:-1]) and sort_of("".join(fact.row[:-1])) == sort
    )
    others = _one(
        fact for fact in told if _OTHERS.search("".join(fact.row[:-1])) and "预留" not in "".join(fact.row[:-1])
    )
    if reserved is None or others is None:
        return None
    by_id = {known.fact.id: known for holding in scene.holdings for known in holding.known}
    first, second = by_id[reserved.id], by_id[others.id]
    if not alike((first, second, total)):
        return None
    unit = total.fact.unit
    both = added((reserved, others), unit)
    over = base_value(first.fact) + base_value(second.fact) - base_value(total.fact)
    pieces: list[Piece] = [phrase(scene, total), *state(total.fact)]
    for fact in (reserved, others):
        pieces += [f"；{fact.row[-2]}中，{fact.row[-1].rstrip('，的')}", *state(fact)]
    pieces += ["。两项合计", both]
    if over > 0:
        return answered("不一致。", *pieces, "，超过采购总额，几个数互相矛盾；文件没有说明为何如此。")
    return answered("没有矛盾。", *pieces, "，没有超过采购总额。" if over else "，正好是采购总额。")


def _one(found: Iterable[Fact]) -> Fact | None:
    """The one amount of several statements of it; None where they differ, or there is none."""
    facts = list(found)
    return facts[0] if len({(fact.value, fact.unit) for fact in facts}) == 1 else None
