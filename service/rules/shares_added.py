"""Percentages that the text prints of the parts of one whole, added up: 几个占比加起来是不是100%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ingest import terms
from service.asked_years import number_word
from service.draft import Draft, Piece, computed
from service.holding import Known
from service.rules.scene import Scene, called, state
from service.rules.totals import MOST, NAMES
from service.rules.verdicts import claimed, half, verdict

_OF_SHARES = re.compile(r"占比|比例|比重|百分比|份额|占\D{0,3}\d")
_ADDED = re.compile(r"加起来|加在?一[起块]|加总|相加|合计|之和|总和|合起来|凑|一共|总共|加(?=[^，。？?]{0,4}够)")
_ALL_OF_IT = re.compile(r"(?<!\d)100(?:\.0+)?\s*[%％]|百分之?百|百分之一百|一百个?(?:百分)?点|[够满足到]一?(?:百|100)")
_SO_MANY = re.compile(r"([两二三四五六七八九十]|\d{1,2})(?:个|大|小)*[项类块笔种部样个](?!月)")
_WHOLE = Decimal(100)
_SEVERAL = 2


def checked(scene: Scene) -> Draft | None:
    """Whether the printed shares of one whole come to all of it; None where it is not known which shares are meant."""
    text = scene.query.text
    if not (_OF_SHARES.search(text) and _ADDED.search(text) and _ALL_OF_IT.search(text)):
        return None
    found = _meant(scene, [group for group in _groups(scene) if _SEVERAL <= len(group) <= MOST])
    if found is None:
        return None
    operands = {name: known.fact for name, known in zip(NAMES, found, strict=False)}
    figure = computed(" + ".join(operands), operands, "%", bold=True)
    pieces: list[Piece] = [f"{scene.prefix}{found[0].fact.year}年文件写明的{_of(found[0])}："]
    for at, known in enumerate(found):
        pieces += ["、" if at else "", called(known), *state(known.fact)]
    pieces += ["，加起来是", figure, "。"]
    apart = abs(figure.value - _WHOLE)
    return verdict(*pieces, same=apart == 0, nearly=apart <= sum((half(known) for known in found), Decimal(0)))


def _of(known: Known) -> str:
    return known.fact.column[-1] + "的比例" if known.fact.column else "占比"


def _groups(scene: Scene) -> Iterator[list[Known]]:
    """The shares that the text of the year prints of the parts of one whole, side by side."""
    for holding in scene.holdings:
        groups: dict[tuple[object, ...], dict[tuple[str, ...], Known]] = {}
        for known in holding.known:
            fact = known.fact
            printed = fact.source == "narrative" and fact.measure == "share" and fact.value is not None
            if printed and fact.unit == "%" and fact.year == scene.target() and fact.row:
                at = (fact.row[:-1], fact.column, fact.section, fact.basis)
                groups.setdefault(at, {}).setdefault(fact.row, known)
        yield from (list(group.values()) for group in groups.values())


def _meant(scene: Scene, groups: Sequence[list[Known]]) -> list[Known] | None:
    """The one group that has every percentage that the question says, the parts that it names, or as many as it says."""
    text = scene.query.text
    said = {f.quantity.number for f in claimed(scene, "%")} - {_WHOLE}
    if len(said) >= _SEVERAL:
        return _only([g for g in groups if said <= {known.fact.value for known in g}])
    named = [asked for asked in scene.query.items if asked.keys]
    parts = [g for g in groups if named and all(any(known.item.own in a.keys for known in g) for a in named)]
    if len(named) >= _SEVERAL and parts:
        return _only(parts)
    hit = _SO_MANY.search(text)
    number = (int(hit[1]) if hit[1].isdigit() else number_word(hit[1])) if hit else 0
    kept = [g for g in groups if len(g) == number] if number else list(groups)
    inside = [g for g in kept if any(terms.key(label) in a.keys for a in named for label in _above(g[0]))]
    return _only(inside or kept)


def _above(known: Known) -> tuple[str, ...]:
    return (*known.fact.row[:-1], *(label.removeprefix("占") for label in known.fact.column))


def _only(groups: Sequence[list[Known]]) -> list[Known] | None:
    """The only group, or the first of those that print the same."""
    told = {tuple(known.fact.value for known in g) for g in groups}
    return groups[0] if len(told) == 1 else None
