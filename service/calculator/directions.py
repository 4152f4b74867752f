"""What a text says of up and down without a figure: 比上年减少, 与上年持平, 基本支出高于项目支出, 决算数小于预算数, 未超预算.

Such words are read as if an amount stood behind them, so that the grammar which binds figures to their item, year and
basis binds them too. They hold where the disclosures' own numbers, or their own words, move that way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from ingest.line import FIGURE, TITLE
from ingest.model import Fact
from ingest.quantity import render
from ingest.statements import Statement, statements
from service.calculator.assertion import Assertion, Finding, asserted, holds, refuted, unconfirmed
from service.calculator.derive import Deriver, amount, signed
from service.calculator.heard import Heard
from service.calculator.ledger import alternatives
from service.calculator.told import quoted, told

Way = Literal["up", "down", "flat", "not up", "not down"]

_UP = "增加|增长|上升|上涨|提高|提升|扩大|攀升|上调|增多"
_DOWN = "减少|下降|降低|压减|压缩|下滑|回落|缩减|缩小|下调"
_END = r"(?=[，。；！？\n）]|$|的?主要|的?原因|系因|是因|是由)"
_TIME = r"(?:(?:19|20)?\d\d年度?|上一?年度?|去年度?|前一?年度?|同期)?(?:同期)?"
_BUDGET = r"(?:年初|全年|调整后?|年度|当年)?(?:部门)?(?:预算|决算|执行|实际支出)(?:安排)?数?|"
_BASE = rf"(?P<base>{_TIME}(?:{_BUDGET}))(?:水平|规模|总额|额)?"
_CUES = re.compile(
    rf"(?P<only>只减不增|只降不增|不增反降)|(?P<within>(?:严格)?控制在(?:年初)?预算(?:安排)?(?:数|额|总额|范围)?(?:以内|之内|内))"
    rf"|(?P<not>未|没有|没|并未|不)?(?:突破|超出|超过?|超支)(?P<over>了?(?:年初|全年|年度)?预算)(?:安排)?(?:数|额|总额|规模|指标)?{_END}"
    rf"|(?P<compare>不?(?:高于|低于|多于|少于|大于|小于|超过)){_BASE}{_END}"
    rf"|(?P<first>首次|第一次)?(?:已经?|明显|远远?|大幅|仍然?|均|都|也|略)*(?P<beside>不?(?:高于|低于|多于|少于|大于|小于|超过|等于))(?P<other>[^，。；：！？\n（）{FIGURE}]{{2,24}}?){_END}"
    rf"|(?P<no>并?未|并?没有|没|不再)?(?P<degree>(?:有所|明显|大幅度?|小幅度?|较大幅度|略有?|稍有|显著|持续|逐年|进一步|再次|同步|相应|再|均|都|也|总体|整体|呈现?|出现|实现了?|保持)*)"
    rf"(?P<verb>{_UP}|{_DOWN})(?P<tail>了|的?(?:趋势|态势|势头))?{_END}"
    r"|(?P<about>基本|大致|总体)?(?P<flat>持平|保持(?:不变|一致|稳定)|没有变化|无变化|(?<=[年数算])(?:相同|一致|相等|不变))"
)
_UPWARD = re.compile(rf"(?:{_UP})$")
_BUDGETS = ("budget", "initial_budget", "adjusted_budget")
_ANONYMOUS = re.compile("(?:单位|部门|相关|实际|相应|年度)*(?:支出|收入|费用|经费|资金|开支)")
_BOTH_SIDES = re.compile("收入[、和]?支出|收、?支")
_TITLED = re.compile("应|《|" + TITLE)
_AMOUNT = "1万元"  # any will do: what stands behind the words is not read
_WORDS = {"up": "增加", "down": "减少", "flat": "持平", "not up": "没有增加", "not down": "没有减少"}
_SAME_WORDS = {"up": "高于", "down": "低于", "flat": "等于", "not up": "不高于", "not down": "不低于"}


@dataclass(frozen=True, slots=True)
class _Cue:
    """Words that say a direction, by their place in the folded line; `instead` is how they are read, with a verb before
    the amount.
    """

    start: int
    end: int
    way: Way
    instead: str
    against_budget: bool = False
    about: bool = False
    first: bool = False  # 首次: more than the disclosures held can tell


def check(heard: Heard) -> Iterator[Assertion]:
    """A finding for each direction that the text states without a figure of its own."""
    cues = [cue for cue in _cues(heard) if not heard.explains(cue.start)]
    for cue, statement in _read(heard, cues):
        if statement is None or not heard.is_item(statement.subject) or _in_passing(statement):
            continue
        begins, ends = _stretch(heard, cue, statement)
        yield asserted(heard.text, begins, ends, "direction", _finding(heard, cue, statement))


def _stretch(heard: Heard, cue: _Cue, statement: Statement) -> tuple[int, int]:
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


def _cues(heard: Heard) -> Iterator[_Cue]:
    chars = heard.line.chars
    for match in _CUES.finditer(chars):
        before = chars[: match.start()]
        if re.search(rf"(?:{_UP}|{_DOWN}|增|减)（?$", before) or FIGURE in match.group():
            continue  # 增加（减少）: a template's slip says neither
        start, end = match.span()
        if match["flat"] and _TITLED.search(chars[heard.clause(start)[0] : start]):
            continue  # 填列数应与《收支预算总表》一致: how to fill a form in
        if match["only"]:
            yield _Cue(start, end, "not up", f"增加{_AMOUNT}")
        elif match["within"] or match["over"]:
            way: Way = "not up" if match["within"] or match["not"] else "up"
            yield _Cue(start, end, way, f"比预算增加{_AMOUNT}", against_budget=True)
        elif match["compare"]:
            way, verb = _compared(match["compare"])
            base = match["base"] or "上年"
            budget = "预算" in base and not re.search("年(?!初|度)|去年|上年|同期", base)
            yield _Cue(start, end, way, f"比{base}{verb}{_AMOUNT}", against_budget=budget)
        elif match["beside"]:
            way, _ = _compared(match["beside"])
            how = match["beside"].removeprefix("不").replace("等于", "高于")
            yield _Cue(start, end, way, f"{how}{match['other']}{_AMOUNT}", first=bool(match["first"]))
        elif match["verb"]:
            if match["no"]:
                yield _Cue(
                    start, end, "not up" if _UPWARD.match(match["verb"]) else "not down", match["verb"] + _AMOUNT
                )
            else:
                yield _Cue(start, end, "up" if _UPWARD.match(match["verb"]) else "down", match["verb"] + _AMOUNT)
        else:
            yield _Cue(start, end, "flat", f"增加{_AMOUNT}", about=bool(match["about"]))


def _compared(how: str) -> tuple[Way, str]:
    if how.endswith("等于"):
        return "flat", "增加"
    up = how.removeprefix("不") in ("高于", "多于", "大于", "超过")
    if how.startswith("不"):
        return ("not up", "增加") if up else ("not down", "减少")
    return ("up", "增加") if up else ("down", "减少")


def _read(heard: Heard, cues: Sequence[_Cue]) -> Iterator[tuple[_Cue, Statement | None]]:
    """Each cue with the statement that it makes: the reader's own (A、B均持平 makes two), or that of the amount put there."""
    own = [s for s in heard.said if s.figure is None and s.rank is None and s.direction == "flat"]
    left: list[_Cue] = []
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
        places.append((cue, length - len(_AMOUNT), last - len(cue.instead) - first))
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


def _finding(heard: Heard, cue: _Cue, statement: Statement) -> Finding:
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
    return _settled(heard, cue, statement, moves)


def _settled(heard: Heard, cue: _Cue, statement: Statement, moves: Sequence[_Move]) -> Finding:
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
    return statement.base_basis in _BUDGETS and statement.base_year == statement.year


@dataclass(frozen=True, slots=True)
class _Move:
    """By how much something moved (its sign counts): computed from `levels`, or `printed` in the disclosure's own words."""

    value: Fraction
    shown: str
    facts: tuple[Fact, ...]
    levels: tuple[Fraction, ...] = ()
    printed: bool = False


def _fits(cue: _Cue, value: Fraction) -> bool:
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
