"""What no name and no code finds, found by search: the row, the indicator or the sentence nearest in words and meaning.

Search finds where to look, never what to say: a figure must be in the unit that is asked for, and the place must share the
question's telling words; what shares too little is not an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest import quantity, terms
from ingest.model import Passage
from service import evidence
from service.asked_amount import closes_with_money
from service.draft import Draft, Quoted, Stated
from service.goal_or_outcome import asks_goal, place, reached
from service.holding import Known
from service.rules.scene import Scene, answered, phrase, state
from service.rules.sentences import HEADING_ALONE, SENTENCE, overlap
from service.rules.words import unmodified

_NEAREST = 5  # passages looked at
_ALIKE = 0.5  # the least mean share of the question's telling words for a figure
_TELLING = 0.6  # and for a sentence
_MADE_UP_OF = re.compile("结转|其他资金|上级")
_QUANTIFIES = re.compile(r"最?[快慢长短晚早迟多少高低大小]?几[个天日月年次件名人小分秒台辆]*[钟时作得要]*|多少")
_ASKS_MUCH = ("多少", "几", "多大", "多高", "多长", "多宽", "多深", "多重", "多远", "金额", "钱")


def figure(scene: Scene) -> Draft | None:
    """A counted or paid amount that stands in the nearest passages, where its place shares the question's words."""
    query = scene.query
    if query.items or query.kind != "lookup" or not any(word in query.text for word in _ASKS_MUCH):
        return None
    words = _telling(scene)
    if not words:
        return None
    for passage in scene.search(query.text)[:_NEAREST]:
        around = terms.normalise(f"{passage.heading}{passage.text}")
        shared = [overlap(word, around) for word in words]
        # A unit that is asked for (几天) tells much; without one the place must share more of the words.
        if max(shared) < 1 or (not query.counted and sum(shared) / len(shared) < _ALIKE):
            continue
        whole = [word for word, part in zip(words, shared, strict=True) if part == 1]
        if _only_in_a_reason(passage.text, whole) or _one_of_several_uses(passage.text, whole):
            continue  # 年中新增某某活动经费 is why more was spent, and not all that was
        found = [known for known in _facts(scene, passage) if _fits(scene, known)]
        if len({known.fact.value for known in found}) == 1:
            stated = state(found[0].fact, bold=True)
            result = next(piece for piece in stated if isinstance(piece, Stated))
            draft = answered(f"{phrase(scene, found[0])}为", *stated, "。", result=result if result.certain else None)
            return replace(draft, by_words=True)
    return None


def _only_in_a_reason(text: str, words: list[str]) -> bool:
    """Whether the words stand in a text only where it gives a reason."""
    said = [terms.normalise(hit[0]) for hit in SENTENCE.finditer(text)]
    places = [(one, at) for one in said for word in words if (at := one.find(word)) >= 0]
    return bool(places) and all("原因" in one[:at] for one, at in places)


def _one_of_several_uses(text: str, words: list[str]) -> bool:
    """Whether the words stand in one of the things only that all of the money is for: 主要用于甲装修、乙维修等."""
    said = terms.normalise(text)
    if any(word in said[: said.find("用于")] for word in words):
        return False  # the money itself is named as well
    told = [hit["uses"] for hit in _USES.finditer(said) if any(word in hit["uses"] for word in words)]
    parts = [part for one in told for part in re.split("[、，,；;]", one) if part]
    return len(parts) > 1 and not all(any(word in part for word in words) for part in parts)


_USES = re.compile(r"(?:主要)?用于[：:]?(?P<uses>[^。]+)")


def sentence(scene: Scene) -> Draft | None:
    """The sentence nearest to a question that asks for no amount, quoted."""
    query = scene.query
    words = _telling(scene)
    much = any(word in query.text for word in _ASKS_MUCH) or closes_with_money(query.text)
    if not words or (query.kind in ("lookup", "list") and much):
        return None
    scored: list[tuple[float, int, Passage, str]] = []
    for rank, passage in enumerate(scene.search(query.text)[:_NEAREST]):
        for hit in SENTENCE.finditer(passage.text):
            if HEADING_ALONE.fullmatch(hit[0].strip()) or _of_another_year(scene, passage, hit[0]):
                continue
            said = terms.normalise(hit[0])
            shared = [overlap(word, said) for word in words]
            if max(shared) == 1:
                scored.append((-sum(shared) / len(shared), rank, passage, hit[0].strip()))
    if not scored:
        return None
    score, _, passage, text = min(scored, key=lambda entry: entry[:2])
    if -score < _TELLING:
        return None
    heading = tuple(part for part in (passage.heading,) if part)
    found = answered(Quoted(text, passage.document, passage.text, passage.place, heading))
    return replace(found, by_words=True)


def _of_another_year(scene: Scene, passage: Passage, said: str) -> bool:
    """Whether a sentence stands in the file of a year that is not asked about, and names none that is."""
    years = scene.query.years
    file = next((h.record.year for h in scene.holdings if h.record.id == passage.document), None)
    return bool(years) and file is not None and file not in years and not any(str(year) in said for year in years)


def _telling(scene: Scene) -> list[str]:
    """The question's content words, without what only names the body."""
    body = terms.normalise(scene.organisation)
    pieces = (part for word in scene.query.words for part in _QUANTIFIES.split(terms.normalise(word)))
    return [word for word in pieces if len(word) >= 2 and word not in body]


def _facts(scene: Scene, passage: Passage) -> Iterator[Known]:
    ids = set(passage.facts)
    for holding in scene.holdings:
        if holding.record.id == passage.document:
            yield from (known for known in holding.known if known.fact.id in ids)


def _fits(scene: Scene, known: Known) -> bool:
    fact, query = known.fact, scene.query
    if fact.value is None or fact.year != scene.target() or not evidence.basis_fits(fact, query.basis):
        return False
    if fact.indicator is not None and fact.basis == "target" and query.basis is None and not asks_goal(query.text):
        told = reached(other.fact for other in scene.holding(fact).known)
        if place(fact) in told:
            return False  # of a year that is over it is asked how it went
    if (fact.measure not in ("level", "count") and fact.basis != "target") or not unmodified(fact, query.text):
        return False
    if evidence.is_score(fact) or any("权重" in label for label in fact.column):
        return False
    # What a form says a project's money is made up of is none of its amount: 上年结转资金 of a project.
    made_up_of = _MADE_UP_OF.search("".join(fact.column[-1:])) if fact.project and fact.indicator is None else None
    if made_up_of is not None and made_up_of[0] not in query.text:
        return False
    unit = quantity.unit(fact.unit)
    if query.counted:
        asked = quantity.unit(query.counted)
        return unit is not None and asked is not None and unit.base == asked.base
    money = any(word in query.text for word in ("钱", "费", "金额", "预算", "支出", "安排", "花", "拨"))
    return unit is not None and (unit.base == "元") == money
