"""The clock set while the service runs: backwards and forwards, by minutes and by years.

Without a kernel that lets a process have a wall clock of its own (time namespaces shift the monotonic one alone), the
clock is shifted inside the process, in Python's `time` and `datetime` (`shifted/sitecustomize.py`).
"""

from __future__ import annotations

import os
import random
import time
from pathlib import Path

from tests.faults.asking import Traffic, stocked
from tests.faults.disk import all_done, answers_kept
from tests.faults.processes import ask, environment, serving
from tests.faults.telling import Outcome
from tests.faults.whole import Reference, look

_STOCK = 3
_DAY = 86_400
JUMPS = (-3600, 2 * 3600, -40 * _DAY, 120 * _DAY, -10 * 365 * _DAY, 10 * 365 * _DAY, -90, 300)
_SHIFTED = Path(__file__).parent / "shifted"


def clock_set(rounds: int, seed: int, of: Reference, folder: Path) -> Outcome:
    """A jump a round, from one folder of data to the end; the service runs through two jumps, then starts anew."""
    outcome = Outcome("时钟跳变", "恢复：跳变到答对下一个问题；时钟在进程里改（time、datetime）")
    choice = random.Random(seed)
    names = sorted(of.files)
    data, at = folder / "clocked", folder / "clock"
    at.write_text("0")
    env = environment(data, rate_address=100_000, embedding="none") | {"FAULTS_CLOCK": str(at)}
    env["PYTHONPATH"] = os.pathsep.join([str(_SHIFTED), env["PYTHONPATH"]])
    questions = stocked(data, of, names[:_STOCK], env)
    waiting = [of.files[name] for name in names[_STOCK:]]
    share = max(2, -(-len(waiting) // max(1, -(-rounds // 2))))
    kept: list[str] = []
    while outcome.rounds < rounds:
        with serving(env) as service, service.client() as client:
            now, waiting = waiting[:share], waiting[share:]
            traffic = Traffic(service.address, questions, outcome.rounds, now)
            traffic.begin(2, pause=0.02)
            for _ in range(min(2, rounds - outcome.rounds)):
                time.sleep(choice.uniform(0.3, 1.0))
                jump = JUMPS[outcome.rounds % len(JUMPS)] + choice.randrange(60)
                _set(at, float(at.read_text()) + jump)
                jumped = time.monotonic()
                if (took := traffic.right_after(jumped)) is None:
                    outcome.losses.append(f"no answer after a jump of {jump} s")
                outcome.recoveries.append(took or 0.0)
                outcome.rounds += 1
            all_done(outcome, client, traffic)
            traffic.end()
            outcome.half += traffic.wrong + [f"refused with {status}" for _, status in traffic.refused]
            answers_kept(outcome, client, traffic)
            gone = [id_ for id_ in kept if client.get(f"/v1/answers/{id_}").status_code != 200]
            outcome.losses += [f"the answer {id_} of before is gone" for id_ in gone]
            kept.append(ask(client, questions[0].question)["id"])
        if "Traceback" in service.process.said():
            outcome.half.append(f"a traceback in the log: {service.process.said()[-1500:]}")
    seen = look(data, of, {of.ids[name] for name in names if of.files[name] not in waiting})
    outcome.losses += seen.losses
    outcome.half += seen.half
    return outcome


def _set(at: Path, seconds: float) -> None:
    """In one step: nobody reads half of it."""
    new = at.with_suffix(".new")
    new.write_text(str(seconds))
    new.replace(at)
