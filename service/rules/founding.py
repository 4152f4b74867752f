"""When a body came to be, and out of which others: 哪一年成立的, 由哪些单位合并来的.

Disclosures tell it in passing: in the account of the body, of a reform, or as the reason for having spent nothing the year before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest import terms
from service import small_words
from service.blanking import MASK
from service.draft import Draft, Quoted
from service.rules.scene import Scene, answered
from service.rules.sentences import Line, in_order, narrative, newest_first

_FOUNDED = "成立|组建|设立|建立|创立|创建|挂牌"
_WHEN = r"(?:哪一?年|哪年|几几年|哪个?(?:时候|月)|哪天|什么(?:时候|时间|年份|年代)|啥时候|何时|几时)"
_ASKS_WHEN = re.compile(
    rf"{_WHEN}[^，。；？?]{{0,6}}?(?:{_FOUNDED}|才有|有的|出现|诞生)|(?:{_FOUNDED})(?:的)?(?:时间|日期|年份|于?{_WHEN})"
)
_ASKS_OF_WHAT = re.compile(
    rf"(?:由|从|把|将|是)?(?:原来|以前|原先|之前)?的?(?:哪|什么|啥)(?:些|几)?[个家]?(?:单位|部门|机构|局|委|办)?的?(?:职责|职能|职权)?"
    rf"(?:合并|整合|合|并|组|拼|{_FOUNDED})(?:起来|而来|到一起|过来|而成|成|来)*"
)
_DATED = re.compile(rf"\d{{4}}\s*年.*(?:{_FOUNDED})", re.DOTALL)
_ITS = r"(?:本|我)?(?:单位|部门|[局委部办院街镇])"
_CLOSE = 12  # characters between the body, the year and the deed in one clause
_MERGED = re.compile("整合|合并|并入|划入")


def told(scene: Scene) -> Draft | None:
    """The sentence that says when the body itself was set up, or out of what; None where none says, or they say different years."""
    text = terms.normalise(scene.query.plain or scene.query.text)
    asks = [ask for ask in (_ASKS_WHEN, _ASKS_OF_WHAT) if ask.search(text)]
    if not asks or _left(text, scene.organisation):
        return None
    for holding in newest_first(scene):
        found = list(_told_in(narrative(holding), scene.organisation))
        if _ASKS_WHEN not in asks:
            found = [(year, line) for year, line in found if _MERGED.search(line.text)]
        if len({year for year, _ in found}) == 1:
            return replace(answered(found[0][1].quoted()), by_words=True)
    return None


def is_told(text: str, found: Draft | None) -> bool:
    """Whether it is asked when something was set up, and sentences with the year of a founding are quoted."""
    said = [piece for piece in found.pieces if isinstance(piece, Quoted)] if found is not None else []
    return bool(said) and _ASKS_WHEN.search(text) is not None and all(_DATED.search(piece.text) for piece in said)


def _left(text: str, organisation: str) -> str:
    """What a question names beside the body and what it asks: 应急救援队 of 应急救援队哪年组建."""
    bare = _ASKS_WHEN.sub(MASK, _ASKS_OF_WHAT.sub(MASK, text))
    bare = re.sub(r"这个?|那个?|单位|部门|机构|合并|整合|来的|的", MASK, small_words.masked(bare, MASK))
    name = terms.normalise(organisation)
    runs = re.findall(r"[一-鿿]{2,}", bare)
    return "".join(run for run in runs if not in_order(run, name))


def _told_in(lines: Iterator[Line], organisation: str) -> Iterator[tuple[str, Line]]:
    """The sentences that tell of the founding of the body itself, each with its year."""
    name = terms.normalise(organisation)
    ends = "|".join(re.escape(name[at:]) for at in range(len(name) - 3))
    own = rf"(?:{ends}|{_ITS})"
    ways = (
        re.compile(rf"{own}[^，。；]{{0,{_CLOSE}}}?(?P<year>\d{{4}})年[^，。；]{{0,{_CLOSE}}}?(?:{_FOUNDED})(?!的)"),
        re.compile(rf"(?P<year>\d{{4}})年[^。；]*?(?:{_FOUNDED})+了?(?:新的?)?(?:{ends})"),
    )
    for line in lines:
        said = terms.normalise(line.text)
        for way in ways:
            if hit := way.search(said):
                yield hit["year"], line
                break
