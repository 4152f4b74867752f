"""What a disclosure tells of one project chapter by chapter: 某某项目经费情况说明 with 项目概述, 立项依据, 实施主体 … 绩效目标.

The chapters are those that Shanghai's disclosures print for their main projects.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ingest import terms
from service import asked_chapter
from service.asked_chapter import CHAPTERS
from service.blanking import MASK
from service.draft import Draft, Piece, Quoted
from service.holding import Holding
from service.rules.scene import Scene, answered
from service.rules.sentences import Line, is_common, narrative, newest_first, overlap

_ACCOUNT = re.compile(r"^(?P<name>.*?)(?:项目)?(?:支出)?(?:经费)?(?:使用)?情况说明$")
# A line that only says which project the chapters below it are of: 项目二：某某补助.
_PROJECT_LINE = re.compile(
    r"^项目(?:[一二三四五六七八九十]{1,2}|\d{1,2})?(?:名称)?[：:、.．]\s*(?P<name>[^。；：]{4,40})$"
)
_ADDS_NOTHING = re.compile('项目|专项|工作|经费|资金|业务|补助|补贴|费用|费|的|这个?|那个?|年度|[“”"]')
_NAMED = 0.6  # of the character pairs of a project's name, what a question that names it has
_TOLD = 0.7  # of those of a question, what the account of a project without a name has
_TELLING = 4
_LINES = 8


@dataclass(slots=True)
class _Account:
    """The chapters of one project, each with its lines; without a name where the heading has none."""

    name: str
    chapters: dict[str, list[Line]] = field(default_factory=dict)

    def text(self) -> str:
        """All that is told of the project."""
        return terms.normalise("".join(line.text for lines in self.chapters.values() for line in lines))


def told(scene: Scene) -> Draft | None:
    """The chapter that is asked for of the one project that the question names; None where it names none, or asks for none."""
    asked = asked_chapter.of(scene.query.plain)
    if asked is None:
        return None
    named_year = bool(scene.query.years or scene.query.offsets)
    for holding in newest_first(scene):
        if named_year and holding.record.year != scene.target():
            continue  # a year is a filter: another year's account tells nothing of it
        named = [(much, account) for account in _accounts(holding) if (much := _named(scene, account))]
        most = max((much for much, _ in named), default=0)
        meant = [account for much, account in named if much == most]
        lines = [line for name, told in meant[0].chapters.items() if asked in name for line in told] if meant else []
        if len(meant) == 1 and lines:
            return _quoted(lines[:_LINES])
    return None


def _quoted(lines: Sequence[Line]) -> Draft:
    pieces: list[Piece] = []
    for i, line in enumerate(lines):
        pieces += ["\n" if i else "", line.quoted()]
    return replace(answered(*pieces), by_words=True)


def is_chapter(found: Draft) -> bool:
    """Whether an answer is nothing but lines of a chapter of a project's account."""
    said = [piece for piece in found.pieces if not isinstance(piece, str) or piece.strip()]
    return bool(said) and all(isinstance(piece, Quoted) and _chapter(piece.section) is not None for piece in said)


def _chapter(section: Sequence[str]) -> tuple[str, str] | None:
    """The project's name, which may be empty, and the chapter that a section is; None where it is none."""
    parts = [terms.normalise(part) for part in section[-2:]]
    head = _ACCOUNT.match(parts[0]) if len(parts) > 1 else None
    return (head["name"], parts[1]) if head and any(name in parts[1] for name, _ in CHAPTERS) else None


def _accounts(holding: Holding) -> Iterator[_Account]:
    """The projects that a disclosure tells of in chapters, in its order."""
    found: list[_Account] = []
    titled = ""
    for line in narrative(holding):
        if hit := _PROJECT_LINE.match(line.text.strip()):
            titled = hit["name"]
            continue
        found_in = _chapter(line.section)
        if found_in is None:
            continue
        name, chapter = found_in[0] or titled, found_in[1]
        begins = not found or found[-1].name != name or (not name and "概" in chapter and len(found[-1].chapters) > 1)
        if begins:
            found.append(_Account(name))
        found[-1].chapters.setdefault(chapter, []).append(line)
    return (account for account in found if len(account.chapters) > 1)


def _named(scene: Scene, account: _Account) -> float:
    """How much of the project's name the question has; of one without a name, how much of the question its account has."""
    question = terms.normalise(scene.query.plain)
    name = _ADDS_NOTHING.sub("", terms.normalise(account.name))
    if not name:
        rest = _rest(question)
        much = overlap(rest, account.text()) if len(rest) >= _TELLING else 0
        return much if much >= _TOLD else 0
    runs = (name[i : i + _TELLING] for i in range(len(name) - _TELLING + 1))
    much = overlap(name, question)
    return much if much >= _NAMED or any(run in question and not is_common(run) for run in runs) else 0


def _rest(question: str) -> str:
    """A question without what asks for a chapter."""
    return _ADDS_NOTHING.sub("", asked_chapter.without(question).replace(MASK, ""))
