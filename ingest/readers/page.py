"""What tells a web page before it is read: its first tag, and the encoding that it says it is in."""

from __future__ import annotations

import re

_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([-\w]+)|<\?xml[^>]*?encoding\s*=\s*["']([-\w]+)""", re.IGNORECASE
)
# Comments are taken whole (?>…), so that a thousand of them are not tried in all combinations.
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?>\s*<!--.*?-->)*+\s*<(?:!doctype\s+html|html|head|body|table)\b",
    re.IGNORECASE | re.DOTALL,
)
_FRAGMENT = re.compile(
    r"\s*(?>\s*<!--.*?-->)*+\s*<(?:meta|title|div|p|h[1-6]|center|style|link|script|article|section|span|form)\b[^>]*>",
    re.IGNORECASE | re.DOTALL,
)


def is_page(text: str) -> bool:
    """Whether a text is a web page, whatever its file is called."""
    return bool(_PAGE.match(text) or (_FRAGMENT.match(text) and re.search(r"<t[dr]\b", text, re.IGNORECASE)))


def declared(data: bytes) -> str | None:
    """The encoding that a page says it is in; the names of GB18030's elders stand for the whole of it."""
    hit = _DECLARED.search(data[:4096])
    if hit is None:
        return None
    name = (hit[1] or hit[2]).decode("ascii", "replace").lower()
    return "gb18030" if name in ("gb2312", "gbk", "gb_2312-80", "gb18030", "x-gbk", "cp936") else name
