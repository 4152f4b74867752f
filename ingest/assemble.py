"""Blocks of any format become a Document: titles to their tables, halves of tables together, paragraphs to headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest import captions, headings
from ingest.blocks import Block, Grid, Line
from ingest.captions import compact
from ingest.file_name import complete
from ingest.flow import is_contact
from ingest.grid import aligned, continues
from ingest.identities import settled
from ingest.identity import identify, is_organisation
from ingest.model import Cell, Document, Paragraph, Place, Table
from ingest.radicals import unified
from ingest.stacked import second_headers

Path = tuple[tuple[int, str], ...]
_FARTHEST_CAPTION = 8


@dataclass(frozen=True, slots=True)
class _Part:
    """A grid with the lines that belong to it."""

    rows: tuple[tuple[Cell, ...], ...]
    place: Place
    heading: str | None = None
    form: str | None = None
    unit: str | None = None
    filled_by: str | None = None
    notes: tuple[str, ...] = ()
    section: Path = ()


def assemble(blocks: Sequence[Block], *, sha256: str, file: str, pages: int | None = None) -> Document:
    """The document that the blocks of one file make; its id is the beginning of the content's hash."""
    blocks = list(map(_readable, blocks))
    lines = [block.text for block in blocks if isinstance(block, Line)]
    parts, paragraphs = _walk(blocks)
    parts = [piece for part in _rejoin(parts) for piece in _cut(part)]
    identity = identify(
        lines,
        [part.heading for part in parts if part.heading],
        [part.filled_by for part in parts if part.filled_by],
        [label for part in parts for note in part.notes if (label := captions.filler_label(note))],
    )
    identity, from_name = complete(identity, file)
    document = Document(
        id=sha256[:16],
        sha256=sha256,
        files=(file,),
        title=identity.title or file,
        organisation=identity.organisation,
        year=identity.year,
        kind=identity.kind,
        scope=identity.scope,
        paragraphs=tuple(
            Paragraph(line.text, section, _anchored(line.place, f"p{number}"), line.parts, line.doubts)
            for number, (line, section) in enumerate(paragraphs, start=1)
        ),
        tables=tuple(_table(part, number, identity.organisation) for number, part in enumerate(parts, start=1)),
        pages=pages,
        from_name=from_name,
    )
    return settled(document)


def _readable(block: Block) -> Block:
    """A block with the ideographs that its radicals look like."""
    if isinstance(block, Line):
        return replace(block, text=unified(block.text))
    return replace(block, rows=tuple(tuple(replace(c, text=unified(c.text)) for c in row) for row in block.rows))


def _walk(blocks: Sequence[Block]) -> tuple[list[_Part], list[tuple[Line, tuple[str, ...]]]]:
    """Tables with their captions, and paragraphs with their heading path, in reading order."""
    blocks = list(_mastheads_as_lines(blocks))
    owners = _captions(blocks)
    parts: list[_Part] = []
    paragraphs: list[tuple[Line, tuple[str, ...]]] = []
    path: Path = ()
    pending: list[str] = []
    begun = False  # before the first numbered heading or paragraph stand the lines of the title page
    for index, block in enumerate(blocks):
        if isinstance(block, Grid):
            part = _part(block, [blocks[at].text for at in owners.get(index, ())], path)  # type: ignore[union-attr]
            if part.heading and path and path[-1][0] == headings.UNNUMBERED and compact(path[-1][1]) == part.heading:
                path = path[:-1]
            if part.unit is None:
                first = owners.get(index, (index,))
                part = replace(part, unit=_unit_announced(blocks[min((*first, index)) - 1] if index else None))
            parts.append(part)
            pending, begun = [], True
            continue
        if any(index in taken for taken in owners.values()):
            # A table's title ends the narrative's chapter: what follows belongs to no earlier heading.
            if any(map(captions.is_title, captions.segments(block.text))):
                path = ()
            continue
        if parts and not pending and captions.is_note(block.text) and _follows_table(blocks, index):
            parts[-1] = replace(parts[-1], notes=(*parts[-1].notes, block.text))
            continue
        level = headings.rank(block.text, marked=block.marked)
        if level is not None:
            if not begun and level == headings.UNNUMBERED and not _has_paragraph_next(blocks, index):
                continue
            path = headings.push(path, level, block.text.rstrip("。：: "))
            begun = True
            continue
        if not begun and len(block.text) <= 50 and not block.text.endswith(("。", "；", "：")):
            continue
        begun = True
        if is_contact(block.text):
            path = ()
        elif opening := headings.run_in(block.text):
            path = headings.push(path, *opening)
        elif mark := headings.numbering(block.text):
            path = tuple(step for step in path if step[0] < mark.rank)  # an item of the list ends the item before
        paragraphs.append((block, tuple(text for _, text in path)))
        pending.append(block.text)
    return parts, paragraphs


def _mastheads_as_lines(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, with the lines of a grid that only holds the captions of the table below it in the grid's place.

    Web pages set 公开01表, 部门名称：… and 单位：万元 in the corners of a grid of their own; what it says is the next table's.
    """
    for block, following in pairwise((*blocks, None)):
        said = (
            [text for row in block.rows for cell in row if (text := cell.text.strip())]
            if isinstance(block, Grid)
            else []
        )
        titles = [text for text in said if captions.is_title(text)]
        if said and len(titles) <= 1 and isinstance(following, Grid) and all(map(captions.is_caption, said)):
            yield from (Line(text) for text in said)
        elif block is not None:
            yield block


def _unit_announced(above: Block | None) -> str | None:
    """The unit in brackets of the sentence that leads to a table: 各项目安排如下（单位：万元）："""
    leads = isinstance(above, Line) and re.search(r"(?:如下|见下表|如下表|所示)[^。；]{0,16}[：:。]?$", above.text)
    return captions.unit_of(above.text) if isinstance(above, Line) and leads else None


def _has_paragraph_next(blocks: Sequence[Block], index: int) -> bool:
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    return isinstance(following, Line) and not following.marked and following.text.endswith("。")


def _follows_table(blocks: Sequence[Block], index: int) -> bool:
    """Whether only notes stand between a line and the table above it."""
    for block in reversed(blocks[:index]):
        if isinstance(block, Grid):
            return True
        if not captions.is_note(block.text):
            return False
    return False


def _captions(blocks: Sequence[Block]) -> dict[int, tuple[int, ...]]:
    """For each grid the lines above it that belong to it, by index."""
    owners: dict[int, tuple[int, ...]] = {}
    for index, block in enumerate(blocks):
        if not isinstance(block, Grid):
            continue
        taken: list[int] = []
        titled = False
        for at in range(index - 1, max(-1, index - 1 - _FARTHEST_CAPTION), -1):
            line = blocks[at]
            if not isinstance(line, Line) or captions.is_note(line.text):
                break
            if captions.is_caption(line.text):
                if any(map(captions.is_title, captions.segments(line.text))):
                    if titled:
                        break
                    titled = True
                taken.append(at)
            elif titled and is_organisation(line.text):
                taken.append(at)  # the body's name stands in a line of its own above the title
                break
            else:
                break
        owners[index] = tuple(reversed(taken))
    return owners


def _filled(rows: Sequence[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """The rows that print something. A cell merged over a row that prints nothing is merged over one row less."""
    blank = [at for at, row in enumerate(rows) if not any(cell.text.strip() for cell in row)]

    def shortened(cell: Cell, at: int) -> Cell:
        over = sum(at < other < at + (cell.row_span or 1) for other in blank)
        return replace(cell, row_span=cell.row_span - over) if cell.row_span and over else cell

    return [tuple(shortened(cell, at) for cell in row) for at, row in enumerate(rows) if at not in blank]


def _part(grid: Grid, above: Sequence[str], section: Path) -> _Part:
    """A grid with what its captions say; rows of one cell above and below the table proper are captions, too."""
    rows = _filled(grid.rows)
    inside: list[str] = []
    while len(rows) > 1:
        texts = [cell.text.strip() for cell in rows[0] if cell.text.strip()]
        if not texts or len(texts) > 3 or not all(map(captions.is_caption, texts)):
            break
        if len(texts) == 1 and not captions.is_caption(texts[0]):
            break
        inside += texts
        rows.pop(0)
    notes: list[str] = []
    while len(rows) > 1:
        texts = [cell.text.strip() for cell in rows[-1] if cell.text.strip()]
        if len(texts) != 1 or not captions.is_note(texts[0]):
            break
        notes.insert(0, texts[0])
        rows.pop()
    lines = [piece for line in (*above, *inside) for piece in captions.segments(line)]
    titles = [line for line in lines if captions.is_title(line)]
    heading = captions.heading_of(titles[-1]) if titles else None
    return _Part(
        rows=tuple(rows),
        place=grid.place,
        heading=heading,
        form=next(filter(None, map(captions.form_number, lines)), None),
        unit=next((unit for line in reversed(lines) if (unit := captions.unit_of(line))), None),
        filled_by=next((name for line in lines if (name := captions.filled_by(line))), None),
        notes=(*filter(None, map(captions.filler_line, lines)), *notes),
        section=section,
    )


def _rejoin(parts: Sequence[_Part]) -> list[_Part]:
    """Halves of a table together: a page break or blank line has cut it, its second half has no title of its own."""
    out: list[_Part] = []
    for part in parts:
        last = out[-1] if out else None
        repeated = part.heading is not None and last is not None and part.heading == last.heading
        if (
            last
            and (part.heading is None or repeated)
            and part.unit in (None, last.unit)
            and part.form in (None, last.form)
            and not any(map(captions.is_note, last.notes))
            and continues(
                [[c.text for c in row] for row in last.rows],
                [[c.text for c in row] for row in part.rows],
                repeated=repeated,
            )
        ):
            notes = tuple(note for note in part.notes if note not in last.notes)
            width = max(len(row) for row in last.rows)
            out[-1] = replace(
                last, rows=last.rows + tuple(_aligned(row, width) for row in part.rows), notes=last.notes + notes
            )
        else:
            out.append(part)
    return out


def _cut(part: _Part) -> Iterator[_Part]:
    """The tables that one grid prints below each other (相关统计数 under the amounts), each with its own header."""
    starts = second_headers([[c.text for c in row] for row in part.rows])
    for begin, end in pairwise((0, *starts, len(part.rows))):
        yield replace(part, rows=part.rows[begin:end])


def _aligned(row: tuple[Cell, ...], width: int) -> tuple[Cell, ...]:
    at = aligned([cell.text for cell in row], width)
    cells = dict(zip(at, row, strict=True))
    return tuple(cells.get(column, Cell("", Place())) for column in range(max(at, default=-1) + 1))


def _table(part: _Part, number: int, organisation: str | None) -> Table:
    section = tuple(text for _, text in part.section)
    heading = part.heading or (section[-1] if section else "")
    width = max((len(row) for row in part.rows), default=0)
    rows = tuple(
        tuple(
            replace(cell, place=_anchored(cell.place, f"t{number}r{r}c{c}"))
            for c, cell in enumerate((*row, *(Cell("", Place()) for _ in range(width - len(row)))), start=1)
        )
        for r, row in enumerate(part.rows, start=1)
    )
    return Table(
        number=number,
        title=captions.stem(captions.heading_of(heading), organisation),
        heading=heading,
        unit=part.unit,
        rows=rows,
        notes=part.notes,
        section=section,
        place=_anchored(part.place, f"t{number}"),
        form=part.form,
    )


def _anchored(place: Place, anchor: str) -> Place:
    """Formats without pages and cells are shown by anchor."""
    if place.page is None and place.cell is None and place.anchor is None:
        return replace(place, anchor=anchor)
    return place
