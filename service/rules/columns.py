"""Rows of a list (projects, units, places) held against each other by one of its columns, or one row's figure there.

得分最高的项目, 哪家单位在职的人最少: the column is told by the question's words, the rows by what stands in the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest import terms
from ingest.model import Table
from ingest.terms import strip_number
from service import asked_order, evidence
from service.draft import Draft, Piece, Quoted, Stated
from service.holding import Holding, Known
from service.rules.magnitude import alike, base_value
from service.rules.scene import Scene, answered, state

_LEAST_ROWS = 3  # a list that has an order
_FILLER = re.compile(r"(?:结果|情况|人员|人数|数量|分数|的人|的)+$")
# What rows of such lists are called, which tells nothing of the column.
_ROWS = re.compile(r"项目|单位|部门|机构|下属|所属|系统|名单|主要|重点")
_TWO_ENDS = re.compile(r"最[高多大好长][^，。？?]{0,10}最[低少小差短]|最[低少小差短][^，。？?]{0,10}最[高多大好长]")


def extreme(scene: Scene) -> Draft | None:
    """The row with the largest or smallest figure of a list's column, or both; None where no one column is meant."""
    query = scene.query
    if query.by_change or query.between_bases or query.places:
        return None
    columns = list(_meant(scene))
    if len(columns) != 1:
        return None
    title, column, rows = columns[0]
    ordered = sorted(rows, key=lambda known: base_value(known.fact), reverse=True)
    ends = [True, False] if _TWO_ENDS.search(query.text) else [not query.ascending]
    pieces: list[Piece] = [f"{scene.prefix}{scene.target()}年“{title}”中，"]
    in_order = asked_order.whole(query.text)
    for number, largest in enumerate(ends):
        top = query.top or (len(ordered) if in_order else 1)
        shown = ordered[:top] if largest else ordered[::-1][:top]
        last = base_value(shown[-1].fact)
        shown += [k for k in ordered if k not in shown and base_value(k.fact) == last]  # as many as are level
        for place, known in enumerate(shown):
            end = f"最{'高' if largest else '低'}" if base_value(known.fact) == base_value(shown[0].fact) else ""
            said = f"{strip_number(column)}{end}，为" if end else f"{strip_number(column)}为"
            pieces += ["；" if number or place else "", _name(known), said, *state(known.fact, bold=not place)]
            pieces += _asked_beside(scene, known, column)
    figures = [piece for piece in pieces if isinstance(piece, Stated)]
    return answered(*pieces, "。", result=figures[0] if len(figures) == 1 else None)


def _asked_beside(scene: Scene, known: Known, column: str) -> list[Piece]:
    """What else of the row is asked for, as far as it is told: 得分最低的是谁，评了什么等级."""
    wanted = [heads for asked, heads in _ASKED_OF if asked.search(scene.query.text) and not heads.search(column)]
    holding = scene.holding(known.fact)
    table = holding.table(known.fact.table_number)
    told: list[Piece] = []
    if table is None:
        return told
    for heads in wanted:
        cell = _under(known, known.fact.row[-1], table, heads, holding)
        told += ["，", *cell] if cell is not None else []
    return told


# What of a row is asked for, by the words for it and by what its column may be called.
_ASKED_OF = (
    (evidence.ASKS_SCORE, re.compile(r"得分|评分|分数")),
    (re.compile(r"执行率|完成率"), re.compile(r"执行率|完成率")),
    (re.compile(r"等级|评级|什么等次|等次|评的?(?:是)?(?:什么|啥|优|良)"), re.compile(r"等级|评级|等次|评价结果")),
    (
        re.compile(
            r"怎么(?:个)?(?:用|花|使)|用途|用(?:来|在|到|于)|(?:干|做|搞|办|弄|整)(?:什么|啥|嘛|哪些)|花(?:在|到)|如何使用|派(?:什么|啥)用|做何用"
        ),
        re.compile(r"用途|用于|(?:主要|建设|实施|项目|具体)内容|使用方向|^内容$"),
    ),
    (re.compile(r"问题|毛病|不足|短板"), re.compile(r"(?:存在|主要|发现|突出)(?:的)?(?:主要|突出)?问题|不足$|^问题$")),
)


_USE = _ASKED_OF[-2][1]
# What is given to a project, told beside what it is for.
_HOW_MUCH = re.compile("多少(?:钱|万|资金|经费)|(?:给|拨|安排|批|投)了?多少")
_AMOUNT = re.compile(r"^(?:预算|安排|资金)?(?:金额|数|资金)$|预算安排$")


def cells(scene: Scene) -> Draft | None:
    """The score or grade of one row of a list: 某项目得了多少分、评的什么等级."""
    wanted = [column for asked, column in _ASKED_OF if asked.search(scene.query.text)]
    if not wanted or scene.query.ascending or _TWO_ENDS.search(scene.query.text):
        return None
    if wanted == [_USE] and _HOW_MUCH.search(scene.query.text):
        wanted = [_AMOUNT, _USE]
    keys = {key for asked in scene.query.items for key in asked.keys}
    for holding in scene.holdings:
        for known in holding.known:
            fact = known.fact
            if fact.table_number is None or fact.indicator is not None or fact.year != scene.target():
                continue
            if not fact.row or set(keys) & terms.concepts().keys():
                continue
            # A list of projects may print behind each name who carries it out, or what it is part of.
            named = next((label for label in (fact.row[-1], *fact.row[:1]) if terms.key(label) in keys), None)
            if named is None or (named != fact.row[-1] and fact.code):
                continue
            table = holding.table(fact.table_number)
            if table is not None and (found := _of_row(scene, known, named, table, wanted, holding)):
                return found
    return None


def _of_row(
    scene: Scene, known: Known, label: str, table: Table, wanted: Sequence[re.Pattern[str]], holding: Holding
) -> Draft | None:
    """What stands in the row of a label below the headings asked for, figures and words; None unless each of them is told."""
    pieces: list[Piece] = []
    for column in wanted:
        told = _under(known, label, table, column, holding)
        if told is None:
            return None
        if not pieces:
            pieces.append(f"{scene.prefix}{scene.target()}年")
            # Row and column are named in one breath: a figure is of both.
            told = told if _is_figure(told) else [_name(known, label), "，", *told]
        else:
            pieces.append("，")
        pieces += [f"{label}{told[0]}", *told[1:]] if _is_figure(told) else told
    figures = [piece for piece in pieces if isinstance(piece, Stated)]
    return answered(*pieces, "。", result=figures[0] if len(figures) == 1 else None)


def _is_figure(told: Sequence[Piece]) -> bool:
    return isinstance(told[0], str) and any(isinstance(piece, Stated) for piece in told)


def _under(known: Known, label: str, table: Table, column: re.Pattern[str], holding: Holding) -> list[Piece] | None:
    """What stands in the row of a label below one heading, behind what that is called; None where nothing does."""
    name = terms.normalise(label)
    rows = [row for row in table.rows if any(terms.normalise(cell.text) == name for cell in row)]
    if not rows or (label != known.fact.row[-1] and len(rows) > 1):
        return None
    figures = [
        k for k in holding.known
        if k.fact.table_number == table.number and k.fact.row == known.fact.row and k.fact.value is not None
        and k.fact.column and column.search(k.fact.column[-1])
    ]  # fmt: skip
    if len(figures) == 1:
        return [f"{figures[0].fact.column[-1]}为", *state(figures[0].fact, bold=True)]
    row = rows[0]
    at = next((c for head in table.rows[:2] for c, cell in enumerate(head) if column.search(cell.text)), None)
    if at is None or at >= len(row) or not row[at].text.strip():
        return None
    cell = row[at]
    quoted = Quoted(
        cell.text.strip(), known.fact.document, cell.text, cell.place, (table.title,), table.title, table.number
    )
    return [f"{strip_number(terms.normalise(_heading(table, at, column)))}为", quoted]


def _heading(table: Table, at: int, column: re.Pattern[str]) -> str:
    """What a column of words is called."""
    return next(row[at].text for row in table.rows[:2] if at < len(row) and column.search(row[at].text))


def _meant(scene: Scene) -> Iterator[tuple[str, str, list[Known]]]:
    """The columns that the question's words name, each with its table's title and the rows of its list."""
    items = [a for a in scene.query.items if not set(a.keys) & terms.TOTALS]
    words = [
        _FILLER.sub("", terms.normalise(word)).removeprefix("绩效")
        for word in (*(a.text for a in items), *scene.query.rest)
    ]
    words = [word for word in words if word and not _ROWS.fullmatch(word)]
    if not words or any(a.code or set(a.keys) & set(terms.concepts()) for a in items):
        return
    for holding in scene.holdings:
        lists: dict[tuple[int, tuple[str, ...]], list[Known]] = {}
        for known in holding.known:
            fact = known.fact
            if (
                fact.table_number is not None
                and fact.year == scene.target()
                and fact.indicator is None
                and fact.code is None
                and len(fact.row) == 1
                and fact.column
                and fact.value is not None
                and not terms.is_neutral(fact.row[0])
            ):
                lists.setdefault((fact.table_number, fact.column), []).append(known)
        for (_, column), rows in lists.items():
            label = terms.normalise(column[-1])
            if len(rows) >= _LEAST_ROWS and alike(rows) and all(_says(label, word) for word in words) and _apart(rows):
                yield rows[0].fact.table or "", column[-1], rows


def _name(known: Known, label: str = "") -> Quoted:
    """The name of a row as it is printed, or the one of its labels that is meant."""
    fact = known.fact
    label = label or fact.row[-1]
    return Quoted(label, fact.document, label, fact.place, fact.section, fact.table, fact.table_number)


def _says(label: str, word: str) -> bool:
    """Whether a column's label has a word of the question."""
    return len(word) > 1 and word in label


def _apart(rows: Sequence[Known]) -> bool:
    """Whether each row has a name of its own."""
    return len({known.fact.row for known in rows}) == len(rows)
