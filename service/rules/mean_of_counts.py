"""How many of one thing there are to each of another, both counted in one sentence: 平均每个班多少学生."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest import quantity, terms
from service.draft import Draft, computed, per_one, sentence_of
from service.holding import Known
from service.rules.scene import Scene, answered, state

_ASKED = re.compile(
    r"(?:平均|均摊)[^，。？?]{0,4}?(?:每|一)(?:个|所|座|名|位|家|间|台|辆|支)?(?P<each>[一-鿿]{1,6}?)(?:平均|大概|大约|要|得|能|可以)*"
    r"(?:有|坐|带|管|教|服务|配备?|住|容纳|负责|接待|分到?|摊到?|监管|照顾|对应)(?:了|着)?(?:多少|几)(?:个|名|位)?(?P<what>[一-鿿]{2,6}?)(?:呢|啊|呀)?(?:$|[，。？?])"
)


def mean(scene: Scene) -> Draft | None:
    """The one count over the other; None unless one sentence tells each of them once."""
    hit = _ASKED.search(scene.query.text)
    if hit is None:
        return None
    year = scene.target()
    for holding in scene.holdings:
        counts: dict[str, list[Known]] = {}
        for known in holding.known:
            fact = known.fact
            as_of = fact.year == year or (fact.year == year - 1 and holding.record.year == year)
            unit = quantity.unit(fact.unit)
            counted = unit is not None and "/" not in (fact.unit or "") and unit.base not in ("元", "%")
            if fact.source == "narrative" and fact.measure == "count" and fact.value and as_of and counted and fact.row:
                counts.setdefault(fact.quote, []).append(known)
        for told in counts.values():
            each = [k for k in told if terms.normalise(k.fact.row[-1]).endswith(hit["each"])]
            what = [k for k in told if terms.normalise(k.fact.row[-1]).endswith(hit["what"])]
            if len(each) == len(what) == 1 and each[0] is not what[0]:
                return _over(scene, what[0], each[0], hit["each"])
    return None


def _over(scene: Scene, what: Known, each: Known, name: str) -> Draft:
    figure = computed(
        per_one("a", each.fact.unit), {"a": what.fact, "n": each.fact}, what.fact.unit, places=2, bold=True
    )
    fact = what.fact
    draft = answered(
        f"{scene.prefix}{fact.row[-1]}", *state(fact), f"，{each.fact.row[-1]}", *state(each.fact), f"，平均每个{name}", figure,
        "。原文：", sentence_of(fact), result=figure,
    )  # fmt: skip
    return replace(draft, by_words=True)
