"""The time, base of comparison, basis and organisation that a stretch of a clause names; what is left names the item."""

from __future__ import annotations

import re
from itertools import pairwise

from ingest import bodies, terms, wording
from ingest import line as lines
from ingest.line import FIGURE, Stretch
from ingest.memory import Memory

_SETS_OUT = tuple("从由自")
_OF_SEVERAL = -1  # no disclosure is of this year
_STRANGER_LAST = re.compile(
    r"[一-龥]{1,6}(?:省|市|区|县|州|旗|镇|乡|街道)[一-龥]{0,14}?(?:局|委员会|委|厅|办公室|办事处|人民政府|中心|院|学校|中学|小学)$"
)


_NAMED_PLAN = re.compile('计划[”’"」]')


class Surroundings:
    """Takes the surroundings of an item out of a clause and into the memory."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def organisation(self, start: int, end: int) -> int:
        """Note an organisation that a clause opens with; where the words after it start."""
        words = self.memory.line.chars[start:end]
        lead = re.match(
            r"(?:在|由|对|关于|据|根据|按照?|从|经|记者从|翻开|查阅)?(?:(?:(?:19|20)\d\d|\d\d|二[〇○零]..)年度?|今年|本年度?|上年度?)?(?:在|由)?",
            words,
        )
        at = lead.end() if lead else 0
        own = re.sub(r"\s", "", lines.fold(self.memory.context.organisation or "").chars)
        if own and words[at:].startswith(own):
            at += len(own)
            at += (
                len(m.group())
                if (m := re.match(r"（(?:部门|本级|单位|机关|汇总)）|本级|机关(?!运行|事业)", words[at:]))
                else 0
            )
            self.memory.now.organisation = self.memory.context.organisation
            self.take_time(start, start + (lead.end() if lead else 0))
            return start + at
        known = bodies.held(self.memory.line.chars, start + at, end, self.memory.context.organisations)
        if known and known[0].start == start + at:
            return start  # `take_time` notes it, wherever it stands
        length = self._stranger(words[at:])
        if length is None or any(body.start < start + at + length[0] for body in known):
            return start
        if any(m.start <= at and m.end >= at + length[0] for m in self.memory.vocabulary.mentions(words[:60])):
            return start  # 对村民委员会和村党支部的补助 is a line of the budget
        self.take_time(start, start + at)
        self.memory.now.organisation = self.memory.line.printed(start + at, start + at + length[0])
        return start + at + length[1]

    def _stranger(self, words: str) -> tuple[int, int] | None:
        """How long the name of a body is that words open with, without and with 本级; None where they open with none."""
        if wording.OWN.match(words):
            return None
        if match := wording.ORGANISATION.match(words):
            followed = words[match.end() :][:1]
            if self._is_body(match["name"], certain=followed.isdigit() or followed in ("的", "，", "：")):
                if below := bodies.below(words, match.end()):
                    return below, below
                return match.end("name"), match.end()
        if not self.memory.carries:
            return None
        for match in bodies.stranger(words):
            name = words[: match.end()]
            if not self._is_body(name, certain=False):
                return None
            rest = words[match.end() :]
            if wording.AFTER_BODY.match(rest) or self._opens_with_item(rest):
                return match.end(), match.end()
        return None

    @staticmethod
    def _is_body(name: str, *, certain: bool) -> bool:
        if terms.concept(name) or FIGURE in name or re.search("费|支出|收入|经费|[，。；：]", name):
            return False
        return certain or bool(wording.PLACE.search(name[:-1]))

    def _opens_with_item(self, words: str) -> bool:
        found = self.memory.vocabulary.mentions(words[:24])
        return bool(found) and found[0].start == 0 and len(found[0].text) > 2

    def take_time(self, start: int, end: int) -> list[Stretch]:
        """Note years, dates, bases of comparison and basis of a stretch; the pieces of it that are left."""
        chars = self.memory.line.chars
        gone: list[Stretch] = []

        def free(match: re.Match[str]) -> bool:
            return not any(match.start() < b and a < match.end() for a, b in gone)

        found = bodies.held(chars, start, end, self.memory.context.organisations)
        for body in found:
            self._take_body(body)
            last = wording.AGAINST.match(chars, body.end, end) if body.cue else None
            gone.append((body.start - len(body.cue or ""), last.end() if last else body.end))
        self._take_together(found, gone)
        gone.extend(m.span() for m in wording.COMPARED.finditer(chars, start, end) if m["base"] and free(m))
        span = self._take_span(start, end, gone) if self.memory.carries else None
        gone.extend(match.span() for match in wording.SPAN_OF_YEARS.finditer(chars, start, end) if free(match))
        years: list[Stretch] = []
        for match in wording.DATE.finditer(chars, start, end):
            if free(match) and (match["month"] or match.group().startswith(("截", "至")) or "末" in match.group()):
                gone.append(match.span())
                years.append((match.start(), int(match["year"])))
                self.memory.now.as_of = self.memory.line.printed(*match.span())
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
        # 从2023年的…到本年度的…: what a text counts from is no year that it only sets out from.
        own = [year for year in years if chars[year[0] - 1 : year[0]] not in _SETS_OUT]
        if own and self.memory.carries:
            self.memory.said_year = self.memory.anchor = max(own)[1]
        for pattern, distance in ((wording.THIS_YEAR, 0), (wording.LAST_YEAR, 1)):
            for match in pattern.finditer(chars, start, end):
                if free(match):
                    gone.append(match.span())
                    this = self._counted_from(match.group())
                    if this is not None and not (distance == 0 and years):
                        years.append((match.start(), this - distance))
        if years:
            self.memory.now.year, self.memory.now.year_stated = max(years)[1], True
        if ago := wording.SAME_YEAR_AGO.search(chars, start, end):
            gone.append(ago.span())
            self.take_base(None)
        for match in wording.COMPARED.finditer(chars, start, end):
            if match["base"] and not any(match.start() < b and a < match.start() for a, b in gone):
                self.take_base(match)
        if span is not None and not years:
            self.memory.now.year, self.memory.now.year_stated = span, True
        pieces = pieces_of(start, end, gone)
        if self.memory.carries:
            self._take_stranger(pieces)
        words = "".join(chars[a:b] + " " for a, b in pieces)
        if "计划" in words and any(_NAMED_PLAN.search(self.memory.line.printed(a, b)) for a, b in pieces):
            words = words.replace("计划", "")  # what is called so is no plan of its money
        if (basis := wording.basis(words, self.memory.context.kind)) is not None:
            self.memory.now.basis, self.memory.now.basis_stated = basis, True
        elif any(chars.startswith("截", a) for a, _ in gone) and not self.memory.now.basis_stated:
            self.memory.now.basis = "actual"  # what there is on a day is no plan
        return pieces

    def _take_span(self, start: int, end: int, gone: list[Stretch]) -> int | None:
        """从2023年到2024年 compares the two; 2022年至2024年 is of no year alone (-1), and None where no years span."""
        match = wording.FROM_TO_YEARS.search(self.memory.line.chars, start, end)
        if match is None:
            return None
        gone.append(match.span())
        if not match["lead"]:
            return _OF_SEVERAL
        self.memory.now.base_year, self.memory.now.base_basis = int(match["first"]), None
        self.memory.now.base_stated = True
        return int(match["last"])

    def _take_stranger(self, pieces: list[Stretch]) -> None:
        """Another body named after the one a clause opens with (对口支援的青田区教育局) is the one spoken of."""
        for a, b in pieces[:-1]:
            words = self.memory.line.chars[a:b]
            match = _STRANGER_LAST.search(words)
            if match and not terms.concept(words) and not self._opens_with_item(match.group()):
                self.memory.now.organisation = self.memory.line.printed(a + match.start(), b)

    def _counted_from(self, word: str) -> int | None:
        """The year that 上年 or 今年 counts from: what the document is of; a stranger's own, where he names one."""
        context, said = self.memory.context.year, self.memory.said_year
        if said is not None and word.startswith("上"):
            return said  # 2023年还是…，到本年度已是…: 本年 after another year is told apart from it
        return context if context is not None else self.memory.anchor

    def _take_together(self, found: list[bodies.Body], gone: list[Stretch]) -> None:
        """Note held bodies that are named side by side (A和B): what is said then is of neither alone."""
        chars = self.memory.line.chars
        joined = [
            (one, two)
            for one, two in pairwise(found)
            if not two.cue and re.fullmatch("[和与及跟同、]|以及", chars[one.end : two.start])
        ]
        if joined:
            first = joined[0][0]
            self.memory.together = (first.name, *(two.name for _, two in joined))
            self.memory.now.organisation = "、".join(self.memory.together)
            gone.append((first.start, joined[-1][1].end))

    def _take_body(self, body: bodies.Body) -> None:
        """Note a held body as the one spoken of, or as the one compared with."""
        now = self.memory.now
        if body.cue is None:
            now.organisation = body.name
        else:
            now.base_organisation, now.base_year, now.base_basis, now.base_stated = body.name, None, None, False

    def take_base(self, match: re.Match[str] | None) -> None:
        """Note a base of comparison: the year before (同比), or what the match names."""
        now = self.memory.now
        year = now.year if now.year is not None else self.memory.context.year
        base = None if year is None else year - 1
        now.base_basis, now.base_organisation = None, None
        if match is not None:
            said = match["year"]
            if said:
                base = int(said) if len(said) == 4 else 2000 + int(said)
            elif match["before"]:
                base = None if year is None else year - 2
            elif not match["last"] and match["basis"]:
                base = year  # 比年初预算增加: against its own budget
            if match["basis"]:
                now.base_basis = wording.basis(match["basis"], self.memory.context.kind)
        now.base_year, now.base_stated = base, True


def years_in(chars: str, start: int, end: int) -> tuple[int, ...]:
    """The years that a stretch names, in its order."""
    found = {m.start(): int(m["year"]) for m in wording.YEAR.finditer(chars, start, end)}
    found |= {m.start(): 2000 + int(m["year"]) for m in wording.SHORT_YEAR.finditer(chars, start, end)}
    found |= {m.start(): _chinese_year(m["year"]) for m in wording.CHINESE_YEAR.finditer(chars, start, end)}
    return tuple(year for _, year in sorted(found.items()))


def pieces_of(start: int, end: int, gone: list[Stretch]) -> list[Stretch]:
    """What is left of a stretch without some parts of it."""
    kept: list[Stretch] = []
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
