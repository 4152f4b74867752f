"""What a language model has cost: calls, tokens and money, counted by the day and held to a budget."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from threading import Lock

_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Price:
    """元 a million tokens, read and written."""

    read: Decimal = Decimal(0)
    written: Decimal = Decimal(0)

    def of(self, read: int, written: int) -> Decimal:
        """What so many tokens cost, in 元, not rounded."""
        return (self.read * read + self.written * written) / _MILLION


@dataclass(frozen=True, slots=True)
class Usage:
    """A day's calls; `cost` is in 元. `estimated` counts calls whose tokens the endpoint did not tell."""

    day: date
    calls: int = 0
    failures: int = 0
    estimated: int = 0
    read: int = 0
    written: int = 0
    cost: Decimal = Decimal(0)


class Account:
    """Counts what is used; safe to use from several threads. It forgets the day before, and what other processes used."""

    def __init__(self, price: Price, budget: Decimal = Decimal(0), today: Callable[[], date] = date.today) -> None:
        """Take the price and the most that a day may cost, in 元; 0 is without a limit."""
        self._price = price
        self._budget = budget
        self._today = today
        self._lock = Lock()
        self._usage = Usage(today())

    @property
    def usage(self) -> Usage:
        """Today's."""
        with self._lock:
            return self._current()

    @property
    def spent(self) -> bool:
        """Whether the day's budget is used up."""
        return bool(self._budget) and self.usage.cost >= self._budget

    def count(self, read: int, written: int, *, estimated: bool, failed: bool) -> None:
        """One more call."""
        with self._lock:
            now = self._current()
            self._usage = replace(
                now,
                calls=now.calls + 1,
                failures=now.failures + failed,
                estimated=now.estimated + estimated,
                read=now.read + read,
                written=now.written + written,
                cost=now.cost + self._price.of(read, written),
            )

    def _current(self) -> Usage:
        if self._usage.day != self._today():
            self._usage = Usage(self._today())
        return self._usage
