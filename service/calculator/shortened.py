"""Whether words are a shortening of printed words: they may leave out, never add, turn round or leave a 不 out.

Both are compared clause by clause: what a clause says must stand in the printed words, and where it says more or less it
must say it of what the printed clause says it of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest import line as lines
from ingest.line import FIGURE, TITLE

_UP = re.compile("增加|增长|增支|增收|新增|增|上升|上涨|提高|提升|扩大|追加|调增|上调|多于|增多")
_DOWN = re.compile("减少|减支|减收|下降|降低|压减|压缩|缩减|缩小|削减|核减|减|调减|下调|节约|节省|少于")
_FUNCTION = re.compile(
    r"由于|因为|因此|主要|原因|从而|导致|使得|所致|相应|以及|同时|并且|通过|对于|关于|进行|情况|方面|有所|本年|今年|当年|上年|去年|比|较|"
    r"[的了和与及等因为是有所致使而故在对将并也均都其之于以被把年内中上下我本部门单位该]"
)
_STOPS = re.compile(r"[，。；：、！？\n]+")
_NO = re.compile(r"(?:没有|未能|不再|尚未|并未|不|未|无|非)$")
_DROPPED = str.maketrans("", "", FIGURE + TITLE + "（）")
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Added:
    """What words say that the printed ones do not; `turned` where these say the contrary of it."""

    words: str
    turned: bool = False


def added(words: str, printed: str, known: Sequence[str] = ()) -> Added | None:
    """What `words` add to `printed`, None where they only shorten it; `known` may be said besides (the item's name)."""
    source = _plain(printed)
    clauses = [clause for clause in _STOPS.split(source) if clause]
    whole = "".join(clauses)
    for clause in filter(None, _STOPS.split(_plain(words))):
        said = clause
        for name in known:
            said = said.replace(_plain(name), "")
        pieces, left = _covered(said, whole)
        if turned := _turned(said, pieces, clauses):
            return Added(turned, turned=True)
        more = [part for part in _FUNCTION.sub("", _without_moves(left, whole)).split("|") if part.strip()]
        if more:
            return Added("、".join(more))
    return None


def _plain(words: str) -> str:
    return lines.fold(words).chars.translate(_DROPPED)


def _covered(said: str, whole: str) -> tuple[list[str], str]:
    """The pieces of a clause that are printed, the longest first found, and what is left (pieces of it set apart by |)."""
    pieces: list[str] = []
    left: list[str] = []
    at = 0
    while at < len(said):
        end = len(said)
        while end - at >= _LEAST and said[at:end] not in whole:
            end -= 1
        if end - at >= _LEAST:
            pieces.append(said[at:end])
            left.append("|")
            at = end
        else:
            left.append(said[at])
            at += 1
    return pieces, "".join(left)


def _without_moves(left: str, whole: str) -> str:
    """What is left without a word for more or less, where the printed words have another of the same sense."""
    for sense in (_UP, _DOWN):
        if sense.search(whole):
            left = sense.sub("", left)
    return left


def _turned(said: str, pieces: Sequence[str], clauses: Sequence[str]) -> str | None:
    """A piece that the printed words say the contrary of: 减少 for 增加, or without its 不."""
    ups, downs = bool(_UP.search(said)), bool(_DOWN.search(said))
    content = [p for p in pieces if not _UP.fullmatch(p) and not _DOWN.fullmatch(p)]
    for piece in content:
        homes = [clause for clause in clauses if piece in clause]
        if not homes:
            continue
        if ups != downs and not any((_UP if ups else _DOWN).search(home) for home in homes):
            opposite = _DOWN if ups else _UP
            if any(opposite.search(home) for home in homes):
                return said
        negated = [bool(_NO.search(home[: home.index(piece)])) for home in homes]
        if all(negated) and not _NO.search(said[: said.index(piece)]):
            return said
    return None
