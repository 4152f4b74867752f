"""The flow of narrative: what a page or line break has cut is joined, page furniture is dropped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ingest.blocks import Block, Line
from ingest.captions import is_caption
from ingest.headings import numbering, rank
from ingest.model import Place

_ENDS = "。！？；;：:”）)】》…"
_PAGE_NUMBER = re.compile(
    r"[-–—~·\s]*(?:第\s*)?\d{1,3}\s*(?:页)?(?:\s*[,，/]?\s*(?:共|of)?\s*\d{0,3}\s*页?)?[-–—~·\s]*"
)
_CONTENTS = re.compile(r"(?:\.{4,}|…{2,}|·{4,}|．{4,})\s*\d*\s*$")
_CONTACT = re.compile(r"联系人|联系电话|联系方式|电话[:：]|监督电话|邮箱|传真|网址|https?://")
_LEADS_ON = re.compile(r"[^，。；]{4,24}如下[：:]")  # 财政拨款支出主要内容如下：
_GIVES_REASON = re.compile("原因(?:主要)?(?:是|为|[：:])")
_SHORTEST_CUT = 20


def is_page_number(text: str) -> bool:
    """Whether a line is nothing but a page number: 3, - 3 -, 第3页 共9页."""
    return bool(text.strip()) and bool(_PAGE_NUMBER.fullmatch(text.strip()))


def is_contents(text: str) -> bool:
    """Whether a line belongs to a table of contents with leaders: “一、单位概况……3”."""
    return bool(_CONTENTS.search(text))


def is_contact(text: str) -> bool:
    """Whether a line says whom to call; it belongs to no chapter."""
    return len(text) <= 80 and bool(_CONTACT.search(text)) and not text.endswith("。")


def _begins_anew(line: Line) -> bool:
    return line.marked or numbering(line.text) is not None or is_caption(line.text)


def _is_cut(before: str, after: str) -> bool:
    """Whether `after` goes on with the sentence that `before` breaks off."""
    if after[0] in "，、。；：）)”》":
        return True
    if before[-1] in "，、（(“《" or before.count("“") > before.count("”") or before.count("《") > before.count("》"):
        return True
    if _LEADS_ON.fullmatch(after) and _GIVES_REASON.search(before):
        return False  # a reason that closes its paragraph without a stop
    if before[-1] in _ENDS or _CONTACT.search(before) or _CONTACT.search(after):
        return False
    return len(before) >= _SHORTEST_CUT


def _joined(before: Line, after: Line) -> Line:
    """Chinese is joined without a blank; two Latin words keep one."""
    last, first = before.text[-1], after.text[0]
    between = last.isascii() and last.isalpha() and first.isascii() and first.isalpha()
    text = before.text + (" " if between else "") + after.text
    begin = len(text) - len(after.text)
    parts: tuple[tuple[int, Place], ...] = ()
    if before.parts or after.parts:
        moved = ((at + begin, place) for at, place in after.parts or ((0, after.place),))
        parts = (*(before.parts or ((0, before.place),)), *moved)
    return Line(text, place=before.place, parts=parts, doubts=(*before.doubts, *(at + begin for at in after.doubts)))


def rejoin(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with page numbers and contents lines dropped, repeated page headers too, and cut paragraphs whole."""
    headers = _page_headers(blocks)
    out: list[Block] = []
    for block in blocks:
        if not isinstance(block, Line):
            out.append(block)
            continue
        if not block.text or is_page_number(block.text) or is_contents(block.text) or block.text in headers:
            continue
        last = out[-1] if out else None
        if (
            isinstance(last, Line)
            and not last.marked
            and not _begins_anew(block)
            and rank(last.text, marked=False) is None
            and not is_caption(last.text)
            and _is_cut(last.text, block.text)
        ):
            out[-1] = _joined(last, block)
        else:
            out.append(block)
    return out


def _page_headers(blocks: Sequence[Block]) -> frozenset[str]:
    """Lines that stand beside a page number or page mark at least three times: running heads."""
    beside: Counter[str] = Counter()
    lines = [block.text if isinstance(block, Line) else "" for block in blocks]
    for before, after in pairwise(lines):
        if is_page_number(before) and after and not is_page_number(after):
            beside[after] += 1
        if is_page_number(after) and before and not is_page_number(before):
            beside[before] += 1
    return frozenset(text for text, count in beside.items() if count >= 3 and len(text) <= 40)
