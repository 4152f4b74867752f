"""Under which name a file is kept that somebody else has named."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath

_UNNAMED = "original"
UPLOADS = "uploads"  # where uploads wait, beside the originals; those bear digests, so that neither hides the other


def last(name: str) -> str:
    """Only the last part of a file's name counts, so that none escapes its folder."""
    part = PureWindowsPath(PurePosixPath(name).name).name
    return part if part.strip(". ") else _UNNAMED
