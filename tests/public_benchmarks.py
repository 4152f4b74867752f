"""The public benchmarks of `../shared/eval/bench` that the calculator is measured by: FinQA's programs, TAT-QA's statements.

TAT-QA's lines are split by a hash of the pair: the binder of English sentences may be tuned on one half, of the other
only the numbers are looked at. Its README says what each file holds and what the system must not be given.

`python -m tests.public_benchmarks [--swaps]`; with `--swaps` (a minute) every true statement is also told with each other
number of its table, in each other scale and with the other sign: some thousand lies a class.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from service.calculator.english.judging import Verdict, judge
from service.calculator.formula import FormulaError
from tests.support import finqa, tatqa

BENCH = Path(__file__).resolve().parent.parent.parent / "shared" / "eval" / "bench"
_PLACES = 12  # FinQA's exact values are printed to so many


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many lines there are, and those that do not come out as the benchmark says."""

    lines: int
    wrong: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bound:
    """Statements judged by their words alone: how many true ones and lies got each verdict."""

    true: Mapping[Verdict, int]
    lies: Mapping[Verdict, int]

    @property
    def precision(self) -> float:
        """Of the statements called supported, the true ones."""
        return self.true["supported"] / ((self.true["supported"] + self.lies["supported"]) or 1)

    @property
    def caught(self) -> float:
        """Of the lies, those not called supported."""
        return 1 - self.lies["supported"] / (sum(self.lies.values()) or 1)

    @property
    def recall(self) -> float:
        """Of the true statements, those called supported."""
        return self.true["supported"] / (sum(self.true.values()) or 1)

    def __str__(self) -> str:
        return (
            f"{sum(self.true.values())} true, {sum(self.lies.values())} lies: precision {self.precision:.4f}"
            f" ({self.lies['supported']} false), caught {self.caught:.4f} ({self.lies['contradicted']} contradicted),"
            f" recall {self.recall:.4f} ({self.true['contradicted']} true ones contradicted)"
        )


def lines(folder: Path, name: str) -> list[dict[str, Any]]:
    """A benchmark's lines."""
    return [json.loads(line) for line in (folder / name).read_text(encoding="utf-8").splitlines()]


def programs(folder: Path) -> Agreement:
    """FinQA's programs, executed: the official value at five decimals, and the exact one where it is a number."""
    found = lines(folder, "finqa_programs.jsonl")
    return Agreement(len(found), tuple(line["id"] for line in found if not _executes(line)))


def _executes(line: Mapping[str, Any]) -> bool:
    try:
        said = finqa.program(line["program"], finqa.rows(line["evidence"]))
        answer = said.answer
    except (FormulaError, KeyError, ValueError):
        return False  # a program that cannot be run is one that does not agree
    if answer != line["exe_ans"] or line["exact"] is None:
        return bool(answer == line["exe_ans"])
    return abs(said.value - Fraction(Decimal(line["exact"]))) <= Fraction(1, 2 * 10**_PLACES)


def derivations(folder: Path) -> Agreement:
    """TAT-QA with the derivation handed over: whether each verdict is the label."""
    found = lines(folder, "tatqa_verify.jsonl")
    wrong = tuple(line["id"] for line in found if tatqa.follows(line) != (line["label"] == "supported"))
    return Agreement(len(found), wrong)


def halves(folder: Path) -> tuple[Bound, Bound]:
    """TAT-QA by words alone: the half that may be tuned on, and the other."""
    found = lines(folder, "tatqa_verify.jsonl")
    return bound(filter(tatqa.tuning, found)), bound(line for line in found if not tatqa.tuning(line))


def bound(found: Iterable[Mapping[str, Any]]) -> Bound:
    """The verdicts over claim, question and evidence, counted."""
    counts: dict[bool, dict[Verdict, int]] = {
        true: {"supported": 0, "contradicted": 0, "unverified": 0} for true in (True, False)
    }
    for line in found:
        verdict = judge(line["claim"], tatqa.cells(line["evidence"]), line["question"]).verdict
        counts[line["label"] == "supported"][verdict] += 1
    return Bound(counts[True], counts[False])


def together(parts: Sequence[Bound]) -> Bound:
    """The counts of several halves added up."""
    verdicts: tuple[Verdict, ...] = ("supported", "contradicted", "unverified")
    return Bound(
        {verdict: sum(part.true[verdict] for part in parts) for verdict in verdicts},
        {verdict: sum(part.lies[verdict] for part in parts) for verdict in verdicts},
    )


def swaps(folder: Path) -> dict[str, Bound]:
    """True statements retold with another number of the table, another scale or the other sign, by class of lie.

    A number of the table that the true one rounds to at the precision told is no lie and is left out.
    """
    found: dict[str, Bound] = {}
    for line in lines(folder, "tatqa_verify.jsonl"):
        if line["label"] != "supported":
            continue
        cells = tatqa.cells(line["evidence"])
        for kind, claim in tatqa.retold(line, cells):
            verdict = judge(claim, cells, line["question"]).verdict
            lies = found.setdefault(kind, bound(())).lies
            found[kind] = Bound(found[kind].true, {**lies, verdict: lies[verdict] + 1})
    return found


def main(folder: Path = BENCH, *, with_swaps: bool = False) -> None:
    """Print the measures; say so where the benchmarks are not there."""
    if not folder.is_dir():
        print(f"left out: the public benchmarks are not there ({folder})")
        return
    for name, agreement in (("FinQA programs", programs(folder)), ("TAT-QA, derivation mode", derivations(folder))):
        print(f"{name}: {agreement.lines - len(agreement.wrong)} of {agreement.lines} agree", *agreement.wrong[:5])
    tuned, other = halves(folder)
    print(f"TAT-QA, bound mode, all: {together((tuned, other))}")
    print(f"  the half it was tuned on: {tuned}")
    print(f"  the other half: {other}")
    if with_swaps:
        for kind, told in swaps(folder).items():
            print(f"  {kind}: {told.lies['supported']} of {sum(told.lies.values())} lies called supported")


if __name__ == "__main__":
    main(with_swaps="--swaps" in sys.argv[1:])
