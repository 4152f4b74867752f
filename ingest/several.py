"""Statements about several items at once: sums, ranks, and figures dealt out by 分别."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import Literal

from ingest import label as labels
from ingest import line as lines
from ingest import terms, wording
from ingest.label import Name
from ingest.line import Stretch
from ingest.memory import Memory, Spread
from ingest.quantity import Figure
from ingest.statement import Claim, Operand, Rank
from ingest.surroundings import years_in


class Several:
    """Reads sums, ranks and 分别 into the memory."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def rank_of(self, match: re.Match[str], offset: int) -> Rank:
        """The rank that a cue states."""
        within = None
        if match["within"]:
            a, b = match.span("within")
            within = labels.name(self.memory.line, a + offset, b + offset)
        by = match["by"] or ""
        kind: Literal["max", "min"] = "min" if re.search("[小低少]", match["how"]) else "max"
        place = "一二三四五".find(match["how"].strip("第大排名位居列")) + 1 if "第" in match["how"] else 1
        path = within.path if within else (self.memory.frames[-1].subject if self.memory.frames else ())
        of: Literal["level", "change", "rate"] = "level"
        if by.startswith(("增", "降", "下", "减")):
            of = "rate" if by in ("增幅", "增长", "降幅", "下降") else "change"
        return Rank(kind, max(place, 1), path, of)

    def take_rank(self, match: re.Match[str], start: int, end: int) -> None:
        """商品和服务支出中金额最大的是工会经费，… : the figure follows in the next clause."""
        self.memory.rank = self.rank_of(match, start)
        name = self.memory.name([(start + match.end(), end)])
        within = match["within"] or ""
        if name is None and (is_a := re.search("是|为", within)):
            first = start + match.start("within")
            name = self.memory.name([(first, first + is_a.start())])
            whole = labels.name(self.memory.line, first + is_a.end(), start + match.end("within"))
            self.memory.rank = replace(self.memory.rank, within=whole.path if whole else ())
        if name is None:
            name = self.memory.name([(start, start + match.start())])
        if name:
            self.memory.speak_of(name)
            self.memory.ranked = (start + match.start(), start + match.end())

    def rank_alone(self) -> None:
        """Say a rank that no figure took up: 金额最大的是工会经费。"""
        if self.memory.rank and self.memory.ranked:
            rank, self.memory.rank = self.memory.rank, None
            self.memory.emit_without(*self.memory.ranked, "level", None, rank=rank)
        self.memory.ranked = None

    def ranked_name(self, pieces: list[Stretch]) -> bool:
        """The subject of a level, where the clause may say that it is the largest: 其中金额最大的是X，…"""
        for number, (a, b) in enumerate(pieces):
            if (match := wording.RANK.search(self.memory.line.chars, a, b)) and "最" in match["how"]:
                self.memory.rank = self.rank_of(match, 0)
                rest = [(match.end(), b), *pieces[number + 1 :]]
                return self.memory.name_subject_of(rest) or self.memory.name_subject_of(
                    [*pieces[:number], (a, match.start())]
                )
        return self.memory.name_subject_of(pieces)

    def sum(self, pieces: list[Stretch], at: int, figure: Figure) -> bool:
        """水费和电费合计…, 两个项目合计…, …，合计…: a total of items that are named or counted; False where it is none."""
        chars = self.memory.line.chars
        if not pieces:
            return False
        a, b = pieces[0][0], pieces[-1][1]
        words = chars[a:b]
        total = wording.TOTAL.search(words)
        span = labels.trim(chars, *self._join(pieces, total.start() if total else None, a))
        name_words = chars[span[0] : span[1]]
        whole_words = chars[slice(*labels.trim(chars, a, a + total.end()))] if total else ""
        if total and self.memory.together:
            return self._over_bodies(span, at, figure)
        if (
            total
            and (terms.is_neutral(name_words) or not wording.without_function(name_words))
            and len(self.memory.addends) >= 2
        ):
            year, basis = self.memory.now.year, self.memory.now.basis
            self.memory.now.subject, self.memory.now.place = ("合计",), None
            self.memory.emit(at, figure, "sum", operands=tuple(Operand(o, year, basis) for o in self.memory.addends))
            self._said_sum()
            return True
        if (
            total
            and (labels.is_known(whole_words) or labels.is_known(words[: total.start()] + "合计"))
            and not (len(self.operands(span)) >= 2)
        ):
            return False
        operands = self.operands(span)
        if len(operands) >= 2 and (total or not labels.is_known(name_words)):
            if not total and not self._all_known(operands):
                return False
            self.memory.now.subject, self.memory.now.place = (
                (self.memory.line.printed(*span),),
                self.memory.place(Name((), *span)),
            )
            self.memory.emit(
                at,
                figure,
                "sum",
                operands=tuple(Operand(o, self.memory.now.year, self.memory.now.basis) for o in operands),
            )
            self._said_sum()
            return True
        if not total:
            return False
        counted = re.search(r"(\d+|[两二三四五六七八九十])(?:个|项|类|笔|者|家)([^，。]*)$", name_words)
        before = self.memory.out[-1] if self.memory.out else None
        count: int | None = None
        if counted:
            count = _small_number(counted[1])
        elif before is not None and before.measure == "count" and before.figure and a - 1 in self.memory.line.figures:
            count = int(before.figure.quantity.number)
        if count is not None and count >= 2:
            listed = self.memory.listed[-count:] if len(self.memory.listed) >= count else []
            parts = tuple(
                Operand(self.memory.out[i].subject, self.memory.out[i].year, self.memory.out[i].basis) for i in listed
            )
            name = labels.name(self.memory.line, *span)
            if name:
                self.memory.now.subject, self.memory.now.place = name.path, self.memory.place(name)
            self.memory.emit(at, figure, "sum", operands=parts, count=count)
            self._said_sum()
            return True
        if not name_words and len(self.memory.listed) >= 2:
            parts = tuple(
                Operand(self.memory.out[i].subject, self.memory.out[i].year, self.memory.out[i].basis)
                for i in self.memory.listed
            )
            self.memory.now.subject, self.memory.now.place = ("合计",), None
            self.memory.emit(at, figure, "sum", operands=parts, count=len(parts))
            self._said_sum()
            return True
        return False

    def _over_bodies(self, span: tuple[int, int], at: int, figure: Figure) -> bool:
        """A和B的“三公”经费合计…: one item of several bodies."""
        now = self.memory.now
        if name := labels.name(self.memory.line, *span):
            self.memory.speak_of(name)
        kept, now.organisation = now.organisation, self.memory.together[0]
        self.memory.emit(
            at,
            figure,
            "sum",
            operands=tuple(Operand(now.subject, now.year, now.basis, body) for body in self.memory.together),
        )
        now.organisation = kept
        self._said_sum()
        return True

    def _is_owner(self, first: int, last: int) -> bool:
        """Whether a piece only says whose: 本部门, 我单位."""
        own = wording.OWN.match(self.memory.line.chars[first:last])
        return own is not None and own.end() == last - first

    def _join(self, pieces: list[Stretch], stop: int | None, a: int) -> tuple[int, int]:
        """The stretch that the names of a sum stand in: the first piece with words, up to 合计."""
        limit = pieces[-1][1] if stop is None else a + stop
        for first, last in pieces:
            if last - first >= 2 and first < limit and not self._is_owner(first, last):
                return first, min(last, limit)
        return a, limit

    def _said_sum(self) -> None:
        self.memory.levels = [len(self.memory.out) - 1]
        self.memory.changes = []
        self.memory.listed = []
        self.memory.spoken = True

    def operands(self, span: tuple[int, int]) -> list[tuple[str, ...]]:
        """The names in a list A、B和C; [] where the words are one name."""
        words = self.memory.line.chars[span[0] : span[1]]
        if not words or labels.is_known(words) or labels.is_both_sides(words):
            return []
        mentions = self.memory.vocabulary.mentions(words)
        if len(mentions) == 1 and mentions[0].start == 0 and mentions[0].end >= len(words) - 2:
            return []
        if len(mentions) >= 2:
            listed = self._listed_names(words, mentions)
            if listed:
                return listed if len(listed) >= 2 else []
        parts = re.split(r"[、＋+]|和|与|以及|(?<!购置)及|加", words)
        parts[-1] = re.sub(r"(?:[两二三四五六七八九十]|\d+|这几)(?:项|个|者|类)$", "", parts[-1])
        if len(parts) >= 2 and all(len(part) >= 2 for part in parts) and ("、" in words or len(words) <= 30):
            if any(part in ("商品", "社会保障", "对个人") for part in parts):
                return []
            return [(part,) for part in parts]
        return []

    @staticmethod
    def _listed_names(words: str, mentions: list[terms.Mention]) -> list[tuple[str, ...]]:
        """Known names with nothing but 、 or 和 between them; 教师进修的基本支出 is one of them."""
        listed: list[tuple[str, ...]] = [(mentions[0].text,)]
        for before, after in pairwise(mentions):
            gap = words[before.end : after.start]
            if re.fullmatch(r"(?:[、，和与及加跟＋+]|以及|加上)+", gap):
                listed.append((after.text,))
            elif gap in ("", "的", "中的") and labels.is_axis(after.text):
                listed[-1] = (*listed[-1], after.text)
            else:
                return []
        return listed

    @staticmethod
    def _all_known(operands: list[tuple[str, ...]]) -> bool:
        return all(labels.is_known(o[-1]) for o in operands)

    def deal(self, pieces: list[Stretch], begin: int, at: int) -> None:
        """Note the names or years that the figures after 分别 are dealt out to."""
        chars = self.memory.line.chars
        cut = chars.find("分别", begin, at)
        if cut < 0:
            return
        years = years_in(chars, begin, cut)
        years = years if len(years) >= 2 else self.memory.years
        names: tuple[Name, ...] = ()
        for a, b in pieces:
            if a >= cut:
                continue
            span = labels.trim(chars, a, min(b, cut))
            parts = self.operands(span)
            if len(parts) >= 2:
                names = tuple(self._find(parts, span))
            elif len(years) >= 2 and (name := labels.name(self.memory.line, *span)) and not name.anonymous:
                self.memory.speak_of(name)
        verb = chars[cut + 2 : at]
        levels = [self.memory.out[index] for index in self.memory.listed]
        listed = tuple(dict.fromkeys(s.subject for s in levels))
        if len(names) >= 2:
            self.memory.spread = Spread(names, (), verb)
        elif len(years) >= 2:
            self.memory.spread = Spread((), years, verb)
        elif self.memory.together:
            self._name_before(pieces, cut)
            self.memory.spread = Spread((), (), verb, bodies=self.memory.together)
        elif self.memory.carries and len(listed) >= 2:
            self.memory.spread = Spread((), (), verb, listed=listed)

    def _name_before(self, pieces: list[Stretch], cut: int) -> None:
        for a, b in pieces:
            name = (
                labels.name(self.memory.line, *labels.trim(self.memory.line.chars, a, min(b, cut))) if a < cut else None
            )
            if name and not name.anonymous:
                self.memory.speak_of(name)

    def _find(self, parts: list[tuple[str, ...]], span: tuple[int, int]) -> list[Name]:
        found: list[Name] = []
        at = span[0]
        for part in parts:
            start = self.memory.line.chars.find(part[-1], at, span[1])
            start = start if start >= 0 else at
            end = start + len(part[-1])
            found.append(Name((self.memory.line.printed(start, end),), start, end, whole=part[:-1] or None))
            at = end
        return found

    def dealt(self, at: int, figure: Figure) -> None:
        """Give a figure to the next of the names or years before 分别."""
        spread = self.memory.spread
        assert spread is not None
        if spread.names:
            self.memory.speak_of(spread.names[0])
        elif spread.years:
            self.memory.now.year, self.memory.now.year_stated = spread.years[0], True
        elif spread.bodies:
            self.memory.now.organisation = spread.bodies[0]
        else:
            self.memory.return_to(spread.listed[0])
        rest = replace(
            spread, names=spread.names[1:], years=spread.years[1:], bodies=spread.bodies[1:], listed=spread.listed[1:]
        )
        self.memory.spread = rest if rest.names or rest.years or rest.bodies or rest.listed else None
        match = wording.CHANGE.search(spread.verb)
        share = re.search("占", spread.verb)
        if match:
            claim: Claim = "rate" if lines.is_percent(figure) else "change"
            self.memory.emit(at, figure, claim, direction=wording.direction(match["verb"]))
            self.memory.changes.append(len(self.memory.out) - 1)
        elif share and lines.is_percent(figure):
            name = re.search(r"占(?P<whole>[^，。]*?)的?(?:比重|比例)?(?:为)?$", spread.verb)
            path = (
                (name["whole"],)
                if name and name["whole"]
                else (self.memory.frames[-1].subject if self.memory.frames else None)
            )
            self.memory.emit(at, figure, "share", whole=path)
        else:
            self.memory.emit(at, figure, "level")
            self.memory.listed.append(len(self.memory.out) - 1)


def _small_number(words: str) -> int | None:
    if words.isdigit():
        return int(words)
    return {"两": 2}.get(words) or ("一二三四五六七八九十".find(words) + 1 or None)
