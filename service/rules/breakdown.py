"""What an amount is made up of along the axis that a question names: by function, by economic class, by use, by funds.

The parts are those that a table sets below one another in a column of that axis, or the rows of its class codes. Only
parts that come to the whole, but for rounding, are told as its parts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from ingest import items, terms
from service import evidence
from service.asked_axis import Axis, axis_of
from service.holding import Known
from service.query import Asked
from service.rules.magnitude import alike, base_value, says_all
from service.rules.scene import Scene, called

_COLUMNS: dict[Axis, re.Pattern[str]] = {
    "function": re.compile("功能分类"),
    "economic": re.compile("经济分类"),
    "use": re.compile("支出用途"),
    "funds": re.compile("资金性质|资金来源"),
}
_CLASS_DIGITS = 3
_FEWEST = 2  # parts
# What an expenditure's money comes from, where a table sets the funds side by side.
FUNDS = (
    "general_public_budget", "government_fund_budget", "state_capital_budget", "special_account_funds",
    "institutional_revenue", "business_revenue", "superior_subsidy", "affiliated_turnover", "other_revenue", "carried_in",
)  # fmt: skip
_USES = ("basic_expenditure", "project_expenditure", "reserve")


def by_axis(scene: Scene, asked: Asked, year: int) -> tuple[Known, list[Known]] | None:
    """The whole and its parts along the axis that the question names, the largest first; None where none come to it."""
    axis = axis_of(scene.query.text)
    return along(scene, asked, year, axis) if axis is not None else None


def along(scene: Scene, asked: Asked, year: int, axis: Axis) -> tuple[Known, list[Known]] | None:
    """The whole and its parts along an axis, the largest first; None where none come to it."""
    wholes = [w for w in amounts(scene, asked, year) if w.fact.value]
    for whole in wholes:
        for found in _sets(scene, whole, axis, year):
            if len(found) >= _FEWEST and alike((*found, whole)) and says_all(found, whole):
                return whole, sorted(found, key=lambda known: base_value(known.fact), reverse=True)
    return None


def other_whole(scene: Scene, asked: Asked, whole: Known) -> str:
    """The table that a whole stands in, in words to be put before it, where the item's amount is another elsewhere."""
    usual = scene.level(asked, whole.fact.year or 0)
    apart = usual is not None and usual.fact.value is not None and base_value(usual.fact) != base_value(whole.fact)
    return f"按“{whole.fact.table}”，" if apart and whole.fact.table else ""


def joined_by(scene: Scene, whole: Known) -> str:
    """The words between a whole and its parts: an expenditure's funds are where it comes from, not what it is spent on."""
    revenue = whole.item.own.startswith("revenue") or "收入" in called(whole)
    return "，资金来源分别是：\n" if axis_of(scene.query.text) == "funds" and not revenue else ""


def amounts(scene: Scene, asked: Asked, year: int) -> list[Known]:
    """The amounts that go by the name; a fund's name stands for what is spent of it."""
    spent = Asked(asked.text, tuple(SPENT_OF[key] for key in asked.keys if key in SPENT_OF), 0, 0)
    found = [
        known
        for one in (spent, asked)
        for known in evidence.candidates(evidence.Want(one, year, scene.basis), scene.holdings)
    ]
    spends = {known.fact.document for known in found if scene.holding(known.fact).record.kind == "final_accounts"}
    own = [k for k in found if k.fact.basis == ("actual" if k.fact.document in spends else "budget")]
    if asked.keys and "expenditure" in asked.keys[0]:  # what came in of a fund is not what was spent of it
        return [k for k in own or found if not (k.fact.source == "table" and evidence.came_in(k.fact))]
    return own or found


# What a fund, or all money, is called as revenue: its parts are those of what is spent of it.
SPENT_OF = items.SPENT_OF | {"fiscal_appropriation": "fiscal_expenditure", "budget_total": "expenditure_total"}


def _sets(scene: Scene, whole: Known, axis: Axis, year: int) -> Iterator[list[Known]]:
    """The rows that may be the parts, a table's at a time, its nearest tables first."""
    held = scene.holding(whole.fact)
    rows = [
        k
        for k in held.known
        if k.fact.value and k.fact.source == "table" and k.fact.year == year and k.fact.basis == whole.fact.basis
    ]
    by_table: dict[tuple[int | None, tuple[str, ...]], list[Known]] = defaultdict(list)
    for known in rows:
        by_table[known.fact.table_number, known.fact.column].append(known)
    tables = sorted(by_table, key=lambda at: at[0] != whole.fact.table_number)
    headed = _COLUMNS[axis]
    for at in tables:
        if any(headed.search(label) for label in at[1]):
            yield _top([k for k in by_table[at] if not _is_total(k)])
    if axis in ("function", "economic"):
        starts = ("2",) if axis == "function" else ("3", "5")
        for at in tables:
            yield _top(
                [
                    k
                    for k in by_table[at]
                    if len(k.fact.code or "") == _CLASS_DIGITS and (k.fact.code or "").startswith(starts)
                ]
            )
    if axis == "function":
        for at in tables:
            yield _top([k for k in by_table[at] if not k.fact.code and k.item.own in _class_keys()])
    if whole.fact.source == "narrative" or axis == "funds":
        yield from _told(held.known, whole, axis)
    if axis in ("use", "funds"):
        yield _levels(scene, _USES if axis == "use" else FUNDS, whole, year)


_SAID: dict[Axis, re.Pattern[str]] = {
    "function": re.compile("按[^，。：]{0,6}功能"),
    "economic": re.compile("按[^，。：]{0,6}经济"),
    "use": re.compile("按[^，。：]{0,6}用途"),
    "funds": re.compile("按[^，。：]{0,4}(?:资金|经费)?(?:性质|来源|渠道)"),
}


def _told(known: Sequence[Known], whole: Known, axis: Axis) -> Iterator[list[Known]]:
    """The parts that a sentence divides an amount into along the axis: 按资金性质分：一般公共预算…、非财政拨款…."""
    by_whole: dict[tuple[str, ...], list[Known]] = defaultdict(list)
    for part in known:
        fact = part.fact
        same = (fact.year, fact.basis, fact.measure) == (whole.fact.year, whole.fact.basis, "level")
        if fact.source == "narrative" and same and fact.value and len(fact.row) > 1 and _SAID[axis].search(fact.quote):
            by_whole[fact.row[:-1]].append(part)
    for row, parts in by_whole.items():
        if whole.item.own in (terms.key(row[-1]), *(part.item.own for part in parts)):
            yield parts


def _levels(scene: Scene, keys: Sequence[str], whole: Known, year: int) -> list[Known]:
    found = (scene.level(Asked(terms.name(key), (key,), 0, 0), year) for key in keys)
    return [k for k in found if k is not None and k.fact.value and k.fact.basis == whole.fact.basis]


def _top(rows: Sequence[Known]) -> list[Known]:
    """The rows that stand below none of the others."""
    above = {row for known in rows if (row := known.fact.row)}
    return [k for k in rows if not any(k.fact.row[:depth] in above for depth in range(1, len(k.fact.row)))]


def _is_total(known: Known) -> bool:
    return bool({known.item.own} & terms.TOTALS) or not known.fact.row or terms.is_neutral(known.fact.row[-1])


def _class_keys() -> frozenset[str]:
    """The names of the 类 of 支出功能分类."""
    return frozenset(
        terms.key(entry.name)
        for code, entry in terms.codes().items()
        if len(code) == _CLASS_DIGITS and code.startswith("2")
    )
