"""Sixty questions answered by the rules, and again with the language model that the settings name: `make test-llm`.

The sample is fixed and stratified: of each source thirty questions, from every kind of question in turn, each time the
one whose id hashes lowest. `reporting.jsonl` is left alone: its questions are for `make eval` only. The last result
stands in `tests/eval/llm_result.json`, with the model's name. Material beside the repository is left out, and said to
be, where it is not there.

`python -m tests.llm_sample [--stores FOLDER] [--keep] [--verbose]`
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from index.library import Library
from service import evaluate, llm, settings
from service.answer import Service
from service.evaluate import Score, Wanted
from service.llm import Model
from service.reply import Answer
from tests.evaluation import QUESTIONS, SHARED, STORES, stores

RESULT = QUESTIONS / "llm_result.json"
_EACH = 30


def stratified(wanted: Sequence[Wanted], number: int) -> list[Wanted]:
    """So many of the questions, of every type in turn, the same ones every time."""
    by_type: dict[str, list[Wanted]] = defaultdict(list)
    for one in sorted(wanted, key=lambda one: hashlib.sha256(one.id.encode()).hexdigest()):
        by_type[one.type].append(one)
    chosen: list[Wanted] = []
    while len(chosen) < min(number, len(wanted)):
        for kind in sorted(by_type):
            if by_type[kind] and len(chosen) < number:
                chosen.append(by_type[kind].pop(0))
    return chosen


def sample() -> list[Wanted]:
    """The questions, each with the material that it is put to."""
    found = stratified(evaluate.questions(QUESTIONS / "building.jsonl"), _EACH)
    acceptance = SHARED / "eval" / "beibei_2024.questions.jsonl"
    if acceptance.is_file():
        found += [replace(one, store="beibei") for one in stratified(evaluate.questions(acceptance), _EACH)]
    return found


def put(wanted: Sequence[Wanted], libraries: Mapping[str, Library], model: Model | None) -> tuple[Score, Counter[str]]:
    """The score, and how many of the last answers were made in each mode."""
    modes: Counter[str] = Counter()
    judged = []
    for name, library in libraries.items():
        service = Service(library, model)
        stored = library.facts([record.id for record in library.records()])
        for one in (one for one in wanted if one.store == name):
            heard: list[Answer] = []

            def ask(question: str, talk: str | None, service: Service = service, heard: list[Answer] = heard) -> Answer:
                heard.append(service.ask(question, None, talk))
                return heard[-1]

            (done,) = evaluate.run([one], ask, stored).judged
            modes[heard[-1].mode if heard else "failed"] += 1
            judged.append(done)
            print(".", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return Score(tuple(judged)), modes


def _told(score: Score, modes: Counter[str]) -> dict[str, object]:
    median, late = score.latency()
    return {
        **score.summary(),
        "declined": sum(one.status == "declined" for one in score.judged),
        "modes": dict(sorted(modes.items())),
        "latency_ms": {"p50": round(median), "p95": round(late)},
        "wrong": sorted(one.wanted.id for one in score.judged if one.wrong),
    }


def main() -> int:
    """Print both; the exit code is 1 where a reply of either is unsafe, 2 where the settings name no model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stores", type=Path, help="keep what is read here, for the next run")
    parser.add_argument("--keep", action="store_true", help="write the result to tests/eval/llm_result.json")
    parser.add_argument("--verbose", action="store_true", help="list the misses")
    given = parser.parse_args()
    in_force = settings.load()
    model = llm.opened(in_force)
    if model is None:
        print("MINGZHANG_LLM_MODEL is not set: there is no model to measure", file=sys.stderr)
        return 2
    wanted = sample()
    kept: dict[str, object] = {"model": in_force.llm_model, "timeout_s": in_force.llm_timeout}
    unsafe = 0
    with tempfile.TemporaryDirectory(prefix="mingzhang-llm-") as temporary:
        libraries = stores(given.stores or Path(temporary), list(STORES))
        wanted = [one for one in wanted if one.store in libraries]
        kept["questions"] = [one.id for one in wanted]
        for mode, with_model in (("rules", None), ("llm", model)):
            score, modes = put(wanted, libraries, with_model)
            told = _told(score, modes)
            unsafe += score.unsafe
            print(f"\n{mode}")
            if given.verbose:
                print("\n".join(score.misses()))
            print("\n".join(score.lines()))
            print(f"declined {told['declined']}, answered in mode {told['modes']}")
            kept[mode] = told
        for library in libraries.values():
            library.close()
    used = model.usage
    kept["usage"] = {"calls": used.calls, "failures": used.failures, "read": used.read, "written": used.written}
    print(f"\n{used.calls} calls ({used.failures} failed), {used.read} tokens read, {used.written} written")
    if given.keep:
        RESULT.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return int(unsafe > 0)


if __name__ == "__main__":
    sys.exit(main())
