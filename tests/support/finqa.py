"""FinQA's programs as formulas of the calculator.

A program is a list of steps, `subtract(5829, 5735), divide(#0, 5735)`; the formula that it says is plain arithmetic
over named operands, `(a - b) / b`. What plain arithmetic cannot say only chooses or makes an operand: a table's greatest
cell is one of its cells, and a root is a number of 60 digits. A comparison is two formulas, whose exact values are
compared.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction

from ingest.quantity import number
from service.calculator.formula import decimal, exact, rounded

_STEP = re.compile(r"(\w+)\((.*?)\)(?:, |$)")
_SIGNS = {"add": "+", "subtract": "-", "multiply": "*", "divide": "/"}
_ROOTS = Context(prec=60)


@dataclass(frozen=True, slots=True)
class Program:
    """One formula over its operands, or two whose values are compared: is the first `greater` than the second."""

    formula: str
    operands: Mapping[str, Decimal]
    greater_than: str | None = None

    @property
    def value(self) -> Fraction:
        """The formula's exact value."""
        return exact(self.formula, self.operands)

    @property
    def answer(self) -> str:
        """As the data set prints it: yes or no, or five decimals without trailing zeros."""
        if self.greater_than is not None:
            return "yes" if self.value > exact(self.greater_than, self.operands) else "no"
        text = format(rounded(self.value, 5), "f")
        text = text.rstrip("0").rstrip(".")
        return "0" if text == "-0" else text


class _Translation:
    """The steps of one program, each written as a formula; operands are named as they come."""

    def __init__(self, rows: Mapping[str, Sequence[Decimal]]) -> None:
        self.rows = rows
        self.operands: dict[str, Decimal] = {}
        self.steps: list[str] = []
        self.other: str | None = None

    def named(self, value: Decimal) -> str:
        name = f"n{len(self.operands) + 1}"
        self.operands[name] = value
        return name

    def argument(self, text: str) -> str:
        if text.startswith("#"):
            return f"({self.steps[int(text[1:])]})"
        if text.startswith("const_"):
            number = text.removeprefix("const_")
            return f"(-{number[1:]})" if number.startswith("m") else number
        if text.endswith("%"):
            return self.named(Decimal(text[:-1]).scaleb(-2))
        return self.named(Decimal(text))

    def power(self, base: str, exponent: str) -> str:
        value = exact(exponent, self.operands)
        if value.denominator == 1 and 0 < value <= 100:
            return " * ".join([base] * value.numerator)
        root = _ROOTS.power(decimal(exact(base, self.operands)), decimal(value))
        return self.named(root)

    def table(self, operation: str, row: str) -> str:
        cells = self.rows[row]
        if operation in ("table_max", "table_min"):
            return self.named(max(cells) if operation == "table_max" else min(cells))
        total = " + ".join(self.named(cell) for cell in cells)
        return total if operation == "table_sum" else f"({total}) / {len(cells)}"

    def step(self, operation: str, first: str, second: str) -> None:
        if operation.startswith("table_"):
            self.steps.append(self.table(operation, first))
            return
        left, right = self.argument(first), self.argument(second)
        if operation == "exp":
            self.steps.append(self.power(left, right))
        elif operation == "greater":
            self.steps.append(left)
            self.other = right
        else:
            self.steps.append(f"{left} {_SIGNS[operation]} {right}")


def program(text: str, rows: Mapping[str, Sequence[Decimal]]) -> Program:
    """The formula of a program; `rows` holds the cells of each table row by its name, percentages as fractions."""
    steps = _STEP.findall(text)
    if ", ".join(f"{operation}({arguments})" for operation, arguments in steps) != text:
        raise ValueError(f"not a list of steps: {text}")
    translation = _Translation(rows)
    for operation, arguments in steps:
        first, _, second = arguments.rpartition(", ")
        translation.step(operation, first, second)
    return Program(translation.steps[-1], translation.operands, translation.other)


def rows(evidence: Sequence[Mapping[str, str]]) -> dict[str, list[Decimal]]:
    """The numbers of each table row, in their order; a percentage stands for a fraction, as FinQA's tables take it."""
    found: dict[str, list[Decimal]] = {}
    for cell in evidence:
        value = number(cell["value"])
        if cell["id"].startswith("r") and value is not None:
            row = cell["label"].partition(" | ")[0]
            found.setdefault(row, []).append(value.scaleb(-2) if cell["unit"] == "percent" else value)
    return found
