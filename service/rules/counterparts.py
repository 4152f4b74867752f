"""One thing that a disclosure states in two places or forms: areas, names of a row, performance money, indicators."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from ingest import quantity, terms
from ingest.terms import strip_number
from service import asked_check
from service.draft import Draft, Piece, added, computed, scaled
from service.holding import Holding, Known
from service.rules.everywhere import if_asked
from service.rules.magnitude import alike, base_value
from service.rules.scene import Scene, is_named, phrase, state, unit_for
from service.rules.sentences import overlap
from service.rules.totals import NAMES
from service.rules.verdicts import claimed, verdict, within

_NAMED_ALIKE = re.compile(r"名称|名字|叫法|科目名|项目名")
_TWO_FORMS = re.compile(r"绩效")
_ALIKE = 0.6


def areas(scene: Scene, year: int) -> Draft | None:
    """The parts of one area that a question names against the whole that it names: 地上 and 地下 of a building."""
    text = scene.query.text
    if not asked_check.AREAS.search(text) or not year:
        return None
    told = [family for holding in scene.holdings for family in _of_areas(holding, text, year)]
    likely = [overlap(terms.normalise(_building(whole)), terms.normalise(text)) for whole, *_ in told]
    # Of several buildings the one that the question names.
    best = [family for family, much in zip(told, likely, strict=True) if much == max(likely)]
    same = {tuple(known.fact.value for known in (whole, *parts)) for whole, parts, _ in best}
    return _area(scene, *best[0], year) if len(same) == 1 else None


def added_areas(scene: Scene) -> Draft | None:
    """The same, however the question is put, where it adds the parts up and holds what they come to against the whole."""
    return areas(scene, scene.target()) if asked_check.of_areas(scene.query.text) else None


def _of_areas(holding: Holding, text: str, year: int) -> Iterator[tuple[Known, Sequence[Known], Sequence[Known]]]:
    """Each area of which a text names parts, with these, and with the parts beside them that it leaves out."""
    found = [
        k
        for k in holding.known
        if k.fact.unit == "平方米" and k.fact.year == year and k.fact.source == "narrative" and k.fact.value is not None
    ]
    for whole in found:
        below = [
            k
            for k in found
            if k.fact.quote == whole.fact.quote and k is not whole and _is_below(k.fact.row, whole.fact.row)
        ]
        named = [k for k in below if _named_at(k, text) >= 0]
        parts = sorted(named, key=lambda known: _named_at(known, text))
        if len(parts) >= _TWO and all(k.fact.row[:-1] == parts[0].fact.row[:-1] for k in parts):
            yield whole, parts, [k for k in below if k not in parts]


def _is_below(row: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether an area is printed below another, or beside it as a floor of the same building: 建筑面积, 地上建筑面积."""
    if len(row) > 1 and row[:-1] == whole:
        return True
    return (
        row[:-1] == whole[:-1]
        and "建筑面积" in whole[-1]
        and not _A_FLOOR.match(whole[-1])
        and _A_FLOOR.match(row[-1]) is not None
    )


_A_FLOOR = re.compile("地[上下]")


def _building(known: Known) -> str:
    """The project that an area is told of."""
    return known.fact.project[1] if known.fact.project else ""


_TWO = 2


def _named_at(known: Known, text: str) -> int:
    """Where a question names an area by what tells it from the others; 不计容 is no 计容."""
    head = re.sub("(?:建筑)?(?:面积|用房)$", "", known.fact.row[-1])
    hit = re.search(rf"(?<!不){re.escape(head)}", text) if head else None
    return hit.start() if hit else -1


def _area(scene: Scene, whole: Known, parts: Sequence[Known], left: Sequence[Known], year: int) -> Draft:
    figure = added([part.fact for part in parts], "平方米")
    operands = dict(figure.operands)
    gap = base_value(whole.fact) - sum((base_value(part.fact) for part in parts), Decimal(0))
    pieces: list[Piece] = [f"{scene.prefix}{year}年文件写明{whole.fact.row[-1]}", *state(whole.fact)]
    for part in parts:
        pieces += [f"，{_area_name(part)}", *state(part.fact)]
    pieces += ["，两项合计" if len(parts) == _TWO else "，各项合计", figure]
    if gap:
        whole_name = NAMES[len(parts)]
        less = " - ".join((whole_name, *operands)) if gap > 0 else f"{' + '.join(operands)} - {whole_name}"
        pieces += ["，相差", computed(less, operands | {whole_name: whole.fact}, "平方米")]
    for known in left:
        pieces += [f"；其中另有{_area_name(known)}", *state(known.fact)]
    return verdict(*pieces, "。", same=not gap)


def _area_name(known: Known) -> str:
    """图书馆面积: a library has money, too."""
    name = known.fact.row[-1]
    return name if name.endswith(("面积", "用房")) else f"{name}面积"


def names(scene: Scene, year: int) -> Draft | None:
    """What two tables call the row of one amount."""
    query = scene.query
    amounts = claimed(scene, "元")
    if len(amounts) != 1 or len(query.places) < 2 or not _NAMED_ALIKE.search(query.text):
        return None
    found = [_row_of(scene, place, amounts[0].quantity.base, year) for _, place in query.places[:2]]
    one, two = found
    if one is None or two is None:
        return None
    labels = [strip_number(known.fact.row[-1]) for known in (one, two)]
    pieces: list[Piece] = []
    for known, label in zip((one, two), labels, strict=True):
        pieces += [f"- “{known.fact.table}”中这一数额的名称是“{label}”：", *state(known.fact), "\n"]
    return verdict("\n", *pieces, same=terms.normalise(labels[0]) == terms.normalise(labels[1]))


def _row_of(scene: Scene, place: str, amount: Decimal, year: int) -> Known | None:
    rows = (
        known
        for holding in scene.holdings
        for known in holding.known
        if known.fact.value is not None and known.fact.row and known.fact.year == year and known.fact.table
    )
    return next((k for k in rows if base_value(k.fact) == amount and is_named(place, k.fact.table or "")), None)


_ASSESSED = re.compile(r"绩效(?P<how>自评|跟踪|评价|目标)")


def assessed(scene: Scene, year: int) -> Draft | None:
    """The money that performance goals or assessments cover against what is spent on projects."""
    hit = _ASSESSED.search(scene.query.text)
    other = next((a for a in scene.query.items if a.keys[:1] == ("project_expenditure",)), None)
    if hit is None or other is None:
        return None
    covered = [
        known
        for holding in scene.holdings
        for known in holding.known
        if known.fact.source == "narrative"
        and known.fact.year == year
        and known.fact.value is not None
        and (unit := quantity.unit(known.fact.unit)) is not None
        and unit.base == "元"
        and _covered_by(known, f"绩效{hit['how']}")
    ]
    spent = scene.level(other, year, basis="actual" if "决算" in scene.query.text else None)
    if not covered or spent is None or spent.fact.value is None or not alike((covered[0], spent)):
        return None
    told = covered[0]
    pieces: list[Piece] = [
        f"{scene.prefix}{year}年文件写明{_covered(told)}", *state(told.fact, bold=True), f"。\n{phrase(scene.bare, spent)}", *state(spent.fact, bold=True),
    ]  # fmt: skip
    gap = base_value(spent.fact) - base_value(told.fact)
    if abs(gap) <= within((told, spent)):
        return verdict(*pieces, "，两者相等。", same=True)
    first, second = (spent, told) if gap > 0 else (told, spent)
    # In the unit asked for, else in that of the sentence, which is rounded to it.
    money = unit_for(scene, told.fact) or told.fact.unit
    apart = f"{scaled('a', first.fact.unit, money)} - {scaled('b', second.fact.unit, money)}"
    figure = computed(apart, {"a": first.fact, "b": second.fact}, money, places=2)
    found = verdict(*pieces, "，相差", figure, "。两者口径不同：绩效涉及的不一定是全部项目。", same=False)
    return replace(found, result=if_asked(scene, figure))


_NEAR = 24  # characters before an amount in which its sentence says what it covers


def _covered_by(known: Known, what: str) -> bool:
    fact = known.fact
    start = fact.span[0] if fact.span else 0
    said = "".join(fact.row) + fact.quote[max(0, start - _NEAR) : start]
    return what in said or (what in fact.quote and known.item.own == "performance_amount")


def _covered(known: Known) -> str:
    own = terms.name(known.item.own) if known.item.own in terms.concepts() else ""
    return own or f"{'、'.join(map(strip_number, known.fact.row[:-1]))}“{strip_number(known.fact.row[-1])}”"


def indicators(scene: Scene, year: int) -> Draft | None:
    """One indicator in the overall form and in the forms of projects."""
    text = terms.normalise(scene.query.text).replace("老师", "教师")
    if not _TWO_FORMS.search(text):
        return None
    rows = list(_goals(scene, year))
    overall = {known.fact.row[-1]: known for known in rows if known.fact.project is None}
    projects = [known for known in rows if known.fact.project is not None and known.fact.row[-1] in overall]
    scored = sorted({(_likeness(known.fact.row[-1], text), known.fact.row[-1]) for known in projects}, reverse=True)
    if not scored or scored[0][0] < _ALIKE or (len(scored) > 1 and scored[1][0] == scored[0][0]):
        return None
    label = scored[0][1]
    shown = [overall[label], *(known for known in projects if known.fact.row[-1] == label)]
    lines: list[Piece] = []
    for known in shown:
        lines += [f"- “{known.fact.table}”：{phrase(scene.bare, known)}", *state(known.fact), "\n"]
    same = len({(base_value(known.fact), known.fact.comparator) for known in shown}) == 1
    return verdict("\n", *lines, same=same)


# The fields of a project's form that tell of it in words.
_FIELDS = (re.compile("概述|概况|简介|介绍|内容"), re.compile("目标(?!值)"), re.compile("依据"))
_NAMED = 0.5


def passages(scene: Scene, year: int) -> Draft | None:
    """One count or amount as two fields of a project's form tell it: 项目概述 and 当年绩效目标."""
    text = terms.normalise(scene.query.text)
    asked = [field for field in _FIELDS if field.search(text)]
    if len(asked) < _TWO:
        return None
    told: dict[tuple[object, ...], dict[int, Known]] = defaultdict(dict)
    for holding in scene.holdings:
        for known in holding.known:
            fact = known.fact
            at = next((n for n, field in enumerate(asked) if fact.section and field.search(fact.section[-1])), None)
            if (
                fact.project is None
                or fact.source != "narrative"
                or fact.value is None
                or at is None
                or fact.year != year
            ):
                continue
            base = unit.base if (unit := quantity.unit(fact.unit)) else fact.unit
            told[fact.project, terms.normalise(fact.row[-1]), base].setdefault(at, known)
    pairs = [list(places.values()) for places in told.values() if len(places) == _TWO]
    scored = sorted(((_likeness(pair[0].fact.row[-1], text), n) for n, pair in enumerate(pairs)), reverse=True)
    if not scored or scored[0][0] < _NAMED or (len(scored) > 1 and scored[1][0] == scored[0][0]):
        return None
    pair = pairs[scored[0][1]]
    lines: list[Piece] = []
    for known in pair:
        project = known.fact.project[1] if known.fact.project else ""
        label = strip_number(known.fact.row[-1])
        lines += [f"- {project}的“{known.fact.section[-1]}”写明{label}", *state(known.fact, bold=True), "\n"]
    same = base_value(pair[0].fact) == base_value(pair[1].fact)
    return verdict("\n", *lines, *(() if same else ("公开文件没有说明为何不同。",)), same=same)


def _goals(scene: Scene, year: int) -> Iterator[Known]:
    for holding in scene.holdings:
        for known in holding.known:
            fact = known.fact
            weighs = any("权重" in label for label in fact.column)
            if (
                fact.indicator is not None
                and fact.year == year
                and fact.value is not None
                and not weighs
                and fact.source == "table"
            ):
                yield known


def _likeness(label: str, text: str) -> float:
    return overlap(terms.normalise(label), text)
