"""Two processes on one data folder: two ingests of the same files, an ingest beside the service, two services."""

from __future__ import annotations

import random
import shutil
import time
from contextlib import ExitStack
from pathlib import Path

from tests.faults.asking import Traffic, stocked
from tests.faults.disk import all_done, answers_kept
from tests.faults.processes import environment, eventually, missing, run, serving, start
from tests.faults.telling import Outcome
from tests.faults.whole import Reference, look, vectors

_STOCK = 3


def two_processes(rounds: int, seed: int, of: Reference, folder: Path) -> Outcome:
    """Each pairing in turn."""
    outcome = Outcome("两个进程共用一个数据文件夹", "恢复：第二个服务停下后，另一个答对下一个问题")
    choice = random.Random(seed)
    for number in range(rounds):
        data = folder / f"together{number}"
        (_two_ingests, _ingest_and_serve, _two_services)[number % 3](outcome, data, of, choice)
        seen = look(data, of, of.ids.values())
        outcome.losses += seen.losses
        outcome.half += seen.half + vectors(data)
        outcome.rounds += 1
        shutil.rmtree(data)
    return outcome


def _two_ingests(outcome: Outcome, data: Path, of: Reference, choice: random.Random) -> None:
    """On a folder that is not there yet; one of them takes the files in another order."""
    env = environment(data)
    mixed = choice.sample(of.paths, len(of.paths))
    both = [start(["ingest", *map(str, paths)], env) for paths in (of.paths, mixed)]
    for process in both:
        if process.wait() != 0 or "Traceback" in process.said():
            outcome.losses.append(f"one of two ingests failed: {process.said()}")
    added = [set(process.stored()) for process in both]
    if twice := added[0] & added[1]:
        outcome.half.append(f"both say that they stored {twice}")
    outcome.count("两个收录")


def _ingest_and_serve(outcome: Outcome, data: Path, of: Reference, choice: random.Random) -> None:
    """The service takes uploads of the same files, from the last to the first."""
    env = environment(data)
    names = sorted(of.files)
    questions = stocked(data, of, names[:_STOCK], env)
    with serving(env) as service, service.client() as client:
        traffic = Traffic(service.address, questions, choice.randrange(100), [of.files[name] for name in names[::-1]])
        traffic.begin(2, pause=0.02)
        process = run(["ingest", str(of.paths[0].parent)], env)
        if process.wait() != 0:
            outcome.losses.append(f"the ingest beside a service failed: {process.said()}")
        _finished(outcome, client, traffic)
        if not missing(client, vectors=False):
            outcome.losses.append(f"the vectors do not follow: {client.get('/readyz').json()}")
    outcome.count("收录和服务")


def _two_services(outcome: Outcome, data: Path, of: Reference, choice: random.Random) -> None:
    """Both take questions and uploads; the one that takes the files in ends, and the other goes on with them."""
    env = environment(data)
    names = sorted(of.files)
    questions = stocked(data, of, names[:_STOCK], env)
    with ExitStack() as stack:
        first = stack.enter_context(ExitStack())
        one = first.enter_context(serving(env))
        two = stack.enter_context(serving(env))
        client = stack.enter_context(two.client())
        half = len(names) // 2 + 2
        traffics = [
            Traffic(service.address, questions, choice.randrange(100), [of.files[name] for name in some])
            for service, some in ((one, names[_STOCK:half]), (two, names[half:]))
        ]
        for traffic in traffics:
            traffic.begin(1, pause=0.02)
        eventually(lambda: not traffics[0].uploads)
        traffics[0].end()
        first.close()
        ended = time.monotonic()
        if (took := traffics[1].right_after(ended)) is None:
            outcome.losses.append("the second service does not answer")
        outcome.recoveries.append(took or 0.0)
        traffics[1].jobs |= traffics[0].jobs
        _finished(outcome, client, traffics[1])
        outcome.half += traffics[0].wrong
    outcome.count("两个服务")


def _finished(outcome: Outcome, client: object, traffic: Traffic) -> None:
    all_done(outcome, client, traffic)
    traffic.end()
    outcome.half += traffic.wrong + [f"refused with {status}" for _, status in traffic.refused]
    answers_kept(outcome, client, traffic)
