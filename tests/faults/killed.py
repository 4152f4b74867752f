"""kill -9 at moments that nobody chose: of `mingzhang ingest`, and of the service under questions and uploads."""

from __future__ import annotations

import itertools
import random
import shutil
import time
from pathlib import Path

from sqlalchemy import select

from index import schema
from index.library import Library
from index.stores import Stores
from tests.faults.asking import Known, Traffic, stocked
from tests.faults.processes import Process, ask, environment, eventually, job, run, serve, serving, start
from tests.faults.telling import Outcome
from tests.faults.whole import Reference, look, vectors

_PATIENCE = 60.0  # seconds that a writer waits for another before it says so
_JITTER = 1.0  # seconds between an answer's being handed to the writer and our seeing it
_STARTING = 0.15  # of the kills fall while the process starts
_WITHIN = 6  # a command takes in fewer new documents than this before it is killed
_STOCK = 3  # documents that are in before the service is first killed


def ingest(rounds: int, seed: int, of: Reference, folder: Path) -> Outcome:
    """Folder after folder is taken in; each process but the last of a folder is killed at a random moment."""
    outcome = Outcome("收录时 kill -9", "恢复：重新运行到存入下一份新材料")
    choice = random.Random(seed)
    for number in itertools.count():
        data = folder / f"ingest{number}"
        env = environment(data)
        acknowledged: set[str] = set()
        while outcome.rounds < rounds:
            process = start(["ingest", str(of.paths[0].parent)], env)
            killed = _killed(process, choice)
            acknowledged |= process.told()
            if fresh := process.stored():
                outcome.recoveries.append(min(fresh.values()) - process.began)
            if not killed:
                break
            outcome.rounds += 1
            _note(outcome, data, of, acknowledged, process)
        process = run(["ingest", str(of.paths[0].parent)], env)
        if process.wait() != 0 or "Traceback" in process.said():
            outcome.losses.append(f"after the kills: {process.said()}")
        outcome.losses += look(data, of, of.ids.values()).losses
        outcome.half += vectors(data)
        outcome.count("最后存入", len(of.ids))
        shutil.rmtree(data)
        if outcome.rounds >= rounds:
            return outcome
    raise AssertionError


def serving_killed(rounds: int, seed: int, of: Reference, folder: Path) -> Outcome:
    """The service is killed under questions and uploads, and started again on the same folder."""
    outcome = Outcome("提问和上传时 kill -9", "恢复：重新启动到答对第一个问题")
    choice = random.Random(seed)
    names = sorted(of.files)
    stock, others = names[:_STOCK], names[_STOCK:]
    template = folder / "stocked"
    questions = stocked(template, of, stock, environment(template))
    for number in itertools.count():
        data = folder / f"serve{number}"
        shutil.copytree(template, data)
        env = environment(data)
        waiting = [of.files[name] for name in others]
        jobs: dict[str, list[str]] = {}
        acknowledged = {of.ids[name] for name in stock}
        while waiting and outcome.rounds < rounds:
            traffic, process = _round(env, questions, waiting, choice, outcome)
            outcome.rounds += 1
            jobs |= traffic.jobs
            acknowledged |= traffic.stored
            outcome.half += traffic.wrong
            outcome.count("答对", len(traffic.answers))
            if any(status >= 500 for _, status in traffic.refused):
                outcome.half.append(f"answers were refused: {traffic.refused[:3]}")
            _note(outcome, data, of, acknowledged, process)
            _kept(outcome, data, traffic)
            outcome.losses += _waiting(data, jobs)
        with serving(env) as service, service.client() as client:
            for id_ in jobs:
                took = eventually(lambda id_=id_: job(client, id_)["state"] in {"done", "failed"})
                found = job(client, id_)
                if took is None or found["state"] != "done":
                    outcome.losses.append(f"job {id_} is not done by itself: {found}")
        uploaded = {of.ids[name] for several in jobs.values() for name in several}
        outcome.losses += look(data, of, acknowledged | uploaded).losses
        outcome.half += vectors(data)
        outcome.count("上传", len(uploaded))
        shutil.rmtree(data)
        if outcome.rounds >= rounds:
            return outcome
    raise AssertionError


def _killed(process: Process, choice: random.Random) -> bool:
    """Kill a command at a random moment, mostly within or between documents; false where it was quicker."""
    if choice.random() < _STARTING:
        time.sleep(choice.uniform(0.0, 2.0))
    else:
        wanted = choice.randrange(
            _WITHIN
        )  # so many new documents, then somewhere in the next: whatever the machine's pace
        while len(process.stored()) < wanted and process.popen.poll() is None:
            time.sleep(0.002)
        time.sleep(choice.uniform(0.0, 0.6))
    if process.popen.poll() is not None:
        process.wait()
        return False
    process.kill()
    return True


def _round(
    env: dict[str, str], questions: list[Known], waiting: list[Path], choice: random.Random, outcome: Outcome
) -> tuple[Traffic, Process]:
    service = serve(env)
    if choice.random() < _STARTING:
        time.sleep(choice.uniform(0.0, 2.0))
        service.process.kill()
        return Traffic("", questions, 0), service.process
    if not service.up():
        outcome.losses.append(f"the service did not start again: {service.process.said()}")
        service.process.kill()
        return Traffic("", questions, 0), service.process
    with service.client() as client:
        first = choice.choice(questions)
        if not first.agrees(ask(client, first.question)):
            outcome.half.append(f"the first answer is not right: {first.question}")
    outcome.recoveries.append(time.monotonic() - service.process.began)
    traffic = Traffic(service.address, questions, choice.randrange(10**6), waiting)
    traffic.begin()
    time.sleep(choice.uniform(0.0, 3.0))
    service.process.kill()
    traffic.killed_at = time.monotonic()
    traffic.end()
    return traffic, service.process


def _note(outcome: Outcome, data: Path, of: Reference, acknowledged: set[str], process: Process) -> None:
    """What the next process sees, and that the killed one left nobody behind."""
    if left := process.left_over():
        outcome.half.append(f"processes are left over: {left}")
    if not (data / "mingzhang.db").exists():
        return
    seen = look(data, of, acknowledged)
    outcome.losses += seen.losses
    outcome.half += seen.half


def _kept(outcome: Outcome, data: Path, traffic: Traffic) -> None:
    """Answers are written behind their sending, in their order: the last ones may be gone, and no earlier one."""
    library = Library.open(data, None)
    with library.store.read() as connection:
        kept = set(connection.execute(select(schema.answers.c.id)).scalars())
    library.close()
    gone = [at for id_, at in traffic.answers.items() if id_ not in kept]
    last_kept = max((at for id_, at in traffic.answers.items() if id_ in kept), default=0.0)
    outcome.count("没来得及写下的最后几个答案", len(gone))
    if gone:
        oldest = traffic.killed_at - min(gone)
        outcome.most("其中最早的在被杀前毫秒", int(oldest * 1000))
        if oldest > _PATIENCE or min(gone) < last_kept - _JITTER:
            outcome.losses.append(f"an answer given {oldest:.2f} s before the kill is not kept, though later ones are")


def _waiting(place: Path | Stores, jobs: dict[str, list[str]]) -> list[str]:
    """Uploads that were acknowledged: each file is in, or waits with its content."""
    if not jobs:
        return []
    faults = []
    library = Library.open(place, None)
    with library.store.read() as connection:
        found = connection.execute(select(schema.job_files)).mappings().all()
    spool = library.store.data / "uploads"
    library.close()
    for id_, names in jobs.items():
        files = [row for row in found if row["job"] == id_]
        if sorted(row["name"] for row in files) != sorted(names):
            faults.append(f"job {id_} has the files {[row['name'] for row in files]}")
        for row in files:
            if row["state"] in {"queued", "running"} and not (spool / id_ / str(row["position"])).is_file():
                faults.append(f"job {id_}: {row['name']} waits and its content is gone")
            if row["state"] in {"failed", "cancelled"}:
                faults.append(f"job {id_}: {row['name']} {row['error']}")
    return faults
