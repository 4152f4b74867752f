"""What an English sentence claims: which kind of value, of which items, of which years.

A formula is called for by the sentence's own words: "percentage change in", "average", "as a percentage of". Words that
call for one may as well be part of an item's name ("Total sales", "Average invested capital"), so a sentence may have
several readings, the plainest first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from ingest.quantity import Figure
from service.calculator.english.amounts import figure
from service.calculator.english.periods import Years, without_years, years
from service.calculator.english.words import CALENDAR, WEAK, content, fold, named_months, phrase

Kind = Literal["level", "change", "growth", "difference", "sum", "average", "share", "ratio"]

_MOVE = r"(?:change|increase|decrease|growth|decline|reduction|rise|drop|movement)"
_EITHER = rf"{_MOVE}(?: ?/ ?\(?{_MOVE}\)?| ?\({_MOVE}\))?"  # "increase / (decrease)"
_PER = r"(?:\b(?:percentage|percent|per cent)|(?<!\w)%)"
_GROWTH = re.compile(
    rf"(?:\b(?:year on year|year-on-year|annual) )?{_PER} {_EITHER}(?: (?:in|of|for)\b)?|\b(?:growth rate|rate of {_MOVE}) (?:of|in|for)\b"
)
_CHANGE = re.compile(rf"\b(?:net |total )?{_EITHER} (?:in|of|between|for)\b")
_VERB = re.compile(
    r"\b(?P<verb>increased?|rose|rise|grew|grow|decreased?|fell|fall|declined?|dropped|drop|reduced|changed?"
    r"|went (?:up|down))\b(?: (?:by|to))*"
)
_DIFFERENCE = re.compile(r"\b(?:net )?difference (?:in|of|between)\b")
_AVERAGE = re.compile(r"\b(?:average|mean)\b(?: of\b)?")
_SUM = re.compile(r"\b(?:total|combined|aggregate)\b(?: sum)?(?: of\b)?|\bsum of\b|\b(?:altogether|in total)\b")
_DOWN = re.compile(r"\b(?:decreased?|declined?|reduction|reduced|drop|dropped|fell|fall|went down|less|fewer|lower)\b")
_UP = re.compile(r"\b(?:increased?|growth|grew|grow|rise|rose|went up|more|higher)\b")
_NEUTRAL = re.compile(rf"{_MOVE} ?/ ?\(?{_MOVE}\)?|{_MOVE} ?\({_MOVE}\)")
_ORDER = ("first", "second", "third", "fourth")
_QUARTER = f"(?:{'|'.join(_ORDER)})"
_QUARTERS = re.compile(
    rf"\b(?:between|from|in) (?:the )?(?P<first>{_QUARTER})(?: quarter)? (?:and|to) (?:the )?(?P<last>{_QUARTER}) quarter"
)
_HEAD = re.compile(r" (?:between|from|for|of|in|across|both|,) ")
_AND = re.compile(r",? (?:and|than|versus|compared to|compared with) ")
_COMMAS = re.compile(r",? and |, ")
_LONGEST = 1000
_MOST_ITEMS = 6
_DENIED = re.compile(
    r"\b(?:is|was|were|are|did|does|do|has|have|had)(?: not|n['’]t)\b|\b(?:would|could|should|might|if|unless|neither|never)\b",
    re.IGNORECASE,
)
_FRAME = re.compile(r"^\s*Asked\b|\bthe figure is\b")  # Asked “…?”, the figure is 5 million.
_KIND = "(?P<kind>percentage|percent|proportion|portion|share|%)"
_ASKED_SHARE = re.compile(r"^(?:what |the |how much |was |is |were |are )*(?:percentage|percent|proportion|ratio) of ")
_OF = rf"\b{_KIND}(?: \(in percentage\)|, in percentage,)?(?: constitution)? of (?P<part>.+?) (?:in|over|out of) (?P<whole>.+)$"
_SHARES = tuple(
    re.compile(rf"^(?P<lead>{pattern}")
    for pattern in (
        rf".*?)\b(?P<part>.+?),? (?:expressed )?as an? {_KIND} of (?P<whole>.+)$",
        r".*?)\bratio of (?P<part>.+) to (?P<whole>.+)$",
        r"(?:the |what is )*)(?P<part>\S+(?: \S+){0,3})[ -]to[ -](?P<whole>\S+(?: \S+){0,2}) ratio\b(?P<rest>.*)$",
        rf".*?)\bwhat {_KIND} of (?P<whole>.+?) (?:was|were|is|are|did|does|do|came from) (?P<part>.+)$",
        rf".*?){_OF}",
    )
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a sentence: a kind of value over items of years; `phrase` is what it says, word by word.

    `direction` is 1 or -1 where a word (rose, decrease) carries the sign of a change, 0 where the figure carries it.
    """

    kind: Kind
    items: tuple[frozenset[str], ...]
    years: Years
    direction: int = 0
    own_years: tuple[Years, ...] = ()
    phrase: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence's figure and the readings of the rest of it."""

    figure: Figure
    readings: tuple[Reading, ...]


def _item(text: str) -> frozenset[str]:
    """The words of a phrase that name something, its years left out."""
    return content(without_years(text))


def _items(text: str) -> tuple[frozenset[str], ...]:
    """What a change is of: one item, or the same in two quarters or at two dates of a year, the earlier first."""
    hit = _QUARTERS.search(text)
    if hit:
        first, last = sorted((hit["first"], hit["last"]), key=_ORDER.index)
        rest = _cut(text, hit)
        return (_item(f"{rest} {first} quarter"), _item(f"{rest} {last} quarter"))
    months = named_months(text)
    if len(months) == 2 and len(set(years(text).named)) == 1:
        rest_of = _item(text) - set(months)
        return tuple(rest_of | {month} for month in sorted(months, key=CALENDAR.index))
    return (_item(text),)


def _direction(words: str) -> int:
    plain = _NEUTRAL.sub(" ", words)
    return int(bool(_UP.search(plain))) - int(bool(_DOWN.search(plain)))


def _cut(text: str, hit: re.Match[str]) -> str:
    return text[: hit.start()] + " , " + text[hit.end() :]


def _listed(text: str) -> Iterator[tuple[frozenset[str], ...]]:
    """Every way to read a phrase as a list of items, "revenue from A, B and C": with what stands before it, or alone."""
    found = {}
    for head in (*_HEAD.finditer(text), None):
        shared, tail = (text[: head.start()], text[head.end() :]) if head else ("", text)
        for split in (_AND, _COMMAS):
            parts = split.split(tail)
            if not 1 < len(parts) <= _MOST_ITEMS:
                continue
            items = tuple(_item(f"{shared} {part}") for part in parts)
            if all(item - _item(shared) - WEAK for item in items):
                ending = _item(" ".join(parts[-1].split()[1:]))  # "domestic and international discount rates"
                found[items] = True
                found[tuple(item | ending for item in items[:-1]) + items[-1:]] = True
    yield from found


def _readings(body: str) -> Iterator[Reading]:
    said = phrase(body)
    for reading in _called_for(body):
        yield replace(reading, phrase=said)
    item = _item(body)
    if "total" in item:  # of a row that is a total without being called so
        yield Reading("level", (item - {"total"},), years(body), phrase=said)


def _called_for(body: str) -> Iterator[Reading]:
    """The amount itself, then what the first formula that the words call for makes of it."""
    when = years(body)
    yield Reading("level", (_item(body),), when)
    for formula in _FORMULAS:
        readings = list(formula(body, when))
        if readings:
            yield from readings
            return


def _share(body: str, when: Years) -> Iterator[Reading]:
    for pattern in _SHARES:
        hit = pattern.search(body)
        if hit and not _item(hit["lead"]):
            said = hit.groupdict()
            kind: Kind = "share" if said.get("kind") in ("percentage", "percent", "%") else "ratio"
            part = _ASKED_SHARE.sub("", hit["part"])
            whole = hit["whole"] + said.get("rest", "")
            yield Reading(kind, (_item(part), _item(whole)), when, own_years=(years(part), years(whole)))
            return


def _growth(body: str, when: Years) -> Iterator[Reading]:
    hit = _GROWTH.search(body)
    if hit:
        yield Reading("growth", _items(_cut(body, hit)), when, _direction(hit[0]))


def _average(body: str, when: Years) -> Iterator[Reading]:
    hit = _AVERAGE.search(body)
    if hit:
        rest = _cut(body, hit)
        yield Reading("average", (_item(rest),), when)
        yield from (Reading("average", items, when) for items in _listed(rest))


def _change(body: str, when: Years) -> Iterator[Reading]:
    hit = _CHANGE.search(body)
    if hit:
        yield Reading("change", _items(_cut(body, hit)), when, _direction(hit[0]))


def _movement(body: str, when: Years) -> Iterator[Reading]:
    hit = _VERB.search(body)
    if hit is None:
        return
    item = _item(_cut(body, hit))
    if hit[0].endswith(" to"):
        yield Reading("level", (item,), when)
    else:
        kind: Kind = "growth" if "percent" in item else "change"
        yield Reading(kind, (item - {"percent"},), when, _direction(hit["verb"]))


def _difference(body: str, when: Years) -> Iterator[Reading]:
    hit = _DIFFERENCE.search(body)
    if hit is None:
        return
    rest = _cut(body, hit)
    if len(set(when.named)) == 2:
        yield Reading("difference", (_item(rest),), when)
    else:
        yield from (Reading("difference", items, when) for items in _listed(rest) if len(items) == 2)


def _sum(body: str, when: Years) -> Iterator[Reading]:
    hit = _SUM.search(body)
    if hit is None:
        return
    rest = _cut(body, hit)
    if "total" in hit[0]:
        yield Reading("sum", (_item(body),), when)
    yield Reading("sum", (_item(rest),), when)
    yield from (Reading("sum", items, when) for items in _listed(rest))


_FORMULAS: tuple[Callable[[str, Years], Iterator[Reading]], ...] = (
    _share, _growth, _average, _change, _movement, _difference, _sum,
)  # fmt: skip


def read(text: str, question: str = "") -> Claim | None:
    """The claim of a sentence; what it leaves unsaid ("It was 5 million.") the question that it answers says.

    None where the sentence states no figure or several that might be meant, denies or supposes what it says, or is too
    long to be one statement.
    """
    if len(text) + len(question) > _LONGEST or _DENIED.search(text):
        return None
    stated = figure(text)
    if stated is None:
        return None
    body = f"{text[: stated.start]} {text[stated.end :]}"
    body = re.sub(r"[“”\"?:;]", " ", fold(_FRAME.sub(" ", body))).strip(" .,")
    body = re.sub(r"\s(?:is|was|were|are)$", "", body)
    if not _item(body):
        body = fold(question).strip(" ?.")
    return Claim(stated, tuple(_readings(" ".join(body.split()))))
