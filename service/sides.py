"""What is set against each other or added up, and which of it is not told: 甲是乙的几倍, of which 乙 is printed nowhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from service import evidence
from service.blanking import MASK
from service.evidence import Want
from service.query import Asked, Query
from service.rules.scene import Scene

# That two things are reckoned with, and not each of them told.
_RECKONED = re.compile(
    r"(?:多少|几)倍|倍数|加起来|加在一起|合计|之和|总和|相加|共|合起来|[+＋]|等于|得多少"
    r"|相差|差[额距值]|差(?:了)?(?:多少|几)|之差|的差|(?:哪|谁|孰)[^，。；？?]{0,6}?[多少高低大小]|[多少高低大小]出?(?:了)?多少|[高低多少大小]于|超[过出]"
    r"|减|扣|除以|之比|占|百分之|比[例重率值]|几成|份额"
)
# What sets one thing against another, or adds it to it.
_OPERATOR = r"(?:加上?|[+＋]|连同|减去?|[-－]|扣(?:除|掉|去)|和|与|跟|同|、|以及|及|比|是|占|抵|[高低多少大小]于|超[过出]|除以|相当于|里|还是)"
_SAID_OF_IT = '[”"“]?(?:支出|经费|费用|预算|决算)?数?'
_AFTER_ITEM = re.compile(rf"{_SAID_OF_IT}{_OPERATOR}[“\"]?[一-鿿()]{{0,4}}")
_BEFORE_ITEM = re.compile(rf"{_SAID_OF_IT}[一-鿿]{{0,2}}{_OPERATOR}[“\"]?")
_LED = re.compile("^(?:加上?|连同|减去?|扣(?:除|掉|去)|以及|及|比|占|除以|相当于)")


@dataclass(frozen=True, slots=True)
class Untold:
    """The items, or the years, of a question of several of which the disclosures tell nothing; all of them where it is neither."""

    items: tuple[Asked, ...]
    years: tuple[int, ...]


def untold(scene: Scene) -> Untold:
    """Which of the items, or which of the years, that a question names no disclosure tells."""
    items, years = scene.query.items, scene.pair() if _moves(scene.query) else scene.years()
    told = {(at, year): _is_told(scene, asked, year) for at, asked in enumerate(items) for year in years}
    lacking = tuple(asked for at, asked in enumerate(items) if not any(told[at, year] for year in years))
    if 0 < len(lacking) < len(items):
        return Untold(lacking, ())
    dark = tuple(sorted(year for year in years if not any(told[at, year] for at in range(len(items)))))
    return Untold(items, dark if items and len(dark) < len(years) else ())


def _moves(query: Query) -> bool:
    return query.kind in ("change", "rate") and bool(query.years or query.offsets)


def _is_told(scene: Scene, asked: Asked, year: int) -> bool:
    """Whether any amount or count of an item is told of a year."""
    return any(k.fact.value is not None for k in evidence.candidates(Want(asked, year), scene.holdings))


def unknown(query: Query, words: Sequence[str]) -> list[str]:
    """The words, of those that nothing explains, that an item is set against or added to: 办公费加某某费, 某某费是办公费的几倍."""
    text = query.text
    if not _RECKONED.search(text):
        return []
    found = []
    for word in words:
        bare = _LED.sub("", word)
        end = text.find(word) + len(word)
        start = end - len(bare)
        if not bare or end < len(word) or _ASKS.search(word):
            continue
        after = any(
            _AFTER_ITEM.fullmatch(text, item.end, start) and not _ASKS.search(text, item.end, start)  # 三公里头哪项
            for item in query.items
        )
        if after or any(_BEFORE_ITEM.fullmatch(text, end, item.start) for item in query.items):
            found.append(f"{_led_in(query, start)}{bare}{_goes_on(text, end, words)}")
    return found


# What adds up or takes away, and nothing else.
_ADDS = r"(?:加上?|[+＋]|连同|减去?|扣(?:除|掉|去)|除以|和|与|跟|及|、|以及)"
_NAME = r"[“\"]?(?P<name>[一-鿿()]{2,14}?(?:支出|收入|[费金款]|补助|事务|服务|管理|活动))[”\"]?"
_LISTED = re.compile(rf"{_SAID_OF_IT}{_ADDS}{_NAME}{_ADDS}[“\"]?")
_LISTED_LAST = re.compile(
    rf"{_SAID_OF_IT}{_ADDS}{_NAME}(?:[两二三四五]项|这|一|总|加|合|共|之和|的[总之]?和|相加|是|多少|等于|得多|[，=？?]|$)"
)


def left_out(query: Query) -> list[str]:
    """The names, in a row of what is added up or taken away, that no item is: 甲、某某支出和乙三项合计."""
    items, text = query.items, query.plain
    if not items or query.kind not in ("sum", "lookup", "difference") or not _ADDED_OR_LESS.search(text):
        return []
    between = (_LISTED.fullmatch(text[one.end : two.start]) for one, two in pairwise(items))
    last = _LISTED_LAST.match(text, items[-1].end) if items[-1].end else None
    return [hit["name"] for hit in (*between, last) if hit is not None and not _ASKS.search(hit["name"])]


_ADDED_OR_LESS = re.compile("加|合计|之和|总和|共|[+＋]|合起来|减|扣|除以")


def _led_in(query: Query, start: int) -> str:
    """What of a name stands before the word of it that is left: 国(境) of 国(境)外接待费."""
    after = max((item.end for item in query.items if item.end <= start), default=0)
    before = _OPENS.sub("", query.plain[after:start]) if after else query.plain[:start]
    return re.split(f"[{MASK}，。；：？?、的]|{_OPERATOR}", before)[-1]


_ASKS = re.compile("哪|谁|什么|啥|多少|几")  # names nothing
_OPENS = re.compile(rf"^{_SAID_OF_IT}{_OPERATOR}")


def _goes_on(text: str, end: int, words: Sequence[str]) -> str:
    """The rest of a name that 和 or 与 stands within: 某某管理与保护, of which two words are left."""
    other = next((w for w in words if _WITHIN_NAME.match(text[end:]) and text.startswith(w, end + 1)), None)
    return text[end : end + 1 + len(other)] if other else ""


_WITHIN_NAME = re.compile("[与和及]")
