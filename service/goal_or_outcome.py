"""Whether an indicator's goal is asked for, or what it came to: final accounts print both beside each other. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.model import Fact
from service.holding import Holding
from service.query import Query

_GOAL = re.compile(
    r"目标|要求|指标值|应(?:该|当)?(?:达|到|不|有|是)|[要须]得?(?:达|做|办|完|控|不|在|有|给|新|保)|不[低少大高]于|不超过?|至少|至多|顶多|最[多少低高]"
    r"|计划|[定设](?:的|在|了|为|到|成|多|下)|标准|预期|预计|打算|准备|年初|控制在|以[上内下]|规定|承诺|门槛|权重|分值"
)
_KINDS = frozenset({"lookup", "rate", "share", "list"})


_TO_REACH = re.compile(
    r"(?:[要须]得?|应该?当?|必须)(?:求)?(?:控制|保持|达|做|降|提高|不低|不高|不超|不少)[^，。；？?了]{0,6}(?:多少|几)"
    r"|(?:控制|保持)在(?:多少|几|百分之)|目标(?:值)?(?:是|为|定)"
)


def is_to_reach(text: str) -> bool:
    """Whether a question says that something is still to be reached: 要控制在多少以内."""
    return _TO_REACH.search(text) is not None


def asks_goal(text: str) -> bool:
    """Whether a question says that it is about what was to be reached."""
    return _GOAL.search(text) is not None


def with_outcome_meant(query: Query, holdings: Sequence[Holding], year: int) -> Query:
    """The query as one about what was reached where it names indicators that final accounts of the year tell it of, and no goal.

    Of a year that is over it is asked how it went: 读者满意度是多少.
    """
    if query.basis is not None or query.kind not in _KINDS or not query.items or asks_goal(query.text):
        return query
    if any(h.record.kind != "final_accounts" for h in holdings if h.record.year == year):
        return query
    told = [
        {
            k.fact.basis
            for key in asked.keys
            for h in holdings
            for k in h.by_own.get(key, ())
            if _is_figure(k.fact, year)
        }
        for asked in query.items
    ]
    return replace(query, basis="actual") if all("actual" in bases for bases in told) else query


def _is_figure(fact: Fact, year: int) -> bool:
    return fact.indicator is not None and fact.value is not None and fact.year == year and not _other_column(fact)


def _other_column(fact: Fact) -> bool:
    """Whether a number of an indicator is neither its goal nor what was reached: its weight, its points."""
    return any(word in label for label in fact.column for word in ("权重", "分值", "得分", "评分", "系数", "率"))


def reached(facts: Iterable[Fact]) -> frozenset[tuple[str, int | None, tuple[str, ...]]]:
    """The indicators that a disclosure tells the outcome of, by document, table and row."""
    return frozenset(
        place(fact)
        for fact in facts
        if fact.indicator is not None and fact.basis == "actual" and fact.value is not None and not _other_column(fact)
    )


def place(fact: Fact) -> tuple[str, int | None, tuple[str, ...]]:
    """Where an indicator stands."""
    return fact.document, fact.table_number, fact.row


_MORE = re.compile("新增|增设")
_ASKS_MORE = re.compile("[新增添加建设]")


def only_more(text: str, fact: Fact) -> bool:
    """Whether a fact is an indicator of how many are to be added, or were, and it is not said that these are asked for."""
    added = fact.basis == "target" or fact.indicator is not None
    return added and bool(fact.row) and bool(_MORE.search(fact.row[-1])) and not _ASKS_MORE.search(text)
