"""The disk full, and the disk read-only: under an ingest, under a running service, and before either starts."""

from __future__ import annotations

import random
import shutil
import time
from pathlib import Path

import httpx

from tests.faults import mounts
from tests.faults.asking import Traffic, stocked
from tests.faults.processes import Process, answered, environment, eventually, job, run, serve, serving, upload
from tests.faults.telling import Outcome
from tests.faults.whole import Reference, look, vectors

_STOCK = 3
_SIZE_MB = 96
_NO_RIGHTS = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search")  # root that heeds who may write
_FULL_SAYS, _READONLY_SAYS = "磁盘已满", "不可写"


def full_while_ingesting(rounds: int, seed: int, of: Reference, folder: Path) -> Outcome:
    """An ingest runs out of space at a random byte; then there is space again."""
    outcome = Outcome("磁盘满：收录", "恢复：腾出空间后重新运行到存入下一份")
    if said := mounts.unavailable(folder):
        outcome.absent = said
        return outcome
    choice = random.Random(seed)
    with mounts.tmpfs(folder / "full", _SIZE_MB) as disk:
        for number in range(rounds):
            data = disk / f"data{number}"
            env = environment(data)
            everything = ["ingest", str(of.paths[0].parent)]
            assert run(["ingest", *map(str, of.paths[:_STOCK])], env).wait() == 0
            acknowledged = {of.ids[path.name] for path in of.paths[:_STOCK]}
            mounts.fill(disk, choice.randrange(4 * mounts.MB))
            process = run(everything, env)
            acknowledged |= process.told()
            _one_sentence(outcome, process, _FULL_SAYS, may_succeed=acknowledged == set(of.ids.values()))
            seen = look(data, of, acknowledged)  # it is read while the disk is full
            outcome.losses += seen.losses
            outcome.half += seen.half
            mounts.free_up(disk)
            process = run(everything, env)
            went_on(outcome, process, "with space again")
            outcome.losses += look(data, of, of.ids.values()).losses
            outcome.half += vectors(data)
            outcome.count("满时已存入", len(acknowledged))
            outcome.rounds += 1
            shutil.rmtree(data)
    return outcome


def full_while_serving(rounds: int, seed: int, of: Reference, folder: Path) -> Outcome:
    """The disk fills up under questions and uploads, and is freed."""
    outcome = Outcome("磁盘满：服务", "恢复：腾出空间到积下的上传全部收录；其间照常作答")
    if said := mounts.unavailable(folder):
        outcome.absent = said
        return outcome
    choice = random.Random(seed)
    names = sorted(of.files)
    with mounts.tmpfs(folder / "fullserve", _SIZE_MB) as disk:
        for number in range(rounds):
            data = disk / f"data{number}"
            env = environment(data)
            questions = stocked(data, of, names[:_STOCK], env)
            with serving(env) as service, service.client() as client:
                traffic = Traffic(service.address, questions, number, [of.files[name] for name in names[_STOCK:]])
                traffic.begin(2, pause=0.02)
                time.sleep(choice.uniform(0.2, 1.5))
                mounts.fill(disk, choice.randrange(64 * 1024))
                filled = time.monotonic()
                time.sleep(4)
                answered = [at for at in traffic.right_at if at > filled + 0.5]
                if not answered:
                    outcome.half.append(f"no question is answered while the disk is full: {service.process.said()}")
                outcome.count("满时答对", len(answered))
                freed = time.monotonic()
                mounts.free_up(disk)
                all_done(outcome, client, traffic)
                outcome.recoveries.append(time.monotonic() - freed)
                traffic.end()
                outcome.half += traffic.wrong
                if bad := [status for _, status in traffic.refused]:
                    outcome.half.append(f"questions were refused: {bad[:5]} of {len(bad)}")
                answers_kept(outcome, client, traffic)
            outcome.losses += look(data, of, of.ids.values()).losses
            outcome.half += look(data, of, ()).half + vectors(data)
            if "Traceback" in service.process.said():
                outcome.half.append(f"a traceback in the log: {service.process.said()[-1500:]}")
            outcome.rounds += 1
            shutil.rmtree(data)
    return outcome


def went_on(outcome: Outcome, process: Process, when: str) -> None:
    """A command run again after a fault takes in what is left, and soon."""
    if fresh := process.stored():
        outcome.recoveries.append(min(fresh.values()) - process.began)
    if process.wait() != 0:
        outcome.losses.append(f"{when}: {process.said()}")


def read_only(rounds: int, seed: int, of: Reference, folder: Path) -> Outcome:
    """Nobody may write: the file system is read-only, or the folder is another user's; then it may be written again."""
    outcome = Outcome("磁盘只读：启动时", "恢复：可写后重新运行到存入下一份")
    if said := mounts.unavailable(folder):
        outcome.absent = said
        return outcome
    choice = random.Random(seed)
    with mounts.tmpfs(folder / "readonly", _SIZE_MB) as disk:
        for number in range(rounds):
            data = disk / f"data{number}"
            env = environment(data, embedding="none")
            stock = choice.sample(of.paths, _STOCK)
            acknowledged = {of.ids[path.name] for path in stock}
            assert run(["ingest", *map(str, stock)], env).wait() == 0
            mounts.remount(disk, "ro")
            try:
                for command in (
                    ["ingest", str(of.paths[0].parent)],
                    ["ask", "公务接待费是多少？"],
                    ["serve"],
                    ["reindex"],
                ):
                    _one_sentence(outcome, run(command, env), _READONLY_SAYS)
            finally:
                mounts.remount(disk, "rw")
            data.chmod(0o555)
            for file in data.iterdir():
                file.chmod(0o555 if file.is_dir() else 0o444)
            for command in (["ingest", str(of.paths[0].parent)], ["serve"]):
                _one_sentence(outcome, run(command, env, _NO_RIGHTS), _READONLY_SAYS)
            for file in (data, *data.iterdir()):
                file.chmod(0o755 if file.is_dir() else 0o644)
            process = run(["ingest", str(of.paths[0].parent)], env)
            went_on(outcome, process, "writable again")
            seen = look(data, of, acknowledged | set(of.ids.values()))
            outcome.losses += seen.losses
            outcome.half += seen.half
            outcome.rounds += 1
            shutil.rmtree(data)
    return outcome


def read_only_while_serving(rounds: int, seed: int, of: Reference, folder: Path) -> Outcome:
    """The kernel makes the file system read-only under the running service, as after an I/O error; then it is repaired."""
    outcome = Outcome("磁盘只读：服务中", "恢复：修复后启动到答对第一个问题；只读时照常作答")
    if said := mounts.unavailable(folder, "ext4"):
        outcome.absent = said
        return outcome
    names = sorted(of.files)
    for number in range(rounds):
        image, at = folder / f"disk{number}.img", folder / f"disk{number}"
        acknowledged = {of.ids[name] for name in names[:_STOCK]}
        with mounts.ext4(image, at, _SIZE_MB) as disk:
            data = disk / "data"
            env = environment(data, embedding="none")
            questions = stocked(data, of, names[:_STOCK], env)
            with serving(env) as service, service.client() as client:
                traffic = Traffic(service.address, questions, seed + number)
                traffic.begin(2, uploading=False)
                time.sleep(1)
                mounts.abort(disk)
                broken = time.monotonic()
                time.sleep(3)
                try:
                    upload(client, of.paths[:1])
                    outcome.losses.append("an upload was accepted that nobody can write")
                except httpx.HTTPStatusError as error:
                    if error.response.status_code != 503:
                        outcome.half.append(f"an upload was refused with {error.response.status_code}")
                traffic.end()
                outcome.count("只读时答对", sum(at_ > broken + 0.5 for at_ in traffic.right_at))
                outcome.count("只读时回复 503", sum(status == 503 for _, status in traffic.refused))
                outcome.half += traffic.wrong
                outcome.half += [f"refused with {status}" for _, status in traffic.refused if status != 503]
                if "Traceback" in service.process.said():
                    outcome.half.append(f"a traceback in the log: {service.process.said()[-1500:]}")
        with mounts.ext4(image, at, _SIZE_MB):
            service = serve(env)
            if not service.up():
                outcome.losses.append(f"the service does not start again: {service.process.said()}")
            else:
                with service.client() as client:
                    answer = answered(client, questions[0].question)
                    outcome.recoveries.append(time.monotonic() - service.process.began)
                    if not answer or not questions[0].agrees(answer):
                        outcome.losses.append(f"no right answer once the disk is repaired: {answer}")
            service.process.end()
            seen = look(data, of, acknowledged)
            outcome.losses += seen.losses
            outcome.half += seen.half
        image.unlink()
        outcome.rounds += 1
    return outcome


def _one_sentence(outcome: Outcome, process: Process, says: str, *, may_succeed: bool = False) -> None:
    """A failure is one clear sentence and exit code 1."""
    code, said = process.wait(), process.said()
    if may_succeed and code == 0:
        return
    if "Traceback" in said or says not in said or code != 1:
        outcome.half.append(f"{process.popen.args[3:]}: exit {code}, said {said[-700:]!r}")


def all_done(outcome: Outcome, client: httpx.Client, traffic: Traffic) -> None:
    """Every upload that was acknowledged is in; what is told as failed for the store's sake gets in when it is retried."""
    if eventually(lambda: not traffic.uploads) is None:
        outcome.losses.append("uploads are not accepted any more")
    for id_ in list(traffic.jobs):
        state = _settled(client, id_)
        if state == "failed":
            outcome.count("要人重试的上传")
            client.post(f"/v1/jobs/{id_}/retry")
            state = _settled(client, id_)
        if state != "done":
            outcome.losses.append(f"job {id_} is not done: {job(client, id_)}")


def _settled(client: httpx.Client, id_: str) -> str:
    eventually(lambda: job(client, id_)["state"] in {"done", "failed"})
    return str(job(client, id_)["state"])


def answers_kept(outcome: Outcome, client: httpx.Client, traffic: Traffic) -> None:
    """Answers that went out while nothing could be written are kept once it can."""
    some = random.Random(1).sample(sorted(traffic.answers), min(300, len(traffic.answers)))
    missing = [id_ for id_ in some if client.get(f"/v1/answers/{id_}").status_code != 200]
    if missing:
        outcome.losses.append(f"{len(missing)} of {len(some)} answers are not kept")
