"""Questions made by machine out of what the material prints: `make eval-machine`.

People who write questions with known answers write what they find worth asking. A machine asks of everything: each line
that a table prints, plainly; changes, shares, sums, gaps and multiples of lines taken at random, and the order of those below one; and the questions of
`tests/eval/building.jsonl` that are answered right, a word in them changed for another. What is right follows from the
stored amounts or from the question before its change, so nobody has to work it out, and each seed draws anew.

Not every miss is the service's: two tables may call unlike amounts by one name, and the pairs are chosen by nobody who
knows what belongs together. What counts is what changes from run to run, and what the listed misses show.

`python -m tests.machine [--seed N] [--each N] [--reworded N] [--stores FOLDER] [--verbose] [--keep]`
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from index.library import Library
from service import evaluate
from service.answer import Service
from tests import evaluation
from tests.machine.lines import lines
from tests.machine.ordered import ordered
from tests.machine.probe import Put, outcome, summary
from tests.machine.reckoned import plain, reckoned
from tests.machine.reworded import reworded, rules

FORMS = tomllib.loads((Path(__file__).parent / "forms.toml").read_text(encoding="utf-8"))
RESULT = evaluation.QUESTIONS / "machine_result.json"


def of_lines(libraries: Mapping[str, Library], each: int, choice: random.Random) -> Iterator[Put]:
    """All that is asked of printed lines, put to the library that they stand in."""
    forms = {family: given["forms"] for family, given in FORMS.items() if family != "words"}
    for store, library in libraries.items():
        service, printed = Service(library), lines(library)
        for family, probe in (
            *plain(store, printed, forms),
            *reckoned(store, printed, forms, each, choice),
            *ordered(store, printed, forms, each, choice),
        ):
            reply = service.ask(probe.question)
            wanted = " / ".join(f"{value:f}"[:20] for value in sorted(probe.wanted)) + probe.unit
            yield Put(family, probe.form, probe.question, outcome(probe, reply), reply.answer, wanted)


def of_words(libraries: Mapping[str, Library], count: int, choice: random.Random) -> Iterator[Put]:
    """`count` questions that are answered right, reworded in every way that fits."""
    asked = [
        one
        for one in evaluate.questions(evaluation.QUESTIONS / "building.jsonl")
        if not one.after and one.store in libraries
    ]
    choice.shuffle(asked)
    services = {store: Service(library) for store, library in libraries.items()}
    for one in asked[:count]:
        ask = services[one.store].ask
        if evaluate.judge(one, ask(one.question), {})[0]:
            continue
        for form, again in reworded(one, rules(FORMS["words"]), choice):
            reply = ask(again.question)
            wrong, _ = evaluate.judge(again, reply, {})
            came = "right" if not wrong else "other" if reply.status == "answered" else reply.status
            yield Put("words", form, again.question, came, reply.answer, "; ".join(wrong))


def show(put: Iterable[Put], *, verbose: bool) -> None:
    """The counts of each family, worst forms first; the misses where they are wanted."""
    put = list(put)
    for family, counts in summary(put).items():
        forms = counts.pop("forms")
        print(f"\n{family}: " + ", ".join(f"{name} {count}" for name, count in counts.items()))
        for form, own in sorted(forms.items(), key=lambda item: item[1]["right"] - item[1]["asked"])[:10]:
            if own["right"] < own["asked"]:
                print(f"  {own['right']}/{own['asked']} {form}")
    if verbose:
        print("\n".join(one.line() for one in put if one.outcome != "right"))


def main() -> int:
    """Put them and print what came of it; the exit code says whether the run went through, not how good it was."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=6, help="lines of a body that something is reckoned from")
    parser.add_argument("--reworded", type=int, default=600, help="questions that are reworded")
    parser.add_argument("--stores", type=Path, help="keep what is read here, for the next run")
    parser.add_argument("--verbose", action="store_true", help="list the misses")
    parser.add_argument("--keep", action="store_true", help="write the counts to tests/eval/machine_result.json")
    given = parser.parse_args()
    choice = random.Random(given.seed)
    with tempfile.TemporaryDirectory(prefix="mingzhang-machine-") as temporary:
        libraries = evaluation.stores(given.stores or Path(temporary), list(evaluation.STORES))
        put = [*of_lines(libraries, given.each, choice), *of_words(libraries, given.reworded, choice)]
        for library in libraries.values():
            library.close()
    show(put, verbose=given.verbose)
    if given.keep:
        kept = {
            family: {name: count for name, count in counts.items() if name != "forms"}
            for family, counts in summary(put).items()
        }
        RESULT.write_text(
            json.dumps({"seed": given.seed, **kept}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
