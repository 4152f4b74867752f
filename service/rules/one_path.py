"""A line named with the line above it, where a disclosure has more lines of its name: 统战事务的一般行政管理事务, 统战方面的….

The name alone stands under many 款 (行政运行, 一般行政管理事务); what is asked of it is asked of that one alone.
"""

from __future__ import annotations

import re
from dataclasses import replace

from service.blanking import blanked
from service.query import Asked
from service.rules.scene import Scene, lines_above

_GAP = re.compile(r"[”\"』]?(?:[（(]?[类款项][）)]?|方面|科目|[下里中]面?|的|[-—－“\"])*")
_OF_SHORT = re.compile(r"(?<=..)(?:管理事务|事务|管理|服务|支出|经费)+$")
_PAIR = 2


def on_one_path(scene: Scene) -> Scene:
    """The scene with each line that is named by its path as one item, narrowed to it; the same where none is."""
    items = list(scene.query.items)
    plain = scene.query.kind == "lookup" and len(items) <= _PAIR  # what is looked up is narrowed where it is looked up
    if plain or not items:
        return scene
    above = [
        {above for holding in scene.holdings for key in asked.keys[:1] for above in lines_above(holding, key)}
        for asked in items
    ]
    kept: list[Asked] = []
    rest = scene.query.rest
    for asked, parents in zip(items, above, strict=True):
        before = kept[-1] if kept else None
        if len(parents) < _PAIR or asked.within:
            kept.append(asked)
        elif (
            before is not None
            and set(before.keys) & parents
            and _GAP.fullmatch(scene.query.text[before.end : asked.start])
        ):
            key = next(key for key in before.keys if key in parents)
            kept[-1] = replace(asked, start=before.start, within=(key,))
        elif len(short := _in_short(scene, parents)) == 1:
            ((key, said),) = short.items()
            kept.append(replace(asked, within=(key,)))
            rest = tuple(word for word in rest if word not in said)
        else:
            kept.append(asked)
    return scene if kept == items else scene.with_query(items=tuple(kept), rest=rest)


def _in_short(scene: Scene, parents: set[str]) -> dict[str, str]:
    """The lines above that the question's other words name in short, and how: 统战 of 统战事务."""
    text = blanked(scene.query.text, [(asked.start, asked.end) for asked in scene.query.items])
    return {key: said for key in parents if len(said := _OF_SHORT.sub("", key)) >= _PAIR and said in text}
