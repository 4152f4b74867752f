"""A file into the library: its bytes are read, understood, taken apart into facts and passages, and added.

The command and the upload share it. What is wrong with one file is told and stops no other. A narrative file and a
tables file of one disclosure become one document here, whichever of them comes first.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from index.errors import UnknownDocumentError
from index.library import DocumentRecord, Library
from index.records import Visibility
from ingest import joining
from ingest.content import Content, content, derived
from ingest.errors import IngestError
from ingest.limits import Limits
from ingest.model import Document
from service import kept_findings

__all__ = ["Origin", "Outcome", "derived", "files", "join_held", "read_file", "take", "take_file"]

SUFFIXES = frozenset(
    [
        ".txt",
        ".md",
        ".markdown",
        ".html",
        ".htm",
        ".pdf",
        ".docx",
        ".xlsx",
        ".xls",
        ".ods",
        ".png",
        ".jpg",
        ".jpeg",
        ".tif",
        ".tiff",
        ".bmp",
        ".webp",
    ]
)
_ATTEMPTS = 3

Read = Callable[[bytes, str], Content]


class IntakeError(Exception):
    """Nothing can be taken in until something is mended that is no file's fault."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What the operator knows of a file that does not stand in it."""

    source_url: str | None = None
    published: str | None = None
    visibility: Visibility = "public"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: `record` unless it failed, then `message` says why in one sentence.

    `from_name` are the fields that only the file's name told. A file that is `half` a disclosure may yet be joined with
    its other half; where it was, `replaced` is the document that the other half had been by itself.
    """

    name: str
    state: Literal["added", "held", "failed"]
    seconds: float
    record: DocumentRecord | None = None
    message: str = ""
    from_name: tuple[str, ...] = ()
    half: joining.Half | None = None
    replaced: str | None = None


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file on its way into the library: its bytes and what they hold; `content` is None where it is in already."""

    name: str
    data: bytes
    sha256: str
    content: Content | None
    seconds: float


def here(data: bytes, name: str) -> Content:
    """Read in this process, for files that are trusted: within the usual limits, save those of memory and time."""
    return content(data, name, Limits())


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
    for here_, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            # Office keeps a lock beside an open file: ~$name.docx
            hidden = name.startswith((".", "~$")) or name.lower() == "readme.md"
            if not hidden and Path(name).suffix.lower() in SUFFIXES:
                yield Path(here_, name)


def take_file(library: Library, path: Path, origin: Origin, most_bytes: int, read: Read = here) -> Outcome:
    """Take a file in."""
    began = time.perf_counter()
    try:
        return add(library, read_file(library, path, most_bytes, read), origin)
    except IngestError as error:
        return Outcome(path.name, "failed", time.perf_counter() - began, message=str(error))


def read_file(library: Library, path: Path, most_bytes: int, read: Read) -> FileRead:
    """What a file holds; it is not read again where its content is in. Any thread may ask. IngestError if it fails."""
    began = time.perf_counter()
    return _read(library, path.name, content_of(path, most_bytes), read, began)


def content_of(path: Path, most_bytes: int) -> bytes:
    """The bytes of a file of an acceptable size. IngestError for one that cannot be had."""
    try:
        if path.is_dir() or (path.exists() and not path.is_file()):
            raise IngestError(path.name, "不是一个文件", "请指定一个文件")
        check_size(path.name, path.stat().st_size, most_bytes)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise IngestError(str(path), "文件不存在", "请检查路径") from error
    except OSError as error:
        raise IngestError(path.name, f"无法打开（{error.strerror}）", "请检查文件和权限") from error


def check_size(name: str, size: int, most_bytes: int) -> None:
    """IngestError for a file of more bytes than a file may have."""
    if size > most_bytes:
        raise IngestError(
            name, f"文件超过{most_bytes // 2**20}MB的上限", "请拆分文件，或用 MINGZHANG_MAX_FILE_MB 提高上限"
        )


def take(library: Library, name: str, data: bytes, origin: Origin, read: Read = here) -> Outcome:
    """Take a file's bytes in. What fails is the file's; LibraryError where the store itself does."""
    began = time.perf_counter()
    try:
        return add(library, _read(library, name, data, read, began), origin)
    except IngestError as error:
        return Outcome(name, "failed", time.perf_counter() - began, message=str(error))


def read_data(library: Library, name: str, data: bytes, read: Read) -> FileRead:
    """What bytes hold that came without a path; otherwise as `read_file`."""
    return _read(library, name, data, read, time.perf_counter())


def _read(library: Library, name: str, data: bytes, read: Read, began: float) -> FileRead:
    sha256 = hashlib.sha256(data).hexdigest()
    found = None if library.holding(sha256) else read(data, name)
    return FileRead(name, data, sha256, found, time.perf_counter() - began)


def add(library: Library, file: FileRead, origin: Origin) -> Outcome:
    """Keep what was read, joined with the other half of its disclosure where that is held."""
    began = time.perf_counter()
    if file.content is None:
        return Outcome(file.name, "held", file.seconds, library.holding(file.sha256))
    alone = file.content.document
    added, replaced = False, None
    for _ in range(_ATTEMPTS):
        joined, replaced, told = _joined(library, alone, origin)
        numbers, pieces = derived(joined) if joined.joined else (file.content.facts, file.content.passages)
        try:
            added = library.add(
                joined,
                numbers,
                pieces,
                file.data,
                source_url=told.source_url,
                published=told.published,
                visibility=told.visibility,
                replaces=(replaced,) if replaced else (),
                findings=kept_findings.found(joined, numbers),
            )
        except UnknownDocumentError:
            continue  # somebody took the other half away, or joined it, in this moment: look again
        break
    return Outcome(
        file.name,
        "added" if added else "held",
        file.seconds + time.perf_counter() - began,
        library.holding(file.sha256),
        from_name=alone.from_name if added else (),
        half=joining.half(alone) if added and not replaced else None,
        replaced=replaced if added else None,
    )


def join_held(library: Library, document_id: str) -> DocumentRecord | None:
    """Join a held half, whose body or year was corrected, with the other half held; the record of both, if there is."""
    record = next((one for one in library.records() if one.id == document_id), None)
    if record is None:
        return None
    own = Origin(record.source_url, record.published, record.visibility)
    document = library.document(document_id)
    joined, replaced, told = _joined(library, document, own)
    if replaced is None:
        return None
    numbers, pieces = derived(joined)
    library.add(
        joined,
        numbers,
        pieces,
        library.original(document_id).read_bytes(),
        source_url=told.source_url,
        published=told.published,
        visibility=told.visibility,
        replaces=(document_id, replaced),
        findings=kept_findings.found(joined, numbers),
    )
    return library.holding(document.sha256)


def _joined(library: Library, document: Document, origin: Origin) -> tuple[Document, str | None, Origin]:
    """A document with its other half, which document that half was by itself, and the origin of both."""
    if joining.half(document) is None or not (document.organisation and document.year and document.kind):
        return document, None, origin
    held = [
        record
        for record in library.editions(document.organisation, document.year, document.kind)
        if record.visibility == origin.visibility and record.id != document.id
    ]
    alone = [library.document(record.id) for record in held]
    if other := joining.partner(document, alone):
        record = next(record for record in held if record.id == other.id)
        return joining.join(document, other), record.id, _both(origin, record)
    # A corrected half meets the other half of the newest edition, which stays as the older one.
    for whole in reversed([one for one in alone if one.joined and one.scope == document.scope]):
        if other := joining.partner(document, joining.halves(whole)):
            return joining.join(document, other), None, origin
    return document, None, origin


def _both(origin: Origin, record: DocumentRecord) -> Origin:
    """The origin of a document whose one file is held: what is told of the newer file goes before."""
    days = [day for day in (origin.published, record.published) if day]
    return replace(origin, source_url=origin.source_url or record.source_url, published=max(days, default=None))
