"""Items called by a part of their printed name (补助, 咨询): the one that has it, or the several that a person must choose from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest import terms
from ingest.wording import GIVEN
from service.holding import Holding
from service.query import Asked, Query
from service.rules.sentences import in_order

_CLOSING = re.compile(r"(?:费用?|支出|经费|收入|资金|专项|项目)$")
_HAN = re.compile(r"^[一-鿿]{2,8}$")
# What a list is called and none of its parts.
_OF_LISTS = frozenset({"明细", "清单", "细项", "分项", "情况", "细目", "构成", "结构"})
_MOST = 8  # of more, the word tells next to nothing
_PAIR = 2
_KINDS = ("lookup", "change", "rate", "share", "reason", "purpose")


def resolved(query: Query, holdings: Sequence[Holding], year: int) -> Query:
    """The query with an item for a word that names none, where printed names of the year have that word in them.

    Where several have it, the item has all their keys: rows of different amounts are then asked back.
    """
    query = _given_to(_under_its_heading(query, holdings, year), holdings, year)
    query = _of_money(_in_two_pieces(_in_full(query, holdings, year), holdings, year), holdings, year)
    query = _of_projects(_of_several(query, holdings, year), holdings)
    listed = query.kind == "list" and all(set(asked.keys[:1]) & terms.TOTALS for asked in query.items)
    words = [word for word in query.rest if word not in _OF_LISTS] if listed else query.rest
    if (query.items and not listed) or query.counted or query.kind not in (*_KINDS, "list") or len(words) != 1:
        return query
    word = words[0]
    if not _HAN.match(word) or terms.is_common(word):
        return query
    keys = _above(word, holdings, year) if listed else _keys(word, holdings, year)
    if not keys or len(keys) > _MOST:
        return query
    start = max(query.text.find(word), 0)
    if listed and _IS_DONE.search(query.text):
        query = replace(query, kind="purpose")
    return _of_projects(
        replace(query, items=(Asked(word, keys, start, start + len(word), near=True),), rest=()), holdings
    )


def _under_its_heading(query: Query, holdings: Sequence[Holding], year: int) -> Query:
    """The query without the heading that is said right behind one of its own lines: 某某 of 某某污染防治, printed under 污染防治."""
    headed = {
        one
        for line, one in pairwise(query.items)
        if line.end == one.start and not line.code and not one.code and _is_under(line, one, holdings, year)
    }
    return replace(query, items=tuple(a for a in query.items if a not in headed)) if headed else query


def _is_under(line: Asked, heading: Asked, holdings: Sequence[Holding], year: int) -> bool:
    """Whether a line is printed right below a heading, and neither is found elsewhere."""
    above = {
        terms.key(known.fact.row[-_PAIR])
        for holding in holdings
        for key in line.keys
        for known in holding.by_own.get(key, ())
        if known.fact.source == "table" and known.fact.year == year and len(known.fact.row) >= _PAIR
    }
    return len(above) == 1 and above <= set(heading.keys)


def _of_projects(query: Query, holdings: Sequence[Holding]) -> Query:
    """The query with the project alone of what goes by a part of its name where it is called a project: 某某项目 is no indicator."""
    if not any(a.near and len(a.keys) > 1 and _A_PROJECT.match(query.text, a.end) for a in query.items):
        return query
    projects = {terms.key(k.fact.project[1]) for holding in holdings for k in holding.known if k.fact.project}

    def alone(asked: Asked) -> Asked:
        if not (asked.near and _A_PROJECT.match(query.text, asked.end)):
            return asked
        return replace(asked, keys=tuple(key for key in asked.keys if key in projects) or asked.keys)

    return replace(query, items=tuple(map(alone, query.items)))


_A_PROJECT = re.compile("(?:的|这个?|那个?)*项目(?!支出|资金|经费|预算|数|类)")
# Lines that say whom they are given to: 对某某的补贴.
_GIVEN_TO = re.compile(r"^(?:对|给)(?P<whom>.{2,16}?)的?(?:补贴|补助|奖励|救助|资助)(?:支出|资金)?$")
_GIVES = re.compile(r"油补|补贴|补助|奖补|补的钱|补给|补了|补(?=多少)|发给|奖励|救助|资助")


def _given_to(query: Query, holdings: Sequence[Holding], year: int) -> Query:
    """The query with the lines that are given to whom it names (补贴…给甲多少、乙多少), in full or by characters of them."""
    if not _GIVES.search(query.text) or query.kind not in ("lookup", "list", "sum", "compare", "difference"):
        return query
    printed: dict[str, str] = {}
    for holding in holdings:
        for known in holding.known:
            fact = known.fact
            told = fact.source == "table" and fact.year == year and fact.value is not None and bool(fact.row)
            if told and (hit := _GIVEN_TO.match(terms.normalise(fact.row[-1]))):
                printed.setdefault(hit["whom"], terms.key(fact.row[-1]))
    text = query.text
    found: list[Asked] = []
    for whom, key in printed.items():
        short = re.search(f"{whom[:2]}.{{0,{len(whom) - _SHORT}}}{whom[-2:]}", text) if len(whom) > _SHORT else None
        span = (text.find(whom), text.find(whom) + len(whom)) if whom in text else short.span() if short else None
        inside = span is not None and any(
            a.start <= span[0] and span[1] <= a.end and len(a.text) > len(whom) for a in query.items if not a.near
        )
        if span is not None and not inside:  # 其他对个人和家庭的补助 is a line of its own
            found.append(Asked(text[slice(*span)], (key,), *span))
    if not found or any(set(asked.keys) & {key for one in found for key in one.keys} for asked in query.items):
        return query
    kept = [
        asked for asked in query.items
        if not any(asked.start < one.end and one.start < asked.end for one in found) and not _GIVES.search(asked.text)
    ]  # fmt: skip
    items = tuple(sorted((*kept, *found), key=lambda asked: asked.start))
    rest = tuple(
        word
        for word in query.rest
        if not _GIVES.search(word) and not any(word in one.text or one.text in word for one in found)
    )
    return replace(query, items=items, rest=rest)


def _of_several(query: Query, holdings: Sequence[Holding], year: int) -> Query:
    """The query with all the printed names that have the one name in them which the code tables know and nothing prints.

    A single one is another item; of several a person is asked which one is meant. What the functional classification
    calls so is an item of its own, of which the disclosure has nothing (事业单位医疗 is not 行政事业单位医疗).
    """
    if len(query.items) != 1 or query.rest or query.counted or query.kind not in _KINDS:
        return query
    asked = query.items[0]
    known = asked.code or asked.near or set(asked.keys) & (set(terms.concepts()) | terms.functional_names())
    if known or not _HAN.match(asked.text) or any(_counted(holding, asked.keys) for holding in holdings):
        return query
    keys = _keys(asked.text, holdings, year)
    if not 1 < len(keys) <= _MOST:
        return query
    return replace(query, items=(replace(asked, keys=keys, near=True),))


# What is done with it, and not what it is made up of: 准备搞些什么, 用来办了哪些事.
_IS_DONE = re.compile("(?:搞|做|干|办|弄)(?:了|点|些)*(?:什么|啥|哪些)")
_SHORT = 4  # characters of a name of whom something is given to, of which the first and the last two tell it

_EACH = re.compile("每|人均|户均|标准")


def _of_money(query: Query, holdings: Sequence[Holding], year: int) -> Query:
    """The query with the line that a word opens (初中 of 初中教育) where money is asked for and the word itself only counts people."""
    if query.counted or query.kind not in (*_KINDS, "compare", "difference", "sum"):
        return query

    def line(asked: Asked) -> Asked:
        told = [k for key in asked.keys for h in holdings for k in h.by_own.get(key, ()) if k.fact.value is not None]
        counts = bool(told) and all(known.fact.measure == "count" for known in told)
        if asked.code or asked.near or not counts or asked.keys[0] in terms.concepts() or not _HAN.match(asked.text):
            return asked
        own = terms.normalise(asked.text)
        keys = {
            known.item.own
            for h in holdings
            for known in h.known
            if known.fact.source == "table" and known.fact.code and known.fact.year == year
            and known.fact.value is not None and known.fact.row
            and terms.normalise(known.fact.row[-1]).startswith(own)
            and terms.key(known.fact.row[-1]) in terms.code_names()
        }  # fmt: skip
        if not keys and re.search("[钱元]", query.text):  # 一档给多少元, printed as 一档每生每年3000元 beside 一档80人
            keys = {
                known.item.own
                for h in holdings
                for known in h.known
                if known.fact.measure == "level" and known.fact.year == year and known.fact.value is not None
                and known.fact.row and terms.normalise(known.fact.row[-1]).startswith(own)
                and _EACH.search(known.fact.row[-1])
            }  # fmt: skip
        return replace(asked, keys=tuple(keys), near=True) if len(keys) == 1 else asked

    query = replace(query, items=tuple(map(line, query.items))) if query.items else query
    return _of_what_is_given(query, holdings, year)


# Money that is given, which a goal counts those who get it of: 护理补贴 comes near 护理补贴发放人数.
_IS_GIVEN = re.compile(f"(?:{GIVEN}|奖金)$")


def _of_what_is_given(query: Query, holdings: Sequence[Holding], year: int) -> Query:
    """The query with the lines of money that end in what it names, for a count of those who get it; of several the one of all words."""
    if len(query.items) != 1 or not (asked := query.items[0]).near or not _IS_GIVEN.search(asked.text):
        return query
    told = [
        known
        for key in asked.keys
        for holding in holdings
        for known in holding.by_own.get(key, ())
        if known.fact.value is not None and not any("权重" in label for label in known.fact.column)
    ]
    if not told or any(known.fact.measure != "count" for known in told):
        return query
    end = terms.normalise(asked.text)
    printed = {
        label: known.item.own
        for holding in holdings
        for known in holding.known
        if known.fact.source == "table" and known.fact.measure == "level" and known.fact.year == year
        and known.fact.value is not None and known.fact.row and known.fact.indicator is None
        and (label := terms.normalise(known.fact.row[-1])).endswith(end)
    }  # fmt: skip
    words = {word: {own for label, own in printed.items() if in_order(word, label)} for word in query.rest}
    fitting = {own: None for own in printed.values() if all(own in those for those in words.values() if those)}
    if not fitting or len(fitting) > _MOST:
        return query
    rest = tuple(word for word in query.rest if not words[word])
    return replace(query, items=(replace(asked, keys=tuple(fitting)),), rest=rest)


_JOINING = re.compile("[和与及、]")
_JOINS = "(?:以及|[和与及、跟同])"  # as people say it: 征地跟拆迁补偿


def _in_full(query: Query, holdings: Sequence[Holding], year: int) -> Query:
    """The query with the printed name that it says but for a joining word (修路修桥补助 of 修路和修桥补助支出), for a part of it.

    Only an item of which the disclosures have no figure gives way: the code tables alone have its name.
    """
    if not query.items or not all(asked.keys for asked in query.items):
        return query
    if all(asked.code or any(_counted(holding, asked.keys) for holding in holdings) for asked in query.items):
        return query  # as nearly always; told without a look at all figures
    printed: dict[str, str] = {}
    known_keys: set[str] = set()
    for holding in holdings:
        for known in holding.known:
            fact = known.fact
            known_keys |= {known.item.own, *known.item.within} if fact.value is not None else set()
            if fact.year == year and fact.value is not None and fact.row and fact.indicator is None:
                label = terms.normalise(fact.row[-1])
                bare = _CLOSING.sub("", _JOINING.sub("", label))
                if _JOINING.search(label) and len(bare) >= _LEAST:
                    printed.setdefault(bare, known.item.own)

    def full(asked: Asked) -> Asked:
        if set(asked.keys) & known_keys or asked.code:
            return asked
        for bare, key in printed.items():
            hit = re.search(f"{_JOINS}?".join(map(re.escape, bare)), query.text) if asked.text in bare else None
            if hit is not None:
                return replace(asked, text=hit[0], keys=(key,), start=hit.start(), end=hit.end())
        return asked

    return replace(query, items=tuple(map(full, query.items)))


def _in_two_pieces(query: Query, holdings: Sequence[Holding], year: int) -> Query:
    """The query with the only printed name that has both pieces of a word: 体育彩票公益金 of 用于体育事业的彩票公益金支出.

    The first piece was taken for an item that goes by it alone.
    """
    for asked in query.items:
        word = next((w for w in query.rest if len(w) > _PAIR and query.text.startswith(w, asked.end)), None)
        if word is None or asked.code:
            continue
        keys = {own for own, label in _printed(holdings, year) if asked.text in label and word in label}
        if len(keys) == 1:
            end = asked.end + len(word)
            whole = replace(asked, text=query.text[asked.start : end], keys=(*keys,), end=end, near=True)
            items = tuple(whole if one is asked else one for one in query.items)
            query = replace(query, items=items, rest=tuple(w for w in query.rest if w != word))
    return query


def _counted(holding: Holding, keys: Sequence[str]) -> bool:
    """Whether a disclosure has a figure that counts one of the items."""
    return any(known.fact.value is not None for key in keys for known in holding.by_own.get(key, ()))


_LEAST = 4  # characters of a name that tells an item


def _above(word: str, holdings: Sequence[Holding], year: int) -> tuple[str, ...]:
    """The key of the line of a code table that has the word in its name and all others with it below it (医疗的明细)."""
    found = {
        code: known.item.own
        for holding in holdings
        for known in holding.known
        if (code := known.fact.code or "").startswith("2")  # 功能分类
        and known.fact.year == year
        and known.fact.row
        and word in terms.normalise(known.fact.row[-1])
    }
    if not found:
        return ()
    shortest = min(found, key=len)
    return (found[shortest],) if all(code.startswith(shortest) for code in found) else ()


def _printed(holdings: Sequence[Holding], year: int) -> Iterator[tuple[str, str]]:
    """The key and the label of every row of tables with a number of the year, indicators left out."""
    for holding in holdings:
        for known in holding.known:
            fact = known.fact
            if (
                fact.source == "table"
                and fact.row
                and fact.year == year
                and fact.value is not None
                and not fact.indicator
            ):
                yield known.item.own, fact.row[-1]


def _keys(word: str, holdings: Sequence[Holding], year: int) -> tuple[str, ...]:
    """The keys of rows of tables whose name has the word in it: the one that it all but is, or all of them."""
    found: dict[str, str] = {}
    for own, printed in _printed(holdings, year):
        label = terms.normalise(printed)
        bare = _JOINING.sub("", label) if len(word) >= _LEAST else label  # 征地拆迁 of 征地和拆迁补偿支出
        if (word in label or word in bare) and not terms.is_neutral(label):
            found.setdefault(own, label)
    whole = [key for key, label in found.items() if _CLOSING.sub("", label) == word]
    return tuple(whole or found) or _turned(word, holdings, year)


# Deeds as people name them before what they are done to, and as names have them behind it: 建公路 is 公路建设.
_DEEDS = {
    "建": "建设|修建|新建|改建", "盖": "建设|修建|新建", "修": "建设|修建|维修|维护|修缮|改造", "养": "养护|维护|保养",
    "买": "购置|采购", "购": "购置|采购", "管": "管理|监管", "改": "改造|改建|改革", "治": "治理|整治|防治", "防": "防治|防控|预防|防范",
    "查": "检查|监察|稽查|巡查", "救": "救助|救济", "补": "补贴|补助", "护": "保护|维护|养护", "训": "培训", "扶": "扶持|帮扶",
}  # fmt: skip
_DEED = re.compile(f"(?P<deed>[{''.join(_DEEDS)}])(?P<what>[一-鿿]{{2,8}})")


def _turned(word: str, holdings: Sequence[Holding], year: int) -> tuple[str, ...]:
    """The keys of the rows of tables that name what is done with the deed behind it."""
    hit = _DEED.fullmatch(word)
    if hit is None:
        return ()
    named = re.compile(f"{re.escape(hit['what'])}(?:{_DEEDS[hit['deed']]})")
    rows = _printed(holdings, year)
    found = {own: None for own, label in rows if named.fullmatch(_CLOSING.sub("", terms.normalise(label)))}
    return tuple(found)
