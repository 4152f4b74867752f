"""Items of which a question says only what tells them apart: 行政和事业的医保, 宣传、组织两块工作. Pure.

Two printed names are parallel where they are alike but for how they begin (行政单位医疗, 事业单位医疗; 宣传事务, 组织事务). A question
that joins their beginnings means them where it speaks of what they have in common, or where there is nothing in it to
speak of (支出, 事务) and no other names begin so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest import everyday, terms
from service.asked_kind import kind_of
from service.holding import Holding
from service.query import Asked, Query

_ASIDE = r"(?:那|这)?(?:一?边|一?块|一?头|方面|部分)|人员|单位|系统|口子?|上|类|的"
_JOIN = re.compile(rf"(?:{_ASIDE})*(?:和|与|跟|同|及|、|还是|比|VS|vs|对)(?:是)?(?=[一-鿿]{{2}})")
_TELLS_NOTHING = frozenset({"支出", "事务", "经费", "费", "费用", "资金", "服务", "管理事务", "工作", "业务"})
_KINDS = frozenset({"rank", "lookup", "list", "compare", "difference", "change", "sum", "share", "multiple", "rate"})
_WHOSE = re.compile("^(?:本|该)?(?:部门|单位)(?:的)?(?=..)")
_SHORTEST, _LONGEST = 2, 4  # characters that tell one name from the other
_PAIR = 2


def resolved(query: Query, holdings: Sequence[Holding], year: int) -> Query:
    """The query with the parallel items that it means; itself where it means none, or may mean several sets of them."""
    listed = (
        query.kind == "rank" and len(_JOIN.findall(query.text)) > 1
    )  # 学前、小学、初中、高中教育: words of each may be small ones
    if query.kind not in _KINDS or not (query.rest or listed) or any(asked.code for asked in query.items):
        return query
    if not _JOIN.search(query.text):
        return query  # told before the names are gathered: most questions join nothing
    names = _names(holdings, year)
    pairs = [
        (tail, (words, start, end)) for words, start, end in _joined(query.text, names) for tail in _tails(words, names)
    ]
    found = {
        tail: chain
        for tail, chain in _chained(pairs).items()
        if not all(f"{word}{tail}" in query.text for word in chain[0])
    }
    spoken = _spoken(query)
    meant = [tail for tail in found if _speaks_of(spoken, tail)] or (
        [tail for tail in found if tail in _TELLS_NOTHING] if len(found) == 1 and not query.items else []
    )
    if len(meant) != 1:
        return query
    words, start, end = found[meant[0]]
    items = tuple(Asked(word, (names[f"{word}{meant[0]}"],), start + at, end + at) for at, word in enumerate(words))
    if any(
        not (start <= asked.start <= end + _LONGEST)
        and not set(asked.keys) & terms.TOTALS
        and not _speaks_of(f"{asked.text}¦{terms.name(asked.keys[0]) if asked.keys else ''}", meant[0])
        for asked in query.items
    ):
        return query  # 基本支出里行政和事业的医保: only a part of them is meant
    explained = {*words, *(asked.text for asked in query.items), meant[0]}
    rest = tuple(
        w for w in query.rest if not any(one in w or w in one for one in explained) and w not in _TELLS_NOTHING
    )
    kind = kind_of(query.text, items, query.years, query.offsets)
    return replace(query, items=items, rest=rest, kind=kind)


_Chain = tuple[tuple[str, ...], int, int]


def _chained(pairs: Sequence[tuple[str, _Chain]]) -> dict[str, _Chain]:
    """The pairs that go on alike as one row where each begins with what the one before it ends with: 小学、初中、高中."""
    found: dict[str, _Chain] = {}
    for tail, (words, start, end) in pairs:
        before = found.get(tail)
        if before is not None and before[0][-1] == words[0] and before[2] <= start + len(words[0]) <= end:
            found[tail] = ((*before[0], *words[1:]), before[1], end)
        else:
            found[tail] = (words, start, end)
    return found


def _names(holdings: Sequence[Holding], year: int) -> dict[str, str]:
    """The printed names of the year's figures, each with the key of its item."""
    found: dict[str, str] = {}
    for holding in holdings:
        for known in holding.known:
            fact = known.fact
            if fact.year == year and fact.value is not None and fact.row and fact.indicator is None:
                name = terms.normalise(fact.row[-1])
                found.setdefault(name, known.item.own)
                if fact.source == "narrative":  # 部门行政编制38名、事业编制86名
                    found.setdefault(_WHOSE.sub("", name), known.item.own)
    return found


def _joined(text: str, names: dict[str, str]) -> Iterator[tuple[tuple[str, str], int, int]]:
    """Two beginnings of names on both sides of a word that joins, and where they stand."""
    starts = {name[:size] for name in names for size in range(_SHORTEST, _LONGEST + 1) if len(name) > size}
    for hit in _JOIN.finditer(text):
        before = [text[hit.start() - size : hit.start()] for size in range(_SHORTEST, _LONGEST + 1)]
        behind = [text[hit.end() : hit.end() + size] for size in range(_SHORTEST, _LONGEST + 1)]
        for one in before:
            for two in behind:
                if one != two and {one, two} <= starts and len(one) >= _SHORTEST:
                    yield (one, two), hit.start() - len(one), hit.end()


def _tails(words: tuple[str, str], names: dict[str, str]) -> list[str]:
    """How names go on alike behind each of two beginnings."""
    tails: defaultdict[str, int] = defaultdict(int)
    for word in words:
        for name in names:
            if name.startswith(word) and len(name) > len(word):
                tails[name[len(word) :]] += 1
    return [tail for tail, count in tails.items() if count == _PAIR]


def _spoken(query: Query) -> str:
    """The question's words, and what its items and its everyday words are called in print."""
    items = (terms.name(key) for asked in query.items for key in asked.keys[:1])
    return "¦".join((query.text, *items, *everyday.printed(query.text)))


def _speaks_of(spoken: str, tail: str) -> bool:
    """Whether words have a pair of the characters of what names have in common, other than of what tells nothing."""
    pairs = (
        {tail[at : at + 2] for at in range(len(tail) - 1)} - _TELLS_NOTHING - {"单位", "机关", "人员", "支出", "其他"}
    )
    return any(pair in spoken for pair in pairs)
