"""Reasons and purposes: where they begin, where they end, and which statements they belong to."""

from __future__ import annotations

import copy
import re
from typing import Protocol

from ingest import label as labels
from ingest import line as lines
from ingest import terms, wording
from ingest.line import ENDS, FIGURE, Clause
from ingest.memory import Memory

# 某收入增加的主要原因是: another item's reason, which begins with that item.
_WHY_OF_ANOTHER = re.compile(
    rf"(?P<item>[^，。；：]{{2,30}}?)(?:{wording.UP}|{wording.DOWN}|变动|变化|持平)+的?"
    r"(?:(?:主要)?原因(?:主要)?(?:是|为|在于|系)|(?:主要)?(?:系(?![统列数指因])|是因为|是由于|由于|缘于|源于)|主要是)"
)

# 增加原因是, 较上年减少的主要原因为: why the item before it moved, which is no part of what its money is for.
_WHY = re.compile(
    r"(?:(?:同比|[较比](?:上年|去年|上一年|预算|(?:19|20)?\d\d年))?(?:决算数?|预算数?)?"
    rf"(?:{wording.UP}|{wording.DOWN}|压减|变动|变化|增减|增幅|降幅|差异)+(?:变化|变动|额|数|资金|部分)*的?)?"
    r"(?:主要|直接|具体)?(?:原因|缘由|成因|是因为|是由于|系因|缘于|源于|主要是|主要系)"
)

# What the counts of such accounts are of; a clause that names none of them goes on about what was named before.
_COUNTED = re.compile("[车人批组客]|保有")
_BARE_SIDES = ("支出", "收入", "安排")


# A reason that is a list, and an item whose own name says what it is used for.
_LISTED = re.compile(r"[：:]?(?:[①-⑳⑴-⒇❶-➓]|一是|（?1[）.、．]|（一）)")
_NEEDS_ITEM = re.compile("用于|主要保障|(?:资金|经费|款项)用于")
_RANKED = re.compile(r"（[类款项]）$")  # an item named by its rank in the classification
_USED_FOR = re.compile(rf"(用于[^，。；：、{FIGURE}]+?){FIGURE}")


# 与年初预算差异较大，是因为…; 完成预算的96%，差异的主要原因是…: no reason for how it moved from one year to the next.
_UNSPENT = re.compile(r"^(?:[结节]余|未(?:用|花|使用|执行|支出)完)的?(?:主要)?原因")
_UNLIKE_ITS_BUDGET = re.compile(
    rf"^(?!.*(?:上一?年|去年|同比|年度?决算)).*(?:预算.*差异|预决算差异)|{_UNSPENT.pattern}"
)


class Clauses(Protocol):
    """The reader of clauses, for what a reason says in passing."""

    def words(self, start: int, end: int, after: str, *, inside: bool, before_reason: bool = False) -> None:
        """Read a stretch of words."""

    def clause(self, found: list[Clause], at: int, *, inside: bool = False) -> int:
        """Read a clause; the number of the next."""


class Tails:
    """Reads the reasons and purposes that clauses open."""

    def __init__(self, memory: Memory, clauses: Clauses) -> None:
        self.memory = memory
        self.clauses = clauses

    def tail(self, found: list[Clause], at: int, start: int, end: int) -> int | None:
        """Read a clause that opens a reason or purpose, up to where that ends; None where it opens none."""
        chars = self.memory.line.chars
        if self.memory.changes and (before := wording.CAUSE_BEFORE.match(chars[start:end])):
            group = before.lastgroup or "why"
            words = self.memory.line.printed(start + before.start(group), start + before.end(group)).strip("，,、 ")
            self._reason(words, end, before)
            self._inside(found, at, at + 1, start)
            return at + 1
        cues = [
            m for p in (wording.REASON, wording.PURPOSE) if (m := p.search(chars, start, end + 1)) and m.start() < end
        ]
        cues = [m for m in cues if self._opens(m, start)]
        if not cues:
            return None
        cue = min(cues, key=lambda m: m.start())
        if behind := self._postposed(found, at, start, end):
            return behind
        is_reason = cue.re is wording.REASON
        tail_start = cue.end()
        following = wording.FOLLOWING.search(chars, tail_start, end) if tail_start <= end else None
        if following and end < len(chars) and chars[end] == "：":
            self.clauses.words(start, cue.start(), "", inside=False)
            self.memory.open("其中：")
            return at + 1
        early = is_reason and not self.memory.changes and not cue.group("noun") and not cue.group("mainly")
        stop = self._tail_end(found, at, reason=is_reason, early=early, opened=min(tail_start, end))
        if cue.start() > start:
            self.clauses.words(start, cue.start(), "", inside=False, before_reason=is_reason)
        last = found[stop - 1].end
        words = self.memory.line.printed(tail_start, last).strip("：:，,；;。 ")
        words = words.removesuffix("所致") if cue.group() == "系" else words
        if words.endswith(("）", ")")) and not re.search("[（(]", words):
            words = words[:-1]  # the bracket that the reason stands in
        if is_reason:
            sentence = re.split("[。\n]", chars[: cue.end()])[-1]
            if _UNLIKE_ITS_BUDGET.search(sentence):
                self.memory.leave_to_own_budget(unspent=bool(_UNSPENT.search(sentence)))
            self._reason(words, last, cue)
        else:
            self._purpose(words, last, start, own=cue.group().startswith(("该", "此", "这")))
        self._inside(found, at, stop, tail_start)
        return stop

    def _opens(self, cue: re.Match[str], start: int) -> bool:
        """用于 alone leads to a purpose only after something that has one, and where no item is named so."""
        chars = self.memory.line.chars
        if cue.re is wording.REASON and re.search("[前后]者", chars[start : cue.start()]):
            return False  # which of two is meant is not worked out
        if (
            cue.re is wording.PURPOSE
            and (named := _USED_FOR.match(chars, cue.start()))
            and labels.is_of_field(named[1])
        ):
            return False  # 用于教育事业的彩票公益金支出25.00万元
        if cue.re is wording.PURPOSE and _NEEDS_ITEM.match(cue.group()):
            return cue.start() == start and (bool(self.memory.levels) or self._item_before(start))
        if cue.re is wording.REASON and not cue.group("noun") and not cue.group("mainly"):
            opens = cue.start() == start or self.memory.line.chars[cue.start() - 1] == "（"
            return opens or cue.group().startswith(("主", "是因"))
        return True

    def _item_before(self, start: int) -> bool:
        """Whether the sentence before is nothing but an item's name, and the one that begins here states no figure.

        某某（款）某某（项）。经费用于…。年初预算为…: what it is for stands between the name and its amounts.
        """
        chars = self.memory.line.chars
        if chars[start - 1 : start] != "。" or FIGURE in re.split("[。\n]", chars[start:], maxsplit=1)[0]:
            return False
        before = re.split("[。\n]", chars[: start - 1])[-1]
        mark = wording.LIST_MARK.match(before)
        name = before[mark.end() :] if mark else before
        return bool(_RANKED.search(name)) or labels.is_of_field(name)

    def _postposed(self, found: list[Clause], at: int, start: int, end: int) -> int | None:
        """A reason that stands before the word for it: …，车辆保险保费下浮，是低于预算的原因."""
        chars = self.memory.line.chars
        match = wording.POSTPOSED.search(chars, start, end)
        if match is None or not self.memory.changes:
            return None
        first = at
        while found[first].lead == "，" and FIGURE not in chars[found[first - 1].start : found[first - 1].end]:
            first -= 1
        if found[first].lead != "，" or first == at == match.start():
            return None
        begin = found[first].start
        words = self.memory.line.printed(begin, match.start()).strip("：:，,；;。 ")
        if FIGURE in chars[begin : match.start()] or not words:
            return None
        since = next((c.start for c in reversed(found[:first]) if c.lead in ("；", *ENDS)), 0)
        for index in self.memory.changes:
            if self.memory.out[index].start >= self.memory.line.begin[since]:
                self.memory.explain(index, reason=words, last=end)
        self.memory.changes = []
        return at + 1

    def _tail_end(self, found: list[Clause], at: int, *, reason: bool, early: bool, opened: int) -> int:
        """The number of the first clause that no longer belongs to the reason or purpose that clause `at` opens.

        Its own words begin at `opened`; a reason that is a list (①…；②…) goes on to the end of its list.
        """
        chars = self.memory.line.chars
        listed = reason and bool(_LISTED.match(chars, opened))
        first = wording.LIST_MARK.match(chars, opened) if reason else None
        inner = first.lastgroup if first and first.lastgroup not in dict(self.memory.lists) else None
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
                opens = other.match(words) or (not reason and _WHY.match(words))
                if opens or wording.OF_WHICH.match(words):
                    break
                mark = wording.LIST_MARK.match(words)
                if inner and mark and mark.lastgroup == inner and clause.lead != "\n":
                    stop += 1
                    continue
                if clause.lead == "\n" or (clause.lead in ENDS and not (reason and self._continues(found, stop))):
                    break
                if listed and clause.lead == "；" and wording.LIST_MARK.match(words):
                    stop += 1
                    continue
                if clause.lead == "；" and self._is_new_item(found, stop, early=early):
                    break
                if (why := _WHY_OF_ANOTHER.match(words)) and labels.is_of_field(why["item"].removesuffix("的")):
                    break
                if reason and not self.memory.changes and wording.SAME_YEAR_AGO.match(words):
                    told = [self._tells_amounts(one) for one in found[at : stop + 1]]
                    if told[-1] and not any(told[:-1]):
                        break  # 某收入主要是租金，停租5个月，同比减少5万元: what it consists of has ended
                if early and (wording.COMPARED.search(words) or self._tells_amounts(clause)):
                    break
                if (
                    not listed
                    and clause.lead in ("，", "、", "：")
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
            if words and (
                clause.lead in ENDS or wording.PURPOSE.match(self.memory.line.chars, clause.start, clause.end)
            ):
                break
            words += self.memory.line.chars[clause.start : clause.end] + "，"
            if self._tells_amounts(clause):
                return False
        if wording.LIST_MARK.match(words) or wording.COMPARED.search(words) or wording.FLAT.search(words):
            return False
        if wording.REASON.search(words):
            return False
        return bool(wording.CONSEQUENCE.search(words))

    def _tells_amounts(self, clause: Clause) -> bool:
        """Whether a clause has a figure that is more than a count of people or things: 新招录4名 is part of a reason."""
        figures = [f for i, f in self.memory.line.figures.items() if clause.start <= i < clause.end]
        return any(lines.is_money(f) or lines.is_percent(f) for f in figures)

    def _is_new_item(self, found: list[Clause], at: int, *, early: bool) -> bool:
        """Whether what follows a ； speaks of another item rather than going on with the reason.

        Of one told first (因…，与上年相比增加), a clause that only counts goes on with it.
        """
        chars = self.memory.line.chars
        if re.match("[一二三四五六七八九]是", chars[found[at].start : found[at].end]):
            return False
        if wording.LIST_MARK.match(chars, found[at].start, found[at].end):
            return True
        counts = False
        for clause in found[at:]:
            if clause is not found[at] and clause.lead in ("；", *ENDS):
                break
            words = chars[clause.start : clause.end]
            if clause is found[at] and (own := _WHY_OF_ANOTHER.match(words)) and own["item"]:
                return True
            figures = [f for i, f in self.memory.line.figures.items() if clause.start <= i < clause.end]
            if early and figures and not self._tells_amounts(clause):
                counts = True
                continue
            if early and clause is not found[at] and wording.COMPARED.match(words) and self._tells_amounts(clause):
                return False  # what moved is told only here: all before is why
            if wording.COMPARED.search(words) or wording.FLAT.search(words) or wording.AGAINST_BUDGET.search(words):
                return True
            if figures:
                return any(not wording.CHANGE.search(part) for part in words.split(FIGURE)[:-1]) or clause.lead == "；"
        return counts

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
        if first[start[0] : start[1]] in _BARE_SIDES:
            return False  # 新发生抚恤3人，支出57万元: what the reason tells of was spent, not the item
        named = terms.concepts().get(terms.concept(first[start[0] : start[1]]) or "")
        if named is not None and named.unit and not _COUNTED.search(first):
            return False  # 一辆公务用车报废，当年更新购置1辆: what is counted was named before, where the reason began
        return not wording.CHANGE.search(first) and named is not None

    def _inside(self, found: list[Clause], at: int, stop: int, tail_start: int) -> None:
        """The figures within a reason or purpose: they speak of items of their own, and leave the frame untouched."""
        saved, frames, lists = copy.copy(self.memory.now), list(self.memory.frames), list(self.memory.lists)
        memory = (
            self.memory.changes,
            self.memory.levels,
            self.memory.candidate,
            self.memory.spoken,
            self.memory.listed,
        )
        self.memory.changes, self.memory.levels, self.memory.candidate, self.memory.listed, self.memory.frames = (
            [],
            [],
            None,
            [],
            [],
        )
        first = found[at]
        if tail_start < first.end:
            self.clauses.clause([Clause(tail_start, first.end, "", first.depth)], 0, inside=True)
        item, moved = at, len(self.memory.out)
        for number in range(at, stop):
            clause = found[number]
            before = len(self.memory.out)
            if number > at:
                self.clauses.clause(found, number, inside=True)
            if clause.lead in ("；", "：") or number == at:
                item, moved = number, len(self.memory.out)
            elif clause.lead == "，":
                self._own_cause(found[item:number], before, tail_start)
                self._cause_behind(found, number, stop, range(moved - 1, before))
        self.memory.now, self.memory.frames, self.memory.lists = saved, frames, lists
        self.memory.changes, self.memory.levels, self.memory.candidate, self.memory.spoken, self.memory.listed = memory

    def _own_cause(self, causes: list[Clause], before: int, tail_start: int) -> None:
        """④承包管理费到期未续，其他收入减少5.50万元: what is said before a change within a list of reasons is its own."""
        chars = self.memory.line.chars
        first, last = max(causes[0].start, tail_start), causes[-1].end
        figures = [figure for at, figure in self.memory.line.figures.items() if first <= at < last]
        if first >= last or any(lines.is_money(figure) for figure in figures):
            return
        if mark := wording.LIST_MARK.match(chars, first, last):
            first = mark.end()
        words = self.memory.line.printed(first, last).strip("：:，,；;。 ")
        for index in range(before, len(self.memory.out)):
            told = self.memory.out[index]
            named = bool(told.subject) and labels.is_of_field(told.subject[-1])
            if told.claim == "change" and told.figure is not None and named and words:
                self.memory.explain(index, reason=words, last=last)

    def _cause_behind(self, found: list[Clause], at: int, stop: int, told: range) -> None:
        """一是基金拨款增加95万元，主要是结转资金增加；: what follows a change within a list of reasons, up to the next item."""
        chars = self.memory.line.chars
        cue = wording.REASON.match(chars, found[at].start, found[at].end)
        if cue is None:
            return
        last = next((n for n in range(at + 1, stop) if found[n].lead == "；"), stop)
        words = self.memory.line.printed(cue.end(), found[last - 1].end).strip("：:，,；;。 ")
        for index in told:
            said = self.memory.out[index] if index >= 0 else None
            if said is not None and said.claim == "change" and said.figure is not None and words:
                self.memory.explain(index, reason=words, last=found[last - 1].end)

    def _reason(self, words: str, last: int, cue: re.Match[str]) -> None:
        """Give a reason to the changes that it explains; where it comes first, to those that follow."""
        if not words:
            return
        if self.memory.changes:
            for index in self.memory.changes:
                self.memory.explain(index, reason=words, last=last)
            self.memory.changes = []
        elif cue.re is wording.REASON and cue.group("mainly"):
            return  # 主要是 after a bare level tells what it consists of
        elif cue.group("noun") and self.memory.levels and self.memory.line.chars[cue.start() - 1] == "，":
            for index in self.memory.levels:
                self.memory.explain(index, reason=words, last=last)
        elif cue.group("noun"):
            self.memory.emit_without(cue.start(), cue.end(), "change", None, reason=words, last=last)
        else:
            self.memory.early_reason, self.memory.early_used = (words, last), False

    def _whole_of(self, levels: list[int], begins: int) -> list[int]:
        """What a sentence that opens with 主要用于 is about: not the last of the parts (其中) told before it, their whole."""
        if self.memory.line.chars[begins - 1 : begins] != "。" or self.memory.out[levels[-1]].whole is None:
            return levels
        paragraph = self.memory.line.begin[self.memory.line.chars.rfind("\n", 0, begins) + 1]
        told = (n for n, said in enumerate(self.memory.out) if said.start >= paragraph and said.claim == "level")
        return [next(told, levels[-1])]

    def _purpose(self, words: str, last: int, begins: int, *, own: bool) -> None:
        """Give a purpose to the amounts before it; where it points back (该费用用于), to what was spoken of last."""
        if not words:
            return
        if self.memory.levels:
            for index in self.memory.levels if own else self._whole_of(self.memory.levels, begins):
                self.memory.explain(index, purpose=words, last=last)
        elif not self.memory.listed:  # what a thing just counted is for is no purpose of the next amount
            self.memory.early_purpose = (words, last)
