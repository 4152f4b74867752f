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
    "人员方面东西事情费钱经资金最完起拖等耗算预算支出收入项目专年度月日数多少几高低大小长短久快慢新老咱们我你他单位部门机关工作活动看瞧们一压控降盖0123456789"
)
_LIGHT_IN_LABELS = LIGHT - frozenset("专项")  # 专项债务 is not 债务
# Verbs and fillers of two characters that describe nothing either: 处理上访, 各类药品.
_LIGHT_WORDS = (
    "处理", "办理", "举办", "开展", "实施", "推进", "加强", "提供", "承担", "负责", "聘请", "支付", "搭建", "日常", "各种", "各类", "相关",
    "有关", "人士", "同志", "对象", "们",
)  # fmt: skip
# Light characters that together name whom or what money is for, or which part is meant.
PERSONS = ("地上", "地下", "老人", "老年", "新人", "工人", "人大", "养老", "大会", "开会", "老师", "外国", "国外")
_FEE = 3
_LONG = 4
_KUAN = 5  # digits of a 款's code
_OPENS_LABELS = "其他|用于|对|补助|支付|支持|机关事业单位|行政事业单位|财政|城乡社区|补充|基本|职工|国家|机关|购置|一般|重大|公益|管理|和|与|及|或|、"
_CLOSING = re.compile("(?:支出|费用|经费|资金)$")
_HEADING = 0.75  # of a heading's label, the least part that must be said: 修公路 is not all of 公路水路运输
# What is built is no other thing that shares its name: 高铁建设 is not for trips on it.
_BUILDS = ("建设", "修建", "新建", "建造", "兴建", "扩建")
_WORD = 0.6  # of each word's characters, the least part that must be explained
_ALL = 0.8  # of all words together
_NAMES = 0.6  # of the telling characters of a row's label, the least part that everyday words must name where nothing else does
_AFTER = 0.15  # how far a heading stands behind the row below it that is called the same
_ABOVE = 0.5  # what a heading right above a line explains counts for the line
_OWN = 0.25  # of them, the least part that the figure's own label explains
# What the titles of tables are made of.
_OF_TABLES = re.compile("功能分类|经济分类|分类|总表|明细表|预算表|决算表|[预决]算|部门|情况说明")
_STATED = re.compile("预算|决算|指标值|目标值")  # columns that tell nothing of what is counted
_MEANS = (("人均",), ("每人",), ("平均",), ("户均",))  # labels that tell nothing of whose mean it is
_SPLIT = re.compile("[、，,；;和及与]|以及")
_LEVEL = re.compile(r"[（(][类款项][）)]")
_BREAK = re.compile(r"[，。；：,;:、（(）)\n]")


@dataclass(frozen=True, slots=True)
class Printed:
    """The words printed for a figure: its own, those around it that it shares with others, and what it is for, in parts."""

    own: str
    around: str
    purposes: tuple[str, ...] = ()
    heads: bool = False  # a heading or a rest (其他…): everyday words for the whole tell nothing of it
    whole: str = ""  # a heading's or a rest's own name, where everyday words for it alone name it
    label: bool = False  # whether its own words are a row's label, not a sentence or a project's name
    above: str = ""  # the headings that a row of the code tables stands under: 水库 is not all that is under 水利

    @property
    def everything(self) -> str:
        """All of them."""
        return "¦".join((self.own, *self.purposes, self.around, self.above))


@dataclass(frozen=True, slots=True)
class _Texts:
    """Where a word is looked for: as it is, in the printed words for it, in those for what is done; a heading's name."""

    plain: str
    spoken: str = ""
    deeds: str = ""
    whole: str = ""
    begins: bool = False  # whether printed words must begin a label: 应急救援 is not 地震应急救援


@dataclass(frozen=True, slots=True)
class _Piece:
    """What of a word was found: how long, the printed words, whether it only says what is done.

    `passed` is the length of the longest everyday word that begins there and is not explained, 0 for none.
    """

    length: int
    printed: str
    deed: bool = False
    passed: int = 0
    plain: bool = False


def score(words: Sequence[str], printed: Printed) -> float | None:
    """How well a figure's words explain the question's; None where they leave too much unexplained."""
    named_parts = sum(any(_explained(word, _Texts(part)).all >= 2 for word in words) for part in printed.purposes)
    # 物资储备和演练 is not asked for as 演练 alone.
    whole = bool(printed.purposes) and named_parts >= ceil(len(printed.purposes) / 2)
    purpose = f"¦{'¦'.join(printed.purposes)}" if whole else ""
    mine = printed.own + purpose
    around = f"{mine}¦{printed.around}"
    everything = f"{around}¦{printed.above}"
    # Everyday words for a whole tell nothing of its heading's rest.
    spoken, spoken_all = (purpose, purpose) if printed.heads else (mine, around)
    begins = bool(printed.above) and not purpose
    weight = explained = own = subject = 0
    named: set[str] = set()
    for word in words:
        found = _explained(word, _Texts(everything, spoken_all, everything, printed.whole, begins))
        if len(word) > 1 and found.counted and found.all / found.counted < _WORD:
            return None
        if found.another and begins:
            return None
        mine_found = _explained(word, _Texts(mine, spoken, mine, printed.whole, begins))
        weight += found.counted
        explained += found.all
        own += mine_found.all
        subject += mine_found.all - mine_found.deeds
        named |= mine_found.pieces
    if not weight or explained / weight < _ALL or subject / weight < _OWN:
        return None
    light = _LIGHT_IN_LABELS if any(c not in _LIGHT_IN_LABELS for c in printed.own) else frozenset[str]()  # 工会经费
    telling = sum(c not in light for c in printed.own)
    standing = [piece for piece in named if piece in printed.own or _stands_in(printed.own, piece)]
    precise = sum(c not in light for piece in standing for c in piece) / max(telling, 1)
    others = any(piece.startswith("其他") for piece in standing)  # 其他工资 names its rest, however much of it is said
    if printed.heads and not purpose and precise < _HEADING and not others:
        return None
    if (
        printed.label
        and not purpose
        and precise < _NAMES
        and not any(piece in word for piece in named for word in words)
    ):
        return None  # 生活补助 is no 农村籍退役士兵老年生活补助
    share = own / weight
    if printed.above and not printed.heads:  # 大气 under 污染防治 is told by both
        share += (explained - own) * _ABOVE / weight
    return share + min(precise, 1.0) - (_AFTER if printed.heads else 0)


@dataclass(frozen=True, slots=True)
class _Found:
    """How many of a word's telling characters are explained, how many of them only as what is done, and how many there are."""

    all: int
    deeds: int
    counted: int
    pieces: frozenset[str]
    another: bool = False  # whether it is an everyday word for something else, of which only a part is explained


def _explained(word: str, texts: _Texts) -> _Found:
    """How much of a word is explained by texts that have it, or the printed words for it, and which printed words did.

    It is read from the left, the longest piece first, or else with one of these pieces shorter, where more is explained
    so: 农村厕所革命 is 农村, 厕所革命 and not 农村厕所, 革命.
    """
    read, taken = _read(word, texts)
    if read.all in (0, read.counted):
        return read
    others = (_read(word, texts, at, length - 1)[0] for at, length in taken)
    return max((read, *others), key=lambda one: (one.all, -one.counted))


def _read(word: str, texts: _Texts, shorter: int = -1, most: int = 0) -> tuple[_Found, list[tuple[int, int]]]:
    """One reading of a word, and the places and lengths of its pieces; the piece at `shorter` is of no more than `most`."""
    at = explained = deeds = counted = telling = passing = light_passed = 0
    another = False
    pieces: set[str] = set()
    taken: list[tuple[int, int]] = []
    while at < len(word):
        piece = _longest(word, at, texts, most if at == shorter else len(word))
        another |= piece.length >= 2 and (piece.passed > 0 or at < passing)
        if at >= passing:  # nothing of an everyday word was explained: all of it tells something
            counted, light_passed = counted + light_passed, 0
        passing = max(passing, at + piece.passed)
        if piece.length >= 2:
            light_passed = 0
            telling = max(telling, at + (0 if piece.plain else piece.passed))
            explained += piece.length
            deeds += piece.length if piece.deed else 0
            counted += piece.length
            pieces.add(piece.printed)
            taken.append((at, piece.length))
            at += piece.length
        elif light := next((one for one in _LIGHT_WORDS if word.startswith(one, at)), ""):
            at += len(light)
        else:
            if word.startswith(_BUILDS, at):
                telling = at + 2
            tells = at < telling or word[at] not in LIGHT or word.startswith(PERSONS, at)
            counted += tells
            light_passed += at < passing and not tells
            at += 1
    return _Found(explained, deeds, counted + light_passed, frozenset(pieces), another), taken


def _longest(word: str, at: int, texts: _Texts, most: int) -> _Piece:
    """The longest piece of a word from a place on, of `most` characters, that a text has, or has the printed words for.

    Of an everyday word that only begins a longer one (高铁 of 高铁站) all of the longer one tells something.
    """
    end = at
    while end < min(len(word), at + most) and _has(texts.plain, word[at : end + 1]):
        end += 1
    length, deed = end - at, word[at:end] in everyday.deeds()
    passed = 0
    for said, printed in everyday.starting(word, at):
        if len(said) <= max(length, 1):
            break
        if len(said) > most:
            continue
        if texts.whole and texts.whole in everyday.wholly().get(said, ()):
            return _Piece(len(said), texts.whole)
        does = said in everyday.deeds()
        text = texts.deeds if does else texts.spoken
        if text and (found := _the_most(printed, text, begins=texts.begins and not does)):
            return _Piece(len(said), found, does, passed)
        if said in everyday.of_items():
            passed = max(passed, len(said))
    return _Piece(length, word[at:end], deed, passed, plain=True)


def _the_most(printed: Sequence[str], text: str, *, begins: bool) -> str:
    """The longest of printed words that a text has, or else the first that it nearly has; empty where it has none."""
    if begins:
        printed = [one for one in printed if _begins(one[:2]).search(text)]
    literal = [one for one in printed if _has(text, one)]
    return max(literal, key=len) if literal else next((one for one in printed if _stands_in(text, one)), "")


@lru_cache(maxsize=8192)
def _begins(opening: str) -> re.Pattern[str]:
    """Words that begin a label or follow what tells nothing of it: 用于…, 对…, 机关事业单位…."""
    return re.compile(rf"(?:^|¦|{_OPENS_LABELS}){re.escape(opening)}")


def _stands_in(spoken: str, printed: str) -> bool:
    """Whether printed words stand in a text with a few characters between theirs.

    公务用车运行费 stands in 公务用车运行维护费; 事业单位离退休 does not in 行政单位离退休, most of whose characters it has.
    """
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
    above: list[str] = []
    if fact.source == "narrative":
        start, end = fact.span or (0, 0)
        before, after = _BREAK.split(fact.quote[:start])[-1], _BREAK.split(fact.quote[end:])[0]
        label = "".join(fact.row[-2:] if fact.row[-1:] in _MEANS else fact.row[-1:])
        own = ["" if terms.normalise(label) in terms.normalise(before) else label, before, after]
        around = [*fact.row[:-1], *fact.section, project, _BREAK.split(fact.quote)[0]]
        if _of_subject(fact):
            own, around = [label, after], [*around, before]
    else:
        own = [project if project and fact.indicator is None else "", *fact.row[-1:]]
        own += [label for label in fact.column if not terms.is_neutral(label) and not _STATED.search(label)]
        above = list(fact.row[:-1]) if fact.code and fact.code.isdigit() else []
        around = [*([] if above else fact.row[:-1]), *fact.column, fact.table or "", project]
    parts = _uses(terms.normalise(fact.purpose or ""))
    named = terms.normalise("".join(fact.row[-1:]))
    rest = named.startswith("其他")
    return Printed(
        terms.normalise("".join(dict.fromkeys(own))),
        terms.normalise(_OF_TABLES.sub("", "¦".join(dict.fromkeys(around)))),
        parts,
        heads or rest,
        named.removesuffix("支出") if rest or (heads and len(fact.code or "") == _KUAN) else "",
        label=(fact.source == "table" or _of_subject(fact)) and not fact.project,
        above=terms.normalise("¦".join(above)),
    )


def _of_subject(fact: Fact) -> bool:
    """Whether a sentence states an amount of a line of the code tables, by its path: 教育支出（类）普通教育（款）….

    Its words are the line's label then, and those of the lines above it, as in a table.
    """
    return fact.source == "narrative" and _LEVEL.search(fact.quote[: (fact.span or (0, 0))[0]]) is not None


_ONE_USE = re.compile(
    r"^(?P<of>[^，。；]{6,}?的[^的，。；]{2,4}?)(?P<more>(?:(?:[、和及与]|以及)[^、，。；的]{2,4})+)(?:等)?$"
)


def _uses(purpose: str) -> tuple[str, ...]:
    """What money is for, one by one; of one thing whose works are listed it is one: 某处改作某用的改造、物资和值守."""
    if _ONE_USE.match(purpose):
        return (purpose,)
    return tuple(part for part in _SPLIT.split(purpose) if len(part) >= _PART)


_PART = 2
