"""Two names that are one item, narrowed: 一般公共服务支出的人员经费, 三公表中的公务接待费."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest import terms
from ingest.items import AXES, FUNDS_AND_THEIR_USE
from service import evidence
from service.asked_items import ITS_COLUMN, is_line
from service.asked_kind import FIELDS
from service.evidence import Want
from service.query import Asked
from service.rules.scene import Scene


def joined_item(scene: Scene) -> tuple[Asked, tuple[str, ...]] | None:
    """Two names that are one item, narrowed: 一般公共服务支出的人员经费, 三公表中的公务接待费."""
    items = scene.query.items
    if len(items) == _ROW_PATH_AND_COLUMN:
        return _column_of_a_path(scene, *items)
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
    of_a_fund = bool(set(second.keys[:1]) & FUNDS_AND_THEIR_USE) and not re.search("分别|各", scene.query.text)
    if (first.code or is_line(first)) and of_a_fund and re.fullmatch(_OF_THE_LINE, between):
        between = ""  # 2120104某某，一般公共预算财政拨款支出: a line as far as one fund pays for it
    projects = {terms.key(f.project[1]) for h in scene.holdings for f in h.facts if f.project}
    if FIELDS & {key for a in items for key in a.keys[:1]} and any(projects & set(a.keys) for a in items):
        return narrowed_by(scene, *items)  # 某项目的上级补助
    if any(word in between for word in ("和", "与", "、", "及", "跟", "，", "还有", "比", "占")):
        return None
    return narrowed_by(scene, first, second)


# What stands between a line and the fund that pays it: …那个科目，一般公共预算财政拨款….
_OF_THE_LINE = r"(?:[那这]一?[个项])?(?:科目|款项|这一?项|那一?项)?[，\s]*的?"
_ROW_PATH_AND_COLUMN = 3


def _column_of_a_path(scene: Scene, above: Asked, row: Asked, column: Asked) -> tuple[Asked, tuple[str, ...]] | None:
    """A row named with the one above it, and a column of it: 某某管理事务“行政运行”当中，项目支出."""
    text = scene.query.text
    one_name = is_line(above) and is_line(row) and _PATH.fullmatch(text[above.end : row.start])
    if not one_name or not set(column.keys[:1]) & AXES or not _ITS.fullmatch(text[row.end : column.start]):
        return None
    for upper in above.keys:
        for key in column.keys:
            want = Want(row, scene.target(), scene.basis, (upper, key))
            if evidence.candidates(want, scene.holdings):
                return row, (upper, key)
    return None


def of_one_fund(scene: Scene) -> Scene:
    """The scene with an item as far as the fund right before it goes, where these two are all that is named: 财政拨款公用经费."""
    items = scene.query.items
    if len(items) != _PAIR or scene.query.fund:
        return scene
    fund, asked = items
    key = next((key for key in fund.keys if key in evidence.FUND_NAMES or key == "fiscal_appropriation"), None)
    beside = _ITS_FUND.fullmatch(scene.query.text[fund.end : asked.start])
    if key is None or not beside or set(asked.keys) & (FUNDS_AND_THEIR_USE | terms.TOTALS):
        return scene
    return scene.with_query(items=(asked,), fund=key)


_PAIR = 2
_ITS_FUND = re.compile("(?:财政拨款|拨款|资金)?(?:安排|负担|支付)?的?")
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


def of_the_first(
    scene: Scene, items: Sequence[Asked], years: Sequence[int]
) -> tuple[tuple[str, ...], Sequence[Asked]] | None:
    """The items that the first one narrows, all of them: 一般公共服务支出的人员经费、公用经费和项目支出."""
    first, *others = items
    between = scene.query.text[first.end : others[0].start] if others else ""
    if again := next((key for key in first.keys if key in between), None):  # the line is named a second time
        between = between[between.rindex(again) + len(again) :]
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
    r"[”\"]?(?:这|那)?(?:一?[个块项笔])?(?:支出|科目|款项|项级科目)?[”\"]?(?:(?:里面?|里头|中|当中|之中|其中|内)的?|的|，其中的?|，里面的?|，)[，“\"]?"
    r"|[”\"]?在[^，。；？?]{0,24}?(?:预算|决算|年度?)(?:文件|报告|公开)?(?:里面?|里头|之?中|内|上)?[，,]?(?:其中)?的?[“\"]?"
    r"|[”\"]?(?:支出)?[（(][类款项][）)](?:科目)?[，,：:]?(?:的|其中)?[“\"]?"
    r"|[”\"]?(?:支出|科目)?(?:[（(][类款项][）)])?[，,：:]?(?:请|需|要|并|的|按)*(?:分列|分别列[示出明]|分别|分开列[示出]?|列[示出明]|拆[成分]|区分|分)(?:出|为|成)?[：:]?"
)
# Between a row and one below it, named as one: 某某事务（款）下的某某（项）.
_PATH = re.compile(r"[”\"]?(?:[（(]?[类款][）)]?)?(?:支出)?(?:项?下面?|里面?|当?中|之下|内)?的?[“\"]?")
