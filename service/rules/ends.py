"""What of one line was carried in at the beginning of a year and carried out at its end, set against each other.

A table of the year's movements prints both beside the line: 年初结转和结余 and 年末结转和结余.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ingest import terms
from service.draft import Draft, Piece, computed, scaled
from service.holding import Known
from service.query import Asked
from service.rules.magnitude import alike
from service.rules.scene import Scene, answered, phrase, state

_BEGIN, _END = re.compile(r"年初|期初|上年末"), re.compile(r"年[末底终]|期末")
_CARRIED = re.compile(r"结转|结余|账[上面]|剩|余额")
_ENDS = ("carried_in", "carried_out")


def both(scene: Scene) -> Draft | None:
    """A line's opening and closing balance and by how much they differ; None where no one table prints both."""
    text = scene.query.text
    if not (_BEGIN.search(text) and _END.search(text) and _CARRIED.search(text)):
        return None
    lines = [a for a in scene.query.items if not set(a.keys) & {*_ENDS, *terms.TOTALS}]
    if len(lines) != 1:
        return None
    pairs = {(one.fact.value, two.fact.value): (one, two) for one, two in _printed(scene, lines[0])}
    if len(pairs) != 1:
        return None  # of several funds: which is meant is not said
    first, last = next(iter(pairs.values()))
    if not alike((first, last)):
        return None
    unit = scene.query.unit or last.fact.unit
    gap = computed(
        f"{scaled('a', last.fact.unit, unit)} - {scaled('b', first.fact.unit, unit)}",
        {"a": last.fact, "b": first.fact}, unit, bold=True,
    )  # fmt: skip
    pieces: list[Piece] = [phrase(scene, first), *state(first.fact), f"，{phrase(scene.bare, last, year=False)}"]
    word = "增加" if gap.value > 0 else "减少" if gap.value < 0 else "相差"
    told = answered(*pieces, *state(last.fact), f"，年末比年初{word}", gap, "。", result=gap if gap.certain else None)
    return replace(told, by_words=True)


def _printed(scene: Scene, asked: Asked) -> list[tuple[Known, Known]]:
    """The two balances of a line, table by table."""
    found: dict[tuple[str, int | None], dict[str, Known]] = {}
    for holding in scene.holdings:
        for known in holding.known:
            fact = known.fact
            if (
                fact.source != "table"
                or fact.year != scene.target()
                or fact.value is None
                or not (fact.column and fact.row)
            ):
                continue
            named = fact.code == asked.code if asked.code else terms.key(fact.row[-1]) in asked.keys
            if named and (end := terms.key(fact.column[-1])) in _ENDS:
                found.setdefault((fact.document, fact.table_number), {}).setdefault(end, known)
    return [(ends[_ENDS[0]], ends[_ENDS[1]]) for ends in found.values() if len(ends) == len(_ENDS)]
