"""Questions that fit after an answer: three of them, each answerable as it is written."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ingest import terms
from service.query import Query
from service.rules.scene import Scene

if TYPE_CHECKING:
    from service.asking import Put

_OFFERED = 3
_TRIED = 9
# What is offered about any disclosure, where what was asked has nothing further to tell.
_COMMON = ("“三公”经费", "项目支出", "基本支出", "支出总计")


def follow_ups(
    put: Put, asked: str, answerable: Callable[[str], bool], known: Callable[[str], bool] | None = None
) -> tuple[str, ...]:
    """Up to three questions on the same matter; `answerable` says whether one would be answered.

    In a hurry `known` says of which that is known already: these come first, then those that are offered about every
    disclosure, so that they are known the next time.
    """
    near, common = _near(put.scenes[0], asked), _common(put.scenes[0])
    offers = list(dict.fromkeys((*near, *common)))[:_TRIED]
    if known is not None:
        offers.sort(key=lambda offer: (not known(offer), offer not in common))
    found: list[str] = []
    for offer in offers:
        if answerable(offer):
            found.append(offer)
        if len(found) == _OFFERED:
            break
    return tuple(found)


def _near(scene: Scene, asked: str) -> list[str]:
    """Other questions about the item that was asked about, in the order in which people go on."""
    query = scene.query
    if not query.items:
        return []
    body, year = _whose(scene)
    basis = {"actual": "决算", "budget": "预算"}.get(query.basis or "", "")
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
    return [t for kind, t in ways if kind != query.kind and t != asked and (kind != "share" or spent)]


def _common(scene: Scene) -> list[str]:
    """What people ask about any disclosure, save what was asked about."""
    body, year = _whose(scene)
    items = scene.query.items
    return [f"{body}{year}年{one}是多少？" for one in _COMMON if not any(terms.key(one) in a.keys for a in items)]


def _whose(scene: Scene) -> tuple[str, int]:
    """The body, where several are held, and the year that an offer is about."""
    year = scene.told_in()
    return scene.organisation if scene.name_organisation else "", year


def _named(query: Query) -> str:
    item = query.items[0]
    if item.keys and item.keys[0] in terms.concepts():
        return terms.name(item.keys[0])
    return item.text.strip("“”\"'‘’「」 ")
