"""What a person costs: a stated unit price, alone or times the number of people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from ingest import quantity, terms
from ingest.model import Fact
from service.calculator.formula import FormulaError
from service.draft import Draft, Piece, cited, computed, per_one, scaled
from service.holding import Holding
from service.query import Asked
from service.rules.narrowed import is_told_within, of_one_fund
from service.rules.scene import Scene, answered, phrase, state
from service.rules.words import figure_in_words


def per_head(scene: Scene) -> Draft | None:
    """A unit price per person, which is never an item of the tables."""
    return figure_in_words(scene) if scene.query.per_head else None


_MEAN = re.compile(r"^(?:人均|每人次?|车均|每(?:辆|台)?车)(?P<what>.+)$")


def printed_mean(scene: Scene) -> Draft | None:
    """What each guest, person or car comes to, where the disclosure prints that mean itself: 人均接待费114.92元."""
    query = scene.query
    means = [asked for asked in query.items if _MEAN.match(asked.text)]
    items = means if len(means) == 1 else query.items  # “三公”经费里的人均接待费: the mean is asked for
    if len(items) != 1 or not (query.per or query.per_head or means):
        return None
    asked = items[0]
    hit = _MEAN.match(asked.text)
    keys = {*asked.keys, *((terms.concept(hit["what"]) and {terms.key(hit["what"])}) or set() if hit else ())}
    cars = "车" in (query.per or "") or "车" in asked.text
    for holding in scene.holdings:
        for fact in holding.facts:
            mean = _MEAN.match(fact.row[-1]) if fact.row else None
            if mean is None or fact.value is None or fact.year != scene.target() or fact.measure != "level":
                continue
            unit = quantity.unit(fact.unit)
            if unit is None or unit.base != "元" or cars != ("车" in fact.row[-1]):
                continue
            own = {terms.key(mean["what"]), terms.key(f"公务用车{mean['what']}") if cars else ""}
            if terms.key(fact.row[-1]) in asked.keys or own & keys:
                figure = cited(fact, bold=True)
                lead = f"{scene.prefix}{fact.year}年{fact.row[-1]}为"
                return answered(lead, figure, "。", result=figure if figure.certain else None)
    return None


# An amount to be spread over the staff that the disclosure counts, because the question says so: 按在职人数平均.
BY_STAFF = re.compile(
    r"(?:按|以|用|除以|摊(?:到|给)|平均(?:到|给))[^，。？?]{0,8}?(?:(?:实有|现有)(?=在职|在编|在岗|在册))?(?P<kind>在职|在编|在岗|在册|实有)(?:[^，。？?]{0,4}?(?:人数|人员|职工|人头|每人|的?人)(?:数)?)?"
)
_PAIR = 2
_STAFF = re.compile(
    r"(?:年初|年末|年底|现有|实有|全部|共有|目前)*(?P<kind>在职|在编|在岗|在册|实有)(?:人员|职工|干部|人数)*"
)


def by_staff(scene: Scene) -> Draft | None:
    """An item by the only number of staff of the year that the disclosures state; None where the question names no such staff."""
    by, scene = BY_STAFF.search(scene.query.text), of_one_fund(scene)
    items = [a for a in scene.query.items if "人头" not in a.text]
    if len(items) == _PAIR:  # 在职人员人均人员经费: the people are named beside the money
        people = [(a, staff) for a in items if (staff := _STAFF.fullmatch(a.text)) is not None]
        if len(people) == 1:
            by, items = by or people[0][1], [a for a in items if a is not people[0][0]]
    if len(items) == _PAIR and _is_part_of_the_first(scene, items):
        items = items[1:]  # 基本支出的人员经费
    if by is None or len(items) != 1:
        return None
    kind = by["kind"]
    known = scene.level(items[0], scene.target())
    if known is None or not known.fact.value or (unit := quantity.unit(known.fact.unit)) is None or unit.base != "元":
        return None
    counted = _staff(scene, known.fact.year, kind) or _staff(scene, known.fact.year, _SAME_PEOPLE.get(kind, kind))
    if len({fact.value for fact in counted}) != 1:
        return None
    shown = scene.query.unit or known.fact.unit
    expression = per_one(f"({scaled('a', known.fact.unit, shown)})", counted[0].unit)
    figure = computed(expression, {"a": known.fact, "n": counted[0]}, shown, places=2, bold=True)
    return answered(
        phrase(scene, known), *state(known.fact), f"，{counted[0].row[0]}", *state(counted[0]), "，平均每人", figure, "。",
        result=figure if figure.certain else None,
    )  # fmt: skip


# Who holds a post is in service, where nobody is counted under that name.
_SAME_PEOPLE = {"在编": "在职", "在册": "在职", "实有": "在职"}


def _staff(scene: Scene, year: int | None, kind: str) -> list[Fact]:
    """The numbers of all of a kind of staff that the disclosures state of a year."""
    return [
        k.fact
        for holding in scene.holdings
        for k in holding.known
        if k.fact.year == year
        and k.fact.measure == "count"
        and k.fact.value
        and k.fact.status == "exact"
        and len(k.fact.row) == 1
        and (staff := _STAFF.fullmatch(k.fact.row[0])) is not None
        and staff["kind"] == kind
    ]


def _is_part_of_the_first(scene: Scene, items: Sequence[Asked]) -> bool:
    """Whether the second of two items is told as what lies in the first, of which it is a part."""
    first, second = items
    below = terms.parts_below(first.keys[0]) if first.keys else frozenset()
    return bool(below & set(second.keys[:1])) and is_told_within(scene, first, second)


def cost_by_head(scene: Scene) -> Draft | None:
    """What a stated number of people costs at the stated unit prices, added up over the groups of one sentence."""
    query = scene.query
    if not query.per_head:
        return None
    named = [f for f in quantity.find(query.text) if f.quantity.unit and f.quantity.unit.base == "人"]
    if not named:
        return None
    for holding in scene.holdings:
        for group in _sentences_with_prices(holding):
            pairs = _head_and_price(group)
            if len(pairs) < 1 or sum(h.value or 0 for h, _ in pairs) != named[0].quantity.base:
                continue
            operands: dict[str, Fact] = {}
            terms_: list[str] = []
            for i, (heads, price) in enumerate(pairs):
                operands |= {f"n{i + 1}": heads, f"p{i + 1}": price}
                terms_.append(f"n{i + 1} * p{i + 1}")
            try:
                total = computed(" + ".join(terms_), operands, (pairs[0][1].unit or "").split("/")[0], bold=True)
            except FormulaError:
                return None
            pieces: list[Piece] = [f"{scene.prefix}按文件写明的人数和人均标准计算，一年共需", total, "："]
            for i, (heads, price) in enumerate(pairs):
                pieces += ["、" if i else "", *heads.row[-1:], *state(heads), "，人均", *state(price)]
            pieces.append("。这是推算，文件没有直接写出。")
            return answered(*pieces, result=total)
    return None


def _sentences_with_prices(holding: Holding) -> Iterable[list[Fact]]:
    groups: dict[str, list[Fact]] = {}
    for fact in holding.facts:
        if fact.span and fact.value is not None:
            groups.setdefault(fact.quote, []).append(fact)
    return [sorted(g, key=lambda f: f.span or (0, 0)) for g in groups.values() if any("/" in (f.unit or "") for f in g)]


def _head_and_price(group: Sequence[Fact]) -> list[tuple[Fact, Fact]]:
    pairs = []
    for heads, price in pairwise(group):
        mine = quantity.unit(heads.unit) if heads.unit else None
        if mine and mine.base == "人" and "/" in (price.unit or ""):
            pairs.append((heads, price))
    return pairs
