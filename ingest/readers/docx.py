"""Word documents (.docx, .docm), by python-docx: paragraphs and tables in order, as the printed page has them.

python-docx leaves out what it does not know (smart tags, inserted text, text boxes), and a figure may stand in any
of them; so paragraphs are read off its elements here. Deleted and hidden text is not on the page and is left out.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from typing import Any

import docx

from ingest.blocks import Block, Grid, Line
from ingest.errors import IngestError
from ingest.flow import rejoin
from ingest.readers import package
from ingest.readers.rectangle import MOST_COLUMNS, Piece, check_size, rectangle
from ingest.readers.word_numbering import Numbering, W

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
# Text that is on no page: deletions, moves away, field codes, notes' marks; text boxes are read by themselves.
_SKIPPED = frozenset(
    f"{W}{name}"
    for name in [
        "del",
        "moveFrom",
        "delText",
        "delInstrText",
        "instrText",
        "rPr",
        "pPr",
        "txbxContent",
        "footnoteReference",
        "endnoteReference",
        "commentReference",
        "rubyPr",
        "rt",
    ]
)
_HOLDERS = frozenset(f"{W}{name}" for name in ["sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"])
_HEADING_STYLE = re.compile(r"heading|标题|title|^toc heading", re.IGNORECASE)
_CONTENTS_STYLE = re.compile(r"^(?:toc|目录)\s*\d*$", re.IGNORECASE)
_LONGEST_HEADING = 60
_DEEPEST = 60


def read(data: bytes, name: str) -> list[Block]:
    """The blocks of a document that `package.inspect` has passed, cut paragraphs joined."""
    try:
        document: Any = docx.Document(io.BytesIO(package.plain(data, name)))
        return rejoin(list(_Reader(document, name).blocks(document.element.body, 0)))
    except IngestError:
        raise
    except (MemoryError, KeyboardInterrupt):
        raise
    except Exception as error:  # python-docx names no family of errors: a damaged part raises whatever it meets
        raise package.damaged(name) from error


class _Styles:
    """What a document's styles say of the paragraphs and runs that use them, inherited as Word does."""

    def __init__(self, root: Any | None) -> None:
        self._styles = (
            {} if root is None else {found.get(f"{W}styleId"): found for found in root.iterchildren(f"{W}style")}
        )
        self.default = next(
            (
                key
                for key, s in self._styles.items()
                if s.get(f"{W}type") == "paragraph" and s.get(f"{W}default") in ("1", "true")
            ),
            None,
        )

    def chain(self, key: str | None) -> Iterator[Any]:
        seen: set[str] = set()
        while key is not None and key in self._styles and key not in seen:
            seen.add(key)
            yield self._styles[key]
            above = self._styles[key].find(f"{W}basedOn")
            key = above.get(f"{W}val") if above is not None else None

    def name(self, key: str | None) -> str:
        found = self._styles.get(key)
        said = found.find(f"{W}name") if found is not None else None
        return (said.get(f"{W}val") or "") if said is not None else (key or "")


class _Reader:
    def __init__(self, document: Any, name: str) -> None:
        self.name = name
        parts = {
            rel.reltype.rpartition("/")[2]: rel.target_part
            for rel in document.part.rels.values()
            if not rel.is_external
        }
        self.styles = _Styles(_element(parts.get("styles")))
        self.numbering = Numbering(_element(parts.get("numbering")))

    def blocks(self, parent: Any, depth: int) -> Iterator[Block]:
        """The lines and grids inside a body, cell, content control or text box."""
        if depth > _DEEPEST:
            raise IngestError(self.name, f"文档结构嵌套超过{_DEEPEST}层", "请核对文件来源，重新另存一份")
        for child in parent:
            if child.tag == f"{W}p":
                yield from self._paragraph(child, depth)
            elif child.tag == f"{W}tbl":
                yield from self._table(child, depth)
            elif child.tag == f"{_MC}AlternateContent" and (chosen := _choice(child)) is not None:
                yield from self.blocks(chosen, depth + 1)
            elif child.tag in _HOLDERS and not (child.tag == f"{W}sdt" and _is_contents(child)):
                yield from self.blocks(child, depth + 1)

    # --- paragraphs ---

    def _paragraph(self, paragraph: Any, depth: int) -> Iterator[Block]:
        properties = paragraph.find(f"{W}pPr")
        key = _said(properties, "pStyle") or self.styles.default
        styles = list(self.styles.chain(key))
        if not _CONTENTS_STYLE.match(self.styles.name(key)):
            text = self.text(paragraph, key)
            if text.strip():
                text = self._number(properties, styles) + text
                marked = self._is_heading(properties, styles, key) or self._is_bold(paragraph)
                for line in _cut(text):
                    short = len(line) <= _LONGEST_HEADING and not line.endswith("。")
                    yield Line(line, marked and short)
        for box in _boxes(paragraph):
            yield from self.blocks(box, depth + 1)

    def text(self, paragraph: Any, key: str | None = None) -> str:
        """The words of a paragraph as printed."""
        hidden = any(_is_on(style.find(f"{W}rPr"), "vanish") for style in self.styles.chain(key))
        return "" if hidden else "".join(self._words(paragraph, 0))

    def _words(self, element: Any, depth: int) -> Iterator[str]:
        if depth > 4 * _DEEPEST:
            raise IngestError(self.name, "文档结构嵌套过深", "请核对文件来源，重新另存一份")
        for child in element:
            tag = child.tag
            if tag in _SKIPPED or not isinstance(tag, str):
                continue
            if tag in (f"{W}t", f"{_M}t"):
                yield child.text or ""
            elif tag in (f"{W}tab", f"{W}ptab"):
                yield "\t"
            elif tag in (f"{W}br", f"{W}cr"):
                yield "\n"
            elif tag == f"{W}noBreakHyphen":
                yield "-"
            elif tag == f"{_MC}AlternateContent":
                if (chosen := _choice(child)) is not None:
                    yield from self._words(chosen, depth + 1)
            elif tag != f"{W}r" or not self._is_hidden(child):
                yield from self._words(child, depth + 1)

    def _is_hidden(self, run: Any) -> bool:
        properties = run.find(f"{W}rPr")
        if properties is None:
            return False
        own = properties.find(f"{W}vanish")
        if own is not None:
            return _is_on(properties, "vanish")
        return any(_is_on(style.find(f"{W}rPr"), "vanish") for style in self.styles.chain(_said(properties, "rStyle")))

    def _is_heading(self, properties: Any | None, styles: Sequence[Any], key: str | None) -> bool:
        if _HEADING_STYLE.search(self.styles.name(key)):
            return True
        for holder in (properties, *(style.find(f"{W}pPr") for style in styles)):
            level = _said(holder, "outlineLvl")
            if level is not None:
                return level.isdigit() and int(level) < 9
        return False

    def _is_bold(self, paragraph: Any) -> bool:
        runs = [run for run in paragraph.iter(f"{W}r") if any((t.text or "").strip() for t in run.iter(f"{W}t"))]
        return bool(runs) and all(_is_on(run.find(f"{W}rPr"), "b") for run in runs)

    def _number(self, properties: Any | None, styles: Sequence[Any]) -> str:
        """The list number in front of a paragraph, from its own properties or its style's."""
        level = None
        for holder in (properties, *(style.find(f"{W}pPr") for style in styles)):
            found = holder.find(f"{W}numPr") if holder is not None else None
            if found is None:
                continue
            level = level or _said(found, "ilvl")
            if (number := _said(found, "numId")) is not None:
                return (
                    self.numbering.next(number, int(level) if level and level.isdigit() else 0) if number != "0" else ""
                )
        return ""

    # --- tables ---

    def _table(self, table: Any, depth: int) -> Iterator[Block]:
        rows = list(_rows(table))
        cells = [list(_cells(row)) for row in rows]
        if self._is_layout(cells):
            for row in cells:
                for cell in row:
                    yield from self.blocks(cell, depth + 1)
            return
        pieces: list[Piece] = []
        open_at: dict[int, int] = {}  # column -> index of the piece that is merged downwards there
        for r, (row, inside) in enumerate(zip(rows, cells, strict=True)):
            column = _skipped(row)
            for cell in inside:
                properties = cell.find(f"{W}tcPr")
                across = _count(_said(properties, "gridSpan"))
                merge = properties.find(f"{W}vMerge") if properties is not None else None
                beside = properties.find(f"{W}hMerge") if properties is not None else None
                if beside is not None and beside.get(f"{W}val") != "restart" and pieces and pieces[-1].row == r:
                    last = pieces[-1]
                    pieces[-1] = Piece(r, last.column, last.text, last.rows, last.columns + across)
                elif merge is not None and merge.get(f"{W}val") != "restart" and column in open_at:
                    above = pieces[open_at[column]]
                    pieces[open_at[column]] = Piece(
                        above.row, above.column, above.text, r - above.row + 1, above.columns
                    )
                else:
                    open_at.pop(column, None)
                    if merge is not None:
                        open_at[column] = len(pieces)
                    pieces.append(Piece(r, column, self._cell(cell, depth), 1, across))
                column += across
                if column > 4 * MOST_COLUMNS or len(pieces) > 500_000:
                    check_size(len(rows), column, self.name)
        filled = [piece.text for piece in pieces if piece.text.strip()]
        if len({piece.row for piece in pieces if piece.text.strip()}) == 1 and len(filled) <= 2:
            yield Line("　".join(text.strip() for text in filled))
        elif filled:
            yield Grid(rectangle(pieces, self.name))

    def _is_layout(self, cells: Sequence[Sequence[Any]]) -> bool:
        """Whether a table only arranges the page: one column of boxes, or tables inside few cells."""
        if all(len(row) <= 1 for row in cells):
            return True
        if not any(cell.find(f".//{W}tbl") is not None for row in cells for cell in row):
            return False
        plain = [sum(1 for cell in row if cell.find(f".//{W}tbl") is None and _has_words(cell)) for row in cells]
        return sum(count >= 3 for count in plain) < 3

    def _cell(self, cell: Any, depth: int) -> str:
        lines: list[str] = []
        for block in self.blocks(cell, depth + 1):
            if isinstance(block, Line):
                lines.append(block.text)
            else:
                lines += [" ".join(filter(None, (inner.text for inner in row))) for row in block.rows]
        return "\n".join(lines)


def _has_words(cell: Any) -> bool:
    return any((text.text or "").strip() for text in cell.iter(f"{W}t"))


def _element(part: Any | None) -> Any | None:
    """The XML of a part, where python-docx has read it as such."""
    return getattr(part, "_element", None) if part is not None else None


def _said(holder: Any | None, name: str) -> str | None:
    found = holder.find(f"{W}{name}") if holder is not None else None
    said: str | None = found.get(f"{W}val") if found is not None else None
    return said


def _is_on(holder: Any | None, name: str) -> bool:
    found = holder.find(f"{W}{name}") if holder is not None else None
    return found is not None and found.get(f"{W}val") not in ("0", "false", "off", "none")


def _count(said: str | None) -> int:
    return max(1, min(int(said), 4 * MOST_COLUMNS)) if said and said.isdigit() else 1


def _is_contents(control: Any) -> bool:
    """Whether a content control is the table of contents, which says nothing that the chapters do not."""
    return any(
        "table of contents" in (found.get(f"{W}val") or "").lower() for found in control.iter(f"{W}docPartGallery")
    )


def _choice(alternative: Any) -> Any | None:
    """One of the forms in which a thing is stored twice, for new and for old Word."""
    chosen = alternative.find(f"{_MC}Choice")
    return chosen if chosen is not None else alternative.find(f"{_MC}Fallback")


def _boxes(paragraph: Any) -> Iterator[Any]:
    """The text boxes anchored in a paragraph, each once, those inside a box left to it."""
    for box in paragraph.iter(f"{W}txbxContent"):
        above = [parent.tag for parent in box.iterancestors()]
        inside = above[: above.index(f"{W}p")] if f"{W}p" in above else above
        fallback = next((tag for tag in inside if tag in (f"{_MC}Fallback", f"{_MC}Choice")), None)
        nearest = next((parent for parent in box.iterancestors(f"{W}p")), None)
        if nearest is paragraph and fallback != f"{_MC}Fallback":
            yield box


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == f"{W}tr":
            properties = child.find(f"{W}trPr")
            if not _is_on(properties, "hidden") and (properties is None or properties.find(f"{W}del") is None):
                yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"):
            yield from _rows(child)


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml"):
            yield from _cells(child)


def _skipped(row: Any) -> int:
    """Grid columns left free at the beginning of a row."""
    said = _said(row.find(f"{W}trPr"), "gridBefore")
    return min(int(said), 4 * MOST_COLUMNS) if said and said.isdigit() else 0


def _cut(text: str) -> Iterator[str]:
    """A paragraph at its line breaks; tabs set words apart."""
    for line in text.split("\n"):
        tidy = re.sub(r"\s*\t\s*", "　", line.replace("\xa0", " ").strip()).strip()
        tidy = re.sub(r"[\u200b-\u200f\u2060\ufeff\u00ad]", "", tidy)
        if tidy:
            yield tidy
