"""From a file to a Document: its bytes are hashed, its format told by content, its reader chosen."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import Path

from ingest.assemble import assemble
from ingest.errors import IngestError
from ingest.model import Document
from ingest.readers import pdf, text

MOST_BYTES = 64 * 2**20

# What a file of a format not read here begins with, so that the message can name it.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "Word、Excel或压缩文件"),
    (b"PK\x05\x06", "压缩文件"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版Word或Excel文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"II*\x00", "图片"),
    (b"MM\x00*", "图片"),
    (b"Rar!", "压缩文件"),
    (b"7z\xbc\xaf", "压缩文件"),
    (b"\x1f\x8b", "压缩文件"),
    (b"{\\rtf", "RTF文件"),
)
_WEB_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table)\b", re.IGNORECASE | re.DOTALL
)
_READABLE = "目前能读取纯文本（.txt）和Markdown（.md），请先转换成这两种格式之一"


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
    for magic, format_name in _MAGIC:
        if data.startswith(magic):
            raise IngestError(name, f"这是{format_name}，尚不支持", _READABLE)
    if data.startswith(b"%PDF"):
        found = pdf.read(data, name)
        return assemble(found.blocks, sha256=hashlib.sha256(data).hexdigest(), file=name, pages=found.pages)
    content = decode(data, name)
    if _WEB_PAGE.match(content):
        raise IngestError(name, "这是网页（HTML），尚不支持", _READABLE)
    document = assemble(text.read(content), sha256=hashlib.sha256(data).hexdigest(), file=name)
    if not any(len(table.rows) > 1 for table in document.tables):
        raise IngestError(
            name, "没有找到可以识别的表格", "请确认这是一份部门预算或决算公开文件，且表格以制表符或竖线分列"
        )
    return document


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
    try:
        return _checked(data, "utf-8", name)
    except IngestError:
        return _checked(data, "gb18030", name)


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
