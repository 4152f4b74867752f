"""Items that stand side by side with the word behind them that adds them up: 甲、乙、丙三项缴费小计. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from service.query import Asked

_BETWEEN = re.compile(
    r"[（(]?|[）)]?[”\"]?(?:的?(?:钱|支出|经费|费用|预算|决算))?(?:数|额)?(?:[、，,和与及跟同加+＋]|以及|还有|[再]?加上)[“\"]?"
)
_KINDS = (
    r"[）)]?[，,]?[”\"]?(?:的)?(?:[这那]?[两二三四五六七八九几\d]个?(?:项|类|块|笔|样|种|科目|编码|方面|者))?"
    r"(?:的?(?:缴费|经费|支出|费用|开支|花销|科目|资金|钱|预算|决算))?(?:数|额)?(?:[，,])?的?"
)
_CLOSING = re.compile(
    rf"{_KINDS}(?:小计|合计|之和|总和|总计|共计|加总|相加|(?:一共|总共|共|合)(?:列|计|安排|花|用|有|需|支出)?(?:了)?(?=(?:多少|几)(?![人个位名次批辆场期家户项]))"
    r"|(?:加|合|凑|算|并|摆|放)(?:起来|(?:在|到)?一[起块]儿?))(?!占|的?(?:比|占))"
)


def closes(text: str, items: Sequence[Asked]) -> bool:
    """Whether all the items stand in one row, and what adds them up stands right behind the last of them."""
    places = sorted({(a.start, a.end) for a in items})
    in_row = all(_BETWEEN.fullmatch(text[one[1] : two[0]].strip()) for one, two in pairwise(places))
    return in_row and len(places) > 1 and _CLOSING.match(text, places[-1][1]) is not None


def spans(text: str, items: Sequence[Asked]) -> list[tuple[int, int]]:
    """What adds the items up, and tells what they are: it names nothing beside them."""
    end = max((a.end for a in items), default=0)
    hit = _CLOSING.match(text, end) if closes(text, items) else None
    lead = _WHERE.search(text[: min((a.start for a in items), default=0)]) if hit else None
    return [hit.span(), *([lead.span()] if lead else [])] if hit else []


# Which table is looked into, right before the first of them.
_WHERE = re.compile(r"(?:支出|预算|决算|收入|科目)?(?:明细|分科目)(?:表|账)?(?:里面?|中|上|内)?的?[:：，,]?[“\"]?$")
