"""What a person costs: a stated unit price, alone or times the number of people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from ingest import quantity
from ingest.model import Fact
from service.calculator.formula import FormulaError
from service.draft import Draft, Piece, computed
from service.holding import Holding
from service.rules.scene import Scene, answered, state
from service.rules.words import figure_in_words


def per_head(scene: Scene) -> Draft | None:
    """A unit price per person, which is never an item of the tables."""
    return figure_in_words(scene) if scene.query.per_head else None


def cost_by_head(scene: Scene) -> Draft | None:
    """What a stated number of people costs at the stated unit prices, added up over the groups of one sentence."""
    query = scene.query
    if not query.per_head:
        return None
    named = [f for f in quantity.find(query.text) if f.quantity.unit and f.quantity.unit.base == "人"]
    if not named:
        return None
    for holding in scene.holdings:
        for group in _sentences_with_prices(holding):
            pairs = _head_and_price(group)
            if len(pairs) < 1 or sum(h.value or 0 for h, _ in pairs) != named[0].quantity.base:
                continue
            operands: dict[str, Fact] = {}
            terms_: list[str] = []
            for i, (heads, price) in enumerate(pairs):
                operands |= {f"n{i + 1}": heads, f"p{i + 1}": price}
                terms_.append(f"n{i + 1} * p{i + 1}")
            try:
                total = computed(" + ".join(terms_), operands, (pairs[0][1].unit or "").split("/")[0], bold=True)
            except FormulaError:
                return None
            pieces: list[Piece] = [f"{scene.prefix}按文件写明的人数和人均标准计算，一年共需", total, "："]
            for i, (heads, price) in enumerate(pairs):
                pieces += ["、" if i else "", *heads.row[-1:], *state(heads), "，人均", *state(price)]
            pieces.append("。这是推算，文件没有直接写出。")
            return answered(*pieces, result=total)
    return None


def _sentences_with_prices(holding: Holding) -> Iterable[list[Fact]]:
    groups: dict[str, list[Fact]] = {}
    for fact in holding.facts:
        if fact.span and fact.value is not None:
            groups.setdefault(fact.quote, []).append(fact)
    return [sorted(g, key=lambda f: f.span or (0, 0)) for g in groups.values() if any("/" in (f.unit or "") for f in g)]


def _head_and_price(group: Sequence[Fact]) -> list[tuple[Fact, Fact]]:
    pairs = []
    for heads, price in pairwise(group):
        mine = quantity.unit(heads.unit) if heads.unit else None
        if mine and mine.base == "人" and "/" in (price.unit or ""):
            pairs.append((heads, price))
    return pairs
