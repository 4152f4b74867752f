"""The paper that an invented disclosure is written on: lines of text, and beside them every number printed.

Whatever number is printed goes through here, so that the truth beside a text is what the text says, to the digit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from ingest.model import Basis, Measure
from tests.support.invented_books import drawn

_YEAR = re.compile(r"^\d{4}年")
_CENT = Decimal("0.01")
_SCALE = {"元": Decimal(1), "万元": Decimal(10_000)}


@dataclass(frozen=True, slots=True)
class Said:
    """What a printed number is of; `table` is the title without body and year, None in the narrative."""

    item: str
    column: str
    table: str | None
    year: int
    basis: Basis
    unit: str
    code: str | None = None
    measure: Measure = "level"


@dataclass(frozen=True, slots=True)
class Style:
    """How a body prints, the same all over one disclosure; the choices are made by its seed."""

    seed: str
    unit: str
    grouped: bool
    zero: str

    def one_of(self, what: str, *choices: str) -> str:
        """The wording chosen for `what`."""
        return choices[drawn(f"{self.seed}|{what}", 0, len(choices) - 1)]

    def chance(self, what: str, of_hundred: int) -> bool:
        """Whether it does so."""
        return drawn(f"{self.seed}|{what}", 1, 100) <= of_hundred


@dataclass(frozen=True, slots=True)
class Told:
    """A cell with an amount in 元, or a number with a unit of its own, and what it is of."""

    item: str
    column: str
    year: int
    basis: Basis
    amount: int | None
    code: str | None = None


def shown(amount: int, unit: str) -> Decimal:
    """An amount of 元 as it is printed: to 0.01万元, or in whole 元."""
    exact = Decimal(amount) / _SCALE[unit]
    return exact.quantize(_CENT, ROUND_HALF_UP) if unit == "万元" else exact


def percent(part: int, whole: int) -> Decimal:
    """A share or rate of two decimals."""
    return (Decimal(part) * 100 / Decimal(whole)).quantize(_CENT, ROUND_HALF_UP)


@dataclass
class Paper:
    """Lines and truth as they come into being."""

    style: Style
    lines: list[str] = field(default_factory=list)
    truth: dict[Said, Decimal] = field(default_factory=dict)

    def say(self, *texts: str) -> None:
        """Paragraphs, each followed by a blank line."""
        for text in texts:
            self.lines += [text, ""]

    def table(
        self,
        title: str,
        rows: Iterable[Sequence[str | Told]],
        *,
        above: Sequence[str],
        unit: str | None = None,
        heading: str | None = None,
        note: str = "",
    ) -> None:
        """A table under its heading; `above` are the lines between heading and grid, the unit line among them."""
        unit = unit or self.style.unit
        self.say(heading or title, *above)
        title = _YEAR.sub("", title)
        for row in rows:
            self.lines.append("\t".join(self._cell(cell, title, unit) for cell in row))
        self.lines.append("")
        if note:
            self.say(note)

    def _cell(self, cell: str | Told, table: str, unit: str) -> str:
        if isinstance(cell, str):
            return cell
        if cell.amount is None:
            return ""
        zero = self.style.zero if unit == "万元" else ""
        if cell.amount == 0 and not zero:
            return ""
        value = shown(cell.amount, unit) if cell.amount else Decimal(zero)
        self._tell(Said(cell.item, cell.column, table, cell.year, cell.basis, unit, cell.code), value)
        return f"{value:,}" if self.style.grouped or unit == "元" else f"{value}"

    def _tell(self, said: Said, value: Decimal) -> None:
        if self.truth.setdefault(said, value) != value:
            raise ValueError(f"{said} is told twice: {self.truth[said]} and {value}")

    def wan(self, item: str, amount: int, year: int, basis: Basis) -> str:
        """An amount in the narrative, in 万元."""
        value = shown(amount, "万元") if amount else Decimal(0)
        self._tell(Said(item, "", None, year, basis, "万元"), value)
        return f"{value:,}万元" if self.style.grouped else f"{value}万元"

    def count(self, item: str, number: int, unit: str, year: int, basis: Basis) -> str:
        """A number of things in the narrative."""
        self._tell(Said(item, "", None, year, basis, unit, measure="count"), Decimal(number))
        return f"{number}{unit}"

    def change(self, now: int, before: int, base: str, *, rate: bool = False) -> str:
        """比上年增加……: the difference of two amounts as a clause."""
        if now == before:
            return f"与{base}持平"
        up, word = now > before, ("增长" if now > before else "下降")
        difference = shown(abs(now - before), "万元")
        told = f"比{base}{'增加' if up else '减少'}{f'{difference:,}' if self.style.grouped else difference}万元"
        return f"{told}，{word}{percent(abs(now - before), before)}%" if rate and before else told

    def text(self) -> str:
        """All lines."""
        return "\n".join(self.lines).rstrip("\n") + "\n"


def coded(code: str, apart: bool) -> list[str]:
    """A functional or economic code in one cell, or its parts in three (two) cells."""
    if not apart:
        return [code]
    return [code[:3], code[3:5], code[5:7]]


def summed(rows: Sequence[tuple[str, tuple[int, ...]]]) -> tuple[int, ...]:
    """The totals of the 类 among rolled rows."""
    return tuple(map(sum, zip(*(amounts for code, amounts in rows if len(code) == 3), strict=True)))
