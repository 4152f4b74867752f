"""The questions with known answers of `tests/eval/`, put to the material that each is about: `make eval` prints how it went.

Beside the answers, how well search finds the passages that answer: by words, by meaning, and both fused.

The questions are split in halves. `building.jsonl` may be looked at; of `reporting.jsonl` only the numbers are printed
and kept, so that what is reported was not built for. The last result stands in `tests/eval/result.json`, where a change
shows. Material that lies beside the repository (`../shared`) is left out, and said to be, where it is not there.

`python -m tests.evaluation [--half building] [--verbose] [--stores FOLDER] [--keep]`
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from index.embed import SentenceTransformerEmbedder
from index.library import Library
from service import evaluate, intake, retrieval_score, settings
from service.answer import Service
from service.evaluate import Score, Wanted

ROOT = Path(__file__).resolve().parent.parent
QUESTIONS = ROOT / "tests" / "eval"
RESULT = QUESTIONS / "result.json"
SHARED = ROOT.parent / "shared"
STORES: Mapping[str, tuple[Path, ...]] = {
    "samples": (ROOT / "samples",),
    "beibei": (SHARED / "samples" / "beibei_2024_budget.txt",),
    "real": (SHARED / "samples" / "real",),
    "others": (QUESTIONS / "material",),
}
HALVES = ("building", "reporting")
_MOST_BYTES = 50 * 2**20


def stores(folder: Path, names: Sequence[str]) -> dict[str, Library]:
    """The material of each name in a library of its own below `folder`, read if it is not there yet."""
    model = settings.load().embedding_model
    embedder = SentenceTransformerEmbedder(model) if model else None
    found = {}
    for name in names:
        paths = STORES[name]
        if not all(path.exists() for path in paths):
            print(f"left out: {name} ({', '.join(map(str, paths))} is not there)", file=sys.stderr)
            continue
        library = Library.open(folder / name, embedder)
        for file in intake.files(paths):
            outcome = intake.take_file(library, file, intake.Origin(), _MOST_BYTES)
            if outcome.record is None:
                raise SystemExit(outcome.message)
        library.embed_pending()
        found[name] = library
    return found


def put(wanted: Sequence[Wanted], libraries: Mapping[str, Library]) -> Score:
    """Each question to its own material."""
    by_store: dict[str, list[Wanted]] = defaultdict(list)
    for one in wanted:
        by_store[one.store].append(one)
    judged = []
    for name, library in libraries.items():
        service = Service(library)
        stored = library.facts([record.id for record in library.records()])
        judged += evaluate.run(
            by_store[name], lambda question, talk, ask=service.ask: ask(question, None, talk), stored
        ).judged
    return Score(tuple(judged))


def main() -> int:
    """Run one half or both; the exit code says whether the run went through, not how good it was."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=HALVES)
    parser.add_argument("--verbose", action="store_true", help="list the misses of the building half")
    parser.add_argument("--stores", type=Path, help="keep what is read here, for the next run")
    parser.add_argument("--keep", action="store_true", help="write the result to tests/eval/result.json")
    given = parser.parse_args()
    kept: dict[str, object] = {}
    with tempfile.TemporaryDirectory(prefix="mingzhang-eval-") as temporary:
        libraries = stores(given.stores or Path(temporary), list(STORES))
        for half in (given.half,) if given.half else HALVES:
            score = put(evaluate.questions(QUESTIONS / f"{half}.jsonl"), libraries)
            print(f"\n{half}")
            if given.verbose and half == "building":
                print("\n".join(score.misses()))
            print("\n".join(score.lines()))
            sought = retrieval_score.questions(QUESTIONS / f"retrieval_{half}.jsonl")
            found = retrieval_score.run([one for one in sought if one.store in libraries], libraries)
            print("\n".join(found.lines()))
            kept[half] = {**score.summary(), "retrieval": found.to_json()}
        for library in libraries.values():
            library.close()
    if given.keep:
        RESULT.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
