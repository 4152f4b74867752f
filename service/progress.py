"""A progress bar on a terminal, and nothing anywhere else: a log or a pipe gets the lines alone."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.progress import Progress as Bars


class Progress:
    """The bars of one command, shown while it runs; lines printed meanwhile stand above them."""

    def __init__(self) -> None:
        on_terminal = sys.stdout.isatty() and sys.stderr.isatty()
        self._bars = Bars(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("剩余"),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
            disable=not on_terminal,
        )

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()

    def steps(self, name: str) -> Callable[[int, int], None]:
        """A function to be called with what is done and what there is to do; its bar appears with the first call."""
        task = None

        def step(done: int, total: int) -> None:
            nonlocal task
            if task is None:
                task = self._bars.add_task(name, total=total)
            self._bars.update(task, completed=done, total=total)

        return step

    def files(self, total: int) -> Callable[[int, int, int], None]:
        """A function to be called with how many files were added, were held before, and failed."""
        task = self._bars.add_task("读取", total=total)

        def count(added: int, held: int, failed: int) -> None:
            told = f"读取（收录{added} 跳过{held} 失败{failed}）"
            self._bars.update(task, completed=added + held + failed, description=told)

        return count
