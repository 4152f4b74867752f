"""An amount spread over a number that the disclosure prints beside it: 平摊到4200批次每批合多少, 摊到每个在校生头上, 换5辆车一辆多少钱.

The number is told by the question's own number, or by the name of what is counted. Nothing is divided unless both stand
printed for one year; what is bought is never spread over what is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from ingest import quantity, terms
from ingest.terms import strip_number
from service.blanking import MASK, blanked
from service.draft import Draft, computed, scaled
from service.holding import Known
from service.left_over import content_words
from service.query import Asked
from service.rules import guests
from service.rules.magnitude import base_value, is_money, unit_of_each
from service.rules.scene import Scene, answered, called, phrase, state
from service.rules.sentences import in_order, overlap
from service.rules.words import clause

_MEASURE = "人次|批次|平方米|公里|[人名位个辆张户所间台套家件批亩条处场座株盏]"
# Each one's part, with the name of what there is one of: 每批合多少, 摊到每个在校生头上, 一张床.
_EACH = re.compile(
    rf"(?:每|(?<![哪另同第统唯任某之])一)(?P<each>{_MEASURE})(?P<name>[一-鿿]{{0,8}}?)"
    r"(?:头上|身上|名下|(?=[合摊花用得要能是补占为]|平均|大[概约]|一?年|[多几]|$|[，。？?]))"
)
_NUMBER = re.compile(rf"(?<![\d.])(?P<number>\d+)(?P<unit>{_MEASURE})(?!月)(?P<name>[一-鿿]{{0,6}})")
_BY_NAME = re.compile(r"除以(?P<name>[一-鿿]{2,8}?)(?:的?(?:人?数|数量|总数))")
_SPREAD = re.compile(r"平均|[均平分]摊|摊|除以|分给|合(?=多少|几)|[按以]照?[^，。？?]{2,14}?(?:算|计|折)")
_ASKS_MONEY = re.compile(r"(?:多少|几)(?:钱|[万千亿]?元|[万块])?(?:[呢呀啊？?。，,]|$)")
_BUYS = re.compile("[换买购添]|更新")
_IS_BOUGHT = re.compile("[换买购]|更新|新增")
_CARS = Asked(terms.name("vehicle_purchase"), ("vehicle_purchase",), 0, 0)
# Who is counted in ways of their own: the staff, guests, those who came to a meeting or a training.
_STAFF = re.compile("在职|在编|在岗|在册|职工|员工|干部|工作人员|公务员|客")
_OF_THEIR_OWN = guests.RECEPTION | {"meeting", "training", "vehicle_running", "overseas_travel"}
# What only says that there are so many, before the name of what is counted: 设置床位, 现有学生.
_THERE_ARE = re.compile("^(?:设置|设有|现有|共有|实有|核定|现|共|有)+|(?:人数|数量|总数|数)$")
_LEFT = re.compile(
    "平均|[均平分]摊|摊到?|除以|分给|打算|计?划|准备|预计|一共|总共|头上|身上|经费|费用|资金|的钱|[的到]"
)
_MOST = 0.6
_IN_TEN_THOUSANDS = re.compile("(?:多少|几)(?:个)?万|以万|按万")


@dataclass(frozen=True, slots=True)
class _Over:
    """What an amount is spread over: by its measure, its name, and its number where that is said; where it is said."""

    unit: str
    name: str
    number: Decimal | None
    spans: tuple[tuple[int, int], ...]


def told(scene: Scene) -> Draft | None:
    """The mean, with the two figures that it is of; None unless the question says what it is over and both are printed."""
    query = scene.query
    over = _over(query.text)  # by what it is divided is taken for an aside elsewhere
    if over is None or not _ASKS_MONEY.search(query.text) or len(scene.years()) > 1 or _STAFF.search(over.name):
        return None
    if query.between_bases or any(_OF_THEIR_OWN & set(asked.keys[:1]) for asked in query.items):
        return None
    money = scene.level(_CARS, scene.target()) if (bought := _buys(scene, over)) else _money(scene, over)
    if money is None or not money.fact.value or not is_money(money) or (money.fact.measure == "change"):
        return None
    counts = [known for known in _counts(scene, over, money) if not bought or _IS_BOUGHT.search(clause(known.fact))]
    nearest = _nearest(over, counts)
    if (
        not nearest
        or len({base_value(known.fact) for known in nearest}) != 1
        or not _all_said(scene, money, nearest, over)
    ):
        return None
    return _stated(scene, money, nearest[0])


def buys_cars(text: str) -> bool:
    """Whether it is asked of what is paid for cars that are bought: never spread over those that are kept."""
    return bool(re.search("(?:[换买购添]|更新)[^，。？?]{0,12}车|车[^，。？?]{0,4}(?:购置|更新)", text))


def _over(text: str) -> _Over | None:
    each, number, named = _EACH.search(text), _NUMBER.search(text), _BY_NAME.search(text)
    if each is None or not (number or named or _SPREAD.search(text)):
        return None
    spans = tuple(hit.span() for hit in (each, number, named) if hit)
    if each["each"] in "个名位" and each["name"].startswith("人"):
        return None if number is None else _Over("人", number["name"], Decimal(number["number"]), spans)
    if number:
        return _Over(number["unit"], each["name"] or number["name"], Decimal(number["number"]), spans)
    name = named["name"] if named else each["name"]
    return _Over(each["each"], _THERE_ARE.sub("", terms.normalise(name)), None, spans)


def _buys(scene: Scene, over: _Over) -> bool:
    return over.unit == "辆" and bool(_BUYS.search(scene.query.plain))


def _money(scene: Scene, over: _Over) -> Known | None:
    """The amount of the one item beside what it is spread over; of a name that only comes near, the one row that has all of it."""
    apart = [a for a in scene.query.items if not any(a.start < end and start < a.end for start, end in over.spans)]
    if len(apart) == 1 and not apart[0].near and is_money(known := scene.level(apart[0], scene.target())):
        return known
    if any(set(asked.keys) & set(terms.concepts()) for asked in apart):
        return None
    said = blanked(scene.query.plain, over.spans)
    pieces = [
        re.sub("的?钱$|的$", "", piece)
        for piece in re.split(rf"[，,、。？?{MASK}\s\d]|{_SPREAD.pattern}", said)
        if piece
    ]
    name = next((terms.normalise(piece) for piece in pieces if len(piece) >= _NAMED), "")
    labels = {
        known.fact.row[-1]
        for known in _of_the_year(scene)
        if name and is_money(known) and known.fact.row and in_order(name, terms.normalise(known.fact.row[-1]))
    }
    if len({terms.key(label) for label in labels}) != 1:
        return None
    label = next(iter(labels))
    return scene.level(Asked(label, (terms.key(label),), 0, 0), scene.target())


_NAMED = 4  # characters of a name that may tell one of the rows


def _of_the_year(scene: Scene) -> Iterator[Known]:
    return (
        known
        for holding in scene.holdings
        for known in holding.known
        if known.fact.year == scene.target() and known.fact.value
    )


def _counts(scene: Scene, over: _Over, money: Known) -> list[Known]:
    """The numbers of such things in the disclosure of the amount, planned for what is planned and done for what is spent."""
    unit = quantity.unit(over.unit)
    fits = ("actual",) if money.fact.basis == "actual" else ("budget", "target", "initial_budget")
    return [
        known
        for known in _of_the_year(scene)
        if known.fact.document == money.fact.document and known.fact.basis in fits and known.fact.row
        and known.fact.measure != "change" and not is_money(known) and (own := quantity.unit(known.fact.unit)) is not None and own.base != "%"
        and (over.unit == "个" or (unit is not None and own.base == unit.base))
        and not any("权重" in label or "分值" in label for label in known.fact.column)
        and (over.number is None or known.fact.value == over.number)
    ]  # fmt: skip


def _nearest(over: _Over, counts: list[Known]) -> list[Known]:
    """Of such numbers those that are called as what the amount is spread over; by the number alone all of them."""
    if not over.name or (over.number is not None and not any(_is_called(over.name, known) for known in counts)):
        return counts if over.number is not None or over.unit == "辆" else []
    own = [known for known in counts if _is_called(over.name, known)]
    exact = [known for known in own if _bare(known) == over.name]
    return exact or [known for known in own if len(known.fact.row) == 1]


def _bare(known: Known) -> str:
    return _THERE_ARE.sub("", terms.normalise(strip_number(known.fact.row[-1])))


def _is_called(name: str, known: Known) -> bool:
    return in_order(name, _bare(known)) or (len(name) > 1 and in_order(_bare(known), name) and len(_bare(known)) > 1)


def _all_said(scene: Scene, money: Known, counts: list[Known], over: _Over) -> bool:
    """Whether the question's other words are those of the two figures; by its number alone a count must be of the amount's thing."""
    around = "".join("".join((*k.fact.row, clause(k.fact), *(k.fact.project or ())[1:])) for k in (money, *counts))
    around = terms.normalise(
        around + "".join(scene.query.text[a.start : a.end] for a in scene.query.items if not a.near)
    )
    known = [*over.spans, *((a.start, a.end) for a in scene.query.items)]
    left = [_LEFT.sub("", word) for word in content_words(blanked(scene.query.plain, known))]
    if any(len(word) > 1 and overlap(word, around) < _MOST for word in left):
        return False
    if over.number is None or money.item.own == "vehicle_purchase" or terms.WHOLES & {money.item.own}:
        return True
    name = terms.normalise("".join(money.fact.row[-1:]))
    pairs = {name[at : at + 2] for at in range(len(name) - 1)} - _COMMON
    return any(pair in terms.normalise("".join(known.fact.row)) for known in counts for pair in pairs) or any(
        over.name and _is_called(over.name, known) for known in counts
    )


_COMMON = frozenset({"经费", "支出", "补助", "补贴", "项目", "专项", "资金", "工作", "费用", "服务", "管理", "建设"})


def _stated(scene: Scene, money: Known, count: Known) -> Draft:
    """An amount divided by a number of things, both of them told."""
    own, by = quantity.unit(money.fact.unit), quantity.unit(count.fact.unit)
    base = by.base if by is not None else "个"
    each = count.fact.unit if by is not None and by.scale == 1 else base
    asked = scene.query.unit
    large = own is not None and unit_of_each(money.fact, base_value(count.fact)) == "万元"
    even = (Fraction(base_value(money.fact)) / Fraction(base_value(count.fact)) / 100).denominator == 1
    in_ten_thousands = large and (even or _IN_TEN_THOUSANDS.search(scene.query.text))
    unit = asked if asked in ("元", "万元", "亿元") else "万元" if in_ten_thousands else "元"
    divisor = scaled("n", count.fact.unit, base)
    expression = f"{scaled('a', money.fact.unit, unit)} / {divisor if divisor == 'n' else f'({divisor})'}"
    figure = computed(expression, {"a": money.fact, "n": count.fact}, unit, places=2, bold=True)
    draft = answered(
        phrase(scene, money), *state(money.fact), f"，{strip_number(called(count))}", *state(count.fact),
        f"，平均每{each}", figure, "。", result=figure if figure.certain else None,
    )  # fmt: skip
    return replace(draft, by_words=True)
