"""A body called by the words that tell it from the others, or by its kind where one held is of it: 水务那边, 街道2025年. Pure.

Only at the head of a question or of its clauses and before what follows a body's name there, so that the same words inside an item (水务 of
水务管理, 街道 of 街道公共服务) name no body.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from service.body_names import BodyName, former, taken_apart

Span = tuple[int, int]
_LEAST = 2
_CLAUSE = re.compile(r"[，,。；]")
_KIND = re.compile(r"(?:街道|镇|乡)$")
_LEADS_IN = re.compile(
    r"^[\s，,]*(?:那个|这个|那边的?|那家|这家|那么?|请问|换成?|改成|再?看看?|再?说说|问一?下|问|还有|以及|至于|如果是|要是)*[，,]?"
)
# 那边, 的呢 can only follow what a question turns to; a year follows an item as well.
_TURNED_TO = re.compile(
    r"(?:那边|这边|那头|那家|方面)?的?(?:情况)?(?:呢|咋样|怎么样)[？?。]*$|(?:[那这](?:边|头|个|栋|座|幢|家|儿|一?大?摊子?|一?大家子|条线|一?口子?(?=[，,的]|\d)|一亩三分地))"
)
# A body with all that is below it: 甲区城管系统.
_SYSTEM = re.compile("全?系统(?![平软建集运升维开改项经采购])")
_DATED = re.compile(r"(?:的|在)?\s*(?:(?:19|20)?\d\d年?|二[〇零]|今年|去年|前年|上年|明年)")


def meant(text: str, names: Iterable[str], items: Sequence[Span] = ()) -> tuple[str, Span] | None:
    """The one held body that a question turns to by such words, and where they stand; `items` are spans that name items."""
    found: dict[str, Span] = {}
    for clause in (0, *(hit.end() for hit in _CLAUSE.finditer(text))):
        opened = _LEADS_IN.match(text[clause:])
        found |= _at(text, clause + (opened.end() if opened else 0), names, items)
    found |= {name: span for name in names if (span := _shortened(text, name, items))}
    return next(iter(found.items())) if len(found) == 1 else None


def at_their_places(text: str, names: Iterable[str], items: Sequence[Span] = ()) -> dict[str, Span]:
    """The held bodies called by their place and characters of what tells them, and where; none where several go by the same."""
    found = {name: span for name in names if (span := _shortened(text, name, items))}
    spans = list(found.values())
    return {name: span for name, span in found.items() if spans.count(span) == 1}


def _shortened(text: str, name: str, items: Sequence[Span] = ()) -> Span | None:
    """Where a body stands as its place and characters of what tells it, in order: 甲区城管, 乙县人社, before a year, an item or 那边."""
    for spelled in (name, *former(name)):
        parts = taken_apart(spelled)
        for own in (parts.core, *(part for part in _AND.split(parts.core)[1:] if len(part) > _LEAST)):
            if span := _of_these(text, parts, own, items):
                return span
    return None


def _of_these(text: str, parts: BodyName, own: str, items: Sequence[Span]) -> Span | None:
    """Where characters of a name's own part, or of what stands behind 和 in it, stand behind its place."""
    telling = _AFFAIRS.sub("", parts.telling)
    for place in parts.places:
        if f"{place[:-1]}{own[0]}" not in text and f"{place}{own[0]}" not in text:
            continue  # told before a pattern is made of each of a thousand names
        for hit in re.finditer(f"{re.escape(place[:-1])}(?:{place[-1]})?(?={re.escape(own[0])})", text):
            end = _run_of(text, hit.end(), own)
            if end - hit.end() < _LEAST:
                continue
            if whole := _SYSTEM.match(text, end):
                return hit.start(), whole.end()
            short = text[hit.end() : end]
            at_item = any(a == end for a, _ in items) and not any(a < end < b for a, b in items)
            parted = (at_item or _PARTED.match(text, end)) and (
                _AFFAIRS.sub("", short) == telling or not own.startswith(short)
            )
            if parted or _TURNED_TO.match(text, end) or _DATED.match(text, end):
                return hit.start(), end
    return None


def _run_of(text: str, start: int, own: str) -> int:
    """Where the characters of a name's own part end that stand here in its order."""
    end, at = start, 0
    while end < len(text) and (found := own.find(text[end], at)) >= 0:
        end, at = end + 1, found + 1
    return end


_AND = re.compile("[和与]")
_AFFAIRS = re.compile("事务$")  # left out of what a body is called: 退役军人事务局
# What goes on behind a body that is called so, and behind the first word of a longer name as well.
_PARTED = re.compile(r"的|[和与跟及比、，,？?]|$")


# A house of the body's, or another body, goes on where the body's own name would end.
_ANOTHER = re.compile("[校院馆站所园厅队]|中心|学院|协会|集团|公司")


def _with_place(text: str, start: int, places: Sequence[str], telling: str) -> int | None:
    """Where 甲水务 (甲区水务局 without both of its closing words) ends, if it stands at a place."""
    for place in places:
        for said in (place, place[:-1]):
            if len(said) >= _LEAST and len(telling) >= _LEAST and text.startswith(f"{said}{telling}", start):
                end = start + len(said) + len(telling)
                return None if _ANOTHER.match(text, end) else end
    return None


def _at(text: str, start: int, names: Iterable[str], items: Sequence[Span]) -> dict[str, Span]:
    """The held bodies that a clause turns to where it begins."""
    found: dict[str, Span] = {}
    for name in names:
        parts = taken_apart(name)
        own = (parts.telling, *(parts.local or ()))
        for word in (_KIND.sub("", one) or one for one in own):
            if len(word) >= _LEAST and text.startswith(word, start):
                end = start + len(word)
                named = any(a < end and start < b for a, b in items)
                if _TURNED_TO.match(text, end) or (not named and _DATED.match(text, end)):
                    found[name] = (start, end)
        if text.startswith(parts.core[:1], start):
            end = _run_of(text, start, parts.core)
            apart = not parts.core.startswith(text[start:end])  # 城管 of 城市管理局, and not 城市
            if end - start >= _LEAST and apart and (_TURNED_TO.match(text, end) or _DATED.match(text, end)):
                found[name] = (start, end)
        if parts.telling and (placed := _with_place(text, start, parts.places, parts.telling)):
            found[name] = (start, placed)
    return found
