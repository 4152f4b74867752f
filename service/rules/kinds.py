"""What sort of things are counted: 特种车有多少辆，主要是些什么车, told by the sentence that says what they are."""

from __future__ import annotations

import re

from ingest import terms
from service.draft import Draft, Piece, Stated
from service.query import Asked
from service.rules.scene import Scene, answered, evidence_counts, phrase, state
from service.rules.sentences import Line, newest_first, sentences

_ASKED = re.compile(
    r"(?:主要|大多|基本上?|具体|都|分别)(?:都|上)?(?:是|有|为)(?:一?些)?(?:什么|啥|哪些|哪几种)(?!原因|用|时候|钱|问题|意思|依据)"
)
_IS = r"(?:主要|大多|大部分|均|全部|都|分别)(?:都|上)?(?:是|为|系|包括|有)"


def kinds(scene: Scene) -> Draft | None:
    """The sentence that says what the things of an item are, behind their number where that is asked for too."""
    query = scene.query
    if len(query.items) != 1 or not _ASKED.search(query.text):
        return None
    asked = query.items[0]
    line = _told(scene, asked)
    if line is None:
        return None
    known = scene.level(asked, scene.target())
    unit = known.fact.unit if known is not None else None
    if known is None or known.fact.value is None or known.fact.measure != "count" or "元" in (unit or "元"):
        return answered(line.quoted())
    figure = state(known.fact, bold=True)
    result = next(piece for piece in figure if isinstance(piece, Stated))
    pieces: list[Piece] = [phrase(scene, known), "为", *figure, "。", line.quoted()]
    return answered(*pieces, result=result)


def _told(scene: Scene, asked: Asked) -> Line | None:
    name = terms.normalise(asked.text)
    said = re.compile(rf"{re.escape(name)}[^，。；]{{0,8}}?{_IS}|(?:{re.escape(name)})[^。；]{{0,20}}，{_IS}")
    if len(name) < (2 if evidence_counts(asked) else 4):
        return None
    for holding in newest_first(scene):
        if holding.record.year != scene.target():
            continue
        for line in sentences(holding):
            if line.table is None and said.search(terms.normalise(line.text)):
                return line
    return None
