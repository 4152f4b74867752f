"""What is worth finding as words: sentence groups of the narrative, rows of tables, notes, the words in forms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count

from ingest import forms
from ingest.grid import clean, is_indicator_header, layout
from ingest.model import Document, Fact, Passage, PassageKind, Place, Table, digest
from ingest.tables import text_cells

_SENTENCE = re.compile(r"[^。！？；]*[。！？；]+[”’）)》]*|[^。！？；]+$")
_CLAUSE = re.compile(r"[^，、：:]*[，、：:]+|[^，、：:]+$")
_ENOUGH, _MOST = 150, 300
BETWEEN = " › "


def passages(document: Document, facts: Sequence[Fact]) -> list[Passage]:
    """The passages of a document, each with the ids of the facts that stand in it."""
    number = count(1)
    return [
        Passage(
            id=digest(document.id, "passage", next(number), text),
            document=document.id,
            heading=heading,
            text=text,
            place=place,
            facts=ids,
            kind=kind,
        )
        for kind, heading, text, place, ids in _all(document, facts)
    ]


_Piece = tuple[PassageKind, str, str, Place, tuple[str, ...]]


def _all(document: Document, facts: Sequence[Fact]) -> Iterator[_Piece]:
    told: dict[Place, list[Fact]] = {}
    spoken: dict[tuple[str, ...], list[Fact]] = {}
    printed: dict[tuple[int | None, Place], list[Fact]] = {}
    for fact in facts:
        if fact.source == "narrative":
            told.setdefault(fact.place, []).append(fact)
            spoken.setdefault(fact.section, []).append(fact)
        else:
            printed.setdefault((fact.table_number, fact.place), []).append(fact)
    for paragraph in document.paragraphs:
        here = told.get(paragraph.place, [])
        if paragraph.parts:  # where the lines are known, each fact has the place of its own sentence
            pages = {(place.file, place.page) for _, place in paragraph.parts}
            same = spoken.get(paragraph.section, [])
            here = [f for f in same if (f.place.file, f.place.page) in pages and f.quote in paragraph.text]
        for text in split(paragraph.text):
            # A sentence longer than a passage is cut; then the passage lies within the sentence of the fact.
            ids = tuple(fact.id for fact in here if fact.quote in text or text in fact.quote)
            at = max(paragraph.text.find(text), 0)
            yield "text", BETWEEN.join(paragraph.section), text, paragraph.place_of(at, at + len(text)), ids
    for table in document.tables:
        yield from _rows(table, printed)
        for note in table.notes:
            yield "note", table.title, note, table.place, ()
    for cell in text_cells(document):
        heading = BETWEEN.join((cell.table, *cell.path, cell.label))
        here = told.get(cell.place, [])
        for text in split(cell.text):
            yield "cell", heading, text, cell.place, tuple(f.id for f in here if f.quote in text or text in f.quote)


def sentences(text: str) -> list[str]:
    """The sentences of a text, without blanks around them."""
    return [sentence.strip() for sentence in _SENTENCE.findall(text) if sentence.strip()]


def split(text: str) -> list[str]:
    """A text cut at ends of sentences into groups of about 150 to 300 characters; a longer sentence at its commas."""
    units: list[str] = []
    for sentence in _SENTENCE.findall(text):
        units += [sentence] if len(sentence) <= _MOST else _CLAUSE.findall(sentence)
    out: list[str] = []
    for unit in units:
        if out and len(out[-1]) < _ENOUGH and len(out[-1]) + len(unit) <= _MOST:
            out[-1] += unit
        else:
            out.append(unit)
    if len(out) > 1 and len(out[-1]) < _ENOUGH // 5:
        out[-2:] = [out[-2] + out[-1]]
    return [piece.strip() for piece in out if piece.strip()]


def _rows(table: Table, printed: dict[tuple[int | None, Place], list[Fact]]) -> Iterator[_Piece]:
    """Every row of a table as words: its item and what stands in each column; each lane of a row by itself."""
    form = forms.is_form(table)
    begin = 0 if form else layout(table).depth
    header: Sequence[str] = ()
    told = {cell.place for cell in forms.text_cells(table)} if form else set()
    for row in table.rows[begin:]:
        facts = [fact for cell in row for fact in printed.get((table.number, cell.place), [])]
        texts = [clean(cell.text) for cell in row]
        if form and is_indicator_header(texts):
            header = texts
            continue
        if form or not facts:
            words = [
                f"{header[column]} {text}" if column < len(header) and header[column] else text
                for column, (cell, text) in enumerate(zip(row, texts, strict=True))
                if text and cell.place not in told
            ]
            if len(words) > 1:
                project = next((fact.project[1] for fact in facts if fact.project), None)
                heading = BETWEEN.join(filter(None, (table.title, project)))
                for text in split("，".join(words)):
                    yield "form", heading, text, row[0].place, tuple(fact.id for fact in facts)
            continue
        lanes: dict[tuple[tuple[str, ...], str | None], list[Fact]] = {}
        for fact in facts:
            lanes.setdefault((fact.row, fact.code), []).append(fact)
        for (path, code), members in lanes.items():
            amounts = "；".join(map(_words, [fact for fact in members if fact.value is not None] or members))
            label = " ".join(filter(None, (code, BETWEEN.join(path))))
            text = f"{label}：{amounts}" if label else amounts
            yield "row", table.title, text, members[0].place, tuple(fact.id for fact in members)


def _words(fact: Fact) -> str:
    amount = f"{fact.quote}{fact.unit or ''}" if fact.value is not None else "（空）"
    return f"{' '.join(fact.column)} {amount}".strip()
