"""Lines of goods and services that a question lists without 费, written out: 水、电、邮电、维修(护)四笔 → 水费、电费、…. Pure.

One such word alone may name anything (办公, 会议); several side by side, with what closes a list of amounts behind them, are the
lines. A text whose list has another name in it stays as it is.
"""

from __future__ import annotations

import re
from functools import cache

from ingest import terms

_GOODS_AND_SERVICES = re.compile("302\\d\\d")
_CLOSING = re.compile("费用?$")
# How people shorten the rest of a name, beside leaving out 费.
_SHORTER = {"物业管理": "物业", "公务接待": "接待"}
_BETWEEN = r"(?:[、，,和与及跟加+＋]|以及|还有|连同|加上)"
# What may stand right before the first: 公用经费中水、电; 2019年会议、培训. After any other character it may close a longer word.
_BEFORE = r"(?:^|(?<=[^一-鿿])|(?<=[年中里内的是把将看算含括数下项]))"
_BEHIND = (
    r"(?=费|(?:等|这|那|的|共|一共|总共)*(?:[两二三四五六七八九]|几)(?:项|笔|块|个|样|者|类|种)|之[和比]|总[和额计]"
    r"|(?:的|上的?)?(?:支出|开支|经费|费用|金额|钱|预算|决算)?(?:数|额)?(?:加|合|相加|相差|一共|共|总共|各|分别|哪一?[个项样]|谁))"
)


def plain(text: str) -> str:
    """The text with the names of a list written out; its length may change."""
    return _lists().sub(lambda hit: _written_out(hit[0], text[hit.end() :]), text) if _JOIN.search(text) else text


_JOIN = re.compile(_BETWEEN)
_SEVERAL = re.compile(f"({_BETWEEN})")


def _written_out(names: str, behind: str) -> str:
    pieces = _SEVERAL.split(names)
    closed = len(pieces) - 1 if behind.startswith("费") else -1  # the last one, by the text itself
    return "".join(
        piece if at % 2 or at == closed or piece.endswith(("费", "费用")) else f"{piece}费"
        for at, piece in enumerate(pieces)
    )


@cache
def _lists() -> re.Pattern[str]:
    one = rf"(?:{'|'.join(sorted(_stems(), key=len, reverse=True))})(?:费用?)?"
    return re.compile(rf"{_BEFORE}{one}(?:{_BETWEEN}{one})+{_BEHIND}")


def _stems() -> set[str]:
    """The names of the lines without 费, each as a pattern: what is printed in brackets may be left out."""
    names = [code.name for code in terms.codes().values() if _GOODS_AND_SERVICES.fullmatch(code.code)]
    stems = {_CLOSING.sub("", name) for name in names if _CLOSING.search(name)}
    short = {short for long, short in _SHORTER.items() if long in stems}
    return short | {_BRACKET.sub(r"(?:[（(]\1[）)]|\1)?", stem) for stem in stems}


_BRACKET = re.compile("[（(](.+?)[）)]")
