"""Money that comes in: what is fined, charged, let or given is never told by what is spent on it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest import terms, units
from ingest.model import Fact
from service.draft import Draft, Stated
from service.query import Query
from service.rules.words import clause

# What others gave: 从赞助商那儿收了多少, 收到多少捐款.
_GIVEN = re.compile(
    r"(?<![征回验])收(?:了|到了?|取了?|上来了?|进来?了?|回来?了?)[^，。；？?]{0,4}?(?:多少|几)|(?:从|向|跟|问)[^，。；？?]{2,16}?(?:那儿|那里|那边|手里|手上|身上|处)?(?:收|募|筹|拉|化缘)(?!入|支)[^，。；？?]{0,4}?(?:多少|几)"
    # Or what was given, by its name and how it came: 拉到的赞助一共进账多少, 捐款收入实收金额.
    r"|(?:赞助|冠名|捐[款赠助资]|募捐|捐物|善款|门票|票房|报名费|广告费|摊位费|场租)(?:商|单位|企业|人|方)?(?:给|出|拿|付|交)?的?(?:费|款|金|钱|资金)?[^，。；？?]{0,8}?(?:进账|入账|到账|实收|收入|收到|收了|拿到|拉到|筹到|拉来|进来)"
    r"|(?:拉|筹|募|化|收|拿|接)(?:到|来|得|了)+的?(?:赞助|捐|善款|冠名|门票)"
    # Or by who gave it, or by what is asked for itself: 赞助企业给了某局多少, 给了多少赞助款.
    r"|(?:赞助|冠名|捐[款赠助资])(?:商|单位|企业|方|人|者)[^，。；？?]{0,12}?(?:给|出|拿|付|交|掏|提供)了?[^，。；？?]{0,16}?(?:多少|几)|(?:多少|几)(?:笔|[万亿]?元)?的?(?:赞助|捐赠|捐助|冠名)(?:费|款|金|钱|资金)"
    # What is charged, sold or earned: 停车费能收多少, 门票卖了多少钱, 自己挣了多少.
    r"|[费金租款票](?:一共|总共|全年|一年|大概|预计|打算|计划|准备|能|可以?|要|会|该)*(?:收(?!入|支)|征收|收缴)(?:了|到|上来|进来)*(?:多少|几)"
    r"|(?:卖|租|挣|赚)(?:出去|出|掉|到|得|了|回来)*(?:收|得|拿)?(?:了|到)*(?:多少|几)(?:钱|[千万亿]?元|万(?!人)|$|[？?。，])"
    r"|收上来的[^，。；？?]{1,10}?(?:多少|几)"
)
_OF_GIVING = re.compile(r"(?<![回验])收(?![运购治集容储割藏尘])|入账|捐|赞助|缴|罚|拨款|补助|征|募")
# What is fined; how many were, and what it costs to deal with what was taken, are other questions.
_FINED = re.compile(
    r"(?<![处惩刑体])罚(?:款|没|金|单|了|过|到|得|上来)*[^，。；？?]{0,12}?(?:多少|几[十百千万亿])(?![人个起次件家辆张宗例户条])"
)
_DEALT_WITH = re.compile("物资|物品|财物|处[置理]|办案|票据|系统|经费|支出|开支|花|用[了掉去]|成本|安排|列支|拨")
_OF_FINES = re.compile("收入|罚(?:款|金|没款?)(?![物财票])|收缴|入库|非税|执收")
# And what something brings in: 租金收入.
_CAME_IN = re.compile("(?:的|这块|这笔|方面)?收入")
_EARNED = re.compile("工资|薪|奖金|津贴|补贴|绩效|待遇|人员")  # by the staff, which is what the body spends on it


def told_by_spending(query: Query, found: Draft) -> bool:
    """Whether it is asked what came in, and what is told is only what is spent."""
    told = _money(found)
    if not told:
        return False
    if _is_fined(query.text):
        return not any(_OF_FINES.search(_own_words(fact)) for fact in told)
    if _GIVEN.search(query.text):
        return not any(_OF_GIVING.search(_own_words(fact)) for fact in told)
    return _brings_in(query) and not any("收" in _beside(fact) for fact in told)


def names_part(before: str, words: Sequence[str]) -> bool:
    """Whether one of the words stands right before a total, so that it names one kind of it: 门票 of 门票收入."""
    return before.removesuffix("的").endswith(tuple(words))


def _money(found: Draft) -> list[Fact]:
    """The amounts of money that the answer is, or where no one is, that it states."""
    stated = [found.result] if found.result else [piece for piece in found.pieces if isinstance(piece, Stated)]
    return [fact for piece in stated for fact in piece.facts if units.is_money(fact.unit)]


def _is_fined(text: str) -> bool:
    return bool(_FINED.search(text)) and not _DEALT_WITH.search(text)


def _brings_in(query: Query) -> bool:
    text = query.text
    if any(_CAME_IN.match(text, a.end) and not _EARNED.search(a.text) for a in query.items):
        return True
    words = [word for word in query.rest if not _EARNED.search(word)]
    return any(names_part(text[: hit.start()], words) for hit in _CAME_IN.finditer(text))


def _own_words(fact: Fact) -> str:
    """What a figure is of: its labels and its clause. All that a body gets for a line (本年收入合计) was not paid by others for it."""
    columns = () if fact.code and any(terms.key(label) in terms.WHOLES for label in fact.column) else fact.column
    return "".join((*fact.row, *columns, clause(fact) if fact.source == "narrative" else ""))


def _beside(fact: Fact) -> str:
    """The same with all columns, and its table where that tells of nothing but what came in."""
    table = terms.table_class(fact.table or "")
    of_revenue = table is not None and table.id == "revenue"
    return "".join((_own_words(fact), *fact.column, fact.table or "" if of_revenue and fact.source == "table" else ""))
