"""A file into the library: its bytes are read, understood, taken apart into facts and passages, and added.

The command and the upload share it. What is wrong with one file is told and stops no other.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from index.library import DocumentRecord, Library
from index.records import Visibility
from ingest import read
from ingest.errors import IngestError
from ingest.facts import facts
from ingest.model import Document, Fact, Passage
from ingest.passages import passages

SUFFIXES = frozenset({".txt", ".md", ".markdown"})


@dataclass(frozen=True, slots=True)
class Origin:
    """What the operator knows of a file that does not stand in it."""

    source_url: str | None = None
    published: str | None = None
    visibility: Visibility = "public"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: `record` unless it failed, then `message` says why in one sentence."""

    name: str
    state: Literal["added", "held", "failed"]
    seconds: float
    record: DocumentRecord | None = None
    message: str = ""


def derived(document: Document) -> tuple[list[Fact], list[Passage]]:
    """All that is kept of a document beside itself."""
    found = facts(document)
    return found, passages(document, found)


def files(paths: Iterable[Path]) -> list[Path]:
    """The files meant, each once: those named, and those of a folder, at any depth, that can be disclosures.

    In a folder hidden files, README.md and formats that are not read are passed over; a file that is named is tried.
    """
    found: dict[Path, None] = {}
    for path in paths:
        for file in _within(path) if path.is_dir() else (path,):
            found.setdefault(file)
    return list(found)


def _within(folder: Path) -> Iterator[Path]:
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            hidden = name.startswith(".") or name.lower() == "readme.md"
            if not hidden and Path(name).suffix.lower() in SUFFIXES:
                yield Path(here, name)


def take_file(library: Library, path: Path, origin: Origin, most_bytes: int) -> Outcome:
    """Take a file in."""
    began = time.perf_counter()
    try:
        content = content_of(path, most_bytes)
    except IngestError as error:
        return Outcome(path.name, "failed", time.perf_counter() - began, message=str(error))
    return take(library, path.name, content, origin)


def content_of(path: Path, most_bytes: int) -> bytes:
    """The bytes of a file of an acceptable size. IngestError for one that cannot be had."""
    try:
        if path.is_dir() or (path.exists() and not path.is_file()):
            raise IngestError(path.name, "不是一个文件", "请指定一个文件")
        if path.stat().st_size > most_bytes:
            most = most_bytes // 2**20
            raise IngestError(
                path.name,
                f"文件超过{most}MB的上限",
                "请拆分文件，或用 MINGZHANG_MAX_FILE_MB 提高上限",
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise IngestError(str(path), "文件不存在", "请检查路径") from error
    except OSError as error:
        raise IngestError(path.name, f"无法打开（{error.strerror}）", "请检查文件和权限") from error


def take(library: Library, name: str, content: bytes, origin: Origin) -> Outcome:
    """Take a file's bytes in. What fails is the file's; LibraryError where the store itself does."""
    began = time.perf_counter()
    held = _record(library, sha256=hashlib.sha256(content).hexdigest())
    if held is not None:
        return Outcome(name, "held", time.perf_counter() - began, held)
    try:
        document = read.parse(content, name)
        numbers, pieces = derived(document)
    except IngestError as error:
        return Outcome(name, "failed", time.perf_counter() - began, message=str(error))
    added = library.add(
        document,
        numbers,
        pieces,
        content,
        source_url=origin.source_url,
        published=origin.published,
        visibility=origin.visibility,
    )
    record = _record(library, sha256=document.sha256)
    return Outcome(name, "added" if added else "held", time.perf_counter() - began, record)


def _record(library: Library, *, sha256: str) -> DocumentRecord | None:
    return next((record for record in library.records() if record.sha256 == sha256), None)
