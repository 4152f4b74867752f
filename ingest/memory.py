"""What is known at a point of a text, and what has been said up to there: the working memory of the sentence reader.

Clauses inherit: the item spoken of, its year and basis, the base of comparison, the lists that are open. The readers of
clauses, figures and reasons share one memory; only here is a statement made.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from ingest import items, terms, wording
from ingest import label as labels
from ingest import line as lines
from ingest.label import Name
from ingest.line import Stretch
from ingest.model import Basis, Direction, Kind, Measure
from ingest.quantity import Figure
from ingest.statement import Claim, Context, Operand, Rank, Statement

# The amounts that a statement about goals and evaluations lists, with nothing else between than other amounts.
_COVERED_BY_GOALS = re.compile(
    rf"绩效[^。；\n{lines.FIGURE}]{{0,30}}(?:{lines.FIGURE}[^。；\n{lines.FIGURE}]{{0,20}})?(?:共|合计|总)?涉及"
    rf"(?:[^。；\n{lines.FIGURE}]{{0,40}}{lines.FIGURE}[，、和及与]?)*[^，。；\n{lines.FIGURE}]{{0,4}}$"
)
_WITH_GOALS = "绩效目标管理"
_CARRIED_OF_FUND = re.compile(
    r"(?P<fund>一般公共预算|政府性基金预算|国有资本经营预算)(?:财政拨款)?(?P<carried>[年期][初末](?:财政拨款)?结转(?:和?结余)?)?$"
)
_FUNDS = ("general_public", "government_fund", "state_capital")
_ALL_TOLD = "收支总计"  # what an account is of that names no item
_ITEM_SEPARATORS = frozenset("、，")
_BASES: dict[Kind | None, Basis | None] = {"budget": "budget", "final_accounts": "actual", None: None}
_EXPLAINED = ("change", "rate", "points", "completion")  # what a reason given beforehand is the reason of
_MEASURES: dict[Claim, Measure] = {
    "level": "level",
    "change": "change",
    "rate": "rate",
    "points": "rate",
    "share": "share",
    "completion": "rate",
    "sum": "level",
    "difference": "change",
    "multiple": "rate",
    "average": "level",
    "threshold": "level",
}


@cache
def _field_words() -> terms.Vocabulary:
    return terms.Vocabulary((), everyday=False)


def _is_within(part: str, whole: str) -> bool:
    """Whether an item of the field is a part of another, or of a part of it."""
    if labels.is_axis(terms.name(part)) and labels.is_of_all(whole):
        return True  # 项目支出 of 本年支出
    concept = terms.concepts().get(whole)
    return concept is not None and any(part == one or _is_within(part, one) for one in concept.parts)


@dataclass(frozen=True, slots=True)
class Frame:
    """A whole whose parts are being listed, with the year and basis that the parts inherit."""

    subject: tuple[str, ...]
    year: int | None
    year_stated: bool
    basis: Basis | None
    basis_stated: bool
    complete: bool
    lead: str  # what opened it: 其中, ： or 中
    opened: int = 0  # how many statements there were then
    separator: str = ""


@dataclass(slots=True)
class Now:
    """What the next clause inherits; the reader's working memory."""

    subject: tuple[str, ...] = ()
    place: tuple[int, int] | None = None
    year: int | None = None
    year_stated: bool = False
    basis: Basis | None = None
    basis_stated: bool = False
    as_of: str | None = None
    base_year: int | None = None
    base_basis: Basis | None = None
    base_stated: bool = False
    organisation: str | None = None
    base_organisation: str | None = None
    fund: str | None = None
    code: str | None = None
    group: str | None = None
    whole: tuple[str, ...] | None = None
    complete: bool = False


@dataclass(frozen=True, slots=True)
class Spread:
    """“A、B分别为1万元、2万元”: the names, years or bodies that bare figures are dealt out to, and what is said of them."""

    names: tuple[Name, ...]
    years: tuple[int, ...]
    verb: str
    bodies: tuple[str, ...] = ()
    listed: tuple[tuple[str, ...], ...] = ()  # items that had their figures before


def left_of(pieces: list[Stretch], at: int) -> list[Stretch]:
    """What of the pieces stands before a place."""
    return [(a, min(b, at)) for a, b in pieces if a < at]


# A fee is a line of its own, which gives no other one a reason.
_ONE_FEE = re.compile("费(?:用|支出)?$")


class Memory:
    """One text's course so far; `out` is what it has said."""

    def __init__(self, context: Context, *, carries: bool) -> None:
        self.context = context
        self.carries = carries  # a stranger's year holds until he names another, a disclosure's own returns
        self.vocabulary = context.labels or _field_words()
        self.line = lines.fold("")
        self.out: list[Statement] = []
        self.account: Basis | None = None
        self.now = self.fresh()
        self.frames: list[Frame] = []
        self.lists: list[tuple[str, int]] = []
        self.category: str | None = None
        self.candidate: Name | None = None
        self.before_count: tuple[Name | None, tuple[str, ...]] = (None, ())  # what was spoken of before things counted
        self.held: int | None = None
        self.rank: Rank | None = None
        self.ranked: tuple[int, int] | None = None
        self.spread: Spread | None = None
        self.other: Operand | None = None
        self.changes: list[int] = []  # statements that a reason would explain
        self.apart: list[int] = []  # and those that wait for one that names their item: X增加的主要原因是
        self.levels: list[int] = []  # and those that a purpose would belong to
        self.early_reason: tuple[str, int] | None = None
        self.early_used = False  # whether a statement has been explained by it
        self.early_purpose: tuple[str, int] | None = None
        self.topic: tuple[str, ...] = ()
        self.sections: list[tuple[int, tuple[str, ...]]] = []
        self.section: tuple[str, ...] | None = None
        self.lead = ""
        self.waiting: list[int] = []  # 从2023年的…到2024年的…，X: levels whose item is named after them
        self.years: tuple[int, ...] = ()  # the years that a clause lists, for 分别 in the next
        self.addends: list[tuple[str, ...]] = []  # the items that a clause lists, for 一共 in the next
        self.excepting = False  # whether the sentence leaves out a part of what it tells: 除公务接待费外
        self.together: tuple[str, ...] = ()  # the held bodies that are named side by side
        self.said_year: int | None = None  # the year that the sentence names, for 上年
        self.anchor: int | None = None  # the last year that a stranger named, for 去年 and 今年
        # What the sentence lists the parts of without naming it: 按支出性质：….
        self.grouped: tuple[str, ...] | None = None
        self.spoken = False  # whether the sentence has named an item
        self.listed_shares: list[int] = []
        self.listed: list[int] = []  # the levels of the sentence, for 两项合计

    def fresh(self) -> Now:
        """What a text starts from: the document's year and basis."""
        context = self.context
        return Now(year=context.year, basis=self.account or _BASES[context.kind])

    def of_account(self, basis: Basis | None) -> None:
        """Take up an account as a whole (公布了部门决算情况): nothing is spoken of yet, and its basis holds from here on."""
        self.now.subject, self.now.place, self.candidate = (), None, None
        self.account = basis or self.account
        if basis:
            self.now.basis, self.now.basis_stated = basis, True

    def default_year(self) -> tuple[int | None, bool]:
        """The year of the list that is open, or else the document's, and whether the text states it."""
        frame = self.frames[-1] if self.frames else None
        return (frame.year, frame.year_stated) if frame and frame.year else (self.context.year, False)

    def open(self, lead: str) -> None:
        """Open a list of the parts (其中：) of what is spoken of."""
        subject = self.now.subject or self.topic
        if "中" in lead and self.frames and self.frames[-1].lead == "中" and self.frames[-1].subject == subject:
            return
        complete = lead.endswith("：")
        now = self.now
        self.frames.append(
            Frame(subject, now.year, now.year_stated, now.basis, now.basis_stated, complete, "其中", len(self.out))
        )

    def explain(self, index: int, last: int, reason: str | None = None, purpose: str | None = None) -> None:
        """Give a statement its reason or purpose, which may end in a later sentence: the quote reaches up to there."""
        statement = self.out[index]
        _, stop = self.line.sentence(max(last - 1, 0))
        stop = max(stop, statement.sentence_start + len(statement.sentence))
        sentence = self.line.text[statement.sentence_start : stop]
        self.out[index] = replace(
            statement,
            sentence=sentence if "\n" not in sentence else statement.sentence,
            reason=statement.reason or reason,
            purpose=statement.purpose or purpose,
        )

    def narrow(self) -> None:
        """Leave to the reason that follows only the changes of the item just named: 接待费减少的主要原因是 is of no other.

        An item that is only a part of what moved takes nothing of the whole, nor one fee of any other; else nobody can tell. Where a base
        of comparison is named too (决算数小于预算数的原因), the changes against that base go before the others.
        """
        own = terms.key(self.now.subject[-1])
        pending = [*self.apart, *self.changes]
        keys = {index: terms.key(said[-1]) for index in pending if (said := self.out[index].subject)}
        of_item = [index for index in pending if keys.get(index) == own]
        if not of_item and self.now.subject[-1] in ("收入", "支出"):  # 本年收入 and 本年支出 before: each by its side
            sides = {index: labels.side(self.out[index].subject[-1]) for index in keys}
            of_side = [index for index, side in sides.items() if side == self.now.subject[-1]]
            of_item = of_side if len(of_side) < len(sides) or not self.changes else []
        based = [i for i in of_item if self.now.base_stated and self.out[i].base_year == self.now.base_year]
        if of_item:
            self.changes = based or of_item
        elif any(_is_within(own, key) for key in keys.values()) or _ONE_FEE.search(self.now.subject[-1]):
            self.changes = []  # why 差旅费 fell is not why 会议费 before it did
        else:
            return
        self.apart = [index for index in pending if index not in self.changes]

    def leave_to_base(self) -> None:
        """Leave to the reason that follows only the changes against the base just named: …比上年增加。决算数小于预算数的原因是."""
        based = [index for index in self.changes if self.out[index].base_year == self.now.base_year]
        self.apart += (index for index in self.changes if index not in based)
        self.changes = based

    def leave_to_own_budget(self, *, unspent: bool) -> None:
        """Leave to the reason that follows only the changes against the same year's budget, where there are any.

        What is `unspent` (未用完的原因) is so of that budget, be it told or not.
        """
        if unspent:
            self.now.base_year, self.now.base_stated = self.now.year, True
        own = [
            i for i in self.changes if self.out[i].base_year is not None and self.out[i].base_year == self.out[i].year
        ]
        if own or unspent:
            self.apart += (index for index in self.changes if index not in own)
            self.changes = own

    def set_apart(self) -> None:
        """Another item is told of: only a reason that names them explains what moved before."""
        self.apart += (index for index in self.changes if self.out[index].reason is None)
        self.changes = []

    def forget_changes(self) -> None:
        """No reason that follows explains what moved up to here."""
        self.changes, self.apart = [], []

    def name(self, pieces: list[Stretch]) -> Name | None:
        """The last name among pieces; one that only says 支出 or 收入 gives way to one that says more."""
        for number, (a, b) in enumerate(pieces[:-1]):
            if b - a > 3 and self.line.chars[b - 1] == "的" and "，" not in self.line.chars[a:b]:
                pieces = [*pieces[:number], (a, pieces[-1][1])]
                break
        found = [name for a, b in pieces if (name := labels.name(self.line, a, b))]
        plain = [name for name in found if not name.anonymous]
        if len(plain) > 1 and not labels.is_known("".join(plain[-1].path)) and labels.is_known(plain[0].path[-1]):
            return plain[0] if len(plain[-1].path[-1]) < 3 else plain[-1]
        return (plain or found)[-1] if found else None

    def knows(self, words: str) -> bool:
        """Whether words are the name of an item, of the field or of what the disclosures print."""
        if labels.is_known(words):
            return True
        found = self.vocabulary.mentions(words)
        if not found or found[0].start or found[-1].end != len(words):
            return False
        return all(
            words[one.end : two.start] in ("", "的", "中的") and labels.is_axis(two.text)
            for one, two in pairwise(found)
        )

    def path_of(self, name: Name) -> tuple[str, ...]:
        """The path of a name: under the whole whose parts are listed, or under its printed 类."""
        if name.absolute == "类":
            self.category = name.path[0]
            return name.path
        if name.absolute and self.category:
            return (self.category, *name.path)
        if name.whole:
            return (*name.whole, *name.path)
        if name.anonymous and (other := self._other_side(name.path[-1])):
            return (other,)
        counted = self.out[-1].figure if self.out and self.out[-1].measure == "count" else None
        if name.path[-1].startswith("涉及") and counted is not None and lines.base(counted) in ("个", "项"):
            return (*self.out[-1].subject, *name.path)
        if len(name.path) == 1 and (told := _CARRIED_OF_FUND.match(name.path[0])) and told["carried"]:
            return (told["fund"], told["carried"])
        if len(name.path) == 1 and self._is_of_goals(name):
            return (_WITH_GOALS, *name.path)
        if self._of_another_fund(name):
            return name.path
        if name.fund and any(self.out[i].subject == name.path for i in self.listed):
            # 政府采购总额9万元…；使用一般公共预算拨款的政府采购8万元: a part of the same
            return (*name.path, name.fund)
        if self.frames and self.frames[-1].subject and self.frames[-1].subject[-1] != name.path[-1]:
            return (*self.frames[-1].subject, *name.path)
        if len(name.path) == 1 and terms.key(name.path[0]) in items.OF_A_FUND and self._about_a_fund():
            return (*self.topic, *name.path)  # 本年收入 in the section of 政府性基金预算 is that fund's
        if len(name.path) == 1 and terms.key(name.path[0]) in items.OF_A_FUND and (fund := self._fund_before(name)):
            return (fund, *name.path)
        return name.path

    def _is_of_goals(self, name: Name) -> bool:
        """Whether a fund's money is what projects with goals have of it, not all of it: 实行绩效目标管理，涉及财政拨款9万元."""
        before = self.line.chars[: name.start]
        return terms.key(name.path[0]) in items.FUNDS and _COVERED_BY_GOALS.search(before) is not None

    def _other_side(self, said: str) -> str | None:
        """政府性基金预算收入20万元，支出20万元: a bare 支出 behind a fund's own revenue is what that fund spends."""
        subject = self.now.subject[-1] if self.now.subject else ""
        fund = re.fullmatch("(?P<fund>.{2,})(?P<side>收入|支出)", subject)
        if not fund or labels.is_total(subject) or terms.key(subject) not in items.FUNDS_AND_THEIR_USE:
            return None
        side = labels.side(said)
        bare = re.sub("(?:预算|决算)数?$", "", said)
        return f"{fund['fund']}{side}" if bare in ("收入", "支出") and side != fund["side"] else None

    def _of_another_fund(self, name: Name) -> bool:
        """Whether a name is of one fund, and the list that is open of the parts of another: none is part of another."""
        own, whole = (
            next((fund for fund in _FUNDS if terms.key(label).startswith(fund)), None)
            for label in (name.path[0], self.frames[-1].subject[-1] if self.frames and self.frames[-1].subject else "")
        )
        return own is not None and whole is not None and own != whole

    def _about_a_fund(self) -> bool:
        """Whether the section is about one fund."""
        return bool(self.topic) and terms.key(self.topic[0]) in items.FUNDS_AND_THEIR_USE

    def _fund_before(self, name: Name) -> str | None:
        """The fund of which the figure before, in the same paragraph, tells what it began with or what came in.

        政府性基金预算财政拨款年初结转结余2万元，年末结转结余1万元。本年收入5万元: all four are of the fund.
        """
        last = self.out[-1] if self.out else None
        if last is None or "\n" in self.line.text[last.end : self.line.begin[name.start]]:
            return None
        fund = _CARRIED_OF_FUND.match(last.subject[0]) if len(last.subject) > 1 else None
        return fund["fund"] if fund and terms.key(last.subject[-1]) in items.OF_A_FUND else None

    def return_to(self, subject: tuple[str, ...]) -> None:
        """Speak of what was spoken of before a list of its parts."""
        self.now.subject, self.now.place = subject, None
        self.now.whole, self.now.complete = None, False

    def place(self, name: Name) -> tuple[int, int]:
        """Where a name stands in the text."""
        return self.line.begin[name.start], self.line.end[name.end - 1]

    def speak_of(self, name: Name) -> None:
        """Make a name the item spoken of."""
        now = self.now
        now.subject, now.place = self.path_of(name), self.place(name)
        now.code, now.fund = name.code, name.fund
        now.whole, now.complete = name.whole, False
        if not name.whole and self.frames and self.frames[-1].subject != now.subject:
            now.whole, now.complete = self.frames[-1].subject or None, self.frames[-1].complete
        self.candidate = None
        self.spoken = True
        for index in self.waiting:
            waited = replace(
                self.out[index], subject=now.subject, label=now.place, organisation=now.organisation, fund=now.fund
            )
            if now.basis_stated:
                waited = replace(waited, basis=now.basis, basis_stated=True)
            self.out[index] = waited
        self.waiting = []

    def name_subject_of(self, pieces: list[Stretch]) -> bool:
        """Speak of the item named in pieces, or of the candidate before it; False where the subject is inherited."""
        name = self.name(pieces)
        if name and name.anonymous and not self._stands_alone(name):
            name = None
        if name is None:
            name = self.candidate or self._of_all(pieces)
        if name is None:
            if not self.now.subject:
                self.now.subject = self.topic
            return False
        self.speak_of(name)
        return True

    def _of_all(self, pieces: list[Stretch]) -> Name | None:
        """A stranger's 某局2024年预算1000万元 tells what is planned in all, where nothing else is spoken of."""
        if not self.carries or self.now.subject or self.topic:
            return None
        for start, end in reversed(pieces):
            if match := wording.OF_ALL.fullmatch(self.line.chars, start, end):
                return Name((_ALL_TOLD,), match.start(), match.end())
        return None

    def _stands_alone(self, name: Name) -> bool:
        """Whether 支出决算 and the like name the total themselves: nothing is spoken of, or only the other side."""
        subject = self.now.subject or (self.candidate.path if self.candidate else ()) or self.topic
        if not subject:
            return True
        if labels.is_both_sides(name.path[-1]):
            return False
        own, other = labels.side(name.path[-1]), labels.side(subject[-1])
        if labels.is_total(subject[-1]) or (other is not None and own != other):
            return True
        return not self.spoken and not self.frames and not self.now.subject

    def emit(
        self,
        at: int,
        figure: Figure,
        claim: Claim,
        *,
        direction: Direction | None = None,
        measure: Measure | None = None,
        whole: tuple[str, ...] | None = None,
        of_share: bool = False,
        operands: tuple[Operand, ...] = (),
        count: int | None = None,
        comparator: str | None = None,
    ) -> None:
        """State what the figure at a folded place says of the item spoken of."""
        now = self.now
        first, last = self.line.sentence(at)
        year = now.year
        if self.context.kind == "budget" and now.basis == "actual" and now.basis_stated and not now.year_stated:
            year = year if year is None or self.carries else year - 1  # what a budget says was spent was spent before
        compared = claim in ("change", "rate", "points", "multiple", "completion") or (
            claim == "level" and direction is not None and measure is None
        )
        base_year, base_basis = (now.base_year, now.base_basis) if compared else (None, None)
        if claim == "multiple" and operands:
            base_year, base_basis = None, None
        against = now.base_organisation if claim in ("change", "rate", "points", "multiple") and not operands else None
        if against is not None:
            base_year, base_basis = year, None
        elif compared and base_year is None and not now.base_stated and now.year is not None and not operands:
            base_year = now.year - 1
        part_of: tuple[str, ...] | None = whole
        partition: bool | None = None
        if claim == "level" and now.whole:
            part_of, partition = now.whole, now.complete
        if partition is not None and self.lead in _ITEM_SEPARATORS and self.frames:
            top = self.frames[-1]
            if top.opened < len(self.out) and not top.separator and top.lead != "中":
                self.frames[-1] = replace(top, separator=self.lead)
        rank, self.rank = (self.rank, None) if claim in ("level", "share") else (None, self.rank)
        reason = purpose = None
        moved = claim == "level" and compared and lines.is_money(figure)  # 因…，由2万元提高到3万元
        if self.early_reason and (claim in _EXPLAINED or moved):
            reason = self.early_reason[0]
        if self.early_purpose and claim in ("level", "sum"):
            purpose = self.early_purpose[0]
        self.out.append(
            Statement(
                figure=figure,
                sentence=self.line.text[first:last],
                sentence_start=first,
                start=figure.start,
                end=figure.end,
                subject=() if self.excepting else now.subject or self.topic,
                claim=claim,
                measure=measure or _MEASURES[claim],
                label=now.place,
                year=year,
                year_stated=now.year_stated,
                basis=now.basis,
                basis_stated=now.basis_stated,
                direction=direction,
                base_year=base_year,
                base_basis=base_basis,
                base_stated=(now.base_stated or against is not None) and compared,
                whole=part_of,
                partition=partition,
                operands=operands,
                count=count,
                of_share=of_share,
                comparator=comparator or self._comparator(at),
                rank=rank,
                organisation=now.organisation,
                base_organisation=against,
                fund=now.fund,
                code=now.code,
                group=now.group if claim == "average" else None,
                as_of=now.as_of,
                reason=reason,
                purpose=purpose,
            )
        )
        if (claim in _EXPLAINED or moved) and self.early_reason:
            self.early_used = True
            self.explain(len(self.out) - 1, self.early_reason[1], reason=self.early_reason[0])

    def _comparator(self, at: int) -> str | None:
        left = self.line.chars[max(0, at - 8) : at]
        for pattern, sign in (
            (wording.AT_MOST, "≤"),
            (wording.AT_LEAST, "≥"),
            (wording.BELOW, "<"),
            (wording.ABOVE, ">"),
        ):
            if pattern.search(left):
                return sign
        after = self.line.chars[at + 1 : at + 3]
        return {"以内": "≤", "以下": "≤", "以上": "≥"}.get(after)

    def emit_without(
        self,
        start: int,
        end: int,
        claim: Claim,
        direction: Direction | None,
        *,
        reason: str | None = None,
        last: int | None = None,
        rank: Rank | None = None,
    ) -> None:
        """Say something that has no figure: 与上年持平, 支出减少, a rank, a reason alone."""
        now = self.now
        first, stop = self.line.sentence(start)
        if not now.subject and not self.topic:
            return
        base_year = None if rank else now.base_year
        if base_year is None and not rank and not now.base_stated and now.year is not None:
            base_year = now.year - 1
        self.out.append(
            Statement(
                figure=None,
                sentence=self.line.text[first:stop],
                sentence_start=first,
                start=self.line.begin[start],
                end=self.line.end[max(end - 1, start)],
                subject=now.subject or self.topic,
                claim=claim,
                measure="level" if rank else "change",
                rank=rank,
                label=now.place,
                year=now.year,
                year_stated=now.year_stated,
                basis=now.basis,
                basis_stated=now.basis_stated,
                direction=direction,
                base_year=base_year,
                base_basis=now.base_basis,
                base_stated=now.base_stated,
                whole=None,
                organisation=now.organisation,
                fund=now.fund,
                code=now.code,
                reason=reason or (self.early_reason[0] if self.early_reason else None),
            )
        )
        index = len(self.out) - 1
        if reason and last is not None:
            self.explain(index, last, reason=reason)
        else:
            self.changes.append(index)
