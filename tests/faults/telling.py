"""What a fault came to, and the table that tells it of all of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass
class Outcome:
    """One fault, so many times: what was lost, what was seen by halves, how long it took until all went on.

    `note` says what the recovery is counted from and to, and what is not the product's fault.
    """

    fault: str
    note: str = ""
    rounds: int = 0
    losses: list[str] = field(default_factory=list)
    half: list[str] = field(default_factory=list)
    recoveries: list[float] = field(default_factory=list)
    facts: dict[str, int] = field(default_factory=dict)  # how often what happened, for the reader
    absent: str = ""  # why it could not be tried here

    def count(self, what: str, number: int = 1) -> None:
        """So many more of it."""
        self.facts[what] = self.facts.get(what, 0) + number

    def most(self, what: str, number: int) -> None:
        """The largest of it so far."""
        self.facts[what] = max(self.facts.get(what, 0), number)

    @property
    def good(self) -> bool:
        """Whether nothing was lost and nothing half seen."""
        return not self.losses and not self.half

    def cells(self) -> tuple[str, ...]:
        """Its line of the table."""
        slowest = f"{max(self.recoveries):.1f} s" if self.recoveries else "–"
        told = "；".join(part for part in (self.absent and f"未试：{self.absent}", self.note, self._told()) if part)
        return self.fault, str(self.rounds), str(len(self.losses)), str(len(self.half)), slowest, told

    def _told(self) -> str:
        return "，".join(f"{what} {number}" for what, number in self.facts.items())


HEAD = ("故障", "轮数", "丢失", "半截可见", "最慢恢复", "说明")


def table(outcomes: Sequence[Outcome]) -> str:
    """All of it in Markdown, its columns under one another where a Chinese character takes two."""
    rows = [HEAD, *(one.cells() for one in outcomes)]
    widths = [max(_width(row[at]) for row in rows) for at in range(len(HEAD) - 1)]
    lines = [_line(row, widths) for row in rows]
    ruled = "|" + "|".join("-" * (width + 2) for width in widths) + "|---|"
    return "\n".join([lines[0], ruled, *lines[1:]])


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    padded = [cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=False)]
    return "| " + " | ".join([*padded, row[-1]]) + " |"


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
