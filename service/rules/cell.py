"""A cell by its table, its row and its column: 收入决算表里其他支出的本年收入合计, 某总表：行政单位医疗，合计.

All three are named, so that no other table's figure, no other column's, and no sum of the two stands for it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest import terms
from ingest.terms import strip_number
from service.blanking import blanked
from service.draft import Draft, Marked, Stated
from service.holding import Known
from service.query import Asked
from service.rules.everywhere import place_of
from service.rules.scene import Scene, answered, basis_word, state, unit_for

# What a cell is not asked for by: how it moved, what part it is, whether it agrees, which is the largest.
_ELSE = re.compile(
    r"占|比(?!如)|增[加减长]|减少|涨|跌|变化|变动|差(?!旅)|一致|相符|对得上|对不上|是不是|是否|吗|最|哪|为什么|为何|为啥|原因|平均|加上|减去|之和|和|与|及|跟|、|分别|各|除"
)
_KINDS = frozenset({"lookup", "sum", "list"})


def told(scene: Scene) -> Draft | None:
    """The one cell, or that it is blank; None where the row or the column is not the only one of its name."""
    query = scene.query
    if len(query.places) != 1 or query.kind not in _KINDS or len(scene.years()) != 1 or query.rest:
        return None
    rows = scene.in_table(query.places[0][1])
    row = next((own for asked in query.items if (own := _row(asked, rows))), None)
    if row is None:
        return None
    asked, cells = row
    behind = blanked(query.plain, [(asked.start, asked.end)])
    known = _in_column(cells, behind)
    if known is None or _ELSE.search(_without(behind, known)) or not _all_named(query.items, asked, known):
        return None
    name, fact = strip_number(known.fact.row[-1]), known.fact
    lead = f"按{place_of(scene, known)}，{scene.prefix}{scene.target()}年{name}（{strip_number(fact.column[-1])}）"
    if fact.value is None:
        return answered(lead, "为空（未列金额）", Marked(fact), "。")
    figure = state(fact, unit_for(scene, fact), bold=True)
    result = next((piece for piece in figure if isinstance(piece, Stated)), None)
    return answered(lead, f"{basis_word(fact)}为", *figure, "。", result=result if result and result.certain else None)


def _row(asked: Asked, rows: Sequence[Known]) -> tuple[Asked, list[Known]] | None:
    """The cells of the only row that goes by an item's name or code."""
    if set(asked.keys) & terms.TOTALS or asked.near or asked.text.endswith("表"):
        return None
    name = terms.normalise(asked.text)
    own = [
        known
        for known in rows
        if known.fact.row
        and (
            (known.fact.code == asked.code)
            if asked.code
            else name == terms.normalise(strip_number(known.fact.row[-1]))
            or terms.key(known.fact.row[-1]) in asked.keys
        )
    ]
    paths = {(known.fact.table_number, known.fact.document, known.fact.row, known.fact.code) for known in own}
    return (asked, own) if len(paths) == 1 and len(own) > 1 else None


def _in_column(cells: Sequence[Known], text: str) -> Known | None:
    """The cell below the longest heading that the text has; None where two have it, or none."""
    folded = terms.normalise(text)
    named: dict[int, list[Known]] = {}
    for known in cells:
        label = terms.normalise(strip_number(known.fact.column[-1])) if known.fact.column else ""
        if len(label) > 1 and label in folded:
            named.setdefault(len(label), []).append(known)
    if not named:
        return None
    longest = named[max(named)]
    if len(longest) > 1:  # 本年支出、合计 and 本年收入、合计: told apart by the headings above
        longest = [k for k in longest if all(terms.normalise(strip_number(c)) in folded for c in k.fact.column)]
    return longest[0] if len(longest) == 1 else None


def _without(text: str, known: Known) -> str:
    """The words of a question without those of a heading."""
    for label in known.fact.column:
        text = text.replace(strip_number(label), "")
    return text


def _all_named(items: Sequence[Asked], row: Asked, known: Known) -> bool:
    """Whether all that is named is the row, a line above it, its table, or the heading."""
    columns = "".join(terms.normalise(label) for label in known.fact.column)
    above = {terms.key(label) for label in known.fact.row[:-1]}
    return all(
        item is row
        or item.names == row.names
        or item.text.endswith("表")
        or terms.normalise(item.text) in columns
        or bool(set(item.keys) & (known.item.within | above))
        for item in items
    )
