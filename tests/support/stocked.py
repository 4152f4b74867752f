"""A data folder stocked with invented disclosures, read and taken in by as many processes as there are cores."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import tests.support.stores  # noqa: F401 (where a test starts a process, it goes where the test went)
from index.embed import Embedder
from index.library import Library
from service import intake
from tests.support.invented import Disclosure, Subject, invent

_FEW = 12  # below this, starting processes takes longer than it saves


def stock(
    data: Path,
    subjects: Sequence[Subject],
    *,
    seed: int = 1,
    files: Sequence[Path] = (),
    embedder: Embedder | None = None,
) -> tuple[Library, dict[str, Disclosure]]:
    """The library of `data` with the subjects' disclosures and the files, and the disclosures by document id.

    What is in already stays. Vectors are left to `embed_pending`.
    """
    library = Library.open(data, embedder)  # makes the folder before others write to it
    for file in files:
        _taken(intake.take(library, file.name, file.read_bytes(), intake.Origin()))
    if len(subjects) < _FEW:
        ids = [_put(library, subject, seed) for subject in subjects]
    else:
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(os.cpu_count(), mp_context=context) as pool:
            ids = list(pool.map(partial(_put_by_itself, data, seed), subjects, chunksize=4))
    return library, dict(zip(ids, (invent(subject, seed) for subject in subjects), strict=True))


_open: dict[Path, Library] = {}  # a process's own


def _put_by_itself(data: Path, seed: int, subject: Subject) -> str:
    if data not in _open:
        _open[data] = Library.open(data, None)
    return _put(_open[data], subject, seed)


def _put(library: Library, subject: Subject, seed: int) -> str:
    disclosure = invent(subject, seed)
    return _taken(intake.take(library, disclosure.name, disclosure.text.encode(), intake.Origin()))


def _taken(outcome: intake.Outcome) -> str:
    """The id of a document that was taken in and waits for nobody."""
    if outcome.record is None or outcome.record.status != "ready":
        raise ValueError(f"{outcome.name} was not taken in: {outcome}")
    return outcome.record.id
