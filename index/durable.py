"""What was written stays written though the machine stops the next moment: bytes and names, told to the disk."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO


def settle(file: IO[bytes]) -> None:
    """Have what was written to a file on the disk before going on."""
    file.flush()
    os.fsync(file.fileno())


def settle_names(folder: Path, levels: int = 1) -> None:
    """The same for the names in a folder, and in so many in all above it: a new file's own, a new folder's."""
    for one in (folder, *folder.parents)[:levels]:
        handle = os.open(one, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
