"""A question that no rule answers: the passage that most likely tells it, quoted, where it surely enough does.

What stands in sentences is asked for in words that are not printed there: 一户一个月拿几块钱 of 每户每月补贴标准为100元. The rules
want every word accounted for; here the passage is found by what several signs together say (`passage_signs`), and only
where they leave little doubt. It is quoted as it stands; the number in it is the answer's where it is the only one that fits.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.library import DocumentRecord
from ingest.model import Fact, Passage
from service import not_told, passage_signs
from service.asking import Put
from service.coverage import asks_a_name, asks_beyond
from service.draft import Draft, Quoted, Stated, cited
from service.held import Held
from service.implied import KIND_OF
from service.query import QueryKind
from service.rules.scene import Scene
from service.rules.sentences import SENTENCE, right_before
from service.rules.words import clause
from service.verifier import Verifier

# Of questions kept out of the teaching that get here and are told in a passage, 44% are answered rightly from here on and 4%
# wrongly; of those that nothing answers 5% are told something, which is said to be only the likeliest.
LIKELY = 0.6
# What is reckoned from figures, put in order or looked up in a list of its own is quoted from no sentence.
_RECKONED: frozenset[QueryKind] = frozenset(
    {
        "share",
        "sum",
        "difference",
        "compare",
        "multiple",
        "rank",
        "completion",
        "projects",
        "blank_tables",
        "weights",
        "held",
    }
)
_LONG = 160  # characters of a passage of which only the sentences that share something are quoted


class ByPassage:
    """Quotes what likely tells what the rules did not find."""

    def __init__(self, held: Held, verifier: Verifier) -> None:
        """Take what is held, and what tells whether an answer holds."""
        self._held = held
        self._verifier = verifier

    def better(self, put: Put, records: Sequence[DocumentRecord]) -> Draft:
        """The same draft, or the likely passage quoted, with a notice that says so."""
        if put.draft.status != "declined" or len(put.scenes) != 1 or not may_be_told(put.scenes[0]):
            return put.draft
        if passage_signs.taught_with() not in self._held.embedder:
            return put.draft
        found = self.likeliest(put.scenes[0])
        passage = self._held.passage(found[0].id) if found is not None and found[1] >= LIKELY else None
        if passage is None:
            return put.draft
        draft = told(put.scenes[0], passage)
        return put.draft if self._verifier.faults(draft, put.scenes, records) else draft

    def likeliest(self, scene: Scene) -> tuple[Passage, float] | None:
        """The passage of the disclosures asked that most likely tells what a question asks, as words alone, and how likely it does."""
        return passage_signs.likeliest(scene.query.plain, self.likened(scene))

    def likened(self, scene: Scene) -> list[tuple[Passage, float]]:
        """The passages of the disclosures asked, each with its cosine to the question."""
        query, kind = scene.query, KIND_OF.get(scene.query.basis or "")
        years = {*query.years, *(scene.reference + offset for offset in query.offsets)} or {scene.reference}
        held = [holding.record for holding in scene.holdings if holding.record.year in years]
        own = [record for record in held if kind in (None, record.kind)]
        return self._held.likened(passage_signs.words(query.plain), own) if own else []


def may_be_told(scene: Scene) -> bool:
    """Whether a question is of the sort that a sentence answers."""
    query = scene.query
    if query.kind in _RECKONED or not (query.rest or not query.items):
        return False
    return not (not_told.asked(query.text) or asks_beyond(query.text) or asks_a_name(query.text, query.items))


def told(scene: Scene, passage: Passage) -> Draft:
    """A passage quoted as an answer; its number is the result where it is the only one that fits what is asked."""
    quoted = _quotable(scene.query.plain, passage.text)
    sections = (passage.heading,) if passage.heading else ()
    pieces = (
        f"{scene.prefix}{_year(scene, passage)}文件写明：",
        Quoted(quoted, passage.document, passage.text, passage.place, sections),
    )
    notice = "没有与所问完全相同的写法，以上是文件中最可能回答所问的一段原文。"
    return Draft("answered", pieces, _number(scene, passage, quoted), (notice,), by_words=True)


def _year(scene: Scene, passage: Passage) -> str:
    return next((f"{h.record.year}年" for h in scene.holdings if h.record.id == passage.document), "")


def _quotable(asked: str, text: str) -> str:
    """A passage, of a long one the sentences from the first to the last that share something with what is asked."""
    if len(text) <= _LONG:
        return text.strip()
    about = passage_signs.content(asked)
    sharing = [hit for hit in SENTENCE.finditer(text) if about & passage_signs.pairs(hit[0])]
    return text[sharing[0].start() : sharing[-1].end()].strip() if sharing else text.strip()


def _number(scene: Scene, passage: Passage, quoted: str) -> Stated | None:
    """The number of a passage that is asked for: of those that fit, or else of all, the one whose clause shares most; None of two."""
    asked = scene.query.plain
    about, ids = passage_signs.content(asked), set(passage.facts)
    facts = [known.fact for holding in scene.holdings for known in holding.known if known.fact.id in ids]
    stand = [fact for fact in facts if fact.value is not None and _stands(fact, quoted)]
    fitting = [fact for fact in stand if passage_signs.fits(asked, f"{fact.value}{fact.unit or ''}")]
    if not passage_signs.asks_how_much(asked) or not stand:
        return None
    shared = {
        fact.id: tuple(len(about & passage_signs.pairs(said)) for said in (right_before(fact), clause(fact)))
        for fact in fitting or stand
    }
    best = [fact for fact in fitting or stand if shared[fact.id] == max(shared.values())]
    return cited(best[0]) if len(best) == 1 and any(shared[best[0].id]) else None


def _stands(fact: Fact, quoted: str) -> bool:
    number = re.escape(f"{fact.value}")
    return bool(re.search(rf"(?<![\d.]){number}(?![\d.])", quoted.replace(",", "")))
