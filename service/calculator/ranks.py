"""What a text says of first and last: 金额最大的是…, 居首, 第二大, 前三, 近三年最低, 各单位中最多.

A rank is checked against all that the disclosures hold, not against what the text lists. It holds where it is true in
every company that the words may mean, and is refuted where it is false in every one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from ingest import bodies, wording
from ingest import label as labels
from ingest.line import FIGURE
from ingest.quantity import render
from ingest.statements import Statement
from ingest.terms import Mention
from service.calculator import body_ranks, rank_words, year_ranks
from service.calculator.assertion import Assertion, Finding, asserted, holds, refuted, unconfirmed
from service.calculator.circle import Circle, circles
from service.calculator.derive import Deriver, Wanted, amount
from service.calculator.formula import rounded
from service.calculator.heard import Heard
from service.calculator.ledger import Entry, Ledger, Sought, alternatives
from service.calculator.order import Ranked, placed
from service.calculator.rank_words import RankCue
from service.calculator.told import called, quoted, told

_GENERIC = re.compile(
    r"^(?:在)?(?:本年|今年|全年|(?:19|20)\d\d年度?|部门|单位|[我本]?[部单]?[门位]?|各|各项|各类|全部|所有|整个|按功能分类|功能分类|经济分类|项级|款级|类级|预算|决算)*"
    r"(?:支出|科目|项目支出明细|收支|开支|分类科目)*的?$"
)
_BETWEEN = re.compile(rf"[、，和与及（）{FIGURE}约达为]*")
_BEFORE_NAME = re.compile(r"[一-鿿A-Za-z]{0,16}")  # the rest of a name of which only the end is known
_LOOSE = 6  # characters between a name and what is said of it


@dataclass(frozen=True, slots=True)
class Named:
    """A name in the text, and where it ends in the folded line."""

    labels: tuple[str, ...]
    end: int


def check(heard: Heard, everyone: Ledger | None = None) -> Iterator[Assertion]:
    """A finding for each rank that the text states; `everyone` are the facts of all bodies held, for ranks among these."""
    for cue in rank_words.find(heard.line.chars):
        if heard.explains(cue.start):
            continue
        names = _names(heard, cue, heard.nearest(cue.start) or _nothing(heard)) if cue.among != "bodies" else []
        finding = _finding(heard, cue, [name.labels for name in names], everyone)
        if finding is not None:
            end = max(name.end for name in names) if names and cue.names is not None else cue.end
            yield asserted(heard.text, *heard.place(cue.start, end), "rank", finding)


def _finding(heard: Heard, cue: RankCue, names: Sequence[tuple[str, ...]], everyone: Ledger | None) -> Finding | None:
    """What became of a rank; None where the words are no statement about a disclosure's figures."""
    near = heard.nearest(cue.start) or _nothing(heard)
    statement = _surroundings(heard, cue, near)
    if cue.among == "bodies":
        return body_ranks.finding(heard, cue, statement, everyone)
    if not names or not all(heard.is_item(name) for name in names):
        return None
    deriver, stranger = heard.deriver(statement)
    if deriver is None:
        return unconfirmed(stranger or "")
    for name in names:
        if not heard.ledger.about(heard.court.seek(name)):
            return unconfirmed(f"披露中没有{quoted(name[-1])}")
    if statement.year is None:
        return unconfirmed("没有写明年份")
    wants = [deriver.wanted(replace(statement, subject=name, code=None, fund=None), name) for name in names]
    if cue.among == "years":
        return year_ranks.finding(cue, deriver, wants[0])
    within, strange = _whole(heard, cue, near)
    if strange:
        return unconfirmed(f"披露中没有“{strange}”这一范围")
    return _among_items(heard.ledger, cue, deriver, wants, within)


def _nothing(heard: Heard) -> Statement:
    """Where a text has no other statement: what is known before its first word."""
    context = heard.context
    basis = {"budget": "budget", "final_accounts": "actual"}.get(context.kind or "")
    return Statement(
        None, heard.text, 0, 0, 0, (), "level", "level", year=context.year, basis=basis,  # type: ignore[arg-type]
        organisation=context.organisation,
    )  # fmt: skip


def _surroundings(heard: Heard, cue: RankCue, near: Statement) -> Statement:
    """The year, basis and organisation of a rank: its sentence's own, or those that it inherits."""
    chars = heard.line.chars
    start, _ = heard.sentence(cue.start)
    words = chars[start : cue.end]
    year = near.year
    if near.start > heard.line.begin[cue.start] and not near.year_stated:
        year = heard.context.year
    bases = [match.span() for match in wording.COMPARED.finditer(words) if match["base"]]
    own = [m for m in wording.YEAR.finditer(words) if not any(a <= m.start() < b for a, b in bases)]
    if own and cue.year is None:
        year = int(own[-1]["year"])
    basis = wording.basis(words, heard.context.kind)
    return replace(
        near,
        figure=None,
        year=cue.year or year,
        basis=basis or near.basis,
        basis_stated=basis is not None or near.basis_stated,
        operands=(),
        whole=None,
    )


def _names(heard: Heard, cue: RankCue, near: Statement) -> list[Named]:
    """The items that are ranked: named after the words, before them, or spoken of just before."""
    if cue.names is not None:
        return _listed(heard, *cue.names, several=cue.last > cue.first)
    if cue.lead is not None and (named := _last(heard, *cue.lead)):
        return [named]
    before = heard.line.begin[cue.start]
    return [Named(near.subject, cue.end)] if near.subject and near.start <= before else []


def _mentions(heard: Heard, start: int, end: int) -> list[Mention]:
    """The names that the disclosures print, and the field's, in a folded stretch; 支出 alone is none."""
    found = heard.context.labels.mentions(heard.line.chars[start:end]) if heard.context.labels else []
    return [m for m in found if not re.fullmatch("支出|收入|预算|决算|资金|经费", m.text)]


def _listed(heard: Heard, start: int, end: int, *, several: bool) -> list[Named]:
    """The names at the head of a stretch: the longest one, or all of a list A、B和C."""
    found: list[Named] = []
    at = start
    chars = heard.line.chars
    for mention in _mentions(heard, start, end):
        gap = chars[at : start + mention.start]
        if found and not (several and _BETWEEN.fullmatch(gap)):
            break
        if not found and gap and not _BEFORE_NAME.fullmatch(gap):
            break
        at = start + mention.end
        found.append(Named((mention.text,), at))
    if found:
        return found
    words = re.match(rf"[^、{FIGURE}（]*", chars[start:end])
    name = labels.name(heard.line, start, start + words.end()) if words else None
    return [Named(name.path, name.end)] if name is not None else []


def _last(heard: Heard, start: int, end: int) -> Named | None:
    """The name that a stretch closes with."""
    mentions = _mentions(heard, start, end)
    if mentions and len(heard.line.chars[start + mentions[-1].end : end]) <= _LOOSE:
        return Named((mentions[-1].text,), start + mentions[-1].end)
    name = labels.name(heard.line, start, end)
    return Named(name.path, name.end) if name is not None else None


def _whole(heard: Heard, cue: RankCue, near: Statement) -> tuple[Sought | None, str | None]:
    """The whole within which the text ranks, and its name where no disclosure has it."""
    span = cue.within or _inner(heard, cue)
    if span is None:
        subject = near.whole or near.subject
        if cue.inside and subject and near.start <= heard.line.begin[cue.start]:
            return heard.court.seek(subject[-1:]), None
        return None, None
    named = bodies.held(heard.line.chars, *span, heard.ledger.called)
    span = (named[-1].end if named else span[0], span[1])
    words = heard.line.chars[slice(*span)]
    mentions = _mentions(heard, *span)
    if _GENERIC.match(words) and not (mentions and heard.ledger.knows(heard.court.seek((mentions[-1].text,)).own)):
        return None, None
    if "项目" in words and "支出" not in words:
        return Sought("project_expenditure"), None
    if not mentions:
        return None, words
    return heard.court.seek((mentions[-1].text,)), None


def _inner(heard: Heard, cue: RankCue) -> tuple[int, int] | None:
    """三公经费中公务接待费最少: the whole before 中, where the field or the disclosures know it."""
    if cue.lead is None:
        return _before(heard, cue) if cue.names is not None else None
    start, end = cue.lead
    for match in re.finditer("(?<!其)中的?|里的?|当中|之中", heard.line.chars[start:end]):
        mentions = _mentions(heard, start, start + match.start())
        if mentions and mentions[-1].end == match.start():
            return start, start + match.start()
    return None


def _before(heard: Heard, cue: RankCue) -> tuple[int, int] | None:
    """商品和服务支出前三位是…: the whole right before the words, where names follow them."""
    start, _ = heard.clause(cue.start)
    mentions = _mentions(heard, start, cue.start)
    if mentions and start + mentions[-1].end == cue.start:
        return start + mentions[-1].start, cue.start
    return None


# --- items ------------------------------------------------------------------------------------------------------------


def _among_items(
    ledger: Ledger, cue: RankCue, deriver: Deriver, wants: Sequence[Wanted], within: Sought | None
) -> Finding:
    found = circles(ledger, deriver, wants[0], within)
    outcomes = [outcome for circle in found if (outcome := _in_circle(cue, deriver, wants, circle)) is not None]
    item = wants[0].subject[-1]
    if not outcomes:
        return unconfirmed(f"披露中没有可与{quoted(item)}比较大小的其他各项")
    return _settled(outcomes)


def _settled(outcomes: Sequence[Finding]) -> Finding:
    """One finding out of those in each company: they must agree."""
    standings = {outcome.standing for outcome in outcomes}
    if len(standings) == 1:
        return outcomes[0]
    if standings == {"holds", "refuted"}:
        false = next(o for o in outcomes if o.standing == "refuted")
        return unconfirmed(f"文中没有写明是在哪些项目中比较：{false.why.partition('：')[2]}", *false.facts)
    return next(o for o in outcomes if o.standing == "unconfirmed")


def _in_circle(cue: RankCue, deriver: Deriver, wants: Sequence[Wanted], circle: Circle) -> Finding | None:
    """What a rank comes to in one company; None where not all that are named are of it."""
    mine = [0]
    for wanted in wants[1:]:
        number = next((n for n, e in enumerate(circle.entries) if e.own in alternatives(wanted.sought.own)), None)
        if number is None:
            return None
        mine.append(number)
    values = [_value(cue, deriver, wants[0], entry) for entry in circle.entries]
    if cue.by != "level" and (wrong := _moved_otherwise(cue, circle, mine, values)):
        return wrong
    ranked = placed(values, mine, cue.first, cue.last, smallest=cue.smallest, ordered=cue.ordered)
    return _told(ranked, cue, circle, mine, values)


def _value(cue: RankCue, deriver: Deriver, wanted: Wanted, entry: Entry) -> Fraction | None:
    """What an entry is ranked by: its amount, or how that moved against the year before."""
    now = amount(entry)
    if cue.by == "level":
        return now
    if wanted.year is None:
        return None
    sought = Sought(entry.own, entry.qualifiers, entry.fact.code)
    before = deriver.levels(replace(wanted, sought=sought, subject=(called(entry.fact),), year=wanted.year - 1))
    changes = {now - level.value for level in before}
    if len(changes) != 1:
        return None
    base = now - (change := changes.pop())
    if cue.by == "change":
        return change
    return change / base if base else None


def _moved_otherwise(
    cue: RankCue, circle: Circle, mine: Sequence[int], values: Sequence[Fraction | None]
) -> Finding | None:
    """降幅最大 of what rose is false, whatever the others did."""
    for n in mine:
        value = values[n]
        if value is not None and (value == 0 or (value < 0) != cue.falls):
            return refuted(_shown(cue, circle.entries[n], value), circle.entries[n].fact)
    return None


def _told(
    ranked: Ranked, cue: RankCue, circle: Circle, mine: Sequence[int], values: Sequence[Fraction | None]
) -> Finding:
    facts = [circle.entries[n].fact for n in mine]
    shown = "，".join(_shown(cue, circle.entries[n], values[n]) for n in mine)
    if ranked.placed == "yes":
        return holds(f"{shown}，在{circle.name}中位次相符", *facts)
    if ranked.placed == "unknown":
        return unconfirmed(f"{circle.name}不都有可比较的数", *facts)
    number = ranked.ahead or 0
    rival = circle.entries[number].fact
    if ranked.placed == "tied":
        return refuted(f"{shown}，在{circle.name}中有并列", *facts)
    extreme = "小" if cue.smallest else "大"
    by = {"level": "", "change": "增减额", "rate": "增减幅度"}[cue.by]
    return refuted(
        f"{shown}；在{circle.name}中{by}最{extreme}的是{_shown(cue, circle.entries[number], values[number])}",
        *facts,
        rival,
    )


def _shown(cue: RankCue, entry: Entry, value: Fraction | None) -> str:
    """An entry with what it is ranked by."""
    if cue.by == "level" or value is None:
        return told(entry.fact)
    scale = Fraction(entry.unit.scale) if entry.unit else Fraction(1)
    moved = "增加" if value >= 0 else "减少"
    if cue.by == "rate":
        return f"{entry.fact.year}年{called(entry.fact)}{moved}{render(rounded(abs(value) * 100, 2))}%"
    return (
        f"{entry.fact.year}年{called(entry.fact)}{moved}{render(rounded(abs(value) / scale, 2))}{entry.fact.unit or ''}"
    )
