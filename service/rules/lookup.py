"""How much is it: one figure, several items, or the same item over several years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest import quantity, terms
from service import evidence
from service.asked_items import ITS_COLUMN, is_line
from service.blanking import blanked
from service.draft import Draft, Marked, Piece, Quoted, Stated, computed, scaled
from service.evidence import Want
from service.holding import Known
from service.query import Asked, BasisAsked, Query
from service.rules import guests, notes
from service.rules.magnitude import alike, base_value
from service.rules.scene import Scene, answered, basis_word, called, phrase, state, strip_number, unit_for
from service.rules.words import unmodified


def lookup(scene: Scene) -> Draft | None:
    """One figure for one item; several items or years are listed one by one."""
    query = scene.query
    if not query.items:
        return None
    if (narrower := _without_goals(scene)) is not None:
        scene, query = narrower, narrower.query
    if query.counted and not _money_too(query) and (received := guests.counted(scene)):
        return received
    if query.counted and not _money_too(query) and not any(_is_counted(a, scene) for a in query.items):
        return None
    levels = [scene.level(asked, scene.target()) for asked in query.items] if query.per else []
    if any(_is_whole(level) and not tells_each(level, query.per) for level in levels):
        return None  # what is asked for is a mean; the whole amount would be taken for it
    joined = joined_item(scene)
    if joined:
        return single(scene, joined[0], scene.target(), joined[1])
    years = scene.years()
    if len(query.items) == _PAIR and _HELD_IN.fullmatch(query.text[query.items[0].end : query.items[1].start]):
        part = scene.level(query.items[1], scene.target())
        if part is None or part.fact.value is None:
            return None  # 基本支出里的印刷费: all of it is no answer where the part is not told
    if (len(query.items) == 1 and len(query.years) + len(query.offsets) <= 1) or (
        query.years and query.offsets and len(query.items) == 1 and len(years) <= _PAIR
    ):
        return single(scene, query.items[0], scene.target())
    return several(scene, query.items, years if len(query.years) != 1 or not query.offsets else (scene.target(),))


_PAIR = 2
_HELD_IN = re.compile(r"(?:预算|支出|总额|总数)?(?:(?:里面?|里头|里边|之?中|当中|内)的?[，,]?|的)")


def tells_each(known: Known | None, thing: str | None) -> bool:
    """Whether an item's own name says that it is told by each thing: 每吨补贴."""
    return known is not None and thing is not None and any(f"每{thing}" in label for label in known.fact.row[-1:])


def _is_whole(known: Known | None) -> bool:
    unit = quantity.unit(known.fact.unit) if known else None
    return unit is not None and unit.base == "元" and "/" not in (known.fact.unit or "" if known else "")


_MOVES = re.compile(r"[增涨升降减跌幅缩]|变化|变动|多了|少了|比[去上]年")


def target(scene: Scene) -> Draft | None:
    """百分之多少 of an indicator's target, where nothing is said to have moved."""
    return None if _MOVES.search(scene.query.text) else percentage(scene)


_MONEY_ASKED = re.compile(r"多少钱|花(?:了|费)?多少(?![辆人台个件次])|多少(?:万|亿)?元")


def _counts_things(known: Known) -> bool:
    unit = quantity.unit(known.fact.unit)
    return unit is not None and unit.base != "元" and "/" not in (known.fact.unit or "")


_MONEY_TOO = re.compile(r"钱|元|金额|预算(?:是|有)?多少|花费|花了|要花|平均|每")


def _money_too(query: Query) -> bool:
    """Whether money is asked for beside a count, other than in an item's own name (出国的钱)."""
    return bool(_MONEY_TOO.search(blanked(query.text, [(a.start, a.end) for a in query.items])))


def _is_counted(asked: Asked, scene: Scene) -> bool:
    """Whether some fact of the item is in the unit that is asked for: money answers no 几人次."""
    counted = scene.query.counted or ""
    found = evidence.candidates(Want(asked, None), scene.holdings, ("level", "count"))
    return any(evidence.counts(known.fact, counted) for known in found)


def percentage(scene: Scene) -> Draft | None:
    """百分之多少 of something that is itself a percentage: an indicator's target."""
    found = lookup(scene)
    return found if found and found.result is not None and found.result.unit == "%" else None


_FIELDS = frozenset({"current_budget", "own_level_funding", "superior_subsidy"})
_MONTHLY = re.compile(r"月")
_OF_A_PERSON = re.compile("人均|每人|每个人|一个人|职工|员工|干部|公务员|到手|领多少|拿多少")


def average(scene: Scene) -> Draft | None:
    """An amount spread evenly over the months of its year, or the mean of several years."""
    query = scene.query
    if (spread := _SPREAD.search(query.text)) and query.items:
        return _over_counted(scene, query.items[0], spread["count"])
    received = len(query.items) > 1 and all(guests.RECEPTION & set(asked.keys) for asked in query.items)
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
    found = [k for k in (scene.level(query.items[0], year) for year in scene.years()) if k and k.fact.value is not None]
    if len(found) < 2 or len(found) != len(scene.years()):
        return None
    names = "abcdefghij"[: len(found)]
    unit = found[0].fact.unit
    added = " + ".join(scaled(n, k.fact.unit, unit) for n, k in zip(names, found, strict=True))
    figure = computed(
        f"({added}) / {len(found)}", dict(zip(names, (k.fact for k in found), strict=True)), unit, places=2, bold=True
    )
    pieces: list[Piece] = []
    for i, known in enumerate(found):
        pieces += ["、" if i else "", phrase(scene, known), *state(known.fact)]
    return answered(*pieces, "，平均每年", figure, "。", result=figure)


# What the number of things stands under, where the amount's own sentence need not count them.
_COUNTED_AS = {"辆": "vehicles", "人次": "domestic_reception", "次": "domestic_reception"}


def _per_counted(scene: Scene, asked: Asked, thing: str) -> Draft | None:
    """An amount by the number of things that it is for: the vehicles kept, the guests received, 8个项目，涉及资金400万元."""
    known = scene.level(asked, scene.target())
    unit = quantity.unit(re.sub("项目|车$", "", thing) or "个")
    if unit is None:
        return None
    if printed := _printed_mean(scene, known, thing):
        return stated(scene, printed, asked)
    if known is not None and known.fact.project is not None and _is_whole(known):
        return _over_counted(scene, asked, None, thing)
    key = _COUNTED_AS.get(unit.base)
    if key == "domestic_reception" and guests.RECEPTION & set(asked.keys):
        # Guests and parties are counted when they have come, so that it is what was spent that they share.
        known = scene.level(
            Asked(asked.text, ("official_reception",), 0, 0), scene.target(), basis=scene.basis or "actual"
        )
    if known is None:
        return None
    if _is_whole(known) and key is not None and (key == "vehicles" or known.item.own in guests.RECEPTION):
        count = (
            scene.stock(Asked(thing, (key,), 0, 0)) if key == "vehicles" else guests.received(scene, known, unit.base)
        )
        if count is not None and count.fact.value:
            received = "国内接待" if count.item.own in guests.RECEPTION else called(count)
            return _spread(scene, known, count, phrase(scene.bare, count) if key == "vehicles" else received, thing)
    around = [k for h in scene.holdings for k in h.by_own.get(known.item.own, ()) if k.fact.span]
    for level in around:
        same_year = level.fact.year == known.fact.year and level.fact.basis == known.fact.basis
        if level.fact.value is None or not same_year or not _is_whole(level):
            continue
        for other in scene.holding(level.fact).known:
            fact = other.fact
            counted = quantity.unit(fact.unit)
            beside = fact.quote == level.fact.quote and fact.document == level.fact.document and fact.span
            if thing in ("个项目", "个") and other.item.own != level.item.own:
                continue  # 预算单位3个 are not the projects
            if beside and fact.value and counted is not None and counted.base == unit.base:
                return _spread(scene, level, other, "".join(fact.row[-1:]), thing)
    return None


def _printed_mean(scene: Scene, known: Known | None, thing: str) -> Known | None:
    """What a project's own text says that each gets: 户均补贴8000元."""
    if known is None or known.fact.project is None:
        return None
    name = re.compile(rf"{re.escape(thing)}均|(?:每|一){re.escape(thing)}|平均每")
    found = [
        k
        for k in scene.holding(known.fact).known
        if k.fact.project is not None and k.fact.project[1] == known.fact.project[1] and k.fact.year == known.fact.year
        and k.fact.value is not None and _is_whole(k) and k.fact.row and name.search(k.fact.row[-1])
    ]  # fmt: skip
    return found[0] if len({k.fact.value for k in found}) == 1 else None


_SPREAD = re.compile(r"摊(?:到|给|在|于)[^，。\d]{0,8}(?P<count>\d+)(?=个|所|处|家|名|人|户|座|次|村|校|站|公里|批)")


def _over_counted(scene: Scene, asked: Asked, count: str | None, thing: str = "") -> Draft | None:
    """A project's money over a number of things that its own form states: 摊到28个站点上; 摊到每所学校, the only number of them."""
    known = scene.level(asked, scene.target())
    if known is None or not known.fact.value or not _is_whole(known) or known.fact.project is None:
        return None
    counted = [
        other
        for other in scene.holding(known.fact).known
        if other.fact.project == known.fact.project
        and other.fact.indicator is not None
        and other.fact.value is not None
        and (quantity.render(other.fact.value) == count if count else _is_of(other, thing, scene.query.text))
        and not any("权重" in label for label in other.fact.column)
        and not _is_whole(other)
        and other.fact.unit not in (None, "%")
    ]
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
    unit = "元" if each in ("人次", "批次", "人") else known.fact.unit
    figure = computed(
        f"{scaled('a', known.fact.unit, unit)} / n", {"a": known.fact, "n": count.fact}, unit, places=2, bold=True
    )
    return answered(
        phrase(scene, known), *state(known.fact), f"，{name}", *state(count.fact), f"，平均每{each}", figure, "。",
        result=figure,
    )  # fmt: skip


def joined_item(scene: Scene) -> tuple[Asked, tuple[str, ...]] | None:
    """Two names that are one item, narrowed: 一般公共服务支出的人员经费, 三公表中的公务接待费."""
    items = scene.query.items
    if len(items) != 2:
        return None
    between = scene.query.text[items[0].end : items[1].start]
    between = re.sub(r"(?:里面|里头|里边|里|中|内|当中)[，,]", "", between)  # 基本支出里，办公设备购置
    axes = {"basic_expenditure", "project_expenditure"} & {key for a in items for key in a.keys[:1]}
    if len(axes) == 1 and any(a.code for a in items):
        between = between.replace("，", "")  # 30102，2018年基本支出
    first, second = items
    if (
        is_line(first)
        and set(second.keys[:1]) <= _COLUMNS
        and ITS_COLUMN.fullmatch(scene.query.text[first.end : second.start])
    ):
        between = ""  # 某某科目，年初结转和结余: the column of a line
    projects = {terms.key(f.project[1]) for h in scene.holdings for f in h.facts if f.project}
    if _FIELDS & {key for a in items for key in a.keys[:1]} and any(projects & set(a.keys) for a in items):
        return narrowed_by(scene, *items)  # 某项目的上级补助
    if any(word in between for word in ("和", "与", "、", "及", "跟", "，", "还有", "比", "占")):
        return None
    return narrowed_by(scene, first, second)


_COLUMNS = frozenset({"carried_in", "carried_out", "revenue_this_year"})


# What is spent of a fund, as the column of a table that says which fund pays.
_SOURCE_OF = {
    "general_public_expenditure": "general_public_budget",
    "government_fund_expenditure": "government_fund_budget",
    "state_capital_expenditure": "state_capital_budget",
}


def narrowed_by(scene: Scene, first: Asked, second: Asked) -> tuple[Asked, tuple[str, ...]] | None:
    """One of two items, narrowed by the other, where some fact is."""
    for own, narrowing in ((second, first), (first, second)):
        for key in (*narrowing.keys, *(_SOURCE_OF[key] for key in narrowing.keys if key in _SOURCE_OF)):
            want = Want(own, scene.target(), scene.basis, (key,))
            if evidence.candidates(want, scene.holdings):
                return own, (key,)
    return None


def single(scene: Scene, asked: Asked, year: int, within: tuple[str, ...] = ()) -> Draft | None:
    """The level of one item in one year: printed, or worked back from what the narrative says of the change."""
    if scene.query.counted and not _money_too(scene.query) and not _is_counted(asked, scene):
        return None
    doubtful = scene.namesakes(asked, year, within) or _sharing(scene, asked, year)
    if doubtful:
        return which(scene, asked, doubtful)
    known = scene.level(asked, year, within) or scene.stock(asked)
    if forms := _in_each_form(scene, asked, year, known):
        return forms
    if len(scene.query.places) == 1 and (placed := scene.in_place(asked, scene.query.places[0][1], within)):
        known = placed  # the table that is named says it, whatever others do
    if known is not None and _MONEY_ASKED.search(scene.query.text) and _counts_things(known):
        return None  # what a thing costs is not how many there are
    if known is not None and known.fact.value is not None:
        if (
            asked.keys
            and asked.keys[0] in ("government_fund_expenditure", "government_fund_budget")
            and known.fact.value == 0
        ):
            noted = notes.nothing(scene, asked)
            if noted:
                return noted
        return stated(scene, known, asked)
    if known is None and not within and (below := _only_below(scene, asked, year)):
        return below
    derived = (_budget_back(scene, asked, year) or worked_back(scene, asked, year)) if not within else None
    if derived:
        return derived
    added = _sum_of_codes(scene, asked, year)
    if added:
        return added
    noted = notes.nothing(scene, asked)
    if noted:
        return noted
    if known is not None:
        return answered(
            f"{phrase(scene, known)}在“{known.fact.table}”中为空（未列金额）",
            Marked(known.fact),
            "。正文也没有写明这一数额。",
        )
    return None


def _without_goals(scene: Scene) -> Scene | None:
    """The scene without the word 绩效目标 where an indicator is asked for: it is no amount of money then."""
    items = scene.query.items
    kept = tuple(a for a in items if a.keys[:1] != ("performance_amount",))
    if not kept or len(kept) == len(items):
        return None
    named = any(
        k.fact.indicator is not None and terms.normalise(a.text) in terms.normalise(k.fact.row[-1])
        for a in kept
        for h in scene.holdings
        for k in h.known
        if k.fact.row
    )
    return scene.with_query(items=kept) if named else None


def _in_each_form(scene: Scene, asked: Asked, year: int, known: Known | None) -> Draft | None:
    """An indicator that several forms of a year have, each told; also where its name is but a part of the printed one."""
    if asked.code or (known is not None and known.fact.indicator is None) or len(asked.text) < _TELLING:
        return None
    name = terms.normalise(asked.text)
    weight, score = "权重" in scene.query.text, bool(evidence.ASKS_SCORE.search(scene.query.text))
    done = scene.basis == "actual"
    found: dict[tuple[int | None, tuple[str, ...]], Known] = {}
    for holding in scene.holdings:
        for k in holding.known:
            fact = k.fact
            if fact.indicator is None or fact.year != year or fact.value is None or not fact.row:
                continue
            if name not in terms.normalise(fact.row[-1]) or evidence.is_score(fact) != score:
                continue
            if any("权重" in label for label in fact.column) != weight:
                continue
            if not weight and not score and (fact.basis == "actual") != done:
                continue
            found.setdefault((fact.table_number, fact.row), k)
    if len(found) == 1 and known is None:
        return stated(scene, next(iter(found.values())), asked)
    if len({k.fact.value for k in found.values()}) < _PAIR:
        return None
    pieces: list[Piece] = []
    for k in found.values():
        pieces += [f"- {phrase(scene.bare if pieces else scene, k)}（{k.fact.table}）：", *state(k.fact), "\n"]
    return answered(*pieces)


def reached(scene: Scene) -> Draft | None:
    """What an indicator came to (满意度实际完成多少), form by form; None where it is no indicator that is asked about."""
    if len(scene.query.items) != 1:
        return None
    asked, year = scene.query.items[0], scene.target()
    spent = scene.with_query(basis="actual")
    known = spent.level(asked, year)
    if known is not None and known.fact.indicator is None:
        return None
    return _in_each_form(spent, asked, year, known) or (stated(spent, known, asked) if known else None)


_TELLING = 3  # characters that tell an indicator


def _only_below(scene: Scene, asked: Asked, year: int) -> Draft | None:
    """What is told of the only 项 below a 款 that itself is not told of, named as that 项."""
    if not asked.keys or asked.near or set(asked.keys) & terms.TOTALS:
        return None
    own = [
        known
        for holding in scene.holdings
        for known in holding.known
        if len(known.fact.row) > 1 and terms.key(known.fact.row[-2]) in asked.keys and known.fact.project is None
    ]
    told = [
        known
        for known in own
        if known.fact.year == year
        and known.fact.measure == "level"
        and known.fact.value is not None
        and evidence.basis_fits(known.fact, scene.basis)
        and not known.item.within
    ]
    if not told or len({terms.normalise(known.fact.row[-1]) for known in own}) > 1 or not alike(told):
        return None
    if len({base_value(known.fact) for known in told}) > 1:
        return None
    found = stated(scene, told[0], replace(asked, keys=(told[0].item.own,)))
    notice = f"文件没有单列“{asked.text}”的这一数，以上是其下唯一一项“{strip_number(told[0].fact.row[-1])}”的数。"
    return replace(found, notices=(*found.notices, notice)) if found else None


def _sharing(scene: Scene, asked: Asked, year: int) -> list[Known]:
    """The items that a part of a name may stand for, where they are several."""
    if not asked.near or len(asked.keys) < 2:
        return []
    found = [scene.level(replace(asked, keys=(key,)), year) for key in asked.keys]
    rows = [known for known in found if known is not None and known.fact.value is not None]
    return rows if len({known.fact.value for known in rows}) > 1 else []


_ALL = re.compile(r"一共|合计|总共|加起来|都有|哪几|哪些|分别|各|列")


def which(scene: Scene, asked: Asked, rows: Sequence[Known]) -> Draft | None:
    """Several rows of a table go by the name: asked back, or listed and added up where all of them are asked for."""
    if _ALL.search(scene.query.text):
        lines: list[Piece] = []
        for known in rows:
            lines += [f"- {_path(known)}：", *state(known.fact), "\n"]
        if not re.search(r"一共|合计|总共|加起来", scene.query.text):
            return answered(*lines)
        added = total(scene, rows, f"各项{asked.text}合计")
        return added or answered(*lines)
    shown = "；".join(_path(known) for known in rows[:8])
    text = f"{scene.prefix}{scene.target()}年有{'多' if len(rows) > 8 else '几'}项都叫“{asked.text}”，您问的是哪一项？{shown}。"
    offers = tuple(
        f"{scene.prefix}{scene.target()}年{known.fact.code or ''}{_path(known)}是多少？" for known in rows[:8]
    )
    return Draft("clarify", (text,), follow_ups=offers)


def _path(known: Known) -> str:
    return "—".join(strip_number(label) for label in known.fact.row[-2:])


_OWN_NAME = 4  # characters of a label that leaves nothing open


def _names_itself(known: Known, asked: Asked) -> bool:
    """Whether a count stands right behind the field's own name for what is asked: 购置公务用车1辆，为更新报废的巡查车."""
    fact, label = known.fact, known.fact.row[-1] if known.fact.row else ""
    named = known.item.own in asked.keys and known.item.own in terms.concepts() and len(label) >= _OWN_NAME
    return named and fact.span is not None and fact.quote[: fact.span[0]].rstrip("（共 ").endswith(label)


def stated(scene: Scene, known: Known, asked: Asked) -> Draft | None:
    """A figure that is printed."""
    fact = known.fact
    if fact.measure == "count" and not (_names_itself(known, asked) or unmodified(fact, scene.query.text)):
        return None
    if fact.unit is None and fact.source == "narrative":
        quoted = Quoted(fact.quote, fact.document, fact.quote, fact.place, fact.section)
        return answered(f"{scene.prefix}{fact.year}年文件写明：", quoted)
    if fact.unit is None and fact.measure == "level":
        where = f"“{fact.table}”" if fact.table else "原文"
        said = f"{phrase(scene, known)}在{where}中写为{fact.quote}"
        return answered(
            said if fact.source == "table" else f"{phrase(scene, known)}见原文",
            Marked(fact),
            "，但没有标明单位，不能确定金额，请以原文为准。",
        )
    unit = unit_for(scene, fact)
    figure = state(fact, unit, bold=True)
    result = next(p for p in figure if isinstance(p, Stated))
    pieces: list[Piece] = [f"{phrase(scene, known)}为", *figure]
    if unit:
        pieces += ["，即", *state(fact)]
    pieces.append("。")
    pieces += notes.note_against(scene, known)
    if scene.query.counted and fact.measure != "count" and fact.source == "narrative":
        pieces += ["\n\n原文：", Quoted(fact.quote, fact.document, fact.quote, fact.place, fact.section)]
    notices = []
    if asked.keys and known.item.own not in asked.keys and asked.keys[0] in terms.concepts() and not asked.code:
        notices.append(f"文件没有单列“{terms.name(asked.keys[0])}”，以上是{called(known)}的数。")
    return answered(*pieces, result=result if result.certain else None, notices=notices)


def worked_back(scene: Scene, asked: Asked, year: int) -> Draft | None:
    """Last year's level from this year's and the change that the narrative states."""
    found = derive_base(scene, asked, year)
    if found is None:
        return None
    figure, level, change = found
    bolded = Stated(figure.text, figure.value, figure.unit, figure.facts, figure.formula, figure.operands, bold=True)
    direction = {"up": "增加", "down": "减少"}.get(change.fact.direction or "", "变动")
    return answered(
        f"{scene.prefix}{year}年{called(level)}{basis_word(level.fact)}为",
        bolded,
        f"，由{phrase(scene.bare, level)}",
        *state(level.fact),
        f"和比上年{direction}的",
        *state(change.fact),
        "推算得出，文件没有直接列出该年数额。",
        result=bolded,
        notices=[f"{year}年的数是按{level.fact.year}年的文件倒推的。"],
    )


def _budget_back(scene: Scene, asked: Asked, year: int) -> Draft | None:
    """A year's own budget from its outturn and by how much that is said to be above or below the budget (较年初预算数增加)."""
    if scene.basis == "actual":
        return None
    for known in evidence.changes(asked, year, scene.holdings):
        fact = known.fact
        own = fact.base_year == year and any("预算" in label for label in fact.column)
        if not own or fact.value is None or fact.direction is None or known.item.own not in asked.keys:
            continue
        level = scene.level(replace(asked, keys=(known.item.own,)), year, basis="actual")
        if level is None or level.fact.value is None or level.fact.quote != fact.quote:
            level = next((k for k in _levels_beside(scene, known) if k.item.own == known.item.own), None)
        if level is None:
            continue
        unit = _coarser(level.fact.unit, fact.unit)
        sign = "-" if fact.direction == "up" else "+"
        figure = computed(
            f"{scaled('a', level.fact.unit, unit)} {sign} {scaled('b', fact.unit, unit)}",
            {"a": level.fact, "b": fact},
            unit,
            bold=True,
        )
        stage = next(label for label in fact.column if "预算" in label).lstrip("较比")
        return answered(
            f"{scene.prefix}{year}年{called(level)}{stage}数为",
            figure,
            f"，由{phrase(scene.bare, level)}",
            *state(level.fact),
            f"和较{stage}数{'增加' if fact.direction == 'up' else '减少'}的",
            *state(fact),
            "推算得出，文件没有直接列出。",
            result=figure,
        )
    return None


def _levels_beside(scene: Scene, known: Known) -> list[Known]:
    """The outturns in the sentences of the same section that state a change, for the same item."""
    fact = known.fact
    return [
        k
        for k in scene.holding(fact).by_own.get(known.item.own, ())
        if (k.fact.section, k.fact.source, k.fact.measure, k.fact.basis, k.fact.year)
        == (fact.section, "narrative", "level", "actual", fact.year)
        and k.fact.value is not None
        and k.item.path == known.item.path
    ]


def derive_base(scene: Scene, asked: Asked, year: int) -> tuple[Stated, Known, Known] | None:
    """The level of the year before a stated change: level minus signed change, over cited facts."""
    for known in evidence.changes(asked, year + 1, scene.holdings):
        fact = known.fact
        if fact.value is None or fact.direction is None or (fact.base_year or year) != year:
            continue
        level = scene.level(Asked(asked.text, (known.item.own,), 0, 0, asked.code), year + 1)
        if level is None or level.fact.value is None or level.fact.basis != fact.basis:
            continue
        sign = "-" if fact.direction == "up" else "+"
        unit = _coarser(level.fact.unit, fact.unit)
        expression = f"{scaled('a', level.fact.unit, unit)} {sign} {scaled('b', fact.unit, unit)}"
        return computed(expression, {"a": level.fact, "b": fact}, unit), level, known
    return None


def _coarser(one: str | None, two: str | None) -> str | None:
    """The larger of two units: a result is no more precise than its roughest part."""
    first, second = quantity.unit(one), quantity.unit(two)
    return two if first and second and second.scale > first.scale else one


def _sum_of_codes(scene: Scene, asked: Asked, year: int) -> Draft | None:
    """A colloquial item that is the sum of several codes (社保缴费)."""
    concept = terms.concepts().get(asked.keys[0]) if asked.keys else None
    if not concept or not concept.sum_of:
        return None
    parts = [scene.level(Asked(code, (), 0, 0, code=code), year) for code in concept.sum_of]
    found = [p for p in parts if p and p.fact.value is not None]
    return total(scene, found, f"{concept.name}合计") if len(found) >= 2 else None


def several(scene: Scene, items: Sequence[Asked], years: Sequence[int]) -> Draft | None:
    """Several items, several years, or both, one line each; where a count is asked for, only what is so counted."""
    counted = [
        a
        for a in items
        if scene.query.counted and (k := scene.level(a, years[-1])) and evidence.counts(k.fact, scene.query.counted)
    ]
    if len(counted) == 1 and len(items) > 1 and len(years) == 1:
        return single(scene, counted[0], years[0])
    pieces: list[Piece] = []
    missing: list[str] = []
    found: list[Known] = []
    within: tuple[str, ...] = ()
    items_narrowed = items[:1]
    if narrowed := _of_the_first(scene, items, years):
        within, items = narrowed
    for year in years:
        for asked in items:
            known = scene.level(asked, year, within, _stage_of(scene, year))
            if within and (known is None or known.fact.value is None):
                known = scene.level(items_narrowed[0], year, asked.keys[:1]) if items_narrowed else known
            if known is None or known.fact.value is None:
                back = derive_base(scene, asked, year)
                if back:
                    pieces += [
                        f"- {scene.prefix}{year}年{called(back[1])}{basis_word(back[1].fact)}：",
                        back[0],
                        f"（由{year + 1}年的文件推算）\n",
                    ]
                else:
                    missing.append(f"{year}年{terms.name(asked.keys[0]) if asked.keys else asked.text}")
                continue
            found.append(known)
            pieces += [
                f"- {phrase(scene.bare if pieces else scene, known)}：",
                *state(known.fact, unit_for(scene, known.fact)),
                "\n",
            ]
    if not pieces:
        return None
    result = None
    if not missing and len(found) > 1 and _TOTAL_TOO.search(scene.query.text) and alike(found):
        added = total(scene, found, "合计")
        figure = added.result if added else None
        if figure is not None:
            pieces += ["合计", figure, "。"]
    if missing:
        pieces.append("文件没有列出：" + "、".join(missing) + "。")
    return answered(*pieces, result=result)


def _stage_of(scene: Scene, year: int) -> BasisAsked | None:
    """Budgeted or actually spent, as it is asked of one of several years: 2023年执行、2024年预算."""
    said = re.search(rf"{year}\s*年?度?的?(?:(执行|决算|实际)|(预算))", scene.query.text)
    return None if said is None else "actual" if said[1] else "budget"


def _of_the_first(
    scene: Scene, items: Sequence[Asked], years: Sequence[int]
) -> tuple[tuple[str, ...], Sequence[Asked]] | None:
    """The items that the first one narrows, all of them: 一般公共服务支出的人员经费、公用经费和项目支出."""
    first, *others = items
    between = scene.query.text[first.end : others[0].start] if others else ""
    if len(others) < 2 or not _ITS.fullmatch(between):
        return None
    for key in first.keys:
        # A row that columns narrow is the same figure the other way round: 一般公共服务支出 under 人员经费.
        levels = [
            scene.level(asked, year, (key,)) or scene.level(first, year, asked.keys[:1])
            for year in years
            for asked in others
        ]
        if all(known is not None and known.fact.value is not None for known in levels):
            return (key,), others
    return None


_ITS = re.compile(
    r"[”\"]?(?:这|那)?(?:一?[个块项笔])?(?:支出|科目|款项|项级科目)?(?:(?:里面?|里头|中|当中|之中|其中|内)的?|的|，其中的?)[，“\"]?"
)
_TOTAL_TOO = re.compile(r"加起来|合计|一共|总共|加在一起|之和|总和|凑一")


def total(scene: Scene, found: Sequence[Known], name: str) -> Draft | None:
    """The sum of several figures."""
    unit = scene.query.unit or found[0].fact.unit
    names = "abcdefghijklmnopqrstuvwxyz"[: len(found)]
    if len(found) > 26:
        return None
    try:
        expression = " + ".join(scaled(n, k.fact.unit, unit) for n, k in zip(names, found, strict=True))
    except ValueError:
        return None
    figure = computed(expression, dict(zip(names, (k.fact for k in found), strict=True)), unit, bold=True)
    same_year = len({k.fact.year for k in found}) == 1
    pieces: list[Piece] = [
        f"{scene.prefix}{found[0].fact.year}年{name}为" if same_year else f"{scene.prefix}{name}为",
        figure,
        "，其中",
    ]
    for i, known in enumerate(found):
        pieces += ["、" if i else "", phrase(scene.bare, known, year=not same_year), *state(known.fact)]
    pieces.append("。")
    return answered(*pieces, result=figure if figure.certain else None)
