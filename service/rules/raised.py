"""A standard that was raised or lowered, as one sentence tells it: 补贴由每户每年800元提高到1000元."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest import quantity, terms
from ingest.model import Fact
from service import evidence
from service.draft import Draft, Quoted, Stated, computed
from service.holding import Known
from service.rules.scene import Scene, answered, state

_MOST = 0.7  # of a label's characters, and of each word of the question, what must be found on the other side
_PERCENT = re.compile("百分|几成|幅|比例|倍")
_ADDS_NOTHING = re.compile(r"[给向每个里的一年月人户们家了由从按照标准额多少块钱元]|(?:19|20)\d\d")


def raised(scene: Scene) -> Draft | None:
    """By how much what one sentence states of two years moved, where it is of nothing that the tables list."""
    text = terms.normalise(scene.query.text)
    year, base = scene.pair()
    if _PERCENT.search(scene.query.text) or scene.query.between_bases:
        return None
    found: dict[tuple[str, ...], tuple[Known, Known]] = {}
    for holding in scene.holdings:
        told = [
            k
            for k in holding.known
            if k.fact.source == "narrative" and k.fact.measure == "level" and k.fact.value is not None
            and k.fact.year in (year, base) and k.fact.row and _is_own(k) and _is_meant(scene, text, k.fact.row[-1])
        ]  # fmt: skip
        for late in told:
            for early in told:
                same = (early.fact.quote, early.fact.row, early.fact.unit) == (
                    late.fact.quote, late.fact.row, late.fact.unit,
                )  # fmt: skip
                if same and early.fact.year == base and late.fact.year == year:
                    found.setdefault(late.fact.row, (early, late))
    if len(found) != 1:
        return None
    early, late = next(iter(found.values()))
    gap = computed("a - b", {"a": late.fact, "b": early.fact}, late.fact.unit, bold=True)
    if not gap.value:
        return None
    name = late.fact.row[-1]
    draft = answered(
        f"{scene.prefix}{year}年{name}", *state(late.fact), f"，比{base}年的", *state(early.fact),
        "增加" if gap.value > 0 else "减少", gap, "。原文：",
        Quoted(late.fact.quote, late.fact.document, late.fact.quote, late.fact.place, late.fact.section),
        result=gap if gap.certain else None,
    )  # fmt: skip
    return replace(draft, by_words=True)


_BY_ONE = re.compile(r"(?:每一?(?:个?人|名|位)|人均)每?(?:个?月|年|天|日|次)?")
_A_TIME = re.compile("(?:每一?个?|一个?)(?P<time>月|年|天|日|次)")
_GIVEN = re.compile("标准|补贴|补助|津贴|报酬")


def standard(scene: Scene) -> Draft | None:
    """What each of some people is given, as the only sentence about it states it: 某某员补贴标准由每人每月500元提高至600元."""
    query, year = scene.query, scene.target()
    if not query.per_head or query.kind != "lookup" or not _GIVEN.search(query.text):
        return None
    text = terms.normalise(query.text)
    times = set(_A_TIME.findall(query.text))
    found = [
        known
        for holding in scene.holdings
        for known in holding.known
        if (fact := known.fact).source == "narrative" and fact.measure == "level" and fact.value is not None
        and fact.year == year and fact.span is not None and fact.row and _is_own(known)
        and evidence.basis_fits(fact, query.basis) and _GIVEN.search(fact.row[-1])
        and _BY_ONE.search(_before(fact)) and times <= set(_A_TIME.findall(_before(fact)))
        and _is_meant(scene, text, fact.row[-1])
    ]  # fmt: skip
    if len({known.fact.value for known in found}) != 1:
        return None
    fact = found[0].fact
    by_one = _BY_ONE.search(_before(fact))
    if by_one is None or "/" in (fact.unit or ""):
        return None
    figure = state(fact, bold=True)
    result = next(piece for piece in figure if isinstance(piece, Stated))
    quoted = Quoted(fact.quote, fact.document, fact.quote, fact.place, fact.section)
    told = answered(
        f"{scene.prefix}{year}年{fact.row[-1]}为{by_one[0]}",
        *figure,
        "。原文：",
        quoted,
        result=result if result.certain else None,
    )
    return replace(told, by_words=True)


_CLAUSE = re.compile("[，。；\n]")


def _before(fact: Fact) -> str:
    """What stands before a figure in its clause."""
    return _CLAUSE.split(fact.quote[: fact.span[0]])[-1] if fact.span else ""


def _is_own(known: Known) -> bool:
    """Whether a figure is money of no item that tables list."""
    unit = quantity.unit(known.fact.unit)
    own = known.item.own
    return unit is not None and unit.base == "元" and own not in terms.concepts() and own not in terms.code_names()


def _is_meant(scene: Scene, text: str, label: str) -> bool:
    """Whether the question has most of a label, and the label most of each of the question's words."""
    name = terms.normalise(label)
    words = [
        own
        for word in (*scene.query.rest, *(asked.text for asked in scene.query.items))
        if (own := _ADDS_NOTHING.sub("", terms.normalise(word)))
    ]
    return bool(words) and _share(name, text) >= _MOST and all(_share(word, name) >= _MOST for word in words)


def _share(of: str, within: str) -> float:
    return sum(char in within for char in of) / len(of) if of else 0.0
