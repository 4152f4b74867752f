"""An answer before it is rendered: words, figures with what they rest on, quotations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from ingest import quantity
from ingest.model import Fact, Place
from service.calculator import formula as calculator
from service.reply import AnswerStatus

_SPOKEN = {"≤": "不超过", "≥": "不低于", "<": "小于", ">": "大于", "=": ""}


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure that the answer states: `text` as it will stand there, and the facts that carry it.

    A derived figure has a formula over `operands`; `value` is signed, the words around it carry the direction.
    """

    text: str
    value: Decimal
    unit: str | None
    facts: tuple[Fact, ...]
    formula: str | None = None
    operands: tuple[tuple[str, Fact], ...] = ()
    bold: bool = False

    @property
    def certain(self) -> bool:
        """Whether no uncertain fact is behind it."""
        return all(fact.status == "exact" for fact in self.facts)


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a disclosure, verbatim: `text` stands in `sentence` of the given document."""

    text: str
    document: str
    sentence: str
    place: Place
    section: tuple[str, ...] = ()
    table: str | None = None
    table_number: int | None = None


@dataclass(frozen=True, slots=True)
class Marked:
    """A citation without a figure of its own: the words before it rest on this fact (a blank cell, a name)."""

    fact: Fact


# Decimals of a converted amount: two, and four below ten, so that 0.0991亿元 keeps its digits; still smaller ones keep four
# digits (0.002107亿元), for 0.0021 would be another amount.
_SHOWN, _FINE, _LARGE = 2, 4, 10
_DIGITS, _TINY = 4, Decimal("0.01")


def _places(value: Decimal) -> int:
    """How many decimals a converted amount keeps."""
    if abs(value) >= _LARGE:
        return _SHOWN
    return _FINE if abs(value) >= _TINY or not value else _DIGITS - 1 - value.adjusted()


Piece = str | Stated | Quoted | Marked


@dataclass(frozen=True, slots=True)
class Draft:
    """What the rules (or a model) want to say; nothing of it is verified yet.

    `by_words` is true where the question's own words were all found in the place that answers, `by_model` where a
    language model wrote its words.
    """

    status: AnswerStatus
    pieces: tuple[Piece, ...]
    result: Stated | None = None
    notices: tuple[str, ...] = ()
    follow_ups: tuple[str, ...] = ()
    handoff: str | None = None
    by_words: bool = False
    by_model: bool = False

    @property
    def facts(self) -> Mapping[str, Fact]:
        """What its figures rest on, each once, by id; a blank cell is no figure."""
        stated = (fact for piece in self.pieces if isinstance(piece, Stated) for fact in piece.facts)
        return {fact.id: fact for fact in stated if fact.value is not None}


def sentence_of(fact: Fact) -> Quoted:
    """The sentence that a figure stands in, or the words of its cell, whole."""
    return Quoted(fact.quote, fact.document, fact.quote, fact.place, fact.section)


def cited(fact: Fact, unit: str | None = None, *, bold: bool = False) -> Stated:
    """A fact's number as printed; in another unit, where one is asked for, computed exactly by its formula."""
    if fact.value is None:
        raise ValueError("a blank cell states no figure")
    if unit and fact.unit and unit != fact.unit:
        return computed(scaled("a", fact.unit, unit), {"a": fact}, unit, bold=bold, exact=True)
    shown = f"{quantity.render(fact.value)}{fact.unit or ''}"
    return Stated(shown, fact.value, fact.unit, (fact,), bold=bold)


def spoken_comparator(fact: Fact) -> str:
    """The words for an indicator's comparator: ≤ 不超过, ≥ 不低于."""
    return _SPOKEN.get(fact.comparator or "", "")


def scaled(name: str, unit: str | None, target: str | None) -> str:
    """An operand's name brought to the target unit: `b`, `b / 10000`, `b * 10000`."""
    if not unit or not target or unit == target:
        return name
    here, there = quantity.unit(unit), quantity.unit(target)
    if here is None or there is None or here.base != there.base:
        raise ValueError(f"{unit} and {target} do not convert")
    if here.scale == there.scale:
        return name
    if here.scale < there.scale:
        return f"{name} / {quantity.render(there.scale / here.scale)}"
    return f"{name} * {quantity.render(here.scale / there.scale)}"


def per_one(amount: str, count_unit: str | None) -> str:
    """An amount over the count `n`, brought to ones: `a / n`, `a / (n * 10000)` for 万亩 and 万人次."""
    unit = quantity.unit(count_unit)
    by = scaled("n", count_unit, unit.base) if unit is not None else "n"
    return f"{amount} / {by}" if by == "n" else f"{amount} / ({by})"


def decimals(facts: Sequence[Fact], unit: str | None) -> int:
    """How many decimals a sum or difference of the facts keeps: as many as the most precise prints, at most 2.

    Amounts printed in a smaller unit than the answer's get two.
    """
    if any(fact.unit != unit for fact in facts):
        return 2
    return min(2, max((-int(f.value.as_tuple().exponent) for f in facts if f.value is not None), default=0))


def part_of(part: Fact, whole: Fact, *, bold: bool = False) -> Stated:
    """What part one amount is of another, in percent to two places; raises FormulaError where the whole is nothing."""
    expression = f"a / ({scaled('b', whole.unit, part.unit)}) * 100"
    return computed(expression, {"a": part, "b": whole}, "%", places=2, bold=bold)


def computed(
    expression: str,
    operands: Mapping[str, Fact],
    unit: str | None,
    *,
    places: int | None = None,
    bold: bool = False,
    exact: bool = False,
) -> Stated:
    """A figure that the calculator makes from cited facts, rounded once, half up.

    `expression` is plain arithmetic over the operands' names and gives the figure in `unit`; with `exact` (a
    conversion of units) only what nobody reads is rounded away. Raises FormulaError where it cannot be computed (a zero base).
    """
    values = {name: fact.value for name, fact in operands.items() if fact.value is not None}
    value = calculator.evaluate(expression, values)
    if not exact:
        if places is None:
            places = decimals(tuple(operands.values()), unit)
        value = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    else:
        value = quantity.rounded(value, _places(value))
        value = value.to_integral_value() if value == value.to_integral_value() else value.normalize()
    shown = f"{quantity.render(abs(value))}{unit or ''}"
    return Stated(shown, value, unit, tuple(operands.values()), expression, tuple(operands.items()), bold=bold)


_NAMES = "abcdefghijklmnopqrstuvwxyz"


def added(facts: Sequence[Fact], unit: str | None) -> Stated:
    """The sum of at most 26 figures in a unit. ValueError for more of them, or where one does not convert to it."""
    operands = dict(zip(_NAMES[: len(facts)], facts, strict=True))
    expression = " + ".join(scaled(name, fact.unit, unit) for name, fact in operands.items())
    return computed(expression, operands, unit, bold=True)
