"""Teaches how likely signs make it that a passage tells what a question asks (`service/passage_signs.py`).

From the questions of `tests/eval/building.jsonl`, which may be looked at: each is put to its material, and each passage that
shares most with it is held against the known answer. A passage tells it that has all of its figures and words; none tells
what is not answerable. Logistic regression; what is written are its weights for the signs as they are.

`python -m tests.teach_passages [--stores FOLDER]`; it takes a quarter of an hour, most of it for the vectors of the material.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from index.library import Library
from ingest.model import Passage
from service import by_passage, evaluate, passage_signs
from service.asking import Asking
from service.by_passage import ByPassage
from service.evaluate import Wanted
from service.held import Held
from service.verifier import Verifier
from tests import evaluation

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_EMBEDDER = "multilingual-e5-small"  # in the name of its folder, and on the hub
_FOLDS = 5
_HELD_AGAINST = (0.5, 0.6, 0.7, 0.8, 0.9)
Example = tuple[Wanted, passage_signs.Matrix, list[bool]]


def examples(wanted: Sequence[Wanted], library: Library) -> Iterator[Example]:
    """Of each question that a sentence may answer: the signs of its passages, and which of them tell the answer."""
    held = Held(library)
    asking, likely = Asking(held), ByPassage(held, Verifier(held))
    records = held.records(None, staff=False)
    for one in wanted:
        put = asking.put(one.question, records, None)
        if one.after or len(put.scenes) != 1 or not by_passage.may_be_told(put.scenes[0]):
            continue
        text = put.scenes[0].query.plain
        told = likely.likened(put.scenes[0])
        if not told or not passage_signs.content(text):
            continue
        passages = [passage for passage, _ in told]
        signs, at = passage_signs.signs(text, passages, np.array([cosine for _, cosine in told]))
        telling = [one.status == "answered" and tells(passages[which], one) for which in at]
        if one.status == "declined" or any(telling):
            yield one, signs, telling


def tells(passage: Passage, wanted: Wanted) -> bool:
    """Whether a passage has all figures and words of an answer."""
    numbers = {Decimal(number.replace(",", "")) for number in _NUMBER.findall(passage.text)}
    words = f"{passage.text}{passage.heading}"
    figures = all(abs(Decimal(amount.value.replace(",", ""))) in numbers for amount in wanted.figures)
    return (
        bool(wanted.figures or wanted.must)
        and figures
        and all(any(word in words for word in some) for some in wanted.must)
    )


def _taught(those: Sequence[Example]) -> Pipeline:
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))
    return model.fit(np.vstack([signs for _, signs, _ in those]), np.concatenate([told for _, _, told in those]))


def _report(those: Sequence[Example]) -> None:
    """What questions kept out of the teaching would be told, a fifth at a time; a fifth has whole questions."""
    tried: list[tuple[str, float, bool]] = []
    groups = np.arange(len(those))
    for rest, kept in GroupKFold(_FOLDS, shuffle=True, random_state=0).split(groups, groups=groups):
        model = _taught([those[at] for at in rest])
        for at in kept:
            wanted, signs, told = those[at]
            near = signs[:, 0] >= passage_signs.NEAR  # the first sign is the cosine
            likely = model.predict_proba(signs)[:, 1] * near
            tried.append((wanted.status, float(likely.max()), told[int(likely.argmax())]))
    told, open_ = ([one for one in tried if (one[0] == "answered") == asked] for asked in (True, False))
    print(f"{len(told)} told in a passage, {len(open_)} not answerable")
    for least in _HELD_AGAINST:
        right = sum(likely >= least and ok for _, likely, ok in told) / len(told)
        wrong = sum(likely >= least and not ok for _, likely, ok in told) / len(told)
        print(
            f"from {least}: {right:.1%} right, {wrong:.1%} wrong; not answerable, yet told: "
            f"{sum(likely >= least for _, likely, _ in open_) / len(open_):.1%}"
        )


def main() -> int:
    """Teach, report on questions kept out, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stores", type=Path, help="keep what is read here, for the next run")
    given = parser.parse_args()
    by_store: dict[str, list[Wanted]] = defaultdict(list)
    for one in evaluate.questions(evaluation.QUESTIONS / "building.jsonl"):
        by_store[one.store].append(one)
    with tempfile.TemporaryDirectory(prefix="mingzhang-teach-") as temporary:
        libraries = evaluation.stores(given.stores or Path(temporary), list(by_store))
        those = [one for name, library in libraries.items() for one in examples(by_store[name], library)]
    _report(those)
    (_, scaler), (_, regression) = _taught(those).steps
    weights = regression.coef_[0] / scaler.scale_
    bias = float(regression.intercept_[0] - (weights * scaler.mean_).sum())
    kept = {"embedder": _EMBEDDER, "weights": [round(float(weight), 5) for weight in weights], "bias": round(bias, 5)}
    passage_signs.WEIGHTS.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
