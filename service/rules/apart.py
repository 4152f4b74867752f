"""Two amounts that may be one: equal, or how far they are apart, and what the disclosure says lies between them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest import terms
from service.draft import Draft, Piece, computed, scaled
from service.holding import Known
from service.rules import sums, what_lies_between
from service.rules.everywhere import if_asked
from service.rules.magnitude import alike, base_value
from service.rules.scene import Scene, answered, phrase, state
from service.rules.sentences import Line


def set_apart(scene: Scene, first: Known, second: Known, notices: Sequence[str] = ()) -> Draft | None:
    """Whether two amounts are equal, or by how much they differ."""
    if not alike((first, second)):
        return None
    pieces: list[Piece] = [
        phrase(scene, first),
        *state(first.fact, bold=True),
        f"，{phrase(scene.bare, second)}",
        *state(second.fact, bold=True),
    ]
    apart = abs(base_value(first.fact) - base_value(second.fact))
    if not apart or (first.fact.unit != second.fact.unit and apart <= sums.half_steps([first], second)):
        return answered(
            "一致。", *pieces, "，两者相等。" if not apart else "，单位不同，四舍五入后两者相等。", notices=notices
        )
    less, more = sorted((first, second), key=lambda known: base_value(known.fact))
    gap = computed(
        f"a - {scaled('b', less.fact.unit, more.fact.unit)}", {"a": more.fact, "b": less.fact}, more.fact.unit
    )
    return answered(
        "不一致。", *pieces, "，相差", gap, "。", *_left_out(scene, (first, second)),
        *what_lies_between.item(scene, first, second), notices=notices,
        result=if_asked(scene, gap),
    )  # fmt: skip


# What a table does not count, as a note below it says.
_NOT_COUNTED = re.compile(
    r"不列入|未列入|不计入|未计入|不纳入|未纳入|不含|不包[含括]|未包[含括]|不在(?:本表|此表)|仅(?:含|反映|包括|统计)|只(?:含|反映|包括|统计)"
)


def _left_out(scene: Scene, pair: Sequence[Known]) -> list[Piece]:
    """The notes below the tables of two amounts, and below those that bear their names, that tell what is not counted."""
    told: dict[str, Piece] = {}
    for known in pair:
        holding = scene.holding(known.fact)
        for table in holding.document.tables:
            named = terms.table_class(table.title)
            if table.number != known.fact.table_number and (named is None or named.total != known.item.own):
                continue
            for note in table.notes:
                for hit in re.finditer(r"[^。；]+[。；]?", note):
                    if _NOT_COUNTED.search(hit[0]):
                        line = Line(note, holding.record.id, (table.title,), table.place, table.title, table.number)
                        told.setdefault(hit[0].strip(), line.quoted(hit[0].strip()))
    return ["\n\n表下注明：", *told.values()] if told else []
