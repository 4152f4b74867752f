"""Glyphs become lines of text, by where they stand and not by the order in which the file has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from ingest.readers.layout.sheet import Box, Glyph, around

_SAME_LINE = 0.4  # of the smaller size: how far apart the baselines of one line may be
_WORD_GAP = 0.22
_FIGURE_GAP = 0.6
_MARK_GAP = 0.4
_WIDE_GAP = 1.4
_WHOLE_FIGURE = re.compile(r"[-－(（]?\d[\d,，]*(?:[.．]\d+)?[)）]?[%％]?$")
_FIGURE = re.compile(r"[0-9０-９.,，．]")
_CHINESE = re.compile("[一-鿿]")


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs of one line, from left to right; no gap within is as wide as between columns."""

    glyphs: tuple[Glyph, ...]

    @property
    def box(self) -> Box:
        """The box around it."""
        return around(self.glyphs)

    @property
    def text(self) -> str:
        """Its words."""
        return spelt(self.glyphs)


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text: its runs from left to right."""

    runs: tuple[Run, ...]

    @property
    def box(self) -> Box:
        """The box around it."""
        return around([glyph for run in self.runs for glyph in run.glyphs])

    @property
    def size(self) -> float:
        """How high most of it is set: digits of a second font are told by its Chinese characters, if it has any."""
        glyphs = [glyph for run in self.runs for glyph in run.glyphs]
        chinese = [glyph for glyph in glyphs if _CHINESE.match(glyph.char)]
        return median(glyph.size for glyph in (chinese if len(chinese) > 1 else glyphs))

    @property
    def text(self) -> str:
        """Its words; where columns part, two blanks of a character's width. Spaced-out letters are one word."""
        words = [run.text for run in self.runs]
        if len(words) > 2 and all(len(word) == 1 for word in words):
            return "".join(words)
        return "　　".join(words)


def rows_of(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Glyphs that stand on one line, line by line from the top, each from left to right and no glyph twice."""
    rows: list[list[Glyph]] = []
    level = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: glyph.baseline):
        if rows and glyph.baseline - level <= _SAME_LINE * min(glyph.size, rows[-1][-1].size):
            rows[-1].append(glyph)
            level += (glyph.baseline - level) / len(rows[-1])
        else:
            rows.append([glyph])
            level = glyph.baseline
    return [_once(sorted(row, key=lambda glyph: glyph.x0)) for row in rows]


def _once(row: Sequence[Glyph]) -> list[Glyph]:
    """Bold type is often faked by printing twice, a hair's breadth apart."""
    out: list[Glyph] = []
    for glyph in row:
        twin = any(
            before.char == glyph.char and glyph.x0 - before.x0 <= 0.2 * (glyph.x1 - glyph.x0) for before in out[-3:]
        )
        if not twin:
            out.append(glyph)
    return out


def line(row: Sequence[Glyph]) -> TextLine:
    """The glyphs of a line with its wide gaps found."""
    runs: list[list[Glyph]] = []
    for glyph in row:
        if runs and glyph.x0 - runs[-1][-1].x1 <= _WIDE_GAP * max(glyph.size, runs[-1][-1].size):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return TextLine(tuple(Run(tuple(run)) for run in runs))


def level(rows: Sequence[Sequence[Glyph]]) -> list[TextLine]:
    """The lines of a page; figures that stand half a line below or above their row are put back beside its name."""
    lines = [line(row) for row in rows]
    out: list[TextLine] = []
    for k, words in enumerate(lines):
        if out and _is_beside(out[-1], words, lines[k + 1] if k + 1 < len(lines) else None):
            runs = sorted((*out[-1].runs, *words.runs), key=lambda run: run.box[0])
            out[-1] = TextLine(tuple(runs))
        else:
            out.append(words)
    return out


def _is_beside(name: TextLine, figures: TextLine, following: TextLine | None) -> bool:
    """Whether a line has nothing but figures right of the words above it, and stands nearer to these than a line."""
    if not all(_WHOLE_FIGURE.match(run.text) for run in figures.runs):
        return False
    if any(_WHOLE_FIGURE.match(run.text) for run in name.runs) or name.box[2] > figures.box[0]:
        return False
    apart = figures.box[3] - name.box[3]
    return apart < name.size and (following is None or following.box[3] - figures.box[3] > 1.2 * apart)


def spelt(glyphs: Sequence[Glyph]) -> str:
    """The words of a run: Chinese without blanks; words of letters, and figures, apart where they stand apart."""
    out: list[str] = []
    last: Glyph | None = None
    for glyph in glyphs:
        if last is not None and last.char in ".)" and not glyph.char.isascii():
            # 1. 名称: the blank behind a list mark is printed, not set.
            if glyph.x0 - last.x1 > _MARK_GAP * min(last.size, glyph.size):
                out.append(" ")
        elif last is not None and last.char.isascii() and glyph.char.isascii():
            figure = _FIGURE.match(last.char) and _FIGURE.match(glyph.char)
            if glyph.x0 - last.x1 > (_FIGURE_GAP if figure else _WORD_GAP) * min(last.size, glyph.size):
                out.append(" ")
        out.append(glyph.char)
        last = glyph
    return "".join(out)


def joined(lines: Sequence[str]) -> str:
    """Lines of one cell or paragraph as one: a blank only between words of letters."""
    out = ""
    for text in lines:
        between = out[-1:].isascii() and out[-1:].isalpha() and text[:1].isascii() and text[:1].isalpha()
        out += (" " if between else "") + text
    return out
