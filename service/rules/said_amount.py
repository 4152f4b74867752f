"""What money is for that a question tells by its amount: 那268.5万具体付了什么, 拿1250万去改造道路，改的是哪里的道路.

An amount that stands in one sentence of the year tells the money as surely as a name does. The sentence is quoted, so
that what it says beside the amount is all that is claimed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ingest import quantity, terms
from ingest.quantity import Quantity
from service import asked_amount
from service.draft import Draft
from service.rules.scene import Scene, answered
from service.rules.sentences import Line, narrative, overlap

_USE = re.compile(
    r"(?:用于|用来|用作|用以|支付|保障|安排|购置|主要(?:是|为|系)|包括|开展|实施|改造|建设|修缮|更新|补助|发放)[^，。；]{2,}"
)
_USED_FOR = re.compile(r"\s*(?:其|该)?(?:项|科目|支出|资金|经费)*(?:主要|全部|专项)?用于")
_CAUSE = re.compile("(?:主要)?(?:原因|缘由)(?:是|为|系|：)")
_ALIKE = 0.6
_LEAST = 2
_MOST = 2  # sentences that tell of one amount


@dataclass(frozen=True, slots=True)
class _Place:
    """A sentence that states the amount, the one before it, and all that its paragraph and its headings say."""

    line: Line
    before: Line | None
    around: str


def told(scene: Scene) -> Draft | None:
    """The sentence that states the amount and what it is for, where the question's own words stand around it.

    An item's paragraph may say what it is for in the sentence before the one with the amount.
    """
    return _quoting(scene, _itself(_USE)) or _quoting(scene, _before)


def cause(scene: Scene) -> Draft | None:
    """The sentence that states the amount and why it has come to so much, where nothing more is told of its use."""
    return _quoting(scene, _itself(_CAUSE))


def _quoting(scene: Scene, tells: Callable[[_Place], Line | None]) -> Draft | None:
    """What is taken from the sentences that state the one amount which the question tells; None where nothing is."""
    query = scene.query
    said = [f.quantity for f in quantity.find(query.text) if f.quantity.unit and f.quantity.unit.base == "元"]
    if query.kind not in ("purpose", "list") or len(said) != 1 or not asked_amount.asks_what_for(query.text):
        return None
    found = _fitting(scene, [place for place in _places(scene) if _states(place.line.text, said[0])], tells)
    pieces = [piece for at, line in enumerate(found) for piece in (("\n" if at else ""), line.quoted())]
    return answered(f"{scene.prefix}{scene.target()}年文件写明：", *pieces) if found else None


def _states(text: str, said: Quantity) -> bool:
    amounts = [f.quantity for f in quantity.find(text) if f.quantity.unit]
    return any(one.unit and one.unit.base == "元" and one.base == said.base for one in amounts)


def _itself(way: re.Pattern[str]) -> Callable[[_Place], Line | None]:
    """What takes the sentence with the amount where it says so itself."""
    return lambda place: place.line if way.search(place.line.text) else None


def _before(place: _Place) -> Line | None:
    """The sentence before the one with the amount, where that tells the use and no amount of its own."""
    before = place.before
    if before is None or not _USED_FOR.match(before.text):
        return None
    return None if any(f.quantity.unit and f.quantity.unit.base == "元" for f in quantity.find(before.text)) else before


def _fitting(scene: Scene, places: Sequence[_Place], tells: Callable[[_Place], Line | None]) -> list[Line]:
    """Those of the sentences around which the question's words stand best; none where it cannot be told which is meant.

    A question without any word of its own is about the only sentence with the amount.
    """
    words = [word for word in map(terms.normalise, scene.query.words) if len(word) >= _LEAST]
    found: dict[str, tuple[float, Line]] = {}
    for place in places:
        shared = [overlap(word, place.around) for word in words]
        line = tells(place)
        if line is not None and (any(part >= _ALIKE for part in shared) or not (words or scene.query.items)):
            found.setdefault(line.text, (sum(shared) / (len(shared) or 1), line))
    most = max((score for score, _ in found.values()), default=0)
    best = [line for score, line in found.values() if score == most]
    return best if len(best) <= (_MOST if words else 1) else []


def _places(scene: Scene) -> Iterator[_Place]:
    """The sentences of the year in their order."""
    for holding in scene.holdings:
        if holding.record.year != scene.target():
            continue
        paragraphs = {p.place: p.text for p in holding.paragraphs}
        before: Line | None = None
        for line in narrative(holding):
            around = "".join((*line.section, paragraphs.get(line.place, ""), line.text))
            beside = before if before is not None and before.place == line.place else None
            yield _Place(line, beside, terms.normalise(around))
            before = line
