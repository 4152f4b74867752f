"""TAT-QA's statements as the benchmark lays them out: the cells of a line, and its derivation as a formula."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from typing import Any

from ingest.quantity import decimals, number, render
from service.calculator import formula as arithmetic
from service.calculator.english.amounts import SCALES, figure, unit
from service.calculator.english.table import Cell
from service.calculator.formula import rounded
from service.calculator.precision import written_as

_CELL = re.compile(r"r\d+c\d+")
_SECTION, _COLUMN, _ROW = 40, 50, 60  # the benchmark keeps so many characters of each label
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def cells(evidence: Sequence[Mapping[str, str]]) -> tuple[Cell, ...]:
    """The table's cells; the last of a label's parts is its column's. Snippets of the text around it are no cells.

    A column headed 000 is in thousands: of "$'000" the benchmark keeps the number.
    """
    whole = {word for entry in evidence for part in entry["label"].split(" | ") for word in part.split()[:-1]}
    thousands = {entry["id"].partition("c")[2] for entry in evidence if entry["value"] == "000"}
    found = []
    for entry in evidence:
        value = number(entry["value"])
        if _CELL.fullmatch(entry["id"]) and value is not None and entry["value"] != "000":
            *labels, column = entry["label"].split(" | ")
            row = tuple(_uncut(part, _SECTION, whole) for part in labels[:-1])
            row += tuple(_uncut(part, _ROW, whole) for part in labels[-1:] if part)
            scale = entry.get("unit") or ("thousand" if entry["id"].partition("c")[2] in thousands else None)
            found.append(Cell(entry["id"], row, _uncut(column, _COLUMN, whole), value, unit(scale)))
    return tuple(found)


def _uncut(part: str, limit: int, whole: AbstractSet[str]) -> str:
    """A part of a label without its last word, where the benchmark has cut it off in the middle of that word."""
    start, _, last = part.rpartition(" ")
    return start if len(part) == limit and last not in whole else part


def derivation(line: Mapping[str, Any]) -> tuple[str, dict[str, Decimal]]:
    """The formula over named operands that a line's `derivation` writes with their numbers; it carries their signs."""
    left = [abs(Decimal(operand["n"])) for operand in line["operands"] if not operand.get("const")]
    values: dict[str, Decimal] = {}

    def name(hit: re.Match[str]) -> str:
        value = Decimal(hit[0])
        if value not in left:
            return hit[0]
        left.remove(value)
        values[f"n{len(values) + 1}"] = value
        return f"n{len(values)}"

    return _NUMBER.sub(name, line["derivation"]), values


def follows(line: Mapping[str, Any]) -> bool:
    """Whether the figure that a line claims is what its derivation gives, in the figure's own unit."""
    stated = figure(line["claim"])
    if stated is None:
        return False
    formula, values = derivation(line)
    scale = stated.quantity.unit.scale if stated.quantity.unit else 1
    exact = arithmetic.exact(formula, values) * Fraction(scale)
    same_sign = (exact < 0) == (stated.quantity.number < 0) or not exact
    return same_sign and written_as(stated, exact)


def retold(line: Mapping[str, Any], table: Sequence[Cell]) -> Iterator[tuple[str, str]]:
    """Lies made of a true statement, each with its class."""
    stated = figure(line["claim"])
    if stated is None:
        return
    number, scale = stated.quantity.number, stated.quantity.unit.name if stated.quantity.unit else ""

    def told(value: Decimal, name: str = scale) -> str:
        unit_ = name if name in ("", "%") else f" {name}"
        return f"{line['claim'][: stated.start]}{render(value)}{unit_}{line['claim'][stated.end :]}"

    if scale in SCALES:
        yield from (
            ("another scale", told(number, name)) for name in ("thousand", "million", "billion") if name != scale
        )
    if number:
        yield "the other sign", told(-number)
    others = {cell.value for cell in table if abs(cell.value) != abs(number)}
    exact = Decimal(line["exact"])
    for value in others:
        if rounded(Fraction(exact), decimals(value)) != value:
            yield "another number of the table", told(value)


def tuning(line: Mapping[str, Any]) -> bool:
    """Whether a line is of the half that the binder may be tuned on; a statement and its altered twin go together."""
    return sha256(line["pair"].encode()).digest()[0] % 2 == 0
