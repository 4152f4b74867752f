"""Whether an indicator's goal is the same in all forms that state it: 整体绩效目标 beside the projects' own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest import quantity, terms
from service.described import units_asked
from service.draft import Draft, Piece, computed, scaled
from service.holding import Known
from service.printed_words import LIGHT, Printed, score
from service.rules.magnitude import base_value
from service.rules.scene import Scene, answered, phrase, state

# What says that goals are compared, and in which forms they stand, describes none of them.
_FORMS = re.compile(
    r"(?:部门|整体|总体|项目|绩效|单位|那|这|两|各)*(?:支出)?(?:绩效)?(?:目标|指标)(?:值|表|申报表)?|整体|两处"
)
_GOAL = re.compile("目标|指标|绩效")
_AHEAD = 0.1  # by how much the best must lead


def agree(scene: Scene) -> Draft | None:
    """The goals of the one indicator that the question describes, form by form, and whether they are one number."""
    query = scene.query
    if not _GOAL.search(query.text):
        return None
    words = _words(scene)
    if not words:
        return None
    by_label: dict[str, list[Known]] = {}
    for holding in scene.holdings:
        for known in holding.known:
            fact = known.fact
            if fact.indicator is None or fact.value is None or not fact.row or fact.year != scene.target():
                continue
            if not any("权重" in label for label in fact.column) and _in_unit(
                query.counted, fact.unit, units_asked(query)
            ):
                by_label.setdefault(terms.normalise(fact.row[-1]), []).append(known)
    scored = sorted(
        ((best, label) for label, those in by_label.items() if (best := _described(words, label, those)) is not None),
        reverse=True,
    )
    if not scored or (len(scored) > 1 and scored[1][0] > scored[0][0] - _AHEAD):
        return None
    places = {known.fact.project or ("", ""): known for known in by_label[scored[0][1]]}
    return _told(scene, list(places.values())) if len(places) > 1 else None


def _words(scene: Scene) -> list[str]:
    """What the question says of the indicator."""
    query = scene.query
    runs = [_FORMS.sub("", terms.normalise(run)) for run in (*query.said, *(a.text for a in query.items if a.near))]
    return [word for word in dict.fromkeys(runs) if any(char not in LIGHT for char in word)]


def _in_unit(counted: str | None, unit: str | None, asked: Sequence[str]) -> bool:
    """Whether a goal is in the unit that is asked for, where one is."""
    named = {counted, *asked} - {None}
    own = quantity.unit(unit) if unit else None
    return not named or (
        own is not None and any((u := quantity.unit(n)) is not None and u.base == own.base for n in named if n)
    )


def _described(words: Sequence[str], label: str, those: Sequence[Known]) -> float | None:
    around = terms.normalise("¦".join(known.fact.project[1] for known in those if known.fact.project))
    return score(words, Printed(label, around))


def _told(scene: Scene, found: Sequence[Known]) -> Draft:
    lines: list[Piece] = []
    for known in found:
        where = f"项目“{known.fact.project[1]}”" if known.fact.project else f"“{known.fact.table or '整体绩效目标'}”"
        lines += [f"- {where}：{phrase(scene.bare, known)}", *state(known.fact), "\n"]
    if len({base_value(known.fact) for known in found}) == 1:
        return answered("一致。\n", *lines)
    low, high = (pick(found, key=lambda known: base_value(known.fact)) for pick in (min, max))
    gap = computed(f"a - {scaled('b', low.fact.unit, high.fact.unit)}", {"a": high.fact, "b": low.fact}, high.fact.unit)
    return answered("不一致。\n", *lines, "相差", gap, "。")
