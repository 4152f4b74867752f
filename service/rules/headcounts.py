"""The kinds of people, or of other things, that a sentence splits a number into: 24名编外是干什么的、各几个."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest import quantity, terms
from ingest.terms import strip_number
from service.draft import Draft, Piece
from service.holding import Known
from service.rules.scene import Scene, answered, phrase, state
from service.rules.sentences import overlap

_ASKS = re.compile(
    r"(?:各|[每各]一?[种类样])(?:自|是|有|类|用途)*(?:几|多少)(?:个|名|人|位|辆|台|部|座|间)|分别(?:是|有)?(?:几|多少)(?:个|名|人|位|辆|台|部|座|间)"
    r"|按(?:照)?(?:用途|类型|类别|种类|性质|岗位|身份)(?:来|怎么|如何|怎样)*(?:个)?(?:分|划分|归类|区分)"
    r"|(?:都是|是些?|分|有)(?:哪|什么|啥)(?:些|几|样的?)?(?:类|种)?(?:人|岗位|人员|岗)"
    r"|(?:是|有|属于?|分)(?:着|了)?(?:些|一些)?(?:哪|什么|啥)(?:些|几|样的?)?(?:[类种]型?|类别|用途)?的?(?:用?车|车子|车辆|辆)(?=[，。？?呢啊呀]|$)|车[^，。；？?]{0,10}?(?:是|有|属于?|分)(?:哪|什么|啥)(?:些|几)?(?:种类|类型|类别|用途|[类种])|(?:人员|岗位)(?:构成|结构|组成)|(?:都|是)+(?:干|做)(?:什么|啥)的"
    r"|(?:分别|各自?|都)(?:是)?(?:拿来|用来)?(?:干|做|派)(?:什么|啥)用"
)
_SAME_AS = {
    "编外": ("编外", "编制外", "非在编", "临聘", "聘用"),
    "临聘": ("编外", "编制外", "临聘", "聘用"),
    "聘用": ("聘用", "编外", "临聘"),
}
_CARS = re.compile(r"车(?=[，。；？?辆都是有分属的\d]|$)")
_SHARED = 0.6
_FEWEST = 2


def kinds(scene: Scene) -> Draft | None:
    """The parts of a counted number that the question names, one by one; None where no sentence splits it."""
    text = scene.query.text
    if not _ASKS.search(text):
        return None
    words = [terms.normalise(word) for word in (*scene.query.words, *(a.text for a in scene.query.items))]
    words = [word for word in words if word and word not in terms.normalise(scene.organisation)]
    said = {f.quantity.number for f in quantity.find(text) if f.quantity.unit and f.quantity.unit.base != "元"}
    year = scene.target()
    for holding in scene.holdings:
        if holding.record.year != year and (scene.query.years or scene.query.offsets):
            continue
        for whole in holding.known:
            fact = whole.fact
            if fact.source != "narrative" or fact.measure != "count" or fact.value is None or not fact.row:
                continue
            is_item = any(whole.item.own in asked.keys for asked in scene.query.items)
            is_item = is_item or (whole.item.own == "vehicles" and not scene.query.items and bool(_CARS.search(text)))
            if not is_item and not any(_names(word, terms.normalise(fact.row[-1])) for word in words):
                continue
            parts = _parts(holding.known, whole)
            if len(parts) < _FEWEST or (said and fact.value not in said):
                continue
            pieces: list[Piece] = [phrase(scene, whole), *state(fact), "，其中：\n"]
            for part in parts:
                pieces += [f"- {strip_number(part.fact.row[-1])}：", *state(part.fact), "\n"]
            return replace(answered(*pieces), by_words=not scene.query.items)
    return None


def _parts(known: tuple[Known, ...] | list[Known], whole: Known) -> list[Known]:
    fact = whole.fact
    return [
        part
        for part in known
        if part.fact.source == "narrative"
        and part.fact.quote == fact.quote
        and part.fact.row[:-1] == fact.row
        and part.fact.measure == "count"
        and part.fact.unit == fact.unit
        and part.fact.value is not None
    ]


def _names(word: str, label: str) -> bool:
    """Whether a word of the question is what is counted, by its name or by what such people are called as well."""
    return any(other in label for key, others in _SAME_AS.items() if key in word for other in others) or (
        len(word) > 1 and overlap(word, label) >= _SHARED
    )
