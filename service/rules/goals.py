"""An indicator's goal set against another: that of another form (整体绩效目标 beside a project's), that of the year before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest import quantity, terms
from service.described import bases_of, unit_fits, units_asked
from service.draft import Draft, Piece, computed, scaled
from service.holding import Known
from service.printed_words import LIGHT, Printed, score
from service.rules.magnitude import base_value
from service.rules.scene import Scene, answered, phrase, state
from service.rules.sentences import overlap

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
    for known in _goals(scene, scene.target()):
        by_label.setdefault(terms.normalise(known.fact.row[-1]), []).append(known)
    labels = list(by_label)
    if _IN_WORDS.search(query.text) and (pair := _planned_too(scene, words)):
        return _told(scene, pair)
    found = _the_one(words, [(label, _projects(by_label[label])) for label in labels])
    if found is None:
        return None
    places = {known.fact.project or ("", ""): known for known in by_label[labels[found]]}
    return _told(scene, list(places.values())) if len(places) > 1 else None


# Where the text tells what is to be done, beside the forms of goals.
_IN_WORDS = re.compile(
    "(?:主要|重点|年度|工作)*(?:任务|工作(?:安排|计划|要点|部署)|重点工作)|文字(?:说明|部分)?|正文|情况说明"
)
_NAMED = 0.6


def _planned_too(scene: Scene, words: Sequence[str]) -> list[Known]:
    """The only goal that the words describe of which a sentence plans a number too, and that; none where there are several."""
    year = scene.target()
    words = [bare for word in words if (bare := _IN_WORDS.sub("", word))]
    goals = [
        known
        for known in _goals(scene, year)
        if all(overlap(word, f"{terms.normalise(known.fact.row[-1])}¦{_projects([known])}") >= _NAMED for word in words)
    ]
    planned = [
        known
        for holding in scene.holdings
        for known in holding.known
        if (known.fact.source, known.fact.measure, known.fact.year) == ("narrative", "count", year)
        and known.fact.basis != "actual" and known.fact.project is None and known.fact.value is not None
        and known.fact.status == "exact" and known.fact.row and not known.fact.direction
        and all(overlap(word, terms.normalise(known.fact.row[-1])) >= _NAMED for word in words)
    ]  # fmt: skip
    pairs = [(goal, plan) for goal in goals for plan in planned if _alike(goal, plan)]
    sides = [{base_value(pair[side].fact) for pair in pairs} for side in (0, 1)]
    return list(pairs[0]) if words and all(len(side) == 1 for side in sides) else []


def _alike(one: Known, other: Known) -> bool:
    units = [quantity.unit(known.fact.unit) for known in (one, other)]
    return units[0] is not None and units[1] is not None and units[0].base == units[1].base


def moved(scene: Scene) -> Draft | None:
    """By how much the goal that the question describes is more than that of another year; None where it counts nothing."""
    year, base = scene.pair()
    words = _words(scene)
    if scene.query.counted is None or scene.basis == "actual" or not words:
        return None
    forms = {"项目": True, "整体": False}
    own = next((of_project for word, of_project in forms.items() if word in scene.query.text), None)

    def by_place(of: int) -> dict[tuple[str, str], Known]:
        places: dict[tuple[str, str], Known] = {}
        for known in _goals(scene, of):
            project = known.fact.project[1] if known.fact.project else ""
            if own in (None, bool(project)):
                places.setdefault((project, terms.normalise(known.fact.row[-1])), known)
        return places

    now, before = by_place(year), by_place(base)
    both = [place for place in now if place in before]
    found = _the_one(words, [(place[1], _form(scene, now[place])) for place in both])
    if found is None:
        return None
    after, earlier = now[both[found]], before[both[found]]
    gap = computed(
        f"a - {scaled('b', earlier.fact.unit, after.fact.unit)}",
        {"a": after.fact, "b": earlier.fact},
        after.fact.unit,
        bold=True,
    )
    word = "多" if gap.value > 0 else "少" if gap.value < 0 else "相差"
    return answered(
        phrase(scene, after), *state(after.fact), f"，比{base}年的", *state(earlier.fact), word, gap, "。",
        result=gap if gap.certain else None,
    )  # fmt: skip


# What a goal counts, called by its unit: 检查企业的家次目标.
_UNIT_OF_GOAL = re.compile(r"(?P<unit>[人家户件辆场批台]次)(?:的)?(?:目标|指标|要求|任务)")


def _goals(scene: Scene, year: int) -> Iterator[Known]:
    """The goals of a year in the unit that is asked for."""
    named = _UNIT_OF_GOAL.search(scene.query.text)
    asked = (named["unit"],) if named else units_asked(scene.query)
    bases = bases_of(asked)
    for holding in scene.holdings:
        for known in holding.known:
            fact = known.fact
            if fact.indicator is None or fact.value is None or not fact.row or fact.year != year:
                continue
            if not any("权重" in label for label in fact.column) and (not asked or unit_fits(bases, fact)):
                yield known


def _the_one(words: Sequence[str], printed: Sequence[tuple[str, str]]) -> int | None:
    """Which of labels, each with the words around it, explains the question's best; None where none does, or several."""
    scored = [
        (found, number)
        for number, (label, around) in enumerate(printed)
        if (found := score(words, Printed(label, around))) is not None
    ]
    scored.sort(key=lambda entry: -entry[0])
    if not scored or (len(scored) > 1 and scored[1][0] > scored[0][0] - _AHEAD):
        return None
    return scored[0][1]


def _projects(those: Sequence[Known]) -> str:
    return terms.normalise("¦".join(known.fact.project[1] for known in those if known.fact.project))


def _form(scene: Scene, known: Known) -> str:
    """What the form of a goal says, where it is a project's."""
    if known.fact.project is None:
        return ""
    return scene.holding(known.fact).forms.get(known.fact.table_number or 0, "")


def _words(scene: Scene) -> list[str]:
    """What the question says of the indicator."""
    query = scene.query
    runs = [_FORMS.sub("", terms.normalise(run)) for run in (*query.words, *(a.text for a in query.items if a.near))]
    return [word for word in dict.fromkeys(runs) if any(char not in LIGHT for char in word)]


def _told(scene: Scene, found: Sequence[Known]) -> Draft:
    lines: list[Piece] = []
    for known in found:
        where = f"项目“{known.fact.project[1]}”" if known.fact.project else f"“{known.fact.table or '整体绩效目标'}”"
        if known.fact.source == "narrative":
            where = "文字说明"
        lines += [f"- {where}：{phrase(scene.bare, known)}", *state(known.fact), "\n"]
    if len({base_value(known.fact) for known in found}) == 1:
        return answered("一致。\n", *lines)
    if any(known.fact.source == "narrative" for known in found):
        return answered("不一致。\n", *lines)  # what is planned and the least that is aimed at are no two amounts
    low, high = (pick(found, key=lambda known: base_value(known.fact)) for pick in (min, max))
    gap = computed(f"a - {scaled('b', low.fact.unit, high.fact.unit)}", {"a": high.fact, "b": low.fact}, high.fact.unit)
    return answered("不一致。\n", *lines, "相差", gap, "。")
