"""A standard that was raised or lowered, as one sentence tells it: 补贴由每户每年800元提高到1000元."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest import quantity, terms
from service import asked_of_one
from service.draft import Draft, cited, computed, sentence_of
from service.holding import Known
from service.rules.scene import Scene, answered, state

_MOST = 0.7  # of a label's characters, and of each word of the question, what must be found on the other side
_NAMED_SHORTLY = 4  # characters of a question's words by which a standard is told from others
_PERCENT = re.compile("百分|几成|幅|比例|倍")
_ADDS_NOTHING = re.compile(r"[给向每个里的一年月人户们家了由从按照标准额多少块钱元]|(?:19|20)\d\d")


def raised(scene: Scene) -> Draft | None:
    """By how much what one sentence states of two years moved, where it is of nothing that the tables list."""
    if _PERCENT.search(scene.query.text) or scene.query.between_bases:
        return None
    pair = _told_of_both(scene)
    if pair is None:
        return None
    early, late = pair
    gap = computed("a - b", {"a": late.fact, "b": early.fact}, late.fact.unit, bold=True)
    if not gap.value:
        return None
    draft = answered(
        f"{scene.prefix}{late.fact.year}年{late.fact.row[-1]}", *state(late.fact), f"，比{early.fact.year}年的", *state(early.fact),
        "增加" if gap.value > 0 else "减少", gap, "。原文：", sentence_of(late.fact),
        result=gap if gap.certain else None,
    )  # fmt: skip
    return replace(draft, by_words=True)


# What it was raised to is asked for, and not by how much: 标准提到多少了.
_TO = re.compile("(?:提|升|涨|降|调|减|增|加)[高升加低整长]?(?:到|至|为|成)(?:了)?(?:每[^，。？?]{1,4})?(?:多少|几)")


def raised_to(scene: Scene) -> Draft | None:
    """What one sentence says that a standard was raised or lowered to, and what it was."""
    pair = _told_of_both(scene) if _TO.search(scene.query.text) else None
    if pair is None:
        return None
    early, late = pair
    figure = cited(late.fact, bold=True)
    draft = answered(
        f"{scene.prefix}{late.fact.year}年{late.fact.row[-1]}为", figure, f"（{early.fact.year}年为", *state(early.fact), "）。原文：",
        sentence_of(late.fact),
        result=figure if figure.certain else None,
    )  # fmt: skip
    return replace(draft, by_words=True)


def _told_of_both(scene: Scene) -> tuple[Known, Known] | None:
    """The earlier and the later figure of the only thing meant of which one sentence tells both years."""
    text = terms.normalise(scene.query.text)
    year, base = scene.pair()
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
    return next(iter(found.values())) if len(found) == 1 else None


def _is_own(known: Known) -> bool:
    """Whether a figure is money of no item that tables list."""
    unit = quantity.unit(known.fact.unit)
    own = known.item.own
    return unit is not None and unit.base == "元" and own not in terms.concepts() and own not in terms.code_names()


def _is_meant(scene: Scene, text: str, label: str) -> bool:
    """Whether the question has most of a label, and the label most of each of the question's words.

    What each one gets is named shortly, 孤儿每人每月生活费 of 孤儿基本生活保障标准: there the label need not be in the question.
    """
    name = terms.normalise(label)
    words = [
        own
        for word in (*scene.query.rest, *(asked.text for asked in scene.query.items))
        if (own := _ADDS_NOTHING.sub("", terms.normalise(word)))
    ]
    named = _share(name, text) >= _MOST or (
        asked_of_one.asks(scene.query.text) and len("".join(words)) >= _NAMED_SHORTLY
    )
    return bool(words) and named and all(_share(word, name) >= _MOST for word in words)


def _share(of: str, within: str) -> float:
    return sum(char in within for char in of) / len(of) if of else 0.0
