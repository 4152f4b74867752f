"""A question with what its answer must tell, and what became of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from service.evaluate import Amount
from service.reply import Answer

Outcome = Literal["right", "other", "declined", "clarify"]  # other: answered, and not with what was asked for


@dataclass(frozen=True, slots=True)
class Probe:
    """A question of a `form`; right is whatever tells one of the `wanted` values, given in `unit` (元, %, 倍)."""

    form: str
    store: str
    question: str
    wanted: frozenset[Decimal]
    unit: str


@dataclass(frozen=True, slots=True)
class Put:
    """A probe that was put: what came of it and what was said."""

    family: str
    form: str
    question: str
    outcome: Outcome
    reply: str
    wanted: str

    def line(self) -> str:
        """Two lines for the eye."""
        return f"[{self.family} · {self.form}] {self.outcome}: {self.question}\n    -> {self.reply[:160]!r}\n    {self.wanted}"


def outcome(probe: Probe, reply: Answer) -> Outcome:
    """Whether the reply tells what is wanted, each figure as exactly as it is written."""
    if reply.status in ("declined", "clarify"):
        return "declined" if reply.status == "declined" else "clarify"
    told = [Amount(one.value, one.unit) for one in reply.figures if one.verdict in ("cited", "derived")]
    return "right" if any(_tells(one, value, probe.unit) for one in told for value in probe.wanted) else "other"


def _tells(told: Amount, wanted: Decimal, unit: str) -> bool:
    value, base = told.base()
    # Two tables may print one amount in 元 and in 0.01万元: what either rounds away is no other figure.
    slack = max(told.half_step(), min(Decimal(100), abs(wanted) / 100) if unit == "元" else Decimal(0))
    return base.replace("百分点", "%") == unit and abs(abs(value) - abs(wanted)) <= slack


def summary(put: Sequence[Put]) -> dict[str, Any]:
    """The counts of each family and of each of its forms: what may be kept of a run."""
    families: dict[str, list[Put]] = defaultdict(list)
    for one in put:
        families[one.family].append(one)
    return {
        family: {**_counts(those), "forms": {form: _counts(one for one in those if one.form == form) for form in forms}}
        for family, those in families.items()
        for forms in [sorted({one.form for one in those})]
    }


def _counts(put: Iterable[Put]) -> dict[str, int]:
    counted = Counter(one.outcome for one in put)
    return {"asked": counted.total(), **{name: counted[name] for name in ("right", "other", "declined", "clarify")}}
