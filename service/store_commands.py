"""`mingzhang backup`, `restore` and `reindex`: what an operator does with a data folder as a whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from index import backup
from service.opening import opened
from service.settings import Settings


def commands(settings: Callable[[Path | None], Settings], with_data: Callable[[Any], Any]) -> list[click.Command]:
    """The commands; `settings` gives those in force, `with_data` adds the option `--data`."""

    @click.command("backup", help="把数据文件夹备份成一个文件；服务可以照常运行。")
    @click.argument("target", metavar="文件.tar.gz", type=click.Path(path_type=Path, dir_okay=False))
    @with_data
    def back_up(target: Path, data: Path | None) -> None:
        stores = settings(data).stores
        count, size = backup.write(stores.data, target, elsewhere=bool(stores.database or stores.files))
        print(
            f"已备份到 {target}：{count}份原件，{size / 1e6:.1f} MB。恢复：mingzhang restore {target} --data 新文件夹"
        )

    @click.command(help="从备份恢复成一个新的数据文件夹；逐份核对原件。")
    @click.argument("source", metavar="文件.tar.gz", type=click.Path(path_type=Path, dir_okay=False))
    @with_data
    def restore(source: Path, data: Path | None) -> None:
        given = settings(data)
        count = backup.restore(source, given.data)
        with opened(given) as library:  # a backup of an older version is brought up to date
            documents = len(library.records())
        print(f"已恢复到 {given.data}：{documents}份材料，{count}份原件。运行 mingzhang reindex 重建向量。")

    @click.command(help="由已存的数据重建向量索引，不论它现在是什么样子。")
    @with_data
    def reindex(data: Path | None) -> None:
        from service.progress import Progress

        with opened(settings(data)) as library, Progress() as progress:
            library.distrust_vectors()
            count = library.embed_pending(progress.steps("重建向量"))
        print(f"已重建{count}段文字的向量。")

    return [back_up, restore, reindex]
