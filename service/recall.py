"""Questions about the answer just given: where its figures stand, whether they hold, what they come to together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.model import Fact
from service.calculator.formula import FormulaError
from service.draft import Draft, Marked, Piece, Quoted, Stated, cited, computed, scaled
from service.holding import Known
from service.rules.everywhere import heading_of
from service.rules.magnitude import alike, base_value, largest_unit
from service.rules.scene import Scene, answered, called, phrase, state

_SHOWN = 8


def draft(what: str, facts: Sequence[Fact], scenes: Sequence[Scene]) -> Draft | None:
    """What figures come to together (`sum`), how far two are apart, which of them is the most or the least, or one of them.

    Each is said to be what it is.
    """
    known = _known(facts, scenes)
    if what in ("one", "source") and len(known) == 1:
        return _one(scenes, known[0])
    moves = [one for one in known if one.fact.measure == "change"]
    if what == "difference" and len(moves) == 1 and len(known) == 2:
        return _moved(scenes, moves[0])  # one year was worked back from the other by this very amount
    if len(known) < 2 or not alike(known) or any(one.fact.measure in _NO_AMOUNTS for one in known):
        return None
    if what == "sum":
        return _sum(scenes, known)
    if what == "multiple":
        return _multiple(scenes, known)
    if what in ("most", "least"):
        return _furthest(scenes, known, least=what == "least")
    return _difference(scenes, known) if len(known) == 2 else None


_NO_AMOUNTS = frozenset({"change", "rate", "share"})  # what an amount moved by is none of the amounts
_WAYS = {"up": "增加", "down": "减少"}


def _moved(scenes: Sequence[Scene], known: Known) -> Draft | None:
    """By how much an item moved, as it is printed."""
    fact = known.fact
    if fact.direction not in _WAYS or fact.value is None or fact.year is None:
        return None
    figure = cited(fact, bold=True)
    name = f"{_scene_of(known, scenes).prefix}{fact.year}年{called(known)}"
    return answered(
        f"{name}比{fact.base_year or fact.year - 1}年{_WAYS[fact.direction]}", figure, "。",
        result=figure if figure.certain else None,
    )  # fmt: skip


def _known(facts: Sequence[Fact], scenes: Sequence[Scene]) -> list[Known]:
    by_id = {k.fact.id: k for scene in scenes for holding in scene.holdings for k in holding.known}
    return [by_id[id_] for id_ in dict.fromkeys(fact.id for fact in facts) if id_ in by_id]


def _sum(scenes: Sequence[Scene], known: Sequence[Known]) -> Draft | None:
    unit = largest_unit(known)
    names = [f"f{number}" for number in range(1, len(known) + 1)]
    expression = " + ".join(scaled(n, k.fact.unit, unit) for n, k in zip(names, known, strict=True))
    figure = computed(expression, dict(zip(names, (k.fact for k in known), strict=True)), unit, bold=True)
    pieces: list[Piece] = []
    for at, one in enumerate(known):
        pieces += ["、" if at else "", phrase(_scene_of(one, scenes), one), *state(one.fact)]
    return answered(*pieces, "，合计", figure, "。", result=figure if figure.certain else None)


def _one(scenes: Sequence[Scene], known: Known) -> Draft | None:
    first, *rest = state(known.fact)
    figure = replace(first, bold=True) if isinstance(first, Stated) else first
    result = figure if isinstance(figure, Stated) and figure.certain else None
    told = answered(phrase(_scene_of(known, scenes), known), "为", figure, *rest, "。", result=result)
    return told if result is not None else None


def _furthest(scenes: Sequence[Scene], known: Sequence[Known], *, least: bool) -> Draft | None:
    """The largest or the smallest of several, and the others behind it."""
    ordered = sorted(known, key=lambda k: base_value(k.fact), reverse=not least)
    way = "少" if least else "多"
    if base_value(ordered[0].fact) == base_value(ordered[1].fact):
        return None
    figure = next((piece for piece in state(ordered[0].fact) if isinstance(piece, Stated)), None)
    pieces: list[Piece] = [f"最{way}的是", phrase(_scene_of(ordered[0], scenes), ordered[0]), *state(ordered[0].fact)]
    for one in ordered[1:]:
        pieces += ["，其后是" if one is ordered[1] else "、", phrase(_scene_of(one, scenes), one), *state(one.fact)]
    return answered(*pieces, "。", result=figure if figure is not None and figure.certain else None)


def _scene_of(known: Known, scenes: Sequence[Scene]) -> Scene:
    return next(s for s in scenes if any(h.record.id == known.fact.document for h in s.holdings))


def _difference(scenes: Sequence[Scene], known: Sequence[Known]) -> Draft | None:
    one, two = sorted(known, key=lambda k: base_value(k.fact), reverse=True)
    unit = one.fact.unit
    try:
        gap = computed(f"a - {scaled('b', two.fact.unit, unit)}", {"a": one.fact, "b": two.fact}, unit, bold=True)
    except (FormulaError, ValueError):
        return None
    first, second = _scene_of(one, scenes), _scene_of(two, scenes)
    if base_value(one.fact) == base_value(two.fact):
        return answered(
            phrase(first, one), *state(one.fact), f"，{phrase(second, two)}", *state(two.fact), "，两者相同。"
        )
    return answered(
        phrase(first, one), *state(one.fact), f"，{phrase(second, two)}", *state(two.fact), "，两者相差", gap, "（前者多）。",
        result=gap,
    )  # fmt: skip


def _multiple(scenes: Sequence[Scene], known: Sequence[Known]) -> Draft | None:
    """How many times the second figure the first one is."""
    top, bottom = known
    if not bottom.fact.value:
        return None
    expression = f"a / ({scaled('b', bottom.fact.unit, top.fact.unit)})"
    figure = computed(expression, {"a": top.fact, "b": bottom.fact}, "倍", places=2, bold=True)
    one, two = _scene_of(top, scenes), _scene_of(bottom, scenes)
    apart = one.organisation != two.organisation
    against = two.organisation if apart else phrase(two.bare, bottom)
    return answered(
        "- ", phrase(one, top), *state(top.fact), "\n- ", phrase(two, bottom), *state(bottom.fact),
        f"\n{phrase(one, top)}是{against}的", figure, "。",
        result=figure if figure.certain else None,
    )  # fmt: skip


def source(before: Draft, scenes: Sequence[Scene], *, checked: bool) -> Draft:
    """The answer again, and where each of its figures and quotations stands in the published file."""
    places: dict[str, Piece] = {}
    for piece in before.pieces:
        facts = piece.facts if isinstance(piece, Stated) else (piece.fact,) if isinstance(piece, Marked) else ()
        for fact in facts:
            places.setdefault(_place(fact, scenes), Marked(fact))
        if isinstance(piece, Quoted):
            places.setdefault(_place_of_words(piece, scenes), "")
    lines: list[Piece] = []
    for place, mark in list(places.items())[:_SHOWN]:
        lines += [f"\n- {place}", mark]
    lead = "已与公开文件逐项核对，答案中的数与原文一致：" if checked else ""
    return Draft("answered", (lead, *before.pieces, "\n\n出处：", *lines), before.result, before.notices)


def _title(document: str, scenes: Sequence[Scene]) -> str:
    record = next(h.record for s in scenes for h in s.holdings if h.record.id == document)
    return f"《{record.title}》"


def _chapter(section: Sequence[str]) -> str:
    heading = heading_of(section)
    return f"“{heading}”部分" if heading else "正文"


def _place(fact: Fact, scenes: Sequence[Scene]) -> str:
    page = f"第{fact.place.page}页" if fact.place.page else ""
    cell = f"单元格{fact.place.cell}" if fact.place.cell else ""
    if fact.source == "table":
        path = "—".join((*fact.row[-1:], *fact.column))
        return f"{_title(fact.document, scenes)}{page}表“{fact.table}”{cell}，{path}"
    return f"{_title(fact.document, scenes)}{page}{_chapter(fact.section)}"


def _place_of_words(quoted: Quoted, scenes: Sequence[Scene]) -> str:
    page = f"第{quoted.place.page}页" if quoted.place.page else ""
    where = f"表“{quoted.table}”" if quoted.table else _chapter(quoted.section)
    return f"{_title(quoted.document, scenes)}{page}{where}"
