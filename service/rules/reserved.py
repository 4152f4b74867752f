"""What firms were awarded of the purchases that were reserved for them: 预留给小微企业的采购，小微企业拿到多少."""

from __future__ import annotations

import re

from ingest.model import Fact
from service.draft import Draft, cited
from service.rules.scene import Scene, answered

RESERVED = re.compile("预留|留给")
_AWARDED = re.compile("拿|得到|得了|中标|成交|签|落到|落在|分到|到手|授予|给了|实际|最[后终]|真正|花[了出]")
_TOLD = re.compile("中标|成交|授予|签订")
_SORTS = {"小微": re.compile("小微|小型(?:和|、)?微型"), "中小": re.compile("中小(?!学)")}
_NEAR = 12  # characters between 预留 and whom it is for


def awarded(scene: Scene) -> Draft | None:
    """The one amount that a sentence tells of what was awarded of reserved purchases; None where none or several do."""
    text = scene.query.text
    cue = RESERVED.search(text)
    if cue is None or not _AWARDED.search(text.replace(cue[0], "")):
        return None
    reserved_for = sort_of(text[max(0, cue.start() - _NEAR) : cue.end() + _NEAR])
    got = _last(text)
    found = [
        fact
        for fact in told_awards(scene)
        if "预留" in (above := "".join(fact.row[:-1]))
        and sort_of(above) == reserved_for
        and sort_of(fact.row[-1]) == got
    ]
    if got is None or len({(fact.value, fact.unit) for fact in found}) != 1:
        return None
    fact = found[0]
    figure = cited(fact, bold=True)
    lead = f"{scene.prefix}{fact.year}年{fact.row[-2]}中，{fact.row[-1].rstrip('，的')}"
    return answered(lead, figure, "。", result=figure if figure.certain else None)


def told_awards(scene: Scene) -> list[Fact]:
    """What the sentences of the year tell was awarded to firms, of purchases of whatever sort."""
    return [
        fact
        for holding in scene.holdings
        for fact in holding.facts
        if fact.source == "narrative" and fact.value is not None and fact.measure == "level" and len(fact.row) > 1
        and fact.year == scene.target() and _TOLD.search(fact.row[-1])
    ]  # fmt: skip


def sort_of(words: str) -> str | None:
    """Which firms words are about, the first that they name."""
    hits = {name: hit.start() for name, said in _SORTS.items() if (hit := said.search(words))}
    return min(hits, key=lambda name: hits[name], default=None)


def _last(text: str) -> str | None:
    """Which firms a question names last."""
    hits = {name: [hit.start() for hit in said.finditer(text)] for name, said in _SORTS.items()}
    return max((name for name in hits if hits[name]), key=lambda name: hits[name][-1], default=None)
