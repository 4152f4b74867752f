"""Whether the moves of several items come to the move of their whole: 三公少了X，用车和接待两项变动加起来是这个数吗.

Moves are held against a move: that the amounts themselves come to their whole says nothing of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ingest import terms
from ingest.items import SPENT_OF
from ingest.terms import strip_number
from service import evidence
from service.calculator.formula import FormulaError
from service.draft import Draft, Marked, Piece, Stated, computed, scaled
from service.holding import Known
from service.query import Asked
from service.rules.magnitude import alike, base_value
from service.rules.scene import Scene, state
from service.rules.totals import NAMES
from service.rules.verdicts import claimed, verdict, within

_MOVED_BY = re.compile(r"增减额|[增减]加?少?额|增加额|减少额|变动额|各自的?[增减]|的增加|的减少")
# The moves of several items, and that they are put together.
_MOVES = re.compile(
    r"变动|变化|增减|[增减]加?少?(?:额|的)|各自?(?:的)?[增减]|[增减][加少](?:了)?的(?=钱|数|额|部分|[和与跟、加])"
)
_ADDED = re.compile(
    r"加起来|加在?一[起块]|加到?一[起块]|加总|相加|合起来|合在?一[起块]|合计|总共|一共|之和|总和|相抵|抵消|拼起来|凑起来"
)
_AGREE = re.compile(r"是不是|是否|对得|对不|对吗|一[样致]|相[符等同]|等于|吻合|[这那]个数|[这那]么多|够不够|就是|吗")
# The same told by amounts alone: 三公减3.59万，可公车减3.59、接待又增了0.3，能自圆其说吗.
_MOVED_SO_MUCH = re.compile(r"(?:[增减涨降升跌]|(?<![最至])[多少](?!于))(?:加|少|长|幅|掉|出|到|支|花|了)*(?:约|近)?\d")
_HOLDS = re.compile(
    r"自圆其说|圆得|说得通|说不通|讲得通|讲不通|[合算拢凑]得拢|[合算凑]不拢|矛盾|打架|对得|对不|能对|对[吗么]|吻合|一[样致]|相[符等]|平不平|合理|逻辑|吗(?=[？?。]|$)"
)
_SEVERAL = 2  # parts, at least
_ALL_SPENT = Asked("支出", ("expenditure_total",), 0, 0)


def asks(scene: Scene) -> bool:
    """Whether the moves of several items are added up and held against another move: of their whole, or one that is said."""
    query = scene.query
    text = query.text
    so_much = len(_MOVED_SO_MUCH.findall(text)) > _SEVERAL and _HOLDS.search(text) is not None
    together = bool(_MOVES.search(text) and _ADDED.search(text) and _AGREE.search(text))
    if not (so_much or together) or query.kind == "reason":
        return False
    items = _named_in_full(query.items)
    whole = _whole(items)
    parts = [asked for asked in items if asked is not whole]
    return len(parts) >= _SEVERAL and (whole is not None or (together and bool(claimed(scene, "元"))))


def checked(scene: Scene) -> Draft | None:
    """The moves of the parts, what they come to, and the move of the whole; None where one of them is not told."""
    year, _ = scene.pair() if scene.query.years or scene.query.offsets else (scene.target(), 0)
    items = _named_in_full(scene.query.items)
    whole_asked = _whole(items)
    found = [(asked, _move(scene, asked, year)) for asked in items]
    told = [known for _, known in found if known is not None]
    if len(told) < len(found):
        return None
    whole = next((known for asked, known in found if asked is whole_asked and known is not None), None)
    if whole is None and len(told) > _SEVERAL:
        whole = _held_against(scene, told)
    if whole is None:
        said = _said(scene, year) or (_stated(scene, _ALL_SPENT, year) if len(told) == _SEVERAL else None)
        told = [*told, said] if said is not None and said not in told else told
        if len(told) <= _SEVERAL:
            return None
        whole = max(told, key=lambda known: abs(_signed(known)))
    parts = [known for known in told if known is not whole]
    return _against(scene, parts, whole, year)


def _held_against(scene: Scene, told: Sequence[Known]) -> Known | None:
    """Of moves that are told of several items the one that the question says by its amount."""
    amounts = claimed(scene, "元")
    found = [known for known in told if len(amounts) == 1 and base_value(known.fact) == amounts[0].quantity.base]
    return found[0] if len(found) == 1 else None


def by_moves(scene: Scene, year: int) -> Draft | None:
    """The same as one of the checks of what a question claims: 三类支出的增减额相抵."""
    return (
        checked(scene) if year and len(scene.query.items) >= _SEVERAL and _MOVED_BY.search(scene.query.text) else None
    )


def _named_in_full(items: Sequence[Asked]) -> list[Asked]:
    """The items, a short name beside its whole as the part of it that has it in its name: 接待, of “三公”经费."""
    known = terms.concepts()
    parts = [known[part] for asked in items for key in asked.keys[:1] if key in known for part in _below(key)]
    full = []
    for asked in items:
        meant = [part for part in parts if asked.text in part.name] if not set(asked.keys) & set(known) else []
        full.append(replace(asked, keys=(meant[0].id, *asked.keys)) if len(meant) == 1 else asked)
    return full


def _below(key: str) -> set[str]:
    """The parts of an item, and theirs; what several of them are together is one, too."""
    known = terms.concepts()
    parts = {part for own in known[key].parts for part in (own, *_below(own))} if key in known else set()
    together = {other.id for other in known.values() if len(other.parts) > 1 and set(other.parts) < parts}
    return parts | (together - {key})


def _whole(items: Sequence[Asked]) -> Asked | None:
    """The item of which the others are parts."""
    for asked in items:
        below = {part for key in asked.keys[:1] for part in _below(key)}
        if below and all(other is asked or below & set(other.keys) for other in items):
            return asked
    return None


def _stated(scene: Scene, asked: Asked, year: int) -> Known | None:
    return next((k for k in _changes(scene, asked, year) if k.fact.value is not None and k.fact.direction), None)


def _changes(scene: Scene, asked: Asked, year: int) -> list[Known]:
    """What is said of how an item moved since the year before, not since its budget."""
    found = evidence.changes(asked, year, scene.holdings)
    parts = {part for key in asked.keys for part in _below(key)}  # how one of its parts moved is not how it did
    found = [known for known in found if known.item.own not in parts or known.item.own in asked.keys]
    return [k for k in found if not k.fact.column and evidence.basis_fits(k.fact, scene.basis)]


def _move(scene: Scene, asked: Asked, year: int) -> Known | None:
    """How an item is said to have moved, or that it did not; of a fund by what is spent of it."""
    if (told := _stated(scene, asked, year)) is not None:
        return told
    flat = next((k for k in _changes(scene, asked, year) if k.fact.direction == "flat"), None)
    spent = tuple(SPENT_OF[key] for key in asked.keys if key in SPENT_OF)
    return flat or (_stated(scene, replace(asked, keys=spent), year) if spent else None)


def _said(scene: Scene, year: int) -> Known | None:
    """The move that the question tells by its amount: 收入比上年多3万元."""
    amounts = claimed(scene, "元")
    if len(amounts) != 1:
        return None
    found = (
        known
        for holding in scene.holdings
        for known in holding.known
        if known.fact.source == "narrative"
        and known.fact.measure == "change"
        and known.fact.direction in ("up", "down")
        and known.fact.year == year
        and known.fact.value is not None
        and base_value(known.fact) == amounts[0].quantity.base
    )
    return next(found, None)


def _signed(known: Known) -> Decimal:
    if known.fact.value is None or known.fact.direction == "flat":
        return Decimal(0)
    return base_value(known.fact) * (-1 if known.fact.direction == "down" else 1)


def _against(scene: Scene, parts: Sequence[Known], whole: Known, year: int) -> Draft | None:
    """The parts, those that rose first, what they come to together, and the whole."""
    moved = sorted((k for k in parts if _signed(k)), key=lambda known: _signed(known) < 0)
    if whole.fact.value is None or not moved or not alike((*moved, whole)) or len(moved) > len(NAMES):
        return None
    come_to = sum(map(_signed, moved), Decimal(0))
    figure = _sum(moved, whole.fact.unit)
    if figure is None:
        return None
    pieces: list[Piece] = []
    for known in (*moved, *(k for k in parts if not _signed(k))):
        pieces += ["，" if pieces else f"{scene.prefix}{year}年", *_as_told(known)]
    ways = {_signed(known) > 0 for known in moved}
    pieces += ["，增减相抵后" if len(ways) > 1 else "，合计", "增加" if come_to >= 0 else "减少", figure]
    pieces += ["；", *_as_told(whole), "。"]
    apart = abs(come_to - _signed(whole))
    return verdict(*pieces, same=apart == 0, nearly=apart <= within([*moved, whole]))


def _sum(moved: Sequence[Known], unit: str | None) -> Stated | None:
    """What moves come to, those that fell taken off."""
    names = NAMES[: len(moved)]
    signed = [
        f"{'+' if _signed(known) > 0 else '-'} {scaled(name, known.fact.unit, unit)}"
        for name, known in zip(names, moved, strict=True)
    ]
    first, *others = signed
    expression = " ".join((first.removeprefix("+ ").replace("- ", "-"), *others))
    try:
        return computed(expression, {n: k.fact for n, k in zip(names, moved, strict=True)}, unit)
    except FormulaError:
        return None


def _as_told(known: Known) -> list[Piece]:
    """公务接待费比上年增加0.3万元."""
    own = known.item.own
    name = terms.name(own) if own in terms.concepts() else strip_number(known.fact.row[-1])
    if not _signed(known):
        return [f"{name}与上年持平", Marked(known.fact)]
    return [f"{name}比上年{'增加' if _signed(known) > 0 else '减少'}", *state(known.fact)]
