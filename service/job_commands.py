"""`mingzhang work` and `mingzhang jobs`: taking uploads in apart from the service, and what has become of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from index.job import Job, JobFile, NothingToRetryError
from index.jobs import Jobs
from ingest import priority
from service import stopping
from service.opening import opened
from service.settings import Settings

_MOST = 10_000  # jobs looked at: all of a month
_STATES = {"queued": "排队", "running": "正在收录", "done": "已收录", "failed": "未能收录", "cancelled": "已取消"}


def commands(settings: Callable[[Path | None], Settings], with_data: Callable[[Any], Any]) -> list[click.Command]:
    """The commands; `settings` gives those in force, `with_data` adds the option `--data`."""

    @click.command(help="收录上传的文件、建立向量，直到被停止；可以在几台机器上各运行几个，处理器先让给服务回答问题。")
    @with_data
    def work(data: Path | None) -> None:
        from service import following, jobs

        given = settings(data)
        with opened(given) as library, stopping.asked() as stop:
            priority.low()  # answering goes first wherever both run on one machine
            with following.vectors(library), jobs.running(library, Jobs(library.store), given):
                print("正在等待上传的文件；按 Ctrl-C 停止。", flush=True)
                stop.wait()

    @click.group("jobs", invoke_without_command=True, help="列出上传任务；jobs retry 重试未能收录的文件。")
    @click.option("--failed", is_flag=True, help="只列出有文件未能收录的任务")
    @click.option("--json", "as_json", is_flag=True, help="输出 JSON")
    @with_data
    @click.pass_context
    def listed(context: click.Context, data: Path | None, *, failed: bool, as_json: bool) -> None:
        if context.invoked_subcommand is not None:
            return
        with opened(settings(data)) as library:
            found = [job for job in Jobs(library.store).all(None, _MOST) if not failed or _dead(job)]
        if as_json:
            print(json.dumps([_plain(job) for job in found], ensure_ascii=False, indent=1))
            return
        for job in found:
            print(f"{job.id}  {job.created}  {_STATES[job.state]}")
            for file in job.files:
                if not failed or file.state == "failed":
                    print(f"  {file.name}  {_STATES[file.state]}{'：' + said if (said := _said(file)) else ''}")
        if not found:
            print("没有未能收录的文件。" if failed else "没有上传任务。")

    @listed.command("retry", help="重试一个任务里未能收录或已取消的文件；不写编号则重试全部未能收录的。")
    @click.argument("job_id", metavar="[编号]", required=False)
    @with_data
    def retry(job_id: str | None, data: Path | None) -> None:
        with opened(settings(data)) as library:
            jobs = Jobs(library.store)
            chosen = [jobs.get(job_id)] if job_id else [job for job in jobs.all(None, _MOST) if _dead(job)]
            gone = []
            for job in chosen:
                try:
                    jobs.retry(job.id)
                except NothingToRetryError:
                    if job_id:
                        raise
                    gone.append(job)
        print(f"已让{len(chosen) - len(gone)}个任务重新排队。")
        if gone:
            print(f"另有{len(gone)}个任务的文件已不在，要重新上传：{'、'.join(job.id for job in gone)}。")

    return [work, listed]


def _dead(job: Job) -> bool:
    return any(file.state == "failed" for file in job.files)


def _said(file: JobFile) -> str:
    return file.error or file.note or ""


def _plain(job: Job) -> dict[str, object]:
    files = [
        {"name": file.name, "state": file.state, "document": file.document, "error": file.error, "note": file.note}
        for file in job.files
    ]
    return {"id": job.id, "state": job.state, "created": job.created, "files": files}
