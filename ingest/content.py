"""A file's bytes with all that is derived from them, within the limits that an operator sets."""

from __future__ import annotations

from dataclasses import dataclass

from ingest import read
from ingest.errors import IngestError
from ingest.facts import facts
from ingest.limits import Limits
from ingest.model import Document, Fact, Passage
from ingest.passages import passages


@dataclass(frozen=True, slots=True)
class Content:
    """A document and what is kept beside it."""

    document: Document
    facts: tuple[Fact, ...]
    passages: tuple[Passage, ...]


def derived(document: Document) -> tuple[list[Fact], list[Passage]]:
    """All that is kept of a document beside itself."""
    found = facts(document)
    return found, passages(document, found)


def content(data: bytes, name: str, limits: Limits) -> Content:
    """What the bytes of a file hold. IngestError for one that cannot be read or has more pages or cells than it may."""
    if data.startswith(b"%PDF"):
        _few_enough(name, _pages(data, name), "页", limits.pages, "MINGZHANG_MAX_PAGES")  # before any of them is read
    document = read.parse(data, name)
    _few_enough(name, document.pages or 0, "页", limits.pages, "MINGZHANG_MAX_PAGES")
    cells = sum(len(row) for table in document.tables for row in table.rows)
    _few_enough(name, cells, "个单元格", limits.cells, "MINGZHANG_MAX_CELLS")
    numbers, pieces = derived(document)
    return Content(document, tuple(numbers), tuple(pieces))


def _pages(data: bytes, name: str) -> int:
    from ingest.readers.pdfium import Pdf

    with Pdf(data, name) as pdf:
        return pdf.pages


def _few_enough(name: str, count: int, of: str, most: int, setting: str) -> None:
    if count > most:
        raise IngestError(name, f"有{count}{of}，超过{most}{of}的上限", f"请拆分文件，或用 {setting} 提高上限")
