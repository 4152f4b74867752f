"""A question in words that the rules do not know: likened to known ways of asking, put plainly, and answered by the rules.

What is asked about stays as it was understood: the body, the years, the items, the basis. Only how it is asked is put
in plain words (`ways`), where the words in which it was asked carry nothing but a way of asking; and the plain question's
answer is taken only where it is of the same things.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from index.library import DocumentRecord
from ingest import terms
from service import asked_particular, evidence, not_told, question, sides, ways
from service.asked_remainder import asks_what_remains, taken_away
from service.asked_years import years
from service.asking import Asking, Put
from service.blanking import blanked
from service.coverage import asks_a_name, asks_for_rest, counts_for_money, is_money_for_number
from service.draft import Draft, Quoted, Stated
from service.left_over import content_words
from service.money_in import told_by_spending
from service.query import BasisAsked, Query
from service.rules import project_sources, share_of_move
from service.rules.scene import Scene

Span = tuple[int, int]
LIKELY = 0.5
SURE = 0.7  # for another reading than that which the rules answered
_YEAR_BEFORE = re.compile("(?:去年|上年|上一年|前一年|头一?年|往年)(?:同期)?")
# Persons, periods, what several years come to and means over one: what is asked of them is never told under the item's own name.
_SINGLED_OUT = re.compile("[局处科厅部院校馆]长|主任|领导|书记|个人|季度|半年|月份|[一二三四五六七八九十]月|每|累计")
# Which of several parts is asked for, that what is told of the whole never answers: 哪几项超了预算.
_A_PART = re.compile("哪(?:一|几|些|两|三)?[项个样笔块类款]")
_NO_CARS = re.compile(
    "(?:不含|不包括|不算|除了?|扣除)(?:公务用?|公)?车(?:辆|子)?|车(?:辆|子)?(?:不算|除外|不含|不包括)"
)
_OF_PARTS = frozenset({"rank", "list", "share", "compare", "projects"})
# What an amount is no answer to.
_RECKONED = frozenset(
    {"change", "rate", "share", "sum", "difference", "compare", "multiple", "rank", "completion", "reason", "purpose"}
)


@dataclass(frozen=True, slots=True)
class _Said:
    """What a question names, by its place in the text: bodies, years and items; and the words that nothing explains."""

    text: str
    bodies: tuple[Span, ...]
    dated: tuple[Span, ...]
    items: tuple[Span, ...]
    rest: tuple[str, ...]
    whole: bool = False  # its items are all that comes in or goes out

    def way(self) -> tuple[ways.Way, float]:
        """The way of asking that the question is nearest to, and how likely it is."""
        named = [(a, b) for a, b in self.dated if any(char.isdigit() for char in self.text[a:b])]
        slots = ((self.bodies, ways.BODY), (self.items, ways.ITEM), (named, ways.YEAR))
        return ways.QUESTIONS.likeliest(
            ways.slotted(self.text, [(a, b, slot) for spans, slot in slots for a, b in spans])
        )

    def only_asks(self, way: ways.Way) -> bool:
        """Whether the question says nothing of its own beside what it names."""
        if asks_a_name(self.text) or not_told.asked(self.text) or _SINGLED_OUT.search(self.text):
            return False
        if "设备" in self.text and "车" not in _NO_CARS.sub("", self.text) and any("车" in form for form in way.plain):
            return False  # how many machines there are is never told of cars
        if (particular := asked_particular.asked(self.text)) is not None and particular.what != "地点":
            return False  # who builds something, and until when, is told by no amount of it
        if _A_PART.search(self.text) and not way.kinds <= _OF_PARTS:
            return False
        return all(ways.QUESTIONS.asks(word, way) or ways.is_spoken(word) for word in self.rest)

    def plainly(self, way: ways.Way) -> Iterator[str]:
        """The question in the plain words of a way that has a slot for each thing it names."""
        body = "".join(dict.fromkeys(self._at(self.bodies)))
        others = tuple(span for span in self.dated if not _YEAR_BEFORE.fullmatch(self.text[slice(*span)]))
        for when in dict.fromkeys((self.dated, others)):
            for form in way.plain:
                items = () if self.whole and ways.ITEM not in form else self.items
                filled = _filled(form.replace("【局】", body), self._at(when), self._at(items))
                if filled and filled != self.text:
                    yield filled

    def _at(self, spans: Iterable[Span]) -> list[str]:
        return [self.text[start:end] for start, end in spans]


class ByExample:
    """Puts plainly what the rules did not understand."""

    def __init__(self, asking: Asking) -> None:
        """Take what puts questions to what is held."""
        self._asking = asking

    def better(self, put: Put, text: str, records: Sequence[DocumentRecord]) -> Put:
        """The same, or the question put plainly and answered, with a notice that says how it was understood.

        `text` is the message where the question is all of it: one that was put to no disclosure is known by it alone.
        """
        scene = put.scenes[0] if len(put.scenes) == 1 else None
        by_default = scene is not None and _told_by_default(put, scene)
        if (put.draft.status != "declined" and not by_default) or len(put.scenes) > 1 or not (scene or text):
            return put
        if scene is not None and (asks_for_rest(scene.query) or sides.left_out(scene.query)):
            return put  # put plainly, what no item is would be left out
        if (
            scene is not None
            and asks_what_remains(scene.query.text)
            and taken_away(scene.query.text, scene.query.items)
        ):
            return put  # what is left when a part is taken away is not by how much it differs from the whole of another
        if scene is not None and project_sources.asks(scene):
            return put  # all projects are not those that one source pays for
        if scene is not None and share_of_move.asks(scene):
            return put  # nor is what part an amount is of a whole what part its move is
        said = _said(scene, put) if scene else self._said_of_none(text, records)
        way, likely = said.way()
        if likely < (SURE if by_default else LIKELY) or not said.only_asks(way):
            return put
        if by_default and not (way.kinds and way.kinds <= _RECKONED):
            return put
        for plainly in said.plainly(way):
            if "没有" in plainly and not _DENIES.search(said.text):
                continue  # why there is none of it is not what it is
            again = self._asking.put(plainly, records, None)
            if again.draft.status != "answered" or not read_so(again, way) or (scene and not _same(scene, again)):
                continue
            if scene is not None and told_by_spending(scene.query, again.draft):
                continue  # 水费收入 is not what was paid for water
            result = again.draft.result
            if scene is not None and scene.query.kind == "definition" and result is not None:
                continue  # what is meant by a name is not what it amounts to
            if by_default and not _tells_more(again.draft):
                return put
            if scene is None or result is None or not of_another_sort(scene.query, result):
                return _told(again, put, plainly)
        return put

    def _said_of_none(self, text: str, records: Sequence[DocumentRecord]) -> _Said:
        """What a question names that was put to no disclosure: the items stay as they are."""
        plain = question.normalised(text).strip()
        bodies = self._asking.spans(plain, records)
        bare = blanked(plain, bodies)
        dated = tuple(sorted(years(bare)[2]))
        return _Said(plain, bodies, dated, (), content_words(blanked(bare, dated)))


_DENIES = re.compile("[没无未不零空]")


def _tells_more(draft: Draft) -> bool:
    """Whether an answer is no amount as it is printed: something is reckoned in it, or a sentence quoted."""
    return any(isinstance(p, Quoted) or (isinstance(p, Stated) and p.formula is not None) for p in draft.pieces)


def _told_by_default(put: Put, scene: Scene) -> bool:
    """Whether an amount was told, and no sentence, for want of a reading of words that the question has beside it."""
    quoted = any(isinstance(piece, Quoted) for piece in put.draft.pieces)
    return put.draft.status == "answered" and scene.query.kind == "lookup" and bool(scene.query.rest) and not quoted


def of_another_sort(query: Query, result: Stated) -> bool:
    """Whether a number of things is told for money, or money for a number of things."""
    return counts_for_money(query, result) or is_money_for_number(query, result)


def _told(again: Put, put: Put, plainly: str) -> Put:
    """The plain question's answer, with how it was understood and what the conversation had come to before."""
    notices = (*put.draft.notices, f"按“{plainly}”理解作答。", *again.draft.notices)
    draft = replace(again.draft, notices=notices)
    turn = again.turn
    if turn is not None and put.turn is not None:
        turn = replace(turn, trail=(*put.turn.trail, *turn.trail))
    return replace(again, draft=draft, turn=turn)


def read_so(put: Put, way: ways.Way) -> bool:
    """Whether a plain question was read as the way of asking means it."""
    return all(scene.query.kind in way.kinds for scene in put.scenes)


def _said(scene: Scene, put: Put) -> _Said:
    query = scene.query
    bodies = put.turn.body_spans if put.turn and put.turn.text == query.text else ()
    dated = tuple(sorted(years(blanked(query.text, bodies))[2]))
    items = tuple(sorted((asked.start, asked.end) for asked in query.items if asked.end > asked.start))
    whole = all(asked.keys and set(asked.keys) <= terms.TOTALS for asked in query.items)
    return _Said(query.text, bodies, dated, items, query.rest, whole)


def _filled(form: str, when: Sequence[str], items: Sequence[str]) -> str | None:
    """A plain form with its slots filled; None where the years and items are not as many as its slots."""
    for slot, values in ((ways.YEAR, when), (ways.ITEM, items)):
        first, second = f"【{slot}】", f"【{slot}二】"
        slots = (first in form) + (second in form)
        unsaid = slot == ways.YEAR and slots == 1 and not values  # the year may go without saying
        if len(values) != slots and not unsaid:
            return None
        form = form.replace(first, values[0] if values else "")
        form = form.replace(second, values[1] if len(values) > 1 else "")
    return form


def _same(one: Scene, again: Put) -> bool:
    """Whether a question put again is put to the same body for the same year and basis, of the same items, in the same sense."""
    if len(again.scenes) != 1:
        return False
    two = again.scenes[0]
    if (one.organisation, one.target()) != (two.organisation, two.target()):
        return False
    if one.query.basis is not None and not _of_stage(one.query.basis, two, again.draft):
        return False
    if one.query.kind in _MOVES and two.query.kind == "sum":
        return False  # what two came to together is not how that moved
    if one.query.kind == "sum" and two.query.kind in _MOVES:
        return False  # nor the other way round, where one of them is not told
    kept = {name for asked in two.query.items for name in asked.names}
    if not all(kept & asked.names for asked in one.query.items if asked.names - terms.TOTALS):
        return False
    return _narrowed(one.query) == _narrowed(two.query)


def _of_stage(basis: BasisAsked, scene: Scene, draft: Draft) -> bool:
    """Whether a plain question is of the stage that was said, or its answer tells some figure of it: 决算比上年 by no two budgets."""
    if scene.query.basis is not None:
        return scene.query.basis == basis
    facts = draft.facts.values()
    return not facts or any(evidence.basis_fits(fact, basis) for fact in facts)


_MOVES = ("change", "rate")


def _narrowed(query: Query) -> tuple[object, ...]:
    return (
        query.scope,
        query.unit,
        query.counted,
        query.top,
        query.place,
        bool(query.places),
        query.since,
        query.per,
        query.per_head,
        query.average,
        query.by_change,
        query.fund,
    )
