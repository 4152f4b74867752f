"""What the tie-out finds: nothing in clean disclosures, the one error in others (`make eval-audit`).

    python -m tests.audit_evaluation [--keep] [--clean 1000] [--planted 1000] [--seed 5] [--show 20]

Exit code 1 where a clean disclosure breaks a rule, or fewer than 98 of 100 planted errors are found by the right rule with
both places.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from ingest.facts import facts
from ingest.read import parse
from service.calculator import tieout
from service.calculator.tieout import Finding
from tests.support.invented import Subject, invent, shelf
from tests.support.planted import KINDS, Planted, plant

RESULT = Path(__file__).parent / "eval" / "audit_result.json"
_WANTED = 98


@dataclass(frozen=True, slots=True)
class Clean:
    """What the rules found in a clean disclosure: how many findings by outcome, and what was broken."""

    name: str
    outcomes: dict[str, int]
    broken: tuple[str, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Missed:
    """What became of a planted error: `rule` is the one that told it, None where none did."""

    name: str
    kind: str
    mark: str
    rule: str | None
    others: tuple[str, ...]


def _audited(text: str, name: str) -> tuple[tuple[Finding, ...], float]:
    document = parse(text.encode(), name)
    found = facts(document)
    began = time.process_time()  # of the processor, so that what else the machine does is not counted
    return tieout.check(document, found), time.process_time() - began


def clean(subject: Subject, seed: int) -> Clean:
    """A disclosure as it was invented."""
    disclosure = invent(subject, seed)
    findings, seconds = _audited(disclosure.text, disclosure.name)
    outcomes = Counter(finding.outcome for finding in findings)
    return Clean(disclosure.name, dict(outcomes), tuple(f"{f.rule} {f.message}" for f in findings if f.broken), seconds)


def planted(numbered: tuple[int, Subject], seed: int) -> Missed | None:
    """A disclosure with one error; None where no kind has a place in it."""
    number, subject = numbered
    disclosure = invent(subject, seed)
    kinds = list(KINDS)
    for turn in range(len(kinds)):
        one = plant(disclosure, kinds[(number + turn) % len(kinds)], seed)
        if one is not None:
            return _told(disclosure.name, one)
    return None


def _told(name: str, one: Planted) -> Missed:
    findings, _ = _audited(one.text, name)
    found = one.found_by(findings)
    others = tuple(f"{f.rule} {f.message}" for f in findings if f.broken)
    return Missed(name, one.kind, one.mark, found.rule if found else None, () if found else others)


def run(clean_count: int, planted_count: int, seed: int, workers: int) -> tuple[list[Clean], list[Missed]]:
    """Both halves: disclosures of one seed as they are, of another with an error each."""
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        whole = list(pool.map(partial(clean, seed=seed), shelf(clean_count, seed=seed), chunksize=8))
        subjects = list(enumerate(shelf(planted_count, seed=seed + 1)))
        errors = pool.map(partial(planted, seed=seed + 1), subjects, chunksize=8)
        return whole, [one for one in errors if one is not None]


def summary(whole: Sequence[Clean], errors: Sequence[Missed]) -> dict[str, object]:
    """The table that is kept."""
    outcomes: Counter[str] = Counter()
    for one in whole:
        outcomes.update(one.outcomes)
    kinds = {}
    for kind in KINDS:
        own = [one for one in errors if one.kind == kind]
        rules = Counter(one.rule for one in own if one.rule)
        kinds[kind] = {"planted": len(own), "found": sum(rules.values()), "by": dict(sorted(rules.items()))}
    return {
        "clean": {"documents": len(whole), "findings": sum(outcomes.values()), "outcomes": dict(sorted(outcomes.items())),
                  "false": sum(len(one.broken) for one in whole)},
        "planted": {"documents": len(errors), "found": sum(one.rule is not None for one in errors), "kinds": kinds},
    }  # fmt: skip


def _lines(whole: Sequence[Clean], errors: Sequence[Missed], show: int) -> Iterable[str]:
    broken = [f"误报：{one.name}：{told}" for one in whole for told in one.broken]
    yield from broken[:show]
    missed = [one for one in errors if one.rule is None]
    yield from (f"漏报：{one.kind}：{one.name}：{one.mark}；{'；'.join(one.others)[:300]}" for one in missed[:show])
    seconds = sorted(one.seconds for one in whole)
    total = sum(seconds)
    yield f"没有错误的{len(whole)}份：误报{len(broken)}处；每份用处理器时间中位{seconds[len(seconds) // 2] * 1000:.0f}毫秒，最长{seconds[-1] * 1000:.0f}毫秒，共{total:.0f}秒。"
    for kind in KINDS:
        own = [one for one in errors if one.kind == kind]
        yield f"{kind}：{sum(one.rule is not None for one in own)}/{len(own)}"
    yield f"共{len(errors)}处，找出{len(errors) - len(missed)}处。"


def main() -> int:
    """Run, print, and with `--keep` write the table."""
    options = argparse.ArgumentParser()
    options.add_argument("--keep", action="store_true")
    options.add_argument("--clean", type=int, default=1000)
    options.add_argument("--planted", type=int, default=1000)
    options.add_argument("--seed", type=int, default=5)
    options.add_argument("--show", type=int, default=20)
    given = options.parse_args()
    whole, errors = run(given.clean, given.planted, given.seed, os.cpu_count() or 1)
    print("\n".join(_lines(whole, errors, given.show)))
    table = summary(whole, errors)
    if given.keep:
        RESULT.write_text(json.dumps(table, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    false = sum(len(one.broken) for one in whole)
    found = sum(one.rule is not None for one in errors)
    return int(bool(false) or found * 100 < _WANTED * len(errors))


if __name__ == "__main__":
    sys.exit(main())
