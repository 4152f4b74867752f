"""What a Chinese budget sentence says, figure by figure.

Disclosures and strangers' texts are read by the same grammar: the frame is `[主体][年][口径] X万元，其中：A a万元，B b万元。
比上年增加 Y万元，增长 Z%，主要原因是 R，主要用于 U`, and clauses inherit subject, year, basis and base of comparison from the
clause before. Every figure gives exactly one statement.
"""

from __future__ import annotations

import copy
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from ingest import figures_decide, shared_reasons, terms, wording
from ingest import label as labels
from ingest import line as lines
from ingest.attribution import attributed
from ingest.figures import Figures
from ingest.line import ENDS, FIGURE, Clause
from ingest.memory import Frame, Memory, Now, left_of
from ingest.model import Direction
from ingest.quantity import Figure
from ingest.several import Several
from ingest.statement import Claim, Context, Operand, Rank, Statement
from ingest.surroundings import Surroundings, years_in
from ingest.tails import Tails

__all__ = ["Claim", "Context", "Operand", "Rank", "Statement", "read", "statements"]

_TOPIC_TAIL = re.compile(
    r"(?:收支|收、支|收入、?支出)?(?:预算|决算)?(?:支出|收入)?(?:预算|决算)?(?:总体|具体|结构|有关|安排|使用|增减变化|设置|占有使用|执行|管理)*(?:情况|内容)(?:的?说明)?$|说明$"
)
_MONEY_WORD = re.compile(r"费|经费|支出|收入|资金|采购|拨款|补助|结余|结转|预算|车辆|资产|工资|津贴|奖金|公积金")
_BULLET = re.compile("[-•·●○■◆►▪]")
_HOW_FAR = "(?:有所|明显|显著|持续|稍有|略有|大幅度?|小幅度?|进一步|逐年)*"
_SPEAKS = re.compile(
    "根据|按照|反映|负责|应与|填列|做好|加强|推进|开展|实行|没有|未|无|包括|组成|构成|《|" + lines.TITLE
)


def statements(text: str, context: Context | None = None) -> list[Statement]:
    """Everything that a text says with a figure, in its order; 持平 and bare reasons as statements without one."""
    return list(_said(text, context or Context()))


@lru_cache(maxsize=16)
def _said(text: str, context: Context) -> tuple[Statement, ...]:
    """A text is read for its figures, and again for what it says without: it says the same."""
    found = _read([(text, context.section)], context, carries=True)[0]
    return tuple(attributed(found, context.organisations))


def read(paragraphs: Sequence[tuple[str, tuple[str, ...]]], context: Context) -> list[list[Statement]]:
    """The statements of consecutive paragraphs with their sections; lists (其中：) run on from one to the next.

    Places count characters of the paragraph.
    """
    return _read(paragraphs, context, carries=False)


def _read(
    paragraphs: Sequence[tuple[str, tuple[str, ...]]], context: Context, *, carries: bool
) -> list[list[Statement]]:
    texts = [text.replace("\n", "。") if "\n" in text and len(paragraphs) > 1 else text for text, _ in paragraphs]
    reader = _Reader(context, carries=carries)
    starts: list[int] = []
    at = 0
    for text in texts:
        starts.append(at)
        at += len(text) + 1
    found = reader.read("\n".join(texts), list(zip(starts, (s for _, s in paragraphs), strict=True)))
    shared: list[list[Statement]] = [[] for _ in texts]
    for statement in found:
        number = bisect_right(starts, statement.start) - 1
        offset = starts[number]
        shared[number].append(
            replace(
                statement,
                start=statement.start - offset,
                end=statement.end - offset,
                sentence_start=statement.sentence_start - offset,
                label=statement.label and (statement.label[0] - offset, statement.label[1] - offset),
                figure=statement.figure and _moved(statement.figure, offset),
            )
        )
    return shared


def _moved(figure: Figure, offset: int) -> Figure:
    return replace(figure, start=figure.start - offset, end=figure.end - offset) if offset else figure


class _Reader:
    """Reads one text, clause by clause, from left to right."""

    def __init__(self, context: Context, *, carries: bool) -> None:
        self.memory = Memory(context, carries=carries)
        self.surroundings = Surroundings(self.memory)
        self.several = Several(self.memory)
        self.figures = Figures(self.memory, self.surroundings, self.several)
        self.tails = Tails(self.memory, self)

    def read(self, text: str, sections: list[tuple[int, tuple[str, ...]]]) -> list[Statement]:
        self.memory.line = lines.fold(text)
        self.memory.sections = sections
        found = lines.clauses(self.memory.line)
        saved: list[tuple[Now, list[Frame]]] = []  # what to go on from behind each bracket that is open
        at = 0
        while at < len(found):
            clause = found[at]
            if clause.lead == "（" and clause.depth > len(saved):
                saved.append((copy.copy(self.memory.now), list(self.memory.frames)))
                self._parts_in_brackets(clause)
            elif clause.lead == "）" and saved:
                self.memory.now, self.memory.frames = saved.pop()  # with the lists (其中：) that it opened
            at = self.clause(found, at)
        self.several.rank_alone()
        said = sorted(self.memory.out, key=lambda s: (s.start, s.end))
        return figures_decide.settled(shared_reasons.told_apart(said))

    def _parts_in_brackets(self, clause: Clause) -> None:
        """5,924.40万元（货物218.40万元、工程…、服务…）: the parts of the amount right before, where they come to it."""
        line, said = self.memory.line, self.memory.out[-1] if self.memory.out else None
        if said is None or said.figure is None or said.claim != "level" or line.chars[clause.start - 2] != FIGURE:
            return
        close = line.chars.find("）", clause.start)
        parts = [line.figures[at] for at in line.figures if clause.start <= at < close]
        alike = len(parts) > 1 and all(lines.base(part) == lines.base(said.figure) for part in parts)
        if alike and sum(part.quantity.number for part in parts) == said.figure.quantity.number:
            self.memory.open("：")

    def clause(self, found: list[Clause], at: int, *, inside: bool = False) -> int:
        """Read one clause, with the reason or purpose that it opens; the number of the clause to read next."""
        clause = found[at]
        start, end = clause.start, clause.end
        after = self.memory.line.chars[end] if end < len(self.memory.line.chars) else ""
        if not inside:
            start = self._opening(clause, start, found, at)
        if inside and (mark := wording.LIST_MARK.match(self.memory.line.chars, start, end)) and mark.lastgroup:
            start = mark.end()
        while start < end:
            if self.memory.changes and wording.REASON.match(self.memory.line.chars, start, end) and not inside:
                break  # 增长6.3%，一是…；二是…: what a change comes from
            if match := wording.OF_WHICH.match(self.memory.line.chars, start, end + (after in ("：", "，"))):
                self.memory.open(match.group())
                start = min(match.end(), end)
                if (mark := wording.LIST_MARK.match(self.memory.line.chars, start, end)) and mark["circled"]:
                    self._list_item("circled")  # 其中：①…
                    start = mark.end()
            elif match := wording.CONNECTOR.match(self.memory.line.chars, start, end):
                if "按" in match.group() and self.memory.grouped is None:
                    self.memory.grouped = self.memory.now.subject
                start = match.end()
            else:
                break
        if start >= end:
            if after == "：" and self.memory.frames and self.memory.frames[-1].lead == "其中":
                self.memory.frames[-1] = replace(self.memory.frames[-1], complete=True)
            return at + 1
        if not inside and (tail := self.tails.tail(found, at, start, end)):
            return tail
        self.words(start, end, after, inside=inside)
        return at + 1

    def _opening(self, clause: Clause, start: int, found: list[Clause], at: int) -> int:
        """What the mark before a clause ends, and the list number that it opens with."""
        if self.memory.sections and self.memory.line.begin and clause.start < len(self.memory.line.begin):
            self._enter_section(self.memory.line.begin[clause.start])
        self.memory.lead = clause.lead
        continued = clause.start >= 2 and self.memory.line.chars[clause.start - 2] in "：；，"
        if (clause.lead in ENDS and not (clause.lead == "\n" and continued)) or not clause.lead:
            self._new_sentence(clause)
        elif clause.lead == "；" or (clause.lead == "\n" and self.memory.line.chars[clause.start - 2] != "："):
            self._next_item(found, at)
        if self.memory.carries and clause.lead in ("", "\n") and _BULLET.match(self.memory.line.chars, start):
            self._bullet()
        match = wording.LIST_MARK.match(self.memory.line.chars, start, clause.end)
        if clause.lead in ("", "\n") and (match is None or match.lastgroup != "circled"):
            self._close_circled()
        if match:
            kind = match.lastgroup or "chapter"
            if clause.lead != "，" or kind in ("bracketed", "digit", "small", "circled"):
                self._list_item(kind)
                start = match.end()
                if clause.lead == "\n":  # 按功能分类如下：, and each in a paragraph of its own, which goes on about it
                    self.memory.grouped = None
        return start

    def _close_circled(self) -> None:
        """A paragraph that is no item of a list ①②③ ends it, and the whole (…具体为：) that it was a list of."""
        if not self.memory.lists or self.memory.lists[-1][0] != "circled":
            return
        _, depth = self.memory.lists.pop()
        opened = depth and self.memory.frames[depth - 1 : depth] and self.memory.frames[depth - 1].lead != "中"
        del self.memory.frames[depth - bool(opened) :]
        self.memory.return_to(self.memory.frames[-1].subject if self.memory.frames else ())

    def _bullet(self) -> None:
        """A line of a stranger's list: what the line before it opened (其中) is closed, what the list is of stays."""
        kinds = [kind for kind, _ in self.memory.lists]
        if "bullet" not in kinds:
            self.memory.lists.append(("bullet", len(self.memory.frames)))
            return
        at = kinds.index("bullet")
        del self.memory.lists[at + 1 :]
        del self.memory.frames[self.memory.lists[at][1] :]
        self.memory.return_to(self.memory.frames[-1].subject if self.memory.frames else ())

    def _enter_section(self, place: int) -> None:
        section = self.memory.sections[bisect_right(self.memory.sections, place, key=lambda s: s[0]) - 1][1]
        if section == self.memory.section:
            return
        self.memory.section = section
        self.memory.frames.clear()
        self.memory.lists.clear()
        self.memory.now = self.memory.fresh()
        self.memory.forget_changes()
        self.memory.levels = []
        self.memory.category = None
        self.memory.topic = ()
        for heading in section:
            mark = wording.LIST_MARK.match(heading.strip())
            words = heading.strip()[mark.end() :] if mark else heading.strip()
            category = re.match(r"(.+?)[（(]类[）)](?:支出)?$", words)
            if category:
                self.memory.category = category[1]
            bare = _TOPIC_TAIL.sub("", words)
            self.memory.topic = (bare,) if bare and (terms.concept(bare) or _MONEY_WORD.search(bare)) else ()

    def _new_sentence(self, clause: Clause) -> None:
        self.several.rank_alone()
        chars = self.memory.line.chars
        lead = chars[clause.start : clause.start + 3]
        keep = self.memory.lists[-1][1] if self.memory.lists else 0
        if len(self.memory.frames) > keep:
            frame = self.memory.frames[keep]
            del self.memory.frames[keep:]
            self.memory.return_to(frame.subject)
        if self.memory.grouped is not None:
            self.memory.return_to(self.memory.grouped)
            self.memory.grouped = None
        inherits = bool(re.match("其中|包括|主要|比|较|与|同比|增|减|下降|占", lead))
        if self.memory.now.as_of and not inherits:
            self.memory.now.year, self.memory.now.year_stated = self.memory.default_year()
        if self.memory.context.year is not None and not inherits and not self.memory.carries:
            self.memory.now.year, self.memory.now.year_stated = self.memory.default_year()
        if not inherits and not (self.memory.carries and self.memory.now.basis_stated):  # his 决算 holds like his year
            fresh = self.memory.fresh()
            self.memory.now.basis, self.memory.now.basis_stated = fresh.basis, self.memory.account is not None
        self.memory.now.base_year, self.memory.now.base_basis, self.memory.now.base_stated = None, None, False
        self.memory.now.base_organisation = None
        self.memory.now.as_of = None
        self.memory.now.group = None
        self.memory.candidate, self.memory.rank, self.memory.spread, self.memory.other, self.memory.held = (
            None,
            None,
            None,
            None,
            None,
        )
        self.memory.early_reason = None
        self.memory.spoken = False
        self.memory.waiting, self.memory.years, self.memory.addends = [], (), []
        self.memory.together, self.memory.said_year = (), None
        self.memory.excepting = False
        self.memory.listed, self.memory.listed_shares = [], []
        if clause.lead == "\n" and not wording.REASON.match(chars, clause.start, clause.end):
            self.memory.forget_changes()
            self.memory.levels, self.memory.early_purpose = [], None

    def _next_item(self, found: list[Clause], at: int) -> None:
        """A ； may end an inner list: when its parts stood between commas, or what follows belongs to the outer one."""
        keep = self.memory.lists[-1][1] if self.memory.lists else 0
        self.memory.now.as_of, self.memory.now.group = None, None
        self.memory.held, self.memory.candidate = None, None
        if self.memory.early_reason and self.memory.early_used:
            self.memory.early_reason = None  # it was given for the item before the mark
        following = found[at]
        compared = wording.COMPARED.match(self.memory.line.chars, following.start, following.end)
        if compared and compared["base"]:
            self.memory.set_apart()  # 较上年减少…；较年初预算减少…，主要原因是: the reason is of the latter alone
        part = self._concept_of(following)
        while len(self.memory.frames) > keep:
            top = self.memory.frames[-1]
            outer = self.memory.frames[-2] if len(self.memory.frames) > 1 else None
            if top.separator == "、" or (top.separator and (outer is not None or top.lead == "：")):
                pass
            elif top.opened == len(self.memory.out):
                pass  # 主要包括：… named no part with a figure
            elif not (part and outer and self._is_part(part, outer) and not self._is_part(part, top)):
                break
            self.memory.frames.pop()
            self.memory.return_to(top.subject)
        if self.memory.frames:
            frame = self.memory.frames[-1]
            if frame.year_stated:
                self.memory.now.year, self.memory.now.year_stated = frame.year, True
            self.memory.now.basis, self.memory.now.basis_stated = frame.basis, frame.basis_stated

    def _concept_of(self, clause: Clause) -> str | None:
        words = self.memory.line.chars[clause.start : clause.end].split(FIGURE)[0]
        found = self.memory.vocabulary.mentions(words)
        return found[0].keys[0] if found else None

    @staticmethod
    def _is_part(part: str, frame: Frame) -> bool:
        whole = terms.concepts().get(terms.key(frame.subject[-1])) if frame.subject else None
        return whole is not None and part in whole.parts

    def _list_item(self, kind: str) -> None:
        kinds = [k for k, _ in self.memory.lists]
        if kind in kinds:
            depth = self.memory.lists[kinds.index(kind)][1]
            del self.memory.lists[kinds.index(kind) + 1 :]
            del self.memory.frames[depth:]
        else:
            self.memory.lists.append((kind, len(self.memory.frames)))
        self.memory.return_to(self.memory.frames[-1].subject if self.memory.frames else ())
        self.memory.now.code = None
        self.memory.now.year, self.memory.now.year_stated = self.memory.default_year()
        self.memory.forget_changes()
        self.memory.levels, self.memory.early_purpose, self.memory.early_reason = [], None, None
        self.memory.spoken = False
        self.memory.candidate = None

    def words(self, start: int, end: int, after: str, *, inside: bool, before_reason: bool = False) -> None:
        places = [i for i in self.memory.line.figures if start <= i < end]
        if not places:
            if not inside:
                self._plain(start, end, after, before_reason=before_reason)
            return
        if self.memory.held is not None:
            start, self.memory.held = self.memory.held, None
        begin = start
        for number, at in enumerate(places):
            right = places[number + 1] if number + 1 < len(places) else end
            begin = self.figures.figure(begin, at, right, first=number == 0)
        self._rest(begin, end)
        self.memory.other = None
        if after == "：" and self.memory.now.subject:
            now = self.memory.now
            stated = (now.year, now.year_stated, now.basis, now.basis_stated)
            self.memory.frames.append(
                Frame(now.subject, *stated, complete=True, lead="：", opened=len(self.memory.out))
            )

    def _rest(self, start: int, end: int) -> None:
        """What follows the last figure of a clause: 持平, or X最大."""
        words = self.memory.line.chars[start:end]
        if (flat := wording.FLAT.search(words)) and self.memory.out:
            self.surroundings.take_time(start, end)
            if "持平" not in flat.group() and not self.memory.now.base_stated:
                return
            self.memory.emit_without(start + flat.start(), start + flat.end(), "change", "flat")
        elif (rank := wording.RANK.search(words)) and "最" in rank["how"] and self.memory.levels:
            self.memory.out[self.memory.levels[-1]] = replace(
                self.memory.out[self.memory.levels[-1]], rank=self.several.rank_of(rank, start)
            )

    def _plain(self, start: int, end: int, after: str, *, before_reason: bool) -> None:
        """A clause without a figure: it sets time, base, topic or whole, or says 持平 or a bare direction."""
        chars = self.memory.line.chars
        start = self.surroundings.organisation(start, end)
        kept = (self.memory.now.year, self.memory.now.year_stated)
        if match := wording.AGAINST_BUDGET.search(chars, start, end):
            opens = chars[start - 1 : start] in ("", "。", "\n", "；") and match.start() == start
            self._against_budget(match, named=self._name_subject(start, match.start()), opens=opens)
            return
        if match := wording.TWO_BASES.search(chars, start, end):
            self._against_both(match, start)
            return
        pieces = self.surroundings.take_time(start, end)
        words = chars[start:end]
        if self._in_passing(words):
            self.memory.now.year, self.memory.now.year_stated = kept
        if self.memory.carries and wording.EXCEPTING.search(words):
            self.memory.excepting = True
            return
        if (flat := wording.FLAT.search(chars, start, end)) and (
            "持平" in flat.group() or re.match("没有?变$|未变$", flat.group()) or self.memory.now.base_stated
        ):
            before = left_of(pieces, flat.start())
            if self.memory.name_subject_of(before) and before_reason:
                self.memory.narrow()  # 出国费持平的主要原因是 tells nothing of what moved before
            several = self.several.operands(labels.trim(chars, before[0][0], before[0][1])) if before else []
            for path in several or [self.memory.now.subject]:
                self.memory.now.subject = path
                self.memory.emit_without(flat.start(), flat.end(), "change", "flat")
            return
        if within := re.search(r"(?:当中|之中|(?<!其)中|里面?)$", words):
            if self.memory.frames and self.memory.frames[-1].lead == "中":
                self.memory.frames.pop()
            at_in = len(words) - len(words.removeprefix("在"))
            name = self.memory.name([(max(a, start + at_in), b) for a, b in left_of(pieces, start + within.start())])
            if name and not wording.WHOSE.fullmatch(name.path[-1]):  # 2024年部门预算中 is no whole of its own
                path = self.memory.path_of(name)
                now = self.memory.now
                self.memory.frames.append(
                    Frame(
                        path, now.year, now.year_stated, now.basis, now.basis_stated, False, "中", len(self.memory.out)
                    )
                )
                self.memory.now.subject, self.memory.now.place = path, self.memory.place(name)
            return
        if rank := wording.RANK.search(words):
            self.several.take_rank(rank, start, end)
            return
        verb = re.search(rf"{_HOW_FAR}(?P<verb>(?:{wording.UP}|{wording.DOWN}){{1,2}})了?的?$", words)
        if (
            verb
            and len(verb["verb"]) >= 2
            and (self.memory.now.base_stated or before_reason or start < start + verb.start())
        ):
            spoken_of = (self.memory.now.subject, self.memory.now.place)
            named = self.memory.name_subject_of(left_of(pieces, start + verb.start()))
            if named and spoken_of[0] and not self._is_item(self.memory.now.subject[-1]):
                # 今年任务量减少，预算随之压减15万元: the next clause goes on with the item, not with the work.
                self.memory.now.subject, self.memory.now.place = spoken_of
                return
            if named:
                self.memory.narrow()
            if named or self.memory.now.base_stated or before_reason:
                self.memory.emit_without(
                    start + verb.start(), start + verb.end(), "change", wording.direction(verb["verb"])
                )
            return
        if self.memory.carries and after == "，" and pieces:
            self.memory.years = years_in(chars, start, end)
            self.memory.addends = self.several.operands(labels.trim(chars, *pieces[-1]))
        if "分别" in words:
            self.several.deal(pieces, start, end)
            return
        bare = wording.OWN.sub("", "".join(chars[a:b] for a, b in pieces))
        if self.memory.carries and bare and wording.ACCOUNT.fullmatch(bare):
            self.memory.of_account(wording.basis(bare, self.memory.context.kind))
            return
        if after == "：" and self.memory.now.subject and wording.STAGE_ALONE.fullmatch(words):
            return
        if wording.EXPLAINS.match(words) and (self.memory.now.subject or self.memory.topic or self.memory.candidate):
            return  # 反映文化馆人员及公用支出: what the item is, not another one
        if centred := wording.CENTRED.match(chars, start):
            self.memory.candidate = labels.name(self.memory.line, *centred.span("name")) or self.memory.candidate
            return
        name = self.memory.name([self._topic(piece) for piece in pieces])
        if name is None:
            return
        if words.endswith("的") and after == "，":
            self.memory.held = start
            return
        known = self.memory.knows(chars[name.start : name.end]) or name.absolute is not None or bool(name.whole)
        item = known or (len(words) <= 40 and bool(_MONEY_WORD.search(words)) and not _SPEAKS.search(words))
        heads = item and after in ("：", "。", "\n", "") and (start == 0 or chars[start - 1] not in "，、；")
        if self.memory.carries and after == "：" and not item:
            self.memory.speak_of(name)  # what is not known is not the item before it
            return
        bracketed = after == "（" and len(words) <= 30 and not _SPEAKS.search(words)
        if known or heads or bracketed:
            self.memory.candidate = name
            if (heads or name.absolute or bracketed) and not name.anonymous:
                self.memory.speak_of(name)

    def _is_item(self, name: str) -> bool:
        """Whether a name may have money: one that is known, or speaks of it."""
        return self.memory.knows(name) or labels.is_of_field(name) or bool(_MONEY_WORD.search(name))

    def _against_both(self, match: re.Match[str], start: int) -> None:
        """与年初预算数和上年支出数均持平: the same as the budget of its year, and as the year before."""
        if start < match.start():
            self._name_subject(start, match.start())
        now = self.memory.now
        if not (self.memory.spoken and now.subject) or now.year is None:
            return  # whose figure is meant was not understood
        now.base_basis, now.base_stated = wording.basis(f"{match['budget'] or ''}预算", self.memory.context.kind), True
        now.base_year = now.year
        self.memory.emit_without(*match.span("own"), "change", "flat")
        now.base_year, now.base_basis = now.year - 1, None
        self.memory.emit_without(match.end("own"), match.end(), "change", "flat")

    def _in_passing(self, words: str) -> bool:
        """Whether a disclosure's clause without a figure only touches on the year before: 发放上年度综合考核奖.

        What follows is not of that year; a clause that is nothing but the year (上年度，…) does set it.
        """
        last = wording.LAST_YEAR.search(words)
        return not self.memory.carries and last is not None and bool(re.search("[一-龥]{3}", words[last.end() :]))

    def _topic(self, piece: lines.Stretch) -> lines.Stretch:
        """A stretch without the words that make a topic of a name: 在办公费上, 会议费方面."""
        match = wording.TOPIC.fullmatch(self.memory.line.chars, *piece)
        return match.span("name") if match else piece

    def _against_budget(self, match: re.Match[str], *, named: bool, opens: bool) -> None:
        """决算数小于预算数: a change against the budget of the same year; where it `opens` a sentence, of no other base."""
        how, flat = match["how"], match["flat"]
        direction: Direction | None = None
        if flat or how == "等于":
            direction = "flat"
        elif how in ("大于", "高于", "多于", "超过"):
            direction = "up"
        elif how in ("小于", "低于", "少于"):  # 与…的差异, 大小于 tell no direction
            direction = "down"
        self.memory.now.base_year = self.memory.now.year
        self.memory.now.base_basis = wording.basis(match["budget"], self.memory.context.kind)
        self.memory.now.base_stated = True
        if named:
            self.memory.narrow()
        elif opens:
            self.memory.leave_to_base()
        self.memory.emit_without(match.start(), match.end(), "change", direction)

    def _name_subject(self, start: int, end: int) -> bool:
        return self.memory.name_subject_of(self.surroundings.take_time(start, end)) if start < end else False
