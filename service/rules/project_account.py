"""What a disclosure tells of one project chapter by chapter: 某某项目经费情况说明 with 项目概述, 立项依据, 实施主体 … 绩效目标.

The chapters are those that Shanghai's disclosures print for their main projects.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from service import asked_chapter, asked_particular
from service.draft import Draft, Piece, Quoted
from service.rules.accounts import chapter_of
from service.rules.one_project import meant
from service.rules.scene import Scene, answered
from service.rules.sentences import Line

_LINES = 12
_OF_OTHERS = frozenset(asked_particular.ROLES) - {"施工", "建设", "代建"}


def told(scene: Scene) -> Draft | None:
    """The chapter that is asked for of the one project that the question names; None where it names none, or asks for none."""
    asked = asked_chapter.of(scene.query.plain)
    particular = asked_particular.asked(scene.query.plain)
    if asked is None or (particular is not None and particular.what in _OF_OTHERS):
        return None  # who watches over the work is none of those who carry it out
    found = meant(scene, asked_chapter.without(scene.query.plain))
    lines = found.project.account.chapter(asked) if found is not None and found.project.account is not None else []
    return _quoted(lines[:_LINES]) if lines else None


def _quoted(lines: Sequence[Line]) -> Draft:
    pieces: list[Piece] = []
    for i, line in enumerate(lines):
        pieces += ["\n" if i else "", line.quoted()]
    return replace(answered(*pieces), by_words=True)


def is_chapter(found: Draft) -> bool:
    """Whether an answer is nothing but lines of a chapter of a project's account."""
    said = [piece for piece in found.pieces if not isinstance(piece, str) or piece.strip()]
    return bool(said) and all(isinstance(piece, Quoted) and chapter_of(piece.section) is not None for piece in said)
