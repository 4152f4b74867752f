"""Firms of small size in a question about procurement: what they were awarded, unless what is set aside for them is asked.

A budget tells what is reserved for them (预留), a final account what their contracts came to (授予). 小微企业 alone may mean
either: the one that is disclosed. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from service.holding import Holding
from service.query import Asked, Query

_ABOUT = re.compile("采购|合同|中标|成交|订单")
_RESERVED = re.compile("预留|留给|留出|面向|专门")
_AWARDED_INSTEAD = {
    "reserved_for_small_and_medium": "contracts_of_small_and_medium",
    "reserved_for_small_and_micro": "contracts_of_small_and_micro",
}
_FIRMS = (
    (re.compile("中小微?企业?(?=[的占拿获得中签合、和与跟，。？?]|$)|中小微?企业"), "contracts_of_small_and_medium"),
    (re.compile("小微企业?|小型和?微型企业"), "contracts_of_small_and_micro"),
)
_MOVED = re.compile("[增减涨降升跌]|[比较](?:去|上|前|往|[12]\\d)|同比")
_PROCURED = "government_procurement"
_BOUGHT = re.compile("(?:政府)?采购(?:支出|总额|金额|额|合同)*")
# That contracts were given, which narrows nothing: 真正给到, 拿走, 落到…手里.
_GIVEN = re.compile(
    "(?:真正|实际|最后|最终|到底|真)*(?:给|授予|分|落|拿|签|流向|归|发包|成交|中标)(?:到|给|了|走|下|予|去)*(?:的|手里|手上)*"
    "|(?:拿|签|中|得)?(?:到|走|下)?的?(?:采购)?合同(?:金额|额)?占?"
)


def resolved(query: Query, holdings: Sequence[Holding]) -> Query:
    """The query about what small firms were awarded, where that is disclosed and nothing says that it is reserved."""
    if not _ABOUT.search(query.text) or _RESERVED.search(query.text):
        return query
    held = {
        key for holding in holdings for key in (*_AWARDED_INSTEAD, *_AWARDED_INSTEAD.values()) if key in holding.by_own
    }
    if query.kind == "rate" and not _MOVED.search(query.text):
        query = replace(query, kind="share")  # 小微企业拿了采购的百分之几
    items = [_awarded(asked, held) for asked in query.items]
    named = {key for asked in items for key in asked.keys}
    for pattern, key in _FIRMS:
        hit = pattern.search(query.text)
        if hit is not None and key in held - named and _is_free(hit, items):
            items.append(Asked(hit[0], (key,), hit.start(), hit.end()))
    if tuple(items) == query.items and not named & set(_AWARDED_INSTEAD.values()):
        return query
    bought = _BOUGHT.search(query.text)
    wholes = {_PROCURED, *_AWARDED_INSTEAD.values()}  # what small firms have is a part of either
    whole = any(_PROCURED in asked.keys for asked in items) or any(wholes & set(a.keys[:1]) for a in items[1:])
    if query.kind == "share" and bought is not None and not whole and _is_free(bought, items):
        items.append(Asked(bought[0], (_PROCURED,), bought.start(), bought.end()))  # of which a part went to them
    items.sort(key=lambda asked: asked.start)
    said = "".join(asked.text for asked in items)
    rest = tuple(word for word in query.rest if not _GIVEN.fullmatch(word) and word not in said)
    return replace(query, items=tuple(items), rest=rest)


def _is_free(hit: re.Match[str], items: Sequence[Asked]) -> bool:
    """Whether no item stands where words were found."""
    return all(hit.end() <= asked.start or asked.end <= hit.start() for asked in items)


def _awarded(asked: Asked, held: set[str]) -> Asked:
    """An item of what is reserved as that of what was awarded, where only that is disclosed."""
    instead = _AWARDED_INSTEAD.get(next(iter(asked.keys), ""))
    swap = instead in held and asked.keys[0] not in held
    return replace(asked, keys=(instead,)) if instead is not None and swap else asked
