"""Why, where the disclosure tells it beside the figure: in the sentence right behind it, or in the reason of another item.

Both are quoted as what they are and where they stand; neither is called the item's own reason. A sentence that says the
opposite of how the item moved tells nothing of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest import quantity, terms, wording
from service import evidence
from service.draft import Piece, Quoted
from service.holding import Holding, Known
from service.query import Asked
from service.rules.scene import Scene, called
from service.rules.sentences import as_printed, behind

_UP = re.compile(r"增加|增长|上升|上涨|提高|新增|增多|扩大|上调|上浮|递增|拉动")
_DOWN = re.compile(r"减少|下降|降低|压缩|压减|缩减|不再|取消|节约|停止|下调|递减|退坡|收缩")
# A sentence that goes on to something else.
_GOES_ON = re.compile(
    r"^\s*(?:其中|此外|另外|同时|与上年|与\d{4}年|比上年|比\d{4}年|[（(]?[一二三四五六七八九十\d]+[）).、．]|主要用于|用于)"
)
_SUMS_UP = re.compile(r"^\s*(?:[两各多]项)?(?:相抵|相加|合计|共同|综合)")  # 甲增加…、乙减少…相抵后形成 explains neither
_CLAUSE = re.compile(r"[，,、；;。]")
_LEAST = 3  # characters of a name that another item's reason may tell of


def told(scene: Scene, asked: Asked, year: int, *, up: bool) -> list[Piece]:
    """What is told beside the figures of an item that rose (`up`) or fell, quoted; nothing where nothing is."""
    for known in evidence.changes(asked, year, scene.holdings, ("change", "rate")):
        if known.item.own not in asked.keys:
            continue
        quoted = _clauses_behind(known) or _behind(scene.holding(known.fact), known, up=up)
        if quoted and _SUMS_UP.match(quoted.text):
            continue
        if quoted and known.fact.base_year != known.fact.year and (known.fact.direction == "up") == up:
            return [f"文件写明{called(known)}的变化后，接着写道：", quoted]
    return _in_another(scene, asked, year, up=up)


def of_budget(scene: Scene, asked: Asked, year: int) -> list[Piece]:
    """What is told right behind how an item's outturn stands to its own budget, quoted; nothing where nothing is.

    That there was no budget (年初未安排预算) is such a statement too.
    """
    for known in evidence.changes(asked, year, scene.holdings, ("change", "rate", "level", "share")):
        fact = known.fact
        own = known.item.own in asked.keys and fact.basis == "actual" and not fact.reason
        if not own or not (fact.base_year == fact.year or _UNPLANNED.search(fact.quote)):
            continue
        if quoted := _clauses_behind(known) or _source_behind(scene.holding(fact), known):
            return [f"文件写明{called(known)}后，接着写道：", quoted]
    return []


_UNPLANNED = re.compile(
    r"年初(?:均|都|也)?(?:未|没有?|无)(?:安排|编列|列入|编制|批复)?(?:此项|该项|这项)?(?:支出|收入)?预算|(?:未|没有?)(?:安排|编列|列入)年初预算"
)
# Where the money came from that was spent beyond the budget.
_SOURCE = re.compile(r"结转|追加|下达|新增|补助|奖补|调剂|调整|统筹|专项|盘活|上级")
_NO_CAUSE = re.compile(
    r"^(?:其中|占|完成|主要用于|全部用于|用于|比|较|与|同比|增长|下降|增加|减少|上升|增幅|降幅|支出决算|决算数?|预计|拟)"
)
_LEAST_TOLD = 5  # characters of a clause that tells something


def _clauses_behind(known: Known) -> Quoted | None:
    """The clauses behind the figures of a statement in its own sentence, where they tell no figure: 减少0.6万元，严控接待标准."""
    fact = known.fact
    if fact.span is None:
        return None
    segment = re.split(r"[；。\n]", fact.quote[fact.span[1] :])[0]
    start, told = fact.span[1], ""
    for clause in re.split("(?<=[，,])", segment):
        words = clause.strip("，,")
        if wording.REASON.match(words):
            return None  # a reason that is given, and not for this
        if _tells_amounts(words) or _NO_CAUSE.match(words):
            if told:
                break
            start += len(clause)
            continue
        if not told and len(words) < _LEAST_TOLD:
            start += len(clause)
            continue
        told += clause
    told = told.strip("，, ")
    if len(told) < _LEAST_TOLD or told not in fact.quote:
        return None
    return Quoted(told, fact.document, fact.quote, fact.place, fact.section)


def _tells_amounts(words: str) -> bool:
    """Whether words have a figure that is more than a count of people or things."""
    return any(f.quantity.unit is None or f.quantity.unit.base in ("元", "%") for f in quantity.find(words))


def _source_behind(holding: Holding, known: Known) -> Quoted | None:
    """The sentence right behind, where it tells what part of the money came from where: 其中使用上年结转…，另有…下达."""
    told = behind(holding, known.fact)
    return told if told and re.match(r"\s*其中(?![:：])", told.text) and _SOURCE.search(told.text) else None


def _behind(holding: Holding, known: Known, *, up: bool) -> Quoted | None:
    """The sentence right behind that of a change, where it tells of a move the same way and states no amount itself."""
    told = behind(holding, known.fact)
    if told is None or (known.fact.direction == "up") != up:
        return None
    if _GOES_ON.match(told.text) or quantity.find(told.text) or not _same_way(told.text, up=up):
        return None
    return told


def _in_another(scene: Scene, asked: Asked, year: int, *, up: bool) -> list[Piece]:
    """The reason of another item's change that names this one."""
    label = terms.normalise(terms.name(asked.keys[0]) if asked.keys else asked.text)
    if len(label) < _LEAST or set(asked.keys) & terms.TOTALS:
        return []
    for known in _with_reasons(scene, year):
        fact = known.fact
        reason = as_printed(fact.reason or "", fact.quote)
        if (fact.direction == "up") != up or known.item.own in asked.keys or reason is None:
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
