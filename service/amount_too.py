"""What something is for and how much it is, asked in one breath: 花在什么上面的，花了多少."""

from __future__ import annotations

import re

from ingest import units
from service.draft import Draft, Stated
from service.query import Query

_VERB = "(?:花|用|支出|开支|付|投|拨|列支|安排|批|给|掏)"
_MONEY = r"(?:[千百万亿]?元|钱|资金|经费|预算|费用)"
# The amount behind the use, or before it: …，花了多少; 花了多少，都用来做什么.
AMOUNT = re.compile(
    rf"[，,、]?(?:又|都|各|分别|一共|总共|合计|共|实际|当年|全年|具体|和|以及|还有)*(?:需要?|要|是|有)?{_VERB}?(?:费|掉|出去|出|去|下来)?(?:了|的)?(?:多少|几){_MONEY}?(?:[呢呀啊]|(?=[，,。？?]|$))"
    rf"|{_VERB}(?:掉|出去|出)?(?:了)?(?:多少|几){_MONEY}?|[，,、和]?(?:金额|数额|支出数|决算数|预算数)(?:是|为|有)?(?:多少|多大|几何)"
)

_MOVES = re.compile("[比较][去上前往]|增[加长减]|减[少了]|下降|上[升涨]|占")  # by how much it moved is another question
# What a thing is for, and how much it was, in words that alone would ask of all that is spent: 花在什么上面，支出多少.
USE = re.compile(
    "用途|用处|(?:花|用|投|使|支|砸)[^，,]{0,6}(?:什么|啥|哪)|(?:干|做|办|买)[^，,]{0,3}(?:什么|啥|哪些)|怎么(?:花|用)"
)
OF_IT = re.compile(
    r"^[，,\s]*(?:又|都|一共|总共|合计|共|实际|具体)*(?:支出|开支|开销|花费|花销|使用|投入|安排|列支)(?:了|的)?(?:是|有|为)?(?:多少|几)(?:[千百万亿]?元|钱)?[呢呀啊]?[？?。]?$"
)
_BOTH = re.compile(rf"(?P<use>(?:{USE.pattern})[^，,。；？?]*)[，,]{OF_IT.pattern.removeprefix('^')}")


def plain(text: str) -> str:
    """A question about a use and an amount, the amount asked for in words that are of that thing alone."""
    return _BOTH.sub(r"\g<use>，多少钱", text)


def asked(query: Query) -> str | None:
    """What a question about a use or a number names, to be asked again for its amount; None where none is asked for too."""
    if query.counted and query.kind == "lookup" and _MONEY_TOO.search(query.text):
        return query.items[0].text if len(query.items) == 1 else None
    if query.kind != "purpose" or query.counted or query.per or query.per_head or _MOVES.search(query.text):
        return None
    if not AMOUNT.search(query.text):
        return None
    if len(query.items) == 1 and not query.rest:
        return query.items[0].text
    if len(query.items) == _PAIR and not query.rest:  # 某某支出的某某费
        whole, part = query.items
        path = _INSIDE.fullmatch(query.text, whole.end, part.start) is not None
        return query.text[whole.start : part.end] if path else None
    return query.rest[0] if len(query.rest) == 1 and not query.items else None


_PAIR = 2
_INSIDE = re.compile(
    '[”"]?(?:支出|预算|决算|收入)?(?:里面?|里头|之?中|当中|之?内)?的[“"]?|(?:里面?|里头|之?中|当中|之?内)[“"]?'
)
# Money asked for behind a number: 有多少人，花多少钱.
_MONEY_TOO = re.compile(
    rf"(?:多少|几)[^，,。；？?]{{1,6}}[，,；;](?:又|都|一共|总共|合计|共|实际|全年|一年|大概|要|得|需要?)*{_VERB}(?:费|掉|出去?)?(?:了|的)?(?:多少|几){_MONEY}[呢呀啊]?[？?。]?$"
)


def said(found: Draft) -> bool:
    """Whether an answer already tells an amount of money of its own."""
    return any(isinstance(piece, Stated) and units.is_money(piece.unit) for piece in found.pieces)


def is_amount(draft: Draft | None) -> bool:
    """Whether an answer is one amount of money."""
    result = draft.result if draft is not None and draft.status == "answered" else None
    return result is not None and units.is_money(result.unit)
