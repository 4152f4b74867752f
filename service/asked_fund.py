"""Whose money alone a question asks about: 按财政拨款口径, 一般公共预算安排的公务接待费."""

from __future__ import annotations

import re
from collections.abc import Callable

from service.blanking import blanked
from service.evidence import FUND_NAMES
from service.query import Asked

_FUND = (
    r"(?P<fund>(?:一般)?公共预算(?:财政拨款|拨款|资金)?|政府性基金(?:预算)?(?:财政拨款|拨款|资金)?"
    r"|国有资本经营预算(?:财政拨款|拨款|资金)?|财政拨款(?:资金)?)"
)
_BY_FUND = re.compile(
    rf"(?:(?:按照?|以|从|在|就|用)[“\"]?{_FUND}[”\"]?(?:的|这一?|这个)?(?:口径|范围)(?:来?[看说讲算]|计算|统计|内|下|里)*"
    rf"|{_FUND.replace('fund', 'alone')}(?:的|这一?|这个)?口径(?:下|内|里|来看)*的?"
    rf"|(?:由|用|靠)?{_FUND.replace('fund', 'paid')}(?:当年|本年)?(?:所)?(?:安排|负担|列支|开支|保障|支付)(?:支出)?的(?=[“\"]?[一-鿿]))"
)


# 一般公共预算里头，甲和乙哪个多: told in front of several items.
_INSIDE_FUND = re.compile(
    r"(?P<fund>(?:一般)?公共预算|政府性基金(?:预算)?|国有资本经营预算)(?:财政拨款|拨款|资金)?(?:支出|决算|预算)?"
    r"(?:里面?|里头|里边|之?中|当中|之?内|盘子里)(?:的|，|,)*(?=[“\"]?[一-鿿（(])"
)
_SEVERAL = 2


def by_fund(named: str, items_of: Callable[[str], tuple[Asked, ...]]) -> tuple[str | None, str]:
    """The key of the fund that a question is confined to, and the text without it; (None, the text) where there is none.

    `items_of` tells the items of a text: where the fund is all that is named, it is what is asked about.
    """
    hit = _BY_FUND.search(named)
    inside = None if hit else _INSIDE_FUND.search(named)
    if hit is None and inside is None:
        return None, named
    said = hit["fund"] or hit["alone"] or hit["paid"] if hit else inside["fund"] if inside else ""
    rest = blanked(named, [(hit or inside).span()])  # type: ignore[union-attr] # one of them is there
    if len(items_of(rest)) < (1 if hit else _SEVERAL):
        return None, named
    keys = (key for key, name in FUND_NAMES.items() if name.removeprefix("一般") in said)
    return next(keys, "fiscal_appropriation"), rest
