"""What money is for that a question tells by its amount: 那268.5万具体付了什么, 拿1250万去改造道路，改的是哪里的道路.

An amount that stands in one sentence of the year tells the money as surely as a name does. The sentence is quoted, so
that what it says beside the amount is all that is claimed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest import quantity, terms
from service import asked_amount
from service.draft import Draft
from service.rules.scene import Scene, answered
from service.rules.sentences import Line, narrative, overlap

_USE = re.compile(
    r"(?:用于|用来|用作|用以|支付|保障|安排|购置|主要(?:是|为|系)|包括|开展|实施|改造|建设|修缮|更新|补助|发放)[^，。；]{2,}"
)
_ALIKE = 0.6
_LEAST = 2
_MOST = 2  # sentences that tell of one amount


def told(scene: Scene) -> Draft | None:
    """The sentence that states the amount and what it is for, where the question's own words stand around it."""
    query = scene.query
    said = [f.quantity for f in quantity.find(query.text) if f.quantity.unit and f.quantity.unit.base == "元"]
    if query.kind not in ("purpose", "list") or len(said) != 1 or not asked_amount.asks_what_for(query.text):
        return None
    words = [word for word in map(terms.normalise, query.words) if len(word) >= _LEAST]
    found: dict[str, tuple[float, Line]] = {}
    for line, around in _lines(scene):
        amounts = [f.quantity for f in quantity.find(line.text) if f.quantity.unit]
        if not any(one.unit and one.unit.base == "元" and one.base == said[0].base for one in amounts):
            continue
        if not _USE.search(line.text):
            continue
        shared = [overlap(word, around) for word in words]
        if any(part >= _ALIKE for part in shared):
            found.setdefault(line.text, (sum(shared) / len(shared), line))
    if not found:
        return None
    most = max(score for score, _ in found.values())
    best = [line for score, line in found.values() if score == most]
    if len(best) > _MOST:
        return None
    pieces = [piece for at, line in enumerate(best) for piece in (("\n" if at else ""), line.quoted())]
    return answered(f"{scene.prefix}{scene.target()}年文件写明：", *pieces)


def _lines(scene: Scene) -> Iterator[tuple[Line, str]]:
    """The sentences of the year, each with all that its paragraph and its headings say."""
    for holding in scene.holdings:
        if holding.record.year != scene.target():
            continue
        paragraphs = {p.place: p.text for p in holding.paragraphs}
        for line in narrative(holding):
            around = "".join((*line.section, paragraphs.get(line.place, ""), line.text))
            yield line, terms.normalise(around)
