"""Names inside longer everyday words, which are no names there: 租房 of 建公租房, 用水 of 节约用水. Pure.

What the longer word stands for (`ingest.everyday`) tells: where it leads to the same item, the name is one all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest import everyday, terms

_MONEY = re.compile("的?(?:钱|费用|开支|开销|经费)$")
_BEFORE = 6  # characters of an everyday word before what it has in it
_SHORT = 3  # a printed label so short may be part of a word for something else: 手续费 of 发债手续费


def belongs_to_another(
    text: str, start: int, end: int, keys: Sequence[str], *, exact: bool, near: bool = False
) -> bool:
    """Whether a name that was found at a place is part of an everyday word for something else.

    A printed name (`exact`) may be so if it is short, a spoken one if it is a colloquial name, one that only comes `near` a
    printed one always.
    """
    if exact and end - start > _SHORT:
        return False
    if not exact and not near and terms.normalise(text[start:end]) not in terms.colloquial():
        return False
    if not exact:
        end = start + len(_MONEY.sub("", text[start:end]))  # 用水的钱 of 节约用水的钱
    return any(
        left <= start and end <= right and right - left > end - start and not leads_to(printed, keys)
        for left, right, printed in _words(text, start, end)
    ) or (not exact and not near and _in_a_printed_name(text, start, end, keys))


def _in_a_printed_name(text: str, start: int, end: int, keys: Sequence[str]) -> bool:
    """Whether a colloquial name is only the beginning, or the end, of the printed name of another line: 养老 of 养老服务."""
    return any(
        text[left:right] in everyday.lines() and not leads_to((text[left:right],), keys)
        for left in range(max(0, start - _BEFORE), start + 1)
        for right in range(end, min(len(text), end + _BEFORE) + 1)
        if right - left > end - start
    )


def tells_another(text: str, word: str, keys: Sequence[str]) -> bool:
    """Whether a word of a text is, or is part of, an everyday word for something else than these items."""
    at = text.find(word)
    return at >= 0 and any(not leads_to(printed, keys) for _, _, printed in _words(text, at, at + len(word)))


def _words(text: str, start: int, end: int) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """The everyday words that have something of a stretch of text in them, the longest of each place."""
    for at in range(max(0, start - _BEFORE), end):
        for said, printed in everyday.starting(text, at, naming=True):
            if at + len(said) > start:
                yield at, at + len(said), printed
            break


def leads_to(printed: Sequence[str], keys: Sequence[str]) -> bool:
    """Whether an everyday word with these printed words stands for the item of these keys."""
    names = [terms.normalise(terms.name(key)) for key in keys]
    return any(one in name or _says_no_more(one, name) or terms.key(one) in keys for one in printed for name in names)


def _says_no_more(one: str, name: str) -> bool:
    """Whether printed words have a name in them and tell no part of it: 体育竞赛 is another thing than all that is called 体育."""
    if name not in one:
        return False
    before, _, behind = one.partition(name)
    return bool(before) or not behind or terms.is_common(behind) or len(name) > _WHOLE_NAME


_WHOLE_NAME = 3  # characters of a name that a longer one may be a kind of
