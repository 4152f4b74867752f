"""The projects that a disclosure tells of in chapters (某某项目经费情况说明: 项目概述, 立项依据 …), each with its lines.

A heading may leave its project's name out. It is then told by the line right above the chapters, or, where one account
alone is left without a name, by the only form of goals that no other account has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest import terms
from service.asked_chapter import CHAPTERS
from service.holding import Holding
from service.rules.sentences import ORDINAL, Line, narrative

_ACCOUNT = re.compile(r"^(?P<name>.*?)(?:项目)?(?:支出)?(?:经费)?(?:使用)?情况说明$")
_NUMBERED = re.compile(r"\s*[（(](?:[一二三四五六七八九十]{1,2}|\d{1,2})[）)]$")  # 项目经费情况说明（二）
# A line, or a heading, that only says which project the chapters below it are of: 项目二：某某补助.
_PROJECT_LINE = re.compile(
    r"^项目(?:[一二三四五六七八九十]{1,2}|\d{1,2})?(?:名称)?[：:、.．]\s*(?P<name>[^。；：]{4,40})$"
)
_CHAPTER = re.compile(rf"(?:{ORDINAL})?\s*(?:{'|'.join(name for name, _ in CHAPTERS)})[述况]?")
_ADDS_NOTHING = re.compile('项目|专项|工作|经费|资金|业务|补助|补贴|费用|费|的|这个?|那个?|年度|[“”"]')
_TITLE = 30  # characters of a line without a stop that names a project


@dataclass(slots=True)
class Account:
    """The chapters of one project, each with its lines; without a name where nothing tells it."""

    name: str
    chapters: dict[str, list[Line]] = field(default_factory=dict)

    @property
    def lines(self) -> list[Line]:
        """All its lines, in their order."""
        return [line for told in self.chapters.values() for line in told]

    def chapter(self, heading: str) -> list[Line]:
        """The lines of the chapter that is headed so."""
        return [line for name, told in self.chapters.items() if heading in name for line in told]

    def text(self) -> str:
        """All that is told of the project."""
        return terms.normalise("".join(line.text for line in self.lines))


def core(name: str) -> str:
    """A project's name without what every project is called."""
    return _ADDS_NOTHING.sub("", terms.normalise(name))


def chapter_of(section: Sequence[str]) -> tuple[str | None, str] | None:
    """The project that a section's heading names, and the chapter that it is; None where it is none.

    The name is empty where the heading has none, and None where there is no heading.
    """
    parts = [_heading(part) for part in section[-2:]]
    if not parts:
        return None
    head = _ACCOUNT.match(parts[0]) or _PROJECT_LINE.match(parts[0]) if len(parts) > 1 else None
    if head and any(name in parts[-1] for name, _ in CHAPTERS):
        return head["name"], parts[-1]
    return (None, parts[-1]) if _CHAPTER.fullmatch(parts[-1]) else None


def _heading(printed: str) -> str:
    """A heading without the numbers before and behind it."""
    return terms.normalise(_NUMBERED.sub("", printed))


def accounts(holding: Holding) -> list[Account]:
    """The projects that a disclosure tells of in chapters, in its order."""
    if not any(map(chapter_of, {paragraph.section for paragraph in holding.paragraphs})):
        return []  # as most of them; told without a look at their sentences
    found: list[Account] = []
    titled = ""
    for line in narrative(holding):
        if title := _title(line):
            titled = title
            continue
        found_in = chapter_of(line.section)
        if found_in is None or (found_in[0] is None and not titled):
            continue
        name, chapter = found_in[0] or titled, found_in[1]
        begins = not found or found[-1].name != name or (not name and "概" in chapter and len(found[-1].chapters) > 1)
        if begins:
            found.append(Account(name))
        found[-1].chapters.setdefault(chapter, []).append(line)
    found = [account for account in found if len(account.chapters) > 1]
    _name_by_forms(found, {name for name, year in holding.projects if year == holding.record.year})
    return found


def _title(line: Line) -> str:
    """The project that a line above chapters names and says nothing else; empty for any other line."""
    said = line.text.strip()
    if hit := _PROJECT_LINE.match(said):
        return hit["name"]
    alone = bool(line.section) and _ACCOUNT.match(_heading(line.section[-1])) is not None
    return said if alone and len(said) <= _TITLE and not re.search("[。；，：:]", said) else ""


def _name_by_forms(found: Iterable[Account], forms: set[str]) -> None:
    """Give the only account without a name that of the only form that is of none of the others."""
    unnamed = [account for account in found if not account.name]
    named = {core(account.name) for account in found if account.name}
    left = [name for name in forms if not any(core(name) in other or other in core(name) for other in named)]
    if len(unnamed) == len(left) == 1:
        unnamed[0].name = left[0]
