"""Projects as a question names them: by code, by what they are for, by pointing at them (那个项目, 另一个项目). Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest import everyday, quantity, terms
from service import asked_kind, asked_order, conversation, question
from service.asked_items import NOT_SPENT
from service.asked_years import number_word, years
from service.blanking import blanked
from service.holding import Holding
from service.query import Asked, Query
from service.rules.project_rows import listed_names, scored_names
from service.rules.scene import Scene
from service.rules.sentences import in_order, is_common, overlap
from service.turn import Turn


def named(query: Query, holdings: Sequence[Holding], masked: Sequence[tuple[int, int]]) -> Query:
    """The query with the projects that its words name as items; `masked` are the spans that name an organisation."""
    query = paired(called(parted(by_code(query, holdings), holdings), holdings, masked), holdings, masked)
    return all_of_them(in_part(described(query, holdings), holdings), holdings)


# What stands within a name that is said in two pieces: 图书馆2024年免费开放补助, 图书馆的免费开放补助.
_WITHIN = re.compile(r"(?:(?:19|20)?\d\d年度?|今年|去年|上年|前年|本年)的?|的")


def parted(query: Query, holdings: Sequence[Holding]) -> Query:
    """The query with the project whose whole name it says with a year, or 的, somewhere in it, or otherwise joined; else as it is."""
    gaps = [hit.span() for hit in _WITHIN.finditer(query.text)]
    places = [at for at in range(len(query.text)) if not any(start <= at < end for start, end in gaps)]
    bare = "".join(query.text[at] for at in places)
    joined = bare.translate(_JOINS)
    names = _names(holdings) | listed_names(holdings)
    for name in sorted(names, key=len, reverse=True):
        spelled = question.normalised(name)
        at = joined.find(spelled.translate(_JOINS))
        if at < 0 or len(spelled) < _WHOLE_NAME or spelled in query.text:
            continue
        start, end = places[at], places[at + len(spelled) - 1] + 1
        asked = Asked(name, (terms.key(name),), start, end)
        kept = [a for a in query.items if a.end <= start or end <= a.start]
        items = tuple(sorted((*kept, asked), key=lambda a: a.start))
        rest = tuple(word for word in query.rest if word not in bare[at : at + len(spelled)])
        kind = asked_kind.kind_of(query.text, items, query.years, query.offsets)
        return replace(query, items=items, rest=rest, kind=kind)
    return query


# What joins two things in a name is said in any of these words: 甲及乙补贴, 甲跟乙补贴.
_JOINS = str.maketrans(dict.fromkeys("和与跟同、", "及"))
_WHOLE_NAME = 6  # characters of a name that is no common word

# Two projects called by parts of their names and told to be projects: 修渠和栽树这两个项目, 修渠项目和栽树项目.
_TWO_PROJECTS = re.compile(
    r"(?P<one>(?:(?![和与跟及年])[一-鿿]){2,16}?)(?:项目)?[和与跟及、](?P<other>(?:(?![和与跟及])[一-鿿]){2,16}?)(?:(?:这|那)?两个?(?:大)?项目|项目(?=[，,]?(?:哪|谁|分别|各|相差|差|一共|合计|加)))"
)


def paired(query: Query, holdings: Sequence[Holding], masked: Sequence[tuple[int, int]]) -> Query:
    """The query about two projects that are named side by side, where each has the words of only one name."""
    hit = _TWO_PROJECTS.search(blanked(query.text, masked))
    if hit is None:
        return query
    names = _names(holdings) | listed_names(holdings)
    found = [(_the_one(names, [hit[side]]), *hit.span(side)) for side in ("one", "other")]
    told = [(name, start, end) for name, start, end in found if name and overlap(query.text[start:end], name) >= _HALF]
    if len(told) < len(found) or told[0][0] == told[1][0]:
        return query
    between = [a for a in query.items if a.end <= hit.start() or hit.end() <= a.start]
    named = [Asked(query.text[start:end], (terms.key(name),), start, end, near=True) for name, start, end in told]
    items = tuple(sorted((*between, *named), key=lambda a: a.start))
    rest = tuple(word for word in query.rest if word not in hit[0])
    kind = asked_kind.kind_of(query.text, items, query.years, query.offsets)
    return replace(query, items=items, rest=rest, kind=kind)


# How the money of something is divided: 那102万是怎么分的, 分成哪几块.
_DIVIDED = re.compile(
    r"(?:怎么|如何|怎样|咋)(?:个|来)?(?:划分|切分|分配|拆分|分|拆|构成|组成)|(?:分|拆|切)(?:成|为|了|作)(?:了)?(?:哪|几)|由哪[几些]"
)


def in_part(query: Query, holdings: Sequence[Holding]) -> Query:
    """The query about the only project that has the one word which nothing explains in its name, and costs what is said.

    学生资助那102万 tells it by both; without an amount it must ask how something is divided, or what of it was not spent.
    """
    words = [word for word in query.rest if not _DIVIDED_SO.fullmatch(word)]
    if len(words) != 1 or len(words[0]) < _TELLS or query.kind not in _OF_ONE:
        return query
    start = query.text.find(words[0])
    end = start + len(words[0])
    its = [a for a in query.items if a.start == end and a.text.startswith("项目") and set(a.keys) & _SPENT_ON_THEM]
    if len(its) < len(query.items) or start < 0:
        return query
    said = [f.quantity for f in quantity.find(query.text) if f.quantity.unit and f.quantity.unit.base == "元"]
    if not (said or its or _DIVIDED.search(query.text) or NOT_SPENT.search(query.text)):
        return query
    word = terms.normalise(words[0])
    held = _names(holdings) | listed_names(holdings)
    names = {name for name in held if word in terms.normalise(name)}
    if not names and len(word) >= _TELLS_IN_ORDER:  # 垃圾分类定点值守 of 生活垃圾分类定时定点值守服务
        names = {name for name in held if in_order(word, terms.normalise(name))}
    if len(names) != 1 or (said and not any(_costs(holdings, next(iter(names)), amount) for amount in said)):
        return query
    asked = Asked(words[0], (terms.key(next(iter(names))),), start, end, near=True)
    if question.left_of_an_item(query.text, (asked,)):
        return replace(query, items=(asked,), rest=(), between_bases=True, basis="actual")
    return replace(query, items=(asked,), rest=())


_DIVIDED_SO = re.compile("分配|划分|切分|拆分|构成|组成")
_SPENT_ON_THEM = frozenset({"project_expenditure", "current_budget"})  # 某某项目的钱 is that project's
_TELLS_IN_ORDER = 5  # characters that tell it where others stand between them
_TELLS = 3  # characters of a word that tell a project by a part of its name
_OF_ONE = frozenset({"list", "lookup", "purpose"})


def _costs(holdings: Sequence[Holding], name: str, said: quantity.Quantity) -> bool:
    """Whether a project's own money is what a question says of it, as exactly as it says so."""
    own = (
        fact
        for holding in holdings
        for fact in holding.facts
        if fact.row == (name,) and fact.measure == "level" and fact.value is not None and fact.indicator is None
    )
    amounts = (quantity.Quantity(fact.value, unit) for fact in own if (unit := quantity.unit(fact.unit)) and fact.value)
    return any(amount.unit is not None and abs(amount.base - said.base) <= said.half_step for amount in amounts)


# As many projects as there are: 两个公开的项目哪个钱多.
_SO_MANY = re.compile(
    r"(?<![哪前最])(?P<count>[两二三四五六\d])个(?:[^，。？?]{0,6}(?:公开|披露|公布|列出|列|晒|填报|申报|编)(?:出来|绩效目标|目标)?了?的)?(?:重点|专项)?项目(?!支出|库)"
)


def all_of_them(query: Query, holdings: Sequence[Holding]) -> Query:
    """The query about each project of the year where it asks which of so many is the larger, and there are so many."""
    hit = _SO_MANY.search(query.text)
    wholes = terms.TOTALS | asked_kind.FIELDS  # 哪个花钱多 names no item of its own
    if (
        hit is None
        or any(set(a.keys) - wholes for a in query.items)
        or query.rest
        or not asked_kind.asks_which(query.text)
    ):
        return query
    years = [h.record.year for h in holdings if h.record.year]
    names = sorted(_names(holdings, query.years[0] if query.years else max(years, default=0)))
    if len(names) != number_word(hit["count"]):
        return query
    items = tuple(Asked(name, (terms.key(name),), *hit.span()) for name in names)
    return replace(query, items=items, kind="compare")


def others(text: str, turn: Turn, holdings: Sequence[Holding]) -> tuple[str, ...]:
    """The names of the year's other projects, where the question before was about one and this asks of another."""
    if turn.year is None or not conversation.OTHER_PROJECT.search(text):
        return ()
    names = _names(holdings, turn.year)
    spoken = {f.project[1] for f in turn.facts if f.project}
    return tuple(sorted(names - spoken)) if spoken else ()


# A project that is pointed at and not named, as though it had been spoken of before.
_POINTED_PROJECT = re.compile(r"(?:那|这|该|某|此)一?个?项目(?!支出|里|中|类|库)")


# The score of a project, as though there were one: 项目自评打了几分. The mean of all, or which is the best, is another thing.
_ONE_SCORED = re.compile(
    r"(?<![各个])项目的?(?:绩效)?(?:自评|自我评价|评价)(?!表|报告|平均|的?项目)[^，。；？?]{0,6}?(?:几|多少)分(?![钟之])"
)
_SCORE_ASKED = re.compile(r"(?:几|多少)分(?![钟之])|得分|打分|分数")
_OF_ALL = re.compile(r"平均|整体|[各每哪都均最]|所有|全部|倒数|分别|一共")
_SCORING = re.compile(r"(?:绩效)?(?:自评|自我评价|评价)(?:得分|打分|评分|分数|[几多]少?分)?")


def pointed_at(scene: Scene) -> tuple[str, ...]:
    """The projects of the year that 那个项目 may be, where nothing else in the question tells which; empty where it names one."""
    query = scene.query
    if len(alike := _called_alike(scene)) > 1:
        return alike
    scored = bool(_ONE_SCORED.search(query.text)) and not _OF_ALL.search(query.text)
    rest = [word for word in query.rest if not (_SCORING.fullmatch(word) and _SCORE_ASKED.search(query.text))]
    if rest or not (scored or _POINTED_PROJECT.search(query.text)):
        return ()
    names = _names(scene.holdings, scene.target())
    keys = {key for asked in query.items for key in asked.keys}
    if keys & {terms.key(name) for name in names} or any(
        set(asked.keys) - asked_kind.FIELDS - terms.TOTALS for asked in query.items
    ):
        return ()
    return tuple(sorted(names))


def _called_alike(scene: Scene) -> tuple[str, ...]:
    """The projects of the year whose names have the very words that one project is called by: 社区卫生那个项目."""
    query = scene.query
    hit = _THAT_PROJECT.search(query.plain)
    if hit is None or not _SCORE_ASKED.search(query.text) or any(not asked.near for asked in query.items):
        return ()
    said = terms.normalise(hit["said"])
    names = _names(scene.holdings, scene.target()) | scored_names(scene.holdings)
    return tuple(sorted(name for name in names if said in terms.normalise(name)))


_THAT_PROJECT = re.compile(r"(?P<said>[一-鿿]{2,12}?)(?:的|那|这)一?个项目")


def by_code(query: Query, holdings: Sequence[Holding]) -> Query:
    """A project called by its code."""
    if not question.names_project_code(query.text):
        return query
    for holding in holdings:
        for fact in holding.facts:
            if fact.project and fact.project[0] and fact.project[0] in query.text:
                at = query.text.find(fact.project[0])
                asked = Asked(fact.project[1], (terms.key(fact.project[1]),), at, at + len(fact.project[0]))
                return replace(query, items=(asked,), kind="lookup" if query.kind == "list" else query.kind, rest=())
    return query


# A project called by what it is for, as one says it: 管大厅运转的那个项目, 修校舍的项目.
_SPOKEN_PROJECT = re.compile(
    r"(?P<said>(?:(?![和与跟及])[一-鿿]){2,12}?)(?:的|那个|这个|那|这)+(?:一?个|一?块|一?笔)?(?:项目|专项(?!经费支出|转移|债))(?!支出|资金|名称|库|有|都)"
)


def called_so(words: str, name: str) -> bool:
    """Whether words say of a project that it is one and what it is for (修校舍那个项目), and a name has half of them."""
    spoken = _SPOKEN_PROJECT.fullmatch(words)
    return spoken is not None and overlap(spoken["said"], name) >= _HALF


_HALF = 0.5


def called(query: Query, holdings: Sequence[Holding], masked: Sequence[tuple[int, int]]) -> Query:
    """Projects that are called so, each where only one name has the words."""
    hits = list(_SPOKEN_PROJECT.finditer(blanked(query.text, (*masked, *years(query.text)[2]))))
    names = _names(holdings) | listed_names(holdings) if hits else frozenset()
    scored = scored_names(holdings) - names if hits and _EVALUATED.search(query.text) else frozenset()
    items, rest = list(query.items), query.rest
    for hit in hits:
        if asked_order.asks(hit["said"]):
            continue  # 金额最小的项目 is told by its place
        name = _the_one(names, [hit["said"]])
        if name is None and (name := _the_one(scored, [hit["said"]])) and not _mostly(hit["said"], name):
            name = None
        name = name or _in_print(names, hit["said"])
        if name is None:
            continue
        asked = Asked(hit[0], (terms.key(name),), *hit.span(), near=True)
        items = [a for a in items if a.end <= hit.start() or hit.end() <= a.start]
        items = [a for a in items if not _explained(query.text, a, hit.start())]
        items.append(asked)
        rest = tuple(word for word in rest if word not in hit[0])
    items.sort(key=lambda a: a.start)
    return replace(query, items=tuple(items), rest=rest)


def _in_print(names: Collection[str], said: str) -> str | None:
    """The only project whose name has what everyday words (扫马路) are called in print."""
    words = {word for _, spoken, printed in everyday.naming(said) if len(spoken) >= _TELLS for word in printed}
    found = [name for name in names if any(word in terms.normalise(name) for word in words if not is_common(word))]
    return found[0] if len(found) == 1 else None


_EVALUATED = re.compile("评|分数|得分|[多几]少?分")
_MOST = 0.6


def _mostly(said: str, name: str) -> bool:
    """Whether most of the characters of what a project is called stand in its name."""
    own = _YEARS_AND_WORDS.sub("", said)
    return bool(own) and sum(char in name for char in own) >= _MOST * len(own)


_YEARS_AND_WORDS = re.compile("年度?|的")


def _explained(text: str, asked: Asked, start: int) -> bool:
    """Whether a bracket that opens at a place says which project is meant by what is said right before it."""
    return asked.end < start and text[start - 1] == "(" and not re.search("[，。；、？?和与]", text[asked.end : start])


def described(query: Query, holdings: Sequence[Holding]) -> Query:
    """A project called by words of its name in another order (修校舍的项目), where only one has them."""
    shared_out = query.per is not None and _SHARED_OUT.search(query.per)
    # What comes near several lines of a project's form is said of the project: 书屋平均一间要多少.
    loose = [a for a in query.items if a.near and shared_out and not a.code]
    fields = all(asked.keys[:1] and asked.keys[0] in asked_kind.FIELDS for asked in query.items if asked not in loose)
    words = (*query.rest, *(a.text for a in loose))
    if not fields or not ("项目" in query.text or shared_out) or not words:
        return query
    name = _the_one(_names(holdings) | listed_names(holdings), words)
    if name is None:
        return query
    word = words[0]
    query = replace(query, items=tuple(a for a in query.items if a not in loose))
    start = query.text.find(word)
    asked = Asked(word, (terms.key(name),), max(start, 0), max(start, 0) + len(word), near=True)
    # 面积 of 修渠项目的面积 is asked of the project, and no part of what it is called.
    asked_of_it = () if shared_out else query.rest
    rest = tuple(other for other in asked_of_it if other != word and not overlap(other, name))
    return replace(query, items=(asked, *query.items), rest=rest)


# Things that a project's form counts, each of which gets its part of the money.
_SHARED_OUT = re.compile("^[所座处家户间栋幢条套]$")


def _names(holdings: Sequence[Holding], year: int | None = None) -> frozenset[str]:
    """What the projects are called, of a year or of all."""
    return frozenset(name for holding in holdings for name, own in holding.projects if year in (None, own))


def _the_one(names: Collection[str], words: Sequence[str]) -> str | None:
    """The only name that has the most telling character pairs of the words; None where none has any, or several as many.

    Of several the one that has all the characters in their order is meant: 垃圾收运处置 of 垃圾收运及处置.
    """
    pairs = [a + b for word in words for a, b in pairwise(word)]
    scored = sorted(
        (
            (sum(p in name for p in pairs if not is_common(p)), all(in_order(word, name) for word in words), name)
            for name in names
        ),
        reverse=True,
    )
    if not scored or not scored[0][0] or (len(scored) > 1 and scored[1][:2] == scored[0][:2]):
        return None
    return scored[0][2]
