"""What a Chinese budget sentence says, figure by figure.

Disclosures and strangers' texts are read by the same grammar: the frame is `[主体][年][口径] X万元，其中：A a万元，B b万元。
比上年增加 Y万元，增长 Z%，主要原因是 R，主要用于 U`, and clauses inherit subject, year, basis and base of comparison from the
clause before. Every figure gives exactly one statement.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from ingest import label as labels
from ingest import line as lines
from ingest import quantity, terms, wording
from ingest.label import Name
from ingest.line import FIGURE, Clause, Line
from ingest.model import Basis, Direction, Measure
from ingest.quantity import Figure
from ingest.statement import Claim, Context, Operand, Rank, Statement

__all__ = ["Claim", "Context", "Operand", "Rank", "Statement", "read", "statements"]

_STOP = re.compile(
    r"[，。；：、（）的和与及]|实行|开展|纳入|进行|参加|用于|从事|负责|均|已|实现|完成|主要|财政拨款|到我|左右|以上|组成|构成|"
    + FIGURE
)
_TOPIC_TAIL = re.compile(
    r"(?:收支)?(?:预算|决算)?(?:支出|收入)?(?:预算|决算)?(?:总体|具体|结构|有关|安排|使用|增减变化|设置|占有使用|执行|管理)*(?:情况|内容)(?:的?说明)?$|说明$"
)
_MONEY_WORD = re.compile(r"费|经费|支出|收入|资金|采购|拨款|补助|结余|结转|预算|车辆|资产|工资|津贴|奖金|公积金")
_SPEAKS = re.compile(
    "根据|按照|反映|负责|应与|填列|做好|加强|推进|开展|实行|没有|未|无|包括|组成|构成|《|" + lines.TITLE
)
_ITEM_SEPARATORS = frozenset("、，")
_ENDS = frozenset("。！？\n")
_FULL_LIST = frozenset("：")
_NOUN_ONLY = re.compile(
    r"(?:下设|内设|设有?|共有?|现有|实有|新增|增加|减少|拥有|下属|下辖|有|聘用|招聘|安排|开展了?|为|是|约|近)$"
)
_PART_OF_NAME = re.compile(r"的$")


def statements(text: str, context: Context | None = None) -> list[Statement]:
    """Everything that a text says with a figure, in its order; 持平 and bare reasons as statements without one."""
    known = context or Context()
    return _read([(text, known.section)], known, carries=True)[0]


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
        number = max(i for i, start in enumerate(starts) if start <= statement.start)
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


@cache
def _field_words() -> terms.Vocabulary:
    return terms.Vocabulary((), everyday=False)


@dataclass(frozen=True, slots=True)
class _Frame:
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
class _Now:
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
    fund: str | None = None
    code: str | None = None
    group: str | None = None
    whole: tuple[str, ...] | None = None
    complete: bool = False


@dataclass(frozen=True, slots=True)
class _Spread:
    """“A、B分别为1万元、2万元”: the names or years that bare figures are dealt out to, and what is said of them."""

    names: tuple[Name, ...]
    years: tuple[int, ...]
    verb: str


class _Reader:
    """Reads one text, clause by clause, from left to right."""

    def __init__(self, context: Context, *, carries: bool) -> None:
        self.context = context
        self.carries = carries  # a stranger's year holds until he names another, a disclosure's own returns
        self.vocabulary = context.labels or _field_words()
        self.line = lines.fold("")
        self.out: list[Statement] = []
        self.now = self._fresh()
        self.frames: list[_Frame] = []
        self.lists: list[tuple[str, int]] = []
        self.category: str | None = None
        self.candidate: Name | None = None
        self.held: int | None = None
        self.rank: Rank | None = None
        self.ranked: tuple[int, int] | None = None
        self.spread: _Spread | None = None
        self.other: Operand | None = None
        self.changes: list[int] = []  # statements that a reason would explain
        self.levels: list[int] = []  # and those that a purpose would belong to
        self.early_reason: tuple[str, int] | None = None
        self.early_purpose: tuple[str, int] | None = None
        self.topic: tuple[str, ...] = ()
        self.sections: list[tuple[int, tuple[str, ...]]] = []
        self.section: tuple[str, ...] | None = None
        self.lead = ""
        self.spoken = False  # whether the sentence has named an item
        self.basis_before: tuple[Basis | None, bool] = (None, False)
        self.listed_shares: list[int] = []
        self.listed: list[int] = []  # the levels of the sentence, for 两项合计

    def _fresh(self) -> _Now:
        context = self.context
        basis: Basis | None = {"budget": "budget", "final_accounts": "actual", None: None}[context.kind]  # type: ignore[assignment]
        return _Now(year=context.year, basis=basis)

    # The course of the text ------------------------------------------------------------------------------------------

    def read(self, text: str, sections: list[tuple[int, tuple[str, ...]]]) -> list[Statement]:
        self.line = lines.fold(text)
        self.sections = sections
        found = lines.clauses(self.line)
        saved: list[_Now] = []
        at = 0
        while at < len(found):
            clause = found[at]
            if clause.lead == "（" and clause.depth > len(saved):
                saved.append(copy.copy(self.now))
            elif clause.lead == "）" and saved:
                self.now = saved.pop()
            at = self._clause(found, at)
        self._rank_alone()
        return sorted(self.out, key=lambda s: (s.start, s.end))

    def _clause(self, found: list[Clause], at: int, *, inside: bool = False) -> int:
        """Read one clause, with the reason or purpose that it opens; the number of the clause to read next."""
        clause = found[at]
        start, end = clause.start, clause.end
        after = self.line.chars[end] if end < len(self.line.chars) else ""
        if not inside:
            start = self._opening(clause, start, found, at)
        while start < end:
            if match := wording.OF_WHICH.match(self.line.chars, start, end + (after in ("：", "，"))):
                self._open(match.group())
                start = min(match.end(), end)
            elif match := wording.CONNECTOR.match(self.line.chars, start, end):
                start = match.end()
            else:
                break
        if start >= end:
            if after == "：" and self.frames and self.frames[-1].lead == "其中":
                self.frames[-1] = replace(self.frames[-1], complete=True)
            return at + 1
        if not inside and (tail := self._tail(found, at, start, end)):
            return tail
        self._words(start, end, after, inside=inside)
        return at + 1

    def _opening(self, clause: Clause, start: int, found: list[Clause], at: int) -> int:
        """What the mark before a clause ends, and the list number that it opens with."""
        if self.sections and self.line.begin and clause.start < len(self.line.begin):
            self._enter_section(self.line.begin[clause.start])
        self.lead = clause.lead
        continued = clause.start >= 2 and self.line.chars[clause.start - 2] in "：；，"
        if (clause.lead in _ENDS and not (clause.lead == "\n" and continued)) or not clause.lead:
            self._new_sentence(clause)
        elif clause.lead == "；" or (clause.lead == "\n" and self.line.chars[clause.start - 2] != "："):
            self._next_item(found, at)
        if match := wording.LIST_MARK.match(self.line.chars, start, clause.end):
            kind = match.lastgroup or "chapter"
            if clause.lead not in ("，",) or kind in ("bracketed", "digit", "small", "circled"):
                self._list_item(kind)
                start = match.end()
        return start

    def _enter_section(self, place: int) -> None:
        section = [s for begin, s in self.sections if begin <= place][-1]
        if section == self.section:
            return
        self.section = section
        self.frames.clear()
        self.lists.clear()
        self.now = self._fresh()
        self.changes, self.levels = [], []
        self.category = None
        self.topic = ()
        for heading in section:
            mark = wording.LIST_MARK.match(heading.strip())
            words = heading.strip()[mark.end() :] if mark else heading.strip()
            category = re.match(r"(.+?)[（(]类[）)](?:支出)?$", words)
            if category:
                self.category = category[1]
            bare = _TOPIC_TAIL.sub("", words)
            self.topic = (bare,) if bare and (terms.concept(bare) or _MONEY_WORD.search(bare)) else ()

    def _new_sentence(self, clause: Clause) -> None:
        self._rank_alone()
        chars = self.line.chars
        lead = chars[clause.start : clause.start + 3]
        keep = self.lists[-1][1] if self.lists else 0
        if len(self.frames) > keep:
            frame = self.frames[keep]
            del self.frames[keep:]
            self._return_to(frame.subject)
        inherits = bool(re.match("其中|包括|主要|比|较|与|同比|增|减|下降|占", lead))
        if self.now.as_of and not inherits:
            self.now.year, self.now.year_stated = self._default_year()
        if self.context.year is not None and not inherits and not self.carries:
            self.now.year, self.now.year_stated = self._default_year()
        if not inherits:
            fresh = self._fresh()
            self.now.basis, self.now.basis_stated = fresh.basis, False
        self.now.base_year, self.now.base_basis, self.now.base_stated = None, None, False
        self.now.as_of = None
        self.now.group = None
        self.candidate, self.rank, self.spread, self.other, self.held = None, None, None, None, None
        self.early_reason = None
        self.spoken = False
        self.listed, self.listed_shares = [], []
        if clause.lead == "\n" and not wording.REASON.match(chars, clause.start, clause.end):
            self.changes, self.levels, self.early_purpose = [], [], None

    def _default_year(self) -> tuple[int | None, bool]:
        frame = self.frames[-1] if self.frames else None
        return (frame.year, frame.year_stated) if frame and frame.year else (self.context.year, False)

    def _next_item(self, found: list[Clause], at: int) -> None:
        """A ； may end an inner list: when its parts stood between commas, or what follows belongs to the outer one."""
        keep = self.lists[-1][1] if self.lists else 0
        self.now.as_of, self.now.group = None, None
        self.held, self.candidate = None, None
        following = found[at]
        part = self._concept_of(following)
        while len(self.frames) > keep:
            top = self.frames[-1]
            outer = self.frames[-2] if len(self.frames) > 1 else None
            if top.separator == "、" or (top.separator and (outer is not None or top.lead == "：")):
                pass
            elif top.opened == len(self.out):
                pass  # 主要包括：… named no part with a figure
            elif not (part and outer and self._is_part(part, outer) and not self._is_part(part, top)):
                break
            self.frames.pop()
            self._return_to(top.subject)
        if self.frames:
            frame = self.frames[-1]
            if frame.year_stated:
                self.now.year, self.now.year_stated = frame.year, True
            self.now.basis, self.now.basis_stated = frame.basis, frame.basis_stated

    def _concept_of(self, clause: Clause) -> str | None:
        words = self.line.chars[clause.start : clause.end].split(FIGURE)[0]
        found = self.vocabulary.mentions(words)
        return found[0].keys[0] if found else None

    @staticmethod
    def _is_part(part: str, frame: _Frame) -> bool:
        whole = terms.concepts().get(terms.key(frame.subject[-1])) if frame.subject else None
        return whole is not None and part in whole.parts

    def _list_item(self, kind: str) -> None:
        kinds = [k for k, _ in self.lists]
        if kind in kinds:
            depth = self.lists[kinds.index(kind)][1]
            del self.lists[kinds.index(kind) + 1 :]
            del self.frames[depth:]
        else:
            self.lists.append((kind, len(self.frames)))
        self._return_to(self.frames[-1].subject if self.frames else ())
        self.now.code = None
        self.now.year, self.now.year_stated = self._default_year()
        self.changes, self.levels, self.early_purpose, self.early_reason = [], [], None, None
        self.spoken = False
        self.candidate = None

    def _open(self, lead: str) -> None:
        subject = self.now.subject or self.topic
        if "中" in lead and self.frames and self.frames[-1].lead == "中" and self.frames[-1].subject == subject:
            return
        complete = lead.endswith("：")
        now = self.now
        self.frames.append(
            _Frame(subject, now.year, now.year_stated, now.basis, now.basis_stated, complete, "其中", len(self.out))
        )

    # Reasons and purposes --------------------------------------------------------------------------------------------

    def _tail(self, found: list[Clause], at: int, start: int, end: int) -> int | None:
        """Read a clause that opens a reason or purpose, up to where that ends; None where it opens none."""
        chars = self.line.chars
        cues = [
            m for p in (wording.REASON, wording.PURPOSE) if (m := p.search(chars, start, end + 1)) and m.start() < end
        ]
        cues = [m for m in cues if self._opens(m, start)]
        if not cues:
            return None
        cue = min(cues, key=lambda m: m.start())
        is_reason = cue.re is wording.REASON
        tail_start = cue.end()
        following = wording.FOLLOWING.search(chars, tail_start, end) if tail_start <= end else None
        if following and end < len(chars) and chars[end] == "：":
            self._words(start, cue.start(), "", inside=False)
            self._open("其中：")
            return at + 1
        early = is_reason and not self.changes and not cue.group("noun") and not cue.group("mainly")
        stop = self._tail_end(found, at, reason=is_reason, early=early)
        mainly = is_reason and cue.groupdict().get("mainly")
        if cue.start() > start:
            self._words(start, cue.start(), "", inside=False, before_reason=is_reason)
        last = found[stop - 1].end
        words = self.line.printed(tail_start, last).strip("：:，,；;。 ")
        if is_reason:
            self._reason(words, last, bool(mainly), cue)
        else:
            self._purpose(words, last)
        self._inside(found, at, stop, tail_start)
        return stop

    def _opens(self, cue: re.Match[str], start: int) -> bool:
        """用于 alone leads to a purpose only after something that has one."""
        if cue.re is wording.PURPOSE and cue.group().startswith(("用于", "主要保障")):
            return bool(self.levels) and cue.start() == start
        if cue.re is wording.REASON and not cue.group("noun") and not cue.group("mainly"):
            return cue.start() == start or cue.group().startswith(("主要", "是因"))
        return True

    def _tail_end(self, found: list[Clause], at: int, *, reason: bool, early: bool) -> int:
        """The number of the first clause that no longer belongs to the reason or purpose that clause `at` opens."""
        chars = self.line.chars
        depth = found[at].depth
        other = wording.PURPOSE if reason else wording.REASON
        stop = at + 1
        while stop < len(found):
            clause = found[stop]
            if clause.depth < depth or (
                clause.depth == depth and clause.lead == "）" and depth and found[at].depth > 0
            ):
                break
            words = chars[clause.start : clause.end]
            if clause.depth == depth and clause.lead != "）":
                opens = other.match(words) or (not reason and re.match("主要原因|原因", words))
                if opens or wording.OF_WHICH.match(words):
                    break
                if clause.lead == "\n" or (clause.lead in _ENDS and not (reason and self._continues(found, stop))):
                    break
                if clause.lead == "；" and self._is_new_item(found, stop):
                    break
                if early and (wording.COMPARED.search(words) or FIGURE in words):
                    break
                if (
                    clause.lead in ("，", "、", "：")
                    and stop > at + 1 - (clause.lead == "，")
                    and self._is_frame(words)
                ):
                    break
            stop += 1
        return stop

    def _continues(self, found: list[Clause], at: int) -> bool:
        """Whether a sentence goes on with the reason given before: it draws the consequence and states no amount."""
        words = ""
        for clause in found[at:]:
            if words and (clause.lead in _ENDS or wording.PURPOSE.match(self.line.chars, clause.start, clause.end)):
                break
            words += self.line.chars[clause.start : clause.end] + "，"
            figures = [f for i, f in self.line.figures.items() if clause.start <= i < clause.end]
            if any(lines.is_money(f) or lines.is_percent(f) for f in figures):
                return False
        if wording.LIST_MARK.match(words) or wording.COMPARED.search(words) or wording.FLAT.search(words):
            return False
        if wording.REASON.search(words):
            return False
        return bool(wording.CONSEQUENCE.search(words))

    def _is_new_item(self, found: list[Clause], at: int) -> bool:
        """Whether what follows a ； speaks of another item rather than going on with the reason."""
        chars = self.line.chars
        if re.match("[一二三四五六七八九]是", chars[found[at].start : found[at].end]):
            return False
        if wording.LIST_MARK.match(chars, found[at].start, found[at].end):
            return True
        for clause in found[at:]:
            if clause is not found[at] and clause.lead in ("；", *_ENDS):
                break
            words = chars[clause.start : clause.end]
            figures = [f for i, f in self.line.figures.items() if clause.start <= i < clause.end]
            if wording.COMPARED.search(words) or wording.FLAT.search(words) or wording.AGAINST_BUDGET.search(words):
                return True
            if figures:
                return any(not wording.CHANGE.search(part) for part in words.split(FIGURE)[:-1]) or clause.lead == "；"
        return False

    def _is_frame(self, words: str) -> bool:
        """Whether a clause after a comma goes on with the frame: 占…, 比上年…, 完成预算的…, a known item's level."""
        parts = words.split(FIGURE)
        if re.match(r"(?:年初|全年)?预算|(?:支出)?决算数?|执行数", words):
            return True
        if len(parts) == 1:
            return bool(re.match("比|较|与", words) and wording.COMPARED.match(words) and wording.FLAT.search(words))
        first = parts[0]
        if wording.SHARE.search(first) and first.startswith("占"):
            return True
        if wording.COMPLETION.search(first) or ((m := wording.COMPARED.match(first)) and m["base"]):
            return True
        if (m := wording.CHANGE.match(first)) and m.end() == len(first):
            return True
        start = labels.trim(first, 0, len(first))
        return not wording.CHANGE.search(first) and terms.concept(first[start[0] : start[1]]) is not None

    def _inside(self, found: list[Clause], at: int, stop: int, tail_start: int) -> None:
        """The figures within a reason or purpose: they speak of items of their own, and leave the frame untouched."""
        saved, frames, lists = copy.copy(self.now), list(self.frames), list(self.lists)
        memory = (self.changes, self.levels, self.candidate, self.spoken, self.listed)
        self.changes, self.levels, self.candidate, self.listed, self.frames = [], [], None, [], []
        first = found[at]
        if tail_start < first.end:
            self._clause([Clause(tail_start, first.end, "", first.depth)], 0, inside=True)
        for number in range(at + 1, stop):
            self._clause(found, number, inside=True)
        self.now, self.frames, self.lists = saved, frames, lists
        self.changes, self.levels, self.candidate, self.spoken, self.listed = memory

    def _reason(self, words: str, last: int, mainly: bool, cue: re.Match[str]) -> None:
        """Give a reason to the changes that it explains; where it comes first, to those that follow."""
        if not words:
            return
        if self.changes:
            for index in self.changes:
                self._explain(index, reason=words, last=last)
            self.changes = []
        elif mainly:
            return  # 主要是 after a bare level tells what it consists of
        elif cue.group("noun") and self.levels and self.line.chars[cue.start() - 1] == "，":
            for index in self.levels:
                self._explain(index, reason=words, last=last)
        elif cue.group("noun"):
            self._emit_without(cue.start(), cue.end(), "change", None, reason=words, last=last)
        else:
            self.early_reason = (words, last)

    def _purpose(self, words: str, last: int) -> None:
        if not words:
            return
        if self.levels:
            for index in self.levels:
                self._explain(index, purpose=words, last=last)
        else:
            self.early_purpose = (words, last)

    def _explain(self, index: int, last: int, reason: str | None = None, purpose: str | None = None) -> None:
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

    # The words of a clause -------------------------------------------------------------------------------------------

    def _words(self, start: int, end: int, after: str, *, inside: bool, before_reason: bool = False) -> None:
        places = [i for i in self.line.figures if start <= i < end]
        if not places:
            if not inside:
                self._plain(start, end, after, before_reason=before_reason)
            return
        if self.held is not None:
            start, self.held = self.held, None
        begin = start
        for number, at in enumerate(places):
            right = places[number + 1] if number + 1 < len(places) else end
            begin = self._figure(begin, at, right, first=number == 0)
        self._rest(begin, end)
        self.other = None
        if after == "：" and self.now.subject:
            now = self.now
            stated = (now.year, now.year_stated, now.basis, now.basis_stated)
            self.frames.append(_Frame(now.subject, *stated, complete=True, lead="：", opened=len(self.out)))

    def _rest(self, start: int, end: int) -> None:
        """What follows the last figure of a clause: 持平, or X最大."""
        words = self.line.chars[start:end]
        if (flat := wording.FLAT.search(words)) and self.out:
            self._take_time(start, end)
            if "持平" not in flat.group() and not self.now.base_stated:
                return
            self._emit_without(start + flat.start(), start + flat.end(), "change", "flat")
        elif (rank := wording.RANK.search(words)) and "最" in rank["how"] and self.levels:
            self.out[self.levels[-1]] = replace(self.out[self.levels[-1]], rank=self._rank_of(rank, start))

    def _plain(self, start: int, end: int, after: str, *, before_reason: bool) -> None:
        """A clause without a figure: it sets time, base, topic or whole, or says 持平 or a bare direction."""
        chars = self.line.chars
        start = self._organisation(start, end)
        if match := wording.AGAINST_BUDGET.search(chars, start, end):
            self._name_subject(start, match.start())
            self._against_budget(match)
            return
        pieces = self._take_time(start, end)
        words = chars[start:end]
        if (flat := wording.FLAT.search(chars, start, end)) and ("持平" in flat.group() or self.now.base_stated):
            before = self._before(pieces, flat.start())
            self._name_subject_of(before)
            several = self._operands(labels.trim(chars, before[0][0], before[0][1])) if before else []
            for path in several or [self.now.subject]:
                self.now.subject = path
                self._emit_without(flat.start(), flat.end(), "change", "flat")
            return
        if within := re.search(r"(?:当中|之中|(?<!其)中|里面?)$", words):
            if self.frames and self.frames[-1].lead == "中":
                self.frames.pop()
            at_in = len(words) - len(words.removeprefix("在"))
            name = self._name([(max(a, start + at_in), b) for a, b in self._before(pieces, start + within.start())])
            if name:
                path = self._path_of(name)
                now = self.now
                self.frames.append(
                    _Frame(path, now.year, now.year_stated, now.basis, now.basis_stated, False, "中", len(self.out))
                )
                self.now.subject, self.now.place = path, self._place(name)
            return
        if rank := wording.RANK.search(words):
            self._take_rank(rank, start, end)
            return
        verb = re.search(rf"(?P<verb>(?:{wording.UP}|{wording.DOWN}){{1,2}})了?的?$", words)
        if verb and len(verb["verb"]) >= 2 and (self.now.base_stated or before_reason or start < start + verb.start()):
            named = self._name_subject_of(self._before(pieces, start + verb.start()))
            if named or self.now.base_stated or before_reason:
                self._emit_without(start + verb.start(), start + verb.end(), "change", wording.direction(verb["verb"]))
            return
        if "分别" in words:
            self._deal(pieces, start, end)
            return
        name = self._name(pieces)
        if name is None:
            return
        if _PART_OF_NAME.search(words) and after == "，":
            self.held = start
            return
        known = labels.is_known(chars[name.start : name.end]) or name.absolute is not None
        item = known or (len(words) <= 40 and bool(_MONEY_WORD.search(words)) and not _SPEAKS.search(words))
        heads = item and after in ("：", "。", "\n", "") and (start == 0 or chars[start - 1] not in "，、；")
        bracketed = after == "（" and len(words) <= 30 and not _SPEAKS.search(words)
        if known or heads or bracketed:
            self.candidate = name
            if (heads or name.absolute or bracketed) and not name.anonymous:
                self._speak_of(name)

    def _against_budget(self, match: re.Match[str]) -> None:
        """决算数小于预算数: a change against the budget of the same year."""
        how, flat = match["how"], match["flat"]
        direction: Direction | None = None
        if flat or how == "等于":
            direction = "flat"
        elif how != "大小于":
            direction = "up" if how in ("大于", "高于", "多于", "超过") else "down"
        self.now.base_year = self.now.year
        self.now.base_basis = wording.basis(match["budget"], self.context.kind)
        self.now.base_stated = True
        self._emit_without(match.start(), match.end(), "change", direction)

    def _organisation(self, start: int, end: int) -> int:
        """Note an organisation that a clause opens with; where the words after it start."""
        words = self.line.chars[start:end]
        lead = re.match(r"(?:在|由|对|关于)?(?:(?:(?:19|20)\d\d|\d\d)年度?|今年|本年度?|上年度?)?(?:在|由)?", words)
        at = lead.end() if lead else 0
        own = re.sub(r"\s", "", lines.fold(self.context.organisation or "").chars)
        if own and words[at:].startswith(own):
            at += len(own)
            at += (
                len(m.group())
                if (m := re.match(r"（(?:部门|本级|单位|机关|汇总)）|本级|机关(?!运行|事业)", words[at:]))
                else 0
            )
            self.now.organisation = self.context.organisation
            self._take_time(start, start + (lead.end() if lead else 0))
            return start + at
        match = wording.ORGANISATION.match(words[at:])
        if not match or terms.concept(match["name"]) or wording.OWN.match(words[at:]):
            return start
        followed = words[at + match.end() :][:1]
        certain = wording.PLACE.search(match["name"]) or followed.isdigit() or followed in ("的", "，", "：")
        if not certain or FIGURE in match["name"] or re.search("费|支出|收入|经费", match["name"]):
            return start
        self.now.organisation = self.line.printed(start + at, start + at + match.end("name"))
        self._take_time(start, start + at)
        return start + at + match.end()

    def _take_time(self, start: int, end: int) -> list[tuple[int, int]]:
        """Note years, dates, bases of comparison and basis of a stretch; the pieces of it that are left."""
        chars = self.line.chars
        gone: list[tuple[int, int]] = []

        def free(match: re.Match[str]) -> bool:
            return not any(match.start() < b and a < match.end() for a, b in gone)

        for match in wording.COMPARED.finditer(chars, start, end):
            if match["base"]:
                gone.append(match.span())
        for match in wording.SPAN_OF_YEARS.finditer(chars, start, end):
            if free(match):
                gone.append(match.span())
        years: list[tuple[int, int]] = []
        for match in wording.DATE.finditer(chars, start, end):
            if free(match) and (match["month"] or match.group().startswith(("截", "至")) or "末" in match.group()):
                gone.append(match.span())
                years.append((match.start(), int(match["year"])))
                self.now.as_of = self.line.printed(*match.span())
        for match in wording.YEAR.finditer(chars, start, end):
            if free(match):
                gone.append(match.span())
                years.append((match.start(), int(match["year"])))
        for match in wording.CHINESE_YEAR.finditer(chars, start, end):
            if free(match):
                gone.append(match.span())
                years.append((match.start(), _chinese_year(match["year"])))
        for match in wording.SHORT_YEAR.finditer(chars, start, end):
            if free(match):
                gone.append(match.span())
                years.append((match.start(), 2000 + int(match["year"])))
        this = self.context.year
        for pattern, distance in ((wording.THIS_YEAR, 0), (wording.LAST_YEAR, 1)):
            for match in pattern.finditer(chars, start, end):
                if free(match):
                    gone.append(match.span())
                    if this is not None and not (distance == 0 and years):
                        years.append((match.start(), this - distance))
        if years:
            self.now.year, self.now.year_stated = max(years)[1], True
        if match := wording.SAME_YEAR_AGO.search(chars, start, end):
            gone.append(match.span())
            self._take_base(None)
        for match in wording.COMPARED.finditer(chars, start, end):
            if match["base"]:
                self._take_base(match)
        pieces = _pieces(start, end, gone)
        words = "".join(chars[a:b] + " " for a, b in pieces)
        if (basis := wording.basis(words, self.context.kind)) is not None:
            self.now.basis, self.now.basis_stated = basis, True
        elif any(chars.startswith("截", a) for a, _ in gone) and not self.now.basis_stated:
            self.now.basis = "actual"  # what there is on a day is no plan
        return pieces

    def _take_base(self, match: re.Match[str] | None) -> None:
        now = self.now
        year = now.year if now.year is not None else self.context.year
        base = None if year is None else year - 1
        now.base_basis = None
        if match is not None:
            said = match["year"]
            if said:
                base = int(said) if len(said) == 4 else 2000 + int(said)
            elif match["before"]:
                base = None if year is None else year - 2
            elif not match["last"] and match["basis"]:
                base = year  # 比年初预算增加: against its own budget
            if match["basis"]:
                now.base_basis = wording.basis(match["basis"], self.context.kind)
        now.base_year, now.base_stated = base, True

    # Names -----------------------------------------------------------------------------------------------------------

    @staticmethod
    def _before(pieces: list[tuple[int, int]], at: int) -> list[tuple[int, int]]:
        return [(a, min(b, at)) for a, b in pieces if a < at]

    def _name(self, pieces: list[tuple[int, int]]) -> Name | None:
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

    def _path_of(self, name: Name) -> tuple[str, ...]:
        if name.absolute == "类":
            self.category = name.path[0]
            return name.path
        if name.absolute and self.category:
            return (self.category, *name.path)
        if name.whole:
            return (*name.whole, *name.path)
        if name.path[-1].startswith("涉及") and self.out and self.out[-1].measure == "count":
            return (*self.out[-1].subject, *name.path)
        if self.frames and self.frames[-1].subject and self.frames[-1].subject[-1] != name.path[-1]:
            return (*self.frames[-1].subject, *name.path)
        return name.path

    def _return_to(self, subject: tuple[str, ...]) -> None:
        """Speak of what was spoken of before a list of its parts."""
        self.now.subject, self.now.place = subject, None
        self.now.whole, self.now.complete = None, False

    def _place(self, name: Name) -> tuple[int, int]:
        return self.line.begin[name.start], self.line.end[name.end - 1]

    def _speak_of(self, name: Name) -> None:
        now = self.now
        now.subject, now.place = self._path_of(name), self._place(name)
        now.code, now.fund = name.code, name.fund
        now.whole, now.complete = name.whole, False
        if not name.whole and self.frames and self.frames[-1].subject != now.subject:
            now.whole, now.complete = self.frames[-1].subject or None, self.frames[-1].complete
        self.candidate = None
        self.spoken = True

    def _name_subject(self, start: int, end: int) -> bool:
        return self._name_subject_of(self._take_time(start, end)) if start < end else False

    def _name_subject_of(self, pieces: list[tuple[int, int]]) -> bool:
        """Speak of the item named in pieces, or of the candidate before it; False where the subject is inherited."""
        name = self._name(pieces)
        if name and name.anonymous and not self._stands_alone(name):
            name = None
        if name is None and self.candidate is not None:
            name = self.candidate
        if name is None:
            if not self.now.subject:
                self.now.subject = self.topic
            return False
        self._speak_of(name)
        return True

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

    # Figures ---------------------------------------------------------------------------------------------------------

    def _figure(self, begin: int, at: int, right: int, *, first: bool) -> int:
        """Read one figure with the words before and after it; where the words of the next one begin."""
        chars = self.line.chars
        figure = self.line.figures[at]
        after = chars[at + 1 : right]
        if first:
            begin = self._organisation(begin, at)
        if wording.THRESHOLD.match(after) and at > begin:
            return self._threshold(begin, at, figure)
        self.basis_before = (self.now.basis, self.now.basis_stated)
        pieces = self._take_time(begin, at)
        left = chars[begin:at]
        if self.spread and not re.search(r"[一-龥]{2,}", "".join(chars[a:b] for a, b in pieces)):
            self._dealt(at, figure)
            return at + 1
        if "分别" in left:
            self._deal(pieces, begin, at)
            if self.spread:
                self._dealt(at, figure)
                return at + 1
        claim = self._claim(left, begin, at, after, figure, pieces)
        return self._count(pieces, at, right, figure) if claim == "count" else at + 1

    def _claim(
        self, left: str, begin: int, at: int, after: str, figure: Figure, pieces: list[tuple[int, int]]
    ) -> Claim | None:
        """Find out what a figure says by the words before it, and say it; `count` is left to the caller."""
        percent = lines.is_percent(figure)
        points = _unit_name(figure) == "百分点"
        limits = wording.AT_MOST.search(left) or wording.AT_LEAST.search(left)
        amount = lines.is_money(figure)
        counted = not amount and not percent and not points and _unit_name(figure) not in ("倍", "")
        if not limits:
            if match := wording.CHANGE_TO.search(left):
                if (
                    percent
                    and self.out
                    and self.out[-1].claim == "share"
                    and not self._before(pieces, begin + match.start())
                ):
                    self._emit(
                        at, figure, "share", direction=wording.direction(match["verb"]), whole=self.out[-1].whole
                    )
                    return "share"
                self._level(
                    self._before(pieces, begin + match.start()), at, figure, direction=wording.direction(match["verb"])
                )
                return "level"
            if (match := wording.FROM.search(left)) and wording.TO_FOLLOWS.match(after):
                self._at_base(self._before(pieces, begin + match.start()), at, figure, match["when"])
                return "level"
            if self._ends_with_base(left):
                self._at_base(pieces, at, figure, "")
                return "level"
            if percent and (match := wording.COMPLETION.search(left)):
                self._completion(match, self._before(pieces, begin + match.start()), at, figure)
                return "completion"
            if percent and (match := wording.SHARE.search(left)) and not wording.CHANGE.search(left):
                self._share(match, begin, pieces, at, figure)
                return "share"
            if match := wording.BEYOND.search(left):
                self._take_base(match)
                verb = "多" if match["how"] in ("超出", "超过", "高于", "多于", "大于") else "少"
                before = self._before(pieces, begin + match.start())
                self._change(verb, before, at, figure, points=points, left=left)
                return "change"
            if (match := wording.OTHER_ITEM.search(left)) and not wording.COMPARED.search(left):
                return self._other_item(match, begin, pieces, at, figure, after)
            if match := wording.APART.fullmatch(left):
                return self._apart(match, begin, at, figure)
            if (match := wording.CHANGE.search(left)) and not (
                counted and re.match(r"[一-龥]{2}", after) and not _STOP.match(after)
            ):
                self._change(
                    match["verb"], self._before(pieces, begin + match.start()), at, figure, points=points, left=left
                )
                return "change"
            rest = "".join(self.line.chars[a:b] for a, b in pieces)
            if (amount or percent) and (match := wording.CHANGE_OF.match(rest)):
                self._change(match["verb"], self._after_verb(pieces, match), at, figure, points=points, left=left)
                return "change"
            if _unit_name(figure) == "倍" and (match := wording.MULTIPLE.search(left)):
                self._multiple(match, begin, pieces, at, figure)
                return "multiple"
        if wording.AVERAGE.search(left) or "/" in _unit_name(figure):
            self._average(pieces, at, figure)
            return "average"
        if counted:
            return "count"
        self._level(pieces, at, figure)
        return "level"

    @staticmethod
    def _after_verb(pieces: list[tuple[int, int]], match: re.Match[str]) -> list[tuple[int, int]]:
        skip = match.start("what")
        kept: list[tuple[int, int]] = []
        for a, b in pieces:
            if skip >= b - a:
                skip -= b - a
                continue
            kept.append((a + skip, b))
            skip = 0
        return kept

    @staticmethod
    def _ends_with_base(left: str) -> bool:
        found = [m for m in wording.COMPARED.finditer(left) if m["base"]]
        return bool(found) and not left[found[-1].end() :].strip("的数为（约近")

    def _level(
        self,
        pieces: list[tuple[int, int]],
        at: int,
        figure: Figure,
        *,
        direction: Direction | None = None,
        claim: Claim = "level",
    ) -> None:
        if self._sum(pieces, at, figure):
            return
        named = self._ranked_name(pieces)
        if named:
            self.changes, self.early_purpose = [], None if self._new_subject() else self.early_purpose
        self._emit(at, figure, claim, direction=direction)
        index = len(self.out) - 1
        self.levels = [index] if named or not self.levels else [*self.levels, index]
        self.listed.append(index)

    def _new_subject(self) -> bool:
        return not self.levels or self.out[self.levels[-1]].subject != self.now.subject

    def _ranked_name(self, pieces: list[tuple[int, int]]) -> bool:
        """The subject of a level, where the clause may say that it is the largest: 其中金额最大的是X，…"""
        for number, (a, b) in enumerate(pieces):
            if (match := wording.RANK.search(self.line.chars, a, b)) and "最" in match["how"]:
                self.rank = self._rank_of(match, 0)
                rest = [(match.end(), b), *pieces[number + 1 :]]
                return self._name_subject_of(rest) or self._name_subject_of([*pieces[:number], (a, match.start())])
        return self._name_subject_of(pieces)

    def _rank_of(self, match: re.Match[str], offset: int) -> Rank:
        within = None
        if match["within"]:
            a, b = match.span("within")
            within = labels.name(self.line, a + offset, b + offset)
        by = match["by"] or ""
        kind: Literal["max", "min"] = "min" if re.search("[小低少]", match["how"]) else "max"
        place = "一二三四五".find(match["how"].strip("第大排名")) + 1 if "第" in match["how"] else 1
        path = within.path if within else (self.frames[-1].subject if self.frames else ())
        of: Literal["level", "change", "rate"] = "level"
        if by.startswith(("增", "降", "下", "减")):
            of = "rate" if by in ("增幅", "增长", "降幅", "下降") else "change"
        return Rank(kind, max(place, 1), path, of)

    def _take_rank(self, match: re.Match[str], start: int, end: int) -> None:
        """商品和服务支出中金额最大的是工会经费，… : the figure follows in the next clause."""
        self.rank = self._rank_of(match, start)
        name = self._name([(start + match.end(), end)])
        within = match["within"] or ""
        if name is None and (is_a := re.search("是|为", within)):
            first = start + match.start("within")
            name = self._name([(first, first + is_a.start())])
            whole = labels.name(self.line, first + is_a.end(), start + match.end("within"))
            self.rank = replace(self.rank, within=whole.path if whole else ())
        if name is None:
            name = self._name([(start, start + match.start())])
        if name:
            self._speak_of(name)
            self.ranked = (start + match.start(), start + match.end())

    def _rank_alone(self) -> None:
        """Say a rank that no figure took up: 金额最大的是工会经费。"""
        if self.rank and self.ranked:
            rank, self.rank = self.rank, None
            self._emit_without(*self.ranked, "level", None, rank=rank)
        self.ranked = None

    def _sum(self, pieces: list[tuple[int, int]], at: int, figure: Figure) -> bool:
        """水费和电费合计…, 两个项目合计…, …，合计…: a total of items that are named or counted; False where it is none."""
        chars = self.line.chars
        if not pieces:
            return False
        a, b = pieces[0][0], pieces[-1][1]
        words = chars[a:b]
        total = wording.TOTAL.search(words)
        span = labels.trim(chars, *self._join(pieces, total.start() if total else None, a))
        name_words = chars[span[0] : span[1]]
        whole_words = chars[slice(*labels.trim(chars, a, a + total.end()))] if total else ""
        if (
            total
            and (labels.is_known(whole_words) or labels.is_known(words[: total.start()] + "合计"))
            and not (len(self._operands(span)) >= 2)
        ):
            return False
        operands = self._operands(span)
        if len(operands) >= 2 and (total or not labels.is_known(name_words)):
            if not total and not self._all_known(operands):
                return False
            self.now.subject, self.now.place = (self.line.printed(*span),), self._place(Name((), *span))
            self._emit(at, figure, "sum", operands=tuple(Operand(o, self.now.year, self.now.basis) for o in operands))
            self._said_sum()
            return True
        if not total:
            return False
        counted = re.search(r"(\d+|[两二三四五六七八九十])(?:个|项|类|笔|者|家)([^，。]*)$", name_words)
        before = self.out[-1] if self.out else None
        count: int | None = None
        if counted:
            count = _small_number(counted[1])
        elif before is not None and before.measure == "count" and before.figure and a - 1 in self.line.figures:
            count = int(before.figure.quantity.number)
        if count is not None and count >= 2:
            listed = self.listed[-count:] if len(self.listed) >= count else []
            parts = tuple(Operand(self.out[i].subject, self.out[i].year, self.out[i].basis) for i in listed)
            name = labels.name(self.line, *span)
            if name:
                self.now.subject, self.now.place = name.path, self._place(name)
            self._emit(at, figure, "sum", operands=parts, count=count)
            self._said_sum()
            return True
        if not name_words and len(self.listed) >= 2:
            parts = tuple(Operand(self.out[i].subject, self.out[i].year, self.out[i].basis) for i in self.listed)
            self.now.subject, self.now.place = ("合计",), None
            self._emit(at, figure, "sum", operands=parts, count=len(parts))
            self._said_sum()
            return True
        return False

    @staticmethod
    def _join(pieces: list[tuple[int, int]], stop: int | None, a: int) -> tuple[int, int]:
        """The stretch that the names of a sum stand in: the first piece with words, up to 合计."""
        limit = pieces[-1][1] if stop is None else a + stop
        for first, last in pieces:
            if last - first >= 2 and first < limit:
                return first, min(last, limit)
        return a, limit

    def _said_sum(self) -> None:
        self.levels = [len(self.out) - 1]
        self.changes = []
        self.listed = []
        self.spoken = True

    def _operands(self, span: tuple[int, int]) -> list[tuple[str, ...]]:
        """The names in a list A、B和C; [] where the words are one name."""
        words = self.line.chars[span[0] : span[1]]
        if not words or labels.is_known(words) or labels.is_both_sides(words):
            return []
        mentions = self.vocabulary.mentions(words)
        if len(mentions) == 1 and mentions[0].start == 0 and mentions[0].end >= len(words) - 2:
            return []
        if len(mentions) >= 2:
            between = [words[x.end : y.start] for x, y in zip(mentions, mentions[1:], strict=False)]
            if all(re.fullmatch(r"(?:[、，和与及加跟＋+]|以及)+", gap) for gap in between):
                return [(m.text,) for m in mentions]
        parts = re.split(r"[、＋+]|和|与|以及|(?<!购置)及|加", words)
        parts[-1] = re.sub(r"(?:[两二三四五六七八九十]|\d+|这几)(?:项|个|者|类)$", "", parts[-1])
        if len(parts) >= 2 and all(len(part) >= 2 for part in parts) and ("、" in words or len(words) <= 30):
            if any(part in ("商品", "社会保障", "对个人") for part in parts):
                return []
            return [(part,) for part in parts]
        return []

    @staticmethod
    def _all_known(operands: list[tuple[str, ...]]) -> bool:
        return all(labels.is_known(o[-1]) for o in operands)

    def _at_base(self, pieces: list[tuple[int, int]], at: int, figure: Figure, when: str) -> None:
        """由2023年的5.80万元…, 比上年的5.80万元…: a level of the year compared with, which stays the base."""
        whole: tuple[str, ...] | None = None
        claim: Claim = "level"
        if lines.is_percent(figure) and any(wording.OF_SHARE.search(self.line.chars, a, b) for a, b in pieces):
            pieces, whole = self._share_pieces(pieces)
            claim = "share"
        self._name_subject_of(pieces)
        now = self.now
        current = (self.context.year, False) if self.context.year is not None else (now.year, now.year_stated)
        year = now.base_year
        stated = now.base_stated
        if when and (match := wording.YEAR.search(when)):
            year, stated = int(match["year"]), True
        elif when and now.year is not None and wording.LAST_YEAR.search(when):
            year, stated = now.year, True
        elif not stated and self.context.year is not None:
            year = self.context.year - 1
        kept = (now.year, now.year_stated, now.basis)
        now.year, now.year_stated = year, stated
        if now.base_basis:
            now.basis = now.base_basis
        self._emit(at, figure, claim, whole=whole)
        now.year, now.year_stated, now.basis = kept
        if when:
            now.year, now.year_stated = current if current[0] != year else (None if year is None else year + 1, False)
        now.base_year, now.base_stated = year, stated

    def _change(
        self,
        verb: str,
        pieces: list[tuple[int, int]],
        at: int,
        figure: Figure,
        *,
        points: bool,
        left: str,
    ) -> None:
        of_share = bool(wording.OF_SHARE.search(left))
        whole: tuple[str, ...] | None = None
        if of_share:
            pieces, whole = self._share_pieces(pieces)
        elif re.search(r"占比|比重", left) or (points and self.out and self.out[-1].claim == "share"):
            of_share = True
            whole = self.out[-1].whole if self.out else None
        named = self._name_subject_of(pieces)
        if not self.now.base_stated and not named:
            self._between_listed()
        direction = wording.direction(verb)
        if figure.quantity.number == 0:
            direction = "flat"
        if self.other is not None and not self.now.base_stated:
            self._emit(at, figure, "difference", direction=direction, operands=(self.other,))
            return
        percent = lines.is_percent(figure) or _unit_name(figure) in ("倍", "‰")
        claim: Claim = "points" if points else "rate" if percent else "change"
        if named and self.changes and self.out[self.changes[-1]].reason:
            self.changes = []
        self._emit(at, figure, claim, direction=direction, whole=whole, of_share=of_share)
        self.changes.append(len(self.out) - 1)

    def _between_listed(self) -> None:
        """2024年预算3.80万元，2023年预算5.80万元，减少…: the change is between the years just listed."""
        levels = [self.out[i] for i in self.listed]
        years = {s.year for s in levels if s.subject == self.now.subject and s.year is not None}
        if len(years) == 2:
            self.now.base_year, self.now.year = sorted(years)
            self.now.base_stated = True

    def _share_pieces(self, pieces: list[tuple[int, int]]) -> tuple[list[tuple[int, int]], tuple[str, ...] | None]:
        """The pieces before 占…比重, and the whole between the two."""
        for number, (a, b) in enumerate(pieces):
            match = re.search(r"占(?P<whole>.*?)的?(?:比重|比例|比|$)", self.line.chars[a:b])
            if match:
                name = labels.name(self.line, a + match.start("whole"), a + match.end("whole"))
                return [*pieces[:number], (a, a + match.start())], name.path if name else None
        return pieces, None

    def _completion(self, match: re.Match[str], pieces: list[tuple[int, int]], at: int, figure: Figure) -> None:
        self._name_subject_of(pieces)
        words = match["basis"] or match["rate"] or ""
        basis = wording.basis(words.replace("率", ""), self.context.kind) if match["basis"] else None
        if basis is None and "年初" in words:
            basis = "budget" if self.context.kind == "budget" else "initial_budget"
        now = self.now
        kept = (now.base_year, now.base_basis, now.base_stated, *self.basis_before)
        now.basis, now.basis_stated = self.basis_before
        now.base_year, now.base_basis, now.base_stated = now.year, basis or "budget", bool(match["basis"])
        if now.basis in (None, "budget", "initial_budget", "adjusted_budget"):
            now.basis, now.basis_stated = "actual", False
        self._emit(at, figure, "completion")
        now.base_year, now.base_basis, now.base_stated, now.basis, now.basis_stated = kept
        self.changes.append(len(self.out) - 1)

    def _share(self, match: re.Match[str], begin: int, pieces: list[tuple[int, int]], at: int, figure: Figure) -> None:
        whole: tuple[str, ...] | None = None
        span = (begin + match.start("whole"), begin + match.end("whole"))
        subject_pieces = self._before(pieces, begin + match.start())
        if span[1] > span[0]:
            name = labels.name(self.line, *self._first_piece(pieces, span))
            whole = name.path if name else None
        elif inside := re.search(
            r"^(?P<part>.+?)在(?P<whole>.+?)(?:中|里)(?:的|所)*$", self.line.chars[begin : begin + match.start()]
        ):
            name = labels.name(self.line, begin + inside.start("whole"), begin + inside.end("whole"))
            whole = name.path if name else None
            subject_pieces = [(begin + inside.start("part"), begin + inside.end("part"))]
        self._name_subject_of(subject_pieces)
        if whole is None and self.frames:
            whole = self.frames[-1].subject or None
        elif whole is None and self.listed_shares:
            whole = self.out[self.listed_shares[-1]].whole  # 人员经费占基本支出的…，公用经费占…
        self._emit(at, figure, "share", whole=whole)
        self.listed_shares.append(len(self.out) - 1)

    @staticmethod
    def _first_piece(pieces: list[tuple[int, int]], span: tuple[int, int]) -> tuple[int, int]:
        inside = [(max(a, span[0]), min(b, span[1])) for a, b in pieces if a < span[1] and b > span[0]]
        return inside[-1] if inside else span

    def _other_item(
        self, match: re.Match[str], begin: int, pieces: list[tuple[int, int]], at: int, figure: Figure, after: str
    ) -> Claim:
        """比项目支出529.14万元多141.44万元, 超出项目支出141.44万元."""
        other = labels.name(
            self.line, *self._first_piece(pieces, (begin + match.start("other"), begin + match.end("other")))
        )
        if other is None:
            self._level(pieces, at, figure)
            return "level"
        before = self._before(pieces, begin + match.start())
        own = match["verb"]
        lead = match.group()[: match.start("other") - match.start()]
        path = (*other.whole, *other.path) if other.whole else other.path
        item = Operand(path, self.now.year, self.now.basis)
        if not own and lead in ("比", "较"):
            self._name_subject_of(before)
            if wording.CHANGE.match(after) or re.match(rf"(?:{wording.UP}|{wording.DOWN})", after):
                kept = (self.now.subject, self.now.place)
                self.now.subject, self.now.place = path, self._place(other)
                self._emit(at, figure, "level")
                self.now.subject, self.now.place = kept
                self.other = item
                return "level"
        self._name_subject_of(before)
        direction = (
            wording.direction(own) if own else ("up" if lead in ("超出", "超过", "高于", "多于", "大于") else "down")
        )
        self._emit(at, figure, "difference", direction=direction, operands=(item,))
        return "difference"

    def _apart(self, match: re.Match[str], begin: int, at: int, figure: Figure) -> Claim:
        one = self._take_time(begin + match.start("one"), begin + match.end("one"))
        other = labels.name(self.line, begin + match.start("other"), begin + match.end("other"))
        self._name_subject_of(one)
        path = other.path if other else ()
        self._emit(at, figure, "difference", operands=(Operand(path, self.now.year, self.now.basis),))
        return "difference"

    def _multiple(
        self, match: re.Match[str], begin: int, pieces: list[tuple[int, int]], at: int, figure: Figure
    ) -> None:
        span = (begin + match.start("of"), begin + match.end("of"))
        words = match["of"]
        operands: tuple[Operand, ...] = ()
        subject_year = self.now.year
        if year := (wording.YEAR.search(words) or wording.LAST_YEAR.search(words)):
            known = self.context.year
            self.now.base_year = int(year["year"]) if "year" in year.groupdict() else (known - 1 if known else None)
            self.now.base_stated = True
            before = wording.YEAR.search(self.line.chars, begin, span[0])
            subject_year = int(before["year"]) if before else known
        elif name := labels.name(self.line, *span):
            operands = (Operand(name.path, self.now.year, self.now.basis),)
        self.now.year = subject_year
        self._name_subject_of(self._before(pieces, begin + match.start()))
        self._emit(at, figure, "multiple", operands=operands)

    def _average(self, pieces: list[tuple[int, int]], at: int, figure: Figure) -> None:
        name = self._name(pieces)
        own = ("人均",)
        place = self.now.place
        if name:
            own, place = name.path, self._place(name)
        kept = (self.now.subject, self.now.place)
        group = self.now.group
        self.now.subject, self.now.place = ((group, *own) if group else own), place
        self._emit(at, figure, "average")
        self.now.subject, self.now.place = kept

    def _count(self, pieces: list[tuple[int, int]], at: int, right: int, figure: Figure) -> int:
        """A number of people, cars, projects: its noun stands before it (车辆7辆) or after (下设2个事业单位).

        Gives the end of the noun, where it stands after.
        """
        chars = self.line.chars
        verb = re.search("新增|增加|减少|(?<!比)[增减]$", chars[max(at - 12, 0) : at])
        pieces = [self._people(p) for p in pieces]
        words = "".join(chars[a:b] for a, b in pieces)
        said = "".join(chars[a:b] for a, b in pieces) if verb else ""
        direction = wording.direction(verb.group()) if verb and len(said) < 12 else None
        name = None if _NOUN_ONLY.search(words) or not re.search("[一-龥]{2}", words) else self._name(pieces)
        used = at + 1
        if name is None:
            stop = _STOP.search(chars, at + 1, right)
            last = min(stop.start() if stop else right, at + 16)
            name = labels.name(self.line, at + 1, last) if last > at + 2 else None
            if name is None and re.fullmatch("[一-龥]{2,}", chars[at + 1 : last]):
                name = Name((self.line.printed(at + 1, last),), at + 1, last)
            used = last if name else used
        if name is None:
            self._name_subject_of(pieces)
            self._emit(at, figure, "level", measure="count", direction=direction)
        else:
            kept = (self.now.subject, self.now.place)
            self._speak_of(name)
            self._emit(at, figure, "level", measure="count", direction=direction)
            self._grouped(name, figure)
            if used > at + 1:  # 1家机关的运行经费: what was counted in passing is not spoken of
                self.now.subject, self.now.place = kept
        self.listed.append(len(self.out) - 1)
        return used

    def _people(self, piece: tuple[int, int]) -> tuple[int, int]:
        match = wording.COUNT_VERB.match(self.line.chars, *piece)
        return (match.end(), piece[1]) if match else piece

    def _grouped(self, name: Name, figure: Figure) -> None:
        self.now.group = name.path[-1] if _unit_name(figure) in ("人", "名", "位") else self.now.group

    def _threshold(self, begin: int, at: int, figure: Figure) -> int:
        """单价100万元（含）以上设备: the amount is part of the name that the next figure counts."""
        name = labels.name(self.line, begin, at)
        kept = (self.now.subject, self.now.place)
        self.now.subject = name.path if name else ()
        self.now.place = self._place(name) if name else None
        below = "下" in self.line.chars[at + 1 : at + 7] or "内" in self.line.chars[at + 1 : at + 7]
        self._emit(at, figure, "threshold", comparator="≤" if below else "≥")
        self.now.subject, self.now.place = kept
        return begin

    # 分别 ------------------------------------------------------------------------------------------------------------

    def _deal(self, pieces: list[tuple[int, int]], begin: int, at: int) -> None:
        """Note the names or years that the figures after 分别 are dealt out to."""
        chars = self.line.chars
        cut = chars.find("分别", begin, at)
        if cut < 0:
            return
        years = tuple(int(m["year"]) for m in wording.YEAR.finditer(chars, begin, cut))
        names: tuple[Name, ...] = ()
        for a, b in pieces:
            b = min(b, cut)
            if a >= b:
                continue
            span = labels.trim(chars, a, b)
            parts = self._operands(span)
            if len(parts) >= 2:
                names = tuple(self._find(parts, span))
            elif len(years) >= 2 and (name := labels.name(self.line, *span)) and not name.anonymous:
                self._speak_of(name)
        if len(names) >= 2 or len(years) >= 2:
            self.spread = _Spread(names, years if len(names) < 2 else (), chars[cut + 2 : at])

    def _find(self, parts: list[tuple[str, ...]], span: tuple[int, int]) -> list[Name]:
        found: list[Name] = []
        at = span[0]
        for part in parts:
            start = self.line.chars.find(part[-1], at, span[1])
            start = start if start >= 0 else at
            end = start + len(part[-1])
            found.append(Name((self.line.printed(start, end),), start, end))
            at = end
        return found

    def _dealt(self, at: int, figure: Figure) -> None:
        spread = self.spread
        assert spread is not None
        if spread.names:
            self._speak_of(spread.names[0])
        elif spread.years:
            self.now.year, self.now.year_stated = spread.years[0], True
        rest = _Spread(spread.names[1:], spread.years[1:], spread.verb)
        self.spread = rest if rest.names or rest.years else None
        match = wording.CHANGE.search(spread.verb)
        share = re.search("占", spread.verb)
        if match:
            claim: Claim = "rate" if lines.is_percent(figure) else "change"
            self._emit(at, figure, claim, direction=wording.direction(match["verb"]))
            self.changes.append(len(self.out) - 1)
        elif share and lines.is_percent(figure):
            name = re.search(r"占(?P<whole>[^，。]*?)的?(?:比重|比例)?(?:为)?$", spread.verb)
            path = (name["whole"],) if name and name["whole"] else (self.frames[-1].subject if self.frames else None)
            self._emit(at, figure, "share", whole=path)
        else:
            self._emit(at, figure, "level")
            self.listed.append(len(self.out) - 1)

    # Saying it -------------------------------------------------------------------------------------------------------

    def _emit(
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
        if compared and base_year is None and not now.base_stated and now.year is not None and not operands:
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
        if self.early_reason and claim in ("change", "rate", "points"):
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
                subject=now.subject or self.topic,
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
                base_stated=now.base_stated and compared,
                whole=part_of,
                partition=partition,
                operands=operands,
                count=count,
                of_share=of_share,
                comparator=comparator or self._comparator(at),
                rank=rank,
                organisation=now.organisation,
                fund=now.fund,
                code=now.code,
                group=now.group if claim == "average" else None,
                as_of=now.as_of,
                reason=reason,
                purpose=purpose,
            )
        )
        if claim in ("change", "rate", "points") and self.early_reason:
            self._explain(len(self.out) - 1, self.early_reason[1], reason=self.early_reason[0])

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

    def _emit_without(
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
            self._explain(index, last, reason=reason)
        else:
            self.changes.append(index)


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


def _unit_name(figure: Figure) -> str:
    unit = figure.quantity.unit
    return unit.base if unit else ""


def _pieces(start: int, end: int, gone: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    at = start
    for a, b in sorted(gone):
        if a > at:
            kept.append((at, a))
        at = max(at, b)
    if at < end:
        kept.append((at, end))
    return kept


def _chinese_year(words: str) -> int:
    digits = {"〇": 0, "○": 0, "零": 0, "O": 0, "Ｏ": 0} | {c: i for i, c in enumerate("一二三四五六七八九", 1)}
    year = 0
    for char in words:
        year = year * 10 + digits[char]
    return year


def _small_number(words: str) -> int | None:
    if words.isdigit():
        return int(words)
    return {"两": 2}.get(words) or ("一二三四五六七八九十".find(words) + 1 or None)


assert quantity  # the figures' own module: its types are this module's input
