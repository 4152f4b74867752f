"""What an operator lets one file cost."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """A file's pages and cells, and the memory and time that reading it may take."""

    pages: int = 1000
    cells: int = 500_000
    memory_mb: int = 2048
    seconds: int = 900
