"""What a language model may write with: the rules' figures and some beside them, each with an id, and the disclosures' sentences.

Whether a question is answerable was told before: material is made only of an answer of the rules that says what there
is. Where it says what there is not, or says more than can be checked in other words, there is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ingest import items, terms, units
from ingest.model import Fact
from ingest.terms import strip_number
from service import item_names
from service.draft import Draft, Marked, Piece, Quoted, Stated, cited
from service.holding import Known
from service.item_names import Identity
from service.operation import operation
from service.query import Asked
from service.rules import change as changing
from service.rules import reason
from service.rules.scene import Scene, called, phrase

SayingKind = Literal["reason", "purpose", "told"]

# Ways of asking whose answers can be told in other words and checked in them.
_KINDS = frozenset({"lookup", "change", "rate", "share", "sum", "difference", "completion", "reason", "purpose"})
# Words of an answer that say what there is not, or set something right: they stay as they are.
_BUT = re.compile(r"未|没有|无法|不能|不是|不一致|不计算|不含|为空|但|最|各|每|平均|持平|走势|逐年|截[至止]|正文")
_MOST = 12  # figures that one answer tells in words; more are a table
_MOST_NEEDED = 6


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A figure with the id by which a model names it, and what it is in words (empty where it is computed)."""

    id: str
    stated: Stated
    what: str = ""


@dataclass(frozen=True, slots=True)
class Saying:
    """A disclosure's own words with their id: what they are said of (keys), for which year, and how that is called."""

    id: str
    quoted: Quoted
    kind: SayingKind
    owns: frozenset[str]
    year: int | None
    called: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Material:
    """All that an answer in other words may be made of.

    `needed` are ids of what it must not leave out. `names` tell which items a name may mean; an item is told by its key
    and what narrows it. `pattern` is the rules' answer with ids in the places of its figures, `beside` what may be added.
    """

    scene: Scene
    figures: tuple[Exhibit, ...]
    sayings: tuple[Saying, ...]
    needed: frozenset[str]
    names: Mapping[str, frozenset[Identity]]
    pattern: str
    beside: str

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts behind the figures, each once."""
        return tuple({fact.id: fact for one in self.figures for fact in one.stated.facts}.values())

    @property
    def years(self) -> frozenset[int]:
        """The years that may be named."""
        named = [year for fact in self.facts for year in (fact.year, fact.base_year)]
        return frozenset(year for year in (*named, *(one.year for one in self.sayings)) if year is not None)

    @property
    def bodies(self) -> tuple[str, ...]:
        """How the body may be called: by its name, or by the end of it that the question uses."""
        name = self.scene.organisation
        if name in self.scene.query.text:
            return (name,)
        ends = (name[at:] for at in range(1, max(1, len(name) - 2)))
        short = next((end for end in ends if end in self.scene.query.text), None)
        return (name, short) if short else (name,)

    def figure(self, id_: str) -> Exhibit | None:
        """The figure of an id."""
        return next((one for one in self.figures if one.id == id_), None)

    def saying(self, id_: str) -> Saying | None:
        """The sentence of an id."""
        return next((one for one in self.sayings if one.id == id_), None)


def material(draft: Draft, scenes: Sequence[Scene], holds: Callable[[Sequence[Piece]], bool]) -> Material | None:
    """What the rules' answer, and what lies beside it, gives to write with; None where its words should stay.

    `holds` tells whether a text made of these pieces may go out.
    """
    if draft.status != "answered" or len(scenes) != 1 or scenes[0].query.kind not in _KINDS:
        return None
    scene = scenes[0]
    stated = [piece for piece in draft.pieces if isinstance(piece, Stated)]
    if (
        _BUT.search(_words(draft.pieces))
        or any(isinstance(piece, Marked) for piece in draft.pieces)
        or len(stated) > _MOST
        or not all(one.certain and one.facts for one in stated)
        or any(fact.comparator for one in stated for fact in one.facts)
        or any(operation(one) == "other" for one in stated)
    ):
        return None
    known = _Known(scene)
    desk = _Desk(scene, known)
    pattern = desk.pattern(draft.pieces)
    needed = _needed(draft, desk)
    if pattern is None or not needed or len(needed) > _MOST_NEEDED:
        return None
    beside = desk.pattern(pieces) if (pieces := _beside(draft, scene)) and holds(pieces) else None
    sayings = tuple(desk.sayings)
    facts = {fact.id: fact for one in desk.figures for fact in one.stated.facts}.values()
    named = item_names.names(scene, facts, {name: one.owns for one in sayings for name in one.called})
    return Material(scene, tuple(desk.figures), sayings, needed, named, pattern, beside or "")


def _words(pieces: Sequence[Piece]) -> str:
    """The pieces' own words, without the names that are printed."""
    words = "".join(piece for piece in pieces if isinstance(piece, str))
    facts = [fact for piece in pieces if isinstance(piece, Stated) for fact in piece.facts]
    labels = {strip_number(label) for fact in facts for label in (*fact.row, *fact.column)}
    for label in sorted(labels, key=len, reverse=True):
        words = words.replace(label, "") if label else words
    return words


class _Known:
    """A scene's facts with their items."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    def said(self, quoted: Quoted) -> Iterator[tuple[Known, SayingKind]]:
        """The facts whose sentence is quoted, and as what."""
        for holding in self._scene.holdings:
            if holding.record.id != quoted.document:
                continue
            for known in holding.known:
                fact = known.fact
                if fact.quote != quoted.sentence:
                    continue
                if fact.reason and _bare(quoted.text) == _bare(fact.reason):
                    yield known, "reason"
                elif fact.purpose and _bare(quoted.text) == _bare(fact.purpose):
                    yield known, "purpose"
                elif quoted.text == fact.quote and fact.reason:
                    yield known, "told"


def _bare(words: str) -> str:
    """Words without the blanks of the layout, which a quotation keeps and a fact's reason has not."""
    return "".join(words.split())


class _Desk:
    """Hands out ids: F to a fact's figure, C to a computed one, S to a sentence."""

    def __init__(self, scene: Scene, known: _Known) -> None:
        self.figures: list[Exhibit] = []
        self.sayings: list[Saying] = []
        self._scene = scene
        self._known = known

    def pattern(self, pieces: Iterable[Piece]) -> str | None:
        """Pieces with ids in the places of figures and quotations; None where one of them cannot be told of."""
        shown = ""
        for piece in pieces:
            if isinstance(piece, str):
                shown += piece
            elif isinstance(piece, Stated):
                shown += f"{{{self.figure(piece)}}}"
            elif isinstance(piece, Quoted) and (id_ := self.saying(piece)):
                lead = "用于" if self.sayings[int(id_[1:]) - 1].kind == "purpose" and not shown.endswith("用于") else ""
                shown += f"{lead}{{{id_}}}"
            else:
                return None
        return shown.strip()

    def figure(self, stated: Stated) -> str:
        """The id of a figure, after those of the facts that it is computed from."""
        for one in self.figures:
            if same(one.stated, stated):
                return one.id
        if stated.formula is not None:
            for fact in stated.facts:
                if not any(one.stated.formula is None and one.stated.facts == (fact,) for one in self.figures):
                    self.figure(cited(fact))
        letter = "C" if stated.formula is not None else "F"
        number = 1 + sum(one.id[0] == letter for one in self.figures)
        what = phrase(self._scene, Known(stated.facts[0], items.item(stated.facts[0]))) if letter == "F" else ""
        self.figures.append(Exhibit(f"{letter}{number}", stated, what))
        return self.figures[-1].id

    def saying(self, quoted: Quoted) -> str | None:
        """The id of a sentence, None where no fact tells what it is said of."""
        for one in self.sayings:
            if one.quoted == quoted:
                return one.id
        found = list(self._known.said(quoted))
        if not found:
            return None
        kind = found[0][1]
        meant = [known for known, as_what in found if as_what == kind]
        owns = frozenset(known.item.own for known in meant)
        names = tuple(dict.fromkeys(name for known in meant for name in (called(known), terms.name(known.item.own))))
        self.sayings.append(Saying(f"S{len(self.sayings) + 1}", quoted, kind, owns, meant[0].fact.year, names))
        return self.sayings[-1].id


def is_money(fact: Fact) -> bool:
    """Whether a fact is an amount."""
    return units.is_money(fact.unit)


def same(one: Stated, other: Stated) -> bool:
    """Whether two figures say the same by the same facts, however they are printed."""
    return (one.value, one.unit, one.formula, [f.id for f in one.facts]) == (
        other.value,
        other.unit,
        other.formula,
        [f.id for f in other.facts],
    )


def _needed(draft: Draft, desk: _Desk) -> frozenset[str]:
    """The figure asked for, else those that stand out, else all; of reasons and purposes the first sentence."""
    stated = [piece for piece in draft.pieces if isinstance(piece, Stated)]
    quoted = [piece for piece in draft.pieces if isinstance(piece, Quoted)]
    ids = {desk.figure(one) for one in stated if draft.result is not None and same(one, draft.result)}
    if draft.result is not None and not ids:
        return frozenset()
    ids = ids or {desk.figure(one) for one in stated if one.bold} or {desk.figure(one) for one in stated}
    return frozenset(ids | {id_ for one in quoted[:1] if (id_ := desk.saying(one))})


def _beside(draft: Draft, scene: Scene) -> list[Piece]:
    """How a level moved against the year before, and the disclosure's reason for it: what a letter may add."""
    kind, asked = scene.query.kind, scene.query.items[:1]
    if kind not in ("lookup", "change", "rate") or len(scene.query.items) != 1:
        return []
    item = asked[0]
    year, base = scene.pair() if kind != "lookup" else (scene.target(), scene.target() - 1)
    moved = changing.of(scene, item, year, base)
    if moved is None or moved.after is None or moved.before is None or not moved.amount.value:
        return []
    if not is_money(moved.after.fact):
        return []
    pieces: list[Piece] = []
    if kind == "lookup":
        shown = [piece for piece in draft.pieces if isinstance(piece, Stated)]
        if len(shown) != 1 or shown[0].facts != (moved.after.fact,):
            return []
        pieces += [*changing.sentence(scene, moved), *changing.in_percent(scene, item, moved), "。"]
    if _BUT.search(_words(pieces)):
        return []
    return [*pieces, *_reason(scene, item, moved)]


def _reason(scene: Scene, item: Asked, moved: changing.Change) -> list[Piece]:
    if moved.base != moved.year - 1:
        return []
    way = "up" if moved.amount.value > 0 else "down"
    for known in reason.reasons(scene, item, moved.year):
        fact = known.fact
        if fact.direction == way and fact.reason and known.item.own == moved.known.item.own:
            return ["主要原因是", reason.quoted_reason(fact), "。"]
    return []
