"""Every fault, one after another: `python -m tests.faults [--rounds N] [--only WORD]… [--seed S] [--keep FILE]`.

It prints one table: rounds, what was lost (must be 0), what was seen by halves (must be 0), the slowest recovery. With
`--keep` the table takes the place of the last one in docs/faults.md. The exit code is 1 where anything is amiss.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.faults import clock, disk, killed, servers_down, together, torn_index, upgrade
from tests.faults.processes import ROOT
from tests.faults.telling import Outcome, table
from tests.faults.whole import Reference, reference

DOCUMENT = ROOT / "docs" / "faults.md"
_TABLE = re.compile(r"(?<=<!-- table -->\n).*?(?=\n<!-- end -->)", re.DOTALL)


@dataclass(frozen=True)
class Fault:
    """What is done so many rounds, with so many files."""

    run: Callable[[int, int, Reference, Path], Outcome]
    rounds: int
    few: int  # rounds of the short version, which every run of the tests makes; 0 where a fault like it stands for it
    files: int = 24


FAULTS = {
    "killed-ingest": Fault(killed.ingest, 100, 1),
    "killed-serving": Fault(killed.serving_killed, 100, 1),
    "full-ingest": Fault(disk.full_while_ingesting, 10, 0, 12),
    "full-serving": Fault(disk.full_while_serving, 6, 1, 10),
    "read-only": Fault(disk.read_only, 5, 0, 8),
    "read-only-serving": Fault(disk.read_only_while_serving, 5, 1, 8),
    "torn-index": Fault(torn_index.torn_index, 20, 1, 12),
    "postgresql-serving": Fault(servers_down.postgresql_restarted, 10, 1, 10),
    "postgresql-ingest": Fault(servers_down.postgresql_restarted_under_ingest, 10, 1, 10),
    "chroma": Fault(servers_down.chroma_down, 5, 1, 8),
    "clock": Fault(clock.clock_set, 16, 2, 12),
    "two-processes": Fault(together.two_processes, 9, 1, 12),
    "upgrade-sqlite": Fault(upgrade.on_sqlite, 50, 1, 3),
    "upgrade-postgresql": Fault(upgrade.on_postgresql, 20, 1, 3),
}


def tried(name: str, rounds: int, seed: int) -> Outcome:
    """One fault in a folder of its own."""
    fault = FAULTS[name]
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        of = reference(Path(folder) / "reference", fault.files)
        return fault.run(rounds, seed, of, Path(folder))


def main() -> int:
    """Print the table; 1 where something was lost or seen by halves."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, help="of each fault, in place of its own number")
    parser.add_argument("--only", action="append", choices=sorted(FAULTS))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", action="store_true", help=f"write the table into {DOCUMENT.relative_to(ROOT)}")
    given = parser.parse_args()
    outcomes = []
    for name in given.only or FAULTS:
        began = time.monotonic()
        outcome = tried(name, given.rounds or FAULTS[name].rounds, given.seed)
        outcomes.append(outcome)
        print(f"{name}: {outcome.rounds} rounds in {time.monotonic() - began:.0f} s", flush=True)
        for said in (*outcome.losses[:20], *outcome.half[:20]):
            print(f"  {said}", flush=True)
    whole = table(outcomes)
    print(whole)
    if given.keep:
        _keep(whole)
    return 0 if all(outcome.good for outcome in outcomes) else 1


def _keep(whole: str) -> None:
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    told = f"{datetime.now(UTC):%Y-%m-%d}，`python -m tests.faults --keep`，提交 {commit.stdout.strip()}：\n\n{whole}"
    text = DOCUMENT.read_text(encoding="utf-8")
    DOCUMENT.write_text(_TABLE.sub(lambda _: told, text), encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
