"""The version of this program, as it was installed."""

from __future__ import annotations

from importlib import metadata


def version() -> str:
    """The version; 0 where it is run from the folder and not installed."""
    try:
        return metadata.version("mingzhang")
    except metadata.PackageNotFoundError:
        return "0"
