"""Parts added up against the total that is printed for them: items, projects, the lowest 科目 of a stage.

A printed number stands for an interval of half a step on either side (domain: 尾差), so a sum may differ from its
printed total by the roundings of all of them and still agree.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ingest import quantity, terms
from ingest.items import SPENT_OF
from service import evidence
from service.draft import Draft, Piece, computed, scaled
from service.evidence import Want
from service.holding import Known
from service.query import Asked, Query
from service.rules.magnitude import alike, base_value, says_all
from service.rules.project_rows import projects
from service.rules.scene import Scene, answered, called, phrase, state


def half_steps(found: Sequence[Known], target: Known) -> Decimal:
    """How far a sum may lie from its printed total by rounding alone, in the base unit (Calculations 1.1)."""
    return sum((_quantity(k).half_step for k in (*found, target) if k.fact.value is not None), Decimal(0))


def _quantity(known: Known) -> quantity.Quantity:
    return quantity.Quantity(known.fact.value or Decimal(0), quantity.unit(known.fact.unit))


def against_total(scene: Scene, found: Sequence[Known], parent: Known, name: str = "各项合计") -> Draft | None:
    """Parts added up against the total that is printed for them."""
    return against_printed(scene, found, _of_their_scope(scene, found, parent), name)


def against_printed(scene: Scene, found: Sequence[Known], parent: Known, name: str = "各项合计") -> Draft | None:
    """Parts added up against this very total, whatever else is printed of it."""
    if len(found) > _MOST or not alike((*found, parent)):
        return None
    names = [chr(97 + at) if at < _LETTERS else f"x{at}" for at in range(len(found))]
    unit = parent.fact.unit
    operands = dict(zip(names, (k.fact for k in found), strict=True))
    expression = " + ".join(scaled(n, k.fact.unit, unit) for n, k in zip(names, found, strict=True))
    total = computed(expression, operands, unit, bold=True)
    difference = sum((base_value(k.fact) for k in found), Decimal(0)) - base_value(parent.fact)
    pieces: list[Piece] = []
    for i, known in enumerate(found):
        pieces += ["、" if i else "", called(known) if i else phrase(scene, known), *state(known.fact)]
    pieces += [f"，{name}", total, f"；{phrase(scene.bare, parent, year=False)}", *state(parent.fact), "。"]
    if difference == 0:
        return answered("一致。", *pieces)
    gap = computed(f"{expression} - ({scaled('z', parent.fact.unit, unit)})", operands | {"z": parent.fact}, unit)
    if abs(difference) <= half_steps(found, parent):
        return answered("基本一致，差额在四舍五入的范围内。", *pieces, "两者相差", gap, "，属四舍五入造成的尾差。")
    return answered("不一致。", *pieces, "两者相差", gap, "，公开文件没有说明原因。")


def _of_their_scope(scene: Scene, found: Sequence[Known], parent: Known) -> Known:
    """The total that counts the same money as its parts: 基本支出 of fiscal money where the parts are told of that alone."""
    if says_all(found, parent):
        return parent
    same = (
        known
        for known in scene.holding(parent.fact).by_own.get(parent.item.own, ())
        if (known.fact.year, known.fact.basis, known.fact.measure) == (parent.fact.year, parent.fact.basis, "level")
        and known.fact.value is not None and alike((known, parent)) and says_all(found, known)
    )  # fmt: skip
    return next(same, parent)


# The forms of projects, or all projects, added up: 两个项目表加起来, 各项目之和.
_OF_PROJECTS = re.compile(
    r"(?:[两二三四五六七八九十几各]个?|所有|全部)(?:重点|专项)?项目(?!支出|的?增)[^，。？?]{0,10}(?:加|合计|之和|总和|相加|一共)"
)
_OF_SUBJECTS = re.compile(
    r"(?:项级|末级|明细)(?:的)?科目|[各所全][有部]?(?:个)?(?:项级)?科目|(?:[一二两三四五六七八九十几]+|\d{1,3})个(?:项级)?科目"
)
_ADDED = re.compile(r"加起来|合计|之和|加总|总和|相加|加在一起|汇总")


def asks_of_projects(query: Query) -> bool:
    """Whether the money of all projects, added up, is held against something that is named."""
    return bool(query.items) and bool(_OF_PROJECTS.search(query.text))


def asks_of_subjects(query: Query) -> bool:
    """Whether all the lowest 科目, added up, are held against their total."""
    return bool(_OF_SUBJECTS.search(query.text)) and bool(_ADDED.search(query.text))


def of_subjects(scene: Scene, year: int) -> Draft | None:
    """The lowest 科目 of a year, in the stage that is asked for, against the whole of that stage."""
    named = [a for a in scene.query.items if not set(a.keys) & (terms.TOTALS | _WHOLES)]
    if not asks_of_subjects(scene.query) or named:
        return None
    bases = _stage(scene)
    against: tuple[Sequence[Known], Known] | None = None
    for whole in _wholes(scene, year, bases):
        rows = [
            k
            for k in scene.holding(whole.fact).known
            if k.fact.year == year and k.fact.value is not None and k.fact.basis in bases
        ]
        for found in _lowest(rows, whole):
            if not 1 < len(found) <= _MOST or not alike((*found, whole)):
                continue
            if says_all(found, whole):
                return _of_the_asked(scene, year, whole, against_total(scene, found, whole, "各项级科目合计"))
            # Tables of one fund and of all need not agree: a gap is one only within a table.
            if (found[0].fact.table_number, found[0].fact.column) == (whole.fact.table_number, whole.fact.column):
                against = against or (found, whole)
    return against_total(scene, *against, "各项级科目合计") if against else None


def _of_the_asked(scene: Scene, year: int, whole: Known, found: Draft | None) -> Draft | None:
    """The same, said to be of other money where the total that is named is another one: fiscal money and all funds."""
    named = scene.level(scene.query.items[0], year) if scene.query.items else None
    if found is None or named is None or named.fact.value is None or base_value(named.fact) == base_value(whole.fact):
        return found
    lead = "口径不同：各科目只列一种口径的钱，与这一口径的合计相符。"
    more = base_value(named.fact) > base_value(whole.fact)
    return answered(
        lead, *found.pieces[1:], f"{phrase(scene.bare, named)}", *state(named.fact), "，含别的资金。" if more else "。"
    )


_WHOLES = frozenset({"expenditure_this_year", "general_public_expenditure", "fiscal_expenditure"})
_MOST = 60
_LETTERS = 25  # names of operands before they are numbered; z is the total's
_ITEM_DIGITS = 7


def _stage(scene: Scene) -> frozenset[str]:
    text = scene.query.text
    if re.search("全年预算|调整预算", text):
        return frozenset({"adjusted_budget"})
    if "年初预算" in text:
        return frozenset({"initial_budget"})
    return frozenset({"actual"} if scene.basis == "actual" else {"budget"})


def _wholes(scene: Scene, year: int, bases: frozenset[str]) -> list[Known]:
    """All that is spent, under the names that it goes by, in a stage; its amount that the question names first."""
    keys = (
        "expenditure_total",
        "expenditure_this_year",
        "budget_total",
        "fiscal_expenditure",
        "general_public_expenditure",
    )
    found = [
        known
        for key in keys
        for known in evidence.candidates(Want(Asked(terms.name(key), (key,), 0, 0), year), scene.holdings)
        if known.fact.basis in bases and known.fact.value
    ]
    said = {figure.quantity.base for figure in quantity.find(scene.query.text) if figure.quantity.unit}
    return sorted(found, key=lambda known: base_value(known.fact) not in said)


def _lowest(rows: Sequence[Known], whole: Known) -> list[list[Known]]:
    """The 项 as a table codes them, or as the narrative tells them one by one."""
    tables = dict.fromkeys((k.fact.table_number, k.fact.column) for k in rows if k.fact.source == "table")
    coded = [
        [k for k in rows if (k.fact.table_number, k.fact.column) == at and len(k.fact.code or "") == _ITEM_DIGITS]
        for at in tables
    ]
    told: dict[tuple[str, ...], Known] = {}
    for known in rows:
        if known.fact.source == "narrative" and len(known.fact.row) == _DEPTH and not known.item.within:
            told.setdefault(tuple(map(terms.normalise, known.fact.row)), known)
    in_table = sorted(coded, key=lambda found: bool(found) and found[0].fact.table_number != whole.fact.table_number)
    return [*in_table, list(told.values())] if whole.fact.source == "table" else [list(told.values()), *in_table]


_DEPTH = 3  # 类, 款 and 项


def of_projects(scene: Scene, year: int) -> Draft | None:
    """The projects with a form of their own, added up, against what they are held against: else 项目支出."""
    found = projects(scene, year)
    key = "performance_amount" if _WITH_GOALS.search(scene.query.text) else "project_expenditure"
    other = next((a for a in scene.query.items if a.keys != ("current_budget",)), Asked(terms.name(key), (key,), 0, 0))
    parent = scene.level(other, year)
    if len(found) < 2 or parent is None or parent.fact.value is None:
        return None
    return against_total(scene, found, parent, "各项目当年预算合计")


# 有绩效目标的项目加起来，跟涉及金额: what the text says that the projects with goals come to.
_WITH_GOALS = re.compile("绩效(?:目标|管理)|涉及(?:的)?(?:金额|资金|钱)")


def of_items(scene: Scene, items: Sequence[Asked], year: int) -> Draft | None:
    """Items that are named added up against the largest of them."""
    found = [k for k in (scene.level(a, year) for a in items) if k and k.fact.value is not None]
    if len(found) != len(items) or not alike(found) or _of_both_sides(found):
        return None
    whole = max(found, key=lambda k: base_value(k.fact))
    parts = [k for k in found if k is not whole]
    if whole not in (found[0], found[-1]) or any(k.item.own in terms.WHOLES for k in parts):
        return None  # what is no part of another is not added up to it
    return against_total(scene, parts, whole, "合计")


def of_uses(items: Sequence[Asked]) -> bool:
    """Whether both uses of one line's money are named behind it, which are none of all money."""
    if not items:
        return False
    first, *uses = items
    whole = first.keys[:1] in _USES or bool(set(first.keys[:1]) & (terms.WHOLES | _FUNDS))
    return not whole and {asked.keys[:1] for asked in uses} == _USES


_FUNDS = frozenset({*SPENT_OF, *SPENT_OF.values(), "fiscal_expenditure", "fiscal_appropriation"})


def of_one_line(scene: Scene, items: Sequence[Asked], year: int) -> Draft | None:
    """The two uses of one line's money against that line: 某某支出的基本支出加项目支出等于合计吗."""
    first, *uses = items
    parts = [scene.level(first, year, asked.keys[:1]) or scene.level(asked, year, first.keys[:1]) for asked in uses]
    told = [known for known in parts if known is not None and known.fact.value is not None]
    rows = [k for k in scene.holding(told[0].fact).known if _same_row(k, told[0])] if len(told) == len(uses) else []
    whole = next(
        (known for known in rows if not known.item.within & {"basic_expenditure", "project_expenditure"}), None
    )
    return against_printed(scene, told, whole, "合计") if whole is not None else None


_USES = {("basic_expenditure",), ("project_expenditure",)}


def _same_row(known: Known, part: Known) -> bool:
    """Whether two figures stand in one row of a table, in the same year and stage."""
    one, other = known.fact, part.fact
    return (
        one.value is not None
        and (one.table_number, one.row, one.code, one.year, one.basis) == (other.table_number, other.row, other.code, other.year, other.basis)
        and one.column != other.column
    )  # fmt: skip


def _of_both_sides(found: Sequence[Known]) -> bool:
    """Whether some of the amounts are what came in and others what went out: they come to nothing together."""
    return {"revenue", "expenditure"} <= {known.item.side for known in found}
