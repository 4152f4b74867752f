"""What the files of a folder were when they were last written, so that damage is told before anybody reads them.

Compiled code that is handed a damaged file may end the whole process; a digest says so first.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

FILE = "seal.json"
Stamp = list[int | str]  # size, time of change in nanoseconds, digest


class Seal:
    """The seal of one folder; whoever uses it has the folder for itself, or together with others that only read."""

    def __init__(self, folder: Path, apart: str) -> None:
        """Seal all files below the folder but those whose names begin with `apart`."""
        self._folder = folder
        self._apart = apart
        self._seen: dict[str, Stamp] = {}  # read by this process and found good

    def write(self) -> None:
        """Note the files as they are now; those that were not written since the last time are not read again."""
        kept = self._kept() or {}
        stamps = {name: self._stamp(file, kept.get(name)) for name, file in self._files()}
        if stamps != kept:
            new = self._folder / f"{FILE}.new"
            new.write_text(json.dumps(stamps), encoding="utf-8")
            new.replace(self._folder / FILE)
        self._seen = stamps

    def broken(self) -> str | None:
        """A file that is not as it was noted, None where all are, or where nothing was noted."""
        kept = self._kept()
        if kept is None:
            return FILE
        for name, stamp in kept.items():
            file = self._folder / name
            try:
                now = self._stamp(file, self._seen.get(name))
            except FileNotFoundError:
                return name
            if (now[0], now[2]) != (stamp[0], stamp[2]):
                return name
            self._seen[name] = now
        return None

    def _kept(self) -> Mapping[str, Stamp] | None:
        """What was noted, None where that itself is damaged."""
        try:
            kept = json.loads((self._folder / FILE).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except ValueError:
            return None
        return kept if isinstance(kept, dict) else None

    def _files(self) -> Iterator[tuple[str, Path]]:
        for file in sorted(self._folder.rglob("*")):
            if file.is_file() and not file.name.startswith((self._apart, FILE)):
                yield str(file.relative_to(self._folder)), file

    @staticmethod
    def _stamp(file: Path, known: Stamp | None) -> Stamp:
        """Of a file as it is; its digest is taken over where it has not been touched since."""
        about = file.stat()
        if known is not None and known[:2] == [about.st_size, about.st_mtime_ns]:
            return known
        with file.open("rb") as content:
            return [about.st_size, about.st_mtime_ns, hashlib.file_digest(content, "blake2b").hexdigest()]
