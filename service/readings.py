"""A message's questions, each put to the disclosures: cut as it is read first, or finer where only that answers all of it.

A question that leaves out what it is about (修几所学校，花多少钱) is answered from what was understood of the one before it; where
that does not answer it, it is read on behind the words of that one. A reading is taken only where every question of
it is answered, and every answer has been verified; else the first reading stands with what it declines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.library import DocumentRecord
from ingest import quantity, terms
from ingest.items import FUNDS_AND_THEIR_USE
from service import conversation, decline, going_on, messages, question, says_who, several_counts
from service.asked_kind import TABLE_NAMED
from service.asking import Asking, Put
from service.draft import Draft, Quoted, Stated, cited, sentence_of
from service.query import Query, QueryKind
from service.turn import Turn
from service.verifier import Verifier

# A fund that pays, and nothing that it pays for.
_PAID_BY = re.compile(
    r"^(?P<of_it>其中|里面|这里面|当中)?[，,的]?(?P<only>(?:光|只|单独?|仅|就)(?:看|算|说|论|讲))?"
    r"(?P<fund>一般公共预算(?:财政拨款)?|财政(?:拨款|资金)?|政府性基金(?:预算)?|国有资本经营预算)(?:拨款)?"
    r"(?P<within>里面?|里头|当?中|的?口径|的?部分|那块|这块)?(?:又|再|还)?"
    r"(?P<pays>安排|花|用|列|给|负担|拨付?|承担|支付|保障|出|(?=的))?(?:的|了|下来|部分|那块|那部分)*(?:又|是|有|为|占)*(?:多少|几|呢)"
)
_PLACE = re.compile(
    rf"(?:在|从|按)?{TABLE_NAMED.pattern}(?:里面?|中|上)?(?:列示?|写|填|安排|反映|显示)*(?:的|了|是|有)*"
)
_LOOKED_BACK = 2  # questions that one may be read on behind: what a message costs stays in proportion to its questions


@dataclass(frozen=True, slots=True)
class Reading:
    """A question of a message as it was put, the question before it in the conversation, and whether it is answered truly."""

    put: Put
    turn: Turn | None
    answered: bool


class Readings:
    """Reads messages."""

    def __init__(self, asking: Asking, verifier: Verifier) -> None:
        """Take what puts one question, and what tells whether its answer holds."""
        self._asking = asking
        self._verifier = verifier

    def of(self, text: str, records: Sequence[DocumentRecord], turn: Turn | None) -> list[Reading]:
        """The questions of a message in their order; `turn` is the question before it in the conversation."""
        if turn is not None:  # 全是货物吗？服务有没有: what is one question put plainly is not cut
            said = question.normalised(text).strip()
            plain = going_on.put_plainly(said, turn)
            text = text if plain == said else plain
        plain = question.normalised(text)
        if says_who.asked(plain) is not None:
            _, body = self._asking.whom(plain, records)  # with all of it: 甲市…，交通局说过吗 tells whose 交通局 it is
            text = says_who.whole(plain, body) if body else text
        if several_counts.may_ask(text):
            whole = self._read([text], records, turn)
            if whole[0].answered and several_counts.tells_each(whole[0].put.draft):
                return whole  # cut, the number of one thing could be read on behind the next
        first = self._read(self._with_body(messages.questions(text), records), records, turn)
        answered = all(one.answered for one in first)
        if answered and not any(map(_left_over, first)):
            return first
        finer = self._read(messages.finer(text), records, turn)
        better = bool(finer) and all(one.answered for one in finer)
        if better and not (answered and any(map(_left_over, finer))):
            return finer
        if len(first) == 1 and not answered and (_one_unknown(text, finer) or _some_told(finer)):
            return finer
        return [self._says_what_is_left(one, records) if _left_over(one) else one for one in first]

    def _with_body(self, parts: Sequence[str], records: Sequence[DocumentRecord]) -> Sequence[str]:
        """The questions of a message, those before the first that says whom it is about with that body's name.

        保洁外包花了多少？去年呢？我问的是甲区城管局: who names the body last means it from the first.
        """
        if len(parts) < 2:
            return parts
        said = ((n, *self._asking.whom(part, records)) for n, part in enumerate(parts))
        at, body = next(((n, body) for n, told, body in said if told), (0, None))
        return [f"{body}{part}" if body and number < at else part for number, part in enumerate(parts)]

    def _read(self, parts: Sequence[str], records: Sequence[DocumentRecord], turn: Turn | None) -> list[Reading]:
        found: list[Reading] = []
        for number, part in enumerate(parts):
            one = self._put(part, records, turn, turn)
            if number and (among := _among(part, found[-1])):
                one = replace(found[-1], put=replace(found[-1].put, draft=among), turn=one.turn)
                if self._verifier.faults(among, one.put.scenes, records):
                    one = self._put(part, records, turn, turn)
            paid = self._of_a_fund(parts[number - 1], part, found[-1], records) if number else None
            one = paid or one
            if number and not one.answered and paid is None:
                one = self._continued(parts[:number], part, one, found, records)
                one = self._of_the_same_body(part, one, found[-1], records)
                one = self._of_all_its_money(part, one, found[-1], records)
            found.append(one)
            turn = one.put.turn or turn
        return found

    @staticmethod
    def _says_what_is_left(one: Reading, records: Sequence[DocumentRecord]) -> Reading:
        """An answer that tells one of several things which each are asked about, with what it does not tell, and no result."""
        scenes = one.put.scenes
        rest = [word for scene in scenes for word in scene.query.rest if len(word) > 1]
        if len(scenes) != 1 or not one.answered or not rest or not _EACH_OF.search(scenes[0].query.text):
            return one
        if _only_of_the_whole(scenes[0].query, rest):
            return replace(one, put=replace(one.put, draft=decline.missing(scenes[0], records)))
        notice = f"没有找到“{'、'.join(rest)}”的数，以上只是其中一项。"
        draft = replace(one.put.draft, result=None, notices=(*one.put.draft.notices, notice))
        return replace(one, put=replace(one.put, draft=draft))

    def _of_a_fund(self, before: str, part: str, read: Reading, records: Sequence[DocumentRecord]) -> Reading | None:
        """What one fund pays of the item asked about before: 某支出列了多少，财政拨款安排的又是多少, never all that the fund pays."""
        hit = _PAID_BY.match(part)
        if hit is None or not any(hit[of] for of in ("of_it", "only", "within", "pays")):
            return None
        if any(
            set(asked.keys) & (terms.TOTALS | FUNDS_AND_THEIR_USE) for s in read.put.scenes for asked in s.query.items
        ):
            return None  # what a fund is of all that is spent is an item of its own
        again = self._put(f"按{hit['fund']}口径，{_PLACE.sub('', before)}", records, None, read.turn)
        items = {key for scene in read.put.scenes for asked in scene.query.items for key in asked.keys}
        same = any(items & set(asked.keys) for scene in again.put.scenes for asked in scene.query.items)
        if not same or (again.answered and again.put.draft.result is None):
            return None
        if not again.answered:
            return (
                again if read.answered and hit["pays"] else None
            )  # nor is all that it pays told of what it does not pay
        told = (f"其中由{hit['fund']}安排的，", *again.put.draft.pieces)
        return replace(again, put=replace(again.put, draft=replace(again.put.draft, pieces=told)))

    def _continued(
        self,
        before: Sequence[str],
        part: str,
        one: Reading,
        found: Sequence[Reading],
        records: Sequence[DocumentRecord],
    ) -> Reading:
        """The question read on behind one before it, the nearest that answers it; as it was where none does."""
        if conversation.asks_of_a_table(part):
            return one  # a table that has no such line tells nothing of another
        if self._asking.whom(part, records)[0] or _understood_alone(one):
            return one  # what it names itself is not told of what the one before it named
        if _OWN_PART.match(part):
            return one
        if _ANOTHER.search(part) and any(scene.query.rest for scene in one.put.scenes):
            return one  # 甲多少？乙呢: what is not known is not what was asked about before it
        for earlier, read in [*zip(reversed(before), reversed(found), strict=True)][:_LOOKED_BACK]:
            whole = messages.continued(earlier, part)
            if whole is None:
                continue
            again = self._put(whole, records, read.turn, one.turn)
            states = any(isinstance(piece, Stated) for piece in again.put.draft.pieces) or _tells_all(
                again.put, one.put
            )
            told_before = any(again.put.draft.pieces == earlier_read.put.draft.pieces for earlier_read in found)
            if states and again.answered and not told_before and _as_asked(again.put, one.put):
                return again
        return one

    def _of_the_same_body(self, part: str, one: Reading, before: Reading, records: Sequence[DocumentRecord]) -> Reading:
        """The question as one that the body named before it does not tell, where it is asked back whose it is."""
        bodies = {scene.organisation for scene in before.put.scenes}
        if one.put.draft.status != "clarify" or one.put.scenes or len(bodies) != 1:
            return one
        again = self._put(f"{bodies.pop()}{part}", records, None, one.turn)
        return again if again.put.draft.status == "declined" else one

    def _of_all_its_money(self, part: str, one: Reading, before: Reading, records: Sequence[DocumentRecord]) -> Reading:
        """A bare 花了多少 behind a question that names no item (是干什么的), as one of all that the same body spent that year."""
        scenes = before.put.scenes
        if one.answered or len(scenes) != 1 or scenes[0].query.items or not _BARE_AMOUNT.fullmatch(part):
            return one
        again = self._put(f"{scenes[0].organisation}{scenes[0].target()}年{part}", records, None, one.turn)
        return again if again.answered else one

    def _put(self, text: str, records: Sequence[DocumentRecord], turn: Turn | None, before: Turn | None) -> Reading:
        """One question put after `turn`; `before` is the one that stands before it in the conversation."""
        put = self._asking.put(text, records, turn)
        held = put.draft.status == "answered" and not self._verifier.faults(put.draft, put.scenes, records)
        return Reading(put, before, held)


_BARE_AMOUNT = re.compile(
    "(?:一共|总共|共|实际|又|要|打算)*(?:花|用|支出|开支)(?:了|掉)?(?:多少|几)(?:钱|万?元)?[？?。]?"
)
# A share whose part is named: 收入预算占总支出多少. What was planned and what was spent are stages of what was asked about.
_OWN_PART = re.compile(
    r"^(?:那么?|还有|以及|而)?(?!它|其|这|此|大|能|又|决算|预算|实际|完成|一共|总共|合计)[一-鿿（）“”]{3,14}?占"
)
_OF_AN_ITEM: frozenset[QueryKind] = frozenset({"lookup", "change", "rate"})


def _understood_alone(one: Reading) -> bool:
    """Whether a question names an item and has no other words: it needs none of those before it."""
    queries = [scene.query for scene in one.put.scenes]
    return bool(queries) and all(
        q.kind in _OF_AN_ITEM and not q.rest and not q.counted and any(a.end > a.start and not a.near for a in q.items)
        for q in queries
    )


# Another thing in the place of the one before it: 甲多少，乙呢.
_ANOTHER = re.compile(r"[一-鿿）)](?<!多少)(?<!几)呢[？?。！!\s]*$")


def _one_unknown(text: str, finer: Sequence[Reading]) -> bool:
    """Whether a message asks of one thing and then of another, 甲多少，乙呢, and only one of them is told anywhere."""
    told = [one.answered for one in finer]
    return bool(_ANOTHER.search(text)) and any(told) and not any(map(_left_over, finer))


def _some_told(finer: Sequence[Reading]) -> bool:
    """Whether several questions of one message are told apart and most of them answered."""
    told = [one.answered for one in finer]
    return len(told) > 2 and sum(told) * 2 > len(told) and not any(map(_left_over, finer))


# A part of what was told before, by its name alone: 其中办公的有多少.
_AMONG = re.compile(
    r"^(?:其中|里面|这里面|当中)[，,]?(?:有|的)?(?P<part>[一-鿿]{2,6}?)(?:用|方面)?(?:的)?(?:又)?(?:有|是|占|为)?(?:多少|几)(?:个|名|人|平方米|平米|平|辆|万元|钱)?[呢啊呀]?[？?。]?$"
)


_LOOKED_UP = re.compile(r"[，,](?:看|查|按|以|翻)[^，,]*(?:19|20)\d\d年[^，,]*$")


def _among(part: str, before: Reading) -> Draft | None:
    """The one figure that the same sentence tells of a part of what the answer before was; None where it tells none."""
    hit = _AMONG.match(_LOOKED_UP.sub("", part))
    result = before.put.draft.result
    if hit is None or not before.answered or result is None or result.formula or len(before.put.scenes) != 1:
        return None
    scene, whole = before.put.scenes[0], result.facts[0]
    found = [
        k.fact
        for k in scene.holding(whole).known
        if k.fact.source == whole.source == "narrative" and k.fact.quote == whole.quote and k.fact.value is not None
        and k.fact.unit == whole.unit and k.fact.row and hit["part"] in k.fact.row[-1] and k.fact.id != whole.id
        and k.fact.span and whole.span and k.fact.span[0] > whole.span[1] and k.fact.measure == whole.measure
    ]  # fmt: skip
    if len(found) != 1:
        return None
    figure = cited(found[0], bold=True)
    quoted = sentence_of(whole)
    return Draft("answered", (f"{scene.prefix}{whole.year}年{found[0].row[-1]}为", figure, "。原文：", quoted), figure)


def _tells_all(put: Put, alone: Put) -> bool:
    """Whether one sentence is quoted that has every word of a question which by itself names nothing: 民事、刑事各占多少钱."""
    quoted = [piece for piece in put.draft.pieces if isinstance(piece, Quoted)]
    words = [word for scene in alone.scenes for word in scene.query.rest]
    return len(quoted) == 1 and put.draft.by_words and bool(words) and all(word in quoted[0].text for word in words)


_EACH_OF = re.compile("(?:各自?|分别)(?:是|有|为|列|花|安排|占)*(?:了)?(?:多少|几)")


def _left_over(one: Reading) -> bool:
    """Whether a single figure answers a question that names more than it is of: 开会花多少、培训花多少."""
    figures = [piece for piece in one.put.draft.pieces if isinstance(piece, Stated)]
    return len(figures) == 1 and any(scene.query.rest for scene in one.put.scenes)


def _only_of_the_whole(query: Query, rest: Sequence[str]) -> bool:
    """Whether several parts are named behind the one thing that is told, which is none of them: 某工程设计费和监理费各是多少."""
    after = query.items[0].end if len(query.items) == 1 else len(query.text)
    return len(rest) > 1 and all(query.text.find(word, after) >= 0 for word in rest)


def _as_asked(put: Put, alone: Put) -> bool:
    """Whether a question read on is answered in the unit that it asks for by itself: 能保护多少人 is no 每公里多少钱."""
    counted = alone.scenes[0].query.counted if alone.scenes else None
    result = put.draft.result
    if counted is None:
        return True
    asked, given = quantity.unit(counted), quantity.unit(result.unit) if result is not None else None
    return result is None or (asked is not None and given is not None and asked.base == given.base)
