"""A body that a follow-up points at and does not name: the other one of two, the first that was asked about. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from service.bodies import Body
from service.turn import Turn

_SORT = "(?:单位|部门|机构|局|街道|委|厅|办|镇|学校|地方)"
# 另外那家, 另一个局, 剩下那家.
_OTHER = re.compile(
    rf"(?:另(?:外)?的?(?:那|这)?一?|(?:剩下|余下)的?那?一?)(?:家{_SORT}?|个{_SORT})(?![一-鿿]{{0,3}}(?:费|支出|经费|项目))"
)
# 头一个说的那家街道, 最先问的那家, 前面那家.
_FIRST = re.compile(
    rf"(?:(?P<first>头一个|第一个|最先|最早|最开始|一开始|开头)(?:我)?|前面|前头|先前)(?:说|问|提|讲|查)?(?:的|到的|过的)?(?:那?一?(?:家{_SORT}?|个{_SORT})|{_SORT}(?=[，,]))"
)
# One of those that were asked about together, and not which: 那家单位的接待费呢.
_ONE_OF_THEM = re.compile(rf"^(?:那么|那|[，,])?(?:那|这|该)(?:一)?(?:家{_SORT}?|个{_SORT})(?=的)")
_TWO = 2


def spelled_out(text: str, turn: Turn, held: Mapping[str, Body]) -> str | None:
    """The text with the name of the body that is pointed at, as it is where none is; None where it may be any of several."""
    if len(turn.bodies) >= _TWO and _ONE_OF_THEM.match(text):
        return None
    hit = _OTHER.search(text)
    first = _FIRST.search(text) if hit is None else None
    if hit is None and first is None:
        return text
    asked = _asked_about(turn, held)
    if hit is not None:
        left = [body for body in asked if body not in turn.bodies]
        if not left and len(held) == _TWO:
            left = [body for body in held if body not in turn.bodies]
        if len(left) != 1 or len(turn.bodies) != 1:
            return None if turn.bodies else text
        return f"{text[: hit.start()]}{left[0]}{text[hit.end() :]}"
    assert first is not None
    if len(asked) < _TWO:
        return text
    meant = asked[0] if first["first"] else asked[-_TWO]
    return f"{text[: first.start()]}{meant}{text[first.end() :]}"


def _asked_about(turn: Turn, held: Mapping[str, Body]) -> list[str]:
    """The bodies that the last questions were about, in their order, the latest last."""
    owner = {record.id: body for body, one in held.items() for record in one.records}
    found = [owner[fact.document] for fact in turn.trail if fact.document in owner]
    return list(dict.fromkeys((*found, *turn.bodies)))
