"""Many files into the library: read on all cores, kept one after another in their order.

The order makes a run repeatable: which of two editions came later does not hang on which was read faster. A run that is
stopped has kept what it yielded; run again, it goes on from there.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from index.library import Library
from index.records import DocumentRecord
from ingest.errors import IngestError
from service import intake
from service.intake import FileRead, Origin, Outcome
from service.readers import Readers

_AHEAD = 64  # files read and not yet kept while an earlier one takes its time: enough to keep all readers busy
_LOOK_SECONDS = 0.1


def take(
    library: Library,
    paths: Sequence[Path],
    origin: Origin,
    most_bytes: int,
    readers: Readers,
    stop: threading.Event | None = None,
) -> Iterator[tuple[Path, Outcome]]:
    """Take files in, one outcome each, in their order. Once `stop` is set, what has been read by then is still kept."""
    stop = stop or threading.Event()
    waiting: deque[tuple[Path, Future[FileRead]]] = deque()
    unread = deque(paths)
    with ThreadPoolExecutor(readers.count, thread_name_prefix="read") as threads:
        try:
            while waiting or (unread and not stop.is_set()):
                while unread and len(waiting) < _AHEAD and not stop.is_set():
                    path = unread.popleft()
                    read = threads.submit(intake.read_file, library, path, most_bytes, readers.read)
                    waiting.append((path, read))
                path, read = waiting[0]
                while not read.done() and not stop.is_set():
                    wait([read], _LOOK_SECONDS)
                if not read.done():
                    return
                yield path, _kept(library, path, read, origin)
                waiting.popleft()
        finally:
            for _, read in waiting:
                read.cancel()
            if waiting:
                readers.close()  # what is being read is not waited for


def _kept(library: Library, path: Path, read: Future[FileRead], origin: Origin) -> Outcome:
    began = time.perf_counter()
    try:
        return intake.add(library, read.result(), origin)
    except IngestError as error:
        return Outcome(path.name, "failed", time.perf_counter() - began, message=str(error))


@dataclass(slots=True)
class Tally:
    """What became of a run's files so far."""

    total: int
    began: float = field(default_factory=time.perf_counter)
    outcomes: list[tuple[Path, Outcome]] = field(default_factory=list)

    def count(self, state: str) -> int:
        """How many files were added, were held before, or failed."""
        return sum(outcome.state == state for _, outcome in self.outcomes)

    @property
    def records(self) -> list[DocumentRecord]:
        """The documents that the files are in, each once; one that was joined with its other half is gone."""
        gone = {outcome.replaced for _, outcome in self.outcomes}
        found = {one.record.id: one.record for _, one in self.outcomes if one.record is not None}
        return [record for id_, record in found.items() if id_ not in gone]

    @property
    def review(self) -> list[DocumentRecord]:
        """The documents that wait for a person."""
        return [record for record in self.records if record.status == "needs_review"]

    @property
    def seconds(self) -> float:
        """How long the run has taken."""
        return time.perf_counter() - self.began

    def rows(self) -> Iterable[tuple[str, int]]:
        """The lines of the summary."""
        yield "收录", self.count("added")
        yield "已收录过，跳过", self.count("held")
        yield "未能收录", self.count("failed")
        if self.total > len(self.outcomes):
            yield "尚未读取", self.total - len(self.outcomes)
        yield "材料", len(self.records)
        yield "待核对", len(self.review)

    def report(self) -> dict[str, Any]:
        """The run for other programs: counts, then a line a file."""
        heirs = {one.replaced: one.record for _, one in self.outcomes if one.replaced}
        return {
            "files": self.total,
            "added": self.count("added"),
            "held": self.count("held"),
            "failed": self.count("failed"),
            "unread": self.total - len(self.outcomes),
            "documents": len(self.records),
            "needs_review": [record.id for record in self.review],
            "seconds": round(self.seconds, 3),
            "items": [_item(path, outcome, heirs) for path, outcome in self.outcomes],
        }


def _item(path: Path, outcome: Outcome, heirs: dict[str, DocumentRecord | None]) -> dict[str, Any]:
    record = outcome.record and (heirs.get(outcome.record.id) or outcome.record)
    told: dict[str, Any] = {
        "file": str(path),
        "state": outcome.state,
        "seconds": round(outcome.seconds, 3),
        "message": outcome.message or None,
        "id": None,
    }
    if record is None:
        return told
    return told | {
        "id": record.id,
        "title": record.title,
        "organisation": record.organisation,
        "year": record.year,
        "kind": record.kind,
        "scope": record.scope,
        "status": record.status,
        "files": list(record.files),
        "pages": record.pages,
        "tables": record.tables,
        "facts": record.facts,
        "from_name": list(outcome.from_name),
    }
