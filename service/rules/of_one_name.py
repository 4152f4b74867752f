"""The rows of one table that go by one name, added up: 采购表里各项会议的餐饮服务合计, 所有“住宿服务”行加总."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest import terms
from ingest.terms import strip_number
from service.draft import Draft
from service.holding import Known
from service.query import Asked
from service.rules.namesakes import ADDED, below_named, called_above, which
from service.rules.scene import Scene
from service.rules.stating import total

_PAIR = 2
# What all of such a table is about, which says only where its rows stand.
_OF_THE_TABLE = terms.TOTALS | {"government_procurement"}
_ANY = re.compile("[各每项类种次场的中里全部所有几处行条]")


def told(scene: Scene) -> Draft | None:
    """The sum of the rows of one name, of those below the lines that are named beside it; None where something else is named."""
    query = scene.query
    if not ADDED.search(query.text) or len(scene.years()) != 1 or query.kind not in ("lookup", "sum", "list"):
        return None
    rows: dict[Asked, Sequence[Known]] = {
        asked: found for asked in query.items if len(found := scene.namesakes(asked, scene.target())) >= _PAIR
    }
    together = [known for own in rows.values() for known in own]
    if not rows or not _says_where(together, [asked for asked in query.items if asked not in rows]):
        return None
    kept = {asked: below_named(scene, asked, own) for asked, own in rows.items()}
    above = {terms.normalise(strip_number(label)) for known in together for label in known.fact.row[:-1]}
    if not all(_names_lines(query.plain, word, above) for word in query.rest):
        return None
    every = [known for own in kept.values() for known in own]
    draft = which(scene, *next(iter(kept.items()))) if len(rows) == 1 else total(scene, every, "合计")
    return replace(draft, by_words=True) if draft is not None and draft.status == "answered" else None


def _says_where(rows: Sequence[Known], others: Sequence[Asked]) -> bool:
    """Whether all else that is named only says where the rows stand: in what table, below which line."""
    above = {terms.key(label) for known in rows for label in known.fact.row[:-1]}
    return all(set(other.keys) & (_OF_THE_TABLE | above) for other in others)


def _names_lines(text: str, word: str, above: set[str]) -> bool:
    """Whether what is left of a question is covered by the names of lines, be they in short: 会议培训 by 会议费 and 培训费, no 专项会议."""
    at = text.find(word)
    named = {
        place
        for short in map(called_above, above)
        for hit in re.finditer(re.escape(short), text)
        for place in range(*hit.span())
    }
    open_to = [place for place in range(at, at + len(word)) if place not in named and not _ANY.match(text[place])]
    return at >= 0 and not open_to
