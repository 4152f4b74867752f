"""What a question says in passing of the only item that it names: 靠公证收费这类业务挣的事业收入, 给民警添制服的那笔被装购置费."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest import everyday, terms
from service.draft import Draft, Quoted, Stated
from service.printed_words import LIGHT
from service.query import Asked
from service.rules import glossary
from service.rules.scene import Scene
from service.rules.sentences import overlap

# 甲费、乙费这些某某收入, 靠甲费这类业务挣的某某收入: what stands before only says what the item is made of.
_SUCH = re.compile(
    r"(?P<named>[^，。；？]{2,24}?)(?:这些|那些|这类|那类|之类|一类|这样|等等|等)(?:的|[一-鿿]{1,8}的)?(?:[那这]?[一]?[笔项块])?$"
)
# 修路挖河这些工程类: things of one kind that are bought, and all of that kind is asked for.
_SUCH_BUYING = re.compile(
    r"(?P<named>[^，。；？]{2,16}?)(?:这[些类样种]|那[些类样种]|之类|一类|等等?)(?:的)?(?P<kind>货物|工程|服务)(?:类|采购|项目|[一上]块)?(?!师|质量|款|费)"
)
_BOUGHT = {"货物": "procurement_goods", "工程": "procurement_works", "服务": "procurement_services"}
# 用来给某人添制服的那笔某某费: what it pays for, told before its printed name.
_PAYS_FOR = re.compile(
    r"(?:用来|用于|拿来|专门|为了?|[给替帮付])(?P<named>[^，。；？、]{2,24})的[那这]?一?(?:笔|项|块|部分|种|个)?$"
)
_SHARED = 0.6
_MOST = 0.75  # of a word's telling characters
_BY = re.compile("^[靠凭像如]")
_ANY_WORK = frozenset({"业务", "工作", "服务", "事项", "活动"})


def examples(scene: Scene) -> list[str]:
    """The words that name kinds of the only item, as far as the disclosure's glossary tells that the item has them."""
    items = scene.query.items
    if (
        len(items) == 1
        and (kind := _SUCH_BUYING.search(scene.query.text))
        and items[0].keys[:1] == (_BOUGHT[kind["kind"]],)
    ):
        return [word for word in scene.query.rest if word in kind["named"]]  # a kind of purchases has them all in it
    hit = _SUCH.search(scene.query.text[: items[0].start]) if len(items) == 1 else None
    entry = glossary.defined(scene, items[0]) if hit else None
    if hit is None or entry is None:
        return []
    told = terms.normalise("".join(piece.text for piece in entry.pieces if isinstance(piece, Quoted)))
    said = [word for word in scene.query.rest if word in hit["named"]]
    if not said or not all(_is_told(word, told) for word in said if word not in _ANY_WORK):
        return []
    return [*said, *(word for word in scene.query.rest if word in _ANY_WORK and word in hit[0])]


def _is_told(word: str, text: str) -> bool:
    """Whether a text has what a word is made of, be it with other words between: 公证收费, told as 公证服务收费."""
    chars = [char for char in terms.normalise(_BY.sub("", word)) if char not in LIGHT]
    return sum(char in text for char in chars) >= _MOST * len(chars) if len(chars) > 1 else word in text


def only_explains(scene: Scene, found: Draft, words: Sequence[str]) -> bool:
    """Whether words stand in a clause that tells what the only item pays for, in everyday words for that very item.

    A sentence may tell it, too: 主要用于某某 of the line that is stated.
    """
    items, text = scene.query.items, scene.query.text
    if len(items) != 1 or not words:
        return False
    at = _printed_at(items[0], text)
    hit = _PAYS_FOR.search(text[:at])
    if hit is None or not all(word in hit["named"] for word in words):
        return False
    spoken = hit.start() <= items[0].start < at or _names(hit["named"], items[0])
    return spoken or all(overlap(terms.normalise(word), _purposes(scene, found)) >= _SHARED for word in words)


def _printed_at(item: Asked, text: str) -> int:
    """Where an item is named as it is printed, which may be behind an everyday word for it."""
    at = max((text.rfind(key) for key in item.keys), default=-1)
    return max(at, item.start)


def _names(clause: str, item: Asked) -> bool:
    """Whether a clause has everyday words for what an item is called in print."""
    said = everyday.naming(terms.fold(clause)[0])
    return any(terms.key(printed) in item.keys for _, _, words in said for printed in words)


def _purposes(scene: Scene, found: Draft) -> str:
    """What the sentences about a stated line tell that it is for."""
    stated = (fact for piece in found.pieces if isinstance(piece, Stated) for fact in piece.facts)
    told = (
        other.quote for fact in stated for other in scene.holding(fact).explained.get((fact.row[-1:], fact.year), ())
    )
    return terms.normalise("".join(told))
