"""How much is it: one figure, several items, or the same item over several years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest import quantity, terms
from ingest.items import SPENT_OF
from ingest.terms import strip_number
from service import evidence
from service.blanking import MASK, blanked
from service.draft import Draft, Marked, Piece, Stated
from service.evidence import Want
from service.holding import Known
from service.query import Asked, BasisAsked, Query
from service.rules import guests, notes, reached
from service.rules.indicators import in_each_form, without_goals
from service.rules.magnitude import alike, base_value, is_money
from service.rules.namesakes import told_apart, which
from service.rules.narrowed import between, is_told_within, joined_item, of_the_first
from service.rules.scene import (
    Scene,
    answered,
    basis_word,
    called,
    evidence_counts,
    form_number,
    is_named,
    phrase,
    state,
    unit_for,
)
from service.rules.stating import stated, total
from service.rules.two_places import so_called
from service.rules.words import stated as in_words
from service.rules.worked_back import budget_back, derive_base, of_one_fund, worked_back


def lookup(scene: Scene) -> Draft | None:
    """One figure for one item; several items or years are listed one by one."""
    query = scene.query
    if not query.items:
        return None
    if (narrower := without_goals(scene)) is not None:
        scene, query = narrower, narrower.query
    if reached.asks(query) and len(query.items) > 1:
        return None  # 某工程惠及多少农户: the number that some other work reached is none of it
    if query.counted and not _money_too(query) and (received := guests.counted(scene)):
        return received
    if query.counted and not _money_too(query) and not any(_is_counted(a, scene) for a in query.items):
        return None
    levels = [scene.level(asked, scene.target()) for asked in query.items] if query.per else []
    if any(is_money(level) and not tells_each(level, query.per) for level in levels):
        return None  # what is asked for is a mean; the whole amount would be taken for it
    joined = joined_item(scene)
    if joined:
        return single(scene, joined[0], scene.target(), joined[1])
    if below := _below_another_item(scene):
        return stated(scene, below[0], below[1])
    if _is_no_part_of_projects(scene):
        return None
    years = scene.years()
    if len(query.items) == _PAIR and (
        _HELD_IN.fullmatch(query.text[query.items[0].end : query.items[1].start]) or is_told_within(scene, *query.items)
    ):
        part = scene.level(query.items[1], scene.target())
        if part is None or part.fact.value is None:
            return of_one_fund(scene)  # 基本支出里的印刷费: all of it is no answer where the part is not told
    if (len(query.items) == 1 and len(query.years) + len(query.offsets) <= 1) or (
        query.years and query.offsets and len(query.items) == 1 and len(years) <= _PAIR
    ):
        return single(scene, query.items[0], scene.target())
    return several(scene, query.items, years if len(query.years) != 1 or not query.offsets else (scene.target(),))


def guests_counted(scene: Scene) -> Draft | None:
    """How many guests or parties came, where these and no money are asked for, however many are added up (一共多少人次)."""
    return guests.counted(scene) if scene.query.counted and not _money_too(scene.query) else None


def _is_no_part_of_projects(scene: Scene) -> bool:
    """Whether an economic item is asked for within 项目支出, which no table splits up so: that of 基本支出 is none of it."""
    items = scene.query.items
    if len(items) != _PAIR or items[0].keys[:1] != ("project_expenditure",):
        return False
    words = between(scene, *items)
    if not (_HELD_IN.fullmatch(words) or _BY_CLASS.search(words) or is_told_within(scene, *items)):
        return False
    found = evidence.candidates(Want(items[1], scene.target(), scene.basis), scene.holdings)
    economic = any((known.fact.code or "").startswith("3") for known in found)
    return economic or (not found and _BY_CLASS.search(words) is not None)


# How 项目支出 would be split: 按经济分类看, which is masked where it is read as an axis.
_BY_CLASS = re.compile(rf"按[^，。；？?]{{0,6}}分类|{MASK}{{3,}}")
_PAIR = 2
_HELD_IN = re.compile(r"(?:预算|支出|总额|总数)?(?:[那这]?(?:里面?|里头|里边|之?中|当中|内)的?[，,]?|的)")


def tells_each(known: Known | None, thing: str | None) -> bool:
    """Whether an item's own name says that it is told by each thing: 每吨补贴."""
    return known is not None and thing is not None and any(f"每{thing}" in label for label in known.fact.row[-1:])


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


def single(scene: Scene, asked: Asked, year: int, within: tuple[str, ...] = ()) -> Draft | None:
    """The level of one item in one year: printed, or worked back from what the narrative says of the change."""
    if scene.query.counted and not _money_too(scene.query) and not _is_counted(asked, scene):
        return None
    asked = _spent_of_fund(scene, asked, year)
    doubtful = scene.namesakes(asked, year, within) or _sharing(scene, asked, year)
    if len(under := _under_what_is_named(scene, doubtful)) == 1:
        return stated(scene, under[0], asked)
    if doubtful:
        return which(scene, asked, doubtful)
    known = scene.level(asked, year, within) or scene.stock(asked)
    if forms := in_each_form(scene, asked, year, known):
        return forms
    if len(scene.query.places) == 1 and (placed := _in_its_table(scene, asked, within)):
        known = placed  # the table that is named says it, whatever others do
    elif len(scene.query.places) == 1 and form_number(scene.query.places[0][1]) is not None:
        return None  # no other table's figure stands for that of a form
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
                return _none_of_it(scene, known, asked, noted)
        return stated(scene, known, asked)
    if known is None and not within and (below := _only_below(scene, asked, year)):
        return below
    derived = (budget_back(scene, asked, year) or worked_back(scene, asked, year)) if not within else None
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


def _of_one_table(scene: Scene, asked: Asked, known: Known | None, within: tuple[str, ...]) -> Known | None:
    """A figure as the one table that is named has it; what that table has no row of is not told by another one."""
    places = scene.query.places
    if len(places) != 1 or len(scene.years()) != 1 or asked.text.endswith("表") or not scene.in_table(places[0][1]):
        return known
    placed = _in_its_table(scene, asked, within)
    if placed is not None or known is None or is_named(places[0][1], known.fact.table or ""):
        return placed or known
    return None


def _in_its_table(scene: Scene, asked: Asked, within: tuple[str, ...]) -> Known | None:
    """An item as the one named table has it, be it under its printed name alone: 收入总计 of a table of fiscal money."""
    place = scene.query.places[0][1]
    placed = scene.in_place(asked, place, within)
    if placed is not None or asked.text.endswith("表") or not set(asked.keys) & _WHOLES:
        return placed
    named = so_called(scene, asked, place, within)
    return named if named is not None and named.fact.value is not None else None


def _spent_of_fund(scene: Scene, asked: Asked, year: int) -> Asked:
    """All that is spent of a fund as the fund's own expenditure, where no table of all funds tells it: 用政府性基金安排的支出."""
    spent = SPENT_OF.get(scene.query.fund or "")
    if spent is None or asked.near or not set(asked.keys[:1]) <= _ALL_SPENT or not asked.keys:
        return asked
    known = scene.level(asked, year)
    return asked if known is not None and known.fact.value is not None else replace(asked, keys=(spent,))


_WHOLES = terms.TOTALS | {"revenue_this_year", "expenditure_this_year"}
_ALL_SPENT = frozenset({"expenditure_total", "expenditure_this_year"})


def _none_of_it(scene: Scene, known: Known, asked: Asked, noted: Draft) -> Draft:
    """The nought that is printed, and the disclosure's own words that there is none."""
    told = stated(scene, known, asked)
    if told is None or told.status != "answered":
        return noted
    return replace(told, pieces=(*told.pieces, *noted.pieces))


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


def _below_another_item(scene: Scene) -> tuple[Known, Asked] | None:
    """The row, of several that go by one item's name, that stands under the one that another item names.

    What the whole table is of may be named with them: 政府采购里某某专项会议的住宿服务.
    """
    items = scene.query.items
    if len(items) < _PAIR or len(scene.years()) != 1:
        return None
    for asked in items:
        rows = scene.namesakes(asked, scene.target())
        under = _under_what_is_named(scene, rows)
        if len(under) == 1 and {key for a in items if a is not asked for key in a.keys[:1]} <= _OF_A_WHOLE_TABLE:
            return under[0], asked
        for above in items:
            keys = set(above.keys)
            found = [known for known in rows if keys & set(map(terms.key, known.fact.row[:-1]))]
            others = {key for a in items if a not in (asked, above) for key in a.keys[:1]}
            if above is not asked and len(found) == 1 and others <= _OF_A_WHOLE_TABLE:
                return found[0], asked
    return None


_OF_A_WHOLE_TABLE = terms.TOTALS | {"government_procurement"}
_LEAST_ABOVE = 3  # characters that name the row above one


def _under_what_is_named(scene: Scene, rows: Sequence[Known]) -> list[Known]:
    """Those of several rows of one name that stand under a row that the question names: 某某专项会议的住宿服务."""
    names = [name for word in scene.query.rest if len(name := terms.normalise(word)) >= _LEAST_ABOVE]

    def stands_under(known: Known) -> bool:
        above = [terms.normalise(label) for label in known.fact.row[:-1]]
        return all(any(name in label for label in above) for name in names)

    return list(filter(stands_under, rows)) if names else []


def _sum_of_codes(scene: Scene, asked: Asked, year: int) -> Draft | None:
    """A colloquial item that is the sum of several codes (社保缴费)."""
    concept = terms.concepts().get(asked.keys[0]) if asked.keys else None
    if not concept or not concept.sum_of:
        return None
    parts = [scene.level(Asked(code, (), 0, 0, code=code), year) for code in concept.sum_of]
    found = [p for p in parts if p and p.fact.value is not None]
    return total(scene, found, f"{concept.name}合计") if len(found) >= 2 else None


# 车辆数、政府采购金额各是多少: what is counted of one of them is not all that is asked.
_EACH_OF_THEM = re.compile(r"[、，,和及与][^。？?]*(?:各|分别)(?:自|是|有|为)*(?:多少|几)")


def several(scene: Scene, items: Sequence[Asked], years: Sequence[int]) -> Draft | None:
    """Several items, several years, or both, one line each; where a count is asked for, only what is so counted."""
    counted = [
        a
        for a in items
        if scene.query.counted and (k := scene.level(a, years[-1])) and evidence.counts(k.fact, scene.query.counted)
    ]
    if len(counted) == 1 and len(items) > 1 and len(years) == 1 and not _EACH_OF_THEM.search(scene.query.text):
        projects = _projects_named(scene, [asked for asked in items if asked is not counted[0]])
        if projects and evidence_counts(counted[0]):
            return _counted_of(scene, projects, years[0])
        return single(scene, counted[0], years[0])
    pieces: list[Piece] = []
    missing: list[str] = []
    found: list[Known] = []
    within: tuple[str, ...] = ()
    items_narrowed = items[:1]
    if narrowed := of_the_first(scene, items, years):
        within, items = narrowed
        whole = scene.level(items_narrowed[0], years[-1]) if "其中" in scene.query.text else None
        if whole is not None and whole.fact.value is not None and len(years) == 1:  # 采购总额，其中货物、服务各多少
            pieces += ["- ", phrase(scene, whole), "：", *state(whole.fact, unit_for(scene, whole.fact)), "\n"]
    for year in years:
        for asked in items:
            rows = scene.namesakes(asked, year) if not within else ()
            if rows:  # which of them is meant is left open: each is told with where it stands
                for path, row in zip(told_apart(rows), rows, strict=True):
                    lead = f"{year}年" if pieces else f"{scene.prefix}{year}年"
                    pieces += [f"- {lead}{path}：", *state(row.fact, unit_for(scene, row.fact)), "\n"]
                continue
            known = _of_one_table(scene, asked, scene.level(asked, year, within, _stage_of(scene, year)), within)
            if within and (known is None or known.fact.value is None):
                known = scene.level(items_narrowed[0], year, asked.keys[:1]) if items_narrowed else known
            if known is not None and _MONEY_ASKED.search(scene.query.text) and _counts_things(known):
                return None  # 一档二档各多少元 asks not how many get them
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
    if len(found) > 1 and len({known.fact.id for known in found}) == 1 and not missing:
        return stated(scene, found[0], items[0])  # two words for one line: 治大气、管扬尘
    result = None
    of_all = {bool(set(asked.keys) & terms.TOTALS) for asked in items}  # a whole is not added to its parts
    if not missing and len(found) > 1 and len(of_all) == 1 and _TOTAL_TOO.search(scene.query.text) and alike(found):
        added = total(scene, found, "合计")
        figure = added.result if added else None
        if figure is not None:
            pieces += ["合计", figure, "。"]
    if not missing and len(found) == _BOTH and {k.item.own for k in found} == _BOTH_TOTALS:
        told = [piece for piece in pieces if isinstance(piece, Stated)]
        result = told[0] if len({(one.value, one.unit) for one in told}) == 1 and told[0].certain else None
    if missing:
        pieces.append("文件没有列出：" + "、".join(missing) + "。")
    return answered(*pieces, result=result)


def _projects_named(scene: Scene, items: Sequence[Asked]) -> frozenset[str]:
    """The names of the projects that items name."""
    keys = {key for asked in items for key in asked.keys}
    return frozenset(name for holding in scene.holdings for name, _ in holding.projects if terms.key(name) in keys)


def _counted_of(scene: Scene, projects: frozenset[str], year: int) -> Draft | None:
    """The only number in the unit asked for that a project's form tells; those of the whole body are none of its own."""
    found = [
        known
        for holding in scene.holdings
        for known in holding.known
        if (fact := known.fact).project is not None
        and fact.project[1] in projects
        and fact.year == year
        and fact.value is not None
        and evidence.counts(fact, scene.query.counted or "")
    ]
    return in_words(scene, found[0]) if len({base_value(known.fact) for known in found}) == 1 else None


_BOTH = 2
_BOTH_TOTALS = frozenset({"revenue_total", "expenditure_total"})  # which are one number: 收入、支出总计13,377.11万元


def _stage_of(scene: Scene, year: int) -> BasisAsked | None:
    """Budgeted or actually spent, as it is asked of one of several years: 2023年执行、2024年预算."""
    named = rf"(?:{year}\s*年?|(?<!\d){year % 100:02d}\s*年)"
    said = re.search(rf"{named}度?的?(?:(执行|决算|实际)|(预算))", scene.query.text)
    return None if said is None else "actual" if said[1] else "budget"


_TOTAL_TOO = re.compile(r"加起来|合计|一共|总共|加在一起|之和|总和|凑一")
