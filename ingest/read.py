"""From a file to a Document: its bytes are hashed, its format told by content, its reader chosen."""

from __future__ import annotations

import hashlib
import unicodedata
from pathlib import Path

from ingest import quantity
from ingest.assemble import assemble
from ingest.blocks import Block
from ingest.errors import IngestError
from ingest.model import Document
from ingest.readers import ole, package, pdf, text
from ingest.readers.page import declared, is_page

MOST_BYTES = 64 * 2**20

# What a file of a format not read here begins with, so that the message can name it.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"PK\x05\x06", "空的压缩文件"),
    (b"GIF8", "GIF图片"),
    (b"Rar!", "压缩文件"),
    (b"7z\xbc\xaf", "压缩文件"),
    (b"\x1f\x8b", "压缩文件"),
    (b"{\\rtf", "RTF文件"),
)
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_READABLE = (
    "可以读取PDF、Word（.docx）、Excel（.xlsx、.xls、.ods）、网页、图片（PNG、JPEG、TIFF）、纯文本和Markdown，"
    "请先转换成其中之一"
)


def read(path: Path) -> Document:
    """The disclosure in a file.

    Raises `IngestError`, one clear sentence, for a file that is missing, empty, too large, of another format, in an
    unknown encoding, or without any table.
    """
    name = path.name
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise IngestError(name, "不是一个文件", "请指定一个文件")
        if size > MOST_BYTES:
            raise IngestError(
                name,
                f"文件有{size // 2**20}MB，超过{MOST_BYTES // 2**20}MB的上限",
                "请拆分文件或只保留公开的正文与表格",
            )
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise IngestError(name, "文件不存在", "请检查路径") from error
    except OSError as error:
        raise IngestError(name, f"无法打开（{error.strerror}）", "请检查文件权限") from error
    return parse(data, name)


def parse(data: bytes, name: str) -> Document:
    """The disclosure in the bytes of a file; `name` serves messages only."""
    if not data.strip(b"\x00 \t\r\n\f\xef\xbb\xbf"):
        raise IngestError(name, "文件是空的", "请换一份有内容的文件")
    if data.lstrip(b"\x00 \t\r\n\f\xef\xbb\xbf").startswith(b"%PDF"):
        found = pdf.read(data, name)
        blocks, pages = found.blocks, found.pages
    elif data.startswith(PICTURES):
        from ingest.readers import scan

        blocks, pages = scan.read(data, name)
    else:
        blocks, pages = _blocks(data, name), None
    document = assemble(blocks, sha256=hashlib.sha256(data).hexdigest(), file=name, pages=pages)
    tables = any(len(table.rows) > 1 for table in document.tables)
    # The narrative of a disclosure may be a file of its own; a text without amounts is none.
    if not tables and not any(quantity.find(paragraph.text) for paragraph in document.paragraphs):
        raise IngestError(
            name, "没有找到可以识别的表格", "请确认这是一份部门预算或决算公开文件，文本文件的表格须以制表符或竖线分列"
        )
    return document


def _blocks(data: bytes, name: str) -> list[Block]:
    """The lines and grids of a file without pages, by the reader of what it holds; libraries load at first use."""
    if data.startswith(b"PK\x03\x04"):
        kind = package.inspect(data, name)
        if kind == "docx":
            from ingest.readers import docx

            return docx.read(data, name)
        if kind == "xlsx":
            from ingest.readers import xlsx

            return xlsx.read(data, name)
        from ingest.readers import ods

        return ods.read(data, name)
    if data.startswith(ole.MAGIC):
        from ingest.readers import xls

        ole.inspect(data, name)
        return xls.read(data, name)
    for magic, format_name in _MAGIC:
        if data.startswith(magic):
            raise IngestError(name, f"这是{format_name}，尚不支持", _READABLE)
    content = decode(data, name)
    if is_page(content):
        from ingest.readers import html

        return html.read(content, name)
    return text.read(content)


def decode(data: bytes, name: str) -> str:
    """The text of a file in UTF-8, UTF-16 or GB18030; anything else is refused as no text."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _checked(data, encoding, name)
    if b"\x00" in data:
        # UTF-16 without a mark: in Chinese text the zeros stand in every second byte only, at blanks and digits.
        even, odd = data[::2].count(0), data[1::2].count(0)
        if len(data) % 2 == 0 and max(even, odd) * 50 > len(data) and min(even, odd) * 20 < max(even, odd):
            return _checked(data, "utf-16-be" if even > odd else "utf-16-le", name)
        raise IngestError(name, "这是二进制文件，不是文本", _READABLE)
    # A file cut off in the middle of a character is still what it is.
    whole = data[: len(data) - _cut_off(data)]
    said = declared(data)
    for encoding in ("utf-8", *((said,) if said and _is_text_encoding(said) else ())):
        try:
            return _checked(whole if encoding == "utf-8" else data, encoding, name)
        except IngestError:
            continue
    return _checked(data, "gb18030", name)


def _cut_off(data: bytes) -> int:
    """How many bytes at the end begin a character of UTF-8 that is not finished."""
    for back in range(1, min(4, len(data)) + 1):
        byte = data[-back]
        if byte & 0xC0 == 0x80:
            continue
        length = 2 if byte & 0xE0 == 0xC0 else 3 if byte & 0xF0 == 0xE0 else 4 if byte & 0xF8 == 0xF0 else 1
        return back if length > back else 0
    return 0


def _is_text_encoding(name: str) -> bool:
    """Whether Python knows a declared encoding, and as one of characters (not rot13, not zlib)."""
    try:
        b" ".decode(name)
    except (LookupError, ValueError):
        return False
    return name != "utf-7"


def _checked(data: bytes, encoding: str, name: str) -> str:
    try:
        content = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise IngestError(
            name, "文字编码无法识别，或文件已损坏", "请另存为UTF-8编码的文本", where=f"第{error.start + 1}个字节"
        ) from error
    # Bytes of a picture often happen to be valid GB18030; their characters are not those of a text.
    odd = sum(unicodedata.category(char) in ("Cc", "Cn", "Co", "Cs") and char not in "\t\r\n\f" for char in content)
    if odd * 50 > len(content):
        raise IngestError(name, "这是二进制文件，不是文本", _READABLE)
    return content
