"""The projects of a year: those with a form of their own, or all of them, where a table lists them with their amounts."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from ingest import terms
from ingest.grid import TOTAL
from service.holding import Holding, Known
from service.query import Asked
from service.rules.magnitude import says_all
from service.rules.scene import Scene

_FORM_AMOUNT = "current_budget"
_WHOLE = Asked("项目支出", ("project_expenditure",), 0, 0)
_LEAST = 2


def projects(scene: Scene, year: int, field: str = _FORM_AMOUNT) -> list[Known]:
    """Each project's 当年预算, or another field of its form, in a year's disclosure.

    Forms are often published of some projects only; a table that lists more of them then tells them all.
    """
    forms = [
        known
        for holding in scene.holdings
        for known in holding.known
        if known.fact.project
        and len(known.fact.row) == 1
        and known.fact.year == year
        and known.fact.value is not None
        and any(terms.key(label) == field for label in known.fact.column)
    ]
    if field == _FORM_AMOUNT:
        forms += _in_chapters(scene, year, {known.fact.project[1] for known in forms if known.fact.project})
    listed = _listed(scene, year) if field == _FORM_AMOUNT else []
    if field == _FORM_AMOUNT and not listed:
        told = ([_headed(holding, year), with_goals(holding, year)] for holding in scene.holdings)
        listed = max((rows for both in told for rows in both), key=len, default=[])
    return listed if len(listed) > len(forms) else forms


_BUDGET = re.compile("预算|资金|经费|金额")


def _in_chapters(scene: Scene, year: int, have: Collection[str]) -> list[Known]:
    """What the chapters of a budget say that their projects cost, each the one amount below a heading that says so."""
    found: dict[str, list[Known]] = {}
    for holding in scene.holdings if scene.basis != "actual" else ():
        for known in holding.known if holding.record.kind == "budget" else ():
            fact = known.fact
            if (
                fact.project is not None
                and fact.project[1] not in have
                and fact.row == (fact.project[1],)
                and (fact.source, fact.measure, fact.year) == ("narrative", "level", year)
                and fact.basis in ("budget", "initial_budget")
                and fact.value is not None
                and fact.section
                and _BUDGET.search(fact.section[-1])
            ):
                found.setdefault(fact.project[1], []).append(known)
    return [own[0] for own in found.values() if len({known.fact.value for known in own}) == 1]


_NAME_HEADS = re.compile("(?:项目名称|具体项目|项目支出名称|预算项目名称)$")
_AMOUNT_HEADS = re.compile(r"预算(?:数|金额|安排)?$|金额$|合计$|安排(?:数|金额)$")
_FEW = 3


def _headed(holding: Holding, year: int) -> list[Known]:
    """The rows of a list that names projects in its header and adds them up, in a budget, whatever chapter it stands in."""
    for number in holding.tables_headed(_NAME_HEADS) if holding.record.kind == "budget" else ():
        own = [
            known
            for known in holding.known
            if known.fact.table_number == number
            and known.fact.source == "table"
            and known.fact.project is None
            and (known.fact.year, known.fact.basis, known.fact.measure) == (year, "budget", "level")
            and known.fact.value is not None
            and (len(known.fact.row), len(known.fact.column)) == (1, 1)
            and _AMOUNT_HEADS.search(known.fact.column[0])
        ]
        totals = [known for known in own if TOTAL.search(known.fact.row[-1])]
        one_column = len({known.fact.column for known in own}) == 1
        if one_column and len(totals) == 1 and len(own) > _FEW and not any(known.fact.code for known in own):
            return [known for known in own if known not in totals]
    return []


# The sentence that lists the projects with goals, and what leads to how much they are together.
_LISTS = re.compile(
    r"(?:各|具体|上述|这些|以下)?(?:个)?项目(?:的)?(?:当年|年度|本年)?(?:预算|资金|经费|金额|支出)*(?:安排|数)?(?:分别|具体)?(?:是|为|如下|包括|有)?[：:]"
)
_TOGETHER = re.compile(r"项目.*(?:资金|预算|金额)|(?:资金|预算|金额).*项目")


def with_goals(holding: Holding, year: int) -> list[Known]:
    """The projects that the chapter on goals names one by one with their budgets, where they come to what it tells of all."""
    told = [
        known
        for known in holding.known
        if (known.fact.source, known.fact.measure, known.fact.year) == ("narrative", "level", year)
        and known.fact.basis in ("budget", "initial_budget")
        and known.fact.value is not None
        and known.fact.project is None
    ]
    for whole in told:
        if not _TOGETHER.search("".join(whole.fact.row)):
            continue
        beside = [known for known in told if known is not whole and known.fact.section == whole.fact.section]
        for quote in dict.fromkeys(known.fact.quote for known in beside):
            rows = [known for known in beside if known.fact.quote == quote and len(known.fact.row) == 1]
            named = _LISTS.search(quote) is not None and len({known.fact.row for known in rows}) == len(rows)
            if named and len(rows) >= _LEAST and says_all(rows, whole):
                return rows
    return []


def listed_names(holdings: Sequence[Holding]) -> frozenset[str]:
    """What the tables of projects call their rows, but for those named like a line of the code tables."""
    headed = (known for holding in holdings for known in _headed(holding, holding.record.year or 0))
    rows = (known for holding in holdings for known in holding.known if is_row(known))
    return frozenset(
        known.fact.row[-1]
        for known in (*headed, *rows)
        if known.item.own not in terms.code_names() and known.item.own not in terms.concepts()
    )


_SCORES = re.compile("得分|评分|分数")


def scored_names(holdings: Sequence[Holding]) -> frozenset[str]:
    """What lists of evaluated projects call their rows: those with a column of scores."""
    return frozenset(
        fact.row[-1]
        for holding in holdings
        for fact in holding.facts
        if fact.source == "table"
        and fact.value is not None
        and not (fact.project or fact.indicator or fact.code)
        and len(fact.row) == 1
        and not terms.is_neutral(fact.row[0])
        and fact.column
        and _SCORES.search(fact.column[-1])
    )


def is_row(known: Known) -> bool:
    """Whether a figure stands in a row of a table that lists projects."""
    fact = known.fact
    table = terms.table_class(fact.table) if fact.table and fact.source == "table" else None
    return (
        table is not None
        and table.id == "projects"
        and fact.project is None
        and fact.indicator is None
        and fact.value is not None
        and fact.measure == "level"
        and bool(fact.row and fact.row[-1].strip())
        and known.item.own not in terms.TOTALS
    )


def _listed(scene: Scene, year: int) -> list[Known]:
    """The rows of a table of projects that come to all that is spent on projects; none where no table's rows do."""
    whole = scene.level(_WHOLE, year)
    if whole is None or whole.fact.value is None:
        return []
    for holding in scene.holdings:
        rows = [k for k in holding.known if is_row(k) and k.fact.year == year]
        for at in dict.fromkeys((k.fact.table_number, k.fact.column) for k in rows):
            found = [k for k in rows if (k.fact.table_number, k.fact.column) == at and k.fact.row[-1] != "合计"]
            if len(found) >= _LEAST and says_all(found, whole):
                return found
    return []
