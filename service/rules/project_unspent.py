"""Why the money of one project, called by its own words, was not all spent: 某某工程钱咋没花完.

The disclosure tells it in a sentence about the project, or in one right behind the sentence that says what a line's money went
to, and that was the project; else in the column of causes of the list that has the project as a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from ingest import terms
from service.draft import Draft, Piece, Quoted
from service.holding import Holding
from service.query import Asked
from service.rules.one_project import said_in_pieces
from service.rules.scene import Scene, answered
from service.rules.sentences import SENTENCE, Line, overlap

_ASKED = re.compile(
    r"(?:没有?|未|不)(?:能|曾|有)?(?:全部?|都|按时|按期|如期)?(?:花|用|支付|支出|执行|付|使)(?:出去|完|够|掉|光)|(?:花|用|支付|支出|执行)(?:得)?(?:没有?|不|未)完"
    r"|(?:完成|执行|支出)(?:率|进度)[^，。；？?]{0,6}(?:低|慢|不[高足到])|(?:剩|余|结余|结转)(?:下|了)?[^，。；？?]{0,4}(?:钱|资金|万|这么|那么)"
)
_TOLD = re.compile(
    r"(?:完成率|执行率|支出进度|执行进度|完成|支出|执行|决算|用款)[^，。；]{0,10}(?:偏?低|较低|不高|未达|不足|小于|少于|低于|滞后|偏?慢|未完)"
    r"|(?:未|没有?)(?:能|予以)?(?:全部)?(?:支付|支出|执行|使用|用|花|付)(?:完|出)?|未能?完成|[结剩]余|结转|尾款|余款|跨年|推迟|延[后迟至期]|晚开工"
)
_CAUSE = re.compile(r"是|因|由于|原因|系|导致|受|使得?")
_HEADED = re.compile(r"原因|问题")
_NO_NAME = re.compile(r"(?:工程|项目|经费|专项|资金|预算|支出|的|那个|这个|那笔|这笔|钱)+")
_LEAST = 4  # characters that tell a project
_ALIKE = 0.7
_MOST = 2  # sentences that tell it
_USED_FOR = re.compile("用于|用途|用在")
_ANOTHER = re.compile("[“”《》]")


def told(scene: Scene) -> Draft | None:
    """The one place that tells why; None where the question names no project of its own words, or several places may be meant."""
    query = scene.query
    if query.kind != "reason" or not _ASKED.search(query.text) or len(scene.years()) > 1:
        return None
    named = [a for a in query.items if a.end > a.start and not set(a.keys) & terms.TOTALS]
    if any(a.code or set(a.keys) & set(terms.concepts()) or _is_line(scene, a) for a in named):
        return None  # why a line of the classification fell short is told of that line alone
    words = [*query.rest, *(asked.text for asked in query.items if asked.end > asked.start)]
    names = [name for word in words if len(name := _NO_NAME.sub("", terms.normalise(word))) >= _LEAST]
    if len(names) != 1:
        return None
    for holding in scene.holdings:
        if holding.record.year != scene.target() or holding.record.kind != "final_accounts":
            continue
        for lines in (_own(holding, names[0]), _behind(holding, names[0]), _in_list(holding, names[0])):
            found = {line.text: line for line in lines}
            if found:
                if len(found) > _MOST:
                    return None
                pieces: list[Piece] = [f"{scene.prefix}{scene.target()}年文件写明："]
                for line in found.values():
                    pieces += ["\n" if len(found) > 1 else "", line.quoted()]
                return replace(answered(*pieces), by_words=True)
    return None


def _is_line(scene: Scene, asked: Asked) -> bool:
    """Whether an item is a line that a table prints with its code, and no project."""
    return any(k.fact.code for holding in scene.holdings for key in asked.keys for k in holding.by_own.get(key, ()))


def is_told(scene: Scene, found: Draft) -> bool:
    """Whether an answer tells it: no figure of anything else tells why."""
    asked = scene.query.kind == "reason" and _ASKED.search(scene.query.text)
    return bool(asked) and not found.facts and any(isinstance(piece, Quoted) for piece in found.pieces)


def _is_of(name: str, text: str) -> bool:
    """Whether a text speaks of what is called so: in one run, or with most of its character pairs."""
    bare = terms.normalise(text)
    return name in bare or (len(said_in_pieces(name, bare)) >= _LEAST and overlap(name, bare) >= _ALIKE)


def _is_cause(text: str) -> bool:
    return bool(_TOLD.search(text) and (_CAUSE.search(text) or "问题" in text))


def _paragraphs(holding: Holding) -> Iterator[list[Line]]:
    for paragraph in holding.paragraphs:
        texts = [hit[0].strip() for hit in SENTENCE.finditer(paragraph.text) if hit[0].strip()]
        yield [Line(text, holding.record.id, paragraph.section, paragraph.place) for text in texts]


def _own(holding: Holding, name: str) -> Iterator[Line]:
    """Sentences about the project that tell why less was spent."""
    for lines in _paragraphs(holding):
        yield from (line for line in lines if _is_of(name, line.text) and _is_cause(line.text))


def _behind(holding: Holding, name: str) -> Iterator[Line]:
    """Such sentences right behind one that says that the project is what money went to, which name nothing else."""
    for lines in _paragraphs(holding):
        for before, line in pairwise(lines):
            of_it = _is_of(name, before.text) and _USED_FOR.search(before.text) and before.text.endswith("。")
            if of_it and _is_cause(line.text) and not _ANOTHER.search(line.text):
                yield line


def _in_list(holding: Holding, name: str) -> Iterator[Line]:
    """The cells of causes in the rows of lists that have the project."""
    for table in holding.document.tables:
        at = [n for row in table.rows[:2] for n, cell in enumerate(row) if _HEADED.search(cell.text)]
        for row in table.rows[1:] if at else ():
            if not any(_is_of(name, cell.text) for cell in row):
                continue
            for n in dict.fromkeys(at):
                if n < len(row) and len(row[n].text.strip()) >= _LEAST and not _HEADED.fullmatch(row[n].text):
                    cell = row[n]
                    yield Line(cell.text, holding.record.id, (table.title,), cell.place, table.title, table.number)
