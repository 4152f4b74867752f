"""What a conversation keeps of the questions before for those behind: rows of years and things, what a part lies inside of. Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest import terms
from service.going_on.common import NUMBERS, SEVERAL, concept, taken, the_item
from service.going_on.plainly import put_plainly
from service.turn import Turn, items_of, part_of

_INSIDE = re.compile(r"^[那，,、\s]*(?:(?:这|那)?(?:里头|里面|里边|当中|其中|之中)|(?:它|这)(?:里头?|里面|当中))")


# One word that stands for a thing of the field after another thing of it: 公用呢 after 人员经费, 车呢 after “三公”经费.
_ONE_WORD = re.compile(
    r"(?P<lead>[那，,和、\s]*)(?P<word>公用|人员|用?车|公车|车辆|房子?|人)(?:那块|这块|方面|那边)?(?P<tail>呢|多少|的?(?:又)?(?:是|有)多少)[？?呀啊。\s]*"
)


_YEARS_BESIDE = re.compile(
    r"[那，,、\s]*(?:再)?(?:往|之|接下来)?(?P<way>[后前接])(?:面|来|下来|下去)?的?(?P<n>[两二三])(?:个)?年(?P<tail>(?:分别|各)?(?:是|有|呢|的)*(?:多少)?(?:钱)?[呢？?。\s]*)"
)


def spelled_out(text: str, turn: Turn) -> str:
    """A follow-up put plainly; one of one everyday word with the thing that it stands for beside what was told.

    后两年 and 前两年 are those behind and before the year just told.
    """
    text = put_plainly(text, turn)
    if (beside := _YEARS_BESIDE.fullmatch(text)) and turn.year:
        count = NUMBERS[beside["n"]]
        years = (
            range(turn.year + 1, turn.year + count + 1)
            if beside["way"] in "后接"
            else range(turn.year - count, turn.year)
        )
        return f"{'、'.join(f'{year}年' for year in years)}{beside['tail']}"
    hit = _ONE_WORD.fullmatch(text)
    if hit is None or not turn.bodies:
        return text
    of_money = not turn.facts or any("元" in (fact.unit or "") or fact.unit == "%" for fact in turn.facts)
    word = hit["word"]
    if word in ("公用", "人员"):
        meant = f"{word}经费" if of_money else ""
    elif "车" in word:
        meant = "公务用车购置及运行维护费" if of_money and turn.facts else "车辆数"
    else:
        meant = "" if of_money and turn.facts else {"人": "编制人数"}.get(word, "房屋面积")
    return f"{hit['lead']}{meant}{hit['tail']}" if meant else text


def first_turn(now: Turn) -> Turn:
    """The first question of a conversation, with the rows that it begins."""
    return _in_its_row(None, now)


def next_turn(text: str, before: Turn, now: Turn) -> Turn:
    """A question asked as `text` behind another, with the rows that it goes on with and what its item lies inside of."""
    return replace(_in_its_row(before, now), inside=_inside(text, before, now))


def _in_its_row(before: Turn | None, now: Turn) -> Turn:
    years, things = _in_a_row(before, now)
    return replace(now, years=years, things=things, ranked=_ranked(before, now))


def _in_a_row(before: Turn | None, now: Turn) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """The years that one item was told of in a row, and the items that were told of one year, up to the turn now."""
    item, year = "和".join(items_of(now)), _years_told(now)
    if before is None or before.bodies != now.bodies or not item:
        return year, _things_of(now)
    same_item = "和".join(items_of(before)) == item
    years = tuple(dict.fromkeys((*before.years, *year))) if same_item else year
    things = before.things if before.year == now.year else ()
    return years, tuple(dict.fromkeys((*things, *_things_of(now))))


def _things_of(now: Turn) -> tuple[str, ...]:
    """The things that a turn was about, each by itself; of a share the part, and a part with what it lies inside of as one."""
    if now.kind == "share":
        return taken(part_of(now))
    return items_of(now) if not the_item(now) else (the_item(now),)


def _years_told(now: Turn) -> tuple[int, ...]:
    """The years that a turn told its one item of: each of a row of years that was asked for at once."""
    told = sorted({fact.year for fact in now.facts if fact.year})
    at_once = now.kind == "lookup" and len(now.item_spans) == 1 and len(told) == len(now.facts) > SEVERAL
    return tuple(told) if at_once and concept(now) else (now.year,) if now.year else ()


def _ranked(before: Turn | None, now: Turn) -> str:
    """What the parts of were put in order, now or before in the same row of questions about one body and year."""
    if now.kind == "rank" and len(now.item_spans) == 1:
        return items_of(now)[0]
    return before.ranked if before is not None and (before.bodies, before.year) == (now.bodies, now.year) else ""


def _inside(text: str, before: Turn, now: Turn) -> str:
    """What the item that a follow-up names is a part of, by its own words or by the field's terms; empty for any other.

    里头公务接待呢 after “三公”经费, or 接待费呢 after it. Asked on of the same item, it stays.
    """
    if len(now.item_spans) != 1 or len(before.item_spans) != 1:
        both = items_of(now)
        return both[1] if now.kind == "share" and len(both) == SEVERAL and not now.facts[2:] else ""
    part, item = items_of(now)[0], items_of(before)[0]
    if part == item:
        return before.inside
    own, whole_own = concept(now), concept(before)
    known = whole_own is not None and own is not None and own in terms.parts_below(whole_own)
    return item if known or _INSIDE.match(text) else ""
