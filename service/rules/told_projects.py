"""Projects that a chapter tells one by one, each in a numbered sentence with its amount, where no form and no table lists them."""

from __future__ import annotations

import re

from ingest import quantity
from service.draft import Draft, Piece
from service.rules.scene import Scene, answered
from service.rules.sentences import Line, newest_first, sentences

_CHAPTER = re.compile("(?:重点|主要|重大|专项|部分)项目")
_NUMBERED = re.compile(
    r"^(?:\d{1,2}[.．、]|[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十]、)\s*[^。；]{2,40}?项目?"
)
_LEAST = 2


def told(scene: Scene) -> Draft | None:
    """The sentences of the newest chapter of the year that tells its projects; None where none does."""
    if scene.query.rest or scene.query.items:
        return None
    year = scene.target()
    for holding in newest_first(scene):
        if holding.record.year != year:
            continue
        chapters: dict[tuple[str, ...], list[Line]] = {}
        for line in sentences(holding):
            money = any(f.quantity.unit is not None and f.quantity.unit.base == "元" for f in quantity.find(line.text))
            if (
                line.table is None
                and money
                and _CHAPTER.search("".join(line.section[-1:]))
                and _NUMBERED.match(line.text)
            ):
                chapters.setdefault(line.section, []).append(line)
        lines = max(chapters.values(), key=len, default=[])
        if len(lines) >= _LEAST:
            pieces: list[Piece] = [f"{scene.prefix}{year}年文件逐个说明的项目：\n"]
            for line in lines:
                pieces += ["- ", line.quoted(), "\n"]
            return answered(*pieces)
    return None
