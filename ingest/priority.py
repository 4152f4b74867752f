"""How much a process asks of the processor beside others on its machine."""

from __future__ import annotations

import os

_NICENESS = 10  # of 19


def low() -> None:
    """Let others go first, from now on and for whatever this process starts; called before any thread is begun."""
    os.setpriority(os.PRIO_PROCESS, 0, max(_NICENESS, os.getpriority(os.PRIO_PROCESS, 0)))
