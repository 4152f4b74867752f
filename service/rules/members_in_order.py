"""Which of a department's units has most or least, by a table whose rows are units: 收入总表 by 预算单位, of a budget."""

from __future__ import annotations

import re

from ingest import terms
from service import asked_order
from service.draft import Draft, Piece, cited
from service.rules.magnitude import alike, base_value
from service.rules.members import UNITS, apart, class_of, side_asked, tables
from service.rules.scene import Scene, answered, phrase, state, unit_for

_UNIT = r"(?:预算|下属|所属|基层|二级|直属|事业)*(?:单位|机构)"
_WHICH = re.compile(
    rf"哪(?:一|[几两三四五])?[个家所]?(?:下属|所属|直属|预算|基层|二级|的)*{_UNIT}|{_UNIT}(?:当中|之?中|里面?|里头|之间)?[，,]?(?:是|属|数|要数|(?:收入|支出)?预算|钱)?(?:哪|谁|最)"
    rf"|{_UNIT}[^，。？?]{{0,6}}?(?:由|按|从)[^，。？?]{{0,8}}(?:高|低|大|小|多|少)[^，。？?]{{0,4}}(?:高|低|大|小|多|少)"
)
_UNITS_THEMSELVES = (None, "家", "个", "所")  # 几家单位里哪家
_LEAST = 2  # units that make an order


def told(scene: Scene) -> Draft | None:
    """The unit with the largest or smallest amount, or all in order; None where no table tells units."""
    query = scene.query
    if (
        query.kind != "rank"
        or scene.units
        or query.by_change
        or query.counted not in _UNITS_THEMSELVES
        or not _WHICH.search(query.text)
    ):
        return None
    side = side_asked(query.text)
    scene = scene.with_query(items=tuple(a for a in query.items if terms.normalise(a.text) not in UNITS))
    of_units = [rows for holding in scene.holdings for rows in tables(scene, holding)]
    # What comes in of all funds is what may be spent: a budget tells its units once.
    for rows in sorted(of_units, key=lambda rows: class_of(rows) != side):
        if class_of(rows) not in ("revenue", "expenditure"):
            continue
        each, _ = apart(scene, rows)
        found = sorted(
            (k for k in each if k is not None), key=lambda k: base_value(k.fact), reverse=not query.ascending
        )
        if len(found) < _LEAST or not alike(found):
            continue
        top = len(found) if asked_order.whole(query.text) else query.top or 1
        shown = found[:top]
        shown += [k for k in found[top:] if base_value(k.fact) == base_value(shown[-1].fact)]  # as many as are level
        where, most = (
            f"按“{rows[0].fact.table}”，{scene.prefix}{scene.target()}年",
            "最少" if query.ascending else "最多",
        )
        if len(shown) == 1:
            figure = cited(shown[0].fact, unit_for(scene, shown[0].fact), bold=True)
            lead = f"{where}各单位中{most}的是：\n- {phrase(scene.bare, shown[0], year=False)}"
            return answered(lead, figure, "\n", result=figure if figure.certain else None)
        pieces: list[Piece] = [f"{where}各单位由{'少到多' if query.ascending else '多到少'}：\n"]
        for known in shown:
            pieces += [f"- {phrase(scene.bare, known, year=False)}", *state(known.fact), "\n"]
        return answered(*pieces)
    return None
