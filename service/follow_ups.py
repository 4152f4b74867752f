"""Questions that fit after an answer: three of them, each answerable as it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from ingest import terms
from service.query import Query
from service.rules.scene import Scene

if TYPE_CHECKING:
    from service.asking import Put

_OFFERED = 3
_TRIED = 9
# What people ask about any disclosure, where what was asked has nothing further to tell.
_COMMON = ("“三公”经费", "项目支出", "基本支出", "支出总计")


def follow_ups(put: Put, asked: str, answerable: Callable[[str], bool]) -> tuple[str, ...]:
    """Up to three questions on the same matter; `answerable` says whether one would be answered."""
    found: list[str] = []
    tried: set[str] = set()
    for offer in _offers(put.scenes[0], asked):
        if offer in tried or len(tried) >= _TRIED:
            continue
        tried.add(offer)
        if answerable(offer):
            found.append(offer)
        if len(found) == _OFFERED:
            break
    return tuple(found)


def _offers(scene: Scene, asked: str) -> Iterator[str]:
    query = scene.query
    body = scene.organisation if scene.name_organisation else ""
    year = scene.pair()[0] if query.kind in ("change", "rate", "reason") else scene.target()
    basis = {"actual": "决算", "budget": "预算"}.get(query.basis or "", "")
    if query.items:
        item = _named(query)
        lead = f"{body}{year}年{item}{basis}"
        ways = (
            ("reason", f"{lead}为什么变化？"),
            ("change", f"{lead}比上年变化多少？"),
            ("share", f"{lead}占总支出的比例是多少？"),
            ("list", f"{lead}由哪些部分组成？"),
            ("lookup", f"{lead}是多少？"),
            ("purpose", f"{lead}主要用于什么？"),
            ("definition", f"{body}什么是{item}？"),
        )
        spent = not item.endswith(("收入", "总计"))  # revenue and totals are no share of what is spent
        yield from (t for kind, t in ways if kind != query.kind and t != asked and (kind != "share" or spent))
    for common in _COMMON:
        if not any(terms.key(common) in a.keys for a in query.items):
            yield f"{body}{year}年{common}是多少？"


def _named(query: Query) -> str:
    item = query.items[0]
    if item.keys and item.keys[0] in terms.concepts():
        return terms.name(item.keys[0])
    return item.text.strip("“”\"'‘’「」 ")
