"""How many of something: the count whose sentence, or form, has all that the question counts. Pure.

出国了几人次 names an item that is stated in money, and what is counted stands in a sentence beside it (全年出访团组1个、累计3人次).
A count answers only where its sentence explains every word of the question, in the same words, in an abbreviation
(专委会: 专门委员会) or in words that stand for the same item (出国, 出访), and no other count of that unit does as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from ingest import everyday, quantity, terms
from ingest.model import Fact
from service import evidence
from service.described import tells_whole, units_asked
from service.draft import Draft, Piece, Quoted, Stated, cited, computed, sentence_of
from service.goal_or_outcome import asks_goal, only_more, place, reached
from service.holding import Known
from service.people_counted import counts_people, names_people
from service.printed_words import LIGHT, PERSONS
from service.query import Query
from service.rules import staffing
from service.rules.scene import BOUGHT, Scene, answered, is_to_be_bought, phrase, state
from service.rules.sentences import overlap, said_of
from service.rules.words import counts_others, stated, unmodified

_KINDS = frozenset({"lookup", "list", "sum", "projects", "change"})
_SHARED = 0.6  # of a word's character pairs, or of its characters, what must be found
_AHEAD = 0.1  # by how much the best must lead
# People who come several times are counted by visits, visits by parties: the nearest unit first.
_COUNTED_AS = {
    "人": ("人", "人次"), "次": ("次", "批次", "批"), "批": ("批", "批次"), "批次": ("批次", "批"), "个": ("个", "项"), "项": ("项", "个"),
}  # fmt: skip
_MORE = re.compile("新增|增加")
_SENTENCE = re.compile(r"[。；;\n]")
_TELLS_NOTHING = LIGHT | {"¦"}
_VAGUE = re.compile(r"\d\s*[多余几]")
_BREAK = re.compile(r"[，。；：,;:、（(）)\n]")


def of_no_people(text: str, result: Stated) -> bool:
    """Whether people are asked for, and things by the piece are told: 在编教师几个 is no number of classes."""
    things = result.unit in ("个", "项", "种", "条", "份") and not result.formula
    return things and counts_people(text) and not any(names_people("".join(fact.row[-1:])) for fact in result.facts)


def told(scene: Scene) -> Draft | None:
    """The count that the question's words describe, with its sentence; None where none does, or several do."""
    query = scene.query
    if query.kind not in _KINDS or query.per or query.per_head:
        return None
    found = [known for known in _found(scene, _words(query)) if not counts_others(query.text, known.fact)]
    if not found:
        return None
    if _one_sentence(found):
        fact = found[0].fact  # 主体班培训2,184人次、委托班培训872人次: neither is all
        return answered(sentence_of(fact))
    return _each_place(scene, found) if len(found) > 1 else stated(scene, found[0])


def _one_sentence(found: Sequence[Known]) -> bool:
    """Whether several counts stand in one and the same sentence."""
    return len(found) > 1 and found[0].fact.source == "narrative" and len({known.fact.quote for known in found}) == 1


# How a number moved, behind what is counted: 学生多了, 床位增加.
_MOVED = re.compile(
    r"(?:又|还|总共|一共|共|净|各)*(?:增加|增长|新增|减少|下降|增|减|多|少|涨|降|变化|添|加)+(?:了|出|掉|的)*$|(?<=[一-鿿]{2})[比较]$"
)


def grown(scene: Scene) -> Draft | None:
    """By how many something that is counted rose or fell from one year to another; None unless both years count it alike."""
    query = scene.query
    years = scene.years()
    if query.kind == "change" and len(years) == 1:
        years = tuple(sorted(scene.pair()))  # of the year spoken of: 退休教师呢，增加几人
    words = [bare for word in _words(query) if (bare := _MOVED.sub("", word))]
    if query.kind not in ("change", "difference") or len(years) != _PAIR or not query.counted or not words:
        return None
    told: list[Known] = []
    for year in years:
        of_year = scene.with_query(kind="lookup", years=(year,), offsets=(), said=tuple(words), items=())
        # What a body counts of itself is told in its sentences; a form counts what a project is for.
        kind = staffing.of_one_kind(of_year, words)
        found = (
            [kind]
            if kind is not None
            else [
                known
                for known in _found(of_year, words)
                if known.fact.year == year and known.fact.source == "narrative" and known.fact.project is None
            ]
        )
        if len(found) != 1 or found[0].fact.value is None:
            return None
        told.append(found[0])
    early, late = told
    labels = [terms.normalise(known.fact.row[-1]) for known in told if known.fact.row]
    if len(labels) != _PAIR or early.fact.unit != late.fact.unit:
        return None
    alike = max(overlap(*labels), overlap(*labels[::-1])) >= _SHARED or labels[0][:_PAIR] == labels[1][:_PAIR]
    if not alike:  # 退休人员 and 退休教职工 are; 在编人员 and 编外人员 are not
        return None
    gap = computed("a - b", {"a": late.fact, "b": early.fact}, late.fact.unit, bold=True)
    word = "增加" if gap.value > 0 else "减少" if gap.value < 0 else "变化"
    return answered(
        phrase(scene, early), *state(early.fact), f"，{phrase(scene.bare, late)}", *state(late.fact), f"，{word}", gap, "。",
        result=gap if gap.certain else None,
    )  # fmt: skip


_PAIR = 2


def _found(scene: Scene, words: list[str]) -> list[Known]:
    """The count that words describe, and those that they describe as well; none where they describe none."""
    query = scene.query
    for base in _bases(query) if words else ():
        scored = sorted(
            (
                (score, -number, known)
                for number, known in enumerate(_counts(scene, base))
                if (score := _score(words, known.fact, query, _spoken_of(scene, known.fact))) is not None
            ),
            key=lambda entry: entry[:2],
            reverse=True,
        )
        if not scored:
            continue
        best, _, found = scored[0]
        rivals = [
            k
            for score, _, k in scored[1:]
            if k.fact.value != found.fact.value and (score > best - _AHEAD or _called_alike(words, found, k))
        ]
        return _without_parts([found, *rivals])
    return []


def _without_parts(found: list[Known]) -> list[Known]:
    """The same without the parts of a whole that is among them: 床位420张，其中养老床位340张、儿童床位80张."""
    rows = {(known.fact.quote, known.fact.row) for known in found if known.fact.source == "narrative"}
    return [known for known in found if (known.fact.quote, known.fact.row[:-1]) not in rows]


def _called_alike(words: Sequence[str], one: Known, other: Known) -> bool:
    """Whether one sentence counts both under labels that have all of the question's words: 培训学员2,184人次, 培训872人次."""
    labels = [terms.normalise(known.fact.row[-1]) for known in (one, other) if known.fact.row]
    same = one.fact.source == "narrative" and one.fact.quote == other.fact.quote and len(labels) == _PAIR
    return same and all(word in label for word in words for label in labels)


def _each_place(scene: Scene, found: Sequence[Known]) -> Draft | None:
    """An indicator that several forms state otherwise, each told and asked back; None where they are several things."""
    if len({terms.normalise(known.fact.row[-1]) for known in found if known.fact.row}) != 1:
        return None
    pieces: list[Piece] = [f"{scene.prefix}公开文件中有不同的写法：\n"]
    for known in found:
        table = f"（{known.fact.table}）" if known.fact.table else ""
        pieces += [f"- {phrase(scene.bare, known)}{table}：", *state(known.fact), "\n"]
    offers = tuple(
        f"{scene.prefix}{known.fact.year}年{f'项目“{known.fact.project[1]}”的' if known.fact.project else '整体绩效目标的'}{known.fact.row[-1]}是多少？"
        for known in found
        if known.fact.row and known.fact.indicator is not None
    )
    return Draft("clarify", (*pieces, "您问的是哪一处？"), follow_ups=offers) if len(offers) == len(found) else None


def with_result(scene: Scene, draft: Draft) -> Draft:
    """An answer of one quoted sentence with the only number of what is counted in it as its result: 几所, …6所学校.

    The draft itself where the sentence has none such, or several.
    """
    quoted = [piece for piece in draft.pieces if isinstance(piece, Quoted)]
    bases = set(_bases(scene.query)) if scene.query.counted else set()
    if draft.result is not None or len(quoted) != 1 or not bases:
        return draft
    words = quoted[0].text.strip()
    facts = {
        fact.id: fact
        for holding in scene.holdings
        if holding.record.id == quoted[0].document
        for known in holding.known
        if (fact := known.fact).source == "narrative"
        and fact.quote.strip() in (words, quoted[0].sentence.strip())
        and fact.value is not None
        and fact.span is not None
        and fact.quote[fact.span[0] : fact.span[1]] in words
        and (own := quantity.unit(fact.unit) if fact.unit else None) is not None
        and own.base in bases
    }
    if (
        len(facts) != 1
        or (fact := next(iter(facts.values()))).status != "exact"
        or not unmodified(fact, scene.query.text)
    ):
        return draft
    figure = cited(fact)
    name = f"{scene.organisation}{fact.year or ''}{'年' if fact.year else ''}{'、'.join(fact.row[-1:])}"
    return replace(draft, pieces=(name, figure, "。\n\n原文：", *draft.pieces), result=figure)


def _words(query: Query) -> list[str]:
    """What the question says of what it counts: its content words and the names of its items."""
    items = [terms.normalise(asked.text) for asked in query.items]
    said = [word for word in map(terms.normalise, query.said) if not any(word in item for item in items)]
    words = [*said, *(item for item in items if not any(item in word for word in said))]
    telling = [
        word
        for word in dict.fromkeys(words)
        if any(c not in LIGHT for c in word) or tells_whole(word) or any(part in word for part in PERSONS)
    ]
    return [word for word in telling if len(word) > 1] or telling  # 划 of 划过来, 归 of 归它管


def _bases(query: Query) -> tuple[str, ...]:
    """The bases of the units that are asked for, the nearest first; none where no number of things is asked."""
    asked = ("人",) if query.counted == "个" and counts_people(query.text) else units_asked(query)
    named = (other for name in asked for other in _COUNTED_AS.get(name, (name,)))
    return tuple(dict.fromkeys(unit.base for name in named if (unit := quantity.unit(name)) is not None))


def _counts(scene: Scene, base: str) -> Iterator[Known]:
    """The counts in a unit that are of the year and the kind asked for."""
    target = scene.target()
    goal = asks_goal(scene.query.text)
    for holding in scene.holdings:
        went = frozenset() if goal else reached(known.fact for known in holding.known)
        for known in holding.known:
            fact = known.fact
            if (fact.basis == "target" and place(fact) in went) or only_more(scene.query.text, fact):
                continue  # it is asked how it went, or how many there are
            unit = quantity.unit(fact.unit) if fact.unit else None
            if fact.value is None or fact.status != "exact" or unit is None or unit.base != base:
                continue
            if _VAGUE.search(fact.quote):
                continue  # 10多批200多人次 tells no number, and would be quoted as one
            if (
                evidence.is_score(fact)
                or "/" in (fact.unit or "")
                or "权重" in "".join(fact.column)
                or fact.measure not in ("level", "count")
            ):
                continue
            as_of = fact.year == target - 1 and holding.record.year == target and fact.measure == "count"
            if not (fact.year == target or as_of) or not evidence.basis_fits(fact, scene.query.basis):
                continue
            if unmodified(fact, scene.query.text):
                yield known


# A sentence about what those before it have named: 本工程规划建筑面积…, 该项目….
_OF_THE_SAME = re.compile(r"^\s*(?:本|该|此|这一)(?:工程|项目|中心|大楼|建筑|建设|楼|设施|活动|工作)")
# What of a thing is measured: what is asked for as 多高 is printed as some 高度.
_MEASURED = re.compile(r"多([高长宽深厚])|([高长宽深厚])度")

_BUYS = re.compile("(?:买|购|购置|采购|添|添置|换)(?:了|进|新)*(?:几|多少)|新(?:买|购|增|添)")
_SITE = re.compile("[占用]地")  # 用地多大, printed as 用地面积, is no floor space


def _spoken_of(scene: Scene, fact: Fact) -> str:
    """What the sentences before a count's own, in its section, name that it goes on about; empty where it stands by itself."""
    if fact.source != "narrative" or not _OF_THE_SAME.search(fact.quote):
        return ""
    text = "".join(p.text for p in scene.holding(fact).paragraphs if p.section == fact.section)
    at = text.find(fact.quote)
    return terms.normalise(text[:at]) if at > 0 else ""


def _score(words: Sequence[str], fact: Fact, query: Query, spoken_of: str = "") -> float | None:
    """How well a count's words explain the question's; None where its sentence, or its row, leaves one unexplained.

    `spoken_of` is what the sentences before say of the same thing.
    """
    printed = _printed(fact)
    around = f"{printed.whole}¦{spoken_of}" if spoken_of else printed.whole
    shares = [_explained(word, said_of(word, around), printed.before) for word in words]
    if min(shares) < _SHARED:
        return None
    own = [_explained(word, printed.own, printed.own) for word in words]
    before = [_explained(word, printed.before, printed.before) for word in words]
    measured = _MEASURED.search(query.text)
    if measured is not None and (measured[1] or measured[2]) not in printed.own:
        return None
    if _BUYS.search(query.text) and not BOUGHT.search(printed.before):
        return None  # what there is was not all bought in the year
    if is_to_be_bought(fact) and not BOUGHT.search(query.text):
        return None  # nor is what is to be bought all that there is
    site = _SITE.search(query.text)
    if site is not None and not _SITE.search(printed.own):
        return None
    named = site is not None or any(words[-1].endswith(terms.normalise(label)) for label in fact.row[-1:])
    if query.counted is None and measured is None and not named and own[-1] < _SHARED:
        return None  # 建筑面积 is no 用地面积 of the same sentence
    if query.kind == "change" and not (_MORE.search(printed.own) and _MORE.search(query.text)):
        return None
    asked = "¦".join(words)
    telling = [pair for pair in pairwise(printed.own) if not set(pair) & _TELLS_NOTHING]
    precise = sum("".join(pair) in asked for pair in telling) / len(telling) if telling else 0.0
    return (sum(shares) + sum(own) + sum(before)) / len(words) + precise / 2


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a count itself, those that lead to it in its sentence, and all around it."""

    own: str
    before: str
    whole: str


@lru_cache(maxsize=65536)
def _printed(fact: Fact) -> _Words:
    project = fact.project[1] if fact.project else ""
    own = [*fact.row[-1:]]
    before = [*own]
    if fact.source == "narrative":
        start, end = fact.span or (0, 0)
        own += [_BREAK.split(fact.quote[:start])[-1]]
        before += [_SENTENCE.split(fact.quote[:start])[-1], _BREAK.split(fact.quote[end:])[0]]
        around = [fact.quote, *fact.row, project]
    else:
        around = [*fact.row, *fact.column, project, fact.table or ""]
    return _Words(*(terms.normalise("¦".join(dict.fromkeys(those))) for those in (own, before, [*own, *around])))


# Kinds of bodies, none of which is another, nor a unit of any kind.
_KIND_OF_BODY = re.compile(r"(?:事业|行政|参公|企业|参照公务员法管理)单位")


def _explained(word: str, text: str, spoken: str) -> float:
    """The part of a word that a text has, itself or in full where it is short for it, or `spoken` in words for the same."""
    if (kind := _KIND_OF_BODY.search(word)) and kind[0] not in text:
        return 0.0
    if overlap(word, text) == 1 or (len(word) >= 3 and re.search(".?".join(map(re.escape, word)), text)):
        return 1.0
    meant = {m.start: m.text for m in terms.mentions(word) if not _concepts(m.text).isdisjoint(_concepts(spoken))}
    at = found = counted = 0
    light = LIGHT if any(char not in LIGHT for char in word) else frozenset[str]()  # all of 大专 tells something
    while at < len(word):
        said = next((s for s, printed in everyday.starting(word, at) if any(one in spoken for one in printed)), "")
        piece = next((word[at:end] for end in range(len(word), at + 1, -1) if word[at:end] in text), "")
        piece = max(said, piece, meant.get(at, ""), key=len)
        found += len(piece)
        counted += len(piece) or (word[at] not in light)
        at += len(piece) or 1
    return found / counted if counted else 1.0


@lru_cache(maxsize=65536)
def _concepts(text: str) -> frozenset[str]:
    """The items that a text names or speaks of, totals aside."""
    named = {key for mention in terms.mentions(text) for key in mention.keys[:1]}
    return frozenset({*named, *(other for key in named for other in evidence.instead(key))} - terms.TOTALS)
