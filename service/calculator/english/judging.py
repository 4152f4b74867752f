"""Whether a table supports the figure of an English sentence.

The figure is `supported` if the table prints it for the item, the year and the unit that the sentence names, or if the
formula that the sentence's words call for gives it from cells bound in the same way; `contradicted` if cells that are
named beyond doubt say otherwise; else `unverified`. A value alone never binds a figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from ingest.quantity import Figure
from service.calculator import formula as arithmetic
from service.calculator.english.amounts import PERCENT
from service.calculator.english.claim import Reading, read
from service.calculator.english.table import Cell, series
from service.calculator.english.values import Value, values
from service.calculator.english.words import content
from service.calculator.precision import cites, written_as

Verdict = Literal["supported", "contradicted", "unverified"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of a sentence's figure; `formula` is over the names of `operands`, None where a cell prints it.

    The formula gives the figure in its own unit before rounding, up to a sign that a word carries.
    """

    verdict: Verdict
    figure: Figure | None = None
    formula: str | None = None
    operands: tuple[tuple[str, Cell], ...] = ()
    reason: str = ""


def judge(text: str, cells: Sequence[Cell], question: str = "") -> Finding:
    """The finding about the one figure of a sentence; `question` is what it answers, if it answers one."""
    claim = read(text, question)
    if claim is None:
        return Finding("unverified", reason="the sentence states no one figure plainly")
    table = series(cells)
    reason = "the words name no cell of the table"
    for reading in claim.readings:
        bound = list(values(reading, table))
        found = [value for value in bound if _comparable(claim.figure, reading, value) is not None]
        if bound and not found:
            reason = "the cells that the words name are not in the figure's unit"
        if len({(value.value, value.unit) for value in found}) > 1:
            return Finding("unverified", claim.figure, reason="the words fit several cells")
        if found:
            return _finding(claim.figure, reading, found[0])
    return Finding("unverified", claim.figure, reason=reason)


def _comparable(figure: Figure, reading: Reading, value: Value) -> Fraction | None:
    """The value in the figure's base; None where the figure's unit measures something else."""
    mine = figure.quantity.unit
    if value.pure:
        in_percent = reading.kind in ("share", "growth") and "percent" in content(reading.phrase)
        if mine == PERCENT or (mine is None and in_percent):
            return value.value * 100
        return value.value if mine is None and reading.kind == "ratio" else None
    if (mine.base if mine else None) == (value.unit.base if value.unit else None):
        return value.value
    return value.value if mine is None and value.unit == PERCENT else None  # a rate said without its sign


def _finding(figure: Figure, reading: Reading, value: Value) -> Finding:
    exact = _comparable(figure, reading, value)
    assert exact is not None
    verdict, reason = _verdict(figure, reading, value, exact)
    if verdict == "contradicted" and not value.sure:
        verdict, reason = "unverified", "the words name the cells too loosely to say that they contradict it"
    scale = Fraction(figure.quantity.unit.scale) if figure.quantity.unit else Fraction(1)
    return Finding(verdict, figure, _scaled(value, exact / scale), value.operands, reason)


def _scaled(value: Value, shown: Fraction) -> str | None:
    """The formula with what brings its value into the figure's unit, ` * 100` or ` / 1000`."""
    if value.formula is None:
        return None
    given = arithmetic.exact(value.formula, {name: cell.value for name, cell in value.operands})
    factor = shown / given if given else Fraction(1)
    if factor == 1:
        return value.formula
    product = value.formula if "/" in value.formula else f"({value.formula})"
    return f"{product} * {factor}" if factor > 1 else f"{product} / {1 / factor}"


def _verdict(figure: Figure, reading: Reading, value: Value, exact: Fraction) -> tuple[Verdict, str]:
    stated = Fraction(figure.quantity.number)
    if stated < 0 and (value.unsigned or reading.direction < 0):
        return "unverified", "a decrease or a distance of less than nothing"
    if reading.direction < 0:
        stated = -stated
    exact = abs(exact) if value.unsigned else exact
    if exact and (stated < 0) != (exact < 0):
        # Tables print what is paid out as negative, texts do not.
        paid_out = exact < 0 and reading.kind in ("level", "sum", "average", "share", "ratio")
        if value.doubtful_sign or paid_out:
            return "unverified", "the table's sign is the other one"
        return "contradicted", "the sign is the other one"
    right = cites(figure, exact) if value.formula is None else written_as(figure, exact)
    return ("supported", "") if right else ("contradicted", "the table says otherwise")
