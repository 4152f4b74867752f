"""The words that are printed for a figure, and how much of a question's words they explain. Pure.

A word is explained where the printed words have it, or have what is printed for it where people say it
(`ingest.everyday`). Verbs and measure words tell nothing and need no explanation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from ingest import everyday, terms
from ingest.model import Fact

# Verbs, measure words and particles that describe nothing: 抓组织工作, 做普查, 帮人上岗.
LIGHT = frozenset(
    "的了着过得地比个那这些块摊子笔项类里外上下中内前后来去给做搞办抓弄干开管用花要会能可该应在于从到至由向按以因而和与跟及或"
    "有没是就都也还又再才只仅请帮让把被将对为所每各全总共约需须打算备拿付交发拨列设立养修测保护建买购置租聘招派"
    "人员方面东西事情费钱经资金最完起算预算支出收入项目专年度月日数多少几高低大小长短久快慢新老咱们我你他单位部门机关工作活动看瞧们一0123456789"
)
# Verbs and fillers of two characters that describe nothing either: 处理上访, 各类药品.
_LIGHT_WORDS = (
    "处理", "办理", "举办", "开展", "实施", "推进", "加强", "提供", "承担", "负责", "聘请", "支付", "搭建", "日常", "各种", "各类", "相关",
    "有关", "人士", "同志", "对象", "们",
)  # fmt: skip
# Light characters that together name whom or what money is for.
PERSONS = ("老人", "老年", "新人", "工人", "人大", "养老", "大会", "开会", "老师")
_FEE = 3
_LONG = 4
_KUAN = 5  # digits of a 款's code
_CLOSING = re.compile("(?:支出|费用|经费|资金)$")
_WORD = 0.6  # of each word's characters, the least part that must be explained
_ALL = 0.8  # of all words together
_NAMES = 0.6  # of the telling characters of a row's label, the least part that everyday words must name where nothing else does
_AFTER = 0.15  # how far a heading stands behind the row below it that is called the same
_OWN = 0.25  # of them, the least part that the figure's own label explains
# What the titles of tables are made of.
_OF_TABLES = re.compile("功能分类|经济分类|分类|总表|明细表|预算表|决算表|[预决]算|部门|情况说明")
_STATED = re.compile("预算|决算|指标值|目标值")  # columns that tell nothing of what is counted
_SPLIT = re.compile("[、，,；;和及与]|以及")
_BREAK = re.compile(r"[，。；：,;:、（(）)\n]")


@dataclass(frozen=True, slots=True)
class Printed:
    """The words printed for a figure: its own, those around it that it shares with others, and what it is for, in parts."""

    own: str
    around: str
    purposes: tuple[str, ...] = ()
    heads: bool = False  # a heading or a rest (其他…): everyday words for the whole tell nothing of it
    whole: str = ""  # a heading's own name, where everyday words for the whole name it
    label: bool = False  # whether its own words are a row's label, not a sentence

    @property
    def everything(self) -> str:
        """All of them."""
        return "¦".join((self.own, *self.purposes, self.around))


def score(words: Sequence[str], printed: Printed) -> float | None:
    """How well a figure's words explain the question's; None where they leave too much unexplained."""
    named_parts = sum(any(_explained(word, part, "")[0] >= 2 for word in words) for part in printed.purposes)
    # 物资储备和演练 is not asked for as 演练 alone.
    whole = bool(printed.purposes) and named_parts >= ceil(len(printed.purposes) / 2)
    purpose = f"¦{'¦'.join(printed.purposes)}" if whole else ""
    mine = printed.own + purpose
    everything = f"{mine}¦{printed.around}"
    # Everyday words for a whole tell nothing of its heading's rest.
    spoken, spoken_all = (purpose, purpose) if printed.heads else (mine, everything)
    weight = explained = own = 0
    named: set[str] = set()
    for word in words:
        all_, counted, _ = _explained(word, everything, spoken_all, printed.whole)
        if len(word) > 1 and counted and all_ / counted < _WORD:
            return None
        of_own, _, pieces = _explained(word, mine, spoken, printed.whole)
        weight += counted
        explained += all_
        own += of_own
        named |= pieces
    if not weight or explained / weight < _ALL or own / weight < _OWN:
        return None
    light = LIGHT if any(c not in LIGHT for c in printed.own) else frozenset[str]()  # 工会经费 has light characters only
    telling = sum(c not in light for c in printed.own)
    precise = sum(c not in light for piece in named if piece in printed.own for c in piece) / max(telling, 1)
    spoken_only = bool(named) and not any(piece in word for piece in named for word in words)
    if spoken_only and not whole and printed.label and precise < _NAMES:
        return None  # 生活补助 is no 农村籍退役士兵老年生活补助
    return own / weight + min(precise, 1.0) - (_AFTER if printed.heads else 0)


def _explained(word: str, text: str, spoken: str, whole: str = "") -> tuple[int, int, set[str]]:
    """How many of a word's telling characters are explained, how many there are, and which printed words did.

    They are explained by a text that has them, or has in `spoken` the printed words for them, or by a heading's `whole`
    name where that is what is printed for them.
    """
    at = explained = counted = 0
    pieces: set[str] = set()
    while at < len(word):
        length, piece = _longest(word, at, text, spoken, whole)
        if length >= 2:
            explained += length
            counted += length
            pieces.add(piece)
            at += length
        elif light := next((one for one in _LIGHT_WORDS if word.startswith(one, at)), ""):
            at += len(light)
        else:
            counted += word[at] not in LIGHT or word.startswith(PERSONS, at)
            at += 1
    return explained, counted, pieces


def _longest(word: str, at: int, text: str, spoken: str, whole: str) -> tuple[int, str]:
    """The longest piece of a word from a place on that a text has, itself or in the printed words for it."""
    end = at
    while end < len(word) and _has(text, word[at : end + 1]):
        end += 1
    length, piece = end - at, word[at:end]
    for said, printed in everyday.starting(word, at) if spoken or whole else ():
        if len(said) <= max(length, 1):
            break
        if whole and whole in everyday.wholly().get(said, ()):
            return len(said), whole
        found = max((one for one in printed if _stands_in(spoken, one)), key=lambda one: (one in spoken, len(one)), default=None)
        if found is not None:
            return len(said), found
    return length, piece


def _stands_in(spoken: str, printed: str) -> bool:
    """Whether printed words stand in a text, whole or with a few characters between theirs.

    公务用车运行费 stands in 公务用车运行维护费; 事业单位离退休 does not in 行政单位离退休, most of whose characters it has.
    """
    if _has(spoken, printed):
        return True
    return len(printed) >= _LONG and _spaced(printed).search(spoken) is not None


@lru_cache(maxsize=8192)
def _spaced(printed: str) -> re.Pattern[str]:
    """Printed words without what closes them, with up to two characters anywhere between."""
    bare = _CLOSING.sub("", printed) if len(printed) > _LONG else printed
    return re.compile("[^¦]{0,2}".join(map(re.escape, bare)))


def _has(text: str, piece: str) -> bool:
    """Whether a text has a piece; 电费 begins a label, or 邮电费 has it."""
    if not piece.endswith("费") or len(piece) > _FEE:
        return piece in text
    return re.search(rf"(?:^|¦|[^一-鿿]){re.escape(piece)}", text) is not None


@lru_cache(maxsize=65536)
def printed_for(fact: Fact, heads: bool) -> Printed:  # noqa: FBT001 # a cached function takes what it is keyed by
    """The words printed for a figure."""
    project = fact.project[1] if fact.project else ""
    if fact.source == "narrative":
        start, end = fact.span or (0, 0)
        before, after = _BREAK.split(fact.quote[:start])[-1], _BREAK.split(fact.quote[end:])[0]
        label = "".join(fact.row[-1:])
        own = ["" if terms.normalise(label) in terms.normalise(before) else label, before, after]
        around = [*fact.row[:-1], *fact.section, project, _BREAK.split(fact.quote)[0]]
    else:
        own = [project if project and fact.indicator is None else "", *fact.row[-1:]]
        own += [label for label in fact.column if not terms.is_neutral(label) and not _STATED.search(label)]
        around = [*fact.row[:-1], *fact.column, fact.table or "", project]
    parts = tuple(part for part in _SPLIT.split(terms.normalise(fact.purpose or "")) if len(part) >= 2)
    named = terms.normalise("".join(fact.row[-1:]))
    rest = named.startswith("其他")
    return Printed(
        terms.normalise("".join(dict.fromkeys(own))),
        terms.normalise(_OF_TABLES.sub("", "¦".join(dict.fromkeys(around)))),
        parts,
        heads or rest,
        named.removesuffix("支出") if heads and not rest and len(fact.code or "") == _KUAN else "",
        label=fact.source == "table",
    )
