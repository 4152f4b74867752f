"""The processor's seconds that something costs, here and in a PostgreSQL beside: the same however busy the machine is."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

_TICK = os.sysconf("SC_CLK_TCK")


class Spent:
    """Of this process and of the cluster in a folder; Linux tells both."""

    def __init__(self, cluster: Path) -> None:
        self._server = int((cluster / "data/postmaster.pid").read_text().splitlines()[0])

    def of(self, do: Callable[[], object]) -> float:
        """The seconds that all processors together spend on it."""
        server, here = self._cluster(), time.process_time()
        do()
        return time.process_time() - here + self._cluster() - server

    def _cluster(self) -> float:
        """What all its processes have spent, those that have ended included."""
        of_server = Path(f"/proc/{self._server}")
        ended = (of_server / "stat").read_text().rpartition(")")[2].split()[13:15]  # of children that were waited for
        spent = sum(map(int, ended)) / _TICK
        for child in (of_server / f"task/{self._server}/children").read_text().split():
            try:
                spent += int(Path(f"/proc/{child}/schedstat").read_text().split()[0]) / 1e9
            except FileNotFoundError:
                continue  # ended in this moment
        return spent
