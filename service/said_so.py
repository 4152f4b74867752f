"""Whether the figure that a question puts forward to be confirmed is the disclosed one: 接待费是190万元，对吗. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from ingest import quantity
from ingest.quantity import Figure
from service import asked_agreement, asked_check
from service.blanking import blanked
from service.calculator.precision import cites
from service.draft import Draft, Piece, Stated
from service.holding import Known
from service.query import QueryKind
from service.rules.magnitude import base_value
from service.rules.scene import Scene, phrase, state

_DIFFERS, _CONTRARY = "文件中的数与所说的不一致：", "文件中的数"
_KINDS: frozenset[QueryKind] = frozenset({"lookup", "share", "sum"})


def confirmed(scene: Scene, draft: Draft) -> Draft:
    """An answer of one figure with whether it is the one that was put forward; itself where none was, or it may be another's.

    A figure that is disclosed of something else is not said to be wrong: the question may have meant that.
    """
    result, query = draft.result, scene.query
    if query.kind in _OF_A_MOVE and result is not None:
        return _moved_so(scene, draft, result)
    if query.kind == "reason":
        return _taken_for_granted(scene, draft)
    if query.kind == "share" and result is not None and (part := asked_check.part_said(query.text)) is not None:
        return replace(draft, pieces=(_FITS[part.fits(result.value)], *draft.pieces))
    if query.kind in _KINDS and result is not None and (bound := asked_check.bound_said(query.text)) is not None:
        return _within_bound(draft, result, bound)
    said = asked_agreement.figure(query.text, query.items) if query.kind in _KINDS else None
    if draft.status != "answered" or said is None or result is None or result.value < 0:
        return draft
    own, unit = said.quantity.unit, quantity.unit(result.unit) if result.unit else None
    if own is None or unit is None or own.base != unit.base:
        return draft
    value = Fraction(result.value) * Fraction(unit.scale)
    if cites(said, value):
        exact = Fraction(said.quantity.base) == value
        word = "与所说的数一致：" if exact else "约数与所说的一致："
    elif _printed(scene, said):
        other = _of_another(scene, said, result)
        return draft if other is None else replace(draft, pieces=(*draft.pieces, "\n\n所说的", *other))
    else:
        word = _DIFFERS
    return replace(draft, pieces=(word, *draft.pieces))


_FEW = 2  # things of which one amount may be, a whole and its only part
_OF_A_MOVE: frozenset[QueryKind] = frozenset({"change", "rate"})
_FITS = {True: "与所说的大致相符：", False: "与所说的不一致："}


_SO_MUCH = re.compile("[半倍番成]")


def _moved_so(scene: Scene, draft: Draft, result: Stated) -> Draft:
    """An answer of a change with whether it is the one that is told as hearsay: by its direction, and its size where one is said."""
    # 省 of a body's name saves nothing, nor does 减 of an item's.
    bare = blanked(scene.query.plain, [(asked.start, asked.end) for asked in scene.query.items])
    said = asked_check.move_said(bare)
    if draft.status != "answered" or said is None:
        return draft
    same = (result.value > 0) - (result.value < 0) == said.direction
    figures = [f for f in quantity.find(scene.query.text) if f.quantity.unit and f.quantity.unit.base in ("元", "%")]
    stated = [piece for piece in draft.pieces if isinstance(piece, Stated)]
    told = [result, *(p for p in stated if p.formula or any(f.measure in ("change", "rate") for f in p.facts))]
    if same and len(figures) == 1:
        same = any(_is_said(figures[0], piece) for piece in told)
    elif same and (figures or _SO_MUCH.search(bare)):
        return draft  # by how much is told in words: 一大半
    return replace(draft, pieces=("与所说的一致：" if same else "与所说的不一致：", *draft.pieces))


def _taken_for_granted(scene: Scene, draft: Draft) -> Draft:
    """Why something is so, with that the one figure which the question takes for granted is none of those told."""
    named = [(asked.start, asked.end) for asked in scene.query.items]
    figures = [
        f
        for f in quantity.find(blanked(scene.query.text, named))
        if f.quantity.unit and f.quantity.unit.base in ("元", "%") and f.high is None
    ]
    stated = [piece for piece in draft.pieces if isinstance(piece, Stated)]
    bases = {unit.base for piece in stated if piece.unit and (unit := quantity.unit(piece.unit))}
    opened = bool(draft.pieces) and isinstance(draft.pieces[0], str) and draft.pieces[0].startswith(_CONTRARY)
    if draft.status != "answered" or len(figures) != 1 or opened:
        return draft
    said = figures[0]
    if said.quantity.unit is None or said.quantity.unit.base not in bases:
        return draft
    if any(_is_said(said, piece) for piece in stated) or _printed(scene, said):
        return draft
    return replace(draft, pieces=(_DIFFERS, *draft.pieces))


def _within_bound(draft: Draft, result: Stated, bound: asked_check.Bound) -> Draft:
    """An answer of one figure with whether it is above, or below, the one that was put forward."""
    unit, own = quantity.unit(result.unit) if result.unit else None, bound.figure.quantity.unit
    if draft.status != "answered" or unit is None or own is None or unit.base != own.base:
        return draft
    value, line = Fraction(result.value) * Fraction(unit.scale), Fraction(bound.figure.quantity.base)
    above = value > line or (bound.reached and value == line)
    word = {
        (True, True): "是，达到或超过所说的数：" if bound.reached else "是，超过所说的数：",
        (True, False): "没有达到所说的数：" if bound.reached else "没有超过所说的数：",
        (False, True): "是，低于所说的数：",
        (False, False): "并不低于所说的数：",
    }[bound.above, above if bound.above else value < line]
    return replace(draft, pieces=(word, *draft.pieces))


def _is_said(said: Figure, piece: Stated) -> bool:
    unit, own = quantity.unit(piece.unit) if piece.unit else None, said.quantity.unit
    if unit is None or own is None or unit.base != own.base:
        return False
    return cites(said, abs(Fraction(piece.value)) * Fraction(unit.scale))


def _of_another(scene: Scene, said: Figure, result: Stated) -> list[Piece] | None:
    """Of what else the figure put forward is in the year asked for; None where it is of nothing, or of many things."""
    own = {fact.row[-1:] for fact in result.facts}
    found: dict[str, Known] = {}
    for holding in scene.holdings:
        for known in holding.known:
            fact = known.fact
            unit = quantity.unit(fact.unit) if fact.unit else None
            if fact.value is None or unit is None or unit.base != "元" or fact.year != scene.target():
                continue
            same_sort = fact.measure == "level" and fact.row and fact.row[-1:] not in own and fact.project is None
            if same_sort and cites(said, Fraction(base_value(fact))):
                found.setdefault(known.item.own, known)
    if not 0 < len(found) <= _FEW:
        return None
    names = [phrase(scene.bare, known) for known in found.values()]
    return [*state(next(iter(found.values())).fact), f"是{'、'.join(names)}。"]


def _printed(scene: Scene, said: Figure) -> bool:
    """Whether some figure of these disclosures is the one that was said."""
    base = said.quantity.unit.base if said.quantity.unit else None
    for holding in scene.holdings:
        for known in holding.known:
            unit = quantity.unit(known.fact.unit) if known.fact.unit else None
            if known.fact.value is None or unit is None or unit.base != base:
                continue
            if cites(said, Fraction(base_value(known.fact))):
                return True
    return False
