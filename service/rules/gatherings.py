"""How many meetings were held and trainings given, and how many took part: what the form of “三公”经费, 会议费 and 培训费 counts.

The narrative of such an account tells the same: 全年召开会议6个，参加会议415人次; 全年组织培训14个，组织培训1,286人次.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest import quantity, terms
from ingest.terms import strip_number
from service.draft import Draft, Piece, Stated
from service.holding import Known
from service.rules.everywhere import place_of
from service.rules.magnitude import base_value, of_one_number
from service.rules.scene import Scene, answered, phrase, state

_HELD = {
    "会议": re.compile(
        r"(?:开|召开|办|举办|组织)(?:了|过)?(?:几|多少)(?:次|个|场|期|回)(?:的)?会|会议?(?:开|办)(?:了|过)?(?:几|多少)(?:次|个|场)|(?:几|多少)(?:次|个|场)会议|会议(?:次数|个数)"
    ),
    "培训": re.compile(
        r"(?:办|举办|组织|开展|搞|开)(?:了|过)?(?:几|多少)(?:次|个|场|期|回)(?:的)?培训|培训(?:办|搞|组织)?(?:了|过)?(?:几|多少)(?:次|个|场|期)|(?:几|多少)(?:次|个|场|期)培训|培训(?:次数|个数|班次)"
    ),
}
_CAME = {
    "会议": re.compile(
        r"(?:参加|参会|出席)(?:会议|开会)?(?:的)?(?:有|了)?(?:几|多少)(?:人次?|个人)|(?:几|多少)人次?(?:参加|参会|开会)|参加会议人次"
    ),
    "培训": re.compile(
        r"(?:参加|接受)?培训(?:了|过)?(?:的)?(?:有)?(?:几|多少)(?:人次?|个人)|(?:几|多少)人次?(?:参加|接受)?(?:了)?培训|参加培训人次"
    ),
}
# Whoever came is asked of what is named: 办了几个培训班、多少人次参加 tells nothing of meetings.
_NAMED = {"会议": re.compile("会(?!计)"), "培训": re.compile("培训")}
# How the form and the sentence call them, without 全年 and the unit behind the name.
_LABEL = re.compile(
    r"(?:全年|本年)?(?:共)?(?:(?P<held>召开|组织|举办|开展)|(?P<came>参加))(?P<what>会议|培训)(?:班)?(?:次数|个数|场次|班次|人次数?|人数)?(?:[（(].{1,2}[）)]|个|次|期|场|人次?)?$"
)
_ALSO_PEOPLE = re.compile(r"(?:几|多少)(?:人次?|个人)")


def told(scene: Scene) -> Draft | None:
    """The counts that are asked for, one by one; None where a count is asked of nothing that the form counts."""
    text = scene.query.text
    pieces: list[Piece] = []
    for what in (what for what, named in _NAMED.items() if named.search(text)):
        held, came = bool(_HELD[what].search(text)), bool(_CAME[what].search(text))
        came = came or (held and bool(_ALSO_PEOPLE.search(text)))
        for wanted, people in ((held, False), (came, True)):
            said = _said(scene, what, people=people) if wanted else []
            if of_one_number(said) is None and len(said) > 1:
                return _apart(scene, said)
            known = _first(said) if said else None
            if wanted and known is None:
                return None
            if known is not None:
                lead = phrase(scene.bare if pieces else scene, known)
                pieces += [
                    "，" if pieces else "",
                    strip_number(re.sub("[（(].{1,2}[）)]", "", lead)),
                    *state(known.fact, bold=True),
                ]
    if not pieces:
        return None
    figures = [piece for piece in pieces if isinstance(piece, Stated)]
    return answered(*pieces, "。", result=figures[0] if len(figures) == 1 else None)


def count(scene: Scene, what: str, *, people: bool) -> Known | None:
    """The one number of the meetings or trainings of the year, or of those who came; None where several differ."""
    found = _said(scene, what, people=people)
    return None if of_one_number(found) is None else _first(found)


def _apart(scene: Scene, said: Sequence[Known]) -> Draft:
    """Numbers of the same that differ, each with where it stands."""
    pieces: list[Piece] = ["文件中两处写的不一致：\n"]
    for known in {base_value(k.fact): k for k in said}.values():
        pieces += [f"- {place_of(scene, known)}：{phrase(scene, known)}", *state(known.fact, bold=True), "\n"]
    return replace(answered(*pieces), by_words=True)


def _said(scene: Scene, what: str, *, people: bool) -> list[Known]:
    """Every number of the meetings or trainings of the year, or of those who came, in table and text."""
    found: list[Known] = []
    for holding in scene.holdings:
        for known in holding.known:
            fact = known.fact
            label = _LABEL.fullmatch(terms.normalise(fact.row[-1])) if fact.row else None
            unit = quantity.unit(fact.unit)
            counted = unit is not None and unit.base not in ("元", "%") and fact.value is not None and not fact.project
            if label is None or unit is None or not counted or label["what"] != what or fact.indicator is not None:
                continue
            own = fact.year == scene.target() and fact.measure == "count" and fact.basis != "target"
            if own and (unit.base in ("人", "人次")) == people and (people or label["held"]):
                found.append(known)
    return found


def _first(found: Sequence[Known]) -> Known:
    """A sentence before a cell: it names the unit that people count in."""
    return next((known for known in found if known.fact.source == "narrative"), found[0])
