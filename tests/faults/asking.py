"""Questions with known answers, and the threads that put them to a service while something happens to it."""

from __future__ import annotations

import itertools
import random
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from index.library import Library
from index.stores import Stores
from service.answer import Service
from tests.faults.processes import ask, eventually, job, run, upload
from tests.faults.whole import Reference

_FORMS = (
    "{who}{year}年{kind}公务接待费是多少？",
    "{who}{year}年{kind}收入总计是多少？",
    "{who}{year}年{kind}“三公”经费合计多少？",
)
_PASSAGES = "{who}{year}年{kind}里有没有提到群众咨询和投诉"
_KINDS = {"budget": "预算", "final_accounts": "决算"}


@dataclass(frozen=True)
class Known:
    """A question, and the quantity and status of its answer where nothing is amiss."""

    question: str
    status: str
    result: object

    def agrees(self, answer: dict) -> bool:
        return answer["status"] == self.status and answer["result"] == self.result


def known(place: Path | Stores, of: Reference, names: Sequence[str]) -> list[Known]:
    """Questions about these files with the answers that an undisturbed store of them gives from its facts."""
    library = Library.open(place, None)
    service = Service(library)
    found = []
    for name, form in itertools.product(names, _FORMS):
        subject = of.disclosures[name].subject
        who, kind = subject.body.organisation, _KINDS[subject.kind]
        question = form.format(who=who, year=subject.year, kind=kind)
        answer = service.ask(question, staff=True).to_json()
        if answer["status"] == "answered" and answer["result"]:
            found.append(Known(question, answer["status"], answer["result"]))
    library.close()
    assert len(found) >= len(names), "too few questions with an answer"
    return found


def stocked(place: Path | Stores, of: Reference, names: Sequence[str], env: Mapping[str, str]) -> list[Known]:
    """Have the command take these files in, and the questions that they answer from then on."""
    process = run(["ingest", *(str(of.files[name]) for name in names)], env)
    assert process.wait() == 0, process.said()
    return known(place, of, names)


def of_passages(of: Reference, names: Sequence[str]) -> list[str]:
    """Questions for which passages are searched, by words and by meaning."""
    subjects = [of.disclosures[name].subject for name in names]
    return [_PASSAGES.format(who=s.body.organisation, year=s.year, kind=_KINDS[s.kind]) for s in subjects]


@dataclass
class Traffic:
    """People who ask and upload until they are stopped, and what the service acknowledged to them."""

    address: str
    questions: Sequence[Known]
    seed: int
    uploads: list[Path] = field(default_factory=list)
    answers: dict[str, float] = field(default_factory=dict)  # by id, when
    jobs: dict[str, list[str]] = field(default_factory=dict)  # names of files by job
    stored: set[str] = field(default_factory=set)  # documents that a job told as done
    wrong: list[str] = field(default_factory=list)
    refused: list[tuple[float, int]] = field(default_factory=list)  # when, and the status
    right_at: list[float] = field(default_factory=list)
    killed_at: float = 0.0
    _stop: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)

    def begin(self, askers: int = 3, *, uploading: bool = True, pause: float = 0.0) -> None:
        tasks = [lambda n=n: self._ask(n, pause) for n in range(askers)]
        tasks += [self._upload, self._watch] if uploading else []
        self._threads = [threading.Thread(target=task, daemon=True) for task in tasks]
        for thread in self._threads:
            thread.start()

    def right_after(self, moment: float) -> float | None:
        """After how many seconds since that moment somebody was answered rightly, waited for."""
        eventually(lambda: self.right_at and self.right_at[-1] > moment)
        return next((at - moment for at in list(self.right_at) if at > moment), None)

    def end(self) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(60)

    def _ask(self, number: int, pause: float) -> None:
        choice = random.Random(self.seed * 100 + number)
        with httpx.Client(base_url=self.address, timeout=30, trust_env=False) as client:
            while not self._stop.wait(pause):
                one = choice.choice(self.questions)
                try:
                    answer = ask(client, one.question)
                except httpx.HTTPStatusError as error:
                    self.refused.append((time.monotonic(), error.response.status_code))
                    self._stop.wait(0.05)
                    continue
                except httpx.HTTPError:
                    self._stop.wait(0.05)
                    continue
                now = time.monotonic()
                if one.agrees(answer):
                    self.answers[answer["id"]] = now
                    self.right_at.append(now)
                else:
                    self.wrong.append(f"{one.question} → {answer['status']} {answer['result']} {answer['answer']}")

    def _upload(self) -> None:
        with httpx.Client(base_url=self.address, timeout=30, trust_env=False) as client:
            while self.uploads and not self._stop.is_set():
                files = self.uploads[:2]
                try:
                    id_ = upload(client, files)
                except httpx.HTTPError:
                    self._stop.wait(0.05)
                    continue  # what came of it is not known to the caller: it is sent again
                self.jobs[id_] = [file.name for file in files]
                del self.uploads[:2]
                self._stop.wait(0.1)

    def _watch(self) -> None:
        with httpx.Client(base_url=self.address, timeout=30, trust_env=False) as client:
            while not self._stop.wait(0.05):
                for id_ in list(self.jobs):
                    try:
                        found = job(client, id_)
                    except httpx.HTTPError:
                        continue
                    self.stored.update(found["documents"])
