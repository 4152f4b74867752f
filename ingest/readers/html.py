"""Web pages, by lxml: paragraphs and tables as a reader of the page sees them.

Tables that only lay a page out are walked through; scripts, styles and hidden text are no part of the page; nothing
is fetched.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import cast

from lxml import etree

from ingest.blocks import Block, Grid, Line
from ingest.errors import IngestError
from ingest.flow import rejoin
from ingest.readers import text as text_reader
from ingest.readers.hidden import Hidden
from ingest.readers.rectangle import flow, rectangle

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_BOLD = frozenset(["b", "strong"])
_TITLES = frozenset(("articletitle", "dc.title", "og:title", "title"))
_DEEPEST = 200
_NAMES_A_BUDGET = re.compile(r"(?:19|20)\d\d.*(?:预算|决算)|(?:部门|单位)(?:预算|决算)")
_LONGEST_HEADING = 60
_BREAK = "\x0b"  # a line break of the page, apart from those of its source


def read(text: str, name: str) -> list[Block]:
    """The blocks of a web page, cut paragraphs joined."""
    text = text.replace("\x00", "").replace(_BREAK, "")
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, recover=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise IngestError(name, "网页内容不完整或已损坏", "请重新保存网页") from error
    if root is None:
        raise IngestError(name, "网页没有内容", "请重新保存网页")
    if _depth(root) > _DEEPEST or any("depth" in entry.message.lower() for entry in parser.error_log):
        raise IngestError(name, f"网页结构嵌套超过{_DEEPEST}层", "请核对文件来源，重新保存网页")
    walker = _Walker(Hidden(root), name)
    walker.walk(root)
    walker.close()
    return rejoin(_without_furniture(walker.blocks, _title(root)))


def _depth(root: etree._Element) -> int:
    deepest = depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _title(root: etree._Element) -> str:
    """What the page calls itself: the title that government sites put into its head, else the browser's."""
    for meta in root.iter("meta"):
        if (meta.get("name") or meta.get("property") or "").lower() in _TITLES and (meta.get("content") or "").strip():
            return _compact(meta.get("content") or "")
    found = root.find(".//title")
    return _compact("".join(cast("Iterator[str]", found.itertext()))) if found is not None else ""


def _compact(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _without_furniture(blocks: Sequence[Block], title: str) -> list[Block]:
    """The page from its own title on: what stands above it is the site's menu.

    A page that does not print its title gets it as its first line, where it names a budget or final account.
    """
    above = list(itertools.takewhile(lambda block: isinstance(block, Line), blocks))
    lines = [(_compact(block.text), block.marked) for block in above if isinstance(block, Line)]
    begins = next((k for k, (line, _) in enumerate(lines) if len(line) >= 6 and title.startswith(line)), None)
    if begins is None:
        begins = next((k for k, (line, marked) in enumerate(lines) if marked and _NAMES_A_BUDGET.search(line)), None)
        while begins and lines[begins - 1][1]:
            begins -= 1  # a title of several lines
    if begins is not None:
        return list(blocks[begins:])
    if _NAMES_A_BUDGET.search(title) and title not in "".join(line for line, _ in lines):
        return [Line(re.split(r"[_|]|--|—", title)[0], marked=True), *blocks]
    return list(blocks)


class _Walker:
    """Goes through a page in reading order; text gathers until a block ends."""

    def __init__(self, hidden: Hidden, name: str) -> None:
        self.blocks: list[Block] = []
        self.hidden = hidden
        self.name = name
        self._text: list[str] = []
        self._plain = False  # whether something in the line is not bold
        self._heading = False
        self._items: list[int] = []  # the next number of each numbered list that is open

    def walk(self, element: etree._Element, *, bold: bool = False) -> None:
        if element in self.hidden:
            return
        tag = element.tag
        if tag == "br":
            self.close()
            return
        if tag == "table":
            self.close()
            self._table(element, bold=bold)
            return
        block = tag in _BLOCKS
        if block:
            self.close()
        heading = self._heading
        self._heading = heading or tag in _HEADINGS
        if tag == "ol":
            self._items.append(_start(element))
        elif tag == "li" and self._items and getattr(element.getparent(), "tag", "") == "ol":
            self._say(f"{self._items[-1]}.", bold=True)  # the number that a browser prints
            self._items[-1] += 1
        elif tag == "pre":
            parts: list[str] = []
            self._gather(element, parts)
            self.blocks += text_reader.read("".join(parts).replace(_BREAK, "\n"))
            return
        bold = bold or tag in _BOLD
        self._say(element.text, bold=bold)
        for child in element:
            self.walk(child, bold=bold)
            self._say(child.tail, bold=bold)
        if tag == "ol":
            self._items.pop()
        if block:
            self.close()
        self._heading = heading

    def _say(self, text: str | None, *, bold: bool) -> None:
        if not text:
            return
        self._text.append(text)
        if text.strip() and not bold:
            self._plain = True

    def close(self) -> None:
        """End the line that has gathered."""
        text = tidy("".join(self._text))
        if text:
            marked = self._heading or not self._plain
            self.blocks.append(Line(text, marked and len(text) <= _LONGEST_HEADING and not text.endswith("。")))
        self._text, self._plain = [], False

    def _table(self, table: etree._Element, *, bold: bool) -> None:
        for caption in table.iterfind("caption"):
            self.walk(caption)
        rows = [
            row
            for row in _rows(table)
            if row not in self.hidden and (above := row.getparent()) is not None and above not in self.hidden
        ]
        cells = [[cell for cell in row if cell.tag in ("td", "th") and cell not in self.hidden] for row in rows]
        if self._is_layout(cells):
            for row in cells:
                for cell in row:
                    self.close()
                    self._say(cell.text, bold=bold)
                    for child in cell:
                        self.walk(child, bold=bold)
                        self._say(child.tail, bold=bold)
                    self.close()
            return
        heights = _spans(cells)
        pieces = flow(
            (
                [(self.words(cell), down, _number(cell, "colspan")) for cell, down in zip(row, heights[r], strict=True)]
                for r, row in enumerate(cells)
            ),
            self.name,
        )
        filled = [piece.text for piece in pieces if piece.text]
        if len({piece.row for piece in pieces if piece.text}) == 1 and len(filled) <= 2:
            self.blocks.append(Line("　".join(filled)))
        elif filled:
            self.blocks.append(Grid(rectangle(pieces, self.name)))

    def _is_layout(self, cells: Sequence[Sequence[etree._Element]]) -> bool:
        """Whether a table only arranges the page: it holds tables, or is one box or one column of long text."""
        if not any(cells):
            return True
        widest = max(len(row) for row in cells)
        if widest == 1 and not any(_number(cell, "colspan") > 1 for row in cells for cell in row):
            return True
        if not any(self._holds_table(cell) for row in cells for cell in row):
            return False
        plain = [sum(1 for cell in row if not self._holds_table(cell) and self.words(cell)) for row in cells]
        # Rows of three and more words of its own make it a table for all that a cell of it may hold.
        return sum(count >= 3 for count in plain) < 3

    def _holds_table(self, cell: etree._Element) -> bool:
        return any(sum(1 for _ in table.iter("td", "th")) > 1 for table in cell.iter("table"))

    def words(self, cell: etree._Element) -> str:
        """The text of a cell; its paragraphs and breaks are new lines."""
        parts: list[str] = []
        self._gather(cell, parts)
        lines = (tidy(line) for line in "".join(parts).split(_BREAK))
        return "\n".join(line for line in lines if line)

    def _gather(self, element: etree._Element, parts: list[str]) -> None:
        parts.append(element.text or "")
        for child in element:
            if child not in self.hidden:
                edge = child.tag in _BLOCKS or child.tag == "br"
                parts.append(_BREAK if edge else "")
                self._gather(child, parts)
                parts.append(_BREAK if edge and child.tag != "br" else "")
            parts.append(child.tail or "")


def _flat(text: str | None) -> str:
    """A line break in the source of a page is a blank, and none between Chinese characters."""
    return re.sub(r"[ \t]*[\r\n]\s*", _between, text or "")


def _between(hit: re.Match[str]) -> str:
    before, after = hit.string[: hit.start()][-1:], hit.string[hit.end() :][:1]
    return " " if before.isascii() and after.isascii() and before and after else ""


def tidy(text: str) -> str:
    """A line without what only sets it: source breaks, soft hyphens, joiners."""
    text = re.sub(r"[\u200b-\u200f\u2060\ufeff\u00ad]", "", _flat(text)).replace("\xa0", " ")
    return re.sub(r"[ \t]+", " ", text).strip(" 　")


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table itself, not those of tables inside its cells."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _number(cell: etree._Element, attribute: str) -> int:
    said = re.match(r"\s*(\d{1,5})", cell.get(attribute) or "")
    return max(1, int(said[1])) if said else 1


def _spans(cells: Sequence[Sequence[etree._Element]]) -> list[list[int]]:
    """How far each cell reaches down: 0 means to the end, and no cell reaches further."""
    out: list[list[int]] = []
    for r, row in enumerate(cells):
        rest = len(cells) - r
        out.append(
            [
                rest if (cell.get("rowspan") or "").strip() == "0" else min(_number(cell, "rowspan"), rest)
                for cell in row
            ]
        )
    return out


def _start(numbered: etree._Element) -> int:
    said = re.match(r"\s*(\d{1,4})", numbered.get("start") or "1")
    return int(said[1]) if said else 1
