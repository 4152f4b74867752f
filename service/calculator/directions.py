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

from ingest.line import FIGURE
from ingest.model import Fact
from ingest.quantity import render
from ingest.statements import Statement, statements
from service.calculator.assertion import Assertion, Finding, asserted, holds, refuted, unconfirmed
from service.calculator.derive import Deriver, signed
from service.calculator.heard import Heard
from service.calculator.told import told

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
    rf"|(?P<beside>不?(?:高于|低于|多于|少于|大于|小于|超过|等于))(?P<other>[^，。；：！？\n（）{FIGURE}]{{2,24}}?){_END}"
    rf"|(?P<no>并?未|并?没有|没|不再)?(?P<degree>(?:有所|明显|大幅度?|小幅度?|较大幅度|略有?|稍有|显著|持续|逐年|进一步|再次|同步|相应|再|均|都|也|总体|整体|呈现?|出现|实现了?|保持)*)"
    rf"(?P<verb>{_UP}|{_DOWN})(?P<tail>了|的?(?:趋势|态势|势头))?{_END}"
    r"|(?P<about>基本|大致|总体)?(?P<flat>持平|保持(?:不变|一致|稳定)|没有变化|无变化|(?<=[年数算])(?:相同|一致|相等|不变))"
)
_UPWARD = re.compile(rf"(?:{_UP})$")
_BUDGETS = ("budget", "initial_budget", "adjusted_budget")
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


def check(heard: Heard) -> Iterator[Assertion]:
    """A finding for each direction that the text states without a figure of its own."""
    cues = [cue for cue in _cues(heard) if not heard.explains(cue.start)]
    for cue, statement in _read(heard, cues):
        if statement is None or not heard.is_item(statement.subject):
            continue
        first = heard.line.begin[cue.start]
        label = statement.label
        begins = label[0] if label and label[0] < first and "。" not in heard.text[label[0] : first] else first
        ends = heard.line.end[cue.end - 1]
        yield asserted(heard.text, begins, ends, "direction", _finding(heard, cue, statement))


def _cues(heard: Heard) -> Iterator[_Cue]:
    chars = heard.line.chars
    for match in _CUES.finditer(chars):
        before = chars[: match.start()]
        if re.search(rf"(?:{_UP}|{_DOWN}|增|减)（?$", before) or FIGURE in match.group():
            continue  # 增加（减少）: a template's slip says neither
        start, end = match.span()
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
            yield _Cue(start, end, way, f"{how}{match['other']}{_AMOUNT}")
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
    statement = replace(statement, figure=None, direction=None)
    beside = bool(statement.operands)
    if not beside:
        statement = replace(statement, claim="change")
    if statement.base_basis in _BUDGETS and statement.base_year == statement.year:
        statement = replace(statement, basis="actual", basis_stated=True)
    elif cue.against_budget:
        statement = replace(statement, basis="actual", basis_stated=True, base_basis="budget", base_year=statement.year)
    moves = [*_computed(deriver, statement), *(() if beside else _printed(heard, deriver, statement))]
    item = statement.subject[-1]
    if not moves:
        return unconfirmed(_missing(heard, deriver, statement))
    right = [move for move in moves if _fits(cue, move.value)]
    shown = moves[0].shown
    facts = tuple(dict.fromkeys(fact for move in moves[:2] for fact in move.facts))
    if len(right) == len(moves):
        return holds(shown, *facts)
    if right:
        return unconfirmed(
            f"披露中关于“{item}”的数前后不一致：{'；'.join(dict.fromkeys(m.shown for m in moves))}", *facts
        )
    if cue.about and cue.way == "flat":
        return unconfirmed(f"两数不相等（{shown}），“基本持平”没有确定的标准", *facts)
    words = _SAME_WORDS if beside else _WORDS
    value = moves[0].value
    really = words["flat" if not value else "up" if value > 0 else "down"]
    return refuted(f"{shown}，是{really}，不是{words[cue.way]}", *facts)


@dataclass(frozen=True, slots=True)
class _Move:
    value: Fraction
    shown: str
    facts: tuple[Fact, ...]


def _fits(cue: _Cue, value: Fraction) -> bool:
    return {
        "up": value > 0,
        "down": value < 0,
        "flat": value == 0,
        "not up": value <= 0,
        "not down": value >= 0,
    }[cue.way]


def _computed(deriver: Deriver, statement: Statement) -> Iterator[_Move]:
    for derived in deriver.derive(statement):
        facts = tuple(fact for _, fact in derived.operands)
        yield _Move(derived.value, "，".join(map(told, facts)), facts)


def _printed(heard: Heard, deriver: Deriver, statement: Statement) -> Iterator[_Move]:
    """What the disclosures themselves say of the change, in figures or by 持平."""
    wanted, base = deriver.wanted(statement), deriver.base(statement)
    if statement.base_basis in _BUDGETS:
        return
    for entry in deriver.printed(wanted, ("change", "rate")):
        if entry.fact.base_year in (None, base.year) and not any("预算" in label for label in entry.fact.column):
            value = signed(entry)
            yield _Move(value, f"披露写明{_said(value, entry.fact)}", (entry.fact,))
    held = {entry.own for entry in deriver.printed(wanted)} | {wanted.sought.own}
    for fact in heard.ledger.without_number:
        if fact.direction == "flat" and fact.year == wanted.year and fact.base_year in (None, base.year):
            own = heard.court.seek(fact.row).own
            if own in held and heard.is_about(fact, statement):
                yield _Move(Fraction(0), f"披露写明{fact.year}年{fact.row[-1]}与{fact.base_year}年持平", (fact,))


def _said(value: Fraction, fact: Fact) -> str:
    assert fact.value is not None
    if not value:
        return "没有增减"
    return f"{'增加' if value > 0 else '减少'}{render(abs(fact.value))}{fact.unit or ''}"


def _missing(heard: Heard, deriver: Deriver, statement: Statement) -> str:
    item = statement.subject[-1]
    wanted, base = deriver.wanted(statement), deriver.base(statement)
    if not heard.ledger.about(wanted.sought):
        return f"披露中没有“{item}”"
    if statement.operands:
        return f"披露中没有可与“{item}”相比的“{statement.operands[0].subject[-1]}”"
    for side in (wanted, base):
        if not deriver.levels(side):
            basis = {"actual": "决算数", "budget": "预算数"}.get(side.basis or "", "数") if side.stated else "数"
            return f"披露中没有{side.year}年“{item}”的{basis}" if side.year else f"没有写明“{item}”的年份"
    return f"披露中“{item}”的数不能相比"
