"""Follow-ups that point at one of the things told before by its place: the former, the second, back to the first. Pure."""

from __future__ import annotations

import re

from service import asked_years
from service.going_on.common import SEVERAL, taken, told_in_a_row
from service.turn import Said, Turn, Whole, items_of, of_whom_and_when

_ONE = "(?:个|项|笔|样|种|块)(?!单位|部门|局|街道|机构|月|季|年|百分|点)(?:费用|支出|数|钱|经费|科目)?"
_THAT_ONE = f"(?:面|头|边)?的?(?:那|这)?一?{_ONE}"
_BACK_TO = "(?:(?:再|先|还是|咱们?|我们)?(?:回到|回头|说回|倒回|转回|返回|单说|单看)(?:去|来)?(?:再)?(?:看|说|问)?(?:我)?(?:刚才|刚刚|前面|上面)?(?:的)?)?"
# What was told first, third, before the last, or last, with the words that lead back to it: 回到头一个：它….
_PLACE = re.compile(
    rf"{_BACK_TO}(?:(?P<first>(?:最[早先初]|[最一刚]开[始头]|开头)(?:我)?(?:问|说|提|讲)到?的?(?:那|这)?(?:{_ONE})?|(?:头|最前面的?|最开头的?)(?:那|这)?一?{_ONE})"
    rf"|第(?P<nth>[一二三四五六])的?(?:那|这)?{_ONE}|(?P<former>前者|前{_THAT_ONE})|(?P<last>后者|最?后{_THAT_ONE}))(?:[：:，,\s]*(?:它|其)(?!他|它|余|中))?[：:，,\s]*"
)

_SO_MANY = re.compile("[两俩三仨四五六](?:个|项|样|笔|块|者|类)(?:数|钱|费用|支出)?(?:一共|合计|总|拢共|共|加)")


def _at_its_place(text: str, said: Said, turn: Turn) -> Whole | None:
    """A question that points at things told by their places in the row."""
    pointed, things = [*_PLACE.finditer(text)], told_in_a_row(turn)
    if not pointed or len(things) < SEVERAL or any(a.start < pointed[0].end() for a in said.query.items):
        return None
    at_once = len(items_of(turn)) >= SEVERAL
    meant = [
        turn.things[0] if (hit["first"] or "头")[0] != "头" and turn.things else _at(hit, things, at_once=at_once)
        for hit in pointed
    ]  # 最开始问的那个 is of the whole row, whatever was asked about at once since
    if not all(meant):
        return None
    for hit, thing in sorted(zip(pointed, meant, strict=True), key=lambda pair: -pair[0].start()):
        text = f"{text[: hit.start()]}{thing}{text[hit.end() :]}"
    lead, year = of_whom_and_when(said, turn)
    year = year or (f"{turn.year}年" if said.query.offsets and turn.year else "")
    stage = turn.basis if said.query.basis is None and not any(turn.basis in thing for thing in meant) else ""
    return Whole(f"{lead}{year}{stage}{text.lstrip('那，, ')}", taken(lead, year, stage, *dict.fromkeys(meant)))


def points(text: str, turn: Turn) -> bool:
    """Whether a follow-up points at one of several things told by its place, or says how many of them it is about."""
    return len(told_in_a_row(turn)) >= SEVERAL and bool(_PLACE.search(text) or _SO_MANY.search(text))


def _at(hit: re.Match[str], things: tuple[str, ...], *, at_once: bool) -> str:
    """The thing at a place; empty where there is none there, and where 前者 may be any of more than two."""
    if hit["nth"]:
        place = asked_years.number_word(hit["nth"]) or 0
        return things[place - 1] if 0 < place <= len(things) else ""
    if hit["former"] and at_once and len(things) > SEVERAL:
        return ""
    return things[0 if hit["first"] else -SEVERAL if hit["former"] else -1]


WAYS = (_at_its_place,)
