"""How the words in which a term is explained differ from one year's disclosure to another's."""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import SequenceMatcher

from service.draft import Draft, Piece, Quoted
from service.rules import glossary
from service.rules.scene import Scene, answered

_OF_WORDS = re.compile("解释|定义|措辞|说法|表述|提法|含义|释义|写法|字眼|哪几个字|文字|指的是什么|怎么说的")
_DIFFER = re.compile(
    "区别|不同|不一样|差别|差异|变化|变没变|变了|有变|改[了动过变成没]|一样|一致|异同|对比|比较|相同|调整"
)
_FEW = 3  # places that differ, to be told one by one
_LONG = 12  # characters of such a place


def compared(scene: Scene) -> Draft | None:
    """The explanations of a term in two years, side by side, and in which words they differ; None where one is not told."""
    text = scene.query.text
    if len(scene.query.items) != 1 or not _OF_WORDS.search(text) or not _DIFFER.search(text):
        return None
    years = set(scene.years()) if scene.query.years or scene.query.offsets else set()
    held = sorted((h for h in scene.holdings if h.record.year is not None), key=lambda h: h.record.year or 0)
    if len(years) > 1:
        held = [h for h in held if h.record.year in years]
    found: list[tuple[int, Quoted]] = []
    for holding in held:
        told = glossary.defined(replace(scene, holdings=(holding,)), scene.query.items[0])
        quoted = next((p for p in told.pieces if isinstance(p, Quoted)), None) if told is not None else None
        if quoted is not None and holding.record.year not in {year for year, _ in found}:
            found.append((holding.record.year or 0, quoted))
    if len(found) < _TWO or (len(years) > 1 and {year for year, _ in found} != years):
        return None
    (first, before), (last, after) = found[-_TWO:]
    pieces: list[Piece] = [scene.prefix, f"{first}年：", before, f"\n{last}年：", after, "\n"]
    return replace(answered(*pieces, *_differences(before, after)), by_words=True)


_TWO = 2


def _differences(before: Quoted, after: Quoted) -> list[Piece]:
    """In which words two explanations differ, or that they do not."""
    was, now = ("".join(quoted.text.split()) for quoted in (before, after))
    if was == now:
        return ["两年的文字相同。"]
    changed = [
        (was[a:b], now[c:d])
        for tag, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes()
        if tag != "equal"
    ]
    changed = list(dict.fromkeys(changed))
    short = all(len(one) <= _LONG and not re.search(r"\d", one) for pair in changed for one in pair)
    if len(changed) > _FEW or not short:
        return ["两年的文字有不同。"]
    told = "，".join(f"“{a}”改为“{b}”" if a and b else f"删去“{a}”" if a else f"增加“{b}”" for a, b in changed)
    return [f"两年的文字有不同：{told}。"]
