"""A text as it is read for what it says without figures: its folded line, its statements, and whose they are."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from ingest import line as lines
from ingest import terms
from ingest.line import ENDS, FIGURE, Line
from ingest.model import Fact
from ingest.statements import Context, Statement, statements
from service.calculator.derive import Deriver
from service.calculator.ledger import Ledger
from service.calculator.verify import Court

_MONEY = re.compile("费|经费|支出|收入|资金|采购|拨款|补助|结余|结转|预算|决算|工资|津贴|奖金|公积金|车辆|人数|项目")


@dataclass(frozen=True, slots=True)
class Stretch:
    """The words of a reason or a purpose, by their place in the folded line, and the statements that they explain."""

    start: int
    end: int
    purpose: bool
    explained: tuple[Statement, ...]


class Heard:
    """One text held against one ledger."""

    def __init__(self, text: str, ledger: Ledger, context: Context) -> None:
        """Take the text, the facts of the disclosures that it may be about, and what is known before its first word."""
        self.text = text
        self.ledger = ledger
        self.context = context if context.labels is not None else replace(context, labels=ledger.vocabulary)
        self.court = Court(text, ledger, self.context)

    @cached_property
    def line(self) -> Line:
        """The folded text."""
        return lines.fold(self.text)

    @cached_property
    def said(self) -> tuple[Statement, ...]:
        """All statements, with and without a figure, by their places."""
        return tuple(statements(self.text, self.context))

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """Where reasons and purposes stand, by their places."""
        found: dict[tuple[int, int, bool], list[Statement]] = {}
        for statement in self.said:
            for words, purpose in ((statement.reason, False), (statement.purpose, True)):
                if words and (place := self._place_of(words, statement)):
                    found.setdefault((*place, purpose), []).append(statement)
        return tuple(Stretch(a, b, p, tuple(explained)) for (a, b, p), explained in sorted(found.items()))

    def _place_of(self, words: str, statement: Statement) -> tuple[int, int] | None:
        """Where the words of a statement's reason stand in the folded line: after it, or before it in its sentence."""
        folded = lines.fold(words).chars
        at = bisect_right(self.line.begin, statement.start) - 1
        start = self.line.chars.find(folded, at)
        if start < 0:
            start = self.line.chars.rfind(folded, 0, max(at, 0) + 1)
        return (start, start + len(folded)) if folded and start >= 0 else None

    def explains(self, at: int) -> bool:
        """Whether a folded place stands within the words of a reason or a purpose."""
        return any(stretch.start <= at < stretch.end for stretch in self.stretches)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """A folded stretch as a place in the text."""
        return self.line.begin[start], self.line.end[end - 1]

    def clause(self, at: int) -> tuple[int, int]:
        """The stretch between commas and stops around a folded place."""
        return self._between(at, ENDS | frozenset("，；："))

    def sentence(self, at: int) -> tuple[int, int]:
        """The stretch between stops around a folded place."""
        return self._between(at, ENDS)

    def _between(self, at: int, marks: Iterable[str]) -> tuple[int, int]:
        chars, ends = self.line.chars, frozenset(marks)
        start = at
        while start > 0 and chars[start - 1] not in ends:
            start -= 1
        end = at
        while end < len(chars) and chars[end] not in ends:
            end += 1
        return start, end

    def nearest(self, at: int) -> Statement | None:
        """The statement whose surroundings a folded place inherits: the last before it, else the first after it."""
        if not self.said or at >= len(self.line.begin):
            return None
        place = self.line.begin[at]
        before = [s for s in self.said if s.start <= place]
        return before[-1] if before else self.said[0]

    def deriver(self, statement: Statement) -> tuple[Deriver | None, str | None]:
        """What finds a statement's operands among the disclosures that it is about, or why it is about none."""
        documents, stranger = self.court.documents(statement)
        if stranger is not None:
            return None, stranger
        return self.court.deriver(documents), None

    def is_item(self, labels: tuple[str, ...]) -> bool:
        """Whether a subject is something that disclosures have figures of, held or not: 服务水平 is none."""
        if not labels or FIGURE in labels[-1]:
            return False
        last = labels[-1]
        sought = self.court.seek(labels)
        return self.ledger.knows(sought.own) or terms.concept(last) is not None or bool(_MONEY.search(last))

    def is_about(self, fact: Fact, statement: Statement) -> bool:
        """Whether a fact is of the disclosures that a statement is about."""
        documents, stranger = self.court.documents(statement)
        return stranger is None and (documents is None or fact.document in documents)
