"""How an item went over the years: each year's figure, and what the first and the last differ by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from ingest import quantity, terms
from service import evidence
from service.draft import Draft, Piece, Stated, computed, scaled
from service.evidence import Want
from service.holding import Known
from service.query import Asked
from service.rules.change import comparable
from service.rules.magnitude import base_value
from service.rules.narrowed import joined_item
from service.rules.scene import Scene, answered, basis_word, called, phrase, state
from service.rules.worked_back import derive_base

_PAIR = 2  # years that are only compared
# Each year's figure is asked for, not only what lies between them.
_EACH_YEAR = re.compile(r"分别|各(?:年|是|为|有)?多少|每年|逐年|哪一?年|走势|趋势")
_SET_AGAINST = re.compile(r"[比较](?:上一?年|去年|前一?年|(?:19|20)?\d\d年|往年)")
_WHICH_YEAR = re.compile(r"哪一?年[^，。？?]{0,10}最?(?P<least>少|低|小)|哪一?年")


def trend(scene: Scene) -> Draft | None:
    """Items over three years or more: each year's figure, how it moved, and which years are not listed.

    None where two years alone are compared.
    """
    several = len(scene.years()) > _PAIR or len(scene.query.years) > _PAIR
    each = len(scene.years()) == _PAIR and _EACH_YEAR.search(scene.query.text)
    if len(scene.query.items) > 1 and _SET_AGAINST.search(scene.query.text):
        each = None  # 甲、乙各多少，分别比上年多多少: each of the items, not of the years
    which = _WHICH_YEAR.search(scene.query.text) and len(scene.query.items) == 1
    if not scene.query.items or not (several or each or which):
        return None
    joined = joined_item(scene)
    asked = [joined] if joined else [(item, ()) for item in scene.query.items]
    drafts = [found for item, within in asked if (found := _trend_of(scene, item, within)) is not None]
    if len(drafts) == 1:
        return drafts[0]
    pieces: list[Piece] = []
    for number, found in enumerate(drafts):
        pieces += ["\n\n" if number else "", *found.pieces]
    return answered(*pieces) if pieces else None


def _trend_of(scene: Scene, asked: Asked, within: tuple[str, ...]) -> Draft | None:
    rows: list[tuple[int, Known | Stated]] = []
    years = scene.years()
    if len(years) == 1 and _WHICH_YEAR.search(scene.query.text):
        years = tuple(
            sorted(
                {
                    k.fact.year
                    for k in evidence.candidates(Want(asked, None, scene.basis), scene.holdings)
                    if k.fact.year
                }
            )
        )
    for year in years:
        known = scene.level(asked, year, within)
        if known and known.fact.value is not None:
            rows.append((year, known))
        elif not within and (back := derive_base(scene, asked, year)):
            rows.append((year, back[0]))
    if len(rows) < 2:
        return None
    pieces: list[Piece] = []
    values = []
    for year, row in rows:
        if isinstance(row, Stated):
            what = (terms.name(asked.keys[0]) if asked.keys else asked.text) + basis_word(row.facts[0])
            pieces += [f"- {'' if pieces else scene.prefix}{year}年{what}：", row, f"（由{year + 1}年的文件推算）\n"]
            scale = unit.scale if (unit := quantity.unit(row.unit)) else 1
            values.append(row.value * scale)
        else:
            pieces += [f"- {phrase(scene.bare if pieces else scene, row)}：", *state(row.fact), "\n"]
            values.append(base_value(row.fact))
    missing = [f"{year}年" for year in years if year not in dict(rows)]
    by_the_year = [] if missing or not _BY_THE_YEAR.search(scene.query.text) else _each_year(rows)
    overall = _overall(rows)
    return answered(
        *pieces,
        f"走势：{_course(values)}",
        *(("，", *overall) if overall else ()),
        *by_the_year,
        "。",
        *([f"文件没有列出{'、'.join(missing)}的数。"] if missing else []),
        *_most(scene, rows, values),
        result=next((p for p in overall if isinstance(p, Stated) and p.certain), None)
        if _HOW_MUCH.search(scene.query.text) and not _BY_THE_YEAR.search(scene.query.text)
        else None,
    )


# What is asked for each year on the average is not how much it moved in all of them.
_BY_THE_YEAR = re.compile(r"年均|平均每年|每年平均|年平均")
_HOW_MUCH = re.compile(r"(?:[增涨升多降减少跌变缩高低大小]|相?差)(?:加|长|少|了|化|出|过)*(?:多少|几)")


def _each_year(rows: Sequence[tuple[int, Known | Stated]]) -> list[Piece]:
    """By how much a row of amounts moved in a year on the average, where both its ends are printed."""
    (early, first), (late, last) = rows[0], rows[-1]
    if isinstance(first, Stated) or isinstance(last, Stated) or late == early:
        return []
    unit = last.fact.unit
    figure = computed(
        f"(a - {scaled('b', first.fact.unit, unit)}) / {late - early}",
        {"a": last.fact, "b": first.fact},
        unit,
        places=2,
        bold=True,
    )
    return [f"，平均每年{'增加' if figure.value >= 0 else '减少'}", figure]


def _course(values: Sequence[Decimal]) -> str:
    """How a row of amounts moved."""
    steps = [b - a for a, b in pairwise(values)]
    if all(s < 0 for s in steps):
        return "逐年下降"
    if all(s > 0 for s in steps):
        return "逐年增加"
    if not any(steps):
        return "持平"
    if all(s <= 0 for s in steps) or all(s >= 0 for s in steps):
        return f"总体{'下降' if values[-1] < values[0] else '增加'}，其间有持平的年份"
    moved = "下降" if values[-1] < values[0] else "增加" if values[-1] > values[0] else "持平"
    return f"有增有减，总体{moved}"


def _overall(rows: Sequence[tuple[int, Known | Stated]]) -> list[Piece]:
    """By how much the last year is above or below the first, where both are printed and count the same."""
    (first, early), (last, late) = rows[0], rows[-1]
    if isinstance(early, Stated) or isinstance(late, Stated) or not comparable(late.fact, early.fact):
        return []
    figure = computed(
        f"a - {scaled('b', early.fact.unit, late.fact.unit)}", {"a": late.fact, "b": early.fact}, late.fact.unit
    )
    if not figure.value or late.item != early.item:
        return []
    return [f"{last}年{called(late)}比{first}年{'增加' if figure.value > 0 else '减少'}", figure]


def _most(scene: Scene, rows: Sequence[tuple[int, Known | Stated]], values: Sequence[Decimal]) -> list[Piece]:
    """Which year had the most, or the least, where that is asked for."""
    asked = _WHICH_YEAR.search(scene.query.text)
    if asked is None:
        return []
    if len(set(values)) == 1:
        return ["各年相同。"]
    extreme = min(values) if asked["least"] else max(values)
    years = [f"{year}年" for (year, _), value in zip(rows, values, strict=True) if value == extreme]
    return [f"{'、'.join(years)}最{'少' if asked['least'] else '多'}。"]
