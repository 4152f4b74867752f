"""Compound files: old Excel workbooks, old Word documents, and new ones behind a password, told apart by their streams."""

from __future__ import annotations

from ingest.errors import IngestError
from ingest.readers import package

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = 128  # directory entries begin at multiples of it, each with its name


def inspect(data: bytes, name: str) -> None:
    """Pass an old workbook; raise `IngestError`, naming it, for everything else."""
    if _holds(data, "EncryptedPackage") or _holds(data, "EncryptionInfo"):
        raise package.locked(name)
    if _holds(data, "WordDocument"):
        raise IngestError(name, "这是旧版Word文件（.doc），尚不支持", "请另存为.docx")
    if not (_holds(data, "Workbook") or _holds(data, "Book")):
        raise IngestError(name, "这是旧版Office文件，其中没有工作簿，或已损坏", "请另存为.xlsx或PDF")


def _holds(data: bytes, stream: str) -> bool:
    """Whether the file's directory names a stream."""
    wanted = stream.encode("utf-16-le") + b"\x00\x00"
    at = data.find(wanted, 512)
    while at >= 0:
        if at % _ENTRY == 0:
            return True
        at = data.find(wanted, at + 1)
    return False
