"""The servers beside the service: PostgreSQL restarted under questions and ingest, the Chroma server down and back."""

from __future__ import annotations

import random
import time
from contextlib import ExitStack
from pathlib import Path

import httpx

from index.stores import Stores
from tests.faults.asking import Known, Traffic, of_passages, stocked
from tests.faults.disk import all_done, answers_kept, went_on
from tests.faults.processes import ask, environment, eventually, missing, run, serving, start
from tests.faults.telling import Outcome
from tests.faults.upgrade import schema_of
from tests.faults.whole import Reference, look, sound_cluster, vectors
from tests.support import servers

_STOCK = 3
_UNREACHABLE = "连不上数据库"


def postgresql_restarted(rounds: int, seed: int, of: Reference, folder: Path) -> Outcome:
    """Stopped in turn as an operator does (fast) and as a crash does (immediate), for up to two seconds, then started."""
    outcome = Outcome("PostgreSQL 重启：服务", "恢复：数据库启动后到答对下一个问题；积下的上传自己做完")
    if lacking := servers.missing():
        outcome.absent = lacking
        return outcome
    choice = random.Random(seed)
    names = sorted(of.files)
    with servers.postgresql() as cluster:
        for number in range(rounds):
            stores = _stores(folder, cluster, f"restart{number}")
            env = environment(stores.data, database_url=stores.database)
            questions = stocked(stores, of, names[:_STOCK], env)
            with serving(env) as service, service.client() as client:
                traffic = Traffic(service.address, questions, number, [of.files[name] for name in names[_STOCK:]])
                traffic.begin(2, pause=0.02)
                time.sleep(choice.uniform(0.2, 1.5))
                restart(cluster, choice, immediate=number % 2 == 1)
                started = time.monotonic()
                if (took := traffic.right_after(started)) is None:
                    outcome.losses.append(f"no answer after the restart: {service.process.said()[-800:]}")
                outcome.recoveries.append(took or 0.0)
                all_done(outcome, client, traffic)
                traffic.end()
                _refusals(outcome, traffic)
                answers_kept(outcome, client, traffic)
            outcome.losses += look(stores, of, of.ids.values()).losses
            outcome.half += look(stores, of, ()).half + vectors(stores)
            # The queue's library logs a lost connection in its own way: told, and nobody's loss.
            outcome.count("日志里的堆栈", service.process.said().count("Traceback"))
            outcome.rounds += 1
        outcome.half += sound_cluster(cluster.url)
    return outcome


def postgresql_restarted_under_ingest(rounds: int, seed: int, of: Reference, folder: Path) -> Outcome:
    """The command says in one sentence what is wrong; what it told as stored is stored; run again, it goes on."""
    outcome = Outcome("PostgreSQL 重启：收录", "恢复：数据库启动后重新运行到存入下一份")
    if lacking := servers.missing():
        outcome.absent = lacking
        return outcome
    choice = random.Random(seed)
    everything = ["ingest", str(of.paths[0].parent)]
    with servers.postgresql() as cluster:
        for number in range(rounds):
            stores = _stores(folder, cluster, f"ingest{number}")
            env = environment(stores.data, database_url=stores.database, embedding="none")
            process = start(everything, env)
            wanted = choice.randrange(1, max(2, len(of.files) // 2))
            eventually(lambda p=process, w=wanted: len(p.told()) >= w or p.popen.poll() is not None)
            time.sleep(choice.uniform(0.0, 0.3))
            restart(cluster, choice, immediate=number % 2 == 1)
            code = process.wait()
            if code != 0 and (_UNREACHABLE not in process.said() or "Traceback" in process.said()):
                outcome.half.append(f"exit {code}, said {process.said()[-800:]}")
            seen = look(stores, of, process.told())
            outcome.losses += seen.losses
            outcome.half += seen.half
            went_on(outcome, run(everything, env), "after the restart")
            outcome.losses += look(stores, of, of.ids.values()).losses
            outcome.count("中断时已存入", len(process.told()))
            outcome.rounds += 1
        outcome.half += sound_cluster(cluster.url)
    return outcome


def chroma_down(rounds: int, seed: int, of: Reference, folder: Path) -> Outcome:
    """The vector server is ended and started again on the same folder, under questions, with an upload in between."""
    outcome = Outcome("Chroma 服务停止又恢复", "恢复：Chroma 启动后到缺的向量自己补齐；其间照常按数据作答")
    if lacking := servers.missing():
        outcome.absent = lacking
        return outcome
    choice = random.Random(seed)
    names = sorted(of.files)
    port = servers.free_port()
    for number in range(rounds):
        data, kept = folder / f"chroma{number}", folder / f"chroma-kept{number}"
        kept.mkdir()
        env = environment(data, chroma_url=f"http://127.0.0.1:{port}") | {"FAULTS_INDEX": "1"}
        with ExitStack() as stack:
            up = stack.enter_context(ExitStack())
            up.enter_context(servers.chroma(port, kept))
            questions = stocked(data, of, names[:_STOCK], env)
            service = stack.enter_context(serving(env))
            client = stack.enter_context(service.client())
            traffic = Traffic(service.address, questions, seed + number, [of.files[name] for name in names[_STOCK:]])
            traffic.begin(2, pause=0.02)
            time.sleep(choice.uniform(0.2, 1.0))
            up.close()
            down = time.monotonic()
            _asked_while_down(outcome, client, of_passages(of, names[:_STOCK]), questions)
            if not missing(client, vectors=True):
                outcome.half.append("/readyz does not tell that the vector server is down")
            all_done(outcome, client, traffic)
            outcome.count("停时答对", sum(at > down for at in traffic.right_at))
            stack.enter_context(servers.chroma(port, kept))
            started = time.monotonic()
            if not missing(client, vectors=False):
                outcome.losses.append(f"the vectors do not follow: {client.get('/readyz').json()}")
            outcome.recoveries.append(time.monotonic() - started)
            traffic.end()
            outcome.half += traffic.wrong + [f"refused with {status}" for _, status in traffic.refused]
            answers_kept(outcome, client, traffic)
            stores = Stores(data, chroma=f"http://127.0.0.1:{port}")
            seen = look(stores, of, of.ids.values())
            outcome.losses += seen.losses
            outcome.half += seen.half + vectors(stores)
        if "Traceback" in service.process.said():
            outcome.half.append(f"a traceback in the log: {service.process.said()[-1500:]}")
        outcome.rounds += 1
    return outcome


def restart(cluster: servers.Postgresql, choice: random.Random, *, immediate: bool) -> None:
    """Down for a while, up again."""
    if immediate:
        cluster._run("pg_ctl", "-D", "data", "-w", "-m", "immediate", "stop")
    else:
        cluster.stop()
    time.sleep(choice.uniform(0.0, 2.0))
    cluster.start()


def _stores(folder: Path, cluster: servers.Postgresql, name: str) -> Stores:
    """A database of its own; what is committed is written at once, as it is by PostgreSQL's own settings."""
    return Stores(folder / name, f"{schema_of(cluster.url, name)}%20-csynchronous_commit%3Don")


def _asked_while_down(outcome: Outcome, client: httpx.Client, about: list[str], questions: list[Known]) -> None:
    for question in about[:2]:
        try:
            ask(client, question)
        except httpx.HTTPError as error:
            outcome.half.append(f"no answer to {question}: {error!r}")
    for one in questions[:3]:
        if not one.agrees(ask(client, one.question)):
            outcome.half.append(f"a wrong answer to {one.question}")


def _refusals(outcome: Outcome, traffic: Traffic) -> None:
    outcome.count("停时回复 503", sum(status == 503 for _, status in traffic.refused))
    outcome.half += traffic.wrong + [f"refused with {status}" for _, status in traffic.refused if status != 503]
