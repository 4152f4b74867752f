"""Whether a question asks how a share moved from one year to another: 占比比2017年高了几个百分点, 比重是升了还是降了. Pure."""

from __future__ import annotations

import re

_SHARE = r"(?:占[^，。？?]{0,16}?(?:比重|比例|份额|百分比|多少|几成)|占比|比重|比例|份额)"
_YEAR = r"(?:(?:19|20)?\d\d年度?|上一?年度?|去年度?|前年|前一年)"
_MOVED = r"(?:[高低](?:了|还是|多少|几|些|出|吗|没|？|\?|$)|升|降|提高|提升|变|增|减|涨|跌|上去|下来|相差|差(?:了)?(?:多少|几)|几个百分点|多少个?百分点)"
_ASKS = (
    # 占比比2017年高了几个百分点, 比重跟2018年比是升了还是降了.
    re.compile(rf"{_SHARE}[^。？?]*?(?:比|较|同|跟|与|和|对比){_YEAR}[^。？?]{{0,16}}?{_MOVED}"),
    # 2025年与2024年相比，人员经费占比变化多少; 占比2025年和2024年差几个百分点.
    re.compile(rf"{_YEAR}(?:和|与|跟|同|比|较|到|至){_YEAR}(?:相比|比)?[^。？?]*?{_SHARE}[^。？?]{{0,8}}?{_MOVED}"),
    re.compile(rf"比{_YEAR}[^。？?]{{0,20}}?{_SHARE}[^。？?]{{0,8}}?{_MOVED}"),
)
_OF_MOVES = re.compile("(?:增长|增加|减少|下降|增减|变动)(?:的)?(?:比例|幅度|百分比)")


def asks(text: str) -> bool:
    """Whether a share in two years is to be set against each other; never by what part an amount itself moved."""
    return not _OF_MOVES.search(text) and any(pattern.search(text) for pattern in _ASKS)
