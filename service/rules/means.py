"""What there is to each: an amount over the months, the years, the vehicles, the guests or the things that it is for."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest import quantity, terms
from ingest.terms import strip_number
from ingest.wording import GIVEN
from service.draft import Draft, Piece, computed, per_one, scaled
from service.holding import Known
from service.query import Asked
from service.rules import guests, spread
from service.rules.magnitude import base_value, is_money, of_one_number, unit_of_each
from service.rules.reached import clause_before
from service.rules.scene import Scene, answered, called, phrase, state, unit_for
from service.rules.sentences import overlap
from service.rules.stating import stated

_MONTHLY = re.compile(r"月")


_OF_A_PERSON = re.compile("人均|每人|每个人|一个人|职工|员工|干部|公务员|到手|领多少|拿多少")


def average(scene: Scene) -> Draft | None:
    """An amount spread evenly over the months of its year, or the mean of several years."""
    query = scene.query
    if query.per and len(query.items) > 1:  # 按支出和涉及的农户数算: what is counted is no second amount
        beside = tuple(a for a in query.items if not re.match(rf"(?:{query.per})?总?数", query.text[a.end :]))
        scene, query = scene.with_query(items=beside), replace(query, items=beside)
    paid = [a for a in query.items if not _TOOK_PART.search(a.text)]
    if query.per and len(paid) == 1 < len(query.items):
        return _of_those_who_came(scene, paid[0])
    if (spread := _SPREAD.search(query.text)) and query.items:
        return _over_counted(scene, query.items[0], spread["count"])
    received = len(query.items) > 1 and all(guests.RECEPTION & set(asked.keys) for asked in query.items)
    if query.average and not query.per and len(query.items) > 1 and len(scene.years()) > 1:
        return _of_each_item(scene)
    if not query.average or not (len(query.items) == 1 or (query.per and received)):
        return None
    if query.per and len(scene.years()) == 1:
        asked = query.items[0]
        if terms.colloquial().get(terms.normalise(asked.text)) == "official_reception":
            asked = replace(asked, keys=("official_reception",))  # 接待, printed too as what is done with guests
        by_heads = query.per in ("人", "个人", "位", "名") and guests.RECEPTION & set(asked.keys)
        return _per_counted(scene, asked, "人次" if by_heads else query.per)
    if _MONTHLY.search(query.text) and _OF_A_PERSON.search(query.text):
        return None  # what all are paid in a month is nobody's pay
    if _MONTHLY.search(query.text) and len(scene.years()) == 1:
        known = scene.level(query.items[0], scene.target())
        if known is None or known.fact.value is None:
            return None
        figure = computed("a / 12", {"a": known.fact}, known.fact.unit, places=2, bold=True)
        return answered(
            f"{phrase(scene, known)}",
            *state(known.fact),
            "，平均每月",
            figure,
            "（全年数平均到月，文件没有按月列出）。",
            result=figure,
        )
    return None if query.per else _of_years(scene, query.items[0])


def _of_each_item(scene: Scene) -> Draft | None:
    """The mean of several years of each of the items named, one below the other."""
    found = [_of_years(scene, asked) for asked in scene.query.items]
    told = [draft for draft in found if draft is not None]
    if len(told) != len(found):
        return None
    return answered(*(piece for at, draft in enumerate(told) for piece in (*(("\n",) if at else ()), *draft.pieces)))


def _of_years(scene: Scene, asked: Asked) -> Draft | None:
    """The mean of an item over the years that are named; None unless each of them is printed."""
    found = [k for k in (scene.level(asked, year) for year in scene.years()) if k and k.fact.value is not None]
    if len(found) < _SEVERAL or len(found) != len(scene.years()):
        return None
    names = "abcdefghij"[: len(found)]
    unit = found[0].fact.unit
    added = " + ".join(scaled(n, k.fact.unit, unit) for n, k in zip(names, found, strict=True))
    figure = computed(
        f"({added}) / {len(found)}", dict(zip(names, (k.fact for k in found), strict=True)), unit, places=2, bold=True
    )
    pieces: list[Piece] = []
    for i, known in enumerate(found):
        pieces += ["、" if i else "", phrase(scene.bare if i else scene, known), *state(known.fact)]
    if which := _WHICH_YEARS.search(scene.query.text):
        mean, unit_of = figure.value, quantity.unit(unit)
        scale = unit_of.scale if unit_of else 1
        below = which["below"] is not None
        beyond = [
            k for k in found if (base_value(k.fact) < mean * scale if below else base_value(k.fact) > mean * scale)
        ]
        years = "、".join(f"{known.fact.year}年" for known in beyond) or "没有"
        return answered(*pieces, "，平均每年", figure, f"；{'低' if below else '高'}于平均的：{years}。")
    return answered(*pieces, "，平均每年", figure, "。", result=figure)


# Which of the years lie above the mean, or below it.
_WHICH_YEARS = re.compile(r"哪[一几些]?年[^，。？?]{0,16}?(?:[高多大超]|(?P<below>[低少小不])).{0,8}?(?:平均|均值)")
_SEVERAL = 2


# 每个参训的人: who took part, by the sentence that tells the money too.
_TOOK_PART = re.compile("^(?:参训|参会|参培|受训|参加培训|参加会议)(?:的?人员?)?$")


def _of_those_who_came(scene: Scene, asked: Asked) -> Draft | None:
    """An amount by those who took part in what it is for, counted by visits or by heads."""
    if len(scene.years()) != 1:
        return None
    return _per_counted(scene, asked, "人次") or _per_counted(scene, asked, "人")


# What the number of things stands under, where the amount's own sentence need not count them.
_COUNTED_AS = {"辆": "vehicles", "人次": "domestic_reception", "次": "domestic_reception"}


# What guests are counted under, however the sentence goes on to name them.
_RECEIVED = {"domestic_reception": "国内接待", "official_reception": "公务接待"}
_KEEPS = re.compile("维修|维护|养护|运维|保养")


def _per_counted(scene: Scene, asked: Asked, thing: str) -> Draft | None:
    """An amount by the number of things that it is for: the vehicles kept, the guests received, 8个项目，涉及资金400万元."""
    unit = quantity.unit(re.sub("项目|车$", "", thing) or "个")
    if unit is None:
        return None
    if unit.base == "辆" and spread.buys_cars(scene.query.text):
        return None  # what is bought is spread over no more than that
    if unit.base == "辆" and _KEEPS.search(asked.text):
        asked = replace(asked, keys=("vehicle_running",), code=None)  # 平均一辆车的维护费 is no 维修（护）费 of houses
    known = scene.level(asked, scene.target())
    if printed := _printed_mean(scene, known, thing):
        return stated(scene, printed, asked)
    if known is not None and known.fact.project is not None and is_money(known):
        return _over_counted(scene, asked, None, thing)
    key = _COUNTED_AS.get(unit.base)
    if key == "domestic_reception" and guests.RECEPTION & set(asked.keys):
        # Guests and parties are counted when they have come, so that it is what was spent that they share.
        reception = Asked(asked.text, ("official_reception",), 0, 0)
        spent = scene.level(reception, scene.target(), basis=scene.basis or "actual")
        # A budget may plan for so many guests: then its own amount is what they share.
        planned = scene.level(reception, scene.target(), basis="budget") if spent is None else None
        known = planned or spent
    if known is None or (set(asked.keys[:1]) & terms.TOTALS and key == "vehicles"):
        return None  # all that is spent is not spent on cars
    if is_money(known) and key is not None and (key == "vehicles" or known.item.own in guests.RECEPTION):
        count = (
            scene.stock(Asked(thing, (key,), 0, 0)) if key == "vehicles" else guests.received(scene, known, unit.base)
        )
        if count is not None and count.fact.value:
            received = _RECEIVED.get(count.item.own) or called(count)
            return _spread(scene, known, count, phrase(scene.bare, count) if key == "vehicles" else received, thing)
    around = [k for h in scene.holdings for k in h.by_own.get(known.item.own, ()) if k.fact.span]
    for level in around:
        same_year = level.fact.year == known.fact.year and level.fact.basis == known.fact.basis
        if level.fact.value is None or not same_year or not is_money(level):
            continue
        for other in scene.holding(level.fact).known:
            fact = other.fact
            counted = quantity.unit(fact.unit)
            beside = fact.quote == level.fact.quote and fact.document == level.fact.document and fact.span
            holds = fact.row == level.fact.row[: len(fact.row)]  # 管理的项目15个，涉及资金…
            if thing in ("个项目", "个") and other.item.own != level.item.own and not holds:
                continue  # 预算单位3个 are not the projects
            if beside and fact.value and counted is not None and counted.base == unit.base:
                return _spread(scene, level, other, "".join(fact.row[-1:]), thing)
    return _over_what_it_did(scene, known, thing) if is_money(known) else None


# Money that is given to those whom sentences count under its own name, not pay of the staff.
_GIVEN = re.compile(f"(?:{GIVEN})$")


def given_to_each(scene: Scene) -> Draft | None:
    """What each one gets of money that is given, over the only number of those who get it that a note on it tells."""
    query = scene.query
    by_one = query.per in _PERSONS or (query.per_head and query.per is None)
    if not by_one or len(query.items) != 1 or len(scene.years()) != 1:
        return None
    known = scene.level(query.items[0], scene.target())
    if known is None or known.fact.value is None or not known.fact.row or not is_money(known):
        return None
    name = terms.normalise(strip_number(known.fact.row[-1]))
    if not _GIVEN.search(name) or any(overlap(word, name) < _SAID for word in query.rest):
        return None
    return _over_what_it_did(scene, known, "人")


_SAID = 0.6
_PERSONS = frozenset({"人", "个人", "位", "名"})


def _over_what_it_did(scene: Scene, known: Known, thing: str) -> Draft | None:
    """An amount over the only number of such things that sentences tell under the item's own name: 河道清淤12条，惠及居民800户."""
    name = terms.normalise(strip_number(known.fact.row[-1])) if known.fact.row else ""
    if len(name) < _NAMED or terms.is_neutral(name) or known.item.own == "performance_amount":
        return None  # 涉及资金 names nothing that is counted
    counted = [
        other
        for holding in scene.holdings
        for other in holding.known
        if other.fact.source == "narrative" and other.fact.measure == "count" and other.fact.value
        and other.fact.year == known.fact.year and other.fact.basis == known.fact.basis
        and name in terms.normalise(clause_before(other)) and _is_of(other, thing, "")
    ]  # fmt: skip
    if len({base_value(other.fact) for other in counted}) != 1:
        return None
    return _spread(scene, known, counted[0], counted[0].fact.row[-1], thing)


_NAMED = 4  # characters of an item's name that tell it from others


def _printed_mean(scene: Scene, known: Known | None, thing: str) -> Known | None:
    """What a project's own text says that each gets: 户均补贴8000元."""
    if known is None or known.fact.project is None:
        return None
    name = re.compile(rf"{re.escape(thing)}均|(?:每|一){re.escape(thing)}|平均每")
    found = [
        k
        for k in scene.holding(known.fact).known
        if k.fact.project is not None and k.fact.project[1] == known.fact.project[1] and k.fact.year == known.fact.year
        and k.fact.value is not None and is_money(k) and k.fact.row and name.search(k.fact.row[-1])
    ]  # fmt: skip
    return of_one_number(found)


_WHO = r"(?P<{0}>(?!人次|单位|项目|部门|人|多少|几|要|得)[一-鿿]{{2,6}}?)(?=一年|每年|全年|一个月|每月|的|要|得|花|用|合|能|大|平均|，|,|$)"
# What each of some people costs, who are named: 养一个护林员平均要花多少, 平均一名协管员一年多少钱.
_OF_ONE = re.compile(
    rf"(?:一|每)(?:个|名|位){_WHO.format('one')}[^，。？?]{{0,8}}?(?:平均|均摊)|平均[^，。？?]{{0,4}}?(?:一|每)(?:个|名|位){_WHO.format('other')}"
)


def of_one(scene: Scene) -> Draft | None:
    """The money of the only project that some people's or things' name stands in, over the number of them that it tells."""
    query = scene.query
    if _MONTHLY.search(query.text) or len(scene.years()) > 1:
        return None
    if hit := _OF_ONE.search(query.text):
        return _over_its_number(scene, hit["one"] or hit["other"], _HEADS, "人")
    thing = quantity.unit(query.per) if query.per and len(query.items) == 1 else None
    if thing is None or (query.average and query.per_head):
        return None
    # 口袋公园平均一座多少: the parks are counted in its form, the money is the project's.
    return _over_its_number(scene, query.items[0].text, frozenset({thing.base}), query.per or "")


def _over_its_number(scene: Scene, named: str, measures: frozenset[str], each: str) -> Draft | None:
    """All the money of the one project that is called by a name, over the one number of what is so called that it tells."""
    year = scene.target()
    names = {name for holding in scene.holdings for name, own in holding.projects if own == year and named in name}
    if len(names) != 1:
        return None
    name = next(iter(names))
    known = scene.level(Asked(name, (terms.key(name),), 0, 0), year)
    if known is None or not known.fact.value or not is_money(known) or known.fact.project is None:
        return None
    counted = [
        other
        for other in scene.holding(known.fact).known
        if other.fact.project is not None
        and other.fact.project[1] == name
        and other.fact.value
        and other.fact.year == year
        and other.fact.measure == "count"
        and other.fact.row
        and named in other.fact.row[-1]
        and (unit := quantity.unit(other.fact.unit)) is not None
        and (other.fact.unit in measures or unit.base in measures)
    ]
    if len({base_value(other.fact) for other in counted}) != 1:
        return None
    return _spread(scene, known, counted[0], strip_number(counted[0].fact.row[-1]), each)


_HEADS = frozenset({"人", "名", "位"})


_SPREAD = re.compile(r"摊(?:到|给|在|于)[^，。\d]{0,8}(?P<count>\d+)(?=个|所|处|家|名|人|户|座|次|村|校|站|公里|批)")


def _over_counted(scene: Scene, asked: Asked, count: str | None, thing: str = "") -> Draft | None:
    """A project's money over a number of things that its own form states: 摊到28个站点上; 摊到每所学校, the only number of them."""
    known = scene.level(asked, scene.target())
    if known is None or not known.fact.value or not is_money(known) or known.fact.project is None:
        return None
    counted = [
        other
        for other in scene.holding(known.fact).known
        if other.fact.project == known.fact.project
        and other.fact.indicator is not None
        and other.fact.value is not None
        and (quantity.render(other.fact.value) == count if count else _is_of(other, thing, scene.query.text))
        and not any("权重" in label for label in other.fact.column)
        and not is_money(other)
        and other.fact.unit not in (None, "%")
    ]
    part = strip_number(known.fact.row[-1]) if known.fact.row else ""
    # 数控车床132万元 of a project is spread over the 数控车床, and no other thing that it buys.
    if part != known.fact.project[1]:
        counted = [other for other in counted if other.fact.row and part in other.fact.row[-1]]
    if len({other.fact.value for other in counted}) != 1 or counted[0].fact.value == 0:
        return None
    return _spread(scene, known, counted[0], called(counted[0]), counted[0].fact.unit or "")


# What is counted, named behind its measure word: 每所学校, 一名学生.
_NAMELESS = re.compile("平均|大概|大约|多少|能?要|合|摊|分|花|用|得|是|有")


def _is_of(known: Known, thing: str, text: str) -> bool:
    """Whether a number is of the things that a mean is taken over, by their measure word and by their name where one is said."""
    unit, meant = quantity.unit(known.fact.unit), quantity.unit(thing)
    if unit is None or meant is None or unit.base != meant.base:
        return False
    said = re.search(rf"[每一]{re.escape(thing)}(?P<name>[一-鿿]{{2}})", text)
    named = said is not None and not _NAMELESS.match(said["name"])
    return not named or (said is not None and said["name"] in "".join((*known.fact.row, known.fact.quote)))


def _spread(scene: Scene, known: Known, count: Known, name: str, each: str) -> Draft:
    """An amount divided by a number of things, both of them told."""
    unit = unit_for(scene, known.fact) or known.fact.unit
    if each in ("人次", "批次", "人") or (
        unit != scene.query.unit and unit_of_each(known.fact, base_value(count.fact)) == "元"
    ):
        unit = "元"
    figure = computed(
        per_one(scaled("a", known.fact.unit, unit), count.fact.unit),
        {"a": known.fact, "n": count.fact},
        unit,
        places=2,
        bold=True,
    )
    return answered(
        phrase(scene, known), *state(known.fact), f"，{name}", *state(count.fact), f"，平均每{each}", figure, "。",
        result=figure,
    )  # fmt: skip
