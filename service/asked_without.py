"""What is left out of several things before one of them, or some, are asked for: 撇开甲不谈, 除甲外, 甲除外, 不算甲. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from service import asked_bound, asked_order
from service.blanking import MASK
from service.query import Asked

_WHAT = rf"[^，。；？?{MASK}]{{2,28}}?"
_LEFT_OUT = re.compile(
    rf"(?:除(?:了|去|开|掉|却)?|撇(?:开|去|掉)|抛(?:开|去)|刨(?:去|开|掉|除)|扣(?:除|掉|去|开)|剔除(?:掉)?|排除(?:掉)?|去掉|(?:先|暂)?不(?:算|计|含|包括|考虑|谈|说|提|看|管)(?:上)?)"
    rf"(?P<what>{_WHAT})(?:之外|以外|外|之后|以后|后|不[谈说算计提看管论]|的话|(?=[，,]))(?:[，,]|(?=[^，。；？?]))"
    # Or said behind it: 甲除外, 甲不算在内.
    rf"|(?:(?<=^)|(?<=[，,年¦]))(?P<named>{_WHAT})(?:除外|不算在内|不计在内|不算|不计|之外|以外)[，,]"
    rf"|[把将](?P<taken>{_WHAT})(?:剔除|排除|去掉|扣除|刨除|刨去|撇开|拿掉|除去|除掉|除开|排开|抛开)(?:掉|在外|出去|不[看算谈计])?(?:之?后|以后|的话)?[，,]"
    # Or in a bracket: 最大的科目(不含甲)
    rf"|[（(](?:除(?:了|去|开)?|不(?:算|计|含|包括)|剔除|扣除)(?P<put>{_WHAT})(?:外|除外|以外|之外)?[）)]"
    # Or before the noun: 甲以外的科目中.
    rf"|(?P<before>{_WHAT})(?:之外|以外|除外)的(?=[^，。；？?]{{0,12}}(?:科目|[项类款]|支出|费用))"
)
_BESIDE_IT = re.compile('[和与及跟、以还有外或支出这那两几二三项个类款科目的“”"了之钱费经用都 ]*')


def left_out(text: str, items: Sequence[Asked]) -> tuple[tuple[int, int], tuple[Asked, ...]] | None:
    """Where a text that asks for an order, or for those beyond a bound, leaves things out, and which; None where none is known whole."""
    for hit in _LEFT_OUT.finditer(text):
        start, end = hit.span(hit.lastgroup or 0)
        own = tuple(item for item in items if start <= item.start and item.end <= end)
        said = text[start:end]
        for item in sorted(own, key=lambda one: -one.start):
            said = said[: item.start - start] + said[item.end - start :]
        rest = text[: hit.start()] + text[hit.end() :]
        if own and _BESIDE_IT.fullmatch(said) and (asked_order.asks(rest) or asked_bound.sets(rest)):
            return hit.span(), own
    return None
