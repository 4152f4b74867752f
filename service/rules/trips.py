"""What journeys abroad were for and where they led: 那次出国是去干什么的, 去了哪个国家, told by the sentence that says so."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest import quantity
from ingest.terms import strip_number
from service.draft import Draft, Piece
from service.holding import Known
from service.query import Asked
from service.rules.magnitude import of_one_number
from service.rules.scene import Scene, answered, phrase, state
from service.rules.sentences import Line, newest_first, sentences

_ASKED = re.compile(
    r"(?:干|做|搞|忙)(?:了|些|的)?(?:什么|啥|嘛)|为(?:了)?(?:什么|啥|何)事?|去(?:了)?(?:哪|什么地方|干嘛)|任务|目的|事由|用途"
)
_WENT = re.compile(
    r"(?:赴|前往|出访|访问|去|到|在)[^，。；]{1,20}?(?:考察|学习|访问|参加|出席|参展|培训|洽谈|招商|推介|交流|执行|调研|演出|比赛|援助)"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")


# Where one went, and how many of them.
_WHERE = re.compile(
    r"(?:去|到|赴|出访|访问)(?:了|过|的是|的)?(?:哪|什么国家|什么地方|何处|何地)|哪(?:个|些|几个)?(?:国家?|城市|地方)"
)
_HOW_MANY = re.compile(r"(?:几|多少)(?:个)?(?:人次?|名|位)")
_HOW_MUCH = re.compile(r"花(?:了|费|掉|去)?多少|多少(?:钱|万?元)|(?:金额|费用|经费)(?:是|有)?多少")
_ABROAD = re.compile("出国|出境|团组|人次")


def asks_where(scene: Scene) -> bool:
    """Whether it is asked where a journey abroad led, whatever is asked beside."""
    abroad = any("overseas_travel" in asked.keys for asked in scene.query.items)
    return abroad and bool(_WHERE.search(scene.query.text))


def where(scene: Scene) -> Draft | None:
    """Where a journey led, before how many went and what it cost is told alone: 去了哪里、几个人、花了多少."""
    return purpose(scene) if asks_where(scene) else None


_SPOKEN_OF = re.compile("出国|出境|出访|团组")
_GROUPS = re.compile(r"(?:几|多少)(?:个|支)?(?:团组?|批次?|趟|拨)|团组?(?:数|几|多少)")
_PEOPLE = re.compile(r"(?:几|多少)(?:个)?(?:人次?|名|位)|人次?数|人次(?:有|是)?多少")
_EACH = re.compile("人均|平均|每|占|比")
_SEVERAL = 2


def told(scene: Scene) -> Draft | None:
    """How many groups went abroad, how many people, and what it cost, where two of the three are asked for at once."""
    text, query = scene.query.text, scene.query
    if query.kind not in ("lookup", "list", "sum") or not _SPOKEN_OF.search(text) or _WHERE.search(text):
        return None
    if any("overseas_travel" not in asked.keys and not _SPOKEN_OF.search(asked.text) for asked in query.items):
        return None
    if _EACH.search(text) or len(scene.years()) > 1:
        return None
    asked = [_GROUPS.search(text), _PEOPLE.search(text), _HOW_MUCH.search(text)]
    if sum(cue is not None for cue in asked) < _SEVERAL:
        return None
    item = Asked("因公出国（境）费", ("overseas_travel",), 0, 0)
    found = [
        _counted(scene, ("个", "批次")) if asked[0] else None,
        _counted(scene, ("人次", "人")) if asked[1] else None,
        scene.with_query(counted=None).level(item, scene.target()) if asked[2] else None,
    ]
    if any(
        cue is not None and (known is None or known.fact.value is None) for cue, known in zip(asked, found, strict=True)
    ):
        return None
    pieces: list[Piece] = []
    for known in found:
        if known is not None:
            name = phrase(scene.bare, known) if known is found[2] else strip_number(known.fact.row[-1])
            pieces += ["，" if pieces else f"{scene.prefix}{scene.target()}年", name, *state(known.fact)]
    return answered(*pieces, "。")


def purpose(scene: Scene) -> Draft | None:
    """The sentence of the year asked for that tells the journey; None where none does."""
    query = scene.query
    led = query.kind in ("lookup", "list", "purpose") and _WHERE.search(query.text)
    if not led and (query.kind != "purpose" or not _ASKED.search(query.text)):
        return None
    if len(query.items) != 1 or "overseas_travel" not in query.items[0].keys:
        return None
    line = _told(scene)
    if line is None:
        return None
    pieces: list[Piece] = [line.quoted()]
    if led and _HOW_MUCH.search(query.text):
        paid = scene.with_query(counted=None).level(query.items[0], scene.target())
        if paid is None or paid.fact.value is None:
            return None
        pieces = [phrase(scene, paid), "为", *state(paid.fact, bold=True), "。\n\n", *pieces]
    if led and _HOW_MANY.search(query.text):
        people = _people(scene)
        if people is None:
            return None
        pieces = [
            f"{scene.prefix}{people.fact.year}年{strip_number(people.fact.row[-1])}：",  # as it is printed
            *state(people.fact, bold=True),
            "。\n\n",
            *pieces,
        ]
    found = answered(*pieces)
    return replace(found, by_words=True) if led else found


def _told(scene: Scene) -> Line | None:
    """The first sentence that tells where one went in the year asked for, of a chapter or a paragraph about journeys."""
    year = scene.target()
    for holding in newest_first(scene):
        whole = {paragraph.place: paragraph.text for paragraph in holding.paragraphs}
        for line in sentences(holding):
            went = _WENT.search(line.text)
            if went is None or line.table is not None:
                continue
            own = _ABROAD.search("".join((*line.section, line.text)))
            beside = re.search("出国|出境", whole.get(line.place, "")) and "接待" not in line.text
            if not (own or beside):
                continue
            before = _YEAR.findall(line.text[: went.start()])
            told = int(before[-1]) if before else holding.record.year
            if told == year:
                return line
    return None


def _people(scene: Scene) -> Known | None:
    """How many went abroad in the year, where the places that count them say the same."""
    return _counted(scene, ("人次", "人"))


def _counted(scene: Scene, units: tuple[str, ...]) -> Known | None:
    """The one number of journeys abroad in a year by one of some units, the first before the others."""
    found = [
        known
        for holding in scene.holdings
        for known in holding.known
        if known.fact.year == scene.target() and known.fact.measure == "count" and known.fact.value is not None
        and (unit := quantity.unit(known.fact.unit)) is not None and unit.base in units
        and known.fact.row and re.search("出国|出境|出访", known.fact.row[-1]) and "接待" not in known.fact.row[-1]
    ]  # fmt: skip
    found.sort(key=lambda known: units.index(known.fact.unit) if known.fact.unit in units else len(units))
    return of_one_number(found)
