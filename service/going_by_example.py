"""A follow-up in words that the rules do not know: likened to known ways of going on, and put plainly after the same question.

Only how it goes on is put in plain words (`ways/further`): what it names itself stays, and so does what it leaves out.
It is answered where its words carry nothing but that way of going on, and the plain follow-up is read as it means it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from index.library import DocumentRecord
from ingest import quantity, terms
from ingest.model import Fact
from service import decline, going_on, ways
from service.asked_years import years
from service.asking import Asking, Put
from service.blanking import blanked
from service.by_example import LIKELY, SURE, of_another_sort, read_so
from service.conversation import year_after
from service.coverage import asks_a_name
from service.draft import Draft, Quoted
from service.query import Query, QueryKind
from service.turn import Said, Span, Turn, items_of
from service.verifier import Verifier

_VERY_SURE = 0.9  # for another kind of question than that which the rules read
_STAGE = re.compile("预算|决算|执行|实际|年初|年底|年末|调整|计划|批复")
_LEFT_OUT = re.compile("[别勿]|不(?:要|用|含|算|包括|计)|扣除")
_PART_OF_YEAR = re.compile(r"[上这本下当]个?月|[\d一二三四五六七八九十]月|季度|[上下]半年")
_PLUS = "plus"
_TO_WHAT_WAS_TOLD = re.compile("加上|加进|算上|算进|计入|带上|连同|[再也连并和跟与同]")
_AMOUNT = re.compile(
    r"\d[\d,]*(?:\.\d+)?\s*(?:万亿|亿|万|千|百)?(?:元|块|个百分点|个点|%|％)?|百分之[一二三四五六七八九十百点\d.]+"
)


@dataclass(frozen=True, slots=True)
class _FollowUp:
    """A follow-up with the places of what it names, and the words that nothing explains."""

    text: str
    bodies: tuple[Span, ...]
    dated: tuple[Span, ...]
    items: tuple[Span, ...]
    rest: tuple[str, ...]
    of_money: bool = False  # it says 支出 or 开销, which is that of what was told, not all that is spent

    def way(self) -> tuple[ways.Way, float]:
        """The way of going on that it is nearest to, and how likely that is."""
        named = [(*span, ways.BODY) for span in self.bodies] + [(*span, ways.ITEM) for span in self.items]
        named += [(*span, ways.YEAR) for span in self.dated if any(map(str.isdigit, self.text[slice(*span)]))]
        taken = [(start, end) for start, end, _ in named]
        amounts = [hit.span() for hit in _AMOUNT.finditer(blanked(self.text, taken))]
        return ways.FURTHER.likeliest(ways.slotted(self.text, [*named, *((*span, ways.NUMBER) for span in amounts)]))

    def only_goes_on(self) -> bool:
        """Whether it says nothing of its own beside what it names."""
        return not asks_a_name(self.text) and all(map(ways.is_spoken, self.rest))

    def is_put(self, way: ways.Way) -> bool:
        """Whether it has what a way is known by, and names no stage, denial or month that the plain words would lose."""
        known = not way.needs or any(char in self.text for char in way.needs)
        plain = "".join(way.plain)
        lost = [
            words for words in (_STAGE, _LEFT_OUT, _PART_OF_YEAR) if words.search(self.text) and not words.search(plain)
        ]
        return known and not lost

    def plainly(self, way: ways.Way) -> Iterator[str]:
        """The follow-up in the plain words of a way that has a slot for each thing it names."""
        absolute = tuple(span for span in self.dated if any(map(str.isdigit, self.text[slice(*span)])))
        for dated in dict.fromkeys((self.dated, absolute)):  # 比去年少这么多 asks why of the year that was told
            own = {ways.BODY: self._at(self.bodies), ways.YEAR: self._at(dated), ways.ITEM: self._at(self.items)}
            for form in way.plain:
                if all(form.count(f"【{slot}】") == len(said) for slot, said in own.items()):
                    filled = form
                    for slot, said in own.items():
                        filled = filled.replace(f"【{slot}】", "".join(said))
                    yield filled

    def _at(self, spans: Iterable[Span]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.text[slice(*span)] for span in spans))


class GoingByExample:
    """Puts plainly how a follow-up goes on that the rules did not understand."""

    def __init__(self, asking: Asking, verifier: Verifier) -> None:
        """Take what puts questions to what is held, and what tells whether an answer holds."""
        self._asking = asking
        self._verifier = verifier

    def whole(self, text: str, records: Sequence[DocumentRecord], turn: Turn | None) -> Put | None:
        """A message of several sentences as one follow-up, where it surely is one: 它超过教育局没有？超出多少？ Else None."""
        unsaid = Put(Draft("declined", ()))
        found = self._put_plainly(unsaid, text, records, turn, SURE)
        return None if found is unsaid else found

    def better(self, put: Put, text: str, records: Sequence[DocumentRecord], turn: Turn | None) -> Put:
        """The same, or the follow-up put plainly and answered, with a notice that says how it was understood.

        What was answered as it stands is read so only where the way of going on is sure, and the answer an amount for want of
        other signs, or one that leaves out what was told though another thing is set against it.
        """
        return self._put_plainly(put, text, records, turn, SURE if put.draft.status == "answered" else LIKELY)

    def _put_plainly(
        self, put: Put, text: str, records: Sequence[DocumentRecord], turn: Turn | None, least: float
    ) -> Put:
        if turn is None or not turn.bodies or going_on.places.points(text, turn):
            return put  # and what is pointed at by its place no plain words would keep
        if put.draft.status != "answered":
            text = year_after(text, turn)  # 往后一年呢 is no year before
        spelled, said = self._asking.said(text, records, turn)
        follow_up = _follow_up(spelled, said, turn)
        if put.draft.status == "clarify" and put.draft.pieces != decline.which_item(records).pieces:
            return put  # one of several is asked back, which no plain words tell apart
        way, likely = follow_up.way()
        if way.name == _PLUS and len(follow_up.items) > 1 and not _TO_WHAT_WAS_TOLD.search(text):
            return put  # 水电两样共计: of these alone
        if likely < least or not (follow_up.only_goes_on() and follow_up.is_put(way)):
            return put
        answered = put.draft.status == "answered"
        if answered and not _misread(put, follow_up, way, likely, turn):
            return put
        if answered and not way.plain:
            return replace(put, draft=decline.out_of_scope(records))  # what was told before is no answer to it
        for plainly in follow_up.plainly(way):
            again = self._asking.put(plainly, records, turn)
            if not _read_so(again, way) or not _keeps(said.query, again) or _strays(again, way, turn):
                continue
            if self._verifier.faults(again.draft, again.scenes, records):
                continue
            if answered and _alike(again, put):
                return put
            if not answered and way.kinds and _tells_again(again, turn):
                continue
            notices = (f"按“{plainly}”理解作答。", *again.draft.notices)
            return replace(again, draft=replace(again.draft, notices=notices))
        return put


def _misread(put: Put, follow_up: _FollowUp, way: ways.Way, likely: float, turn: Turn) -> bool:
    """Whether the rules answered something else than a way of going on that is sure asks for."""
    if (way.holds_against or follow_up.of_money) and _forgets(put, turn):
        return True
    if likely >= _VERY_SURE and _read_at_large(put) and way.kinds and not read_so(put, way):
        return True
    return not way.holds_against and _told_by_default(put, turn, way)


def _told_by_default(put: Put, turn: Turn, way: ways.Way) -> bool:
    """Whether an amount was told as nothing in a question said more to the rules: of another kind than meant, or told again."""
    result = put.draft.result
    reckoned = result is not None and result.formula is not None
    quoted = any(isinstance(piece, Quoted) for piece in put.draft.pieces)
    if reckoned or quoted or any(scene.query.kind != "lookup" for scene in put.scenes):
        return False
    return _tells_again(put, turn) or (bool(way.plain) and not _read_so(put, way))


def _tells_again(put: Put, turn: Turn) -> bool:
    """Whether an answer has just the figures that the question before was answered with."""
    return bool(told := _told(put)) and told == set(turn.facts)


# What a follow-up is readily taken for by a word that means something else in it: 增减率 for a term, 相当于 for a share.
_AT_LARGE: frozenset[QueryKind] = frozenset({"definition", "text", "held", "share"})


def _read_at_large(put: Put) -> bool:
    return all(scene.query.kind in _AT_LARGE for scene in put.scenes)


def _forgets(put: Put, turn: Turn) -> bool:
    """Whether an answer has figures, and none of them rests on what was told before."""
    return bool(told := _told(put)) and not told & set(turn.facts)


def _told(put: Put) -> set[Fact]:
    return set(put.draft.facts.values())


_AT_LARGE_MEASURES = (None, "个", "项", "笔", "样", "块", "成")  # 几个点, 几个数: no number of things


def _keeps(query: Query, put: Put) -> bool:
    """Whether a plain follow-up is spread over all that the one said spreads it over, and answered in what that counts."""
    result = put.draft.result
    counted = quantity.unit(query.counted) if query.counted not in _AT_LARGE_MEASURES else None
    told = quantity.unit(result.unit) if result is not None else None
    if result is not None and (of_another_sort(query, result) or (counted and told and counted.base != told.base)):
        return False
    return all(
        not said or said == kept
        for scene in put.scenes
        for said, kept in zip(_spread(query), _spread(scene.query), strict=True)
    )


def _spread(query: Query) -> tuple[object, ...]:
    return query.scope, query.place, query.per, query.per_head, query.fund


def _strays(put: Put, way: ways.Way, turn: Turn) -> bool:
    """Whether an answer is of none of the things that were spoken of, where the follow-up names no other."""
    spoken = (*items_of(turn), *filter(None, (turn.found,)))
    if any(ways.ITEM in form for form in way.plain):
        return False
    if not spoken:  # what was described in words is not all that is spent
        return not turn.whole and all(set(a.keys) & terms.TOTALS for scene in put.scenes for a in scene.query.items)
    return not any(thing in scene.query.text for thing in spoken for scene in put.scenes)


def _alike(one: Put, two: Put) -> bool:
    """Whether two answers come to the same figure, or to none and say the same."""
    first, second = one.draft.result, two.draft.result
    if first is None or second is None:
        return one.draft.pieces == two.draft.pieces
    return (first.value, first.unit) == (second.value, second.unit)


# What money does, which is all that is spent only where nothing else was spoken of.
_MOVEMENT = frozenset(
    {
        "支出",
        "开支",
        "开销",
        "花费",
        "花销",
        "花",
        "用",
        "收入",
        "预算",
        "决算",
        "实际支出",
        "预算支出",
        "支出预算",
        "支出决算",
    }
)


def _follow_up(text: str, said: Said, turn: Turn) -> _FollowUp:
    dated = tuple(sorted(years(blanked(text, said.body_spans))[2]))
    named = sorted((asked.start, asked.end) for asked in said.query.items if asked.end > asked.start)
    items = tuple(span for span in named if not (turn.item_spans and text[slice(*span)] in _MOVEMENT))
    return _FollowUp(text, tuple(said.body_spans), dated, items, said.query.rest, of_money=len(items) < len(named))


def _read_so(put: Put, way: ways.Way) -> bool:
    """Whether a plain follow-up was answered, and read as the way of going on means it."""
    return put.draft.status == "answered" and (not way.kinds or read_so(put, way))
