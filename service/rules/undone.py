"""What was planned of a work, how much of it was done, and which was not: 原定18处，建成几处，没完成的是哪一处."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest import quantity, terms
from service.draft import Draft, Quoted, Stated, sentence_of
from service.holding import Known
from service.rules.magnitude import of_one_number
from service.rules.scene import Scene, answered, state
from service.rules.sentences import Line, cells, narrative, overlap

_NOT_DONE = r"(?:没有?|未|尚未|还没)(?:能|有|按期|按时|如期|全部)?(?:完成|完工|建成|建好|修好|修成|做完|做成|办成|落实|实施|开工|竣工|达标|到位|交付)"
_WHICH = re.compile(
    rf"(?:{_NOT_DONE}|落下|拖下|剩下)[^，。；？?]{{0,8}}?(?:哪|什么|啥|谁|叫)|(?:哪|什么|啥|谁)[^，。；？?]{{0,8}}?(?:{_NOT_DONE}|落下|拖下)"
)
_TOLD = re.compile(_NOT_DONE)
_PLANNED = re.compile(r"(?:原定|原计划|原本|计划|应|目标|定下|要求|打算|说好)[^，。；？?]{0,8}?\d")
_DONE = re.compile(
    r"(?:实际|最后|最终|结果|到底|真正|已经?)?(?:只|都|共|一共|总共)?(?:建成|建好|建|修成|修好|完成|完工|做成|办成|落实|达成|实现|达到)(?:了|好|的)*(?:是|有)?(?:多少|几)"
)
_ASKS_WHY = re.compile(r"为什么|为何|为啥|原因|怎么|咋")


def told(scene: Scene) -> Draft | None:
    """The sentence that says which part of the work was not done; None where none does, or several do."""
    text = scene.query.text
    if not _WHICH.search(text) or _ASKS_WHY.search(text):
        return None
    words = _names(scene)
    found = [line for line in _lines(scene) if _TOLD.search(line.text)]
    if words:
        found = [line for line in found if any(overlap(word, _around(line)) >= _ALIKE for word in words)]
    if len({line.text for line in found}) != 1:
        return None
    lead = f"{scene.prefix}{scene.target()}年文件写明："
    return replace(answered(lead, found[0].quoted()), by_words=True)


def done(scene: Scene) -> Draft | None:
    """How many were done of a work of which the question says how many were planned."""
    query = scene.query
    if query.kind not in ("lookup", "completion") or not query.counted:
        return None
    if not (_PLANNED.search(query.text) and _DONE.search(query.text)):
        return None
    unit, year, words = quantity.unit(query.counted), scene.target(), _names(scene)
    counts = [
        known
        for holding in scene.holdings
        if holding.record.year == year
        for known in holding.known
        if known.fact.measure == "count"
        and known.fact.basis == "actual"
        and known.fact.value is not None
        and unit is not None
        and quantity.unit(known.fact.unit) == unit
        and any(overlap(word, _of(known)) >= _ALIKE for word in words)
    ]
    known = of_one_number(counts)
    if known is None:
        return None
    figure = state(known.fact, bold=True)
    result = next(piece for piece in figure if isinstance(piece, Stated))
    quoted: list[str | Quoted | Stated] = []
    said = next((k.fact for k in counts if k.fact.source == "narrative" and k.fact.value == known.fact.value), None)
    if said is not None:
        quoted = ["原文：", sentence_of(said)]
    lead = f"{scene.prefix}{year}年{known.fact.row[-1]}"
    draft = answered(lead, *figure, "。", *quoted, result=result if result.certain else None)
    return replace(draft, by_words=True)


_ALIKE = 0.6
_LEAST = 3  # characters that tell a work


def _names(scene: Scene) -> list[str]:
    """What the question calls the work."""
    items = [terms.normalise(asked.text) for asked in scene.query.items]
    return [word for word in (*items, *map(terms.normalise, scene.query.rest)) if len(word) >= _LEAST]


def _of(known: Known) -> str:
    fact = known.fact
    return terms.normalise("".join((*fact.row, *fact.section, fact.project[1] if fact.project else "")))


def _lines(scene: Scene) -> Iterator[Line]:
    for holding in scene.holdings:
        if holding.record.year == scene.target():
            yield from narrative(holding)
            yield from cells(holding)


def _around(line: Line) -> str:
    return terms.normalise("".join((line.text, *line.section, line.table or "")))
