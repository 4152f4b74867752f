"""True statements and their false twins before the verifier: `make eval-verify` prints how many of each class are judged rightly.

The statements are drawn by seed from the facts of all samples and of invented disclosures. One half (`tuning`) may be
looked at; of the other (`blind`: other seeds, other invented disclosures, further wordings) only numbers are printed,
so that what is reported was not built for. Exit code 1 where a class is under its bar.

`python -m tests.mutation [--half tuning] [--verbose] [--seed N] [--keep]`
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from tests.support import mutation_bench as bench
from tests.support.mutation_twins import CLASSES

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "samples"
RESULT = ROOT / "tests" / "eval" / "verify_result.json"
SEEDS = {"tuning": 1, "blind": 1001}
TRUE_WANTED, TWINS_WANTED = 1600, 620
_INVENTED = 12


def sample_paths() -> list[list[Path]]:
    """The samples, set by set: our own, those beside the repository where they are there."""
    sets = [sorted(p for p in (ROOT / "samples").iterdir() if p.suffix in (".md", ".txt") and p.stem != "README")]
    if SHARED.is_dir():
        sets += [[SHARED / "beibei_2024_budget.txt"], sorted((SHARED / "real").glob("*.pdf"))]
    else:
        print(f"left out: {SHARED} is not there", file=sys.stderr)
    return sets


def tally(half: str, seed: int, number: float = 1) -> bench.Tally:
    """One half: all its statements and twins."""
    wanted = dict.fromkeys(CLASSES, int(TWINS_WANTED * number)) | {bench.TRUE: int(TRUE_WANTED * number)}
    with tempfile.TemporaryDirectory(prefix="mingzhang-mutation-") as folder:
        sets = [*sample_paths(), bench.invented(Path(folder), _INVENTED, seed)]
        libraries = [bench.documents(paths) for paths in sets]
    whole = bench.Tally()
    for at, library in enumerate(libraries):
        stands = bench.stands(library)
        part = {klass: -(-count // len(libraries)) for klass, count in wanted.items()}
        found = bench.judge(bench.statements(stands, f"{seed}|{at}", part, unseen=half == "blind"))
        for klass, count in found.judged.items():
            whole.judged[klass] += count
            whole.missed[klass] += found.missed[klass]
    return whole


def lines(found: bench.Tally) -> list[str]:
    """The table as it is printed."""
    out = [f"{'class':<14}{'said':>7}{'right':>7}{'rate':>9}"]
    for klass in (bench.TRUE, *CLASSES):
        said = found.judged[klass]
        right = said - len(found.missed[klass])
        out.append(
            f"{klass:<14}{said:>7}{right:>7}{found.rate(klass):>9.2%}{'' if klass not in found.fails() else '  under the bar'}"
        )
    return out


def main() -> int:
    """Run one half or both; 1 where a class is under its bar."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=tuple(SEEDS))
    parser.add_argument("--seed", type=int, help="another seed for the tuning half")
    parser.add_argument("--scale", type=float, default=1, help="a part of the statements, for a quick look")
    parser.add_argument("--verbose", action="store_true", help="list the misses of the tuning half")
    parser.add_argument("--keep", action="store_true", help="write the result to tests/eval/verify_result.json")
    given = parser.parse_args()
    kept: dict[str, object] = {}
    failed = False
    for half in (given.half,) if given.half else tuple(SEEDS):
        seed = given.seed if given.seed and half == "tuning" else SEEDS[half]
        found = tally(half, seed, given.scale)
        print(f"\n{half}")
        print("\n".join(lines(found)))
        if given.verbose and half == "tuning":
            for klass, missed in found.missed.items():
                for text, where, why in missed:
                    print(f"{klass}\t[{where}]\t{text!r}\t{why}")
        failed = failed or bool(found.fails())
        kept[half] = {
            klass: {"said": found.judged[klass], "right": found.judged[klass] - len(found.missed[klass])}
            for klass in (bench.TRUE, *CLASSES)
        }
    if given.keep:
        RESULT.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
