"""The vector index overwritten, cut off or gone, under a running service and before one starts.

Questions are answered from facts all the while; `mingzhang reindex` builds the index anew from what the database keeps.
"""

from __future__ import annotations

import random
import shutil
import time
from pathlib import Path

import httpx

from tests.faults.asking import Known, known, of_passages
from tests.faults.processes import Service, ask, environment, run, serve
from tests.faults.telling import Outcome
from tests.faults.whole import Reference, look, vectors

_STOCK = 12
_ENDED = (0, -15)  # uvicorn ends by the signal that ended it
_DAMAGES = ("overwritten", "cut off", "a file gone", "the folder gone", "all of a file noise")


def torn_index(rounds: int, seed: int, of: Reference, folder: Path) -> Outcome:
    """Damage after damage, every other one under the running service."""
    outcome = Outcome("向量索引损坏", "恢复：mingzhang reindex 用时；其间照常按数据作答")
    choice = random.Random(seed)
    names = sorted(of.files)[:_STOCK]
    template = folder / "indexed"
    assert run(["ingest", *(str(of.files[name]) for name in names)], environment(template)).wait() == 0
    questions, about = known(template, of, names), of_passages(of, names)
    for number in range(rounds):
        data = folder / f"torn{number}"
        shutil.copytree(template, data)
        env = environment(data) | {"FAULTS_INDEX": "1"}
        running = number % 2 == 1
        damage = _DAMAGES[(number // 2) % len(_DAMAGES)]
        where = f"{damage}, {'running' if running else 'before the start'}"
        if not running:
            _damage(data / "vectors", damage, choice)
        service = serve(env)
        if not service.up():
            outcome.losses.append(f"{where}: the service does not start: {service.process.said()}")
            service.process.kill()
            continue
        with service.client() as client:
            if running:
                client.post("/v1/ask", json={"question": about[0]})  # so that the index is open
                _damage(data / "vectors", damage, choice)
            _answers(outcome, where, service, client, questions, about, choice)
        code = service.process.end()
        if code not in _ENDED:
            outcome.half.append(f"{where}: the service ended with {code}")
        began = time.monotonic()
        process = run(["reindex"], env)
        outcome.recoveries.append(time.monotonic() - began)
        if process.wait() != 0:
            outcome.losses.append(f"{where}: reindex failed: {process.said()}")
        outcome.losses += [f"{where}: {said}" for said in look(data, of, {of.ids[name] for name in names}).losses]
        outcome.half += [f"{where}: {said}" for said in vectors(data)]
        outcome.rounds += 1
        shutil.rmtree(data)
    return outcome


def _answers(
    outcome: Outcome,
    where: str,
    service: Service,
    client: httpx.Client,
    questions: list[Known],
    about: list[str],
    choice: random.Random,
) -> None:
    for one in choice.sample(questions, 3):
        for question in (one.question, choice.choice(about)):
            try:
                answer = ask(client, question)
            except httpx.HTTPError as error:
                outcome.half.append(
                    f"{where}: no answer to {question} ({error!r}; exit {service.process.popen.poll()})"
                )
                return
            if question == one.question and not one.agrees(answer):
                outcome.half.append(f"{where}: {question} → {answer['answer']}")
    told = client.get("/readyz")
    if told.status_code != 200:
        outcome.half.append(f"{where}: /readyz {told.status_code}")
    elif told.json()["missing"]:
        outcome.count("由 /readyz 说明")
    else:
        outcome.count("没有妨碍检索或自己补齐")


def _damage(vectors_folder: Path, damage: str, choice: random.Random) -> None:
    if damage == "the folder gone":
        shutil.rmtree(vectors_folder)
        return
    files = sorted(file for file in vectors_folder.rglob("*") if file.is_file() and file.stat().st_size)
    file = choice.choice(files)
    if damage == "a file gone":
        file.unlink()
    elif damage == "cut off":
        with file.open("r+b") as handle:
            handle.truncate(choice.randrange(file.stat().st_size))
    else:
        size = file.stat().st_size
        with file.open("r+b") as handle:
            if damage == "all of a file noise":
                handle.write(choice.randbytes(size))
                return
            for _ in range(20):
                handle.seek(choice.randrange(size))
                handle.write(choice.randbytes(64))
