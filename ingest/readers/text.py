"""Text and Markdown: lines, tab-separated tables, pipe tables, and tables aligned with blanks, as blocks."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.blocks import Block, Grid, Line
from ingest.flow import is_page_number, rejoin
from ingest.model import Cell, Place

_HEADING = re.compile(r"\s{0,3}(#{1,6})\s*(.*?)\s*#*\s*$")
_BOLD_LINE = re.compile(r"\s*(?:\*\*|__)(.+?)(?:\*\*|__)\s*[:：]?\s*$")
_PIPE_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_MARKS = re.compile(r"\*\*|__|(?<!\w)`|`(?!\w)|<!--.*?-->")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]+)\]\((?:https?:|#|/)[^)]*\)")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_GAP = re.compile(r"(?: {2,}|　+ *| +　+)")
_FIGURE = re.compile(r"[-－(（]?\d[\d,，]*(?:\.\d+)?[)）]?%?")
_MOST_LINES_A_CELL = 60


def read(text: str) -> list[Block]:
    """The blocks of a text or Markdown file, cut paragraphs joined."""
    return rejoin(list(_blocks(text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n"))))


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    at = 0
    while at < len(lines):
        if end := _pipe_table(lines, at):
            yield Grid(tuple(_row(_pipe_cells(line)) for line in lines[at:end] if not _PIPE_RULE.fullmatch(line)))
            at = end
        elif "\t" in lines[at].strip("\t \n") or (lines[at].strip() and "\t" in lines[at]):
            rows, at = _tab_table(lines, at)
            yield from _grid_or_line(rows)
        elif end := _aligned_table(lines, at):
            yield Grid(tuple(_aligned_rows(lines[at:end])))
            at = end
        else:
            if line := _line(lines[at]):
                yield line
            at += 1


def _line(raw: str) -> Line | None:
    raw = html.unescape(_IMAGE.sub("", raw))
    marked = False
    if hit := _HEADING.fullmatch(raw):
        raw, marked = hit[2], True
    if hit := _BOLD_LINE.fullmatch(raw):
        raw, marked = hit[1], True
    text = re.sub(r"^\s*>\s?", "", _LINK.sub(r"\1", _MARKS.sub("", raw)))
    text = _BREAK.sub("", text).replace("\ufeff", "").replace("\u200b", "").strip()
    if not text or re.fullmatch(r"[-*_=]{3,}", text):
        return None
    # A paragraph set in bold or after a stray # is no heading: headings are short and end no sentence.
    return Line(text, marked and len(text) <= 60 and not text.endswith("。"))


def _row(texts: Sequence[str]) -> tuple[Cell, ...]:
    return tuple(Cell(text, Place()) for text in texts)


def _clean(cell: str) -> str:
    """A cell without marks of the format; blanks in front are kept, for they may be the form's indentation."""
    cell = _BREAK.sub("\n", cell)
    cell = html.unescape(_MARKS.sub("", cell)).replace("\ufeff", "").replace("\u200b", "")
    return cell.rstrip()


def _pipe_table(lines: Sequence[str], at: int) -> int | None:
    """Where the pipe table that begins at a line ends, if one does: it has a rule, or bars at both ends."""
    end = at
    while end < len(lines) and lines[end].strip().startswith("|") and lines[end].count("|") >= 2:
        end += 1
    if end == at and at + 1 < len(lines) and "|" in lines[at] and "|" in lines[at + 1]:
        if not _PIPE_RULE.fullmatch(lines[at + 1]):
            return None
        while end < len(lines) and "|" in lines[end]:
            end += 1
    return end if end > at else None


def _pipe_cells(line: str) -> list[str]:
    line = line.strip().removeprefix("|")
    if line.endswith("|") and not line.endswith("\\|"):
        line = line[:-1]
    return [_clean(cell.replace("\\|", "|").strip(" ")) for cell in re.split(r"(?<!\\)\|", line)]


def _tab_table(lines: Sequence[str], at: int) -> tuple[list[list[str]], int]:
    """The rows of the tab-separated lines from a line on, and where they end.

    A line without a tab between two lines with tabs is a row whose empty cells an editor has trimmed.
    """
    rows: list[list[str]] = []
    while at < len(lines):
        line = lines[at]
        if "\t" not in line:
            between = bool(line.strip()) and bool(rows) and at + 1 < len(lines) and "\t" in lines[at + 1]
            if not between or is_page_number(line) or _HEADING.fullmatch(line):
                break
        elif not line.strip():  # only tabs: an empty row says nothing
            at += 1
            continue
        # A quoted cell may go on over several lines, as spreadsheets copy it.
        taken = 1
        while _open_quote(line) and taken < _MOST_LINES_A_CELL and at + taken < len(lines):
            line += "\n" + lines[at + taken]
            taken += 1
        if _open_quote(line):
            line, taken = lines[at], 1
        rows.append([_clean(_unquote(cell)) for cell in line.split("\t")])
        at += taken
    return rows, at


def _open_quote(line: str) -> bool:
    return any(cell.startswith('"') and cell.count('"') % 2 for cell in line.split("\t"))


def _unquote(cell: str) -> str:
    if len(cell) >= 2 and cell.startswith('"') and cell.endswith('"'):
        return cell[1:-1].replace('""', '"')
    return cell


def _grid_or_line(rows: list[list[str]]) -> Iterator[Block]:
    """A single line with one tab is a line of text (“联系人：…␉电话：…”), everything else a table."""
    if len(rows) == 1 and sum(bool(cell.strip()) for cell in rows[0]) <= 2 and len(rows[0]) <= 2:
        if line := _line("　".join(cell.strip() for cell in rows[0] if cell.strip())):
            yield line
        return
    yield Grid(tuple(_row(row) for row in rows))


# --- tables aligned with blanks -----------------------------------------------------------------------------------


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _segments(line: str) -> list[tuple[int, int, str]]:
    """The pieces of a line between gaps of two or more blanks, with the screen columns that they take."""
    out: list[tuple[int, int, str]] = []
    at = 0
    for gap in [*_GAP.finditer(line), None]:
        end = gap.start() if gap else len(line)
        if piece := line[at:end].strip():
            start = _width(line[:at]) + _width(line[at:end]) - _width(line[at:end].lstrip())
            out.append((start, start + _width(piece), piece))
        at = gap.end() if gap else end
    return out


def _aligned_table(lines: Sequence[str], at: int) -> int | None:
    """Where the table aligned with blanks that begins at a line ends: three or more lines, figures in two of them."""
    end = at
    while end < len(lines) and len(_segments(lines[end])) >= 2:
        end += 1
    figures = sum(any(_FIGURE.fullmatch(piece) for *_, piece in _segments(line)) for line in lines[at:end])
    return end if end - at >= 3 and figures >= 2 else None


def _aligned_rows(lines: Sequence[str]) -> Iterator[tuple[Cell, ...]]:
    """Columns are where the pieces of lines with figures overlap; a heading goes to the first column it covers."""
    rows = [_segments(line) for line in lines]
    body = [row for row in rows if any(_FIGURE.fullmatch(piece) for *_, piece in row)]
    spans = sorted((start, end) for row in body for start, end, _ in row)
    columns: list[list[int]] = []
    for start, end in spans:
        if columns and start < columns[-1][1]:
            columns[-1][1] = max(columns[-1][1], end)
        else:
            columns.append([start, end])
    # Each column reaches to the middle of the gap beside it.
    edges = [(left[1] + right[0]) // 2 for left, right in pairwise(columns)]
    for row in rows:
        texts = [""] * len(columns)
        for start, end, piece in row:
            covered = [k for k, (a, b) in enumerate(columns) if start < b and a < end]
            at = covered[0] if covered else sum(edge <= start for edge in edges)
            texts[at] = f"{texts[at]} {piece}".strip()
        yield _row(texts)
