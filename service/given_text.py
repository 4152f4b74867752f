"""The text that somebody brings to be checked: from a file or from standard input, and whether it can be."""

from __future__ import annotations

import sys
from pathlib import Path

_ENCODINGS = ("utf-8-sig", "gb18030")


class TextError(Exception):
    """A text that cannot be checked, in one sentence that says what to do."""


def read(path: Path | None, most: int) -> str:
    """The text of a file, or of standard input where there is none; TextError where it is none, empty or too long."""
    where = "标准输入" if path is None else f"“{path}”"
    try:
        data = sys.stdin.buffer.read() if path is None else path.read_bytes()
    except OSError as error:
        raise TextError(f"无法读取{where}（{error.strerror}）；请检查文件名和权限。") from error
    return checked(_decoded(data, where), most)


def checked(text: str, most: int) -> str:
    """The text; TextError where it is empty or longer than the limit."""
    if not text.strip():
        raise TextError("文字是空的；请给出要核对的文字。")
    if len(text) > most:
        raise TextError(f"文字有{len(text)}个字，超过{most}个字的上限；请分成几段核对。")
    return text


def _decoded(data: bytes, where: str) -> str:
    if b"\0" not in data:
        for encoding in _ENCODINGS:
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                continue
    raise TextError(f"{where}不是文字；请把要核对的文字另存为 .txt 或 .md 再核对。")
