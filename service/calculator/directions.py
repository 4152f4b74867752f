"""What a text says of up and down without a figure: 比上年减少, 与上年持平, 基本支出高于项目支出, 决算数小于预算数, 未超预算.

Such words are read as if an amount stood behind them, so that the grammar which binds figures to their item, year and
basis binds them too. They hold where the disclosures' own numbers, or their own words, move that way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from ingest.model import BUDGETS, Fact
from ingest.quantity import render
from ingest.statements import Statement, statements
from service.calculator import direction_words
from service.calculator.assertion import Assertion, Finding, asserted, holds, refuted, unconfirmed
from service.calculator.derive import Deriver, amount, signed
from service.calculator.direction_words import AMOUNT, DirectionCue
from service.calculator.heard import Heard
from service.calculator.ledger import alternatives
from service.calculator.told import quoted, told

_ANONYMOUS = re.compile("(?:单位|部门|相关|实际|相应|年度)*(?:支出|收入|费用|经费|资金|开支)")
_BOTH_SIDES = re.compile("收入[、和]?支出|收、?支")
_WORDS = {"up": "增加", "down": "减少", "flat": "持平", "not up": "没有增加", "not down": "没有减少"}
_SAME_WORDS = {"up": "高于", "down": "低于", "flat": "等于", "not up": "不高于", "not down": "不低于"}


def check(heard: Heard) -> Iterator[Assertion]:
    """A finding for each direction that the text states without a figure of its own."""
    cues = [cue for cue in direction_words.find(heard.line.chars) if not heard.explains(cue.start)]
    for cue, statement in _read(heard, cues):
        if statement is None or not heard.is_item(statement.subject) or _in_passing(statement):
            continue
        begins, ends = _stretch(heard, cue, statement)
        yield asserted(heard.text, begins, ends, "direction", _finding(heard, cue, statement))


def _stretch(heard: Heard, cue: DirectionCue, statement: Statement) -> tuple[int, int]:
    """The place of what is said: from the item's name, where no figure and no stop stand between, else its clause."""
    first, last = heard.place(cue.start, cue.end)
    label = statement.label
    between = heard.text[label[0] : first] if label and label[0] < first else "。"
    figures = any(label and label[0] < figure.start < first for figure in heard.line.figures.values())
    if label is None or figures or "。" in between or "\n" in between:
        start, _ = heard.clause(cue.start)
        return heard.place(start, cue.end)
    begins = label[0]
    if begins and heard.text[begins - 1] in "“‘「" and between.count("”") > between.count("“"):
        begins -= 1
    return begins, last


def _in_passing(statement: Statement) -> bool:
    """…统一发放，支出减少: what it comes to is no statement about the item, where neither item nor year is named."""
    return _ANONYMOUS.fullmatch(statement.subject[-1]) is not None and not statement.base_stated


def _read(heard: Heard, cues: Sequence[DirectionCue]) -> Iterator[tuple[DirectionCue, Statement | None]]:
    """Each cue with the statement that it makes: the reader's own (A、B均持平 makes two), or that of the amount put there."""
    own = [s for s in heard.said if s.figure is None and s.rank is None and s.direction == "flat"]
    left: list[DirectionCue] = []
    for cue in cues:
        first, last = heard.place(cue.start, cue.end)
        mine = [s for s in own if s.start < last and first < s.end]
        yield from ((cue, statement) for statement in mine)
        if not mine:
            left.append(cue)
    if not left:
        return
    pieces: list[str] = []
    at, length, places = 0, 0, []
    for cue in left:
        first, last = heard.place(cue.start, cue.end)
        if first < at:
            continue
        piece = heard.text[at:first] + cue.instead
        pieces.append(piece)
        length += len(piece)
        places.append((cue, length - len(AMOUNT), last - len(cue.instead) - first))
        at = last
    pieces.append(heard.text[at:])
    made = {s.start: s for s in statements("".join(pieces), heard.context) if s.figure is not None}
    shift = 0
    for cue, place, grown in places:
        statement = made.get(place)
        if statement is not None and statement.label is not None:
            label = (statement.label[0] + shift, statement.label[1] + shift)
            statement = replace(statement, label=label)
        yield cue, statement
        shift += grown


def _finding(heard: Heard, cue: DirectionCue, statement: Statement) -> Finding:
    deriver, stranger = heard.deriver(statement)
    if deriver is None:
        return unconfirmed(stranger or "")
    statement = _of_later_year(heard, replace(statement, figure=None, direction=None))
    beside = bool(statement.operands)
    if not beside:
        statement = replace(statement, claim="change")
    if cue.against_budget and statement.base_basis is None:
        statement = replace(statement, base_basis="budget", base_year=statement.year)
    own_budget = _against_own_budget(statement)
    if own_budget:
        statement = replace(statement, basis="actual", basis_stated=True)
    moves = list(_moves(heard, deriver, statement, beside=beside))
    if not moves and (sided := _BOTH_SIDES.sub("支出", statement.subject[-1])) != statement.subject[-1]:
        statement = replace(statement, subject=(*statement.subject[:-1], sided))
        moves = list(_moves(heard, deriver, statement, beside=beside))
    if not moves:
        return unconfirmed(_missing(heard, deriver, statement))
    found = _settled(heard, cue, statement, moves)
    return _over_years(heard, cue, deriver, statement, found) if cue.trend and found.standing == "holds" else found


def _over_years(heard: Heard, cue: DirectionCue, deriver: Deriver, statement: Statement, found: Finding) -> Finding:
    """逐年下降: the year before must have moved so, too; where that is not held, nobody knows."""
    assert statement.year is not None
    earlier = replace(statement, year=statement.year - 1, base_year=statement.year - 2)
    moves = list(_moves(heard, deriver, earlier, beside=False))
    if not moves:
        return unconfirmed(f"{found.why}；更早年份的数没有收录", *found.facts)
    before = _settled(heard, cue, earlier, moves)
    if before.standing == "holds":
        return holds(f"{found.why}；{before.why}", *found.facts, *before.facts)
    return before


def _settled(heard: Heard, cue: DirectionCue, statement: Statement, moves: Sequence[_Move]) -> Finding:
    """One finding out of all that the words may mean: those whose numbers the text itself gives go first."""
    if any(_fits(cue, move.value) for move in moves) and not all(_fits(cue, move.value) for move in moves):
        given = [Fraction(s.figure.quantity.base) for s in heard.said if s.figure and s.subject == statement.subject]
        moves = [m for m in moves if m.levels and all(level in given for level in m.levels)] or moves
    right = [move for move in moves if _fits(cue, move.value)]
    facts = tuple(dict.fromkeys(fact for move in (right or moves)[:2] for fact in move.facts))
    printed = [move for move in moves if move.printed]
    if len(right) == len(moves) or (printed and all(move in right for move in printed)):
        if cue.first:
            return unconfirmed(f"{right[0].shown}；是不是首次，披露没有说", *facts)
        return holds(right[0].shown, *facts)
    item, shown = statement.subject[-1], moves[0].shown
    if right:
        both = "；".join(dict.fromkeys(move.shown for move in moves))
        return unconfirmed(f"披露中关于{quoted(item)}的数不止一组，方向不一：{both}", *facts)
    if cue.about and cue.way == "flat":
        return unconfirmed(f"两数不相等（{shown}），“基本持平”没有确定的标准", *facts)
    words = _SAME_WORDS if statement.operands else _WORDS
    value = moves[0].value
    really = words["flat" if not value else "up" if value > 0 else "down"]
    return refuted(f"{shown}，是{really}，不是{words[cue.way]}", *facts)


def _of_later_year(heard: Heard, statement: Statement) -> Statement:
    """2024年2.80万元，2023年2.80万元，与上年持平: the year before is that of the second amount, not one before both."""
    year = statement.year
    if year is None or statement.base_year != year - 1 or statement.base_basis is not None:
        return statement
    spoken = any(
        s.figure and s.claim == "level" and s.year == year + 1 and s.subject == statement.subject
        for s in heard.said
        if s.sentence_start == statement.sentence_start and s.start < statement.start
    )
    return replace(statement, year=year + 1, base_year=year) if spoken else statement


def _against_own_budget(statement: Statement) -> bool:
    return statement.base_basis in BUDGETS and statement.base_year == statement.year


@dataclass(frozen=True, slots=True)
class _Move:
    """By how much something moved (its sign counts): computed from `levels`, or `printed` in the disclosure's own words."""

    value: Fraction
    shown: str
    facts: tuple[Fact, ...]
    levels: tuple[Fraction, ...] = ()
    printed: bool = False


def _fits(cue: DirectionCue, value: Fraction) -> bool:
    return {
        "up": value > 0,
        "down": value < 0,
        "flat": value == 0,
        "not up": value <= 0,
        "not down": value >= 0,
    }[cue.way]


def _moves(heard: Heard, deriver: Deriver, statement: Statement, *, beside: bool) -> Iterator[_Move]:
    yield from _computed(heard, deriver, statement)
    if beside:
        return
    if statement.base_basis == "budget" and _against_own_budget(statement):
        yield from _computed(heard, deriver, replace(statement, base_basis="adjusted_budget"))
    yield from _printed(heard, deriver, statement)


def _computed(heard: Heard, deriver: Deriver, statement: Statement) -> Iterator[_Move]:
    for derived in deriver.derive(statement):
        facts = tuple(fact for _, fact in derived.operands)
        entries = [entry for fact in facts if (entry := heard.ledger.entry(fact)) is not None]
        yield _Move(derived.value, "，".join(map(told, facts)), facts, tuple(map(amount, entries)))


def _printed(heard: Heard, deriver: Deriver, statement: Statement) -> Iterator[_Move]:
    """What the disclosures themselves say of the change, in figures or in words (持平, 决算数小于预算数)."""
    wanted, base = deriver.wanted(statement), deriver.base(statement)
    own_budget = _against_own_budget(statement)

    def compares(fact: Fact) -> bool:
        against = any(label.startswith("较") and "预算" in label for label in fact.column)
        return fact.base_year in (None, base.year) and against == own_budget

    for entry in deriver.printed(wanted, ("change", "rate")):
        if compares(entry.fact):
            value = signed(entry)
            yield _Move(value, f"披露写明{_said(value, entry.fact)}", (entry.fact,), printed=True)
    held = {entry.own for entry in deriver.printed(wanted)} | {*alternatives(wanted.sought.own)}
    for fact in heard.ledger.without_number:
        if fact.direction is None or fact.measure != "change" or fact.year != wanted.year or not compares(fact):
            continue
        if {*alternatives(heard.court.seek(fact.row).own)} & held and heard.is_about(fact, statement):
            value = Fraction({"up": 1, "down": -1, "flat": 0}[fact.direction])
            against = "预算" if own_budget else f"{fact.base_year}年"
            yield _Move(
                value, f"披露写明{fact.year}年{fact.row[-1]}较{against}{_WORDS[fact.direction]}", (fact,), printed=True
            )


def _said(value: Fraction, fact: Fact) -> str:
    assert fact.value is not None
    if not value:
        return "没有增减"
    return f"{'增加' if value > 0 else '减少'}{render(abs(fact.value))}{fact.unit or ''}"


def _missing(heard: Heard, deriver: Deriver, statement: Statement) -> str:
    item = statement.subject[-1]
    wanted, base = deriver.wanted(statement), deriver.base(statement)
    if not heard.ledger.about(wanted.sought):
        return f"披露中没有{quoted(item)}"
    if statement.operands:
        return f"披露中没有可与{quoted(item)}相比的{quoted(statement.operands[0].subject[-1])}"
    for side in (wanted, base):
        if not deriver.levels(side):
            basis = {"actual": "决算数", "budget": "预算数"}.get(side.basis or "", "数") if side.stated else "数"
            return f"披露中没有{side.year}年{quoted(item)}的{basis}" if side.year else f"没有写明{quoted(item)}的年份"
    return f"披露中{quoted(item)}的数不能相比"
