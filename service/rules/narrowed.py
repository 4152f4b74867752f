"""Two names that are one item, narrowed: 一般公共服务支出的人员经费, 三公表中的公务接待费."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest import terms
from ingest.items import AXES, FUNDS_AND_THEIR_USE
from service import evidence
from service.asked_items import ITS_COLUMN, is_line
from service.asked_kind import FIELDS
from service.blanking import MASK
from service.evidence import Want
from service.query import Asked
from service.rules.scene import Scene, fund_named


def joined_item(scene: Scene) -> tuple[Asked, tuple[str, ...]] | None:
    """Two names that are one item, narrowed: 一般公共服务支出的人员经费, 三公表中的公务接待费."""
    items = scene.query.items
    if len(items) == _THREE_NAMES:
        return _column_of_a_path(scene, *items)
    if len(items) != 2:
        return None
    words = scene.query.text[items[0].end : items[1].start]
    words = re.sub(r"(?:里面|里头|里边|里|中|内|当中)[，,]", "", words)  # 基本支出里，办公设备购置
    axes = {"basic_expenditure", "project_expenditure"} & {key for a in items for key in a.keys[:1]}
    if len(axes) == 1 and any(a.code for a in items):
        words = words.replace("，", "")  # 30102，2018年基本支出
    first, second = items
    if (
        is_line(first)
        and set(second.keys[:1]) <= _COLUMNS
        and ITS_COLUMN.fullmatch(scene.query.text[first.end : second.start])
    ):
        words = ""  # 某某科目，年初结转和结余: the column of a line
    if second.keys == ("carried_out",) and set(first.keys[:1]) & _FUNDS and not _EACH_ASKED.search(words):
        words = ""  # 政府性基金的钱，到年底还剩多少: what is left of a fund
    of_a_fund = bool(set(second.keys[:1]) & FUNDS_AND_THEIR_USE) and not re.search("分别|各", scene.query.text)
    if (first.code or is_line(first)) and of_a_fund and re.fullmatch(_OF_THE_LINE, words):
        words = ""  # 2120104某某，一般公共预算财政拨款支出: a line as far as one fund pays for it
    projects = {terms.key(f.project[1]) for h in scene.holdings for f in h.facts if f.project}
    if FIELDS & {key for a in items for key in a.keys[:1]} and any(projects & set(a.keys) for a in items):
        return narrowed_by(scene, *items)  # 某项目的上级补助
    if projects & set(first.keys) and _is_goal_of(scene, first, second) and not _EACH_ASKED.search(words):
        return narrowed_by(scene, first, second)  # 某项目的读者满意度
    if any(word in words for word in _SET_BESIDE) and not _is_one_amount(scene, first, second):
        return None
    return narrowed_by(scene, first, second)


# What stands between a whole and the part of it that is asked about: 某某总计里的某某收入, 某某支出的某某费.
_INSIDE = re.compile(
    r"[”\"]?(?:支出|预算|决算|收入|经费|科目|[（(][类款项][）)])*(?:(?:里面?|里头|里边|之?中|当中|之?内|下面?|底下|之下)[^。；？?和与及跟比、]{0,6}|的)[“\"]?"
)


def part_asked(scene: Scene) -> Asked | None:
    """The second of two items, of which the first only says where it stands; as far as a fund goes, where that is a fund."""
    items = scene.query.items
    if len(items) != _PAIR:
        return None
    whole, part = items
    if not _INSIDE.fullmatch(between(scene, whole, part).replace(MASK, "")) or set(part.keys) & terms.TOTALS:
        return None
    funds = tuple(key for key in whole.keys[:1] if key in FUNDS_AND_THEIR_USE)
    return replace(part, within=(*part.within, *funds))


_SET_BESIDE = ("和", "与", "、", "及", "跟", "，", "还有", "比", "占")


# What stands between a line and the fund that pays it: …那个科目，一般公共预算财政拨款….
_OF_THE_LINE = r"(?:[那这]一?[个项])?(?:科目|款项|这一?项|那一?项)?[，\s]*的?"
_THREE_NAMES = 3


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


# What sets two items beside each other, so that neither is a part of the other.
_BESIDE = re.compile(r"[和与及跟同、；。？?]|以及|还有|还是|比|占|减|扣|除|[各另再]|分别|(?<!总)共|多少|几|比|又|都")
_WITHIN = re.compile(
    rf":|里面?|里头|里边|之?中|当中|之?内|之?下|下面|底下|其中|的|[{MASK}]*[那这一]一?(?:行|栏|列|个?科目|[类款项](?!目))|科目|[（(][类款项][）)]"
)
_ASKS_AMOUNT = re.compile("多少|几|多[大高]|什么数")
_AND_MORE = re.compile(r"[和与及跟同、]|以及|还有|分别|[各都]|[两三四五]个?[数项者笔]|合计|一共|总共|加起来|之和|占|比")


def between(scene: Scene, first: Asked, second: Asked) -> str:
    """The words between two items, without whose and of which year they are."""
    text = scene.query.plain if len(scene.query.plain) == len(scene.query.text) else scene.query.text
    return text[first.end : second.start]


def is_told_within(scene: Scene, first: Asked, second: Asked) -> bool:
    """Whether the words between two items say that one is a row, a column or a part of the other: 某某科目那一行，基本支出."""
    words = between(scene, first, second)
    return not _BESIDE.search(words) and bool(_WITHIN.search(words))


def _is_one_amount(scene: Scene, first: Asked, second: Asked) -> bool:
    """Whether one amount is asked for of two items with nothing but a mark between them, one of which is a column: 某某科目，基本支出多少."""
    query = scene.query
    words = between(scene, first, second)
    if query.kind not in ("lookup", "change", "rate", "reason", "purpose") or _BESIDE.search(words):
        return False
    behind = query.text[second.end :]
    one = len(_ASKS_AMOUNT.findall(query.text[first.start :])) <= 1 and not _AND_MORE.search(behind)
    return one and bool(AXES & {*first.keys[:1], *second.keys[:1]})


# Kinds of questions that set amounts against each other, each of them an item of its own.
_OF_AMOUNTS = frozenset({"sum", "difference", "compare", "multiple", "share"})


def _is_goal_of(scene: Scene, project: Asked, asked: Asked) -> bool:
    """Whether an item is an indicator of a project."""
    return any(
        known.fact.indicator is not None and known.fact.project is not None and terms.key(known.fact.project[1]) in project.keys
        for holding in scene.holdings
        for key in asked.keys
        for known in holding.by_own.get(key, ())
    )  # fmt: skip


def with_columns(scene: Scene) -> Scene:
    """The scene with each column that is named behind its row as the row as far as that column goes.

    某某科目的基本支出比项目支出多多少: two amounts of the row are meant, and none of the whole body.
    """
    query = scene.query
    if query.kind not in _OF_AMOUNTS:
        return scene
    if (of_fund := _come_in_and_gone(scene)) is not None:
        return scene.with_query(items=of_fund)
    if not AXES & {key for asked in query.items for key in asked.keys[:1]}:
        return scene
    if (of_row := _column_before_its_row(scene)) is not None:
        return scene.with_query(items=of_row)
    found: list[Asked] = []
    row: Asked | None = None
    before: Asked | None = None
    for asked in query.items:
        column = bool(AXES & set(asked.keys[:1]))
        own = _of_row(scene, row, asked) if column and row and before and _belongs(scene, row, before, asked) else None
        if own is not None:
            if before is row and query.kind != "share":
                found.pop()
            found.append(own)
        elif not column and not set(asked.keys[:1]) & (terms.TOTALS | FUNDS_AND_THEIR_USE):
            row = asked
            found.append(asked)
        else:
            row = None
            found.append(asked)
        before = asked
    if tuple(found) == query.items:
        return scene
    return scene.with_query(items=_with_whole(scene, found) if query.kind == "share" else tuple(found))


def _come_in_and_gone(scene: Scene) -> tuple[Asked, ...] | None:
    """What came in and what was spent of the one fund or line that leads: 某基金，当年收入比当年支出多多少."""
    if len(scene.query.items) != _THREE_NAMES:
        return None
    first, *columns = scene.query.items
    if any(not set(a.keys[:1]) & _IN_AND_OUT for a in columns):
        return None
    words = between(scene, first, columns[0])
    if not (is_line(first) or set(first.keys[:1]) & _FUNDS) or (words and not _ITS.fullmatch(words)):
        return None
    of_fund = bool(set(first.keys[:1]) & _FUNDS)
    found: list[Asked] = []
    for column in columns:
        one = (
            replace(column, within=first.keys[:1])
            if of_fund
            else replace(first, start=column.start, end=column.end, within=column.keys[:1])
        )
        known = scene.level(one, scene.target())
        if known is None or known.fact.value is None:
            return None
        found.append(one)
    return tuple(found)


def _column_before_its_row(scene: Scene) -> tuple[Asked, Asked] | None:
    """A row as far as a column goes that is named before it, and the row as its whole: 项目支出占某某科目的百分之几."""
    query = scene.query
    if query.kind != "share" or len(query.items) != _PAIR:
        return None
    column, row = query.items
    words = between(scene, column, row)
    takes_up = "占" in words or ("在" in words and _TAKES_OF_IT.match(query.text, row.end))
    whole = set(column.keys[:1]) & AXES and is_line(row) and takes_up
    own = _of_row(scene, row, column) if whole else None
    return None if own is None else (own, row)


_TAKES_OF_IT = re.compile('[”"]?(?:支出)?(?:里面?|里头|之?中|当中|之?内)(?:所|的)?占')


def _belongs(scene: Scene, row: Asked, before: Asked, column: Asked) -> bool:
    """Whether a column is one of the row named before it: right behind it, or behind another column of it."""
    words = between(scene, row, column)
    if before is not row or (not words and is_line(row)) or _HAS_OF_IT.fullmatch(words):
        return True
    marked = _ITS.fullmatch(_OF_FUND.sub("", scene.query.text[row.end : column.start], count=1)) is not None
    words = _OF_FUND.sub("", words, count=1)
    return not _BESIDE.search(words) and (marked or _WITHIN.search(words) is not None)


def _of_row(scene: Scene, row: Asked, column: Asked) -> Asked | None:
    """A row as far as one column of it goes, where that is told."""
    named = _OF_FUND.match(scene.query.text[row.end : column.start])
    fund = tuple(key for key, name in evidence.FUND_NAMES.items() if named and named["fund"] == name)
    for key in column.keys:
        own = replace(row, start=column.start, end=column.end, within=(key, *fund))
        known = scene.level(own, scene.target())
        if known is not None and known.fact.value is not None:
            return own
    return None


def _with_whole(scene: Scene, found: Sequence[Asked]) -> tuple[Asked, ...]:
    """The parts of a row, and what they are a part of: what is named behind, the same column of all (占全部基本支出), or the row."""
    parts = [asked for asked in found if asked.within]
    others = [asked for asked in found if not asked.within and asked.start > parts[-1].end]
    if others:
        return tuple(asked for asked in found if asked.within or asked in others)
    text = scene.query.text
    again = next(
        (a for a in scene.query.items if text.rfind(a.text, parts[-1].end) > 0 and "占" in text[parts[-1].end :]), None
    )
    if again is not None:
        at = text.rfind(again.text)
        return (*parts, replace(again, start=at, end=at + len(again.text)))
    return tuple(found)


_PAIR = 2
# A row as far as one fund pays for it: 某某科目的一般公共预算支出，基本支出比项目支出多多少.
_OF_FUND = re.compile(
    rf"[”\"]?的?(?P<fund>{'|'.join(evidence.FUND_NAMES.values())})(?:预算)?(?:财政拨款|拨款)?(?:支出|资金|经费)?(?=[，的里中])"
)
_ITS_FUND = re.compile("(?:财政拨款|拨款|资金)?(?:安排|负担|支付)?的?")
# Funds by the names of what comes in of them: what is left of one is a column of its own.
_FUNDS = frozenset({*evidence.FUND_NAMES, "fiscal_appropriation"})
_EACH_ASKED = re.compile("[和与及跟同、各]|以及|还有|分别|多少|几")
_COLUMNS = frozenset({"carried_in", "carried_out", "revenue_this_year"})
_IN_AND_OUT = _COLUMNS | {"expenditure_this_year"}


# What is spent of a fund, as the column of a table that says which fund pays.
_SOURCE_OF = {
    "general_public_expenditure": "general_public_budget",
    "government_fund_expenditure": "government_fund_budget",
    "state_capital_expenditure": "state_capital_budget",
}


def narrowed_by(scene: Scene, first: Asked, second: Asked) -> tuple[Asked, tuple[str, ...]] | None:
    """One of two items, narrowed by the other, where some fact is."""
    for own, narrowing in ((second, first), (first, second)):
        if (fund := fund_named(narrowing)) is not None:
            both = (*narrowing.keys[:1], fund)  # 一般公共预算基本支出里的某某科目: a column of the fund's own table
            if evidence.candidates(Want(own, scene.target(), scene.basis, both), scene.holdings):
                return own, both
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
    words = scene.query.text[first.end : others[0].start] if others else ""
    if again := next((key for key in first.keys if key in words), None):  # the line is named a second time
        words = words[words.rindex(again) + len(again) :]
    if len(others) < 2 or not (
        _ITS.fullmatch(words) or is_told_within(scene, first, others[0]) or _is_led_by_its_line(scene, first, others)
    ):
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


# A line, whose year it is, and its columns: 科目2089999，某局2025年决算，基本支出、项目支出各列多少.
_OF_WHOM = re.compile(
    rf"[”\"]?(?:的)?(?:这|那)?(?:一?[个行项])?(?:科目|支出)?[{MASK}，,：:\\s]*(?:的|在)?[{MASK}]*年?度?的?(?:部门|单位)?(?:预算|决算|账|报表?)?(?:公开|文件|报告|数|表)?"
    r"(?:里面?|里头|中|内|上)?的?(?:拆开|分开|拆成|区分开?)?(?:来)?(?:看|说|讲)?[，,：:]*(?:分别|各自?|都)?(?:安排|列支?|记|写|填|花|用|有|批)?(?:了|的)?(?:多少)?[“\"]?"
)


def _is_led_by_its_line(scene: Scene, first: Asked, others: Sequence[Asked]) -> bool:
    """Whether a line that is named by itself leads in the columns that are asked for, with nothing but whose and of which year between."""
    lines = first.code is not None or is_line(first)
    columns = all(AXES & set(asked.keys[:1]) for asked in others)
    words = between(scene, first, others[0])
    return lines and columns and len(words) > 1 and _OF_WHOM.fullmatch(words) is not None


_ITS = re.compile(
    r"[”\"]?(?:\s+|[—–]{1,2})[“\"]?"  # a telegram: 某某支出 基本支出多少 项目支出多少
    r"|[”\"]?(?:这|那)?(?:一?[个块项笔])?(?:支出|科目|款项|项级科目)?[”\"]?(?:(?:里面?|里头|中|当中|之中|其中|内)的?|的|，其中的?|，里面的?|，)[，“\"]?"
    r"|[”\"]?在[^，。；？?]{0,24}?(?:预算|决算|年度?)(?:文件|报告|公开)?(?:里面?|里头|之?中|内|上)?[，,]?(?:其中)?的?[“\"]?"
    r"|[”\"]?(?:支出)?[（(][类款项][）)](?:科目)?[，,：:]?(?:的|其中)?[“\"]?"
    r"|[”\"]?(?:支出|科目)?(?:[（(][类款项][）)])?[，,：:]?(?:请|需|要|并|的|按)*(?:分列|分别列[示出明]|分别|分开列[示出]?|列[示出明]|拆[成分]|区分|分)(?:出|为|成)?[：:]?"
)
# A row, and what part of it a column is: 某某科目有几成是项目支出.
_HAS_OF_IT = re.compile(
    r"[”\"]?(?:支出)?(?:里面?|当?中)?(?:有|的)?(?:百分之(?:几|多少)|[几多]少?成|多少|多大(?:比例|比重|一?块|部分))的?(?:钱)?(?:是|属于|算|来自|归)"
)
# Between a row and one below it, named as one: 某某事务（款）下的某某（项）.
_PATH = re.compile(r"[”\"]?(?:[（(]?[类款][）)]?)?(?:支出)?(?:项?下面?|里面?|当?中|之下|内)?的?[“\"]?")
