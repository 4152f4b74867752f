"""How deep a heading is: told by its numbering (一、 （一） 1.), for the marks of converted files are unreliable.

One file mixes `##`, `####`, bold and plain lines for headings of one rank; the numbering is what the authors kept to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMERAL = "一二三四五六七八九十百〇零"
_STYLES: tuple[tuple[int, re.Pattern[str]], ...] = (
    (0, re.compile(rf"第[{_NUMERAL}\d]+(?:部分|章|篇)[、：:.．]?\s*")),
    (2, re.compile(rf"[{_NUMERAL}]{{1,4}}\s*[、.．]\s*")),
    (3, re.compile(rf"[（(]\s*[{_NUMERAL}]{{1,4}}\s*[)）]\s*[、.．]?\s*")),
    (4, re.compile(r"\d{1,2}\s*(?:[、．]|\.(?!\d))\s*")),
    (5, re.compile(r"[（(]\s*\d{1,2}\s*[)）]\s*[、.．]?\s*")),
    (6, re.compile(r"[①-⑳]\s*")),
)
UNNUMBERED = 1
# Chapters that stand in most disclosures without a number.
_CHAPTER = re.compile(
    r"(?:情况说明|编制说明|名词解释|主要职能|主要职责|职能职责|机构设置|单位构成|部门概况|单位概况|基本情况|总体情况)$"
)
# What a numbered line of these words is though a full stop ends it: （五）政府性基金预算收支决算情况说明。
_STOPPED = re.compile(r"(?:情况|说明|解释|职能|职责|设置|构成|渠道)[。：:]$")
_LONGEST = 40
_LONGEST_RUN_IN = 28
_STOPS = "。；;！？，,：:"


@dataclass(frozen=True, slots=True)
class Numbering:
    """A list mark at the beginning of a text: its rank (0 第一部分, 2 一、, 3 （一）, 4 1., 5 （1）) and its length."""

    rank: int
    length: int


def numbering(text: str) -> Numbering | None:
    """The list mark that `text` begins with."""
    for rank, style in _STYLES:
        if hit := style.match(text):
            return Numbering(rank, hit.end())
    return None


# What the form tells whoever fills it in, left behind a heading: 二、单位构成（仅有一个单位的部门，本部分内容为…）.
_REMARK = re.compile(r"[（(](?=[^（）()]*(?:本部分|此部分|本节|此节|仅有|如无|若无|没有的))[^（）()]*[）)]$")


def rank(text: str, *, marked: bool) -> int | None:
    """The rank of a whole line that is a heading, None for a line that is none.

    `marked` says that the file itself marks the line (`#`, bold, a heading style). A plain line is a heading when it
    is numbered, short and no sentence (a full stop behind 情况说明 makes none), or a well-known chapter; 1. and below number list items far more often than
    headings, so these must be marked.
    """
    found = numbering(text)
    body = text[found.length :].strip() if found else text.strip()
    body = _REMARK.sub("", body) or body
    if found is not None and found.rank <= 3 and _STOPPED.search(body):
        body = body[:-1]
    if not body or len(body) > _LONGEST or "。" in body:
        return None
    if marked:
        return found.rank if found else UNNUMBERED
    if found is None and _CHAPTER.search(body) and not any(stop in body for stop in _STOPS):
        return UNNUMBERED
    if found is None or found.rank > 3 or body[-1] in _STOPS or any(stop in body for stop in "，；;：:"):
        return None
    return found.rank


def run_in(text: str) -> tuple[int, str] | None:
    """The rank and the words of a heading that stands in the line of its paragraph: （一）机关运行经费。2024年…"""
    found = numbering(text)
    if found is None or found.rank not in (2, 3, 4):
        return None
    rest = text[found.length :]
    stop = re.search(r"[。：:，；,;、\d]", rest)
    if stop is None or stop.group() not in "。：:" or not 2 <= stop.start() <= _LONGEST_RUN_IN:
        return None
    if not rest[stop.end() :].strip():
        return None
    return found.rank, text[: found.length + stop.start()].strip()


def push(path: tuple[tuple[int, str], ...], level: int, text: str) -> tuple[tuple[int, str], ...]:
    """The heading path after a heading of that level: its equals and inferiors leave the path."""
    return (*(step for step in path if step[0] < level), (level, text))
