"""Why, where the disclosure tells it beside the figure: in the sentence right behind it, or in the reason of another item.

Both are quoted as what they are and where they stand; neither is called the item's own reason. A sentence that says the
opposite of how the item moved tells nothing of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest import quantity, terms
from ingest.model import Fact
from service import evidence
from service.draft import Piece, Quoted
from service.holding import Holding, Known
from service.query import Asked
from service.rules.scene import Scene, called
from service.rules.sentences import SENTENCE

_UP = re.compile(r"增加|增长|上升|上涨|提高|新增|增多|扩大|上调|上浮|递增|拉动")
_DOWN = re.compile(r"减少|下降|降低|压缩|压减|缩减|不再|取消|节约|停止|下调|递减|退坡|收缩")
# A sentence that goes on to something else.
_GOES_ON = re.compile(
    r"^\s*(?:其中|此外|另外|同时|与上年|与\d{4}年|比上年|比\d{4}年|[（(]?[一二三四五六七八九十\d]+[）).、．]|主要用于|用于)"
)
_CLAUSE = re.compile(r"[，,、；;。]")
_LEAST_TOLD = 8
# What holds the change against something, or says how far a task is done.
_NO_CAUSE = re.compile(
    r"[的了占与和比较为]|高于|低于|大于|小于|超过|达到|完成|控制在|符合|保持|连续|其中|具体|详见|基本"
)
_LEAST = 3  # characters of a name that another item's reason may tell of


def told(scene: Scene, asked: Asked, year: int, *, up: bool) -> list[Piece]:
    """What is told beside the figures of an item that rose (`up`) or fell, quoted; nothing where nothing is."""
    for known in evidence.changes(asked, year, scene.holdings, ("change", "rate")):
        if known.item.own in asked.keys and (quoted := _rest_of_sentence(known.fact, up=up)):
            return [f"文件在{called(known)}的变化后面写道：", quoted]
        if known.item.own in asked.keys and (quoted := _behind(scene.holding(known.fact), known, up=up)):
            return [f"文件写明{called(known)}的变化后，接着写道：", quoted]
    return _in_another(scene, asked, year, up=up)


def _rest_of_sentence(fact: Fact, *, up: bool) -> Quoted | None:
    """What a sentence goes on to say once it has told the change: 下降9.19%，信息系统运维合同重新询价后金额下降."""
    figures = quantity.find(fact.quote)
    rest = fact.quote[figures[-1].end :].strip("，,、；;。 ") if figures and figures[-1].quantity.unit else ""
    if len(rest) < _LEAST_TOLD or (fact.direction == "up") != up or _NO_CAUSE.match(rest) or _GOES_ON.match(rest):
        return None
    opposite = _DOWN if up else _UP
    if opposite.search(rest) and not (_UP if up else _DOWN).search(rest):
        return None
    return Quoted(rest, fact.document, fact.quote, fact.place, fact.section)


def _behind(holding: Holding, known: Known, *, up: bool) -> Quoted | None:
    """The sentence right behind that of a change, where it tells of a move the same way and states no amount itself."""
    fact = known.fact
    for paragraph in holding.paragraphs:
        lines = [hit[0].strip() for hit in SENTENCE.finditer(paragraph.text)]
        at = next((n for n, line in enumerate(lines) if line and (line in fact.quote or fact.quote in line)), None)
        if at is None or at + 1 >= len(lines) or paragraph.section != fact.section:
            continue
        if (fact.direction == "up") != up:
            continue
        behind = lines[at + 1]
        if _GOES_ON.match(behind) or quantity.find(behind) or not _same_way(behind, up=up):
            continue
        return Quoted(behind, holding.record.id, paragraph.text, paragraph.place, paragraph.section)
    return None


def _in_another(scene: Scene, asked: Asked, year: int, *, up: bool) -> list[Piece]:
    """The reason of another item's change that names this one."""
    label = terms.normalise(terms.name(asked.keys[0]) if asked.keys else asked.text)
    if len(label) < _LEAST or set(asked.keys) & terms.TOTALS:
        return []
    for known in _with_reasons(scene, year):
        fact = known.fact
        reason = fact.reason or ""
        if (fact.direction == "up") != up or known.item.own in asked.keys or reason not in fact.quote:
            continue
        clause = next((part for part in _CLAUSE.split(reason) if label in terms.normalise(part)), None)
        if clause is None or (_DOWN if up else _UP).search(clause):
            continue
        quoted = Quoted(reason, fact.document, fact.quote, fact.place, fact.section)
        return [f"文件说明{called(known)}的变化时写明：", quoted]
    return []


def _with_reasons(scene: Scene, year: int) -> Iterator[Known]:
    """The changes of a year that are told with a reason, the narrowest items first."""
    found = [
        known
        for holding in scene.holdings
        for known in holding.known
        if known.fact.source == "narrative"
        and known.fact.measure in ("change", "rate")
        and known.fact.reason
        and known.fact.year == year
        and evidence.basis_fits(known.fact, scene.basis)
    ]
    yield from sorted(found, key=lambda known: -len(known.fact.row))


def _same_way(sentence: str, *, up: bool) -> bool:
    """Whether a sentence tells of a rise, or of a fall, and not of the other."""
    mine, other = (_UP, _DOWN) if up else (_DOWN, _UP)
    return bool(mine.search(sentence)) and not other.search(sentence)
