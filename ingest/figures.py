"""What one figure says by the words before and after it: a level, a change, a rate, a share, a count …"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

from ingest import bodies, wording
from ingest import label as labels
from ingest import line as lines
from ingest.label import Name
from ingest.line import FIGURE, Stretch
from ingest.memory import Memory, left_of
from ingest.model import BUDGETS, Basis, Direction, Measure
from ingest.quantity import Figure
from ingest.several import Several
from ingest.statement import Claim, Operand, Statement
from ingest.surroundings import Surroundings

_STOP = re.compile(
    r"[，。；：、（）的和与及]|实行|开展|纳入|进行|参加|用于|从事|负责|均|已|实现|完成|主要|财政拨款|到我|左右|以上|组成|构成|"
    + FIGURE
)
_HIRED = re.compile(
    "(?:编外|编制外|临时|合同制?|劳务|社会|公开|自主|返|外)聘[用请]?(?:人员|教师|职工|员工|教职工|人数)"
)
_COMPLETED = re.compile(
    "，?(?:支出)?(?:完成|达到?|为|是|占)(?:了)?(?:年初|全年|调整后?|年度)?(?:支出)?预算(?:安排)?数?的?约?"
)
_NOUN_ONLY = re.compile(
    r"(?:下设|内设|设有?|共有?|现有|实有|新增|增加|减少|拥有|下属|下辖|有|聘用|招聘|安排|开展了?|为|是|约|近)$"
)


# People and things that come or go, told beside how many there are: 录用及调入9人，报废2辆.
_MOVED = re.compile(
    "(?:录用|录取|招录|招聘|考录|选调|调入|调出|转入|转出|借调|退休|离职|辞职|辞退|去世|死亡|新进|进人|安置|报废|处置|划入|划出|划转)$"
)


def _is_level_of(said: Statement, subject: tuple[str, ...]) -> bool:
    return said.claim == "level" and bool(subject) and said.subject[-1:] == subject[-1:]


def _is_share(part: Figure, whole: Figure, percent: Figure) -> bool:
    """Whether an amount is that percentage of another, as far as two decimals tell."""
    if not whole.quantity.base or lines.base(part) != lines.base(whole):
        return False
    return abs(part.quantity.base / whole.quantity.base * 100 - percent.quantity.number) < _TWO_DECIMALS


_TWO_DECIMALS = Decimal("0.006")


class Figures:
    """Reads the figures of a clause, one after the other, into the memory."""

    def __init__(self, memory: Memory, surroundings: Surroundings, several: Several) -> None:
        self.memory = memory
        self.surroundings = surroundings
        self.several = several
        self.basis_before: tuple[Basis | None, bool] = (None, False)
        self.planned: Basis | None = None  # of the budget just told, of which the next figure may be a share

    def figure(self, begin: int, at: int, right: int, *, first: bool) -> int:
        """Read one figure with the words before and after it; where the words of the next one begin."""
        chars = self.memory.line.chars
        figure = self.memory.line.figures[at]
        after = chars[at + 1 : right]
        if first:
            begin = self.surroundings.organisation(begin, at)
        if wording.THRESHOLD.match(chars[at + 1 : right + 1]) and at > begin:
            return self._threshold(begin, at, figure)
        self.basis_before = (self.memory.now.basis, self.memory.now.basis_stated)
        pieces = self.surroundings.take_time(begin, at)
        left = chars[begin:at]
        if self.memory.carries and (dated := wording.DATED_AFTER.match(chars, at + 1)):
            self.surroundings.take_time(dated.start(), dated.end())  # 19.80万元（2024年预算）
        if self.memory.spread and not re.search(
            r"[一-龥]{2,}", wording.LOOSELY.sub("", "".join(chars[a:b] for a, b in pieces))
        ):
            self.several.dealt(at, figure)
            return at + 1
        if "分别" in left:
            self.several.deal(pieces, begin, at)
            if self.memory.spread:
                self.several.dealt(at, figure)
                return at + 1
            if self.memory.carries:  # what is dealt out to whom was not understood: nothing is, then
                self.memory.now.subject, self.memory.now.place, self.memory.candidate = (), None, None
                self.memory.emit(at, figure, "level")
                return at + 1
        claim = self._claim(left, begin, at, after, figure, pieces)
        return self._count(pieces, at, right, figure) if claim == "count" else at + 1

    def _claim(
        self, left: str, begin: int, at: int, after: str, figure: Figure, pieces: list[Stretch]
    ) -> Claim | Literal["count"]:
        """Find out what a figure says by the words before it, and say it; `count` is left to the caller."""
        percent = lines.is_percent(figure)
        points = lines.base(figure) == "百分点"
        limits = wording.AT_MOST.search(left) or wording.AT_LEAST.search(left)
        amount = lines.is_money(figure)
        counted = not amount and not percent and not points and lines.base(figure) not in ("倍", "")
        if not limits:
            if match := wording.CHANGE_TO.search(left):
                if (
                    percent
                    and self.memory.out
                    and self.memory.out[-1].claim == "share"
                    and not left_of(pieces, begin + match.start())
                ):
                    self.memory.emit(
                        at, figure, "share", direction=wording.direction(match["verb"]), whole=self.memory.out[-1].whole
                    )
                    return "share"
                self._level(
                    left_of(pieces, begin + match.start()), at, figure, direction=wording.direction(match["verb"])
                )
                if amount:  # 由2万元提高到3万元，因…: a reason told behind is of this move
                    self.memory.changes.append(len(self.memory.out) - 1)
                return "level"
            if (match := wording.FROM.search(left)) and wording.TO_FOLLOWS.match(after):
                self._at_base(left_of(pieces, begin + match.start()), at, figure, match["when"])
                return "level"
            if self.memory.waiting and wording.TO.fullmatch(left):
                self.memory.emit(at, figure, "level")
                self.memory.waiting.append(len(self.memory.out) - 1)
                return "level"
            if self._ends_with_base(left):
                self._at_base(pieces, at, figure, "")
                return "level"
            if percent and (match := wording.COMPLETION.search(left)) and not self._of_total(match):
                words = match["basis"] or match["rate"] or ""
                basis = wording.basis(words.replace("率", ""), self.memory.context.kind) if match["basis"] else None
                if basis is None and "年初" in words:
                    basis = "budget" if self.memory.context.kind == "budget" else "initial_budget"
                self._completion(left_of(pieces, begin + match.start()), at, figure, basis, stated=bool(match["basis"]))
                return "completion"
            if percent and self.planned and wording.OF_PLANNED.fullmatch(left):
                self._completion([], at, figure, self.planned, stated=True)
                self.planned = None
                return "completion"
            if amount and (match := wording.PLANNED.search(left)) and wording.OF_PLANNED.fullmatch(after):
                self._planned(match, left_of(pieces, begin + match.start()), at, figure)
                return "level"
            if percent and self._completes(left):
                self._completion([], at, figure, "budget", stated=True)
                return "completion"
            if percent and (match := wording.SHARE.search(left)) and not wording.CHANGE.search(left):
                self._share(match, begin, pieces, at, figure)
                return "share"
            if self._against_body(left, begin, at, figure, pieces, points=points):
                return "change"
            if match := wording.BEYOND.search(left):
                if self._is_budget_itself(match, at, figure):
                    self._planned(match, left_of(pieces, begin + match.start()), at, figure)
                    self.planned = None  # the percentage that follows says itself of which budget it is
                    return "level"
                self.surroundings.take_base(match)
                verb = "多" if match["how"] in ("超出", "超过", "超", "高于", "多于", "大于") else "少"
                before = left_of(pieces, begin + match.start())
                self._change(verb, before, at, figure, points=points, left=left)
                return "change"
            if (match := wording.OTHER_ITEM.search(left)) and not self._with_base(left):
                return self._other_item(match, begin, pieces, at, figure, after)
            if match := wording.APART.fullmatch(left):
                return self._apart(match, begin, at, figure)
            if (match := wording.CHANGE.search(left)) and not (
                counted and re.match(r"[一-龥]{2}", after) and not _STOP.match(after)
            ):
                self._change(
                    match["verb"], left_of(pieces, begin + match.start()), at, figure, points=points, left=left
                )
                return "change"
            rest = "".join(self.memory.line.chars[a:b] for a, b in pieces)
            if (amount or percent) and (match := wording.CHANGE_OF.match(rest)):
                self._change(match["verb"], self._after_verb(pieces, match), at, figure, points=points, left=left)
                return "change"
            if lines.base(figure) == "倍" and (match := wording.MULTIPLE.search(left)):
                self._multiple(match, begin, pieces, at, figure)
                return "multiple"
        if wording.AVERAGE.search(left) or "/" in lines.base(figure):
            self._average(pieces, at, figure)
            return "average"
        if counted:
            return "count"
        self._level(pieces, at, figure)
        return "level"

    @staticmethod
    def _after_verb(pieces: list[Stretch], match: re.Match[str]) -> list[Stretch]:
        skip = match.start("what")
        kept: list[Stretch] = []
        for a, b in pieces:
            if skip >= b - a:
                skip -= b - a
                continue
            kept.append((a + skip, b))
            skip = 0
        return kept

    def _of_total(self, match: re.Match[str]) -> bool:
        """占支出预算的…: of all that is planned, where what is spoken of was not spent."""
        words = match.group()
        return words.startswith("占") and bool(re.search("收入|支出", words)) and self.basis_before[0] != "actual"

    @staticmethod
    def _with_base(left: str) -> bool:
        """Whether words name a year or a budget to compare with; 比基本工资 does not."""
        return any(m["base"] for m in wording.COMPARED.finditer(left))

    @staticmethod
    def _ends_with_base(left: str) -> bool:
        found = [m for m in wording.COMPARED.finditer(left) if m["base"]]
        return bool(found) and not left[found[-1].end() :].strip("的数为（约近")

    def _completes(self, left: str) -> bool:
        """Whether 完成 alone is said of a budget: the one right before (年初预算84.00万元，完成86.15%), or one before the outturn."""
        said = self.memory.out[-1] if self.memory.out else None
        if left not in ("完成", "已完成", "完成了", "完成率", "完成率为") or said is None or said.figure is None:
            return False
        planned = any(
            told.subject == said.subject and told.basis in BUDGETS
            for told in (self.memory.out[i] for i in self.memory.listed)
        )
        spent = said.claim == "level" and said.basis == "actual" and planned
        return lines.is_money(said.figure) and (said.basis in BUDGETS or spent) and self.memory.lead in ("，", "；")

    def _is_budget_itself(self, match: re.Match[str], at: int, figure: Figure) -> bool:
        """Whether 大于年初预算231.46万元 prints the budget, not by how much it was exceeded.

        Both are written so; the percentage of completion that follows tells, for it is of the one and not of the other.
        """
        spent = self.memory.out[self.memory.levels[-1]].figure if self.memory.levels else None
        following = next((i for i in sorted(self.memory.line.figures) if i > at), None)
        if spent is None or following is None or "预算" not in (match["basis"] or "") or not figure.quantity.number:
            return False
        percent = self.memory.line.figures[following]
        words = self.memory.line.chars[at + 1 : following]
        if not lines.is_percent(percent) or not _COMPLETED.fullmatch(words):
            return False
        share = spent.quantity.base / figure.quantity.base * 100
        return abs(share - percent.quantity.number) < Decimal("0.06")

    def _level(
        self,
        pieces: list[Stretch],
        at: int,
        figure: Figure,
        *,
        direction: Direction | None = None,
        claim: Claim = "level",
    ) -> None:
        if self.several.sum(pieces, at, figure):
            return
        pieces = self._spent_on(pieces, at)
        named = self.several.ranked_name(pieces)
        if named:
            self.memory.set_apart()
            self.memory.early_purpose = None if self._new_subject() else self.memory.early_purpose
        self.memory.emit(at, figure, claim, direction=direction)
        index = len(self.memory.out) - 1
        self.memory.levels = [index] if named or not self.memory.levels else [*self.memory.levels, index]
        self.memory.listed.append(index)

    def _spent_on(self, pieces: list[Stretch], at: int) -> list[Stretch]:
        """The words that name the item: those before the amount, or 用于… after it where a stranger names it there only."""
        before = self.memory.name(pieces) if self.memory.carries else None
        if not self.memory.carries or (before is not None and not labels.is_spending(before.path[-1])):
            return pieces
        chars = self.memory.line.chars
        stop = re.search(r"[，。；：、（）\n]", chars[at + 1 :])
        last = at + 1 + stop.start() if stop else len(chars)
        match = wording.SPENT_ON.match(chars, at + 1, last)
        if match and match.end() == last and self.memory.knows(match["name"]):
            return [match.span("name")]
        if before is not None:
            return pieces
        start = at + 1 + (chars[at + 1 : at + 2] == "的")
        named = self.memory.vocabulary.mentions(chars[start:last])
        if named and named[0].start == 0 and not wording.CHANGE.match(named[0].text):
            return [(start, start + named[0].end)]  # 19.8万元的三公经费
        if re.search("其余|剩余|余下", "".join(chars[a:b] for a, b in pieces)):
            self.memory.now.subject, self.memory.candidate = (), None  # the rest of it is no more what was spoken of
        return pieces

    def _new_subject(self) -> bool:
        return not self.memory.levels or self.memory.out[self.memory.levels[-1]].subject != self.memory.now.subject

    def _at_base(self, pieces: list[Stretch], at: int, figure: Figure, when: str) -> None:
        """由2023年的5.80万元…, 比上年的5.80万元…: a level of the year compared with, which stays the base."""
        whole: tuple[str, ...] | None = None
        claim: Claim = "level"
        if lines.is_percent(figure) and any(wording.OF_SHARE.search(self.memory.line.chars, a, b) for a, b in pieces):
            pieces, whole = self._sharepieces_of(pieces)
            claim = "share"
        named = self.memory.name_subject_of(pieces)
        now = self.memory.now
        current = (
            (self.memory.context.year, False) if self.memory.context.year is not None else (now.year, now.year_stated)
        )
        year = now.base_year
        stated = now.base_stated
        if when and (match := wording.YEAR.search(when)):
            year, stated = int(match["year"]), True
        elif when and now.year is not None and wording.LAST_YEAR.search(when):
            year, stated = now.year, True
        elif not stated and self.memory.context.year is not None:
            year = self.memory.context.year - 1
        elif not stated and now.year is not None:
            year = now.year - 1
        kept = (now.year, now.year_stated, now.basis)
        now.year, now.year_stated = year, stated
        if now.base_basis:
            now.basis = now.base_basis
        self.memory.emit(at, figure, claim, whole=whole)
        now.year, now.year_stated, now.basis = kept
        if when:
            now.year, now.year_stated = current if current[0] != year else (None if year is None else year + 1, False)
        now.base_year, now.base_stated = year, stated
        if when and not named and self.memory.carries:
            self.memory.waiting = [len(self.memory.out) - 1]

    def _change(
        self,
        verb: str,
        pieces: list[Stretch],
        at: int,
        figure: Figure,
        *,
        points: bool,
        left: str,
    ) -> None:
        of_share = bool(wording.OF_SHARE.search(left))
        whole: tuple[str, ...] | None = None
        if of_share:
            pieces, whole = self._sharepieces_of(pieces)
        elif re.search(r"占比|比重", left) or (points and self.memory.out and self.memory.out[-1].claim == "share"):
            of_share = True
            whole = self.memory.out[-1].whole if self.memory.out else None
        named = self.memory.name_subject_of(pieces)
        if not self.memory.now.base_stated and not named:
            self._between_listed()
        if not named:
            self._of_no_count(figure)
            self._back_from_last_year(figure)
            self._of_what_was_spent(pieces)
        direction = wording.direction(verb)
        if figure.quantity.number == 0:
            direction = "flat"
        if self.memory.other is not None and not self.memory.now.base_stated:
            self.memory.emit(at, figure, "difference", direction=direction, operands=(self.memory.other,))
            return
        percent = lines.is_percent(figure) or lines.base(figure) in ("倍", "‰")
        claim: Claim = "points" if points else "rate" if percent else "change"
        if named and self.memory.changes and self.memory.out[self.memory.changes[-1]].reason:
            self.memory.set_apart()
        self.memory.emit(at, figure, claim, direction=direction, whole=whole, of_share=of_share)
        self.memory.changes.append(len(self.memory.out) - 1)

    def _against_body(
        self, left: str, begin: int, at: int, figure: Figure, pieces: list[Stretch], *, points: bool
    ) -> bool:
        """比示例市水务局多33万元, 高于示例市水务局33万元: the same item of another body; False where none is compared with."""
        found = bodies.held(self.memory.line.chars, begin, at, self.memory.context.organisations)
        compared = [body for body in found if body.cue]
        if not compared:
            return False
        body = compared[-1]
        if match := wording.CHANGE.search(left):
            verb, before = match["verb"], left_of(pieces, begin + match.start())
        elif body.end == at and body.cue in wording.BEYOND_WORDS:
            verb, before = wording.BEYOND_WORDS[body.cue], pieces
        else:
            return False
        self._change(verb, left_of(before, body.start), at, figure, points=points, left=left)
        return True

    def _between_listed(self) -> None:
        """2024年预算3.80万元，2023年预算5.80万元，减少…: the change is between the years just listed."""
        levels = [self.memory.out[i] for i in self.memory.listed]
        years = {s.year for s in levels if s.subject == self.memory.now.subject and s.year is not None}
        now = self.memory.now
        if len(years) == 2:
            now.base_year, now.year = sorted(years)
            now.base_stated = True
            earlier = next(s for s in levels if s.year == now.base_year and s.subject == now.subject)
            now.base_basis = earlier.basis if earlier.basis != now.basis else None
        own = [s for s in levels if s.subject == now.subject and s.year == now.year]
        planned = [s.basis for s in own if s.basis in BUDGETS]
        if len(years) == 1 and planned and any(s.basis == "actual" for s in own):
            now.base_year, now.base_basis, now.base_stated = now.year, planned[-1], True
            now.basis, now.basis_stated = "actual", True

    def _counted_last(self) -> bool:
        """Whether what is spoken of is the thing that was counted last."""
        said = self.memory.out[-1] if self.memory.out else None
        return said is not None and said.measure == "count" and said.subject == self.memory.now.subject

    def _of_no_count(self, figure: Figure) -> None:
        """会议费20万元，召开会议5个，同比减少5万元: money that moved is of the item before, never of what was counted in passing."""
        if not lines.is_money(figure) or not self._counted_last():
            return
        candidate, subject = self.memory.before_count
        if candidate is not None and labels.is_of_field(candidate.path[-1]):
            self.memory.speak_of(candidate)
        elif subject and subject != self.memory.now.subject:
            self.memory.return_to(subject)

    def _of_what_was_spent(self, pieces: list[Stretch]) -> None:
        """会议费5万元，年初预算6万元；较上年减少1万元: a budget told in passing is not what moved, unless the words say so."""
        now, context = self.memory.now, self.memory.context
        if context.kind != "final_accounts" or now.basis not in BUDGETS:
            return
        words = "".join(self.memory.line.chars[a:b] for a, b in pieces)
        levels = [self.memory.out[i] for i in self.memory.listed]
        spent = any(s.basis == "actual" and s.subject == now.subject and s.measure == "level" for s in levels)
        if spent and wording.basis(words, context.kind) is None:
            now.basis, now.basis_stated = "actual", True

    def _back_from_last_year(self, figure: Figure) -> None:
        """培训费5万元；上年支出8万元，同比减少3万元: told of the year before last, it is what the two levels differ by."""
        now, year = self.memory.now, self.memory.context.year
        if year is None or now.year != year - 1 or now.base_year != year - 2:
            return
        levels = {
            s.year: s.figure.quantity.number
            for s in (self.memory.out[i] for i in self.memory.listed)
            if s.subject == now.subject and s.figure and lines.base(s.figure) == lines.base(figure)
        }
        own, last = levels.get(year), levels.get(year - 1)
        if own is not None and last is not None and abs(own - last) == figure.quantity.number:
            now.year, now.base_year = year, year - 1

    def _sharepieces_of(self, pieces: list[Stretch]) -> tuple[list[Stretch], tuple[str, ...] | None]:
        """The pieces before 占…比重, and the whole between the two."""
        for number, (a, b) in enumerate(pieces):
            match = re.search(r"占(?P<whole>.*?)的?(?:比重|比例|比|$)", self.memory.line.chars[a:b])
            if match:
                name = labels.name(self.memory.line, a + match.start("whole"), a + match.end("whole"))
                return [*pieces[:number], (a, a + match.start())], name.full if name else None
        return pieces, None

    def _planned(self, match: re.Match[str], pieces: list[Stretch], at: int, figure: Figure) -> None:
        """完成预算52.60万元的…: the budget of what is spoken of; what follows is told of what was spent, as before."""
        self.planned = wording.basis(match["basis"], self.memory.context.kind) or "budget"
        self.memory.name_subject_of(pieces)
        now = self.memory.now
        now.basis, now.basis_stated = self.planned, True
        self.memory.emit(at, figure, "level")
        now.basis, now.basis_stated = self.basis_before

    def _completion(self, pieces: list[Stretch], at: int, figure: Figure, basis: Basis | None, *, stated: bool) -> None:
        """How much of its budget was spent; `stated` where the text says of which."""
        self.memory.name_subject_of(pieces)
        now = self.memory.now
        kept = (now.base_year, now.base_basis, now.base_stated, *self.basis_before)
        now.basis, now.basis_stated = self.basis_before
        now.base_year, now.base_basis, now.base_stated = now.year, basis or "budget", stated
        if now.basis is None or now.basis in BUDGETS:
            now.basis, now.basis_stated = "actual", False
        self.memory.emit(at, figure, "completion")
        now.base_year, now.base_basis, now.base_stated, now.basis, now.basis_stated = kept
        self.memory.changes.append(len(self.memory.out) - 1)

    def _share(self, match: re.Match[str], begin: int, pieces: list[Stretch], at: int, figure: Figure) -> None:
        whole: tuple[str, ...] | None = None
        span = (begin + match.start("whole"), begin + match.end("whole"))
        subject_pieces = left_of(pieces, begin + match.start())
        if span[1] > span[0]:
            name = labels.name(self.memory.line, *self._first_piece(pieces, span))
            whole = name.full if name else None
        elif inside := re.search(
            r"^(?P<part>.+?)在(?P<whole>.+?)(?:中|里)(?:的|所)*$", self.memory.line.chars[begin : begin + match.start()]
        ):
            name = labels.name(self.memory.line, begin + inside.start("whole"), begin + inside.end("whole"))
            whole = name.full if name else None
            subject_pieces = [(begin + inside.start("part"), begin + inside.end("part"))]
        self.memory.name_subject_of(subject_pieces)
        if whole is None and self.memory.frames:
            whole = self._whole_that_fits(figure) or self.memory.frames[-1].subject or None
        elif whole is None and self.memory.listed_shares:
            whole = self.memory.out[self.memory.listed_shares[-1]].whole  # 人员经费占基本支出的…，公用经费占…
        self.memory.emit(at, figure, "share", whole=whole)
        self.memory.listed_shares.append(len(self.memory.out) - 1)

    def _whole_that_fits(self, figure: Figure) -> tuple[str, ...] | None:
        """其中A 8万元，占总额的80%，其中B 4万元，占40%: the whole named before, where B is that much of it and not of A."""
        memory = self.memory
        before = memory.out[memory.listed_shares[-1]].whole if memory.listed_shares else None
        own, part, whole = (
            next((s.figure for s in reversed(memory.out) if s.figure and _is_level_of(s, subject)), None)
            for subject in (memory.now.subject, memory.frames[-1].subject, before or ())
        )
        if before is None or own is None or part is None or whole is None:
            return None
        return before if _is_share(own, whole, figure) and not _is_share(own, part, figure) else None

    @staticmethod
    def _first_piece(pieces: list[Stretch], span: tuple[int, int]) -> tuple[int, int]:
        inside = [(max(a, span[0]), min(b, span[1])) for a, b in pieces if a < span[1] and b > span[0]]
        return inside[-1] if inside else span

    def _other_item(
        self, match: re.Match[str], begin: int, pieces: list[Stretch], at: int, figure: Figure, after: str
    ) -> Claim:
        """比项目支出640.20万元多35.60万元, 超出项目支出35.60万元."""
        other = labels.name(
            self.memory.line, *self._first_piece(pieces, (begin + match.start("other"), begin + match.end("other")))
        )
        if other is None:
            self._level(pieces, at, figure)
            return "level"
        before = left_of(pieces, begin + match.start())
        own = match["verb"]
        lead = match.group()[: match.start("other") - match.start()]
        path = other.full
        item = Operand(path, self.memory.now.year, self.memory.now.basis)
        if not own and lead in ("比", "较"):
            self.memory.name_subject_of(before)
            if wording.CHANGE.match(after) or re.match(rf"(?:{wording.UP}|{wording.DOWN})", after):
                kept = (self.memory.now.subject, self.memory.now.place)
                self.memory.now.subject, self.memory.now.place = path, self.memory.place(other)
                self.memory.emit(at, figure, "level")
                self.memory.now.subject, self.memory.now.place = kept
                self.memory.other = item
                return "level"
        self.memory.name_subject_of(before)
        direction = (
            wording.direction(own) if own else ("up" if lead in ("超出", "超过", "高于", "多于", "大于") else "down")
        )
        self.memory.emit(at, figure, "difference", direction=direction, operands=(item,))
        return "difference"

    def _apart(self, match: re.Match[str], begin: int, at: int, figure: Figure) -> Claim:
        one = self.surroundings.take_time(begin + match.start("one"), begin + match.end("one"))
        other = labels.name(self.memory.line, begin + match.start("other"), begin + match.end("other"))
        self.memory.name_subject_of(one)
        path = other.full if other else ()
        self.memory.emit(
            at, figure, "difference", operands=(Operand(path, self.memory.now.year, self.memory.now.basis),)
        )
        return "difference"

    def _multiple(self, match: re.Match[str], begin: int, pieces: list[Stretch], at: int, figure: Figure) -> None:
        span = (begin + match.start("of"), begin + match.end("of"))
        words = match["of"]
        operands: tuple[Operand, ...] = ()
        subject_year = self.memory.now.year
        other = next((b for b in self._bodies(*span) if (b.start, b.end) == span), None)
        if other is not None:  # 甲局的某费是乙局的两倍: the same of another body
            self.memory.name_subject_of(left_of(pieces, begin + match.start()))
            last = self.memory.out[-1].organisation if self.memory.out else self.memory.context.organisation
            self.memory.now.organisation = next((b.name for b in self._bodies(begin, span[0])), last)
            operands = (Operand(self.memory.now.subject, subject_year, self.memory.now.basis, other.name),)
            self.memory.emit(at, figure, "multiple", operands=operands)
            return
        if year := (wording.YEAR.search(words) or wording.LAST_YEAR.search(words)):
            known = self.memory.context.year
            self.memory.now.base_year = (
                int(year["year"]) if "year" in year.groupdict() else (known - 1 if known else None)
            )
            self.memory.now.base_stated = True
            before = wording.YEAR.search(self.memory.line.chars, begin, span[0])
            subject_year = int(before["year"]) if before else known
        elif name := labels.name(self.memory.line, *span):
            operands = (Operand(name.full, self.memory.now.year, self.memory.now.basis),)
        self.memory.now.year = subject_year
        self.memory.name_subject_of(left_of(pieces, begin + match.start()))
        self.memory.emit(at, figure, "multiple", operands=operands)

    def _bodies(self, start: int, end: int) -> list[bodies.Body]:
        return bodies.held(self.memory.line.chars, start, end, self.memory.context.organisations)

    def _average(self, pieces: list[Stretch], at: int, figure: Figure) -> None:
        name = self.memory.name(pieces)
        own: tuple[str, ...] = ("人均",)
        place = self.memory.now.place
        if name:
            own, place = name.path, self.memory.place(name)
        kept = (self.memory.now.subject, self.memory.now.place)
        group = self.memory.now.group
        self.memory.now.subject, self.memory.now.place = ((group, *own) if group else own), place
        self.memory.emit(at, figure, "average")
        self.memory.now.subject, self.memory.now.place = kept

    def _count(self, pieces: list[Stretch], at: int, right: int, figure: Figure) -> int:
        """A number of people, cars, projects: its noun stands before it (车辆7辆) or after (下设2个事业单位).

        Gives the end of the noun, where it stands after.
        """
        chars = self.memory.line.chars
        verb = re.search("新增|增加|减少|(?<!比)[增减]$", chars[max(at - 12, 0) : at])
        moved = "".join(chars[a:b] for a, b in pieces)
        pieces = [self._people(p) for p in pieces]
        words = "".join(chars[a:b] for a, b in pieces)
        said = "".join(chars[a:b] for a, b in pieces) if verb else ""
        direction = wording.direction(verb.group()) if verb and len(said) < 12 else None
        name = None if _NOUN_ONLY.search(words) or not re.search("[一-龥]{2}", words) else self.memory.name(pieces)
        used = at + 1
        if name is None:
            stop = _STOP.search(chars, at + 1, right)
            last = min(stop.start() if stop else right, at + 16)
            name = labels.name(self.memory.line, at + 1, last) if last > at + 2 else None
            if chars[at + 1 : last] == "车":
                name = Name(("车辆",), at + 1, last)
            if name is None and re.fullmatch("[一-龥]{2,}", chars[at + 1 : last]):
                name = Name((self.memory.line.printed(at + 1, last),), at + 1, last)
            used = last if name else used
        if name is None:
            named = self.memory.name_subject_of(pieces)
            whole = self.memory.now.subject
            if not named and _MOVED.search(moved):
                self.memory.now.subject = (*whole, moved)  # who came or went is not who is there
            self.memory.emit(at, figure, "level", measure="count", direction=direction)
            self.memory.now.subject = whole
        else:
            kept = (self.memory.now.subject, self.memory.now.place)
            candidate = self.memory.candidate
            if not self._counted_last():
                self.memory.before_count = candidate, kept[0] if self.memory.spoken else ()
            self.memory.speak_of(name)
            self.memory.emit(at, figure, "level", measure="count", direction=direction)
            self._grouped(name, figure)
            # 1家机关的运行经费, 反映公共文化产品向14个街镇配送的支出: what was counted in passing is not spoken of.
            if used > at + 1:
                self.memory.now.subject, self.memory.now.place = kept
            elif wording.EXPLAINS.match(words) and (any(kept) or candidate):
                self.memory.now.subject, self.memory.now.place = kept
                self.memory.candidate = candidate
            following = self.memory.line.figures.get(right)
            if used == right and following is not None and lines.is_money(following):
                # 为3名职工发放抚恤金37.92万元: the amount is of that, not of what was spoken of.
                self.memory.candidate = name
        self.memory.listed.append(len(self.memory.out) - 1)
        return used

    def _people(self, piece: tuple[int, int]) -> tuple[int, int]:
        match = wording.COUNT_VERB.match(self.memory.line.chars, *piece)
        own = _HIRED.search(self.memory.line.chars, *piece)
        if own and match and own.start() < match.end():
            return own.start(), piece[1]  # 编外聘用人员 are not 人员
        if (
            match
            and match.group().endswith(("内设", "下设", "下属", "编制", "聘用"))
            and any(
                mention.start < match.end() - piece[0] < mention.end
                for mention in self.memory.vocabulary.mentions(self.memory.line.chars[slice(*piece)])
            )
        ):
            return piece  # 内设机构 is a name, not 内设 and what there is of it
        return (match.end(), piece[1]) if match else piece

    def _grouped(self, name: Name, figure: Figure) -> None:
        self.memory.now.group = name.path[-1] if lines.base(figure) in ("人", "名", "位") else self.memory.now.group

    def _threshold(self, begin: int, at: int, figure: Figure) -> int:
        """单价100万元（含）以上设备: the amount is part of the name that the next figure counts."""
        name = labels.name(self.memory.line, begin, at)
        kept = (self.memory.now.subject, self.memory.now.place)
        self.memory.now.subject = name.path if name else ()
        self.memory.now.place = self.memory.place(name) if name else None
        below = "下" in self.memory.line.chars[at + 1 : at + 7] or "内" in self.memory.line.chars[at + 1 : at + 7]
        counted: Measure | None = None if lines.is_money(figure) else "count"
        self.memory.emit(at, figure, "threshold", comparator="≤" if below else "≥", measure=counted)
        self.memory.now.subject, self.memory.now.place = kept
        return begin
